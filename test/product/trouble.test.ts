import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { resolve } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { rulesReady } from '../../playground/zendesk/seeds/rules.ts';
import { harborShop, sandboxOf } from '../../playground/zendesk/seeds.ts';
import { type Running, start } from '../../src/ops/app.ts';
import { readConfig } from '../../src/ops/config.ts';
import { textsIn } from '../../src/slack/locales/texts.ts';
import { MINUTE, passTo, posted, prepared, schedule, signEverything, typePhrase } from '../support/night.ts';
import { type TestWorld, testWorld, timeOf } from '../support/world.ts';

const enterprise = () => harborShop({ ...rulesReady(9_001), plan: 'suite_enterprise' });

/** The texts and blocks that this person is sent while this is done, as one text. */
async function told(world: TestWorld, person: string, messages: number, act: () => Promise<unknown>): Promise<string> {
  const before = world.slack.ephemerals(person).length;
  await act();
  await world.until(`${messages} answers for ${person}`, async () => {
    await world.pass(3_000, 3_000);
    return world.slack.ephemerals(person).length >= before + messages;
  });
  return JSON.stringify(
    world.slack
      .ephemerals(person)
      .slice(before)
      .map(({ text, blocks }) => [text, blocks]),
  );
}

/** Has everything looked up again, and gives the whole checklist after it. */
async function lookedUp(world: TestWorld, account = 'harbor'): Promise<{ readonly said: string; readonly list: string }> {
  const said = await told(world, 'U0ADA', 2, () => world.slack.slash('U0ADA', 'C0MIGRATION', `check ${account}`));
  const list = await told(world, 'U0ADA', 1, () => world.slack.slash('U0ADA', 'C0MIGRATION', `checklist ${account}`));
  return { said, list };
}

const ready = (list: string) => [...list.matchAll(/:large_green_circle: \*?([^\n*]*?)\*? — /g)].map(([, title]) => title);

async function health(port: number): Promise<{ readonly status: number; readonly reasons: string }> {
  const answer = await fetch(`http://127.0.0.1:${port}/health/ready`);
  return { status: answer.status, reasons: await answer.text() };
}

/** The same bot on the same store, whose port is known. */
async function restarted(world: TestWorld): Promise<Running> {
  await world.type('U0ADA', 'help');
  await world.down();
  const checked = readConfig(world.env);
  if (!checked.ok) throw new Error(checked.problems.join('\n'));
  const bot = await start(checked.config, timeOf(world.clock));
  await world.until('a connection to Slack', () => world.slack.connections() > 0);
  return bot;
}

/** A copy that was once made stays one, whatever Zendesk answers now. */
const COPY = 'Record the Chat configuration';

