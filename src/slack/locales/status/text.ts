import type { Progress } from '../../../checklist/progress.ts';
import type { Blocker } from '../../../migration/events.ts';
import type { Migration } from '../../../migration/migration.ts';
import type { Instant } from '../../../migration/time.ts';

/** Status, why and what every message about an account has in common. */
export interface StatusText {
  readonly header: (account: string, stage: Migration['stage']) => string;
  readonly blocked: (count: number) => string;
  /** Open still, with every brand turned: there is no switch ahead that it could block. */
  readonly stillOpen: (count: number) => string;
  readonly nothingBlocks: string;
  readonly next: (move: string) => string;
  /** The next move, by name. `subject` is an item's, step's or statement's title. */
  readonly moves: {
    readonly connect: (account: string, subdomain: string) => string;
    readonly nameAdmin: (account: string) => string;
    readonly item: (who: string, title: string) => string;
    readonly look: string;
    readonly schedule: string;
    readonly signOff: (who: string, statement: string) => string;
    readonly step: (who: string, title: string) => string;
    readonly declined: (who: string, statement: string) => string;
    /** By somebody who may not sign any more. */
    readonly declinedBefore: (who: string, statement: string) => string;
    readonly ferry: (title: string) => string;
    readonly wait: (what: string, at: string) => string;
    readonly finish: (who: string) => string;
    readonly resume: string;
    readonly nothing: string;
  };
  readonly sectionCount: (of: Pick<Progress, 'ready' | 'total' | 'waived' | 'later'>) => string;
  readonly windowLabel: string;
  readonly noWindow: string;
  readonly signOffsLabel: string;
  readonly signOffs: (signed: number, total: number, waitingFor: string) => string;
  readonly lookedUp: (ago: string | undefined) => string;
  readonly duty: (operator: string, backup: string) => string;
  readonly canCancel: string;
  readonly cannotCancel: string;
  readonly buttons: {
    readonly look: string;
    readonly share: string;
    readonly blockers: string;
    readonly signOff: string;
    readonly schedule: string;
    readonly why: string;
    readonly cutover: string;
    readonly questions: string;
  };
  readonly lastEnd: (because: string, at: string) => string;
  readonly ends: Readonly<Record<string, string>>;
  readonly archived: (account: string) => string;
  readonly tokensRefused: string;
  readonly notConnected: (account: string, subdomain: string) => string;
  readonly noRole: string;
  readonly more: (count: number) => string;
  readonly changed: string;
  /** Why: what is waited for. */
  readonly why: {
    readonly header: (account: string) => string;
    readonly nothing: string;
    readonly waitsFor: (what: string, who: string) => string;
    readonly since: (at: string) => string;
    readonly until: (at: string, then: string) => string;
    readonly open: string;
    readonly can: (who: string) => string;
  };
  readonly afterwards: {
    readonly cancelled: string;
    readonly brandLeft: string;
    readonly ends: string;
    readonly goesOn: string;
  };
  readonly blocker: (blocker: Blocker, titleOf: (item: string) => string) => string;
  readonly at: (at: Instant, zone: string) => string;
}
