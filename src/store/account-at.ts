import type { AccountKey, Subdomain } from '../migration/account.ts';
import { replay } from '../migration/migration.ts';
import { DamagedLog, type Store } from './port.ts';

/** Archived ones and the one at hand: hardly more. */
const NAMED = 100;

/**
 * The other account that has this subdomain: two at one would cut the same widget over twice. An archived one is out of the way; one
 * whose record cannot be read still has what it had.
 */
export async function accountAt(
  host: Subdomain,
  store: Pick<Store, 'accountsNaming' | 'read'>,
  own: AccountKey,
): Promise<AccountKey | undefined> {
  for (const key of await store.accountsNaming(host, NAMED)) if (key !== own && (await holds(key, host, store))) return key;
  return undefined;
}

async function holds(key: AccountKey, host: Subdomain, store: Pick<Store, 'read'>): Promise<boolean> {
  try {
    const { account, archived } = replay(await store.read(key));
    return !archived && account?.subdomain === host;
  } catch (error) {
    if (error instanceof DamagedLog) return true;
    throw error;
  }
}
