import { afterEach, describe, expect, it } from 'vitest';
import type { AccountSeed } from '../../playground/zendesk/model/seed.ts';
import { brand } from '../../playground/zendesk/seeds/parts.ts';
import { harborGroup, harborShop } from '../../playground/zendesk/seeds.ts';
import { type TestWorld, testWorld } from '../support/world.ts';

let world: TestWorld;
afterEach(() => world.stop());

async function shop(change: Partial<AccountSeed> = {}): Promise<TestWorld> {
  world = await testWorld([harborShop({ overlappingPages: true, historyWeeks: 9, ...change })]);
  await world.said('U0ADA', [
    { type: 'role_given', role: 'operator', user: 'U0MINA' },
    { type: 'role_given', role: 'approver', user: 'U0SOFIA' },
    { type: 'role_given', role: 'lead', user: 'U0JOON' },
    { type: 'setting_set', key: 'channel', value: 'C0MIGRATION' },
  ]);
  return world;
}

const seen = (user: string) => world.slack.ephemerals(user).map(({ text, blocks }) => `${text}\n${JSON.stringify(blocks)}`);
const last = (user: string) => seen(user).at(-1) ?? '';

async function asked(user = 'U0ADA', words = 'windows harbor'): Promise<string> {
  await world.type(user, words);
  await world.until('the windows', () => last(user).includes('window_choose:'));
  return last(user);
}

