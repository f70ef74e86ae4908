import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkOf } from '../../src/checklist/checks/checks.ts';
import { itemState } from '../../src/checklist/item-state.ts';
import { type ItemId, itemById } from '../../src/checklist/items/items.ts';
import { lookThrough, topics } from '../../src/checklist/look-through.ts';
import { nothingRead } from '../../src/checklist/readings.ts';
import { aScene, HOST, JOON, NOW } from '../support/scene.ts';
import { type Bodies, wellAnswered, zendeskOf } from './documented.ts';

/** Under mutation a few changes are enough. */
const few = process.env['FERRY_MUTATION'] !== undefined;

type Json = unknown;
const at = (value: Json, ...path: readonly (string | number)[]): Json =>
  path.reduce<Json>(
    (inner, key) => (typeof inner === 'object' && inner !== null ? (inner as Record<string, Json>)[key] : undefined),
    value,
  );
const list = (value: Json, ...path: readonly (string | number)[]): readonly Json[] => {
  const found = at(value, ...path);
  return Array.isArray(found) ? found : [];
};

/** The documented condition of each finding, read from the answers themselves by other code than the product's. */
const documented: Partial<Record<ItemId, (bodies: Bodies) => boolean>> = {
  'req-agent-workspace-enabled': ({ settings }) => at(settings, 'settings', 'agents', 'agent_workspace') === true,
  'req-help-center-recommended': ({ articles }) => {
    const published = new Map<Json, Set<Json>>();
    for (const article of list(articles, 'articles')) {
      if (at(article, 'draft') === false)
        published.set(at(article, 'locale'), (published.get(at(article, 'locale')) ?? new Set()).add(at(article, 'id')));
    }
    return [...published.values()].some(({ size }) => size >= 10);
  },
  'req-people-with-rights': ({ users }) =>
    list(users, 'users').some(
      (user) =>
        String(at(user, 'email')).toLowerCase() === 'mina@acme.example' && at(user, 'role') === 'admin' && at(user, 'suspended') !== true,
    ),
  'req-help-center-for-ai-agent': ({ brands }) => {
    const active = list(brands, 'brands').filter((brand) => at(brand, 'active') === true && at(brand, 'is_deleted') !== true);
    return active.length > 0 && active.every((brand) => at(brand, 'help_center_state') === 'enabled');
  },
  'migrate-1-activate-account': ({ search, widget }) =>
    typeof at(widget, 'messenger') === 'object' ||
    list(search, 'results').some((ticket) => at(ticket, 'via', 'channel') === 'native_messaging'),
  'act-no-visible-change': ({ widget }) => typeof at(widget, 'embeds') === 'object' && !at(widget, 'messenger'),
  'migrate-3a-organize-groups': (bodies) =>
    [...routing(bodies), ...routing(bodies, false), ...queuedGroups(bodies)].every(
      (group) =>
        list(bodies.groups, 'groups').some((one) => at(one, 'id') === group && at(one, 'deleted') !== true) &&
        list(bodies.memberships, 'group_memberships').some(
          (one) =>
            at(one, 'group_id') === group &&
            list(bodies.chatAgents).some((agent) => at(agent, 'id') === at(one, 'user_id') && at(agent, 'enabled') === true),
        ),
    ),
  'chat-groups-and-ticket-triggers': (bodies) => routing(bodies).length > 0,
  'migrate-3b-configure-routing': (bodies) => routing(bodies).length > 0 || queued(bodies),
  'route-view-for-messaging': ({ views, definitions }) =>
    list(views, 'views').some(
      (view) =>
        at(view, 'active') === true &&
        ofMessaging(view, definitions) &&
        conditions(view).some((one) => is(one, 'status', 'less_than', 'solved')),
    ),
  'chat-departments-enabled': (bodies) =>
    [...routing(bodies), ...queuedGroups(bodies)].every((group) =>
      list(bodies.departments).some(
        (one) =>
          (at(one, 'settings', 'support_group_id') ?? at(one, 'id')) === group &&
          at(one, 'enabled') === true &&
          at(one, 'settings', 'chat_enabled') === true,
      ),
    ),
  'req-chat-access-per-agent': (bodies) =>
    list(bodies.memberships, 'group_memberships')
      .filter((one) => [...routing(bodies), ...queuedGroups(bodies)].some((group) => group === at(one, 'group_id')))
      .every((one) => list(bodies.chatAgents).some((agent) => at(agent, 'id') === at(one, 'user_id') && at(agent, 'enabled') === true)),
  // What solves and what mails, by time or by a change: every one of them leaves the tag alone.
  'pending-automations-guard': ({ automations, triggers }) =>
    [...list(automations, 'automations'), ...list(triggers, 'triggers')].filter(touchesPending).every((one) =>
      conditions(one).some(
        (each) =>
          at(each, 'field') === 'current_tags' &&
          at(each, 'operator') === 'not_includes' &&
          String(at(each, 'value'))
            .split(/[\s,]+/)
            .includes('messaging_migration_guard'),
      ),
    ),
  'chat-export-configuration': ({ departments, bans, chatList, chatRouting }) =>
    Array.isArray(departments) &&
    Array.isArray(at(bans, 'ip_address')) &&
    Array.isArray(at(bans, 'visitor')) &&
    list(chatList).every((one) => typeof at(one, 'enabled') === 'boolean' && typeof at(one, 'name') === 'string') &&
    Array.isArray(chatList) &&
    typeof at(chatRouting, 'data', 'routing_mode') === 'string' &&
    typeof at(chatRouting, 'data', 'chat_limit', 'enabled') === 'boolean',
  'impact-api-credentials': ({ settings, groups, brands, token, departments, chatAgents }) =>
    (typeof at(settings, 'settings') === 'object' || Array.isArray(at(groups, 'groups')) || Array.isArray(at(brands, 'brands'))) &&
    (!Array.isArray(at(token, 'token', 'scopes')) ||
      list(token, 'token', 'scopes').some((scope) => typeof scope !== 'string') ||
      list(token, 'token', 'scopes').includes('read')) &&
    (list(brands, 'brands').some((brand) => at(brand, 'subdomain') === HOST) ||
      !list(brands, 'brands').every(isWhole) ||
      !isLastPage(brands)) &&
    (Array.isArray(departments) || Array.isArray(chatAgents)),
  'route-omnichannel-turn-on': ({ settings, availabilities }) =>
    at(settings, 'settings', 'routing', 'enabled') === true &&
    at(settings, 'settings', 'agents', 'unified_agent_statuses') === true &&
    list(availabilities, 'data').length > 0 &&
    list(availabilities, 'included').some(
      (one) => at(one, 'attributes', 'name') === 'messaging' && at(one, 'attributes', 'status') === 'online',
    ),
  'route-omnichannel-prerequisites': (bodies) =>
    at(bodies.settings, 'settings', 'agents', 'agent_workspace') === true &&
    typeof at(bodies.widget, 'messenger') === 'object' &&
    (routing(bodies).length > 0 || list(bodies.queues, 'queues').length > 0),
  'route-omnichannel-record-settings': ({ chatRouting }) =>
    typeof at(chatRouting, 'data', 'routing_mode') === 'string' && typeof at(chatRouting, 'data', 'chat_limit', 'enabled') === 'boolean',
  // No interface shows whether the hours, or the limit, are the agreed ones.
  'chat-hours-to-schedule': () => false,
  'chat-limits': () => false,
};

