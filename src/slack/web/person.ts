import type { Language } from '../locales/texts.ts';

/** Who reads or presses, as Slack knows them. `inside`: a full member of this workspace, neither guest nor from elsewhere. */
export interface SlackPerson {
  readonly id: string;
  readonly language: Language;
  /** IANA name; undefined where Slack did not say. */
  readonly timeZone: string | undefined;
  /** As the profile has it; undefined where Slack does not show it (scope users:read.email). */
  readonly email?: string | undefined;
  readonly inside: boolean;
  readonly workspaceAdmin: boolean;
  readonly bot: boolean;
  /** No member of the workspace any more. */
  readonly left: boolean;
}
