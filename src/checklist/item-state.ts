import type { Evidence, Finding, UnknownReason, Waiver, Word } from '../migration/finding.ts';
import { digest, type Fingerprint } from '../migration/plan.ts';
import { between, HOUR_MS, MINUTE_MS } from '../migration/time.ts';
import { applies, doubtsThatApplies, whyApplies } from './applies.ts';
import type { CheckContext } from './check.ts';
import { checkOf } from './checks/checks.ts';
import { hintOf } from './checks/hints/hints.ts';
import type { Item } from './items/item.ts';
import { childrenOf, type ItemId, items } from './items/items.ts';
import { drainWordCounts } from './look/drain-words.ts';
import { allTurned } from './scope.ts';

/** What is known of an item, and what that rests on. */
export interface ItemState {
  readonly id: ItemId;
  readonly status: 'ready' | 'todo' | 'unknown' | 'waived' | 'not_applicable';
  /** Seen, but longer ago than it may pass a gate with. */
  readonly stale: boolean;
  /** The check's own finding, where there is a check. */
  readonly finding: Finding | undefined;
  readonly word: Word | undefined;
  /** A word that does not count: what it rests on is another now. */
  readonly voided: Word | undefined;
  readonly waiver: Waiver | undefined;
  /** Why it is unknown. */
  readonly why: UnknownReason | undefined;
  /** What was seen that makes it apply, or not apply. */
  readonly because: Evidence | undefined;
}

/** Items that nobody's word can make: they are what their parts, the phrase or the interface are. */
export const NOT_FOR_A_WORD: readonly ItemId[] = [
  'migrate-important-notice',
  'migrate-2-update-chat-settings',
  'migrate-4-activate-channels',
  'impact-api-credentials',
];

/** What was seen passes no gate after this; what was said holds until what it rests on changes. */
const STALE_AFTER_MS = 24 * HOUR_MS;
const CLOCK_DRIFT_MS = 5 * MINUTE_MS;

/** Phases from the drain on: a word there belongs to one plan and ends with it. */
const PHASES_OF_THE_NIGHT: readonly Item['phase'][] = ['T-15m', 'T0', 'T+2m', 'T+15m'];

export function isOfTheNight(item: Item): boolean {
  return PHASES_OF_THE_NIGHT.includes(item.phase);
}

/** Of a night that is over: its window is finished, or every brand has turned, by it or behind its back. Nothing waits for it any more. */
export function isOver(item: Item, { migration, readings }: CheckContext): boolean {
  return isOfTheNight(item) && (migration.run.finishedAt !== undefined || allTurned(migration, readings));
}

/** What follows the switch by a day and more: it holds nothing up. */
export function isAfterTheNight({ phase }: Item): boolean {
  return phase === 'T+24h' || phase === 'T+4d';
}

/** Every item in the order of the procedure. */
export function itemStates(context: CheckContext): readonly ItemState[] {
  return items.map((item) => itemState(item, context));
}

export function itemState(item: Item & { readonly id: ItemId }, context: CheckContext): ItemState {
  const { migration } = context;
  const waiver = migration.waivers[item.id];
  const given = standingWord(item, context);
  const voided = given !== undefined && voidBy(item.id, given, context) !== undefined ? given : undefined;
  const word = voided === undefined ? given : undefined;
  const because = whyApplies(item.id, context);
  const none = { id: item.id, stale: false, finding: undefined, word, voided, waiver, why: undefined, because };
  if (!applies(item.id, context))
    return { ...none, status: 'not_applicable', stale: because !== undefined && isStale(because, context) && !isOver(item, context) };
  const known = derived(item.id, word, context) ?? looked(item, word, context);
  if (known.status !== 'ready' && waiver !== undefined) return { ...none, ...known, status: 'waived' };
  return { ...none, ...known };
}

type Known = Pick<ItemState, 'status' | 'stale' | 'finding' | 'why'>;

const UNSEEN = { stale: false, finding: undefined, why: undefined };

