import { type Json, stringOf } from '../json.ts';
import type { State } from '../state/state.ts';
import { parseArgs } from './args.ts';
import { isAnswered } from './errors.ts';
import { type Handler, needScope } from './methods/access.ts';
import { CHAT } from './methods/chat.ts';
import { CONVERSATIONS } from './methods/conversations.ts';
import { FILES } from './methods/files.ts';
import { USERS } from './methods/users.ts';
import { VIEWS } from './methods/views.ts';
import type { Rates } from './rates.ts';
import { Refusal } from './refusal.ts';
import { METHODS, type MethodFacts } from './table.ts';

/** One request to the Web API. */
export interface ApiRequest {
  readonly method: string;
  readonly authorization: string | undefined;
  readonly contentType: string;
  readonly body: string;
}

/** What goes back. */
export interface ApiAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Json;
}

/** So many calls are kept: a demo may run for days. */
const LOG_KEPT = 20_000;

const HANDLERS: Readonly<Record<string, Handler>> = { ...CHAT, ...CONVERSATIONS, ...FILES, ...USERS, ...VIEWS };

/** Answers calls; `connect` makes the address of a new socket. */
export function callAnswerer(state: State, rates: Rates, connect: () => string): (request: ApiRequest) => ApiAnswer {
  const handlers: Readonly<Record<string, Handler>> = { ...HANDLERS, 'apps.connections.open': () => ({ ok: true, url: connect() }) };

  const run = (request: ApiRequest, args: Json): ApiAnswer => {
    const facts = Object.hasOwn(METHODS, request.method) ? METHODS[request.method] : undefined;
    const handler = handlers[request.method];
    if (!facts || !handler) throw new Refusal('unknown_method', { req_method: request.method });
    checkToken(state, facts, tokenOf(request, args));
    const wait = state.options.rateLimits === false ? undefined : rates.take(request.method, facts.tier, stringOf(args['channel']));
    if (wait !== undefined) return tooMany(wait);
    for (const scope of facts.scopes) needScope(state, scope);
    const readable = facts.json || !request.contentType.includes('application/json') ? args : {};
    return { status: 200, headers: scopeHeaders(state, facts), body: handler({ state, args: readable }) };
  };

  return (request) => {
    let args: Json = {};
    let answer: ApiAnswer;
    try {
      args = parseArgs(request.contentType, request.body);
      answer = run(request, args);
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      if (!isAnswered(request.method, error.error)) throw new Error(`Slack never answers ${error.error} to ${request.method}`);
      answer = { status: 200, headers: {}, body: error.body };
    }
    record(state, request.method, args, answer);
    return answer;
  };
}

/** 429, with the seconds to wait. */
export function tooMany(seconds: number): ApiAnswer {
  return { status: 429, headers: { 'retry-after': String(seconds) }, body: { ok: false, error: 'ratelimited' } };
}

/** Writes a call into the log, without its token. */
export function record(state: State, method: string, args: Json, answer: ApiAnswer): void {
  const { token: _token, ...shown } = args;
  state.log.push({ at: state.clock.now(), method, args: shown, status: answer.status, answer: answer.body });
  if (state.log.length > LOG_KEPT) state.log.splice(0, state.log.length - LOG_KEPT);
  state.tell({ kind: 'log' });
}

function tokenOf({ authorization }: ApiRequest, args: Json): string | undefined {
  const bearer = /^Bearer\s+(\S+)$/i.exec(authorization ?? '');
  return bearer?.[1] ?? stringOf(args['token']);
}

function checkToken(state: State, facts: MethodFacts, token: string | undefined): void {
  if (facts.token === 'none') return;
  if (token === undefined || token === '') throw new Refusal('not_authed');
  const { botToken, appToken } = state.options;
  if (token !== botToken && token !== appToken) throw new Refusal('invalid_auth');
  if ((token === botToken) !== (facts.token === 'bot')) throw new Refusal('not_allowed_token_type');
  if (state.revoked !== undefined) throw new Refusal(state.revoked);
}

function scopeHeaders(state: State, facts: MethodFacts): Readonly<Record<string, string>> {
  if (facts.token !== 'bot') return {};
  const accepted = facts.scopes.length > 0 ? { 'x-accepted-oauth-scopes': facts.scopes.join(',') } : {};
  return { 'x-oauth-scopes': state.scopes.join(','), ...accepted };
}
