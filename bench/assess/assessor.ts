/**
 * Assesses so many accounts with the parts that Ferry itself uses (pace, client, looks, store), as many side by side as its drift
 * watch does, and says in one line of JSON how long each waited, what was asked and how much memory it took.
 */
import { join } from 'node:path';
import PQueue from 'p-queue';
import { movableClock } from '../../playground/clock.ts';
import { accountKey, subdomain } from '../../src/migration/account.ts';
import { replay } from '../../src/migration/migration.ts';
import { instant } from '../../src/migration/time.ts';
import type { Time } from '../../src/ops/clock.ts';
import { WHOLE_SIDE_BY_SIDE } from '../../src/ops/rounds/drift.ts';
import { collectEarly } from '../../src/ops/rounds/garbage.ts';
import { looker } from '../../src/ops/rounds/look.ts';
import { zendeskFor } from '../../src/ops/zendesk.ts';
import { openFileStore } from '../../src/store/file.ts';
import type { Answered } from '../../src/zendesk/http/ask.ts';
import { hostOf } from './hosts.ts';

collectEarly();
const count = Number(process.env['ACCOUNTS']);
const origin = `http://127.0.0.1:${process.env['ZENDESK_PORT']}`;
const clock = movableClock(Date.parse('2026-11-24T09:00:00Z'), Number(process.env['RATE']));
const now = () => instant(new Date(clock.now()));
const time: Time = {
  now,
  at: (when, call) => clock.at(Date.parse(when), call),
  sleep: (ms) => new Promise((resolve) => void clock.at(clock.now() + ms, resolve)),
};
const answered: Answered[] = [];
let requests = 0;
const urls = { zendeskUrl: `${origin}/{subdomain}`, streamUrl: `${origin}/_rtm`, statusUrl: `${origin}/_status` };
const zendesk = zendeskFor(urls, time, (each) => {
  requests += 1;
  if (count === 1) answered.push(each);
});
const store = await openFileStore({ path: join(process.cwd(), 'assess.db'), clock: now, sleep: time.sleep });
const look = looker({
  store,
  time,
  slack: { members: async () => [] } as never,
  clientsOf: async (_key, { account }) => {
    if (account === undefined) throw new Error('no account');
    const tokens = { support: { token: `zd_${account.subdomain}` }, chat: { token: `chat_${account.subdomain}` } };
    return zendesk(account.subdomain, tokens);
  },
  helpCenterOf: () => 'http://127.0.0.1/hc',
  log: { info: () => {}, warn: () => {}, error: (what, message) => console.error(message, what) },
});

const queue = new PQueue({ concurrency: WHOLE_SIDE_BY_SIDE });
let peak = 0;
const watching = setInterval(() => {
  peak = Math.max(peak, process.memoryUsage().rss);
}, 100);
const waits: number[] = [];
const seen: string[] = [];
const begun = clock.now();
for (let index = 0; index < count; index += 1) {
  const host = subdomain(hostOf(index));
  const key = accountKey(hostOf(index));
  if (host === undefined || key === undefined) throw new Error(`no name ${index}`);
  await store.append(key, 0, { kind: 'server' }, [
    { type: 'account_added', subdomain: host, kind: 'production', timeZone: 'UTC' },
    { type: 'connected' },
  ]);
  void queue.add(async () => {
    const report = await look(key, replay(await store.read(key)));
    waits.push(clock.now() - begun);
    seen.push(report.readings.triggers?.status ?? 'none');
  });
}
await queue.onIdle();
clearInterval(watching);
const byFamily = Object.fromEntries([...Map.groupBy(answered, ({ family }) => family)].map(([family, each]) => [family, each.length]));
process.stdout.write(
  `${JSON.stringify({
    port: 0,
    wallMs: clock.now() - begun,
    meanMs: waits.reduce((sum, each) => sum + each, 0) / waits.length,
    longestMs: Math.max(...waits),
    peakMb: peak / 1_048_576,
    requests,
    byFamily,
    seen: seen.filter((each) => each === 'seen').length,
  })}\n`,
);
await store.close();
process.exit(0);
