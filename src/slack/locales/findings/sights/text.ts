import type { Sight } from '../../../../migration/run/sight.ts';
import type { Instant } from '../../../../migration/time.ts';

/** What was seen, in words: a line beside the request, so short. */
export type SightTexts = { readonly [K in Sight['of']]: (sight: Extract<Sight, { readonly of: K }>) => string } & {
  /** What the record holds as one line of a step that was late. */
  readonly coded: {
    readonly flood: (waiting: number, ungrouped: number, online: number | undefined) => string;
    readonly nobodyOnline: (tickets: readonly string[]) => string;
    readonly stray: (lacks: 'group' | 'brand', ticket: number) => string;
    readonly closing: (items: number, tags: number | undefined) => string;
  };
  /** A moment in UTC: what is shown beside a request knows no zone. */
  readonly moment: (at: Instant) => string;
};
