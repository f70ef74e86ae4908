import { onTarget, THERE } from '../../cutover/writes/routing-ahead.ts';
import { guardTag } from '../../cutover/writes/writes-ahead.ts';
import type { Change } from '../../migration/run/changes.ts';
import { cut, plain } from '../blocks/frame.ts';
import type { LimitState } from '../locales/cutover/flows/text.ts';
import type { TriggerCounts } from '../locales/cutover/turns/text.ts';
import type { Scene } from '../request/request.ts';

/** What is signed beside the window: keys that are exchanged, and a trigger that Ferry makes. */
export function planLines({ texts, migration }: Pick<Scene, 'texts' | 'migration'>): readonly string[] {
  const { swap, trigger } = texts.cutover.turns;
  const plan = migration.scheduled?.plan;
  const swapped = (plan?.brands ?? []).flatMap(({ subdomain, keys }) =>
    keys === undefined ? [] : [swap.agreed(subdomain, keys.from, keys.to, cut(plain(keys.pages.join(', ')), 600))],
  );
  const shown = swapped.slice(0, SHOWN);
  return [
    ...shown,
    ...(swapped.length > shown.length ? [texts.status.more(swapped.length - shown.length)] : []),
    ...(plan?.routing === undefined ? [] : [trigger.approved(plain(plan.routing))]),
  ];
}

/** Brands whose keys are told one by one; the report has all of them. */
const SHOWN = 6;

/** What Ferry itself has changed in Zendesk, and what has become of it: one line a kind, from the record. */
export function changeLines({ texts, migration }: Pick<Scene, 'texts' | 'migration'>): readonly string[] {
  const t = texts.cutover.flows.writes;
  const all = Object.values(migration.changes);
  const limits = [
    ...all.filter(({ write }) => write === 'chat_limit').map((change) => t.limit(limitState(change))),
    ...triggerLines({ texts, migration }),
  ];
  const tags = all.filter(({ write }) => write === 'guard_tag');
  if (tags.length === 0) return limits;
  const count = (holds: (change: Change) => boolean) => tags.filter(holds).reduce((sum, { ids }) => sum + ids.length, 0);
  const counts = {
    off: count(({ undo }) => undo.seen !== undefined),
    on: count(({ seenAt, undo }) => seenAt !== undefined && undo.seen === undefined),
    refused: count(({ refused, seenAt }) => refused !== undefined && seenAt === undefined),
    underWay: count(({ refused, seenAt, undo }) => refused === undefined && seenAt === undefined && undo.seen === undefined),
  };
  const some = Object.values(counts).some((number) => number > 0);
  return some ? [...limits, t.tag(tags[0]?.want || (guardTag(migration) ?? ''), counts)] : limits;
}

function triggerLines({ texts, migration }: Pick<Scene, 'texts' | 'migration'>): readonly string[] {
  const all = Object.values(migration.changes).filter(({ write }) => write === 'routing_trigger');
  const states = all.filter(({ target }) => !target.endsWith(onTarget(''))).map((made) => triggerState(made, migration));
  if (states.length === 0) return [];
  const count = (state: keyof TriggerCounts) => states.filter((each) => each === state).length;
  const group = plain(migration.scheduled?.plan.routing ?? '—');
  const counts = { underWay: count('underWay'), waiting: count('waiting'), on: count('on'), there: count('there') };
  return [texts.cutover.turns.trigger.state(group, { ...counts, off: count('off'), refused: count('refused'), stuck: count('stuck') })];
}

/** Of the two changes of a brand: the trigger that was made, and its being switched on. */
function triggerState(made: Change, { changes }: Scene['migration']): keyof TriggerCounts {
  const on = changes[`routing_trigger:${onTarget(made.target)}`];
  if (on?.undo.refused !== undefined || made.undo.refused !== undefined) return 'stuck';
  if (on?.undo.seen || made.undo.seen) return 'off';
  if (made.was === THERE && made.seenAt) return 'there';
  if (on?.seenAt) return 'on';
  if (made.refused !== undefined || on?.refused !== undefined) return 'refused';
  return made.seenAt ? 'waiting' : 'underWay';
}

function limitState({ was, want, refused, seenAt, undo }: Change): LimitState {
  if (undo.seen) return { was, want, is: undo.seen.how };
  if (undo.refused !== undefined) return { was, want, is: 'stuck' };
  if (seenAt) return { was, want, is: 'made' };
  return { was, want, is: refused === undefined ? 'under_way' : 'refused' };
}
