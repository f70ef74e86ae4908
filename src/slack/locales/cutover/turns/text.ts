/** Triggers by what has become of them; a brand counts once. */
export interface TriggerCounts {
  readonly underWay: number;
  readonly waiting: number;
  readonly on: number;
  readonly there: number;
  readonly off: number;
  readonly refused: number;
  readonly stuck: number;
}

/** The ways in which a brand turns beside the click: by its pages' key, by an app's release; and the trigger that Ferry makes for it. */
export interface TurnText {
  /** Who exchanges keys where nobody was named. */
  readonly developer: string;
  readonly swap: {
    /** What the plan's approver agrees to, for one brand. */
    readonly agreed: (brand: string, from: string, to: string, pages: string) => string;
    readonly noWayBack: string;
    /** Beside the line in the runbook. */
    readonly mark: string;
    readonly exchange: (from: string, to: string, pages: string) => string;
    readonly modal: (brand: string, account: string) => string;
    readonly claimed: (who: string) => string;
    readonly claimedAt: (who: string, at: string) => string;
    /** `who` reported it, was given it, or is at the keyboard: so of the next two. */
    readonly late: (brand: string, page: string, who: string) => string;
    readonly halfDone: (brand: string, page: string, who: string) => string;
    readonly backLate: (brand: string, page: string, who: string) => string;
    readonly unplanned: (brand: string, who: string) => string;
    readonly gone: (brand: string, page: string) => string;
    readonly returned: (brand: string) => string;
    readonly ended: (account: string) => string;
    readonly lastEnd: (at: string) => string;
    /** On the board and in `/migrate why`: what can still be undone, until when and by whom. */
    readonly undo: (brands: string, who: string, account: string) => string;
    readonly goingBack: (brands: string, who: string) => string;
    readonly noKeys: (brand: string, account: string) => string;
    readonly noPages: (brand: string, account: string) => string;
  };
  readonly apps: { readonly notInScope: (channels: string) => string; readonly noticed: (ticket: number) => string };
  readonly trigger: {
    readonly approved: (group: string) => string;
    readonly state: (group: string, counts: TriggerCounts) => string;
    readonly refused: (why: string) => string;
    readonly undoRefused: (why: string) => string;
    /** Of a brand that is back on Classic: triggers that are still on, how many more there are, and whether Ferry put it on. */
    readonly leftOn: (brand: string, titles: readonly string[], more: number, whose: 'ferry' | 'person') => string;
    /** Why none was made; undefined where the reason is one of all writes. */
    readonly why: (why: string) => string | undefined;
  };
}
