import { DatabaseSync } from 'node:sqlite';
import { describe, expect, it, type TestContext } from 'vitest';
import { brand } from '../../playground/zendesk/seeds/parts.ts';
import { rulesReady } from '../../playground/zendesk/seeds/rules.ts';
import { harborShop } from '../../playground/zendesk/seeds.ts';
import { items } from '../../src/checklist/items/items.ts';
import { wordGivers } from '../../src/checklist/words.ts';
import { buttons, type FastWorld, fastWorld, idle, type Mode, posts, press, type, typeAtOnce, until } from '../support/process.ts';

const MINUTE = 60_000;
const START = Date.parse('2026-11-24T09:00:00.000Z');
const T0 = START + 77 * MINUTE;
const WINDOW = '2026-11-24 12:17 90m';
const RATE = 20;
/** Nobody does anything for a long time, or something is about to happen. */
const FAR = 480;
const NEAR = 120;
const BRANDS = ['harbor', 'harborcafe'] as const;

/** Where the bot is killed. Those that are methods of Slack's: in the middle of the next such call, done but not answered. */
const moments = [
  'marking items',
  'scheduled',
  'chat.postMessage',
  'signed',
  'promised',
  'draining',
  'chat.update',
  'phrase typed',
  'click claimed',
  'between readings',
  'files.completeUploadExternal',
  'finish pressed',
] as const;
type Moment = (typeof moments)[number];
type Fate = (moment: Moment) => Promise<void>;
const spared: Fate = async () => {};

describe.concurrent('the real process, twenty times as fast', () => {
  for (const mode of ['socket', 'http'] as const)
    it(`goes from an imported account to Finish by Slack alone: ${mode} mode`, async ({ onTestFinished }) => {
      const world = await open(mode, onTestFinished);
      await walk(world, spared);
      nothingTwice(world);
      // A loaded machine may make it warn that something was slow.
      expect(world.bot.lines().filter((line) => !line.includes('"level":"warn"'))).toEqual([]);
      expect(await world.bot.ferry(['status', 'harbor'])).toMatchObject({ output: expect.stringContaining('Live on messaging') });
      expect(await world.bot.stop()).toBe(0);
    }, 180_000);

  for (const mode of process.env['FERRY_TEST_ALL'] ? (['socket', 'http'] as const) : (['socket'] as const))
    it(`is killed again and again on the way, and does nothing twice: ${mode} mode`, async ({ onTestFinished }) => {
      const world = await open(mode, onTestFinished);
      const killed: Moment[] = [];
      await walk(world, killing(world, killed));
      nothingTwice(world);
      expect(killed).toEqual([...moments]);
    }, 180_000);
});

/** `finished` is the test's own: side by side, vitest does not know whose a global one would be. */
async function open(mode: Mode, finished: TestContext['onTestFinished']): Promise<FastWorld> {
  const seed = harborShop({ ...rulesReady(9_001), plan: 'suite_enterprise' });
  const brands = [...seed.brands, brand(7_002, 'Harbor Café', 'harborcafe')].map((each) => ({ ...each, configDelaySeconds: 45 }));
  const world = await fastWorld([{ ...seed, brands }], { start: START, rate: RATE, mode });
  finished(() => world.stop());
  return world;
}

