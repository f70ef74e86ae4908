import { toldOf } from '../../cutover/control/rehearse.ts';
import { type AccountKey, accountKey } from '../../migration/account.ts';
import { type Decision, grant } from '../../migration/decisions.ts';
import type { Actor } from '../../migration/events.ts';
import type { Migration } from '../../migration/migration.ts';

/** Decides on the newest state of an account and records it. */
type RecordOn = (account: AccountKey, by: Actor, decide: (migration: Migration) => Decision) => Promise<Decision>;

/**
 * Writes the rehearsals that have ended on this sandbox into the log of the account they were for, each once. It comes before the
 * sandbox's posts are marked as told: killed in between, the account is still behind and is brought up again.
 * @returns the accounts that were told
 */
export async function tellRehearsed(sandbox: AccountKey, migration: Migration, recordOn: RecordOn): Promise<readonly AccountKey[]> {
  const told: AccountKey[] = [];
  for (const name of new Set(migration.practice.toTell.map(({ of }) => of))) {
    const account = accountKey(name);
    if (account === undefined) continue;
    const decision = await recordOn(account, { kind: 'bot' }, (production) =>
      production.account === undefined ? grant() : grant(...toldOf(production, sandbox, migration, account)),
    );
    if (decision.ok && decision.happened.length > 0) told.push(account);
  }
  return told;
}
