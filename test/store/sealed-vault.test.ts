import { randomBytes } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type FileStore, openFileStore } from '../../src/store/file.ts';
import { DamagedSecret, sealedVault, secretKey, WrongSecretKey } from '../../src/store/sealed-vault.ts';
import { secret } from '../../src/store/vault.ts';
import { aClock, aFolder, key, sleep } from './places.ts';

const acme = key('acme');
const globex = key('globex');
const SECRET = 'token-7f3a9c-상담';
let place = aFolder();
let store: FileStore;
let rows: FileStore['secretRows'];

beforeEach(async () => {
  place = aFolder();
  store = await openFileStore({ path: place.file, clock: aClock().clock, sleep });
  rows = store.secretRows;
});
afterEach(async () => {
  await store.close();
  place.remove();
});

function aKey() {
  const made = secretKey(randomBytes(32).toString('base64'));
  if (!made.ok) throw new Error(made.why);
  return made.key;
}

/** Every byte of every file of the store. */
function bytes(): string {
  return readdirSync(place.folder)
    .map((name) => readFileSync(join(place.folder, name)).toString('latin1'))
    .join();
}

describe('the vault', () => {
  it('gives back a secret, the last one put, and nothing once it is forgotten', async () => {
    const vault = sealedVault({ rows, key: aKey() });
    expect(await vault.get(acme)).toBeUndefined();
    await vault.put(acme, secret('old'));
    await vault.put(acme, secret(SECRET));
    const found = await vault.get(acme);
    expect(found?.reveal()).toBe(SECRET);
    expect(`${String(found)} ${JSON.stringify(found)}`).toBe('[secret] "[secret]"');
    await vault.forget(acme);
    expect(await vault.get(acme)).toBeUndefined();
  });

  it('leaves nothing of a secret, nor of the key, in any file', async () => {
    const made = aKey();
    await sealedVault({ rows, key: made }).put(acme, secret(SECRET));
    const text = Buffer.from(SECRET);
    const writings = ['token-7f3a9c', text.toString('latin1'), text.toString('base64').slice(0, -2), text.toString('hex')];
    for (const writing of [
      ...writings,
      made.export().toString('latin1'),
      made.export().toString('base64'),
      made.export().toString('hex'),
    ]) {
      expect(bytes().includes(writing)).toBe(false);
    }
    expect(bytes().includes((await rows.read(acme)) ?? 'nothing')).toBe(true);
  });

  it('leaves not even the sealed text once it is forgotten and the store closed', async () => {
    const vault = sealedVault({ rows, key: aKey() });
    await vault.put(acme, secret(SECRET));
    const sealed = (await rows.read(acme)) ?? 'nothing';
    await vault.forget(acme);
    await store.close();
    expect(bytes().includes(sealed)).toBe(false);
    store = await openFileStore({ path: place.file, clock: aClock().clock, sleep });
  });

  it('seals the same secret differently every time', async () => {
    const vault = sealedVault({ rows, key: aKey() });
    await vault.put(acme, secret(SECRET));
    const first = await rows.read(acme);
    await vault.put(acme, secret(SECRET));
    expect(await rows.read(acme)).not.toBe(first);
  });

  it('refuses a secret moved to another account', async () => {
    const vault = sealedVault({ rows, key: aKey() });
    await vault.put(acme, secret(SECRET));
    await rows.write(globex, (await rows.read(acme)) ?? '');
    await expect(vault.get(globex)).rejects.toThrow(DamagedSecret);
  });

  it('refuses a secret of which any one character was changed, or the end is missing', async () => {
    const vault = sealedVault({ rows, key: aKey() });
    await vault.put(acme, secret(SECRET));
    const sealed = (await rows.read(acme)) ?? '';
    for (let index = 0; index < sealed.length - 1; index += 1) {
      await rows.write(acme, sealed.slice(0, index) + (sealed[index] === 'a' ? 'b' : 'a') + sealed.slice(index + 1));
      const error = await vault.get(acme).catch((caught: unknown) => caught);
      expect(error instanceof DamagedSecret || error instanceof WrongSecretKey).toBe(true);
    }
    for (const cut of ['', 'x', sealed.slice(0, 20), sealed.slice(0, -4)]) {
      await rows.write(acme, cut);
      await expect(vault.get(acme)).rejects.toThrow(DamagedSecret);
    }
  });

  it('says which variable to look at when the key is another one, and nothing of the content', async () => {
    await sealedVault({ rows, key: aKey() }).put(acme, secret(SECRET));
    const error = await sealedVault({ rows, key: aKey(), previousKey: aKey() })
      .get(acme)
      .catch((caught: unknown) => caught);
    expect(error).toBeInstanceOf(WrongSecretKey);
    expect(String(error)).toMatch(/FERRY_SECRET_KEY.*FERRY_SECRET_KEY_PREVIOUS/);
    const body = ((await rows.read(acme)) ?? '').split('.')[1] ?? '';
    expect(String(error)).not.toContain(body.slice(0, 12));
  });
});

