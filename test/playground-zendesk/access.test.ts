import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { harborShop } from '../../playground/zendesk/seeds.ts';
import { MINUTE, zendesk } from './start.ts';

const CLIENT = { client_id: 'ferry_support_harbor', client_secret: 'secret_support_harbor' };
const grant = (body: object) => ({ method: 'POST', body: { ...CLIENT, ...body } });

test('a client-credentials token works for half an hour', async () => {
  const { open, support, pass } = await zendesk();
  const token = (await open('harbor', '/oauth/tokens', grant({ grant_type: 'client_credentials', scope: 'read' }))).json;
  expect(token).toMatchObject({ token_type: 'bearer', scope: 'read', expires_in: 1_800 });
  expect((await support('harbor', '/api/v2/groups', { token: token.access_token })).status).toBe(200);
  pass(31 * MINUTE);
  const late = await support('harbor', '/api/v2/groups', { token: token.access_token });
  expect([late.status, late.json.error]).toEqual([401, 'invalid_token']);
});

test('a scope given as a list answers 403 later, a read token may not write', async () => {
  const { open, support } = await zendesk();
  const broken = (await open('harbor', '/oauth/tokens', grant({ grant_type: 'client_credentials', scope: ['read'] }))).json;
  expect((await support('harbor', '/api/v2/groups', { token: broken.access_token })).status).toBe(403);
  const read = (await open('harbor', '/oauth/tokens', grant({ grant_type: 'client_credentials', scope: 'read' }))).json;
  const write = { method: 'PUT', body: { trigger: { active: true } }, token: read.access_token };
  expect((await support('harbor', '/api/v2/triggers/3303', write)).status).toBe(403);
});

test('wrong secrets and unknown subdomains are refused', async () => {
  const { open } = await zendesk();
  const wrong = await open('harbor', '/oauth/tokens', grant({ grant_type: 'client_credentials', client_secret: 'no' }));
  expect([wrong.status, wrong.json.error]).toEqual([401, 'invalid_client']);
  const nowhere = await open('nowhere', '/api/v2/users/me');
  expect([nowhere.status, nowhere.headers.get('content-type')]).toEqual([404, 'text/html; charset=utf-8']);
});

test('an authorization code with PKCE gives a pair, and a refresh token is good once', async () => {
  const { open, support } = await zendesk();
  const verifier = 'a-long-enough-verifier-for-the-proof';
  const query = new URLSearchParams({
    response_type: 'code',
    client_id: CLIENT.client_id,
    redirect_uri: 'http://localhost:3000/back',
    scope: 'read',
    state: 's1',
    code_challenge: createHash('sha256').update(verifier).digest('base64url'),
    code_challenge_method: 'S256',
  });
  expect((await open('harbor', `/oauth/authorizations/new?${query}`)).text).toContain('id="allow"');
  const back = new URL((await open('harbor', `/oauth/authorizations/new?${query}&decision=allow`)).headers.get('location') ?? '');
  expect(back.searchParams.get('state')).toBe('s1');
  const code = { grant_type: 'authorization_code', code: back.searchParams.get('code'), redirect_uri: 'http://localhost:3000/back' };
  const first = (await open('harbor', '/oauth/tokens', grant({ ...code, code_verifier: verifier }))).json;
  expect((await open('harbor', '/oauth/tokens', grant({ ...code, code_verifier: verifier }))).json.error).toBe('invalid_grant');
  const refresh = grant({ grant_type: 'refresh_token', refresh_token: first.refresh_token });
  const second = (await open('harbor', '/oauth/tokens', refresh)).json;
  expect((await open('harbor', '/oauth/tokens', refresh)).json.error).toBe('invalid_grant');
  expect((await support('harbor', '/api/v2/groups', { token: first.access_token })).status).toBe(401);
  expect((await support('harbor', '/api/v2/groups', { token: second.access_token })).status).toBe(200);
});

test('tokens of one family do not open the other', async () => {
  const { support, chat, open } = await zendesk();
  expect((await support('harbor', '/api/v2/groups', { token: 'chat_harbor' })).status).toBe(401);
  expect((await chat('harbor', '/departments', { token: 'zd_harbor' })).json.error.message).toBe('Unauthorized');
  const form = 'grant_type=client_credentials&client_id=ferry_chat_harbor&client_secret=secret_chat_harbor&scope=read+chat';
  const asForm = { method: 'POST', body: form, headers: { 'content-type': 'application/x-www-form-urlencoded' } };
  const token = (await open('harbor', '/oauth2/chat/token', asForm)).json;
  expect((await chat('harbor', '/departments', { token: token.access_token })).status).toBe(200);
  expect((await chat('harbor', '/routing_settings/account', { token: token.access_token, method: 'PATCH', body: {} })).status).toBe(403);
});

test('revoked tokens are 401; nobody is anonymous', async () => {
  const { support, shop, open } = await zendesk();
  expect((await support('harbor', '/api/v2/users/me')).json.user.role).toBe('admin');
  shop.revokeTokens();
  expect((await support('harbor', '/api/v2/users/me')).status).toBe(401);
  expect((await open('harbor', '/api/v2/users/me')).json.user.id).toBeNull();
});

test('an agent who is no admin gets 401 for availability and 403 for queues', async () => {
  const seed = harborShop();
  const tokens = seed.tokens.map((token) => ({ ...token, userId: 60_002 }));
  const { support } = await zendesk({ accounts: [{ ...seed, tokens }] });
  expect((await support('harbor', '/api/v2/agent_availabilities')).status).toBe(401);
  expect((await support('harbor', '/api/v2/queues')).status).toBe(403);
});

test('over the limit: 429 in plain text with Retry-After, and room again the next minute', async () => {
  const { support, pass } = await zendesk({ limitFactor: 0.01 });
  const answers = [];
  for (let count = 0; count < 5; count += 1) answers.push(await support('harbor', '/api/v2/groups'));
  expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200, 429]);
  expect(answers[1]?.headers.get('x-rate-limit-remaining')).toBe('2');
  expect(answers[4]?.headers.get('retry-after')).toBe('60');
  expect(answers[4]?.json).toBeNull();
  pass(MINUTE);
  expect((await support('harbor', '/api/v2/groups')).status).toBe(200);
});
