import type { ItemId } from '../../checklist/items/items.ts';
import type { Happening } from '../../migration/events.ts';
import { behindOurBack } from '../control/outside/behind-our-back.ts';
import { notPassed } from '../control/passed.ts';
import { phaseStart } from '../phases.ts';
import type { Place, Step } from '../step.ts';
import { baseline } from './after/baseline.ts';
import { ask, freshReport, gateLooked, itemsAtGate, signOffBlockers } from './gate-look.ts';
import { done, itemsReady, stateOf, told, wasSaid } from './looks.ts';

const MINUTE = 60_000;
const once = { everyMs: MINUTE, holds: false, per: 'account', reversible: true } as const;

/** T-14d and T-7d: decide, evaluate, activate the account. */
export const prepare = [
  {
    ...once,
    id: 'rb-14d-kickoff',
    phase: 'T-14d',
    asks: 'bot',
    items: ['resources-migration', 'resources-about-messaging', 'resources-enabling-messaging', 'req-people-with-rights'],
    look: told(),
  },
  {
    ...once,
    id: 'rb-14d-evaluate',
    phase: 'T-14d',
    asks: 'admin',
    items: [
      'before-evaluate-account',
      'eval-contact-account-rep',
      'eval-inventory',
      'eval-scale-limits',
      'eval-wizard-eligibility',
      'before-compare-messaging-and-chat',
    ],
    look: itemsReady,
  },
  {
    ...once,
    id: 'rb-14d-requirements',
    phase: 'T-14d',
    asks: 'bot',
    items: [
      'req-plan-eligible',
      'req-agent-workspace-enabled',
      'req-help-center-recommended',
      'req-channels-page-message',
      'impact-api-credentials',
      'req-agent-workspace-migration',
      'req-help-center-for-ai-agent',
    ],
    look: lookedAtAll,
  },
  {
    ...once,
    id: 'rb-14d-impact',
    phase: 'T-14d',
    asks: 'admin',
    items: [
      'before-review-feature-impact',
      'impact-javascript-audit',
      'impact-ccapi-bots',
      'impact-chat-apis',
      'impact-authentication',
      'impact-call-option',
      'impact-proactive',
      'mobile-keep-classic-sdk',
      'web-csp-allows-messaging',
    ],
    look: itemsReady,
  },
  {
    ...once,
    id: 'rb-14d-decide',
    phase: 'T-14d',
    asks: 'lead',
    items: [
      'before-understand-workflow-impact',
      'style-decide-conversation-style',
      'route-decide-mode',
      'before-learn-automated-conversations',
      'widget-brand-phasing',
      'migrate-low-traffic-window',
      'prepare-review-service-needs',
      'widget-path-per-brand',
    ],
    look: itemsReady,
  },
  { ...once, id: 'rb-14d-baseline', phase: 'T-14d', asks: 'bot', items: ['after-reporting-baseline'], everyMs: 5 * MINUTE, look: baseline },
  { ...once, id: 'rb-14d-test', phase: 'T-14d', asks: 'admin', items: ['migrate-test-first', 'test-sandbox-available'], look: itemsReady },
  {
    ...once,
    id: 'rb-7d-record',
    phase: 'T-7d',
    asks: 'admin',
    items: ['chat-export-configuration', 'route-omnichannel-record-settings', 'impact-bans'],
    look: itemsReady,
  },
  { ...once, id: 'rb-7d-gate-activate', phase: 'T-7d', asks: 'approver', items: [], holds: true, everyMs: 30_000, look: firstGate },
  {
    ...once,
    id: 'rb-7d-activate',
    phase: 'T-7d',
    asks: 'admin',
    items: ['migrate-1-activate-account', 'act-two-controls'],
    reversible: false,
    look: activated,
  },
  {
    ...once,
    id: 'rb-7d-verify-unchanged',
    phase: 'T-7d',
    asks: 'bot',
    items: ['act-no-visible-change', 'act-chat-trigger-channel-field'],
    everyMs: 5 * MINUTE,
    look: unchanged,
  },
  {
    ...once,
    id: 'rb-7d-chat-settings',
    phase: 'T-7d',
    asks: 'admin',
    items: [
      'chat-groups-and-ticket-triggers',
      'chat-other-triggers-review',
      'chat-limits',
      'chat-departments-enabled',
      'chat-trigger-channel-edits',
      'chat-hours-to-schedule',
      'chat-forms-to-response',
      'widget-prebuild-responses',
      'chat-shortcuts-to-macros',
      'chat-goals',
      'chat-transcripts-and-files',
      'after-out-of-office',
      'after-ooo-conditions',
      'pending-automations-guard',
    ],
    look: itemsReady,
  },
  {
    ...once,
    id: 'rb-7d-routing',
    phase: 'T-7d',
    asks: 'admin',
    items: [
      'migrate-3-tickets-reach-agents',
      'migrate-3a-organize-groups',
      'migrate-3b-configure-routing',
      'req-chat-access-per-agent',
      'route-existing-rules-carry-over',
      'route-view-for-messaging',
    ],
    look: itemsReady,
  },
  {
    ...once,
    id: 'rb-7d-agents',
    phase: 'T-7d',
    asks: 'lead',
    items: [
      'agents-share-agent-workspace',
      'agents-share-handoff-handback',
      'agents-share-conversation-translation',
      'agents-training-session',
      'agents-new-habits',
      'agents-end-session-macro',
      'chat-agent-education',
    ],
    look: agentsReady,
  },
  {
    ...once,
    id: 'rb-7d-tests',
    phase: 'T-7d',
    asks: 'admin',
    items: ['test-cases', 'impact-javascript-audit', 'mobile-create-channel', 'widget-swap-prepared'],
    look: itemsReady,
  },
] as const satisfies readonly Step[];

