import { createHash, randomBytes } from 'node:crypto';
import { type Exchange, member, oauthError, page, type Reply, reply, textOf } from '../http/exchange.ts';
import { bearer, goodToken, type Route } from '../http/guard.ts';
import type { OAuthClient, Token } from '../model/types.ts';
import type { Account } from '../state.ts';

type Family = Token['family'];

const CODE_MS = 120_000;
const secret = (prefix: string) => `${prefix}_${randomBytes(16).toString('hex')}`;
const DAY_S = 86_400;
/** Seconds: what is given without a wish, and the bounds of a wish. */
const ACCESS = { default: 1_800, least: 300, most: 172_800 };
const REFRESH = { default: 30 * DAY_S, least: 7 * DAY_S, most: 90 * DAY_S };

function lifetime(body: unknown, key: string, bounds: typeof ACCESS): number | null {
  const wish = Number(member(body, key) ?? bounds.default);
  return Number.isFinite(wish) && wish >= bounds.least && wish <= bounds.most ? wish : null;
}

function clientOf(account: Account, family: Family, body: unknown): OAuthClient | null {
  const id = textOf(body, 'client_id');
  return account.seed.clients.find((client) => client.family === family && client.clientId === id) ?? null;
}

/** Makes a token of the account. */
function grant(
  account: Account,
  wish: Pick<Token, 'family' | 'clientId' | 'userId' | 'scope'>,
  seconds: number,
  refreshSeconds: number | null,
): Token {
  const now = account.clock.now();
  const short = wish.family === 'chat' ? 'chat' : 'zd';
  const token: Token = {
    ...wish,
    value: secret(`${short}_at`),
    createdAt: now,
    expiresAt: now + seconds * 1000,
    refresh: refreshSeconds === null ? null : { value: secret(`${short}_rt`), expiresAt: now + refreshSeconds * 1000 },
  };
  account.tokens.push(token);
  return token;
}

function answer(token: Token, seconds: number, refreshSeconds: number): Reply {
  return reply({
    access_token: token.value,
    token_type: token.family === 'chat' ? 'Bearer' : 'bearer',
    scope: token.scope,
    expires_in: seconds,
    ...(token.refresh ? { refresh_token: token.refresh.value } : {}),
    ...(token.refresh && token.family === 'support' ? { refresh_token_expires_in: refreshSeconds } : {}),
  });
}

const BAD_GRANT = 'The provided authorization grant is invalid, expired or revoked.';

function exchangeToken(x: Exchange, family: Family): Reply {
  if (typeof x.body !== 'object' || x.body === null) return oauthError(400, 'invalid_request', 'The request body must be JSON.');
  const client = clientOf(x.account, family, x.body);
  if (!client) return oauthError(401, 'invalid_client', 'Client authentication failed due to unknown client.');
  if (!isClient(x, client)) return oauthError(401, 'invalid_client', 'Client authentication failed.');
  const seconds = lifetime(x.body, 'expires_in', family === 'chat' ? { ...ACCESS, default: DAY_S } : ACCESS);
  const refreshSeconds = lifetime(x.body, 'refresh_token_expires_in', REFRESH);
  if (seconds === null || refreshSeconds === null) return oauthError(400, 'invalid_request', 'expires_in is out of range.');
  const times = { seconds, refreshSeconds };
  const kind = textOf(x.body, 'grant_type');
  if (kind === 'client_credentials') return byCredentials(x, client, times);
  if (kind === 'refresh_token') return byRefresh(x, client, times);
  if (kind === 'authorization_code') return byCode(x, client, times);
  return oauthError(400, 'unsupported_grant_type', 'The authorization grant type is not supported.');
}

/** By its secret; or without one, as public clients come, by the proof of a code that was asked for with a challenge. */
function isClient(x: Exchange, client: OAuthClient): boolean {
  const given = member(x.body, 'client_secret');
  if (given !== undefined) return given === client.secret;
  const code = x.account.codes.find((held) => held.value === textOf(x.body, 'code') && held.clientId === client.clientId);
  return textOf(x.body, 'grant_type') === 'authorization_code' && code !== undefined && code.challenge !== null;
}

interface Times {
  readonly seconds: number;
  readonly refreshSeconds: number;
}

const KNOWN_SCOPE = /^(read|write|chat|impersonate|[a-z_]+:(read|write))$/;

function byCredentials(x: Exchange, client: OAuthClient, times: Times): Reply {
  const asked = textOf(x.body, 'scope');
  // An array instead of a string still gives a token; every later call answers 403.
  const scope = asked ?? '';
  if (asked !== undefined && !asked.split(' ').every((word) => KNOWN_SCOPE.test(word))) {
    return oauthError(400, 'invalid_scope', 'The requested scope is invalid, unknown, or malformed.');
  }
  const token = grant(x.account, { family: client.family, clientId: client.clientId, userId: client.userId, scope }, times.seconds, null);
  return answer(token, times.seconds, times.refreshSeconds);
}

