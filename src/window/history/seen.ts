/** The table starts with room for this many, and doubles. */
const FIRST_ROOM = 4_096;
const FULL = 0.7;
/** A hash that comes out as the empty mark takes this one. */
const IN_PLACE_OF_ZERO = 0x9e3779b9;

/**
 * The chats of one pass that were counted already, as 32 bits each: pages overlap, and a chat that is changed while it is read comes
 * again. An open-addressing table: four to eight bytes a chat, where a set of ids takes a hundred. Two chats that look alike
 * happen once in some thousands of a million, and then one of them is not counted.
 */
export class Seen {
  #table = new Uint32Array(FIRST_ROOM);
  #size = 0;

  get size(): number {
    return this.#size;
  }

  /** Whether it is new; it is not any more. */
  add(id: string): boolean {
    return this.#put(fingerprintOf(id));
  }

  /** The fingerprints, to be kept. */
  all(): Uint32Array {
    return this.#table.filter((each) => each !== 0);
  }

  restore(fingerprints: Uint32Array): void {
    for (const each of fingerprints) this.#put(each);
  }

  clear(): void {
    this.#table = new Uint32Array(FIRST_ROOM);
    this.#size = 0;
  }

  #put(fingerprint: number): boolean {
    if (this.#size > this.#table.length * FULL) this.#grow();
    const mask = this.#table.length - 1;
    let place = fingerprint & mask;
    while (this.#table[place] !== 0) {
      if (this.#table[place] === fingerprint) return false;
      place = (place + 1) & mask;
    }
    this.#table[place] = fingerprint;
    this.#size += 1;
    return true;
  }

  #grow(): void {
    const all = this.all();
    this.#table = new Uint32Array(this.#table.length * 2);
    this.#size = 0;
    this.restore(all);
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
