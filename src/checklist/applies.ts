import type { Evidence, UnknownReason } from '../migration/finding.ts';
import { opensAfter } from '../migration/run/local-clock.ts';
import type { Sight } from '../migration/run/sight.ts';
import type { Instant } from '../migration/time.ts';
import type { CheckContext } from './check.ts';
import { queuesRoute } from './checks/messaging-groups.ts';
import { answersIn } from './items/answers.ts';
import type { ItemId } from './items/items.ts';
import type { QuestionId } from './items/questions.ts';
import { type Applies, type Condition, either, seen, seenSome, unlessSeen } from './look/conditions.ts';
import type { PageSeen } from './look/site/page.ts';
import { brandsInScope, channelsInScope } from './scope.ts';

/**
 * When a finer item applies. An item that is not named here always does.
 * What holds up a gate applies until something was seen or said against it; what holds up nothing, once something was seen for it.
 */
const conditions: Partial<Record<ItemId, Condition>> = {
  'eval-contact-account-rep': (context) => Object.values(answersIn(context)).some((answer) => answer !== 'no'),
  'eval-scale-limits': either(
    answered('eval-q10-over-1000-agents', 'eval-q11-over-500-integrations', 'eval-q12-over-4000-conversations'),
    seen(
      'chatAgents',
      (agents) => withChat(agents) >= NEAR_A_LIMIT,
      (agents) => `${withChat(agents)}`,
    ),
  ),
  'impact-javascript-audit': pageWith(
    ({ status, calls, unread }) => status !== 200 || calls.length + unread > 0,
    ({ calls, unread }) => `${calls.length} + ${unread}`,
    ({ calls, unread }) => ({ of: 'calls', calls: calls.length, unread }),
  ),
  'web-csp-allows-messaging': pageWith(
    ({ status, gaps }) => status !== 200 || gaps !== undefined,
    ({ gaps }) => (gaps ? `${gaps.length}` : 'no policy'),
    ({ gaps }) => (gaps ? undefined : { of: 'no_policy' }),
  ),
  'impact-chat-apis': answered('eval-q09-incremental-or-realtime-api'),
  'impact-authentication': answered('eval-q05-authentication'),
  'impact-bans': either(
    answered('eval-q04-bans'),
    seen(
      'bans',
      (bans) => banned(bans) > 0,
      (bans) => `${banned(bans)}`,
    ),
  ),
  'impact-proactive': answered('eval-q02-proactive-or-visitor-list'),
  'chat-goals': either(answered('eval-q08-conversion-tracking'), seenSome('goals')),
  'route-skills-plan': either(answered('eval-q06-skills-routing'), seenSome('skills')),
  'req-agent-workspace-migration': ({ readings }) =>
    readings.settings?.status === 'seen' && readings.settings.value.agentWorkspace === false,
  'agents-end-session-macro': ({ migration }) => migration.words['style-decide-conversation-style'] !== undefined,
  'act-two-controls': (context) => !messagingSeen(context),
  'act-no-visible-change': ({ migration }) => migration.words['migrate-1-activate-account'] !== undefined,
  'act-chat-trigger-channel-field': seen(
    'chatTriggers',
    (list) => list.length > 0,
    (list) => `${list.length}`,
  ),
  'pending-automations-guard': touchesPending,
  'pending-tickets-guard-tag': listedForTheTag,
  'chat-other-triggers-review': unlessSeen(
    'triggers',
    ({ anyChannel }) => anyChannel.count > 0,
    ({ anyChannel }) => `${anyChannel.count}`,
  ),
  'chat-limits': omnichannelNotSeenOn,
  'chat-groups-and-ticket-triggers': (context) => {
    const because = queuesRoute(context);
    return because === undefined || { applies: false, because };
  },
  'chat-departments-enabled': unlessSeen(
    'departments',
    (list) => list.length > 0,
    (list) => `${list.length}`,
  ),
  'chat-trigger-channel-edits': unlessSeen(
    'chatTriggers',
    (list) => list.some(isOn),
    (list) => `${list.filter(isOn).length}`,
  ),
  'chat-hours-to-schedule': unlessSeen(
    'chatAccount',
    ({ operatingHours }) => operatingHours !== false,
    ({ operatingHours }) => `operating_hours: ${operatingHours ?? 'not told'}`,
    ({ operatingHours }) => ({ of: 'chat_hours', areSet: operatingHours }),
  ),
  'chat-shortcuts-to-macros': seen(
    'shortcuts',
    (count) => count > 0,
    (count) => `${count}`,
  ),
  'route-existing-rules-carry-over': omnichannelNotSeenOn,
  'first-opening-watch': beforeOpening,
  'route-omnichannel-prerequisites': omnichannelPrepared,
  'route-omnichannel-record-settings': omnichannelPrepared,
  'route-omnichannel-turn-on': omnichannelPrepared,
  'widget-brand-phasing': ({ migration, readings }) => brandsInScope(migration, readings).length > 1,
  'widget-swap-prepared': ({ migration }) => migration.scheduled?.plan.brands.some(({ path }) => path === 'swap') === true,
  'migrate-4b-mobile-apps': hasMobile,
  'mobile-create-channel': hasMobile,
  'after-leftover-chat-tickets': ({ migration }) => (migration.run.listed?.tickets.length ?? 0) > 0,
  'after-ooo-conditions': ({ migration }) => migration.words['after-out-of-office'] !== undefined,
  'after-ooo-versus-email': ({ migration }) =>
    migration.words['after-out-of-office'] !== undefined && migration.words['after-continue-over-email'] !== undefined,
  'after-email-conditions': ({ migration }) => migration.words['after-continue-over-email'] !== undefined,
  'after-csat-end-session': ({ migration }) =>
    migration.words['after-csat'] !== undefined && migration.words['style-decide-conversation-style'] !== undefined,
};

