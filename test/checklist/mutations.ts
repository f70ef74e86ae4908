import fc from 'fast-check';
import { type Bodies, wellAnswered } from './documented.ts';
import { at, type Json } from './documented-conditions.ts';

/** Every place in a value. */
export function places(value: Json, path: readonly (string | number)[] = []): readonly (readonly (string | number)[])[] {
  if (typeof value !== 'object' || value === null) return [path];
  const keys: readonly (string | number)[] = Array.isArray(value) ? value.map((_, index) => index) : Object.keys(value);
  return [path, ...keys.flatMap((key) => places(at(value, key), [...path, key]))];
}

/** The value with another one at this place; `undefined` takes the key away. */
export function changed(value: Json, [key, ...rest]: readonly (string | number)[], to: Json): Json {
  if (key === undefined) return to;
  const next = rest.length === 0 ? to : changed(at(value, key), rest, to);
  if (Array.isArray(value))
    return next === undefined ? value.filter((_, index) => index !== key) : value.map((each, index) => (index === key ? next : each));
  const entries = Object.entries(value as object).filter(([name]) => name !== key);
  return Object.fromEntries(next === undefined ? entries : [...entries, [key, next]]);
}

/** Values that an answer may have in the wrong place. */
export const odd = fc.oneof(
  fc.constantFrom<Json>(
    undefined,
    null,
    true,
    false,
    0,
    1,
    -1,
    7,
    29,
    75,
    '75',
    '',
    'true',
    'is_not',
    'less_than',
    'pending',
    'solved',
    'enabled',
    'Messaging',
    'via_id',
    'x',
    [],
    {},
  ),
  fc.integer(),
  fc.string({ maxLength: 6 }),
);
const names = Object.keys(wellAnswered) as readonly (keyof Bodies)[];
/** One change at any place of any answer. */
export const mutationOf = (whole: Bodies) =>
  fc.constantFrom(...names).chain((name) => fc.record({ name: fc.constant(name), path: fc.constantFrom(...places(whole[name])), to: odd }));
