import type { CheckContext } from './check.ts';
import type { ItemId } from './items/items.ts';
import { brandsInScope, channelsInScope } from './scope.ts';

type Condition = (context: CheckContext) => boolean;

/**
 * When a finer item applies. An item that is not named here always does.
 * A condition that the procedure ends with “or it is not known” holds until something was seen or said against it.
 */
const conditions: Partial<Record<ItemId, Condition>> = {
  'eval-contact-account-rep': ({ migration }) => Object.values(migration.answers).some((answer) => answer !== 'no'),
  'eval-scale-limits': answered('eval-q10-over-1000-agents', 'eval-q11-over-500-integrations', 'eval-q12-over-4000-conversations'),
  'impact-chat-apis': answered('eval-q09-incremental-or-realtime-api'),
  'impact-authentication': answered('eval-q05-authentication'),
  'impact-bans': answered('eval-q04-bans'),
  'impact-proactive': answered('eval-q02-proactive-or-visitor-list'),
  'chat-goals': answered('eval-q08-conversion-tracking'),
  'route-skills-plan': answered('eval-q06-skills-routing'),
  'req-agent-workspace-migration': ({ readings }) =>
    readings.settings?.status === 'seen' && readings.settings.value.agentWorkspace === false,
  'agents-end-session-macro': () => false,
  'act-two-controls': (context) => !messagingSeen(context),
  'act-no-visible-change': ({ migration }) => migration.words['migrate-1-activate-account'] !== undefined,
  'act-chat-trigger-channel-field': () => false,
  'pending-tickets-guard-tag': () => false,
  'chat-other-triggers-review': () => false,
  'chat-limits': omnichannelNotSeenOn,
  'chat-groups-and-ticket-triggers': () => true,
  'chat-departments-enabled': () => false,
  'chat-trigger-channel-edits': () => false,
  'chat-shortcuts-to-macros': () => false,
  'route-existing-rules-carry-over': omnichannelNotSeenOn,
  'first-opening-watch': () => false,
  'route-omnichannel-prerequisites': () => false,
  'route-omnichannel-record-settings': () => false,
  'route-omnichannel-turn-on': () => false,
  'widget-brand-phasing': ({ migration, readings }) => brandsInScope(migration, readings).length > 1,
  'widget-swap-prepared': ({ migration }) => migration.scheduled?.plan.brands.some(({ path }) => path === 'swap') === true,
  'migrate-4b-mobile-apps': hasMobile,
  'mobile-create-channel': hasMobile,
  'after-leftover-chat-tickets': ({ migration }) => (migration.run.listed?.tickets.length ?? 0) > 0,
  'after-ooo-conditions': ({ migration }) => migration.words['after-out-of-office'] !== undefined,
  'after-ooo-versus-email': ({ migration }) =>
    migration.words['after-out-of-office'] !== undefined && migration.words['after-continue-over-email'] !== undefined,
  'after-email-conditions': ({ migration }) => migration.words['after-continue-over-email'] !== undefined,
  'after-csat-end-session': () => false,
};

export function applies(item: ItemId, context: CheckContext): boolean {
  return conditions[item]?.(context) ?? true;
}

function answered(...questions: readonly string[]): Condition {
  return ({ migration }) =>
    questions.some((question) => migration.answers[question] === 'yes' || migration.answers[question] === 'unknown');
}

function omnichannelNotSeenOn({ readings }: CheckContext): boolean {
  return !(readings.settings?.status === 'seen' && readings.settings.value.omnichannelRouting === true);
}

function messagingSeen({ readings }: CheckContext): boolean {
  const turned = Object.values(readings.widgets ?? {}).some((reading) => reading.status === 'seen' && reading.value === 'messaging');
  return turned || (readings.messagingTickets?.status === 'seen' && readings.messagingTickets.value > 0);
}

function hasMobile({ migration }: CheckContext): boolean {
  return channelsInScope(migration).some((channel) => channel !== 'web');
}
