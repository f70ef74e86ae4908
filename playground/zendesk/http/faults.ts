/** What can go wrong on the way. */
type FaultMode =
  | '429'
  | '429-no-header'
  | '500'
  | '503'
  | 'html'
  | 'truncated'
  | 'slow'
  | 'cut'
  | 'cut-before'
  | 'forbidden'
  | 'unauthorized'
  | 'not-computed'
  | 'null-metrics'
  | 'status-in-body'
  | 'wrong-types'
  | 'foreign-redirect'
  | 'suspended'
  | 'foreign-next'
  | 'unavailable';

/** The families of interfaces. */
export type Family = 'support' | 'chat' | 'rtm' | 'embed' | 'help_center' | 'status' | 'conversations';

/** What `fault()` takes. Without a family it meets every request; `times` makes it end by itself. */
export interface FaultWish {
  /** A family, or the beginning of a path such as `/api/v2/triggers`. */
  readonly family?: Family | `/${string}`;
  readonly mode: FaultMode;
  readonly times?: number;
  /** Only requests of this method. */
  readonly method?: string;
  /** For `429` and `503`: seconds of `Retry-After`. */
  readonly retryAfter?: number;
  /** For `slow`: milliseconds of the machine. */
  readonly delayMs?: number;
}

/** A fault that lies in wait. */
export interface Fault extends FaultWish {
  left: number;
}

/** Which family a path belongs to. */
export function familyOf(path: string): Family {
  if (path.startsWith('/_rtm/')) return 'rtm';
  if (path.startsWith('/_status/')) return 'status';
  if (path.startsWith('/embeddable/')) return 'embed';
  if (path.startsWith('/sc/')) return 'conversations';
  if (path.startsWith('/api/v2/help_center')) return 'help_center';
  return path.startsWith('/api/v2/chat/') || path.startsWith('/oauth2/chat/') ? 'chat' : 'support';
}

/** Takes the first fault that waits for this request, if one does. */
export function takeFault(faults: readonly Fault[], method: string, path: string): Fault | null {
  const fits = (fault: Fault) =>
    fault.left > 0 &&
    (fault.method === undefined || fault.method === method) &&
    (fault.family === undefined || fault.family === familyOf(path) || (fault.family.startsWith('/') && path.startsWith(fault.family)));
  const fault = faults.find(fits);
  if (!fault) return null;
  fault.left -= 1;
  return fault;
}

/** The same JSON with its numbers as strings and its booleans as words. */
export function wrongTypes(value: unknown): unknown {
  if (typeof value === 'number') return String(value);
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (Array.isArray(value)) return value.map(wrongTypes);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, wrongTypes(inner)]));
}

/** The same JSON with its links to the next page pointing to another host. */
export function foreignLinks(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(foreignLinks);
  if (typeof value !== 'object' || value === null) return value;
  const foreign = (key: string, inner: unknown) =>
    (key === 'next' || key === 'next_page') && typeof inner === 'string' ? 'http://elsewhere.invalid/api/v2/next' : foreignLinks(inner);
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, foreign(key, inner)]));
}

/** The same JSON with every number null. */
export function nullMetrics(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [
      key,
      key === 'status_code' ? inner : typeof inner === 'number' ? null : nullMetrics(inner),
    ]),
  );
}
