import { z } from 'zod';
import { instant } from '../../migration/time.ts';
import type { ChatTicketTime } from '../port.ts';
import { id, pageLinks } from './page.ts';

/**
 * GET /api/v2/chat/incremental/chats. Only what is counted is looked at; a chat whose times cannot be read is one odd chat among
 * thousands, and is counted as such.
 * https://developer.zendesk.com/api-reference/live-chat/chat-api/incremental_export/
 */
export const chatHistoryPage = z.object({
  chats: z.array(
    z.object({
      id: z.string().min(1),
      type: z.unknown().optional(),
      timestamp: z.unknown().optional(),
      duration: z.unknown().optional(),
      department_id: z.union([z.number(), z.string()]).nullish().catch(undefined),
    }),
  ),
  count: z.int().nonnegative(),
  end_time: z.number().nonnegative().nullish(),
  end_id: z.string().nullish(),
  next_page: z.string().nullish(),
});

/** GET /api/v2/search/export, of each ticket only when it was made and where it belongs. */
export const ticketTimesPage = z.object({
  ...pageLinks,
  results: z.array(
    z
      .object({
        id,
        via: z.object({ channel: z.string() }),
        created_at: z.iso.datetime({ offset: true }),
        brand_id: id.nullish(),
      })
      .transform(({ id: number, via, created_at, brand_id }): ChatTicketTime & { readonly channel: string } => ({
        id: number,
        channel: via.channel,
        createdAt: instant(new Date(created_at)),
        brandId: brand_id ?? undefined,
      })),
  ),
});
