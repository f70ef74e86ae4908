import type { Happening } from './events.ts';
import type { Fingerprint } from './plan.ts';
import type { Role } from './roles.ts';
import type { Instant } from './time.ts';

/** What a named person says yes or no to, and who may. */
export const statements = ['agents_ready', 'activation', 'plan', 'go'] as const;
export type Statement = (typeof statements)[number];

export const signerOf: Readonly<Record<Statement, Role>> = {
  agents_ready: 'lead',
  activation: 'approver',
  plan: 'approver',
  go: 'approver',
};

export interface SignOff {
  readonly statement: Statement;
  readonly verdict: 'yes' | 'no';
  /** Slack user id. */
  readonly by: string;
  readonly at: Instant;
  readonly of: Fingerprint;
  readonly reason: string | undefined;
}

/** What the sign-offs of one statement come to: a standing no outweighs every yes, and what was signed for something else is void. */
export type Standing = 'signed' | 'declined' | 'void' | 'missing';

export function standing(statement: Statement, of: Fingerprint, signOffs: readonly SignOff[]): Standing {
  const all = signOffs.filter((signOff) => signOff.statement === statement);
  const valid = all.filter((signOff) => signOff.of === of);
  if (valid.some(({ verdict }) => verdict === 'no')) return 'declined';
  if (valid.some(({ verdict }) => verdict === 'yes')) return 'signed';
  return all.some(({ verdict }) => verdict === 'yes') ? 'void' : 'missing';
}

/** Always asked in the one order. */
export function nextStatements(wanted: readonly Statement[]): readonly Statement[] {
  return statements.filter((statement) => wanted.includes(statement));
}

/** One person's newest verdict on a statement replaces the former. */
export function signedBy(
  signOffs: readonly SignOff[],
  { statement, verdict, of, reason }: Extract<Happening, { type: 'signed' }>,
  by: string,
  at: Instant,
): readonly SignOff[] {
  const others = signOffs.filter((each) => each.statement !== statement || each.by !== by);
  return [...others, { statement, verdict, by, at, of, reason }];
}
