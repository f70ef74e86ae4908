import { isJson, type Json, shown } from '../json.ts';
import { BLOCKS } from './blocks.ts';
import { COMPOSITION, ELEMENTS } from './elements.ts';
import { EXTRAS } from './extras.ts';
import { RICH_TEXT } from './rich-text.ts';
import type { Problem, Rule, Shape } from './rule.ts';

/** The two kinds of text object. */
export const TEXT_FIELDS: Readonly<Record<string, Shape>> = {
  plain_text: { required: { text: { kind: 'string', min: 1, max: 3000 } }, optional: { emoji: { kind: 'flag' } } },
  mrkdwn: { required: { text: { kind: 'string', min: 1, max: 3000 } }, optional: { verbatim: { kind: 'flag' } } },
};

/** Every shape known, by name. */
const SHAPES: Readonly<Record<string, Shape>> = { ...TEXT_FIELDS, ...COMPOSITION, ...ELEMENTS, ...RICH_TEXT, ...BLOCKS };

/** The `type` an object of this shape carries. */
const typeOf = (name: string): string => SHAPES[name]?.type ?? name;

const failed = (pointer: string, message: string, type: string, rest: object = {}): Problem => ({
  pointer,
  code: 'failed_constraint',
  message,
  constraint: { type, ...rest },
});

/** What is wrong with `value` under `rule`; `pointer` says where it stands. */
export function check(rule: Rule, value: unknown, pointer: string): Problem[] {
  switch (rule.kind) {
    case 'anything':
      return [];
    case 'string':
      return checkString(rule, value, pointer);
    case 'flag':
      return typeof value === 'boolean' ? [] : [failed(pointer, 'must provide a boolean', 'type')];
    case 'number':
      return checkNumber(rule, value, pointer);
    case 'choice':
      return checkChoice(rule.of, value, pointer);
    case 'text':
      return checkText(rule, value, pointer);
    case 'list':
      return checkList(rule, value, pointer);
    case 'one':
      return checkOne(rule.of, value, pointer);
    case 'object':
      return isJson(value) ? checkShape(rule.shape, value, pointer, false) : [failed(pointer, 'must provide an object', 'type')];
  }
}

function checkString(rule: Extract<Rule, { kind: 'string' }>, value: unknown, pointer: string): Problem[] {
  if (typeof value !== 'string') return [failed(pointer, 'must provide a string', 'type')];
  if (value.length > rule.max) return [failed(pointer, `must be less than ${rule.max + 1} characters`, 'max_length', { limit: rule.max })];
  if (value.length < rule.min) return [failed(pointer, `must be more than ${rule.min - 1} characters`, 'min_length', { limit: rule.min })];
  if (rule.match && !rule.match.test(value)) return [failed(pointer, `must match pattern ${rule.match.source}`, 'pattern', { got: value })];
  return [];
}

function checkNumber(rule: Extract<Rule, { kind: 'number' }>, value: unknown, pointer: string): Problem[] {
  if (typeof value !== 'number' || (rule.whole && !Number.isInteger(value))) {
    return [failed(pointer, `must provide ${rule.whole ? 'an integer' : 'a number'}`, 'type')];
  }
  if (value < rule.min) return [failed(pointer, `must be at least ${rule.min}`, 'min', { limit: rule.min })];
  if (value > rule.max) return [failed(pointer, `must be at most ${rule.max}`, 'max', { limit: rule.max })];
  return [];
}

function checkChoice(allowed: readonly (string | number)[], value: unknown, pointer: string): Problem[] {
  if (allowed.some((entry) => entry === value)) return [];
  return [failed(pointer, 'must be a valid enum value', 'enum', { expected: allowed.map(String), got: shown(value) })];
}

function checkText(rule: Extract<Rule, { kind: 'text' }>, value: unknown, pointer: string): Problem[] {
  if (!isJson(value)) return [failed(pointer, 'must provide an object', 'type')];
  const forms = rule.form === 'any' ? ['plain_text', 'mrkdwn'] : [rule.form];
  const wrong = checkOne(forms, value, pointer);
  const text = value['text'];
  const long = typeof text === 'string' && text.length > rule.max && wrong.every((problem) => problem.pointer !== `${pointer}/text`);
  if (long) wrong.push(failed(`${pointer}/text`, `must be less than ${rule.max + 1} characters`, 'max_length', { limit: rule.max }));
  return wrong;
}

function checkList(rule: Extract<Rule, { kind: 'list' }>, value: unknown, pointer: string): Problem[] {
  if (!Array.isArray(value)) return [failed(pointer, 'must provide an array', 'type')];
  const wrong = value.flatMap((entry, at) => check(rule.of, entry, `${pointer}/${at}`));
  if (value.length > rule.max) wrong.unshift(failed(pointer, `no more than ${rule.max} items allowed`, 'max_items', { limit: rule.max }));
  if (value.length < rule.min) wrong.unshift(failed(pointer, `no less than ${rule.min} items allowed`, 'min_items', { limit: rule.min }));
  return wrong;
}

function checkOne(names: readonly string[], value: unknown, pointer: string): Problem[] {
  if (!isJson(value)) return [failed(pointer, 'must provide an object', 'type')];
  const type = value['type'];
  if (type === undefined) return [missing(pointer, 'type')];
  const name = names.find((candidate) => typeOf(candidate) === type);
  if (name !== undefined) return checkShape(name, value, pointer, true);
  const rest = { expected: names.map(typeOf), got: shown(type) };
  return [{ ...failed(`${pointer}/type`, `unsupported type: ${shown(type)}`, 'enum', rest), code: 'unsupported_type' }];
}

const missing = (pointer: string, field: string): Problem => ({
  pointer,
  code: 'missing_field',
  message: `missing required field: ${field}`,
});

/** What is wrong with an object of a named shape: missing, wrong and unknown fields, then the rules over several fields. */
function checkShape(name: string, value: Json, pointer: string, typed: boolean): Problem[] {
  const shape = SHAPES[name];
  if (!shape) throw new Error(`No shape is called ${name}`);
  return [...checkFields(shape, value, pointer, typed), ...checkExtras(name, value, pointer)];
}

/** What is wrong with the fields themselves, each by its rule. */
export function checkFields(shape: Shape, value: Json, pointer: string, typed: boolean): Problem[] {
  const required = shape.required ?? {};
  const optional = shape.optional ?? {};
  const wrong = Object.keys(required)
    .filter((field) => value[field] === undefined)
    .map((field) => missing(pointer, field));
  for (const [field, entry] of Object.entries(value)) {
    if ((typed && field === 'type') || entry === undefined) continue;
    const rule = Object.hasOwn(required, field) ? required[field] : Object.hasOwn(optional, field) ? optional[field] : undefined;
    if (rule) wrong.push(...check(rule, entry, `${pointer}/${field}`));
    else wrong.push({ pointer, code: 'additional_property', message: `invalid additional property: ${field}` });
  }
  return wrong;
}

function checkExtras(name: string, value: Json, pointer: string): Problem[] {
  return (EXTRAS[name] ?? [])
    .filter((extra) => !extra.holds(value))
    .map((extra) => failed(extra.at === undefined ? pointer : `${pointer}/${extra.at}`, extra.message, 'combination'));
}
