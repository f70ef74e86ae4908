import type { Event } from '../../migration/events.ts';
import type { Answered } from '../../zendesk/http/ask.ts';

/** What a call to Slack came to. */
type SlackOutcome = 'answered' | 'limited' | 'unavailable';

/** What the operator of the server can count. Nobody's name, no account and no token is ever a label. */
export interface Counting {
  appended(events: readonly Event[]): void;
  zendeskAnswered(answered: Pick<Answered, 'family' | 'status'>): void;
  slackAnswered(outcome: SlackOutcome): void;
  /** A request from outside that was not let in: forged, replayed, too old, from the future. */
  requestRefused(why: string): void;
  ticked(outcome: 'done' | 'failed'): void;
  dueAccounts(count: number): void;
}

/** Where nobody asks for numbers (no `METRICS_PORT`), none are kept, and what would keep them is not loaded. */
export const uncounted: Counting = {
  appended: () => {},
  zendeskAnswered: () => {},
  slackAnswered: () => {},
  requestRefused: () => {},
  ticked: () => {},
  dueAccounts: () => {},
};
