import { connect } from 'node:net';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { after, harbour, httpApp } from './world.ts';

/** The handshake of a WebSocket, and nothing of a client's good manners. */
function knock(url: string, allowHalfOpen = false) {
  const { hostname, port, pathname, search } = new URL(url);
  const socket = connect({ port: Number(port), host: hostname, allowHalfOpen });
  after(() => socket.destroy());
  const heard: string[] = [];
  socket.on('data', (chunk) => void heard.push(chunk.toString('latin1')));
  socket.on('error', () => {});
  socket.write(
    `GET ${pathname}${search} HTTP/1.1\r\nhost: ${hostname}\r\nupgrade: websocket\r\nconnection: Upgrade\r\nsec-websocket-version: 13\r\nsec-websocket-key: ${btoa('a key of 16 byte')}\r\n\r\n`,
  );
  return { socket, heard: () => heard.join('') };
}

async function address(apiUrl: string): Promise<string> {
  const answer = await fetch(`${apiUrl}apps.connections.open`, { method: 'POST', headers: { authorization: 'Bearer xapp-1' } });
  return z.object({ url: z.string() }).parse(await answer.json()).url;
}

/** A connected socket; a stubborn one stays when it is asked to go. */
async function bareSocket(apiUrl: string, stubborn = false) {
  const url = await address(apiUrl);
  const bare = knock(url, stubborn);
  await expect.poll(bare.heard).toContain('"type":"hello"');
  return { ...bare, url };
}

