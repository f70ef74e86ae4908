import { z } from 'zod';
import { instant } from '../../migration/time.ts';
import type { Ticket } from '../port.ts';
import { id, pageLinks } from './page.ts';

const optionalId = id.nullish().transform((value) => value ?? undefined);

/** A ticket as every Ticketing interface gives it. https://developer.zendesk.com/api-reference/ticketing/tickets/tickets/#json-format */
const ticketShape = z
  .object({
    id,
    status: z.string().min(1),
    via: z.object({ channel: z.string() }),
    brand_id: optionalId,
    group_id: optionalId,
    assignee_id: optionalId,
    tags: z.array(z.string()),
    created_at: z.iso.datetime({ offset: true }),
  })
  .transform(
    (ticket): Ticket => ({
      id: ticket.id,
      status: ticket.status,
      channel: ticket.via.channel,
      brandId: ticket.brand_id,
      groupId: ticket.group_id,
      assigneeId: ticket.assignee_id,
      tags: ticket.tags,
      createdAt: instant(new Date(ticket.created_at)),
    }),
  );

/** GET /api/v2/search and /api/v2/search/export. https://developer.zendesk.com/api-reference/ticketing/ticket-management/search/ */
export const resultsPage = z.object({ ...pageLinks, results: z.array(ticketShape) });

/** GET /api/v2/search/count. */
export const countShape = z.object({ count: z.int().nonnegative() });

/** What any search may answer instead, with 422 and even with 200: `unavailable` is to be asked again. */
export const searchErrorShape = z.object({ error: z.literal('unavailable') });

/** GET /api/v2/tickets/show_many. */
export const ticketsShape = z.object({ tickets: z.array(ticketShape) });

/** GET /api/v2/tickets/{id}. */
export const oneTicketShape = z.object({ ticket: ticketShape });
