import { DAY_MS, type History } from './history.ts';
import type { Comment, PastChat, Ticket } from './types.ts';

/** What a new ticket needs; the rest follows. */
export interface NewTicket extends Pick<Ticket, 'subject' | 'status' | 'via' | 'brandId' | 'groupId' | 'createdAt'> {
  readonly id?: number;
  readonly assigneeId?: number | null;
  readonly tags?: readonly string[];
  readonly comments?: readonly Comment[];
  readonly updatedAt?: number;
}

/** What may be changed on a ticket. */
export type TicketChange = Partial<{
  -readonly [K in 'subject' | 'status' | 'groupId' | 'assigneeId' | 'tags' | 'deleted' | 'mergedInto' | 'comments']: Ticket[K];
}>;

/** The tickets that are kept one by one, each with its former states (the search index lags behind). */
export interface Tickets {
  add(ticket: NewTicket): Ticket;
  change(id: number, change: TicketChange, at: number): Ticket | null;
  get(id: number): Ticket | null;
  /** The state that was true at `at`. */
  getAt(id: number, at: number): Ticket | null;
  ids(): readonly number[];
}

/** The states of one ticket that are kept. */
const KEPT = 50;

/** An empty drawer of tickets that numbers new ones by their day. */
export function ticketDrawer(history: History): Tickets {
  const states = new Map<number, Ticket[]>();
  const freeId = (at: number) => {
    let id = history.freeNumber(Math.floor(at / DAY_MS));
    while (states.has(id)) id += 1;
    return id;
  };
  return {
    add(seed) {
      const ticket: Ticket = {
        assigneeId: null,
        tags: [],
        comments: [],
        updatedAt: seed.createdAt,
        deleted: false,
        mergedInto: null,
        ...seed,
        id: seed.id ?? freeId(seed.createdAt),
        statusSince: seed.updatedAt ?? seed.createdAt,
      };
      states.set(ticket.id, [ticket]);
      return ticket;
    },
    change(id, change, at) {
      const before = states.get(id);
      const last = before?.at(-1);
      if (!before || !last) return null;
      const statusSince = change.status && change.status !== last.status ? at : last.statusSince;
      const next = { ...last, ...change, updatedAt: at, statusSince };
      states.set(id, [...before.slice(-KEPT), next]);
      return next;
    },
    get: (id) => states.get(id)?.at(-1) ?? null,
    getAt: (id, at) => states.get(id)?.findLast((state) => state.updatedAt <= at) ?? null,
    ids: () => [...states.keys()],
  };
}

/** The ticket that a chat of long ago left behind. */
export function ticketOfChat(chat: PastChat, now: number): Ticket {
  const tag = chat.type === 'offline_msg' ? 'zopim_offline_message' : chat.missed ? 'zopim_chat_missed' : 'zopim_chat_ended';
  return {
    id: chat.ticketId,
    subject: `Conversation with Visitor ${chat.ticketId % 100_000}`,
    status: now - chat.endedAt > 4 * DAY_MS ? 'closed' : 'solved',
    via: 'chat',
    brandId: chat.brandId,
    groupId: chat.groupId,
    assigneeId: chat.agentId,
    tags: ['zopim_chat', tag],
    comments: [{ body: 'Chat transcript', public: true, authorId: chat.agentId, at: chat.endedAt }],
    createdAt: chat.startedAt,
    updatedAt: chat.endedAt,
    statusSince: chat.endedAt,
    deleted: false,
    mergedInto: null,
  };
}
