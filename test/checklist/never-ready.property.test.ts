import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkOf } from '../../src/checklist/checks/checks.ts';
import type { ItemId } from '../../src/checklist/items/items.ts';
import { lookThrough, topics } from '../../src/checklist/look-through.ts';
import { nothingRead } from '../../src/checklist/readings.ts';
import { aScene, HOST, NOW } from '../support/scene.ts';
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
  'req-help-center-for-ai-agent': ({ brands }) => list(brands, 'brands').some((brand) => at(brand, 'help_center_state') === 'enabled'),
  'migrate-1-activate-account': ({ search, widget }) =>
    typeof at(widget, 'messenger') === 'object' ||
    list(search, 'results').some((ticket) => at(ticket, 'via', 'channel') === 'native_messaging'),
  'act-no-visible-change': ({ widget }) => typeof at(widget, 'embeds') === 'object' && !at(widget, 'messenger'),
  'migrate-3a-organize-groups': (bodies) =>
    [...routing(bodies), ...routing(bodies, false)].every(
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
    routing(bodies).every((group) =>
      list(bodies.departments).some(
        (one) =>
          (at(one, 'settings', 'support_group_id') ?? at(one, 'id')) === group &&
          at(one, 'enabled') === true &&
          at(one, 'settings', 'chat_enabled') === true,
      ),
    ),
  'req-chat-access-per-agent': (bodies) =>
    list(bodies.memberships, 'group_memberships')
      .filter((one) => routing(bodies).some((group) => group === at(one, 'group_id')))
      .every((one) => list(bodies.chatAgents).some((agent) => at(agent, 'id') === at(one, 'user_id') && at(agent, 'enabled') === true)),
  'pending-automations-guard': ({ automations }) =>
    list(automations, 'automations')
      .filter(
        (one) =>
          at(one, 'active') === true &&
          conditions(one).some((each) => is(each, 'status', 'is', 'pending')) &&
          list(one, 'actions').some((action) => at(action, 'field') === 'status' && at(action, 'value') === 'solved'),
      )
      .every((one) => conditions(one).some((each) => is(each, 'current_tags', 'not_includes', 'messaging_migration_guard'))),
  'chat-export-configuration': ({ departments, bans, chatList, chatRouting }) =>
    Array.isArray(departments) &&
    Array.isArray(at(bans, 'ip_address')) &&
    Array.isArray(at(bans, 'visitor')) &&
    list(chatList).every((one) => typeof at(one, 'enabled') === 'boolean' && typeof at(one, 'name') === 'string') &&
    Array.isArray(chatList) &&
    typeof at(chatRouting, 'data', 'routing_mode') === 'string' &&
    typeof at(chatRouting, 'data', 'chat_limit', 'enabled') === 'boolean',
  'chat-hours-to-schedule': ({ schedules }) =>
    list(schedules, 'schedules').some((one) =>
      list(one, 'intervals').some((each) => Number(at(each, 'end_time')) > Number(at(each, 'start_time'))),
    ),
};

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
  return list(triggers, 'triggers')
    .filter((rule) => at(rule, 'active') === active && ofMessaging(rule, definitions))
    .flatMap((rule) => list(rule, 'actions'))
    .filter((action) => at(action, 'field') === 'group_id')
    .map((action) => Number(at(action, 'value')))
    .filter((group) => Number.isInteger(group));
}

function queued({ settings, queues }: Bodies): boolean {
  return (
    at(settings, 'settings', 'routing', 'enabled') === true &&
    list(queues, 'queues').some((queue) => list(queue, 'primary_groups', 'groups').length > 0)
  );
}

async function findings(bodies: Bodies, statuses: Readonly<Record<string, number>> = {}) {
  const { migration } = aScene();
  const report = await lookThrough(
    migration,
    nothingRead,
    { zendesk: zendeskOf(bodies, statuses), clock: () => NOW, shares: async () => [] },
    topics,
  );
  const context = { migration, readings: report.readings, now: NOW };
  return (id: ItemId) => checkOf(id)?.find(context).status;
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
const mutation = fc
  .constantFrom(...names)
  .chain((name) => fc.record({ name: fc.constant(name), path: fc.constantFrom(...places(wellAnswered[name])), to: odd }));

describe('no answer of Zendesk’s but the documented one makes a finding ready', () => {
  it('is ready throughout where everything is as documented', async () => {
    const status = await findings(wellAnswered);
    const notReady = ids.filter((id) => status(id) !== 'ready');
    // Classic and already turned cannot both be: with a classic widget, a messaging ticket shows the activation.
    expect(notReady).toEqual([]);
    for (const id of ids) expect(documented[id]?.(wellAnswered), id).toBe(true);
  });

  it('holds for one change at any place of any answer', async () => {
    await fc.assert(
      fc.asyncProperty(mutation, async ({ name, path, to }) => {
        const bodies = { ...wellAnswered, [name]: changed(wellAnswered[name], path, to) };
        const status = await findings(bodies);
        for (const id of ids)
          if (status(id) === 'ready')
            expect(documented[id]?.(bodies), `${id}: ${name} ${path.join('.')} = ${JSON.stringify(to)}`).toBe(true);
      }),
      { numRuns: few ? 300 : 6_000, endOnFailure: few },
    );
  }, 120_000);

  it('holds for several changes at once', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(mutation, { minLength: 2, maxLength: 6 }), async (mutations) => {
        const bodies: Record<keyof Bodies, unknown> = { ...wellAnswered };
        for (const { name, path, to } of mutations) {
          const there = places(bodies[name]).some((place) => place.join('.') === path.join('.'));
          if (there) bodies[name] = changed(bodies[name], path, to);
        }
        const status = await findings(bodies);
        for (const id of ids) if (status(id) === 'ready') expect(documented[id]?.(bodies), id).toBe(true);
      }),
      { numRuns: few ? 100 : 2_000, endOnFailure: few },
    );
  }, 120_000);

  it('holds for any status but 200: nothing that rests on that answer is ready', async () => {
    const rests: Partial<Record<keyof Bodies, readonly ItemId[]>> = {
      settings: ['req-agent-workspace-enabled'],
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
