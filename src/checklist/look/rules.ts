import type { ChannelNumbers, Rule } from '../../zendesk/port.ts';
import { type Condition, channelsOf, type GroupRule, groupsAsked, isAmongOthers, isFor, restsOnTag, tagsOfChat } from './rule-channels.ts';

/** Names of things of which there may be thousands: how many there are, and the first of them. */
export interface Several {
  readonly count: number;
  readonly first: readonly string[];
}

/** A rule that mails the customer of a Pending chat ticket or solves it, with the tags whose tickets it leaves alone. */
export interface PendingRule {
  readonly title: string;
  readonly spares: readonly string[];
}

/** More than are kept: then it cannot be said that all of them leave a tag alone. */
export interface PendingRules {
  readonly count: number;
  readonly rules: readonly PendingRule[];
}

/** A trigger that gives messaging tickets to a group. */
export interface RoutingRule {
  readonly title: string;
  readonly active: boolean;
  readonly groupId: number;
}

/** What an account's triggers mean for the move: all that is kept of them. */
export interface TriggersSeen {
  readonly count: number;
  /** How conditions name the messaging channel; empty where the account's definitions do not, and then no rule of it can be told. */
  readonly messagingNumbers: readonly string[];
  readonly routing: readonly RoutingRule[];
  /** Active ones that run for live chats alone: they will not fire for messaging. */
  readonly chatOnly: Several;
  /** What else rests on live chat: absent in what was read before this was. */
  readonly chatBound?: ChatBound | undefined;
  /** Active ones that write to the customer whatever the channel. */
  readonly anyChannel: Several;
  readonly pending: PendingRules;
  /** Active ones that offer a survey when a session has ended; absent in what was read before this was. */
  readonly sessionSurveys?: Several | undefined;
}

/** Active triggers that do something for live chats, and do not name them as their only channel. */
export interface ChatBound {
  /** Live chat is one of several conditions of which any is enough. */
  readonly among: Several;
  /** They ask for a tag that live chats alone get, as far as triggers show. */
  readonly tagged: Several;
  /** They ask for a group, which a Chat department may be. */
  readonly grouped: readonly GroupRule[];
}

/** How many titles of one kind are kept. */
const KEPT = 10;
/** How many rules on Pending and how many routing ones are kept. */
const JUDGED = 200;

export function several(names: readonly string[]): Several {
  return { count: names.length, first: names.slice(0, KEPT) };
}

export function triggersSeen(rules: readonly Rule[], numbers: ChannelNumbers): TriggersSeen {
  const active = rules.filter((rule) => rule.active);
  const isOfChat = tagsOfChat(active, numbers);
  const titles = (wanted: (rule: Rule) => boolean) => several(active.filter(wanted).map(({ title }) => title));
  return {
    count: active.length,
    messagingNumbers: numbers.messaging,
    routing: rules
      .flatMap((rule) => routed(rule, numbers))
      .toSorted((a, b) => Number(b.active) - Number(a.active))
      .slice(0, JUDGED),
    chatOnly: titles((rule) => isFor(rule, numbers.chat)),
    chatBound: {
      among: titles((rule) => isAmongOthers(rule, numbers)),
      tagged: titles((rule) => restsOnTag(rule, isOfChat)),
      grouped: active.flatMap(groupsAsked).slice(0, JUDGED),
    },
    anyChannel: titles((rule) => channelsOf(rule).length === 0 && rule.actions.some(isToCustomer)),
    pending: pendingRules(active.filter(runsWithoutComment), numbers),
    sessionSurveys: titles((rule) => surveysEndedSessions(rule) && !isFor(rule, numbers.chat)),
  };
}

/** What the condition and the action are called is in no document: by their words alone, so that finding none proves nothing. */
function surveysEndedSessions({ all, any, actions }: Rule): boolean {
  return [...all, ...any].some(asksForEndOfSession) && actions.some(({ field }) => /survey|satisfaction|csat/.test(field));
}

/** Whole words, and none that turns them round: neither one that is pending, nor one that has not ended. */
function asksForEndOfSession({ field, operator, value }: Condition): boolean {
  const words = `${field} ${value}`.toLowerCase().split(/[^a-z]+/);
  const isTurned = /not|from|less|greater/.test(operator) || /^(false|no|0)$/i.test(value.trim());
  return /session/.test(field) && words.some((word) => /^end(s|ed)?$/.test(word)) && !isTurned;
}

