import type { Write } from '../../../../migration/events.ts';

/** How far the change of Chat's limit has come; `was` and `want` as `3`, `off 3` or `off`. */
export interface LimitState {
  readonly was: string;
  readonly want: string;
  readonly is: 'under_way' | 'made' | 'refused' | 'put_back' | 'changed_by_hand' | 'stuck';
}

/** Tickets by what has become of Ferry's tag on them. */
export interface TagCounts {
  readonly underWay: number;
  readonly on: number;
  readonly off: number;
  readonly refused: number;
}

/** Passing over a gate, handing over the keyboard, and the way back. Times and people come in as they are shown. */
export interface FlowText {
  readonly pass: {
    readonly button: string;
    readonly title: string;
    readonly body: (gate: string, red: readonly string[], chats: number | undefined) => string;
    readonly notPassed: string;
    readonly nameLabel: (account: string) => string;
    readonly reasonLabel: string;
    readonly reasonHint: string;
    readonly empty: string;
    readonly submit: string;
    readonly close: string;
    readonly done: string;
    /** Told in the thread, and kept on the board and in the report. */
    readonly mark: (gate: string, who: string, red: readonly string[], chats: number | undefined, reason: string) => string;
    readonly header: string;
  };
  readonly handOver: {
    readonly button: string;
    readonly done: (to: string) => string;
    readonly post: (from: string, to: string) => string;
    readonly line: (who: string, from: string, at: string) => string;
  };
  /** Internal notes on tickets. */
  readonly notes: { readonly guard: string; readonly notSwitched: string };
  readonly writes: {
    /** What the plan's approver agrees to; `tag` is undefined where the account wants none. */
    readonly approved: (tag: string | undefined) => string;
    readonly header: string;
    readonly limit: (state: LimitState) => string;
    readonly tag: (tag: string, counts: TagCounts) => string;
    readonly refused: (write: Exclude<Write, 'routing_trigger'>, why: string) => string;
    readonly undoRefused: (write: Exclude<Write, 'routing_trigger'>, was: string, why: string) => string;
    readonly why: (why: string) => string;
  };
  /** After Finish: planned against actual. */
  readonly review: {
    readonly title: (account: string) => string;
    readonly fileTitle: (account: string) => string;
    readonly counts: (steps: number, phrases: number, passed: number, left: number) => string;
    /** Step, planned, begun, minutes late, done, minutes it took. */
    readonly columns: readonly [string, string, string, string, string, string];
  };
  readonly rollBack: {
    readonly button: string;
    readonly confirm: { readonly title: string; readonly text: string; readonly yes: string; readonly no: string };
    readonly before: string;
    readonly header: (account: string) => string;
    readonly asked: (who: string, at: string) => string;
    readonly converted: (brands: string) => string;
    readonly swapped: (brands: string) => string;
    readonly classic: (brands: string) => string;
    /** Listed before the click; or after a brand had turned, when some of its chats' tickets may have been solved already. */
    readonly chats: (tickets: number, listed: 'before' | 'after') => string;
    readonly inMinutes: readonly string[];
    readonly parallel: string;
    readonly request: (who: string) => string;
  };
}
