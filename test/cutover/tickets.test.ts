import { describe, expect, it } from 'vitest';
import { compare, joined, ticketCsv } from '../../src/cutover/tickets.ts';
import { instant } from '../../src/migration/time.ts';
import type { Ticket } from '../../src/zendesk/port.ts';

const before = { id: 1, status: 'open', brandId: 7, groupId: 9 };
const now = (change: Partial<Ticket>): Ticket => ({
  id: 1,
  status: 'open',
  channel: 'chat',
  brandId: 7,
  groupId: 9,
  assigneeId: 3,
  tags: [],
  createdAt: instant(new Date(0)),
  ...change,
});

describe('what became of a listed ticket', () => {
  it.each([
    ['open', now({})],
    ['open', now({ status: 'hold' })],
    ['pending', now({ status: 'pending' })],
    ['solved', now({ status: 'closed' })],
    ['merged', now({ status: 'closed', tags: ['closed_by_merge'] })],
    ['moved', now({ groupId: 10 })],
    ['moved', now({ brandId: undefined })],
    ['missing', now({ status: 'deleted' })],
  ] as const)('is %s', (expected, ticket) => {
    expect(compare([before], [ticket])).toEqual([{ id: 1, now: expected }]);
  });

  it('is missing when it is not there any more', () => {
    expect(compare([before], [])).toEqual([{ id: 1, now: 'missing' }]);
  });

  it('keeps the first writing of a ticket that is listed twice, in the order of ids', () => {
    expect(
      joined(
        [before],
        [
          { ...before, groupId: 10 },
          { id: 0, status: 'new', brandId: 7, groupId: 9 },
        ],
      ).map(({ id, groupId }) => [id, groupId]),
    ).toEqual([
      [0, 9],
      [1, 9],
    ]);
  });

  it('is one line of the file, id first', () => {
    expect(ticketCsv([{ id: 4101, now: 'pending' }])).toBe('id,state\n4101,pending\n');
  });
});
