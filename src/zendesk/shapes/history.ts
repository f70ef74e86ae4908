import { z } from 'zod';
import { instant } from '../../migration/time.ts';
import type { ChatTicketTime } from '../port.ts';
import { id, pageLinks } from './page.ts';

/**
 * GET /api/v2/chat/incremental/chats. A history is a million chats: its list is only known to be one here, and each chat is looked at
 * by hand (`reads/history.ts`), which takes a tenth of the time.
 * https://developer.zendesk.com/api-reference/live-chat/chat-api/incremental_export/
 */
export const chatHistoryPage = z.object({
  chats: z.custom<readonly unknown[]>(Array.isArray),
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
        group_id: id.nullish(),
      })
      .transform(({ id: number, via, created_at, brand_id, group_id }): ChatTicketTime & { readonly channel: string } => ({
        id: number,
        channel: via.channel,
        createdAt: instant(new Date(created_at)),
        brandId: brand_id ?? undefined,
        groupId: group_id ?? undefined,
      })),
  ),
});
