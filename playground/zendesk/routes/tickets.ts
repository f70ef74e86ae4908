import { type Exchange, flatError, idsOf, iso, member, NOT_FOUND, type Reply, reply, textOf, textsOf } from '../http/exchange.ts';
import type { Route } from '../http/guard.ts';
import { jobStatus, startJob } from '../http/jobs.ts';
import { cursorOf, cursorPage, linkTo, listPage, readCursor } from '../http/pages.ts';
import { ticketById, ticketsAt } from '../model/past.ts';
import type { Plain } from '../model/seed.ts';
import type { TicketChange } from '../model/tickets.ts';
import type { Ticket } from '../model/types.ts';

/** A ticket as every list shows it. */
export const showTicket = (x: Exchange, ticket: Ticket): Plain => ({
  id: ticket.id,
  url: `${x.base}/api/v2/tickets/${ticket.id}.json`,
  subject: ticket.subject,
  raw_subject: ticket.subject,
  description: ticket.comments[0]?.body ?? ticket.subject,
  status: ticket.status,
  priority: null,
  via: { channel: ticket.via, source: { from: {}, to: {}, rel: null } },
  brand_id: ticket.brandId,
  group_id: ticket.groupId,
  assignee_id: ticket.assigneeId,
  requester_id: 800_000 + (ticket.id % 100_000),
  tags: ticket.tags,
  created_at: iso(ticket.createdAt),
  updated_at: iso(ticket.updatedAt),
});

function list(x: Exchange): Reply {
  const sort = x.query.get('sort') ?? 'id';
  const by = (ticket: Ticket) =>
    sort.endsWith('updated_at') ? ticket.updatedAt : sort.endsWith('created_at') ? ticket.createdAt : ticket.id;
  const sign = sort.startsWith('-') ? -1 : 1;
  const all = [...ticketsAt(x.account, x.now)].sort((a, b) => sign * (by(a) - by(b) || a.id - b.id));
  return listPage(x, 'tickets', all, (ticket) => showTicket(x, ticket));
}

function one(x: Exchange): Reply {
  const ticket = ticketById(x.account, Number(x.params[0]));
  return ticket ? reply({ ticket: showTicket(x, ticket) }) : NOT_FOUND;
}

function showMany(x: Exchange): Reply {
  const ids = idsOf(x.query.get('ids'));
  if (ids.length > 100) return flatError(400, 'TooManyIds', 'The request contains more than 100 ids');
  const shown = ids.flatMap((id) => ticketById(x.account, id) ?? []);
  return reply({ tickets: shown.map((ticket) => showTicket(x, ticket)), next_page: null, previous_page: null, count: shown.length });
}

function comments(x: Exchange): Reply {
  const ticket = ticketById(x.account, Number(x.params[0]));
  if (!ticket) return NOT_FOUND;
  return cursorPage(x, 'comments', [...ticket.comments.entries()], ([index, comment]) => ({
    id: ticket.id * 100 + index,
    type: 'Comment',
    author_id: comment.authorId,
    body: comment.body,
    public: comment.public,
    created_at: iso(comment.at),
    via:
      comment.mergedInto === undefined
        ? { channel: ticket.via }
        : { channel: 'web', source: { from: {}, to: { ticket_id: comment.mergedInto }, rel: 'merge' } },
  }));
}

function audits(x: Exchange): Reply {
  const ticket = ticketById(x.account, Number(x.params[0]));
  if (!ticket) return NOT_FOUND;
  return cursorPage(x, 'audits', [...ticket.comments.entries()], ([index, comment]) => ({
    id: ticket.id * 100 + index,
    ticket_id: ticket.id,
    author_id: comment.authorId,
    created_at: iso(comment.at),
    via:
      comment.mergedInto === undefined
        ? { channel: ticket.via }
        : { channel: 'web', source: { from: {}, to: { ticket_id: comment.mergedInto }, rel: 'merge' } },
    events: [{ id: ticket.id * 1_000 + index, type: 'Comment', body: comment.body, public: comment.public, author_id: comment.authorId }],
  }));
}