/** A brand as it is documented: of a list with another one nothing is known. */
function isWhole(brand: Json): boolean {
  return (
    Number.isInteger(at(brand, 'id')) &&
    typeof at(brand, 'name') === 'string' &&
    typeof at(brand, 'subdomain') === 'string' &&
    /^[a-z0-9][a-z0-9-]{0,62}$/.test(String(at(brand, 'subdomain'))) &&
    ['active', 'default', 'has_help_center'].every((flag) => typeof at(brand, flag) === 'boolean')
  );
}

function isLastPage(answer: Json): boolean {
  return Array.isArray(at(answer, 'brands')) && at(answer, 'meta', 'has_more') === false;
}

/** Ones that no answer makes ready. */
const SAID_ALONE: readonly ItemId[] = ['chat-hours-to-schedule', 'chat-limits'];
/** Ones of the account that routes by queues and has turned. */
const OMNICHANNEL: readonly ItemId[] = [
  'route-omnichannel-turn-on',
  'route-omnichannel-prerequisites',
  'route-omnichannel-record-settings',
];

/** An item that does not apply passes its gate as a ready one does: where the documents say that it does not. */
const documentedNot: Partial<Record<ItemId, (bodies: Bodies) => boolean>> = {
  'chat-departments-enabled': ({ departments }) => Array.isArray(departments) && departments.length === 0,
  'chat-groups-and-ticket-triggers': (bodies) => queued(bodies),
  'pending-automations-guard': (bodies) =>
    [...list(bodies.automations, 'automations'), ...list(bodies.triggers, 'triggers')].every((rule) => !touchesPending(rule)),
  'chat-limits': ({ settings }) => at(settings, 'settings', 'routing', 'enabled') === true,
};

