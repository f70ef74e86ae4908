import { NO_ACCESS, nestedError, page, type Reply, reply } from './exchange.ts';
import { type Fault, familyOf, foreignLinks, nullMetrics, wrongTypes } from './faults.ts';

/** What too many requests get: plain text. */
export const TOO_MANY: Reply = { status: 429, type: 'text/plain', text: 'Number of allowed API requests per minute exceeded' };

/** What a fault answers without asking anybody, if it is of that kind. */
export function instead(fault: Fault, path: string): Reply | null {
  // Sunshine Conversations tells nobody when to come again.
  if (fault.mode.startsWith('429') && familyOf(path) === 'conversations')
    return reply({ errors: [{ code: 'too_many_requests', title: 'Too many requests' }] }, 429);
  const wait = { 'retry-after': String(fault.retryAfter ?? 5) };
  if (fault.mode === '429') return { ...TOO_MANY, headers: wait };
  if (fault.mode === '429-no-header') return TOO_MANY;
  if (fault.mode === '500') return page(500, 'Internal Server Error', '');
  if (fault.mode === '503') return { ...page(503, 'Maintenance', ''), headers: wait };
  if (fault.mode === 'html') return page(200, 'Sign in to Zendesk', '<form></form>');
  if (fault.mode === 'foreign-redirect') return { status: 302, headers: { location: `http://elsewhere.invalid${path}` } };
  // Whatever was asked, its own page says that it is closed.
  if (fault.mode === 'suspended')
    return path.endsWith('/suspended') ? page(200, 'Help desk suspended', '') : { status: 302, headers: { location: './suspended' } };
  if (fault.mode === 'forbidden' || fault.mode === 'unauthorized') return refusedBy(fault.mode === 'forbidden' ? 403 : 401, path);
  if (fault.mode === 'not-computed' && familyOf(path) === 'rtm') return reply({ status_code: 200, message: 'Not Computed!' });
  if (fault.mode === 'status-in-body') return reply({ status_code: 500, message: 'Internal error' });
  if (fault.mode === 'unavailable')
    return reply(
      { error: 'unavailable', description: 'Sorry, we could not complete your search query. Please try again in a moment.' },
      422,
    );
  return null;
}

function refusedBy(code: 401 | 403, path: string): Reply {
  const family = familyOf(path);
  const word = code === 403 ? 'Forbidden' : 'Unauthorized';
  if (family === 'rtm') return reply({ status_code: code, message: word }, code);
  if (family === 'conversations') return reply({ errors: [{ code: word.toLowerCase(), title: word }] }, code);
  if (family === 'chat') return reply({ error: { message: word } }, code);
  return code === 403
    ? nestedError(403, 'Forbidden', NO_ACCESS)
    : reply(
        {
          error: 'invalid_token',
          error_description: 'The access token provided is expired, revoked, malformed or invalid for other reasons.',
        },
        401,
      );
}

/** The answer as a fault leaves it. */
export function changedBy(fault: Fault | null, given: Reply): Reply {
  if (given.json === undefined || given.status >= 300) return given;
  if (fault?.mode === 'wrong-types') return { ...given, json: wrongTypes(given.json) };
  if (fault?.mode === 'null-metrics') return { ...given, json: nullMetrics(given.json) };
  return fault?.mode === 'foreign-next' ? { ...given, json: foreignLinks(given.json) } : given;
}
