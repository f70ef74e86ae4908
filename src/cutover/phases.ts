import type { Migration } from '../migration/migration.ts';
import { type Path, pathOf, turnKey } from '../migration/plan.ts';
import { DAY_MS, earliest, HOUR_MS, type Instant, later, latest, MINUTE_MS } from '../migration/time.ts';

/** The stretches of the runbook: T0 is the window's start. */
export const phases = ['T-14d', 'T-7d', 'T-24h', 'T-1h', 'T-15m', 'T0', 'T+2m', 'T+15m', 'T+24h', 'T+4d'] as const;
export type Phase = (typeof phases)[number];

/** Distance from T0 of the phases before it. */
const before = {
  'T-14d': -14 * DAY_MS,
  'T-7d': -7 * DAY_MS,
  'T-24h': -24 * HOUR_MS,
  'T-1h': -HOUR_MS,
  'T-15m': -15 * MINUTE_MS,
  T0: 0,
} as const;

/** Distance from the click (T+2m) or from the sighting of the window's last brand. */
const after = { 'T+2m': 2 * MINUTE_MS, 'T+15m': 15 * MINUTE_MS, 'T+24h': DAY_MS, 'T+4d': 4 * DAY_MS } as const;

/** G3 is shown this long before T0. */
export const GATE_SHOWN_MS = 10 * MINUTE_MS;

/**
 * When a phase begins, or undefined while that is not known yet. A time that was already past when the plan was made counts
 * from then: a plan made at short notice walks the same steps at once.
 */
export function phaseStart(phase: Phase, migration: Migration): Instant | undefined {
  const { scheduled } = migration;
  if (scheduled === undefined) return undefined;
  switch (phase) {
    case 'T-14d':
    case 'T-7d':
    case 'T-24h':
    case 'T-1h':
    case 'T-15m':
      return latest(later(scheduled.plan.opensAt, before[phase]), scheduled.at);
    case 'T0':
      return scheduled.plan.opensAt;
    case 'T+2m':
      return plus(firstClick(migration), after[phase]);
    case 'T+15m':
    case 'T+24h':
    case 'T+4d':
      return plus(lastSighting(migration), after[phase]);
  }
}

/** A latest instant that was already past when the plan was made becomes T-15m, or ten minutes from then. */
export function notAfter(phase: 'T-1h' | 'T-15m', migration: Migration): Instant | undefined {
  const { scheduled } = migration;
  if (scheduled === undefined) return undefined;
  const planned = later(scheduled.plan.opensAt, before[phase]);
  if (planned > scheduled.at) return planned;
  return latest(later(scheduled.plan.opensAt, before['T-15m']), later(scheduled.at, GATE_SHOWN_MS));
}

type OfPlan = Pick<Migration, 'scheduled' | 'run'>;

/** The brands of the window that were not left for another one. */
export function brandsOf({ scheduled, run }: OfPlan): readonly string[] {
  return (scheduled?.plan.brands ?? []).map(({ subdomain }) => subdomain).filter((brand) => !run.left.includes(brand));
}

/** When a brand's click or exchange was claimed, else when it was first seen turned, or its new key on any page: asked for or not. */
export function clickAt(brand: string, { run, scheduled }: OfPlan): Instant | undefined {
  return run.steps[turnKey(brand, scheduled?.plan)]?.said[0]?.at ?? run.turned[brand];
}

/** Brands of the window whose click was claimed or that were seen turned. */
export function turnedBrands(migration: OfPlan): readonly string[] {
  return brandsOf(migration).filter((brand) => clickAt(brand, migration) !== undefined);
}

/** How a brand turns, or has turned: one whose widget was converted before any page showed its new key has no old key to go back to. */
export function turnsBy(brand: string, { run, scheduled }: OfPlan): Path {
  const isConverted = run.unplanned.includes(brand) && run.watch.keys[brand]?.begunAt === undefined;
  return isConverted ? 'convert' : pathOf(brand, scheduled?.plan);
}

/** A brand that turned by its key in the last plan in which it turned: its widget's config shows Classic for good. */
export function hasSwapped(brand: string, migration: Migration): boolean {
  const plans = [migration, ...migration.earlier.toReversed()];
  const last = plans.find((each) => turnedBrands(each).includes(brand));
  return last !== undefined && turnsBy(brand, last) === 'swap';
}

/** A swapped brand whose old key is asked back, and was not seen back yet. */
export function isGoingBack(brand: string, migration: OfPlan): boolean {
  const { run } = migration;
  const isSwapped = turnsBy(brand, migration) === 'swap' && clickAt(brand, migration) !== undefined;
  return isSwapped && run.rolledBack !== undefined && run.broughtBack[brand] === undefined;
}

/** When three readings had proved the brand's turn. */
export function provedAt(brand: string, { run }: OfPlan): Instant | undefined {
  return run.steps[`rb-2m-config:${brand}`]?.done?.at;
}

export function firstClick(migration: Migration): Instant | undefined {
  return earliest(brandsOf(migration).map((brand) => clickAt(brand, migration)));
}

/** When the last brand of the window was seen turned; undefined while one is missing. */
export function lastSighting(migration: Migration): Instant | undefined {
  const sightings = brandsOf(migration).map((brand) => {
    const proved = provedAt(brand, migration);
    return proved && (sightedAt(brand, proved, migration) ?? proved);
  });
  const [first, ...others] = sightings;
  if (first === undefined) return undefined;
  return others.reduce((a, b) => (a === undefined || b === undefined ? undefined : latest(a, b)), first);
}

/** A swapped brand is seen turned when all its pages are; what they show after the proof moves nothing. */
function sightedAt(brand: string, proved: Instant, migration: OfPlan): Instant | undefined {
  const { turned, watch } = migration.run;
  if (turnsBy(brand, migration) === 'convert') return turned[brand];
  const keys = watch.keys[brand];
  return keys?.keys === 'new' && keys.since <= proved ? keys.since : undefined;
}

function plus(moment: Instant | undefined, milliseconds: number): Instant | undefined {
  return moment && later(moment, milliseconds);
}
