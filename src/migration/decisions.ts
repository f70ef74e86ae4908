import type { Happening } from './events.ts';
import type { Evidence } from './finding.ts';
import type { Migration } from './migration.ts';
import type { Fingerprint, Plan } from './plan.ts';
import { fingerprint } from './plan.ts';
import { has, type Role } from './roles.ts';
import { type Statement, signerOf } from './sign-offs.ts';
import { HOUR_MS, type Instant, later } from './time.ts';

/** Who asks. `everywhere`: the server names this person as an admin of every account. */
export interface Person {
  readonly user: string;
  readonly everywhere: boolean;
}

/** What somebody else did first, so that the opposite is not done. */
export type Deed = 'paused' | 'resumed' | 'cancelled' | 'finished' | 'declined' | 'posted_again';

/** Why a person's request is not granted. Each has a text in every language. */
export type Refusal =
  | { readonly because: 'not_your_role'; readonly needs: readonly Role[] }
  | {
      readonly because:
        | 'nothing_planned'
        | 'plan_changed'
        | 'somebody_was_quicker'
        | 'already_done'
        | 'not_running'
        | 'not_halted'
        | 'archived'
        | 'gate_closed'
        | 'not_yet'
        | 'not_finished'
        | 'last_admin'
        | 'cutover_runs'
        | 'nothing_to_pass'
        | 'nobody_to_take_over'
        | 'night_is_near'
        | 'drill_runs'
        | 'drill_over'
        | 'sandbox_planned'
        | 'rehearsal_is_silent';
    }
  | { readonly because: 'past_return'; readonly brands: readonly string[] }
  | { readonly because: 'not_sandbox_admin'; readonly who: readonly string[] }
  | { readonly because: 'handed_over'; readonly to: string }
  | { readonly because: 'was_done'; readonly what: Deed; readonly by: string; readonly at: Instant }
  | { readonly because: 'own_plan'; readonly others: readonly string[] }
  | { readonly because: 'not_for_word'; readonly item: string }
  | { readonly because: 'interface_answers'; readonly item: string }
  | { readonly because: 'hard_item'; readonly item: string }
  | { readonly because: 'does_not_apply'; readonly item: string; readonly seen: Evidence | undefined }
  | { readonly because: 'wrong_phrase'; readonly wanted: string }
  | {
      readonly because:
        | 'window_past'
        | 'window_notice'
        | 'window_short'
        | 'window_black_out'
        | 'window_hours'
        | 'no_brands'
        | 'swap_not_ready';
      readonly detail: string;
    };

/** What a person's request comes to: events to record (none: it was so already), or a refusal to show. Never an exception. */
export type Decision = { readonly ok: true; readonly happened: readonly Happening[] } | { readonly ok: false; readonly refusal: Refusal };

export function grant(...happened: readonly Happening[]): Decision {
  return { ok: true, happened };
}

export function refuse(refusal: Refusal): Decision {
  return { ok: false, refusal };
}

/** Whether the person has one of the roles here; admins everywhere have that of an admin, and an admin may do what a lead may. */
export function may({ team }: Pick<Migration, 'team'>, { user, everywhere }: Person, ...needs: readonly Role[]): boolean {
  const wanted = needs.includes('lead') ? [...needs, 'admin' as const] : needs;
  return has(team, user, ...wanted) || (everywhere && wanted.includes('admin'));
}

/** A yes or no to exactly what was on the screen. Pressing twice does it once. */
export function sign(
  migration: Migration,
  person: Person,
  statement: Statement,
  verdict: 'yes' | 'no',
  seen: Fingerprint,
  current: Fingerprint | undefined,
  reason?: string,
): Decision {
  const role = signerOf[statement];
  if (!may(migration, person, role)) return refuse({ because: 'not_your_role', needs: [role] });
  if (statement !== 'agents_ready' && statement !== 'activation' && migration.scheduled === undefined)
    return refuse({ because: 'nothing_planned' });
  if (seen !== current) return refuse({ because: 'plan_changed' });
  const already = migration.signOffs.some(
    (one) => one.statement === statement && one.by === person.user && one.of === seen && one.verdict === verdict,
  );
  if (already) return grant();
  const no = migration.signOffs.find(
    (one) => one.statement === statement && one.of === seen && one.verdict === 'no' && one.by !== person.user,
  );
  if (verdict === 'yes' && no) return refuse({ because: 'was_done', what: 'declined', by: no.by, at: no.at });
  if (verdict === 'yes' && role === 'approver' && ownPlan(migration, person)) {
    return refuse({ because: 'own_plan', others: migration.team.approver.filter((user) => user !== person.user) });
  }
  return grant({ type: 'signed', statement, verdict, of: seen, reason });
}

