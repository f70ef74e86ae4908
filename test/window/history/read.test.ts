import { describe, expect, it, onTestFinished } from 'vitest';
import { movableClock } from '../../../playground/clock.ts';
import { chatsEnded } from '../../../playground/zendesk/model/past.ts';
import type { AccountSeed } from '../../../playground/zendesk/model/seed.ts';
import { harborGroup, harborShop } from '../../../playground/zendesk/seeds.ts';
import { startZendesk } from '../../../playground/zendesk/server.ts';
import { instant } from '../../../src/migration/time.ts';
import { forecast } from '../../../src/window/forecast/forecast.ts';
import { pastOf } from '../../../src/window/forecast/past.ts';
import { calendarOf } from '../../../src/window/forecast/weeks.ts';
import { readOn } from '../../../src/window/history/read.ts';
import { changedMarks, type History, readWhole, writeHistory } from '../../../src/window/history/stored.ts';
import { zendeskClient } from '../../../src/zendesk/client.ts';
import type { Credentials } from '../../../src/zendesk/credentials.ts';
import type { Zendesk } from '../../../src/zendesk/port.ts';
import { at } from '../../zendesk/answering.ts';

const NOW = Date.UTC(2026, 10, 24, 12);
const HOUR = 3_600_000;

/** What the last save would leave for the next process. */
function aDisk() {
  let history: string | undefined;
  const marks = new Map<number, string>();
  return {
    marks,
    text: () => history,
    before: () => (history === undefined ? undefined : readWhole({ history, marks })),
    save: async (saved: History) => {
      history = writeHistory(saved);
      for (const [day, each] of changedMarks(saved)) {
        if (each === undefined) marks.delete(day);
        else marks.set(day, each);
      }
    },
  };
}

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
  const { before, save } = aDisk();
  return {
    desk,
    log: () => simulated.log(),
    pass: (ms: number) => clock.jump(clock.now() + ms),
    read: (pages = 1_000) => readOn(before(), pages, { zendesk, clock: () => instant(new Date(clock.now())), save }),
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

describe('a history whose pages are not what they should be', () => {
  const END = NOW - 6 * 60_000;
  const A_PAGE = 200;

  /** Pages of steady chats by their true times; what the server tells of them may differ. */
  function served({ shiftMs = 0, every = 30 * 60_000, weeks = 10, turnsBackAt = Number.POSITIVE_INFINITY } = {}) {
    const disk = aDisk();
    const chats = Array.from(
      { length: Math.floor((weeks * 7 * 24 * HOUR) / every) },
      (_, index) => END - weeks * 7 * 24 * HOUR + index * every,
    );
    const asked: number[] = [];
    const pastChats: Zendesk['pastChats'] = async (from, count) => {
      asked.push(from.time);
      const own = chats.filter((endedMs) => endedMs / 1_000 > from.time).slice(0, A_PAGE);
      for (const endedMs of own) count(endedMs / 1_000, endedMs - 600_000 + shiftMs, 600_000, undefined);
      const time = asked.length > turnsBackAt ? from.time - 1 : Math.max(from.time, Math.ceil(((own.at(-1) ?? END) + 3_000) / 1_000));
      return { chats: own.length, next: { time, id: undefined }, last: own.length < A_PAGE };
    };
    const zendesk = { pastChats, chatTicketTimes: async () => [] };
    const read = (pages = 1_000) => readOn(disk.before(), pages, { zendesk, clock: () => instant(new Date(NOW)), save: disk.save });
    return { ...disk, asked, read };
  }

  function told({ tally }: History) {
    const calendar = calendarOf(instant(new Date(NOW)), 'UTC');
    return forecast(tally, pastOf(tally, [...tally.series.values()], calendar, new Set()), calendar, 3);
  }

  it.each([
    ['ahead', 24 * HOUR, 30 * 60_000],
    ['behind', -24 * HOUR, 30 * 60_000],
    ['ahead', 3 * HOUR, 5 * 60_000],
    ['behind', -3 * HOUR, 5 * 60_000],
    ['behind', -24 * HOUR, 2 * HOUR],
  ] as const)('a clock %s by %i ms: no forecast, and by how much', async (by, shiftMs, every) => {
    const history = await served({ shiftMs, every }).read();
    expect(told(history)).toMatchObject({ kind: 'none', why: { kind: 'clock_off', by, hours: Math.abs(shiftMs) / HOUR } });
  });

  it('believes a clock that is right, of many chats and of few', async () => {
    for (const every of [5 * 60_000, 2 * HOUR, 12 * HOUR]) expect(told(await served({ every }).read()).kind).toBe('known');
  });

  it('a page that goes back in time is no end: what was saved stands, and the reading goes on from there', async () => {
    const here = served({ turnsBackAt: 6 });
    await here.read(4);
    const before = here.text();
    await expect(here.read()).rejects.toMatchObject({ name: 'UnexpectedShape' });
    expect(here.text()).toBe(before);
    expect(JSON.parse(before ?? '{}')).toMatchObject({ reading: true });
    here.asked.length = 0;
    const mended = await here.read(2);
    expect(mended.reading).toBe(true);
    expect(mended.tally.facts.counted).toBe(6 * A_PAGE);
  });

  it('marks of another pass than the counts are not taken for theirs: it is read anew', async () => {
    const here = served();
    await here.read(4);
    const [day] = here.marks.keys();
    here.marks.set(day ?? 0, 'AAAAAQ==');
    expect(here.before()).toBeUndefined();
    expect((await here.read()).tally.facts.counted).toBe(10 * 7 * 48);
  });

  it('keeps the marks of a day apart, and lets go of them when all is read', async () => {
    const here = served();
    await here.read(4);
    expect(here.marks.size).toBeGreaterThan(10);
    await here.read();
    expect(here.marks.size).toBe(0);
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
