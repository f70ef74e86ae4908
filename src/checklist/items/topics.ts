import type { CheckId } from '../checks/checks.ts';
import type { Topic } from '../readings.ts';
import { childrenOf, type ItemId } from './items.ts';

/** What is read when an item is looked at again; empty where no look of ours would change what is known of it. */
export function topicsOf(item: ItemId): readonly Topic[] {
  const own = topicsByCheck[item];
  return own ?? [...new Set(childrenOf(item).flatMap((child) => topicsOf(child.id)))];
}

/** The checks of the drain are judged by the runner's own readings: no look of a person's changes them. */
const topicsByCheck: Readonly<Partial<Record<ItemId, readonly Topic[]>>> = {
  'impact-api-credentials': ['settings', 'brands', 'groups', 'departments', 'chatAgents', 'chatAccount', 'scopes'],
  'req-agent-workspace-enabled': ['settings'],
  'req-people-with-rights': ['people'],
  'req-help-center-recommended': ['brands', 'articles'],
  'agents-share-agent-workspace': ['shares'],
  'agents-share-handoff-handback': ['shares'],
  'agents-share-conversation-translation': ['shares'],
  'migrate-1-activate-account': ['widgets', 'messagingTickets'],
  'migrate-3a-organize-groups': ['groups', 'memberships', 'chatAgents', 'triggers', 'settings', 'queues', 'departmentGaps'],
  'act-no-visible-change': ['widgets'],
  'migrate-important-notice': [],
  'migrate-note-pending-tickets': [],
  'chat-groups-and-ticket-triggers': ['triggers', 'groups', 'departments'],
  'migrate-3b-configure-routing': ['settings', 'triggers', 'queues', 'groups'],
  'route-view-for-messaging': ['views'],
  'chat-departments-enabled': ['triggers', 'departments'],
  'req-chat-access-per-agent': ['triggers', 'memberships', 'chatAgents'],
  'pending-automations-guard': ['automations', 'triggers'],
  'web-csp-allows-messaging': ['pages'],
  'chat-export-configuration': ['chatCopy'],
  'pending-tickets-guard-tag': [],
  'route-omnichannel-prerequisites': ['settings', 'triggers', 'queues', 'widgets'],
  'route-omnichannel-record-settings': ['chatCopy'],
  'route-omnichannel-turn-on': ['settings', 'messagingAgents'],
  'after-csat-end-session': ['triggers'],
  'chat-limits': ['chatRouting', 'capacityRules'],
  'chat-hours-to-schedule': ['schedules', 'chatAccount'],
  'req-help-center-for-ai-agent': ['brands'],
} satisfies Partial<Record<CheckId, readonly Topic[]>>;
