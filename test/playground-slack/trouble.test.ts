import type { IncomingHttpHeaders, ServerResponse } from 'node:http';
import { WebClient } from '@slack/web-api';
import { describe, expect, it } from 'vitest';
import { answering, harbour, quiet, refusal } from './world.ts';

const post = { channel: 'C0MOVE', text: 'a' };

describe('rate limits', () => {
  it('let a channel have a burst, then one message a second of the world’s time', async () => {
    const { world, client, clock } = await harbour();
    clock.speed(0);
    for (let sent = 0; sent < 5; sent += 1) await client.chat.postMessage(post);
    await expect(client.chat.postMessage(post)).rejects.toMatchObject({ retryAfter: 1 });
    await client.chat.postMessage({ ...post, channel: 'U0MIA' });
    clock.jump(clock.now() + 1000);
    await client.chat.postMessage(post);
    await expect(client.chat.postMessage(post)).rejects.toMatchObject({ retryAfter: 1 });
    expect(world.log().at(-1)).toMatchObject({ method: 'chat.postMessage', status: 429 });
  });

  it('count each method by its tier', async () => {
    const { client, clock } = await harbour();
    clock.speed(0);
    for (let call = 0; call < 20; call += 1) await client.users.list({});
    await expect(client.users.list({})).rejects.toMatchObject({ retryAfter: 60 });
    await client.users.info({ user: 'U0MIA' });
    clock.jump(clock.now() + 60_000);
    expect(await client.users.list({})).toMatchObject({ ok: true });
  });

  it.each([
    ['tier 3', 50, (client: WebClient) => client.users.conversations({})],
    ['tier 4', 100, (client: WebClient) => client.users.info({ user: 'U0MIA' })],
  ] as const)('of %s are %i calls a minute', async (_tier, calls, call) => {
    const { client, clock } = await harbour();
    clock.speed(0);
    for (let made = 0; made < calls; made += 1) await call(client);
    await expect(call(client)).rejects.toMatchObject({ retryAfter: 60 });
    clock.jump(clock.now() + 60_000);
    expect(await call(client)).toMatchObject({ ok: true });
  });

  it('can be switched off', async () => {
    const { client } = await harbour({ rateLimits: false });
    for (let sent = 0; sent < 30; sent += 1) await client.chat.postMessage(post);
  });
});

describe('faults', () => {
  it.each([
    ['before', 0],
    ['after', 1],
    ['cut', 1],
    ['500', 0],
    ['429', 0],
  ] as const)('%s leaves %i message behind', async (mode, count) => {
    const { world, client } = await harbour();
    world.fail({ method: 'chat.postMessage', mode, times: 1 });
    await expect(client.chat.postMessage(post)).rejects.toThrow();
    expect(world.messages('C0MOVE')).toHaveLength(count);
    expect(await client.chat.postMessage(post)).toMatchObject({ ok: true });
  });
});

describe('events', () => {
  /** An app that refuses everything and keeps the headers it saw. */
  async function deaf(reply: Readonly<Record<string, string>> = {}) {
    const { world, clock } = await harbour();
    const seen: IncomingHttpHeaders[] = [];
    await answering(world, (request, response) => {
      seen.push(request.headers);
      response.writeHead(500, reply).end();
    });
    return { world, clock, seen };
  }

  it('are tried again at once, after a minute and after five', async () => {
    const { world, clock, seen } = await deaf();
    expect(await world.openHome('U0MIA')).toMatchObject({ sent: true, ok: false });
    await expect.poll(() => seen.length).toBe(2);
    clock.jump(clock.now() + 60_000);
    await expect.poll(() => seen.length).toBe(3);
    clock.jump(clock.now() + 300_000);
    await expect.poll(() => seen.length).toBe(4);
    expect(seen.map((headers) => headers['x-slack-retry-num'])).toEqual([undefined, '1', '2', '3']);
    expect(seen[1]?.['x-slack-retry-reason']).toBe('http_error');
  });

  it('are not tried again where the app says so', async () => {
    const { world, clock, seen } = await deaf({ 'x-slack-no-retry': '1' });
    await world.openHome('U0MIA');
    clock.jump(clock.now() + 600_000);
    await new Promise((done) => setTimeout(done, 20));
    expect(seen).toHaveLength(1);
  });

  it('are tried again because nobody was there, because nobody answered in time, or because of the answer', async () => {
    const { world, clock } = await harbour({ ackMs: 40 });
    const seen: (readonly [number, unknown, unknown])[] = [];
    const answers = [
      () => {},
      (response: ServerResponse) => void response.socket?.destroy(),
      (response: ServerResponse) => void response.writeHead(503).end(),
    ];
    await answering(world, ({ headers }, response) => {
      seen.push([seen.length, headers['x-slack-retry-num'], headers['x-slack-retry-reason']]);
      answers[seen.length - 1]?.(response);
      if (seen.length > answers.length) response.end();
    });
    await world.openHome('U0MIA');
    await expect.poll(() => seen.length).toBe(2);
    clock.jump(clock.now() + 60_000);
    await expect.poll(() => seen.length).toBe(3);
    clock.jump(clock.now() + 300_000);
    await expect.poll(() => seen.length).toBe(4);
    expect(seen).toEqual([
      [0, undefined, undefined],
      [1, '1', 'http_timeout'],
      [2, '2', 'connection_failed'],
      [3, '3', 'http_error'],
    ]);
  });

  it('end with the app: what waits to be tried again is not, once it is taken out', async () => {
    const { world, clock, seen } = await deaf();
    await world.openHome('U0MIA');
    await expect.poll(() => seen.length).toBe(2);
    world.revoke('account_inactive');
    clock.jump(clock.now() + 600_000);
    await new Promise((done) => setTimeout(done, 20));
    expect(seen).toHaveLength(2);
  });

  it('come only where the app listens and is a member', async () => {
    const { world } = await harbour({ events: ['app_mention'] });
    expect(await world.openHome('U0MIA')).toMatchObject({ sent: false });
    expect(await world.mention('U0MIA', 'C0OPEN', 'hello')).toMatchObject({ sent: false });
    expect(await world.mention('U0MIA', 'C0MOVE', 'hello')).toMatchObject({ sent: true, ok: false });
  });
});

