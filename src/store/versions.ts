import { z } from 'zod';
import type { AccountKey } from '../migration/account.ts';
import { type Event, eventShape } from '../migration/events.ts';
import { DamagedLog } from './port.ts';

/** An event as it is kept. `by` and `happened` are JSON. */
export interface StoredEvent {
  readonly version: number;
  readonly format: number;
  readonly at: string;
  readonly by: string;
  readonly happened: string;
}

/** The writing of today. A later one keeps the shapes of all before it, below. */
const FORMAT = 1;

const json = z.string().transform((text, ctx): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    ctx.addIssue({ code: 'custom', message: 'is not JSON' });
    return z.NEVER;
  }
});

/** How each format is read. Format 1: the event's parts as they are. */
const shapes = new Map([[1, z.object({ version: z.int(), at: z.string(), by: json, happened: json }).pipe(eventShape)]]);

/** The event as it is kept, or a plain Error for one that could not be read again: it would make its account read-only for good. */
export function storedEvent(account: AccountKey, event: Event): StoredEvent {
  const { version, at } = event;
  const stored = { version, format: FORMAT, at, by: JSON.stringify(event.by), happened: JSON.stringify(event.happened) };
  const read = eventIn(stored);
  if (typeof read !== 'string') return stored;
  throw new Error(`A ${event.happened.type} of ${account} is not written, because it could not be read again: ${read}`);
}

/**
 * The event in a row, whatever format it was written in. `version` is the one that comes next in the log.
 * @throws DamagedLog
 */
export function readEvent(account: AccountKey, version: number, row: StoredEvent | undefined): Event {
  if (row === undefined || row.version !== version) throw new DamagedLog(account, version, 'it is missing');
  const event = eventIn(row);
  if (typeof event === 'string') throw new DamagedLog(account, version, event);
  return event;
}

/** What names more than this helps nobody. */
const MOST_PROBLEMS = 3;

/** A list of everything that would have been right is no help either. */
function problem({ code, path, message }: z.core.$ZodIssue): string {
  const place = path.join('.');
  return code === 'invalid_union' || code === 'invalid_value' ? `${place} is none that this Ferry knows` : `${place}: ${message}`;
}

/** The event, or why there is none. */
function eventIn(row: StoredEvent): Event | string {
  const shape = shapes.get(row.format);
  if (shape === undefined) return `it is in format ${row.format}, and this Ferry knows formats up to ${FORMAT}`;
  const parsed = shape.safeParse(row);
  return parsed.success ? parsed.data : `it does not fit: ${parsed.error.issues.map(problem).slice(0, MOST_PROBLEMS).join('; ')}`;
}
