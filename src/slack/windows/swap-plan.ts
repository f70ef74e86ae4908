import { readKeys } from '../../checklist/look/site/keys.ts';
import type { FetchPage } from '../../checklist/look/site/port.ts';
import { keyPages, listed, wantedPath } from '../../checklist/scope.ts';
import type { Subdomain } from '../../migration/account.ts';
import type { Refusal } from '../../migration/decisions.ts';
import type { Migration } from '../../migration/migration.ts';
import type { Plan, PlannedBrand } from '../../migration/plan.ts';
import type { AccountRequest } from '../request/request.ts';

type Keys = NonNullable<PlannedBrand['keys']>;

/** The key pages that show the old key of a brand alone, by brand: read now, for the brands that are to be swapped. */
export async function swapPages(
  brands: readonly Subdomain[],
  migration: Migration,
  fetchPage: FetchPage,
): Promise<ReadonlyMap<string, readonly string[]>> {
  const swapped = brands.flatMap((brand) => keysOf(brand, migration) ?? []);
  const pages = keyPages(migration, {});
  return new Map(await Promise.all(swapped.map(async (one) => [one.brand, await pagesOf(one, pages, fetchPage)] as const)));
}

async function pagesOf(
  { from, to }: Pick<Keys, 'from' | 'to'>,
  pages: readonly string[],
  fetchPage: FetchPage,
): Promise<readonly string[]> {
  const shown = await Promise.all(
    pages.map(async (page) => ({ page, seen: await readKeys({ from, to, pages: [page] }, 'old', fetchPage) })),
  );
  return shown.filter(({ seen }) => seen.keys === 'old').map(({ page }) => page);
}

/** A brand with its path, and with its keys and pages where it is swapped; what is missing else. */
export function plannedBrand(
  brand: Subdomain,
  migration: Migration,
  pagesByBrand: ReadonlyMap<string, readonly string[]>,
): PlannedBrand | 'no_keys' | 'no_pages' {
  if (wantedPath(brand, migration) === 'convert') return { subdomain: brand, path: 'convert' };
  const keys = keysOf(brand, migration);
  if (keys === undefined) return 'no_keys';
  const pages = pagesByBrand.get(brand) ?? [];
  return pages.length === 0 ? 'no_pages' : { subdomain: brand, path: 'swap', keys: { from: keys.from, to: keys.to, pages: [...pages] } };
}

/** The group of the trigger that Ferry makes, as a plan holds it: nothing where the admin wants none. */
export function plannedRouting({ settings }: Migration): Pick<Plan, 'routing'> {
  const { 'routing-trigger': routing = 'none' } = settings;
  return routing === 'none' || routing === '' ? {} : { routing };
}

/** What an admin has to set before a brand can turn by its key. */
export function notReady(what: unknown, brand: string, { key, texts }: Pick<AccountRequest, 'key' | 'texts'>): Refusal {
  const t = texts.cutover.turns.swap;
  return { because: 'swap_not_ready', detail: what === 'no_keys' ? t.noKeys(brand, key) : t.noPages(brand, key) };
}

/** As the setting `swap-keys` holds them: `acme:OLD>NEW`. */
function keysOf(brand: Subdomain, migration: Migration): (Pick<Keys, 'from' | 'to'> & { readonly brand: Subdomain }) | undefined {
  const own = listed(migration.settings['swap-keys']).find((part) => part.startsWith(`${brand}:`));
  const [from, to] = own?.slice(brand.length + 1).split('>') ?? [];
  return wantedPath(brand, migration) === 'swap' && from !== undefined && to !== undefined ? { brand, from, to } : undefined;
}
