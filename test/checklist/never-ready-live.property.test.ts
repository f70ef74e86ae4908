import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkOf } from '../../src/checklist/checks/checks.ts';
import type { ItemId } from '../../src/checklist/items/items.ts';
import { lookThrough } from '../../src/checklist/look-through.ts';
import { nothingRead, type Readings } from '../../src/checklist/readings.ts';
import { after, statusBlockers } from '../../src/cutover/steps/gate-look.ts';
import { liveReadings } from '../../src/cutover/steps/looks.ts';
import type { Happening } from '../../src/migration/events.ts';
import type { Migration } from '../../src/migration/migration.ts';
import { type Instant, later, SECOND_MS } from '../../src/migration/time.ts';
import { AGENTS, aScene, NOW, saw } from '../support/scene.ts';
import { wellAnswered, zendeskOf } from './documented.ts';
import { at, type Json, list } from './documented-conditions.ts';
import { changed, odd, places } from './mutations.ts';

/** Under mutation a few changes are enough. */
const few = process.env['FERRY_MUTATION'] !== undefined;
const runs = (many: number) => ({ numRuns: few ? 100 : many, endOnFailure: few });

interface Answers {
  readonly chats: Json;
  readonly agents: Json;
  /** Seconds since the answers before. */
  readonly after: number;
}

/** The night after these answers of Real-Time Chat, each recorded as the runner records it. */
async function watchedOver(answers: readonly Answers[], told: readonly Happening[]): Promise<Migration> {
  let { migration } = aScene({ told });
  let now: Instant = NOW;
  for (const { chats, agents, after: seconds } of answers) {
    now = later(now, seconds * SECOND_MS);
    const moment = now;
    const zendesk = zendeskOf({ ...wellAnswered, liveChats: chats, liveAgents: agents }, {});
    const parts = { zendesk, clock: () => moment, shares: async () => [] };
    const { readings } = await lookThrough(migration, nothingRead, parts, ['chats', 'agents']);
    migration = after(migration, liveReadings(readings, migration), now);
  }
  return migration;
}

/** All numbers are there, of the whole account, and they are these. */
function says(answer: Json, numbers: Readonly<Record<string, number>>): boolean {
  const department = at(answer, 'content', 'department_id');
  return (
    at(answer, 'status_code') === 200 &&
    at(answer, 'message') !== 'Not Computed!' &&
    (department === null || department === undefined) &&
    Object.entries(numbers).every(([name, number]) => at(answer, 'content', 'data', name) === number)
  );
}

const noChat = { incoming_chats: 0, assigned_chats: 0, active_chats: 0 };
const nobody = { agents_online: 0, agents_away: 0, agents_invisible: 0 };

/** The answers from the end backwards that all say so: a minute lies between the first and the last of them. */
function forAMinute(answers: readonly Answers[], holds: (answer: Answers) => boolean): boolean {
  const first = answers.findLastIndex((answer) => !holds(answer)) + 1;
  const since = answers.slice(first + 1).reduce((sum, { after: seconds }) => sum + seconds, 0);
  return first < answers.length && since >= 60;
}

const mutated = (whole: Json) =>
  fc.record({ path: fc.constantFrom(...places(whole)), to: odd }).map(({ path, to }) => changed(whole, path, to));
const busy = changed(wellAnswered.liveChats, ['content', 'data', 'active_chats'], 2);
const incoming = changed(wellAnswered.liveChats, ['content', 'data', 'incoming_chats'], 1);
const there = changed(wellAnswered.liveAgents, ['content', 'data', 'agents_invisible'], 1);
const answered = fc.array(
  fc.record({
    chats: fc.oneof(
      { weight: 5, arbitrary: fc.constant<Json>(wellAnswered.liveChats) },
      fc.constantFrom<Json>(busy, incoming),
      mutated(wellAnswered.liveChats),
    ),
    agents: fc.oneof(
      { weight: 3, arbitrary: fc.constant<Json>(wellAnswered.liveAgents) },
      fc.constant<Json>(there),
      mutated(wellAnswered.liveAgents),
    ),
    after: fc.integer({ min: 5, max: 90 }),
  }),
  { minLength: 1, maxLength: 6 },
);

