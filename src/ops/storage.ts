import type { KeyObject } from 'node:crypto';
import type { AccountKey } from '../migration/account.ts';
import { type FileStore, openFileStore } from '../store/file.ts';
import { sealedVault, secretKey } from '../store/sealed-vault.ts';
import type { Secret, Vault } from '../store/vault.ts';
import type { Time } from './clock.ts';
import type { ServerConfig } from './config.ts';

export interface Storage {
  readonly store: FileStore;
  readonly vault: Vault;
}

/** Secrets cannot be sealed or opened, because the server was given no key. */
export class NoSecretKey extends Error {
  override name = 'NoSecretKey' as const;

  constructor(what: string) {
    super(
      `${what} FERRY_SECRET_KEY is not set. Make a key with: openssl rand -base64 32. Set it for the server and for this command line alike.`,
    );
  }
}

/** Opens the database and the vault in it. @throws StoreUnavailable */
export async function openStorage(
  config: Pick<ServerConfig, 'databasePath' | 'secretKey' | 'previousSecretKey'>,
  time: Time,
): Promise<Storage> {
  const store = await openFileStore({ path: config.databasePath, clock: time.now, sleep: time.sleep });
  const { secretRows: rows } = store;
  if (config.secretKey === undefined) return { store, vault: lockedVault(rows) };
  const previousKey = config.previousSecretKey && keyIn(config.previousSecretKey);
  return { store, vault: sealedVault({ rows, key: keyIn(config.secretKey), previousKey }) };
}

/** A vault without its key: what is in it can be thrown away, and nothing else. */
function lockedVault(rows: FileStore['secretRows']): Vault {
  return {
    async put(account: AccountKey) {
      throw new NoSecretKey(`The credentials of ${account} cannot be kept:`);
    },
    async get(account) {
      if ((await rows.read(account)) === undefined) return undefined;
      throw new NoSecretKey(`The credentials of ${account} cannot be read:`);
    },
    forget: (account) => rows.remove(account),
  };
}

function keyIn(value: Secret): KeyObject {
  const read = secretKey(value.reveal());
  if (!read.ok) throw new Error('A secret key was not checked when the configuration was read');
  return read.key;
}
