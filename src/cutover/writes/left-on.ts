import type { Readings } from '../../checklist/readings.ts';
import type { Migration } from '../../migration/migration.ts';
import { onTarget, THERE } from './routing-ahead.ts';

/** Routing triggers that still give messaging tickets to a group although the brand they were put on for is back on Classic. */
export interface LeftOn {
  readonly whose: 'ferry' | 'person';
  readonly titles: readonly string[];
}

/**
 * Ferry leaves them as they are: whoever decides whether the brand turns again decides that as well. Where Ferry knows of none of its
 * own for the brand, those that were last seen on are a person's. Undefined where there is none.
 */
export function routingLeftOn(brand: string, { changes, returned }: Migration, { triggers }: Readings): LeftOn | undefined {
  const back = returned[brand];
  if (back === undefined) return undefined;
  const made = changes[`routing_trigger:${brand}`];
  const on = changes[`routing_trigger:${onTarget(brand)}`];
  const known =
    triggers?.status === 'seen' ? { at: triggers.at, active: triggers.value.routing.filter(({ active }) => active) } : undefined;
  // What was seen before the return says nothing of what has been switched off for it.
  const isOff = (title: string) => known !== undefined && known.at > back.at && !known.active.some((rule) => rule.title === title);
  if (on?.seenAt !== undefined && on.undo.seen === undefined) return isOff(on.want) ? undefined : { whose: 'ferry', titles: [on.want] };
  if (made?.seenAt !== undefined && made.was === THERE) return isOff(made.want) ? undefined : { whose: 'person', titles: [made.want] };
  const titles = known?.active.map(({ title }) => title) ?? [];
  return titles.length === 0 ? undefined : { whose: 'person', titles };
}
