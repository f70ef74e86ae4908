import { StoreUnavailable } from '../../../store/port.ts';
import { readConfig, readServerConfig, readSlackConfig, type ServerConfig } from '../../config.ts';
import { openStorage } from '../../storage.ts';
import { zendeskFor } from '../../zendesk.ts';
import { allAccounts, type CliParts, type Outcome } from '../terminal.ts';
import { type Diagnosis, linesOf } from './diagnosis.ts';
import { examineSlack } from './slack.ts';
import { examineAccount } from './zendesk.ts';

/** Tries everything there is to try, and says what to do. Fails when something has to be done. */
export async function doctor(parts: CliParts): Promise<Outcome> {
  const { terminal } = parts;
  let todos = 0;
  const tell = (title: string, found: readonly Diagnosis[]) => {
    terminal.out(title);
    for (const line of found.flatMap(linesOf)) terminal.out(line);
    todos += found.filter(({ todo }) => todo !== undefined).length;
  };
  tell('Configuration', configuration(parts));
  const slack = readSlackConfig(parts.env);
  if (slack.ok) tell('Slack', await examineSlack(slack.config, parts.time));
  const server = readServerConfig(parts.env);
  if (server.ok) await examineStorage(server.config, parts, tell);
  terminal.out(todos === 0 ? 'Nothing has to be done.' : `${todos} ${todos === 1 ? 'thing has' : 'things have'} to be done.`);
  return todos === 0 ? 'done' : 'failed';
}

function configuration({ env }: CliParts): readonly Diagnosis[] {
  const read = readConfig(env);
  const server = readServerConfig(env);
  const key: Diagnosis =
    server.ok && server.config.secretKey === undefined
      ? {
          verdict: 'no',
          what: 'There is no secret key',
          todo: 'Set FERRY_SECRET_KEY (openssl rand -base64 32): without it no account can be connected.',
        }
      : { verdict: 'yes', what: 'There is a secret key' };
  if (!read.ok)
    return [
      ...read.problems.map((problem): Diagnosis => ({ verdict: 'no', what: 'A variable is missing or wrong', todo: problem })),
      ...(server.ok ? [key] : []),
    ];
  return [{ verdict: 'yes', what: 'Every variable is set as it should be' }, key];
}

/** The database, and every connected account in it. */
async function examineStorage(
  config: ServerConfig,
  { time }: CliParts,
  tell: (title: string, found: readonly Diagnosis[]) => void,
): Promise<void> {
  const storage = await openStorage(config, time).catch((error: unknown) => {
    if (error instanceof StoreUnavailable) return error;
    throw error;
  });
  if (storage instanceof StoreUnavailable) return tell('Database', [{ verdict: 'no', what: config.databasePath, todo: storage.message }]);
  const { store, vault } = storage;
  try {
    tell('Database', [{ verdict: 'yes', what: `${config.databasePath} answers and can be written` }]);
    const clients = zendeskFor(config, time);
    for await (const each of allAccounts(store)) {
      if ('damaged' in each) tell(`Account ${each.key}`, [{ verdict: 'no', what: 'Its record can be read', todo: each.damaged.message }]);
      else if (each.migration.connected && each.migration.account !== undefined) {
        const { subdomain } = each.migration.account;
        tell(
          `Account ${each.key} (${subdomain})`,
          await examineAccount({ key: each.key, subdomain, vault, zendeskFor: clients, now: time.now() }),
        );
      }
    }
  } finally {
    await store.close();
  }
}
