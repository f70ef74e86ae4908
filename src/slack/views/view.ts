import type { SlackParts } from '../parts.ts';
import type { Press } from '../request/press.ts';
import type { AccountRequest } from '../request/request.ts';

/** A modal that was sent off. `answer` reaches the person by direct message, as a modal has no address of its own. */
export interface ViewRequest extends AccountRequest {
  readonly press: Press;
  /** What was typed or chosen in a block. */
  readonly value: (blockId: string) => string | undefined;
  readonly users: (blockId: string) => readonly string[];
}

/**
 * One modal. A record of errors by block id keeps it open; undefined closes it. It has to be known within three seconds:
 * answers and `parts.settle` are carried out once Slack has been told.
 */
export interface View {
  readonly callbackId: string;
  readonly submit: (request: ViewRequest, parts: SlackParts) => Promise<Readonly<Record<string, string>> | undefined>;
}
