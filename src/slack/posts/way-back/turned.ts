import type { Event, Happening } from '../../../migration/events.ts';
import type { Migration } from '../../../migration/migration.ts';
import { assertNever } from '../../../migration/never.ts';
import { plain } from '../../blocks/frame.ts';
import { notice } from '../../blocks/notices.ts';
import type { Scene } from '../../request/request.ts';
import type { Post } from '../announce.ts';

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
function unplannedText(brand: string, again: boolean, { scheduled }: Migration, { texts, migration }: Scene): string {
  if (migration.run.watch.keys[brand]?.begunAt !== undefined) return texts.cutover.turns.swap.unplanned(brand);
  const planned = scheduled?.plan.brands.some(({ subdomain }) => subdomain === brand);
  return texts.cutover.posts.unplanned(brand, again ? 'again' : planned ? 'planned' : 'of_no_plan');
}
