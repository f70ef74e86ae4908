import type { CheckContext } from '../../checklist/check.ts';
import { type ItemState, isAfterTheNight, itemStates } from '../../checklist/item-state.ts';
import { itemById } from '../../checklist/items/items.ts';
import type { Happening } from '../../migration/events.ts';
import type { Migration } from '../../migration/migration.ts';
import { type Role, roles } from '../../migration/roles.ts';
import { viewOf } from '../../migration/run/earlier.ts';
import { lastAt, nextAt } from '../../migration/run/local-clock.ts';
import { between, DAY_MS, HOUR_MS, type Instant } from '../../migration/time.ts';
import { phaseStart } from '../phases.ts';

/** Far things are reminded of at nine on the account's clock, and not at all where nine was missed by a working day. */
const NINE = 9 * 60;
const WORKING_DAY_MS = 9 * HOUR_MS;
/** A role that nobody holds for so long goes to the admins. */
const ESCALATE_AFTER_MS = 2 * DAY_MS;
/** An item is reminded of so often, and then left to the report. */
const TIMES = 3;
/** In one reminder; the rest comes with the next. */
const ITEMS = 15;

/** Nine o'clock of this working day, while it has not been answered yet; undefined at night. */
export function reminderDue(migration: Migration, now: Instant): Instant | undefined {
  const nine = lastAt(NINE, now, zoneOf(migration));
  const answered = migration.reminded.some(({ at }) => at >= nine);
  return answered || !mayNeedOne(migration) || between(nine, now) > WORKING_DAY_MS ? undefined : nine;
}

/** When to come again; undefined where there can be nothing to be reminded of. */
export function nextReminder(migration: Migration, now: Instant): Instant | undefined {
  return mayNeedOne(migration) ? nextAt(NINE, now, zoneOf(migration)) : undefined;
}

/** What is due at this nine o'clock, by the record and what was last read. Pure. */
export function remindersAt(nine: Instant, { migration, readings, now }: CheckContext): readonly Happening[] {
  const empty = emptyRoles(migration, nine);
  const items = itemStates({ migration, readings, now })
    .filter((state) => isOpen(state) && isDue(state.id, migration, nine) && timesReminded(state.id, migration) < TIMES)
    .map(({ id }) => id);
  if (empty.length === 0 && items.length === 0) return [];
  const kickoff = migration.run.steps['rb-14d-kickoff']?.begunAt;
  const escalated = empty.length > 0 && kickoff !== undefined && between(kickoff, nine) >= ESCALATE_AFTER_MS;
  return [{ type: 'reminded', roles: [...empty], items: items.slice(0, ITEMS), escalated }];
}

/** Roles without a name, from the kickoff's next morning until the window opens. */
function emptyRoles({ run, team, scheduled, stage }: Migration, nine: Instant): readonly Role[] {
  const kickoff = run.steps['rb-14d-kickoff']?.begunAt;
  const waits = stage === 'scheduled' && scheduled !== undefined && nine < scheduled.plan.opensAt;
  return waits && kickoff !== undefined && kickoff < nine ? roles.filter((role) => team[role].length === 0) : [];
}

function isOpen({ status }: ItemState): boolean {
  return status === 'todo' || status === 'unknown';
}

/** The gates that stand for days, with the line that waits at each. The last one is of the night, and says so itself. */
const STANDING = { G1: 'rb-7d-gate-activate', G2: 'rb-24h-gate' } as const;

/** What keeps a gate red that has been open since before this moment. */
function heldUpBy({ stage, run }: Migration, nine?: Instant): readonly string[] {
  if (stage !== 'scheduled') return [];
  return Object.entries(STANDING).flatMap(([gate, line]) => {
    const state = run.steps[line];
    const waits = state !== undefined && state.done === undefined && (nine === undefined || state.begunAt < nine);
    return waits ? (run.gates[gate]?.blockers ?? []).filter(({ kind }) => kind === 'item').map(({ id }) => id) : [];
  });
}

/** By the day somebody set, by the gate that it keeps red, else by its phase after the switch. */
function isDue(id: string, migration: Migration, nine: Instant): boolean {
  const due = migration.owners[id]?.due;
  if (due !== undefined) return due <= dayOf(nine, migration);
  if (heldUpBy(migration, nine).includes(id)) return true;
  const item = itemById(id);
  if (item === undefined || item.section !== 'after' || !isAfterTheNight(item)) return false;
  const at = phaseStart(item.phase, finished(migration));
  return at !== undefined && at <= nine;
}

/** The plan whose switch was seen last: the one at hand, else the last of the finished ones. */
function finished(migration: Migration): Migration {
  const last = migration.earlier.at(-1);
  if (last === undefined || phaseStart('T+15m', migration) !== undefined) return migration;
  return viewOf(last.scheduled.version, migration) ?? migration;
}

function timesReminded(id: string, { reminded }: Migration): number {
  return reminded.filter(({ items }) => items.includes(id)).length;
}

function mayNeedOne(migration: Migration): boolean {
  if (migration.archived) return false;
  const waiting = migration.stage === 'scheduled' && roles.some((role) => migration.team[role].length === 0);
  const owned = Object.values(migration.owners).some(({ due }) => due !== undefined);
  const after = phaseStart('T+24h', finished(migration));
  const stillNew = after !== undefined && migration.reminded.filter(({ at }) => at >= after).length < MORNINGS;
  return waiting || owned || stillNew || heldUpBy(migration).length > 0;
}

/** After-care is looked at on so many mornings with something to say. */
const MORNINGS = 14;

function dayOf(at: Instant, migration: Migration): string {
  return Temporal.Instant.from(at).toZonedDateTimeISO(zoneOf(migration)).toPlainDate().toString();
}

function zoneOf({ account }: Migration): string {
  return account?.timeZone ?? 'UTC';
}