/** Active, without a condition that keeps Pending tickets out, and mails a customer or solves. Read more widely than the product may. */
function touchesPending(rule: Json): boolean {
  const isKeptOut = conditions(rule).some(
    (one) =>
      (at(one, 'field') === 'status' && at(one, 'value') !== 'pending' && at(one, 'operator') === 'is') ||
      (at(one, 'field') === 'status' && at(one, 'value') === 'pending' && at(one, 'operator') !== 'is') ||
      (at(one, 'field') === 'status' && ['less_than', 'greater_than'].includes(String(at(one, 'operator')))) ||
      /^(NEW|OPEN|HOLD|SOLVED|CLOSED)$/.test(String(at(one, 'field'))) ||
      at(one, 'field') === 'via_id' ||
      (at(one, 'field') === 'update_type' && at(one, 'value') === 'Create') ||
      String(at(one, 'field')).startsWith('comment_'),
  );
  return (
    at(rule, 'active') === true &&
    !isKeptOut &&
    list(rule, 'actions').some(
      (action) =>
        (at(action, 'field') === 'status' && ['solved', 'closed'].includes(String(at(action, 'value')))) ||
        (at(action, 'field') === 'notification_user' && /requester|ccs/.test(String(at(action, 'value', 0)))),
    )
  );
}

const conditions = (rule: Json) => list(rule, 'conditions', 'all');
const is = (condition: Json, field: string, operator: string, value: Json) =>
  at(condition, 'field') === field && at(condition, 'operator') === operator && String(at(condition, 'value')) === String(value);

function numbers(definitions: Json): readonly Json[] {
  return [...list(definitions, 'definitions', 'conditions_all'), ...list(definitions, 'definitions', 'conditions_any')]
    .filter((one) => /via_id$/.test(String(at(one, 'subject'))))
    .flatMap((one) => list(one, 'values'))
    .filter((value) => /^messaging$/i.test(String(at(value, 'title')).trim()))
    .map((value) => at(value, 'value'));
}

function ofMessaging(rule: Json, definitions: Json): boolean {
  return conditions(rule).some((one) => numbers(definitions).some((number) => is(one, 'via_id', 'is', number)));
}

/** Groups of active triggers of messaging. */
function routing({ triggers, definitions }: Bodies, active = true): readonly number[] {
  return (
    list(triggers, 'triggers')
      .filter((rule) => at(rule, 'active') === active && ofMessaging(rule, definitions))
      .flatMap((rule) => list(rule, 'actions'))
      .filter((action) => at(action, 'field') === 'group_id')
      .map((action) => at(action, 'value'))
      // An empty one is the ticket's own group, and no route.
      .filter((group) => Number.isInteger(group) || (typeof group === 'string' && /^-?\d+$/.test(group)))
      .map(Number)
  );
}

function isThere(group: Json, groups: Json): boolean {
  return list(groups, 'groups').some((one) => at(one, 'id') === group && at(one, 'deleted') !== true);
}

/** No channel is asked for, or messaging is the one. */
function takesMessaging(queue: Json, definitions: Json): boolean {
  const channels = (part: 'all' | 'any') =>
    list(queue, 'definition', part).filter((one) => /via_id$|channel/.test(String(at(one, 'field'))));
  const ours = (one: Json) =>
    numbers(definitions).some((number) => at(one, 'operator') === 'is' && String(at(one, 'value')) === String(number));
  const others = (one: Json) =>
    at(one, 'operator') === 'is_not' && !numbers(definitions).some((number) => String(at(one, 'value')) === String(number));
  return channels('all').every((one) => ours(one) || others(one)) && (channels('any').length === 0 || channels('any').some(ours));
}

/** Groups of queues that take messaging, while omnichannel routing is on. */
function queuedGroups({ settings, queues, definitions }: Bodies): readonly number[] {
  if (at(settings, 'settings', 'routing', 'enabled') !== true) return [];
  return list(queues, 'queues')
    .filter((queue) => takesMessaging(queue, definitions))
    .flatMap((queue) => list(queue, 'primary_groups', 'groups'))
    .map((group) => Number(at(group, 'id')));
}

