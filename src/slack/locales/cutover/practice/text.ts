import type { drillEnds, SandboxDoubt } from '../../../../migration/events.ts';
import type { Estimate } from '../../../../migration/plan.ts';
import type { Instant } from '../../../../migration/time.ts';

/** What a rehearsal came to: its minutes from T0 to doors open, or in words why it ended. */
export type RehearsalEnd = { readonly minutes: number | undefined } | { readonly because: string };

/** Drills, rehearsals, and what was measured in them. Times and people come in as they are shown. */
export interface PracticeText {
  readonly drill: {
    readonly header: (account: string) => string;
    readonly mark: string;
    readonly begun: (who: string, brands: string) => string;
    readonly progress: (done: number, total: number) => string;
    readonly until: (at: string) => string;
    readonly step: (place: number, total: number, title: string) => string;
    /** Before the instruction, which is that of the night word for word. */
    readonly onlyLook: string;
    readonly pressed: (who: string, at: string, took: string) => string;
    readonly leftOut: string;
    readonly stop: string;
    readonly stopConfirm: { readonly title: string; readonly text: string; readonly yes: string; readonly no: string };
    readonly ended: Readonly<Record<(typeof drillEnds)[number], (who: string) => string>>;
    readonly summary: (account: string) => string;
    readonly stepTook: (title: string, who: string, took: string) => string;
    readonly took: (toDoors: string, fromClick: string) => string;
    readonly notMeasured: string;
    readonly started: (account: string) => string;
    readonly recorded: (title: string) => string;
    readonly stopped: string;
    readonly usage: string;
    readonly noBrands: (account: string) => string;
  };
  readonly rehearsal: {
    /** At the top of everything that is posted in a rehearsal. */
    readonly mark: (account: string) => string;
    readonly word: string;
    readonly notSent: string;
    readonly set: (account: string, sandbox: string, window: string) => string;
    readonly samePeople: (operator: string, backup: string) => string;
    readonly silent: string;
    readonly usage: string;
    readonly noSandbox: (account: string) => string;
    readonly gone: (sandbox: string, account: string) => string;
    readonly doubt: Readonly<Record<SandboxDoubt, (sandbox: string, account: string) => string>>;
    readonly notConnected: (sandbox: string, subdomain: string) => string;
    readonly noBrands: (sandbox: string) => string;
    /** On the production account: one rehearsal that has ended. */
    readonly ended: (sandbox: string, at: Instant, zone: string, end: RehearsalEnd) => string;
    readonly again: (example: string) => string;
  };
  readonly estimate: {
    /** How long a window must be, and by what that was judged. */
    readonly needs: (length: string, by: Estimate['by'] | undefined, zone: string) => string;
    readonly step: (median: string, bad: string, runs: number) => string;
  };
}
