import type { Instant } from '../../src/migration/time.ts';

/** One point of a night, told apart from all others: the clock, what happens there, and the how-manyth of its kind at that moment. */
export type Spot = string;

/** How the accidents of one night are spread. */
export interface Spread {
  /** None before so many points. */
  readonly from: number;
  /** From each accident to the next at least so many points. */
  readonly apart: number;
  /** And one more so many points after each: while what the first one broke is being mended. */
  readonly again?: number;
}

/** The accidents of one night. */
export interface Strikes {
  /** To be asked at every point in turn: whether an accident happens here. */
  readonly hits: (what: string) => boolean;
  readonly passed: readonly Spot[];
  /** Spots of the undisturbed night that were struck: all but those that only came of another accident. */
  readonly struck: readonly Spot[];
  readonly all: readonly Spot[];
}

/** Spots to be struck, and of all spots those of which there is no other of the kind at their moment. */
export interface Aim {
  readonly wanted: ReadonlySet<Spot>;
  readonly lone: ReadonlySet<Spot>;
}

/**
 * Strikes wherever it is wanted and the spread allows, and nothing of a kind that has not gone well since it was struck. At the moment of an accident only what is alone of its kind is struck once
 * more: of all else, what comes after the accident is another how-manyth than in the undisturbed night.
 */
export function strikes(clock: () => Instant, { wanted, lone }: Aim, { from, apart, again }: Spread): Strikes {
  const passed: Spot[] = [];
  const struck: Spot[] = [];
  const all: Spot[] = [];
  const broken = new Set<string>();
  let counts = new Map<string, number>();
  let moment: Instant | undefined;
  let spent: Instant | undefined;
  let last: number | undefined;
  const isFar = () => passed.length > from && (last === undefined || passed.length - last >= apart);
  const isWanted = (spot: Spot) => isFar() && wanted.has(spot) && (spent !== moment || lone.has(spot));
  return {
    passed,
    struck,
    all,
    hits(what) {
      const now = clock();
      if (now !== moment) counts = new Map();
      moment = now;
      const nth = (counts.get(what) ?? 0) + 1;
      counts.set(what, nth);
      const spot = `${now} ${what} #${nth}`;
      passed.push(spot);
      const isAgain = again !== undefined && last !== undefined && passed.length - last === again;
      if (!isAgain && (broken.has(what) || !isWanted(spot))) {
        broken.delete(what);
        return false;
      }
      broken.add(what);
      all.push(spot);
      spent = now;
      if (isAgain) return true;
      last = passed.length;
      struck.push(spot);
      return true;
    },
  };
}

/** At these of all spots of the undisturbed night. */
export function aimAt(wanted: readonly Spot[], all: readonly Spot[]): Aim {
  const spots = new Set(all);
  const isLone = (spot: Spot) => spot.endsWith('#1') && !spots.has(spot.replace(/1$/, '2'));
  return { wanted: new Set(wanted), lone: new Set(all.filter(isLone)) };
}

/** Nothing is struck, and every spot is noted. */
export function onlyWatching(clock: () => Instant): Strikes {
  return strikes(clock, aimAt([], []), { from: 0, apart: 1 });
}

/** How wanted spots are shared out among nights. */
export interface Sharing extends Pick<Spread, 'apart'> {
  /** Undefined for as many as it takes. */
  readonly nights: number | undefined;
  /** So many nights side by side, each for a share of the spots. */
  readonly lanes?: number;
}

/** Nights with many accidents each, until every wanted spot was struck once, or so many of them, which then begin at different points. */
export async function inChains(
  { wanted, lone }: Aim,
  { lanes = 1, ...sharing }: Sharing,
  night: (aim: Aim, spread: Spread) => Promise<Strikes>,
): Promise<void> {
  const share = (lane: number) => new Set([...wanted].filter((_, index) => index % lanes === lane));
  await Promise.all(Array.from({ length: lanes }, (_, lane) => inTurn({ wanted: share(lane), lone }, sharing, night)));
}

/** A night that reaches none of what is left would go on for ever: that is thrown. */
async function inTurn(
  { wanted, lone }: Aim,
  { apart, nights }: Omit<Sharing, 'lanes'>,
  night: (aim: Aim, spread: Spread) => Promise<Strikes>,
): Promise<void> {
  const left = new Set(wanted);
  for (let each = 0; left.size > 0 && each < (nights ?? Number.POSITIVE_INFINITY); each += 1) {
    const from = nights === undefined ? 0 : Math.floor((each * apart) / nights);
    const { struck } = await night({ wanted: left, lone }, { from, apart });
    if (struck.length === 0) throw new Error(`not one of these was reached: ${[...left].join(', ')}`);
    for (const spot of struck) left.delete(spot);
  }
}
