import { isOfTheNight } from '../checklist/item-state.ts';
import { itemById } from '../checklist/items/items.ts';
import { openNow, saidStands } from '../checklist/look/drain-words.ts';
import type { Readings } from '../checklist/readings.ts';
import { brandsToTurn } from '../checklist/scope.ts';
import type { Decision, Person, Refusal } from '../migration/decisions.ts';
import { grant, may, refuse } from '../migration/decisions.ts';
import type { Happening } from '../migration/events.ts';
import type { Migration } from '../migration/migration.ts';
import { isTurning } from '../migration/plan.ts';
import type { Role } from '../migration/roles.ts';
import { named, planView } from '../migration/run/earlier.ts';
import { drivenBy } from './control/hand-over.ts';
import { developerOf } from './control/outside/people.ts';
import { brandsOf, firstClick, turnedBrands } from './phases.ts';
import type { Asked, RunbookLine } from './step.ts';
import { standingWords } from './steps/groups.ts';
import { lineOf } from './steps/steps.ts';
import { apps, appsOpen } from './steps/turn/mobile.ts';

/** Who may hold, resume or end a cutover. */
export const CONTROLLERS: readonly Role[] = ['admin', 'approver', 'operator', 'backup'];

/** Who may press `step_confirm` of a step. */
export function confirmers(asks: Asked): readonly Role[] {
  switch (asks) {
    case 'operator':
    case 'developer':
      return ['operator', 'backup'];
    case 'approver':
      return ['approver'];
    case 'agents':
    case 'lead':
      return ['lead'];
    case 'admin':
      return ['admin'];
    case 'bot':
      return [];
  }
}

/** The same under the plan that the button belongs to: a line of a finished night goes on beside the next plan. */
export function confirmUnder(plan: number | undefined, migration: Migration, ...asked: Tail<Parameters<typeof confirmStep>>): Decision {
  const own = plan === undefined ? migration : planView(plan, migration);
  if (own === undefined) return refuse({ because: 'plan_changed' });
  const decision = confirmStep(own, ...asked);
  if (!decision.ok || plan === undefined || own === migration) return decision;
  return grant(...decision.happened.map((each) => named(each, plan)));
}

type Tail<T extends readonly unknown[]> = T extends readonly [unknown, ...infer Rest] ? Rest : never;

/** The presser's word for a step, and with it for the step's items. For a group, or for all where there are none. */
export function confirmStep(
  migration: Migration,
  person: Person,
  key: string,
  group: string | undefined,
  groups: readonly string[],
): Decision {
  const line = lineOf(key, migration);
  const state = migration.run.steps[key];
  if (migration.stage === 'halted') return refuse({ because: 'not_running' });
  if (line === undefined || state === undefined) return refuse({ because: 'plan_changed' });
  const needs = confirmers(line.step.asks);
  const isDeveloper = line.step.asks === 'developer' && developerOf(migration) === person.user;
  if (needs.length === 0 || !(isDeveloper || may(migration, person, ...needs))) return refuse({ because: 'not_your_role', needs });
  const isDriven = line.step.asks === 'operator' || (line.step.asks === 'developer' && !isDeveloper);
  const driver = isDriven ? drivenBy(migration, person) : undefined;
  if (driver !== undefined) return refuse({ because: 'handed_over', to: driver });
  // Against what is seen it is heard once; where nothing is seen any more, what was said before is to be said anew.
  const isIdle = line.step.items.some((item) => openNow(item, migration) > 0);
  const again = (isIdle ? state.said : standingWords(line, migration)).some((said) => said.group === group);
  if (again || state.done) return state.done && !again && !isTurning(line.step.id) ? refuse({ because: 'already_done' }) : grant();
  return grant({ type: 'step_said', step: key, group }, ...wordsFor(line, migration, group, groups));
}

/** Steps of agents are complete when every group has been spoken for. */
function wordsFor(line: RunbookLine, migration: Migration, group: string | undefined, groups: readonly string[]): readonly Happening[] {
  const said = new Set(standingWords(line, migration).map((each) => each.group));
  // A word for no group in particular is the word for the only one.
  const complete = (group === undefined && groups.length <= 1) || groups.every((each) => each === group || said.has(each));
  // The item is about all apps in scope: the word for one of them is none for the other.
  if (appsOpen(migration).some((app) => app !== line.key) && apps.some(({ id }) => id === line.step.id)) return [];
  if (!complete) return [];
  return line.step.items.flatMap((id) => {
    const item = itemById(id);
    const since = item && isOfTheNight(item) ? migration.scheduled?.at : undefined;
    const word = migration.words[id];
    const stands = word !== undefined && (since === undefined || word.at >= since) && saidStands(id, word.at, migration);
    return item === undefined || stands ? [] : [{ type: 'item_said', item: id } as const];
  });
}

/** “I will be there” before T-1h's question is asked, “I am here” from then on. */
export function acceptDuty(migration: Migration, person: Person, asked: 'promise' | 'presence'): Decision {
  const { scheduled, run } = migration;
  if (scheduled === undefined) return refuse({ because: 'nothing_planned' });
  const onDuty = may(migration, person, 'operator', 'backup');
  // A lead is asked too whether they are there, and their not being there is only reported.
  if (!onDuty && asked === 'presence' && migration.team.lead.includes(person.user)) return leadPresent(migration, person);
  if (!onDuty) return refuse({ because: 'not_your_role', needs: ['operator', 'backup'] });
  if (asked === 'promise') return run.promised.includes(person.user) ? grant() : grant({ type: 'promised', user: person.user });
  if (run.steps['rb-1h-presence'] === undefined) return refuse({ because: 'not_yet' });
  return run.present.includes(person.user) ? grant() : grant({ type: 'present', user: person.user });
}

