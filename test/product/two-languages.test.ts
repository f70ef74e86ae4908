import { setTimeout as pause } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { rulesReady } from '../../playground/zendesk/seeds/rules.ts';
import { harborShop } from '../../playground/zendesk/seeds.ts';
import { latinIn } from '../playground-slack/latin.ts';
import { MINUTE, passTo, prepared, schedule, signEverything, typePhrase } from '../support/night.ts';
import { type TestWorld, testWorld } from '../support/world.ts';

const HANGUL = /[ᄀ-ᇿ㄰-㆏가-힣]/;
/** Three English words in a row are a sentence or a part of one. */
const ENGLISH = /(?<![\w-])[A-Za-z][a-z'’]+(?:[,.:;]? +(?:[a-z'’]+|[A-Z][a-z'’]+)){2,}/g;
/** Names that Zendesk, the standards and the test's own account have: the same in every language. */
const NAMES = [
  'Turn on messaging for your account',
  'Turn on messaging for Web Widget (Classic)',
  'Harbor Outdoor',
  'Web Chat',
  'Admin Center',
  'Agent Workspace',
  'Support + Chat',
  'Sunshine Conversations',
  'Web Widget',
  'Content-Security-Policy',
  'web, android, ios',
];

/** What the account's own brand, groups and trigger are called. */
const OWN = ['harbor', 'Harbor Outdoor', 'Returns', 'Web Chat', 'Route messaging to first line'];

/** Every text that a person reads in these blocks, views or messages. */
function textsOf(value: unknown): readonly string[] {
  if (Array.isArray(value)) return value.flatMap(textsOf);
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, each]) =>
    ['text', 'alt_text'].includes(name) && typeof each === 'string' ? [each] : textsOf(each),
  );
}

