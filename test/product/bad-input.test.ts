import { spawn } from 'node:child_process';
import { createHmac } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { text } from 'node:stream/consumers';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { harborShop, sandboxOf } from '../../playground/zendesk/seeds.ts';
import { type Instant, instant } from '../../src/migration/time.ts';
import { type Running, start } from '../../src/ops/app.ts';
import { readConfig } from '../../src/ops/config.ts';
import { MINUTE, prepared, schedule } from '../support/night.ts';
import { type TestWorld, testWorld, timeOf, users } from '../support/world.ts';

const CHANNELS = ['C0MIGRATION', 'C0AGENTS', 'C0OTHER'];
const ACCOUNTS = ['harbor', 'harbor-sandbox'];
/** How long a redrawn message may take of the machine's time. */
const SOON = { timeout: 2_000 };

/** Everything that somebody else than this person could notice, and every account's version. */
async function rest(world: TestWorld, person: string) {
  const others = users.map(({ id }) => id).filter((id) => id !== person);
  const rooms = [...CHANNELS, ...others.map((id) => world.slack.directChannel(id))];
  return {
    versions: await Promise.all(ACCOUNTS.map(async (key) => (await world.migration(key)).version)),
    posts: rooms.map((room) => world.slack.messages(room).map(({ text: said, edits, replies }) => [said, edits, replies.length])),
    whispers: others.map((id) => world.slack.ephemerals(id).length),
  };
}

/** What this person is told; that nobody else is, and that no log has moved, is expected here. */
async function toldAlone(world: TestWorld, person: string, act: () => Promise<unknown>): Promise<string> {
  const before = await rest(world, person);
  const heard = world.slack.ephemerals(person).length;
  await act();
  await world.until(`an answer for ${person}`, () => world.slack.ephemerals(person).length > heard);
  await pause(40);
  expect(await rest(world, person)).toEqual(before);
  return world.slack
    .ephemerals(person)
    .slice(heard)
    .map(({ text: said }) => said)
    .join('\n');
}

async function closeModals(world: TestWorld, person: string): Promise<void> {
  const open = world.slack.modals(person).at(-1);
  if (open) await world.slack.close(person, open.id, true);
}

