import { randomBytes } from 'node:crypto';
import type { WorldClock } from '../../clock.ts';

const ALPHABET = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ';

/** A fresh id in Slack's form: a letter and ten of 0-9A-Z. */
export function freshId(prefix: string): string {
  return prefix + Array.from(randomBytes(10), (byte) => ALPHABET[byte % ALPHABET.length]).join('');
}

/** A secret that goes into an address. */
export function freshSecret(): string {
  return randomBytes(12).toString('hex');
}

/** Message timestamps: world time in microseconds, each later than the one before. */
export function timestamps(clock: WorldClock): () => string {
  let last = 0;
  return () => {
    last = Math.max(Math.floor(clock.now()) * 1000, last + 1);
    return `${Math.floor(last / 1e6)}.${String(last % 1e6).padStart(6, '0')}`;
  };
}

/** Timestamps in the order they were given. */
export function byTs(one: { readonly ts: string }, other: { readonly ts: string }): number {
  return Number(one.ts) - Number(other.ts) || one.ts.localeCompare(other.ts);
}
