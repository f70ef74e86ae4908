import type { AccountKey } from '../migration/account.ts';

/** Zendesk credentials, sealed with AES-256-GCM; the account's key is authenticated with them. */
export interface Vault {
  put(account: AccountKey, secret: Secret): Promise<void>;
  get(account: AccountKey): Promise<Secret | undefined>;
  forget(account: AccountKey): Promise<void>;
}

/** Prints as `[secret]`, so that it cannot reach a log by accident. */
export interface Secret {
  reveal(): string;
  toString(): '[secret]';
  toJSON(): '[secret]';
}

export function secret(value: string): Secret {
  return { reveal: () => value, toString: () => '[secret]', toJSON: () => '[secret]' };
}
