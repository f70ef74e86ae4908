import type { Point } from './paper-bot.ts';
import { type Course, inThisProcess, paperNight, paperWorld, type Start } from './paper-night.ts';
import { type Outcome, outcomeOf } from './paper-outcome.ts';
import { onlyWatching, type Spot, type Strikes } from './strikes.ts';

/** A cutover of two brands, and what an undisturbed one comes to. */
export interface Kind {
  readonly course: Course;
  readonly outcome: Outcome;
  readonly spots: readonly Spot[];
}

/** Kinds of nights, in an order: each counts where it is another night than all before it. */
export const COURSES = {
  converted: {},
  swapped: { swapped: ['help'] },
  /** The swapped one comes back beside the one that was converted. */
  broughtBack: { swapped: ['help'], backAfter: 10 },
  /** Both come back, and the plan ends. */
  allBroughtBack: { swapped: ['shop', 'help'], backAfter: 10 },
} as const satisfies Readonly<Record<string, Course>>;

export type Kinds = Readonly<Record<keyof typeof COURSES, Kind>>;

export async function everyKind(): Promise<Kinds> {
  const { converted, swapped, broughtBack, allBroughtBack } = COURSES;
  return {
    converted: await undisturbed(converted),
    swapped: await undisturbed(swapped),
    broughtBack: await undisturbed(broughtBack),
    allBroughtBack: await undisturbed(allBroughtBack),
  };
}

/** The points of this kind of night that none of the kinds before it has. */
export function ownPoints(name: keyof Kinds, kinds: Kinds): readonly Spot[] {
  const all = Object.values(kinds);
  const before = new Set(all.slice(0, all.indexOf(kinds[name])).flatMap(({ spots }) => spots));
  return kinds[name].spots.filter((spot) => !before.has(spot));
}

export async function undisturbed(course: Course = {}): Promise<Kind> {
  const world = paperWorld();
  const { hits, passed } = onlyWatching(world.outside.now);
  const night = await paperNight(
    inThisProcess((name, moment) => void hits(`${moment} ${name}`)),
    world,
    course,
  );
  return { course, outcome: await outcomeOf(night), spots: passed };
}

export interface Disturbed {
  readonly outcome: Outcome;
  readonly restarts: number;
  readonly accidents: Strikes;
}

/** Which points of a night are struck, by its clock. */
export type Aiming = (...parts: Parameters<typeof onlyWatching>) => Strikes;

/** A night of that kind with an accident wherever it is struck. */
export async function disturbed(
  { course }: Kind,
  aiming: Aiming,
  accident: (name: string) => never,
  start: (point: Point) => Start = inThisProcess,
): Promise<Disturbed> {
  const world = paperWorld();
  const accidents = aiming(world.outside.now);
  const point: Point = (name, moment) => {
    if (accidents.hits(`${moment} ${name}`)) accident(name);
  };
  const night = await paperNight(start(point), world, course);
  return { outcome: await outcomeOf(night), restarts: night.restarts, accidents };
}
