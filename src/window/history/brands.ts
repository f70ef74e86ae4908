import { instant } from '../../migration/time.ts';
import { UnexpectedShape, type Zendesk, ZendeskRefused, ZendeskUnavailable } from '../../zendesk/port.ts';
import { BIN_MS, knownUntilBin, WEEK_BINS } from './bins.ts';
import { OTHER_DEPARTMENTS, type Tally } from './tally.ts';

/** The brand of each department, by their numbers, as far as it is known. */
export type BrandOf = Readonly<Record<string, number>>;

/** Below this share of its tickets a department belongs to no one brand. */
const CLEAR = 0.9;

/**
 * Chats name a department and no brand; their tickets name both. For each department one quarter of an hour is looked at, its busiest
 * of the last week. What could not be learnt now stays as it was; a department whose number is no group's stays unknown.
 */
export async function learnBrands(tally: Tally, known: BrandOf, zendesk: Pick<Zendesk, 'chatTicketTimes'>): Promise<BrandOf> {
  const departments = [...tally.series.keys()].filter((name) => name !== '' && name !== OTHER_DEPARTMENTS && known[name] === undefined);
  if (tally.facts.source !== 'chats' || tally.series.size < 2) return known;
  const learnt: Record<string, number> = { ...known };
  for (const department of departments) {
    const brand = await brandOf(department, busiest(tally, department), zendesk);
    if (brand !== undefined) learnt[department] = brand;
  }
  return learnt;
}

/** The quarter in which most of its chats began, as a bin. */
function busiest(tally: Tally, department: string): number {
  const { firstBin } = tally.facts;
  const until = knownUntilBin(tally.facts) - firstBin;
  const from = Math.max(0, until - WEEK_BINS);
  const arrivals: readonly number[] = [...(tally.series.get(department)?.arrivals ?? [])].slice(from, Math.max(0, until));
  return firstBin + from + Math.max(0, arrivals.indexOf(Math.max(0, ...arrivals)));
}

async function brandOf(department: string, bin: number, zendesk: Pick<Zendesk, 'chatTicketTimes'>): Promise<number | undefined> {
  const tickets = await ticketsIn(bin, zendesk);
  const own = tickets.filter(({ groupId }) => String(groupId) === department);
  const [most] = [...Map.groupBy(own, ({ brandId }) => brandId)].toSorted(([, a], [, b]) => b.length - a.length);
  return most !== undefined && most[1].length >= CLEAR * own.length ? most[0] : undefined;
}

async function ticketsIn(bin: number, zendesk: Pick<Zendesk, 'chatTicketTimes'>): ReturnType<Zendesk['chatTicketTimes']> {
  try {
    return await zendesk.chatTicketTimes(instant(new Date(bin * BIN_MS)), instant(new Date((bin + 1) * BIN_MS)));
  } catch (error) {
    if (error instanceof ZendeskUnavailable || error instanceof ZendeskRefused || error instanceof UnexpectedShape) return [];
    throw error;
  }
}

/** So many chats may be of no known brand before brands are not told apart. */
const MOST_UNKNOWN = 0.05;

/** What a brand's cost is counted from: its own series, and all that could be its own; `unknown` is the share of these in all chats. */
export interface BrandSeries {
  readonly names: readonly string[];
  readonly unknown: number;
}

/** The series of a brand; undefined where too many chats could belong to it and not be known to. Few of them are counted in full for every brand. */
export function seriesOf(
  brand: number,
  { tally, brandOf: known }: { readonly tally: Tally; readonly brandOf: BrandOf },
): BrandSeries | undefined {
  const names = [...tally.series.keys()];
  if (tally.facts.source === 'tickets') return names.includes(`${brand}`) ? { names: [`${brand}`], unknown: 0 } : undefined;
  const own = names.filter((name) => known[name] === brand);
  const others = names.filter((name) => known[name] === undefined);
  const unknown = chatsIn(tally, others) / Math.max(1, chatsIn(tally, names));
  return own.length > 0 && unknown <= MOST_UNKNOWN ? { names: [...own, ...others], unknown } : undefined;
}

function chatsIn({ series }: Tally, names: readonly string[]): number {
  return names.reduce((sum, name) => sum + (series.get(name)?.arrivals.reduce((a, b) => a + b, 0) ?? 0), 0);
}
