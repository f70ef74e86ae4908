import type { Sight } from './run/sight.ts';
import type { Instant } from './time.ts';

/** Why something could not be looked up. */
export const unknownReasons = [
  'unreachable',
  'not_allowed',
  'no_interface',
  'no_credential',
  'token_refused',
  'unexpected_answer',
  'not_computed',
  'not_looked',
  'not_shared',
  'cannot_tell',
  'page_unreachable',
  'page_not_public',
  'no_address',
  'no_match',
  // Said in older records alone: who is not named is open, not unknown.
  'not_named',
] as const;
export type UnknownReason = (typeof unknownReasons)[number];

/** Why a refused request came to nothing, by its HTTP status; 0 is one that was not sent, for want of a credential. */
export function whyRefused(status: number): 'no_credential' | 'token_refused' | 'not_allowed' {
  if (status === 0) return 'no_credential';
  return status === 401 ? 'token_refused' : 'not_allowed';
}

/** One answer of Zendesk, kept with the request and the moment: what a finding rests on. */
export type Reading<T> =
  | { readonly status: 'seen'; readonly value: T; readonly asked: string; readonly at: Instant }
  | { readonly status: 'unknown'; readonly why: UnknownReason; readonly asked: string; readonly at: Instant };

/** What a finding can mention in a sentence. Plain JSON. */
export type Facts = Readonly<Record<string, string | number | readonly string[]>>;

/** What a finding rests on: the request, what was seen in one short neutral line, and when. Never a visitor's name or address. */
export interface Evidence {
  readonly asked: string;
  readonly saw: string;
  /** The same as data, where it is more than a name or a number. */
  readonly sight?: Sight | undefined;
  readonly at: Instant;
}

/** What one look said. `unknown` blocks exactly as `todo` does. */
export type Finding<F extends Facts = Facts> =
  | { readonly status: 'ready'; readonly evidence: Evidence }
  | { readonly status: 'todo'; readonly facts: F; readonly evidence: Evidence }
  | { readonly status: 'unknown'; readonly why: UnknownReason; readonly at: Instant | undefined };

/** A named person's decision to go on without. It stands over the finding; a check cannot return it. */
export interface Waiver {
  readonly by: string;
  readonly at: Instant;
  readonly reason: string;
}

/** A named person's word that an item is done. */
export interface Word {
  readonly by: string;
  readonly at: Instant;
  readonly note: string | undefined;
  /** A digest of the facts it rests on; absent where none were shown. */
  readonly of?: string | undefined;
  /** The digest of other facts by which its giver was told that it is void. */
  readonly told?: string | undefined;
}

export function ready(evidence: Evidence): Finding<never> {
  return { status: 'ready', evidence };
}

export function todo<F extends Facts>(facts: F, evidence: Evidence): Finding<F> {
  return { status: 'todo', facts, evidence };
}

export function unknown(why: UnknownReason, at?: Instant): Finding<never> {
  return { status: 'unknown', why, at };
}
