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

  /** What this person is shown, as they read it. */
  async function shown(user: string): Promise<string> {
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

  it.each([
    ['U0ADA', 'en'],
    ['U0JOON', 'ko'],
  ])('is the exact ordered plan with the gates as they look now, word for word: %s reads %s', async (user, language) => {
    // Whole looks one upon the other wait for their share of Chat's requests: the minute begins anew for each.
    await world.pass(MINUTE);
    const expected = readFileSync(join(import.meta.dirname, `dry-run.${language}.txt`), 'utf8');
    expect(`${await shown(user)}\n`).toBe(expected);
  });

  it('writes nothing, asks nobody and posts nothing', async () => {
    expect(await now()).toEqual(before);
  });
});
