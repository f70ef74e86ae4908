import type { Section } from '../../../checklist/items/item.ts';
import type { Channel } from '../../../checklist/scope.ts';
import type { UnknownReason } from '../../../migration/finding.ts';
import type { Stage } from '../../../migration/migration.ts';
import type { Role } from '../../../migration/roles.ts';
import type { Statement } from '../../../migration/sign-offs.ts';
import type { Instant } from '../../../migration/time.ts';

/** Words and forms that every message uses. People are Slack mentions, never names. */
export interface CommonText {
  readonly stages: Readonly<Record<Stage, string>>;
  readonly sections: Readonly<Record<Section, string>>;
  readonly channels: Readonly<Record<Channel, string>>;
  readonly roles: Readonly<Record<Role, string>>;
  readonly statements: Readonly<Record<Statement, string>>;
  readonly unknown: Readonly<Record<UnknownReason, string>>;
  /** What a step has seen, where the log holds a word for it. */
  readonly saw: Readonly<Record<string, string>>;
  /** `@mina and @joon`; `nobody` where the list is empty. */
  readonly people: (users: readonly string[]) => string;
  /** `Sun 29 Nov, 02:00–03:30 (Seoul)`; both dates where it ends on another day. */
  readonly window: (from: Instant, to: Instant, timeZone: string) => string;
  /** The same for a channel: Slack adds each reader's own time. */
  readonly windowForAll: (from: Instant, to: Instant, timeZone: string) => string;
  /** `Sun 29 Nov, 02:00 (Seoul)` */
  readonly moment: (at: Instant, timeZone: string) => string;
  /** `02:06` */
  readonly clock: (at: Instant, timeZone: string) => string;
  /** `4 minutes ago`, `just now` */
  readonly ago: (milliseconds: number) => string;
  /** `90 minutes`, `2 hours` */
  readonly length: (milliseconds: number) => string;
  /** A chat limit as it was read: `3`, `off 3`, `off` or `on`. */
  readonly chatLimit: (written: string) => string;
  readonly nobody: string;
  readonly and: string;
}
