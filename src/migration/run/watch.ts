import type { Happening, KeysShown } from '../events.ts';
import { assertNever } from '../never.ts';
import { between, type Instant, MINUTE_MS } from '../time.ts';

/** What the readings around the click come to: since when it has been quiet, and what each brand's widget showed how often in a row. */
export interface Watch {
  readonly chats: ChatsWatch | undefined;
  readonly agents: AgentsWatch | undefined;
  readonly widgets: Readonly<Record<string, WidgetWatch>>;
  /** Of brands that are swapped: what their pages showed. */
  readonly keys: Readonly<Record<string, KeysWatch>>;
}

export interface ChatsWatch {
  readonly at: Instant;
  /** Undefined: could not be looked up. */
  readonly counts: { readonly incoming: number; readonly assigned: number; readonly active: number } | undefined;
  readonly why: string | undefined;
  /** First of the readings of 0 / 0 / 0 in a row that ends with this one. */
  readonly zeroSince: Instant | undefined;
  /** First of the readings without an incoming chat in a row that ends with this one. */
  readonly noneIncomingSince: Instant | undefined;
  /** The last moment at which a chat was seen incoming. */
  readonly incomingAt: Instant | undefined;
  /** What the last look that came to something saw, and when. */
  readonly seen: { readonly at: Instant; readonly counts: NonNullable<ChatsWatch['counts']> } | undefined;
  /** First of the looks in a row that came to nothing, ending with this one. */
  readonly silentSince: Instant | undefined;
  /** First of the readings since chats were last seen open; undefined while they are, and where they never were. */
  readonly clearSince: Instant | undefined;
  /** How many were open, taken once a minute at most: what is told of it. */
  readonly shown: { readonly at: Instant; readonly open: number | undefined };
}

export interface AgentsWatch {
  readonly at: Instant;
  readonly counts: { readonly online: number; readonly away: number; readonly invisible: number } | undefined;
  readonly why: string | undefined;
  /** The last moment at which somebody was seen there. */
  readonly thereAt: Instant | undefined;
  readonly seen: { readonly at: Instant; readonly counts: NonNullable<AgentsWatch['counts']> } | undefined;
  readonly silentSince: Instant | undefined;
  readonly clearSince: Instant | undefined;
}

export interface WidgetWatch {
  readonly widget: 'messaging' | 'classic' | 'unknown';
  readonly at: Instant;
  /** First of the readings of this widget in a row. */
  readonly since: Instant;
  readonly times: number;
}

export interface KeysWatch {
  readonly keys: KeysShown;
  /** The first page that did not show what it should. */
  readonly page: string | undefined;
  readonly at: Instant;
  readonly since: Instant;
  readonly times: number;
  /** The first moment at which a page showed the new key: from then on customers meet messaging there. */
  readonly begunAt: Instant | undefined;
}

export const noWatch: Watch = { chats: undefined, agents: undefined, widgets: {}, keys: {} };

type Read = Extract<Happening, { type: 'live_chats_read' | 'live_agents_read' | 'widget_read' | 'keys_read' }>;

export function watched(watch: Watch, happened: Read, at: Instant): Watch {
  switch (happened.type) {
    case 'live_chats_read':
      return { ...watch, chats: chatsAfter(watch.chats, happened.live, at) };
    case 'live_agents_read': {
      const { agents } = happened;
      const counts = agents.status === 'seen' ? { online: agents.online, away: agents.away, invisible: agents.invisible } : undefined;
      return {
        ...watch,
        agents: {
          at,
          counts,
          why: agents.status === 'unknown' ? agents.why : undefined,
          thereAt: thereAt(watch.agents, counts, at),
          ...sinceWhen(watch.agents, counts, at),
        },
      };
    }
    case 'widget_read':
      return { ...watch, widgets: { ...watch.widgets, [happened.brand]: widgetAfter(watch.widgets[happened.brand], happened.widget, at) } };
    case 'keys_read':
      return { ...watch, keys: { ...watch.keys, [happened.brand]: keysAfter(watch.keys[happened.brand], happened, at) } };
    default:
      return assertNever(happened);
  }
}

