import type { ItemState } from '../../checklist/item-state.ts';
import { itemById } from '../../checklist/items/items.ts';
import { progressOf } from '../../checklist/progress.ts';
import { firstClick } from '../../cutover/phases.ts';
import { stepIds } from '../../cutover/step-ids.ts';
import { linesOf } from '../../cutover/steps/steps.ts';
import type { Actor, Event, Happening } from '../../migration/events.ts';
import { personIn } from '../../migration/migration.ts';
import { roles } from '../../migration/roles.ts';
import type { Sight } from '../../migration/run/sight.ts';
import { passOf } from '../../migration/run.ts';
import { between, type Instant } from '../../migration/time.ts';
import { scoreOf } from '../../window/score.ts';
import { contextOf, inOrder, type Row } from '../blocks/checklist.ts';
import { itemLine } from '../blocks/item.ts';
import { passMark } from '../blocks/status.ts';
import { stepTitle } from '../blocks/step-title.ts';
import { sawInWords } from '../locales/findings/sights/in-words.ts';
import type { Texts } from '../locales/texts.ts';
import type { HappenedNames } from '../locales/work/text.ts';
import type { Scene } from '../request/request.ts';
import { keptCostText, scoreTexts } from '../windows/sentences.ts';
import { reviewTable } from './after/review.ts';
import { changeLines } from './changes.ts';

/** The whole record for people: where it stands, every item with what it rests on, who signed, the plan, and what happened when. Pure. */
export function reportMarkdown(scene: Scene, events: readonly Event[]): string {
  const t = scene.texts.work.report;
  const parts = [
    [`# ${t.title(scene.key)}`, stateOf(scene)],
    [`## ${t.plan}`, planOf(scene, events)],
    [`## ${t.team}`, teamOf(scene)],
    [`## ${t.signOffs}`, signOffsOf(scene)],
    [`## ${t.waivers}`, waiversOf(scene)],
    [`## ${scene.texts.cutover.flows.pass.header}`, passesOf(scene, events)],
    [`## ${scene.texts.cutover.flows.writes.header}`, changesOf(scene)],
    [`## ${t.steps}`, stepsOf(scene)],
    [`## ${scene.texts.cutover.flows.review.title(scene.key)}`, reviewTable(scene)],
    [`## ${t.items}`, itemsOf(scene)],
    [`## ${t.happened}`, happenedOf(scene, events)],
  ];
  return `${parts.map((part) => part.join('\n\n')).join('\n\n')}\n`;
}

function stateOf({ texts, migration, report, now, key }: Scene): string {
  const t = texts.work.report;
  const zone = zoneOf({ migration });
  const account = migration.account;
  return bullets([
    t.stage(texts.common.stages[migration.stage]),
    ...(account ? [t.account(key, account.subdomain, account.kind, account.timeZone)] : []),
    ...(migration.liveBrands.length > 0 ? [t.liveBrands(migration.liveBrands.join(', '))] : []),
    texts.status.lookedUp(report.lookedAt && texts.common.ago(between(report.lookedAt, now))),
    t.written(texts.common.moment(now, zone)),
    ...(migration.settings['approval'] === 'solo' ? [t.solo] : []),
  ]);
}

function planOf({ texts, migration }: Scene, events: readonly Event[]): string {
  const t = texts.work.report;
  if (migration.scheduled === undefined) return texts.status.noWindow;
  const { plan, by, at, forecast } = migration.scheduled;
  const score = scoreOf(events, firstClick(migration));
  return bullets([
    texts.common.window(plan.opensAt, plan.closesAt, plan.timeZone),
    t.brands(plan.brands.map(({ subdomain, path }) => `${subdomain} (${texts.work.report.paths[path]})`).join(', ')),
    texts.status.duty(person(plan.operator, texts), person(plan.backup, texts)),
    t.scheduledBy(person(by, texts), texts.common.moment(at, plan.timeZone)),
    ...(score === undefined ? (forecast === undefined ? [] : [keptCostText(forecast, texts)]) : scoreTexts(score, texts)),
  ]);
}

