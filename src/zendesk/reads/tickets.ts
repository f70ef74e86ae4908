import { withQuery } from '../http/address.ts';
import { jsonOf, readAs } from '../http/read.ts';
import type { Source } from '../http/source.ts';
import type { Ticket } from '../port.ts';
import { oneTicketShape, ticketsShape } from '../shapes/tickets.ts';

// The most ids that show_many takes.
const A_TIME = 100;

/**
 * The tickets of these ids that are there. GET /api/v2/tickets/show_many?ids=, a hundred a time; where that path is refused
 * with 404, GET /api/v2/tickets/{id} one by one. https://developer.zendesk.com/api-reference/ticketing/tickets/tickets/#show-multiple-tickets
 */
export async function readTickets(support: Source, ids: readonly number[]): Promise<readonly Ticket[]> {
  const wanted = [...new Set(ids)];
  const found: Ticket[] = [];
  for (let from = 0; from < wanted.length; from += A_TIME) {
    const some = wanted.slice(from, from + A_TIME);
    const answer = await support.get(withQuery('/api/v2/tickets/show_many', { ids: some.join(',') }));
    if (answer.status === 404) return [...found, ...(await oneByOne(support, wanted.slice(from)))];
    const asked = new Set(some);
    found.push(...readAs(answer, ticketsShape).tickets.filter((ticket) => asked.has(ticket.id)));
  }
  return found;
}

/** One after another: there is no time to be won against the account's pace. */
async function oneByOne(support: Source, ids: readonly number[]): Promise<readonly Ticket[]> {
  const found: Ticket[] = [];
  for (const id of ids) {
    const answer = await support.get(`/api/v2/tickets/${id}`);
    // Only Zendesk itself (JSON) can say that a ticket is not there; a page that says 404 may be about the whole address.
    const isAbsent = answer.status === 404 && jsonOf(answer) !== undefined;
    if (!isAbsent) found.push(readAs(answer, oneTicketShape).ticket);
  }
  return found;
}
