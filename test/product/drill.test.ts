import { afterEach, describe, expect, it } from 'vitest';
import { harborShop } from '../../playground/zendesk/seeds.ts';
import { lengthNeeded } from '../../src/migration/plan.ts';
import { estimateOf } from '../../src/migration/run/practice/estimate.ts';
import { MINUTE_MS } from '../../src/migration/time.ts';
import { MINUTE, passTo, posted } from '../support/night.ts';
import { type TestWorld, testWorld } from '../support/world.ts';

let world: TestWorld;

afterEach(async () => {
  await world?.stop();
});

/** An account that was never looked up, so that nothing but the drill could ask Zendesk for anything. */
async function team(): Promise<TestWorld> {
  world = await testWorld([harborShop({ plan: 'suite_enterprise' })]);
  await world.said('U0ADA', [
    { type: 'role_given', role: 'lead', user: 'U0JOON' },
    { type: 'role_given', role: 'approver', user: 'U0SOFIA' },
    { type: 'role_given', role: 'operator', user: 'U0MINA' },
    { type: 'role_given', role: 'backup', user: 'U0DAN' },
    { type: 'setting_set', key: 'notice', value: '0h' },
    { type: 'setting_set', key: 'channel', value: 'C0MIGRATION' },
  ]);
  return world;
}

const drill = async () => (await world.migration()).practice.drills.at(-1);
const asked = async () => {
  const now = await drill();
  return now?.ended ? undefined : now?.steps[now.done.length];
};
/** Who does it on the night. */
const WHO: Readonly<Record<string, string>> = {
  'rb-1h-presence': 'U0MINA',
  'rb-1h-status-page': 'U0MINA',
  'rb-15m-stop-new': 'U0MINA',
  'rb-15m-drain': 'U0JOON',
  'rb-15m-agents-offline': 'U0JOON',
  'rb-15m-ticket-list': 'U0MINA',
  'rb-15m-final-gate:harbor': 'U0MINA',
  'rb-0-click:harbor': 'U0MINA',
  'rb-0-responses:harbor': 'U0MINA',
  'rb-2m-open-site:harbor': 'U0JOON',
  'rb-15p-test-conversation:harbor': 'U0JOON',
  'rb-2m-agents-online': 'U0JOON',
  'rb-15p-open-doors': 'U0JOON',
  'rb-15p-leftovers': 'U0JOON',
  finish: 'U0SOFIA',
};

/** Presses each step as whoever does it on the night, after so many minutes. */
async function walkThrough(minutes = 1): Promise<readonly string[]> {
  const walked: string[] = [];
  for (let key = await asked(); key !== undefined; key = await asked()) {
    await world.pass(minutes * MINUTE, 30_000);
    const who = WHO[key];
    if (who === undefined) throw new Error(`nobody does ${key}`);
    await world.press(who, `drill_step:${key}`);
    walked.push(key);
    await world.pass(1_000);
  }
  return walked;
}

