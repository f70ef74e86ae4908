/** `next`, with every part that says the same as in `before` taken from there. */
export function shared<T>(before: unknown, next: T): T {
  if (Object.is(before, next)) return next;
  if (Array.isArray(before) && Array.isArray(next)) {
    const parts: unknown[] = next.map((each, at) => shared(before[at], each));
    return same(before, parts) ? asNext(before, next) : asNext(parts, next);
  }
  if (!isRecord(before) || !isRecord(next) || Array.isArray(before) !== Array.isArray(next)) return next;
  const parts = Object.fromEntries(Object.entries(next).map(([key, each]) => [key, shared(before[key], each)]));
  const isSame =
    Object.keys(before).length === Object.keys(parts).length && Object.entries(parts).every(([key, each]) => before[key] === each);
  return asNext(isSame ? before : parts, next);
}

const same = (before: readonly unknown[], parts: readonly unknown[]) =>
  before.length === parts.length && parts.every((each, at) => each === before[at]);

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

/** A value that is equal to `_next` in every part, and so of its type. */
function asNext<T>(value: unknown, _next: T): T {
  return value as T;
}
