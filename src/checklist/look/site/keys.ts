import type { KeysShown } from '../../../migration/events.ts';
import type { SwapKeys } from '../../../migration/plan.ts';
import type { FetchedPage } from './page.ts';
import { type FetchPage, PageNotPublic, PageUnreachable } from './port.ts';
import { withoutComments } from './script.ts';

/** What the pages show together, and the first of them that shows something else than the wanted key. */
export interface KeysSeen {
  readonly keys: KeysShown;
  readonly page: string | undefined;
  /** Some pages could not be read, and all others show the wanted key. */
  readonly isHalfRead: boolean;
}

type OnPage = 'old' | 'new' | 'both' | 'neither' | 'unknown';

/** Reads the pages of a brand side by side, as anybody on the Internet gets them; `wanted` is the key that each should show alone. */
export async function readKeys({ from, to, pages }: SwapKeys, wanted: 'old' | 'new', fetchPage: FetchPage): Promise<KeysSeen> {
  const seen = await Promise.all(pages.map(async (page) => ({ page, shows: await keysOn(page, { from, to }, fetchPage) })));
  const otherwise = seen.filter(({ shows }) => shows !== wanted);
  const isHalfRead = otherwise.length > 0 && otherwise.length < seen.length && otherwise.every(({ shows }) => shows === 'unknown');
  return { keys: together(seen.map(({ shows }) => shows)), page: otherwise[0]?.page, isHalfRead };
}

/** One page that shows the new key is enough to say that the exchange has begun; one that could not be read, that nobody knows. */
function together(shown: readonly OnPage[]): KeysShown {
  const [first] = shown;
  if ((first === 'old' || first === 'new') && shown.every((one) => one === first)) return first;
  if (shown.some((one) => one === 'new' || one === 'both')) return 'partly';
  return shown.length === 0 || shown.includes('unknown') ? 'unknown' : 'neither';
}

async function keysOn(address: string, keys: Pick<SwapKeys, 'from' | 'to'>, fetchPage: FetchPage): Promise<OnPage> {
  try {
    return keysIn(await fetchPage(address), keys);
  } catch (error) {
    if (error instanceof PageUnreachable || error instanceof PageNotPublic) return 'unknown';
    throw error;
  }
}

/**
 * A key counts where the snippet is asked for with it, on the page outside of its comments or in a script of its own host. Beside the
 * new one, the old one counts wherever else it is written there: a loader may build the address from it.
 */
export function keysIn({ status, html, scripts }: FetchedPage, { from, to }: Pick<SwapKeys, 'from' | 'to'>): OnPage {
  if (status !== 200) return 'unknown';
  const code = [withoutComments(html), ...scripts].map((text) => text.toLowerCase());
  const asked = new Set(code.flatMap(asksFor));
  if (asked.has(to)) return code.some((text) => text.includes(from)) ? 'both' : 'new';
  return asked.has(from) ? 'old' : 'neither';
}

function asksFor(text: string): readonly string[] {
  return [...text.matchAll(/static\.zdassets\.com\/ekr\/snippet\.js\?key=([\w-]{8,64})/g)].map(([, key = '']) => key);
}
