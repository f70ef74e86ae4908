import type { Event, Happening } from '../events.ts';
import { assertNever } from '../never.ts';
import type { Instant } from '../time.ts';

/** A post of which it cannot be seen whether it went out. */
export interface UnseenPost {
  readonly channel: string;
  readonly why: string;
  readonly at: Instant;
  /** Who had it posted again. */
  readonly again: { readonly by: string; readonly at: Instant } | undefined;
}

export type UnseenPosts = Readonly<Record<string, UnseenPost>>;

type OfAPost = Extract<Happening, { type: 'post_unseen' | 'post_again' }>;

export function unseenAfter(unseen: UnseenPosts, happened: OfAPost, { at, by }: Event): UnseenPosts {
  const { post } = happened;
  switch (happened.type) {
    case 'post_unseen':
      return { ...unseen, [post]: { channel: happened.channel, why: happened.why, at, again: undefined } };
    case 'post_again': {
      const known = unseen[post];
      const again = { by: by.kind === 'person' ? by.slackUserId : 'server', at };
      return known ? { ...unseen, [post]: { ...known, again } } : unseen;
    }
    default:
      return assertNever(happened);
  }
}
