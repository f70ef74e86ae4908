import { expect, it } from 'vitest';
import { peopleLeft } from '../../src/cutover/control/outside/people.ts';
import type { AccountKey } from '../../src/migration/account.ts';
import type { Happening } from '../../src/migration/events.ts';
import { type Migration, replay } from '../../src/migration/migration.ts';
import { RUNBOOK_VERSION } from '../../src/migration/plan.ts';
import { DAY_MS, HOUR_MS, type Instant, later, MINUTE_MS } from '../../src/migration/time.ts';
import { watchForLeaving } from '../../src/ops/rounds/people.ts';
import { memoryStore } from '../support/memory-store.ts';
import { ACME, eventsOf, HOST, MINA, NOW, SOFIA } from '../support/scene.ts';

const planned = (opensAt: Instant, path: 'convert' | 'swap' = 'convert'): Happening => ({
  type: 'scheduled',
  plan: {
    opensAt,
    closesAt: later(opensAt, 2 * HOUR_MS),
    timeZone: 'Asia/Seoul',
    brands: [{ subdomain: HOST, path }],
    operator: MINA,
    runbookVersion: RUNBOOK_VERSION,
  },
});
const soon = planned(later(NOW, 3 * DAY_MS));
const approvers = (count: number) =>
  Array.from({ length: count }, (_, index): Happening => ({ type: 'role_given', role: 'approver', user: `U${1_000_000 + index}` }));

/** A watch over one account, whose clock a test moves; `asked` are those Slack was asked about. */
async function watch(told: readonly Happening[], gone: readonly string[] = []) {
  let now: Instant = NOW;
  const store = memoryStore(() => now);
  for (const { version, by, happened } of eventsOf(...told)) await store.append(ACME, version - 1, by, [happened]);
  let asked: string[] = [];
  const settled: AccountKey[] = [];
  const round = watchForLeaving({
    store,
    runner: {
      clock: () => now,
      hasLeft: async (user) => {
        asked.push(user);
        return gone.includes(user);
      },
    },
    settle: async (account) => void settled.push(account),
    log: { info: () => {}, warn: () => {}, error: () => {} },
  });
  return {
    settled,
    migration: async (): Promise<Migration> => replay(await store.read(ACME)),
    pass: async (ms: number): Promise<readonly string[]> => {
      now = later(now, ms);
      asked = [];
      const counted = round();
      counted.note(ACME, replay(await store.read(ACME)));
      await counted.ask(() => false);
      return asked;
    },
  };
}

it('asks about those whom a near plan counts on, every five minutes', async () => {
  const { pass } = await watch([soon]);
  expect((await pass(0)).toSorted()).toEqual([MINA, SOFIA].toSorted());
  expect(await pass(4 * MINUTE_MS)).toEqual([]);
  expect(await pass(MINUTE_MS)).toHaveLength(2);
});

it('asks about nobody while no plan is near, and once it is finished', async () => {
  expect(await (await watch([])).pass(0)).toEqual([]);
  expect(await (await watch([planned(later(NOW, 15 * DAY_MS))])).pass(0)).toEqual([]);
  expect(await (await watch([soon, { type: 'finished', remaining: [] }])).pass(0)).toEqual([]);
  expect(await (await watch([soon, { type: 'archived' }])).pass(0)).toEqual([]);
});

it('takes half of what Slack grants in a minute, and leaves nobody out for it', async () => {
  const { pass } = await watch([soon, ...approvers(118)]);
  const rounds = [await pass(0), await pass(MINUTE_MS), await pass(MINUTE_MS)];
  expect(rounds.map(({ length }) => length)).toEqual([50, 50, 20]);
  expect(new Set(rounds.flat()).size).toBe(120);
  // The first fifty are due again, and come first.
  expect((await pass(3 * MINUTE_MS)).toSorted()).toEqual(rounds[0]?.toSorted());
});

it('tells once who has left, with what they were', async () => {
  const { pass, migration, settled } = await watch([soon], [MINA]);
  await pass(0);
  expect((await migration()).run.outside.peopleLeft).toEqual([MINA]);
  expect(settled).toEqual([ACME]);
  expect(await pass(5 * MINUTE_MS)).toEqual([SOFIA]);
  expect(settled).toEqual([ACME]);
});

it('names the item of whoever was to exchange the key', () => {
  const assigned = { type: 'item_assigned', item: 'widget-swap-prepared', user: 'U0KIM0001' } as const;
  const swap = replay(eventsOf(planned(later(NOW, DAY_MS), 'swap'), assigned));
  expect(peopleLeft(['U0KIM0001'], swap)).toEqual([{ type: 'person_left', user: 'U0KIM0001', roles: [], item: 'widget-swap-prepared' }]);
  expect(peopleLeft(['U0KIM0001'], replay(eventsOf(soon, assigned)))).toEqual([]);
});