/** `incremental/tickets/cursor`: by update, deleted ones with status `deleted`. */
function incremental(x: Exchange): Reply {
  const cursor = x.query.get('cursor');
  const start = Number(x.query.get('start_time'));
  if (!cursor && (!Number.isFinite(start) || start <= 0)) return flatError(400, 'InvalidValue', 'start_time is required');
  if (!cursor && start * 1000 > x.now - 60_000)
    return flatError(422, 'InvalidValue', 'Too recent start_time. Use a start_time older than 60 seconds');
  const after = cursor ? readCursor(cursor) : [start * 1000, 0];
  if (!Array.isArray(after) || typeof after[0] !== 'number' || typeof after[1] !== 'number')
    return flatError(400, 'InvalidValue', 'cursor is invalid');
  const [at, id] = [after[0], after[1]];
  const size = Math.min(1000, Math.max(1, Number(x.query.get('per_page') ?? 1000) || 1000));
  const deleted = x.account.tickets
    .ids()
    .flatMap((held) => x.account.tickets.get(held) ?? [])
    .filter((ticket) => ticket.deleted);
  const all = [...ticketsAt(x.account, x.now), ...deleted]
    .filter((ticket) => ticket.updatedAt > at || (ticket.updatedAt === at && ticket.id > id))
    .sort((a, b) => a.updatedAt - b.updatedAt || a.id - b.id);
  const part = all.slice(0, size);
  const last = part.at(-1);
  const next = cursorOf(last ? [last.updatedAt, last.id] : [at, id]);
  return reply({
    tickets: part.map((ticket) => ({ ...showTicket(x, ticket), ...(ticket.deleted ? { status: 'deleted' } : {}) })),
    after_cursor: next,
    before_cursor: null,
    after_url: linkTo(x, { cursor: next }),
    before_url: null,
    end_of_stream: all.length <= size,
  });
}

/** What a body asks to change on each ticket. */
function changeOf(x: Exchange, ticket: Ticket): TicketChange {
  const asked = member(x.body, 'ticket');
  const replaced = textsOf(asked, 'tags') ?? ticket.tags;
  const removed = new Set(textsOf(asked, 'remove_tags'));
  const tags = [...new Set([...replaced, ...(textsOf(asked, 'additional_tags') ?? [])])].filter((tag) => !removed.has(tag));
  const body = textOf(asked, 'comment', 'body');
  const comment = {
    body: body ?? '',
    public: member(asked, 'comment', 'public') !== false,
    authorId: x.token?.userId ?? null,
    at: x.account.clock.now(),
  };
  const status = (['open', 'pending', 'hold', 'solved'] as const).find((word) => word === textOf(asked, 'status'));
  const groupId = member(asked, 'group_id');
  return {
    tags,
    ...(body === undefined ? {} : { comments: [...ticket.comments, comment] }),
    ...(status === undefined ? {} : { status }),
    ...(typeof groupId === 'number' ? { groupId } : {}),
  };
}

function updateTicket(x: Exchange, id: number, index: number): Plain {
  const ticket = ticketById(x.account, id);
  const failed = { id, index, action: 'update', status: 'Failed', success: false };
  if (!ticket) return { ...failed, error: 'TicketNotFound', details: 'Ticket not found' };
  if (ticket.status === 'closed') return { ...failed, error: 'TicketUpdateFailed', details: 'Status: closed prevents ticket update' };
  if (!x.account.tickets.get(id)) x.account.tickets.add(ticket);
  x.account.tickets.change(id, changeOf(x, ticket), x.account.clock.now());
  return { id, index, action: 'update', status: 'Updated', success: true };
}

function update(x: Exchange): Reply {
  const id = Number(x.params[0]);
  const result = updateTicket(x, id, 0);
  if (result['error'] === 'TicketNotFound') return NOT_FOUND;
  if (result['success'] !== true)
    return flatError(422, 'RecordInvalid', 'Record validation errors', { status: [{ description: String(result['details']) }] });
  x.account.changed();
  return one(x);
}

function updateMany(x: Exchange): Reply {
  const ids = idsOf(x.query.get('ids'));
  if (ids.length === 0 || ids.length > 100) return flatError(400, 'InvalidIds', 'Between 1 and 100 ids are required');
  if (typeof member(x.body, 'ticket') !== 'object') return flatError(400, 'InvalidRequest', 'Parameter ticket is required');
  return startJob(x, 'Bulk Update Ticket', ids.length, () => ids.map((id, index) => updateTicket(x, id, index)));
}

/** Tickets one by one, in lists and by update; the bulk update and its jobs. */
export const TICKETS: readonly Route[] = [
  { method: 'GET', path: '/api/v2/tickets', access: 'support', run: list },
  { method: 'GET', path: '/api/v2/tickets/show_many', access: 'support', run: showMany },
  { method: 'PUT', path: '/api/v2/tickets/update_many', access: 'support', run: updateMany },
  { method: 'GET', path: '/api/v2/tickets/:id/comments', access: 'support', run: comments },
  { method: 'GET', path: '/api/v2/tickets/:id/audits', access: 'support', run: audits },
  { method: 'GET', path: '/api/v2/tickets/:id', access: 'support', run: one },
  { method: 'PUT', path: '/api/v2/tickets/:id', access: 'support', run: update },
  { method: 'GET', path: '/api/v2/incremental/tickets/cursor', access: 'admin', run: incremental },
  { method: 'GET', path: '/api/v2/job_statuses/:id', access: 'support', run: jobStatus },
];
