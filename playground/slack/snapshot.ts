import { messageJson, viewJson } from './api/render.ts';
import type { Json } from './json.ts';
import { stateValues } from './people/elements.ts';
import type { State } from './state/state.ts';
import type { Message, View } from './types.ts';

/** The world as JSON, for a page to draw. */
export interface Snapshot {
  readonly now: number;
  readonly team: Json;
  readonly bot: Json;
  readonly users: readonly Json[];
  readonly channels: readonly Json[];
  readonly ephemerals: Readonly<Record<string, readonly Json[]>>;
  readonly modals: Readonly<Record<string, readonly Json[]>>;
  readonly homes: Readonly<Record<string, Json>>;
  readonly files: readonly Json[];
  readonly calls: number;
}

/** What a page needs to draw all of the workspace. */
export function snapshot(state: State): Snapshot {
  const people = [...state.directory.users.keys()];
  const message = (one: Message): Json => ({ ...messageJson(state, one, true), edits: one.edits });
  const view = (one: View): Json => ({
    ...viewJson(state, one),
    errors: one.errors ?? {},
    state: { values: stateValues(one.view['blocks'], one.state) },
  });
  const homes = people.flatMap((id) => {
    const home = state.views.home(id);
    return home ? [[id, view(home)] as const] : [];
  });
  return {
    now: state.clock.now(),
    team: { ...state.team },
    bot: { ...state.bot },
    users: [...state.directory.users.values()].map((user) => ({ ...user })),
    channels: [...state.directory.channels.values()].map(({ id, name, kind, members, archived }) => ({
      id,
      name,
      kind,
      archived,
      members: [...members],
      messages: state.messages
        .all(id)
        .filter((one) => !one.deleted)
        .map(message),
    })),
    ephemerals: Object.fromEntries(
      people.map((id) => [id, state.messages.ephemerals(id).map((one) => ({ ...message(one), channel: one.channel, is_ephemeral: true }))]),
    ),
    modals: Object.fromEntries(people.map((id) => [id, state.views.stack(id).map(view)])),
    homes: Object.fromEntries(homes),
    files: state.files.all().map(({ bytes, ...file }) => ({ ...file, size: bytes.length })),
    calls: state.log.length,
  };
}
