import { arrive } from '../../cutover/runner.ts';
import type { AccountKey } from '../../migration/account.ts';
import type { Counting } from '../http/counting.ts';
import type { Parts } from '../parts.ts';

/** Accounts moved in one round, and how many of them at the same time. */
const DUE_AT_ONCE = 500;
const SIDE_BY_SIDE = 25;

/** Everything that is due, and everything whose posts are behind: side by side, but not all at once. */
export async function moveDue({ store, runner, settle, log }: Parts, metrics: Counting, ends: AbortSignal): Promise<void> {
  const due = await store.due(runner.clock(), DUE_AT_ONCE);
  const behind = await store.undelivered(DUE_AT_ONCE);
  const accounts = [...new Set([...due, ...behind])];
  metrics.dueAccounts(due.length);
  // In a crowd, all first arrive at their T0, and are then moved and told one after the other.
  if (due.length > SIDE_BY_SIDE)
    for (const account of due)
      await arrive(account, runner).catch((error: unknown) => log.warn({ account, error }, 'T0 is left to the round'));
  const waiting = accounts.values();
  const worker = async () => {
    for (const account of waiting) if (!ends.aborted) await settle(account satisfies AccountKey);
  };
  await Promise.all(Array.from({ length: Math.min(SIDE_BY_SIDE, accounts.length) }, worker));
  metrics.ticked('done');
}
