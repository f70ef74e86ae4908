import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { setTimeout as wait } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { MINUTE_MS } from '../../src/migration/time.ts';
import { type FileStoreParts, openFileStore } from '../../src/store/file.ts';
import { StoreUnavailable } from '../../src/store/port.ts';
import { aClock, aFolder, child, ended, key, killChildren, SERVER, set, sleep, until } from './places.ts';

const acme = key('acme');
let place = aFolder();
let time = aClock();
const open = (parts: Partial<FileStoreParts> = {}) => openFileStore({ path: place.file, clock: time.clock, sleep, ...parts });

beforeEach(() => {
  place = aFolder();
  time = aClock();
});
afterEach(() => {
  killChildren();
  place.remove();
});

function sqlite(question: string): unknown {
  const database = new DatabaseSync(place.file);
  const answer = database.prepare(question).get();
  database.close();
  return answer;
}

describe('a process killed while it appends', () => {
  it('has lost nothing that it was told is recorded, five times over', async () => {
    const acknowledged: string[] = [];
    for (let round = 0; round < 5; round += 1) {
      const writer = child('append.ts', place.file, 'acme', '1000000');
      const gone = ended(writer);
      await until(() => writer.lines.length > 0);
      await wait(Math.random() * 40);
      writer.kill('SIGKILL');
      await gone;
      acknowledged.push(...writer.lines);
      const store = await open();
      const events = await store.read(acme);
      const texts = events.map(({ happened }) => (happened.type === 'setting_set' ? happened.value : ''));
      expect(acknowledged.filter((line) => texts[Number(line.split(' ')[0]) - 1] !== line.split(' ')[1])).toEqual([]);
      // Both of an append, or none.
      expect(texts.filter((text) => text.endsWith('+'))).toHaveLength(texts.length / 2);
      expect(await store.due(time.clock(), 1)).toEqual([acme]);
      await store.close();
      expect(sqlite('pragma integrity_check')).toEqual({ integrity_check: 'ok' });
    }
    expect(acknowledged.length).toBeGreaterThan(5);
  });
});

describe('two processes', () => {
  it('appending to one account lose no update', async () => {
    const writers = [child('append.ts', place.file, 'acme', '100'), child('append.ts', place.file, 'acme', '100')];
    expect(await Promise.all(writers.map(ended))).toEqual([0, 0]);
    const store = await open();
    const texts = (await store.read(acme)).map(({ happened }) => (happened.type === 'setting_set' ? happened.value : ''));
    expect(texts).toHaveLength(400);
    for (const writer of writers) {
      expect(writer.lines.map((line) => line.split(' ')[1])).toEqual(
        Array.from({ length: 100 }, (_, index) => `${writer.pid}-${index + 1}`),
      );
      for (const line of writer.lines) expect(texts[Number(line.split(' ')[0]) - 1]).toBe(line.split(' ')[1]);
    }
    await store.close();
  });
});

describe('a file that another process is just making ready', () => {
  const takenBy = () => {
    const other = new DatabaseSync(place.file);
    other.exec('begin exclusive; create table first (one); ');
    return other;
  };

  it('is opened as soon as that one is done', async () => {
    const other = takenBy();
    const opening = open();
    await wait(300);
    other.exec('commit');
    other.close();
    const store = await opening;
    expect(await store.due(time.clock(), 1)).toEqual([]);
    await store.close();
  });

  it('and is not waited for without an end', async () => {
    const other = takenBy();
    await expect(open({ retryBusyMs: 200 })).rejects.toThrow('held by another process');
    other.close();
  });
});

describe('a full disk', () => {
  it('is said in a sentence, and what was acknowledged before is there', () => {
    // Files of this shell's processes end at 400 blocks of 1,024 bytes: to SQLite that is a disk that takes no more.
    const run = `ulimit -f 400; exec "$0" "$@"`;
    const program = join(import.meta.dirname, 'children', 'append.ts');
    const { stdout } = spawnSync('bash', ['-c', run, process.execPath, program, place.file, 'acme', '1000000'], { encoding: 'utf8' });
    const lines = stdout.trim().split('\n');
    expect(lines.at(-1)).toMatch(/^unavailable .*(is full\. Make room|disk failed)/);
    const acknowledged = lines.length - 1;
    expect(acknowledged).toBeGreaterThan(5);
    expect(sqlite('select head_version from accounts')).toEqual({ head_version: acknowledged * 2 });
    expect(sqlite('select count(*) as n from events')).toEqual({ n: acknowledged * 2 });
  });
});