/** Active automations that mail or solve Pending chat tickets. */
export function automationsSeen(rules: readonly Rule[], numbers: ChannelNumbers): PendingRules {
  return pendingRules(rules, numbers);
}

/** Active views of unsolved messaging tickets. */
export function viewsSeen(rules: readonly Rule[], numbers: ChannelNumbers): readonly string[] {
  return rules
    .filter((rule) => isFor(rule, numbers.messaging) && rule.all.some(isUnsolved))
    .map(({ title }) => title)
    .slice(0, KEPT);
}

function routed(rule: Rule, { messaging }: ChannelNumbers): readonly RoutingRule[] {
  // A number that is no group's is one as well: its tickets reach nobody.
  const group = rule.actions.find(({ field, value }) => field === 'group_id' && /^-?\d+$/.test(value));
  return group && isFor(rule, messaging) ? [{ title: rule.title, active: rule.active, groupId: Number(group.value) }] : [];
}

/** In the order in which a ticket goes through them: `less_than` and `greater_than` mean this order. */
const STATUSES = ['new', 'open', 'pending', 'hold', 'solved', 'closed'];
const PENDING = STATUSES.indexOf('pending');

function pendingRules(rules: readonly Rule[], numbers: ChannelNumbers): PendingRules {
  const touching = rules
    .filter(
      (rule) => mayBePending(rule) && mayBeChat(rule, numbers) && rule.actions.some((action) => isToCustomer(action) || solves(action)),
    )
    .map(({ title, all }) => ({ title, spares: all.flatMap(sparedTags) }))
    .toSorted((a, b) => a.spares.length - b.spares.length);
  return { count: touching.length, rules: touching.slice(0, JUDGED) };
}

/** Nothing among its conditions rules a Pending ticket out. What is not understood rules nothing out. */
function mayBePending({ all, any }: Rule): boolean {
  return all.every(allowsPending) && (any.length === 0 || any.some(allowsPending));
}

function allowsPending({ field, operator, value }: Condition): boolean {
  // Hours since a status was taken: the ticket still has it.
  if (/^(NEW|OPEN|HOLD|SOLVED|CLOSED)$/.test(field)) return false;
  if (field !== 'status') return true;
  const at = STATUSES.indexOf(value);
  if (at < 0) return true;
  switch (operator) {
    case 'is':
    case 'value':
    case 'changed_to':
      return at === PENDING;
    case 'is_not':
    case 'not_value':
      return at !== PENDING;
    case 'less_than':
      return PENDING < at;
    case 'greater_than':
      return PENDING > at;
    default:
      return true;
  }
}

function mayBeChat({ all, any }: Rule, { chat }: ChannelNumbers): boolean {
  if (chat.length === 0) return true;
  const allows = ({ field, operator, value }: Condition) => {
    if (field !== 'via_id') return true;
    if (operator === 'is') return chat.includes(value);
    return !(operator === 'is_not' && chat.includes(value));
  };
  return all.every(allows) && (any.length === 0 || any.some(allows));
}

/** A status that changes by itself makes it run: it is bound neither to a new ticket nor to a comment. */
function runsWithoutComment({ all }: Rule): boolean {
  return !all.some(
    ({ field, operator, value }) => (field === 'update_type' && operator === 'is' && value === 'Create') || /^comment_/.test(field),
  );
}

function sparedTags({ field, operator, value }: Condition): readonly string[] {
  return field === 'current_tags' && operator === 'not_includes' ? value.split(/[\s,]+/).filter((tag) => tag !== '') : [];
}

function isToCustomer({ field, value }: Rule['actions'][number]): boolean {
  // An address that is not given counts as the customer's.
  return (field === 'notification_user' || field === 'notification_sms_user') && /^$|requester|ccs/.test(value);
}

function solves({ field, value }: Rule['actions'][number]): boolean {
  return field === 'custom_status_id' || (field === 'status' && (value === 'solved' || value === 'closed'));
}

function isUnsolved({ field, operator, value }: Condition): boolean {
  return field === 'status' && operator === 'less_than' && value === 'solved';
}