/** Where the interface answers, the interface counts; a word fills an unknown and never overrules what was seen. */
function looked(item: Item & { readonly id: ItemId }, word: Word | undefined, context: CheckContext): Known {
  const check = checkOf(item.id);
  const doubt = doubtsThatApplies(item.id, context);
  if (check === undefined && word === undefined && doubt !== undefined) return { ...UNSEEN, status: 'unknown', why: doubt };
  if (check === undefined) return { ...UNSEEN, status: word ? 'ready' : 'todo' };
  const finding = check.find(context);
  if (finding.status !== 'unknown') {
    return { status: finding.status, stale: isStale(finding.evidence, context) && !isOver(item, context), finding, why: undefined };
  }
  const wordCounts = word !== undefined && mayStandIn(item, finding.why) && countsInDrain(item, word, finding.why, context);
  return wordCounts
    ? { status: 'ready', stale: false, finding, why: undefined }
    : { status: 'unknown', stale: false, finding, why: finding.why };
}

/** Of the drain a word counts only as long as nothing that was seen speaks against it. */
function countsInDrain(item: Item & { readonly id: ItemId }, word: Word, why: UnknownReason, context: CheckContext): boolean {
  return item.phase !== 'T-15m' || drainWordCounts(item.id, word.at, why, context);
}

/** Whether a word counts where the look came to nothing. Mode `api` takes none, unless the account has no interface that could answer: what has none is a person's item. */
export function mayStandIn({ id, mode }: Item, why: UnknownReason): boolean {
  if (NOT_FOR_A_WORD.some((item) => item === id)) return false;
  return mode !== 'api' || why === 'no_interface' || why === 'cannot_tell';
}

function isStale({ at }: Evidence, { now }: CheckContext): boolean {
  const age = between(at, now);
  // Seen by a clock that was ahead: how old it is, nobody knows.
  return age > STALE_AFTER_MS || age < -CLOCK_DRIFT_MS;
}

/** What is shown beside an item now, as a digest for the word that rests on it; undefined where nothing is. */
export function restsOn(item: ItemId, context: CheckContext): Fingerprint | undefined {
  const hint = hintOf(item, context);
  return hint && digest(hint.ground ?? hint.facts);
}

/** The other facts, as a digest, by which a word is void. What cannot be seen now makes nothing void. */
export function voidBy(item: ItemId, word: Word, context: CheckContext): Fingerprint | undefined {
  const now = restsOn(item, context);
  return word.of === undefined || now === undefined || now === word.of ? undefined : now;
}

function standingWord(item: Item, { migration }: CheckContext): Word | undefined {
  const word = migration.words[item.id];
  if (word === undefined || !isOfTheNight(item)) return word;
  const { scheduled } = migration;
  return scheduled !== undefined && word.at >= scheduled.at ? word : undefined;
}

/** Items that are nothing but their parts. */
function derived(id: ItemId, word: Word | undefined, context: CheckContext): Known | undefined {
  switch (id) {
    case 'migrate-2-update-chat-settings':
      return together(
        childrenOf(id).filter(({ blocking }) => blocking !== 'no'),
        context,
      );
    case 'migrate-3-tickets-reach-agents': {
      const parts = together(childrenOf(id), context);
      // That the test ticket reached a group is no interface's to say: the lead's word completes what the parts show.
      if (parts.status !== 'ready') return parts;
      return word ? parts : { ...parts, status: 'unknown', why: 'cannot_tell' };
    }
    case 'migrate-4-activate-channels':
      return together(childrenOf(id), context);
    default:
      return undefined;
  }
}

/** One unknown part makes the whole unknown, one open part makes it open; parts that do not apply are left out. */
function together(parts: readonly (Item & { readonly id: ItemId })[], context: CheckContext): Known {
  const states = parts.map((part) => itemState(part, context)).filter(({ status }) => status !== 'not_applicable');
  const none = { stale: states.some(({ stale }) => stale), finding: undefined, why: undefined };
  if (states.some(({ status }) => status === 'todo')) return { ...none, status: 'todo' };
  const unsure = states.find(({ status }) => status === 'unknown');
  if (unsure) return { ...none, status: 'unknown', why: unsure.why ?? 'cannot_tell' };
  return { ...none, status: 'ready' };
}
