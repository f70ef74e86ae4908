import { describe, expect, it } from 'vitest';
import { accountKey } from '../../src/migration/account.ts';
import type { Happening } from '../../src/migration/events.ts';
import { RUNBOOK_VERSION } from '../../src/migration/plan.ts';
import { instant } from '../../src/migration/time.ts';
import { textsIn } from '../../src/slack/locales/texts.ts';
import { showMore, showWindows } from '../../src/slack/windows/command.ts';
import { keptForecast } from '../../src/slack/windows/kept.ts';
import { sureTexts } from '../../src/slack/windows/sentences.ts';
import { type History, writeHistory } from '../../src/window/history/stored.ts';
import { Tally } from '../../src/window/history/tally.ts';
import { ACME, aStage, eventsOf, HOST, JOON, MINA, type StageOptions } from '../support/scene.ts';
import {
  chatsOf,
  countInto,
  forecastOf,
  hourOfWeek,
  type PastChat,
  NOW as READ,
  tallyOf,
  usual,
  WEEK,
} from '../support/synthetic-chats.ts';

const HOUR = 3_600_000;
const BESIDE = accountKey('beside') ?? ACME;
const read = Date.parse(READ);
const busy = { perHour: (ms: number) => usual(hourOfWeek(ms), 4), meanMinutes: 12, weeks: 12 };
const at = (beganMs: number, index: number): PastChat => ({ id: `${index}`, beganMs, lengthMs: 600_000, department: undefined });

function history(chats: readonly PastChat[], change: Partial<History> = {}): History {
  return {
    tally: tallyOf(chats),
    cursor: { time: 1, id: undefined },
    reading: false,
    readAt: READ,
    brandOf: {},
    closed: undefined,
    ...change,
  };
}

/** What a lead reads who asks for windows of this history, word for word. */
async function asked(
  kept: History,
  { beside = [], ...options }: StageOptions & { readonly beside?: readonly Happening[] } = {},
): Promise<string> {
  const stage = await aStage({ told: [{ type: 'role_given', role: 'backup', user: JOON }], ...options });
  await stage.parts.store.saveHistory(ACME, writeHistory(kept));
  for (const [index, { happened, by }] of eventsOf(...beside).entries()) await stage.parts.store.append(BESIDE, index, by, [happened]);
  await showWindows(stage.request({ user: MINA }), stage.parts);
  return stage.answers.map(({ text, blocks }) => `${text}\n${JSON.stringify(blocks)}`).at(-1) ?? '';
}

const moment = (text: string) => instant(new Date(`${text}:00Z`));

const unsure = ['nine of ten weeks', 'No chat would be cut off', 'Cuts off'];