function queued({ settings, queues, groups, definitions }: Bodies): boolean {
  return (
    at(settings, 'settings', 'routing', 'enabled') === true &&
    list(queues, 'queues').some(
      (queue) =>
        list(queue, 'primary_groups', 'groups').length > 0 &&
        list(queue, 'primary_groups', 'groups').every((group) => isThere(at(group, 'id'), groups)) &&
        takesMessaging(queue, definitions),
    )
  );
}

const PAGE = 'https://help.example/';
const addressOf = async () => ({ email: 'mina@acme.example' });

async function findings(bodies: Bodies, statuses: Readonly<Record<string, number>> = {}, policies: readonly string[] = []) {
  const page = { address: PAGE, status: 200, policies, html: '', scripts: [] };
  const { migration } = aScene({ told: [{ type: 'role_given', role: 'backup', user: JOON }] });
  const report = await lookThrough(
    migration,
    nothingRead,
    {
      zendesk: zendeskOf(bodies, statuses),
      clock: () => NOW,
      shares: async () => [],
      addressOf,
      fetchPage: async () => page,
      helpCenterOf: () => PAGE,
    },
    topics,
  );
  const context = { migration, readings: report.readings, now: NOW };
  // What the gate goes by, not the check alone: an item that does not apply stands in nobody's way either.
  return (id: ItemId) => {
    const item = itemById(id);
    return item && itemState(item, context).status;
  };
}

function expectDocumented(id: ItemId, status: string | undefined, bodies: Bodies, what: string): void {
  if (status === 'ready') expect(documented[id]?.(bodies), what).toBe(true);
  const not = documentedNot[id];
  if (status === 'not_applicable' && not !== undefined) expect(not(bodies), `${what}: does not apply`).toBe(true);
}

const ids = Object.keys(documented).filter((id): id is ItemId => checkOf(id) !== undefined);

/** Every place in a value. */
function places(value: Json, path: readonly (string | number)[] = []): readonly (readonly (string | number)[])[] {
  if (typeof value !== 'object' || value === null) return [path];
  const keys: readonly (string | number)[] = Array.isArray(value) ? value.map((_, index) => index) : Object.keys(value);
  return [path, ...keys.flatMap((key) => places(at(value, key), [...path, key]))];
}

/** The value with another one at this place; `undefined` takes the key away. */
function changed(value: Json, [key, ...rest]: readonly (string | number)[], to: Json): Json {
  if (key === undefined) return to;
  const next = rest.length === 0 ? to : changed(at(value, key), rest, to);
  if (Array.isArray(value))
    return next === undefined ? value.filter((_, index) => index !== key) : value.map((each, index) => (index === key ? next : each));
  const entries = Object.entries(value as object).filter(([name]) => name !== key);
  return Object.fromEntries(next === undefined ? entries : [...entries, [key, next]]);
}

const odd = fc.oneof(
  fc.constantFrom<Json>(
    undefined,
    null,
    true,
    false,
    0,
    1,
    -1,
    7,
    29,
    75,
    '75',
    '',
    'true',
    'is_not',
    'less_than',
    'pending',
    'solved',
    'enabled',
    'Messaging',
    'via_id',
    'x',
    [],
    {},
  ),
  fc.integer(),
  fc.string({ maxLength: 6 }),
);
const names = Object.keys(wellAnswered) as readonly (keyof Bodies)[];
const mutationOf = (whole: Bodies) =>
  fc.constantFrom(...names).chain((name) => fc.record({ name: fc.constant(name), path: fc.constantFrom(...places(whole[name])), to: odd }));
const mutation = mutationOf(wellAnswered);

const channel = (value: string, operator = 'is') => ({ field: 'via_id', operator, value });
/** The same account with omnichannel routing: two queues, one for messaging, and no trigger that routes it. */
const byQueues: Bodies = {
  ...wellAnswered,
  settings: { settings: { ...wellAnswered.settings.settings, routing: { enabled: true } } },
  triggers: { ...wellAnswered.triggers, triggers: wellAnswered.triggers.triggers.slice(0, 1) },
  queues: {
    queues: [
      {
        id: '01J',
        name: 'Messaging',
        definition: { all: [channel('29', 'is_not')], any: [channel('75'), channel('4')] },
        primary_groups: { groups: [{ id: 9001, name: 'Web Chat' }] },
      },
      {
        id: '02J',
        name: 'Mail',
        definition: { all: [channel('4')], any: [] },
        primary_groups: { groups: [{ id: 9001, name: 'Web Chat' }] },
      },
    ],
  },
};

