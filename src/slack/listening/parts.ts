import type { SlackParts } from '../parts.ts';
import type { Message } from '../web/port.ts';

/** What a listener needs besides the parts: how a person is answered at a `response_url`, and a number for what went wrong. */
export interface ListenerParts extends SlackParts {
  readonly respond: (responseUrl: string, message: Message) => Promise<void>;
  readonly reference: () => string;
  /** Lets what is written to Slack leave before work begins: a millisecond. */
  readonly breathe: () => Promise<void>;
}
