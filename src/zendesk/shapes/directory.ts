import { z } from 'zod';
import { id, pageLinks } from './page.ts';

/** GET /api/v2/brands. https://developer.zendesk.com/api-reference/ticketing/account-configuration/brands/ */
export const brandsPage = z.object({
  ...pageLinks,
  brands: z.array(
    z.object({
      id,
      name: z.string(),
      subdomain: z.string(),
      active: z.boolean(),
      default: z.boolean(),
      has_help_center: z.boolean(),
      // A word that is new to us is `unknown`, and no reason to lose the brand.
      help_center_state: z.enum(['enabled', 'disabled', 'restricted', 'unknown']).catch('unknown'),
      is_deleted: z.boolean().nullish(),
    }),
  ),
});

/** GET /api/v2/groups. https://developer.zendesk.com/api-reference/ticketing/groups/groups/ */
export const groupsPage = z.object({
  ...pageLinks,
  groups: z.array(z.object({ id, name: z.string(), deleted: z.boolean().nullish() })),
});

/** GET /api/v2/group_memberships. https://developer.zendesk.com/api-reference/ticketing/groups/group_memberships/ */
export const membershipsPage = z.object({
  ...pageLinks,
  group_memberships: z.array(z.object({ id, user_id: id, group_id: id })),
});

/** GET /api/v2/help_center/articles. https://developer.zendesk.com/api-reference/help_center/help-center-api/articles/ */
export const articlesPage = z.object({
  ...pageLinks,
  articles: z.array(z.object({ id, locale: z.string().min(1), draft: z.boolean() })),
});