describe('a Zendesk that answers otherwise', () => {
  let world: TestWorld;

  beforeAll(async () => {
    world = await testWorld([enterprise()]);
  });
  afterAll(() => world.stop());
  afterEach(() => world.zendesk.account('harbor').clearFaults());

  it.each([
    ['an HTML page', 'html', 'not its documented answer'],
    ['JSON that breaks off', 'truncated', 'not its documented answer'],
    ['other types', 'wrong-types', 'not its documented answer'],
    ['an error in a good status', 'status-in-body', 'not its documented answer'],
    ['a redirect to elsewhere', 'foreign-redirect', 'not its documented answer'],
    ['403 everywhere', 'forbidden', 'no access to that interface'],
    ['500', '500', 'could not be reached'],
    ['a connection that breaks', 'cut', 'could not be reached'],
  ] as const)('%s: nothing is ready, and the items say why not', async (_, mode, why) => {
    world.zendesk.account('harbor').fault({ mode });
    const { list } = await lookedUp(world);
    expect(ready(list).filter((line) => line !== COPY)).toEqual([]);
    expect(list).toContain(why);
    expect(list).toContain(':white_circle:');
    world.zendesk.account('harbor').clearFaults();
    // What was seen comes back with the next look, and is told as news.
    const again = await lookedUp(world);
    expect(ready(again.list).length).toBeGreaterThan(0);
    expect(again.said).toMatch(/\d+ items? (?:reads?|changed)|changed/);
  });

  it('403 on one interface: its items are unknown and say so, the others go on', async () => {
    const before = ready((await lookedUp(world)).list);
    world.zendesk.account('harbor').fault({ mode: 'forbidden', family: 'chat' });
    const { list } = await lookedUp(world);
    const lost = before.filter((line) => !ready(list).includes(line));
    expect(new Set(lost)).toEqual(
      new Set([
        'Chat access for every messaging agent',
        'Departments enabled for Chat',
        // Live chats still answer, and nothing shows any more that they are this account's.
        'API credentials of the bot: OAuth, not API tokens',
        'Step 3a: Organize agents into groups',
      ]),
    );
    expect(list).toMatch(/:white_circle: \*?Step 3a[^\n]*no access to that interface/);
  });

  it('one fact that changes: the next look tells it, and status has it at once', async () => {
    await lookedUp(world);
    const green = await told(world, 'U0ADA', 1, () => world.slack.slash('U0ADA', 'C0MIGRATION', 'status harbor'));
    world.zendesk.account('harbor').flip('agents.agent_workspace', false);
    const { said } = await lookedUp(world);
    expect(said).toMatch(/Agent Workspace/);
    const red = await told(world, 'U0ADA', 1, () => world.slack.slash('U0ADA', 'C0MIGRATION', 'status harbor'));
    expect(count(red)).toBeGreaterThan(count(green));
    expect(red).toMatch(/:red_circle: \*[^*]*Agent Workspace[^*]*\*/);
    // The watch sees it by itself within minutes.
    world.zendesk.account('harbor').flip('agents.agent_workspace', true);
    await world.pass(6 * MINUTE, MINUTE);
    expect(count(await told(world, 'U0ADA', 1, () => world.slack.slash('U0ADA', 'C0MIGRATION', 'status harbor')))).toBe(count(green));
    // What is read less often, and findings of a quarter of an hour ago: the stored answer at once, then the refreshed one.
    world.zendesk.account('harbor').fault({ mode: 'forbidden', family: 'chat' });
    await world.pass(16 * MINUTE, MINUTE);
    const both = await told(world, 'U0ADA', 2, () => world.slack.slash('U0ADA', 'C0MIGRATION', 'status harbor'));
    const [first, second] = [...both.matchAll(/(\d+) things? blocks?/g)]
      .map(([, number]) => Number(number))
      .filter((_, index, all) => all[index - 1] !== all[index]);
    // That Chat refuses its token is known by itself; which items that leaves open, by the whole look.
    expect(first).toBe(count(green) + 1);
    expect(second).toBeGreaterThan(count(green) + 1);
  });

  it('a token that was revoked: items unknown, and the admins are told once', async () => {
    world.zendesk.account('harbor').revokeTokens();
    const { list } = await lookedUp(world);
    expect(ready(list).filter((line) => line !== COPY)).toEqual([]);
    expect(list).toContain('Zendesk refused the token');
    await lookedUp(world);
    await world.pass(20 * MINUTE, MINUTE);
    await lookedUp(world);
    const warnings = world.slack.messages(world.slack.directChannel('U0ADA')).filter(({ text }) => text.includes('refuses the token'));
    expect(warnings).toHaveLength(1);
    expect(await told(world, 'U0SOFIA', 1, () => world.slack.slash('U0SOFIA', 'C0MIGRATION', 'status harbor'))).toContain(
      'refuses the token',
    );
  });

  function count(status: string): number {
    return Number(/(\d+) things? blocks?/.exec(status)?.[1] ?? 0);
  }
});

/** Signed, promised and present, and the first step of the drain asked for; faster than `toTheDrain`, for what needs no small steps. */
async function readyForTheDrain(world: TestWorld, meanwhile = async () => {}): Promise<void> {
  await schedule(world);
  await signEverything(world);
  await world.press('U0MINA', 'operator_accept');
  await world.until('the promise', async () => (await world.migration()).run.promised.includes('U0MINA'));
  await passTo(world, '2026-11-24T09:20:00Z', 2 * MINUTE);
  await meanwhile();
  await passTo(world, '2026-11-24T09:31:00Z', MINUTE);
  await world.until('the question', () => posted(world).some((text) => text.startsWith('Who is present')));
  await world.press('U0MINA', 'operator_accept');
  await world.until('the presence', async () => (await world.migration()).run.present.includes('U0MINA'));
  await passTo(world, '2026-11-24T10:14:30Z', 2 * MINUTE);
  await passTo(world, '2026-11-24T10:15:30Z');
}

