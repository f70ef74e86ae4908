import type { Event, Happening } from '../../../migration/events.ts';
import type { Migration } from '../../../migration/migration.ts';
import { assertNever } from '../../../migration/never.ts';
import { people } from '../../../migration/roles.ts';
import { plain } from '../../blocks/frame.ts';
import { notice } from '../../blocks/notices.ts';
import type { Scene } from '../../request/request.ts';
import type { Post } from '../announce.ts';

/** So many are named in one sentence; the others read it with them. */
const MOST_CALLED = 20;

type Turned = Extract<Happening, { type: 'seen_unplanned' | 'seen_returned' | 'new_key_gone' | 'brand_returned' }>;

/** What was seen of a brand's turn that nobody was asked for, and of its way back. */
export function turnPosts(
  happened: Turned,
  { version }: Event,
  migration: Migration,
  { again, thread }: { readonly again: boolean; readonly thread: Pick<Post, 'thread'> },
): readonly Post[] {
  const post = (name: string, draw: Post['draw']): readonly Post[] => [{ key: `${name}:${version}`, live: false, draw, ...thread }];
  switch (happened.type) {
    case 'seen_unplanned':
      return post('unplanned', (scene) => notice.text(unplannedText(happened.brand, again, migration, scene)));
    case 'seen_returned':
      return post('returned', (scene) => notice.returned(happened.brand, scene));
    case 'new_key_gone':
      return post('gone', ({ texts }) => notice.text(texts.cutover.turns.swap.gone(happened.brand, plain(happened.page ?? '—'))));
    case 'brand_returned':
      return post('returned', ({ texts }) => notice.text(texts.cutover.turns.swap.returned(happened.brand)));
    default:
      return assertNever(happened);
  }
}

/** By a key on a page, or by a widget that was converted. */
function unplannedText(brand: string, again: boolean, { scheduled }: Migration, scene: Scene): string {
  const { texts, migration } = scene;
  const who = calledOut(migration, texts);
  if (migration.run.watch.keys[brand]?.begunAt !== undefined) return texts.cutover.turns.swap.unplanned(brand, who);
  const planned = scheduled?.plan.brands.some(({ subdomain }) => subdomain === brand);
  return texts.cutover.posts.unplanned(brand, again ? 'again' : planned ? 'planned' : 'of_no_plan', who, chatsLastRead(scene));
}

/** A phone is silent unless it is named: those at the keyboard, and whoever has the agents. */
function calledOut({ team, scheduled }: Migration, { common }: Scene['texts']): string {
  const atTheKeyboard = [scheduled?.plan.operator, scheduled?.plan.backup].filter((user) => user !== undefined);
  const named = [...new Set([...atTheKeyboard, ...people(team, 'operator', 'backup', 'lead')])];
  return named.length > 0 ? common.people(named.slice(0, MOST_CALLED)) : common.roles.admin;
}

/** The newest number that was seen, by the night's readings or by a look. */
function chatsLastRead({ migration: { run, account }, report, texts }: Scene): { readonly open: number; readonly at: string } | undefined {
  const looked = report.readings.chats;
  const all = [
    ...(run.watch.chats?.counts ? [{ ...run.watch.chats.counts, at: run.watch.chats.at }] : []),
    ...(looked?.status === 'seen' ? [{ ...looked.value, at: looked.at }] : []),
  ];
  const [last] = all.toSorted((a, b) => (a.at < b.at ? 1 : -1));
  return last && { open: last.incoming + last.assigned + last.active, at: texts.status.at(last.at, account?.timeZone ?? 'UTC') };
}
