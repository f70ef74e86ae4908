import type { Happening, Mark } from '../migration/events.ts';
import type { Migration } from '../migration/migration.ts';
import { fingerprint, START_TOLERANCE_MS } from '../migration/plan.ts';
import { earliest, type Instant, later } from '../migration/time.ts';
import { firstClick, phaseStart } from './phases.ts';
import type { RunbookLine } from './step.ts';
import { type WriteMove, writesAhead } from './writes/writes-ahead.ts';

/** The one thing to do next. `rest` ends the round, until the moment named or until somebody does something. */
export type Move =
  | { readonly kind: 'rest'; readonly until: Instant | undefined }
  | { readonly kind: 'record'; readonly happened: readonly Happening[] }
  | { readonly kind: 'look'; readonly line: RunbookLine }
  | { readonly kind: 'compare'; readonly mark: Mark }
  /** Something that Ferry itself changes, one step of it. */
  | { readonly kind: 'write'; readonly move: WriteMove }
  /** Reads the widgets of the planned brands: one may have been converted behind Ferry's back. */
  | { readonly kind: 'watch' };

/** When each line was last looked at by this process. Lost with it, and then everything is looked at again. */
export type LookedAt = ReadonlyMap<string, Instant>;

/** Decides, without touching anything. Same arguments, same move. What Ferry writes itself waits until nothing else is to be done. */
export function nextMove(migration: Migration, lines: readonly RunbookLine[], looked: LookedAt, now: Instant): Move {
  const move = moveOfRunbook(migration, lines, looked, now);
  if (move.kind !== 'rest' || migration.archived) return move;
  const { due, at } = writesAhead(migration, looked, now);
  return due ? { kind: 'write', move: due } : { kind: 'rest', until: earliest([move.until, at]) };
}

function moveOfRunbook(migration: Migration, lines: readonly RunbookLine[], looked: LookedAt, now: Instant): Move {
  const { scheduled, run, stage } = migration;
  const before = earlierPlan(migration);
  const old = before && !migration.archived ? compare(before, looked, now) : undefined;
  if (old) return old;
  if (scheduled === undefined || migration.archived)
    return { kind: 'rest', until: migration.archived ? undefined : earliest(marksOf(before, looked)) };
  if (run.finishedAt === undefined) {
    const due = onTime(migration, now) ?? ended(migration, lines, now);
    if (due) return due;
  }
  if (stage === 'halted') return { kind: 'rest', until: earliest([beforeT0(migration, now), ...deadlines(migration, lines)]) };
  return asked(migration) ?? compare(migration, looked, now) ?? watch(migration, looked, now) ?? forward(migration, lines, looked, now);
}

/** The account as the finished plan before this one left it. */
function earlierPlan(migration: Migration): Migration | undefined {
  return migration.earlier && { ...migration, ...migration.earlier, earlier: undefined };
}

function marksOf(migration: Migration | undefined, looked: LookedAt): readonly Instant[] {
  return migration ? dueMarks(migration).map(({ mark, at }) => nextTry(`compare:${mark}`, at, looked)) : [];
}

/** T0 is reached while Ferry is there, or it is missed: a window that is begun late is not begun. */
export function onTime({ scheduled, run }: Migration, now: Instant): Move | undefined {
  if (scheduled === undefined || run.t0At !== undefined || now < scheduled.plan.opensAt) return undefined;
  const type = now <= later(scheduled.plan.opensAt, START_TOLERANCE_MS) ? 't0_reached' : 'start_missed';
  return { kind: 'record', happened: [{ type }] };
}

/** A line that is too late ends the plan, or, once a brand has turned, leaves its brand and those after it for another window. */
function ended(migration: Migration, lines: readonly RunbookLine[], now: Instant): Move | undefined {
  const line = lines.find((each) => isOpen(each, migration) && isPast(each, migration, now));
  const because = line?.step.deadline?.(migration, line)?.because;
  if (line === undefined || because === undefined) return undefined;
  if (firstClick(migration) === undefined || line.brand === '') return { kind: 'record', happened: [{ type: 'cancelled', because }] };
  const brands = (migration.scheduled?.plan.brands ?? [])
    .map(({ subdomain }) => subdomain)
    .filter((brand) => !migration.run.left.includes(brand));
  return { kind: 'record', happened: brands.slice(line.index).map((brand) => ({ type: 'brand_left', brand })) };
}

function isPast(line: RunbookLine, migration: Migration, now: Instant): boolean {
  const deadline = line.step.deadline?.(migration, line);
  return deadline !== undefined && now > deadline.at;
}

