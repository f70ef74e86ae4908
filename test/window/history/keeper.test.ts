import { describe, expect, it } from 'vitest';
import { movableClock } from '../../../playground/clock.ts';
import type { Migration } from '../../../src/migration/migration.ts';
import { replay } from '../../../src/migration/migration.ts';
import { instant, later, MINUTE_MS } from '../../../src/migration/time.ts';
import { historyKeeper } from '../../../src/window/history/keeper.ts';
import { readHistory } from '../../../src/window/history/stored.ts';
import { type ChatCursor, type CountChat, ZendeskUnavailable } from '../../../src/zendesk/port.ts';
import { memoryStore } from '../../support/memory-store.ts';
import { ACME, eventsOf } from '../../support/scene.ts';

const NOW = Date.UTC(2026, 10, 24, 12);
const PAGES = 100;
const A_PAGE = 50;
const STEP = 60;
const FROM = NOW / 1_000 - PAGES * A_PAGE * STEP - 3_600;

const quiet: Migration = { ...replay(eventsOf()), spokenAt: undefined };

/** An export of a hundred pages, a store, and as many processes as a test starts. */
function aServer() {
  const clock = movableClock(NOW, 0);
  const store = memoryStore(() => instant(new Date(clock.now())));
  const asked: ChatCursor[] = [];
  const server = { isAway: false };
  const pastChats = async (from: ChatCursor, count: CountChat) => {
    asked.push(from);
    const page = Math.max(0, Math.round((from.time - FROM) / (A_PAGE * STEP)));
    for (let index = 0; index < A_PAGE && page < PAGES; index += 1) {
      if (server.isAway && index === A_PAGE / 2) throw new ZendeskUnavailable('the export');
      count(page * A_PAGE + index, (FROM + (page * A_PAGE + index) * STEP) * 1_000, 60_000, 'a');
    }
    return { chats: A_PAGE, next: { time: FROM + (page + 1) * A_PAGE * STEP, id: undefined }, last: page + 1 >= PAGES };
  };
  const marks = { read: 0 };
  const counted = {
    ...store,
    historyMarks: (account: typeof ACME) => {
      marks.read += 1;
      return store.historyMarks(account);
    },
  };
  const zendesk = { pastChats, chatTicketTimes: async () => [] };
  const start = () =>
    historyKeeper({
      store: counted,
      zendeskOf: async () => zendesk,
      clock: () => instant(new Date(clock.now())),
    });
  return {
    asked,
    server,
    start,
    marksRead: () => marks.read,
    chats: async () => readHistory(await store.history(ACME))?.tally.facts.counted,
    /** When it is to be looked at again, and then. */
    round: async (keeper: ReturnType<typeof historyKeeper>, migration = quiet) => {
      clock.jump(clock.now() + 31 * MINUTE_MS);
      const before = asked.length;
      await keeper.topUp(ACME, migration);
      return asked.length - before;
    },
  };
}

describe('the keeper of histories', () => {
  it('reads a few pages a round while people are at work on the account or a window is near, and many while nobody is', async () => {
    const here = aServer();
    const keeper = here.start();
    await keeper.read(ACME, quiet, 1);
    expect(await here.round(keeper)).toBe(40);
    const spoken = { ...quiet, spokenAt: later(instant(new Date(NOW)), 60 * MINUTE_MS) };
    expect(await here.round(keeper, spoken)).toBe(5);
  });

  it('keeps what it is reading in memory from one round to the next', async () => {
    const here = aServer();
    const keeper = here.start();
    await keeper.read(ACME, quiet, 1);
    for (let round = 0; round < 2; round += 1) await here.round(keeper);
    expect(here.marksRead()).toBe(0);
    await here.round(here.start());
    expect(here.marksRead()).toBe(1);
    expect(await here.chats()).toBe(PAGES * A_PAGE);
  });

  it('goes on from what another process has written since', async () => {
    const here = aServer();
    const [one, other] = [here.start(), here.start()];
    await one.read(ACME, quiet, 10);
    await other.read(ACME, quiet, 30);
    await one.read(ACME, quiet, 5);
    expect(here.asked.at(-1)?.time).toBe(FROM + 44 * A_PAGE * STEP);
    expect(await here.chats()).toBe(45 * A_PAGE);
  });

  it('forgets a page that broke off in the middle, and counts its chats once', async () => {
    const here = aServer();
    const keeper = here.start();
    await keeper.read(ACME, quiet, 10);
    here.server.isAway = true;
    await here.round(keeper);
    here.server.isAway = false;
    expect(await here.chats()).toBe(10 * A_PAGE);
    await keeper.read(ACME, quiet, 1_000);
    expect(await here.chats()).toBe(PAGES * A_PAGE);
  });
});
