import { afterEach, describe, expect, it } from 'vitest';
import { chatProduct } from '../../playground/zendesk/seeds/chat-product.ts';
import { brand, clients, tokens } from '../../playground/zendesk/seeds/parts.ts';
import { rulesReady } from '../../playground/zendesk/seeds/rules.ts';
import { harborShop } from '../../playground/zendesk/seeds.ts';
import { items } from '../../src/checklist/items/items.ts';
import type { Happening } from '../../src/migration/events.ts';
import { MINUTE, passTo, posted, signEverything } from '../support/night.ts';
import { type TestWorld, testWorld } from '../support/world.ts';

let world: TestWorld;

afterEach(async () => {
  await world?.stop();
});

const LAB = 'harborlab';
const lab = harborShop({
  ...rulesReady(9_001),
  plan: 'suite_enterprise',
  kind: 'sandbox',
  subdomain: LAB,
  name: 'Harbor Lab',
  brands: [brand(7_001, 'Harbor Lab', LAB)],
  chat: chatProduct('labWidgetKey', 'enterprise', [60_001, 60_002, 60_003]),
  clients: clients(LAB, 60_001),
  tokens: tokens(LAB, 60_001),
});

/** Harbor with its people, and its sandbox as an account of its own that knows none of them but its admin. */
async function bothAccounts(): Promise<TestWorld> {
  world = await testWorld([harborShop({ plan: 'suite_enterprise' }), lab]);
  await world.said('U0ADA', [
    { type: 'role_given', role: 'lead', user: 'U0JOON' },
    { type: 'role_given', role: 'approver', user: 'U0SOFIA' },
    { type: 'role_given', role: 'operator', user: 'U0MINA' },
    { type: 'role_given', role: 'backup', user: 'U0DAN' },
    { type: 'setting_set', key: 'channel', value: 'C0MIGRATION' },
  ]);
  const said = items
    .filter(({ phase }) => !['T-15m', 'T0', 'T+2m', 'T+15m'].includes(phase))
    .map(({ id }): Happening => ({ type: 'item_said', item: id }));
  await world.said(
    'U0ADA',
    [
      { type: 'account_described', kind: 'sandbox', timeZone: 'Europe/Vilnius' },
      ...said,
      { type: 'setting_set', key: 'channel', value: 'C0OTHER' },
    ],
    LAB,
  );
  await world.type('U0ADA', `check ${LAB}`);
  expect(await world.type('U0ADA', `settings harbor sandbox ${LAB}`)).toContain(LAB);
  return world;
}

const onLab = () => world.migration(LAB);

async function set(): Promise<string> {
  const answer = await world.type('U0ADA', 'cutover harbor rehearse 2026-11-24 12:30 90m');
  await world.pass(MINUTE);
  return answer;
}

async function toTheGate(): Promise<void> {
  const desk = world.zendesk.account(LAB);
  await signEverything(world);
  await world.press('U0MINA', 'operator_accept');
  await passTo(world, '2026-11-24T09:31:00Z', MINUTE);
  await world.press('U0MINA', 'operator_accept');
  await passTo(world, '2026-11-24T10:15:30Z', MINUTE);
  await world.press('U0MINA', 'step_confirm:rb-15m-stop-new');
  desk.endAllChats();
  desk.allAgents('offline');
  await passTo(world, '2026-11-24T10:22:00Z');
}