/** The request for the plan follows the plan: a changed one is asked for again. */
function asked({ scheduled, asked: requests }: Migration): Move | undefined {
  if (scheduled === undefined) return undefined;
  const of = fingerprint(scheduled.plan);
  if (requests.some((request) => request.statement === 'plan' && request.of === of)) return undefined;
  return { kind: 'record', happened: [{ type: 'sign_off_asked', statement: 'plan', of }] };
}

/** Each comparison at its time; one that could not be made is tried again a minute later. */
const COMPARE_AGAIN_MS = 60_000;

function compare(migration: Migration, looked: LookedAt, now: Instant): Move | undefined {
  if (migration.run.listed === undefined) return undefined;
  const mark = dueMarks(migration).find(
    ({ at, mark: each }) => at <= now && rested(`compare:${each}`, looked, COMPARE_AGAIN_MS) <= now,
  )?.mark;
  return mark && { kind: 'compare', mark };
}

const WATCH_EVERY_MS = 5 * 60_000;

function watch({ run }: Migration, looked: LookedAt, now: Instant): Move | undefined {
  return run.finishedAt === undefined && rested('watch', looked, WATCH_EVERY_MS) <= now ? { kind: 'watch' } : undefined;
}

function dueMarks(migration: Migration): readonly { readonly mark: Mark; readonly at: Instant }[] {
  const marks = ['T+2m', 'T+15m', 'T+24h', 'T+4d'] as const satisfies readonly Mark[];
  return marks.flatMap((mark) => {
    const at = phaseStart(mark, migration);
    return at !== undefined && migration.run.compared[mark] === undefined ? [{ mark, at }] : [];
  });
}

function rested(key: string, looked: LookedAt, everyMs: number): Instant | '' {
  const last = looked.get(key);
  return last === undefined ? '' : later(last, everyMs);
}

/** Begins what is due, looks at what is open, and rests until the next of either. */
function forward(migration: Migration, lines: readonly RunbookLine[], looked: LookedAt, now: Instant): Move {
  let held = false;
  const waits: (Instant | undefined)[] = [
    beforeT0(migration, now),
    ...deadlines(migration, lines),
    migration.run.finishedAt === undefined ? nextWatch(looked, now) : undefined,
    ...marksOf(migration, looked),
    ...marksOf(earlierPlan(migration), looked),
  ];
  for (const line of lines) {
    const state = migration.run.steps[line.key];
    if (state?.done) continue;
    if (state) {
      const next = rested(line.key, looked, line.step.everyMs);
      if (next <= now || isSpokenTo(line, migration, looked)) return { kind: 'look', line };
      waits.push(next === '' ? now : next);
    } else if (!held && (line.step.mayBegin?.(migration) ?? true)) {
      const at = beginsAt(line, migration);
      if (at !== undefined && at <= now) return { kind: 'record', happened: [{ type: 'step_begun', step: line.key }] };
      waits.push(at);
    }
    held ||= line.step.holds;
  }
  return { kind: 'rest', until: earliest(waits) };
}

/** Somebody has done something since the last look: what waits for people is not kept waiting. A brand's widget is still asked at its own pace. */
function isSpokenTo({ key, step }: RunbookLine, { spokenAt }: Migration, looked: LookedAt): boolean {
  const last = looked.get(key);
  return step.id !== 'rb-2m-config' && step.id !== 'rb-0-swap-back' && spokenAt !== undefined && last !== undefined && spokenAt > last;
}

function nextWatch(looked: LookedAt, now: Instant): Instant {
  const again = rested('watch', looked, WATCH_EVERY_MS);
  return again === '' ? now : again;
}

function nextTry(key: string, at: Instant, looked: LookedAt): Instant {
  const again = rested(key, looked, COMPARE_AGAIN_MS);
  return again === '' || again < at ? at : again;
}

function beginsAt({ step, brand }: RunbookLine, migration: Migration): Instant | undefined {
  return step.beginsAt ? step.beginsAt(migration, brand) : phaseStart(step.phase, migration);
}

function isOpen({ key, step }: RunbookLine, { run }: Migration): boolean {
  return step.deadline !== undefined && run.steps[key]?.done === undefined;
}

/** Moments at which somebody has to be told that it is over: a millisecond after the latest instant. */
function deadlines(migration: Migration, lines: readonly RunbookLine[]): readonly (Instant | undefined)[] {
  if (migration.run.finishedAt !== undefined) return [];
  return lines
    .filter((line) => isOpen(line, migration))
    .map((line) => {
      const at = line.step.deadline?.(migration, line)?.at;
      return at && later(at, 1);
    });
}

function beforeT0({ scheduled, run }: Migration, now: Instant): Instant | undefined {
  return scheduled !== undefined && run.t0At === undefined && run.finishedAt === undefined && scheduled.plan.opensAt > now
    ? scheduled.plan.opensAt
    : undefined;
}
