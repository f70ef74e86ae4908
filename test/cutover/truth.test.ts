import { describe, expect, it } from 'vitest';
import { nothingRead } from '../../src/checklist/readings.ts';
import { behindOurBack } from '../../src/cutover/control/outside/behind-our-back.ts';
import { undoables } from '../../src/cutover/control/undoable.ts';
import { cancel, confirmUnder, pause } from '../../src/cutover/decisions.ts';
import { firstClick } from '../../src/cutover/phases.ts';
import { waits } from '../../src/cutover/waits.ts';
import { type Subdomain, subdomain } from '../../src/migration/account.ts';
import { type Happening, happening } from '../../src/migration/events.ts';
import { fingerprint } from '../../src/migration/plan.ts';
import { planView, viewOf } from '../../src/migration/run/earlier.ts';
import { HOUR_MS, later, MINUTE_MS, SECOND_MS } from '../../src/migration/time.ts';
import { textsIn } from '../../src/slack/locales/texts.ts';
import { postsOf } from '../../src/slack/posts/announce.ts';
import { ZendeskUnavailable } from '../../src/zendesk/port.ts';
import { help, key, planned, type SmallWorld, shop, smallWorld, ticket } from '../support/small-world.ts';

const third = subdomain('third') ?? shop;
const operator = { user: 'OPERATOR', everywhere: false };

function done(step: string, how: 'said' | 'seen' = 'said', saw = ''): readonly Happening[] {
  return [
    { type: 'step_begun', step },
    { type: 'step_done', step, how, saw },
  ];
}

/** A plan for these brands, so many minutes from now, signed. */
async function scheduled(world: SmallWorld, brands: readonly Subdomain[], minutes: number): Promise<void> {
  const plan = planned(world, brands, minutes);
  if (plan.type !== 'scheduled') throw new Error('no plan');
  const of = fingerprint(plan.plan);
  await world.say('ADMIN', plan, { type: 'sign_off_asked', statement: 'plan', of });
  await world.say('APPROVER', { type: 'signed', statement: 'plan', verdict: 'yes', of });
}

async function minutes(world: SmallWorld, count: number, everyMs = MINUTE_MS): Promise<void> {
  for (let left = count * MINUTE_MS; left > 0; left -= everyMs) {
    world.pass(everyMs);
    await world.advance();
  }
}

function proved(brand: Subdomain): readonly Happening[] {
  return [{ type: 'widget_read', brand, widget: 'messaging' }, ...done(`rb-2m-config:${brand}`, 'seen', 'messaging ×3')];
}

const turnOn = (world: SmallWorld, count: number) => minutes(world, count, MINUTE_MS);

function down(): Error {
  return new ZendeskUnavailable('GET /api/v2/search/export');
}

/** A night in short: T0, the list with its tag, the click, its proof, and Finish. */
async function turn(world: SmallWorld, brand: Subdomain, remaining: readonly Subdomain[]): Promise<void> {
  const tickets = world.zendesk.tickets.filter(({ brandId }) => brandId === world.zendesk.tickets.at(-1)?.brandId);
  world.pass(MINUTE_MS);
  await world.say(
    'OPERATOR',
    { type: 't0_reached' },
    { type: 'tickets_listed', tickets: tickets.map(({ id, status }) => ({ id, status })) },
  );
  for (let round = 0; round < 4; round += 1) {
    world.pass(11 * SECOND_MS);
    await world.advance();
  }
  world.zendesk.widgets[brand] = 'messaging';
  const click = `rb-0-click:${brand}`;
  await world.say(
    'OPERATOR',
    { type: 'step_begun', step: click },
    { type: 'step_said', step: click },
    { type: 'step_done', step: click, how: 'said', saw: '' },
  );
  await world.say('OPERATOR', ...proved(brand));
  await minutes(world, 3);
  await world.say('APPROVER', { type: 'finished', remaining: [...remaining] });
}

async function types(world: SmallWorld): Promise<readonly string[]> {
  return (await world.parts.store.read(key)).map(({ happened }) => happened.type);
}

