import { HOUR_MS, type Instant, MINUTE_MS } from '../../migration/time.ts';
import { BIN_MS, BINS, DAY_BINS, firstBinAt } from './bins.ts';
import { notePage, type Pages, unread } from './clocks.ts';
import { Seen } from './seen.ts';

/** Where the counts come from. Tickets tell when a chat began and not how long it lasted. */
export type Source = 'chats' | 'tickets';

/** Counts of one department, or of what names none: how many chats began in each quarter, and how many were under way as it began. */
export interface Series {
  readonly arrivals: Uint16Array;
  readonly alive: Uint16Array;
}

/** What is known of the counts beside themselves. */
export interface TallyFacts {
  readonly source: Source;
  readonly firstBin: number;
  /** The first quarter in which a chat was ever counted: before it nothing is known. */
  readonly sinceBin: number | undefined;
  /** Everything that ended before this moment has been counted. */
  readonly settledMs: number;
  /** The same, once the pass that is under way has come to the present. */
  readonly settlesMs: number;
  readonly counted: number;
  /** Left out: they began after they were read, ended before they began, or had no readable time. */
  readonly odd: number;
  /** Of those of the pass that is under way, or was the last: they began after they were read; and by how much at most. */
  readonly ahead: number;
  readonly aheadMs: number;
  /** How the times in the pages stand to the pages' own. */
  readonly pages: Pages;
  /** Longer than LONGEST_CHAT_MS, and counted as so long. */
  readonly cut: number;
  /** Chats by length: under 1, 2, 4, … minutes. */
  readonly lengths: readonly number[];
}

/** A longer one is a window somebody forgot to close: counted whole, it would make the quietest night look busy (winsorised). */
const LONGEST_CHAT_MS = 4 * HOUR_MS;
/** A chat whose length is not told is under way for one quarter. */
const UNTOLD_MS = BIN_MS;
/** Clocks may differ by so much before a time to come is odd. */
const CLOCKS_DIFFER_MS = 10 * MINUTE_MS;
/** Departments kept apart; further ones share one series, so that memory does not depend on the account. */
export const MOST_SERIES = 24;
export const OTHER_DEPARTMENTS = '*';
const LENGTH_CLASSES = 10;
/** A chat is in the export minutes after its end; what ended within this time of the pass's begin is remembered one by one. */
const SETTLED_AFTER_MS = 30 * MINUTE_MS;
const MOST = 65_535;

/** Chats whose time cannot be read are remembered here. */
const ODD_DAY = 0;

type Mutable<T> = { -readonly [K in keyof T]: T[K] };

/**
 * Chats counted into quarters of an hour: the only thing that is kept of them. Memory does not grow with the number of chats, but
 * for four to eight bytes a chat while one pass lasts (see Seen). The same chat twice is counted once, in one pass and in the next.
 */
export class Tally {
  readonly series = new Map<string, Series>();
  /** Chats of this pass, and those of them that ended too late to be settled by it. */
  readonly seen = new Seen();
  readonly late = new Seen();
  readonly #facts: Mutable<TallyFacts>;
  readonly #lengths: number[];
  /** The series of each department, by its number as it is told. */
  readonly #seriesOf = new Map<string | number | undefined, Series>();
  /** When the last chat of the page that is being counted ended; in an array, where a number is changed without being made anew. */
  readonly #pageEndMs = Float64Array.of(Number.NEGATIVE_INFINITY);
  #firstDay: number;

  constructor(facts: TallyFacts) {
    this.#facts = { ...facts };
    this.#lengths = [...facts.lengths];
    this.#firstDay = Math.floor(facts.firstBin / DAY_BINS);
  }

  static empty(source: Source, now: Instant): Tally {
    const lengths = Array.from({ length: LENGTH_CLASSES }, () => 0);
    const none = {
      sinceBin: undefined,
      settledMs: 0,
      settlesMs: 0,
      counted: 0,
      odd: 0,
      ahead: 0,
      aheadMs: 0,
      pages: unread,
      cut: 0,
      lengths,
    };
    return new Tally({ source, firstBin: firstBinAt(now), ...none });
  }

