import type { ItemId } from '../../checklist/items/items.ts';
import type { Blocker } from '../../migration/events.ts';
import type { Migration } from '../../migration/migration.ts';

/** The item whose passing over is only good for the chats that were open then. */
export const CHATS: ItemId = 'migrate-close-active-chats';

/** Live chats under way when they were last read; undefined where that could not be seen. */
export function openChats({ run }: Migration): number | undefined {
  const counts = run.watch.chats?.counts;
  return counts && counts.incoming + counts.assigned + counts.active;
}

/** Whether an admin has passed over this at this gate. Open chats only up to the number that was read out then. */
export function isPassed({ kind, id }: Blocker, gate: string, migration: Migration): boolean {
  return (migration.run.passed[gate] ?? []).some((pass) => {
    const same = pass.blockers.some((blocker) => blocker.kind === kind && blocker.id === id);
    return same && (id !== CHATS || isNoMore(openChats(migration), pass.chats));
  });
}

function isNoMore(now: number | undefined, then: number | undefined): boolean {
  return now === undefined || then === undefined ? now === then : now <= then;
}

/** What still stands in the way: all but what an admin has passed over. */
export function notPassed(blockers: readonly Blocker[], gate: string, migration: Migration): readonly Blocker[] {
  return blockers.filter((blocker) => !isPassed(blocker, gate, migration));
}
