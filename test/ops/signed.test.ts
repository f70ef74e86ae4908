import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterEach, describe, expect, it } from 'vitest';
import { guarded } from '../../src/ops/http/signed.ts';

const servers: ReturnType<typeof createServer>[] = [];
afterEach(() => servers.splice(0).map((server) => server.close()));

/** Behind the guard a receiver that takes the body `real` for signed, and nothing else. */
async function guardedServer() {
  const refused: string[] = [];
  const taken: string[] = [];
  const receiver: RequestListener = (request, response) =>
    void text(request).then((body) => {
      if (body === 'real') taken.push(body);
      response.writeHead(body === 'real' ? 200 : 401).end();
    });
  const server = createServer(guarded(receiver, (why) => refused.push(why)));
  servers.push(server);
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo; // A server on a port has an address of this kind.
  const send = async (body: string, sentS = Math.floor(Date.now() / 1000)) => {
    const headers = { 'x-slack-request-timestamp': `${sentS}`, 'x-slack-signature': 'v0=the-same' };
    return (await fetch(`http://127.0.0.1:${port}`, { method: 'POST', headers, body })).status;
  };
  return { send, refused, taken };
}

describe('requests in HTTP mode', () => {
  it('takes a request once, and refuses the same one again', async () => {
    const { send, refused, taken } = await guardedServer();
    expect([await send('real'), await send('real')]).toEqual([200, 401]);
    expect(taken).toEqual(['real']);
    expect(refused).toEqual(['replayed']);
  });

  it('takes the real request although somebody sent another body under its signature first', async () => {
    const { send, refused, taken } = await guardedServer();
    expect([await send('forged'), await send('real')]).toEqual([401, 200]);
    expect(taken).toEqual(['real']);
    expect(refused).toEqual(['forged']);
  });

  it.each([
    ['old', -301],
    ['future', 310],
  ])('refuses one that is %s', async (why, seconds) => {
    const { send, refused } = await guardedServer();
    expect(await send('real', Math.floor(Date.now() / 1000) + seconds)).toBe(401);
    expect(refused).toEqual([why]);
  });
});