describe('a token revoked before the night', () => {
  it('starts no cutover, and tells the channel once', async () => {
    const world = await prepared();
    await readyForTheDrain(world, async () => {
      world.zendesk.account('harbor').revokeTokens();
      await lookedUp(world);
      await lookedUp(world);
    });
    await passTo(world, '2026-11-24T10:30:00Z', MINUTE);
    const begun = Object.keys((await world.migration()).run.steps);
    await passTo(world, '2026-11-24T12:10:00Z', 5 * MINUTE);
    const after = await world.migration();
    const texts = posted(world);
    await world.stop();
    expect(begun.filter((step) => /^rb-(15m|0)-/.test(step))).toEqual([]);
    expect(after.stage).toBe('preparing');
    expect(texts.filter((text) => text.includes('refuses the token'))).toHaveLength(1);
    // The board says so as well, without a new message.
    const told = texts.filter((text) => text.includes('does not happen'));
    expect(told.map((text) => text.startsWith('harbor · ended'))).toEqual([true, false]);
  });
});

describe('a gate that a finding holds', () => {
  let world: TestWorld;

  beforeAll(async () => {
    world = await prepared();
    await schedule(world);
    // Nobody has read them, and that is seen: the word that was given before counts no more.
    await world.type('U0ADA', 'share harbor #agents');
    await signEverything(world);
    await world.press('U0MINA', 'operator_accept');
    await world.until('the gate’s look', async () => ((await world.migration()).run.gates['G2']?.blockers.length ?? 0) > 0);
  });
  afterAll(() => world.stop());

  it('waits for whoever can mend it, and not for a signature that nobody was asked for', async () => {
    await world.pass(MINUTE);
    expect(posted(world).filter((text) => text.includes('Go or no-go:'))).toEqual([]);
    for (const words of ['status harbor', 'why harbor', 'cutover harbor']) {
      const said = await world.type('U0DAN', words);
      expect(said, words).toContain('<@U0JOON>');
      expect(said, words).not.toMatch(/Waiting for <@U0SOFIA>|<@U0SOFIA> signs|go or no-go\* — <@U0SOFIA>/);
    }
  });

  it('ends the plan at its time, and not for want of that decision', async () => {
    await passTo(world, '2026-11-24T09:35:00Z', MINUTE);
    await world.until('the end', async () => (await world.migration()).lastEnd !== undefined);
    await world.until('its post', () => posted(world).some((text) => text.includes('does not happen')));
    expect(posted(world).find((text) => text.includes('does not happen'))).not.toContain('nobody had decided');
  });
});

