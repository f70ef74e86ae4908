import type { Plan, Token } from '../model/types.ts';
import type { Account } from '../state.ts';
import { type Exchange, flatError, NO_ACCESS, nestedError, type Reply, reply } from './exchange.ts';

/** What a route asks of the one who calls. */
type Access = 'none' | 'support' | 'admin' | 'chat' | 'chat_admin';

/** One route: a method, a path with `:name` parts, and who may come in. */
export interface Route {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  readonly path: string;
  readonly access: Access;
  /** The smallest plan that has it. */
  readonly plan?: Plan;
  readonly run: (x: Exchange) => Reply;
}

/** What each plan can do compared with the others. */
const RANKS: Readonly<Record<Plan, number>> = {
  support_team: 0,
  suite_team: 0,
  suite_growth: 1,
  support_professional: 2,
  suite_professional: 2,
  support_enterprise: 3,
  suite_enterprise: 3,
  suite_enterprise_plus: 4,
};
/** Words of fine scopes, by the first part of the path under `/api/v2/`. */
const FINE: Readonly<Record<string, string>> = {
  tickets: 'tickets',
  users: 'users',
  triggers: 'triggers',
  automations: 'automations',
  macros: 'macros',
  audit_logs: 'auditlogs',
  help_center: 'hc',
};

/** The bearer token of a request, whatever it is worth. */
export function bearer(header: unknown): string | null {
  const found = typeof header === 'string' ? /^Bearer (\S+)$/i.exec(header) : null;
  return found?.[1] ?? null;
}

/** The account's token of that family with that value, unless it has expired. */
export function goodToken(account: Account, family: Token['family'], value: string | null): Token | null {
  const now = account.clock.now();
  const found = account.tokens.find((token) => token.value === value && token.family === family);
  return found && (found.expiresAt === null || found.expiresAt > now) ? found : null;
}

/** Whether a plan is at least another. */
export const hasPlan = (account: Account, needed: Plan): boolean => RANKS[account.seed.plan] >= RANKS[needed];

/** Whether the token acts for an admin. */
const isAdmin = (account: Account, token: Token | null): boolean =>
  account.agents.some((agent) => agent.id === token?.userId && agent.role === 'admin');

function scopeAllows(x: Exchange, token: Token): boolean {
  const words = token.scope.split(' ');
  const need = x.method === 'GET' ? 'read' : 'write';
  const fine = FINE[x.path.split('/')[3] ?? ''];
  return words.includes(need) || (fine !== undefined && words.includes(`${fine}:${need}`));
}

/** Whether a route asks for a token of Chat. */
export const isChat = ({ access }: Route): boolean => access === 'chat' || access === 'chat_admin';

/** Why this request does not get in, or `null` when it does. */
export function refusal(x: Exchange, route: Route): Reply | null {
  if (route.access === 'none') return null;
  return isChat(route) ? refusedChat(x, route) : refusedSupport(x, route);
}

function refusedSupport(x: Exchange, route: Route): Reply | null {
  if (!x.headers['authorization']) return reply({ error: "Couldn't authenticate you" }, 401);
  if (!x.token) {
    const description = 'The access token provided is expired, revoked, malformed or invalid for other reasons.';
    return reply({ error: 'invalid_token', error_description: description }, 401);
  }
  if (!scopeAllows(x, x.token)) {
    const scope = x.method === 'GET' ? 'read' : 'write';
    return flatError(403, 'Forbidden', `You are missing the following required scopes: ${scope}`);
  }
  if (route.access === 'admin' && !isAdmin(x.account, x.token)) return notAdmin(x);
  if (route.plan && !hasPlan(x.account, route.plan)) return nestedError(403, 'Forbidden', NO_ACCESS);
  return null;
}

function notAdmin(x: Exchange): Reply {
  // Agent availability was seen to answer 401 to agents who are no admins.
  if (!x.path.startsWith('/api/v2/agent_availabilities')) return flatError(403, 'Forbidden', NO_ACCESS);
  return reply({ errors: [{ code: 'Unauthorized', title: 'Unauthorized', detail: 'Admins only' }] }, 401);
}

function refusedChat(x: Exchange, route: Route): Reply | null {
  if (!x.account.seed.chat) return reply({ error: 'Not Found' }, 404);
  if (!x.token) return reply({ error: { message: 'Unauthorized' } }, 401);
  const words = x.token.scope.split(' ');
  if (!words.includes('read') || !words.includes('chat')) return reply({ error: { message: 'Unauthorized' } }, 401);
  if (x.method !== 'GET' && !words.includes('write')) return reply({ error: 'Forbidden', error_description: 'Insufficient scope' }, 403);
  if (route.access === 'chat_admin' && !isAdmin(x.account, x.token)) return reply({ error: { message: 'Forbidden' } }, 403);
  // The account can always be asked what its plan has.
  if (!x.account.seed.chat.restApi && x.path !== '/api/v2/chat/account') return reply({ error: { message: 'Forbidden' } }, 403);
  if (route.plan && !hasPlan(x.account, route.plan)) return reply({ error: 'Forbidden' }, 403);
  return null;
}