describe('/migrate cutover drill', () => {
  it('walks the night’s steps with the same people, asks Zendesk for nothing, and shortens the next plan by what it took', async () => {
    await team();
    const before = { requests: world.zendesk.log().length, run: (await world.migration()).run };
    expect(await world.type('U0ADA', 'cutover harbor drill')).toContain('has begun in its channel');
    await world.pass(1_000);
    expect(await walkThrough()).toEqual(Object.keys(WHO));

    const { practice, run, stage } = await world.migration();
    expect(practice.drills.map(({ ended }) => ended?.because)).toEqual(['finished']);
    expect(world.zendesk.log().slice(before.requests)).toEqual([]);
    expect({ run, stage }).toEqual({ run: before.run, stage: 'preparing' });
    const texts = posted(world);
    const ofDrill = texts.filter((text) => text.startsWith('DRILL'));
    expect(ofDrill).toHaveLength(Object.keys(WHO).length + 2);
    expect(texts).toHaveLength(ofDrill.length);
    expect(ofDrill.at(-1)).toMatch(/From T0 to doors open: \d+ minutes/);
    expect(ofDrill.at(-1)).toContain('A window needs 30 minutes: measured in the drill of Tue 24 Nov');
    expect(world.has('drill_step')).toBe(false);
    expect(world.has('drill_stop')).toBe(false);

    expect(lengthNeeded(1, estimateOf(practice))).toBe(30 * MINUTE_MS);
    const answer = await world.type('U0ADA', 'schedule harbor 2026-11-26 02:00 30m');
    expect(answer).toContain('measured in the drill of Tue 24 Nov');
    const plan = (await world.migration()).scheduled?.plan;
    expect(plan?.estimate).toMatchObject({ first: 30, click: 15, by: { what: 'drill' } });
    expect(await world.type('U0ADA', 'cutover harbor plan')).toMatch(/took 1 minute, in the bad case 1 minute/);
  }, 60_000);

  it('practises the exchange of a key where the brand is to turn by it, with whoever does it on the night, and no app’s release', async () => {
    await team();
    await world.said('U0ADA', [
      { type: 'setting_set', key: 'path', value: 'harbor:swap' },
      { type: 'setting_set', key: 'channels', value: 'web,android' },
    ]);
    await world.type('U0ADA', 'assign harbor widget-swap-prepared <@U0KIM>');
    await world.type('U0ADA', 'cutover harbor drill');
    await world.pass(1_000);
    const steps = (await drill())?.steps ?? [];
    const swapped = Object.keys(WHO).map((step) => (step === 'rb-0-click:harbor' ? 'rb-0-swap:harbor' : step));
    expect(steps).toEqual(swapped);
    for (let step = await asked(); step !== undefined && step !== 'rb-0-swap:harbor'; step = await asked()) {
      await world.press(WHO[step] ?? '', `drill_step:${step}`);
      await world.pass(1_000);
    }
    const request = world.slack.messages('C0MIGRATION').flatMap(({ replies }) => replies.map(({ text }) => text));
    expect(request.filter((text) => text.includes('<@U0KIM>') && text.includes('harbor'))).toHaveLength(1);
    expect(await world.press('U0JOON', 'drill_step:rb-0-swap:harbor')).toContain('담당자');
    await world.press('U0KIM', 'drill_step:rb-0-swap:harbor');
    expect((await drill())?.done.at(-1)).toMatchObject({ step: 'rb-0-swap:harbor', by: 'U0KIM' });
  }, 60_000);

  it('needs the usual time before anything was measured, and says so', async () => {
    await team();
    expect(await world.type('U0ADA', 'schedule harbor 2026-11-26 02:00 30m')).toContain('at least 45 minutes');
    expect(await world.type('U0ADA', 'schedule harbor 2026-11-26 02:00 45m')).toContain('A window needs 45 minutes: the usual time');
    expect((await world.migration()).scheduled?.plan.estimate).toBeUndefined();
  }, 30_000);

  it('takes a press from whoever does it on the night, once, and tells everybody else who can', async () => {
    await team();
    await world.type('U0MINA', 'cutover harbor drill');
    await world.pass(1_000);
    expect(await world.press('U0JOON', 'drill_step:rb-1h-presence')).toMatch(/전환 담당자/);
    expect((await drill())?.done).toEqual([]);
    await world.press('U0DAN', 'drill_step:rb-1h-presence');
    await world.pass(1_000);
    const [thread] = world.slack.messages('C0MIGRATION');
    // What is read on the night would be a real click: it never stands there alone.
    expect(JSON.stringify(thread?.replies[1]?.blocks)).toContain('Only look: open the place, change nothing');
    const step = thread?.replies[0];
    expect(JSON.stringify(step?.blocks)).toContain('pressed by <@U0DAN>');
    expect(JSON.stringify(step?.blocks)).not.toContain('drill_step');
    expect((await drill())?.done.map(({ step: key, by }) => [key, by])).toEqual([['rb-1h-presence', 'U0DAN']]);
  }, 30_000);

  it('goes on after Ferry was down, and posts nothing twice', async () => {
    await team();
    await world.type('U0ADA', 'cutover harbor drill');
    await world.pass(1_000);
    await world.press('U0MINA', 'drill_step:rb-1h-presence');
    await world.down();
    await world.up();
    await world.pass(MINUTE);
    expect(posted(world).filter((text) => text.startsWith('DRILL'))).toHaveLength(3);
    await walkThrough(0.1);
    expect((await drill())?.ended?.because).toBe('finished');
    const texts = posted(world);
    expect(texts).toHaveLength(new Set(texts).size);
  }, 60_000);

  it('ends by itself after three hours, and measures nothing', async () => {
    await team();
    await world.type('U0ADA', 'cutover harbor drill');
    await world.pass(1_000);
    await world.press('U0MINA', 'drill_step:rb-1h-presence');
    await world.pass(181 * MINUTE, 5 * MINUTE);
    expect((await drill())?.ended?.because).toBe('time');
    expect(estimateOf((await world.migration()).practice)).toBeUndefined();
    expect(world.has('drill_step')).toBe(false);
    expect(posted(world).at(-1)).toContain('not walked to its end');
    expect(await world.type('U0ADA', 'cutover harbor drill stop')).toContain('That drill is over');
  }, 60_000);

  it('is stopped by a controller alone, one at a time', async () => {
    await team();
    await world.type('U0ADA', 'cutover harbor drill');
    await world.pass(1_000);
    expect(await world.type('U0SOFIA', 'cutover harbor drill')).toContain('under way already');
    expect(await world.type('U0JOON', 'cutover harbor drill stop')).toContain('할 수 있습니다');
    expect(await world.type('U0SOFIA', 'cutover harbor drill stop')).toContain('The drill is stopped');
    await world.pass(1_000);
    expect((await drill())?.ended).toMatchObject({ because: 'stopped', by: 'U0SOFIA' });
    expect(world.has('drill_step')).toBe(false);
  }, 30_000);

  it('does not begin within an hour of the night, and makes way for it', async () => {
    await team();
    await world.type('U0ADA', 'schedule harbor 2026-11-24 12:30 90m');
    await world.pass(1_000);
    expect(await world.type('U0ADA', 'cutover harbor drill')).toContain('has begun');
    await passTo(world, '2026-11-24T09:31:00Z', MINUTE);
    expect((await drill())?.ended?.because).toBe('night_near');
    await world.type('U0ADA', 'schedule harbor 2026-11-24 12:30 90m');
    expect(await world.type('U0ADA', 'cutover harbor drill')).toContain('less than an hour away');
  }, 60_000);

  it('is read in the account’s language', async () => {
    await team();
    await world.said('U0ADA', [{ type: 'setting_set', key: 'language', value: 'ko' }]);
    await world.type('U0JOON', 'cutover harbor drill');
    expect(await world.type('U0SOFIA', 'cutover harbor drill')).toContain('has begun in its channel');
    await world.pass(1_000);
    await world.press('U0MINA', 'drill_step:rb-1h-presence');
    await world.type('U0SOFIA', 'cutover harbor drill stop');
    await world.pass(1_000);
    const texts = posted(world);
    expect(texts.map((text) => text.slice(0, 2))).toEqual(['연습', '연습', '연습', '연습']);
    expect(texts.at(-1)).toContain('<@U0SOFIA> 님이 연습을 중단했습니다');
  }, 30_000);

  it('says what to type where the word is not known', async () => {
    await team();
    expect(await world.type('U0ADA', 'cutover harbor drill twice')).toContain('drill stop');
    expect(await drill()).toBeUndefined();
  }, 30_000);
});
