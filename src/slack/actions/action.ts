import type { SlackParts } from '../parts.ts';
import type { Press } from '../request/press.ts';
import type { AccountRequest } from '../request/request.ts';

/** A button that was pressed, with its account read anew: what the button said is only what it was about. */
export interface ActionRequest extends AccountRequest {
  readonly press: Press;
  /** As Slack sent it, with its suffix: `step_confirm:rb-0-click:acme`. */
  readonly actionId: string;
  readonly message: { readonly channel: string; readonly ts: string } | undefined;
}

/** One kind of button. It authorises at the press and answers in every case. */
export interface Action {
  /** The action id up to its first colon. */
  readonly prefix: string;
  readonly run: (request: ActionRequest, parts: SlackParts) => Promise<void>;
}
