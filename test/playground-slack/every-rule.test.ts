import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { Json } from '../../playground/slack/json.ts';
import { BLOCKS, SURFACES, type Surface } from '../../playground/slack/validate/blocks.ts';
import { TEXT_FIELDS } from '../../playground/slack/validate/check.ts';
import { COMPOSITION, ELEMENTS } from '../../playground/slack/validate/elements.ts';
import { RICH_TEXT } from '../../playground/slack/validate/rich-text.ts';
import type { Problem, Rule, Shape } from '../../playground/slack/validate/rule.ts';
import { checkBlocks } from '../../playground/slack/validate/whole.ts';

/** Every shape that the validator knows. */
const SHAPES: Readonly<Record<string, Shape>> = { ...TEXT_FIELDS, ...COMPOSITION, ...ELEMENTS, ...RICH_TEXT, ...BLOCKS };

/** What a shape needs beyond its required fields, because one of several must be there or all must fit together. */
const NEEDED: Readonly<Record<string, Json>> = {
  section: { text: { type: 'plain_text', text: 'a' } },
  image: { image_url: 'https://x.test/a.png' },
  image_element: { image_url: 'https://x.test/a.png' },
  slack_file: { id: 'F12345678' },
  filter: { include: ['im'] },
  static_select: { options: [{ text: { type: 'plain_text', text: 'a' }, value: 'x' }] },
  multi_static_select: { options: [{ text: { type: 'plain_text', text: 'a' }, value: 'x' }] },
  card: { title: { type: 'mrkdwn', text: 'a' } },
  container: { title: { type: 'plain_text', text: 'a' }, is_collapsible: true },
};

/** Of these only one may be given. */
const INSTEAD: Readonly<Record<string, readonly string[]>> = {
  image: ['image_url', 'slack_file'],
  image_element: ['image_url', 'slack_file'],
  slack_file: ['id', 'url'],
  static_select: ['options', 'option_groups'],
  multi_static_select: ['options', 'option_groups'],
};

/** A text of this length that meets a pattern, by something of the pattern that is its own. */
const PATTERNS: readonly (readonly [part: string, make: (length: number) => string])[] = [
  ['https?', (length) => `https://${'x'.repeat(length - 8)}`],
  ['F[A-Z0-9]', (length) => `F${'A'.repeat(length - 1)}`],
  ['0[1-9]', () => '2026-12-31'],
  ['[01]', () => '23:59'],
  ['-?', (length) => '7'.repeat(length)],
];
const SHORTEST: Readonly<Record<string, number>> = { 'https?': 9, 'F[A-Z0-9]': 9 };

function wordOf({ match }: Extract<Rule, { kind: 'string' }>, length: number): string {
  if (match === undefined) return 'x'.repeat(length);
  const known = PATTERNS.find(([part]) => match.source.includes(part));
  if (known === undefined) throw new Error(`No sample for ${match.source}`);
  return known[1](length);
}

function shortest(rule: Extract<Rule, { kind: 'string' }>): number {
  const part = PATTERNS.find(([each]) => rule.match?.source.includes(each))?.[0] ?? '';
  return Math.max(rule.min, SHORTEST[part] ?? 0);
}

/** The smallest value under a rule. */
function least(rule: Rule): unknown {
  switch (rule.kind) {
    case 'string':
      return wordOf(rule, shortest(rule));
    case 'text':
      return { type: rule.form === 'mrkdwn' ? 'mrkdwn' : 'plain_text', text: 'a' };
    case 'choice':
      return rule.of[0];
    case 'flag':
      return true;
    case 'number':
      return Number.isFinite(rule.min) ? rule.min : 0;
    case 'list':
      return Array.from({ length: rule.min }, () => least(rule.of));
    case 'one':
      return typed(rule.of[0] ?? '');
    case 'object':
      return bare(rule.shape);
    case 'anything':
      return {};
  }
}

function bare(name: string): Json {
  const required = Object.entries(SHAPES[name]?.required ?? {}).map(([field, rule]) => [field, least(rule)] as const);
  return { ...Object.fromEntries(required), ...NEEDED[name] };
}

const typed = (name: string): Json => ({ type: SHAPES[name]?.type ?? name, ...bare(name) });

