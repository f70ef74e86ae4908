import { describe, expect, it } from 'vitest';
import { PageUnreachable } from '../../src/checklist/look/site/port.ts';
import { undoables } from '../../src/cutover/control/undoable.ts';
import { clickAt, hasSwapped, turnsBy } from '../../src/cutover/phases.ts';
import { linesAfterwards } from '../../src/cutover/steps/steps.ts';
import { watchKeys } from '../../src/cutover/steps/turn/watch-keys.ts';
import { waits } from '../../src/cutover/waits.ts';
import type { Subdomain } from '../../src/migration/account.ts';
import type { Happening } from '../../src/migration/events.ts';
import { fingerprint, type SwapKeys } from '../../src/migration/plan.ts';
import { viewOf } from '../../src/migration/run/earlier.ts';
import { HOUR_MS, MINUTE_MS, SECOND_MS } from '../../src/migration/time.ts';
import { drifted } from '../../src/ops/rounds/changes.ts';
import { postsOf } from '../../src/slack/posts/announce.ts';
import { help, key, planned, type SmallWorld, shop, smallWorld } from '../support/small-world.ts';

const KEYS: SwapKeys = { from: '00007001-aaaa', to: '00007001-bbbb', pages: ['https://shop.example/', 'https://shop.example/contact'] };

/** What each page shows: the old key where nothing else is set. */
async function aWorld(brands: readonly Subdomain[] = [shop]) {
  const world = await smallWorld(brands);
  const shown = new Map<string, string>();
  world.page = (address) => {
    const html = `<script src="https://static.zdassets.com/ekr/snippet.js?key=${shown.get(address) ?? KEYS.from}"></script>`;
    return { address, status: 200, policies: [], html, scripts: [] };
  };
  return { world, shown };
}

/** A plan in which these brands are swapped, signed. */
async function scheduled(world: SmallWorld, brands: readonly Subdomain[], minutes: number): Promise<void> {
  const happened = planned(world, brands, minutes);
  if (happened.type !== 'scheduled') throw new Error('no plan');
  const plan = { ...happened.plan, brands: brands.map((brand) => ({ subdomain: brand, path: 'swap' as const, keys: KEYS })) };
  const of = fingerprint(plan);
  await world.say('ADMIN', { type: 'scheduled', plan }, { type: 'sign_off_asked', statement: 'plan', of });
  await world.say('APPROVER', { type: 'signed', statement: 'plan', verdict: 'yes', of });
}

async function minutes(world: SmallWorld, count: number, everyMs = MINUTE_MS): Promise<void> {
  for (let left = count * MINUTE_MS; left > 0; left -= everyMs) {
    world.pass(everyMs);
    await world.advance();
  }
}

const exchange = (shown: Map<string, string>) => {
  for (const page of KEYS.pages) shown.set(page, KEYS.to);
};

/** A night in short: T0, the exchange, its proof, and Finish. */
async function swap(world: SmallWorld, shown: Map<string, string>, brand: Subdomain): Promise<void> {
  world.pass(MINUTE_MS);
  await world.say('OPERATOR', { type: 't0_reached' }, { type: 'tickets_listed', tickets: [] });
  exchange(shown);
  const step = `rb-0-swap:${brand}`;
  await world.say('OPERATOR', { type: 'step_begun', step }, { type: 'step_said', step }, { type: 'step_done', step, how: 'said', saw: '' });
  world.pass(MINUTE_MS);
  await world.say(
    'OPERATOR',
    { type: 'keys_read', brand, keys: 'new' },
    { type: 'step_begun', step: `rb-2m-config:${brand}` },
    { type: 'step_done', step: `rb-2m-config:${brand}`, how: 'seen', saw: 'messaging ×3' },
  );
  await world.say('APPROVER', { type: 'finished', remaining: [] });
}

const types = async (world: SmallWorld) => (await world.parts.store.read(key)).map(({ happened }) => happened.type);
const counted = async (world: SmallWorld, type: Happening['type']) => (await types(world)).filter((each) => each === type).length;

