import type { KnownBlock } from '@slack/types';
import type { Event } from '../../../migration/events.ts';
import type { RehearsalOf } from '../../../migration/plan.ts';
import { context } from '../../blocks/frame.ts';
import { notice } from '../../blocks/notices.ts';
import type { Texts } from '../../locales/texts.ts';
import type { Message } from '../../web/port.ts';
import type { Post } from '../announce.ts';

/** What on the night is announced to everybody: in a rehearsal it is named, and not sent. */
const ANNOUNCED = /^(?:rb-14d-kickoff|rb-24h-announce|activated|doors):/;
/** Slack takes so many blocks. */
const BLOCKS = 50;

/** The rehearsal to which this event belongs, from the one before it. */
export function rehearsalAt(before: RehearsalOf | undefined, { happened }: Event): RehearsalOf | undefined {
  return happened.type === 'scheduled' ? happened.plan.rehearsalOf : before;
}

/** Whether a rehearsal is over with this event: what comes after it is the sandbox's own. */
export function endsRehearsal({ happened }: Event): boolean {
  return ['cancelled', 'start_missed', 'rehearsal_refused', 'archived'].includes(happened.type);
}

/** A post of a rehearsal says so, first of all. */
export function marked(post: Post, of: RehearsalOf): Post {
  const draw: Post['draw'] = (scene) =>
    saidSo(ANNOUNCED.test(post.key) ? notice.text(scene.texts.practice.rehearsal.notSent) : post.draw(scene), of, scene.texts);
  const { file } = post;
  const home = of.channel === undefined ? {} : { home: of.channel };
  if (file === undefined) return { ...post, ...home, draw };
  return {
    ...post,
    ...home,
    draw,
    file: (scene) => {
      const { title, ...rest } = file(scene);
      return { ...rest, title: `${scene.texts.practice.rehearsal.word} · ${title}` };
    },
  };
}

/** A message of a rehearsal, with that at its top. */
export function saidSo({ text, blocks }: Message, of: RehearsalOf, { practice: { rehearsal } }: Texts): Message {
  return { text: `${rehearsal.word} · ${text}`, blocks: [context(rehearsal.mark(of.account)), ...withinSlack(blocks)] };
}

/** The last block says that the rest does not fit. */
function withinSlack(blocks: readonly KnownBlock[]): readonly KnownBlock[] {
  const last = blocks.at(-1);
  return blocks.length < BLOCKS || last === undefined ? blocks : [...blocks.slice(0, BLOCKS - 2), last];
}
