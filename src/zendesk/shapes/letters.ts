import { SECOND_MS } from '../../migration/time.ts';

/** The codes of letters that are read one by one, from a text's first on. */
export type Codes = Uint8Array;

/** A longer text gets room of its own, which nobody keeps. */
const MOST_KEPT = 1_048_576;

/**
 * Room for the letters of one text after the other: as bytes they are looked at in a third of the time. Of a letter beyond Latin-1 only the
 * last eight bits are left, so where a text may hold one, what is searched in it is searched in the text itself.
 */
export class Letters {
  #room = Buffer.alloc(0);

  /** Good until the next text. */
  of(text: string): Codes {
    if (text.length > MOST_KEPT) return Buffer.from(text, 'latin1');
    if (text.length > this.#room.length) this.#room = Buffer.alloc(Math.min(MOST_KEPT, 2 * text.length));
    this.#room.write(text, 'latin1');
    return this.#room;
  }
}

/** 32 bits by which an id is known again: MurmurHash3 (Austin Appleby, https://github.com/aappleby/smhasher), four letters a step. */
export function markOf(id: Codes, from: number, end: number): number {
  let hash = end - from;
  let at = from;
  for (; at + 3 < end; at += 4)
    hash = mixed(hash, code(id, at) | (code(id, at + 1) << 8) | (code(id, at + 2) << 16) | (code(id, at + 3) << 24));
  let rest = 0;
  for (; at < end; at += 1) rest = (rest << 8) | code(id, at);
  hash = mixed(hash, rest);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return hash ^ (hash >>> 16);
}

function mixed(hash: number, four: number): number {
  const block = Math.imul(four, 0xcc9e2d51);
  const turned = hash ^ Math.imul((block << 15) | (block >>> 17), 0x1b873593);
  return (Math.imul((turned << 13) | (turned >>> 19), 5) + 0xe6546b64) | 0;
}

/** The form of a moment as Zendesk writes it. Whether its day is one, `momentAt` says. */
export const MOMENT = String.raw`\d{4}-\d\d-\d\dT(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\dZ`;
export const MOMENT_LETTERS = 'YYYY-MM-DDTHH:MM:SSZ'.length;
const DAY_LETTERS = 'YYYY-MM-DD'.length;

let lastDay = { number: -1, ms: Number.NaN };

/** The moment that is written here in the form above, as milliseconds; NaN on a day that no calendar has. The calendar is asked once for a day, which neighbours share. */
export function momentAt(letters: Codes, at: number): number {
  const month = (twoDigits(letters, at) * 100 + twoDigits(letters, at + 2)) * 100 + twoDigits(letters, at + 5);
  const number = month * 100 + twoDigits(letters, at + 8);
  if (number !== lastDay.number)
    lastDay = { number, ms: Date.parse(`${String.fromCharCode(...letters.subarray(at, at + DAY_LETTERS))}T00:00:00Z`) };
  const minutes = twoDigits(letters, at + 11) * 60 + twoDigits(letters, at + 14);
  return lastDay.ms + (minutes * 60 + twoDigits(letters, at + 17)) * SECOND_MS;
}

function twoDigits(letters: Codes, at: number): number {
  return digitAt(letters, at) * 10 + digitAt(letters, at + 1);
}

const ZERO = '0'.charCodeAt(0);

/** The digit here; anything beyond 0 to 9 is none. */
export function digitAt(letters: Codes, at: number): number {
  return code(letters, at) - ZERO;
}

function code(letters: Codes, at: number): number {
  return letters[at] ?? 0;
}