/** That account after the switch, with statuses for every channel. */
const turned: Bodies = {
  ...byQueues,
  settings: {
    settings: {
      ...wellAnswered.settings.settings,
      agents: { agent_workspace: true, unified_agent_statuses: true },
      routing: { enabled: true },
    },
  },
  widget: { messenger: { greeting: 'Hello' }, brand: 'Acme' },
};

/** Every address that messaging loads from or talks to at a brand. */
const LOADED = [
  'https://static.zdassets.com',
  'https://ekr.zdassets.com',
  `https://${HOST}.zendesk.com`,
  `wss://${HOST}.zendesk.com`,
  'https://api.smooch.io',
  'wss://api.smooch.io',
  'https://media.smooch.io',
] as const;

const [brand] = wellAnswered.brands.brands;
const [, route] = wellAnswered.triggers.triggers;
/** Two brands with a help center each, and two groups that get messaging tickets. */
const ofTwo: Bodies = {
  ...wellAnswered,
  brands: { ...wellAnswered.brands, brands: [brand, { ...brand, id: 7002, name: 'Acme Europe', subdomain: 'acme-eu', default: false }] },
  groups: { ...wellAnswered.groups, groups: [...wellAnswered.groups.groups, { id: 9002, name: 'Returns', deleted: false }] },
  memberships: {
    ...wellAnswered.memberships,
    group_memberships: [...wellAnswered.memberships.group_memberships, { id: 42, user_id: 60002, group_id: 9002 }],
  },
  chatAgents: [...wellAnswered.chatAgents, { id: 60002, enabled: true }],
  triggers: {
    ...wellAnswered.triggers,
    triggers: [...wellAnswered.triggers.triggers, { ...route, id: 3305, actions: [{ field: 'group_id', value: '9002' }] }],
  },
  departments: [
    ...wellAnswered.departments,
    { id: 9002, name: 'Returns', enabled: true, settings: { chat_enabled: true, support_group_id: 9002 } },
  ],
};

/** No change at one place makes anything ready that the documents do not. */
async function holdsAround(whole: Bodies): Promise<void> {
  await fc.assert(
    fc.asyncProperty(mutationOf(whole), async ({ name, path, to }) => {
      const bodies = { ...whole, [name]: changed(whole[name], path, to) };
      const status = await findings(bodies);
      for (const id of ids) expectDocumented(id, status(id), bodies, `${id}: ${name} ${path.join('.')} = ${JSON.stringify(to)}`);
    }),
    { numRuns: few ? 100 : 3_000, endOnFailure: few },
  );
}