/** A field of a shape put to this value, and what may not stand beside it taken out. */
function withField(name: string, value: Json, field: string, entry: unknown): Json {
  const others = INSTEAD[name]?.includes(field) ? (INSTEAD[name] ?? []).filter((other) => other !== field) : [];
  return { ...Object.fromEntries(Object.entries(value).filter(([key]) => !others.includes(key))), [field]: entry };
}

interface Home {
  readonly parent: string;
  readonly field: string;
  readonly isTyped: boolean;
  readonly wrap: (value: unknown) => unknown;
}

/** The shapes that a rule names, and how a value of theirs stands under it. */
function named(rule: Rule): readonly (Pick<Home, 'isTyped' | 'wrap'> & { readonly name: string })[] {
  if (rule.kind === 'one') return rule.of.map((name) => ({ name, isTyped: true, wrap: (value) => value }));
  if (rule.kind === 'object') return [{ name: rule.shape, isTyped: false, wrap: (value) => value }];
  if (rule.kind === 'text' && rule.max === 3000) {
    const forms = rule.form === 'any' ? ['plain_text', 'mrkdwn'] : [rule.form];
    return forms.map((name) => ({ name, isTyped: true, wrap: (value) => value }));
  }
  if (rule.kind !== 'list') return [];
  const others = Array.from({ length: Math.max(0, rule.min - 1) }, () => least(rule.of));
  return named(rule.of).map(({ name, isTyped, wrap }) => ({ name, isTyped, wrap: (value) => [wrap(value), ...others] }));
}

const fieldsOf = (name: string) => Object.entries({ ...SHAPES[name]?.required, ...SHAPES[name]?.optional });

/** Where each shape that does not stand by itself is at home: found from the blocks inwards. */
function homes(): ReadonlyMap<string, Home> {
  const found = new Map<string, Home>();
  const seen = new Set(Object.keys(SURFACES));
  for (const parent of seen)
    for (const [field, rule] of fieldsOf(parent))
      for (const { name, ...how } of named(rule)) {
        if (seen.has(name)) continue;
        seen.add(name);
        found.set(name, { parent, field, ...how });
      }
  return found;
}

const HOMES = homes();

/** A block in which this value of a shape stands. */
function blockWith(name: string, value: Json): Json {
  const home = HOMES.get(name);
  if (home === undefined) return { type: SHAPES[name]?.type ?? name, ...value };
  const inner = home.isTyped ? { type: SHAPES[name]?.type ?? name, ...value } : value;
  return blockWith(home.parent, withField(home.parent, bare(home.parent), home.field, home.wrap(inner)));
}

const surfaceOf = (name: string): Surface | undefined =>
  (['message', 'modal', 'home'] as const).find((surface) => checkBlocks([blockWith(name, bare(name))], surface, '').length === 0);

interface Case {
  readonly shape: string;
  readonly field: string;
  readonly rule: string;
  readonly good: readonly unknown[];
  readonly bad: readonly unknown[];
}

const sized = (text: string, rule: Extract<Rule, { kind: 'text' }>) =>
  (rule.form === 'any' ? ['plain_text', 'mrkdwn'] : [rule.form]).map((type) => ({ type, text }));

/** Values just inside and just outside of a rule; nothing where it has no bounds. */
function bounds(rule: Rule): Pick<Case, 'rule' | 'good' | 'bad'> | undefined {
  switch (rule.kind) {
    case 'string': {
      const least_ = rule.min === 0 ? [] : [''];
      if (!Number.isFinite(rule.max)) return { rule: `a text of ${rule.min} or more`, good: [wordOf(rule, 50_000)], bad: [...least_, 7] };
      const good = [wordOf(rule, shortest(rule)), wordOf(rule, rule.max)];
      return {
        rule: `a text of ${rule.min} to ${rule.max}`,
        good,
        bad: [`${wordOf(rule, rule.max)}x`, ...least_, ...(rule.match ? ['x'] : []), 7],
      };
    }
    case 'text': {
      const wrong = rule.form === 'any' ? [] : [{ type: rule.form === 'mrkdwn' ? 'plain_text' : 'mrkdwn', text: 'a' }];
      const good = [...sized('a', rule), ...sized('x'.repeat(rule.max), rule)];
      return {
        rule: `${rule.form} of 1 to ${rule.max}`,
        good,
        bad: [...sized('x'.repeat(rule.max + 1), rule), ...sized('', rule), ...wrong, 'a'],
      };
    }
    case 'choice':
      return { rule: `one of ${rule.of.join(', ')}`, good: rule.of, bad: ['no such word', 99] };
    case 'number': {
      const ends = [rule.min, rule.max].filter(Number.isFinite);
      const beyond = [...(Number.isFinite(rule.min) ? [rule.min - 1] : []), ...(Number.isFinite(rule.max) ? [rule.max + 1] : [])];
      return {
        rule: `a number of ${rule.min} to ${rule.max}`,
        good: ends,
        bad: [...beyond, ...(rule.whole ? [(ends[0] ?? 0) + 0.5] : []), '1'],
      };
    }
    case 'list': {
      const filled = (length: number) => Array.from({ length }, () => least(rule.of));
      const most = Number.isFinite(rule.max) ? [filled(rule.max)] : [filled(200)];
      const over = Number.isFinite(rule.max) ? [filled(rule.max + 1)] : [];
      const under = rule.min > 0 ? [filled(rule.min - 1)] : [];
      return { rule: `a list of ${rule.min} to ${rule.max}`, good: [filled(rule.min), ...most], bad: [...over, ...under, 'a'] };
    }
    case 'flag':
      return { rule: 'true or false', good: [true, false], bad: ['true', 1] };
    case 'one':
    case 'object':
      return { rule: 'an object', good: [], bad: ['a', []] };
    case 'anything':
      return undefined;
  }
}