/** What is the same in every language taken out: code, addresses, people, channels, dates that Slack draws, signs, ids and names. */
function words(text: string): string {
  const bare = text
    .replace(/```[^`]*```|`[^`]*`/g, ' … ')
    // Where Slack draws no code, a command stands as it is typed.
    .replace(/\/migrate(?: [\w<>@#.:+-]+)*|npm run ferry [\w -]+/g, ' … ')
    .replace(/<!date\^[^>]*\|([^>]*)>/g, ' $1 ')
    .replace(/<(?:https?:[^|>]*)\|([^>]*)>/g, ' $1 ')
    .replace(/<[@#!][^>]*>|<?https?:[^\s>]*>?/g, ' … ')
    .replace(/:[a-z_]+:/g, ' … ')
    .replace(/\bU0[A-Z]+\b|\b[a-z0-9]+(?:-[a-z0-9]+)+\b/g, ' … ');
  return NAMES.reduce((rest, name) => rest.replaceAll(name, ' … '), bare);
}

const english = (text: string): readonly string[] => words(text).match(ENGLISH) ?? [];
const foreign = { ko: english, en: (text: string) => (HANGUL.test(text) ? [text] : []) };

describe('the checker itself', () => {
  it.each([
    ['아직 Nothing is scheduled for 계정', ['Nothing is scheduled for']],
    ['`npm run ferry -- connect harbor` 명령', []],
    ['<https://support.zendesk.com/hc/ko/articles/1|Zendesk 문서 1> · Ferry가 확인', []],
    ['<https://slack.com/x|the first message>', ['the first message']],
    ['Admin Center › Apps and integrations › APIs', ['Apps and integrations']],
    ['11월 24일(화) 12:30 (Vilnius) Support + Chat', []],
  ])('%s', (text, found) => expect(english(text)).toEqual(found));
});

/** One person at the keyboard, and everything they read, each with what they did last before it. */
function reader(world: TestWorld, who: string) {
  const { slack } = world;
  const read: { readonly at: string; readonly text: string }[] = [];
  const keep = (at: string, value: unknown) => read.push(...textsOf(value).map((text) => ({ at, text })));
  let seen = slack.ephemerals(who).length;
  const news = () => slack.ephemerals(who).slice(seen);
  const readOn = (at: string) => {
    keep(
      at,
      news().map(({ text, blocks }) => ({ text, blocks })),
    );
    seen += news().length;
  };
  const during = async (at: string, act: () => Promise<unknown>) => {
    readOn(`${at} or before`);
    await act();
    await world.until(`an answer to ${at}`, () => news().length > 0 || slack.modals(who).length > 0);
    await pause(20);
    readOn(at);
    for (const { view } of slack.modals(who)) keep(at, view);
  };
  return {
    read,
    readOn,
    type: (text: string) => during(text === '' ? '/migrate' : text, () => slack.slash(who, 'C0MIGRATION', text)),
    /** For what answers more than once: how often. */
    async typeFor(answers: number, text: string) {
      const before = slack.ephemerals(who).length;
      await this.type(text);
      await world.until(`${answers} answers to ${text}`, () => slack.ephemerals(who).length >= before + answers);
      readOn(text);
    },
    mention: (text: string) => during(`@ferry ${text}`, () => slack.mention(who, 'C0MIGRATION', text)),
    /** Presses the newest button of this action that this person sees. */
    press(action: string) {
      const all = [...slack.messages('C0MIGRATION').flatMap((one) => [one, ...one.replies]), ...slack.ephemerals(who)];
      const place = all
        .filter(({ deleted }) => !deleted)
        .toSorted((a, b) => Number(a.ts) - Number(b.ts))
        .findLast(({ blocks }) => JSON.stringify(blocks).includes(`"action_id":"${action}`));
      const id = new RegExp(`"action_id":"(${action}[^"]*)"`).exec(JSON.stringify(place?.blocks))?.[1] ?? '';
      return during(action, () => slack.press(who, { channel: place?.channel ?? '', ts: place?.ts ?? '' }, id));
    },
    /** Sends the form off; what then stands at its fields is read, too. */
    async submit(values: Readonly<Record<string, unknown>>) {
      const view = slack.modals(who).at(-1);
      const sent = await slack.submit(who, view?.id ?? '', values);
      await pause(20);
      if (!sent.ok && sent.by === 'app') read.push(...Object.values(sent.errors).map((text) => ({ at: 'a field of a form', text })));
    },
    async close() {
      const view = slack.modals(who).at(-1);
      if (view) await slack.close(who, view.id, true);
    },
    async home() {
      const before = slack.home(who)?.hash;
      await slack.openHome(who);
      await world.until('the home', () => slack.home(who)?.hash !== before);
      keep('App Home', slack.home(who)?.view);
    },
  };
}

const SECTIONS = ['before', 'requirements', 'agents', 'migrate', 'after', 'resources'];
const ROLES = ['admin', 'lead', 'approver', 'operator', 'backup'] as const;

// Each reader has a world of their own: side by side.
describe.concurrent.each([
  ['ko', 'U0JOON', 'U0KIM'],
  ['en', 'U0MINA', 'U0DAN'],
] as const)('a reader of %s', (language, who, other) => {
  it('reads nothing in the other language: commands, buttons, forms, refusals, App Home', async () => {
    const world = await testWorld([harborShop({ ...rulesReady(9_001), plan: 'suite_enterprise' })]);
    await world.said(
      'U0ADA',
      ROLES.map((role) => ({ type: 'role_given', role, user: who }) as const),
    );
    const me = reader(world, who);
    const desk = world.zendesk.account('harbor');
    const each = async (...commands: readonly string[]) => {
      for (const command of commands) {
        await me.typeFor(command.startsWith('check ') ? 2 : 1, command);
        await me.close();
      }
    };

    await each(
      '',
      'help',
      'status harbor',
      'why harbor',
      'after harbor',
      'accounts',
      'accounts nothing',
      'accounts 7',
      'cutover harbor',
      'signoff harbor',
      'checklist harbor',
    );
    await each('check harbor', 'status harbor', 'why harbor', ...SECTIONS.map((section) => `checklist harbor ${section}`));
    desk.fault({ mode: 'html' });
    await each('check harbor', 'status harbor', 'checklist harbor');
    desk.clearFaults();
    desk.fault({ mode: 'forbidden' });
    await each('check harbor', ...SECTIONS.map((section) => `checklist harbor ${section}`));
    desk.clearFaults();
    desk.fault({ mode: 'unauthorized' });
    await each('check harbor', 'status harbor', 'checklist harbor requirements');
    desk.clearFaults();
    desk.flip('agents.agent_workspace', false);
    await each('check harbor', 'status harbor', 'checklist harbor requirements');
    desk.flip('agents.agent_workspace', true);
    await each(
      'check harbor',
      'settings harbor',
      'team harbor',
      'settings harbor notice 0h',
      'settings harbor notice 0h',
      'settings harbor approval solo',
      'settings harbor channels web,ios',
      'settings harbor key-pages https://shop.example/',
      'settings harbor black-outs 2026-12-11..2026-12-31',
    );
    await each(
      'done harbor chat-limits 1',
      'done harbor chat-limits 1',
      'waive harbor chat-limits 1',
      'undo harbor chat-limits',
      'undo harbor chat-limits',
      'assign harbor chat-limits @mina 2026-12-01',
      'done harbor req-agent-workspace-enabled',
      'done harbor migrate-2-update-chat-settings',
      'waive harbor migrate-close-active-chats 1',
      'done harbor migrate-agents-offline',
    );
    await each(
      'share harbor #agents',
      'share harbor #agents',
      'share harbor #agents again',
      'share harbor #other',
      'share harbor #nowhere',
      'share harbor a b c',
    );
    await me.type('team harbor');
    await me.submit({ admin: [] });
    await me.close();
    await me.type('settings harbor');
    await me.submit({
      brands: 'harbor,harbor',
      path: 'harbor:swap',
      notice: 'soon',
      sandbox: 'nothing',
      'guard-tag': 'A B',
      'operator-hours': '1',
    });
    await me.close();
    await me.type('schedule harbor');
    await me.submit({ date: '2026-11-20', time: '02:00' });
    await me.submit({ date: '2026-12-12', time: '02:00' });
    await me.submit({ date: '2026-12-01', time: 'noon' });
    await me.close();
    await each(
      ...[
        '2026-11-20 02:00 90m',
        '2026-12-12 02:00 20m',
        '1.12.2026 02:00 90m',
        '2026-12-01 2am 90m',
        '2026-12-01 02:00 x',
        '2026-12-01 02:00 99h',
        '2027-03-28 03:30 90m',
        '2027-10-31 03:30 90m',
      ].map((rest) => `schedule harbor ${rest}`),
    );
    await each('schedule harbor 2026-11-24 12:30 90m', 'schedule harbor 2026-11-24 12:30 90m', 'schedule harbor 2026-11-24 13:30 90m');
    await world.pass(MINUTE);
    await each(
      'status harbor',
      'why harbor',
      'cutover harbor',
      'cutover harbor plan',
      'cutover harbor dry-run',
      'cutover harbor x',
      'accounts',
      'signoff harbor',
      'settings harbor brands harbor',
      'team harbor operator add @dan',
      'team harbor operator remove @dan',
    );
    await me.press('signoff_decline');
    await me.submit({ reason: '1' });
    await me.close();
    await me.press('signoff_approve');
    await me.press('status_refresh');
    await each(
      'status harbor',
      'checklist harbor',
      'cutover harbor pause',
      'status harbor',
      'cutover harbor pause',
      'cutover harbor resume',
      'cutover harbor resume',
      'cutover harbor cancel',
      'cutover harbor cancel',
      'status harbor',
    );
    await me.press('cutover_pause').catch(() => undefined);
    await each('checklist harbor before');
    await me.press('questions_open');
    await me.submit({});
    await me.close();
    await each('checklist harbor migrate');
    await me.press('item_waive');
    await me.submit({ reason: ' ' });
    await me.close();
    await each('checklist harbor migrate');
    await me.press('item_check');
    await each(
      'report harbor',
      'use harbor',
      'use harbor',
      'use nothing',
      'connect',
      'connect x',
      'connect B! y',
      'connect fresh https://x',
      'connect harbor harbor',
      'connect other harbor',
      'connect fresh fresh-shop',
      'connect fresh xoxb-1234567890-abcdefghij',
    );
    await each(
      'nothing',
      'statsu',
      'status nothing',
      'status harbr',
      'done harbor',
      'done harbor zzz',
      'waive harbor',
      'waive harbor chat-limits',
      'assign harbor chat-limits',
      'assign harbor chat-limits @mina 1',
      'checklist harbor agentz',
      'settings harbor notcie 1',
      'settings harbor notice',
      'team harbor boss add @mina',
      'team harbor lead give @mina',
      'team harbor lead add mina',
      'team harbor lead add @ferry',
      'team harbor lead add',
      'archive',
      'archive fresh',
      'archive fresh',
      'status fresh',
    );
    await me.mention(language === 'ko' ? 'harbor 계정은 어디까지 진행됐나요?' : 'what is left for harbor?');
    await me.home();

    const stranger = reader(world, other);
    for (const command of [
      'help',
      'status harbor',
      'check harbor',
      'done harbor chat-limits',
      'waive harbor chat-limits x',
      'team harbor lead add @mina',
      'settings harbor notice 1h',
      'schedule harbor 2026-12-01 02:00 90m',
      'signoff harbor',
      'share harbor',
      'report harbor',
      'cutover harbor',
      'archive harbor',
      'use harbor',
      'connect a b',
      'undo harbor chat-limits',
      'assign harbor chat-limits @mina',
    ])
      await stranger.type(command);
    await stranger.home();
    await pause(200);
    for (const one of [me, stranger]) one.readOn('the end');
    const posts = world.slack
      .messages('C0MIGRATION')
      .flatMap((one) => [one, ...one.replies])
      .filter(({ user }) => user === world.slack.bot.userId);
    await world.stop();

    const all = [...me.read, ...stranger.read];
    expect(all.length).toBeGreaterThan(1_000);
    const wrong = all.flatMap(({ at, text }) => foreign[language](text).map((found) => `${at}: ${found}`));
    expect([...new Set(wrong)]).toEqual([]);
    // The channel is of the account's language, whoever acts: English while nobody has said otherwise.
    expect(posts.length).toBeGreaterThan(5);
    expect(posts.flatMap(({ text, blocks }) => textsOf({ text, blocks })).filter((text) => HANGUL.test(text))).toEqual([]);
  }, 30_000);
});

describe('an account whose language is Korean', () => {
  it('is Korean in every post, form of the night and file, from the plan to Finish, and again English when it is set back', async () => {
    const world = await prepared();
    await world.said('U0ADA', [{ type: 'role_given', role: 'operator', user: 'U0JOON' }]);
    await world.type('U0ADA', 'settings harbor language ko');
    await world.type('U0ADA', 'share harbor #agents');
    await world.until('the links', () => world.slack.messages('C0AGENTS').length > 0);
    const [links] = world.slack.messages('C0AGENTS');
    for (const who of ['U0KIM', 'U0JOON']) await world.slack.press(who, { channel: 'C0AGENTS', ts: links?.ts ?? '' }, 'links_read');
    await world.pass(1_000);
    const desk = world.zendesk.account('harbor');
    const early = desk.startChat({ brand: 'harbor', group: 9001 });
    await schedule(world);
    await signEverything(world);
    await world.press('U0MINA', 'operator_accept');
    await passTo(world, '2026-11-24T09:31:00Z', MINUTE);
    await world.press('U0MINA', 'operator_accept');
    await passTo(world, '2026-11-24T10:14:30Z', 2 * MINUTE);
    await passTo(world, '2026-11-24T10:15:30Z');
    await world.press('U0MINA', 'step_confirm:rb-15m-stop-new');
    await passTo(world, '2026-11-24T10:17:00Z');
    await world.press('U0MINA', 'cutover_pause');
    await world.pass(MINUTE);
    await world.press('U0MINA', 'cutover_resume');
    desk.endAllChats();
    desk.allAgents('offline');
    await passTo(world, '2026-11-24T10:24:00Z');
    await world.until('the gate', () => world.has('gate_open'));
    // The form of the last gate is its reader's, not the account's.
    const korean = JSON.stringify(await typePhrase(world, 'convert harbr', 'U0JOON'));
    const form = textsOf(world.slack.modals('U0JOON').at(-1)?.view);
    expect([korean, ...form].filter((text) => english(text).length > 0 || !HANGUL.test(text))).toEqual([]);
    await typePhrase(world, 'convert harbr');
    expect(textsOf(world.slack.modals('U0MINA').at(-1)?.view).filter((text) => HANGUL.test(text))).toEqual([]);
    await typePhrase(world, 'convert harbor');
    await passTo(world, '2026-11-24T10:31:00Z');
    await world.until('the click', () => world.has('step_confirm:rb-0-click:harbor'));
    await world.press('U0MINA', 'step_confirm:rb-0-click:harbor');
    await passTo(world, '2026-11-24T10:42:00Z', 20_000);
    desk.convertWidget(['harbor']);
    if (early.ticketId) desk.deleteTicket(early.ticketId);
    await passTo(world, '2026-11-24T10:47:00Z');
    desk.allAgents('online');
    desk.startConversation({ brand: 'harbor', group: 9001 });
    await passTo(world, '2026-11-24T10:52:00Z', 20_000);
    for (const step of ['rb-2m-open-site:harbor', 'rb-15p-test-conversation:harbor']) await world.press('U0JOON', `step_confirm:${step}`);
    await world.press('U0MINA', 'step_confirm:rb-0-responses:harbor');
    await passTo(world, '2026-11-24T11:05:00Z', 20_000);
    await world.press('U0JOON', 'step_confirm:rb-15p-open-doors');
    await world.until('Finish', () => world.has('cutover_finish'));
    await world.press('U0SOFIA', 'cutover_finish');
    await world.until('the end', async () => (await world.migration()).stage === 'live');
    await world.pass(25 * 60 * MINUTE, 20 * MINUTE);
    await world.type('U0ADA', 'report harbor');

    const posts = ['C0MIGRATION', 'C0AGENTS', world.slack.directChannel('U0ADA')]
      .flatMap((channel) => world.slack.messages(channel).flatMap((one) => [one, ...one.replies]))
      .filter(({ user, text }) => user === world.slack.bot.userId && text !== '');
    const texts = posts.flatMap(({ text, blocks }) => textsOf({ text, blocks }));
    const markdown = world.slack.files().find(({ name }) => name.endsWith('report.md'));
    const report = Buffer.from(markdown?.bytes ?? [])
      .toString()
      .split('\n');
    const titles = world.slack.files().map(({ title }) => title);
    await world.type('U0ADA', 'settings harbor language en');
    await world.pass(MINUTE);
    const board = () => world.slack.messages('C0MIGRATION').find(({ text }) => text.includes('is live on messaging'));
    await expect.poll(board, { timeout: 2_000 }).toBeDefined();
    await world.stop();

    expect(posts.length).toBeGreaterThan(25);
    expect([...new Set(texts.flatMap(english))]).toEqual([]);
    expect([...new Set([...texts, ...report, ...titles].flatMap((text) => latinIn(text, OWN)))]).toEqual([]);
    expect(posts.filter(({ text }) => !HANGUL.test(text)).map(({ text }) => text)).toEqual([]);
    expect([...new Set([...report, ...titles].flatMap(english))]).toEqual([]);
    expect(report.filter((line) => HANGUL.test(line)).length).toBeGreaterThan(50);
  }, 40_000);
});
