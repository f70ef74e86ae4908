import { describe, expect, it } from 'vitest';
import { type Readings, readReport, writeReport } from '../../src/checklist/readings.ts';
import { subdomain } from '../../src/migration/account.ts';
import type { UnknownReason } from '../../src/migration/finding.ts';
import { type Instant, later, MINUTE_MS } from '../../src/migration/time.ts';
import { allWell, known, NOW, reportOf, saw } from '../support/scene.ts';
import { find } from './contexts.ts';

const then = later(NOW, -60 * MINUTE_MS);
const failed = (why: UnknownReason, at: Instant = NOW, asked = 'GET /api/v2/account/settings') =>
  ({ status: 'unknown', why, asked, at }) as const;
const groups = (at: Instant) => saw([{ id: 7, name: 'Support' }], 'GET /api/v2/groups', at);

const brand = {
  id: 1,
  name: 'Acme',
  active: true,
  isDefault: true,
  hasHelpCenter: true,
  helpCenterState: 'enabled',
} as const;

describe('the stored tokens', () => {
  it.each<[string, Readings, object]>([
    ['are ready while both are answered', {}, { status: 'ready', evidence: { saw: '200, 200' } }],
    [
      'are open once Support refuses, whatever it had answered before',
      { settings: failed('token_refused') },
      { status: 'todo', facts: { of: 'support', problem: 'refused' } },
    ],
    [
      'are open where the refusal and an answer are of the same moment',
      { settings: failed('token_refused', then), groups: groups(then), brands: failed('unreachable', then) },
      { status: 'todo' },
    ],
    [
      'are ready again once Support answers after a refusal',
      { settings: failed('token_refused', then), groups: groups(NOW) },
      { status: 'ready' },
    ],
    ['are not spoken against by an answer that did not come', { settings: failed('unreachable') }, { status: 'ready' }],
    [
      'are open once Chat refuses',
      { departments: failed('token_refused', NOW, 'GET /api/v2/chat/departments') },
      { status: 'todo', facts: { of: 'chat' } },
    ],
    [
      'need none of Chat where no Chat is connected',
      { chatAgents: failed('no_credential') },
      { status: 'ready', evidence: { saw: '200' } },
    ],
    ['are not known where Chat could not be asked', { chatAgents: failed('unreachable') }, { status: 'unknown', why: 'unreachable' }],
    [
      'are not known where nothing was asked',
      { settings: failed('no_credential'), brands: failed('no_credential'), groups: failed('no_credential') },
      { status: 'unknown', why: 'no_credential' },
    ],
    [
      'are open where the scope to read everything is not granted',
      { scopes: saw(['tickets:read'], 'GET') },
      { status: 'todo', facts: { of: 'support', problem: 'scope' } },
    ],
    [
      'are open where the account is not among the brands that the token shows',
      { brands: saw([{ ...brand, subdomain: known(subdomain('elsewhere')) }], 'GET /api/v2/brands') },
      { status: 'todo', facts: { of: 'support', problem: 'another' } },
    ],
    [
      'are open where live chats are answered, and the account’s own Chat is not',
      { chatAgents: failed('not_allowed'), chats: saw({ incoming: 0, assigned: 0, active: 0 }, 'GET /stream/chats') },
      { status: 'todo', facts: { of: 'chat', problem: 'another' } },
    ],
    ['may have a wider scope', { scopes: saw(['read', 'write'], 'GET') }, { status: 'ready' }],
    ['are judged without the scopes where Zendesk does not tell them', { scopes: failed('no_interface') }, { status: 'ready' }],
  ])('%s', (_, readings, expected) => {
    expect(find('impact-api-credentials', readings)).toMatchObject(expected);
  });
});

describe('a report of an earlier Ferry', () => {
  it('loses the topic that is written otherwise now, and no other', () => {
    const before = JSON.parse(writeReport(reportOf(allWell))) as { readings: Record<string, unknown> }; // just written as JSON
    before.readings['queues'] = saw([{ name: 'Messaging', channels: [], groupIds: [7] }], 'GET /api/v2/queues');
    const { readings, lookedAt } = readReport(JSON.stringify(before));
    expect(readings.queues).toBeUndefined();
    expect(readings.settings).toEqual(allWell.settings);
    expect(lookedAt).toBeDefined();
  });
});
