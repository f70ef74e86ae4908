import type { Facts } from '../../../migration/finding.ts';
import type { CheckContext } from '../../check.ts';
import type { ItemId } from '../../items/items.ts';
import { chatConfiguration, chatTokenUnproved, departmentsWithout, openHours, shortcutsAgainstMacros } from './chat.ts';
import { inventory } from './inventory.ts';
import { limitAndCapacity } from './limits.ts';
import { classicCallsSeen, pagesSeen } from './pages.ts';
import { type Hint, named, sight, total } from './sight.ts';
import { chatTriggersByEvent, chatTriggersOn, willNotFire } from './triggers.ts';

interface Hinted<F extends Facts = Facts> {
  readonly id: ItemId;
  readonly see: (context: CheckContext) => Hint<F> | undefined;
}

/** What is shown beside the items that a person decides. */
export const hints = [
  {
    id: 'req-plan-eligible',
    see: ({ readings }) =>
      sight(
        readings.chatAccount,
        ({ plan }) => (plan === undefined ? undefined : { plan }),
        ({ plan }) => plan,
      ),
  },
  { id: 'impact-api-credentials', see: chatTokenUnproved },
  { id: 'eval-inventory', see: inventory },
  { id: 'chat-hours-to-schedule', see: ({ readings }) => sight(readings.schedules, openHours, total) },
  { id: 'before-review-feature-impact', see: chatConfiguration },
  { id: 'impact-javascript-audit', see: classicCallsSeen },
  { id: 'web-key-pages-opened', see: pagesSeen },
  { id: 'impact-ccapi-bots', see: clients },
  { id: 'impact-chat-apis', see: clients },
  {
    id: 'impact-bans',
    see: ({ readings }) =>
      sight(
        readings.bans,
        (bans) => ({ ...bans }),
        ({ addresses, visitors }) => `${addresses} + ${visitors}`,
      ),
  },
  { id: 'chat-goals', see: ({ readings }) => names(readings.goals) },
  { id: 'route-skills-plan', see: ({ readings }) => names(readings.skills) },
  {
    id: 'chat-other-triggers-review',
    see: ({ readings }) => sight(readings.triggers, ({ anyChannel }) => named(anyChannel), total),
  },
  { id: 'migrate-3a-organize-groups', see: departmentsWithout },
  {
    id: 'chat-groups-and-ticket-triggers',
    see: willNotFire,
  },
  { id: 'act-chat-trigger-channel-field', see: chatTriggersOn },
  { id: 'chat-trigger-channel-edits', see: chatTriggersByEvent },
  { id: 'chat-shortcuts-to-macros', see: shortcutsAgainstMacros },
  { id: 'chat-limits', see: limitAndCapacity },
  { id: 'first-opening-watch', see: limitAndCapacity },
  {
    id: 'route-existing-rules-carry-over',
    see: ({ readings }) =>
      sight(
        readings.chatRouting,
        ({ mode, reassignAfterSeconds }) => ({ mode, seconds: reassignAfterSeconds ?? 0 }),
        ({ mode, seconds }) => `${mode}, ${seconds} s`,
      ),
  },
  {
    id: 'eval-scale-limits',
    see: ({ readings }) =>
      sight(
        readings.chatAgents,
        (agents) => ({ agents: agents.filter(({ enabled }) => enabled).length }),
        ({ agents }) => `${agents}`,
      ),
  },
] as const satisfies readonly Hinted[];

type AnyHinted = (typeof hints)[number];
export type HintId = AnyHinted['id'];

/** The facts of each hint by its item: a text that names another fact does not compile. */
export type HintFactsById = { [H in AnyHinted as H['id']]: NonNullable<ReturnType<H['see']>>['facts'] };

const byId: ReadonlyMap<string, Hinted> = new Map(hints.map((hint) => [hint.id, hint]));

/** What was seen for an item that a person decides; undefined where nothing was. */
export function hintOf(item: ItemId, context: CheckContext): Hint | undefined {
  return byId.get(item)?.see(context);
}

/** These tell of what the item's own condition does not ask for: they are shown where it is ready, too. */
export function tellsOfGaps(item: ItemId): boolean {
  return item === 'migrate-3a-organize-groups' || item === 'chat-groups-and-ticket-triggers';
}

function names(reading: CheckContext['readings']['goals']) {
  return sight(reading, named, total);
}

function clients({ readings }: CheckContext) {
  return names(readings.chatClients);
}