const stopped: readonly Happening[] = [
  { type: 'step_begun', step: 'rb-15m-stop-new' },
  { type: 'step_said', step: 'rb-15m-stop-new' },
];

describe('no answer of Real-Time Chat but the documented one drains the account', () => {
  const statusOf = (id: ItemId, migration: Migration) => checkOf(id)?.find({ migration, readings: {}, now: NOW }).status;
  const drained: readonly ItemId[] = ['drain-stop-new-chats', 'migrate-close-active-chats', 'migrate-agents-offline'];

  it('is drained by two quiet answers a minute apart', async () => {
    const quiet = (seconds: number) => ({ chats: wellAnswered.liveChats, agents: wellAnswered.liveAgents, after: seconds });
    const well = await watchedOver([quiet(0), quiet(60)], []);
    expect(drained.map((id) => statusOf(id, well))).toEqual(['ready', 'ready', 'ready']);
    const early = await watchedOver([quiet(0), quiet(59)], []);
    expect(drained.map((id) => statusOf(id, early))).toEqual(['todo', 'todo', 'ready']);
    const somebody = (seconds: number) => ({ ...quiet(seconds), agents: there });
    const manned = await watchedOver([somebody(0), somebody(60)], []);
    expect(drained.map((id) => statusOf(id, manned))).toEqual(['todo', 'ready', 'todo']);
    const said = await watchedOver([somebody(0), somebody(60)], stopped);
    expect(drained.map((id) => statusOf(id, said))).toEqual(['ready', 'ready', 'todo']);
  });

  it('holds for answers changed at any place, in any order and at any pace', async () => {
    await fc.assert(
      fc.asyncProperty(answered, fc.boolean(), async (answers, hasSaid) => {
        const night = await watchedOver(answers, hasSaid ? stopped : []);
        const isReady = (id: ItemId) => statusOf(id, night) === 'ready';
        const what = JSON.stringify(answers);
        const last = answers.at(-1);
        const nobodyThere = says(last?.agents, nobody);
        const noneForAMinute = forAMinute(answers, ({ chats }) => says(chats, noChat));
        const noNewForAMinute = forAMinute(
          answers,
          ({ chats }) => says(chats, { incoming_chats: 0 }) && isCount(chats, 'assigned_chats') && isCount(chats, 'active_chats'),
        );
        if (isReady('migrate-agents-offline')) expect(nobodyThere, what).toBe(true);
        if (isReady('migrate-close-active-chats')) expect(noneForAMinute, what).toBe(true);
        if (isReady('drain-stop-new-chats')) expect((noneForAMinute && nobodyThere) || (hasSaid && noNewForAMinute), what).toBe(true);
      }),
      runs(2_000),
    );
  }, 120_000);
});

function isCount(answer: Json, name: string): boolean {
  const number = at(answer, 'content', 'data', name);
  return typeof number === 'number' && Number.isInteger(number) && number >= 0;
}

