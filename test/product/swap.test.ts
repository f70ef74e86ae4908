import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { fingerprint } from '../../src/migration/plan.ts';
import { MINUTE, passTo, posted, prepared, schedule, signEverything, throughTheDrain, toTheDrain, typePhrase } from '../support/night.ts';
import type { TestWorld } from '../support/world.ts';

const OLD = '00007001-5eed-4000-8000-000000000001';
const NEW = '00007001-5eed-4000-8000-000000000002';
const HOME = 'https://www.harbor.example/';
const CONTACT = 'https://www.harbor.example/contact';

let world: TestWorld;
const desk = () => world.zendesk.account('harbor');
const thread = () => posted(world);
const keys = async () => (await world.migration()).run.watch.keys['harbor'];

/** Everything that a swap of harbor needs, but for the window. */
async function swapSet(): Promise<void> {
  await world.type('U0ADA', 'settings harbor path harbor:swap');
  await world.type('U0ADA', `settings harbor swap-keys harbor:${OLD}>${NEW}`);
  await world.type('U0ADA', `settings harbor key-pages ${HOME},${CONTACT}`);
}

/** Up to the request for the exchange, which is asked of Kim: the preparation is assigned to her. */
async function toTheExchange(): Promise<void> {
  await world.type('U0ADA', 'assign harbor widget-swap-prepared <@U0KIM>');
  await toTheDrain(world);
  await throughTheDrain(world);
  expect(JSON.stringify(await typePhrase(world, 'convert harbor'))).toContain('swap harbor');
  await typePhrase(world, 'swap harbor');
  await passTo(world, '2026-11-24T10:31:00Z');
}

beforeEach(async () => {
  world = await prepared();
}, 60_000);
afterEach(async () => {
  await world?.stop();
});

