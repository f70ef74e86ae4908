import type { ListedTicket, TicketState } from '../migration/events.ts';
import type { Instant } from '../migration/time.ts';
import type { Ticket, Zendesk } from '../zendesk/port.ts';

/**
 * The list that counts: every unsolved chat ticket by the export, joined with every chat ticket created since `since`,
 * by id, in order. @throws what the port throws: an export that broke off is no list
 */
export async function listOf(
  zendesk: Pick<Zendesk, 'exportUnsolvedChatTickets' | 'chatTicketsCreatedSince'>,
  since: Instant,
): Promise<readonly ListedTicket[]> {
  const [unsolved, created] = await Promise.all([zendesk.exportUnsolvedChatTickets(), zendesk.chatTicketsCreatedSince(since)]);
  return joined(unsolved.map(listed), created.map(listed));
}

/** The list with those added that the index shows only now: the first writing of an id stays. */
export function joined(list: readonly ListedTicket[], more: readonly ListedTicket[]): readonly ListedTicket[] {
  const byId = new Map([...more, ...list].map((ticket) => [ticket.id, ticket]));
  return [...byId.values()].toSorted((a, b) => a.id - b.id);
}

export function listed({ id, status, brandId, groupId }: Ticket): ListedTicket {
  return { id, status, brandId, groupId };
}

/** Zendesk marks a ticket that was merged into another with this tag. */
const MERGED_TAG = 'closed_by_merge';

/** What became of each listed ticket. An id that is not there any more is missing: that alarms. */
export function compare(
  list: readonly ListedTicket[],
  now: readonly Ticket[],
): readonly { readonly id: number; readonly now: TicketState }[] {
  const byId = new Map(now.map((ticket) => [ticket.id, ticket]));
  return list.map((ticket) => ({ id: ticket.id, now: stateOf(ticket, byId.get(ticket.id)) }));
}

function stateOf(before: ListedTicket, now: Ticket | undefined): TicketState {
  if (now === undefined || now.status === 'deleted') return 'missing';
  if (now.tags.includes(MERGED_TAG)) return 'merged';
  if (now.groupId !== before.groupId || now.brandId !== before.brandId) return 'moved';
  if (now.status === 'pending') return 'pending';
  return now.status === 'solved' || now.status === 'closed' ? 'solved' : 'open';
}

/** One line a ticket, id first, then its state; the first line names the columns. */
export function ticketCsv(tickets: readonly { readonly id: number; readonly now: TicketState }[]): string {
  return `${['id,state', ...tickets.map(({ id, now }) => `${id},${now}`)].join('\n')}\n`;
}