describe('files', () => {
  const png = Buffer.from('89504e47', 'hex');
  const picture = (id: string) => [{ type: 'image' as const, alt_text: 'heat map', slack_file: { id } }];

  it('are uploaded in three steps and shown once processed', async () => {
    const { world, client, clock } = await harbour();
    clock.speed(0);
    const done = await client.filesUploadV2({ file: png, filename: 'heat.png', channel_id: 'C0MOVE', initial_comment: 'the map' });
    const id = world.files()[0]?.id ?? '';
    expect(done.ok).toBe(true);
    expect(world.messages('C0MOVE')).toEqual([]);
    expect((await client.files.info({ file: id })).file).toMatchObject({ mimetype: '' });
    const early = await refusal(client.chat.postMessage({ ...post, blocks: picture(id) }));
    expect(early).toMatchObject({
      error: 'invalid_blocks',
      messages: ['[ERROR] invalid slack file [json-pointer:/blocks/0/slack_file/id]'],
    });
    clock.jump(clock.now() + 1000);
    await expect.poll(() => world.messages('C0MOVE')).toMatchObject([{ text: 'the map', files: [id] }]);
    expect((await client.files.info({ file: id })).file).toMatchObject({ mimetype: 'image/png', filetype: 'png' });
    expect(Buffer.from(world.files()[0]?.bytes ?? []).equals(png)).toBe(true);
    expect(await client.chat.postMessage({ ...post, blocks: picture(id) })).toMatchObject({ ok: true });
  });

  it('can be named by their address too: such a file, ready, and a picture', async () => {
    const { world, client, clock } = await harbour();
    clock.speed(0);
    const named = (url: string) => [{ type: 'image' as const, alt_text: 'heat map', slack_file: { url } }];
    await client.filesUploadV2({ file: png, filename: 'heat.png' });
    await client.filesUploadV2({ file: png, filename: 'table.csv' });
    const [heat, table] = await Promise.all(world.files().map(async ({ id }) => (await client.files.info({ file: id })).file));
    const invalid = { error: 'invalid_blocks', messages: ['[ERROR] invalid slack file [json-pointer:/blocks/0/slack_file/url]'] };
    expect(await refusal(client.chat.postMessage({ ...post, blocks: named(heat?.url_private ?? '') }))).toMatchObject(invalid);
    clock.jump(clock.now() + 10_000);
    // Processed is what its type tells; the jump alone only lets the time for it pass.
    for (const { id } of world.files()) await expect.poll(async () => (await client.files.info({ file: id })).file?.filetype).not.toBe('');
    for (const url of [heat?.url_private ?? '', heat?.permalink ?? '']) {
      expect(await client.chat.postMessage({ ...post, blocks: named(url) })).toMatchObject({ ok: true });
    }
    for (const url of [table?.url_private ?? '', `${heat?.url_private}x`, 'https://elsewhere.test/heat.png']) {
      expect(await refusal(client.chat.postMessage({ ...post, blocks: named(url) }))).toMatchObject(invalid);
    }
  });

  it('need their bytes, all of them', async () => {
    const { client } = await harbour();
    const { upload_url = '', file_id: id = '' } = await client.files.getUploadURLExternal({ filename: 'a.csv', length: 3 });
    expect((await fetch(upload_url, { method: 'POST', body: 'ab' })).status).toBe(400);
    expect(await refusal(client.files.completeUploadExternal({ files: [{ id }] }))).toMatchObject({ error: 'file_not_found' });
    expect((await fetch(upload_url, { method: 'POST', body: 'abc' })).status).toBe(200);
    expect(await client.files.completeUploadExternal({ files: [{ id, title: 'A' }] })).toMatchObject({ ok: true });
  });
});

describe('the page', () => {
  it('is told of changes and gets all of it as JSON', async () => {
    const { world, client } = await harbour();
    const kinds: string[] = [];
    const stop = world.onChange((change) => void kinds.push(change.kind));
    await client.chat.postMessage(post);
    stop();
    await client.chat.postMessage(post);
    expect(kinds).toEqual(['message', 'log']);
    const seen = JSON.parse(JSON.stringify(world.snapshot()));
    expect(seen.channels[0]).toMatchObject({ name: 'move', messages: [{ text: 'a' }, { text: 'a' }] });
    expect(JSON.stringify(world.log())).not.toContain('xoxb-1');
  });

  it('survives a client that waits out a 429 by itself', async () => {
    const { world } = await harbour();
    world.fail({ method: 'auth.test', mode: '429', times: 1, retryAfter: 0 });
    const patient = new WebClient('xoxb-1', { slackApiUrl: world.apiUrl, retryConfig: { retries: 1, minTimeout: 1 }, logger: quiet });
    expect(await patient.auth.test()).toMatchObject({ ok: true });
  });
});
