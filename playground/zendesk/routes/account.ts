import { type Exchange, flatError, iso, NOT_FOUND, type Reply, reply, textOf } from '../http/exchange.ts';
import { bearer, goodToken, type Route } from '../http/guard.ts';
import { listPage } from '../http/pages.ts';
import type { Agent, Brand, Group } from '../model/types.ts';

const OLD = '2021-03-04T09:00:00Z';

function showBrand(x: Exchange, brand: Brand): object {
  return {
    id: brand.id,
    name: brand.name,
    subdomain: brand.subdomain,
    brand_url: `https://${brand.hostMapping ?? `${brand.subdomain}.zendesk.com`}`,
    host_mapping: brand.hostMapping,
    has_help_center: brand.hasHelpCenter,
    help_center_state: brand.helpCenterState,
    active: brand.active,
    default: brand.id === x.account.seed.brands[0]?.id,
    is_deleted: false,
    ticket_form_ids: [brand.id + 40_000],
    signature_template: '{{agent.signature}}',
    logo: null,
    created_at: iso(brand.createdAt),
    updated_at: iso(brand.createdAt),
    url: `${x.base}/api/v2/brands/${brand.id}.json`,
  };
}

const showGroup = (x: Exchange, group: Group): object => ({
  id: group.id,
  name: group.name,
  description: group.description,
  default: group.isDefault,
  deleted: group.deleted,
  is_public: group.isPublic,
  created_at: OLD,
  updated_at: OLD,
  url: `${x.base}/api/v2/groups/${group.id}.json`,
});

function showUser(x: Exchange, agent: Agent): object {
  return {
    id: agent.id,
    name: agent.name,
    email: agent.email,
    role: agent.role,
    active: true,
    suspended: false,
    time_zone: agent.timeZone.split('/').at(-1) ?? 'UTC',
    iana_time_zone: agent.timeZone,
    locale: 'en-US',
    default_group_id: agent.groups[0] ?? null,
    created_at: OLD,
    updated_at: OLD,
    url: `${x.base}/api/v2/users/${agent.id}.json`,
  };
}

function me(x: Exchange): Reply {
  const given = bearer(x.headers['authorization']);
  const token = goodToken(x.account, 'support', given);
  if (given && !token)
    return reply(
      {
        error: 'invalid_token',
        error_description: 'The access token provided is expired, revoked, malformed or invalid for other reasons.',
      },
      401,
    );
  const agent = x.account.agents.find(({ id }) => id === token?.userId);
  if (!agent) return reply({ user: { id: null, name: 'Anonymous user', email: 'invalid@example.com', role: 'end-user' } });
  if (!token?.scope.split(' ').some((word) => word === 'read' || word === 'users:read'))
    return flatError(403, 'Forbidden', 'You are missing the following required scopes: read');
  return reply({ user: showUser(x, agent) });
}

