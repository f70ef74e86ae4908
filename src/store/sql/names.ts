import type { Kysely } from 'kysely';
import { z } from 'zod';
import type { AccountKey } from '../../migration/account.ts';
import type { Store } from '../port.ts';
import type { Access, Tables } from './tables.ts';

/** Of a happening as it is stored: the fields by which an account is looked for. A damaged one names nobody. */
const naming = z.union([
  z.object({ type: z.literal('role_given'), user: z.string() }).transform(({ user }) => user),
  z.object({ type: z.literal('account_added'), subdomain: z.string() }).transform(({ subdomain }) => subdomain),
]);

/** Whom or what a stored happening makes its account known by. */
export function namesIn(happened: string): readonly string[] {
  try {
    const read = naming.safeParse(JSON.parse(happened));
    return read.success ? [read.data] : [];
  } catch {
    return [];
  }
}

export async function saveNames(
  database: Pick<Kysely<Tables>, 'insertInto'>,
  account: AccountKey,
  names: readonly string[],
): Promise<void> {
  for (const name of names)
    await database
      .insertInto('names')
      .values({ name, account })
      .onConflict((conflict) => conflict.columns(['name', 'account']).doNothing())
      .execute();
}

/** By index: one person's accounts among thousands. */
export function sqlNames(access: Access): Pick<Store, 'accountsNaming'> {
  return {
    async accountsNaming(name, limit) {
      const rows = await access.read((database) =>
        database.selectFrom('names').select('account').where('name', '=', name).orderBy('account').limit(limit).execute(),
      );
      return rows.map(({ account }) => account);
    },
  };
}
