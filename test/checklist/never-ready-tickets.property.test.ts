import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkOf } from '../../src/checklist/checks/checks.ts';
import { compare, listed, listOf } from '../../src/cutover/tickets.ts';
import { guardTagWrite } from '../../src/cutover/writes/guard-tag.ts';
import type { Happening } from '../../src/migration/events.ts';
import type { Change } from '../../src/migration/run/changes.ts';
import { later, MINUTE_MS } from '../../src/migration/time.ts';
import type { Source } from '../../src/zendesk/http/source.ts';
import { UnexpectedShape, type Zendesk, ZendeskRefused, type ZendeskWrites } from '../../src/zendesk/port.ts';
import { exportUnsolvedChats } from '../../src/zendesk/reads/search.ts';
import { readTickets } from '../../src/zendesk/reads/tickets.ts';
import { aScene, NOW } from '../support/scene.ts';
import { at, type Json, list } from './documented-conditions.ts';
import { changed, odd, places } from './mutations.ts';

/** Under mutation a few changes are enough. */
const few = process.env['FERRY_MUTATION'] !== undefined;
const runs = { numRuns: few ? 100 : 3_000, endOnFailure: few };

const TAG = 'messaging_migration_guard';
const IDS = [866_161, 866_162, 866_163] as const;
const ticket = (id: number, status: string, tags: readonly string[] = [TAG]) => ({
  id,
  status,
  via: { channel: 'chat' },
  brand_id: 7_001,
  group_id: 9_001,
  assignee_id: 60_001,
  tags,
  created_at: '2026-11-24T08:00:00Z',
});
const [first, second, third] = IDS;
/** All there is of the list, and all of it over. */
const closed = { tickets: [ticket(first, 'solved'), ticket(second, 'closed'), ticket(third, 'closed', ['closed_by_merge'])] };
/** The same, as it is tagged. */
const tagged = { tickets: [ticket(first, 'open'), ticket(second, 'pending', ['vip', TAG]), ticket(third, 'new')] };
const exported = { results: tagged.tickets, meta: { has_more: false, after_cursor: null }, links: { next: null } };

const mutated = (whole: Json) =>
  fc.record({ path: fc.constantFrom(...places(whole)), to: odd }).map(({ path, to }) => changed(whole, path, to));

function source(body: Json): Source {
  return {
    base: 'https://acme.zendesk.com',
    get: async (path) => ({
      what: 'GET',
      url: `https://acme.zendesk.com${path}`,
      status: 200,
      text: JSON.stringify(body) ?? '',
      location: undefined,
    }),
  };
}

/** What it came to; undefined where the answer was refused. */
async function unlessRefused<T>(work: Promise<T>): Promise<T | undefined> {
  try {
    return await work;
  } catch (error) {
    if (error instanceof UnexpectedShape || error instanceof ZendeskRefused) return undefined;
    throw error;
  }
}

/** The ticket of this id as the answer has it. */
const answered = (body: Json, id: number) => list(body, 'tickets').findLast((one) => at(one, 'id') === id);

describe('no answer about tickets but the documented one closes the list', () => {
  const before = closed.tickets.map((one) => ({ id: one.id, status: 'open', brandId: one.brand_id, groupId: one.group_id }));

  async function leftover(body: Json) {
    const tickets = await unlessRefused(readTickets(source(body), IDS));
    if (tickets === undefined) return 'unknown';
    const told: readonly Happening[] = [
      { type: 'tickets_listed', tickets: before },
      { type: 'tickets_compared', mark: 'T+4d', tickets: [...compare(before, tickets)] },
    ];
    return checkOf('after-leftover-chat-tickets')?.find({ migration: aScene({ told }).migration, readings: {}, now: NOW }).status;
  }

  it('is closed where every ticket was seen to be over, and not where one was not seen', async () => {
    expect(await leftover(closed)).toBe('ready');
    expect(await leftover(changed(closed, ['tickets', 0, 'status'], 'pending'))).toBe('todo');
    expect(await leftover({ tickets: closed.tickets.slice(1) })).toBe('unknown');
  });

  it('holds for one change at any place', async () => {
    await fc.assert(
      fc.asyncProperty(mutated(closed), async (body) => {
        if ((await leftover(body)) !== 'ready') return;
        const isOver = (id: number) => {
          const one = answered(body, id);
          return ['solved', 'closed'].includes(String(at(one, 'status'))) || list(one, 'tags').includes('closed_by_merge');
        };
        expect(IDS.every(isOver), JSON.stringify(body)).toBe(true);
      }),
      runs,
    );
  }, 120_000);
});

