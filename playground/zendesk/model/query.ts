import type { Ticket, TicketStatus } from './types.ts';

/** A search that was understood. */
export interface Search {
  /** `false` when the query asks for something other than tickets. */
  readonly tickets: boolean;
  readonly hasType: boolean;
  /** No ticket created before this instant can match. */
  readonly createdFrom: number;
  /** Whether tickets of long-finished chats (solved or closed) can match at all. */
  readonly past: boolean;
  readonly matches: (ticket: Ticket) => boolean;
  readonly order: { readonly by: 'created_at' | 'updated_at'; readonly ascending: boolean };
}

/** Why a query is refused. */
export class BadQuery extends Error {}

const ORDER: readonly TicketStatus[] = ['new', 'open', 'pending', 'hold', 'solved', 'closed'];
const TERM = /(-?)(?:([a-z_]+)(<=|>=|:|<|>))?(?:"([^"]*)"|(\S+))/g;

type Test = (ticket: Ticket) => boolean;
interface Term {
  readonly key: string;
  readonly operator: string;
  readonly value: string;
}

function compare(left: number, operator: string, right: number): boolean {
  if (operator === '<') return left < right;
  if (operator === '>') return left > right;
  if (operator === '<=') return left <= right;
  return operator === '>=' ? left >= right : left === right;
}

const DATE = /^\d{4}-\d{2}-\d{2}$/;
const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:\d{2})$/;

function instant(value: string): number {
  if (!DATE.test(value) && !INSTANT.test(value)) throw new BadQuery(`Invalid search: invalid date ${value}`);
  const at = Date.parse(value);
  if (Number.isNaN(at)) throw new BadQuery(`Invalid search: invalid date ${value}`);
  return at;
}

/** Zendesk's index knows whole seconds. */
const second = (at: number) => Math.floor(at / 1000) * 1000;

function dateTest(term: Term, of: (ticket: Ticket) => number): Test {
  const at = instant(term.value);
  const end = at + 86_400_000;
  if (term.operator === ':') return (ticket) => of(ticket) >= at && of(ticket) < (DATE.test(term.value) ? end : at + 1000);
  const edge = DATE.test(term.value) && (term.operator === '>' || term.operator === '<=') ? end - 1 : at;
  return (ticket) => compare(second(of(ticket)), term.operator, edge);
}

function idTest(term: Term, of: (ticket: Ticket) => number | null, names: ReadonlyMap<string, number>): Test {
  if (term.value === 'none') return (ticket) => of(ticket) === null;
  const id = /^\d+$/.test(term.value) ? Number(term.value) : names.get(term.value.toLowerCase());
  return (ticket) => id !== undefined && of(ticket) === id;
}

function statusTest(term: Term): Test {
  const right = ORDER.map(String).indexOf(term.value.toLowerCase());
  if (right < 0) throw new BadQuery(`Invalid search: unknown status ${term.value}`);
  return (ticket) => compare(ORDER.indexOf(ticket.status), term.operator, right);
}

/** Names that a query may use instead of numbers, in lower case. */
export interface Names {
  readonly groups: ReadonlyMap<string, number>;
  readonly brands: ReadonlyMap<string, number>;
}

function testOf(term: Term, names: Names): Test {
  switch (term.key) {
    case 'status':
      return statusTest(term);
    case 'via':
      return (ticket) => ticket.via === term.value.toLowerCase();
    case 'brand':
    case 'brand_id':
      return idTest(term, (ticket) => ticket.brandId, names.brands);
    case 'group':
    case 'group_id':
      return idTest(term, (ticket) => ticket.groupId, names.groups);
    case 'assignee':
      return idTest(term, (ticket) => ticket.assigneeId, new Map());
    case 'tags':
      return (ticket) => term.value.split(',').some((tag) => ticket.tags.includes(tag));
    case 'created':
    case 'created_at':
      return dateTest(term, (ticket) => ticket.createdAt);
    case 'updated':
    case 'updated_at':
      return dateTest(term, (ticket) => ticket.updatedAt);
    case '':
      return (ticket) => String(ticket.id) === term.value || ticket.subject.toLowerCase().includes(term.value.toLowerCase());
    default:
      throw new BadQuery(`Invalid search: unknown keyword ${term.key}`);
  }
}

const bare: Omit<Ticket, 'status'> = {
  id: 0,
  subject: '',
  via: 'chat',
  brandId: 0,
  groupId: null,
  assigneeId: null,
  tags: [],
  comments: [],
  createdAt: 0,
  updatedAt: 0,
  statusSince: 0,
  deleted: false,
  mergedInto: null,
};
const OVER: readonly Ticket[] = [
  { ...bare, status: 'solved' },
  { ...bare, status: 'closed' },
];

/** Several `via:` or `status:` words mean any of them, as Zendesk does; all else must hold together. */
const JOINED = new Set(['via', 'status', 'brand', 'group', 'tags', 'assignee']);

/** Reads a search of section 6: words, quotes, `-` before a word, `order_by` with `sort`. */
export function readQuery(query: string, names: Names): Search {
  const all: Test[] = [];
  const joined = new Map<string, Test[]>();
  const statuses: Test[] = [];
  const order: { by: 'created_at' | 'updated_at'; ascending: boolean } = { by: 'created_at', ascending: false };
  let type: string | null = null;
  let createdFrom = 0;
  for (const [, minus, key = '', operator = ':', quoted, plain = ''] of query.matchAll(TERM)) {
    const term: Term = { key, operator, value: quoted ?? plain };
    if (key === 'type') type = term.value;
    else if (key === 'order_by') order.by = term.value === 'updated_at' ? 'updated_at' : 'created_at';
    else if (key === 'sort') order.ascending = term.value === 'asc';
    else if (minus === '-')
      all.push(
        (
          (test) => (ticket: Ticket) =>
            !test(ticket)
        )(testOf(term, names)),
      );
    else if (JOINED.has(key) && operator === ':') joined.set(key, [...(joined.get(key) ?? []), testOf(term, names)]);
    else all.push(testOf(term, names));
    if (key === 'status' && minus === '') statuses.push(statusTest(term));
    if (minus === '' && /^created(_at)?$/.test(key) && operator !== '<' && operator !== '<=')
      createdFrom = Math.max(createdFrom, instant(term.value));
  }
  for (const tests of joined.values()) all.push((ticket) => tests.some((test) => test(ticket)));
  const past = statuses.length === 0 || statuses.some((test) => OVER.some(test));
  return {
    past,
    tickets: type === null || type === 'ticket',
    hasType: type !== null,
    createdFrom,
    order,
    matches: (ticket) => all.every((test) => test(ticket)),
  };
}
