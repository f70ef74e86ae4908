import { describe, expect, it, onTestFinished } from 'vitest';
import { movableClock } from '../../../playground/clock.ts';
import { chatsEnded } from '../../../playground/zendesk/model/past.ts';
import type { AccountSeed } from '../../../playground/zendesk/model/seed.ts';
import { harborGroup, harborShop } from '../../../playground/zendesk/seeds.ts';
import { startZendesk } from '../../../playground/zendesk/server.ts';
import { instant } from '../../../src/migration/time.ts';
import { readOn } from '../../../src/window/history/read.ts';
import { type History, readHistory, writeHistory } from '../../../src/window/history/stored.ts';
import { zendeskClient } from '../../../src/zendesk/client.ts';
import type { Credentials } from '../../../src/zendesk/credentials.ts';
import { at } from '../../zendesk/answering.ts';

const NOW = Date.UTC(2026, 10, 24, 12);
const HOUR = 3_600_000;

async function world(seed: AccountSeed, credentials?: Credentials) {
  const clock = movableClock(NOW, 0);
  const simulated = await startZendesk({ clock, accounts: [seed] });
  onTestFinished(() => simulated.stop());
  const { subdomain } = seed;
  const zendesk = zendeskClient(
    {
      subdomain: at(subdomain),
      credentials: credentials ?? { support: { token: `zd_${subdomain}` }, chat: { token: `chat_${subdomain}` } },
    },
    {
      zendeskUrl: simulated.urls.zendesk,
      streamUrl: simulated.urls.stream,
      statusUrl: simulated.urls.status,
      clock: () => instant(new Date(clock.now())),
      sleep: async (ms) => clock.jump(clock.now() + ms),
      ratePerMinute: 10_000,
    },
  );
  const desk = simulated.account(subdomain);
  /** What the last save would leave for the next process. */
  let kept: string | undefined;
  const save = async (history: History) => {
    kept = writeHistory(history);
  };
  return {
    desk,
    log: () => simulated.log(),
    pass: (ms: number) => clock.jump(clock.now() + ms),
    read: (pages = 1_000) => readOn(readHistory(kept), pages, { zendesk, clock: () => instant(new Date(clock.now())), save }),
    /** Chats that are over and in the export, by the simulator's own book. */
    truth: (since = 0) =>
      chatsEnded(desk.account, since, clock.now()).filter(({ type, endedAt }) => type === 'chat' && endedAt + 6 * 60_000 < clock.now()),
  };
}

function sums({ tally }: History): readonly (readonly [string, number])[] {
  return [...tally.series]
    .map(([name, { arrivals }]) => [name, arrivals.reduce((a, b) => a + b, 0)] as const)
    .toSorted(([a], [b]) => (a < b ? -1 : 1));
}

describe('the chat history', () => {
  it('counts every chat once, though pages overlap and chats come again', async () => {
    const here = await world(harborGroup({ overlappingPages: true }));
    const history = await here.read();
    expect(here.log().filter(({ path }) => path.includes('incremental')).length).toBeGreaterThan(40);
    expect(history).toMatchObject({ reading: false, closed: undefined });
    const wanted = Map.groupBy(here.truth(), ({ groupId }) => `${groupId}`);
    expect(Object.fromEntries(sums(history))).toEqual(Object.fromEntries([...wanted].map(([name, chats]) => [name, chats.length])));
    expect(history.tally.facts.odd).toBe(0);
    expect(history.brandOf).toEqual({ '9101': 7_101, '9102': 7_101, '9103': 7_102, '9104': 7_103 });
  });

  it('goes on where it broke off, and counts the same', async () => {
    const seed = harborGroup({ overlappingPages: true, random: 5 });
    const [whole, broken] = [await world(seed), await world(seed)];
    const all = await whole.read();
    let history = await broken.read(3);
    for (let turn = 0; history.reading && turn < 50; turn += 1) history = await broken.read(3);
    expect(sums(history)).toEqual(sums(all));
  });

  it('tops up day by day without counting anything twice', async () => {
    const here = await world(harborShop({ overlappingPages: true }));
    await here.read();
    for (let day = 0; day < 4; day += 1) {
      here.pass(24 * HOUR);
      await here.read();
    }
    expect(sums(await here.read()).map(([, count]) => count)).toEqual([here.truth().length]);
  });

  it('keeps nothing of a chat but that it was', async () => {
    const here = await world(harborShop());
    const text = writeHistory(await here.read());
    const [some] = here.truth();
    expect(text).not.toContain(some?.id);
    const asked = here.log().find(({ path }) => path.includes('incremental'));
    expect(decodeURIComponent(asked?.path ?? '')).not.toMatch(/visitor|history|webpath|session|\*/);
  });

  it('is left as it was when Zendesk is away, and goes on later', async () => {
    const here = await world(harborShop());
    here.desk.fault({ mode: '500' });
    await expect(here.read()).rejects.toMatchObject({ name: 'ZendeskUnavailable' });
    here.desk.clearFaults();
    here.pass(5 * 60_000);
    expect((await here.read()).tally.facts.counted).toBe(here.truth().length);
  });
});

describe('where Chat’s history is closed', () => {
  it('tickets stand in, labelled as such, and by brand', async () => {
    const here = await world(harborShop(), { support: { token: 'zd_harbor' } });
    const history = await here.read();
    expect(history).toMatchObject({ closed: 'no_credential', reading: false });
    expect(history.tally.facts.source).toBe('tickets');
    const [[brand, count] = ['', 0]] = sums(history);
    expect(brand).toBe('7001');
    // Messages left while nobody was online leave a ticket, too.
    expect(count).toBeGreaterThanOrEqual(here.truth().length);
    expect(count).toBeLessThan(here.truth().length * 1.06);
  });

  it('chats take over again when the door is opened', async () => {
    const here = await world(harborShop());
    here.desk.fault({ mode: 'forbidden', family: 'chat' });
    expect(await here.read()).toMatchObject({ closed: 'not_allowed' });
    here.desk.clearFaults();
    here.pass(24 * HOUR);
    const history = await here.read();
    expect(history.tally.facts).toMatchObject({ source: 'chats', counted: here.truth().length });
  });
});