describe('a change of keys', () => {
  it('opens with the previous key, seals anew with the present one, and then needs the previous no more', async () => {
    const [before, now] = [aKey(), aKey()];
    await sealedVault({ rows, key: before }).put(acme, secret(SECRET));
    const vault = sealedVault({ rows, key: now, previousKey: before });
    await vault.put(globex, secret('new'));
    expect((await vault.get(acme))?.reveal()).toBe(SECRET);
    expect(await vault.reseal()).toEqual({ resealed: [acme], unopened: [] });
    expect(await vault.reseal()).toEqual({ resealed: [], unopened: [] });
    const after = sealedVault({ rows, key: now });
    expect((await after.get(acme))?.reveal()).toBe(SECRET);
    expect((await after.get(globex))?.reveal()).toBe('new');
  });

  it('leaves what does not open, and names it', async () => {
    const [before, now] = [aKey(), aKey()];
    await sealedVault({ rows, key: aKey() }).put(acme, secret(SECRET));
    await sealedVault({ rows, key: before }).put(globex, secret(SECRET));
    const sealed = await rows.read(acme);
    expect(await sealedVault({ rows, key: now, previousKey: before }).reseal()).toEqual({ resealed: [globex], unopened: [acme] });
    expect(await rows.read(acme)).toBe(sealed);
  });

  it('does not overwrite what was connected meanwhile', async () => {
    const [before, now] = [aKey(), aKey()];
    await sealedVault({ rows, key: before }).put(acme, secret('old'));
    const late: FileStore['secretRows'] = {
      ...rows,
      async replace(account, was, sealed) {
        await sealedVault({ rows, key: now }).put(acme, secret('new'));
        return rows.replace(account, was, sealed);
      },
    };
    const vault = sealedVault({ rows: late, key: now, previousKey: before });
    expect(await vault.reseal()).toEqual({ resealed: [], unopened: [] });
    expect((await vault.get(acme))?.reveal()).toBe('new');
  });
});

describe('the secret key', () => {
  it.each([
    ['', /not base64/],
    ['password!', /not base64/],
    [Buffer.alloc(16).toString('base64'), /has 16 bytes.*openssl rand -base64 32/],
    [Buffer.alloc(33).toString('base64'), /has 33 bytes/],
  ])('%j is explained, and not repeated', (text, why) => {
    const made = secretKey(text);
    expect(made).toMatchObject({ ok: false, why: expect.stringMatching(why) });
    if (text !== '') expect(JSON.stringify(made)).not.toContain(text);
  });

  it('may be written in either alphabet, with a line end', () => {
    const bytes32 = Buffer.alloc(32, 0xfb);
    for (const text of [`${bytes32.toString('base64')}\n`, bytes32.toString('base64url')]) expect(secretKey(text).ok).toBe(true);
  });
});