/** What has bounds of its own inside of a list. */
const BOUND: readonly Rule['kind'][] = ['list', 'text', 'string', 'choice', 'number'];

/** The rules of a field: its own, and that of what a list holds. */
function casesOf(shape: string, field: string, rule: Rule): readonly Case[] {
  const own = bounds(rule);
  const inner = rule.kind === 'list' && BOUND.includes(rule.of.kind) ? bounds(rule.of) : undefined;
  // The rows of a table are alike, so that each of them is at the limit.
  const rows = (entry: unknown) => Array.from({ length: rule.kind === 'list' ? Math.max(1, rule.min) : 1 }, () => entry);
  return [
    ...(own ? [{ shape, field, ...own }] : []),
    ...(inner ? [{ shape, field, rule: `${inner.rule}, inside`, good: inner.good.map(rows), bad: inner.bad.map(rows) }] : []),
  ];
}

const CASES = Object.keys(SHAPES).flatMap((shape) => fieldsOf(shape).flatMap(([field, rule]) => casesOf(shape, field, rule)));

function problems({ shape, field }: Case, value: unknown): readonly Problem[] {
  const surface = surfaceOf(shape) ?? 'message';
  return checkBlocks([blockWith(shape, withField(shape, bare(shape), field, value))], surface, '');
}

const shown = (value: unknown) => (JSON.stringify(value) ?? '').slice(0, 80);

describe('every rule of the validator', () => {
  it('belongs to a shape that stands somewhere: none is unlisted', () => {
    const unlisted = Object.keys(SHAPES).filter((name) => !(name in SURFACES) && !HOMES.has(name));
    expect(unlisted).toEqual([]);
    const homeless = Object.keys(SHAPES).filter((name) => surfaceOf(name) === undefined);
    expect(homeless).toEqual([]);
  });

  it('is as it was read in Slack’s pages: a number is changed in two places or in none', () => {
    const lines = CASES.map(({ shape, field, rule }) => `${shape} ${field}: ${rule}`);
    expect(`${lines.join('\n')}\n`).toBe(readFileSync(new URL('rules.txt', import.meta.url), 'utf8'));
  });

  it.each(CASES)('$shape $field: $rule', (one) => {
    for (const value of one.good) expect(problems(one, value), shown(value)).toEqual([]);
    for (const value of one.bad) {
      const found = problems(one, value).filter(({ pointer }) => pointer.split('/').includes(one.field));
      expect(found.length, shown(value)).toBeGreaterThan(0);
    }
  });

  it.each(Object.keys(SHAPES))('%s: what is required, and nothing that is not known', (shape) => {
    const check = (value: Json) => checkBlocks([blockWith(shape, value)], surfaceOf(shape) ?? 'message', '').map(({ message }) => message);
    for (const field of Object.keys(SHAPES[shape]?.required ?? {})) {
      const { [field]: _left, ...rest } = bare(shape);
      expect(check(rest)).toContain(`missing required field: ${field}`);
    }
    expect(check({ ...bare(shape), colour: 'red' })).toContain('invalid additional property: colour');
  });
});
