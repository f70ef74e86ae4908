import type { Happening } from '../migration/events.ts';
import type { Migration } from '../migration/migration.ts';
import { fingerprint, START_TOLERANCE_MS } from '../migration/plan.ts';
import { named, viewOf } from '../migration/run/earlier.ts';
import { standing } from '../migration/sign-offs.ts';
import { between, DAY_MS, earliest, type Instant, later, MINUTE_MS } from '../migration/time.ts';
import { drillOver, drillUntil } from './control/practice/drill.ts';
import { rehearsalRefused } from './control/practice/rehearse.ts';
import { type ReadingMove, readingsAhead } from './control/readings-ahead.ts';
import { nextReminder, reminderDue } from './control/reminders.ts';
import { isMoot, leave, whenTooLate } from './control/too-late.ts';
import { clickAt, firstClick, phaseStart } from './phases.ts';
import type { RunbookLine } from './step.ts';
import { linesAfterwards } from './steps/steps.ts';
import { type WriteMove, writesAhead } from './writes/writes-ahead.ts';

/**
 * The one thing to do next. `rest` ends the round, until the moment named or until somebody does something.
 * `plan` names the finished plan that it is for, where that is not the one at hand.
 */
export type Move =
  | { readonly kind: 'rest'; readonly until: Instant | undefined }
  | { readonly kind: 'record'; readonly happened: readonly Happening[] }
  | { readonly kind: 'look'; readonly line: RunbookLine; readonly plan?: number }
  | (ReadingMove & { readonly plan?: number })
  /** Something that Ferry itself changes, one step of it. */
  | { readonly kind: 'write'; readonly move: WriteMove }
  /** Says once a day what is due and open; `at` is that morning. */
  | { readonly kind: 'remind'; readonly at: Instant };

/** When each line was last looked at by this process. Lost with it, and then everything is looked at again. */
export type LookedAt = ReadonlyMap<string, Instant>;

/** Decides, without touching anything. Same arguments, same move. What Ferry writes itself waits until nothing else is to be done. */
export function nextMove(migration: Migration, lines: readonly RunbookLine[], looked: LookedAt, now: Instant): Move {
  const over = [...rehearsalRefused(migration), ...drillOver(migration, now)];
  if (over.length > 0) return { kind: 'record', happened: over };
  const move = moveOfRunbook(migration, lines, looked, now);
  if (move.kind !== 'rest' || migration.archived) return move;
  const { due, at } = writesAhead(migration, looked, now);
  if (due) return { kind: 'write', move: due };
  const morning = reminderDue(migration, now);
  if (morning !== undefined && (looked.get('remind') ?? '') < morning) return { kind: 'remind', at: morning };
  return { kind: 'rest', until: earliest([move.until, at, nextReminder(migration, now), drillUntil(migration)]) };
}

function moveOfRunbook(migration: Migration, lines: readonly RunbookLine[], looked: LookedAt, now: Instant): Move {
  if (migration.archived) return { kind: 'rest', until: undefined };
  const move = moveOfPlan(migration, lines, looked, now);
  if (move.kind !== 'rest') return move;
  const after = afterCare(migration, looked, now);
  return after.kind === 'rest' ? { kind: 'rest', until: earliest([move.until, after.until]) } : after;
}

function moveOfPlan(migration: Migration, lines: readonly RunbookLine[], looked: LookedAt, now: Instant): Move {
  const { scheduled, run, stage } = migration;
  if (scheduled === undefined) return { kind: 'rest', until: undefined };
  if (run.finishedAt === undefined) {
    const due = onTime(migration, now) ?? ended(migration, lines, now);
    if (due) return due;
  }
  // A pause holds what people are asked for, and closes nobody's eyes.
  const move = (stage === 'halted' ? undefined : asked(migration)) ?? reading(migration, looked, now);
  const ends = [...deadlines(migration, lines), ...nextMinute(migration, now)];
  return move ?? forward(migration, stage === 'halted' ? [] : lines, ends, looked, now);
}