// One night, from test to test: at 10:15 the drain, at 10:20 the gate, at 10:30 T0.
describe('a Slack that is away', () => {
  let world: TestWorld;

  beforeAll(async () => {
    world = await prepared();
    await readyForTheDrain(world);
    await world.press('U0MINA', 'step_confirm:rb-15m-stop-new');
    world.zendesk.account('harbor').endAllChats();
    world.zendesk.account('harbor').allAgents('offline');
  });
  afterAll(() => world.stop());

  /** Away until then; what happens meanwhile, and then the socket is there again. */
  async function awayUntil(moment: string, meanwhile: () => unknown = () => {}): Promise<void> {
    world.slack.away(true);
    await passTo(world, moment);
    await meanwhile();
    world.slack.away(false);
    await world.until('a connection to Slack', () => world.slack.connections() > 0);
  }
  const thread = () => world.slack.messages('C0MIGRATION').find(({ text }) => text.startsWith('harbor · Cutting over'))?.replies ?? [];

  it('for two minutes of the drain: nothing is lost or doubled, and all is told in order', async () => {
    await passTo(world, '2026-11-24T10:15:50Z');
    // The answer to a post that Slack took is lost on top of it.
    await awayUntil('2026-11-24T10:17:50Z', () => world.slack.fail({ method: 'chat.postMessage', mode: 'after', times: 1 }));
    await passTo(world, '2026-11-24T10:19:30Z');
    await world.until('the ticket list', () => posted(world).some((text) => text.startsWith('The ticket list that counts')));
    const keys = thread().map(({ metadata }) => JSON.stringify(metadata));
    expect(new Set(keys).size).toBe(keys.length);
    const order = ['Stop new live chats', 'End all active live chats', 'Agents offline', 'The ticket list that counts'];
    const places = order.map((title) => thread().findIndex(({ text }) => text.startsWith(title)));
    expect(places).not.toContain(-1);
    expect(places).toEqual(places.toSorted((a, b) => a - b));
  });

  it('while the gate would turn green: it stays closed for as long as Slack does not hear', async () => {
    let kinds: readonly string[] | undefined;
    await awayUntil('2026-11-24T10:22:00Z', async () => {
      kinds = (await world.migration()).run.gates['G3:harbor']?.blockers.map(({ kind }) => kind);
    });
    await passTo(world, '2026-11-24T10:23:30Z');
    await world.until('the gate', () => world.has('gate_open'));
    expect((await world.migration()).run.gates['G3:harbor']?.blockers).toEqual([]);
    expect(kinds).toContain('slack_away');
  });

  it('at T0, with the phrase typed: no click is asked for when it is back and a chat has begun meanwhile', async () => {
    expect(await typePhrase(world, 'convert harbor')).toMatchObject({ ok: true });
    await passTo(world, '2026-11-24T10:28:00Z', 30_000);
    await awayUntil('2026-11-24T10:33:00Z', () => {
      world.zendesk.account('harbor').setAgentStatus(60_001, 'online');
      world.zendesk.account('harbor').startChat({ brand: 'harbor', group: 9001 });
    });
    await passTo(world, '2026-11-24T10:36:00Z');
    expect(world.has('step_confirm:rb-0-click')).toBe(false);
    expect(thread().filter(({ text }) => text.startsWith('harbor: Convert the widget'))).toEqual([]);
  });
});

describe('an app that Slack has thrown out', () => {
  let world: TestWorld;
  let bot: Running;
  let heardBy: readonly NodeJS.UnhandledRejectionListener[] = [];

  beforeAll(async () => {
    world = await testWorld([enterprise()]);
    await world.type('U0ADA', 'share harbor #agents');
    await world.until('the links', () => world.slack.messages('C0AGENTS').length === 1);
    const others = process.listeners('unhandledRejection');
    bot = await restarted(world);
    heardBy = process.listeners('unhandledRejection').filter((each) => !others.includes(each));
  });
  afterAll(async () => {
    await bot.stop();
    await world.stop();
  });

  it.each(['account_inactive', 'token_revoked', 'invalid_auth'] as const)(
    '%s: not ready, with the reason, and ready again when it is let in',
    async (error) => {
      expect(await health(bot.port)).toMatchObject({ status: 200 });
      world.slack.revoke(error);
      await world.pass(6 * MINUTE, 30_000);
      const { status, reasons } = await health(bot.port);
      expect(status).toBe(503);
      expect(reasons).toContain(error);
      expect(reasons).toContain('SLACK_BOT_TOKEN');
      expect((await fetch(`http://127.0.0.1:${bot.port}/health/live`)).status).toBe(200);
      world.slack.revoke(undefined);
      // A socket opens in the machine's own time.
      await world.until('ready again', async () => {
        await world.pass(5_000);
        return (await health(bot.port)).status === 200;
      });
    },
  );

  it('says of a Slack that does not answer that it does not, and nothing of a token', async () => {
    world.slack.fail({ method: 'auth.test', mode: '500', times: 1_000 });
    await world.pass(6 * MINUTE, 30_000);
    const { status, reasons } = await health(bot.port);
    expect(status).toBe(503);
    expect(reasons).toContain('Slack does not answer');
    expect(reasons).not.toContain('SLACK_BOT_TOKEN');
    world.slack.clearFaults();
    await world.pass(20_000, 5_000);
    expect(await health(bot.port)).toMatchObject({ status: 200 });
  });

  it('keeps its one socket when a call fails that nobody heard', async () => {
    for (const error of ['account_inactive', 'internal_error'])
      for (const hear of heardBy) hear({ code: 'slack_webapi_platform_error', data: { error } }, Promise.resolve());
    await pause(300);
    expect(world.slack.connections()).toBe(1);
    expect(await health(bot.port)).toMatchObject({ status: 200 });
  });

  it('loses nothing that must be told meanwhile', async () => {
    world.slack.revoke('account_inactive');
    await world.said('U0ADA', [{ type: 'links_shared', channel: 'C0AGENTS' }]);
    await world.pass(2 * MINUTE, 20_000);
    world.slack.revoke(undefined);
    await world.pass(2 * MINUTE, 20_000);
    await expect.poll(() => world.slack.messages('C0AGENTS').length, { timeout: 2_000 }).toBe(2);
  });

  it('keeps no message that is older than the record', async () => {
    world.slack.revoke('invalid_auth');
    await world.said('U0ADA', [{ type: 'links_read', channel: 'C0AGENTS', user: 'U0KIM' }]);
    await world.pass(2 * MINUTE, 20_000);
    world.slack.revoke(undefined);
    await world.pass(2 * MINUTE, 20_000);
    await expect
      .poll(() => JSON.stringify(world.slack.messages('C0AGENTS').at(-1)?.blocks), { timeout: 2_000 })
      .toMatch(/1 [^"]*read|read[^"]*1/);
  });
});