describe('a brand that turned by itself', () => {
  it('leaves the others for another window when nobody comes, and never cancels what is converted', async () => {
    const world = await smallWorld([shop, help]);
    world.zendesk.tickets = [ticket(101, 'chat', 7002, world.now())];
    await scheduled(world, [shop, help], 3 * 60);
    await world.advance();
    world.zendesk.widgets['help'] = 'messaging';
    await minutes(world, 6);
    const turned = await world.migration();
    expect(turned.run.listed?.tickets.map(({ id }) => id)).toEqual([101]);
    expect(firstClick(turned)).toBeDefined();
    expect(cancel(turned, operator, undefined)).toEqual({ ok: false, refusal: { because: 'past_return', brands: ['help'] } });
    expect(pause(turned, operator)).toEqual({ ok: false, refusal: { because: 'past_return', brands: ['help'] } });
    const gate = waits(turned).find(({ line }) => line.step.deadline !== undefined);
    expect(gate?.afterwards).toBe('brandLeft');
    await minutes(world, 4);
    expect((await world.migration()).run.compared['T+2m']?.tickets).toEqual([{ id: 101, now: 'open' }]);
    await minutes(world, 180, 10 * MINUTE_MS);
    const after = await world.migration();
    expect(after.run.left).toEqual(['shop']);
    expect(after.lastEnd).toBeUndefined();
    expect(after.run.compared['T+15m']).toBeDefined();
    expect(await types(world)).not.toContain('cancelled');
  });

  it('is noticed in a pause, and what is too late there leaves only the rest', async () => {
    const world = await smallWorld([shop, help]);
    await scheduled(world, [shop, help], 90);
    await world.advance();
    await world.say('OPERATOR', { type: 'halted', because: 'person_asked' });
    world.zendesk.widgets['help'] = 'messaging';
    await minutes(world, 8);
    const { run } = await world.migration();
    expect(run.unplanned).toEqual(['help']);
    expect(run.listed).toBeDefined();
    await minutes(world, 120, 10 * MINUTE_MS);
    expect((await world.migration()).run.left).toEqual(['shop']);
    expect((await world.migration()).scheduled).toBeDefined();
  });

  it('is no missed start when Ferry was down at T0: the rest is left, and its own lines go on', async () => {
    const world = await smallWorld([shop, help]);
    await scheduled(world, [shop, help], 200);
    await world.advance();
    world.zendesk.widgets['help'] = 'messaging';
    await minutes(world, 7);
    world.pass(220 * MINUTE_MS);
    await world.advance();
    const after = await world.migration();
    expect(after.run.left).toEqual(['shop']);
    expect(await types(world)).not.toContain('start_missed');
    await minutes(world, 5, 31 * SECOND_MS);
    expect((await world.migration()).run.steps['rb-2m-config:help']?.done?.how).toBe('seen');
  });

  it('stays turned when the next look fails, and is Classic again only when it was seen so', async () => {
    const world = await smallWorld([shop]);
    await scheduled(world, [shop], 90);
    await world.say('ADMIN', ...done('rb-0-click:shop', 'seen', 'messaging'), { type: 'widget_read', brand: shop, widget: 'messaging' });
    await world.say('ADMIN', { type: 'widget_read', brand: shop, widget: 'unknown' });
    expect(firstClick(await world.migration())).toBeDefined();
    await world.say('ADMIN', { type: 'widget_read', brand: shop, widget: 'classic' });
    expect(firstClick(await world.migration())).toBeUndefined();
  });

  it('asks nobody any more whether they are there, and is not cancelled for that nobody is', async () => {
    const world = await smallWorld([shop]);
    await scheduled(world, [shop], 50);
    await world.say('ADMIN', ...done('rb-7d-gate-activate'), ...done('rb-24h-gate'));
    await world.advance();
    const open = async () => waits(await world.migration()).map(({ line }) => line.key);
    expect(await open()).toContain('rb-1h-presence');
    world.zendesk.widgets['shop'] = 'messaging';
    await minutes(world, 6);
    expect(await open()).not.toContain('rb-1h-presence');
    await minutes(world, 60);
    const { run, lastEnd } = await world.migration();
    expect(lastEnd).toBeUndefined();
    expect(run.steps['rb-1h-presence']).toMatchObject({ done: undefined, late: undefined });
    expect(run.steps['rb-15m-stop-new']).toBeUndefined();
    expect(run.steps['rb-2m-config:shop']?.done?.how).toBe('seen');
  });

  it('that nobody planned is told and begins nothing', async () => {
    const world = await smallWorld([shop, help]);
    await scheduled(world, [shop], 90);
    await world.say('ADMIN', { type: 'seen_unplanned', brand: help });
    const migration = await world.migration();
    expect(migration.stage).toBe('scheduled');
    expect(firstClick(migration)).toBeUndefined();
  });
});