describe('a brand that was swapped', () => {
  it('shows Classic in its config for good, and is told as returned neither then nor beside the next plan', async () => {
    const { world, shown } = await aWorld([shop, help]);
    await scheduled(world, [shop], 1);
    await swap(world, shown, shop);
    await minutes(world, 60, 5 * MINUTE_MS);
    expect((await world.migration()).liveBrands).toEqual(['shop']);
    await scheduled(world, [help], 24 * 60);
    await minutes(world, 60, 5 * MINUTE_MS);
    const migration = await world.migration();
    expect(hasSwapped(shop, migration)).toBe(true);
    expect(await counted(world, 'seen_returned')).toBe(0);
    const readings = { widgets: { shop: { status: 'seen', value: 'classic', asked: '', at: world.now() } } } as const;
    expect(drifted(migration, {}, readings, world.now())).toEqual([]);
    expect(migration).toMatchObject({ liveBrands: ['shop'], returned: {} });
  });

  it('is not said to have lost its new key where one of its pages cannot be read: only where one shows another', async () => {
    const { world, shown } = await aWorld([shop]);
    await scheduled(world, [shop], 1);
    await swap(world, shown, shop);
    const show = world.page;
    world.page = (address) => {
      if (address === KEYS.pages[1]) throw new PageUnreachable(address);
      return show(address);
    };
    await minutes(world, 20);
    expect(await counted(world, 'new_key_gone')).toBe(0);
    world.page = show;
    await minutes(world, 20);
    shown.set(KEYS.pages[1] ?? '', KEYS.from);
    await minutes(world, 20);
    expect(await counted(world, 'new_key_gone')).toBe(1);
  });

  it.each([
    ['one of its pages', [KEYS.pages[1]]],
    ['all of them', KEYS.pages],
  ])(
    'stands as it was last seen where %s cannot be read: the close does not wait for ever for what is looked at no more',
    async (_, away) => {
      const { world, shown } = await aWorld([shop]);
      await scheduled(world, [shop], 1);
      await swap(world, shown, shop);
      const fetchPage = async (address: string) => {
        if (away.includes(address)) throw new PageUnreachable(address);
        return world.page(address);
      };
      world.pass(MINUTE_MS);
      expect(await watchKeys(await world.migration(), { clock: world.parts.clock, fetchPage })).toEqual([]);
      shown.set(KEYS.pages[0] ?? '', KEYS.from);
      expect(
        await watchKeys(await world.migration(), { clock: world.parts.clock, fetchPage: async (address) => world.page(address) }),
      ).toMatchObject([{ type: 'keys_read', keys: 'partly' }, { type: 'new_key_gone' }]);
    },
  );

  it('is left by its way back once another plan is made: nothing of it ends the new one', async () => {
    const { world, shown } = await aWorld([shop, help]);
    await scheduled(world, [shop], 1);
    const first = (await world.migration()).scheduled?.version ?? 0;
    await swap(world, shown, shop);
    await world.say('APPROVER', { type: 'rolled_back' });
    await minutes(world, 2);
    expect((await world.migration()).run.steps['rb-0-swap-back:shop']).toBeDefined();
    await scheduled(world, [help], 24 * 60);
    shown.clear();
    await minutes(world, 10);
    const migration = await world.migration();
    expect(migration.scheduled?.plan.brands.map(({ subdomain }) => subdomain)).toEqual(['help']);
    expect([await counted(world, 'brand_returned'), await counted(world, 'cancelled')]).toEqual([0, 0]);
    const view = viewOf(first, migration);
    if (view === undefined) throw new Error('no finished plan');
    expect(linesAfterwards(view).map(({ step }) => step.id)).not.toContain('rb-0-swap-back');
    expect(waits(migration).map(({ line }) => line.step.id)).not.toContain('rb-0-swap-back');
  });
});

