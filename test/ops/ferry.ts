import { spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { text } from 'node:stream/consumers';
import { afterEach, beforeEach } from 'vitest';
import { movableClock } from '../../playground/clock.ts';
import { harborGroup, harborShop } from '../../playground/zendesk/seeds.ts';
import { startZendesk, type ZendeskWorld } from '../../playground/zendesk/server.ts';
import type { AccountKey } from '../../src/migration/account.ts';
import type { Happening } from '../../src/migration/events.ts';
import { replay } from '../../src/migration/migration.ts';
import { realTime } from '../../src/ops/clock.ts';
import { openFileStore } from '../../src/store/file.ts';

const CLI = join(import.meta.dirname, '../../src/ops/cli/cli.ts');

export const KEY = Buffer.alloc(32, 7).toString('base64');

/** Whoever hangs is ended with its test, and not left behind. */
const LONGEST_RUN_MS = 60_000;

/** What a run of the command came to. */
export interface Ran {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

/** A server of one's own for each test: an empty folder, and a simulated Zendesk with `harbor` and `harborgroup`. */
export function aServer() {
  let folder = '';
  let world: ZendeskWorld | undefined;
  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'ferry-cli-'));
    world = await startZendesk({ clock: movableClock(Date.now()), accounts: [harborShop(), harborGroup()] });
  });
  afterEach(async () => {
    await world?.stop();
    rmSync(folder, { recursive: true, force: true });
  });
  const there = (): ZendeskWorld => {
    if (world === undefined) throw new Error('The simulated Zendesk has not been started');
    return world;
  };
  const store = () => openFileStore({ path: join(folder, 'data/ferry.db'), clock: realTime.now, sleep: realTime.sleep });
  return {
    zendesk: there,
    folder: () => folder,
    /** Runs `ferry` in a process of its own. An `env` entry of undefined takes a variable away. */
    async ferry(words: readonly string[], input = '', env: Readonly<Record<string, string | undefined>> = {}): Promise<Ran> {
      const { zendesk, stream, status } = there().urls;
      const set = {
        PATH: process.env['PATH'],
        ZENDESK_URL: zendesk,
        ZENDESK_STREAM_URL: stream,
        ZENDESK_STATUS_URL: status,
        FERRY_SECRET_KEY: KEY,
        ...env,
      };
      const child = spawn(process.execPath, [CLI, ...words], {
        cwd: folder,
        env: set,
        stdio: ['pipe', 'pipe', 'pipe'],
        timeout: LONGEST_RUN_MS,
        killSignal: 'SIGKILL',
      });
      child.stdin.on('error', () => {});
      child.stdin.end(input);
      const code = new Promise<number | null>((resolve) => child.once('close', resolve));
      const [out, err] = await Promise.all([text(child.stdout), text(child.stderr)]);
      return { code: await code, out, err };
    },
    /** The account's state, and the types of its events. */
    async account(key: string) {
      const opened = await store();
      // Tests name accounts as they are kept.
      const events = await opened.read(key as AccountKey);
      await opened.close();
      return { migration: replay(events), types: events.map(({ happened }) => happened.type) };
    },
    /** What happened elsewhere meanwhile, in Slack. */
    async happened(key: string, ...happened: readonly Happening[]): Promise<void> {
      const opened = await store();
      const account = key as AccountKey; // tests name accounts as they are kept
      await opened.append(account, (await opened.read(account)).length, { kind: 'server' }, happened);
      await opened.close();
    },
    /** The account's first event is none that Ferry knows any more. */
    damage(key: string): void {
      const database = new DatabaseSync(join(folder, 'data/ferry.db'));
      database.prepare(`update events set happened = '{"type":"nonsense"}' where account = ? and version = 1`).run(key);
      database.close();
    },
    /** Everything in the folder of the database, as it lies on the disk. */
    onDisk(): string {
      const data = join(folder, 'data');
      return readdirSync(data)
        .map((name) => readFileSync(join(data, name), 'latin1'))
        .join('');
    },
  };
}
