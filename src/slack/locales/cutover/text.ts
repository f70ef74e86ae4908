import type { Mark, TicketState } from '../../../migration/events.ts';
import type { Statement } from '../../../migration/sign-offs.ts';
import type { FlowText } from './flows/text.ts';
import type { OutsideText } from './outside/text.ts';
import type { ToldText } from './told/text.ts';
import type { TurnText } from './turns/text.ts';

/** Sign-offs, runbook, gate, board and everything that is posted about a cutover. Times and people come in as they are shown. */
export interface CutoverText {
  readonly signOff: {
    readonly header: (account: string, statement: Statement) => string;
    readonly agree: Readonly<Record<Statement, (facts: SignOffFacts) => string>>;
    readonly noWayBack: Readonly<Record<Statement, string>>;
    readonly waived: (lines: readonly string[]) => string;
    readonly nothingWaived: string;
    readonly yes: (who: string, at: string) => string;
    readonly no: (who: string, at: string, reason: string) => string;
    readonly waiting: (who: string, role: string) => string;
    readonly notOwn: (who: string) => string;
    readonly approve: string;
    readonly decline: string;
    readonly confirm: { readonly title: string; readonly text: string; readonly yes: string; readonly no: string };
    readonly void: string;
    /** Its plan has ended, or its window is finished: nobody is asked any more. */
    readonly over: string;
    /** Waived after it was signed. */
    readonly waivedSince: (lines: readonly string[]) => string;
    readonly signed: string;
    readonly declined: (who: string) => string;
    /** By somebody who may not sign any more. */
    readonly declinedBefore: (who: string) => string;
    readonly context: (fingerprint: string) => string;
    readonly nothingToSign: string;
    readonly postedHere: (count: number, where: string) => string;
    readonly allSigned: string;
    readonly thanks: (verdict: 'yes' | 'no', statement: string) => string;
    readonly declineTitle: string;
    readonly declineLabel: string;
    readonly declineHint: string;
    readonly send: string;
    readonly close: string;
  };
  readonly board: {
    /** `minute` of the window's length, from T0 on. */
    readonly header: (account: string, stage: string, minute: { readonly at: number; readonly of: number } | undefined) => string;
    /** A finished window whose account goes on to another one. */
    readonly finished: string;
    readonly live: (account: string) => string;
    readonly liveBrands: (brands: string) => string;
    /** Open requests that do not stand above it. */
    readonly moreAsked: (count: number) => string;
    readonly waitingFor: (who: string, since: string, what: string) => string;
    readonly ferryLooks: (what: string, since: string) => string;
    readonly until: (at: string, then: string) => string;
    readonly clickAt: (at: string) => string;
    readonly reported: (who: string, at: string) => string;
    /** `shown`: what the widget shows instead. */
    readonly notSeen: (who: string, at: string, shown: string) => string;
    readonly nextPhase: (title: string, at: string) => string;
    readonly red: (count: number) => string;
    /** A plan that ended without a cutover. */
    readonly ended: string;
    /** Its brands had turned, and went back by the old key. */
    readonly takenBack: string;
    readonly replaced: string;
    readonly replacedBy: string;
    /** On everything that belongs to a plan that is not the one at hand. */
    readonly superseded: string;
    readonly paused: (who: string, at: string) => string;
    readonly line: {
      readonly seen: string;
      readonly said: (who: string) => string;
      readonly made: string;
      readonly asked: string;
      /** Of what Ferry does itself: nobody is asked. */
      readonly underWay: string;
      /** Of what ends by itself. */
      readonly until: (at: string) => string;
      readonly claimed: (who: string) => string;
    };
    readonly pause: string;
    readonly resume: string;
    readonly cancel: string;
    readonly cancelConfirm: { readonly title: string; readonly text: string; readonly yes: string; readonly no: string };
    readonly chatsLeft: (chats: number) => string;
    readonly moreLines: (count: number) => string;
    readonly returned: (brand: string, at: string) => string;
  };
  readonly asks: {
    readonly to: (who: string, ask: string) => string;
    readonly ifNot: (fail: string) => string;
    readonly phase: (phase: string) => string;
    readonly phaseDone: string;
    readonly done: (who: string, at: string, how: 'seen' | 'said' | 'made') => string;
    readonly claimed: (who: string, at: string) => string;
    readonly group: (group: string) => string;
    readonly promise: {
      readonly ask: (who: string, window: string) => string;
      readonly button: string;
      readonly done: (who: string) => string;
    };
    readonly presence: {
      /** One is there: the plan no longer hangs on it. */
      readonly enough: string;
      /** `then`: what comes of it if nobody does. */
      readonly ask: (who: string, until: string, then: string) => string;
      readonly button: string;
      readonly done: (who: string) => string;
    };
    readonly gate: {
      readonly green: (brand: string) => string;
      readonly red: (brand: string, count: number) => string;
      readonly button: string;
      readonly oneMore: string;
      readonly turned: (brand: string) => string;
      readonly typed: (who: string, at: string) => string;
    };
    readonly withdrawn: string;
    readonly noticed: (what: string) => string;
    readonly thanks: (title: string) => string;
    readonly notSeen: (title: string) => string;
  };
  readonly gateModal: {
    readonly title: string;
    readonly body: (brand: string, account: string) => string;
    readonly label: (phrase: string) => string;
    readonly submit: string;
    readonly close: string;
  };
  readonly posts: {
    readonly announce: (account: string, window: string, operator: string, backup: string) => string;
    readonly kickoff: (account: string, window: string) => string;
    readonly late: (title: string, what: string) => string;
    /** `who` reported it, or is at the keyboard. */
    readonly lateClick: (brand: string, shows: 'classic' | 'unknown', who: string) => string;
    /** Of a plan: it counts as turned from here on. `again`: it had come back before. */
    /** `chats`: how many live chats of the account were open when they were last read; undefined where that was never seen. */
    readonly unplanned: (
      brand: string,
      as: 'planned' | 'of_no_plan' | 'again',
      who: string,
      chats: { readonly open: number; readonly at: string } | undefined,
    ) => string;
    readonly returned: (brand: string, who: string) => string;
    readonly itemReopened: (account: string, line: string, where: string) => string;
    readonly wordVoid: (account: string, who: string, line: string, where: string) => string;
    readonly cancelled: (account: string, because: string) => string;
    readonly reason: (reason: string) => string;
    /** Over what people did for a night that did not come to its cutover. */
    readonly putBack: string;
    readonly nextOffers: string;
    readonly choose: string;
    readonly noOffers: string;
    readonly phraseVoid: (brand: string, because: 'expired' | 'changed' | 'handed_over') => string;
    readonly halted: (who: string) => string;
    readonly resumed: (who: string) => string;
    readonly brandLeft: (brand: string) => string;
    readonly compared: (mark: Mark, total: number, counts: readonly (readonly [TicketState, number])[]) => string;
    readonly missing: (ids: string, leads: string) => string;
    readonly fileTitle: (account: string, mark: Mark) => string;
    readonly finished: (account: string, brands: string, remaining: string) => string;
    readonly tokensRefused: (account: string, who: string) => string;
    readonly listed: (count: number) => string;
  };
  /** What can still be undone, until when, by whom and how; and what nobody can. */
  readonly undo: {
    readonly open: (brands: string, until: string | undefined, who: string, command: string) => string;
    readonly turned: (brands: string) => string;
    readonly activation: string;
    /** Where no interface has shown it. */
    readonly activationSaid: (who: string, at: string) => string;
  };
  readonly finish: {
    readonly title: string;
    readonly ask: (who: string) => string;
    readonly button: string;
    readonly confirm: { readonly title: string; readonly text: string; readonly yes: string; readonly no: string };
  };
  readonly tickets: Readonly<Record<TicketState, string>>;
  readonly plan: {
    readonly header: (account: string) => string;
    readonly dryHeader: (account: string) => string;
    readonly dryNote: string;
    readonly person: (role: string, title: string) => string;
    readonly bot: (title: string) => string;
    /** When the turn of a further brand begins. */
    readonly afterBrand: (brand: string) => string;
    readonly noReturn: string;
    readonly waits: string;
    readonly gate: (name: string, red: readonly string[]) => string;
    readonly usage: string;
    readonly more: string;
  };
  readonly flows: FlowText;
  readonly turns: TurnText;
  readonly outside: OutsideText;
  readonly told: ToldText;
  readonly control: {
    readonly paused: string;
    readonly resumed: string;
    readonly cancelled: string;
    readonly finished: string;
    readonly duty: string;
    readonly phraseTaken: string;
  };
}

export interface SignOffFacts {
  readonly account: string;
  readonly window: string;
  readonly brands: string;
  readonly operator: string;
  readonly backup: string;
  readonly groups: string;
}
