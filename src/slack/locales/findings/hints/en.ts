import { plural } from '../../common/en.ts';
import { titlesIn } from '../titles.ts';
import type { HintTexts } from './text.ts';

interface Names {
  readonly names: readonly string[];
  readonly more: number;
}

const titles = ({ names, more }: Names) => `${titlesIn('en', names)}${more > 0 ? ` and ${more} more` : ''}`;
const some = (facts: Names, there: string, none: string) => (facts.names.length === 0 ? none : `${there}: ${titles(facts)}`);
const clients = (facts: Names) => some(facts, 'Chat API clients of the account', 'the account has no Chat API client');
const rest = (more: number) => (more > 0 ? [`and ${more} more`] : []);
const kind = (what: string, names: readonly string[], instead: string) =>
  names.length === 0 ? [] : [`${what} ${titlesIn('en', names)} → ${instead}`];
const chatTriggers = (facts: Names) => some(facts, 'active Chat triggers, which do not run in messaging', 'no Chat trigger is active');

interface Limits {
  readonly limit: number;
  readonly per: string;
  readonly capacity: number;
  readonly rule: string;
  readonly others: readonly string[];
}

const limits = ({ limit, per, capacity, rule, others }: Limits) =>
  [
    `the limit is ${plural(limit, 'chat')}, set for ${per === 'agent' ? 'each agent' : 'the whole account'}`,
    capacityText(limit, capacity, rule),
    ...(others.length > 0 ? [`other rules give another number: ${others.join(', ')}`] : []),
  ].join('; ');

function capacityText(limit: number, capacity: number, rule: string): string {
  if (capacity === -1) return 'the capacity rules of omnichannel routing could not be read';
  if (capacity < 0) return 'omnichannel routing has no capacity rule for everybody';
  const more = capacity - limit;
  const against = more === 0 ? 'as many' : `${Math.abs(more)} ${more > 0 ? 'more' : 'fewer'}`;
  return `the capacity rule ${titlesIn('en', [rule])} gives an agent ${plural(capacity, 'messaging conversation')}, ${against}`;
}

export const hintTexts: HintTexts = {
  'req-plan-eligible': ({ plan }) => `the Chat plan calls itself “${plan}”: a hint, no proof of the subscription`,
  'impact-api-credentials': () =>
    'nothing shows that the stored Chat token is one of this account: connect again with a `chat` token of this account, made by an admin with the scopes read and chat, or without `chat` where the account does not use it; an admin may also pass over the gate',
  'eval-inventory': ({ active, scope, more, classic, messaging, none }) =>
    [
      `${plural(active, 'active brand')}; in scope: ${scope.join(', ')}${more > 0 ? ` and ${more} more` : ''}`,
      ...(classic.length > 0 ? [`Classic widget: ${classic.join(', ')}`] : []),
      ...(messaging.length > 0 ? [`messaging: ${messaging.join(', ')}`] : []),
      ...(none.length > 0 ? [`no widget seen: ${none.join(', ')}`] : []),
    ].join('; '),
  'before-review-feature-impact': ({ chatTriggers: triggers, shortcuts, goals, skills, roles }) =>
    `without a copy in messaging: ${[
      plural(triggers, 'active Chat trigger'),
      ...(shortcuts < 0 ? [] : [plural(shortcuts, 'shortcut')]),
      ...(goals < 0 ? [] : [plural(goals, 'goal')]),
      ...(skills < 0 ? [] : [plural(skills, 'skill')]),
      ...(roles < 0 ? [] : [plural(roles, 'Chat role')]),
    ].join(', ')}`,
  'impact-javascript-audit': ({ calls, more, unread }) =>
    [
      calls.length === 0
        ? 'no Classic call in what was read'
        : `Classic calls and what does the same in messaging: ${calls.join('; ')}${more > 0 ? `; and ${more} more` : ''}`,
      ...(unread > 0 ? [`${plural(unread, 'script')} not read`] : []),
    ].join('; '),
  'web-key-pages-opened': ({ pages }) => pages.join('; '),
  'impact-ccapi-bots': clients,
  'impact-chat-apis': clients,
  'chat-hours-to-schedule': (facts) => `schedules with opening hours: ${titles(facts)}; whether one is as agreed, a person says`,
  'impact-bans': ({ addresses, visitors }) =>
    `banned now: ${plural(addresses, 'address').replace(/sss$/, 'sses')}, ${plural(visitors, 'visitor')}`,
  'chat-goals': (facts) => some(facts, 'active goals', 'no goal is active'),
  'route-skills-plan': (facts) => some(facts, 'active skills', 'no skill is active'),
  'chat-other-triggers-review': (facts) =>
    some(facts, 'triggers that write to customers of every channel', 'no trigger writes to customers of every channel'),
  'migrate-3a-organize-groups': ({ names, more, people, departments }) =>
    [
      ...(names.length > 0 ? [`Chat departments without a group: ${titles({ names, more })}`] : []),
      ...(people.length > 0
        ? [`agents of a Chat department who are not in its group: ${[...people, ...rest(departments)].join(', ')}`]
        : []),
    ].join('; '),
  'chat-groups-and-ticket-triggers': ({ names, among, tagged, grouped, more }) =>
    `ticket triggers that will not fire for messaging: ${[
      ...kind('for live chats alone', names, 'make a copy with the channel Messaging'),
      ...kind('with live chat among several conditions', among, 'add the channel Messaging'),
      ...kind('with a tag that only live chats get', tagged, 'ask for the channel Messaging instead'),
      ...kind('with the group of a Chat department', grouped, 'bring messaging tickets to that group'),
      ...rest(more),
    ].join('; ')}`,
  'act-chat-trigger-channel-field': chatTriggers,
  'chat-trigger-channel-edits': ({ asked, loaded, others, more }) =>
    asked.length + loaded.length + others.length === 0
      ? 'no Chat trigger is active'
      : `active Chat triggers, which do not run in messaging: ${[
          ...kind('on a requested chat', asked, 'the channel Messaging, or a messaging trigger'),
          ...kind('on a loaded page', loaded, 'a proactive message'),
          ...kind('on anything else', others, 'a messaging trigger or a ticket trigger'),
          ...rest(more),
        ].join('; ')}`,
  'chat-shortcuts-to-macros': ({ shortcuts, macros, left, names, more }) =>
    [
      `${plural(shortcuts, 'shortcut')}${macros < 0 ? '' : `, against ${plural(macros, 'active macro')}`}`,
      ...(left === 0 ? ['each has a macro of the same name'] : []),
      ...(left > 0 ? [`without a macro of the same name: ${titles({ names, more })}`] : []),
    ].join('; '),
  'chat-limits': limits,
  'first-opening-watch': limits,
  'route-existing-rules-carry-over': ({ mode, seconds }) =>
    `routing is “${mode}”, ${seconds === 0 ? 'without reassignment' : `reassigned after ${plural(seconds, 'second')}`}`,
  'eval-scale-limits': ({ agents }) => `${plural(agents, 'agent')} with Chat access`,
};
