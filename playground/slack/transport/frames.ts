import { createHash } from 'node:crypto';

/** The kinds of frame of RFC 6455 that Socket Mode needs. */
export const OPCODE = { more: 0, text: 1, binary: 2, close: 8, ping: 9, pong: 10 } as const;

const GUID = '258EAFA5-E914-47DA-95CA-C5AB0DC85B11';
/** Larger messages are refused: acknowledgements are small. */
const MOST_BYTES = 4 * 1024 * 1024;

/** The answer to a client's `Sec-WebSocket-Key`. */
export function acceptKey(key: string): string {
  return createHash('sha1')
    .update(key + GUID)
    .digest('base64');
}

/** One whole frame as a server sends it: unmasked. */
export function encodeFrame(opcode: number, payload: Uint8Array): Buffer {
  const { length } = payload;
  const head = Buffer.alloc(length < 126 ? 2 : length < 65_536 ? 4 : 10);
  head[0] = 0x80 | opcode;
  if (length < 126) head[1] = length;
  else if (length < 65_536) {
    head[1] = 126;
    head.writeUInt16BE(length, 2);
  } else {
    head[1] = 127;
    head.writeBigUInt64BE(BigInt(length), 2);
  }
  return Buffer.concat([head, payload]);
}

interface Frame {
  readonly opcode: number;
  readonly final: boolean;
  readonly payload: Buffer;
}

/** Puts frames together again; `whole` gets each complete message or control frame. False from `push` means a broken stream. */
export function frameReader(whole: (opcode: number, payload: Buffer) => void): { push(chunk: Buffer): boolean } {
  let rest: Buffer = Buffer.alloc(0);
  let parts: Buffer[] = [];
  let opcode: number = OPCODE.text;
  const take = (frame: Frame) => {
    if (frame.opcode >= OPCODE.close) return whole(frame.opcode, frame.payload);
    if (frame.opcode !== OPCODE.more) opcode = frame.opcode;
    parts.push(frame.payload);
    if (!frame.final) return;
    const message = Buffer.concat(parts);
    parts = [];
    whole(opcode, message);
  };
  return {
    push(chunk) {
      rest = Buffer.concat([rest, chunk]);
      for (let next = readFrame(rest); next !== 'more'; next = readFrame(rest)) {
        if (next === 'broken') return false;
        rest = rest.subarray(next.bytes);
        take(next.frame);
      }
      return true;
    },
  };
}

function readFrame(data: Buffer): { readonly frame: Frame; readonly bytes: number } | 'more' | 'broken' {
  if (data.length < 2) return 'more';
  const first = data.readUInt8(0);
  const second = data.readUInt8(1);
  const short = second & 0x7f;
  const wide = short === 126 ? 2 : short === 127 ? 8 : 0;
  if ((second & 0x80) === 0 || (first & 0x70) !== 0) return 'broken';
  const start = 2 + wide + 4;
  if (data.length < start) return 'more';
  const length = wide === 0 ? short : wide === 2 ? data.readUInt16BE(2) : Number(data.readBigUInt64BE(2));
  if (length > MOST_BYTES) return 'broken';
  if (data.length < start + length) return 'more';
  const mask = data.subarray(start - 4, start);
  const payload = Buffer.from(data.subarray(start, start + length));
  for (let at = 0; at < payload.length; at += 1) payload.writeUInt8(payload.readUInt8(at) ^ mask.readUInt8(at % 4), at);
  return { frame: { opcode: first & 0x0f, final: (first & 0x80) !== 0, payload }, bytes: start + length };
}
