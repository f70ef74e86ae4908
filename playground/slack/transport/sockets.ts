import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { isJson, type Json, parseJson } from '../json.ts';
import { freshSecret } from '../state/ids.ts';
import type { State } from '../state/state.ts';
import { type Connection, connect } from './connection.ts';
import { acceptKey } from './frames.ts';

/** What became of a request to the app. */
export type Ack =
  | { readonly ok: true; readonly body: unknown }
  | { readonly ok: false; readonly error: 'dispatch_failed' | 'operation_timeout'; readonly status?: number; readonly noRetry?: boolean };

/** Why Slack asks a socket to go. */
export type DisconnectReason = 'warning' | 'refresh_requested' | 'link_disabled' | 'too_many_websockets';

/** Socket Mode's server side. */
export interface Sockets {
  /** The address of one new connection, good once. */
  address(): string;
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void;
  count(): number;
  /** Sends an envelope on any connection and waits for its acknowledgement. */
  send(envelope: Json, ackMs: number): Promise<Ack>;
  /** Tells every connection this, at once. */
  disconnect(reason: DisconnectReason): void;
  /** As Slack refreshes connections: a warning to each, and ten seconds of world time later a request to those that are still there. */
  renew(): void;
  /** Ends all connections without a word. */
  cut(): void;
  /** Ends all connections in good order. */
  end(): void;
}

const MOST_CONNECTIONS = 10;
/** How long a socket that was asked to go may stay. */
const GRACE_MS = 10_000;
/** World time between the warning and the request to go. */
const WARNING_MS = 10_000;
/** Seconds that a connection lasts, as Slack's greeting was seen to say. */
const LASTS_SECONDS = 18_060;

/** No connection yet. */
export function sockets(state: State): Sockets {
  const tickets = new Set<string>();
  /** Those that envelopes go to. */
  const open: Connection[] = [];
  /** Every socket that is not closed, those asked to go included. */
  const live = new Set<Connection>();
  const waiting = new Map<string, (body: unknown) => void>();
  let turn = 0;

  const heard = (text: string) => {
    const message = parseJson(text);
    if (!isJson(message) || typeof message['envelope_id'] !== 'string') return;
    waiting.get(message['envelope_id'])?.(message['payload']);
  };
  const forget = (connection: Connection) => {
    const at = open.indexOf(connection);
    if (at < 0) return;
    open.splice(at, 1);
    state.tell({ kind: 'connection' });
  };
  const dismiss = (connection: Connection, reason: DisconnectReason) => {
    connection.send({ type: 'disconnect', reason, debug_info: { host: 'wss-simulated' } });
    if (reason === 'warning') return;
    forget(connection);
    const timer = setTimeout(() => connection.socket.destroy(), GRACE_MS);
    timer.unref();
    connection.socket.once('close', () => clearTimeout(timer));
  };
  const renew = (connections: readonly Connection[]) => {
    const there = connections.filter((connection) => open.includes(connection));
    for (const connection of there) dismiss(connection, 'warning');
    if (there.length === 0) return;
    state.clock.at(state.clock.now() + WARNING_MS, () => {
      for (const connection of there) if (open.includes(connection)) dismiss(connection, 'refresh_requested');
    });
  };
  const begin = (connection: Connection) => {
    open.push(connection);
    connection.send(hello(state, open.length));
    state.tell({ kind: 'connection' });
    const lasts = state.options.connectionSeconds;
    if (lasts !== undefined) state.clock.at(state.clock.now() + lasts * 1000 - WARNING_MS, () => renew([connection]));
  };

  return {
    address() {
      const ticket = freshSecret();
      tickets.add(ticket);
      return `${state.origin.replace('http', 'ws')}/link/?ticket=${ticket}&app_id=${state.bot.appId}`;
    },
    upgrade(request, socket, head) {
      const ticket = new URL(request.url ?? '/', state.origin).searchParams.get('ticket') ?? '';
      const key = request.headers['sec-websocket-key'];
      if (!tickets.delete(ticket) || key === undefined) return void socket.end('HTTP/1.1 401 Unauthorized\r\nconnection: close\r\n\r\n');
      socket.write(
        `HTTP/1.1 101 Switching Protocols\r\nupgrade: websocket\r\nconnection: Upgrade\r\nsec-websocket-accept: ${acceptKey(key)}\r\n\r\n`,
      );
      const connection = connect(socket, head, heard, () => forget(connection));
      live.add(connection);
      socket.once('close', () => live.delete(connection));
      if (open.length < MOST_CONNECTIONS) return begin(connection);
      dismiss(connection, 'too_many_websockets');
      connection.close();
    },
    count: () => open.length,
    async send(envelope, ackMs) {
      const connection = open[turn++ % Math.max(1, open.length)];
      if (!connection) return { ok: false, error: 'dispatch_failed' };
      const id = String(envelope['envelope_id']);
      const { promise, resolve } = Promise.withResolvers<Ack>();
      const timer = setTimeout(() => resolve({ ok: false, error: 'operation_timeout' }), ackMs);
      waiting.set(id, (body) => resolve({ ok: true, body }));
      connection.send(envelope);
      const ack = await promise;
      clearTimeout(timer);
      waiting.delete(id);
      return ack;
    },
    disconnect(reason) {
      for (const connection of [...open]) dismiss(connection, reason);
    },
    renew: () => renew([...open]),
    cut() {
      for (const { socket } of live) socket.destroy();
    },
    end() {
      for (const connection of live) connection.close();
    },
  };
}

function hello(state: State, count: number): Json {
  const seconds = state.options.connectionSeconds ?? LASTS_SECONDS;
  const debug = { host: 'wss-simulated', build_number: 1, approximate_connection_time: seconds };
  return { type: 'hello', num_connections: count, connection_info: { app_id: state.bot.appId }, debug_info: debug };
}
