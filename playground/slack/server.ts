import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { callAnswerer } from './api/call.ts';
import { rates } from './api/rates.ts';
import { type Events, eventSender } from './people/events.ts';
import { type Press, presser } from './people/press.ts';
import { type SlashResult, slasher } from './people/slash.ts';
import { closer, type Entered, type SubmitResult, submitter } from './people/submit.ts';
import { type Snapshot, snapshot } from './snapshot.ts';
import { newState, type State } from './state/state.ts';
import { type Deliver, deliverer, type Forgery, type SignedRequest } from './transport/deliver.ts';
import { type Fault, type Faults, faults } from './transport/faults.ts';
import { webServer } from './transport/http.ts';
import { type Ack, type DisconnectReason, type Sockets, sockets } from './transport/sockets.ts';
import type { Bot, Change, Deed, Ephemeral, LogEntry, SlackOptions, StoredFile, Thread, View } from './types.ts';

/** What people do. */
export interface PeopleApi extends Events {
  slash(userId: string, channelId: string, text: string): Promise<SlashResult>;
  press: Press;
  submit(userId: string, viewId: string, values?: Entered): Promise<SubmitResult>;
  close(userId: string, viewId: string, all?: boolean): Promise<void>;
  /** Takes the app out: its sockets are asked to go, every call is answered with this error, nothing reaches it. `undefined` puts it back. */
  revoke(error: 'account_inactive' | 'token_revoked' | 'invalid_auth' | undefined): void;
  /** Sets the scopes the app has. */
  grant(scopes: readonly string[]): void;
}

/** What goes wrong. */
export interface FaultApi {
  fail(fault: Fault): void;
  clearFaults(): void;
  /** The faults that wait for a call. */
  faults(): ReturnType<Faults['left']>;
  /** Slack is gone: every request is cut off, every socket ended, nothing comes from it. */
  away(is: boolean): void;
  /** Tells every socket this at once. */
  refreshSockets(reason?: DisconnectReason): void;
  /** Warns every socket, and ten seconds of world time later asks those that are still there to go: as Slack does every few hours. */
  renewSockets(): void;
  cutSockets(): void;
  connections(): number;
  setRequestUrl(url: string | undefined): void;
  /** Asks that address to repeat a word, as Slack does when it is entered: false is a red line under it. */
  verifyRequestUrl(): Promise<boolean>;
  lastSignedRequest(): SignedRequest | undefined;
  /** Brings the last command, press, submission or event once more under its own ids, in either mode. */
  resend(): Promise<Ack>;
  /** Sends a request once more, to the letter. */
  replay(request?: SignedRequest): Promise<{ readonly status: number; readonly body: string }>;
  /** Sends a command signed with another secret or at another time. */
  forge(fields: Readonly<Record<string, string>>, forgery: Forgery): Promise<{ readonly status: number; readonly body: string }>;
}

/** What one can see. */
export interface ReadingApi {
  messages(channelId: string): readonly Thread[];
  ephemerals(userId: string): readonly Ephemeral[];
  modals(userId: string): readonly View[];
  home(userId: string): View | undefined;
  files(): readonly StoredFile[];
  /** The conversation between this person and the bot. */
  directChannel(userId: string): string;
  log(): readonly LogEntry[];
  /** Every command and press so far, oldest first. */
  deeds(): readonly Deed[];
  onChange(listener: (change: Change) => void): () => void;
  snapshot(): Snapshot;
}

/** The simulated Slack: a server that speaks as Slack does, and hands to act and look with. */
export interface SlackWorld extends PeopleApi, FaultApi, ReadingApi {
  /** `http://127.0.0.1:port/api/`, for `slackApiUrl`. */
  readonly apiUrl: string;
  readonly bot: Bot;
  readonly team: { readonly id: string; readonly domain: string };
  stop(): Promise<void>;
}

/** Starts a simulated Slack on the loopback address. */
export async function startSlack(options: SlackOptions): Promise<SlackWorld> {
  const state = newState(options);
  const ordered = faults();
  const links = sockets(state);
  let away = false;
  const isAway = () => away;
  const answer = callAnswerer(state, rates(state.clock), () => links.address());
  const server = webServer({ state, faults: ordered, sockets: links, answer, isAway });
  server.listen(options.port ?? 0, '127.0.0.1');
  await once(server, 'listening');
  // A server listening on a port has an address of this shape; only pipes have a string.
  const { port } = server.address() as AddressInfo;
  state.origin = `http://127.0.0.1:${port}`;
  const deliver = deliverer(state, links, isAway);
  const setAway = (is: boolean) => {
    away = is;
    if (is) links.cut();
  };
  return {
    apiUrl: `${state.origin}/api/`,
    bot: state.bot,
    team: state.team,
    ...peopleApi(state, deliver, links),
    ...faultApi(state, deliver, links, ordered, setAway),
    ...readingApi(state),
    async stop() {
      state.stop();
      links.end();
      server.closeAllConnections();
      await new Promise<void>((done) => server.close(() => done()));
    },
  };
}

function peopleApi(state: State, deliver: Deliver, links: Sockets): PeopleApi {
  return {
    ...eventSender(state, deliver),
    slash: slasher(state, deliver),
    press: presser(state, deliver),
    submit: submitter(state, deliver),
    close: closer(state, deliver),
    revoke(error) {
      state.revoked = error;
      if (error !== undefined) links.disconnect('link_disabled');
    },
    grant(scopes) {
      state.scopes = scopes;
    },
  };
}

function faultApi(state: State, deliver: Deliver, links: Sockets, ordered: Faults, away: (is: boolean) => void): FaultApi {
  return {
    fail: (fault) => ordered.add(fault),
    clearFaults: () => ordered.clear(),
    faults: () => ordered.left(),
    away,
    refreshSockets: (reason = 'refresh_requested') => links.disconnect(reason),
    renewSockets: () => links.renew(),
    cutSockets: () => links.cut(),
    connections: () => links.count(),
    setRequestUrl(url) {
      state.requestUrl = url;
    },
    verifyRequestUrl: () => deliver.verify(),
    lastSignedRequest: () => deliver.last(),
    resend: () => deliver.again(),
    replay(request = deliver.last()) {
      if (!request) throw new Error('No signed request has been sent yet');
      return deliver.post(request);
    },
    forge: (fields, forgery) =>
      deliver.post(deliver.sign(new URLSearchParams(fields).toString(), 'application/x-www-form-urlencoded', forgery)),
  };
}

function readingApi(state: State): ReadingApi {
  return {
    messages: (channelId) => state.messages.threads(channelId),
    ephemerals: (userId) => state.messages.ephemerals(userId),
    modals: (userId) => state.views.stack(userId),
    home: (userId) => state.views.home(userId),
    files: () => state.files.all(),
    directChannel: (userId) => state.directory.direct([userId]).conversation.id,
    log: () => state.log,
    deeds: () => state.deeds,
    onChange(listener) {
      state.listeners.add(listener);
      return () => void state.listeners.delete(listener);
    },
    snapshot: () => snapshot(state),
  };
}