describe('a brand that is back on Classic', () => {
  it('is not live any more, is watched for four days after its window, and counts again when it turns again', async () => {
    const world = await smallWorld([shop]);
    await scheduled(world, [shop], 1);
    await turn(world, shop, []);
    expect((await world.migration()).stage).toBe('live');
    await minutes(world, 60, 10 * MINUTE_MS);
    world.zendesk.widgets['shop'] = 'classic';
    await minutes(world, 10, 5 * MINUTE_MS);
    const back = await world.migration();
    expect(back.stage).toBe('preparing');
    expect(back.liveBrands).toEqual([]);
    expect((await types(world)).filter((type) => type === 'seen_returned')).toHaveLength(1);
    const posts = postsOf(await world.parts.store.read(key), back).filter(({ key: name }) => name.startsWith('returned:'));
    expect(posts).toHaveLength(1);
    world.zendesk.widgets['shop'] = 'messaging';
    await minutes(world, 10, 5 * MINUTE_MS);
    expect(await world.migration()).toMatchObject({ stage: 'live', liveBrands: ['shop'], returned: {} });

    await minutes(world, 5 * 24 * 60, 6 * HOUR_MS);
    world.zendesk.widgets['shop'] = 'classic';
    await minutes(world, 60, 10 * MINUTE_MS);
    expect((await types(world)).filter((type) => type === 'seen_returned')).toHaveLength(1);
  });

  it('that is to be turned once more, and is, was not turned behind anybody’s back', async () => {
    const world = await smallWorld([shop]);
    await scheduled(world, [shop], 1);
    await turn(world, shop, []);
    await world.say('ADMIN', { type: 'seen_returned', brand: shop });
    await scheduled(world, [shop], 90);
    world.pass(SECOND_MS);
    await world.say('ADMIN', ...done('rb-0-click:shop'));
    const readings = { widgets: { shop: { status: 'seen', value: 'messaging', asked: '', at: world.now() } } } as const;
    expect(behindOurBack(readings, await world.migration())).toEqual([]);
  });
});

