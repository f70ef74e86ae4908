import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { isJson, type Json, parseJson } from '../json.ts';
import { freshSecret } from '../state/ids.ts';
import type { State } from '../state/state.ts';
import { acceptKey, encodeFrame, frameReader, OPCODE } from './frames.ts';

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
  /** Asks every connection to go and be opened anew. */
  disconnect(reason: DisconnectReason): void;
  /** Ends all connections without a word. */
  cut(): void;
  /** Ends all connections in good order. */
  end(): void;
}

const MOST_CONNECTIONS = 10;
const PING_MS = 10_000;
const GRACE_MS = 10_000;
/** Close code 1001. */
const GOING_AWAY = Buffer.from([0x03, 0xe9]);

interface Connection {
  readonly socket: Duplex;
  send(value: Json): void;
  close(): void;
}

/** No connection yet. */
export function sockets(state: State): Sockets {
  const tickets = new Set<string>();
  const open: Connection[] = [];
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
      if (open.length >= MOST_CONNECTIONS) return connection.send({ type: 'disconnect', reason: 'too_many_websockets' });
      open.push(connection);
      connection.send(hello(state, open.length));
      state.tell({ kind: 'connection' });
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
      for (const connection of [...open]) {
        connection.send({ type: 'disconnect', reason, debug_info: { host: 'wss-simulated' } });
        if (reason !== 'warning') forget(connection);
        const timer = setTimeout(() => connection.socket.destroy(), GRACE_MS);
        timer.unref();
        connection.socket.once('close', () => clearTimeout(timer));
      }
    },
    cut() {
      for (const connection of [...open]) connection.socket.destroy();
    },
    end() {
      for (const connection of [...open]) connection.close();
    },
  };
}

function hello(state: State, count: number): Json {
  const debug = { host: 'wss-simulated', build_number: 1, approximate_connection_time: 18_060 };
  return { type: 'hello', num_connections: count, connection_info: { app_id: state.bot.appId }, debug_info: debug };
}

function connect(socket: Duplex, head: Buffer, heard: (text: string) => void, gone: () => void): Connection {
  const write = (opcode: number, payload: Uint8Array) => {
    if (socket.writable) socket.write(encodeFrame(opcode, payload));
  };
  const reader = frameReader((opcode, payload) => {
    if (opcode === OPCODE.ping) write(OPCODE.pong, payload);
    else if (opcode === OPCODE.text) heard(payload.toString());
    else if (opcode === OPCODE.close) {
      write(OPCODE.close, payload.subarray(0, 2));
      socket.end();
      gone();
    }
  });
  const take = (chunk: Buffer) => {
    if (!reader.push(chunk)) socket.destroy();
  };
  const beat = setInterval(() => write(OPCODE.ping, Buffer.from('beat')), PING_MS);
  beat.unref();
  socket.on('data', take);
  // A process that was killed hangs up without a closing frame: Slack sends it nothing more.
  socket.on('end', () => {
    socket.end();
    gone();
  });
  socket.on('error', () => socket.destroy());
  socket.on('close', () => {
    clearInterval(beat);
    gone();
  });
  if (head.length > 0) take(head);
  const close = () => {
    write(OPCODE.close, GOING_AWAY);
    socket.end();
  };
  return { socket, send: (value) => write(OPCODE.text, Buffer.from(JSON.stringify(value))), close };
}