/** The whole way, as people go it. `fate` is told of the moments at which the bot may be killed. */
async function walk(world: FastWorld, fate: Fate): Promise<void> {
  const { clock, zendesk } = world;
  const desk = zendesk.account('harbor');
  desk.setAgentStatus(60_001, 'online');
  await connect(world);
  lap(world, 'connected');
  for (const words of ['admin add @ada', 'lead add @joon', 'approver add @sofia', 'operator add @mina', 'backup add @dan'])
    await type(world, 'U0ADA', `team harbor ${words}`);
  await type(world, 'U0ADA', 'settings harbor notice 0h');
  await type(world, 'U0ADA', 'check harbor', { answers: 2 });
  await markAll(world, fate);
  lap(world, 'marked');

  let posting: Promise<void> | undefined;
  await type(world, 'U0ADA', `schedule harbor ${WINDOW}`, {
    heard: async () => {
      await fate('scheduled');
      posting ??= fate('chat.postMessage');
    },
  });
  await posting;
  await signAll(world, fate);
  await press(world, 'U0MINA', 'operator_accept', { value: '"asked":"promise"', heard: () => fate('promised') });
  lap(world, 'promised');
  await idle(world, T0 - 60 * MINUTE, FAR);
  await press(world, 'U0MINA', 'operator_accept', { value: '"asked":"presence"' });
  lap(world, 'present');

  const chat = desk.startChat({ brand: 'harbor', group: 9_001 });
  await idle(world, T0 - 15 * MINUTE, FAR);
  await press(world, 'U0MINA', 'step_confirm:rb-15m-stop-new');
  await idle(world, T0 - 10 * MINUTE, NEAR);
  await fate('draining');
  await idle(world, T0 - 8 * MINUTE, NEAR);
  lap(world, 'drained but for one chat');
  expect(clock.now()).toBeLessThan(T0);
  expect(buttons(world, 'gate_open')).toEqual([]);
  expect(await type(world, 'U0MINA', 'why harbor')).toContain('chat');
  const redrawing = fate('chat.update');
  desk.endChat(chat.id);
  desk.allAgents('offline');
  await redrawing;
  for (const each of BRANDS) await turn(world, each, fate);

  desk.allAgents('online');
  for (const each of BRANDS) desk.startConversation({ brand: each, group: 9_001 });
  for (const each of BRANDS) {
    await press(world, 'U0MINA', `step_confirm:rb-0-responses:${each}`);
    await press(world, 'U0JOON', `step_confirm:rb-2m-open-site:${each}`);
    await confirmConversation(world, each);
  }
  expect(buttons(world, 'cutover_finish')).toEqual([]);
  lap(world, 'all said');
  await Promise.all([fate('files.completeUploadExternal'), idle(world, clock.now() + 14 * MINUTE, NEAR)]);
  await press(world, 'U0JOON', 'step_confirm:rb-15p-open-doors');
  await press(world, 'U0SOFIA', 'cutover_finish', { heard: () => fate('finish pressed') });
  await until(world, 'the board says it', () => posts(world).some(({ text }) => text.startsWith('harbor is live on messaging')));
  expect(await type(world, 'U0DAN', 'status harbor')).toContain('harbor · Live on messaging');
  lap(world, 'live');
}

/** The word for one brand is the item's, and may have closed the other brand's step before anybody is asked. */
async function confirmConversation(world: FastWorld, each: string): Promise<void> {
  const step = `rb-15p-test-conversation:${each}`;
  const isDone = () => happenings(world).some((event) => event['type'] === 'step_done' && event['step'] === step);
  await until(world, step, () => buttons(world, `step_confirm:${step}`).length > 0 || isDone());
  if (!isDone()) await press(world, 'U0JOON', `step_confirm:${step}`);
  await until(world, `${step} is done`, isDone);
}

/** On the server, before anybody has heard of Ferry. */
async function connect({ bot, ready }: FastWorld): Promise<void> {
  const imported = await bot.ferry(['import', '-'], '{"account":"harbor","subdomain":"harbor","timeZone":"Europe/Vilnius"}\n');
  expect(imported).toMatchObject({ code: 0, output: expect.stringContaining('1 added') });
  const credentials = { support: { token: 'zd_harbor' }, chat: { token: 'chat_harbor' } };
  expect(await bot.ferry(['connect', 'harbor'], JSON.stringify(credentials))).toMatchObject({ code: 0 });
  bot.start();
  await ready();
}