describe('the ticket list', () => {
  it('names the chats that began between a click that did not happen and the one that did, and none after it', async () => {
    const world = await smallWorld([shop]);
    world.zendesk.tickets = [ticket(101, 'chat', 7001, world.now())];
    await scheduled(world, [shop], 5);
    await world.say(
      'OPERATOR',
      { type: 't0_reached' },
      { type: 'tickets_listed', tickets: [{ id: 101, status: 'open' }] },
      ...done('rb-15m-ticket-list', 'seen', '1'),
      ...done('rb-15m-final-gate:shop'),
      { type: 'step_begun', step: 'rb-0-click:shop' },
      { type: 'step_said', step: 'rb-0-click:shop' },
    );
    await minutes(world, 1);
    world.zendesk.tickets.push(ticket(102, 'chat', 7001, world.now()));
    await minutes(world, 4);
    const compared = async () => (await world.migration()).run.compared;
    expect((await compared())['T+2m']?.tickets.map(({ id }) => id)).toEqual([101, 102]);
    world.zendesk.tickets.push(ticket(103, 'chat', 7001, world.now()));
    world.zendesk.widgets['shop'] = 'messaging';
    await minutes(world, 3);
    expect((await world.migration()).run.steps['rb-2m-config:shop']?.done?.how).toBe('seen');
    world.pass(MINUTE_MS);
    world.zendesk.tickets.push(ticket(104, 'chat', 7001, world.now()));
    await minutes(world, 20);
    expect((await compared())['T+15m']?.tickets.map(({ id }) => id)).toEqual([101, 102, 103]);
  });

  it('that was signed from the view is still exported and compared, and Finish waits for that', async () => {
    const world = await smallWorld([shop]);
    world.zendesk.tickets = [ticket(101, 'chat', 7001, world.now())];
    await scheduled(world, [shop], 5);
    await world.say('OPERATOR', { type: 't0_reached' }, ...done('rb-15m-ticket-list', 'said', 'unreachable'));
    const refused = world.parts.zendeskOf;
    const blind = await refused(key, await world.migration());
    const parts = { ...world.parts, zendeskOf: async () => ({ ...blind, exportUnsolvedChatTickets: async () => Promise.reject(down()) }) };
    Object.assign(world, { parts });
    world.zendesk.widgets['shop'] = 'messaging';
    await world.say(
      'OPERATOR',
      ...done('rb-15m-final-gate:shop'),
      { type: 'step_begun', step: 'rb-0-click:shop' },
      { type: 'step_said', step: 'rb-0-click:shop' },
    );
    await world.say('OPERATOR', ...proved(shop));
    await turnOn(world, 20);
    const red = (await world.migration()).run;
    expect(red.listed).toBeUndefined();
    expect(red.gates['done']?.blockers).toContainEqual({ kind: 'item', id: 'migrate-note-pending-tickets', why: 'not_compared' });
    Object.assign(world, { parts: { ...parts, zendeskOf: refused } });
    await turnOn(world, 3);
    const { run } = await world.migration();
    expect(run.listed?.tickets.map(({ id }) => id)).toEqual([101]);
    expect(run.compared['T+15m']?.tickets).toEqual([{ id: 101, now: 'open' }]);
    expect(run.gates['done']?.blockers ?? []).not.toContainEqual(expect.objectContaining({ why: 'not_compared' }));
  });
});

describe('Finish', () => {
  it('waits for the site of every brand, not of one: a word for the first is none for the second', async () => {
    const world = await smallWorld([shop, help]);
    world.zendesk.tickets = [ticket(101, 'chat', 7001, world.now())];
    await scheduled(world, [shop, help], 5);
    await world.say('OPERATOR', { type: 't0_reached' }, { type: 'tickets_listed', tickets: [{ id: 101, status: 'open' }] });
    for (const brand of [shop, help]) {
      world.zendesk.widgets[brand] = 'messaging';
      await world.say(
        'OPERATOR',
        ...done(`rb-15m-final-gate:${brand}`),
        { type: 'step_begun', step: `rb-0-click:${brand}` },
        { type: 'step_said', step: `rb-0-click:${brand}` },
        ...proved(brand),
      );
    }
    await turnOn(world, 20);
    const unopened = async () =>
      (await world.migration()).run.gates['done']?.blockers.filter(({ why }) => why === 'site_not_opened').map(({ id }) => id);
    expect(await unopened()).toEqual([shop, help]);
    await world.say('LEAD', ...done(`rb-2m-open-site:${shop}`), { type: 'item_said', item: 'web-key-pages-opened' });
    await turnOn(world, 3);
    expect(await unopened()).toEqual([help]);
    await world.say('ADMIN', { type: 'item_waived', item: 'web-key-pages-opened', reason: 'It has no pages of its own.' });
    await turnOn(world, 3);
    expect(await unopened()).toEqual([]);
  });
});