describe('what bad input gets who asks for windows: a sentence and a safe fallback, never a confident wrong window', () => {
  it.each([
    ['an empty history', history([]), 'No chat has been read'],
    [
      'all chats at one instant',
      history(Array.from({ length: 5_000 }, (_, index) => at(read - 8 * WEEK, index))),
      'All 5000 chats fall into 1 week',
    ],
    ['two weeks only', history(chatsOf({ ...busy, weeks: 2 }, 1)), 'The history holds 1.9 weeks'],
    [
      'odd times',
      history(chatsOf(busy, 1).map((chat, index) => (index % 4 === 0 ? { ...chat, lengthMs: -60_000 } : chat))),
      'have impossible times',
    ],
    [
      'a clock a day ahead',
      history(chatsOf(busy, 1).map((chat) => ({ ...chat, beganMs: chat.beganMs + 24 * HOUR }))),
      'ahead of Zendesk’s own clock',
    ],
  ])('%s', async (_, kept, says) => {
    const text = await asked(kept);
    expect(text).toContain(says);
    expect(text).toContain('keep away from business hours (Mon to Fri');
    expect(text).toContain('window_choose:1');
    for (const each of unsure) expect(text).not.toContain(each);
  });

  it('ten chats a week: an hour of the day that was bare in every week is rare, and is not said to be empty', async () => {
    for (let seed = 0; seed < 3; seed += 1) {
      // From nine in the morning to nine in the evening in Seoul.
      const text = await asked(history(chatsOf({ ...busy, perHour: (ms) => (hourOfWeek(ms) % 24 < 12 ? 10 / 84 : 0) }, seed)));
      expect(text).toMatch(/Told from \d+ chats in 1[12] weeks/);
      const hour = Number(/Best: \w{3} \d+ \w{3}, (\d\d):/.exec(text)?.[1]);
      if (hour >= 9 && hour < 21) expect(text).toMatch(/^[^\n]*fewer than 0\.1 chats; none in nine of ten weeks/);
      expect(text).not.toContain('Chat is closed then');
    }
  });

  it('a clock a day behind: its pages end a day after their last chat', async () => {
    const tally = Tally.empty('chats', READ);
    tally.begin(READ);
    const all = chatsOf(busy, 1).toSorted((a, b) => a.beganMs - b.beganMs);
    for (let from = 0; from < all.length; from += 200) {
      const page = all.slice(from, from + 200);
      countInto(tally, page, read);
      const [first, last] = [page[0]?.beganMs ?? 0, page.at(-1)?.beganMs ?? 0];
      tally.endPage(first / 1_000 + 24 * 3_600, last / 1_000 + 24 * 3_600, page.length);
    }
    tally.settle();
    const text = await asked(history([], { tally }));
    expect(text).toContain('behind Zendesk’s own clock');
    expect(text).toContain('keep away from business hours');
    for (const each of unsure) expect(text).not.toContain(each);
  });

  it('chats of a week and longer: counted as four hours, and that is said', async () => {
    const chats = chatsOf(busy, 1).map((chat, index) =>
      index % 100 === 0 && chat.beganMs < read - WEEK ? { ...chat, lengthMs: WEEK } : chat,
    );
    const long = chats.filter(({ lengthMs }) => lengthMs === WEEK).length;
    expect(await asked(history(chats))).toContain(`${long} chats of over four hours counted as four`);
  });

  it('unordered pages: the same windows, word for word', async () => {
    const chats = chatsOf(busy, 1);
    const turned = chats.map((_, index) => chats[(index * 7_919) % chats.length] ?? at(read, 0));
    expect(new Set(turned).size).toBe(chats.length);
    expect(await asked(history(turned))).toBe(await asked(history(chats)));
  });

  it('a silence of four weeks is told first, above every window', async () => {
    const text = await asked(history(chatsOf({ ...busy, perHour: (ms) => (ms > read - 4 * WEEK ? 0 : busy.perHour(ms)) }, 1)));
    expect(text).toContain('*No chats since 2026-10-26, where many were due.*');
    expect(text.indexOf('No chats since')).toBeLessThan(text.indexOf('window_choose:1'));
    expect(text).toContain('No data, so left out: 2026-10-26..2026-11-23');
  });

  it('more pages than one question reads: what is read so far, and no window of half a history', async () => {
    const half = history(chatsOf({ ...busy, weeks: 6 }, 1), { reading: true, readAt: undefined });
    const text = await asked(half);
    expect(text).toContain('Reading the chat history');
    expect(text).not.toContain('window_choose');
  });

  it('tickets in place of chats: says why the chat history is closed', async () => {
    const tally = Tally.empty('tickets', READ);
    tally.begin(READ);
    countInto(tally, chatsOf(busy, 1), read);
    tally.settle();
    const text = await asked(history([], { tally, closed: 'token_refused' }));
    expect(text).toContain('Zendesk refuses the token for Chat’s own history');
    // A guess is not shown as a number first and called a guess at the foot.
    expect(text).toMatch(/Best: [^"]*Told from tickets, not from chats[^"]*how long they last is a guess[^"]*At the keyboard/);
  });
});

describe('windows of a history that is well', () => {
  it('name operator and backup with their clocks, the operator hours with theirs, and what the plain weeks were worth', async () => {
    const told = [
      { type: 'role_given', role: 'backup', user: JOON },
      { type: 'setting_set', key: 'operator-hours', value: '22:00-06:00' },
    ] as const;
    const text = await asked(history(chatsOf(busy, 1)), { told });
    expect(text).toContain(`At the keyboard: <@${MINA}>`);
    expect(text).toContain(`Backup: <@${JOON}>, whose clock shows`);
    expect(text).toContain('Operator hours 22:00-06:00 count by Seoul time');
    const rigid = Array.from({ length: 12 * 10 }, (_, index) => at(read - Math.floor(index / 10) * WEEK - 30 * HOUR, index));
    expect(await asked(history(rigid))).toMatch(/of what then happened, \d+ % lay in the middle half/);
  });

  it('say of the best one how sure its number is, right after the number', async () => {
    const text = await asked(history(chatsOf(busy, 1)));
    const [, held] = /Best: [^"]*Cuts off [^"]*How sure: [^"]*, (\d+) of 100 hours [^"]*At the keyboard/.exec(text) ?? [];
    expect(Number(held)).toBeGreaterThan(80);
    expect(text).toContain(`${held} % in its 90 % band`);
    expect(text.match(/How sure/g)).toHaveLength(1);
    expect(text).not.toContain('from tickets');
  });

  it('say that the number was not checked where no week could be kept aside', () => {
    const told = forecastOf(chatsOf(busy, 1));
    if (told.kind === 'none') throw new Error(told.why.kind);
    const unproved = { slots: 0, inHalf: undefined, inMost: undefined, loss: 0 };
    const forecast = { ...told, by: 'plain', tests: { plain: unproved, model: unproved } } as const;
    expect(sureTexts({ forecast }, textsIn('en'))).toEqual(['How sure: not checked, as too few weeks are known to keep some aside.']);
  });

  it('leave the account’s own holidays out and offer none of them, by the country that was set', async () => {
    const plain = await asked(history(chatsOf(busy, 1)));
    const [, first = ''] = /Best: (\w{3} \d+ \w{3}),/.exec(plain) ?? [];
    const day = new Date(`${first} 2026 12:00Z`).toISOString().slice(0, 10);
    const told = [
      { type: 'setting_set', key: 'holidays', value: day },
      { type: 'setting_set', key: 'country', value: 'DE-BY' },
    ] as const;
    const text = await asked(history(chatsOf(busy, 1)), { told });
    expect(text).toContain('Public holidays (DE-BY) are left out and not offered');
    expect(text).toContain('1 holiday of your own is, too');
    expect(text).not.toContain(`Best: ${first},`);
  });

  it('are kept with all the quarters that they touch, and with what is to be live as they open', async () => {
    const stage = await aStage();
    await stage.parts.store.saveHistory(ACME, writeHistory(history(chatsOf(busy, 1))));
    const kept = (opens: string, closes: string) =>
      keptForecast(stage.request(), stage.parts, { opensAt: moment(`2026-12-01T${opens}`), closesAt: moment(`2026-12-01T${closes}`) });
    const [onGrid, off] = [await kept('03:00', '04:00'), await kept('03:07', '03:52')];
    expect(off).toEqual(onGrid);
    expect(onGrid?.opening?.mean).toBeGreaterThan(0);
    expect(onGrid?.opening?.mean).toBeLessThan((onGrid?.mean ?? 0) / 2);
  });

  it('reckon with a worse bad case after a night that was busier than told, and say so', async () => {
    const { opensAt, closesAt } = { opensAt: moment('2026-11-24T08:50'), closesAt: moment('2026-11-24T09:35') };
    const plan = {
      opensAt,
      closesAt,
      timeZone: 'Asia/Seoul',
      brands: [{ subdomain: HOST, path: 'convert' as const }],
      operator: MINA,
      runbookVersion: RUNBOOK_VERSION,
    };
    const night = (active: number) =>
      [
        { type: 'scheduled', plan },
        { type: 'forecast_kept', forecast: { source: 'chats', by: 'model', mean: 1, median: 1, p90: 3, weeks: 12 } },
        { type: 'live_chats_read', live: { status: 'seen', incoming: 0, assigned: 0, active } },
        { type: 't0_reached' },
      ] as const;
    const busier = await asked(history(chatsOf(busy, 1)), { told: night(9) });
    expect(busier).toContain('1 of 1 earlier night was busier than told, so the bad case is now the one that 95 of 100 weeks stay below');
    expect(await asked(history(chatsOf(busy, 1)), { told: night(2) })).not.toContain('earlier night');
  });

  it('leave room round the window that the operator has on another account', async () => {
    const best = (answer: string) => /Best: ([^(]*)/.exec(answer)?.[1] ?? '';
    const kept = history(chatsOf(busy, 1));
    const alone = await asked(kept);
    expect(best(alone)).toBe('Sat 28 Nov, 16:00–16:45 ');
    const plan = {
      opensAt: moment('2026-11-28T07:00'),
      closesAt: moment('2026-11-28T07:45'),
      timeZone: 'UTC',
      brands: [{ subdomain: HOST, path: 'convert' as const }],
      operator: MINA,
      runbookVersion: RUNBOOK_VERSION,
    };
    const beside = async (operator: string) => asked(kept, { beside: [{ type: 'scheduled', plan: { ...plan, operator } }] });
    // Just as quiet, a week later.
    expect(best(await beside(MINA))).toBe('Sat 5 Dec, 16:00–16:45 ');
    expect(best(await beside(JOON))).toBe(best(alone));
  });

  it('go on after nine as long as there are more', async () => {
    const stage = await aStage();
    await stage.parts.store.saveHistory(ACME, writeHistory(history(chatsOf(busy, 1))));
    for (const from of [6, 9, 12]) await showMore(stage.request(), stage.parts, from);
    const texts = stage.answers.map((answer) => JSON.stringify(answer));
    for (const [index, text] of texts.entries()) {
      expect(text).toContain(`window_choose:${6 + 3 * index + 1}`);
      expect(text).toContain('windows_more');
    }
  });

  it('tell of the quieter window that only a rule kept away', async () => {
    // Nobody chats on Friday nights; on others somebody always does.
    const fridays = {
      ...busy,
      perHour: (ms: number) => (new Date(ms + 9 * HOUR).getUTCDay() === 5 && new Date(ms + 9 * HOUR).getUTCHours() < 6 ? 0 : 12),
    };
    expect(await asked(history(chatsOf(fridays, 1)))).toMatch(
      /Not offered: Fri [^"]*No chat would be cut off, but Ferry offers no Fridays/,
    );
  });
});
