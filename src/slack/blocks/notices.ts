import type { KnownBlock } from '@slack/types';
import { wantedShare } from '../../checklist/checks/agents.ts';
import { hintOf } from '../../checklist/checks/hints/hints.ts';
import { itemState } from '../../checklist/item-state.ts';
import { itemById } from '../../checklist/items/items.ts';
import { linkTo } from '../../checklist/items/links.ts';
import { developerOf } from '../../cutover/control/outside/people.ts';
import { brandsOf, turnsBy } from '../../cutover/phases.ts';
import { lineOf, steps } from '../../cutover/steps/steps.ts';
import type { Event, Mark, TicketState, Write } from '../../migration/events.ts';
import { personIn } from '../../migration/migration.ts';
import { lengthNeeded, type Plan } from '../../migration/plan.ts';
import { people, roles } from '../../migration/roles.ts';
import { estimateOf } from '../../migration/run/practice/estimate.ts';
import type { Pass } from '../../migration/run.ts';
import { between, later } from '../../migration/time.ts';
import { nextWindows } from '../../window/next-windows.ts';
import { windowRules } from '../../window/settings.ts';
import { sawInWords } from '../locales/findings/sights/in-words.ts';
import { ownLate } from '../posts/after/late.ts';
import { rehearsalEndMessage } from '../posts/practice/rehearsed.ts';
import { leftOnLines } from '../posts/way-back/left-on.ts';
import { pressValue } from '../request/press.ts';
import type { Scene } from '../request/request.ts';
import type { Message } from '../web/port.ts';
import { presenceAsk } from './asks.ts';
import { contextOf } from './checklist.ts';
import { button, buttons, context, cut, fitted, plain, section } from './frame.ts';
import { itemLine, seenIn } from './item.ts';
import { passMark } from './status.ts';
import { stepTitle } from './step-title.ts';

const SHARED = ['agents-share-agent-workspace', 'agents-share-handoff-handback', 'agents-share-conversation-translation'] as const;

/** Short things that are told once. */
export const notice = {
  text: (text: string): Message => ({ text: text.replaceAll('*', ''), blocks: [section(text)] }),
  by: (user: string | undefined, { texts }: Scene, say: (who: string) => string): Message =>
    notice.text(say(user ? texts.common.people([user]) : 'Ferry')),
  late: (key: string, saw: string, scene: Scene): Message => {
    const { texts, migration } = scene;
    const own = lateTurn(key, saw, scene) ?? ownLate(key, saw, scene);
    if (own !== undefined) return notice.text(own);
    const [id, brand = ''] = key.split(':');
    // Of a brand that is not in this plan any more, the step alone is known.
    const line = lineOf(key, migration);
    const step = line ?? steps.flatMap((each) => (each.id === id ? [{ key, step: each, brand, index: 0 }] : []))[0];
    const title = step ? stepTitle(step, texts) : key;
    if (step?.step.id === 'rb-1h-presence') return notice.text(texts.cutover.posts.late(title, presenceAsk(step, scene)));
    return notice.text(texts.cutover.posts.late(title, sawInWords(saw, undefined, texts) ?? plain(cut(saw, 500))));
  },
  passed: (gate: string, pass: Pass, scene: Scene): Message => notice.text(passMark(gate, pass, scene)),
  handedOver: (from: string, to: string, { texts }: Scene): Message =>
    notice.text(texts.cutover.flows.handOver.post(texts.common.people([from]), texts.common.people([to]))),
  refusedWrite: (write: Write, why: string, { texts }: Scene): Message => notice.text(refusedText(write, why, texts)),
  stuckWrite: (write: Write, target: string, why: string, { texts, migration }: Scene): Message => {
    const { undoRefused, why: reason } = texts.cutover.flows.writes;
    if (write === 'routing_trigger') return notice.text(texts.cutover.turns.trigger.undoRefused(reason(why)));
    return notice.text(undoRefused(write, migration.changes[`${write}:${target}`]?.was ?? '', reason(why)));
  },
  returned: (brand: string, scene: Scene): Message => {
    const { texts, migration } = scene;
    const admins = migration.team.admin;
    const told = texts.cutover.posts.returned(brand, admins.length > 0 ? texts.common.people(admins) : texts.common.roles.admin);
    return notice.text([told, ...leftOnLines(brand, scene)].join('\n'));
  },
  reopened: (item: string, scene: Scene): Message =>
    notice.text(scene.texts.cutover.posts.itemReopened(scene.key, openLine(item, scene), whereSeen(item, scene))),
  wordVoid: (item: string, user: string, scene: Scene): Message =>
    notice.text(
      scene.texts.cutover.posts.wordVoid(scene.key, scene.texts.common.people([user]), openLine(item, scene), whereSeen(item, scene)),
    ),
  finished: (remaining: readonly string[], { key, texts, migration }: Scene): Message =>
    notice.text(texts.cutover.posts.finished(key, brandsOf(migration).join(', '), remaining.join(', '))),
  tokens: ({ key, texts, migration }: Scene): Message =>
    notice.text(texts.cutover.posts.tokensRefused(key, texts.common.people(migration.team.admin))),
};

