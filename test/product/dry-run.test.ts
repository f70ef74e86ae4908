import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { brand } from '../../playground/zendesk/seeds/parts.ts';
import { MINUTE, posted, prepared, schedule } from '../support/night.ts';
import type { TestWorld } from '../support/world.ts';

describe('the dry-run of a plan for two brands', () => {
  let world: TestWorld;
  let before: { readonly version: number; readonly posts: readonly string[]; readonly writes: number };
  const now = async () => ({
    version: (await world.migration()).version,
    posts: posted(world),
    writes: world.zendesk.log().filter(({ method }) => method !== 'GET').length,
  });

  beforeAll(async () => {
    world = await prepared({
      plan: 'suite_enterprise',
      brands: [brand(7_001, 'Harbor Outdoor', 'harbor'), brand(7_002, 'Harbor Kids', 'harborkids')],
    });
    await world.type('U0ADA', 'settings harbor brands harbor,harborkids');
    await schedule(world);
    await world.pass(2 * MINUTE);
    before = await now();
  });
  afterAll(() => world.stop());

  it.each([
    ['U0ADA', 'en'],
    ['U0JOON', 'ko'],
  ])('is the exact ordered plan with the gates as they look now, word for word: %s reads %s', async (user, language) => {
    // Whole looks one upon the other wait for their share of Chat's requests: the minute begins anew for each.
    await world.pass(MINUTE);
    const expected = readFileSync(join(import.meta.dirname, `dry-run.${language}.txt`), 'utf8');
    expect(`${await shown(world, user)}\n`).toBe(expected);
  });

  it('writes nothing, asks nobody and posts nothing', async () => {
    expect(await now()).toEqual(before);
  });
});

describe('the dry-run of a plan in which one brand turns by its key', () => {
  let world: TestWorld;
  const OLD = '00007001-5eed-4000-8000-000000000001';
  const NEW = '00007001-5eed-4000-8000-000000000002';

  beforeAll(async () => {
    world = await prepared({
      plan: 'suite_enterprise',
      brands: [brand(7_001, 'Harbor Outdoor', 'harbor'), brand(7_002, 'Harbor Kids', 'harborkids')],
    });
    for (const setting of [
      'brands harbor,harborkids',
      'path harbor:swap',
      `swap-keys harbor:${OLD}>${NEW}`,
      'key-pages https://www.harbor.example/,https://www.harborkids.example/',
      'routing-trigger Web Chat',
      'channels web,ios',
    ])
      await world.type('U0ADA', `settings harbor ${setting}`);
    await schedule(world);
    await world.pass(2 * MINUTE);
  });
  afterAll(() => world.stop());

  it.each([
    ['U0ADA', 'en'],
    ['U0JOON', 'ko'],
  ])('tells the exchange, its keys and pages, the trigger and the apps, word for word: %s reads %s', async (user, language) => {
    const expected = readFileSync(join(import.meta.dirname, `dry-run-swap.${language}.txt`), 'utf8');
    expect(`${await shown(world, user)}\n`).toBe(expected);
  });
});

/** What this person is shown, as they read it. */
async function shown(world: TestWorld, user: string): Promise<string> {
  const count = world.slack.ephemerals(user).length;
  await world.type(user, 'cutover harbor dry-run');
  return world.slack
    .ephemerals(user)
    .slice(count)
    .flatMap(({ blocks }) => blocks)
    .map(
      (block) =>
        JSON.parse(JSON.stringify(block)) as {
          readonly text?: { readonly text: string };
          readonly elements?: readonly { readonly text: string }[];
        },
    ) // blocks of ours
    .map(({ text, elements }) => text?.text ?? elements?.map((each) => each.text).join(' ') ?? '')
    .join('\n');
}