function leadPresent({ run }: Migration, { user }: Person): Decision {
  if (run.steps['rb-1h-presence'] === undefined) return refuse({ because: 'not_yet' });
  return run.leadsPresent.includes(user) ? grant() : grant({ type: 'lead_present', user });
}

/** The brand whose gate is looked at now. */
export function gateBrand(migration: Migration): string | undefined {
  return brandsOf(migration).find((brand) => {
    const state = migration.run.steps[`rb-15m-final-gate:${brand}`];
    return state !== undefined && state.done === undefined;
  });
}

/** Whether G3 was all green for this brand when it was last looked at. */
export function gateIsGreen(migration: Migration, brand: string): boolean {
  return migration.run.gates[`G3:${brand}`]?.blockers.length === 0;
}

export function mayOpenGate(migration: Migration, person: Person, brand: string): Decision {
  if (!may(migration, person, 'operator', 'backup')) return refuse({ because: 'not_your_role', needs: ['operator', 'backup'] });
  if (migration.stage === 'halted') return refuse({ because: 'not_running' });
  const driver = drivenBy(migration, person);
  if (driver !== undefined) return refuse({ because: 'handed_over', to: driver });
  if (gateBrand(migration) !== brand) return refuse({ because: 'plan_changed' });
  return gateIsGreen(migration, brand) ? grant() : refuse({ because: 'gate_closed' });
}

/** The phrase that opens G3 for one brand, typed by the operator or the backup; any case, blanks at the ends forgiven. */
export function typePhrase(migration: Migration, person: Person, brand: string, typed: string): Decision {
  const allowed = mayOpenGate(migration, person, brand);
  if (!allowed.ok) return allowed;
  const planned = migration.scheduled?.plan.brands.find(({ subdomain }) => subdomain === brand);
  if (planned === undefined) return refuse({ because: 'plan_changed' });
  const wanted = `${planned.path} ${brand}`;
  if (typed.trim().toLowerCase().replace(/\s+/g, ' ') !== wanted) return refuse({ because: 'wrong_phrase', wanted });
  return migration.run.phrases[brand] ? grant() : grant({ type: 'phrase_typed', brand: planned.subdomain });
}

/** `shown` is the change that the presser's board was drawn after: what somebody has done since is told, and stays. */
export function pause(migration: Migration, person: Person, shown?: number): Decision {
  if (!may(migration, person, ...CONTROLLERS)) return refuse({ because: 'not_your_role', needs: CONTROLLERS });
  const first = doneFirst(migration, person, shown);
  if (first) return first;
  if (migration.stage === 'halted') return doneFirst(migration, person, 0) ?? grant();
  if (!isUnderWay(migration)) return notRunning(migration);
  if (isPastReturn(migration)) return refuse({ because: 'past_return', brands: turnedBrands(migration) });
  return grant({ type: 'halted', because: 'person_asked' });
}

export function resume(migration: Migration, person: Person, shown?: number): Decision {
  if (!may(migration, person, ...CONTROLLERS)) return refuse({ because: 'not_your_role', needs: CONTROLLERS });
  const first = doneFirst(migration, person, shown);
  if (first) return first;
  if (migration.stage === 'halted') return grant({ type: 'resumed' });
  return doneFirst(migration, person, 0) ?? refuse({ because: 'not_halted' });
}

/** Possible at any step until a conversion was claimed or seen. */
export function cancel(migration: Migration, person: Person, reason: string | undefined): Decision {
  if (!may(migration, person, ...CONTROLLERS)) return refuse({ because: 'not_your_role', needs: CONTROLLERS });
  if (!isUnderWay(migration)) return notRunning(migration);
  if (isPastReturn(migration)) return refuse({ because: 'past_return', brands: turnedBrands(migration) });
  return grant({ type: 'cancelled', because: 'person', reason });
}

/** Of two who press at once one wins, and the other is told who did what. */
function doneFirst({ control }: Migration, { user }: Person, shown: number | undefined): Decision | undefined {
  if (shown === undefined || control?.by === undefined || control.by === user || control.version === shown) return undefined;
  return refuse({ because: 'was_done', what: control.what, by: control.by, at: control.at });
}

function notRunning({ run }: Migration): Decision {
  const { finishedAt: at, finishedBy: by } = run;
  return at === undefined || by === undefined
    ? refuse({ because: 'not_running' })
    : refuse({ because: 'was_done', what: 'finished', by, at });
}

/** Why a button of this plan does nothing any more, where somebody has ended it. */
export function endedBy({ lastEnd }: Migration, plan: number | undefined): Refusal | undefined {
  if (lastEnd?.by === undefined || lastEnd.version !== plan || lastEnd.because !== 'person') return undefined;
  return { because: 'was_done', what: 'cancelled', by: lastEnd.by, at: lastEnd.at };
}

/** An act of its own, once everything of the gate `done` has been seen. */
export function finish(migration: Migration, person: Person, readings: Readings): Decision {
  if (!may(migration, person, 'approver')) return refuse({ because: 'not_your_role', needs: ['approver'] });
  if (migration.run.finishedAt !== undefined) return grant();
  if (migration.run.gates['done']?.blockers.length !== 0) return refuse({ because: 'not_finished' });
  const turned = brandsOf(migration);
  return grant({ type: 'finished', remaining: brandsToTurn(migration, readings).filter((brand) => !turned.includes(brand)) });
}

export function isUnderWay({ scheduled, run, archived }: Migration): boolean {
  return scheduled !== undefined && run.finishedAt === undefined && !archived;
}

/** A conversion was claimed, or was seen: nothing that Ferry knows brings that brand back. */
export function isPastReturn(migration: Migration): boolean {
  return firstClick(migration) !== undefined;
}