function teamOf({ texts, migration }: Scene): string {
  return bullets(roles.map((role) => `${texts.common.roles[role]}: ${texts.common.people(migration.team[role])}`));
}

function signOffsOf({ texts, migration }: Scene): string {
  const t = texts.work.report;
  const lines = migration.signOffs.map(({ statement, verdict, by, at, reason, of }) =>
    t.signed(
      texts.common.statements[statement],
      verdict,
      person(by, texts),
      texts.common.moment(at, zoneOf({ migration })),
      reason ?? '',
      of.slice(0, 8),
    ),
  );
  return lines.length === 0 ? t.none : bullets(lines);
}

function waiversOf({ texts, migration }: Scene): string {
  const t = texts.work.report;
  const titleOf = titlesIn(texts);
  const lines = Object.entries(migration.waivers).map(([id, { by, at, reason }]) =>
    t.waiver(titleOf(id), person(by, texts), texts.common.moment(at, zoneOf({ migration })), reason),
  );
  return lines.length === 0 ? t.none : bullets(lines);
}

/** Of every plan, also of those that have ended. */
function passesOf(scene: Scene, events: readonly Event[]): string {
  const lines = events.flatMap((event) => {
    const { happened, at } = event;
    if (happened.type !== 'gate_passed') return [];
    return [
      `${scene.texts.common.moment(at, zoneOf(scene))} · ${passMark(happened.gate, passOf(happened, personIn(event) ?? 'server', at), scene)}`,
    ];
  });
  return lines.length === 0 ? scene.texts.work.report.none : bullets(lines);
}

function changesOf(scene: Scene): string {
  const lines = changeLines(scene);
  return lines.length === 0 ? scene.texts.work.report.none : bullets(lines);
}

/** The runbook with what became of each line of this plan. */
function stepsOf({ texts, migration }: Scene): string {
  const t = texts.work.report;
  const clock = (at: Instant) => texts.common.moment(at, zoneOf({ migration }));
  const lines = linesOf(migration).flatMap((line) => {
    const state = migration.run.steps[line.key];
    if (state === undefined) return [];
    const said = state.said.map(({ by, at }) => t.stepSaid(person(by, texts), clock(at)));
    const done = state.done ? [t.stepDone(state.done.how, clock(state.done.at), inWords(state.done.saw, state.done.sight, texts))] : [];
    return [[stepTitle(line, texts), t.stepBegun(clock(state.begunAt)), ...said, ...done].join(' · ')];
  });
  return lines.length === 0 ? t.none : bullets(lines);
}

function itemsOf(scene: Scene): string {
  const rows = inOrder(contextOf(scene));
  return progressOf(contextOf(scene))
    .map((progress) => {
      const { section } = progress;
      const own = rows.filter(({ item }) => item.section === section).map((row) => itemEntry(row, scene));
      return [`### ${scene.texts.common.sections[section]} (${scene.texts.status.sectionCount(progress)})`, own.join('\n')].join('\n\n');
    })
    .join('\n\n');
}

/** The line that Slack shows, with its further lines as a list under it, in Markdown's own bold and with signs as words. */
function itemEntry({ state, depth }: Row, scene: Scene): string {
  const [first = '', ...others] = itemLine(state, scene).split('\n');
  const indent = '  '.repeat(depth);
  const title = first.replace(/^:\w+: /, `[${wordOf(state, scene.texts)}] `).replace(/\*(.+?)\*/, '**$1**');
  return [`${indent}- ${title} (\`${state.id}\`)`, ...others.map((line) => `${indent}  - ${line}`)].join('\n');
}

function wordOf({ status, stale }: ItemState, { work }: Texts): string {
  return work.report.words[status === 'ready' && stale ? 'stale' : status];
}