describe('a command with something wrong in it', () => {
  let world: TestWorld;

  beforeAll(async () => {
    world = await testWorld([harborShop({ plan: 'suite_enterprise' }), sandboxOf(harborShop())]);
    await world.said('U0ADA', [
      { type: 'setting_set', key: 'black-outs', value: '2026-12-11..2026-12-31' },
      { type: 'setting_set', key: 'operator-hours', value: '00:00-08:00' },
    ]);
    await world.type('U0ADA', 'check harbor');
    await pause(40);
  });
  afterAll(() => world.stop());

  const answerTo = (words: string) => toldAlone(world, 'U0ADA', () => world.slack.slash('U0ADA', 'C0MIGRATION', words));

  it.each<[string, string, readonly (string | RegExp)[]]>([
    ['an unknown sub-command', 'statsu harbor', ['/migrate statsu', 'Did you mean `/migrate status`?', '/migrate help']],
    ['an unknown sub-command near to nothing', 'xyzzy harbor', ['/migrate xyzzy', '/migrate help']],
    ['an unknown account', 'status harbr', ['`harbr`', 'Nearest: `harbor`', '/migrate accounts']],
    ['an unknown account near another one', 'why harbor-sandbx', ['`harbor-sandbx`', '`harbor-sandbox`']],
    ['no account where there are several', 'status', ['Which account?', '/migrate status harbor', '/migrate use']],
    ['an unknown item', 'done harbor agents-trainign-session', ['`agents-trainign-session`', '`agents-training-session`']],
    ['an unknown item near to nothing', 'waive harbor zzz because', ['`zzz`', '/migrate checklist']],
    ['no reason for a waiver', 'waive harbor chat-goals', ['/migrate waive harbor']],
    ['an unknown section', 'checklist harbor agentz', ['agentz', '`agents`']],
    ['an unknown setting', 'settings harbor notcie 3h', ['`notcie`', 'Did you mean `notice`?']],
    ['a value that is none', 'settings harbor notice soon', ['`48h`']],
    ['hours that are none', 'settings harbor operator-hours 25:00-26:00', ['HH:MM-HH:MM']],
    ['a black-out the wrong way round', 'settings harbor black-outs 2026-12-31..2026-12-11', ['earlier day first']],
    ['a brand named twice', 'settings harbor brands harbor,harbor', ['`harbor` is named twice', 'once']],
    ['a brand named twice, in other letters', 'settings harbor brands harbor, HARBOR', ['named twice']],
    ['a path of a brand named twice', 'settings harbor path harbor:convert,harbor:convert', ['`harbor` is named twice']],
    ['a brand that is not there', 'settings harbor brands harbour', ['`harbour`', '/migrate check harbor']],
    ['an unknown role', 'team harbor boss add @mina', ['`boss`', '`approver`', '/migrate team harbor']],
    ['a person who is no mention', 'team harbor lead add mina', ['`mina`', '`@`']],
    ['a bot with a role', 'team harbor lead add @ferry', ['is a bot']],
    ['the last admin gone', 'team harbor admin remove @ada', ['last admin']],
    ['a date that is none', 'assign harbor chat-limits @mina 2026-13-01', ['2026-13-01', 'YYYY-MM-DD']],
    ['a subdomain that is an address', 'connect fresh https://evil.example', ['.zendesk.com', '/migrate connect']],
    ['a subdomain that another account has', 'connect fresh harbor', ['`harbor`', '/migrate status harbor']],
    ['a channel that Ferry is not in', 'share harbor #other', ['/invite @Ferry']],
    ['a channel that is not there', 'share harbor #nowhere', ['no channel “#nowhere”', '/invite @Ferry']],
  ])('%s: %s', async (_, words, parts) => {
    const told = await answerTo(words);
    for (const part of parts) expect(told).toMatch(part instanceof RegExp ? part : new RegExp(part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')));
  });

  // In Vilnius it is 11:00 on Tuesday the 24th; 48 hours' notice are asked for, and there is one brand.
  it.each<[string, string, readonly string[]]>([
    ['in the past', '2026-11-23 02:00 90m', ['in the past', 'earliest start is Thu 26 Nov']],
    ['before the notice', '2026-11-26 02:00 90m', ['`48h` notice', 'earliest start is Thu 26 Nov', '/migrate settings harbor notice']],
    ['too short', '2026-12-01 02:00 20m', ['20 minutes is too short', 'at least 45 minutes', '02:00 45m`']],
    ['in a black-out', '2026-12-12 02:00 90m', ['black-out 2026-12-11..2026-12-31', '/migrate settings harbor black-outs']],
    ['when nobody is awake', '2026-12-01 14:00 90m', ['00:00-08:00']],
    ['on a day that is none', '2026-02-30 02:00 90m', ['`2026-02-30` is not a day', '/migrate schedule harbor']],
    ['on a day written otherwise', '29.11.2026 02:00 90m', ['`29.11.2026` is not a day', 'year-month-day']],
    ['at a time that is none', '2026-12-01 2am 90m', ['`2am` is not a time', 'HH:MM', '/migrate schedule harbor 2026-12-01']],
    ['at a minute after midnight’s end', '2026-12-01 24:30 90m', ['`24:30` is not a time']],
    ['of no length', '2026-12-01 02:00 soon', ['`soon` is not a duration', '/migrate schedule harbor 2026-12-01 02:00 90m']],
    ['of less than nothing', '2026-12-01 02:00 -90m', ['`-90m` is not a duration']],
    ['in the hour that summer time skips', '2027-03-28 03:30 90m', ['03:30 does not exist on 2027-03-28', '2027-03-28 04:00']],
    ['in the hour that winter time repeats', '2027-10-31 03:30 90m', ['comes twice on 2027-10-31', 'Which one']],
  ])('a window %s', async (_, words, parts) => {
    const told = await answerTo(`schedule harbor ${words}`);
    for (const part of parts) expect(told).toContain(part);
  });

  it('a window in the past, in the form: the field says so and the form stays', async () => {
    const before = await rest(world, 'U0ADA');
    await world.type('U0ADA', 'schedule harbor 2026-11-20');
    const [modal] = world.slack.modals('U0ADA');
    const sent = await world.slack.submit('U0ADA', modal?.id ?? '', { time: '02:00' });
    expect(sent).toMatchObject({ ok: false, by: 'app', errors: { date: expect.stringContaining('in the past') } });
    const short = await world.slack.submit('U0ADA', modal?.id ?? '', { date: '2026-12-01', time: 'noon' });
    expect(short).toMatchObject({ ok: false, by: 'app', errors: { time: expect.stringContaining('HH:MM') } });
    await closeModals(world, 'U0ADA');
    expect(await rest(world, 'U0ADA')).toEqual(before);
  });

  it('a brand named twice, in the form: the field says so, and the other fields are not kept', async () => {
    await world.type('U0ADA', 'settings harbor');
    await world.until('the form', () => world.slack.modals('U0ADA').length > 0);
    const before = await rest(world, 'U0ADA');
    const [modal] = world.slack.modals('U0ADA');
    const sent = await world.slack.submit('U0ADA', modal?.id ?? '', { brands: 'harbor,harbor', notice: '3h' });
    expect(sent).toMatchObject({ ok: false, by: 'app', errors: { brands: expect.stringContaining('named twice') } });
    await closeModals(world, 'U0ADA');
    expect(await rest(world, 'U0ADA')).toEqual(before);
  });
});

describe('a press', () => {
  let world: TestWorld;
  const inChannel = (ts: string) => ({ channel: 'C0MIGRATION', ts });
  const holding = (action: string) =>
    world.slack.messages('C0MIGRATION').filter(({ blocks }) => JSON.stringify(blocks).includes(`"${action}"`));
  const newest = (action: string) => inChannel(holding(action).at(-1)?.ts ?? '');
  const events = async (type: string) => {
    await world.type('U0ADA', 'report harbor');
    const file = world.slack.files().findLast(({ name }) => name.endsWith('events.jsonl'));
    return (
      Buffer.from(file?.bytes ?? [])
        .toString()
        .split(`"type":"${type}"`).length - 1
    );
  };

  beforeAll(async () => {
    world = await prepared();
    await schedule(world);
  });
  afterAll(() => world.stop());

  it('of a person without the role: says who has it, in the presser’s language', async () => {
    const korean = await toldAlone(world, 'U0KIM', () => world.slack.press('U0KIM', newest('signoff_approve'), 'signoff_approve'));
    expect(korean).toContain('승인자만');
    expect(korean).toContain('<@U0SOFIA>');
    const english = await toldAlone(world, 'U0MINA', () => world.slack.press('U0MINA', newest('signoff_decline'), 'signoff_decline'));
    expect(english).toContain('Only an approver');
    expect(english).toContain('<@U0SOFIA>');
    expect(world.slack.modals('U0MINA')).toHaveLength(0);
  });

  it('of a person without the role: an admin may do what a lead may, so where there is no lead the admin is named', async () => {
    await world.said('U0ADA', [{ type: 'role_taken', role: 'lead', user: 'U0JOON' }]);
    const told = await toldAlone(world, 'U0DAN', () => world.slack.slash('U0DAN', 'C0MIGRATION', 'done harbor after-reporting-baseline'));
    await world.said('U0ADA', [{ type: 'role_given', role: 'lead', user: 'U0JOON' }]);
    expect(told).toContain('<@U0ADA>');
  });

  it('twice: does it once, and is answered twice', async () => {
    const place = newest('signoff_approve');
    const before = { signed: await events('signed'), heard: world.slack.ephemerals('U0SOFIA').length };
    await Promise.all([world.slack.press('U0SOFIA', place, 'signoff_approve'), world.slack.press('U0SOFIA', place, 'signoff_approve')]);
    await world.until('two answers', () => world.slack.ephemerals('U0SOFIA').length >= before.heard + 2);
    expect(await events('signed')).toBe(before.signed + 1);
  });

  it('of two people on opposite buttons at once: one outcome, both are told, and the messages show it', async () => {
    const board = newest('cutover_pause');
    const heard = (who: string) => world.slack.ephemerals(who).length;
    const before = { ada: heard('U0ADA'), mina: heard('U0MINA'), cancelled: await events('cancelled') };
    await Promise.all([world.slack.press('U0ADA', board, 'cutover_pause'), world.slack.press('U0MINA', board, 'cutover_cancel')]);
    await world.until('both told', () => heard('U0ADA') > before.ada && heard('U0MINA') > before.mina);
    await pause(40);
    const after = await world.migration();
    expect(after.stage).toBe('preparing');
    expect(after.lastEnd?.because).toBe('person');
    expect(await events('cancelled')).toBe(before.cancelled + 1);
  });

  it('leaves no button of an ended plan behind, and no message that says something else than what was agreed', async () => {
    await expect
      .poll(
        () => [...holding('cutover_cancel'), ...holding('cutover_resume'), ...holding('operator_accept')].map(({ text: said }) => said),
        SOON,
      )
      .toEqual([]);
    await expect
      .poll(() => world.slack.messages('C0MIGRATION').map(({ text: said }) => said), SOON)
      .not.toContainEqual(expect.stringMatching(/not chosen yet|nobody clicks/));
  });

  it('on a message of an old plan: is not obeyed, and the message is refreshed', async () => {
    const boards = holding('cutover_cancel').length;
    await world.type('U0ADA', 'schedule harbor 2026-11-24 14:30 90m');
    await world.until('the board', () => holding('cutover_cancel').length > boards);
    const old = newest('cutover_cancel');
    const { scheduled } = await world.migration();
    // An hour later, while the old message still stands on a screen somewhere.
    const opensAt = later(scheduled?.plan.opensAt, 60 * MINUTE);
    const closesAt = later(scheduled?.plan.closesAt, 60 * MINUTE);
    if (scheduled)
      await world.said('U0ADA', [
        { type: 'scheduled', plan: { ...scheduled.plan, opensAt, closesAt, brands: [...scheduled.plan.brands] } },
      ]);
    const heard = world.slack.ephemerals('U0ADA').length;
    await world.slack.press('U0ADA', old, 'cutover_cancel');
    await world.until('an answer', () => world.slack.ephemerals('U0ADA').length > heard);
    expect(world.slack.ephemerals('U0ADA').at(-1)?.text).toContain('earlier plan');
    expect((await world.migration()).scheduled?.plan.opensAt).toBe(opensAt);
    await world.until('the new board', () => newest('cutover_cancel').ts !== old.ts);
    await world.pass(MINUTE);
    const shown = () => JSON.stringify(world.slack.messages('C0MIGRATION').find(({ ts }) => ts === old.ts)?.blocks);
    await expect.poll(shown, SOON).not.toContain('cutover_cancel');
  });

  it('that Slack brings twice: does it once', async () => {
    const place = newest('cutover_pause');
    const before = await events('halted');
    const heard = world.slack.ephemerals('U0MINA').length;
    await world.slack.press('U0MINA', place, 'cutover_pause');
    await world.slack.resend();
    await world.until('an answer', () => world.slack.ephemerals('U0MINA').length > heard);
    await pause(40);
    expect(await events('halted')).toBe(before + 1);
    expect((await world.migration()).stage).toBe('halted');
  });

  it('and a command that Slack brings twice, its channel as a plain name: does it once', async () => {
    await world.type('U0ADA', 'share harbor #Agents');
    await world.until('the links', () => world.slack.messages('C0AGENTS').length > 0);
    const posted = world.slack.messages('C0AGENTS').length;
    await world.type('U0ADA', 'share harbor #agents again');
    await world.slack.resend();
    await world.until('the new post', () => world.slack.messages('C0AGENTS').length > posted);
    await world.pass(MINUTE);
    expect(world.slack.messages('C0AGENTS')).toHaveLength(posted + 1);
  });

  it('and a mention that Slack brings twice: is answered once', async () => {
    const heard = world.slack.ephemerals('U0DAN').length;
    await world.slack.mention('U0DAN', 'C0MIGRATION', 'what is left for harbor?');
    await world.slack.resend();
    await world.until('an answer', () => world.slack.ephemerals('U0DAN').length > heard);
    await pause(40);
    expect(world.slack.ephemerals('U0DAN')).toHaveLength(heard + 1);
  });
});

describe('HTTP mode', () => {
  let world: TestWorld;
  let bot: Running;
  let metrics = 0;

  beforeAll(async () => {
    world = await testWorld([harborShop()]);
    await world.type('U0ADA', 'help');
    await world.down();
    metrics = await freePort();
    const checked = readConfig({ ...world.env, SLACK_APP_TOKEN: '', SLACK_SIGNING_SECRET: 'test', METRICS_PORT: `${metrics}` });
    if (!checked.ok) throw new Error(checked.problems.join('\n'));
    bot = await start(checked.config, timeOf(world.clock));
    world.slack.setRequestUrl(`http://127.0.0.1:${bot.port}/slack/events`);
  });
  afterAll(async () => {
    await bot.stop();
    await world.stop();
  });

  /** Counts by reason. */
  async function refused(): Promise<Readonly<Record<string, number>>> {
    const lines = (await (await fetch(`http://127.0.0.1:${metrics}/metrics`)).text()).matchAll(
      /^ferry_requests_refused_total\{why="(\w+)"\} (\d+)$/gm,
    );
    return Object.fromEntries([...lines].map(([, why = '', count]) => [why, Number(count)]));
  }
  const command = (words: string) => ({
    command: '/migrate',
    text: words,
    user_id: 'U0ADA',
    channel_id: 'C0MIGRATION',
    trigger_id: '1.2.x',
    response_url: `${world.slack.apiUrl.replace('/api/', '')}/response/none`,
  });

  it('obeys a request that Slack has signed', async () => {
    expect(await world.type('U0ADA', 'done harbor after-reporting-baseline tidied')).toContain('your word is recorded');
    expect((await world.migration()).words['after-reporting-baseline']?.note).toBe('tidied');
    expect(await refused()).toEqual({});
  });

  it('counts its calls to Slack by what came of them', async () => {
    const text = await (await fetch(`http://127.0.0.1:${metrics}/metrics`)).text();
    expect(Number(/ferry_slack_calls_total\{outcome="answered"\} (\d+)/.exec(text)?.[1])).toBeGreaterThan(0);
  });

  it('answers 401 to the same request once more', async () => {
    const { version } = await world.migration();
    expect((await world.slack.replay()).status).toBe(401);
    expect(await refused()).toMatchObject({ replayed: 1 });
    expect((await world.migration()).version).toBe(version);
  });

  it.each([
    ['forged', { secret: 'another secret' }],
    ['old', { shiftSeconds: -301 }],
    ['future', { shiftSeconds: 302 }],
  ] as const)('answers 401 to a request that is %s', async (why, forgery) => {
    const { version } = await world.migration();
    const before = (await refused())[why] ?? 0;
    expect((await world.slack.forge(command('done harbor after-reporting-baseline'), forgery)).status).toBe(401);
    expect((await refused())[why]).toBe(before + 1);
    await pause(40);
    expect((await world.migration()).version).toBe(version);
  });

  it.each([-290, 290])('obeys a request whose clock is off by %i seconds', async (shiftSeconds) => {
    expect((await world.slack.forge(command(`done harbor after-reporting-baseline off-by-${shiftSeconds}`), { shiftSeconds })).status).toBe(
      200,
    );
  });

  it('answers 401 to a request without a signature, or with one for another body', async () => {
    const url = `http://127.0.0.1:${bot.port}/slack/events`;
    const before = await refused();
    const body = new URLSearchParams(command('done harbor after-ooo-conditions')).toString();
    const plain = await fetch(url, { method: 'POST', body, headers: { 'content-type': 'application/x-www-form-urlencoded' } });
    expect(plain.status).toBe(401);
    const stamp = `${Math.floor(Date.now() / 1000)}`;
    const signature = `v0=${createHmac('sha256', 'test').update(`v0:${stamp}:${body}`).digest('hex')}`;
    const headers = {
      'content-type': 'application/x-www-form-urlencoded',
      'x-slack-request-timestamp': stamp,
      'x-slack-signature': signature,
    };
    expect((await fetch(url, { method: 'POST', body: body.replace('ooo-conditions', 'inactivity'), headers })).status).toBe(401);
    expect(await refused()).toMatchObject({ unsigned: (before['unsigned'] ?? 0) + 1, forged: (before['forged'] ?? 0) + 1 });
  });

  it('counts nothing else as refused, and stays ready', async () => {
    expect((await fetch(`http://127.0.0.1:${bot.port}/slack/other`, { method: 'POST' })).status).toBe(404);
    expect((await fetch(`http://127.0.0.1:${bot.port}/health/ready`)).status).toBe(200);
    expect(Object.keys(await refused()).sort()).toEqual(['forged', 'future', 'old', 'replayed', 'unsigned']);
  });
});

describe('npm start', () => {
  const root = resolve(import.meta.dirname, '../..');

  async function started(env: Readonly<Record<string, string>>) {
    const cwd = await mkdtemp(join(tmpdir(), 'ferry-env-'));
    const child = spawn(join(root, 'node_modules/.bin/node'), [join(root, 'src/main.ts')], {
      cwd,
      env: { PATH: process.env['PATH'], ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
      timeout: 15_000,
    });
    const ended = once(child, 'close');
    const said = await Promise.all([text(child.stdout), text(child.stderr)]);
    const [code] = await ended;
    await rm(cwd, { recursive: true, force: true });
    return { code, said: said.join('') };
  }

  it('without anything says at once what is missing, and ends with code 1', async () => {
    const { code, said } = await started({});
    expect(code).toBe(1);
    for (const name of ['SLACK_BOT_TOKEN', 'SLACK_APP_TOKEN', 'SLACK_SIGNING_SECRET']) expect(said).toContain(name);
    expect(said).not.toMatch(/\bat .*\.ts:\d+/);
  });

  it('with much that is wrong names all of it in one message, and no secret', async () => {
    const wrong = {
      SLACK_BOT_TOKEN: 'xoxb-two words',
      SLACK_API_URL: 'slack.com',
      ZENDESK_URL: 'https://zendesk.com',
      ZENDESK_STREAM_URL: 'rtm',
      ZENDESK_STATUS_URL: 'ftp://status',
      DATABASE_URL: 'mysql://me:hunter2@db/ferry',
      FERRY_SECRET_KEY: 'hunter3',
      FERRY_SECRET_KEY_PREVIOUS: 'hunter4',
      FERRY_ADMINS: 'ada',
      PORT: '99999',
      METRICS_PORT: 'nine',
      PUBLIC_URL: 'ferry',
      LOG_LEVEL: 'loud',
    };
    const { code, said } = await started(wrong);
    expect(code).toBe(1);
    for (const name of [...Object.keys(wrong), 'SLACK_APP_TOKEN']) expect(said).toMatch(new RegExp(`^- .*${name}\\b`, 'm'));
    expect(said).not.toMatch(/hunter|two words/);
  });
});

/** That long after; of nothing, nothing that anybody plans. */
function later(moment: Instant | undefined, milliseconds: number): Instant {
  return instant(new Date(Date.parse(moment ?? '') + milliseconds));
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  await new Promise<void>((done) => server.close(() => done()));
  return port;
}
