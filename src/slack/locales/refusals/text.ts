import type { Refusal } from '../../../migration/decisions.ts';
import type { Team } from '../../../migration/roles.ts';

/** Why not, and what to do instead: always a sentence that says who can or what to type. */
export interface RefusalText {
  readonly refused: (refusal: Refusal, account: string, team: Team, titleOf: (item: string) => string) => string;
  readonly outsider: string;
  readonly unknownCommand: (word: string, nearest: string | undefined) => string;
  readonly unknownAccount: (word: string, nearest: readonly string[]) => string;
  readonly whichAccount: (command: string, known: readonly string[]) => string;
  readonly noAccounts: string;
  readonly unknownItem: (word: string, nearest: readonly string[]) => string;
  readonly usage: (what: string, example: string) => string;
  readonly damaged: (account: string, version: number) => string;
  readonly storeDown: string;
  /** The process ends, and the question was not answered to its end. */
  readonly ending: string;
  readonly slackDown: string;
  /** Slack said no to a call, with its word for why: trying again does not help. */
  readonly slackRefused: (call: string, error: string) => string;
  readonly failed: (reference: string) => string;
  readonly oldButton: string;
}