describe('the pages of a brand that was swapped', () => {
  const gone = async (world: SmallWorld) =>
    (await world.parts.store.read(key)).flatMap(({ happened }) => (happened.type === 'new_key_gone' ? [happened] : []));

  it('are still read once another plan is made, until four days after their own window: an old key is told in their own thread', async () => {
    const { world, shown } = await aWorld([shop, help]);
    await scheduled(world, [shop], 1);
    const first = (await world.migration()).scheduled?.version ?? 0;
    await swap(world, shown, shop);
    await minutes(world, 30, 5 * MINUTE_MS);
    await world.say('ADMIN', planned(world, [help], 9 * 24 * 60));
    await minutes(world, 24 * 60, 30 * MINUTE_MS);
    expect(await gone(world)).toEqual([]);
    shown.set(KEYS.pages[1] ?? '', KEYS.from);
    await minutes(world, 30, 5 * MINUTE_MS);
    expect(await gone(world)).toEqual([{ type: 'new_key_gone', brand: shop, page: KEYS.pages[1], plan: first }]);
    const { run, earlier } = await world.migration();
    expect([run.watch.keys, earlier[0]?.run.watch.keys[shop]?.keys]).toEqual([{}, 'partly']);
    const post = postsOf(await world.parts.store.read(key), await world.migration()).find((each) => each.key.startsWith('gone:'));
    expect(post?.thread).toBe(`board:${first}`);
    exchange(shown);
    await minutes(world, 3 * 24 * 60, 30 * MINUTE_MS);
    shown.clear();
    await minutes(world, 60, 5 * MINUTE_MS);
    expect(await gone(world)).toHaveLength(1);
  });

  it('are the later plan’s to read once the brand is in it', async () => {
    const { world, shown } = await aWorld([shop]);
    await scheduled(world, [shop], 1);
    await swap(world, shown, shop);
    await scheduled(world, [shop], 24 * 60);
    shown.clear();
    await minutes(world, 30, 5 * MINUTE_MS);
    expect(await gone(world)).toEqual([]);
  });
});

describe('a brand that is to be swapped', () => {
  it('and whose new key is seen before it is asked for has its T0 then: nothing is cancelled, and the old key is the way back', async () => {
    const { world, shown } = await aWorld();
    await scheduled(world, [shop], 60);
    await minutes(world, 6);
    exchange(shown);
    await minutes(world, 6);
    const migration = await world.migration();
    expect(await counted(world, 'seen_unplanned')).toBe(1);
    expect(migration.stage).toBe('cutting_over');
    expect(clickAt(shop, migration)).toBeDefined();
    expect(undoables(migration).filter(({ what }) => what === 'brands')).toMatchObject([{ how: 'old_key', brands: ['shop'] }]);
    shown.set(KEYS.pages[0] ?? '', KEYS.from);
    await minutes(world, 120);
    expect(clickAt(shop, await world.migration())).toBe(clickAt(shop, migration));
    expect(await counted(world, 'cancelled')).toBe(0);
  });

  it('and whose widget is converted instead has turned as others do: proved by its config, and with no key to go back to', async () => {
    const { world } = await aWorld();
    await scheduled(world, [shop], 60);
    await minutes(world, 6);
    world.zendesk.widgets['shop'] = 'messaging';
    await minutes(world, 12, 30 * SECOND_MS);
    const migration = await world.migration();
    expect(await counted(world, 'seen_unplanned')).toBe(1);
    expect(turnsBy(shop, migration)).toBe('convert');
    expect(migration.run.steps['rb-2m-config:shop']?.done).toMatchObject({ saw: 'messaging ×3' });
    expect(undoables(migration).filter(({ what }) => what === 'brands')).toMatchObject([{ how: 'none', brands: ['shop'] }]);
    world.zendesk.widgets['shop'] = 'classic';
    await minutes(world, 12, 5 * MINUTE_MS);
    expect(await counted(world, 'seen_returned')).toBe(1);
  });
});

describe('a mobile app of a finished night', () => {
  it('keeps its ticket under its own plan beside the next one, and one that comes into scope later is of the next', async () => {
    const { world, shown } = await aWorld([shop, help]);
    await world.say('ADMIN', { type: 'setting_set', key: 'channels', value: 'web,android' });
    await scheduled(world, [shop], 1);
    const first = (await world.migration()).scheduled?.version ?? 0;
    await world.say('ADMIN', { type: 'step_begun', step: 'rb-15p-android' });
    await swap(world, shown, shop);
    await scheduled(world, [help], 24 * 60);
    await world.say('ADMIN', { type: 'setting_set', key: 'channels', value: 'web,android,ios' });
    await world.say('ADMIN', { type: 'ticket_noticed', step: 'rb-15p-android', ticket: 9, plan: first });
    const migration = await world.migration();
    const view = viewOf(first, migration);
    if (view === undefined) throw new Error('no finished plan');
    expect([migration.run.noticed, view.run.noticed]).toEqual([{}, { 'rb-15p-android': 9 }]);
    const keys = linesAfterwards(view).map((line) => line.key);
    expect([keys.includes('rb-15p-android'), keys.includes('rb-15p-ios')]).toEqual([true, false]);
    await minutes(world, 60, HOUR_MS / 4);
    expect((await world.migration()).earlier[0]?.run.steps['rb-15p-ios']).toBeUndefined();
  });
});
