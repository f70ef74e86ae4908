import type { Account, LiveBrand } from '../state.ts';
import { DAY_MS } from './history.ts';
import { type NewTicket, ticketOfChat } from './tickets.ts';
import type { PastChat, Ticket, TicketStatus, Widget } from './types.ts';

const UNSOLVED: readonly TicketStatus[] = ['open', 'pending', 'open', 'pending', 'new', 'pending', 'hold'];

/** The tickets of the start have been in the index for a while. */
const SETTLED_MS = 3_600_000;

/** The last chats before the start, looked for further and further back. */
function lastChats(account: Account, count: number): readonly PastChat[] {
  const end = account.openedAt - SETTLED_MS;
  for (let days = 1; days < account.seed.historyWeeks * 7; days *= 2) {
    const found = chatsEnded(account, end - days * DAY_MS, end);
    if (found.length >= count || days >= 16) return found.slice(-count);
  }
  return [];
}

/** Puts the tickets of the start into the drawer. */
export function seedTickets(account: Account): void {
  const { seed, openedAt } = account;
  const recent = seed.unsolvedChats > 0 ? lastChats(account, seed.unsolvedChats) : [];
  for (const [index, chat] of recent.entries()) {
    const status = UNSOLVED[index % UNSOLVED.length] ?? 'open';
    const ticket = ticketOfChat(chat, openedAt);
    account.tickets.add({ ...ticket, status, assigneeId: status === 'new' ? null : chat.agentId });
  }
  for (let index = 0; index < seed.emailTickets; index += 1) account.tickets.add(emailTicket(account, index));
}

function emailTicket(account: Account, index: number): NewTicket {
  const brand = account.brands[index % account.brands.length];
  const group = account.groups[index % account.groups.length];
  return {
    subject: `Question about order ${48_000 + index * 7}`,
    status: (['open', 'pending', 'solved'] as const)[index % 3] ?? 'open',
    via: 'email',
    brandId: brand?.id ?? 0,
    groupId: group?.id ?? null,
    createdAt: account.openedAt - (index + 1) * 5 * 3_600_000,
  };
}

/** Whether a chat of the rhythm took place: not while Chat was closed, not on a converted brand, not before the history begins. */
export function happened(account: Account, chat: PastChat): boolean {
  if (!account.seed.chat || chat.startedAt < account.openedAt - account.seed.historyWeeks * 7 * DAY_MS) return false;
  if (account.closedSpans.some((span) => chat.startedAt >= span.from && chat.startedAt < span.to)) return false;
  const brand = account.brands.find(({ id }) => id === chat.brandId);
  const turned = brand?.turns.findLast((turn) => turn.at <= chat.startedAt);
  return turned === undefined ? (brand?.turns[0]?.from ?? brand?.widget) === 'classic' : widgetAfter(brand, turned.at) === 'classic';
}

/** What the brand's widget was just after `at`. */
function widgetAfter(brand: LiveBrand | undefined, at: number): Widget {
  return brand?.turns.find((turn) => turn.at > at)?.from ?? brand?.widget ?? 'none';
}

/** The chats that ended from `from` up to before `to`, in the order they ended: the rhythm's and those played live. */
export function chatsEnded(account: Account, from: number, to: number): readonly PastChat[] {
  const first = Math.max(from, account.openedAt - account.seed.historyWeeks * 7 * DAY_MS);
  const last = Math.min(to, account.traffic ? account.openedAt : account.clock.now() + 1);
  const chats: PastChat[] = account.ended.filter((chat) => chat.endedAt >= from && chat.endedAt < to);
  for (let day = Math.floor(first / DAY_MS) - 1; day * DAY_MS < last; day += 1) {
    for (const chat of account.history.day(day)) {
      if (chat.endedAt >= first && chat.endedAt < last && happened(account, chat)) chats.push(chat);
    }
  }
  return chats.sort((a, b) => a.endedAt - b.endedAt || (a.id < b.id ? -1 : 1));
}

/** One ticket by its number, kept or left behind by a chat. */
export function ticketById(account: Account, id: number): Ticket | null {
  const kept = account.tickets.get(id);
  if (kept) return kept.deleted ? null : kept;
  const chat = account.history.day(account.history.dayOf(id)).find(({ ticketId }) => ticketId === id);
  const over = chat && chat.endedAt < (account.traffic ? account.openedAt : account.clock.now());
  return over && happened(account, chat) ? ticketOfChat(chat, account.clock.now()) : null;
}

/** Every ticket as it was at `at`, created from `from` on; deleted ones apart. `past` false leaves out what chats of long ago left behind. */
export function ticketsAt(account: Account, at: number, from = 0, past = true): readonly Ticket[] {
  const kept = new Set(account.tickets.ids());
  const own = [...kept].flatMap((id) => account.tickets.getAt(id, at) ?? []).filter((ticket) => ticket.createdAt >= from);
  const left = (past ? chatsEnded(account, from, at + 1) : []).filter((chat) => !kept.has(chat.ticketId) && chat.startedAt >= from);
  return [...own.filter((ticket) => !ticket.deleted), ...left.map((chat) => ticketOfChat(chat, at))];
}