/** Who can give this statement its yes: under four eyes not whoever scheduled the plan. */
export function signers(migration: Migration, statement: Statement): readonly string[] {
  const role = signerOf[statement];
  return migration.team[role].filter((user) => role !== 'approver' || !ownPlan(migration, { user, everywhere: false }));
}

/** Four eyes: who scheduled the plan cannot be its approver, unless the account is set to `solo`. */
function ownPlan({ scheduled, settings }: Migration, { user }: Person): boolean {
  return settings['approval'] !== 'solo' && scheduled?.by === user;
}

export function giveRole(migration: Migration, person: Person, role: Role, user: string): Decision {
  if (!may(migration, person, 'admin')) return refuse({ because: 'not_your_role', needs: ['admin'] });
  if (migration.team[role].includes(user)) return grant();
  return grant({ type: 'role_given', role, user }, ...restaffed(migration, role, [...migration.team[role], user]));
}

export function takeRole(migration: Migration, person: Person, role: Role, user: string): Decision {
  if (!may(migration, person, 'admin')) return refuse({ because: 'not_your_role', needs: ['admin'] });
  if (!migration.team[role].includes(user)) return grant();
  const left = migration.team[role].filter((each) => each !== user);
  if (role === 'admin' && left.length === 0 && !person.everywhere) return refuse({ because: 'last_admin' });
  return grant({ type: 'role_taken', role, user }, ...restaffed(migration, role, left));
}

/** The plan names its operator and backup: another one is another plan, and what was signed for the old one is void. */
function restaffed(migration: Migration, role: Role, users: readonly string[]): readonly Happening[] {
  const { scheduled, run } = migration;
  if (scheduled === undefined || run.finishedAt !== undefined || (role !== 'operator' && role !== 'backup')) return [];
  const { operator, backup } = scheduled.plan;
  const next = { operator: role === 'operator' ? users[0] : operator, backup: role === 'backup' ? users[0] : backup };
  return next.operator === operator && next.backup === backup ? [] : [{ type: 'restaffed', ...next }];
}

/** A plan of which the rules of the window (`window/rules.ts`) have already approved. */
export function schedule(migration: Migration, person: Person, plan: Plan, channel: string | undefined): Decision {
  if (!may(migration, person, 'admin')) return refuse({ because: 'not_your_role', needs: ['admin'] });
  if (migration.archived) return refuse({ because: 'archived' });
  if (isCuttingOver(migration)) return refuse({ because: 'cutover_runs' });
  if (migration.scheduled && migration.run.finishedAt === undefined && fingerprint(migration.scheduled.plan) === fingerprint(plan))
    return grant();
  const home: readonly Happening[] =
    migration.homeChannel === undefined && channel !== undefined ? [{ type: 'home_channel', channel }] : [];
  return grant(...home, { type: 'scheduled', plan: { ...plan, brands: [...plan.brands] } });
}

/** From the first step of the drain on, until it is finished or ended. */
export function isCuttingOver({ stage, halted }: Migration): boolean {
  return stage === 'cutting_over' || (stage === 'halted' && halted?.in === 'cutting_over');
}

/** So long before T0 the night begins: what is done now is done by its minutes. */
const NIGHT_MS = HOUR_MS;

/** From an hour before T0 until the window is finished. */
export function isNight(migration: Migration, now: Instant): boolean {
  const { scheduled, run } = migration;
  if (scheduled === undefined || run.finishedAt !== undefined) return false;
  return isCuttingOver(migration) || now >= later(scheduled.plan.opensAt, -NIGHT_MS);
}

export function archive(migration: Migration, person: Person): Decision {
  if (!may(migration, person, 'admin')) return refuse({ because: 'not_your_role', needs: ['admin'] });
  if (isCuttingOver(migration)) return refuse({ because: 'cutover_runs' });
  return migration.archived ? grant() : grant({ type: 'archived' });
}
