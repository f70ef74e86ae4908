import type { AccountKey } from '../../migration/account.ts';
import type { Store, StoredPost } from '../port.ts';
import type { Access } from './tables.ts';

type Shown = Pick<
  Store,
  'report' | 'saveReport' | 'history' | 'historyMarks' | 'saveHistory' | 'posts' | 'savePost' | 'accountOfChannel' | 'useInChannel'
>;

/** What people see of an account: its last report, its history, its posts, its channels. */
export function sqlShown(access: Access): Shown {
  return {
    async report(account) {
      const row = await access.read((database) =>
        database.selectFrom('reports').select('report').where('account', '=', account).executeTakeFirst(),
      );
      return row?.report;
    },
    async saveReport(account, report) {
      await access.write((transaction) =>
        transaction
          .insertInto('reports')
          .values({ account, report })
          .onConflict((conflict) => conflict.column('account').doUpdateSet({ report }))
          .execute(),
      );
    },
    async history(account) {
      const row = await access.read((database) =>
        database.selectFrom('histories').select('history').where('account', '=', account).executeTakeFirst(),
      );
      return row?.history;
    },
    async historyMarks(account) {
      const rows = await access.read((database) =>
        database.selectFrom('history_marks').select(['day', 'marks']).where('account', '=', account).execute(),
      );
      return new Map(rows.map(({ day, marks }) => [day, marks]));
    },
    saveHistory: (account, history, marks = new Map()) => saveHistoryIn(access, account, history, marks),
    posts: (account) => postsIn(access, account),
    savePost: (account, post) => savePostIn(access, account, post),
    async accountOfChannel(channel) {
      const row = await access.read((database) =>
        database.selectFrom('channels').select('account').where('channel', '=', channel).executeTakeFirst(),
      );
      return row?.account;
    },
    async useInChannel(channel, account) {
      await access.write((transaction) =>
        transaction
          .insertInto('channels')
          .values({ channel, account })
          .onConflict((conflict) => conflict.column('channel').doUpdateSet({ account }))
          .execute(),
      );
    },
  };
}

async function postsIn(access: Access, account: AccountKey): Promise<readonly StoredPost[]> {
  const rows = await access.read((database) =>
    database.selectFrom('posts').selectAll().where('account', '=', account).orderBy('intended_at').orderBy('key').execute(),
  );
  return rows.map(({ key, channel, ts, sent, intended_at }) => ({ key, channel, ts: ts ?? undefined, sent, intendedAt: intended_at }));
}

async function savePostIn(access: Access, account: AccountKey, post: StoredPost): Promise<void> {
  const kept = { channel: post.channel, ts: post.ts ?? null, sent: post.sent, intended_at: post.intendedAt };
  await access.write((transaction) =>
    transaction
      .insertInto('posts')
      .values({ account, key: post.key, ...kept })
      .onConflict((conflict) => conflict.columns(['account', 'key']).doUpdateSet(kept))
      .execute(),
  );
}

async function saveHistoryIn(
  access: Access,
  account: AccountKey,
  history: string,
  changed: ReadonlyMap<number, string | undefined>,
): Promise<void> {
  await access.write(async (transaction) => {
    await transaction
      .insertInto('histories')
      .values({ account, history })
      .onConflict((conflict) => conflict.column('account').doUpdateSet({ history }))
      .execute();
    for (const [day, marks] of changed) {
      const own = transaction.deleteFrom('history_marks').where('account', '=', account).where('day', '=', day);
      if (marks === undefined) await own.execute();
      else
        await transaction
          .insertInto('history_marks')
          .values({ account, day, marks })
          .onConflict((conflict) => conflict.columns(['account', 'day']).doUpdateSet({ marks }))
          .execute();
    }
  });
}
