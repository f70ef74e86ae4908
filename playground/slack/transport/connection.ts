import type { Duplex } from 'node:stream';
import type { Json } from '../json.ts';
import { encodeFrame, frameReader, OPCODE } from './frames.ts';

/** One socket of an app. */
export interface Connection {
  readonly socket: Duplex;
  send(value: Json): void;
  /** Says goodbye and hangs up, whether or not the other end does. */
  close(): void;
}

const PING_MS = 10_000;
/** Close code 1001. */
const GOING_AWAY = Buffer.from([0x03, 0xe9]);

/** Speaks WebSocket on a socket after its handshake; `gone` is called when the other end has hung up, perhaps more than once. */
export function connect(socket: Duplex, head: Buffer, heard: (text: string) => void, gone: () => void): Connection {
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
    socket.end(() => socket.destroy());
  };
  return { socket, send: (value) => write(OPCODE.text, Buffer.from(JSON.stringify(value))), close };
}
