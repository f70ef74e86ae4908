import { type AccountKey, accountKey, type Subdomain, subdomain } from '../../../migration/account.ts';
import { type Decision, grant, refuse } from '../../../migration/decisions.ts';
import { type Migration, replay } from '../../../migration/migration.ts';
import { accountAt } from '../../../store/account-at.ts';
import type { FileStore } from '../../../store/file.ts';
import { record } from '../../../store/record.ts';
import { secret } from '../../../store/vault.ts';
import type { Credentials } from '../../../zendesk/credentials.ts';
import { NoSecretKey } from '../../storage.ts';
import { zendeskFor } from '../../zendesk.ts';
import { type CliParts, failed, notAKey, type Outcome, withStorage } from '../terminal.ts';
import { attempt } from './attempt.ts';
import { askForCredentials, readCredentials } from './credentials.ts';

/** Tries the credentials and keeps them; adds the account where it is new. Nothing is stored that Zendesk refuses. */
export async function connect(account: string, options: { readonly subdomain?: string }, parts: CliParts): Promise<Outcome> {
  const key = accountKey(account);
  if (key === undefined) return failed(parts, notAKey(account));
  return withStorage(parts, async ({ config, store, vault }) => {
    if (config.secretKey === undefined) throw new NoSecretKey(`The credentials of ${key} cannot be kept:`);
    const migration = replay(await store.read(key));
    const host = await hostFor(key, migration, options.subdomain, store);
    if ('not' in host) return failed(parts, host.not);
    const given = parts.terminal.isInteractive ? await askForCredentials() : readCredentials(await parts.terminal.input());
    if (!given.ok) return failed(parts, ...given.problems);
    const { credentials } = given;
    const shown = await attempt(zendeskFor(config, parts.time)(host.subdomain, credentials).atOnce, credentials, host.subdomain);
    if (shown.against.length > 0) return failed(parts, ...shown.against);
    await vault.put(key, secret(JSON.stringify(credentials)));
    const decision = await record(store, key, { kind: 'server' }, (now) => connected(now, host.subdomain, credentials));
    if (!decision.ok) return failed(parts, `${key} was being changed by somebody else at the same moment. Run connect again.`);
    const { terminal } = parts;
    for (const line of [...shown.good, ...shown.warnings.map((warning) => `Note: ${warning}`)]) terminal.out(line);
    terminal.out(`${key} is connected to the Zendesk account ${host.subdomain}. In Slack: /migrate status ${key}`);
    return 'done';
  });
}

function connected(migration: Migration, host: Subdomain, { kind, timeZone }: Credentials): Decision {
  const { account } = migration;
  if (account === undefined) {
    return grant(
      { type: 'account_added', subdomain: host, kind: kind ?? 'production', timeZone: timeZone ?? 'UTC' },
      { type: 'connected' },
    );
  }
  // Added meanwhile, as something else: the credentials were tried for this subdomain.
  if (account.subdomain !== host) return refuse({ because: 'somebody_was_quicker' });
  const described = { kind: kind ?? account.kind, timeZone: timeZone ?? account.timeZone };
  const isNew = described.kind !== account.kind || described.timeZone !== account.timeZone;
  return grant(...(isNew ? [{ type: 'account_described' as const, ...described }] : []), { type: 'connected' });
}

type Host = { readonly subdomain: Subdomain } | { readonly not: string };

/** The subdomain that was named, or the known account's own; one subdomain belongs to one account, also when it comes out of the archive. */
async function hostFor(key: AccountKey, migration: Migration, typed: string | undefined, store: FileStore): Promise<Host> {
  const host = hostNamed(key, migration, typed);
  if ('not' in host) return host;
  const owner = await accountAt(host.subdomain, store, key);
  return owner === undefined ? host : { not: `The Zendesk account ${host.subdomain} is here already, as ${owner}: connect ${owner}` };
}

function hostNamed(key: AccountKey, { account }: Migration, typed: string | undefined): Host {
  if (typed === undefined)
    return account ?? { not: `${key} is new here: add --subdomain and the word before .zendesk.com, such as --subdomain acme.` };
  const host = subdomain(typed.trim().toLowerCase());
  if (host === undefined)
    return { not: 'A subdomain is the word before .zendesk.com alone: small letters, digits and -, such as --subdomain acme.' };
  if (account !== undefined && account.subdomain !== host) {
    return {
      not: `${key} is the Zendesk account ${account.subdomain}, not ${host}. Connect ${host} under another key, such as: connect ${host} --subdomain ${host}`,
    };
  }
  return { subdomain: host };
}