/** Words such as `email:ana@x.example` or `role:admin`, or anything in name and address. */
function matches(agent: Agent, query: string): boolean {
  const words = query.toLowerCase().match(/(?:[^\s"]+|"[^"]*")+/g) ?? [];
  return words.every((raw) => {
    const word = raw.replaceAll('"', '');
    const [key, ...rest] = word.split(':');
    const value = rest.join(':');
    if (key === 'type') return value === 'user';
    if (key === 'role') return agent.role === value;
    if (key === 'email') return agent.email.toLowerCase() === value;
    return agent.email.toLowerCase() === word || agent.name.toLowerCase().includes(word);
  });
}

function usersSearch(x: Exchange): Reply {
  const query = x.query.get('query') ?? '';
  return listPage(x, 'users', query === '' ? [] : x.account.agents.filter((agent) => matches(agent, query)), (agent) => showUser(x, agent));
}

function users(x: Exchange): Reply {
  const roles = [...x.query.getAll('role'), ...x.query.getAll('role[]')];
  const found = x.account.agents.filter((agent) => roles.length === 0 || roles.includes(agent.role));
  return listPage(x, 'users', found, (agent) => showUser(x, agent));
}

function one<T extends { readonly id: number }>(x: Exchange, name: string, list: readonly T[], show: (item: T) => unknown): Reply {
  const found = list.find(({ id }) => id === Number(x.params[0]));
  return found ? reply({ [name]: show(found) }) : NOT_FOUND;
}

const groups = (x: Exchange) => x.account.groups.filter((group) => !group.deleted);

function createGroup(x: Exchange): Reply {
  const name = textOf(x.body, 'group', 'name')?.trim();
  const taken = groups(x).some((group) => group.name === name);
  if (!name || taken) {
    const error = name
      ? { description: 'Name: has already been taken', error: 'DuplicateValue' }
      : { description: 'Name: cannot be blank', error: 'BlankValue' };
    return flatError(422, 'RecordInvalid', 'Record validation errors', { name: [error] });
  }
  const id = Math.max(0, ...x.account.groups.map((group) => group.id)) + 1;
  const group: Group = {
    id,
    name,
    description: textOf(x.body, 'group', 'description') ?? '',
    isPublic: true,
    isDefault: false,
    deleted: false,
    chat: null,
  };
  x.account.groups.push(group);
  x.account.changed();
  return reply({ group: showGroup(x, group) }, 201);
}

function memberships(x: Exchange): Reply {
  const group = x.params[0] === undefined ? null : Number(x.params[0]);
  const shown = x.account.memberships.filter(({ groupId }) => group === null || groupId === group);
  return listPage(x, 'group_memberships', shown, ({ id, userId, groupId, isDefault }) => ({
    id,
    user_id: userId,
    group_id: groupId,
    default: isDefault,
    created_at: OLD,
    updated_at: OLD,
    url: `${x.base}/api/v2/group_memberships/${id}.json`,
  }));
}

/** Admins see every brand; an agent without the right to assign tickets to any brand sees their own. */
function brandsFor(x: Exchange): readonly Brand[] {
  const agent = x.account.agents.find(({ id }) => id === x.token?.userId);
  const own = agent === undefined || agent.role === 'admin' ? 'any' : agent.brandIds;
  return own === 'any' ? x.account.brands : x.account.brands.filter(({ id }) => own.includes(id));
}

/** Account, brands, people and groups. */
export const ACCOUNT: readonly Route[] = [
  { method: 'GET', path: '/api/v2/account/settings', access: 'support', run: (x) => reply({ settings: x.account.settings }) },
  {
    method: 'GET',
    path: '/api/v2/brands',
    access: 'support',
    run: (x) => listPage(x, 'brands', brandsFor(x), (brand) => showBrand(x, brand)),
  },
  {
    method: 'GET',
    path: '/api/v2/brands/:id',
    access: 'support',
    run: (x) => one(x, 'brand', brandsFor(x), (brand) => showBrand(x, brand)),
  },
  { method: 'GET', path: '/api/v2/users/me', access: 'none', run: me },
  { method: 'GET', path: '/api/v2/users/search', access: 'support', run: usersSearch },
  {
    method: 'GET',
    path: '/api/v2/users/:id',
    access: 'support',
    run: (x) => one(x, 'user', x.account.agents, (agent) => showUser(x, agent)),
  },
  { method: 'GET', path: '/api/v2/users', access: 'support', run: users },
  {
    method: 'GET',
    path: '/api/v2/groups',
    access: 'support',
    run: (x) => listPage(x, 'groups', groups(x), (group) => showGroup(x, group)),
  },
  { method: 'POST', path: '/api/v2/groups', access: 'admin', run: createGroup },
  {
    method: 'GET',
    path: '/api/v2/groups/count',
    access: 'support',
    run: (x) => reply({ count: { value: groups(x).length, refreshed_at: iso(x.now) } }),
  },
  { method: 'GET', path: '/api/v2/groups/:id/memberships', access: 'support', run: memberships },
  { method: 'GET', path: '/api/v2/groups/:id', access: 'support', run: (x) => one(x, 'group', groups(x), (group) => showGroup(x, group)) },
  { method: 'GET', path: '/api/v2/group_memberships', access: 'support', run: memberships },
];
