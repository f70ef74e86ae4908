import type { Happening } from '../../../migration/events.ts';
import { between, MINUTE_MS } from '../../../migration/time.ts';
import { brandsOf } from '../../phases.ts';
import type { Place, Step } from '../../step.ts';
import { done, late } from '../looks.ts';
import { READING_APART_MS, READINGS_WANTED, readBrand } from './sight.ts';

/** Said to be done, and the new key is still there: caches or a release, and a person should look. */
const NOT_SEEN_AFTER_MS = 10 * MINUTE_MS;

/** The way back of a swapped brand: asked for with the rollback, and proved as the exchange was. Only then is it in the runbook. */
export const swapBack = {
  id: 'rb-0-swap-back',
  per: 'brand',
  phase: 'T0',
  asks: 'developer',
  items: [],
  holds: false,
  reversible: true,
  everyMs: READING_APART_MS,
  beginsAt: ({ run }) => run.rolledBack?.at,
  look: wayBack,
} as const satisfies Step;

/** Three readings in a row of the old key on every page, and the new one gone. With the window's last brand its plan ends. */
async function wayBack(place: Place): Promise<readonly Happening[]> {
  const { migration, line, clock } = place;
  const { read, widget, times, saw } = await readBrand(line.brand, 'classic', place);
  const planned = migration.scheduled?.plan.brands.find(({ subdomain }) => subdomain === line.brand);
  if (widget === 'classic' && times >= READINGS_WANTED && planned !== undefined) {
    const isLast = brandsOf(migration).every((brand) => brand === line.brand);
    return [
      ...read,
      done(place, 'seen', `old key ×${times}`, { of: 'old_key', times }),
      { type: 'brand_returned', brand: planned.subdomain },
      ...(isLast ? [{ type: 'cancelled', because: 'returned' } as const] : []),
    ];
  }
  const claimed = migration.run.steps[line.key]?.said[0]?.at;
  const overdue = widget !== 'classic' && claimed !== undefined && between(claimed, clock()) >= NOT_SEEN_AFTER_MS;
  return [...read, ...(overdue ? late(place, saw) : [])];
}
