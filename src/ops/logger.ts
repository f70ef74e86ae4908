import { type DestinationStream, destination, pino } from 'pino';
import type { Log } from '../slack/parts.ts';
import type { ServerConfig } from './config.ts';

/**
 * The server's own log: one line of JSON each, on standard output unless told otherwise.
 * Every string at every depth is scrubbed first. Pino's own redaction is not enough: it leaked at depths that were not
 * listed, inside strings and in addresses.
 */
export function newLogger(level: ServerConfig['logLevel'], to: DestinationStream = destination(1)): Log {
  const logger = pino(
    { level, base: null, timestamp: pino.stdTimeFunctions.isoTime, formatters: { level: (label) => ({ level: label }) } },
    to,
  );
  return {
    info: (what, message) => logger.info(scrubbedFields(what), scrub(message)),
    warn: (what, message) => logger.warn(scrubbedFields(what), scrub(message)),
    error: (what, message) => logger.error(scrubbedFields(what), scrub(message)),
  };
}

const HIDDEN = '[secret]';

/** Names of fields whose value is never shown, whatever it looks like. */
const SECRET_NAME = /token$|secret|password|passwd|authorization|cookie|credential|api[-_]?key|private[-_]?key|signature/i;
/** The same inside an address or a form. */
const SECRET_PARAMETER =
  /([?&;\s"']|^)((?:access_|refresh_|id_)?token|(?:client_)?secret|password|code|key|ticket|signature|assertion)=[^&\s"'#]+/gi;
const SECRET_IN_JSON = /("(?:[^"\\]*(?:token|secret|password|authorization)[^"\\]*)"\s*:\s*)"(?:[^"\\]|\\.)*"/gi;

const PATTERNS: readonly (readonly [RegExp, string])[] = [
  [/\bx(?:ox[a-z]|app)(?:\.xox[a-z])?-[\w-]+/gi, HIDDEN],
  [/\b(Bearer|Basic|token=)\s+[^\s"',;]+/gi, `$1 ${HIDDEN}`],
  [/:\/\/[^\s/@"']+@/g, `://${HIDDEN}@`],
  // Whoever knows such an address may write to Slack.
  [/(hooks\.slack\.com\/\w+\/)[^\s"')]+/g, `$1${HIDDEN}`],
  [SECRET_IN_JSON, `$1"${HIDDEN}"`],
  [SECRET_PARAMETER, `$1$2=${HIDDEN}`],
];

/** The text without tokens, credentials in addresses and long random strings. */
export function scrub(text: string): string {
  const known = PATTERNS.reduce((rest, [pattern, instead]) => rest.replace(pattern, instead), text);
  return known.replace(/[A-Za-z0-9+/_-]{32,}={0,2}/g, (run) => (looksRandom(run) ? HIDDEN : run));
}

// Of two neighbours in random base64, base62 or hex more than four in ten are of different kinds; in paths and names one in five at most.
const RANDOM_CHANGES = 0.3;

/** A path, a name of ours or an item's id may be as long, and is made of words. */
function looksRandom(run: string): boolean {
  if (run.split(/[/_-]/).some((part) => part.length >= 32)) return true;
  const changes = [...run.matchAll(/(?<=[a-z])(?=[A-Z\d])|(?<=[A-Z])(?=[a-z\d])|(?<=\d)(?=[a-zA-Z])/g)].length;
  return changes / run.length >= RANDOM_CHANGES;
}

type Fields = Readonly<Record<string, unknown>>;

function scrubbedFields(fields: Fields, within: readonly object[] = []): Fields {
  return Object.fromEntries(
    Object.entries(fields).map(([name, value]) => [scrub(name), isSecret(name, value) ? HIDDEN : scrubbed(value, within)]),
  );
}

function isSecret(name: string, value: unknown): boolean {
  return SECRET_NAME.test(name) && value !== undefined && value !== null && typeof value !== 'boolean' && typeof value !== 'number';
}

// Deeper than anything of ours; what lies below was somebody else's object.
const DEEPEST = 10;

function scrubbed(value: unknown, within: readonly object[]): unknown {
  if (typeof value === 'string') return scrub(value);
  if (typeof value === 'bigint') return String(value);
  if (typeof value === 'function' || typeof value === 'symbol') return undefined;
  if (typeof value !== 'object' || value === null) return value;
  if (within.includes(value)) return '[circular]';
  if (within.length >= DEEPEST) return '[deep]';
  const inside = [...within, value];
  if (value instanceof Error) return scrubbedError(value, inside);
  if (ArrayBuffer.isView(value) || value instanceof ArrayBuffer) return '[bytes]';
  if (value instanceof URL || value instanceof URLSearchParams) return scrub(String(value));
  if (value instanceof Map) return scrubbedFields(Object.fromEntries([...value].map(([key, each]) => [String(key), each])), inside);
  if (Array.isArray(value) || value instanceof Set) return [...value].map((each) => scrubbed(each, inside));
  if ('toJSON' in value && typeof value.toJSON === 'function') return scrubbed(value.toJSON(), inside);
  return scrubbedFields({ ...value }, inside);
}

/** Name, message, stack and cause; of what else hangs on it only a code and a status: an HTTP client's error carries the whole request. */
function scrubbedError(error: Error, within: readonly object[]): Fields {
  const { name, message, stack, cause } = error;
  const code = 'code' in error && typeof error.code === 'string' ? { code: scrub(error.code) } : {};
  const status = 'status' in error && typeof error.status === 'number' ? { status: error.status } : {};
  const because = cause === undefined ? {} : { cause: scrubbed(cause, within) };
  const errors = error instanceof AggregateError ? { errors: scrubbed(error.errors, within) } : {};
  return {
    name,
    message: scrub(message),
    ...code,
    ...status,
    ...(stack === undefined ? {} : { stack: scrub(stack) }),
    ...because,
    ...errors,
  };
}
