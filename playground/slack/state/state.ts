import type { WorldClock } from '../../clock.ts';
import { BOT, type Bot, type Change, type Deed, type LogEntry, type SlackOptions } from '../types.ts';
import { type Directory, directory } from './directory.ts';
import { type Files, files } from './files.ts';
import { type Grants, grants } from './grants.ts';
import { timestamps } from './ids.ts';
import { type Messages, messages } from './messages.ts';
import { type Views, views } from './views.ts';

/** All that the simulated Slack knows. */
export interface State {
  readonly options: SlackOptions;
  readonly clock: WorldClock;
  readonly team: { readonly id: string; readonly domain: string };
  readonly bot: Bot;
  readonly directory: Directory;
  readonly messages: Messages;
  readonly views: Views;
  readonly grants: Grants;
  readonly files: Files;
  readonly log: LogEntry[];
  readonly deeds: Deed[];
  readonly listeners: Set<(change: Change) => void>;
  readonly ts: () => string;
  tell(change: Change): void;
  /** `http://127.0.0.1:port` once the server listens. */
  origin: string;
  /** HTTP mode's address, nothing in Socket Mode. */
  requestUrl: string | undefined;
  /** What every call with the bot's token is answered, once the app was taken out. */
  revoked: string | undefined;
  scopes: readonly string[];
  /** Takes back every wish to be woken. */
  stop(): void;
}

/** A clock that can forget all it was asked for, so that a closed world keeps no process alive. */
function leashed(clock: WorldClock): { readonly clock: WorldClock; readonly stop: () => void } {
  const wishes = new Set<() => void>();
  const at: WorldClock['at'] = (moment, call) => {
    const undo = clock.at(moment, () => {
      wishes.delete(undo);
      call();
    });
    wishes.add(undo);
    return undo;
  };
  const stop = () => {
    for (const undo of wishes) undo();
  };
  return { clock: { now: () => clock.now(), at }, stop };
}

/** The state of a new world. */
export function newState(options: SlackOptions): State {
  const { clock, stop } = leashed(options.clock);
  const bot = options.bot ?? BOT;
  const listeners = new Set<(change: Change) => void>();
  const tell = (change: Change) => {
    for (const listener of listeners) listener(change);
  };
  const ts = timestamps(clock);
  return {
    options,
    clock,
    bot,
    team: options.team ?? { id: 'T0HARBOUR', domain: 'harbour' },
    directory: directory(options.users, options.channels, options.userGroups ?? [], bot),
    messages: messages(ts, (kind, channel, user) => tell({ kind, channel, ...(user === undefined ? {} : { user }) })),
    views: views((kind, user) => tell({ kind, user })),
    grants: grants(clock, options.triggerMs ?? 3000),
    files: files(clock, options.fileDelayMs ?? 800, () => tell({ kind: 'file' })),
    log: [],
    deeds: [],
    listeners,
    ts,
    tell,
    origin: '',
    requestUrl: options.requestUrl,
    revoked: undefined,
    scopes: options.scopes,
    stop,
  };
}
