import type { z } from 'zod';
import { below } from './http/address.ts';
import type { Answer } from './http/ask.ts';
import { readAs } from './http/read.ts';
import type { Source } from './http/source.ts';
import { UnexpectedShape } from './port.ts';
import type { PageLinks } from './shapes/page.ts';

// Ten times what offset paging allows, and 100,000 items by cursor: whoever has more is not paging but looping.
const MOST_PAGES = 1_000;

/**
 * Every page of a list, the first at `path`: by cursor (`links.next`, or `meta.after_cursor`, while `meta.has_more`) or by offset (`next_page`),
 * whichever the server answers in. https://developer.zendesk.com/api-reference/introduction/pagination
 * @throws UnexpectedShape where a page says neither that it is the last nor what comes next, where the next link repeats or leads
 * away, and after `mostPages`: a list that breaks off is never given out as a whole one
 */
export async function* pages<P extends PageLinks>(
  source: Source,
  path: string,
  shape: z.ZodType<P>,
  mostPages = MOST_PAGES,
): AsyncGenerator<P> {
  const asked = new Set<string>();
  let next: string | undefined = path;
  while (next !== undefined) {
    if (asked.size === mostPages) throw new UnexpectedShape(`${path.split('?')[0]} has more than ${mostPages} pages`);
    const answer: Answer = await source.get(next);
    asked.add(answer.url);
    const page: P = readAs(answer, shape);
    yield page;
    next = nextOf(page, answer, source.base, asked);
  }
}

/** Everything on all pages, each thing once: offset pages repeat what slid from one to the next. */
export async function allPages<P extends PageLinks, T>(
  list: AsyncIterable<P>,
  itemsOf: (page: P) => readonly T[],
  keyOf: (item: T) => number | string,
): Promise<readonly T[]> {
  const items = new Map<number | string, T>();
  for await (const page of list) {
    for (const item of itemsOf(page)) items.set(keyOf(item), item);
  }
  return [...items.values()];
}

function nextOf(page: PageLinks, answer: Answer, base: string, asked: ReadonlySet<string>): string | undefined {
  const link = linkOf(page, answer);
  if (link === undefined) return undefined;
  const url = below(base, link, answer.url);
  if (url === undefined) throw new UnexpectedShape(`${answer.what}: the link to its next page leads away from its address`);
  if (asked.has(url.href)) throw new UnexpectedShape(`${answer.what}: the link to its next page leads back`);
  return url.href;
}

function linkOf({ meta, links, next_page }: PageLinks, { what, url }: Answer): string | undefined {
  if (meta == null) {
    if (next_page === undefined) throw new UnexpectedShape(`${what} does not say whether there are more pages`);
    return next_page ?? undefined;
  }
  if (!meta.has_more) return undefined;
  if (links?.next) return links.next;
  if (!meta.after_cursor) throw new UnexpectedShape(`${what} has more pages but no link to them`);
  const after = new URL(url);
  after.searchParams.set('page[after]', meta.after_cursor);
  return after.href;
}