/** All that can be said before the night, each by whom it is to be said, eight at a time. */
async function markAll(world: FastWorld, fate: Fate): Promise<void> {
  const people = { lead: 'U0ADA', admin: 'U0ADA', approver: 'U0SOFIA', operator: 'U0MINA', backup: 'U0DAN' } as const;
  const early = items.filter(({ phase }) => !['T-15m', 'T0', 'T+2m', 'T+15m'].includes(phase));
  const byUser = Map.groupBy(early, (item) => people[wordGivers(item)[0] ?? 'lead']);
  for (const [user, own] of byUser) {
    for (let from = 0; from < own.length; from += 8) {
      const heard = from === 40 ? () => fate('marking items') : async () => {};
      await typeAtOnce(
        world,
        user,
        own.slice(from, from + 8).map(({ id }) => `done harbor ${id}`),
        { heard },
      );
    }
  }
}

async function signAll(world: FastWorld, fate: Fate): Promise<void> {
  const signers = { plan: 'U0SOFIA', activation: 'U0SOFIA', agents_ready: 'U0JOON', go: 'U0SOFIA' } as const;
  for (const [statement, user] of Object.entries(signers))
    await press(world, user, 'signoff_approve', { value: `"statement":"${statement}"`, heard: () => fate('signed') });
}

/** One brand's turn: the gate, the phrase, the click; then Zendesk shows it, and Ferry sees it. */
async function turn(world: FastWorld, each: string, fate: Fate): Promise<void> {
  const { zendesk, clock } = world;
  await typePhrase(world, each, fate);
  lap(world, `phrase of ${each}`);
  await idle(world, T0, NEAR);
  await press(world, 'U0MINA', `step_confirm:rb-0-click:${each}`, { heard: () => fate('click claimed') });
  const converted = clock.now();
  zendesk.account('harbor').convertWidget([each]);
  await until(world, `a reading of ${each}`, () =>
    happenings(world).some((event) => event['type'] === 'widget_read' && event['brand'] === each && event['widget'] === 'messaging'),
  );
  expect(clock.now()).toBeGreaterThan(converted + 45_000);
  await fate('between readings');
  await until(world, `${each} is proved`, () => buttons(world, `step_confirm:rb-2m-open-site:${each}`).length > 0);
  lap(world, `proof of ${each}`);
}

/** A wrong phrase is refused at its field; the right one is taken in any case. */
async function typePhrase(world: FastWorld, each: string, fate: Fate): Promise<void> {
  const isTyped = () =>
    happenings(world).findLast(({ type: what, brand: of }) => of === each && /^phrase_/.test(String(what)))?.['type'] === 'phrase_typed';
  while (!isTyped()) {
    await press(world, 'U0MINA', 'gate_open', { value: `"brand":"${each}"` });
    const wrong = await submit(world, { phrase: `convert ${each}x` });
    if (wrong) expect(wrong).toMatchObject({ ok: false, by: 'app', errors: { phrase: expect.stringContaining(`convert ${each}`) } });
    const right = wrong && (await submit(world, { phrase: ` Convert  ${each.toUpperCase()} ` }));
    if (right === undefined) continue;
    expect(right).toMatchObject({ ok: true });
    await fate('phrase typed');
  }
  await until(world, 'the gate takes no second phrase', () => buttons(world, 'gate_open', `"brand":"${each}"`).length === 0);
}

/** Undefined where the bot did not hear it: then nothing is left open. */
async function submit(world: FastWorld, values: Readonly<Record<string, string>>) {
  const { slack, unheard } = world;
  const modal = slack.modals('U0MINA').at(-1);
  const result = modal && (await slack.submit('U0MINA', modal.id, values));
  if (result === undefined || result.ok || result.by === 'app') return result;
  unheard.push(JSON.stringify(result));
  await slack.close('U0MINA', modal?.id ?? '', true);
  return undefined;
}

/** Kills at each moment once, and begins the bot again. */
function killing(world: FastWorld, killed: Moment[]): Fate {
  const { slack, bot } = world;
  return async (moment) => {
    if (killed.includes(moment)) return;
    killed.push(moment);
    if (moment.includes('.')) {
      const { promise, resolve } = Promise.withResolvers<void>();
      const stop = slack.onChange(({ kind }) => {
        if (kind !== 'log' || slack.log().at(-1)?.method !== moment) return;
        stop();
        bot.kill();
        resolve();
      });
      await promise;
    }
    await world.killed();
    lap(world, `killed: ${moment}`);
  };
}

