/** A table starts with room for this many, and doubles. */
const FIRST_ROOM = 256;
const FULL = 0.6;
/** A hash that comes out as the empty mark takes this one. */
const IN_PLACE_OF_ZERO = 0x9e3779b9;

interface Table {
  places: Uint32Array;
  size: number;
}

/**
 * The chats of one pass that were counted already, as 32 bits each: pages overlap, and a chat that is changed while it is read comes
 * again. Open-addressing tables, one for each day on which chats began: some eight bytes a chat, where a set of ids takes a hundred,
 * and small enough for a processor's cache, as pages come in the order of time. Two chats of one day that look alike happen once in
 * a hundred thousand days of ten thousand chats, and then one of them is not counted.
 */
export class Seen {
  readonly #days = new Map<number, Table>();
  #last: { readonly day: number; readonly table: Table } | undefined;

  /** Whether it is new; it is not any more. */
  add(id: string, day: number): boolean {
    return put(this.#tableOf(day), fingerprintOf(id));
  }

  /** The fingerprints of each day, to be kept. */
  all(): readonly (readonly [day: number, fingerprints: Uint32Array])[] {
    return [...this.#days].map(([day, { places }]) => [day, places.filter((each) => each !== 0)]);
  }

  restore(kept: ReturnType<Seen['all']>): void {
    for (const [day, fingerprints] of kept) for (const each of fingerprints) put(this.#tableOf(day), each);
  }

  clear(): void {
    this.#days.clear();
    this.#last = undefined;
  }

  #tableOf(day: number): Table {
    if (this.#last?.day === day) return this.#last.table;
    const table = this.#days.get(day) ?? { places: new Uint32Array(FIRST_ROOM), size: 0 };
    this.#days.set(day, table);
    this.#last = { day, table };
    return table;
  }
}

function put(table: Table, fingerprint: number): boolean {
  if (table.size > table.places.length * FULL) grow(table);
  if (!placed(table.places, fingerprint)) return false;
  table.size += 1;
  return true;
}

/** False where it is there already. */
function placed(places: Uint32Array, fingerprint: number): boolean {
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
  table.places = new Uint32Array(before.length * 2);
  for (let place = 0; place < before.length; place += 1) {
    const fingerprint = before[place] ?? 0;
    if (fingerprint !== 0) placed(table.places, fingerprint);
  }
}

/** FNV-1a (http://www.isthe.com/chongo/tech/comp/fnv/), its bits mixed as MurmurHash3 ends, never 0. */
function fingerprintOf(id: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < id.length; index += 1) hash = Math.imul(hash ^ id.charCodeAt(index), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0 || IN_PLACE_OF_ZERO;
}