describe('no answer of Zendesk’s but the documented one makes a finding ready', () => {
  it('is ready throughout where everything is as documented', async () => {
    const status = await findings(wellAnswered);
    const notReady = ids.filter(
      (id) => ![...SAID_ALONE, ...OMNICHANNEL].includes(id) && id !== 'act-no-visible-change' && status(id) !== 'ready',
    );
    // Classic and already turned cannot both be: with a classic widget, a messaging ticket shows the activation.
    expect(notReady).toEqual([]);
    for (const id of ids) if (![...SAID_ALONE, ...OMNICHANNEL].includes(id)) expect(documented[id]?.(wellAnswered), id).toBe(true);
  });

  it('holds for one change at any place of any answer', async () => {
    await fc.assert(
      fc.asyncProperty(mutation, async ({ name, path, to }) => {
        const bodies = { ...wellAnswered, [name]: changed(wellAnswered[name], path, to) };
        const status = await findings(bodies);
        for (const id of ids) expectDocumented(id, status(id), bodies, `${id}: ${name} ${path.join('.')} = ${JSON.stringify(to)}`);
      }),
      { numRuns: few ? 300 : 6_000, endOnFailure: few },
    );
  }, 120_000);

  it('is ready by queues, and holds for one change where they route', async () => {
    const well = await findings(byQueues);
    expect(
      ['migrate-3a-organize-groups', 'migrate-3b-configure-routing', 'chat-groups-and-ticket-triggers'].map((id) => well(id as ItemId)),
    ).toEqual(['ready', 'ready', 'not_applicable']);
    await fc.assert(
      fc.asyncProperty(mutationOf(byQueues), async ({ name, path, to }) => {
        const bodies = { ...byQueues, [name]: changed(byQueues[name], path, to) };
        const status = await findings(bodies);
        for (const id of ids) expectDocumented(id, status(id), bodies, `${id}: ${name} ${path.join('.')} = ${JSON.stringify(to)}`);
      }),
      { numRuns: few ? 100 : 3_000, endOnFailure: few },
    );
  }, 120_000);

  it('holds for one change where omnichannel routing is on and the widget has turned', async () => {
    const well = await findings(turned);
    expect(OMNICHANNEL.map((id) => well(id))).toEqual(['ready', 'ready', 'ready']);
    await holdsAround(turned);
  }, 120_000);

  it('holds for one change where there are two brands and two groups', async () => {
    const well = await findings(ofTwo);
    expect(
      ['req-help-center-for-ai-agent', 'migrate-3a-organize-groups', 'chat-departments-enabled', 'req-chat-access-per-agent'].map((id) =>
        well(id as ItemId),
      ),
    ).toEqual(['ready', 'ready', 'ready', 'ready']);
    await holdsAround(ofTwo);
  }, 120_000);

  it('holds for a page whose policy lacks any of what messaging loads', async () => {
    await fc.assert(
      fc.asyncProperty(fc.subarray([...LOADED]), async (words) => {
        const status = await findings(wellAnswered, {}, [`default-src ${words.join(' ')}`]);
        // Leave for `wss:` of a host is leave for its `https:`, by CSP3.
        const allowed = LOADED.every((word) => words.includes(word) || words.some((each) => each === word.replace('https:', 'wss:')));
        expect(status('web-csp-allows-messaging')).toBe(allowed ? 'ready' : 'todo');
      }),
      { numRuns: few ? 20 : 200 },
    );
    expect((await findings(wellAnswered, {}, [`default-src ${LOADED.join(' ')}`, "script-src 'self'"]))('web-csp-allows-messaging')).toBe(
      'todo',
    );
  });

  it('holds for several changes at once', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(mutation, { minLength: 2, maxLength: 6 }), async (mutations) => {
        const bodies: Record<keyof Bodies, unknown> = { ...wellAnswered };
        for (const { name, path, to } of mutations) {
          const there = places(bodies[name]).some((place) => place.join('.') === path.join('.'));
          if (there) bodies[name] = changed(bodies[name], path, to);
        }
        const status = await findings(bodies);
        for (const id of ids) expectDocumented(id, status(id), bodies, id);
      }),
      { numRuns: few ? 100 : 2_000, endOnFailure: few },
    );
  }, 120_000);

  it('holds for any status but 200: nothing that rests on that answer is ready', async () => {
    const rests: Partial<Record<keyof Bodies, readonly ItemId[]>> = {
      settings: ['req-agent-workspace-enabled'],
      users: ['req-people-with-rights'],
      triggers: ['chat-groups-and-ticket-triggers', 'chat-departments-enabled', 'req-chat-access-per-agent', 'pending-automations-guard'],
      definitions: ['chat-groups-and-ticket-triggers', 'route-view-for-messaging', 'pending-automations-guard'],
      automations: ['pending-automations-guard'],
      views: ['route-view-for-messaging'],
      schedules: ['chat-hours-to-schedule'],
      departments: ['chat-departments-enabled'],
      memberships: ['req-chat-access-per-agent', 'migrate-3a-organize-groups'],
      chatAgents: ['req-chat-access-per-agent', 'migrate-3a-organize-groups'],
      brands: ['req-help-center-for-ai-agent'],
      articles: ['req-help-center-recommended'],
      widget: ['act-no-visible-change'],
    };
    for (const [name, items] of Object.entries(rests)) {
      for (const code of [201, 204, 301, 302, 401, 403, 404, 410, 422]) {
        const status = await findings(wellAnswered, { [name]: code });
        for (const id of items) expect(status(id), `${id} at HTTP ${code}`).not.toBe('ready');
      }
    }
  });

  it('knows the account it asked about', () => {
    expect(wellAnswered.brands).toMatchObject({ brands: [{ subdomain: HOST }] });
  });
});