describe('/migrate cutover rehearse', () => {
  it('walks the same runbook on the sandbox with the same people to Finish, marks every post, and production shows it', async () => {
    await bothAccounts();
    const desk = world.zendesk.account(LAB);
    const answer = await set();
    expect(answer).toContain('Rehearsal of harbor');
    expect(answer).toContain('operator <@U0MINA>, backup <@U0DAN>');
    const production = world.zendesk.log().filter(({ method, account }) => method !== 'GET' && account === 'harbor').length;
    expect((await onLab()).team).toMatchObject({ lead: ['U0JOON'], approver: ['U0SOFIA'], operator: ['U0MINA'], backup: ['U0DAN'] });
    await toTheGate();
    await world.press('U0MINA', 'gate_open');
    const modal = world.slack.modals('U0MINA').at(-1);
    expect(await world.slack.submit('U0MINA', modal?.id ?? '', { phrase: `convert ${LAB}` })).toMatchObject({ ok: true });
    await passTo(world, '2026-11-24T10:31:00Z');
    await world.press('U0MINA', `step_confirm:rb-0-click:${LAB}`);
    desk.convertWidget([LAB]);
    await passTo(world, '2026-11-24T10:35:00Z');
    desk.allAgents('online');
    desk.startConversation({ brand: LAB, group: 9001 });
    await passTo(world, '2026-11-24T10:40:00Z');
    for (const step of [`rb-2m-open-site:${LAB}`, `rb-15p-test-conversation:${LAB}`]) await world.press('U0JOON', `step_confirm:${step}`);
    await world.press('U0MINA', `step_confirm:rb-0-responses:${LAB}`);
    await passTo(world, '2026-11-24T10:52:00Z');
    await world.press('U0JOON', 'step_confirm:rb-15p-open-doors');
    await world.press('U0SOFIA', 'cutover_finish');
    await world.pass(MINUTE);
    expect((await onLab()).stage).toBe('live');

    const { practice, stage } = await world.migration();
    expect(stage).toBe('preparing');
    expect(practice.rehearsals).toEqual([expect.objectContaining({ sandbox: LAB, end: 'finished', opensAt: '2026-11-24T10:30:00.000Z' })]);
    expect(practice.measured.map(({ what }) => what)).toEqual(['rehearsal']);
    const took = (practice.measured[0]?.toDoorsMs ?? 0) / MINUTE;
    expect([took > 20, took < 24]).toEqual([true, true]);
    const texts = posted(world);
    const own = texts.filter((text) => text.startsWith('Rehearsal of Tue 24 Nov on harborlab: walked to Finish'));
    expect(own).toHaveLength(1);
    // A file's message has no words of its own: its title has.
    expect(texts.filter((text) => text !== '' && !text.startsWith('REHEARSAL') && !own.includes(text))).toEqual([]);
    const titles = world.slack.files().map(({ title }) => title);
    expect(titles.length).toBeGreaterThan(3);
    expect(titles.filter((title) => !title.startsWith('REHEARSAL'))).toEqual([]);
    // The kickoff, the day before, the activation and the doors.
    expect(texts.filter((text) => text.includes('Not sent'))).toHaveLength(4);
    expect(texts.some((text) => text.includes('accept no new chat'))).toBe(false);
    expect(posted(world, 'C0OTHER')).toEqual([]);
    expect(world.zendesk.log().filter(({ method, account }) => method !== 'GET' && account === 'harbor')).toHaveLength(production);

    expect(await world.type('U0ADA', 'status harbor')).toContain('Rehearsal of Tue 24 Nov on harborlab: walked to Finish');
    await world.type('U0ADA', 'schedule harbor 2026-11-27 02:00 90m');
    const plan = await world.type('U0ADA', 'cutover harbor plan');
    expect(plan).toContain('measured in the rehearsal of Tue 24 Nov');
    expect(plan).toContain('walked to Finish');
    expect(await world.type('U0ADA', 'checklist harbor migrate')).toContain('Rehearsal of Tue 24 Nov on harborlab');
  }, 120_000);

  it('tells production how one ended that was called off, once, also when Ferry was down', async () => {
    await bothAccounts();
    await set();
    for (const verb of ['', ' plan', ' dry-run']) expect(await world.type('U0SOFIA', `cutover ${LAB}${verb}`)).toMatch(/^REHEARSAL · /);
    expect(await world.type('U0SOFIA', `cutover ${LAB} cancel`)).toContain('Cancelled');
    await world.down();
    await world.up();
    await world.pass(MINUTE);
    const { practice } = await world.migration();
    expect(practice.rehearsals.map(({ end, measured }) => [end, measured])).toEqual([['person', undefined]]);
    const ends = posted(world).filter((text) => text.includes('did not come to Finish'));
    expect(ends).toHaveLength(1);
    expect(posted(world).some((text) => text.includes(`cutover harbor rehearse 2026-12-01 12:30 1h30m`))).toBe(false);
    expect(JSON.stringify(world.slack.messages('C0MIGRATION'))).toContain('cutover harbor rehearse 2026-12-01 12:30 1h30m');
    expect(world.has('window_choose')).toBe(false);
  }, 60_000);

  it('refuses a sandbox that is really production, by what it is said to be and by where it is', async () => {
    await bothAccounts();
    await world.said('U0ADA', [{ type: 'account_described', kind: 'production', timeZone: 'Europe/Vilnius' }], LAB);
    expect(await set()).toContain('recorded as a production account');
    await world.said('U0ADA', [{ type: 'account_described', kind: 'sandbox', timeZone: 'Europe/Vilnius' }], LAB);
    // A second key of the very same Zendesk account, said to be a sandbox.
    await world.said(
      'U0ADA',
      [{ type: 'account_added', subdomain: await hostOf('harbor'), kind: 'sandbox', timeZone: 'Europe/Vilnius' }],
      'twin',
    );
    expect(await world.type('U0ADA', 'settings harbor sandbox twin')).toContain('twin');
    expect((await world.migration()).settings['sandbox']).toBe(LAB);
    await world.said('U0ADA', [{ type: 'setting_set', key: 'sandbox', value: 'twin' }]);
    expect(await set()).toContain('has the subdomain of a production account');
    expect((await world.migration('twin')).scheduled).toBeUndefined();
    expect((await onLab()).scheduled).toBeUndefined();
  }, 60_000);

  it('does not go on when the sandbox turns out to be production before it begins', async () => {
    await bothAccounts();
    await set();
    await world.said('U0ADA', [{ type: 'account_described', kind: 'production', timeZone: 'Europe/Vilnius' }], LAB);
    await world.pass(MINUTE);
    expect((await onLab()).lastEnd?.because).toBe('not_sandbox');
    expect((await world.migration()).practice.rehearsals[0]?.end).toBe('not_sandbox');
    expect(posted(world).some((text) => text.includes('is no sandbox any more'))).toBe(true);
  }, 60_000);

  it('says what to type, whose it is, and what is missing', async () => {
    await bothAccounts();
    expect(await world.type('U0ADA', 'cutover harbor rehearse')).toMatch(/cutover harbor rehearse \d{4}-\d\d-\d\d 02:00 90m/);
    expect(await world.type('U0ADA', 'cutover harbor rehearse 2026-11-24 12:30 20m')).toMatch(
      /too short[\s\S]*cutover harbor rehearse 2026-11-24 12:30 45m/,
    );
    expect(await world.type('U0ADA', 'cutover harbor rehearse 2026-11-24 25:00 90m')).toContain(
      'cutover harbor rehearse 2026-11-24 02:00 1h30m',
    );
    expect(await world.type('U0MINA', 'cutover harbor rehearse 2026-11-24 12:30 90m')).toContain('Only an admin');
    await world.said('U0ADA', [{ type: 'setting_set', key: 'sandbox', value: '' }]);
    expect(await set()).toContain('No sandbox is named for harbor');
    expect((await onLab()).scheduled).toBeUndefined();
  }, 60_000);

  it('turns the sandbox as the sandbox is set: by its own keys and pages, and refused where they are missing', async () => {
    await bothAccounts();
    const own = { oldKey: '00007001-5eed-4000-8000-000000000001', newKey: '00007001-5eed-4000-8000-000000000002' };
    const page = `https://www.${LAB}.example/`;
    await world.said('U0ADA', [{ type: 'setting_set', key: 'path', value: 'harbor:swap' }]);
    await world.said('U0ADA', [{ type: 'setting_set', key: 'path', value: `${LAB}:swap` }], LAB);
    expect(await set()).toContain(`settings ${LAB} swap-keys ${LAB}:OLD>NEW`);
    expect((await onLab()).scheduled).toBeUndefined();
    await world.type('U0ADA', `settings ${LAB} swap-keys ${LAB}:${own.oldKey}>${own.newKey}`);
    await world.type('U0ADA', `settings ${LAB} key-pages ${page}`);
    await world.type('U0ADA', `settings ${LAB} routing-trigger Support`);
    await set();
    expect((await onLab()).scheduled?.plan).toMatchObject({
      brands: [{ subdomain: LAB, path: 'swap', keys: { from: own.oldKey, to: own.newKey, pages: [page] } }],
      rehearsalOf: { account: 'harbor' },
    });
    expect((await onLab()).scheduled?.plan.routing).toBe((await onLab()).settings['routing-trigger']);
  }, 60_000);

  it('shares nothing with agents from a rehearsal', async () => {
    await bothAccounts();
    await set();
    expect(await world.type('U0ADA', `share ${LAB} <#C0AGENTS|agents>`)).toContain('nothing is shared with agents');
    expect((await onLab()).shares).toEqual([]);
  }, 60_000);

  it('is set by an admin of the sandbox, where it has admins of its own', async () => {
    await bothAccounts();
    await world.said(
      'U0ADA',
      [
        { type: 'role_given', role: 'admin', user: 'U0DAN' },
        { type: 'role_taken', role: 'admin', user: 'U0ADA' },
      ],
      LAB,
    );
    expect(await set()).toContain('has admins of its own');
    expect((await onLab()).scheduled).toBeUndefined();
  }, 60_000);
});

async function hostOf(key: string) {
  const { account } = await world.migration(key);
  if (account === undefined) throw new Error(key);
  return account.subdomain;
}
