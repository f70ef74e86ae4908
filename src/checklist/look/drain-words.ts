import type { UnknownReason } from '../../migration/finding.ts';
import type { Migration } from '../../migration/migration.ts';
import { counted, mayStand } from '../../migration/run/watch.ts';
import { between, type Instant, latest, MINUTE_MS } from '../../migration/time.ts';
import type { CheckContext } from '../check.ts';
import type { ItemId } from '../items/items.ts';
import type { Readings } from '../readings.ts';

/** The steps of the drain in which each messaging group is spoken for by itself, by their item. */
const BY_GROUP: Readonly<Partial<Record<ItemId, string>>> = {
  'migrate-close-active-chats': 'rb-15m-drain',
  'migrate-agents-offline': 'rb-15m-agents-offline',
};

/** A look that came to nothing for a reason that passes is made again for so long before a person is believed instead. */
const PATIENCE_MS = 3 * MINUTE_MS;
const PASSING: readonly UnknownReason[] = ['not_computed', 'unreachable', 'unexpected_answer'];

/** The groups with a member: each is spoken for. None where they could not be looked up. */
export function staffedGroups({ groups, memberships }: Readings): readonly string[] {
  if (groups?.status !== 'seen' || memberships?.status !== 'seen') return [];
  const staffed = new Set(memberships.value.map(({ groupId }) => groupId));
  return groups.value.filter(({ id }) => staffed.has(id)).map(({ name }) => name);
}

/** Whether what somebody said at this moment may stand in for the live readings. */
export function saidStands(item: ItemId, said: Instant, { run }: Pick<Migration, 'run'>): boolean {
  const { chats, agents } = run.watch;
  switch (item) {
    case 'drain-stop-new-chats':
      return chats?.incomingAt === undefined || said > chats.incomingAt;
    case 'migrate-close-active-chats':
      return mayStand(chats, said);
    case 'migrate-agents-offline':
      return mayStand(agents, said);
    default:
      return true;
  }
}

/** How many chats or agents the last reading shows that are still to end or to go: no word helps while there is one. */
export function openNow(item: ItemId, { run }: Pick<Migration, 'run'>): number {
  const { chats, agents } = run.watch;
  switch (item) {
    case 'drain-stop-new-chats':
      return chats?.counts?.incoming ?? 0;
    case 'migrate-close-active-chats':
      return counted(chats?.counts);
    case 'migrate-agents-offline':
      return counted(agents?.counts);
    default:
      return 0;
  }
}

/** Groups for which nobody has said so since the interface fell silent. */
export function groupsMissing(item: ItemId, { migration, readings }: Pick<CheckContext, 'migration' | 'readings'>): readonly string[] {
  const step = BY_GROUP[item];
  const groups = staffedGroups(readings);
  if (step === undefined || groups.length <= 1) return [];
  const said = migration.run.steps[step]?.said.filter(({ at }) => saidStands(item, at, migration)) ?? [];
  return groups.filter((group) => !said.some((each) => each.group === group));
}

/** What was said of the drain counts if it still stands, each group has been spoken for, and the interface had its time to answer. */
export function drainWordCounts(item: ItemId, said: Instant, why: UnknownReason, context: CheckContext): boolean {
  const stands = saidStands(item, said, context.migration) && groupsMissing(item, context).length === 0;
  return stands && !isAskedAgain(item, why, context);
}

/** Counted from the drain's beginning: before it the interface is hardly asked. */
export function isAskedAgain(item: ItemId, why: UnknownReason, { migration: { run }, now }: CheckContext): boolean {
  if (!PASSING.includes(why)) return false;
  const watch = item === 'migrate-agents-offline' ? run.watch.agents : run.watch.chats;
  const begun = run.steps['rb-15m-stop-new']?.begunAt;
  const since = watch?.silentSince !== undefined && begun !== undefined ? latest(watch.silentSince, begun) : (watch?.silentSince ?? begun);
  return since !== undefined && between(since, now) < PATIENCE_MS;
}
