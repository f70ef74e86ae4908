declare const brand: unique symbol;

/** The short key of an account, lower case: `acme`. */
export type AccountKey = string & { readonly [brand]: 'AccountKey' };

/** A Zendesk subdomain: the only strings that ever become part of an address. */
export type Subdomain = string & { readonly [brand]: 'Subdomain' };

/** Production and sandbox are never mixed. */
export const accountKinds = ['production', 'sandbox'] as const;
export type AccountKind = (typeof accountKinds)[number];

const KEY = /^[a-z0-9][a-z0-9_-]{0,62}$/;
const SUBDOMAIN = /^[a-z0-9][a-z0-9-]{0,62}$/;

/** The key in its one writing, or undefined where it is none. */
export function accountKey(text: string): AccountKey | undefined {
  const key = text.trim().toLowerCase();
  // The pattern has just been checked: that is what the brand stands for.
  return KEY.test(key) ? (key as AccountKey) : undefined;
}

/** The subdomain, or undefined: also what Zendesk answers is checked here before it becomes part of an address. */
export function subdomain(text: string): Subdomain | undefined {
  // The pattern has just been checked: that is what the brand stands for.
  return SUBDOMAIN.test(text) ? (text as Subdomain) : undefined;
}
