import { DatabaseSync } from 'node:sqlite';
import { setTimeout as pause } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { brand } from '../../playground/zendesk/seeds/parts.ts';
import { harborShop } from '../../playground/zendesk/seeds.ts';
import { nothingRead, readReport } from '../../src/checklist/readings.ts';
import { type FastWorld, fastWorld, idle, until } from '../support/process.ts';

const START = Date.parse('2026-11-24T09:00:00.000Z');
const MINUTE = 60_000;
/** More widgets than may be asked for in a minute: the look waits for its share. */
const BRANDS = Array.from({ length: 60 }, (_, index) => brand(7_100 + index, `Harbor ${index}`, `harbor${index}`));

const report = ({ database }: FastWorld) => {
  const file = new DatabaseSync(database, { readOnly: true, timeout: 2_000 });
  const row = file.prepare("select report from reports where account = 'harbor'").get();
  file.close();
  return row === undefined ? nothingRead : readReport(String(row['report']));
};

it('a look that waits for its share of the rate limit does not hold up a stop, and the next start goes on with it', async ({
  onTestFinished,
}) => {
  const seed = harborShop({});
  const world = await fastWorld([{ ...seed, plan: 'suite_team', brands: [...seed.brands, ...BRANDS] }], {
    start: START,
    rate: 1,
    mode: 'socket',
  });
  onTestFinished(() => world.stop());
  const { bot, slack, zendesk } = world;
  await bot.ferry(['import', '-'], '{"account":"harbor","subdomain":"harbor","timeZone":"Europe/Vilnius"}\n');
  await bot.ferry(['connect', 'harbor'], JSON.stringify({ support: { token: 'zd_harbor' }, chat: { token: 'chat_harbor' } }));
  bot.start();
  await world.ready();
  const asked = (path: string) => zendesk.log().filter((line) => line.path.startsWith(path)).length;
  await slack.slash('U0ADA', 'C0MIGRATION', 'check harbor');
  await until(world, 'the brands are kept', () => report(world).readings.brands?.status === 'seen');
  await untilStill(() => zendesk.log().length);
  const before = asked('/api/v2/brands');
  expect(report(world).lookedAt).toBeUndefined();

  const asksToStop = performance.now();
  expect(await bot.stop()).toBe(0);
  if (process.env['TEST_LOG']) console.info(`stopped within ${Math.round(performance.now() - asksToStop)} ms`);
  expect(performance.now() - asksToStop).toBeLessThan(2_000);
  expect(slack.ephemerals('U0ADA').at(-1)?.text).toContain('Ferry is restarting');
  const left = report(world);
  expect([left.lookedAt, left.begunAt === undefined, left.readings.brands?.status]).toEqual([undefined, false, 'seen']);
  // What was not asked is not taken for a silence of Zendesk's.
  expect(JSON.stringify(left.readings)).not.toContain('unreachable');
  expect(bot.lines().filter((line) => line.includes('"level":"error"'))).toEqual([]);

  bot.start();
  await world.ready();
  await idle(world, world.clock.now() + 6 * MINUTE, 60);
  await until(world, 'the look has ended', () => report(world).lookedAt !== undefined);
  expect(report(world).lookedAt).toBe(left.begunAt);
  expect(asked('/api/v2/brands')).toBe(before);
}, 120_000);

/** Until nothing is asked for three seconds: what is left to ask waits. */
async function untilStill(count: () => number): Promise<void> {
  for (let before = -1; before !== count(); ) {
    before = count();
    await pause(3_000);
  }
}