describe('an account another process works on', () => {
  it('is waited for, and an error after a while says who has it', async () => {
    const holder = child('hold.ts', place.file, 'acme');
    const gone = ended(holder);
    await until(() => holder.lines.length > 0);
    const store = await open({ leaseWaitMs: 100 });
    await expect(store.exclusively(acme, async () => 1)).rejects.toThrow(`by process ${holder.pid}`);
    expect(await store.exclusively(key('globex'), async () => 2)).toBe(2);
    holder.kill('SIGKILL');
    await gone;
    // The lease has half a minute to go on this clock, but its holder is dead.
    expect(await store.exclusively(acme, async () => 3)).toBe(3);
    await store.close();
  });

  it('is waited for in the same process too, and free the moment that the work ends', async () => {
    const [one, two] = [await open(), await open()];
    const seen: string[] = [];
    const first = one.exclusively(acme, async () => {
      await wait(50);
      seen.push('one');
    });
    await until(() => hasHolder());
    await two.exclusively(acme, async () => void seen.push('two'));
    await first;
    expect(seen).toEqual(['one', 'two']);
    await Promise.all([one.close(), two.close()]);
  });

  it('is taken over when the lease has run out, and the number of the lease only grows', async () => {
    const [one, two] = [await open(), await open({ leaseWaitMs: 0 })];
    const stuck = Promise.withResolvers<void>();
    const first = one.exclusively(acme, () => stuck.promise);
    await until(() => hasHolder());
    await expect(two.exclusively(acme, async () => 1)).rejects.toThrow(StoreUnavailable);
    time.pass(MINUTE_MS);
    const second = two.exclusively(acme, async () => {
      stuck.resolve();
      await first;
      // The first one's giving back did not free what the second holds.
      expect(hasHolder()).toBe(true);
      return 2;
    });
    expect(await second).toBe(2);
    expect(sqlite('select fence, holder from leases')).toEqual({ fence: 2, holder: null });
    await Promise.all([one.close(), two.close()]);
  });

  it('stays with its holder while that renews', async () => {
    const naps: (() => void)[] = [];
    const napping = async (ms: number, signal?: AbortSignal) => {
      if (ms < 1_000) return sleep(ms);
      const nap = Promise.withResolvers<void>();
      naps.push(nap.resolve);
      signal?.addEventListener('abort', () => nap.resolve());
      return nap.promise;
    };
    const [one, two] = [await open({ sleep: napping }), await open({ leaseWaitMs: 0 })];
    const working = Promise.withResolvers<void>();
    const first = one.exclusively(acme, () => working.promise);
    await until(() => naps.length === 1);
    time.pass(MINUTE_MS / 3);
    naps[0]?.();
    await until(() => naps.length === 2);
    time.pass(MINUTE_MS / 3);
    await expect(two.exclusively(acme, async () => 1)).rejects.toThrow(StoreUnavailable);
    working.resolve();
    await first;
    expect(await two.exclusively(acme, async () => 2)).toBe(2);
    await Promise.all([one.close(), two.close()]);
  });

  it('passes on what the work says even if the database is lost meanwhile', async () => {
    const store = await open();
    const work = async () => {
      place.remove();
      return 'done';
    };
    expect(await store.exclusively(acme, work)).toBe('done');
    await store.close();
  });

  it('is free when its holder had our process number before us, or was of an earlier start of the machine', async () => {
    const store = await open({ leaseWaitMs: 0 });
    await store.exclusively(acme, () => store.check());
    const lease = (holder: string) => `update leases set until = '2099-01-01T00:00:00.000Z', holder = '${holder}' returning account`;
    const own = await nameInside(store);
    const [host, boot, pid] = own.split('/');
    sqlite(lease(`${host}/${boot}/${pid}/somebody`));
    expect(await store.exclusively(acme, async () => 1)).toBe(1);
    sqlite(lease(`${host}/earlier/1/somebody`));
    expect(await store.exclusively(acme, async () => 2)).toBe(2);
    sqlite(lease(`elsewhere/${boot}/${pid}/somebody`));
    await expect(store.exclusively(acme, async () => 3)).rejects.toThrow('on elsewhere');
    await store.close();
  });
});

function hasHolder(): boolean {
  return sqlite('select 1 from leases where holder is not null') !== undefined;
}

async function nameInside(store: Awaited<ReturnType<typeof open>>): Promise<string> {
  return store.exclusively(acme, async () => {
    const row = sqlite('select holder from leases');
    return typeof row === 'object' && row !== null && 'holder' in row ? String(row.holder) : '';
  });
}

describe('an acknowledged append', () => {
  it('is there for a process that opens the file without the store being closed', async () => {
    const store = await open();
    await store.append(acme, 0, SERVER, [set('a')]);
    expect(sqlite('select count(*) as n from events')).toEqual({ n: 1 });
    await store.close();
  });
});
