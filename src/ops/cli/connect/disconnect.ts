import { grant, isCuttingOver } from '../../../migration/decisions.ts';
import { record } from '../../../store/record.ts';
import { type CliParts, failed, knownAccount, type Outcome, withStorage } from '../terminal.ts';

/** Throws the credentials of an account away. The account and its record stay. */
export function disconnect(account: string, parts: CliParts): Promise<Outcome> {
  return withStorage(parts, async ({ store, vault }) => {
    const found = await knownAccount(store, account);
    if ('not' in found) return failed(parts, found.not);
    const { key, migration } = found;
    // First the secret: whoever disconnects may have to do it because it is in the wrong hands.
    await vault.forget(key);
    const decision = await record(store, key, { kind: 'server' }, (now) => (now.connected ? grant({ type: 'disconnected' }) : grant()));
    if (!decision.ok)
      return failed(parts, `The credentials of ${key} are gone, but ${key} was being changed by somebody else. Run disconnect again.`);
    const { terminal } = parts;
    terminal.out(
      migration.connected
        ? `${key} is disconnected: its credentials are gone from here.`
        : `${key} was not connected. Whatever was kept of its credentials is gone.`,
    );
    terminal.out('The token itself is still valid: withdraw it in Zendesk (Admin Center, Apps and integrations, APIs, OAuth clients).');
    if (isCuttingOver(migration))
      terminal.out('Note: its cutover is under way, and Ferry cannot see Zendesk any more until it is connected again.');
    return 'done';
  });
}
