import { type Evidence, type Facts, type Finding, type Reading, unknown } from '../migration/finding.ts';
import type { Migration } from '../migration/migration.ts';
import type { Sight } from '../migration/run/sight.ts';
import type { Instant } from '../migration/time.ts';
import type { ItemId } from './items/items.ts';
import type { Readings } from './readings.ts';

/** What a check judges: the record and what was last read. Pure: the same context gives the same finding. */
export interface CheckContext {
  readonly migration: Migration;
  readonly readings: Readings;
  readonly now: Instant;
}

/** Something that an interface can answer. One per item at most. */
export interface Check<F extends Facts = Facts> {
  readonly id: ItemId;
  readonly find: (context: CheckContext) => Finding<F>;
}

/** Judges a reading that was seen; whatever was not is unknown for the reason it was not. */
export function judged<T, F extends Facts>(
  reading: Reading<T> | undefined,
  judge: (value: T, evidence: (saw: string, sight?: Sight) => Evidence) => Finding<F>,
): Finding<F> {
  if (reading === undefined) return unknown('not_looked');
  if (reading.status === 'unknown') return unknown(reading.why, reading.at);
  return judge(reading.value, (saw, sight) => ({ asked: reading.asked, saw, ...(sight && { sight }), at: reading.at }));
}