describe('no answer about tickets but the documented one proves the guard tag', () => {
  const change: Change = {
    write: 'guard_tag',
    target: `${first}-${third}`,
    plan: 1,
    was: '',
    want: TAG,
    ids: IDS,
    intendedAt: NOW,
    triedAt: NOW,
    tries: 1,
    seenAt: undefined,
    refused: undefined,
    undo: { triedAt: undefined, tries: 0, seen: undefined, refused: undefined },
  };
  const isMade = async (body: Json) => {
    // Nothing else is asked for.
    const zendesk = { ticketsById: (ids: readonly number[]) => readTickets(source(body), ids) } as Zendesk & ZendeskWrites;
    const parts = { zendesk, clock: () => NOW, notes: { guard: '', notSwitched: '' } };
    return (await unlessRefused(guardTagWrite.isMade(change, parts))) === true;
  };

  it('is proved by every ticket that is there and not closed', async () => {
    expect(await isMade(tagged)).toBe(true);
    expect(await isMade(changed(tagged, ['tickets', 1, 'tags'], ['vip']))).toBe(false);
    expect(await isMade(changed(changed(tagged, ['tickets', 1, 'tags'], []), ['tickets', 1, 'status'], 'closed'))).toBe(true);
  });

  it('holds for one change at any place', async () => {
    await fc.assert(
      fc.asyncProperty(mutated(tagged), async (body) => {
        if (!(await isMade(body))) return;
        const isSpared = (id: number) => {
          const one = answered(body, id);
          return one === undefined || at(one, 'status') === 'closed' || list(one, 'tags').includes(TAG);
        };
        expect(Array.isArray(at(body, 'tickets')) && IDS.every(isSpared), JSON.stringify(body)).toBe(true);
      }),
      runs,
    );
  }, 120_000);
});

describe('no answer of the export but one that says it is at its end is a list', () => {
  const listIn = (body: Json) =>
    unlessRefused(
      listOf(
        { exportUnsolvedChatTickets: () => exportUnsolvedChats(source(body)), chatTicketsCreatedSince: async () => [] },
        later(NOW, -MINUTE_MS),
      ),
    );

  it('is a list where nothing is left to come', async () => {
    expect(await listIn(exported)).toEqual(
      tagged.tickets.map(({ id, status, brand_id, group_id }) => ({ id, status, brandId: brand_id, groupId: group_id })),
    );
    expect(await listIn(changed(exported, ['meta', 'has_more'], true))).toBeUndefined();
    expect(listed({ id: first, status: 'open', channel: 'chat', brandId: 1, groupId: 2, assigneeId: 3, tags: [], createdAt: NOW })).toEqual(
      {
        id: first,
        status: 'open',
        brandId: 1,
        groupId: 2,
      },
    );
  });

  it('holds for one change at any place', async () => {
    await fc.assert(
      fc.asyncProperty(mutated(exported), async (body) => {
        const found = await listIn(body);
        if (found === undefined) return;
        expect(at(body, 'meta', 'has_more'), JSON.stringify(body)).toBe(false);
        const ids = new Set(list(body, 'results').map((one) => at(one, 'id')));
        expect(Array.isArray(at(body, 'results')) && found.every(({ id }) => ids.has(id)) && found.length === ids.size).toBe(true);
      }),
      runs,
    );
  }, 120_000);
});
