import type { Transaction } from 'kysely';
import type { AccountKey } from '../../migration/account.ts';
import { type Clock, later, SECOND_MS } from '../../migration/time.ts';
import { StoreUnavailable } from '../port.ts';
import { type Holder, mayLive } from './holder.ts';
import type { Sleep } from './sqlite-access.ts';
import type { Access, Tables } from './tables.ts';

/** How long a holder is believed without a word from it: a stopped process or another machine, since a dead one here is seen at once. */
const LEASE_MS = 30 * SECOND_MS;
/** Two renewals may fail before the lease runs out. */
const RENEW_MS = 10 * SECOND_MS;
const LOOK_AGAIN_MS = 100;

export interface LeaseParts {
  readonly clock: Clock;
  readonly sleep: Sleep;
  readonly holder: Pick<Holder, 'name'>;
  /** How long to wait for another living holder. */
  readonly leaseWaitMs: number;
}

/**
 * Runs `work` while no other open store holds the account. A lost lease does not stop the work: the log's expected
 * version is what keeps a late writer out.
 * @throws StoreUnavailable when another holder keeps the account for too long
 */
export async function withLease<T>(access: Access, account: AccountKey, parts: LeaseParts, work: () => Promise<T>): Promise<T> {
  const fence = await take(access, account, parts);
  const ended = new AbortController();
  const renewing = leaveToRunOut(renew(access, account, fence, parts, ended.signal));
  try {
    return await work();
  } finally {
    ended.abort();
    await renewing;
    await leaveToRunOut(giveBack(access, account, fence));
  }
}

/** The lease's number, higher than any before it. */
async function take(access: Access, account: AccountKey, parts: LeaseParts): Promise<number> {
  for (let waitedMs = 0; ; waitedMs += LOOK_AGAIN_MS) {
    const taken = await access.write((transaction) => tryToTake(transaction, account, parts));
    if (typeof taken === 'number') return taken;
    if (waitedMs >= parts.leaseWaitMs) throw heldTooLong(account, taken, waitedMs);
    await parts.sleep(LOOK_AGAIN_MS);
  }
}

/** The fence, or who holds the account. */
async function tryToTake(transaction: Transaction<Tables>, account: AccountKey, { clock, holder }: LeaseParts): Promise<number | string> {
  const now = clock();
  const row = await transaction.selectFrom('leases').selectAll().where('account', '=', account).executeTakeFirst();
  if (typeof row?.holder === 'string' && row.until > now && mayLive(row.holder)) return row.holder;
  const lease = { holder: holder.name, fence: (row?.fence ?? 0) + 1, until: later(now, LEASE_MS) };
  await transaction
    .insertInto('leases')
    .values({ account, ...lease })
    .onConflict((conflict) => conflict.column('account').doUpdateSet(lease))
    .execute();
  return lease.fence;
}

async function renew(access: Access, account: AccountKey, fence: number, { clock, sleep }: LeaseParts, ended: AbortSignal): Promise<void> {
  await sleep(RENEW_MS, ended);
  while (!ended.aborted) {
    const until = later(clock(), LEASE_MS);
    await access.write((transaction) =>
      transaction.updateTable('leases').set({ until }).where('account', '=', account).where('fence', '=', fence).execute(),
    );
    await sleep(RENEW_MS, ended);
  }
}

async function giveBack(access: Access, account: AccountKey, fence: number): Promise<void> {
  await access.write((transaction) =>
    transaction.updateTable('leases').set({ holder: null }).where('account', '=', account).where('fence', '=', fence).execute(),
  );
}

/** A lease that cannot be renewed or given back runs out by itself; the work's own outcome is what counts. */
async function leaveToRunOut(done: Promise<void>): Promise<void> {
  const [outcome] = await Promise.allSettled([done]);
  if (outcome.status === 'rejected' && !(outcome.reason instanceof StoreUnavailable)) throw outcome.reason;
}

function heldTooLong(account: AccountKey, holder: string, waitedMs: number): StoreUnavailable {
  const [host, , pid] = holder.split('/');
  return new StoreUnavailable(
    `${account} has been worked on by process ${pid} on ${host} for more than ${Math.round(waitedMs / SECOND_MS)} s. Try again; if it goes on, stop that process.`,
  );
}
