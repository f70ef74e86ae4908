import type { AccountKey } from '../../migration/account.ts';
import type { Store } from '../port.ts';
import type { Access } from './tables.ts';

type Due = Pick<Store, 'due' | 'nextDue' | 'rest' | 'undelivered' | 'delivered'>;

/** Who has to be looked at: by index, so that it costs by the due ones and not by all. */
export function sqlDue(access: Access): Due {
  return {
    async due(now, limit) {
      const rows = await access.read((database) =>
        database.selectFrom('accounts').select('key').where('due_at', '<=', now).orderBy('due_at').orderBy('key').limit(limit).execute(),
      );
      return keysOf(rows);
    },
    async nextDue(now) {
      const row = await access.read((database) =>
        database.selectFrom('accounts').select('due_at').where('due_at', '>', now).orderBy('due_at').limit(1).executeTakeFirst(),
      );
      return row?.due_at ?? undefined;
    },
    async rest(account, version, until) {
      await access.write((transaction) =>
        transaction
          .updateTable('accounts')
          .set({ due_at: until ?? null, rested_version: version })
          .where('key', '=', account)
          .where('head_version', '=', version)
          .execute(),
      );
    },
    async undelivered(limit) {
      const rows = await access.read((database) =>
        database
          .selectFrom('accounts')
          .select('key')
          .whereRef('head_version', '>', 'delivered_version')
          .orderBy('key')
          .limit(limit)
          .execute(),
      );
      return keysOf(rows);
    },
    async delivered(account, version) {
      await access.write((transaction) =>
        transaction
          .updateTable('accounts')
          .set({ delivered_version: version })
          .where('key', '=', account)
          .where('delivered_version', '<', version)
          .execute(),
      );
    },
  };
}

function keysOf(rows: readonly { readonly key: AccountKey }[]): readonly AccountKey[] {
  return rows.map(({ key }) => key);
}
