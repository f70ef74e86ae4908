import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { LogLevel, SocketModeReceiver } from '@slack/bolt';
import { expect, it } from 'vitest';
import { acceptKey, encodeFrame, frameReader, OPCODE } from '../../playground/slack/transport/frames.ts';
import { patient } from '../../src/ops/slack/patience.ts';

/** Slack's two addresses, with a pong that takes its time. */
async function slowSlack(pongAfterMs: number) {
  const openedAt: number[] = [];
  const ends: (() => void)[] = [];
  const server = createServer((_request, response) => {
    const { port } = server.address() as AddressInfo; // a server on a port has an address of this shape
    response.setHeader('content-type', 'application/json').end(JSON.stringify({ ok: true, url: `ws://127.0.0.1:${port}/link` }));
  });
  const say: ((message: object) => void)[] = [];
  server.on('upgrade', (request, socket) => {
    const key = acceptKey(String(request.headers['sec-websocket-key']));
    socket.write(`HTTP/1.1 101 Switching Protocols\r\nupgrade: websocket\r\nconnection: Upgrade\r\nsec-websocket-accept: ${key}\r\n\r\n`);
    const write = (opcode: number, payload: Uint8Array) => socket.writable && socket.write(encodeFrame(opcode, payload));
    const reader = frameReader((opcode, payload) => {
      if (opcode === OPCODE.ping) setTimeout(() => write(OPCODE.pong, payload), pongAfterMs);
      if (opcode !== OPCODE.close) return;
      write(OPCODE.close, payload.subarray(0, 2));
      socket.end();
    });
    socket.on('data', (chunk: Buffer) => void reader.push(chunk));
    socket.on('error', () => socket.destroy());
    openedAt.push(Date.now());
    ends.push(() => socket.destroy());
    const tell = (message: object) => void write(OPCODE.text, Buffer.from(JSON.stringify(message)));
    say.push(tell);
    tell({ type: 'hello', num_connections: 1 });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo; // as above
  const close = () => {
    for (const end of ends) end();
    server.close();
  };
  return { url: `http://127.0.0.1:${port}/api/`, say, openedAt, close };
}

it('a link whose pongs take three seconds is kept, and one that Slack recycles is there again at once', async ({ onTestFinished }) => {
  const slack = await slowSlack(3_000);
  const receiver = new SocketModeReceiver({
    appToken: 'xapp-test',
    installerOptions: { clientOptions: { slackApiUrl: slack.url } },
    logLevel: LogLevel.ERROR,
  });
  patient(receiver.client);
  onTestFinished(async () => {
    await receiver.client.disconnect();
    slack.close();
  });
  await receiver.client.start();
  await pause(9_000);
  expect(slack.openedAt).toHaveLength(1);
  const at = Date.now();
  slack.say[0]?.({ type: 'disconnect', reason: 'refresh_requested' });
  await expect.poll(() => slack.openedAt.length, { timeout: 6_000 }).toBe(2);
  expect((slack.openedAt[1] ?? Number.POSITIVE_INFINITY) - at).toBeLessThan(4_000);
}, 30_000);
