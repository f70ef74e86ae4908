import { readKeys } from '../../../checklist/look/site/keys.ts';
import { look } from '../../../checklist/look-through.ts';
import type { Happening, KeysShown } from '../../../migration/events.ts';
import type { PlannedBrand } from '../../../migration/plan.ts';
import type { KeysWatch } from '../../../migration/run/watch.ts';
import { between, type Instant, SECOND_MS } from '../../../migration/time.ts';
import type { Widget } from '../../../zendesk/port.ts';
import { provedAt, turnsBy } from '../../phases.ts';
import type { Place } from '../../step.ts';
import { after } from '../gate-look.ts';

/** Readings of one brand are this far apart while waiting: zendesk-api.md section 5. */
export const READING_APART_MS = 30 * SECOND_MS;
export const READINGS_WANTED = 3;

/** What a brand's customers meet, as it was just read from outside: its widget's config, or the key on its pages. */
export interface Sight {
  /** To be recorded: where it is news, and where it counts towards the three. */
  readonly read: readonly Happening[];
  readonly widget: Widget;
  /** How often in a row it showed this, with this reading. */
  readonly times: number;
  /** The first page that does not show what it should, else what was seen in a word. */
  readonly saw: string;
}

type Parts = Pick<Place, 'migration' | 'zendesk' | 'clock' | 'fetchPage'>;

/** One reading of a brand by the way in which it turns. */
export async function readBrand(brand: string, wanted: 'messaging' | 'classic', parts: Parts): Promise<Sight> {
  const planned = parts.migration.scheduled?.plan.brands.find(({ subdomain }) => subdomain === brand);
  if (planned === undefined) return { read: [], widget: 'unknown', times: 0, saw: 'unknown' };
  return turnsBy(brand, parts.migration) === 'swap' ? readSwapped(planned, wanted, parts) : readWidget(planned, parts);
}

async function readWidget({ subdomain }: PlannedBrand, { migration, zendesk, clock }: Parts): Promise<Sight> {
  const reading = await look('GET /embeddable/config', () => zendesk.widgetOf(subdomain), { clock });
  const widget = reading.status === 'seen' ? reading.value : 'unknown';
  const before = migration.run.watch.widgets[subdomain];
  const counts = before === undefined || before.widget !== widget || (widget === 'messaging' && isApart(before.at, reading.at));
  const read: readonly Happening[] = counts ? [{ type: 'widget_read', brand: subdomain, widget }] : [];
  const times = after(migration, read, clock()).run.watch.widgets[subdomain]?.times ?? 0;
  return { read, widget, times, saw: widget };
}

const WIDGET_OF: Readonly<Record<KeysShown, Widget>> = {
  old: 'classic',
  new: 'messaging',
  partly: 'unknown',
  neither: 'unknown',
  unknown: 'unknown',
};

async function readSwapped(brand: PlannedBrand, wanted: 'messaging' | 'classic', parts: Parts): Promise<Sight> {
  const read = await keysRead(brand, wanted === 'messaging' ? 'new' : 'old', parts);
  const now = after(parts.migration, read, parts.clock()).run.watch.keys[brand.subdomain];
  return { read, widget: WIDGET_OF[now?.keys ?? 'unknown'], times: now?.times ?? 0, saw: now?.page ?? now?.keys ?? 'unknown' };
}

/** What the pages of a swapped brand show, recorded where it is news or counts towards three readings in a row. */
export async function keysRead(
  { subdomain, keys }: PlannedBrand,
  wanted: 'old' | 'new',
  { migration, clock, fetchPage }: Pick<Parts, 'migration' | 'clock' | 'fetchPage'>,
): Promise<readonly Extract<Happening, { type: 'keys_read' }>[]> {
  const none = { keys: 'unknown', page: undefined, isHalfRead: false } as const;
  const { isHalfRead, ...shown } = keys === undefined ? none : await readKeys(keys, wanted, fetchPage);
  // Once proved, a page that cannot be read says nothing against the others.
  const seen = isHalfRead && wanted === 'new' && provedAt(subdomain, migration) ? { ...shown, keys: 'unknown' as const } : shown;
  const before = migration.run.watch.keys[subdomain];
  return isNews(before, seen, wanted, clock()) ? [{ type: 'keys_read', brand: subdomain, ...seen }] : [];
}

function isNews(before: KeysWatch | undefined, seen: Pick<KeysWatch, 'keys' | 'page'>, wanted: 'old' | 'new', now: Instant): boolean {
  if (before === undefined || before.keys !== seen.keys || before.page !== seen.page) return true;
  return seen.keys === wanted && isApart(before.at, now);
}

function isApart(before: Instant, now: Instant): boolean {
  return between(before, now) >= READING_APART_MS - SECOND_MS;
}