describe('sockets', () => {
  it('are gone as soon as the other end hangs up without a word', async () => {
    const { world } = await harbour();
    const { socket } = await bareSocket(world.apiUrl);
    expect(world.connections()).toBe(1);
    socket.end();
    await expect.poll(() => world.connections(), { timeout: 500 }).toBe(0);
    expect(await world.slash('U0MIA', 'C0MOVE', '')).toMatchObject({ ok: false, error: 'dispatch_failed' });
  });

  it('are up to ten side by side, and each envelope goes to one of them', async () => {
    const { world } = await harbour({ ackMs: 30 });
    const all = [];
    for (let count = 0; count < 10; count += 1) all.push(await bareSocket(world.apiUrl));
    expect(world.connections()).toBe(10);
    await world.slash('U0MIA', 'C0MOVE', 'once');
    expect(all.filter((each) => each.heard().includes('"text":"once"'))).toHaveLength(1);
    expect(all.at(-1)?.heard()).toContain('"num_connections":10');
  });

  it('carry an event again where nobody acknowledged it, and say how often', async () => {
    const { world } = await harbour({ ackMs: 30 });
    const { heard } = await bareSocket(world.apiUrl);
    expect(await world.openHome('U0MIA')).toMatchObject({ sent: true, ok: false });
    await expect.poll(heard).toContain('"retry_attempt":1,"retry_reason":"timeout"');
    expect(heard()).toContain('"retry_attempt":0,"retry_reason":""');
    const ids = [...heard().matchAll(/"event_id":"(\w+)"/g)].map((found) => found[1]);
    expect(ids).toHaveLength(2);
    expect(new Set(ids).size).toBe(1);
  });

  it('are warned before a refresh, then asked to go; an address is good for one connection', async () => {
    const { world } = await harbour();
    const { heard, url } = await bareSocket(world.apiUrl);
    world.refreshSockets('warning');
    await expect.poll(heard).toContain('"reason":"warning"');
    expect(world.connections()).toBe(1);
    world.refreshSockets();
    await expect.poll(heard).toContain('"reason":"refresh_requested"');
    expect(world.connections()).toBe(0);
    const again = knock(url);
    await expect.poll(again.heard).toContain('401 Unauthorized');
  });

  it('beyond ten are told why and hung up on, and hold nothing up when Slack stops', async () => {
    const { world } = await harbour();
    for (let count = 0; count < 10; count += 1) await bareSocket(world.apiUrl);
    const eleventh = knock(await address(world.apiUrl));
    const closed = new Promise((done) => eleventh.socket.once('close', done));
    await expect.poll(eleventh.heard).toContain('"reason":"too_many_websockets"');
    await closed;
    expect(eleventh.heard()).not.toContain('hello');
    expect(world.connections()).toBe(10);
    await world.stop();
    await expect.poll(() => world.connections()).toBe(0);
  });

  it('that were asked to go, and stay, do not hold Slack up either', async () => {
    const { world } = await harbour();
    const stubborn = await bareSocket(world.apiUrl, true);
    world.refreshSockets();
    await expect.poll(stubborn.heard).toContain('"reason":"refresh_requested"');
    expect(stubborn.socket.readableEnded).toBe(false);
    await world.stop();
    await expect.poll(() => stubborn.socket.readableEnded).toBe(true);
  });

  it('that were asked to go, and stay, are cut with the others', async () => {
    const { world } = await harbour();
    const stubborn = await bareSocket(world.apiUrl, true);
    world.refreshSockets();
    world.cutSockets();
    await expect.poll(() => stubborn.socket.readableEnded || stubborn.socket.closed).toBe(true);
  });

  it('are warned, and ten seconds of the world later asked to go, where one renews them by hand', async () => {
    const { world, clock } = await harbour();
    clock.speed(0);
    const { heard } = await bareSocket(world.apiUrl);
    world.renewSockets();
    await expect.poll(heard).toContain('"reason":"warning"');
    clock.jump(clock.now() + 9_999);
    expect(world.connections()).toBe(1);
    expect(heard()).not.toContain('refresh_requested');
    const late = [await bareSocket(world.apiUrl), await bareSocket(world.apiUrl)];
    clock.jump(clock.now() + 1);
    await expect.poll(heard).toContain('"reason":"refresh_requested"');
    expect(heard().indexOf('warning')).toBeLessThan(heard().indexOf('refresh_requested'));
    expect(world.connections()).toBe(2);
    for (const each of late) expect(each.heard()).not.toContain('disconnect');
  });

  it('last as long as their greeting says, by the world’s clock', async () => {
    const { world, clock } = await harbour({ connectionSeconds: 3600 });
    clock.speed(0);
    const { heard } = await bareSocket(world.apiUrl);
    expect(heard()).toContain('"approximate_connection_time":3600');
    clock.jump(clock.now() + 3_589_999);
    expect(heard()).not.toContain('disconnect');
    clock.jump(clock.now() + 1);
    await expect.poll(heard).toContain('"reason":"warning"');
    clock.jump(clock.now() + 10_000);
    await expect.poll(heard).toContain('"reason":"refresh_requested"');
    expect(world.connections()).toBe(0);
  });

  it('are disabled when the app is taken out, and nothing comes any more', async () => {
    const { world } = await harbour();
    const { heard } = await bareSocket(world.apiUrl);
    world.revoke('account_inactive');
    await expect.poll(heard).toContain('"reason":"link_disabled"');
    expect(world.connections()).toBe(0);
    expect(await world.slash('U0MIA', 'C0MOVE', 'anybody?')).toMatchObject({ ok: false, error: 'dispatch_failed' });
    expect(heard()).not.toContain('anybody?');
  });

  it('are not the only way that is closed then: HTTP mode hears nothing either', async () => {
    const { world } = await harbour();
    const app = await httpApp(world);
    const heard: string[] = [];
    app.command('/migrate', async ({ ack, command }) => {
      heard.push(command.text);
      await ack();
    });
    await world.slash('U0MIA', 'C0MOVE', 'before');
    world.revoke('token_revoked');
    expect(await world.slash('U0MIA', 'C0MOVE', 'after')).toMatchObject({ ok: false, error: 'dispatch_failed' });
    expect(heard).toEqual(['before']);
  });
});
