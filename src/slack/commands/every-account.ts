import type { AccountKey } from '../../migration/account.ts';
import { type Migration, replay } from '../../migration/migration.ts';
import { DamagedLog, type Store } from '../../store/port.ts';

/** An account in a list; `damaged` where its record cannot be read. */
export interface Listed {
  readonly key: AccountKey;
  readonly migration: Migration | 'damaged';
}

/** Keys are read from the store in portions of this size, and so many logs side by side. */
const PORTION = 100;

/** Every account's key, in order: names only, so that thousands cost little. */
export async function allKeys(store: Pick<Store, 'accounts'>): Promise<readonly AccountKey[]> {
  const keys: AccountKey[] = [];
  for (;;) {
    const after = keys.at(-1);
    const portion = await store.accounts({ ...(after === undefined ? {} : { after }), limit: PORTION });
    keys.push(...portion);
    if (portion.length < PORTION) return keys;
  }
}

/** These accounts, in the same order. */
export async function readAll(keys: readonly AccountKey[], store: Pick<Store, 'read'>): Promise<readonly Listed[]> {
  const all: Listed[] = [];
  for (let from = 0; from < keys.length; from += PORTION) {
    all.push(...(await Promise.all(keys.slice(from, from + PORTION).map((key) => readOne(key, store)))));
  }
  return all;
}

/** One damaged record must not hide the others. */
async function readOne(key: AccountKey, store: Pick<Store, 'read'>): Promise<Listed> {
  try {
    return { key, migration: replay(await store.read(key)) };
  } catch (error) {
    if (error instanceof DamagedLog) return { key, migration: 'damaged' };
    throw error;
  }
}