function refusedText(write: Write, why: string, { cutover: { flows, turns } }: Scene['texts']): string {
  if (write !== 'routing_trigger') return flows.writes.refused(write, flows.writes.why(why));
  return turns.trigger.refused(turns.trigger.why(why) ?? flows.writes.why(why));
}

/** A turn that was claimed or begun, and is not seen whole. */
function lateTurn(key: string, saw: string, { texts, migration }: Scene): string | undefined {
  const [step, brand = ''] = key.split(':');
  const { swap } = texts.cutover.turns;
  const page = plain(cut(saw, 500));
  const who = (turn: string) => atTheKeyboard(`${turn}:${brand}`, { texts, migration });
  if (step === 'rb-0-swap-back') return swap.backLate(brand, page, who(step));
  if (step === 'rb-0-swap') return swap.halfDone(brand, page, who(step));
  if (step !== 'rb-2m-config') return undefined;
  if (turnsBy(brand, migration) === 'swap') return swap.late(brand, page, who('rb-0-swap'));
  return texts.cutover.posts.lateClick(brand, saw === 'unknown' ? 'unknown' : 'classic', who('rb-0-click'));
}

/** Whoever reported this turn, the web developer whose it is by name, and those with the duty: they look at what was saved or released. */
function atTheKeyboard(turn: string, { texts, migration }: Pick<Scene, 'texts' | 'migration'>): string {
  const { run, scheduled } = migration;
  const reported = run.steps[turn]?.said.map(({ by }) => by) ?? [];
  const developer = turn.startsWith('rb-0-swap') ? developerOf(migration) : undefined;
  const named = [...reported, developer, scheduled?.plan.operator, scheduled?.plan.backup].flatMap((user) => user ?? []);
  return named.length > 0 ? texts.common.people([...new Set(named)]) : texts.common.roles.operator;
}

/** What is known of it now; empty for one that the checklist does not have any more. */
function openLine(id: string, scene: Scene): string {
  const item = itemById(id);
  return item ? itemLine(itemState(item, contextOf(scene)), scene) : '';
}

/** Where that was seen by which an item is another now: the check's evidence, or what is shown beside it. */
function whereSeen(id: string, scene: Scene): string {
  const item = itemById(id);
  const context = contextOf(scene);
  const finding = item && itemState(item, context).finding;
  const evidence = finding?.status === 'todo' ? finding.evidence : item && hintOf(item.id, context)?.evidence;
  return scene.texts.work.item.where[evidence === undefined ? 'zendesk' : seenIn(evidence)];
}

/** T-14d and T-24h: the plan as it stands, to everybody in the channel. */
export function kickoffMessage(dayBefore: boolean, scene: Scene): Message {
  const { texts, key, migration } = scene;
  const plan = migration.scheduled?.plan;
  const window = plan ? texts.common.windowForAll(plan.opensAt, plan.closesAt, plan.timeZone) : '';
  const named = (user: string | undefined) => (user ? texts.common.people([user]) : texts.common.nobody);
  if (dayBefore) return notice.text(texts.cutover.posts.announce(key, window, named(plan?.operator), named(plan?.backup)));
  const links = (['resources-messaging', 'resources-migration', 'resources-about-messaging', 'resources-enabling-messaging'] as const).map(
    (id) => linkLine(id, scene),
  );
  const text = texts.cutover.posts.kickoff(key, window);
  const held = roles.map((role) => {
    const users = migration.team[role].slice(0, 10);
    return `• ${texts.common.roles[role]}: ${users.length > 0 ? texts.common.people(users) : texts.common.nobody}`;
  });
  return { text: text.replaceAll('*', ''), blocks: [section([text, ...held].join('\n')), section(links.join('\n'))] };
}

/** The three links, each with its reason, and how many have read them. */
export function linksMessage(channel: string, scene: Scene): Message {
  const { texts, key, migration, report } = scene;
  const t = texts.work.links;
  const readers = migration.shares.find((share) => share.channel === channel)?.readers.length ?? 0;
  const counted =
    report.readings.shares?.status === 'seen' ? report.readings.shares.value.find((share) => share.channel === channel) : undefined;
  const blocks: KnownBlock[] = [
    section(`*${t.title(key)}*\n${t.intro}`),
    ...SHARED.map((id) => section(`${linkLine(id, scene)}\n${texts.items[id].why}`)),
    ...buttons([button('links_read', t.read, pressValue({ account: key, channel }), { style: 'primary' })]),
    context(t.count(readers, counted?.members, wantedShare(migration.settings['read-share']))),
  ];
  return { text: `${t.title(key)} ${t.intro}`, blocks };
}