describe('a night that is long over', () => {
  it('is looked at once a day for what is still open, and at once when somebody speaks', async () => {
    const world = await smallWorld([shop]);
    world.zendesk.tickets.push(ticket(101, 'chat', 7001, world.now()));
    await scheduled(world, [shop], 1);
    await turn(world, shop, [help]);
    const lookedAt = () => world.parts.looked.get(key)?.get('rb-24p-next-brand');
    await minutes(world, 2 * 24 * 60, HOUR_MS);
    const soon = lookedAt();
    await minutes(world, 60, 10 * MINUTE_MS);
    expect(lookedAt()).not.toBe(soon);
    await minutes(world, 5 * 24 * 60, 6 * HOUR_MS);
    const late = lookedAt();
    await minutes(world, 3 * 60, 10 * MINUTE_MS);
    expect(late).toBeDefined();
    expect(lookedAt()).toBe(late);
    await world.say('ADMIN', { type: 'step_said', step: 'rb-24p-next-brand' });
    await world.advance();
    expect((await world.migration()).run.steps['rb-24p-next-brand']?.done?.how).toBe('said');
  });
});

describe('the question of the next brand', () => {
  it.each([
    ['is not asked where all brands have turned', [], false],
    ['is asked where one is still Classic', [help], true],
  ] as const)('%s', async (_, remaining, isAsked) => {
    const world = await smallWorld([shop]);
    await scheduled(world, [shop], 1);
    await turn(world, shop, remaining);
    await minutes(world, 30 * 60, HOUR_MS);
    const { steps } = (await world.migration()).run;
    expect(steps['rb-24p-report']).toBeDefined();
    expect(steps['rb-24p-next-brand'] !== undefined).toBe(isAsked);
  });
});

describe('three nights within four days', () => {
  it('each keep their own lines, comparisons, board and guard tag until their T+4d', async () => {
    const hosts = [shop, help, third];
    const world = await smallWorld(hosts);
    const plans: number[] = [];
    for (const [index, brand] of hosts.entries()) {
      world.zendesk.tickets.push(ticket(101 + index, 'chat', 7001 + index, world.now()));
      await scheduled(world, [brand], 1);
      plans.push((await world.migration()).scheduled?.version ?? 0);
      await turn(world, brand, hosts.slice(index + 1));
      await minutes(world, 60, 10 * MINUTE_MS);
      await minutes(world, 19 * 60, HOUR_MS);
    }
    const [first = 0, second = 0, last = 0] = plans;
    const now = await world.migration();
    expect(now.earlier.map(({ scheduled: { version } }) => version)).toEqual([first, second]);
    expect(now.scheduled?.version).toBe(last);
    const own = viewOf(first, now)?.run;
    expect(own?.compared).toMatchObject({ 'T+2m': {}, 'T+15m': {}, 'T+24h': { tickets: [{ id: 101 }] } });
    for (const step of ['rb-15p-watch', 'rb-15p-put-back', 'rb-24p-report']) expect(own?.steps[step]?.done, step).toBeDefined();
    expect(own?.steps['rb-24p-next-brand']).toMatchObject({ done: undefined });
    expect(now.run.steps['rb-24p-next-brand']).toBeUndefined();
    const tagged = (id: number) => world.zendesk.tickets.find((each) => each.id === id)?.tags.length === 1;
    expect([101, 102, 103].map(tagged)).toEqual([true, true, true]);

    // Its question is asked under its own board, and the answer is its own.
    const scene = { key, migration: now, report: nothingRead, now: world.now(), texts: textsIn('en') };
    const events = await world.parts.store.read(key);
    const posts = postsOf(events, now);
    const asked = posts.find(({ key: name }) => name === `phase:${first}:T+24h`);
    expect(asked?.thread).toBe(`board:${first}`);
    const drawn = JSON.stringify(asked?.draw(scene).blocks);
    expect(drawn).toContain('step_confirm:rb-24p-next-brand');
    expect(drawn).toContain(`\\"plan\\":${first}`);
    const board = JSON.stringify(posts.find(({ key: name }) => name === `board:${first}`)?.draw(scene).blocks);
    expect(board).toContain('window finished');
    expect(board).not.toContain('has ended or was replaced');
    const answer = confirmUnder(first, now, { user: 'ADMIN', everywhere: false }, 'rb-24p-next-brand', undefined, []);
    if (!answer.ok) throw new Error(answer.refusal.because);
    world.pass(SECOND_MS);
    await world.say('ADMIN', ...answer.happened);
    await world.advance();
    const answered = await world.migration();
    expect(planView(first, answered)?.run.steps['rb-24p-next-brand']?.done?.how).toBe('said');
    expect(planView(second, answered)?.run.steps['rb-24p-next-brand']?.done).toBeUndefined();
    expect(waits(answered).filter(({ line }) => line.key === 'rb-24p-next-brand')).toHaveLength(1);

    await minutes(world, 40 * 60, 2 * HOUR_MS);
    await minutes(world, 2, 15 * SECOND_MS);
    expect(viewOf(first, await world.migration())?.run.compared['T+4d']).toBeDefined();
    expect([101, 102, 103].map(tagged)).toEqual([false, true, true]);
    await minutes(world, 3 * 24 * 60, 6 * HOUR_MS);
    await minutes(world, 3, 15 * SECOND_MS);
    expect([101, 102, 103].map(tagged)).toEqual([false, false, false]);
    const marks = events.filter(({ happened }) => happened.type === 'tickets_compared');
    expect(marks.every(({ happened }) => happened.type === 'tickets_compared' && plans.includes(happened.plan ?? 0))).toBe(true);
  }, 60_000);

  it('read a log that was written when one finished night was kept', async () => {
    const world = await smallWorld([shop, help]);
    await scheduled(world, [shop], 1);
    await turn(world, shop, [help]);
    const before = (await world.migration()).scheduled?.version ?? 0;
    await scheduled(world, [help], 300);
    const old = happening.parse({ type: 'tickets_compared', mark: 'T+24h', tickets: [{ id: 101, now: 'open' }] });
    await world.say('ADMIN', old);
    const now = await world.migration();
    expect(viewOf(before, now)?.run.compared['T+24h']?.tickets).toEqual([{ id: 101, now: 'open' }]);
    expect(now.run.compared['T+24h']).toBeUndefined();
  });
});