describe('a brand that turns by its pages’ key', () => {
  it('cannot be planned without its keys, nor without a page that shows the old one', async () => {
    await world.type('U0ADA', 'settings harbor path harbor:swap');
    expect(await world.type('U0ADA', 'schedule harbor 2026-11-24 12:30 90m')).toContain('settings harbor swap-keys harbor:OLD>NEW');
    await world.type('U0ADA', `settings harbor swap-keys harbor:${OLD}>${NEW}`);
    expect(await world.type('U0ADA', 'schedule harbor 2026-11-24 12:30 90m')).toContain('no key page shows its old key now');
    desk().exchangeKey('harbor', 'new', [CONTACT]);
    await world.type('U0ADA', `settings harbor key-pages ${CONTACT}`);
    expect(await world.type('U0ADA', 'schedule harbor 2026-11-24 12:30 90m')).toContain('no key page shows its old key now');
    expect((await world.migration()).scheduled).toBeUndefined();
    await world.type('U0ADA', `settings harbor key-pages ${HOME},${CONTACT}`);
    await schedule(world);
    expect((await world.migration()).scheduled?.plan.brands).toEqual([
      { subdomain: 'harbor', path: 'swap', keys: { from: OLD, to: NEW, pages: [HOME] } },
    ]);
  }, 120_000);

  it('is signed with its keys and pages, and marked as not from the article', async () => {
    await swapSet();
    await schedule(world);
    const request = JSON.stringify(world.slack.messages('C0MIGRATION').find(({ text }) => text.includes('cutover plan'))?.blocks);
    expect(request).toContain(`\`${OLD}\` becomes \`${NEW}\` on ${HOME}, ${CONTACT}`);
    expect(request).toContain('not from Zendesk');
    expect(request).toContain('The way back is the old key');
    expect(request).not.toContain('cannot be returned by ourselves');
    const { scheduled } = await world.migration();
    if (scheduled === undefined) throw new Error('nothing is planned');
    const [brand] = scheduled.plan.brands;
    const other = { ...scheduled.plan, brands: brand?.keys ? [{ ...brand, keys: { ...brand.keys, pages: [HOME] } }] : [] };
    expect(fingerprint(other)).not.toBe(fingerprint(scheduled.plan));
  }, 120_000);

  it('walks the night: asked of the web developer, claimed, and proved on every page from outside; the widget’s config stays Classic', async () => {
    await swapSet();
    await toTheExchange();
    expect(thread().some((text) => text.includes('<@U0KIM>: Exchange the snippet key'))).toBe(true);
    expect(JSON.stringify(world.slack.messages('C0MIGRATION'))).toContain(`\`${OLD}\` → \`${NEW}\``);
    expect(await world.press('U0JOON', 'step_confirm:rb-0-swap:harbor')).toContain('담당자');
    expect((await world.migration()).run.steps['rb-0-swap:harbor']?.said).toEqual([]);
    await world.press('U0KIM', 'step_confirm:rb-0-swap:harbor');
    desk().exchangeKey('harbor', 'new', [HOME]);
    await passTo(world, '2026-11-24T10:34:00Z');
    expect(await keys()).toMatchObject({ keys: 'partly', page: CONTACT });
    expect((await world.migration()).run.steps['rb-2m-config:harbor']?.done).toBeUndefined();
    desk().exchangeKey('harbor', 'new');
    await passTo(world, '2026-11-24T10:37:00Z');
    const proved = await world.migration();
    expect(proved.run.steps['rb-2m-config:harbor']?.done).toMatchObject({ how: 'seen', saw: expect.stringMatching(/×[3-9]/) });
    expect(proved.run.watch.widgets['harbor']).toBeUndefined();
    expect(desk().account.brands[0]?.widget).toBe('classic');
    expect(await world.type('U0DAN', 'cutover harbor')).toContain(
      'Can be undone until the next window is planned: harbor. The old key is put back by <@U0KIM>',
    );
    expect(await world.type('U0DAN', 'why harbor')).toContain('The old key is put back by <@U0KIM>');

    desk().allAgents('online');
    desk().startConversation({ brand: 'harbor', group: 9001 });
    await passTo(world, '2026-11-24T10:44:00Z');
    for (const step of ['rb-2m-open-site:harbor', 'rb-15p-test-conversation:harbor']) await world.press('U0JOON', `step_confirm:${step}`);
    await passTo(world, '2026-11-24T10:58:00Z');
    await world.press('U0JOON', 'step_confirm:rb-15p-open-doors');
    await world.press('U0SOFIA', 'cutover_finish');
    await world.pass(MINUTE);
    const live = await world.migration();
    expect([live.stage, live.liveBrands]).toEqual(['live', ['harbor']]);
    // Nothing is left to turn, and nobody is told that the brand has gone back: its config never was messaging.
    expect(await world.type('U0ADA', 'schedule harbor 2026-11-25 12:30 90m')).toContain('harbor');
    expect((await world.migration()).scheduled?.version).toBe(live.scheduled?.version);
    await world.pass(15 * MINUTE, MINUTE);
    expect(thread().filter((text) => /had not asked for|shows Web Widget|does not show its new key/.test(text))).toEqual([]);
  }, 120_000);

  it('is not gone on with before the new channel is prepared: hard, and only for a swap', async () => {
    await world.type('U0ADA', 'undo harbor widget-swap-prepared');
    await schedule(world);
    await signEverything(world);
    const blocks = async () => ((await world.migration()).run.gates['G2']?.blockers ?? []).map(({ id }) => id);
    expect(await blocks()).not.toContain('widget-swap-prepared');
    await swapSet();
    await world.type('U0ADA', 'schedule harbor 2026-11-24 12:45 90m');
    await world.pass(2 * MINUTE);
    expect(await blocks()).toContain('widget-swap-prepared');
    expect(await world.type('U0ADA', 'waive harbor widget-swap-prepared no time')).toContain('cannot be waived');
  }, 120_000);

  it('says that the old key is still there ten minutes after the word, and calls nothing done', async () => {
    await swapSet();
    await toTheExchange();
    await world.press('U0KIM', 'step_confirm:rb-0-swap:harbor');
    await passTo(world, '2026-11-24T10:42:00Z');
    expect(
      thread().filter((text) => text.includes('was reported as exchanged ten minutes ago') && text.includes(`${HOME}. <@U0KIM>`)),
    ).toHaveLength(1);
    expect((await world.migration()).run.steps['rb-2m-config:harbor']?.done).toBeUndefined();
    expect(world.has('cutover_finish')).toBe(false);
  }, 120_000);

  it('keeps the gate shut while a page does not show the old key alone', async () => {
    await swapSet();
    await toTheDrain(world);
    desk().account.brands[0]?.site.set(CONTACT, 'new');
    await throughTheDrain(world);
    await passTo(world, '2026-11-24T10:26:00Z');
    expect(world.has('gate_open')).toBe(false);
    expect((await world.migration()).run.gates['G3:harbor']?.blockers).toContainEqual({ kind: 'widget', id: 'harbor', why: CONTACT });
    expect(thread().filter((text) => text.includes('already shows the new key, and Ferry had not asked for it'))).toHaveLength(1);
  }, 120_000);

  it('tells once of a new key that is gone again after it was proved', async () => {
    await swapSet();
    await toTheExchange();
    await world.press('U0KIM', 'step_confirm:rb-0-swap:harbor');
    desk().exchangeKey('harbor', 'new');
    await passTo(world, '2026-11-24T10:36:00Z');
    expect((await world.migration()).run.steps['rb-2m-config:harbor']?.done).toBeDefined();
    desk().exchangeKey('harbor', 'old', [CONTACT]);
    await passTo(world, '2026-11-24T10:50:00Z');
    expect(thread().filter((text) => text.includes('does not show its new key alone any more') && text.includes(CONTACT))).toHaveLength(1);
  }, 120_000);
});