function byRefresh(x: Exchange, client: OAuthClient, times: Times): Reply {
  const value = textOf(x.body, 'refresh_token');
  const old = x.account.tokens.find((token) => token.refresh?.value === value && token.clientId === client.clientId);
  if (value === undefined || !old?.refresh || old.refresh.expiresAt <= x.now) return oauthError(400, 'invalid_grant', BAD_GRANT);
  x.account.tokens = x.account.tokens.filter((token) => token !== old);
  return answer(grant(x.account, old, times.seconds, times.refreshSeconds), times.seconds, times.refreshSeconds);
}

function byCode(x: Exchange, client: OAuthClient, times: Times): Reply {
  const value = textOf(x.body, 'code');
  const code = x.account.codes.find((held) => held.value === value && held.clientId === client.clientId);
  x.account.codes = x.account.codes.filter((held) => held !== code);
  if (!code || code.expiresAt <= x.now || code.redirectUri !== textOf(x.body, 'redirect_uri'))
    return oauthError(400, 'invalid_grant', BAD_GRANT);
  const proof = createHash('sha256')
    .update(textOf(x.body, 'code_verifier') ?? '')
    .digest('base64url');
  if (code.challenge !== null && code.challenge !== proof) return oauthError(400, 'invalid_grant', BAD_GRANT);
  const wish = { family: client.family, clientId: client.clientId, userId: client.userId, scope: code.scope };
  return answer(grant(x.account, wish, times.seconds, times.refreshSeconds), times.seconds, times.refreshSeconds);
}

/** The page on which an admin allows a client to come in: Allow and Deny are links back to the same page. */
function authorize(x: Exchange, family: Family): Reply {
  const client = x.account.seed.clients.find((held) => held.family === family && held.clientId === x.query.get('client_id'));
  const redirectUri = x.query.get('redirect_uri') ?? '';
  if (!client?.redirectUris.some((allowed) => redirectUri === allowed || allowed === '*')) {
    return page(400, 'Invalid authorization request', '<p>Unknown client or redirect address.</p>');
  }
  const decision = x.query.get('decision');
  if (decision === null) return consentPage(x, client);
  const back = new URL(redirectUri);
  if (x.query.has('state')) back.searchParams.set('state', x.query.get('state') ?? '');
  if (decision !== 'allow') back.searchParams.set('error', 'access_denied');
  else back.searchParams.set('code', codeFor(x, client, redirectUri));
  return { status: 302, headers: { location: back.href } };
}

function consentPage(x: Exchange, client: OAuthClient): Reply {
  const link = (decision: string) => `?${new URLSearchParams([...x.query, ['decision', decision]])}`.replaceAll('&', '&amp;');
  const links = `<a id="allow" href="${link('allow')}">Allow</a> <a id="deny" href="${link('deny')}">Deny</a>`;
  return page(
    200,
    `Allow ${client.clientId} to use ${x.account.seed.name}?`,
    `<p>It asks for: ${(x.query.get('scope') ?? 'read').replaceAll('<', '')}</p>${links}`,
  );
}

function codeFor(x: Exchange, client: OAuthClient, redirectUri: string): string {
  const value = secret('code');
  const challenge = x.query.get('code_challenge_method') === 'S256' ? x.query.get('code_challenge') : null;
  const scope = x.query.get('scope') ?? 'read';
  x.account.codes.push({
    value,
    family: client.family,
    clientId: client.clientId,
    redirectUri,
    scope,
    challenge,
    expiresAt: x.now + CODE_MS,
  });
  return value;
}

function currentToken(x: Exchange): Reply {
  const token = goodToken(x.account, 'support', bearer(x.headers['authorization']));
  if (!token) return oauthError(401, 'invalid_token', BAD_GRANT);
  return reply({
    token: {
      id: 90_001,
      client_id: 71_001,
      user_id: token.userId,
      token: token.value.slice(0, 10),
      refresh_token: token.refresh?.value.slice(0, 10) ?? null,
      scopes: token.scope.split(' ').filter(Boolean),
      created_at: new Date(token.createdAt).toISOString(),
      expires_at: token.expiresAt === null ? null : new Date(token.expiresAt).toISOString(),
      used_at: new Date(x.now).toISOString(),
    },
  });
}

/** Tokens of both families, and the pages where an admin gives them. */
export const OAUTH: readonly Route[] = [
  { method: 'POST', path: '/oauth/tokens', access: 'none', run: (x) => exchangeToken(x, 'support') },
  { method: 'GET', path: '/oauth/authorizations/new', access: 'none', run: (x) => authorize(x, 'support') },
  { method: 'POST', path: '/oauth2/chat/token', access: 'none', run: (x) => exchangeToken(x, 'chat') },
  { method: 'GET', path: '/oauth2/chat/authorizations/new', access: 'none', run: (x) => authorize(x, 'chat') },
  { method: 'GET', path: '/api/v2/oauth/tokens/current', access: 'none', run: currentToken },
];
