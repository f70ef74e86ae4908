import type { SlackParts } from '../parts.ts';
import type { AccountRequest, Request } from '../request/request.ts';

/** One sub-command of `/migrate`. It answers the person; what it changes goes through `parts.record`. */
export type Command =
  | {
      readonly name: string;
      readonly about: 'account';
      /** Whether this first word is the command's own, and so not an account that is not known. */
      readonly ownWord: (word: string) => boolean;
      readonly run: (request: AccountRequest, parts: SlackParts) => Promise<void>;
    }
  | {
      readonly name: string;
      readonly about: 'workspace';
      readonly run: (request: Request & { readonly words: readonly string[] }, parts: SlackParts) => Promise<void>;
    };

/** For commands that take nothing after the account. */
export const noWord = () => false;

/** `<@U123|mina>` as Slack writes it. */
export function userIn(word: string | undefined): string | undefined {
  return /^<@([UW][A-Z0-9]+)(?:\|[^>]*)?>$/.exec(word ?? '')?.[1];
}

/** `<#C123|support>` as Slack writes it. */
export function channelIn(word: string | undefined): string | undefined {
  return /^<#([CG][A-Z0-9]+)(?:\|[^>]*)?>$/.exec(word ?? '')?.[1];
}
