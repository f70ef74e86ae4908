import type { Role } from '../../../../migration/roles.ts';

/** What window rules may have against a plan that stood before. */
export type Against = 'black_out' | 'hours';

/** What changes around a plan and is not of its making: channels that go, people who leave, brands that are deleted, windows that close. */
export interface OutsideText {
  /** Beneath what is told in person because its channel takes no posts; `channel` is empty where there never was one. */
  readonly movedHere: (account: string, channel: string) => string;
  /** Beneath the end of a plan that a person ended. */
  readonly endedBy: (who: string, at: string) => string;
  readonly unseen: {
    readonly told: (account: string, channel: string, post: string, why: string) => string;
    readonly button: string;
    readonly again: (who: string, at: string) => string;
    readonly done: string;
  };
  readonly window: {
    readonly closed: (account: string, window: string, against: Against) => string;
    readonly open: (account: string, window: string) => string;
    readonly blocker: (against: string) => string;
  };
  readonly brand: {
    readonly gone: (account: string, brand: string) => string;
    /** Where it is the only one of the plan. */
    readonly last: (account: string) => string;
    readonly button: (brand: string) => string;
    readonly dropped: (brand: string) => string;
    readonly blocker: (brand: string) => string;
  };
  readonly person: {
    /** `roles` is empty for who has an item of the night alone. */
    readonly left: (account: string, who: string, roles: readonly Role[], admins: string) => string;
    readonly standIn: (account: string, who: string) => string;
    readonly nobody: (account: string, role: Role) => string;
    /** What they were to do, and how somebody else is asked for it. */
    readonly assigned: (account: string, title: string, item: string) => string;
    readonly blocker: string;
  };
}