describe('the way back of a swapped brand', () => {
  beforeEach(async () => {
    await swapSet();
    await toTheExchange();
    await world.press('U0KIM', 'step_confirm:rb-0-swap:harbor');
    desk().exchangeKey('harbor', 'new');
    await passTo(world, '2026-11-24T10:36:00Z');
  }, 120_000);

  it('is asked of the web developer, proved in the same way, and ends the plan: the brand is to be turned again', async () => {
    expect(desk().account.routing['chat_limit']).toMatchObject({ limit: 1 });
    const said = await world.type('U0SOFIA', 'cutover harbor rollback the page is broken');
    expect(said).toContain('The web developer puts the old key back');
    expect(said).not.toContain('Subject: Return a converted Web Widget');
    await world.pass(MINUTE);
    expect(thread().some((text) => text.includes('<@U0KIM>: Put the old snippet key back on the pages of harbor'))).toBe(true);
    expect(await world.type('U0DAN', 'cutover harbor')).toContain('On the way back: harbor. The old key is put back by <@U0KIM>');
    await world.press('U0KIM', 'step_confirm:rb-0-swap-back:harbor');
    await passTo(world, '2026-11-24T10:50:00Z');
    expect((await world.migration()).run.broughtBack['harbor']).toBeUndefined();
    expect(thread().filter((text) => text.includes('was reported as back ten minutes ago'))).toHaveLength(1);
    expect(thread().some((text) => text.includes('does not show its new key'))).toBe(false);
    desk().exchangeKey('harbor', 'old');
    await world.pass(40_000);
    // Seen once or twice is not proved.
    expect((await world.migration()).run.broughtBack['harbor']).toBeUndefined();
    await passTo(world, '2026-11-24T10:54:00Z');
    const back = await world.migration();
    expect([back.stage, back.lastEnd?.because, back.scheduled]).toEqual(['preparing', 'returned', undefined]);
    expect(thread().filter((text) => text.includes('harbor is back on live chat'))).toHaveLength(1);
    const taken = thread().filter((text) => text.includes('The cutover of harbor was taken back'));
    expect(taken.map((text) => text.startsWith('harbor · taken back'))).toEqual([true, false]);
    expect(thread().some((text) => text.includes('does not happen'))).toBe(false);
    await world.until('the limit is put back', async () => {
      await world.pass(10_000);
      return JSON.stringify(desk().account.routing['chat_limit']).includes('"limit":3');
    });
    await world.type('U0ADA', 'schedule harbor 2026-11-25 12:30 90m');
    expect((await world.migration()).scheduled?.plan.brands).toMatchObject([{ subdomain: 'harbor', path: 'swap' }]);
  }, 120_000);

  it('goes on where it was after the bot was down, and proves nothing that was not seen', async () => {
    await world.type('U0SOFIA', 'cutover harbor rollback');
    await world.pass(MINUTE);
    await world.down();
    desk().exchangeKey('harbor', 'old', [HOME]);
    await world.up();
    await world.pass(3 * MINUTE);
    expect(await keys()).toMatchObject({ keys: 'partly', page: CONTACT });
    expect((await world.migration()).run.broughtBack['harbor']).toBeUndefined();
    desk().exchangeKey('harbor', 'old');
    await world.pass(3 * MINUTE);
    expect((await world.migration()).lastEnd?.because).toBe('returned');
  }, 120_000);
});

describe('a plan whose keys are changed', () => {
  it('is another plan: what was signed for the old one is void', async () => {
    await swapSet();
    await schedule(world);
    await signEverything(world);
    const before = await world.migration();
    await world.type('U0ADA', `settings harbor swap-keys harbor:${OLD}>${NEW.replace(/2$/, '3')}`);
    await world.type('U0ADA', 'schedule harbor 2026-11-24 12:30 90m');
    await world.pass(MINUTE);
    const after = await world.migration();
    expect(after.scheduled?.version).not.toBe(before.scheduled?.version);
    const of = after.scheduled && fingerprint(after.scheduled.plan);
    expect(after.signOffs.some((one) => one.statement === 'plan' && one.of === of)).toBe(false);
  }, 120_000);
});
