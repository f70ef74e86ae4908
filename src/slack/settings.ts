import type { Report } from '../checklist/readings.ts';
import { channels, listed } from '../checklist/scope.ts';
import { sandboxDoubt } from '../cutover/control/practice/rehearse.ts';
import { type AccountKey, accountKey, subdomain } from '../migration/account.ts';
import { type Decision, grant, may, type Person, refuse } from '../migration/decisions.ts';
import { type Migration, replay } from '../migration/migration.ts';
import { digest, type Fingerprint } from '../migration/plan.ts';
import type { Store } from '../store/port.ts';
import { parseCountry } from '../window/days/country.ts';
import { isCountry } from '../window/days/holidays.ts';
import { formatDuration } from '../window/duration.ts';
import { formatOperatorHours, parseBlackOuts, parseNotice, parseOperatorHours } from '../window/settings.ts';
import { channelIn } from './commands/command.ts';

export const settingKeys = [
  'notice',
  'approval',
  'black-outs',
  'operator-hours',
  'language',
  'channel',
  'sandbox',
  'brands',
  'channels',
  'read-share',
  'path',
  'key-pages',
  'swap-keys',
  'guard-tag',
  'routing-trigger',
  'budget',
  'holidays',
  'country',
] as const;
export type SettingKey = (typeof settingKeys)[number];

/** What is wrong with a value, and the part of it that is. */
type Wrong = 'form' | 'twice' | 'not_seen' | 'no_group' | 'no_account' | 'not_sandbox';
export type Parsed = { readonly ok: true; readonly value: string } | { readonly ok: false; readonly why: Wrong; readonly word: string };

/** One setting of an account. `parse` takes exactly one way of writing each value and gives it in that one writing. */
export interface Setting {
  readonly key: SettingKey;
  /** What holds while nothing was set; undefined where that is no value, but something that Ferry looks up. */
  readonly default: string | undefined;
  readonly parse: (text: string) => Parsed;
}

/** Goes back to what holds while nothing was set. A channel cannot: posts have to go somewhere. */
const DEFAULT = 'default';
/** Help centers, shops, log-ins: what one reads before and after the switch. More are not read by anybody. */
const MOST_PAGES = 10;
/** What is set has to stand in a field of the form again, which takes 3,000. */
const MOST_LETTERS = 2_500;

