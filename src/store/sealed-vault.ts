import { createCipheriv, createDecipheriv, createHash, createSecretKey, type KeyObject, randomBytes } from 'node:crypto';
import type { AccountKey } from '../migration/account.ts';
import { secret, type Vault } from './vault.ts';

/** Where sealed secrets lie: text, one an account. */
export interface SecretRows {
  accounts(): Promise<readonly AccountKey[]>;
  read(account: AccountKey): Promise<string | undefined>;
  write(account: AccountKey, sealed: string): Promise<void>;
  /** False, and nothing is written, when it is not `was` any more. */
  replace(account: AccountKey, was: string, sealed: string): Promise<boolean>;
  remove(account: AccountKey): Promise<void>;
}

/** What a rotation did. Afterwards the previous key may go, unless somebody is among `unopened`. */
export interface Resealed {
  readonly resealed: readonly AccountKey[];
  /** Sealed with a key that is not here, or damaged: left as they are. */
  readonly unopened: readonly AccountKey[];
}

export interface SealedVault extends Vault {
  /** Seals with the present key whatever was sealed with the previous one. May be run again at any time. */
  reseal(): Promise<Resealed>;
}

export interface SealedVaultParts {
  readonly rows: SecretRows;
  readonly key: KeyObject;
  /** Opens what has not been sealed anew since the key was changed. */
  readonly previousKey?: KeyObject | undefined;
}

/** The secret was sealed with a key that Ferry was not given. */
export class WrongSecretKey extends Error {
  override name = 'WrongSecretKey' as const;

  constructor(account: AccountKey, keyId: string) {
    super(
      `The credentials of ${account} were sealed with another key (${keyId}). Look at FERRY_SECRET_KEY; after a change of keys the old one belongs in FERRY_SECRET_KEY_PREVIOUS. Or connect ${account} again.`,
    );
  }
}

/** The key is the right one, and what is kept was changed, cut off or belongs to another account. */
export class DamagedSecret extends Error {
  override name = 'DamagedSecret' as const;

  constructor(account: AccountKey) {
    super(`The stored credentials of ${account} are damaged or belong to another account. Connect ${account} again.`);
  }
}

const KEY_BYTES = 32;
/** The length AES-GCM is made for. Random ones are good for 2^32 sealings with one key, and we make a handful. */
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
const SEALED = /^([0-9a-f]{8})\.([\w-]+)$/;

/** The key in FERRY_SECRET_KEY, or what is wrong with it. The key itself is never part of the answer's text. */
export function secretKey(base64: string): { readonly ok: true; readonly key: KeyObject } | { readonly ok: false; readonly why: string } {
  const text = base64.trim();
  const bytes = Buffer.from(text, 'base64');
  const isBase64 = /^[\w+/-]+={0,2}$/.test(text);
  if (isBase64 && bytes.length === KEY_BYTES) return { ok: true, key: createSecretKey(bytes) };
  const found = isBase64 ? `it has ${bytes.length} bytes` : 'it is not base64';
  return { ok: false, why: `must be ${KEY_BYTES} random bytes in base64, and ${found}. Make one with: openssl rand -base64 32` };
}

/**
 * Secrets sealed with AES-256-GCM, a fresh nonce each, readable for their own account only: `<key id>.<nonce, text, tag>`.
 * `get` throws WrongSecretKey or DamagedSecret.
 */
export function sealedVault({ rows, key, previousKey }: SealedVaultParts): SealedVault {
  const keys = new Map([previousKey, key].filter((each) => each !== undefined).map((each) => [idOf(each), each]));
  return {
    put: (account, value) => rows.write(account, seal(key, account, value.reveal())),
    async get(account) {
      const sealed = await rows.read(account);
      return sealed === undefined ? undefined : secret(open(keys, account, sealed));
    },
    forget: (account) => rows.remove(account),
    async reseal() {
      const done: Record<Outcome, AccountKey[]> = { present: [], resealed: [], unopened: [] };
      for (const account of await rows.accounts()) done[await resealOne(rows, key, keys, account)].push(account);
      return { resealed: done.resealed, unopened: done.unopened };
    },
  };
}

type Keys = ReadonlyMap<string, KeyObject>;
type Outcome = 'present' | 'resealed' | 'unopened';

async function resealOne(rows: SecretRows, key: KeyObject, keys: Keys, account: AccountKey): Promise<Outcome> {
  const sealed = await rows.read(account);
  if (sealed === undefined || sealed.startsWith(`${idOf(key)}.`)) return 'present';
  try {
    // Where somebody has connected the account meanwhile, theirs is newer and sealed with a key of theirs.
    const replaced = await rows.replace(account, sealed, seal(key, account, open(keys, account, sealed)));
    return replaced ? 'resealed' : 'present';
  } catch (error) {
    if (error instanceof WrongSecretKey || error instanceof DamagedSecret) return 'unopened';
    throw error;
  }
}

function seal(key: KeyObject, account: AccountKey, text: string): string {
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv('aes-256-gcm', key, nonce, { authTagLength: TAG_BYTES }).setAAD(Buffer.from(account));
  const body = Buffer.concat([nonce, cipher.update(text, 'utf8'), cipher.final(), cipher.getAuthTag()]);
  return `${idOf(key)}.${body.toString('base64url')}`;
}

function open(keys: Keys, account: AccountKey, sealed: string): string {
  const [, keyId, text] = SEALED.exec(sealed) ?? [];
  const body = Buffer.from(text ?? '', 'base64url');
  if (keyId === undefined || body.length < NONCE_BYTES + TAG_BYTES) throw new DamagedSecret(account);
  const key = keys.get(keyId);
  if (key === undefined) throw new WrongSecretKey(account, keyId);
  const opening = createDecipheriv('aes-256-gcm', key, body.subarray(0, NONCE_BYTES), { authTagLength: TAG_BYTES });
  opening.setAAD(Buffer.from(account)).setAuthTag(body.subarray(-TAG_BYTES));
  try {
    return Buffer.concat([opening.update(body.subarray(NONCE_BYTES, -TAG_BYTES)), opening.final()]).toString('utf8');
  } catch {
    // OpenSSL says only that it does not fit; nothing of the content may go further.
    throw new DamagedSecret(account);
  }
}

/** Tells keys apart without telling them. */
function idOf(key: KeyObject): string {
  return createHash('sha256').update(key.export()).digest('hex').slice(0, 8);
}