describe('a call that Slack refuses', () => {
  it('is told with Slack’s word for why and what to do, in the reader’s language', async () => {
    const world = await testWorld([enterprise()]);
    await world.said('U0ADA', [{ type: 'role_given', role: 'lead', user: 'U0JOON' }]);
    world.slack.grant(['chat:write', 'commands', 'users:read', 'im:write', 'im:history', 'channels:read']);
    const english = await told(world, 'U0ADA', 1, () => world.slack.slash('U0ADA', 'C0MIGRATION', 'report harbor'));
    const korean = await told(world, 'U0JOON', 1, () => world.slack.slash('U0JOON', 'C0MIGRATION', 'report harbor'));
    await world.stop();
    expect(english).toContain('Slack refused Ferry’s `files.getUploadURLExternal`: `missing_scope`');
    expect(english).toContain('installs it anew with the manifest');
    expect(english).not.toContain('in a minute');
    expect(korean).toMatch(/`files\.getUploadURLExternal` 호출을 거부하여\(`missing_scope`\).*다시 설치/);
  });

  it.each([
    ['not_in_channel', '/invite @Ferry', '/invite @Ferry'],
    ['expired_trigger_id', 'once more', '다시 누르거나'],
    ['fatal_surprise', 'ferry -- doctor', 'ferry -- doctor'],
  ])('%s: says what to do', (code, english, korean) => {
    const said = (['en', 'ko'] as const).map((language) => textsIn(language).refusals.slackRefused('views.open', code));
    expect(said[0]).toContain(english);
    expect(said[1]).toContain(korean);
    for (const sentence of said) expect(sentence).toContain(`\`${code}\``);
  });
});

