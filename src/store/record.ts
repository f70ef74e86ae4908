import type { AccountKey } from '../migration/account.ts';
import { type Decision, refuse } from '../migration/decisions.ts';
import type { Actor } from '../migration/events.ts';
import { type Migration, replay } from '../migration/migration.ts';
import { LogMovedOn, type Store } from './port.ts';

/** Decides on the newest state and records what comes of it; decides once more if somebody else was quicker, and then refuses. */
export async function record(
  store: Pick<Store, 'read' | 'append'>,
  account: AccountKey,
  by: Actor,
  decide: (migration: Migration) => Decision,
): Promise<Decision> {
  const first = await tryOnce(store, account, by, decide);
  return first ?? (await tryOnce(store, account, by, decide)) ?? refuse({ because: 'somebody_was_quicker' });
}

/** Undefined when the log has moved on between reading and recording. */
async function tryOnce(...[store, account, by, decide]: Parameters<typeof record>): Promise<Decision | undefined> {
  const migration = replay(await store.read(account));
  const decision = decide(migration);
  if (!decision.ok) return decision;
  try {
    await store.append(account, migration.version, by, decision.happened);
    return decision;
  } catch (error) {
    if (error instanceof LogMovedOn) return undefined;
    throw error;
  }
}
