import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { subdomain } from '../../src/migration/account.ts';
import type { Happening } from '../../src/migration/events.ts';
import type { Clock } from '../../src/migration/time.ts';
import { HOUR_MS, instant, later, MINUTE_MS } from '../../src/migration/time.ts';
import { LogMovedOn, type Store, type StoredPost } from '../../src/store/port.ts';
import { aClock, key, SERVER, set } from './places.ts';

/** What every place to keep the log has to do. `make` opens an empty one; `close` is the suite's to call. */
export function storeContract(name: string, make: (clock: Clock) => Promise<Store>): void {
  describe(`${name}: a store`, () => {
    const acme = key('acme');
    const globex = key('globex');
    let { clock, pass } = aClock();
    let store: Store;
    beforeEach(async () => {
      ({ clock, pass } = aClock());
      store = await make(clock);
    });
    afterEach(() => store.close());

    describe('the log', () => {
      it('is empty for an account nobody has added', async () => {
        expect(await store.read(acme)).toEqual([]);
        expect(await store.countAccounts()).toBe(0);
      });

      it('gives back what was appended, numbered from 1, with who and when', async () => {
        const person = { kind: 'person', slackUserId: 'U1' } as const;
        const appended = await store.append(acme, 0, person, [set('a'), set('b')]);
        const at = clock();
        pass(1);
        await store.append(acme, 2, SERVER, [set('c')]);
        expect(appended).toEqual((await store.read(acme)).slice(0, 2));
        expect(await store.read(acme)).toEqual([
          { version: 1, at, by: person, happened: set('a') },
          { version: 2, at, by: person, happened: set('b') },
          { version: 3, at: clock(), by: SERVER, happened: set('c') },
        ]);
      });

      it('keeps each account by itself', async () => {
        await store.append(acme, 0, SERVER, [set('a')]);
        await store.append(globex, 0, SERVER, [set('g')]);
        expect((await store.read(acme)).map(({ happened }) => happened)).toEqual([set('a')]);
      });

      it('keeps texts of every script as they are', async () => {
        await store.append(acme, 0, SERVER, [set('상담 💬 "\'\\\n\u0000')]);
        expect((await store.read(acme))[0]?.happened).toEqual(set('상담 💬 "\'\\\n\u0000'));
      });

      it.each([0, 2])('refuses an append after version %i when it is at 1, and writes nothing', async (after) => {
        await store.append(acme, 0, SERVER, [set('a')]);
        await expect(store.append(acme, after, SERVER, [set('b')])).rejects.toThrow(LogMovedOn);
        await expect(store.append(acme, after, SERVER, [])).rejects.toThrow(LogMovedOn);
        expect(await store.read(acme)).toHaveLength(1);
      });

      it('lets exactly one of many appends after the same version through', async () => {
        const all = Array.from({ length: 20 }, (_, index) => store.append(acme, 0, SERVER, [set(`${index}`)]));
        const outcomes = await Promise.allSettled(all);
        expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
        expect(await store.read(acme)).toHaveLength(1);
      });

      it('appends nothing, and adds no account, when nothing happened', async () => {
        expect(await store.append(acme, 0, SERVER, [])).toEqual([]);
        expect(await store.countAccounts()).toBe(0);
      });

      it('appends all or nothing when one of them could not be read again', async () => {
        const broken: Happening = { type: 'role_given', role: 'admin', user: '' };
        await expect(store.append(acme, 0, SERVER, [set('a'), broken])).rejects.toThrow(/could not be read again/);
        expect(await store.read(acme)).toEqual([]);
        expect(await store.countAccounts()).toBe(0);
      });

      it('keeps more events than are read in one piece', async () => {
        await store.append(
          acme,
          0,
          SERVER,
          Array.from({ length: 1_203 }, (_, index) => set(`${index}`)),
        );
        expect((await store.read(acme)).map(({ version }) => version)).toEqual(Array.from({ length: 1_203 }, (_, index) => index + 1));
      });
    });

    it('lists accounts in order, page by page', async () => {
      for (const name of ['c', 'a', 'd', 'b']) await store.append(key(name), 0, SERVER, [set('x')]);
      expect(await store.accounts({ limit: 3 })).toEqual(['a', 'b', 'c']);
      expect(await store.accounts({ after: key('c'), limit: 3 })).toEqual(['d']);
      expect(await store.countAccounts()).toBe(4);
    });

    describe('who is due', () => {
      it('makes an account due at once when something happened', async () => {
        await store.append(acme, 0, SERVER, [set('a')]);
        expect(await store.due(clock(), 10)).toEqual([acme]);
        expect(await store.due(later(clock(), -1), 10)).toEqual([]);
      });

      it('gives the longest due first, and no more than asked for', async () => {
        for (const name of ['late', 'later', 'latest']) {
          await store.append(key(name), 0, SERVER, [set('x')]);
          pass(MINUTE_MS);
        }
        await store.rest(key('late'), 1, later(clock(), -1));
        expect(await store.due(clock(), 2)).toEqual(['later', 'latest']);
        expect(await store.due(clock(), 10)).toEqual(['later', 'latest', 'late']);
      });

      it('lets an account rest until a time', async () => {
        await store.append(acme, 0, SERVER, [set('a')]);
        const wake = later(clock(), HOUR_MS);
        await store.rest(acme, 1, wake);
        expect(await store.due(clock(), 10)).toEqual([]);
        expect(await store.nextDue(clock())).toBe(wake);
        expect(await store.due(wake, 10)).toEqual([acme]);
        expect(await store.nextDue(wake)).toBeUndefined();
      });

      it('lets an account rest until an event', async () => {
        await store.append(acme, 0, SERVER, [set('a')]);
        await store.rest(acme, 1, undefined);
        expect(await store.due(instant(new Date('2099-01-01T00:00:00.000Z')), 10)).toEqual([]);
        expect(await store.nextDue(clock())).toBeUndefined();
        await store.append(acme, 1, SERVER, [set('b')]);
        expect(await store.due(clock(), 10)).toEqual([acme]);
      });

      it('does not let it rest when something has happened meanwhile', async () => {
        await store.append(acme, 0, SERVER, [set('a'), set('b')]);
        await store.rest(acme, 1, undefined);
        expect(await store.due(clock(), 10)).toEqual([acme]);
      });
    });

    describe('what is shown', () => {
      const post: StoredPost = { key: 'thread', channel: 'C1', ts: undefined, sent: 'd1', intendedAt: aClock().clock() };

      it('keeps the last report only', async () => {
        expect(await store.report(acme)).toBeUndefined();
        await store.saveReport(acme, '{"n":1}');
        await store.saveReport(acme, '{"n":2}');
        expect(await store.report(acme)).toBe('{"n":2}');
        expect(await store.report(globex)).toBeUndefined();
      });

      it('knows whose posts are behind their log', async () => {
        await store.append(acme, 0, SERVER, [set('a'), set('b')]);
        await store.append(globex, 0, SERVER, [set('g')]);
        expect(await store.undelivered(1)).toEqual([acme]);
        await store.delivered(acme, 1);
        await store.delivered(globex, 1);
        expect(await store.undelivered(10)).toEqual([acme]);
        await store.delivered(acme, 2);
        await store.delivered(acme, 1);
        expect(await store.undelivered(10)).toEqual([]);
        await store.append(globex, 1, SERVER, [set('h')]);
        expect(await store.undelivered(10)).toEqual([globex]);
      });

      it('keeps a post intended first and its address later', async () => {
        await store.savePost(acme, post);
        await store.savePost(acme, { ...post, key: 'earlier', intendedAt: later(post.intendedAt, -1) });
        await store.savePost(globex, { ...post, sent: 'other' });
        await store.savePost(acme, { ...post, ts: '1.2', sent: 'd2' });
        expect(await store.posts(acme)).toEqual([
          { ...post, key: 'earlier', intendedAt: later(post.intendedAt, -1) },
          { ...post, ts: '1.2', sent: 'd2' },
        ]);
      });

      it('keeps the last history of each account', async () => {
        expect(await store.history(acme)).toBeUndefined();
        await store.saveHistory(acme, '{"n":1}');
        await store.saveHistory(acme, '{"n":2}');
        expect(await store.history(acme)).toBe('{"n":2}');
        expect(await store.history(globex)).toBeUndefined();
      });

      it('keeps the marks beside a history by day, changes only those that are given, and forgets those that are taken away', async () => {
        await store.saveHistory(
          acme,
          '1',
          new Map([
            [20_001, 'a'],
            [20_002, 'b'],
            [20_003, 'c'],
          ]),
        );
        await store.saveHistory(globex, '1', new Map([[20_002, 'of globex']]));
        await store.saveHistory(
          acme,
          '2',
          new Map([
            [20_002, 'B'],
            [20_003, undefined],
          ]),
        );
        expect(await store.historyMarks(acme)).toEqual(
          new Map([
            [20_001, 'a'],
            [20_002, 'B'],
          ]),
        );
        await store.saveHistory(acme, '3');
        expect((await store.historyMarks(acme)).size).toBe(2);
        expect(await store.historyMarks(globex)).toEqual(new Map([[20_002, 'of globex']]));
      });

      it('keeps the account of a channel, the last one chosen', async () => {
        expect(await store.accountOfChannel('C1')).toBeUndefined();
        await store.useInChannel('C1', acme);
        await store.useInChannel('C1', globex);
        expect(await store.accountOfChannel('C1')).toBe(globex);
      });
    });

    it('finds accounts by a person in a role and by their subdomain, and by nothing else', async () => {
      const host = subdomain('shop') ?? expect.unreachable();
      const given = (user: string): Happening => ({ type: 'role_given', role: 'lead', user });
      await store.append(globex, 0, SERVER, [{ type: 'account_added', subdomain: host, kind: 'production', timeZone: 'UTC' }, given('U1')]);
      await store.append(acme, 0, SERVER, [given('U1'), given('U1'), given('U2'), set('U3')]);
      await store.append(acme, 4, SERVER, [{ type: 'role_taken', role: 'lead', user: 'U1' }]);
      expect(await store.accountsNaming('U1', 5)).toEqual([acme, globex]);
      expect(await store.accountsNaming('U1', 1)).toEqual([acme]);
      expect(await store.accountsNaming('U2', 5)).toEqual([acme]);
      expect(await store.accountsNaming('shop', 5)).toEqual([globex]);
      expect(await store.accountsNaming('U3', 5)).toEqual([]);
    });

    describe('working alone', () => {
      it('runs the work for one account one after the other, in order', async () => {
        const seen: string[] = [];
        const work = (name: string) => async () => {
          seen.push(`${name} begins`);
          await store.check();
          seen.push(`${name} ends`);
        };
        await Promise.all(['a', 'b', 'c'].map((name) => store.exclusively(acme, work(name))));
        expect(seen).toEqual(['a begins', 'a ends', 'b begins', 'b ends', 'c begins', 'c ends']);
      });

      it('does not let one account wait for another', async () => {
        const inside = await store.exclusively(acme, () => store.exclusively(globex, async () => 'both'));
        expect(inside).toBe('both');
      });

      it('goes on after work that failed, and passes the failure on', async () => {
        const failed = store.exclusively(acme, () => Promise.reject(new Error('mine')));
        const next = store.exclusively(acme, async () => 'next');
        await expect(failed).rejects.toThrow('mine');
        expect(await next).toBe('next');
      });

      it('can read and append while it holds the account', async () => {
        await store.exclusively(acme, async () => store.append(acme, (await store.read(acme)).length, SERVER, [set('a')]));
        expect(await store.read(acme)).toHaveLength(1);
      });
    });

    it('answers a check', async () => {
      await expect(store.check()).resolves.toBeUndefined();
    });
  });
}
