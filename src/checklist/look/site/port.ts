import type { FetchedPage } from './page.ts';

/** Reads a page of the public Internet within bounds. @throws PageNotPublic, PageUnreachable */
export type FetchPage = (address: string) => Promise<FetchedPage>;

/** The address leads, or may lead, to somewhere that is not public. It is not asked. */
export class PageNotPublic extends Error {
  override name = 'PageNotPublic' as const;
}

/** No answer, too many redirects, too large or too slow. */
export class PageUnreachable extends Error {
  override name = 'PageUnreachable' as const;
}
