import { toldOf } from '../../cutover/control/practice/rehearse.ts';
import { type AccountKey, accountKey } from '../../migration/account.ts';
import { type Decision, grant } from '../../migration/decisions.ts';
import type { Actor } from '../../migration/events.ts';
import type { Migration } from '../../migration/migration.ts';
import { DamagedLog } from '../../store/port.ts';

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
    if (await tell(account, sandbox, migration, recordOn)) told.push(account);
  }
  return told;
}

/** A log that cannot be read does not hold up the sandbox: it is told when the sandbox moves again. */
async function tell(account: AccountKey, sandbox: AccountKey, migration: Migration, recordOn: RecordOn): Promise<boolean> {
  try {
    const decision = await recordOn(account, { kind: 'bot' }, (production) =>
      production.account === undefined ? grant() : grant(...toldOf(production, sandbox, migration, account)),
    );
    return decision.ok && decision.happened.length > 0;
  } catch (error) {
    if (error instanceof DamagedLog) return false;
    throw error;
  }
}
