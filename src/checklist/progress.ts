import type { Migration } from '../migration/migration.ts';
import type { CheckContext } from './check.ts';
import { itemsAt } from './gate.ts';
import { type ItemState, isAfterTheNight, isOfTheNight, isOver, itemState } from './item-state.ts';
import type { Section } from './items/item.ts';
import { itemById, items, type KnownItem } from './items/items.ts';

export const sections = [
  'before',
  'prepare-requirements',
  'prepare-agents',
  'migrate',
  'after',
  'resources',
] as const satisfies readonly Section[];

/** How far one section is. What does not apply is not counted; unknown is never counted as ready. */
export interface Progress {
  readonly section: Section;
  readonly ready: number;
  readonly waived: number;
  readonly total: number;
  /** Something in it blocks now. */
  readonly blocked: boolean;
  /** Open, and not to be done yet: it is of the night, or of the days after it. */
  readonly later: number;
}

export function progressOf(context: CheckContext): readonly Progress[] {
  const blockers = new Set(blocking(context).map(({ item }) => item.section));
  return sections.map((section) => {
    const states = items.filter((item) => item.section === section).map((item) => ({ item, state: itemState(item, context) }));
    const counted = states.filter(({ state }) => state.status !== 'not_applicable');
    const open = counted.filter(({ state }) => state.status === 'todo' || state.status === 'unknown');
    return {
      section,
      ready: counted.filter(({ state }) => state.status === 'ready').length,
      waived: counted.filter(({ state }) => state.status === 'waived').length,
      total: counted.length,
      blocked: blockers.has(section),
      later: open.filter(({ item }) => isLater(item, context.migration)).length,
    };
  });
}

/** From the drain on, until the window is finished. */
function isNight({ run }: Migration): boolean {
  return run.steps['rb-15m-stop-new'] !== undefined && run.finishedAt === undefined;
}

/** The drain has not begun, or Finish was not pressed in any plan. */
function isLater(item: KnownItem, migration: Migration): boolean {
  const { run, earlier } = migration;
  if (isAfterTheNight(item)) return run.finishedAt === undefined && earlier.length === 0;
  return isOfTheNight(item) && !isNight(migration) && run.t0At === undefined;
}

/** An open item that blocks, with what is known of it. */
export interface OpenItem {
  readonly item: KnownItem;
  readonly state: ItemState;
}

/**
 * What blocks the cutover now, hard ones first, then in the order of the procedure. Until the night, that is what the day
 * before will ask for; from the drain on, everything that the last gate asks for, until every brand has turned. Once the account
 * is live, no cutover is ahead that could be blocked.
 */
export function blocking(context: CheckContext): readonly OpenItem[] {
  const { migration } = context;
  if (migration.stage === 'live') return [];
  const asked = itemsAt(isNight(migration) ? 'G3' : 'G2').filter((item) => !isOver(item, context));
  const open = asked.flatMap((item) => openItem(item, context));
  return [...open.filter(({ item }) => item.blocking === 'hard'), ...open.filter(({ item }) => item.blocking !== 'hard')];
}

function openItem(item: KnownItem, context: CheckContext): readonly OpenItem[] {
  const known = itemById(item.id);
  if (known === undefined) return [];
  const state = itemState(known, context);
  const passes = state.status === 'waived' || state.status === 'not_applicable' || (state.status === 'ready' && !state.stale);
  return passes ? [] : [{ item: known, state }];
}
