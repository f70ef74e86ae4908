import type { Blocker } from '../migration/events.ts';
import type { CheckContext } from './check.ts';
import { type ItemState, isOfTheNight, itemState } from './item-state.ts';
import type { Item } from './items/item.ts';
import { items, type KnownItem } from './items/items.ts';

export const gates = ['G1', 'G2', 'G3', 'done'] as const;
export type Gate = (typeof gates)[number];

/** The items that a gate looks at. The typed phrase is not among what must be green before it is typed. */
export function itemsAt(gate: Gate): readonly KnownItem[] {
  return items.filter((item) => item.blocking !== 'no' && item.id !== 'migrate-important-notice' && isAt(item, gate));
}

function isAt(item: Item, gate: Gate): boolean {
  switch (gate) {
    case 'G1':
      return item.gate === 'G1';
    case 'G2':
      return item.gate === 'G1' || (item.gate === 'G3' && !isOfTheNight(item));
    case 'G3':
      return item.gate === 'G1' || item.gate === 'G3';
    case 'done':
      return item.gate === 'done';
  }
}

/** Items of the night that pass the last gate by somebody's word alone: no interface shows them. */
export function onlySaid(context: CheckContext): readonly { readonly id: KnownItem['id']; readonly by: string }[] {
  return itemsAt('G3')
    .filter(isOfTheNight)
    .map((item) => itemState(item, context))
    .flatMap(({ id, status, finding, word }) => (status === 'ready' && finding?.status === 'unknown' && word ? [{ id, by: word.by }] : []));
}

/** The items that stand in a gate's way. What is stale stands in the way until it is looked at again. */
export function itemBlockers(gate: Gate, context: CheckContext): readonly Blocker[] {
  return itemsAt(gate)
    .map((item) => itemState(item, context))
    .filter(blocks)
    .map((state) => ({ kind: 'item', id: state.id, why: state.stale ? 'stale' : (state.why ?? state.status) }));
}

function blocks({ status, stale }: ItemState): boolean {
  if (status === 'waived') return false;
  // That it does not apply was seen as well, and grows old as well.
  return (status !== 'ready' && status !== 'not_applicable') || stale;
}
