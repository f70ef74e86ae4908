import { isJson, type Json, stringOf } from '../json.ts';
import { SURFACES, type Surface } from './blocks.ts';
import { check } from './check.ts';
import { one, type Problem } from './rule.ts';

/** Something found while walking a payload: an object with its place. */
interface Found {
  readonly value: Json;
  readonly pointer: string;
  /** The number of the block of the payload in which it stands. */
  readonly block: number;
}

/** A rule over a whole message or view. */
interface WholeRule {
  readonly name: string;
  readonly surfaces: readonly Surface[];
  find(all: readonly Found[]): Problem[];
}

const EVERY: readonly Surface[] = ['message', 'modal', 'home'];
const wrong = (pointer: string, message: string, code = 'failed_constraint'): Problem => ({ pointer, code, message });
const ofType = (all: readonly Found[], ...types: readonly string[]) => all.filter((found) => types.includes(String(found.value['type'])));

function repeated(all: readonly Found[], field: string, message: string): Problem[] {
  const seen = new Set<string>();
  return all.flatMap(({ value, pointer }) => {
    const id = stringOf(value[field]);
    if (id === undefined) return [];
    const again = seen.has(id);
    seen.add(id);
    return again ? [wrong(`${pointer}/${field}`, `${message}: ${id}`)] : [];
  });
}

const atMost = (name: string, limit: number, message: string, ...types: readonly string[]): WholeRule => ({
  name,
  surfaces: EVERY,
  find: (all) =>
    ofType(all, ...types)
      .slice(limit)
      .map((found) => wrong(found.pointer, message)),
});

/** The fields that hold text as it is read: a few blocks have some that are bare strings. */
const TEXTS = ['text', 'title', 'caption'] as const;

/** All characters of the texts inside an object, whatever it is nested in. */
function characters(value: unknown): number {
  if (Array.isArray(value)) return value.reduce<number>((sum, entry) => sum + characters(entry), 0);
  if (!isJson(value)) return 0;
  const own = TEXTS.reduce((sum, field) => sum + (stringOf(value[field])?.length ?? 0), 0);
  return own + Object.values(value).reduce<number>((sum, entry) => sum + characters(entry), 0);
}

const total = (name: string, limit: number, ...types: readonly string[]): WholeRule => ({
  name,
  surfaces: EVERY,
  find: (all) => {
    const found = ofType(all, ...types);
    const sum = found.reduce((count, entry) => count + characters(entry.value), 0);
    return sum > limit ? [wrong(found[0]?.pointer ?? '', `all ${types.join(' and ')} text must be less than ${limit + 1} characters`)] : [];
  },
});

/** The rules over a whole payload, each with a test of its own. */
const WHOLE_RULES: readonly WholeRule[] = [
  { name: 'block_id is unique', surfaces: EVERY, find: (all) => repeated(all, 'block_id', 'block_id already exists') },
  { name: 'action_id is unique', surfaces: EVERY, find: (all) => repeated(all, 'action_id', 'action_id already exists') },
  atMost('one table', 1, 'only_one_table_allowed', 'table', 'data_table'),
  atMost('one plan', 1, 'only one plan block allowed', 'plan'),
  total('table text', 10_000, 'table', 'data_table'),
  total('markdown text', 12_000, 'markdown'),
  {
    name: 'file_input only in modals',
    surfaces: ['message', 'home'],
    find: (all) =>
      ofType(all, 'file_input').map((found) => wrong(`${found.pointer}/type`, 'unsupported type: file_input', 'unsupported_type')),
  },
  {
    name: 'focus_on_load once',
    surfaces: EVERY,
    find: (all) =>
      all
        .filter((found) => found.value['focus_on_load'] === true)
        .slice(1)
        .map((found) => wrong(`${found.pointer}/focus_on_load`, 'focus_on_load can only be set once')),
  },
];

function walk(value: unknown, pointer: string, block: number, into: Found[]): Found[] {
  if (Array.isArray(value)) for (const [at, entry] of value.entries()) walk(entry, `${pointer}/${at}`, block, into);
  if (!isJson(value)) return into;
  into.push({ value, pointer, block });
  for (const [field, entry] of Object.entries(value)) walk(entry, `${pointer}/${field}`, block, into);
  return into;
}

/** How many blocks a surface takes. */
const MOST_BLOCKS: Readonly<Record<Surface, number>> = { message: 50, modal: 100, home: 100 };

/** What is wrong with the blocks of a message, modal or home view. */
export function checkBlocks(blocks: unknown, surface: Surface, pointer: string): Problem[] {
  if (!Array.isArray(blocks)) return [wrong(pointer, 'must provide an array')];
  const names = Object.keys(SURFACES).filter((name) => SURFACES[name]?.includes(surface));
  const most = MOST_BLOCKS[surface];
  const many = blocks.length > most ? [wrong(pointer, `no more than ${most} items allowed`)] : [];
  const each = blocks.flatMap((block, at) => check(one(...names), block, `${pointer}/${at}`));
  const all = blocks.flatMap((block, at) => walk(block, `${pointer}/${at}`, at, []));
  const overall = WHOLE_RULES.filter((rule) => rule.surfaces.includes(surface)).flatMap((rule) => rule.find(all));
  return [...many, ...each, ...overall];
}

/**
 * Slack adds up the text of all blocks of one message, and something for each container: not documented, "about 12,000". A team
 * was refused at 11,341 characters of text, so everything above this is refused here.
 */
export function blocksTooLong(blocks: unknown): boolean {
  return characters(blocks) > MOST_MESSAGE_TEXT;
}

const MOST_MESSAGE_TEXT = 11_300;
