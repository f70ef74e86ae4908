import type { SecretRows } from '../sealed-vault.ts';
import type { Access } from './tables.ts';

/** Where sealed secrets lie. It never sees an open one. */
export function sqlSecretRows(access: Access): SecretRows {
  return {
    async accounts() {
      const rows = await access.read((database) => database.selectFrom('secrets').select('account').orderBy('account').execute());
      return rows.map(({ account }) => account);
    },
    async read(account) {
      const row = await access.read((database) =>
        database.selectFrom('secrets').select('sealed').where('account', '=', account).executeTakeFirst(),
      );
      return row?.sealed;
    },
    async write(account, sealed) {
      await access.write((transaction) =>
        transaction
          .insertInto('secrets')
          .values({ account, sealed })
          .onConflict((conflict) => conflict.column('account').doUpdateSet({ sealed }))
          .execute(),
      );
    },
    async replace(account, was, sealed) {
      const updated = await access.write((transaction) =>
        transaction.updateTable('secrets').set({ sealed }).where('account', '=', account).where('sealed', '=', was).executeTakeFirst(),
      );
      return updated.numUpdatedRows > 0n;
    },
    async remove(account) {
      await access.write((transaction) => transaction.deleteFrom('secrets').where('account', '=', account).execute());
    },
  };
}
