import { z } from 'zod';
import { isJson, type Json, parseJson } from '../json.ts';
import { Refusal, refusalWith } from './refusal.ts';

/** The arguments in a request's body, form or JSON; nothing of a body that is neither. */
export function parseArgs(contentType: string, body: string): Json {
  if (contentType.includes('application/json')) {
    const value = body === '' ? {} : parseJson(body);
    if (!isJson(value)) throw new Refusal('invalid_json');
    return value;
  }
  return Object.fromEntries(new URLSearchParams(body));
}

/** `true`, `1`, `false`, `0`, as forms and JSON carry them. */
export const flag = z.union([z.boolean(), z.stringbool()]).optional();
/** A whole number, written or not. */
export const count = z.coerce.number().int().optional();
/** A text that must be there. */
export const word = z.string().min(1);

/** JSON in a form field, or as it is in a JSON body. */
export const json = z
  .unknown()
  .transform((value, context) => {
    if (typeof value !== 'string') return value;
    if (value === '') return undefined;
    const parsed = parseJson(value);
    if (parsed === undefined) context.addIssue({ code: 'custom', message: 'must be valid JSON' });
    return parsed;
  })
  .optional();

/** The arguments by their schema, or `invalid_arguments` with what is wrong. */
export function read<S extends z.ZodType>(schema: S, args: Json): z.output<S> {
  const parsed = schema.safeParse(args);
  if (parsed.success) return parsed.data;
  const messages = parsed.error.issues.map((issue) => {
    const [field] = issue.path;
    const isMissing = typeof field === 'string' && args[field] === undefined;
    return isMissing ? `[ERROR] missing required field: ${field}` : `[ERROR] ${issue.message} [json-pointer:/${issue.path.join('/')}]`;
  });
  throw refusalWith('invalid_arguments', messages);
}

const MOST_ITEMS = 1000;
const STANDARD_ITEMS = 100;

/** One page of a list and the cursor of the next; `wrongLimit` is the method's own name for a limit that cannot be. */
export function page<T>(
  items: readonly T[],
  args: Json,
  wrongLimit: 'invalid_limit' | 'invalid_arguments' = 'invalid_limit',
): { readonly items: readonly T[]; readonly next: string } {
  const { cursor, limit } = read(z.object({ cursor: z.string().optional(), limit: count }), args);
  const size = limit === undefined || limit === 0 ? STANDARD_ITEMS : limit;
  if (size < 0 || size > MOST_ITEMS) throw refusalWith(wrongLimit, [`[ERROR] must be at most ${MOST_ITEMS} [json-pointer:/limit]`]);
  const from = cursor ? cursorPosition(cursor) : 0;
  const next = from + size < items.length ? Buffer.from(`next:${from + size}`).toString('base64') : '';
  return { items: items.slice(from, from + size), next };
}

function cursorPosition(cursor: string): number {
  const match = /^next:(\d+)$/.exec(Buffer.from(cursor, 'base64').toString());
  if (!match) throw new Refusal('invalid_cursor');
  return Number(match[1]);
}
