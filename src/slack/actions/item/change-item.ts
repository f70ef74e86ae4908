import { itemState } from '../../../checklist/item-state.ts';
import type { KnownItem } from '../../../checklist/items/items.ts';
import { type Readings, readReport } from '../../../checklist/readings.ts';
import type { Decision, Person, Refusal } from '../../../migration/decisions.ts';
import { type Migration, replay } from '../../../migration/migration.ts';
import type { Instant } from '../../../migration/time.ts';
import { contextOf } from '../../blocks/checklist.ts';
import { section } from '../../blocks/frame.ts';
import { itemBlocks } from '../../blocks/item.ts';
import { titleIn } from '../../blocks/status.ts';
import type { Texts } from '../../locales/texts.ts';
import type { SlackParts } from '../../parts.ts';
import { say } from '../../request/answers.ts';
import type { AccountRequest, Scene } from '../../request/request.ts';
import type { Message } from '../../web/port.ts';
import { notYetCounted } from './drain-words.ts';

/** What is decided about an item, and what the person is told when it was recorded. */
export interface ItemChange {
  readonly decide: (migration: Migration, person: Person, item: KnownItem, readings: Readings, now: Instant) => Decision;
  readonly recorded: (texts: Texts, title: string) => string;
}

/** Records it in the person's name, answers with what is true now, and then moves the account on. By hand, button or modal alike. */
export async function changeItem(
  request: AccountRequest,
  parts: SlackParts,
  item: KnownItem,
  { decide, recorded }: ItemChange,
): Promise<void> {
  const { key, person, texts } = request;
  const { readings } = readReport(await parts.store.report(key));
  const decision = await parts.record(key, { kind: 'person', slackUserId: person.user }, (migration) =>
    decide(migration, person, item, readings, parts.clock()),
  );
  if (!decision.ok) return request.answer(refusal(decision.refusal, request));
  const scene = await sceneNow(request, parts);
  const title = texts.items[item.id].title;
  const sentence = decision.happened.length > 0 ? recorded(texts, title) : texts.work.already(title);
  const wasSaid = decision.happened.some(({ type }) => type === 'item_said');
  const not = wasSaid ? notYetCounted(item.id, scene).map((line) => section(line)) : [];
  await request.answer({
    text: sentence,
    blocks: [section(sentence), ...not, ...itemBlocks(itemState(item, contextOf(scene)), scene, 'without')],
  });
  if (decision.happened.length > 0) await parts.settle(key);
}

/** The account as it is now, for this reader. */
export async function sceneNow(
  { key, texts, user }: Pick<AccountRequest, 'key' | 'texts' | 'user'>,
  parts: Pick<SlackParts, 'store' | 'clock'>,
): Promise<Scene> {
  const [events, report] = await Promise.all([parts.store.read(key), parts.store.report(key)]);
  const migration = replay(events);
  return { key, migration, report: readReport(report), now: parts.clock(), texts, zone: user.timeZone ?? migration.account?.timeZone };
}

/** Why not, and who can. */
export function refusal(because: Refusal, { key, migration, texts }: Pick<AccountRequest, 'key' | 'migration' | 'texts'>): Message {
  return say(texts.refusals.refused(because, key, migration.team, titleIn(texts)));
}
