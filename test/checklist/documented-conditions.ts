import type { ItemId } from '../../src/checklist/items/items.ts';
import { HOST } from '../support/scene.ts';
import type { Bodies } from './documented.ts';

export type Json = unknown;
/** What stands at this place, undefined where there is none. */
export const at = (value: Json, ...path: readonly (string | number)[]): Json =>
  path.reduce<Json>(
    (inner, key) => (typeof inner === 'object' && inner !== null ? (inner as Record<string, Json>)[key] : undefined),
    value,
  );
/** A list at this place, empty where there is none. */
export const list = (value: Json, ...path: readonly (string | number)[]): readonly Json[] => {
  const found = at(value, ...path);
  return Array.isArray(found) ? found : [];
};

/** The documented condition of each finding, read from the answers themselves by other code than the product's. */
export const documented: Partial<Record<ItemId, (bodies: Bodies) => boolean>> = {
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
        // Somebody else than its maker has to see it.
        (isAbsent(at(view, 'restriction')) || at(view, 'restriction', 'type') === 'Group') &&
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
  'impact-api-credentials': ({ settings, groups, brands, token, departments, chatAgents, chatAccount }) =>
    (typeof at(settings, 'settings') === 'object' || Array.isArray(at(groups, 'groups')) || Array.isArray(at(brands, 'brands'))) &&
    (!Array.isArray(at(token, 'token', 'scopes')) ||
      list(token, 'token', 'scopes').some((scope) => typeof scope !== 'string') ||
      list(token, 'token', 'scopes').includes('read')) &&
    (list(brands, 'brands').some((brand) => at(brand, 'subdomain') === HOST) || !isDocumentedList(brands)) &&
    // A plan without a Chat interface lets the account alone be read.
    (Array.isArray(departments) || Array.isArray(chatAgents) || at(chatAccount, 'plan', 'rest_api') === false),
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
  // Its names are in no document: the session, its end and the survey in whole words, and nothing that turns them round.
  'after-csat-end-session': ({ triggers, definitions }) =>
    list(triggers, 'triggers').some(
      (rule) =>
        at(rule, 'active') === true &&
        !conditions(rule).some((one) => is(one, 'via_id', 'is', '29') && !ofMessaging(rule, definitions)) &&
        [...conditions(rule), ...list(rule, 'conditions', 'any')].some(
          (one) =>
            String(at(one, 'field')).includes('session') &&
            /(^|[^a-z])end(s|ed)?([^a-z]|$)/i.test(`${String(at(one, 'field'))} ${String(at(one, 'value'))}`) &&
            ![
              'is_not',
              'not_changed',
              'not_changed_from',
              'not_changed_to',
              'changed_from',
              'less_than',
              'greater_than',
              'not_includes',
            ].includes(String(at(one, 'operator'))) &&
            !['false', '0', 'no'].includes(String(at(one, 'value'))),
        ) &&
        list(rule, 'actions').some((action) => /survey|satisfaction|csat/.test(String(at(action, 'field')))),
    ),
  // No interface shows whether the hours, or the limit, are the agreed ones.
  'chat-hours-to-schedule': () => false,
  'chat-limits': () => false,
};

const isAbsent = (value: Json) => value === undefined || value === null;
const isAbsentOr = (type: 'string' | 'boolean', value: Json) => isAbsent(value) || typeof value === type;

/** A brand as it is documented. */
function isWhole(brand: Json): boolean {
  return (
    Number.isInteger(at(brand, 'id')) &&
    Number(at(brand, 'id')) > 0 &&
    typeof at(brand, 'name') === 'string' &&
    typeof at(brand, 'subdomain') === 'string' &&
    /^[a-z0-9][a-z0-9-]{0,62}$/.test(String(at(brand, 'subdomain'))) &&
    ['active', 'default', 'has_help_center'].every((flag) => typeof at(brand, flag) === 'boolean') &&
    isAbsentOr('boolean', at(brand, 'is_deleted'))
  );
}

/** The whole list of brands as it is documented, on one last page: of any other answer nothing is known, not even whose token it was. */
function isDocumentedList(brands: Json): boolean {
  const links = at(brands, 'links');
  return (
    Array.isArray(at(brands, 'brands')) &&
    list(brands, 'brands').every(isWhole) &&
    at(brands, 'meta', 'has_more') === false &&
    isAbsentOr('string', at(brands, 'meta', 'after_cursor')) &&
    (isAbsent(links) || (typeof links === 'object' && !Array.isArray(links))) &&
    isAbsentOr('string', at(brands, 'links', 'next')) &&
    isAbsentOr('string', at(brands, 'next_page'))
  );
}

/** Ones that no answer makes ready. */
export const SAID_ALONE: readonly ItemId[] = ['chat-hours-to-schedule', 'chat-limits'];
/** Ones of the account that routes by queues and has turned. */
export const OMNICHANNEL: readonly ItemId[] = [
  'route-omnichannel-turn-on',
  'route-omnichannel-prerequisites',
  'route-omnichannel-record-settings',
];

/** An item that does not apply passes its gate as a ready one does: where the documents say that it does not. */
export const documentedNot: Partial<Record<ItemId, (bodies: Bodies) => boolean>> = {
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
