import type { z } from 'zod';
import { MINUTE_MS, SECOND_MS } from '../../migration/time.ts';
import { UnexpectedShape, ZendeskRefused, type ZendeskUnavailable } from '../port.ts';
import type { Answer } from './ask.ts';

/** Statuses that may go away by themselves; all others are final. */
export function isPassing(status: number): boolean {
  return status === 408 || status === 425 || status === 429 || status >= 500;
}

/**
 * What a final answer other than 200 means: a refusal, or a shape nobody documented.
 * The body is not read: the families write their errors in six ways (zendesk-api 2.3), and a message must hold no content.
 */
export function errorOf({ what, status, location }: Answer): ZendeskRefused | UnexpectedShape {
  if (status >= 400) return new ZendeskRefused(what, status);
  if (status >= 300) return new UnexpectedShape(`${what} was redirected (HTTP ${status}) to ${hostOf(location)}`);
  return new UnexpectedShape(`${what} answered HTTP ${status}`);
}

/** Where the answer departs from the documented shape: places and types, never values. */
export function shapeError(what: string, { issues }: z.ZodError): UnexpectedShape {
  const places = issues.slice(0, 3).map((issue) => {
    const expected = 'expected' in issue ? `expected ${issue.expected}` : issue.code;
    return `${issue.path.join('.') || 'the answer'}: ${expected}`;
  });
  return new UnexpectedShape(`${what} answered in another shape: ${places.join('; ')}`);
}

/** Only the host: a sign-in address carries more than we want to keep. */
function hostOf(location: string | undefined): string {
  const url = URL.parse(location ?? '', 'relative://its-own-host');
  return url?.host || 'nowhere';
}

// Some limits answer without the header, or with one that is no number.
const DEFAULT_RETRY_AFTER_MS = MINUTE_MS;
// A header that says a week is asked about again within the hour.
const LONGEST_RETRY_AFTER_MS = 60 * MINUTE_MS;

/** Retry-After is in seconds. At least one, at most an hour; a minute where a 429 does not say, undefined where another status does not. */
export function retryAfterMs(status: number, header: string | undefined): ZendeskUnavailable['retryAfterMs'] {
  const seconds = /^\d+(\.\d+)?$/.test(header ?? '') ? Number(header) : undefined;
  if (seconds === undefined) return status === 429 ? DEFAULT_RETRY_AFTER_MS : undefined;
  return Math.min(Math.max(seconds * SECOND_MS, SECOND_MS), LONGEST_RETRY_AFTER_MS);
}
