import { itemState } from '../../../checklist/item-state.ts';
import { itemById } from '../../../checklist/items/items.ts';
import { doorsAt, isOneOperator } from '../../../cutover/steps/after/opening.ts';
import type { Event, Happening } from '../../../migration/events.ts';
import type { Migration } from '../../../migration/migration.ts';
import { cut, plain, section } from '../../blocks/frame.ts';
import { notice } from '../../blocks/notices.ts';
import type { Scene } from '../../request/request.ts';
import type { Message } from '../../web/port.ts';
import type { Post } from '../announce.ts';
import { closeMessage } from './closing.ts';
import { dayMessage } from './day.ts';
import { reminderMessage } from './reminder.ts';

/** What the plan at hand tells on its own: readings, news from outside, doors, and the days after. Pure. */
export function toldPosts({ happened, version }: Event, plan: number | undefined, migration: Migration): readonly Post[] {
  const thread = plan === undefined ? {} : { thread: `board:${plan}` };
  const post = (name: string, draw: Post['draw']): readonly Post[] => [{ key: `${name}:${version}`, live: false, draw, ...thread }];
  const text = (name: string, say: (scene: Scene) => string) => post(name, (scene) => notice.text(say(scene)));
  switch (happened.type) {
    case 'tickets_previewed':
      return text('preview', (scene) => previewText(happened.count, scene));
    case 'first_opening':
      return text('opening', ({ texts, migration: { scheduled } }) => {
        const at = texts.common.moment(happened.opensAt, scheduled?.plan.timeZone ?? 'UTC');
        return happened.oneOperator ? texts.cutover.told.oneOperator(at) : texts.cutover.told.opening(at);
      });
    case 'incident_seen':
      return text('incident', ({ texts }) => texts.cutover.told.incident(plain(cut(happened.title, 300))));
    case 'first_day_counted':
      return post('day', dayMessage);
    case 'handback_read':
      return text('handback', ({ texts }) => handbackText(happened, texts.cutover.told.handback));
    case 'reminded':
      return post('reminded', (scene) => reminderMessage(happened, scene));
    case 'step_begun':
      return begunPosts(happened.step, plan, migration, text);
    case 'step_reopened':
      return text('open-again', (scene) => reopenedText(happened.step, happened.saw, scene));
    case 'step_done':
      return donePosts(happened.step, text, post);
    default:
      return [];
  }
}

type Telling = (name: string, say: (scene: Scene) => string) => readonly Post[];

function begunPosts(step: string, plan: number | undefined, { run, team }: Migration, text: Telling): readonly Post[] {
  if (step === 'rb-4d-close' && plan !== undefined)
    return [{ key: `close:${plan}`, live: true, thread: `board:${plan}`, draw: closeMessage }];
  const asked = run.steps['rb-1h-presence'] !== undefined;
  const missing = team.lead.some((lead) => !run.leadsPresent.includes(lead) && !run.present.includes(lead));
  if (step !== 'rb-15m-stop-new' || !asked || !missing) return [];
  return text('leads', ({ texts, migration }) =>
    texts.cutover.told.presence.missing(texts.common.people(missingLeads(migration).slice(0, 10))),
  );
}

/** Leads who have not said that they are there. */
export function missingLeads({ run, team }: Migration): readonly string[] {
  return team.lead.filter((lead) => !run.leadsPresent.includes(lead) && !run.present.includes(lead));
}

function donePosts(key: string, text: Telling, post: (name: string, draw: Post['draw']) => readonly Post[]): readonly Post[] {
  const [step, brand = ''] = key.split(':');
  switch (step) {
    case 'rb-1h-first-reading':
      return text('reading', ({ texts, migration: { run } }) =>
        texts.cutover.told.firstReading(run.watch.chats?.counts, run.watch.agents?.counts),
      );
    case 'rb-7d-activate':
      return text('activated', activatedText);
    case 'rb-2m-config':
      return text('switched', (scene) => scene.texts.cutover.told.switched(brand, openingText(scene)));
    case 'rb-15p-open-doors':
      return post('doors', doorsMessage);
    default:
      return [];
  }
}

/** A word is told as one, where no interface shows that the account is activated. */
function activatedText({ texts, key, migration, report, now }: Scene): string {
  const item = itemById('migrate-1-activate-account');
  const state = item && itemState(item, { migration, readings: report.readings, now });
  const word = state?.finding?.status === 'ready' ? undefined : state?.word;
  return texts.cutover.told.activated(key, word && texts.common.people([word.by]));
}

/** Whom it waits for now, and why what was done is not true any more. */
function reopenedText(step: string, saw: string, { texts, migration: { team } }: Scene): string {
  const t = texts.cutover.told.drain;
  const who = team.lead.length > 0 ? texts.common.people(team.lead.slice(0, 10)) : texts.common.roles.lead;
  const count = /^\d+$/.test(saw) ? Number(saw) : undefined;
  const isChats = step === 'rb-15m-drain';
  if (count === undefined) return t.silent(texts.items[isChats ? 'migrate-close-active-chats' : 'migrate-agents-offline'].title, who);
  return isChats ? t.chatsAgain(count, who) : t.agentsAgain(count, who);
}

function openingText({ texts, migration }: Scene): string | undefined {
  const at = migration.run.opening?.opensAt;
  const doors = doorsAt(migration) ?? at;
  return isOneOperator(migration) && doors !== undefined
    ? texts.common.moment(doors, migration.scheduled?.plan.timeZone ?? 'UTC')
    : undefined;
}

function previewText(count: number | undefined, { texts, migration }: Scene): string {
  const t = texts.cutover.told;
  const { lead } = migration.team;
  const leads = lead.length > 0 ? texts.common.people(lead.slice(0, 10)) : texts.common.roles.lead;
  const host = migration.account?.subdomain;
  if (count === undefined || host === undefined) return t.previewUnknown(leads);
  return t.preview(count, `https://${host}.zendesk.com/agent/search/1?type=ticket&q=via%3Achat%20status%3Csolved`, leads);
}

function handbackText(
  { closed, solved }: Extract<Happening, { type: 'handback_read' }>,
  t: Scene['texts']['cutover']['told']['handback'],
): string {
  if (closed + solved === 0) return t.none;
  return solved === 0 ? t.closed(closed) : t.solved(solved, closed);
}

/** To the agents; and a draft for the customers whose chat was cut off, where tickets were listed. */
function doorsMessage({ key, texts, migration }: Scene): Message {
  const t = texts.cutover.told;
  const compared = Object.values(migration.run.compared).toSorted((a, b) => (a.version < b.version ? 1 : -1))[0];
  const open = compared
    ? compared.tickets.filter(({ now }) => now === 'open' || now === 'pending' || now === 'moved').length
    : (migration.run.listed?.tickets.length ?? 0);
  const draft = open === 0 ? [] : [section(`${t.apology(open)}\n>${t.apologyDraft}`)];
  return { text: t.doors(key).replaceAll('*', ''), blocks: [section(t.doors(key)), ...draft] };
}
