import { type Subdomain, subdomain } from '../migration/account.ts';
import type { Migration } from '../migration/migration.ts';
import type { Path } from '../migration/plan.ts';
import type { Readings } from './readings.ts';

export const channels = ['web', 'android', 'ios'] as const;
export type Channel = (typeof channels)[number];

/** The brands of this migration: the setting `brands`, else every active brand that was seen, else the account's own host. */
export function brandsInScope(migration: Migration, readings: Readings): readonly Subdomain[] {
  const chosen = listed(migration.settings['brands']).flatMap((name) => subdomain(name) ?? []);
  if (chosen.length > 0) return chosen;
  const { brands } = readings;
  // Where all brands that were seen are switched off, nothing is converted: neither theirs nor the account's own host.
  if (brands?.status === 'seen' && brands.value.length > 0) return activeBrands(readings);
  return migration.account ? [migration.account.subdomain] : [];
}

function activeBrands({ brands }: Readings): readonly Subdomain[] {
  return brands?.status === 'seen' ? brands.value.filter(({ active }) => active).map(({ subdomain: host }) => host) : [];
}

/** Every brand whose widget is read: those in scope, those of the plan, and the others that were seen, which must stay as they are. */
export function brandsToWatch(migration: Migration, readings: Readings): readonly Subdomain[] {
  const planned = migration.scheduled?.plan.brands.map((brand) => brand.subdomain) ?? [];
  return [...new Set([...planned, ...brandsInScope(migration, readings), ...activeBrands(readings)])];
}

/** Brands in scope that were neither proved to be on messaging nor are seen there. */
export function brandsToTurn(migration: Migration, readings: Readings): readonly Subdomain[] {
  return brandsInScope(migration, readings).filter((brand) => {
    const widget = readings.widgets?.[brand];
    return !migration.liveBrands.includes(brand) && !(widget?.status === 'seen' && widget.value === 'messaging');
  });
}

/**
 * Every brand in scope, and every one of the plan, was seen on messaging, whoever turned it: what leads to the switch is behind them.
 * A brand that is seen on Classic again has its switch before it again.
 */
export function allTurned(migration: Migration, readings: Readings): boolean {
  const { run, liveBrands, returned, scheduled } = migration;
  const planned = scheduled?.plan.brands.map((brand) => brand.subdomain).filter((brand) => !run.left.includes(brand)) ?? [];
  const brands = [...new Set([...planned, ...brandsInScope(migration, readings)])];
  const isTurned = (brand: Subdomain) => {
    const widget = readings.widgets?.[brand];
    return liveBrands.includes(brand) || run.turned[brand] !== undefined || (widget?.status === 'seen' && widget.value === 'messaging');
  };
  return brands.length > 0 && brands.every((brand) => returned[brand] === undefined && isTurned(brand));
}

export function channelsInScope(migration: Migration): readonly Channel[] {
  const chosen = listed(migration.settings['channels']);
  return chosen.length === 0 ? ['web'] : channels.filter((channel) => chosen.includes(channel));
}

/** How the admin wants a brand to turn: the setting `path`, as in `acme:convert,acme-eu:swap`. */
export function wantedPath(brand: string, { settings }: Pick<Migration, 'settings'>): Path {
  return listed(settings['path']).includes(`${brand}:swap`) ? 'swap' : 'convert';
}

/** Of help centers that nobody chose so many are read, and a page's policy is looked at for so many brands: each adds its host. */
const MOST_HELP_CENTERS = 3;
const MOST_HOSTS = 5;

/** Pages that are read before and after the switch: the setting, else the help centers of the brands in scope. */
export function keyPages(migration: Migration, readings: Readings, helpCenterOf?: (brand: Subdomain) => string): readonly string[] {
  const chosen = listed(migration.settings['key-pages']);
  if (chosen.length > 0 || helpCenterOf === undefined) return chosen;
  const seen = readings.brands?.status === 'seen' ? readings.brands.value : [];
  const withOne = new Set(seen.flatMap(({ hasHelpCenter, subdomain: host }) => (hasHelpCenter ? [host] : [])));
  return brandsInScope(migration, readings)
    .filter((brand) => withOne.has(brand))
    .slice(0, MOST_HELP_CENTERS)
    .map(helpCenterOf);
}

/** Where the messaging widget of these brands talks to. */
export function zendeskHosts(migration: Migration, readings: Readings): readonly string[] {
  return brandsInScope(migration, readings)
    .slice(0, MOST_HOSTS)
    .map((brand) => `${brand}.zendesk.com`);
}

/** The brand's own name where it was seen, else its host. */
export function brandName(brand: string, readings: Readings): string {
  const brands = readings.brands?.status === 'seen' ? readings.brands.value : [];
  return brands.find((each) => each.subdomain === brand)?.name ?? brand;
}

/** A comma list of a setting, trimmed, without empty parts. */
export function listed(value: string | undefined): readonly string[] {
  return (value ?? '')
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '');
}