async function lookedAtAll(place: Place): Promise<readonly Happening[]> {
  const { readings } = await place.refresh();
  const unknown = Object.values(readings).filter((reading) => 'status' in reading && reading.status === 'unknown').length;
  return [done(place, 'made', `${Object.keys(readings).length - unknown}/${Object.keys(readings).length}`)];
}

/** G1. Messaging that is already seen active meets it with that evidence; nothing is asked then. */
async function firstGate(place: Place): Promise<readonly Happening[]> {
  const report = await freshReport(place, phaseStart('T-7d', place.migration) ?? place.clock());
  const active = report.readings.messagingTickets?.status === 'seen' && report.readings.messagingTickets.value > 0;
  const turned = Object.values(report.readings.widgets ?? {}).some((reading) => reading.status === 'seen' && reading.value === 'messaging');
  if (active || turned) return [...gateLooked('G1', [], place.migration), done(place, 'seen', active ? 'native_messaging' : 'messenger')];
  const items = notPassed(itemsAtGate('G1', place.migration, report, place.clock()), 'G1', place.migration);
  if (items.length > 0) return gateLooked('G1', items, place.migration);
  const blockers = signOffBlockers(['activation'], place.migration, report);
  const looked = gateLooked('G1', blockers, place.migration);
  return blockers.length === 0
    ? [...looked, done(place, 'said', 'activation')]
    : [...looked, ...ask(['activation'], place.migration, report)];
}

const ACTIVATION: ItemId = 'migrate-1-activate-account';

/** A word from before the approval is no word for the click that was approved: it is asked for anew, unless messaging is seen active. */
async function activated(place: Place): Promise<readonly Happening[]> {
  const { words, signOffs } = place.migration;
  const approvals = signOffs.flatMap(({ statement, verdict, at }) => (statement === 'activation' && verdict === 'yes' ? [at] : []));
  const [approvedAt] = approvals.toSorted();
  const word = words[ACTIVATION];
  const isSince = approvedAt === undefined || (word !== undefined && word.at >= approvedAt);
  const isSeen = stateOf(ACTIVATION, place)?.finding?.status === 'ready';
  return isSeen || isSince || wasSaid(place) ? itemsReady(place) : [];
}

/** A brand that shows messaging before its turn is news of its own kind: from there on it counts as turned. */
async function unchanged(place: Place): Promise<readonly Happening[]> {
  const report = await place.refresh(['widgets']);
  const news = behindOurBack(report.readings, place.migration);
  return news.length > 0 ? news : itemsReady({ ...place, report });
}

async function agentsReady(place: Place): Promise<readonly Happening[]> {
  const asked = ask(['agents_ready'], place.migration, place.report);
  const ready = await itemsReady({ ...place, report: await place.refresh(['shares']) });
  return [...asked, ...ready];
}