describe('/migrate windows', () => {
  it('reads the history, then offers three windows with cost and reason, and a picture', async () => {
    await shop();
    const text = await asked();
    expect(seen('U0ADA')[0]).toContain('Reading the chat history');
    // The shop is closed on Sundays and at night: Sunday in the operator's own day, not four in the morning.
    expect(text).toMatch(/Best: Sun 29 Nov, 09:00–09:45/);
    expect(text).toContain('No chat would be cut off');
    expect(text).toMatch(/nobody has chatted at these hours/);
    expect(text).toMatch(/Told from \d+ chats in 9 weeks/);
    expect(text).toContain('<@U0MINA>');
    for (const place of [1, 2, 3]) expect(text).toContain(`window_choose:${place}`);
    const [png] = world.slack.files().filter(({ name }) => name.endsWith('.png'));
    expect(png?.altText).toContain('Quietest');
    expect(png?.bytes.length).toBeGreaterThan(10_000);
    expect(png?.bytes.length).toBeLessThan(300_000);
  });

  it('answers the second time at once, and shows more', async () => {
    await shop();
    await asked();
    const again = await world.type('U0ADA', 'windows harbor');
    expect(again).toContain('window_choose:1');
    const more = await world.press('U0ADA', 'windows_more');
    expect(more).toMatch(/4: /);
    expect(world.has('window_choose:4')).toBe(true);
  });

  it('plans the chosen window by the same rules as by hand, keeps the forecast with it, and does it once', async () => {
    await shop();
    await asked();
    expect(await world.press('U0ADA', 'window_choose:1')).toContain('Window set: Sun 29 Nov, 09:00');
    const planned = (await world.migration()).scheduled;
    expect(planned?.plan.operator).toBe('U0MINA');
    expect(planned?.forecast).toMatchObject({ source: 'chats', p90: 0, median: 0 });
    await world.press('U0ADA', 'window_choose:1');
    expect((await world.migration()).scheduled).toEqual(planned);
    // Drawn before: another one of the same message is old now.
    expect(await world.press('U0ADA', 'window_choose:2')).toContain('earlier plan');
    expect((await world.migration()).scheduled).toEqual(planned);
  });

  it('sends the chosen window as a calendar file to channel and operator, and takes it back when it is called off', async () => {
    await shop();
    await asked();
    await world.press('U0ADA', 'window_choose:1');
    // A file has its name before it has come whole.
    const calendars = () => world.slack.files().filter(({ name, bytes }) => name.endsWith('.ics') && bytes.length > 0);
    await world.until('both files', () => calendars().length === 2);
    await world.pass(20_000);
    const places = calendars().flatMap(({ shares }) => shares.map(({ channel }) => channel));
    expect(places).toContain('C0MIGRATION');
    expect(places.some((place) => place.startsWith('D'))).toBe(true);
    const [text = ''] = calendars().map(({ bytes }) => Buffer.from(bytes).toString());
    expect(text).toMatch(/METHOD:PUBLISH[\s\S]*UID:harbor-\d+@ferry[\s\S]*DTSTART:20261129T070000Z\r\nDTEND:20261129T074500Z/);
    await world.type('U0ADA', 'cutover harbor cancel');
    await world.press('U0ADA', 'cutover_cancel').catch(() => undefined);
    await world.until('both taken back', () => calendars().length === 4);
    const off = Buffer.from(calendars().at(-1)?.bytes ?? []).toString();
    expect(off).toMatch(/METHOD:CANCEL[\s\S]*STATUS:CANCELLED/);
    expect(/UID:(\S+)/.exec(off)?.[1]).toBe(/UID:(\S+)/.exec(text)?.[1]);
  });

  it('lets only an admin choose, and says who that is', async () => {
    await shop();
    await asked('U0JOON');
    expect(await world.press('U0JOON', 'window_choose:1')).toContain('<@U0ADA>');
    expect((await world.migration()).scheduled).toBeUndefined();
  });

  it('reads on by itself once a day from then on, and after a restart', async () => {
    await shop();
    await asked();
    const pages = () => world.zendesk.log().filter(({ path }) => path.includes('incremental/chats')).length;
    const first = pages();
    await world.pass(23 * 3_600_000, 3_600_000);
    expect(pages()).toBe(first);
    await world.pass(2 * 3_600_000, 600_000);
    await world.until('the next day’s page', () => pages() > first);
    const second = pages();
    await world.down();
    world.clock.jump(world.clock.now() + 25 * 3_600_000);
    await world.up();
    await world.pass(120_000);
    await world.until('the page after the restart', () => pages() > second);
  });

  it('speaks Korean to who reads Korean', async () => {
    await shop();
    const text = await asked('U0JOON');
    expect(text).toContain('한가한 시간대');
    expect(text).toContain('끊기는 채팅');
    expect(text).not.toMatch(/Behind the best|Cuts off/);
  });

  it('labels tickets as tickets where the chat history is closed', async () => {
    await shop();
    world.zendesk.account('harbor').fault({ mode: 'forbidden', family: 'chat' });
    await world.type('U0ADA', 'windows harbor');
    // A search a day of twelve weeks, within a quarter of the hundred searches a minute that Zendesk allows.
    await world.pass(6 * 60_000);
    await world.until('the windows', () => last('U0ADA').includes('window_choose:'));
    const text = last('U0ADA');
    expect(text).toContain('Told from tickets, not from chats');
  });

  it('offers no forecast of two weeks, and says what it offers instead', async () => {
    await shop({ historyWeeks: 2 });
    const text = await asked();
    expect(text).toMatch(/The history holds [\d.]+ weeks of chats/);
    expect(text).toContain('keep away from business hours');
    expect(text).not.toContain('nine of ten');
    await world.press('U0ADA', 'window_choose:1');
    expect((await world.migration()).scheduled?.forecast).toBeUndefined();
  });

  it('says so when Zendesk is away, and offers nothing as if it were known', async () => {
    await shop();
    world.zendesk.account('harbor').fault({ mode: '500' });
    await world.type('U0ADA', 'windows harbor');
    await world.pass(60_000);
    await world.until('the windows', () => last('U0ADA').includes('window_choose:'));
    const text = last('U0ADA');
    expect(text).toContain('Zendesk could not be reached');
    expect(text).toContain('nothing can be forecast');
  });

  it('names the rule that stands in the way, and what relaxing it would give', async () => {
    await shop();
    await world.type('U0ADA', 'settings harbor black-outs 2026-11-01..2027-12-31');
    await world.type('U0ADA', 'windows harbor');
    await world.until('the answer', () => last('U0ADA').includes('No window fits'));
    expect(last('U0ADA')).toContain('black-outs stand in the way');
  });

  it('gives a picture only to who holds a role', async () => {
    await shop({ brands: [brand(7_001, 'Harbor Outdoor', 'harbor')] });
    await asked('U0DAN');
    expect(world.slack.files()).toEqual([]);
  });

  it('shows what brands cost together and each alone, where departments tell them apart', async () => {
    world = await testWorld([harborGroup({ overlappingPages: true })]);
    await world.type('U0ADA', 'check harborgroup');
    const text = await asked('U0ADA', 'windows harborgroup');
    expect(text).toContain('All brands in one window');
    for (const name of ['Harbor Home', 'Harbor Bikes', 'Harbor Korea']) expect(text).toContain(`${name} alone: `);
    expect(text).toMatch(/All 3 separate windows together: .{1,40}, at most \d+ if each/);
    const opened = [...text.matchAll(/Harbor (?:Home|Bikes|Korea) alone: (\w{3} \d+ \w{3}, \d\d:\d\d)/g)].map(([, window]) => window);
    expect(new Set(opened).size).toBe(3);
    expect(text).toContain('/migrate settings harborgroup brands harborgroup');
    // Korea's night is not Vilnius' night.
    const hours = [...text.matchAll(/Harbor (?:Home|Korea) alone: \w{3} \d+ \w{3}, (\d\d:\d\d)/g)].map(([, hour]) => hour);
    expect(new Set(hours).size).toBe(2);
  });
});
