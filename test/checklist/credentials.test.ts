import { describe, expect, it } from 'vitest';
import { type Readings, readReport, writeReport } from '../../src/checklist/readings.ts';
import { subdomain } from '../../src/migration/account.ts';
import type { UnknownReason } from '../../src/migration/finding.ts';
import { type Instant, later, MINUTE_MS } from '../../src/migration/time.ts';
import { itemBlocks } from '../../src/slack/blocks/item.ts';
import { allWell, aScene, known, NOW, readIn, reportOf, saw } from '../support/scene.ts';
import { find, state } from './contexts.ts';

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
    ...(
      [
        ['are answered', saw({ incoming: 0, assigned: 0, active: 0 }, 'GET /stream/chats')],
        ['are not computed', failed('not_computed', NOW, 'GET /stream/chats')],
        ['cannot be read', failed('unreachable', NOW, 'GET /stream/chats')],
        ['were never read', undefined],
      ] as const
    ).map(([how, chats]): [string, Readings, object] => [
      `are not known where the account’s own Chat answers nothing, and live chats ${how}`,
      {
        chatAgents: failed('not_allowed'),
        departments: failed('not_allowed'),
        chatAccount: failed('not_allowed'),
        ...(chats ? { chats } : {}),
      },
      { status: 'unknown', why: 'not_allowed' },
    ]),
    [
      'are not known where the address of its Chat is none',
      { chatAgents: failed('no_interface'), departments: failed('no_interface') },
      { status: 'unknown', why: 'no_interface' },
    ],
    [
      'are ready where the plan lets Chat tell of the account alone',
      {
        chatAgents: failed('not_allowed'),
        chatAccount: saw({ status: 'active', plan: 'lite', restApi: false, operatingHours: undefined }, 'GET /api/v2/chat/account'),
      },
      { status: 'ready', evidence: { saw: '200, 200' } },
    ],
    [
      'need none of Chat once the account is connected without, whatever was refused or answered before',
      {
        chatAgents: failed('token_refused', then),
        chats: saw({ incoming: 0, assigned: 0, active: 0 }, 'GET /stream/chats', then),
        departments: failed('no_credential'),
      },
      { status: 'ready', evidence: { saw: '200' } },
    ],
    ['may have a wider scope', { scopes: saw(['read', 'write'], 'GET') }, { status: 'ready' }],
    ['are judged without the scopes where Zendesk does not tell them', { scopes: failed('no_interface') }, { status: 'ready' }],
  ])('%s', (_, readings, expected) => {
    expect(find('impact-api-credentials', readings)).toMatchObject(expected);
  });
});

describe.each(['en', 'ko'] as const)('a Chat token that nothing shows to be this account’s, in %s', (language) => {
  it('is told with every way out', () => {
    const refused = failed('not_allowed', NOW, 'GET /api/v2/chat/departments');
    const readings = { ...allWell, chatAgents: refused, departments: refused };
    const scene = aScene({ language, readings });
    const text = readIn(itemBlocks(state('impact-api-credentials', readings), scene, 'with_buttons')).join('\n');
    expect(text).toContain(language === 'en' ? 'connect again with a `chat` token' : '`chat` 토큰으로 다시 연결');
    expect(text).toContain(language === 'en' ? 'or without `chat`' : '`chat` 없이 다시 연결');
    expect(text).toContain(language === 'en' ? 'pass over the gate' : '넘길 수도');
    expect(text).not.toContain('→ `200`');
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