describe('what can still be undone', () => {
  it('says until when and by whom, and names activation and turned brands as what nobody can undo', async () => {
    const world = await smallWorld([shop, help]);
    await scheduled(world, [shop, help], 90);
    const opensAt = (await world.migration()).scheduled?.plan.opensAt ?? world.now();
    const who = ['admin', 'approver', 'operator', 'backup'];
    const open = { what: 'brands', brands: ['shop', 'help'], until: later(opensAt, 55 * MINUTE_MS), who, how: 'cancel' };
    await world.say('ADMIN', { type: 'item_taken_back', item: 'migrate-1-activate-account' });
    expect(undoables(await world.migration())).toEqual([open]);
    await world.say('ADMIN', ...done('rb-7d-activate'));
    const gone = { what: 'activation', brands: [], until: undefined, who: [], how: 'none' };
    expect(undoables(await world.migration())).toEqual([open, gone]);
    await world.say('OPERATOR', { type: 'step_begun', step: 'rb-0-click:shop' }, { type: 'step_said', step: 'rb-0-click:shop' });
    expect(undoables(await world.migration())).toEqual([
      { ...open, brands: ['help'], until: later(opensAt, 70 * MINUTE_MS), how: 'leave' },
      { ...gone, what: 'brands', brands: ['shop'] },
      gone,
    ]);
  });
});

describe('who is waited for at a gate', () => {
  it('is not the approver who scheduled the plan: four eyes', async () => {
    const world = await smallWorld([shop]);
    await world.say('ADA', { type: 'role_given', role: 'approver', user: 'ADMIN' });
    await scheduled(world, [shop], 90);
    const blockers = [{ kind: 'sign_off', id: 'go', why: 'missing' }] as const;
    await world.say('ADA', { type: 'step_begun', step: 'rb-24h-gate' }, { type: 'gate_looked', gate: 'G2', blockers: [...blockers] });
    const gate = waits(await world.migration()).find(({ line }) => line.step.id === 'rb-24h-gate');
    expect(gate?.who).toEqual(['APPROVER']);
    await world.say('ADA', { type: 'setting_set', key: 'approval', value: 'solo' });
    const solo = waits(await world.migration()).find(({ line }) => line.step.id === 'rb-24h-gate');
    expect(solo?.who).toEqual(['APPROVER', 'ADMIN']);
  });
});