export const settings = [
  { key: 'notice', default: '48h', parse: written((text) => formatted(parseNotice(text), formatDuration)) },
  { key: 'approval', default: 'four-eyes', parse: oneOf('four-eyes', 'solo') },
  { key: 'black-outs', default: 'none', parse: written(blackOuts) },
  { key: 'operator-hours', default: '00:00-24:00', parse: written((text) => formatted(parseOperatorHours(text), formatOperatorHours)) },
  { key: 'language', default: 'en', parse: oneOf('en', 'ko') },
  { key: 'channel', default: undefined, parse: written((text) => channelIn(text) ?? /^[CG][A-Z0-9]{2,}$/.exec(text)?.[0]) },
  { key: 'sandbox', default: undefined, parse: written(accountKey) },
  { key: 'brands', default: undefined, parse: list((part) => subdomain(part.toLowerCase())) },
  { key: 'channels', default: 'web', parse: list((part) => channels.find((channel) => channel === part.toLowerCase())) },
  { key: 'read-share', default: '80%', parse: written(percent) },
  { key: 'path', default: undefined, parse: paths },
  { key: 'key-pages', default: undefined, parse: pages },
  { key: 'swap-keys', default: undefined, parse: swapKeys },
  { key: 'guard-tag', default: 'messaging_migration_guard', parse: written((text) => /^[a-z0-9_-]{1,80}$/.exec(text)?.[0]) },
  { key: 'routing-trigger', default: 'none', parse: written((text) => /^(?=.*[\p{L}\p{N}])[^\n`]{1,100}$/u.exec(text)?.[0]) },
  { key: 'budget', default: '25%', parse: written(budget) },
  { key: 'holidays', default: 'none', parse: written(blackOuts) },
  { key: 'country', default: undefined, parse: written(parseCountry) },
] as const satisfies readonly Setting[];

export function isSettingKey(word: string): word is SettingKey {
  return settingKeys.some((key) => key === word);
}

/** What holds now: what was set, else the default; empty where Ferry looks it up. */
export function valueIn(migration: Pick<Migration, 'settings'>, { key, default: usual }: Setting): string {
  const stored = migration.settings[key] ?? '';
  return stored === '' ? (usual ?? '') : stored;
}

/** What a form showed: two people who change different things at once shall not undo each other's. */
export function settingsShown(migration: Pick<Migration, 'settings'>): Fingerprint {
  return digest(settings.map((setting) => valueIn(migration, setting)));
}

/** Reads a value as a person typed it, and asks for the accounts and brands that it names. */
export async function readSetting(
  setting: Setting,
  text: string,
  key: AccountKey,
  report: Report,
  store: Pick<Store, 'read'>,
): Promise<Parsed> {
  const typed = text.trim();
  if (typed.toLowerCase() === DEFAULT && setting.key !== 'channel') return good(setting.default ?? '');
  if (typed.length > MOST_LETTERS) return wrong('form', typed);
  const parsed = setting.parse(typed);
  if (!parsed.ok) return parsed;
  if (setting.key === 'country') return (await isCountry(parsed.value)) ? parsed : wrong('form', typed);
  if (setting.key === 'sandbox') return sandbox(parsed.value, key, store);
  if (setting.key === 'routing-trigger') return groupSeen(parsed.value, report);
  return setting.key === 'brands' || setting.key === 'path' || setting.key === 'swap-keys' ? brandsSeen(parsed.value, report) : parsed;
}

/** The same value twice is recorded once. */
export function setSetting(migration: Migration, person: Person, setting: Setting, value: string): Decision {
  if (!may(migration, person, 'admin')) return refuse({ because: 'not_your_role', needs: ['admin'] });
  return valueIn(migration, setting) === value ? grant() : grant({ type: 'setting_set', key: setting.key, value });
}

async function sandbox(value: string, own: AccountKey, store: Pick<Store, 'read'>): Promise<Parsed> {
  const key = accountKey(value);
  const named = key === undefined ? undefined : replay(await store.read(key));
  if (named?.account === undefined) return wrong('no_account', value);
  const self = replay(await store.read(own)).account;
  // Two keys may name one Zendesk account: what it is said to be is not enough.
  const isOther = key !== own && self !== undefined && sandboxDoubt(named, self.subdomain) === undefined;
  return isOther ? good(value) : wrong('not_sandbox', value);
}

/** Once the brands were seen, a name that is none of them is a slip of the finger. */
function brandsSeen(value: string, { readings }: Report): Parsed {
  const seen = readings.brands?.status === 'seen' ? readings.brands.value.map((brand): string => brand.subdomain) : [];
  const unknown = listed(value).find((part) => !seen.includes(part.split(':')[0] ?? ''));
  return seen.length > 0 && unknown !== undefined ? wrong('not_seen', unknown) : good(value);
}

/** A group as it is written in Zendesk, whatever the case it was typed in; `none` is none. */
function groupSeen(value: string, { readings }: Report): Parsed {
  if (value.toLowerCase() === 'none') return good('none');
  const groups = readings.groups?.status === 'seen' ? readings.groups.value.map(({ name }) => name) : [];
  const group = groups.find((name) => name === value) ?? groups.find((name) => name.toLowerCase() === value.toLowerCase());
  return groups.length > 0 && group === undefined ? wrong('no_group', value) : good(group ?? value);
}

function good(value: string): Parsed {
  return { ok: true, value };
}

function wrong(why: Wrong, word: string): Parsed {
  return { ok: false, why, word };
}

function written(read: (text: string) => string | undefined): Setting['parse'] {
  return (text) => {
    const value = read(text);
    return value === undefined ? wrong('form', text) : good(value);
  };
}

function formatted<T>(value: T | undefined, format: (value: T) => string): string | undefined {
  return value === undefined ? undefined : format(value);
}

function oneOf(...values: readonly string[]): Setting['parse'] {
  return written((text) => values.find((value) => value === text.toLowerCase()));
}

/** Parts by comma, each of them once. */
function list(read: (part: string) => string | undefined): Setting['parse'] {
  return (text) => {
    const parts = text.split(',').map((part) => part.trim());
    const values = parts.map((part) => read(part));
    const bad = values.indexOf(undefined);
    if (bad >= 0) return wrong('form', parts[bad] ?? text);
    const twice = values.find((value, index) => values.indexOf(value) !== index);
    return twice === undefined ? good(values.join(',')) : wrong('twice', twice);
  };
}

function blackOuts(text: string): string | undefined {
  const ranges = parseBlackOuts(text);
  if (ranges === undefined) return undefined;
  return ranges.length === 0 ? 'none' : ranges.map(({ from, to }) => (from === to ? from : `${from}..${to}`)).join(',');
}

function percent(text: string): string | undefined {
  const number = Number(/^(\d{1,3})%?$/.exec(text)?.[1]);
  return number <= 100 ? `${number}%` : undefined;
}

/** A part of the plan's requests: less than one percent reads nothing, more than three quarters leaves agents without. */
function budget(text: string): string | undefined {
  const number = Number(/^(\d{1,2})%?$/.exec(text)?.[1]);
  return number >= 1 && number <= 75 ? `${number}%` : undefined;
}

/** How much of the Zendesk plan's requests Ferry takes, from 0 to 1. */
export function budgetOf({ settings: set }: Pick<Migration, 'settings'>): number {
  return Number.parseInt(budget(set['budget'] ?? '') ?? '25', 10) / 100;
}

/** `acme:convert,acme-eu:swap`. */
function paths(text: string): Parsed {
  const parts = text.split(',').map((part) => part.trim().toLowerCase());
  const pairs = parts.map((part) => /^([^:]+):(convert|swap)$/.exec(part));
  const bad = pairs.findIndex((pair) => pair === null || subdomain(pair[1] ?? '') === undefined);
  if (bad >= 0) return wrong('form', parts[bad] ?? text);
  const brands = pairs.map((pair) => pair?.[1] ?? '');
  const twice = brands.find((brand, index) => brands.indexOf(brand) !== index);
  return twice === undefined ? good(parts.join(',')) : wrong('twice', twice);
}

/** As Zendesk writes the key of a snippet. */
const SNIPPET_KEY = '[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}';

/** `acme:OLD>NEW,acme-eu:OLD>NEW`. Slack writes the arrow as an entity. */
function swapKeys(text: string): Parsed {
  const parts = text.split(',').map((part) =>
    part
      .trim()
      .toLowerCase()
      .replace(/\s*(?:&gt;|→|>)\s*/, '>'),
  );
  const read = parts.map((part) => new RegExp(`^([^:]+):(${SNIPPET_KEY})>(${SNIPPET_KEY})$`).exec(part));
  const bad = read.findIndex((match) => match === null || subdomain(match[1] ?? '') === undefined || match[2] === match[3]);
  if (bad >= 0) return wrong('form', parts[bad] ?? text);
  const brands = read.map((match) => match?.[1] ?? '');
  const twice = brands.find((brand, index) => brands.indexOf(brand) !== index);
  return twice === undefined ? good(parts.join(',')) : wrong('twice', twice);
}

/** Addresses by comma or blank. Slack writes them as `<https://…|…>`. */
function pages(text: string): Parsed {
  const parts = text.split(/[\s,]+/).filter((part) => part !== '');
  const addresses = parts.map((part) => /^<?(https:\/\/[^\s<>|,]+)(?:\|[^>]*)?>?$/.exec(part)?.[1]?.replaceAll('&amp;', '&'));
  const bad = addresses.findIndex((address) => address === undefined || !isPage(address));
  if (bad >= 0 || addresses.length > MOST_PAGES || addresses.length === 0) return wrong('form', parts[bad] ?? text);
  const twice = addresses.find((address, index) => addresses.indexOf(address) !== index);
  return twice === undefined ? good(addresses.join(',')) : wrong('twice', twice);
}

/** No name and password in an address: it is shown to everybody. */
function isPage(address: string): boolean {
  const url = URL.canParse(address) ? new URL(address) : undefined;
  return url !== undefined && url.username === '' && url.password === '' && address.length <= 250;
}
