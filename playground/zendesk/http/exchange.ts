import type { Token } from '../model/types.ts';
import type { Account, LiveBrand } from '../state.ts';

/** One request as the routes see it. */
export interface Exchange {
  readonly method: string;
  /** Without the account's prefix, the query and a trailing `.json`. */
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
  /** The parsed body; `undefined` when there is none or it is not what its type says. */
  readonly body: unknown;
  readonly account: Account;
  /** The brand whose host was called. */
  readonly brand: LiveBrand | null;
  /** A good token of the family the route asks for. */
  readonly token: Token | null;
  /** Address of the host that was called, without a trailing slash. */
  readonly base: string;
  readonly now: number;
  readonly params: readonly string[];
}

/** One answer. */
export interface Reply {
  readonly status: number;
  readonly json?: unknown;
  readonly text?: string;
  readonly type?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** JSON with a status. */
export const reply = (json: unknown, status = 200, headers: Readonly<Record<string, string>> = {}): Reply => ({ status, json, headers });

/** The flat error of Support. */
export const flatError = (status: number, error: string, description: string, details?: unknown): Reply =>
  reply({ error, description, ...(details === undefined ? {} : { details }) }, status);

/** The nested error of Support. */
export const nestedError = (status: number, title: string, message: string): Reply => reply({ error: { title, message } }, status);

/** The error of the JSON:API interfaces. */
export const apiError = (status: number, code: string, title: string, detail: string): Reply =>
  reply({ errors: [{ code, title, detail, status: String(status) }] }, status);

/** The error of OAuth. */
export const oauthError = (status: number, error: string, description: string): Reply =>
  reply({ error, error_description: description }, status);

/** Errors that many routes give. */
export const NOT_FOUND = flatError(404, 'RecordNotFound', 'Not found');
/** A word that Zendesk uses for everything that plan or role do not allow. */
export const NO_ACCESS = 'You do not have access to this page. Please contact the account owner of this help desk for further help.';

/** A web page instead of an answer. */
export const page = (status: number, title: string, body: string): Reply => ({
  status,
  type: 'text/html; charset=utf-8',
  text: `<!DOCTYPE html><html lang="en"><head><title>${title}</title></head><body><h1>${title}</h1>${body}</body></html>`,
});

/** An instant as Zendesk writes it: ISO 8601 in UTC, whole seconds. */
export const iso = (at: number): string => `${new Date(at).toISOString().slice(0, 19)}Z`;

/** A member of an object that may be none. */
export function member(value: unknown, ...path: readonly string[]): unknown {
  let at = value;
  for (const key of path) {
    if (typeof at !== 'object' || at === null) return undefined;
    at = Object.entries(at).find(([name]) => name === key)?.[1];
  }
  return at;
}

/** A member as text, if it is one. */
export function textOf(value: unknown, ...path: readonly string[]): string | undefined {
  const found = member(value, ...path);
  return typeof found === 'string' ? found : undefined;
}

/** A member as a list of texts, if it is one. */
export function textsOf(value: unknown, ...path: readonly string[]): readonly string[] | undefined {
  const found = member(value, ...path);
  return Array.isArray(found) ? found.filter((item): item is string => typeof item === 'string') : undefined;
}

/** The numbers of `?ids=1,2,3`. */
export const idsOf = (list: string | null): readonly number[] =>
  (list ?? '').split(',').filter(Boolean).map(Number).filter(Number.isInteger);
