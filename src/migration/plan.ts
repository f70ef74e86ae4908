import { createHash } from 'node:crypto';
import type { Subdomain } from './account.ts';
import { type Instant, later, MINUTE_MS } from './time.ts';

declare const brand: unique symbol;

/** SHA-256, in hex, of exactly what was on the screen. */
export type Fingerprint = string & { readonly [brand]: 'Fingerprint' };

/** How a brand turns: converted in place, or by the snippet key of its pages, which is not from the article. */
export const paths = ['convert', 'swap'] as const;
export type Path = (typeof paths)[number];

/** The step in which a brand turns, by its path. */
export const turningSteps = { convert: 'rb-0-click', swap: 'rb-0-swap' } as const satisfies Readonly<Record<Path, string>>;

/** The snippet keys of a brand that is swapped, and the pages on which they are exchanged and read. */
export interface SwapKeys {
  readonly from: string;
  readonly to: string;
  readonly pages: readonly string[];
}

export interface PlannedBrand {
  readonly subdomain: Subdomain;
  readonly path: Path;
  /** Of the path `swap` only. */
  readonly keys?: SwapKeys | undefined;
}

/** Where a time was measured: on a night of the account's own, on its sandbox, or in a practice in Slack. */
export const practices = ['night', 'rehearsal', 'drill'] as const;

/** What a plan was judged by where something had been measured, in whole minutes. Kept in the plan: its latest click never moves. */
export interface Estimate {
  /** From T0 to doors open with one brand, and for each further one. */
  readonly first: number;
  readonly further: number;
  /** Of these, from the last brand's click to doors open. */
  readonly click: number;
  /** The run that spoke, and what it took. */
  readonly by: { readonly what: (typeof practices)[number]; readonly at: Instant; readonly minutes: number };
}

/** The production account whose sandbox turns in this plan; its people are at work, and its channel is told. */
export interface RehearsalOf {
  readonly account: string;
  readonly subdomain: Subdomain;
  readonly channel?: string | undefined;
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
  /** The group to which Ferry makes a messaging routing trigger, where the admin asked for one. */
  readonly routing?: string | undefined;
  readonly runbookVersion: number;
  /** Absent where nothing had been measured, and in plans older than that: the usual times hold. */
  readonly estimate?: Estimate | undefined;
  readonly rehearsalOf?: RehearsalOf | undefined;
}

/** Raise it when a step is added or means something else: old sign-offs become void, as they should. */
export const RUNBOOK_VERSION = 3;

/** A window whose T0 is longer ago than this without Ferry having been there does not begin. */
export const START_TOLERANCE_MS = 5 * MINUTE_MS;

/** Length needed from T0 to doors open: design section 5. */
const FIRST_BRAND_MS = 45 * MINUTE_MS;
const FURTHER_BRAND_MS = 15 * MINUTE_MS;
/** Of these, click to doors open takes this much for the last brand and for each before it. */
const LAST_CLICK_MS = 20 * MINUTE_MS;
const EARLIER_CLICK_MS = 15 * MINUTE_MS;

/** How long a window must be for this many brands, in milliseconds: as it was measured, else as is usual. */
export function lengthNeeded(brands: number, estimate?: Estimate): number {
  const first = estimate ? estimate.first * MINUTE_MS : FIRST_BRAND_MS;
  const further = estimate ? estimate.further * MINUTE_MS : FURTHER_BRAND_MS;
  return first + Math.max(0, brands - 1) * further;
}

/** The last instant at which the click of brand `index` (from 0) may still be asked for. */
export function latestClick(plan: Plan, index: number): Instant {
  const after = Math.max(0, plan.brands.length - 1 - index);
  const { estimate } = plan;
  const last = estimate ? estimate.click * MINUTE_MS : LAST_CLICK_MS;
  const earlier = estimate ? estimate.further * MINUTE_MS : EARLIER_CLICK_MS;
  return later(plan.closesAt, -(last + after * earlier));
}

/** The same plan gives the same fingerprint, whatever the order in which its brands were named. */
export function fingerprint(plan: Plan): Fingerprint {
  const brands = plan.brands.map(brandWritten).sort();
  const { estimate, rehearsalOf, routing } = plan;
  // Named, and only where they are there: a plan without them has the fingerprint it always had.
  const more = [
    ...(estimate ? [['estimate', measures(estimate)]] : []),
    ...(rehearsalOf ? [['rehearsal', named(rehearsalOf)]] : []),
    ...(routing === undefined ? [] : [['routing', routing]]),
  ];
  const known = ['plan', plan.opensAt, plan.closesAt, plan.timeZone, brands, plan.operator ?? '', plan.backup ?? '', plan.runbookVersion];
  return digest([...known, ...more]);
}

function brandWritten({ subdomain, path, keys }: PlannedBrand): string {
  const exchange = keys ? `:${keys.from}>${keys.to}@${[...keys.pages].sort().join(' ')}` : '';
  return `${subdomain}:${path}${exchange}`;
}

function measures({ first, further, click, by }: Estimate) {
  return [first, further, click, by.what, by.at, by.minutes];
}

function named({ account, subdomain, channel }: RehearsalOf) {
  return [account, subdomain, channel ?? ''];
}

export function pathOf(brand: string, plan: Pick<Plan, 'brands'> | undefined): Path {
  return plan?.brands.find(({ subdomain }) => subdomain === brand)?.path ?? 'convert';
}

/** The line in which this brand turns, as the log calls it: `rb-0-click:acme`. */
export function turnKey(brand: string, plan: Pick<Plan, 'brands'> | undefined): string {
  return `${turningSteps[pathOf(brand, plan)]}:${brand}`;
}

/** Whether a brand turns in the step of this id: it is asked for only on a green gate. */
export function isTurning(stepId: string): boolean {
  return Object.values(turningSteps).some((turning) => turning === stepId);
}

/** One fixed writing, hashed. */
export function digest(subject: unknown): Fingerprint {
  // A digest in hex is what the brand stands for.
  return createHash('sha256').update(JSON.stringify(subject)).digest('hex') as Fingerprint;
}