export function applies(item: ItemId, context: CheckContext): boolean {
  const found = conditions[item]?.(context) ?? true;
  return typeof found === 'boolean' ? found : found.applies;
}

/** What was seen that makes the item apply, or not apply. */
export function whyApplies(item: ItemId, context: CheckContext): Evidence | undefined {
  const found = conditions[item]?.(context) ?? true;
  return typeof found === 'boolean' ? undefined : found.because;
}

/** Why nobody can tell whether the item applies: it is not left out, and nothing more is known of it. */
export function doubtsThatApplies(item: ItemId, context: CheckContext): UnknownReason | undefined {
  const found = conditions[item]?.(context) ?? true;
  return typeof found === 'boolean' ? undefined : found.doubt;
}

/** Chat access for so many comes near the thousand that Zendesk names. */
const NEAR_A_LIMIT = 800;

function answered(...questions: readonly QuestionId[]): Condition {
  return (context) => {
    const answers = answersIn(context);
    return questions.some((question) => answers[question] === 'yes' || answers[question] === 'unknown');
  };
}

/** A key page is so, or none was read, or one of them could not be. */
function pageWith(
  judge: (page: PageSeen) => boolean,
  saw: (page: PageSeen) => string,
  sight: (page: PageSeen) => Sight | undefined,
): Condition {
  return ({ readings }) => {
    const pages = Object.values(readings.pages ?? {});
    const seenPages = pages.flatMap((reading) => (reading.status === 'seen' ? [reading] : []));
    const found = seenPages.find(({ value }) => judge(value));
    const oldest = found ?? seenPages.toSorted((a, b) => (a.at < b.at ? -1 : 1))[0];
    if (oldest === undefined || (found === undefined && seenPages.length < pages.length)) return true;
    const { asked, value, at } = oldest;
    return { applies: found !== undefined, because: { asked, saw: saw(value), sight: sight(value), at } };
  };
}

/** An active rule mails or solves Pending chat tickets, or the rules could not be read. */
function touchesPending({ readings: { automations, triggers } }: CheckContext): Applies {
  if (automations?.status !== 'seen' || triggers?.status !== 'seen') return true;
  const count = automations.value.count + triggers.value.pending.count;
  const at = automations.at < triggers.at ? automations.at : triggers.at;
  return { applies: count > 0, because: { asked: `${automations.asked}, ${triggers.asked}`, saw: `${count}`, at } };
}

/** Tickets are listed, a tag is wanted, and some rule was seen that would touch them. */
function listedForTheTag(context: CheckContext): Applies {
  const { settings, run } = context.migration;
  if (run.listed === undefined || settings['guard-tag'] === 'none') return false;
  const found = touchesPending(context);
  return typeof found !== 'boolean' && found.applies ? found : false;
}

/** Whoever makes queues, or turns on unified statuses, has decided for omnichannel routing. */
function omnichannelPrepared({ readings: { settings, queues } }: CheckContext): Applies {
  if (settings?.status !== 'seen') return false;
  const made = queues?.status === 'seen' ? queues.value.length : 0;
  const { unifiedStatuses, omnichannelRouting } = settings.value;
  const because = {
    asked: settings.asked,
    saw: `unified_agent_statuses: ${unifiedStatuses}, queues: ${made}`,
    sight: { of: 'omnichannel', unified: unifiedStatuses, queues: made } as const,
    at: settings.at,
  };
  return { applies: omnichannelRouting !== undefined && (unifiedStatuses === true || made > 0), because };
}

/** The window opens while everybody's schedule is closed: what comes in until then meets the first agent. */
function beforeOpening({ migration: { scheduled }, readings: { schedules } }: CheckContext): Applies {
  if (scheduled === undefined || schedules?.status !== 'seen') return false;
  const hours = schedules.value.map((schedule) => ({ timeZone: schedule.timeZone, hours: schedule.hours ?? [] }));
  const opensAt = opensAfter(hours, scheduled.plan.opensAt);
  if (opensAt === 'no_clock') return { applies: true, doubt: 'cannot_tell' };
  const sight = openingSeen(opensAt);
  const because = { asked: schedules.asked, saw: opensAt.replace('_', ' '), sight, at: schedules.at };
  return { applies: sight.is === 'closed', because };
}

function openingSeen(opensAt: Instant | 'open' | 'no_hours'): Extract<Sight, { of: 'opening' }> {
  if (opensAt === 'open') return { of: 'opening', is: 'open' };
  return opensAt === 'no_hours' ? { of: 'opening', is: 'no_hours' } : { of: 'opening', is: 'closed', opensAt };
}

function withChat(agents: readonly { readonly enabled: boolean }[]): number {
  return agents.filter(isOn).length;
}

function banned({ addresses, visitors }: { readonly addresses: number; readonly visitors: number }): number {
  return addresses + visitors;
}

function isOn({ enabled }: { readonly enabled: boolean }): boolean {
  return enabled;
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