  get facts(): TallyFacts {
    return { ...this.#facts, lengths: this.#lengths };
  }

  /** A new pass: the bins move along with time, and what falls off their begin is forgotten. */
  begin(now: Instant): void {
    this.#facts.settlesMs = Date.parse(now) - SETTLED_AFTER_MS;
    this.#facts.ahead = 0;
    this.#facts.aheadMs = 0;
    const by = firstBinAt(now) - this.#facts.firstBin;
    if (by <= 0) return;
    for (const [department, { arrivals, alive }] of this.series) {
      this.series.set(department, { arrivals: moved(arrivals, by), alive: moved(alive, by) });
    }
    this.#seriesOf.clear();
    this.#facts.firstBin += by;
    this.#firstDay = Math.floor(this.#facts.firstBin / DAY_BINS);
  }

  /** Counts a chat (see CountChat) that was read at `readMs`. */
  count(mark: number, beganMs: number, lengthMs: number | undefined, department: string | number | undefined, readMs: number): void {
    const facts = this.#facts;
    const length = lengthMs ?? UNTOLD_MS;
    const endedMs = beganMs + length;
    const cutMs = length > LONGEST_CHAT_MS ? beganMs + LONGEST_CHAT_MS : endedMs;
    if (cutMs > (this.#pageEndMs[0] ?? 0)) this.#pageEndMs[0] = cutMs;
    if (!(endedMs <= readMs + CLOCKS_DIFFER_MS && length >= 0)) {
      if (this.seen.add(mark, ODD_DAY)) this.#noteOdd(beganMs - readMs);
      return;
    }
    const first = Math.floor(beganMs / BIN_MS) - facts.firstBin;
    // Counted in an earlier pass, or from before what is kept.
    if (endedMs < facts.settledMs || first < 0 || first >= BINS) return;
    const day = Math.floor(first / DAY_BINS) + this.#firstDay;
    if (!this.seen.add(mark, day)) return;
    if (endedMs >= facts.settlesMs) this.late.add(mark, day);
    const series = this.#seriesOf.get(department) ?? this.#remembered(department);
    plusOne(series.arrivals, first);
    const last = Math.min(BINS - 1, Math.ceil(cutMs / BIN_MS) - 1 - facts.firstBin);
    for (let bin = first + 1; bin <= last; bin += 1) plusOne(series.alive, bin);
    this.#note(first, length);
  }

  /** A page was counted that began and ended, by its own account, at these seconds. */
  endPage(fromTime: number, endTime: number, chats: number): void {
    this.#facts.pages = notePage(this.#facts.pages, {
      fromTime,
      endTime,
      chats,
      lastEndedMs: this.#pageEndMs[0] ?? Number.NEGATIVE_INFINITY,
    });
    this.#pageEndMs[0] = Number.NEGATIVE_INFINITY;
  }

  /** The pass has come to the present: what ended before it began is counted, and need not be remembered one by one. */
  settle(): void {
    this.#facts.settledMs = Math.max(this.#facts.settledMs, this.#facts.settlesMs);
    this.seen.replaceBy(this.late);
  }

  #noteOdd(aheadMs: number): void {
    this.#facts.odd += 1;
    if (!(aheadMs > CLOCKS_DIFFER_MS)) return;
    this.#facts.ahead += 1;
    this.#facts.aheadMs = Math.max(this.#facts.aheadMs, aheadMs);
  }

  #note(first: number, lengthMs: number): void {
    const facts = this.#facts;
    const bin = facts.firstBin + first;
    if (facts.sinceBin === undefined || bin < facts.sinceBin) facts.sinceBin = bin;
    facts.counted += 1;
    if (lengthMs > LONGEST_CHAT_MS) facts.cut += 1;
    // How many binary digits the minutes have.
    const place = Math.min(LENGTH_CLASSES - 1, 32 - Math.clz32(lengthMs / MINUTE_MS));
    this.#lengths[place] = (this.#lengths[place] ?? 0) + 1;
  }

  #remembered(department: string | number | undefined): Series {
    const series = this.#seriesNamed(department === undefined ? '' : `${department}`);
    this.#seriesOf.set(department, series);
    return series;
  }

  #seriesNamed(name: string): Series {
    const known = this.series.get(name);
    if (known) return known;
    if (this.series.size >= MOST_SERIES && name !== OTHER_DEPARTMENTS) return this.#seriesNamed(OTHER_DEPARTMENTS);
    const added = { arrivals: new Uint16Array(BINS), alive: new Uint16Array(BINS) };
    this.series.set(name, added);
    return added;
  }
}

function plusOne(counts: Uint16Array, bin: number): void {
  const before = counts[bin] ?? 0;
  if (before < MOST) counts[bin] = before + 1;
}

function moved(counts: Uint16Array, by: number): Uint16Array {
  const after = new Uint16Array(counts.length);
  after.set(counts.subarray(Math.min(by, counts.length)));
  return after;
}
