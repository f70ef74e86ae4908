import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import type { AccountSeed } from '../../playground/zendesk/model/seed.ts';
import { harborGroup, harborShop } from '../../playground/zendesk/seeds.ts';
import { MINUTE, NOW, zendesk } from './start.ts';

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

/** The shop with its tokens in the hands of a plain agent. */
function asAgent(change: Parameters<typeof harborShop>[0] = {}): AccountSeed {
  const seed = harborShop(change);
  return { ...seed, tokens: seed.tokens.map((token) => ({ ...token, userId: 60_002 })) };
}

test('an agent who is no admin gets 401 for availability and 403 for queues, where an admin is let in', async () => {
  const agent = await zendesk({ accounts: [asAgent()] });
  const admin = await zendesk();
  for (const { shop } of [agent, admin]) shop.flip('routing.enabled', true);
  expect((await admin.support('harbor', '/api/v2/agent_availabilities')).status).toBe(200);
  expect((await admin.support('harbor', '/api/v2/queues')).status).toBe(200);
  expect((await agent.support('harbor', '/api/v2/agent_availabilities')).status).toBe(401);
  expect((await agent.support('harbor', '/api/v2/queues')).status).toBe(403);
});

test('what only an admin of Chat may do is 403 for a plain agent; the rest is not', async () => {
  const agent = await zendesk({ accounts: [asAgent()] });
  const admin = await zendesk();
  const start = `/incremental/chats?start_time=${Math.floor(NOW / 1000) - 86_400}`;
  const patch = { method: 'PATCH', body: { chat_limit: { limit: 2 } } };
  for (const [path, more] of [['/account'], ['/routing_settings/account'], ['/routing_settings/account', patch], [start]] as const) {
    expect((await admin.chat('harbor', path, more)).status, path).toBe(200);
    const refused = await agent.chat('harbor', path, more);
    expect([refused.status, refused.json], path).toEqual([403, { error: { message: 'Forbidden' } }]);
  }
  expect(agent.shop.account.routing).toMatchObject({ chat_limit: { limit: 3 } });
  for (const path of ['/agents', '/departments', '/triggers']) expect((await agent.chat('harbor', path)).status).toBe(200);
});

test('a Chat plan without the REST interface lets in nobody but who asks what the plan has', async () => {
  const seed = harborShop();
  const { chat } = await zendesk({ accounts: [{ ...seed, chat: seed.chat && { ...seed.chat, restApi: false } }] });
  expect((await chat('harbor', '/account')).json.plan.rest_api).toBe(false);
  for (const path of ['/agents', '/departments', '/triggers', '/bans', '/routing_settings/account']) {
    const { status, json } = await chat('harbor', path);
    expect([status, json], path).toEqual([403, { error: { message: 'Forbidden' } }]);
  }
});

test('an agent without the right to every brand sees their own, an admin all', async () => {
  const group = harborGroup();
  const agents = group.agents.map((agent) => ({ ...agent, brandIds: [7_102] }));
  const names = async (userId: number) => {
    const tokens = group.tokens.map((token) => ({ ...token, userId }));
    const { support } = await zendesk({ accounts: [{ ...group, agents, tokens }] });
    const { brands, count } = (await support('harborgroup', '/api/v2/brands')).json;
    return [
      brands.map(({ subdomain }: { subdomain: string }) => subdomain),
      count,
      (await support('harborgroup', '/api/v2/brands/7101')).status,
    ];
  };
  const admin = group.agents.find(({ role }) => role === 'admin')?.id ?? 0;
  const agent = group.agents.find(({ role }) => role === 'agent')?.id ?? 0;
  expect(await names(admin)).toEqual([['harborgroup', 'harborbikes', 'harborkorea'], 3, 200]);
  expect(await names(agent)).toEqual([['harborbikes'], 1, 404]);
});

describe('without its secret a client is let in', () => {
  const verifier = 'a-long-enough-verifier-for-the-proof';
  const challenge = createHash('sha256').update(verifier).digest('base64url');
  const id = { client_id: CLIENT.client_id };
  const redirect_uri = 'http://localhost:3000/back';
  const asked = (body: object) => ({ method: 'POST', body: { ...id, ...body } });

  async function code(z: Awaited<ReturnType<typeof zendesk>>, more: Record<string, string>): Promise<string> {
    const query = new URLSearchParams({ response_type: 'code', ...id, redirect_uri, scope: 'read', decision: 'allow', ...more });
    const back = (await z.open('harbor', `/oauth/authorizations/new?${query}`)).headers.get('location') ?? '';
    return new URL(back).searchParams.get('code') ?? '';
  }

  test('for a code that was asked for with a challenge, and proved', async () => {
    const z = await zendesk();
    const granted = await code(z, { code_challenge: challenge, code_challenge_method: 'S256' });
    const body = { grant_type: 'authorization_code', code: granted, redirect_uri, code_verifier: verifier };
    expect((await z.open('harbor', '/oauth/tokens', asked(body))).status).toBe(200);
  });

  test('for no other code', async () => {
    const z = await zendesk();
    const granted = await code(z, {});
    const body = { grant_type: 'authorization_code', code: granted, redirect_uri, code_verifier: verifier };
    const refused = await z.open('harbor', '/oauth/tokens', asked(body));
    expect([refused.status, refused.json.error]).toEqual([401, 'invalid_client']);
    expect((await z.open('harbor', '/oauth/tokens', grant(body))).status).toBe(200);
  });

  test('not with a challenge that it cannot meet', async () => {
    const z = await zendesk();
    const granted = await code(z, { code_challenge: challenge, code_challenge_method: 'S256' });
    const body = { grant_type: 'authorization_code', code: granted, redirect_uri, code_verifier: 'another' };
    expect((await z.open('harbor', '/oauth/tokens', asked(body))).json.error).toBe('invalid_grant');
  });

  test('never for client credentials and refresh tokens', async () => {
    const z = await zendesk();
    const granted = await code(z, { code_challenge: challenge, code_challenge_method: 'S256' });
    const first = (
      await z.open(
        'harbor',
        '/oauth/tokens',
        grant({ grant_type: 'authorization_code', code: granted, redirect_uri, code_verifier: verifier }),
      )
    ).json;
    const proved = { code: await code(z, { code_challenge: challenge, code_challenge_method: 'S256' }), code_verifier: verifier };
    const bodies = [
      { grant_type: 'client_credentials', scope: 'read', ...proved },
      { grant_type: 'refresh_token', refresh_token: first.refresh_token, ...proved },
    ];
    for (const body of bodies) {
      const refused = await z.open('harbor', '/oauth/tokens', asked(body));
      expect([refused.status, refused.json.error], body.grant_type).toEqual([401, 'invalid_client']);
    }
    expect((await z.open('harbor', '/oauth/tokens', grant(bodies[1] ?? {}))).status).toBe(200);
  });
});