/** Every event with its moment and person; readings that only repeat the one before are left to the file of events. */
export function happenedOf(scene: Scene, events: readonly Event[]): string {
  const { texts, migration } = scene;
  const names = namesIn(scene);
  const line = ({ at, by, happened }: Event) =>
    `${texts.common.moment(at, zoneOf({ migration }))} · ${actorName(by, texts)}: ${sentenceFor(happened, names, texts)}`;
  return bullets(withoutRepeats(events).map(line));
}

function withoutRepeats(events: readonly Event[]): readonly Event[] {
  const last = new Map<string, string>();
  return events.filter(({ happened }) => {
    const read = readingOf(happened);
    if (read === undefined) return true;
    const value = JSON.stringify(happened);
    const repeats = last.get(read) === value;
    last.set(read, value);
    return !repeats;
  });
}

/** What is read again and again, by name. */
function readingOf(happened: Happening): string | undefined {
  if (happened.type === 'widget_read') return `${happened.type}:${happened.brand}`;
  return happened.type === 'live_chats_read' || happened.type === 'live_agents_read' ? happened.type : undefined;
}

function sentenceFor(happened: Happening, names: HappenedNames, { work }: Texts): string {
  // `happened` has one text for every type of event, each written for exactly that event.
  const text = work.happened[happened.type] as (happened: Happening, names: HappenedNames) => string;
  return text(happened, names);
}

function namesIn({ texts, migration, report }: Scene): HappenedNames {
  const zone = zoneOf({ migration });
  const lines = new Map(linesOf(migration).map((line) => [line.key, stepTitle(line, texts)]));
  return {
    item: titlesIn(texts),
    step: (key) => lines.get(key) ?? oldStep(key, texts),
    user: (user) => person(user, texts),
    blocker: (blocker) => texts.status.blocker(blocker, titlesIn(texts)),
    question: (id) => Object.entries(texts.questions).find(([known]) => known === id)?.[1].question ?? id,
    window: (from, to, inZone) => texts.common.window(from, to, inZone ?? zone),
    brand: (brand) =>
      report.readings.brands?.status === 'seen'
        ? (report.readings.brands.value.find(({ subdomain }) => subdomain === brand)?.name ?? brand)
        : brand,
    because: (because) => texts.status.ends[because] ?? because,
    saw: (saw, sight) => inWords(saw, sight, texts),
    refused: (why) => texts.cutover.turns.trigger.why(why) ?? sawInWords(why, undefined, texts) ?? texts.cutover.flows.writes.why(why),
  };
}

/** A step of an earlier plan, or one that is no longer in the runbook: `rb-0-click:acme`. */
function oldStep(key: string, texts: Texts): string {
  const [id, brand] = key.split(':');
  const known = stepIds.find((each) => each === id);
  if (known === undefined) return key;
  return brand ? `${brand}: ${texts.steps[known].title}` : texts.steps[known].title;
}

function titlesIn({ items }: Texts): (id: string) => string {
  return (id) => {
    const item = itemById(id);
    return item ? items[item.id].title : id;
  };
}

function actorName(by: Actor, texts: Texts): string {
  if (by.kind === 'person') return person(by.slackUserId, texts);
  return by.kind === 'bot' ? 'Ferry' : texts.work.item.server;
}

function person(user: string | undefined, { common, work }: Texts): string {
  return user === 'server' ? work.item.server : common.people(user === undefined ? [] : [user]);
}

function zoneOf({ migration }: Pick<Scene, 'migration'>): string {
  return migration.account?.timeZone ?? 'UTC';
}

/** What the log wrote as a word of its own, in the reader's words. */
function inWords(saw: string, sight: Sight | undefined, texts: Texts): string {
  return sawInWords(saw, sight, texts) ?? code(saw);
}

function code(text: string): string {
  return text === '' ? '' : `\`${text.replaceAll('`', "'")}\``;
}

function bullets(lines: readonly string[]): string {
  return lines.map((line) => `- ${line.replaceAll('\n', ' ')}`).join('\n');
}
