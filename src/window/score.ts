import type { Event, KeptForecast } from '../migration/events.ts';
import { type Instant, later, MINUTE_MS } from '../migration/time.ts';

/** What a night's forecast was worth. Undefined numbers are not known: they are never 0. */
export interface Score {
  readonly expected: KeptForecast | undefined;
  /** Live chats at T0, when the drain was to be over. */
  readonly found: number | undefined;
  /** Live chats at the last look before the first click: those that the switch ended. */
  readonly ended: number | undefined;
  readonly verdict: 'as_told' | 'worse' | 'unknown';
}

/** An older reading says nothing of the moment. */
const STILL_TRUE_MS = 10 * MINUTE_MS;

/** The score of the last plan of this log, from its own readings; undefined before T0. `clickAt` is when its first brand was clicked. */
export function scoreOf(events: readonly Event[], clickAt: Instant | undefined): Score | undefined {
  const own = events.slice(events.findLastIndex(({ happened }) => happened.type === 'scheduled'));
  const t0At = own.find(({ happened }) => happened.type === 't0_reached')?.at;
  if (t0At === undefined) return undefined;
  const expected = own.flatMap(({ happened }) => (happened.type === 'forecast_kept' ? [happened.forecast] : [])).at(-1);
  const found = liveAt(own, t0At);
  const ended = clickAt === undefined ? undefined : liveAt(own, clickAt);
  return { expected, found, ended, verdict: verdictOf(expected, found) };
}

/** Whether each forecast night of this log was busier than nine of ten were to be, the oldest first; nights that cannot be compared are left out. */
export function nightsTold(events: readonly Event[]): readonly ('as_told' | 'worse')[] {
  const starts = events.flatMap(({ happened }, index) => (happened.type === 'scheduled' ? [index] : []));
  return starts.flatMap((start, index) => {
    const verdict = scoreOf(events.slice(start, starts[index + 1]), undefined)?.verdict;
    return verdict === undefined || verdict === 'unknown' ? [] : [verdict];
  });
}

/** The last reading of live chats before a moment, if it was still true then. */
function liveAt(events: readonly Event[], moment: Instant): number | undefined {
  const reading = events.findLast(
    ({ happened, at }) => happened.type === 'live_chats_read' && at <= moment && at >= later(moment, -STILL_TRUE_MS),
  );
  if (reading?.happened.type !== 'live_chats_read' || reading.happened.live.status === 'unknown') return undefined;
  const { incoming, assigned, active } = reading.happened.live;
  return incoming + assigned + active;
}

/** What is found at T0 is compared with what was to be live then, not with all that the window costs; an older forecast holds only that. */
function verdictOf(expected: KeptForecast | undefined, found: number | undefined): Score['verdict'] {
  if (expected === undefined || found === undefined) return 'unknown';
  return found > (expected.opening ?? expected).p90 ? 'worse' : 'as_told';
}
