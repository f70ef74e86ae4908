import { type Instant, instant } from '../../src/migration/time.ts';
import { type Forecast, forecast, type Untold } from '../../src/window/forecast/forecast.ts';
import { pastOf } from '../../src/window/forecast/past.ts';
import { calendarOf } from '../../src/window/forecast/weeks.ts';
import { Tally } from '../../src/window/history/tally.ts';
import { Letters, markOf } from '../../src/zendesk/reads/past-chats/letters.ts';

const HOUR = 3_600_000;

const words = new Letters();

/** A chat as it is counted (see CountChat). */
export interface PastChat {
  readonly id: string;
  readonly beganMs: number;
  readonly lengthMs: number | undefined;
  readonly department: string | undefined;
}
export const WEEK = 168 * HOUR;
/** A Monday noon. */
export const NOW: Instant = instant(new Date('2026-11-23T12:00:00Z'));

/** Random numbers in 0..1 that are the same for the same seed (mulberry32). */
export function dice(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

export function poisson(mean: number, next: () => number): number {
  if (mean > 500) return Math.max(0, Math.round(mean + Math.sqrt(mean) * gauss(next)));
  let [count, product] = [0, next()];
  for (const floor = Math.exp(-mean); product > floor; product *= next()) count += 1;
  return count;
}

function gauss(next: () => number): number {
  return Math.sqrt(-2 * Math.log(Math.max(next(), 1e-12))) * Math.cos(2 * Math.PI * next());
}

/** A world of chats: how many begin in the hour that holds this moment, on average. */
export interface World {
  readonly perHour: (ms: number) => number;
  readonly meanMinutes: number;
  readonly weeks: number;
}

/** UTC is the local time of synthetic worlds: hour of the week from Monday on. */
export function hourOfWeek(ms: number): number {
  const local = new Date(ms);
  return ((local.getUTCDay() + 6) % 7) * 24 + local.getUTCHours();
}

/** The fourth world: Chat is closed from eight in the evening to eight in the morning. */
export const closedAtNight: World = { perHour: (ms) => usual(hourOfWeek(ms), 4, 0), meanMinutes: 8, weeks: 12 };

/** The chats of a world until NOW, by quarters: each quarter has a Poisson count, each chat an exponential length. */
export function chatsOf({ perHour, meanMinutes, weeks }: World, seed: number): readonly PastChat[] {
  const next = dice(seed);
  const chats: PastChat[] = [];
  const end = Date.parse(NOW) - HOUR;
  for (let at = Date.parse(NOW) - weeks * WEEK; at < end; at += HOUR / 4) {
    for (let left = poisson(perHour(at) / 4, next); left > 0; left -= 1) {
      const beganMs = Math.floor(at + next() * (HOUR / 4));
      chats.push({
        id: `c${chats.length}`,
        beganMs,
        lengthMs: Math.round(-Math.log(1 - next()) * meanMinutes * 60_000),
        department: undefined,
      });
    }
  }
  return chats;
}

export function countInto(tally: Tally, chats: readonly PastChat[], readMs: number): void {
  for (const { id, beganMs, lengthMs, department } of chats)
    tally.count(markOf(words.of(id), 0, id.length), beganMs, lengthMs, department, readMs);
}

export function tallyOf(chats: readonly PastChat[]): Tally {
  const tally = Tally.empty('chats', NOW);
  tally.begin(NOW);
  countInto(tally, chats, Date.parse(NOW));
  tally.settle();
  return tally;
}

/** The forecast that comes of these chats, in UTC. */
export function forecastOf(
  chats: readonly PastChat[],
  {
    quarters = 3,
    leftOut = [],
    nights = [],
  }: { readonly quarters?: number; readonly leftOut?: readonly string[]; readonly nights?: readonly ('as_told' | 'worse')[] } = {},
): Forecast | Untold {
  const tally = tallyOf(chats);
  const calendar = calendarOf(NOW, 'UTC');
  return forecast(tally, pastOf(tally, [...tally.series.values()], calendar, new Set(leftOut)), calendar, quarters, nights);
}

/** Office hours with a busy noon, and some at night: chats an hour at each hour of the week, before `scale`. */
export function usual(hour: number, scale = 1, night = 0.5): number {
  const [day, clock] = [Math.floor(hour / 24), hour % 24];
  const open = clock >= 8 && clock < 20 ? 1 + Math.sin((Math.PI * (clock - 8)) / 12) * 2 : night;
  return scale * open * (day >= 5 ? 0.6 : 1);
}
