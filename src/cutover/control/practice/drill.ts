import { wantedPath } from '../../../checklist/scope.ts';
import type { Subdomain } from '../../../migration/account.ts';
import { type Decision, grant, may, type Person, refuse } from '../../../migration/decisions.ts';
import type { Happening } from '../../../migration/events.ts';
import type { Migration } from '../../../migration/migration.ts';
import { type PlannedBrand, RUNBOOK_VERSION } from '../../../migration/plan.ts';
import { people, type Role } from '../../../migration/roles.ts';
import { type Drill, drillStep } from '../../../migration/run/practice/drill.ts';
import { openDrill } from '../../../migration/run/practice/practice.ts';
import { untouchedRun } from '../../../migration/run.ts';
import { earliest, HOUR_MS, type Instant, later } from '../../../migration/time.ts';
import { CONTROLLERS, confirmers } from '../../decisions.ts';
import type { Phase } from '../../phases.ts';
import type { Asked, RunbookLine } from '../../step.ts';
import { linesOf, steps } from '../../steps/steps.ts';
import { apps } from '../../steps/turn/mobile.ts';
import { developerOf } from '../outside/people.ts';

/** A drill that nobody goes on with ends by itself. */
const DRILL_MS = 3 * HOUR_MS;
/** From here to Finish the night is the only thing that is asked for. */
const NIGHT_MS = HOUR_MS;
/** One brand's turn is like the other's: more of them would only make the practice long. */
const MOST_BRANDS = 3;
const OF_THE_NIGHT: readonly Phase[] = ['T-1h', 'T-15m', 'T0', 'T+2m', 'T+15m'];

/** Whether the cutover itself is between T-1h and Finish. */
export function nightIsNear({ scheduled, run, archived }: Migration, now: Instant): boolean {
  return scheduled !== undefined && run.finishedAt === undefined && !archived && now >= later(scheduled.plan.opensAt, -NIGHT_MS);
}

/** The brands of the plan, else these, each by the path that is set for it. */
function brandsToPractise(migration: Migration, brands: readonly Subdomain[]): readonly PlannedBrand[] {
  const { scheduled, run } = migration;
  const planned = scheduled && run.finishedAt === undefined ? scheduled.plan.brands : [];
  return (planned.length > 0 ? planned : brands.map((subdomain) => ({ subdomain, path: wantedPath(subdomain, migration) }))).slice(
    0,
    MOST_BRANDS,
  );
}

/** What people do in the night, from the one list of steps; an app's release is on a day of its own. */
function linesToPractise(migration: Migration, brands: readonly PlannedBrand[], now: Instant): readonly RunbookLine[] {
  const plan = { opensAt: now, closesAt: now, timeZone: migration.account?.timeZone ?? 'UTC', brands, runbookVersion: RUNBOOK_VERSION };
  const lines = linesOf({ ...migration, scheduled: { plan, version: 0, by: undefined, at: now }, run: untouchedRun });
  const isOfAnApp = (id: string) => apps.some((app) => app.id === id);
  return lines.filter(({ step }) => step.asks !== 'bot' && OF_THE_NIGHT.includes(step.phase) && !isOfAnApp(step.id));
}

/** Anybody who may hold a cutover begins a drill, at any hour but that of the night itself. `channel` becomes the account's where it has none. */
export function beginDrill(
  migration: Migration,
  person: Person,
  brands: readonly Subdomain[],
  now: Instant,
  channel: string | undefined,
): Decision {
  if (!may(migration, person, ...CONTROLLERS)) return refuse({ because: 'not_your_role', needs: CONTROLLERS });
  if (migration.archived) return refuse({ because: 'archived' });
  if (nightIsNear(migration, now)) return refuse({ because: 'night_is_near' });
  if (openDrill(migration.practice)) return refuse({ because: 'drill_runs' });
  const practised = brandsToPractise(migration, brands);
  const steps = linesToPractise(migration, practised, now).map(({ key }) => key);
  const home: readonly Happening[] =
    migration.homeChannel === undefined && channel !== undefined ? [{ type: 'home_channel', channel }] : [];
  return grant(...home, { type: 'drill_begun', brands: practised.map(({ subdomain }) => subdomain), steps });
}

/** Whom a step of a drill asks: the same as in the night. */
export function drillAsks(key: string): Asked | undefined {
  return steps.find(({ id }) => id === key.split(':')[0])?.asks;
}

/** Who may press a step of a drill: the same as in the night. */
export function drillRoles(key: string): readonly Role[] {
  const asks = drillAsks(key);
  return asks === undefined ? [] : confirmers(asks);
}

/** Who a step of a drill names: the same as in the night. */
export function drillPeople(key: string, migration: Migration): readonly string[] {
  const developer = drillAsks(key) === 'developer' ? developerOf(migration) : undefined;
  return developer === undefined ? people(migration.team, ...drillRoles(key)) : [developer];
}

/** The presser's word for a step of a drill. Pressing twice does it once. */
export function practiseStep(migration: Migration, person: Person, version: number, key: string): Decision {
  const drill = migration.practice.drills.find((each) => each.version === version);
  if (drill === undefined || !drill.steps.includes(key)) return refuse({ because: 'drill_over' });
  const needs = drillRoles(key);
  const isDeveloper = drillAsks(key) === 'developer' && developerOf(migration) === person.user;
  if (!(isDeveloper || may(migration, person, ...needs))) return refuse({ because: 'not_your_role', needs });
  if (drill.done.some(({ step }) => step === key)) return grant();
  if (drill.ended) return refuse({ because: 'drill_over' });
  if (drillStep(drill) !== key) return refuse({ because: 'not_yet' });
  const isLast = drill.steps.at(-1) === key;
  const end: readonly Happening[] = isLast ? [{ type: 'drill_ended', drill: version, because: 'finished' }] : [];
  return grant({ type: 'drill_step_done', drill: version, step: key }, ...end);
}

/** `version` undefined: whichever runs. */
export function stopDrill(migration: Migration, person: Person, version?: number): Decision {
  if (!may(migration, person, ...CONTROLLERS)) return refuse({ because: 'not_your_role', needs: CONTROLLERS });
  const drill = openDrill(migration.practice);
  if (drill === undefined || (version !== undefined && drill.version !== version)) return refuse({ because: 'drill_over' });
  return grant({ type: 'drill_ended', drill: drill.version, because: 'stopped' });
}

/** A drill that has had its time, or that the night has come too near to. */
export function drillOver(migration: Migration, now: Instant): readonly Happening[] {
  const drill = openDrill(migration.practice);
  if (drill === undefined) return [];
  if (nightIsNear(migration, now)) return [{ type: 'drill_ended', drill: drill.version, because: 'night_near' }];
  return now >= lastMoment(drill) ? [{ type: 'drill_ended', drill: drill.version, because: 'time' }] : [];
}

/** When the drill that is under way ends by itself. */
export function drillUntil({ practice, scheduled, run }: Migration): Instant | undefined {
  const drill = openDrill(practice);
  const night = scheduled && run.finishedAt === undefined ? later(scheduled.plan.opensAt, -NIGHT_MS) : undefined;
  return drill && earliest([lastMoment(drill), night]);
}

export function lastMoment({ at }: Drill): Instant {
  return later(at, DRILL_MS);
}
