import type { Mark } from '../../migration/events.ts';
import type { Migration } from '../../migration/migration.ts';
import { turnKey } from '../../migration/plan.ts';
import { type Instant, later, latest, MINUTE_MS } from '../../migration/time.ts';
import { brandsOf, firstClick, phaseStart } from '../phases.ts';

/** What Ferry reads besides the lines. */
export type ReadingMove =
  /** The ticket list, where the night has gone on without one. */
  | { readonly kind: 'list' }
  | { readonly kind: 'compare'; readonly mark: Mark }
  /** Reads the live chats and who is there: what has ended may begin again while no line looks. */
  | { readonly kind: 'live' }
  /** Reads the widgets: one may have been converted, or returned, behind Ferry's back. */
  | { readonly kind: 'watch' };

interface Ahead {
  readonly move: ReadingMove;
  /** Not before. */
  readonly at: Instant;
}

/** One that could not be made is tried again a minute later. */
const AGAIN_MS = MINUTE_MS;
const WATCH_EVERY_MS = 5 * MINUTE_MS;
/** The drain before it and the gate after it read two and three times as often. */
const LIVE_EVERY_MS = MINUTE_MS;

/** What is to be read of one plan, and when, first things first: also while it is paused. Those that were never tried are due now. */
export function readingsAhead(migration: Migration, looked: ReadonlyMap<string, Instant>, now: Instant): readonly Ahead[] {
  if (migration.scheduled === undefined) return [];
  const after = (last: Instant | undefined, everyMs: number): Instant => (last === undefined || last > now ? now : later(last, everyMs));
  const from = (key: string, everyMs: number): Instant => after(looked.get(key), everyMs);
  const live = () => latest(from('live', LIVE_EVERY_MS), after(migration.run.watch.chats?.at, LIVE_EVERY_MS));
  const marks = dueMarks(migration).map(({ mark, at }): Ahead => {
    const again = from(`compare:${mark}`, AGAIN_MS);
    return { move: { kind: 'compare', mark }, at: looked.has(`compare:${mark}`) && again > at ? again : at };
  });
  return [
    ...(isListMissing(migration) ? [{ move: { kind: 'list' }, at: from('list', AGAIN_MS) } as const] : []),
    ...marks,
    ...(isUnseen(migration) ? [{ move: { kind: 'live' }, at: live() } as const] : []),
    ...(isWatched(migration, now) ? [{ move: { kind: 'watch' }, at: from('watch', WATCH_EVERY_MS) } as const] : []),
  ];
}

/** A brand has turned, or the operator has exported a list from the view: what is compared is still to be taken. */
function isListMissing(migration: Migration): boolean {
  const { listed, finishedAt, steps } = migration.run;
  if (listed !== undefined || finishedAt !== undefined) return false;
  return firstClick(migration) !== undefined || steps['rb-15m-ticket-list']?.done !== undefined;
}

/**
 * The live chats have ended, no click has been begun, and no line looks whether it stays so: the list is being taken, it is not T-10m
 * yet, or the plan is paused.
 */
function isUnseen(migration: Migration): boolean {
  const { stage, scheduled, run } = migration;
  const { steps, finishedAt } = run;
  if (steps['rb-15m-drain']?.done === undefined || finishedAt !== undefined || firstClick(migration) !== undefined) return false;
  const brands = brandsOf(migration);
  if (brands.some((brand) => steps[turnKey(brand, scheduled?.plan)] !== undefined)) return false;
  const looking = ['rb-15m-agents-offline', ...brands.map((brand) => `rb-15m-final-gate:${brand}`)];
  return stage === 'halted' || !looking.some((key) => steps[key] !== undefined && steps[key].done === undefined);
}

function dueMarks(migration: Migration): readonly { readonly mark: Mark; readonly at: Instant }[] {
  const { listed, compared } = migration.run;
  if (listed === undefined) return [];
  const marks = ['T+2m', 'T+15m', 'T+24h', 'T+4d'] as const satisfies readonly Mark[];
  return marks.flatMap((mark) => {
    const at = phaseStart(mark, migration);
    return at !== undefined && compared[mark] === undefined ? [{ mark, at }] : [];
  });
}

/** From the plan on until four days after its last brand was seen. */
export function isWatched(migration: Migration, now: Instant): boolean {
  if (migration.run.finishedAt === undefined) return true;
  const until = phaseStart('T+4d', migration);
  return until !== undefined && now < until;
}
