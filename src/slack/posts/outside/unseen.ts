import { type Decision, grant, may, type Person, refuse } from '../../../migration/decisions.ts';
import type { Event } from '../../../migration/events.ts';
import type { Migration } from '../../../migration/migration.ts';
import { button, buttons, context, cut, plain, section } from '../../blocks/frame.ts';
import { pressValue } from '../../request/press.ts';
import type { Scene } from '../../request/request.ts';
import type { Message } from '../../web/port.ts';
import type { Post } from '../announce.ts';

/** A post of which it cannot be seen whether it went out, and Slack's word for why. */
export interface Unseen {
  readonly post: string;
  readonly channel: string;
  readonly why: string;
}

/** Once a post. The admins of the moment are told. */
export function noteUnseen({ unseen, team }: Migration, { post, channel, why }: Unseen): Decision {
  return unseen[post] ? grant() : grant({ type: 'post_unseen', post, channel, why, tell: [...team.admin] });
}

/** An admin has looked for it, and has it posted again. */
export function postAgain(migration: Migration, person: Person, post: string): Decision {
  const known = migration.unseen[post];
  if (!may(migration, person, 'admin')) return refuse({ because: 'not_your_role', needs: ['admin'] });
  if (known === undefined) return refuse({ because: 'plan_changed' });
  if (known.again) return refuse({ because: 'was_done', what: 'posted_again', ...known.again });
  return grant({ type: 'post_again', post });
}

/** To each admin in person: this post may be missing, and how to have it posted. */
export function unseenPosts({ happened, version }: Event, posts: ReadonlyMap<string, Post>): readonly Post[] {
  if (happened.type !== 'post_unseen') return [];
  const missing = posts.get(happened.post);
  return happened.tell.map((user) => ({
    key: `unseen:${version}:${user}`,
    person: user,
    live: true,
    mayRepeat: true,
    draw: (scene) => unseenMessage(happened, missing, scene),
  }));
}

/** So much of the missing post is quoted that one knows it when one sees it. */
const QUOTED = 150;

function unseenMessage({ post, channel, why }: Unseen, missing: Post | undefined, scene: Scene): Message {
  const { key, migration, texts } = scene;
  const t = texts.cutover.outside.unseen;
  const quoted = (missing?.file?.(scene).title ?? missing?.draw(scene).text ?? post).split('\n')[0] ?? '';
  const text = t.told(key, channel, cut(plain(quoted), QUOTED), why);
  const again = migration.unseen[post]?.again;
  const zone = migration.account?.timeZone ?? 'UTC';
  const below = again
    ? [context(t.again(texts.common.people([again.by]), texts.common.clock(again.at, zone)))]
    : buttons([button('post_again', t.button, pressValue({ account: key, post }), { style: 'primary' })]);
  return { text: text.replaceAll('*', ''), blocks: [section(text), ...below] };
}