describe('no answer of the status page but the documented one is quiet', () => {
  const incident = (title: string, service: string) => ({
    id: title,
    type: 'incident',
    attributes: { title, status: 'investigating', impact: 'major', outage: false, resolved_at: null },
    relationships: { services: { data: [{ id: service, type: 'service' }] } },
  });
  const named = (id: string, name: string) => ({ id, type: 'service', attributes: { name } });
  const services = [named('3', 'Messaging'), named('4', 'Talk'), named('5', 'Explore')];
  const elsewhere = { data: [incident('Calls drop', '4')], included: services };
  const ours = { data: [incident('Messages wait', '3')], included: services };
  const both = { data: [...elsewhere.data, ...ours.data], included: services };
  const over = changed(ours, ['data', 0, 'attributes', 'resolved_at'], '2026-11-23T02:00:00.000Z');
  const byLink = {
    data: [{ ...incident('Messages wait', '3'), relationships: { incident_services: { data: [{ id: '9', type: 'incident_service' }] } } }],
    included: [...services, { id: '9', type: 'incident_service', relationships: { service: { data: { id: '3', type: 'service' } } } }],
  };

  async function blockersOf(incidents: Json): Promise<readonly object[]> {
    const { migration } = aScene();
    const parts = { zendesk: zendeskOf({ ...wellAnswered, incidents }, {}), clock: () => NOW, shares: async () => [] };
    const { readings } = await lookThrough(migration, nothingRead, parts, ['incidents']);
    return statusBlockers({ readings }, migration);
  }

  it('is quiet without an incident, with one of another product, and with one that is over', async () => {
    for (const quiet of [wellAnswered.incidents, elsewhere, over]) expect(await blockersOf(quiet)).toEqual([]);
    const oddEnd = changed(ours, ['data', 0, 'attributes', 'resolved_at'], 'soon');
    const noName = changed(byLink, ['included', 0, 'attributes', 'name'], '');
    for (const loud of [ours, both, byLink, oddEnd, noName])
      expect(await blockersOf(loud)).toMatchObject([{ kind: 'incident', id: 'Messages wait' }]);
  });

  /** Over, or of products that all have a name and are none of those a cutover rests on. */
  function leavesUsAlone(one: Json, included: Json): boolean {
    const end = at(one, 'attributes', 'resolved_at');
    if (typeof end === 'string' && /^\d{4}-\d\d-\d\dT\d\d:/.test(end)) return true;
    const under = (kind: string) => {
      const data = at(one, 'relationships', kind, 'data');
      return Array.isArray(data) ? data : data === undefined || data === null ? [] : [data];
    };
    const touched = [...under('services'), ...under('incident_services')];
    const items = list({ included }, 'included');
    const isNamed = (id: Json) => items.some((item) => at(item, 'id') === id && isOfNoMatter(at(item, 'attributes', 'name')));
    const isLinked = (id: Json) =>
      items.some((item) => at(item, 'id') === id && isNamed(at(item, 'relationships', 'service', 'data', 'id')));
    const ids = touched.map((reference) => at(reference, 'id'));
    return ids.length > 0 && ids.every((id) => isNamed(id) || isLinked(id));
  }

  function isOfNoMatter(name: Json): boolean {
    return typeof name === 'string' && name !== '' && !/chat|messag|admin center|agent workspace|web widget|support/i.test(name);
  }

  it.each<[string, Json]>([
    ['one of ours', ours],
    ['one of ours and another', both],
    ['one that points at its product', byLink],
    ['one of another product', elsewhere],
    ['one that is over', over],
  ])(
    'holds for one change at any place of an answer with %s',
    async (_, whole) => {
      await fc.assert(
        fc.asyncProperty(mutated(whole), async (incidents) => {
          if ((await blockersOf(incidents)).length > 0) return;
          const data = at(incidents, 'data');
          const all = Array.isArray(data) ? data : [data];
          expect(
            all.every((one) => leavesUsAlone(one, at(incidents, 'included'))),
            JSON.stringify(incidents),
          ).toBe(true);
        }),
        runs(2_000),
      );
    },
    120_000,
  );
});

describe('links are read by enough people only where every channel has enough', () => {
  const counted = fc
    .record({ members: fc.integer({ min: 0, max: 30 }), part: fc.integer({ min: 0, max: 100 }) })
    .map(({ members, part }) => ({ channel: AGENTS, members, read: Math.floor((members * part) / 100) }));
  const items: readonly ItemId[] = [
    'agents-share-agent-workspace',
    'agents-share-handoff-handback',
    'agents-share-conversation-translation',
  ];

  it('holds for any channels, of any size', () => {
    fc.assert(
      fc.property(fc.array(counted, { maxLength: 4 }), fc.constantFrom(undefined, '50%', '100%'), (shares, setting) => {
        const told = setting === undefined ? [] : [{ type: 'setting_set', key: 'read-share', value: setting } as const];
        const readings: Readings = { shares: saw(shares, 'conversations.members') };
        const wanted = Number.parseInt(setting ?? '80', 10) / 100;
        const enough = shares.length > 0 && shares.every(({ members, read }) => members > 0 && read >= members * wanted);
        for (const id of items) {
          const found = checkOf(id)?.find({ migration: aScene({ told }).migration, readings, now: NOW });
          expect(found?.status === 'ready', `${id} ${JSON.stringify(shares)}`).toBe(enough);
        }
      }),
      runs(1_000),
    );
  });
});
