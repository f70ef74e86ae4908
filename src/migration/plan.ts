import { createHash } from 'node:crypto';
import type { Subdomain } from './account.ts';
import { type Instant, later, MINUTE_MS } from './time.ts';

declare const brand: unique symbol;

/** SHA-256, in hex, of exactly what was on the screen. */
export type Fingerprint = string & { readonly [brand]: 'Fingerprint' };

/** How a brand turns. `swap` is not offered yet, but an account's record may name it. */
export const paths = ['convert', 'swap'] as const;
export type Path = (typeof paths)[number];

export interface PlannedBrand {
  readonly subdomain: Subdomain;
  readonly path: Path;
}

/** What is signed: the quiet window `[opensAt, closesAt)`, its brands in order, and who is at the keyboard. */
export interface Plan {
  readonly opensAt: Instant;
  readonly closesAt: Instant;
  /** IANA name: the zone in which the window was chosen. */
  readonly timeZone: string;
  readonly brands: readonly PlannedBrand[];
  readonly operator?: string | undefined;
  readonly backup?: string | undefined;
  readonly runbookVersion: number;
}

/** Raise it when a step is added or means something else: old sign-offs become void, as they should. */
export const RUNBOOK_VERSION = 2;

/** A window whose T0 is longer ago than this without Ferry having been there does not begin. */
export const START_TOLERANCE_MS = 5 * MINUTE_MS;

/** Length needed from T0 to doors open: design section 5. */
const FIRST_BRAND_MS = 45 * MINUTE_MS;
const FURTHER_BRAND_MS = 15 * MINUTE_MS;
/** Of these, click to doors open takes this much for the last brand and for each before it. */
const LAST_CLICK_MS = 20 * MINUTE_MS;
const EARLIER_CLICK_MS = 15 * MINUTE_MS;

/** How long a window must be for this many brands, in milliseconds. */
export function lengthNeeded(brands: number): number {
  return FIRST_BRAND_MS + Math.max(0, brands - 1) * FURTHER_BRAND_MS;
}

/** The last instant at which the click of brand `index` (from 0) may still be asked for. */
export function latestClick(plan: Plan, index: number): Instant {
  const after = Math.max(0, plan.brands.length - 1 - index);
  return later(plan.closesAt, -(LAST_CLICK_MS + after * EARLIER_CLICK_MS));
}

/** The same plan gives the same fingerprint, whatever the order in which its brands were named. */
export function fingerprint(plan: Plan): Fingerprint {
  const brands = plan.brands.map(({ subdomain, path }) => `${subdomain}:${path}`).sort();
  return digest(['plan', plan.opensAt, plan.closesAt, plan.timeZone, brands, plan.operator ?? '', plan.backup ?? '', plan.runbookVersion]);
}

/** One fixed writing, hashed. */
export function digest(subject: unknown): Fingerprint {
  // A digest in hex is what the brand stands for.
  return createHash('sha256').update(JSON.stringify(subject)).digest('hex') as Fingerprint;
}
