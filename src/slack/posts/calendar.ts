import type { Event } from '../../migration/events.ts';
import type { Migration } from '../../migration/migration.ts';
import type { Plan } from '../../migration/plan.ts';
import type { Instant } from '../../migration/time.ts';
import { notice } from '../blocks/notices.ts';
import type { Scene } from '../request/request.ts';
import type { SlackFile } from '../web/port.ts';
import { calendarFile } from '../windows/calendar.ts';
import { keptCostText } from '../windows/sentences.ts';
import type { Post } from './announce.ts';

/** The entry in people's calendars, as far as the log has been read. */
export interface Entry {
  /** Version of the first plan since one last ended: a plan that replaces another changes the same entry. */
  readonly first: number;
  readonly board: number;
  readonly plan: Plan;
  readonly sequence: number;
}

/** The entry after this event; undefined where there is none. */
export function entryAfter(before: Entry | undefined, { happened, version }: Event): Entry | undefined {
  switch (happened.type) {
    case 'scheduled':
      return before === undefined
        ? { first: version, board: version, plan: happened.plan, sequence: 0 }
        : { ...before, board: version, plan: happened.plan, sequence: before.sequence + 1 };
    case 'restaffed':
      return (
        before && {
          ...before,
          plan: { ...before.plan, operator: happened.operator, backup: happened.backup },
          sequence: before.sequence + 1,
        }
      );
    case 'cancelled':
    case 'start_missed':
    case 'rehearsal_refused':
    case 'archived':
    case 'finished':
      return undefined;
    default:
      return before;
  }
}

/** A chosen window goes to the channel and to the operator as a calendar file; one that was called off takes the entry back. */
export function calendarPosts(event: Event, before: Entry | undefined, after: Entry | undefined, now: Migration): readonly Post[] {
  const { happened, version, at } = event;
  if (happened.type === 'cancelled' || happened.type === 'start_missed' || happened.type === 'rehearsal_refused') {
    // Only of the plan that ended last: a log that is older than these files does not send them for nights long gone.
    // What was taken back has taken place: it is not called off.
    if (before === undefined || now.lastEnd?.at !== at || now.lastEnd.because === 'returned') return [];
    return both({ ...before, sequence: before.sequence + 1 }, 'called_off', version, at);
  }
  if (after === undefined || (happened.type !== 'scheduled' && happened.type !== 'restaffed')) return [];
  if (now.scheduled?.version !== after.board || now.run.t0At !== undefined) return [];
  // Who is the operator still has the entry already.
  if (happened.type === 'restaffed' && before?.plan.operator === after.plan.operator) return [];
  return both(after, 'planned', version, at);
}

function both(entry: Entry, status: 'planned' | 'called_off', version: number, at: Instant): readonly Post[] {
  const file = (scene: Scene) => fileOf(entry, status, version, at, scene);
  const draw: Post['draw'] = (scene) => notice.text(scene.texts.windows.calendar.title(scene.key));
  const post = { live: false, draw, file };
  const { operator } = entry.plan;
  return [
    { ...post, key: `calendar:${version}`, thread: `board:${entry.board}` },
    ...(operator === undefined ? [] : [{ ...post, key: `duty:${version}`, person: operator }]),
  ];
}

function fileOf({ first, plan, sequence }: Entry, status: 'planned' | 'called_off', version: number, at: Instant, scene: Scene): SlackFile {
  const { key, texts, migration } = scene;
  const t = texts.windows.calendar;
  const isOff = status === 'called_off';
  const kept = migration.scheduled?.plan.opensAt === plan.opensAt ? migration.scheduled.forecast : undefined;
  const description = t.description(
    key,
    plan.brands.map(({ subdomain }) => subdomain).join(', '),
    texts.common.window(plan.opensAt, plan.closesAt, plan.timeZone),
    kept === undefined ? '' : keptCostText(kept, texts),
  );
  const summary = isOff ? t.gone(key) : t.summary(key);
  const uid = `${key}-${first}@ferry`;
  return {
    name: `${key}-cutover-${version}.ics`,
    title: isOff ? t.gone(key) : t.title(key),
    content: calendarFile({ uid, plan, at, sequence, status, summary, description }),
  };
}
