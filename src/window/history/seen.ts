/** A table starts with room for this many, and doubles. */
const FIRST_ROOM = 256;
const FULL = 0.6;
/** The mark of an empty place; a chat that has it takes this one. */
const IN_PLACE_OF_ZERO = 0x1e3779b9;

interface Table {
  places: Int32Array;
  size: number;
  /** The sum of all marks in 32 bits: what is kept apart is known again by it. */
  sum: number;
  /** Something was added since it was last put away. */
  isChanged: boolean;
}

/** The marks of the chats that began on one day. */
export interface DayMarks {
  readonly day: number;
  readonly size: number;
  readonly sum: number;
}

/**
 * The chats of one pass that were counted already, as 32 bits each: pages overlap, and a chat that is changed while it is read comes
 * again. Open-addressing tables, one for each day on which chats began: some eight bytes a chat, where a set of ids takes a hundred,
 * and small enough for a processor's cache, as pages come in the order of time. Of a hundred thousand
 * chats of one day two look alike by chance, and one of them is not counted. Numbers are signed, which a processor's registers hold as they are.
 */
export class Seen {
  readonly #days = new Map<number, Table>();
  /** Days that are put away. */
  #away = new Set<number>();
  #lastDay = Number.NaN;
  #last: Table = newTable(FIRST_ROOM);

  /** Whether it is new; it is not any more. */
  add(mark: number, day: number): boolean {
    return put(this.#tableOf(day), mark | 0 || IN_PLACE_OF_ZERO);
  }

  /** The marks of each day, to be kept. */
  all(): readonly (readonly [day: number, marks: Int32Array])[] {
    return [...this.#days].map(([day, { places }]) => [day, marksIn(places)]);
  }

  /** What is to be found again, day by day. */
  marks(): readonly DayMarks[] {
    return [...this.#days].map(([day, { size, sum }]) => ({ day, size, sum }));
  }

  /** The days that changed since this was last asked, with their marks; undefined for those that are gone. */
  takeChanged(): ReadonlyMap<number, Int32Array | undefined> {
    const changed = new Map<number, Int32Array | undefined>();
    for (const day of this.#away) if (!this.#days.has(day)) changed.set(day, undefined);
    for (const [day, table] of this.#days) {
      if (table.isChanged) changed.set(day, marksIn(table.places));
      table.isChanged = false;
    }
    this.#away = new Set(this.#days.keys());
    return changed;
  }

  /** Days that were put away come back. */
  restore(kept: ReturnType<Seen['all']>): void {
    for (const [day, marks] of kept) {
      const table = this.#tableOf(day);
      for (const each of marks) put(table, each);
      table.isChanged = false;
      this.#away.add(day);
    }
  }

  /** From here on these only. */
  replaceBy(others: Seen): void {
    this.#days.clear();
    this.#lastDay = Number.NaN;
    for (const [day, marks] of others.all()) for (const each of marks) put(this.#tableOf(day), each);
  }

  #tableOf(day: number): Table {
    if (this.#lastDay === day) return this.#last;
    // A day is about as full as the one before it.
    const table = this.#days.get(day) ?? newTable(this.#days.get(day - 1)?.places.length ?? FIRST_ROOM);
    this.#days.set(day, table);
    this.#last = table;
    this.#lastDay = day;
    return table;
  }
}

function newTable(room: number): Table {
  return { places: new Int32Array(room), size: 0, sum: 0, isChanged: false };
}

function marksIn(places: Int32Array): Int32Array {
  return places.filter((each) => each !== 0);
}

function put(table: Table, mark: number): boolean {
  if (table.size > table.places.length * FULL) grow(table);
  if (!placed(table.places, mark)) return false;
  table.size += 1;
  table.sum = (table.sum + mark) | 0;
  table.isChanged = true;
  return true;
}

/** False where it is there already. */
function placed(places: Int32Array, mark: number): boolean {
  const mask = places.length - 1;
  for (let place = mark & mask; ; place = (place + 1) & mask) {
    const found = places[place];
    if (found === mark) return false;
    if (found !== 0) continue;
    places[place] = mark;
    return true;
  }
}

function grow(table: Table): void {
  const before = table.places;
  table.places = new Int32Array(before.length * 2);
  for (let place = 0; place < before.length; place += 1) {
    const mark = before[place] ?? 0;
    if (mark !== 0) placed(table.places, mark);
  }
}
