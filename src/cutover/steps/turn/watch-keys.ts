import type { Happening } from '../../../migration/events.ts';
import type { Migration } from '../../../migration/migration.ts';
import { type PlannedBrand, turnKey } from '../../../migration/plan.ts';
import { named, viewOf } from '../../../migration/run/earlier.ts';
import { isWatched } from '../../control/readings-ahead.ts';
import { brandsOf, isGoingBack, provedAt, turnsBy } from '../../phases.ts';
import type { Place } from '../../step.ts';
import { keysRead } from './sight.ts';

type Parts = Pick<Place, 'clock' | 'fetchPage'>;

/**
 * Reads the pages of swapped brands before they are asked for and after they were proved: a key exchanged behind Ferry's back is told
 * once. Those of a finished plan are read for as long as that plan is watched, whatever plan came after it.
 */
export async function watchKeys(migration: Migration, parts: Parts): Promise<readonly Happening[]> {
  const own = await watchBrands(swapped(migration), migration, parts);
  const finished = await Promise.all(
    migration.earlier.map(async ({ scheduled: { version } }, index) => {
      const view = viewOf(version, migration);
      if (view === undefined || !isWatched(view, parts.clock())) return [];
      const later = [...migration.earlier.slice(index + 1), migration].flatMap(({ scheduled }) => scheduled?.plan.brands ?? []);
      const proved = swapped(view).filter(
        ({ subdomain }) => provedAt(subdomain, view) !== undefined && !later.some((brand) => brand.subdomain === subdomain),
      );
      return (await watchBrands(proved, view, parts)).map((happened) => named(happened, version));
    }),
  );
  return [...own, ...finished.flat()];
}

async function watchBrands(brands: readonly PlannedBrand[], migration: Migration, parts: Parts): Promise<readonly Happening[]> {
  return (await Promise.all(brands.map((brand) => watchOne(brand, migration, parts)))).flat();
}

function swapped(migration: Migration): readonly PlannedBrand[] {
  const planned = brandsOf(migration);
  const brands = migration.scheduled?.plan.brands ?? [];
  return brands.filter(({ subdomain }) => planned.includes(subdomain) && turnsBy(subdomain, migration) === 'swap');
}

async function watchOne(brand: PlannedBrand, migration: Migration, parts: Parts): Promise<readonly Happening[]> {
  const { subdomain } = brand;
  const { run, scheduled } = migration;
  const isAsked = run.steps[turnKey(subdomain, scheduled?.plan)] !== undefined;
  const isProved = provedAt(subdomain, migration) !== undefined;
  // In between, the exchange and its proof read the pages themselves; so does the way back.
  if ((isAsked && !isProved) || isGoingBack(subdomain, migration)) return [];
  const read = await keysRead(brand, isProved ? 'new' : 'old', { ...parts, migration });
  const [news] = read;
  if (news === undefined || news.keys === run.watch.keys[subdomain]?.keys) return [];
  // The last reading of all may be such a one: what was seen stands, or the close would wait for it for ever.
  if (isProved && news.keys === 'unknown') return [];
  if (isProved) return [news, ...goneFrom(news, run.watch.keys[subdomain]?.keys)];
  const begun = news.keys === 'new' || news.keys === 'partly';
  return begun && !run.unplanned.includes(subdomain) ? [news, { type: 'seen_unplanned', brand: subdomain }] : [news];
}

/** A page that could not be read once says nothing of its key. */
function goneFrom(
  { brand, keys, page }: Extract<Happening, { type: 'keys_read' }>,
  before: Extract<Happening, { type: 'keys_read' }>['keys'] | undefined,
): readonly Happening[] {
  const isGone = before !== undefined && (keys === 'old' || keys === 'partly' || keys === 'neither');
  return isGone ? [{ type: 'new_key_gone', brand, page }] : [];
}
