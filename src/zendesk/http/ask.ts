import { between, type Clock, type Instant, MINUTE_MS, SECOND_MS } from '../../migration/time.ts';
import { longestWaitMs, type Pace, type Paced } from '../pace/pace.ts';
import { GivenUp, ZendeskUnavailable } from '../port.ts';
import { isPassing, retryAfterMs } from './errors.ts';
import { type Outcome, send } from './send.ts';

/** One request to one address. `what` names it in messages: method and path, no query. */
export interface Question extends Paced {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  /** A POST of this JSON; without it a GET. */
  readonly post?: Readonly<Record<string, string>>;
  /** A change. Like a POST it is never sent twice by itself. */
  readonly change?: { readonly method: 'POST' | 'PUT' | 'PATCH'; readonly json: unknown };
}

/** An answer whose status is final, its body unread. */
export interface Answer {
  readonly what: string;
  readonly url: string;
  readonly status: number;
  readonly text: string;
  readonly location: string | undefined;
}

export type Ask = (question: Question) => Promise<Answer>;

/** What the metrics learn of every single request, retries too. Without a status nothing came back. */
export interface Answered extends Paced {
  readonly status: number | undefined;
  readonly durationMs: number;
  /** How far our clock is ahead of the one that answered, behind if negative; undefined where the answer does not tell the time. */
  readonly aheadMs: number | undefined;
}

export interface AskParts {
  readonly pace: Pace;
  readonly clock: Clock;
  readonly sleep: (ms: number, signal?: AbortSignal) => Promise<void>;
  /** The process ends: what is being read is left, and what was sent to change something is not. */
  readonly ends?: AbortSignal | undefined;
  /** Until the last byte of an answer, in real milliseconds: a network does not run faster for a clock that does. */
  readonly timeoutMs: number;
  readonly onAnswer: (answered: Answered) => void;
}

// Two more tries outlast a restart of one machine of Zendesk's; whatever lasts longer is the caller's to look at again.
const BACKOFFS_MS = [SECOND_MS / 2, 2 * SECOND_MS] as const;

/**
 * Asks in the account's pace. A GET that timed out, lost its connection or met a passing status is asked twice more; a POST never is.
 * @returns an answer whose status will not go away by itself (408, 425, 429 and 5xx never come back from here)
 */
export function asking(parts: AskParts): Ask {
  return async (question) => {
    for (let attempt = 0; ; attempt += 1) {
      const outcome = await parts.pace.run(question, () => sendAndTell(question, parts));
      if (typeof outcome === 'object' && !isPassing(outcome.status)) return { ...outcome, what: question.what, url: question.url };
      if (parts.ends?.aborted) throw new GivenUp(question.what);
      const trouble = troubleOf(question, outcome);
      const status = typeof outcome === 'object' ? outcome.status : undefined;
      if (status === 429) parts.pace.hold(question.family, trouble.retryAfterMs ?? 0);
      const backoffMs = BACKOFFS_MS[attempt];
      if (
        question.post !== undefined ||
        question.change !== undefined ||
        backoffMs === undefined ||
        // A maintenance that lasts is its caller's to wait for; what a 429 asks for is waited out, by whoever has the time.
        (trouble.retryAfterMs ?? 0) > longestWaitMs(status === 429 ? question.lane : 'rest')
      )
        throw trouble;
      // After a 429 the pace does the waiting, for everybody.
      if (status !== 429) await parts.sleep(trouble.retryAfterMs ?? backoffMs, parts.ends);
    }
  };
}

async function sendAndTell(question: Question, { pace, clock, timeoutMs, ends, onAnswer }: AskParts): Promise<Outcome> {
  const { what, family, lane } = question;
  const from = clock();
  const outcome = await send(question, timeoutMs, ends);
  const status = typeof outcome === 'object' ? outcome.status : undefined;
  const until = clock();
  const aheadMs = typeof outcome === 'object' ? aheadOf(outcome.date, from, until) : undefined;
  onAnswer({ what, family, lane, status, durationMs: between(from, until), aheadMs });
  if (typeof outcome === 'object') learn(outcome, family, pace);
  return outcome;
}

/** A Date has whole seconds, and may have been written at any moment of the exchange. */
const DATE_STEP_MS = SECOND_MS;

/** None where the Date lies within the exchange, so that a slow answer is no wrong clock. */
function aheadOf(date: string | undefined, from: Instant, until: Instant): number | undefined {
  const at = Date.parse(date ?? '');
  if (Number.isNaN(at)) return undefined;
  const ahead = Date.parse(from) - (at + DATE_STEP_MS);
  const behind = at - Date.parse(until);
  if (ahead > 0) return ahead;
  return behind > 0 ? -behind : 0;
}

/** Support's header speaks of the plan, and Chat's of Chat alone; the Help Center's is that of the plan again. */
function learn({ rateLimit, rateLeft, rateReset }: Exclude<Outcome, string>, family: Question['family'], pace: AskParts['pace']): void {
  const perMinute = countIn(rateLimit);
  if (perMinute === undefined || perMinute === 0) return;
  const remaining = countIn(rateLeft);
  const resetMs = (countIn(rateReset) ?? MINUTE_MS / SECOND_MS) * SECOND_MS;
  if (family === 'support') pace.learn(perMinute, remaining === undefined ? undefined : { remaining, resetMs });
  if (family === 'chat') pace.learnChat(perMinute);
}

/** A header's whole number; anything else says nothing. */
function countIn(header: string | undefined): number | undefined {
  return /^\d{1,9}$/.test(header ?? '') ? Number(header) : undefined;
}

function troubleOf({ what }: Question, outcome: Outcome): ZendeskUnavailable {
  if (typeof outcome === 'string') return new ZendeskUnavailable(`${what} (${outcome})`);
  const afterMs = retryAfterMs(outcome.status, outcome.retryAfter);
  return new ZendeskUnavailable(`${what} (HTTP ${outcome.status})`, afterMs === undefined ? {} : { retryAfterMs: afterMs });
}
