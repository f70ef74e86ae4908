import type { Migration } from '../migration/migration.ts';
import { pathOf, turnKey } from '../migration/plan.ts';
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

/** The brands of the window that were not left for another one. */
export function brandsOf({ scheduled, run }: Migration): readonly string[] {
  return (scheduled?.plan.brands ?? []).map(({ subdomain }) => subdomain).filter((brand) => !run.left.includes(brand));
}

/** When a brand's click or exchange was claimed, else when its widget was first seen turned, or its new key on any page. */
export function clickAt(brand: string, { run, scheduled }: Migration): Instant | undefined {
  const claimed = run.steps[turnKey(brand, scheduled?.plan)]?.said[0]?.at;
  if (pathOf(brand, scheduled?.plan) === 'swap') return claimed ?? run.watch.keys[brand]?.begunAt;
  const widget = run.watch.widgets[brand];
  return claimed ?? (widget?.widget === 'messaging' ? widget.since : undefined);
}

/** A swapped brand whose old key is asked back, and was not seen back yet. */
export function isGoingBack(brand: string, migration: Migration): boolean {
  const { run, scheduled } = migration;
  const isSwapped = pathOf(brand, scheduled?.plan) === 'swap' && clickAt(brand, migration) !== undefined;
  return isSwapped && run.rolledBack !== undefined && run.returned[brand] === undefined;
}

/** When three readings had proved the brand's turn. */
export function provedAt(brand: string, { run }: Migration): Instant | undefined {
  return run.steps[`rb-2m-config:${brand}`]?.done?.at;
}

export function firstClick(migration: Migration): Instant | undefined {
  return earliest(brandsOf(migration).map((brand) => clickAt(brand, migration)));
}

/** When the last brand of the window was seen turned; undefined while one is missing. */
export function lastSighting(migration: Migration): Instant | undefined {
  const sightings = brandsOf(migration).map((brand) => {
    const proved = provedAt(brand, migration);
    return proved && (turnedSince(brand, migration) ?? proved);
  });
  const [first, ...others] = sightings;
  if (first === undefined) return undefined;
  return others.reduce((a, b) => (a === undefined || b === undefined ? undefined : latest(a, b)), first);
}

function turnedSince(brand: string, { run, scheduled }: Migration): Instant | undefined {
  if (pathOf(brand, scheduled?.plan) === 'convert') return run.watch.widgets[brand]?.since;
  const keys = run.watch.keys[brand];
  return keys?.keys === 'new' ? keys.since : undefined;
}

function plus(moment: Instant | undefined, milliseconds: number): Instant | undefined {
  return moment && later(moment, milliseconds);
}