/** What is left of the finished nights before this plan, each under its own plan. The night at hand goes before. */
function afterCare(migration: Migration, looked: LookedAt, now: Instant): Move {
  const rests: (Instant | undefined)[] = [];
  for (const { scheduled } of migration.earlier) {
    const view = viewOf(scheduled.version, migration);
    if (view === undefined) continue;
    const own = lookedFor(scheduled.version, looked);
    const lines = linesAfterwards(view);
    const move = reading(view, own, now) ?? forward(view, lines, [], own, now);
    if (move.kind !== 'rest') return ofPlan(move, scheduled.version);
    rests.push(move.until);
  }
  return { kind: 'rest', until: earliest(rests) };
}

/** What this process looked at last, of one finished plan. The widgets are read for all plans at once. */
function lookedFor(version: number, looked: LookedAt): LookedAt {
  const prefix = lookedKey('', version);
  const own = [...looked].flatMap(([name, at]) => (name.startsWith(prefix) ? [[name.slice(prefix.length), at] as const] : []));
  const watch = looked.get('watch');
  return new Map(watch === undefined ? own : [...own, ['watch', watch]]);
}

/** The name under which the runner remembers a look. */
export function lookedKey(name: string, plan: number | undefined): string {
  return plan === undefined || name === 'watch' ? name : `${plan}/${name}`;
}

/** A move of a finished plan says so, and so does what it records. */
function ofPlan(move: Move, plan: number): Move {
  if (move.kind === 'record') return { kind: 'record', happened: move.happened.map((each) => named(each, plan)) };
  return move.kind === 'look' || move.kind === 'list' || move.kind === 'compare' ? { ...move, plan } : move;
}

/** T0 is reached while Ferry is there, or it is missed: a window that is begun late is not begun. What has turned by then has turned. */
export function onTime(migration: Migration, now: Instant): Move | undefined {
  const { scheduled, run } = migration;
  if (scheduled === undefined || run.t0At !== undefined || now < scheduled.plan.opensAt) return undefined;
  if (now <= later(scheduled.plan.opensAt, START_TOLERANCE_MS)) return { kind: 'record', happened: [{ type: 't0_reached' }] };
  if (firstClick(migration) === undefined) return { kind: 'record', happened: [{ type: 'start_missed' }] };
  const left = leave(migration, 0);
  return left.length > 0 ? { kind: 'record', happened: left } : undefined;
}

/** A line that is too late ends the plan, or, once a brand has turned, leaves its brand and those after it for another window. */
function ended(migration: Migration, lines: readonly RunbookLine[], now: Instant): Move | undefined {
  const late = lines.filter((line) => isOpen(line, migration) && isPast(line, migration, now));
  const happened = late.map((line) => whenTooLate(line, migration)).find(({ length }) => length > 0);
  return happened && { kind: 'record', happened };
}

function isPast(line: RunbookLine, migration: Migration, now: Instant): boolean {
  const deadline = line.step.deadline?.(migration, line);
  return deadline !== undefined && now > deadline.at;
}

/** The request for the plan follows the plan: a changed one is asked for again. */
function asked({ scheduled, asked: requests, signOffs }: Migration): Move | undefined {
  if (scheduled === undefined) return undefined;
  const of = fingerprint(scheduled.plan);
  // The very plan that was signed once is signed.
  if (standing('plan', of, signOffs) === 'signed') return undefined;
  if (requests.some((request) => request.statement === 'plan' && request.of === of)) return undefined;
  return { kind: 'record', happened: [{ type: 'sign_off_asked', statement: 'plan', of }] };
}

/** A look by a clock that was set back since is none: what it was for is not left alone until that hour comes again. */
function rested(key: string, looked: LookedAt, everyMs: number, now: Instant): Instant | '' {
  const last = looked.get(key);
  return last === undefined || last > now ? '' : later(last, everyMs);
}

function reading(migration: Migration, looked: LookedAt, now: Instant): Move | undefined {
  return readingsAhead(migration, looked, now).find(({ at }) => at <= now)?.move;
}