function linkLine(id: Parameters<typeof itemById>[0], { texts }: Scene): string {
  const item = itemById(id);
  if (item === undefined) return id;
  const links = item.articles.map((article) => `<${linkTo(article, texts.language)}|${texts.items[item.id].title}>`);
  return `• ${links[0] ?? texts.items[item.id].title}`;
}

/** A plan that ended: why, by whom, and the next windows at the same hour. */
export function endMessage(because: string, reason: string | undefined, event: Event, scene: Scene): Message {
  const { texts, migration } = scene;
  const t = texts.cutover.posts;
  const zone = migration.account?.timeZone ?? 'UTC';
  const by = personIn(event);
  const end = migration.lastEnd?.at === event.at ? migration.lastEnd : undefined;
  const developer = end?.plan.brands.some(({ path }) => path === 'swap') ? developerOf(migration) : undefined;
  const everybody = [...new Set([...people(migration.team, 'operator', 'backup', 'approver', 'admin'), ...(developer ? [developer] : [])])];
  const said = [
    `${endText(because, scene)} ${texts.common.people(everybody)}`,
    ...(by ? [texts.cutover.outside.endedBy(texts.common.people([by]), texts.common.clock(event.at, zone))] : []),
    ...(reason ? [t.reason(plain(cut(reason, 500)))] : []),
  ].join('\n');
  if (end?.plan.rehearsalOf) return rehearsalEndMessage(said, end.plan, scene);
  const left = putBackLines(end?.begun ?? [], scene);
  const blocks = [section(said), ...(left.length > 0 ? [section(left.join('\n'))] : []), ...offersAfter(end?.plan, scene)];
  return { text: said.replaceAll('*', ''), blocks: fitted(blocks, texts.cutover.plan.more) };
}

/** That a plan ended without a cutover, and why. */
export function endText(because: string, { texts, key }: Pick<Scene, 'texts' | 'key'>): string {
  if (because === 'returned') return texts.cutover.turns.swap.ended(key);
  return texts.cutover.posts.cancelled(key, texts.status.ends[because] ?? because);
}

/** What people did for the night alone, with who puts it back: Ferry itself puts back only what it has changed. */
export function putBackLines(begun: readonly string[], { texts }: Pick<Scene, 'texts'>): readonly string[] {
  const lines = steps.flatMap(({ id, putBack }) => {
    const text = putBack && id !== 'finish' && begun.includes(id) ? texts.steps[id].putBack : undefined;
    return text === undefined ? [] : [`• ${text}`];
  });
  return lines.length > 0 ? [texts.cutover.posts.putBack, ...lines] : [];
}

/** The next windows at a plan's hour. `of` is what was planned when they are offered beside a plan. */
export function offersAfter(plan: Plan | undefined, { texts, key, migration, now }: Scene, of?: string): readonly KnownBlock[] {
  const t = texts.cutover.posts;
  const zone = migration.account?.timeZone ?? 'UTC';
  const estimate = estimateOf(migration.practice);
  const lengthMs = plan ? Math.max(between(plan.opensAt, plan.closesAt), lengthNeeded(plan.brands.length, estimate)) : 0;
  const offers = plan
    ? nextWindows(
        { opensAt: plan.opensAt, closesAt: later(plan.opensAt, lengthMs) },
        { brands: plan.brands.length, zone, rules: windowRules(migration.settings), now, count: 3, estimate },
      )
    : undefined;
  const windows = offers?.kind === 'found' ? offers.windows : [];
  const rows = windows.map(({ opensAt, closesAt }, index) =>
    section(
      texts.common.window(opensAt, closesAt, zone),
      button(`window_choose:${index + 1}`, t.choose, pressValue({ account: key, opensAt, closesAt, ...(of === undefined ? {} : { of }) })),
    ),
  );
  return rows.length > 0 ? [section(t.nextOffers), ...rows] : [section(t.noOffers)];
}

/** What became of the listed tickets: counts here, each ticket in the file beside it. */
export function comparedMessage(
  mark: Mark,
  tickets: readonly { readonly id: number; readonly now: TicketState }[],
  { texts, migration: { team } }: Scene,
): Message {
  const t = texts.cutover.posts;
  const leads = team.lead.length > 0 ? texts.common.people(team.lead.slice(0, 10)) : texts.common.roles.lead;
  const counts = new Map<TicketState, number>();
  for (const { now } of tickets) counts.set(now, (counts.get(now) ?? 0) + 1);
  const missing = tickets.filter(({ now }) => now === 'missing').map(({ id }) => `#${id}`);
  const lines = [
    t.compared(mark, tickets.length, [...counts]),
    ...(missing.length > 0 ? [t.missing(cut(missing.join(', '), 800), leads)] : []),
  ];
  return notice.text(lines.join('\n'));
}
