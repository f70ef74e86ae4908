import type { ChannelNumbers, Rule } from '../../zendesk/port.ts';

export type Condition = Rule['all'][number];

/** An active trigger that asks for a group. */
export interface GroupRule {
  readonly title: string;
  readonly groupId: number;
}

export function channelsOf({ all, any }: Rule): readonly Condition[] {
  return [...all, ...any].filter(isChannel);
}

function isChannel({ field }: Condition): boolean {
  return field === 'via_id' || field === 'current_via_id';
}

function names(channels: readonly string[]): (condition: Condition) => boolean {
  return (condition) => isChannel(condition) && condition.operator === 'is' && channels.includes(condition.value);
}

/** It runs for one of these channels and for no other one. */
export function isFor({ all, any }: Rule, channels: readonly string[]): boolean {
  return all.some(names(channels)) || (any.length > 0 && any.every(names(channels)));
}

/** Live chat is one of several conditions of which any is enough, and messaging is none of them: what it did for chats it does not do for messaging. */
export function isAmongOthers(rule: Rule, { chat, messaging }: ChannelNumbers): boolean {
  return rule.any.some(names(chat)) && !isFor(rule, chat) && !rule.any.some(names(messaging)) && !isForAnother(rule, chat);
}

/** Whatever its `any` says, it runs for a channel that is not one of these. */
function isForAnother({ all }: Rule, channels: readonly string[]): boolean {
  return all.some((condition) => isChannel(condition) && condition.operator === 'is' && !channels.includes(condition.value));
}

/** Chat itself puts tags of this beginning on its tickets. */
const OF_CHAT_ITSELF = /^zopim_/;

/** Whether a tag comes from live chats alone, as far as the triggers show: set by those of live chats, and by no other one. */
export function tagsOfChat(active: readonly Rule[], { chat }: ChannelNumbers): (tag: string) => boolean {
  const set = (rules: readonly Rule[]) => new Set(rules.flatMap(({ actions }) => actions.flatMap(tagsSet)));
  const byChats = set(active.filter((rule) => isFor(rule, chat)));
  const byOthers = set(active.filter((rule) => !isFor(rule, chat)));
  return (tag) => OF_CHAT_ITSELF.test(tag) || (byChats.has(tag) && !byOthers.has(tag));
}

function tagsSet({ field, value }: Rule['actions'][number]): readonly string[] {
  return field === 'current_tags' || field === 'set_tags' ? wordsOf(value) : [];
}

/** It runs only for tickets with a tag of live chats, and names no channel itself. */
export function restsOnTag(rule: Rule, isOfChat: (tag: string) => boolean): boolean {
  const asks = ({ field, operator, value }: Condition) =>
    field === 'current_tags' && operator === 'includes' && wordsOf(value).length > 0 && wordsOf(value).every(isOfChat);
  return channelsOf(rule).length === 0 && (rule.all.some(asks) || (rule.any.length > 0 && rule.any.every(asks)));
}

/** The groups whose tickets alone it runs for, where it names no channel itself. */
export function groupsAsked(rule: Rule): readonly GroupRule[] {
  const asks = ({ field, operator, value }: Condition) => field === 'group_id' && operator === 'is' && /^\d+$/.test(value);
  if (channelsOf(rule).length > 0) return [];
  const asked = rule.any.length > 0 && rule.any.every(asks) ? [...rule.all.filter(asks), ...rule.any] : rule.all.filter(asks);
  return asked.map(({ value }) => ({ title: rule.title, groupId: Number(value) }));
}

function wordsOf(value: string): readonly string[] {
  return value.split(/[\s,]+/).filter((word) => word !== '');
}
