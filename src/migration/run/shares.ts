import type { Event, Happening } from '../events.ts';
import { without } from '../run.ts';
import type { Instant } from '../time.ts';

/** The links of the agents in one channel, and who has read them. */
export interface Share {
  readonly version: number;
  readonly channel: string;
  readonly at: Instant;
  readonly readers: readonly string[];
}

/** Whoever has read them once has read them also where they are posted anew. */
export function sharesAfter(
  shares: readonly Share[],
  happened: Extract<Happening, { type: 'links_shared' | 'links_read' }>,
  { version, at }: Event,
): readonly Share[] {
  const { channel } = happened;
  if (happened.type === 'links_shared')
    return [...shares, { version, channel, at, readers: shares.find((share) => share.channel === channel)?.readers ?? [] }];
  return shares.map((share) =>
    share.channel === channel ? { ...share, readers: [...without(share.readers, happened.user), happened.user] } : share,
  );
}