/** Begins what is due, looks at what is open, and rests until the next of either. */
function forward(migration: Migration, lines: readonly RunbookLine[], ends: readonly Instant[], looked: LookedAt, now: Instant): Move {
  const waits: (Instant | undefined)[] = [beforeT0(migration, now), ...ends, ...readingsAhead(migration, looked, now).map(({ at }) => at)];
  const held = new Set<string>();
  for (const line of lines.filter((each) => !isMoot(each, migration))) {
    const state = migration.run.steps[line.key];
    if (state?.done) continue;
    const queue = queueOf(line, migration);
    if (state) {
      const next = rested(line.key, looked, Math.max(line.step.everyMs, restAfterwards(migration, now)), now);
      if (next <= now || isSpokenTo(line, migration, looked, now)) return { kind: 'look', line };
      waits.push(next === '' ? now : next);
    } else if ((line.step.isUnheld || !held.has(queue)) && (line.step.mayBegin?.(migration) ?? true)) {
      const at = beginsAt(line, migration);
      if (at !== undefined && at <= now) return { kind: 'record', happened: [{ type: 'step_begun', step: line.key }] };
      waits.push(at);
    }
    if (line.step.holds) held.add(queue);
  }
  return { kind: 'rest', until: earliest(waits) };
}

/** What is still open long after a finished night waits for people, who are heard at once; to see for oneself once a day is enough. */
function restAfterwards(migration: Migration, now: Instant): number {
  if (migration.run.finishedAt === undefined) return 0;
  const over = phaseStart('T+4d', migration);
  return over !== undefined && now > later(over, DAY_MS) ? DAY_MS : 0;
}

/** A brand that turned by itself waits for no gate but its own, and holds up nobody. */
function queueOf({ brand }: RunbookLine, { run }: Migration): string {
  return brand !== '' && run.unplanned.includes(brand) && run.turned[brand] !== undefined ? brand : '';
}

/** Somebody has done something since the last look: what waits for people is not kept waiting. A brand's widget is still asked at its own pace. */
function isSpokenTo({ key, step }: RunbookLine, { spokenAt }: Migration, looked: LookedAt, now: Instant): boolean {
  const last = looked.get(key);
  // Said by a clock that was set back since: it would be newer than every look until that hour comes again.
  const isPast = spokenAt !== undefined && spokenAt <= now;
  return step.id !== 'rb-2m-config' && step.id !== 'rb-0-swap-back' && isPast && last !== undefined && spokenAt > last;
}

/** The turn of a brand begins with T0, or with its having turned by itself. */
function beginsAt({ step, brand }: RunbookLine, migration: Migration): Instant | undefined {
  const at = step.beginsAt ? step.beginsAt(migration, brand) : phaseStart(step.phase, migration);
  return brand !== '' && step.phase === 'T0' ? earliest([at, clickAt(brand, migration)]) : at;
}

function isOpen({ key, step }: RunbookLine, { run }: Migration): boolean {
  return step.deadline !== undefined && run.steps[key]?.done === undefined;
}

/** Moments at which somebody has to be told that it is over: a millisecond after the latest instant. */
function deadlines(migration: Migration, lines: readonly RunbookLine[]): readonly Instant[] {
  if (migration.run.finishedAt !== undefined) return [];
  return lines
    .filter((line) => isOpen(line, migration) && whenTooLate(line, migration).length > 0)
    .flatMap((line) => {
      const at = line.step.deadline?.(migration, line)?.at;
      return at === undefined ? [] : [later(at, 1)];
    });
}

/** The board counts the minutes of the window. */
function nextMinute({ scheduled, stage, run }: Migration, now: Instant): readonly Instant[] {
  if (scheduled === undefined || stage !== 'cutting_over' || run.t0At === undefined || run.finishedAt !== undefined) return [];
  const since = between(scheduled.plan.opensAt, now);
  return [later(now, MINUTE_MS - (since % MINUTE_MS))];
}

function beforeT0({ scheduled, run }: Migration, now: Instant): Instant | undefined {
  return scheduled !== undefined && run.t0At === undefined && run.finishedAt === undefined && scheduled.plan.opensAt > now
    ? scheduled.plan.opensAt
    : undefined;
}