type Happened = Readonly<Record<string, unknown>>;

/** The log as it lies in the database. @throws when a version is missing */
function happenings({ database }: FastWorld): readonly Happened[] {
  const file = new DatabaseSync(database, { readOnly: true, timeout: 2_000 });
  const rows = file.prepare("select version, happened from events where account = 'harbor' order by version").all();
  const head = file.prepare("select head_version from accounts where key = 'harbor'").get();
  file.close();
  expect(rows.map(({ version }) => version)).toEqual(rows.map((_, index) => index + 1));
  expect(rows.length).toBeGreaterThanOrEqual(Number(head?.['head_version']));
  return rows.map(({ happened }) => JSON.parse(String(happened)) as Happened); // as events.ts writes them
}

/** What happens once in a walk without accidents. */
const ONCE = [
  'account_added',
  'connected',
  'role_given',
  'setting_set',
  'item_said',
  'scheduled',
  'sign_off_asked',
  'signed',
  'promised',
  'present',
  't0_reached',
  'step_begun',
  'step_said',
  'step_done',
  'phrase_typed',
  'tickets_compared',
  'conversation_seen',
  'finished',
];
const ACCIDENTS = ['cancelled', 'start_missed', 'phrase_void', 'brand_left', 'seen_unplanned', 'tokens_refused', 'halted'];

/** Nothing was told, asked, begun or done twice, whatever became of the process. */
function nothingTwice(world: FastWorld): void {
  const { slack, zendesk } = world;
  const all = posts(world);
  const keys = all.flatMap(({ metadata }) => (metadata ? [JSON.stringify(metadata['event_payload'])] : []));
  expect(keys.length).toBeGreaterThan(25);
  expect(twice(keys)).toEqual([]);
  expect(twice(all.filter(({ metadata }) => metadata).map(({ text }) => text))).toEqual([]);
  const names = new Map(slack.files().map(({ id, name }) => [id, name]));
  // The same file may stand in two places: a calendar file goes to the channel and to the operator.
  const files = all.flatMap((post) => (post.files ?? []).map((id) => `${post.channel} ${names.get(id) ?? id}`));
  expect(files.filter((name) => name.endsWith('.csv'))).toHaveLength(2);
  expect(twice(files)).toEqual([]);
  const refused = slack.log().filter(({ answer }) => answer['ok'] === false && answer['error'] !== 'ratelimited');
  expect(refused.map(({ method, answer }) => `${method} ${String(answer['error'])}`)).toEqual([]);
  const writes = zendesk.log().filter(({ method }) => method !== 'GET');
  expect(writes.filter(({ method }) => method === 'PATCH')).toHaveLength(2);
  expect(twice(writes.flatMap(({ method, path }) => (method === 'PUT' ? (decodeURIComponent(path).match(/\d{4,}/g) ?? []) : [])))).toEqual(
    [],
  );

  const events = happenings(world);
  const facts = events.filter(({ type: what }) => ONCE.includes(String(what)));
  const named = ['type', 'role', 'user', 'key', 'item', 'step', 'group', 'statement', 'of', 'brand', 'mark'];
  expect(twice(facts.map((fact) => JSON.stringify(named.map((name) => fact[name] ?? ''))))).toEqual([]);
  expect(events.filter(({ type: what }) => ACCIDENTS.includes(String(what)))).toEqual([]);
  expect(facts.filter(({ type: what }) => what === 'finished')).toEqual([{ type: 'finished', remaining: [] }]);
}

function twice(all: readonly string[]): readonly string[] {
  return all.filter((each, index) => all.indexOf(each) !== index);
}

function lap({ clock }: FastWorld, what: string): void {
  if (process.env['TEST_LOG']) console.info(`${(performance.now() / 1000).toFixed(1)} s, ${new Date(clock.now()).toISOString()}: ${what}`);
}