function chatsAfter(before: ChatsWatch | undefined, live: Extract<Read, { type: 'live_chats_read' }>['live'], at: Instant): ChatsWatch {
  const incomingAt = before?.incomingAt;
  if (live.status === 'unknown')
    return {
      at,
      counts: undefined,
      why: live.why,
      zeroSince: undefined,
      noneIncomingSince: undefined,
      incomingAt,
      shown: shownAfter(before?.shown, undefined, at),
      ...sinceWhen(before, undefined, at),
    };
  const { incoming, assigned, active } = live;
  const counts = { incoming, assigned, active };
  const zero = counted(counts) === 0;
  return {
    at,
    counts,
    why: undefined,
    zeroSince: zero ? (before?.zeroSince ?? at) : undefined,
    noneIncomingSince: incoming === 0 ? (before?.noneIncomingSince ?? at) : undefined,
    incomingAt: incoming > 0 ? at : incomingAt,
    shown: shownAfter(before?.shown, counted(counts), at),
    ...sinceWhen(before, counts, at),
  };
}

function shownAfter(before: ChatsWatch['shown'] | undefined, open: number | undefined, at: Instant): ChatsWatch['shown'] {
  return before !== undefined && between(before.at, at) >= 0 && between(before.at, at) < MINUTE_MS ? before : { at, open };
}

type Numbers = Readonly<Record<string, number>>;

type Counted<C> = { readonly seen: { readonly at: Instant; readonly counts: C } | undefined } & Pick<
  ChatsWatch,
  'silentSince' | 'clearSince'
> & { readonly counts: C | undefined };

/** What a word may stand on: the last reading that was seen, since when there is none, and since when none has said otherwise. */
function sinceWhen<C extends Numbers>(before: Counted<C> | undefined, counts: C | undefined, at: Instant): Omit<Counted<C>, 'counts'> {
  const clearSince = isAgainst(before?.counts) ? at : before?.clearSince;
  if (counts === undefined) return { seen: before?.seen, silentSince: before?.silentSince ?? at, clearSince };
  return { seen: { at, counts }, silentSince: undefined, clearSince: isAgainst(counts) ? undefined : clearSince };
}

function isAgainst(counts: Numbers | undefined): boolean {
  return counted(counts) > 0;
}

/** All that these count together; 0 where nothing was seen. */
export function counted(counts: Numbers | undefined): number {
  return Object.values(counts ?? {}).reduce((all, each) => all + each, 0);
}

/**
 * Whether a word of this moment may stand in where these readings come to nothing: nothing was seen since, and what was seen
 * last before it did not say otherwise. A word against what was seen is dead for good.
 */
export function mayStand(watch: Pick<ChatsWatch, 'counts' | 'seen' | 'clearSince'> | AgentsWatch | undefined, said: Instant): boolean {
  if (watch === undefined) return true;
  if (isAgainst(watch.counts)) return false;
  const { seen, clearSince, counts } = watch;
  if (clearSince !== undefined && said < clearSince) return false;
  return counts !== undefined || seen === undefined || said > seen.at;
}

function thereAt(before: AgentsWatch | undefined, counts: AgentsWatch['counts'], at: Instant): Instant | undefined {
  return counts && counts.online + counts.away + counts.invisible > 0 ? at : before?.thereAt;
}

function widgetAfter(before: WidgetWatch | undefined, widget: WidgetWatch['widget'], at: Instant): WidgetWatch {
  const same = before?.widget === widget;
  return { widget, at, since: same ? before.since : at, times: same ? before.times + 1 : 1 };
}

function keysAfter(
  before: KeysWatch | undefined,
  { keys, page }: Pick<Extract<Read, { type: 'keys_read' }>, 'keys' | 'page'>,
  at: Instant,
): KeysWatch {
  const same = before?.keys === keys;
  const begun = keys === 'new' || keys === 'partly' ? at : undefined;
  return { keys, page, at, since: same ? before.since : at, times: same ? before.times + 1 : 1, begunAt: before?.begunAt ?? begun };
}
