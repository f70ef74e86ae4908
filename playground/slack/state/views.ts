import { type Json, objectsOf } from '../json.ts';
import type { View } from '../types.ts';
import { freshId, freshSecret } from './ids.ts';
import { withIds } from './messages.ts';

/** The modals each person has open, the topmost last, and each person's home tab. */
export interface Views {
  stack(userId: string): readonly View[];
  home(userId: string): View | undefined;
  find(viewId: string): View | undefined;
  byExternalId(externalId: string): View | undefined;
  /** Opens a modal as the only one. */
  open(userId: string, view: Json): View;
  /** Puts a modal upon the others. */
  push(userId: string, view: Json): View;
  update(view: View, next: Json): View;
  publish(userId: string, view: Json): View;
  /** Keeps what a person typed, or what a submission said was wrong. */
  keep(view: View, change: Partial<Pick<View, 'state' | 'errors'>>): View;
  /** Takes the topmost modal away. */
  pop(userId: string): void;
  clear(userId: string): void;
}

/** How many modals may lie upon each other. */
export const MOST_MODALS = 3;

/** No modal open; `told` hears of each change. */
export function views(told: (kind: 'modal' | 'home', user: string) => void): Views {
  const stacks = new Map<string, readonly View[]>();
  const homes = new Map<string, View>();
  const stack = (userId: string) => stacks.get(userId) ?? [];
  const set = (userId: string, next: readonly View[]) => {
    stacks.set(userId, next);
    told('modal', userId);
  };
  const replace = (view: View) => {
    if (view.type === 'home') homes.set(view.userId, view);
    else
      stacks.set(
        view.userId,
        stack(view.userId).map((one) => (one.id === view.id ? view : one)),
      );
    told(view.type, view.userId);
    return view;
  };
  const every = () => [...homes.values(), ...[...stacks.values()].flat()];

  return {
    stack,
    home: (userId) => homes.get(userId),
    find: (viewId) => every().find((view) => view.id === viewId),
    byExternalId: (externalId) => every().find((view) => view.view['external_id'] === externalId),
    open(userId, view) {
      const made = make(userId, 'modal', view);
      set(userId, [made]);
      return made;
    },
    push(userId, view) {
      const below = stack(userId);
      const made = make(userId, 'modal', view, below.at(-1));
      set(userId, [...below, made]);
      return made;
    },
    update: (view, next) => replace({ ...withoutErrors(view), hash: freshHash(), view: named(next), state: kept(view, next) }),
    publish(userId, view) {
      const known = homes.get(userId);
      const made = make(userId, 'home', view);
      return replace(known ? { ...made, id: known.id, rootId: known.id, state: kept(known, view) } : made);
    },
    keep: (view, change) => replace({ ...withoutErrors(view), ...change }),
    pop: (userId) => set(userId, stack(userId).slice(0, -1)),
    clear: (userId) => set(userId, []),
  };
}

function withoutErrors({ errors: _errors, ...rest }: View): View {
  return rest;
}

function named(view: Json): Json {
  return { ...view, blocks: withIds(objectsOf(view['blocks'])) };
}

const freshHash = () => `${Math.floor(Date.now() / 1000)}.${freshSecret().slice(0, 8)}`;

function make(userId: string, type: 'modal' | 'home', view: Json, below?: View): View {
  const id = freshId('V');
  const previous = below === undefined ? {} : { previousId: below.id };
  return { id, hash: freshHash(), userId, type, view: named(view), rootId: below?.rootId ?? id, state: {}, ...previous };
}

/** What was typed stays where block id and action id stay. */
function kept(view: View, next: Json): View['state'] {
  const ids = new Set(objectsOf(next['blocks']).map((block) => block['block_id']));
  return Object.fromEntries(Object.entries(view.state).filter(([blockId]) => ids.has(blockId)));
}
