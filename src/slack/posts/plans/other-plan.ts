import type { KnownBlock } from '@slack/types';
import type { Event } from '../../../migration/events.ts';
import { type Migration, replay } from '../../../migration/migration.ts';
import { viewOf } from '../../../migration/run/earlier.ts';
import { context } from '../../blocks/frame.ts';
import type { Scene } from '../../request/request.ts';
import type { Post } from '../announce.ts';
import { type Ended, endedBoard, replacedBoard } from './ended-board.ts';

/** What a post of a plan that is not the one at hand is drawn from. */
export interface Other {
  /** The account as it was when that plan was last its plan; of a finished one, as it is for that plan now. */
  readonly scene: () => Pick<Scene, 'migration'> & Partial<Pick<Scene, 'now'>>;
  /** A finished plan goes on beside the next one: its posts stay live. */
  readonly goesOn: boolean;
  /** How it ended without a cutover; undefined where another plan took its place. */
  readonly ended?: () => Ended | undefined;
}

/** A post whose plan has ended or was replaced: what it recorded stays, and no button does. */
function over(post: Post): Post {
  const draw: Post['draw'] = (scene) => {
    const { text, blocks } = post.draw(scene);
    const kept = blocks.filter(({ type }) => type !== 'actions').map(withoutAccessory);
    return { text, blocks: [...kept, context(scene.texts.cutover.board.superseded)] };
  };
  return { ...post, live: true, over: true, draw };
}

function withoutAccessory(block: KnownBlock): KnownBlock {
  if (block.type !== 'section') return block;
  const { accessory: _gone, ...rest } = block;
  return rest;
}

/** Of a finished plan all is drawn as that plan stands now; of one that ended otherwise, what is kept up to date is closed. */
export function ofOther(post: Post, { scene: own, goesOn, ended }: Other): Post {
  const draw: Post['draw'] = (scene) => post.draw({ ...scene, ...own() });
  if (goesOn) return { ...post, draw };
  if (!post.live || !OF_A_PLAN.test(post.key)) return post;
  const closed = over({ ...post, draw });
  if (!post.key.startsWith('board:')) return closed;
  return {
    ...closed,
    draw: (scene) => {
      const end = ended?.();
      return end ? endedBoard({ ...scene, ...own() }, end) : replacedBoard({ ...scene, ...own() });
    },
  };
}

/** Posts that are kept up to date with a plan's run. */
const OF_A_PLAN = /^(?:board|phase|ask|finish|close):/;

const ENDS: readonly Event['happened']['type'][] = ['scheduled', 'cancelled', 'start_missed', 'rehearsal_refused', 'archived'];

/** Until the plan was replaced or ended, or with what was seen of it since; read once, and only if it is asked for. */
export function otherPlan(events: readonly Event[], index: number, migration: Migration): Other {
  const version = events[index]?.version ?? 0;
  const view = viewOf(version, migration);
  // Of an account that is put away nothing goes on until it is taken up again.
  if (view && !migration.archived) return { scene: () => ({ migration: view }), goesOn: true };
  const before = (types: typeof ENDS) => {
    const at = events.findIndex(({ happened }, place) => place > index && types.includes(happened.type));
    return at < 0 ? events : events.slice(0, at);
  };
  const scene = once(() => {
    const own = before(ENDS);
    return { migration: replay(own), now: own.at(-1)?.at ?? ('' as Scene['now']) };
  });
  // What Ferry had changed is put back after the end: it is shown as it stood when the next plan was made, or as it stands now.
  const ended = once((): Ended | undefined => {
    const { lastEnd, changes } = replay(before(['scheduled']));
    return lastEnd?.version === version ? { ...lastEnd, changes } : undefined;
  });
  return { scene, goesOn: false, ended };
}

function once<T>(read: () => T): () => T {
  let known: { readonly value: T } | undefined;
  return () => {
    known ??= { value: read() };
    return known.value;
  };
}