describe('a server of its own', () => {
  let world: TestWorld;
  let child: ChildProcess;
  let port = 0;
  const out: string[] = [];

  beforeAll(async () => {
    world = await testWorld([enterprise()]);
    await world.type('U0ADA', 'help');
    await world.down();
    port = await freePort();
    child = spawn(process.execPath, [resolve(import.meta.dirname, '../../src/main.ts')], {
      cwd: tmpdir(),
      env: { PATH: process.env['PATH'], ...world.env, PORT: `${port}`, LOG_LEVEL: 'info' },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    for (const stream of [child.stdout, child.stderr]) stream?.on('data', (data) => void out.push(String(data)));
    await world.until('a server that is ready', () => isReady());
    await pause(100);
  });
  afterAll(async () => {
    child.kill('SIGKILL');
    await world.stop();
  });

  const isReady = async () => (await health(port).catch(() => ({ status: 0 }))).status === 200;

  it('logs the shape of an answer that is another one, and nothing of its content', async () => {
    world.zendesk.account('harbor').fault({ mode: 'wrong-types' });
    const before = world.slack.ephemerals('U0ADA').length;
    await world.type('U0ADA', 'check harbor');
    await world.until('both answers', () => world.slack.ephemerals('U0ADA').length >= before + 2);
    world.zendesk.account('harbor').clearFaults();
    for (const { name, email } of world.zendesk.account('harbor').account.agents) {
      expect(out.join('')).not.toContain(name);
      expect(out.join('')).not.toContain(email);
    }
    expect(out.join('')).not.toContain('zd_harbor');
    await expect.poll(() => out.join(''), { timeout: 1_500 }).toMatch(/\/api\/v2\/brands[^\n]*expected (?:boolean|number)/);
  });

  it.skipIf(!existsSync('/usr/bin/prlimit'))('on a full disk is not ready, says so and why, and goes on by itself', async () => {
    const limit = async (size: string) => void (await once(spawn('prlimit', ['--pid', `${child.pid}`, `--fsize=${size}`]), 'close'));
    const { version } = await world.migration();
    await limit('0:unlimited');
    const { status, reasons } = await health(port);
    const said = await world.type('U0ADA', 'done harbor after-reporting-baseline');
    const other = await world.type('U0ADA', 'team harbor lead add @kim');
    await limit('unlimited:unlimited');
    expect(status).toBe(503);
    expect(reasons).toMatch(/ferry\.db/);
    expect(said).toContain('nothing was recorded');
    expect(other).toContain('nothing was recorded');
    expect((await world.migration()).version).toBe(version);
    await world.until('a server that is ready again', isReady);
    expect(await world.type('U0ADA', 'done harbor after-reporting-baseline')).toContain('your word is recorded');
  });

  it('outlives the app’s removal from the workspace, and says that it is not ready', async () => {
    world.slack.revoke('account_inactive');
    world.slack.refreshSockets('link_disabled');
    // At once, and not with the next question in five minutes.
    await world.until('a server that is not ready', async () => (await health(port)).status === 503);
    await world.until('the reason', async () => (await health(port)).reasons.includes('account_inactive'));
    await pause(2_500);
    expect((await health(port)).reasons).toContain('connection to Slack is not open');
    const ended = child.exitCode;
    world.slack.revoke(undefined);
    expect(ended).toBeNull();
    await world.until('a connection to Slack', () => world.slack.connections() > 0);
    await world.until('a server that is ready again', isReady);
    expect(world.slack.connections()).toBe(1);
  }, 60_000);
});

describe('a store that fails', () => {
  it('with its file deleted: not ready, and no command says that it worked', async () => {
    const world = await testWorld([enterprise()]);
    const bot = await restarted(world);
    expect(await health(bot.port)).toMatchObject({ status: 200 });
    await rm(fileOf(world));
    const { status, reasons } = await health(bot.port);
    expect(status).toBe(503);
    expect(reasons).toContain('deleted or replaced');
    for (const words of [
      'done harbor after-reporting-baseline',
      'settings harbor notice 2h',
      'team harbor lead add @joon',
      'check harbor',
      'status harbor',
    ])
      expect((await world.type('U0ADA', words)).split('\n')[0]).toMatch(/cannot be written right now, so nothing was recorded/);
    expect(await world.type('U0KIM', 'status harbor')).toContain('아무것도 기록하지 않았습니다');
    expect((await fetch(`http://127.0.0.1:${bot.port}/health/live`)).status).toBe(200);
    await bot.stop();
    await world.stop();
  });

  describe('in one event of one account', () => {
    let world: TestWorld;
    beforeAll(async () => {
      world = await testWorld([enterprise(), sandboxOf(harborShop())]);
      await world.type('U0ADA', 'help');
    });
    afterAll(() => world.stop());

    it.each([
      ['damaged', `happened = '{"type":"role_gi'`],
      ['of a kind that nobody knows', `happened = '{"type":"teleported"}'`],
      ['in a format that nobody knows', 'format = 7'],
    ])('%s: that account is read-only and says so, the others go on', async (_, change) => {
      await world.down();
      const heal = damage(world, 'harbor', 3, change);
      await world.up();
      const { version } = await world.migration('harbor-sandbox');
      const log = rows(world);
      for (const words of [
        'status harbor',
        'done harbor after-reporting-baseline',
        'settings harbor notice 2h',
        'schedule harbor 2026-12-01 02:00 90m',
        'archive harbor',
        'connect harbor harbor',
      ]) {
        const [said = ''] = (await world.type('U0ADA', words)).split('\n');
        expect(said).toMatch(/`harbor` cannot be read \(event 3\).*read-only: nothing was changed/);
      }
      expect(await world.type('U0KIM', 'status harbor')).toMatch(/`harbor` 계정의 기록.*읽기 전용/);
      expect(rows(world)).toBe(log);
      expect(await world.type('U0ADA', 'accounts')).toMatch(/\*harbor\*[^"]*read-only/);
      expect(await world.type('U0ADA', `done harbor-sandbox after-reporting-baseline ${version}`)).toMatch(/recorded|nothing was changed/);
      await world.type('U0ADA', `settings harbor-sandbox notice ${version}h`);
      expect((await world.migration('harbor-sandbox')).version).toBeGreaterThan(version);
      await world.down();
      heal();
      await world.up();
      expect(await world.type('U0ADA', 'status harbor')).toContain('harbor · Preparing');
    });
  });

  it('in the newest event, until it is restored: the account wakes up again and keeps its times', async () => {
    const world = await prepared();
    await schedule(world);
    const { version } = await world.migration();
    await world.down();
    const heal = damage(world, 'harbor', version, 'format = 7');
    await world.up();
    expect(await world.type('U0ADA', 'status harbor')).toContain('read-only');
    await world.pass(5 * MINUTE, 20_000);
    await world.down();
    heal();
    await world.up();
    // Nobody has said “I will be there” by T-1h.
    await passTo(world, '2026-11-24T09:40:00Z', MINUTE);
    expect((await world.migration()).lastEnd).toBeDefined();
    await world.stop();
  });
});

function fileOf({ env }: TestWorld): string {
  return (env['DATABASE_URL'] ?? '').replace(/^file:/, '');
}

function rows(world: TestWorld): number {
  const database = new DatabaseSync(fileOf(world), { readOnly: true });
  const [row] = database.prepare("select count(*) as rows from events where account = 'harbor'").all();
  database.close();
  return Number(row?.['rows']);
}

/** Changes one event's row as a disk or a newer Ferry might; the answer puts it back. */
function damage(world: TestWorld, account: string, version: number, change: string): () => void {
  const database = new DatabaseSync(fileOf(world));
  const where = `where account = '${account}' and version = ${version}`;
  const was = database.prepare(`select format, happened from events ${where}`).get();
  database.exec(`update events set ${change} ${where}`);
  database.close();
  return () => {
    const again = new DatabaseSync(fileOf(world));
    again.prepare(`update events set format = ?, happened = ? ${where}`).run(was?.['format'] ?? null, was?.['happened'] ?? null);
    again.close();
  };
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  await new Promise<void>((done) => server.close(() => done()));
  return port;
}

it('a database that cannot be opened ends the start: no socket is left behind, and no command is taken', async () => {
  const world = await testWorld([]);
  try {
    await world.type('U0ADA', 'help');
    await world.down();
    const checked = readConfig({ ...world.env, DATABASE_URL: 'file:/dev/null/ferry.db' });
    if (!checked.ok) throw new Error(checked.problems.join('\n'));
    const listeners = process.listenerCount('unhandledRejection');
    await expect(start(checked.config, timeOf(world.clock))).rejects.toThrow();
    await world.until('no connection', () => world.slack.connections() === 0);
    expect(process.listenerCount('unhandledRejection')).toBe(listeners);
  } finally {
    await world.stop();
  }
});
