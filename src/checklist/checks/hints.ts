import type { Evidence, Facts, Reading } from '../../migration/finding.ts';
import type { Schedule } from '../../zendesk/port.ts';
import type { CheckContext } from '../check.ts';
import type { ItemId } from '../items/items.ts';
import type { ClassicCall } from '../look/site/calls.ts';
import { brandsInScope } from '../scope.ts';

/** Something that was seen and helps the person who decides. It decides nothing itself. */
export interface Hint<F extends Facts = Facts> {
  readonly facts: F;
  readonly evidence: Evidence;
}

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
  {
    id: 'eval-inventory',
    see: ({ migration, readings }) =>
      sight(
        readings.brands,
        (brands) => {
          const scope = brandsInScope(migration, readings);
          return {
            active: brands.filter(({ active }) => active).length,
            scope: scope.slice(0, NAMED),
            more: Math.max(0, scope.length - NAMED),
          };
        },
        ({ active }) => `${active}`,
      ),
  },
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
  {
    id: 'chat-groups-and-ticket-triggers',
    see: ({ readings }) => sight(readings.triggers, ({ chatOnly }) => (chatOnly.count === 0 ? undefined : named(chatOnly)), total),
  },
  { id: 'act-chat-trigger-channel-field', see: chatTriggersOn },
  { id: 'chat-trigger-channel-edits', see: chatTriggersOn },
  {
    id: 'chat-shortcuts-to-macros',
    see: ({ readings: { shortcuts, macros } }) =>
      sight(
        shortcuts,
        (count) => ({ shortcuts: count, macros: macros?.status === 'seen' ? macros.value : -1 }),
        (facts) => `${facts.shortcuts}`,
      ),
  },
  {
    id: 'chat-limits',
    see: ({ readings }) =>
      sight(
        readings.chatRouting,
        ({ limit, limitPer }) => (limit === undefined ? undefined : { limit, per: limitPer === 'agent' ? 'agent' : 'account' }),
        ({ limit }) => `${limit}`,
      ),
  },
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

/** How many names stand in one sentence. */
const NAMED = 5;
const CALLS = 10;

function sight<T, F extends Facts>(
  reading: Reading<T> | undefined,
  facts: (value: T) => F | undefined,
  saw: (facts: F) => string,
): Hint<F> | undefined {
  if (reading?.status !== 'seen') return undefined;
  const found = facts(reading.value);
  return found && { facts: found, evidence: { asked: reading.asked, saw: saw(found), at: reading.at } };
}

function named({ count, first }: { readonly count: number; readonly first: readonly string[] }) {
  const shown = first.slice(0, NAMED);
  return { names: shown, more: count - shown.length };
}

/** The schedules that are open at all, each with its hours a week. */
function openHours(schedules: readonly Schedule[]) {
  const open = schedules.filter(({ minutesAWeek }) => minutesAWeek > 0);
  const first = open.map(({ name, minutesAWeek, timeZone }) => `${name}, ${Math.round(minutesAWeek / 60)} h, ${timeZone}`);
  return open.length === 0 ? undefined : named({ count: open.length, first });
}

function total({ names: shown, more }: { readonly names: readonly string[]; readonly more: number }): string {
  return `${shown.length + more}`;
}

function names(reading: CheckContext['readings']['goals']) {
  return sight(reading, named, total);
}

function clients({ readings }: CheckContext) {
  return names(readings.chatClients);
}

function chatTriggersOn({ readings }: CheckContext) {
  return sight(
    readings.chatTriggers,
    (list) => {
      const on = list.filter(({ enabled }) => enabled).map(({ name }) => name);
      return named({ count: on.length, first: on });
    },
    total,
  );
}

/** The calls that the messaging widget does not know, of all key pages, with what does the same there. */
function classicCallsSeen({
  readings,
}: CheckContext): Hint<{ readonly calls: readonly string[]; readonly more: number; readonly unread: number }> | undefined {
  const pages = Object.values(readings.pages ?? {}).flatMap((reading) => (reading.status === 'seen' ? [reading] : []));
  const [first] = pages;
  if (first === undefined) return undefined;
  const calls = new Map(pages.flatMap(({ value }) => value.calls).map((one) => [one.call, callLine(one)]));
  const unread = pages.reduce((sum, { value }) => sum + value.unread, 0);
  const shown = [...calls.values()].slice(0, CALLS);
  const evidence = { asked: first.asked, saw: `${calls.size}`, at: first.at };
  return { facts: { calls: shown, more: calls.size - shown.length, unread }, evidence };
}

/** Neutral text: code only. */
export function callLine({ call, instead }: ClassicCall): string {
  return `${call} → ${instead ?? '—'}`;
}

function pagesSeen({ readings }: CheckContext): Hint<{ readonly pages: readonly string[] }> | undefined {
  const [first] = Object.values(readings.pages ?? {});
  if (first === undefined) return undefined;
  const pages = Object.entries(readings.pages ?? {}).map(([address, reading]) =>
    reading.status === 'seen'
      ? `${address}: HTTP ${reading.value.status}${reading.value.title === '' ? '' : `, ${reading.value.title}`}`
      : `${address}: —`,
  );
  return { facts: { pages: pages.slice(0, NAMED) }, evidence: { asked: first.asked, saw: `${pages.length}`, at: first.at } };
}

/** What of the Chat configuration has no copy in messaging, as far as it was seen. */
function chatConfiguration({ readings }: CheckContext):
  | Hint<{
      readonly chatTriggers: number;
      readonly shortcuts: number;
      readonly goals: number;
      readonly skills: number;
      readonly roles: number;
    }>
  | undefined {
  const { chatTriggers, shortcuts, goals, skills, roles } = readings;
  const seen = <T>(reading: Reading<T> | undefined, count: (value: T) => number) =>
    reading?.status === 'seen' ? count(reading.value) : -1;
  return sight(
    chatTriggers,
    (list) => ({
      chatTriggers: list.filter(({ enabled }) => enabled).length,
      shortcuts: seen(shortcuts, (count) => count),
      goals: seen(goals, ({ count }) => count),
      skills: seen(skills, ({ count }) => count),
      roles: seen(roles, ({ count }) => count),
    }),
    (facts) => `${facts.chatTriggers}`,
  );
}
