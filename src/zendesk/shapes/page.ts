import { z } from 'zod';

/** What a page of a list says of the next one: by cursor in `meta` and `links`, by offset in `next_page`. */
export const pageLinks = {
  meta: z.object({ has_more: z.boolean(), after_cursor: z.string().nullish() }).nullish(),
  links: z.object({ next: z.string().nullish() }).nullish(),
  next_page: z.string().nullish(),
};

const pageLinksShape = z.object(pageLinks);
export type PageLinks = z.infer<typeof pageLinksShape>;

/** A number that Zendesk gave to something. */
export const id = z.int().positive();
