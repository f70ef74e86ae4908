import type { InterfaceId } from '../../../../checklist/look/probe.ts';
import type { UnknownReason } from '../../../../migration/finding.ts';

/** What people read of an account's access to Zendesk's interfaces. */
export interface AccessText {
  readonly header: (account: string) => string;
  readonly lead: (yes: number, of: number) => string;
  readonly names: Readonly<Record<InterfaceId, string>>;
  readonly verdicts: Readonly<Record<'yes' | 'no' | 'unknown', string>>;
  /** What Ferry does without it. */
  readonly without: Readonly<Record<InterfaceId, string>>;
  /** How to get it where the credential is there and the plan, the role or the scope is not enough. */
  readonly plan: Readonly<Record<InterfaceId, string>>;
  /** How to get it where there is no credential for it. */
  readonly credential: Readonly<Record<InterfaceId, string>>;
  readonly refused: string;
  readonly unknown: (why: UnknownReason) => string;
}
