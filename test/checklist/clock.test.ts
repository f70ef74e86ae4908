import { describe, expect, it } from 'vitest';
import { itemBlockers } from '../../src/checklist/gate.ts';
import { itemStates } from '../../src/checklist/item-state.ts';
import { lookThrough, topics } from '../../src/checklist/look-through.ts';
import { nothingRead, type Report } from '../../src/checklist/readings.ts';
import { HOUR_MS, type Instant, later, MINUTE_MS } from '../../src/migration/time.ts';
import { dueTopics } from '../../src/ops/rounds/due.ts';
import { checkedMessage } from '../../src/slack/commands/checklist.ts';
import { aScene, eventsOf, JOON, NOW, readIn } from '../support/scene.ts';
import { wellAnswered, zendeskOf } from './documented.ts';

const BACKUP = { type: 'role_given', role: 'backup', user: JOON } as const;
const { migration } = aScene({ told: [BACKUP] });
/** A whole look by this clock, which is so far ahead of Zendesk's. */
const looked = (at: Instant, aheadMs: number | undefined): Promise<Report> =>
  lookThrough(migration, nothingRead, {
    zendesk: { ...zendeskOf(wellAnswered, {}), clockAhead: async () => aheadMs },
    clock: () => at,
    shares: async () => [],
    addressOf: async () => ({ email: 'mina@acme.example' }),
    fetchPage: async (address) => ({ address, status: 200, policies: [], html: '', scripts: [] }),
    helpCenterOf: () => 'https://help.example/',
  });

describe('a clock of ours that is an hour ahead', () => {
  it.each([
    [HOUR_MS, 'Ferry’s clock is 60 minutes ahead of Zendesk’s', 'Ferry의 시계가 Zendesk보다 60분 빠릅니다'],
    [-HOUR_MS, 'Ferry’s clock is 60 minutes behind Zendesk’s', 'Ferry의 시계가 Zendesk보다 60분 늦습니다'],
    [MINUTE_MS - 1, undefined, undefined],
    [0, undefined, undefined],
    [undefined, undefined, undefined],
  ])('is told after a whole look (%s ms)', async (aheadMs, english, korean) => {
    const report = await looked(NOW, aheadMs);
    const said = (language: 'en' | 'ko') => {
      const scene = { ...aScene({ language, told: [BACKUP] }), report };
      return readIn([...(checkedMessage(scene, scene).blocks ?? [])]).join('\n');
    };
    if (english === undefined) expect(said('en')).not.toContain('clock');
    else expect([said('en'), said('ko')]).toEqual([expect.stringContaining(english), expect.stringContaining(korean)]);
  });

  it('leaves nothing that it saw fresh enough for a gate, once it is put right', async () => {
    const ahead = later(NOW, HOUR_MS);
    const { readings } = await looked(ahead, HOUR_MS);
    const statesAt = (now: Instant) => itemStates({ migration, readings, now });
    const ready = statesAt(ahead).filter(({ status, finding, stale }) => status === 'ready' && finding !== undefined && !stale);
    expect(ready.length).toBeGreaterThan(10);
    const fresh = statesAt(NOW).filter(({ status, finding, stale }) => status === 'ready' && finding?.status === 'ready' && !stale);
    expect(fresh).toEqual([]);
    const stale = itemBlockers('G2', { migration, readings, now: NOW }).filter(({ why }) => why === 'stale');
    expect(stale.map(({ id }) => id)).toContain('req-agent-workspace-enabled');
  });

  it('has everything looked at again at once, once it is put right', async () => {
    const report = await looked(later(NOW, HOUR_MS), HOUR_MS);
    expect(dueTopics(eventsOf(BACKUP), migration, report, NOW)).toEqual(topics);
    // A server whose clock wavers by seconds looks as often as ever.
    const wavering = await looked(later(NOW, MINUTE_MS), 0);
    expect(dueTopics(eventsOf(BACKUP), migration, wavering, NOW)).toEqual([]);
  });
});
