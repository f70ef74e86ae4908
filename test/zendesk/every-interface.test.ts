import { describe, expect, it } from 'vitest';
import { ZendeskRefused, ZendeskUnavailable } from '../../src/zendesk/port.ts';
import { BOTH, harbor, type Reply } from './answering.ts';
import { type Interface, interfaces } from './interfaces.ts';

const all = Object.entries(interfaces);

async function asking(one: Interface, ...replies: readonly Reply[]) {
  const { server, time, zendesk } = await harbor(BOTH, { timeoutMs: 60 });
  server.on(one.path, ...replies);
  const answer = () => one.ask(zendesk);
  return { server, time, answer };
}

const caught = (promise: Promise<unknown>) =>
  promise.then(
    (value) => value,
    (error: unknown) => error,
  );

describe.each(all)('%s', (name, one) => {
  it('reads a good answer', async () => {
    const { answer } = await asking(one, { json: one.good });
    expect(await answer()).toEqual(one.means);
  });

  const { empty } = one;
  if (empty !== undefined) {
    it('reads an answer with nothing in it', async () => {
      const { answer } = await asking(one, { json: empty.json });
      expect(await answer()).toEqual(empty.means);
    });
  }

  it.each([401, 403, 404, 422])('is refused by HTTP %i', async (status) => {
    const { server, answer } = await asking(one, { status, text: 'Couldn’t do that' });
    // After a 404 these two try another path.
    for (const other of ['/harbor/api/v2/tickets/4101', '/harbor/api/v2/account/settings']) server.on(other, { status, text: 'Neither' });
    expect(await caught(answer())).toMatchObject({ name: 'ZendeskRefused', status });
  });

  it('asks nothing without its credential', async () => {
    const { server, zendesk } = await harbor({});
    server.on(one.path, { json: one.good });
    const without = one.ask(zendesk);
    if (one.credential === 'none') return expect(await without).toEqual(one.means);
    expect(await caught(without)).toMatchObject({ name: 'ZendeskRefused', status: 0 });
    expect(server.met).toEqual([]);
  });

  it('shows its own credential and no other', async () => {
    const { server, answer } = await asking(one, { json: one.good });
    await answer();
    const basic = `Basic ${Buffer.from('app_key:conversations-secret').toString('base64')}`;
    const bearer = { support: 'Bearer support-secret', chat: 'Bearer chat-secret', conversations: basic, none: undefined }[one.credential];
    const expected = name === 'articles' ? 'Bearer support-secret' : bearer;
    expect(new Set(server.met.map((met) => met.headers.authorization))).toEqual(new Set([expected]));
  });

  it.each<[string, Reply]>([
    ['HTML', { text: '<html>Please sign in as zendesk-person</html>' }],
    ['JSON that breaks off', { text: '{"count": 3, "results": [{"id"' }],
    ['nothing', { text: '' }],
    ['null', { json: null }],
    ['another type', { json: one.wrong }],
    ['a number', { json: 7 }],
  ])('never guesses at %s', async (_, reply) => {
    const { answer } = await asking(one, reply);
    const outcome = await caught(answer());
    if (one.odd !== undefined) return expect(outcome).toBe(one.odd);
    expect(outcome).toMatchObject({ name: 'UnexpectedShape' });
    expect(String(outcome)).not.toContain('zendesk-person');
  });

  it.each([204, 202])('takes HTTP %i for no answer', async (status) => {
    const { answer } = await asking(one, { status, text: '' });
    expect(await caught(answer())).toMatchObject({ name: 'UnexpectedShape' });
  });

  it('refuses a redirect to a foreign host, and names only the host', async () => {
    const { server, answer } = await asking(one, { status: 302, headers: { location: 'https://login.example/secret?token=1' }, text: '' });
    const outcome = await caught(answer());
    if (name === 'articles') return expect(outcome).toMatchObject({ name: 'ZendeskRefused', status: 302 });
    expect(outcome).toMatchObject({ name: 'UnexpectedShape' });
    expect(String(outcome)).toContain('login.example');
    expect(String(outcome)).not.toContain('secret');
    expect(server.count(one.path)).toBe(1);
  });

  it('waits as long as a 429 says', async () => {
    const { time, answer } = await asking(
      one,
      { status: 429, headers: { 'retry-after': '7' }, text: 'Number of allowed' },
      { json: one.good },
    );
    expect(await answer()).toEqual(one.means);
    expect(time.slept).toEqual([7_000]);
  });

  it('leaves a long wait to its caller', async () => {
    const { server, answer } = await asking(one, { status: 429, text: 'Number of allowed API requests per minute exceeded' });
    expect(await caught(answer())).toMatchObject({ name: 'ZendeskUnavailable', retryAfterMs: 60_000 });
    expect(server.count(one.path)).toBe(1);
  });

  it('asks again after a 5xx and after a lost connection', async () => {
    const { answer } = await asking(one, { status: 503, text: '' }, { odd: 'cut' }, { json: one.good });
    expect(await answer()).toEqual(one.means);
  });

  it.each([500, 503, 408])('is unavailable when HTTP %i stays', async (status) => {
    const { server, answer } = await asking(one, { status, text: '' });
    expect(await caught(answer())).toBeInstanceOf(ZendeskUnavailable);
    expect(server.count(one.path)).toBe(3);
  });
});

it('tells an answer that never comes, or never ends, from one that is slow', async () => {
  for (const odd of ['never', 'drip'] as const) {
    const { answer } = await asking(interfaces.settings, { odd });
    expect(await caught(answer())).toMatchObject({ name: 'ZendeskUnavailable', message: expect.stringContaining('timed out') });
  }
});

it('is unavailable where nobody listens', async () => {
  const { zendesk } = await harbor(BOTH, { streamUrl: 'http://127.0.0.1:1' });
  expect(await caught(zendesk.liveChats())).toBeInstanceOf(ZendeskUnavailable);
});

it('takes no answer over 20 MB', async () => {
  const { server, zendesk } = await harbor();
  server.on('/harbor/api/v2/account/settings', { text: `"${'x'.repeat(21 * 1_024 * 1_024)}"` });
  expect(await caught(zendesk.settings())).toMatchObject({ name: 'UnexpectedShape', message: expect.stringContaining('20 MB') });
});

it('names method and path in a message, never the query', async () => {
  const { answer } = await asking(interfaces.countUnsolvedChatTickets, { status: 403, json: {} });
  const error = await caught(answer());
  expect(error).toBeInstanceOf(ZendeskRefused);
  expect(String(error)).toContain('GET /api/v2/search/count (HTTP 403)');
});

it('keeps no credential in what it throws', async () => {
  for (const reply of [{ odd: 'cut' }, { status: 401, json: {} }, { json: 7 }] as const) {
    const { answer } = await asking(interfaces.settings, reply);
    const error = await caught(answer());
    expect(JSON.stringify(error, Object.getOwnPropertyNames(error))).not.toContain('support-secret');
    expect(error instanceof Error && error.cause).toBe(undefined);
  }
});
