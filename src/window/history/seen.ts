/** A table starts with room for this many, and doubles. */
const FIRST_ROOM = 256;
const FULL = 0.6;
/** A hash that comes out as the empty mark takes this one. */
const IN_PLACE_OF_ZERO = 0x1e3779b9;

interface Table {
  places: Int32Array;
  size: number;
  /** The sum of all fingerprints in 32 bits: what is kept apart is known again by it. */
  sum: number;
  /** Something was added since it was last put away. */
  isChanged: boolean;
}

/** The fingerprints of the chats that began on one day. */
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
  add(id: string, day: number): boolean {
    return put(this.#tableOf(day), fingerprintOf(id));
  }

  /** The fingerprints of each day, to be kept. */
  all(): readonly (readonly [day: number, fingerprints: Int32Array])[] {
    return [...this.#days].map(([day, { places }]) => [day, fingerprintsIn(places)]);
  }

  /** What is to be found again, day by day. */
  marks(): readonly DayMarks[] {
    return [...this.#days].map(([day, { size, sum }]) => ({ day, size, sum }));
  }

  /** The days that changed since this was last asked, with their fingerprints; undefined for those that are gone. */
  takeChanged(): ReadonlyMap<number, Int32Array | undefined> {
    const changed = new Map<number, Int32Array | undefined>();
    for (const day of this.#away) if (!this.#days.has(day)) changed.set(day, undefined);
    for (const [day, table] of this.#days) {
      if (table.isChanged) changed.set(day, fingerprintsIn(table.places));
      table.isChanged = false;
    }
    this.#away = new Set(this.#days.keys());
    return changed;
  }

  /** Days that were put away come back. */
  restore(kept: ReturnType<Seen['all']>): void {
    for (const [day, fingerprints] of kept) {
      const table = this.#tableOf(day);
      for (const each of fingerprints) put(table, each);
      table.isChanged = false;
      this.#away.add(day);
    }
  }

  /** From here on these only. */
  replaceBy(others: Seen): void {
    this.#days.clear();
    this.#lastDay = Number.NaN;
    for (const [day, fingerprints] of others.all()) for (const each of fingerprints) put(this.#tableOf(day), each);
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

function fingerprintsIn(places: Int32Array): Int32Array {
  return places.filter((each) => each !== 0);
}

function put(table: Table, fingerprint: number): boolean {
  if (table.size > table.places.length * FULL) grow(table);
  if (!placed(table.places, fingerprint)) return false;
  table.size += 1;
  table.sum = (table.sum + fingerprint) | 0;
  table.isChanged = true;
  return true;
}

/** False where it is there already. */
function placed(places: Int32Array, fingerprint: number): boolean {
  const mask = places.length - 1;
  for (let place = fingerprint & mask; ; place = (place + 1) & mask) {
    const found = places[place];
    if (found === fingerprint) return false;
    if (found !== 0) continue;
    places[place] = fingerprint;
    return true;
  }
}

function grow(table: Table): void {
  const before = table.places;
  table.places = new Int32Array(before.length * 2);
  for (let place = 0; place < before.length; place += 1) {
    const fingerprint = before[place] ?? 0;
    if (fingerprint !== 0) placed(table.places, fingerprint);
  }
}

/** MurmurHash3 (Austin Appleby, 32 bits, https://github.com/aappleby/smhasher) over four letters a step, never 0. */
function fingerprintOf(id: string): number {
  const { length } = id;
  let hash = length;
  let index = 0;
  for (; index + 3 < length; index += 4)
    hash = mixed(
      hash,
      id.charCodeAt(index) | (id.charCodeAt(index + 1) << 8) | (id.charCodeAt(index + 2) << 16) | (id.charCodeAt(index + 3) << 24),
    );
  let rest = 0;
  for (; index < length; index += 1) rest = (rest << 8) | id.charCodeAt(index);
  hash = mixed(hash, rest);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return hash ^ (hash >>> 16) || IN_PLACE_OF_ZERO;
}

function mixed(hash: number, four: number): number {
  const block = Math.imul(four, 0xcc9e2d51);
  const turned = hash ^ Math.imul((block << 15) | (block >>> 17), 0x1b873593);
  return (Math.imul((turned << 13) | (turned >>> 19), 5) + 0xe6546b64) | 0;
}
