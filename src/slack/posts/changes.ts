import { guardTag } from '../../cutover/writes/writes-ahead.ts';
import type { Change } from '../../migration/run/changes.ts';
import type { LimitState } from '../locales/cutover/flows/text.ts';
import type { Scene } from '../request/request.ts';

/** What Ferry itself has changed in Zendesk, and what has become of it: one line a kind, from the record. */
export function changeLines({ texts, migration }: Pick<Scene, 'texts' | 'migration'>): readonly string[] {
  const t = texts.cutover.flows.writes;
  const all = Object.values(migration.changes);
  const limits = all.filter(({ write }) => write === 'chat_limit').map((change) => t.limit(limitState(change)));
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

function limitState({ was, want, refused, seenAt, undo }: Change): LimitState {
  if (undo.seen) return { was, want, is: undo.seen.how };
  if (undo.refused !== undefined) return { was, want, is: 'stuck' };
  if (seenAt) return { was, want, is: 'made' };
  return { was, want, is: refused === undefined ? 'under_way' : 'refused' };
}
