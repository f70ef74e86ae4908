import { SECOND_MS } from '../../../migration/time.ts';

/** A longer text gets room of its own, which nobody keeps. */
const MOST_KEPT = 1_048_576;

/**
 * Room for the letters of one text after the other: as bytes they are looked at in a third of the time, and four at once. Of a letter beyond
 * Latin-1 only the last eight bits are left, so where a text may hold one, what is searched in it is searched in the text itself.
 */
export class Letters {
  #room = roomOf(0);

  /** Good until the next text. */
  of(text: string): DataView {
    if (text.length > this.#room.bytes.length && this.#room.bytes.length < MOST_KEPT)
      this.#room = roomOf(Math.min(MOST_KEPT, 2 * text.length));
    const { bytes, view } = text.length > this.#room.bytes.length ? roomOf(text.length) : this.#room;
    bytes.write(text, 'latin1');
    return view;
  }
}

function roomOf(size: number): { readonly bytes: Buffer; readonly view: DataView } {
  const bytes = Buffer.alloc(size);
  return { bytes, view: new DataView(bytes.buffer, bytes.byteOffset, bytes.length) };
}

/** 32 bits by which an id is known again: MurmurHash3 (Austin Appleby, https://github.com/aappleby/smhasher), four letters a step. */
export function markOf(letters: DataView, from: number, end: number): number {
  let hash = end - from;
  let at = from;
  for (; at + 3 < end; at += 4) hash = mixed(hash, letters.getInt32(at, true));
  let rest = 0;
  for (; at < end; at += 1) rest = (rest << 8) | letters.getUint8(at);
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

/** The letters of a day, `YYYY`, `-MM-` and `DD`, and when it begins. */
let lastDay = { year: 0, month: 0, day: 0, ms: Number.NaN };

/** The moment that is written here in the form above, as milliseconds; NaN on a day that no calendar has. The calendar is asked once for a day, which neighbours share. */
export function momentAt(letters: DataView, at: number): number {
  const year = letters.getInt32(at);
  const month = letters.getInt32(at + 4);
  const day = letters.getInt16(at + 8);
  if (day !== lastDay.day || month !== lastDay.month || year !== lastDay.year)
    lastDay = { year, month, day, ms: Date.parse(`${written(letters, at, DAY_LETTERS)}T00:00:00Z`) };
  const minutes = twoDigits(letters, at + 11) * 60 + twoDigits(letters, at + 14);
  return lastDay.ms + (minutes * 60 + twoDigits(letters, at + 17)) * SECOND_MS;
}

function written(letters: DataView, at: number, length: number): string {
  return String.fromCharCode(...Array.from({ length }, (_, index) => letters.getUint8(at + index)));
}

const ZERO = '0'.charCodeAt(0);

function twoDigits(letters: DataView, at: number): number {
  return letters.getUint8(at) * 10 + letters.getUint8(at + 1) - 11 * ZERO;
}

/** The digit here; anything beyond 0 to 9 is none. */
export function digitAt(letters: DataView, at: number): number {
  return letters.getUint8(at) - ZERO;
}
