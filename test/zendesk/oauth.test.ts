import { expect, it } from 'vitest';
import { harbor, type Reply } from './answering.ts';

const CLIENT = { support: { clientId: 'ferry', clientSecret: 'hush' } };
const SETTINGS = '/harbor/api/v2/account/settings';
const TOKENS = '/harbor/oauth/tokens';
const good: Reply = { json: { settings: {} } };
const token = (access_token: string, more: object = {}): Reply => ({ status: 201, json: { access_token, token_type: 'bearer', ...more } });

async function withClient(...replies: readonly Reply[]) {
  const world = await harbor(CLIENT);
  world.server.on(TOKENS, ...replies);
  world.server.on(SETTINGS, good);
  const shown = () => world.server.met.filter((met) => met.path === SETTINGS).map((met) => met.headers.authorization);
  return { ...world, shown };
}

it('asks for a token with the client, as JSON, for reading alone', async () => {
  const { server, zendesk, shown } = await withClient(token('t1'));
  await zendesk.settings();
  const [met] = server.met;
  expect(met).toMatchObject({ method: 'POST', path: TOKENS });
  expect(met?.headers['content-type']).toContain('application/json');
  expect(met?.headers.authorization).toBe(undefined);
  expect(JSON.parse(met?.body ?? '')).toEqual({
    grant_type: 'client_credentials',
    client_id: 'ferry',
    client_secret: 'hush',
    scope: 'read',
  });
  expect(shown()).toEqual(['Bearer t1']);
});

it('shares one token among requests side by side', async () => {
  const { server, zendesk } = await withClient(token('t1'), token('t2'));
  await Promise.all([zendesk.settings(), zendesk.settings(), zendesk.settings()]);
  expect(server.count(TOKENS)).toBe(1);
});

it.each([
  [undefined, 30 * 60],
  [600, 600],
])('keeps a token (expires_in %s) until a minute before its end', async (expires_in, seconds) => {
  const { time, zendesk, shown } = await withClient(token('t1', { expires_in }), token('t2', { expires_in }));
  await zendesk.settings();
  time.move((seconds - 61) * 1_000);
  await zendesk.settings();
  time.move(1_000);
  await zendesk.settings();
  expect(shown()).toEqual(['Bearer t1', 'Bearer t1', 'Bearer t2']);
});

it('takes a new token once after a 401', async () => {
  const { server, zendesk, shown } = await withClient(token('t1'), token('t2'));
  server.on(SETTINGS, { status: 401, json: {} }, good);
  await zendesk.settings();
  expect(shown()).toEqual(['Bearer t1', 'Bearer t2']);
});

it('takes one new token for several requests that were refused together', async () => {
  const { server, zendesk } = await withClient(token('t1'), token('t2'), token('t3'));
  server.on(SETTINGS, (met) => (met.headers.authorization === 'Bearer t1' ? { status: 401, json: {} } : good));
  await Promise.all([zendesk.settings(), zendesk.settings(), zendesk.settings()]);
  expect(server.count(TOKENS)).toBe(2);
});

it('is refused after a second 401', async () => {
  const { server, zendesk } = await withClient(token('t1'), token('t2'));
  server.on(SETTINGS, { status: 401, json: {} });
  await expect(zendesk.settings()).rejects.toMatchObject({ name: 'ZendeskRefused', status: 401 });
  expect(server.count(SETTINGS)).toBe(2);
});

it.each([400, 401])('is refused with 401 when the client is wrong (HTTP %i)', async (status) => {
  const { server, zendesk } = await withClient({ status, json: { error: 'invalid_client', error_description: 'hush' } });
  const error = await zendesk.settings().catch((caught: unknown) => caught);
  expect(error).toMatchObject({ name: 'ZendeskRefused', status: 401 });
  expect(String(error)).not.toContain('hush');
  expect(server.count(SETTINGS)).toBe(0);
});

it('never repeats the request for a token by itself', async () => {
  const { server, zendesk } = await withClient({ status: 503, text: '' });
  await expect(zendesk.settings()).rejects.toMatchObject({ name: 'ZendeskUnavailable' });
  expect(server.count(TOKENS)).toBe(1);
});

it.each<[string, Reply]>([
  ['HTML', { text: '<html>' }],
  ['no token', { json: { token_type: 'bearer' } }],
  ['a token that is no header', { json: { access_token: 'a\r\nb' } }],
  ['a redirect', { status: 302, headers: { location: 'https://login.example/' }, text: '' }],
])('takes %s for no token, and tries again the next time', async (_, reply) => {
  const { zendesk } = await withClient(reply, token('t1'));
  await expect(zendesk.settings()).rejects.toMatchObject({ name: 'UnexpectedShape' });
  await zendesk.settings();
});

it('does not renew a token that was given', async () => {
  const { server, zendesk } = await harbor();
  server.on(SETTINGS, { status: 401, json: {} });
  await expect(zendesk.settings()).rejects.toMatchObject({ status: 401 });
  expect(server.met.length).toBe(1);
});
