import type { CheckContext } from '../../src/checklist/check.ts';
import { checkOf } from '../../src/checklist/checks/checks.ts';
import { itemState } from '../../src/checklist/item-state.ts';
import { type ItemId, itemById } from '../../src/checklist/items/items.ts';
import type { RoutingRule, TriggersSeen } from '../../src/checklist/look/rules.ts';
import type { Readings } from '../../src/checklist/readings.ts';
import type { Happening } from '../../src/migration/events.ts';
import type { Finding, Reading, UnknownReason } from '../../src/migration/finding.ts';
import type { Instant } from '../../src/migration/time.ts';
import { allWell, aScene, NOW, saw, type Told } from '../support/scene.ts';

/** The account in which everything is well, but for these readings. */
export function context(readings: Readings = {}, told: readonly (Happening | Told)[] = [], now: Instant = NOW): CheckContext {
  const { migration, report } = aScene({ told, readings: { ...allWell, ...readings }, now });
  return { migration, readings: report.readings, now };
}

export function find(id: ItemId, readings: Readings = {}, told: readonly (Happening | Told)[] = []): Finding {
  const check = checkOf(id);
  if (check === undefined) throw new Error(`no check for ${id}`);
  return check.find(context(readings, told));
}

export function state(id: ItemId, readings: Readings = {}, told: readonly (Happening | Told)[] = [], now: Instant = NOW) {
  const item = itemById(id);
  if (item === undefined) throw new Error(`no item ${id}`);
  return itemState(item, context(readings, told, now));
}

/** Could not be looked up. */
export function blind(why: UnknownReason, asked = 'GET'): Reading<never> {
  return { status: 'unknown', why, asked, at: NOW };
}

export const routes: RoutingRule = { title: 'Route messaging', active: true, groupId: 7 };

export function triggers(change: Partial<TriggersSeen> = {}): Reading<TriggersSeen> {
  const none = { count: 0, first: [] };
  return saw(
    {
      count: 4,
      messagingNumbers: ['75'],
      routing: [routes],
      chatOnly: none,
      anyChannel: none,
      pending: { count: 0, rules: [] },
      ...change,
    },
    'GET /api/v2/triggers',
  );
}
