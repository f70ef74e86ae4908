import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { movableClock } from '../../playground/clock.ts';
import { startSlack } from '../../playground/slack/server.ts';
import { botScopes } from '../../src/ops/manifest.ts';
import { aServer } from './ferry.ts';

const server = aServer();
const line = (account: string, more: object = {}) => JSON.stringify({ account, subdomain: account, ...more });

describe('import', () => {
  const list = [line('acme', { timeZone: 'Asia/Seoul' }), '', line('beta', { kind: 'sandbox' })].join('\n');

  it('adds every account once, however often it is run', async () => {
    expect(await server.ferry(['import', '-'], list)).toEqual({ code: 0, out: '2 added, 0 changed, 0 there already, 0 bad.\n', err: '' });
    writeFileSync(join(server.folder(), 'list.jsonl'), `\uFEFF${list.replaceAll('\n', '\r\n')}`);
    expect((await server.ferry(['import', 'list.jsonl'])).out).toBe('0 added, 0 changed, 2 there already, 0 bad.\n');
    expect((await server.ferry(['import', '-'], line('acme', { timeZone: 'Europe/Paris' }))).out).toBe(
      '0 added, 1 changed, 0 there already, 0 bad.\n',
    );
    // What a line leaves out stays.
    expect((await server.ferry(['import', '-'], line('acme'))).out).toBe('0 added, 0 changed, 1 there already, 0 bad.\n');
    const { migration, types } = await server.account('acme');
    expect(types).toEqual(['account_added', 'account_described']);
    expect(migration.account).toEqual({ subdomain: 'acme', kind: 'production', timeZone: 'Europe/Paris' });
    expect((await server.account('beta')).migration.account?.kind).toBe('sandbox');
  });

  it('names every bad line and takes the good ones', async () => {
    const bad = [
      '{',
      '[]',
      line('a b'),
      line('beta', { subdomain: 'x.zendesk.com' }),
      line('beta', { timeZone: 'Mars' }),
      line('beta', { token: 'hunter2' }),
    ];
    const lines = [line('acme'), ...bad, line('other', { subdomain: 'acme' }), line('acme', { subdomain: 'else' }), line('gamma')];
    const { code, out, err } = await server.ferry(['import', '-'], lines.join('\n'));
    expect([code, out]).toEqual([1, '2 added, 0 changed, 0 there already, 8 bad.\n']);
    const named = err.trim().split('\n');
    expect(named.map((each) => each.split(':')[0])).toEqual([2, 3, 4, 5, 6, 7, 8, 9].map((number) => `Line ${number}`));
    expect(named[1]).toMatch(/one JSON object/);
    expect(named[2]).toMatch(/"account" must be/);
    expect(named[3]).toMatch(/"subdomain" must be/);
    expect(named[4]).toMatch(/"timeZone" must be/);
    expect(named[6]).toContain('is here already, as acme');
    expect(named[7]).toContain('acme is the Zendesk account acme already');
    expect(err).not.toContain('hunter2');
  });

  it('leaves the subdomain to an account whose record cannot be read, and gives that of an archived one away', async () => {
    await server.ferry(['import', '-'], [line('acme'), line('beta')].join('\n'));
    server.damage('acme');
    await server.happened('beta', { type: 'archived' });
    const { code, out, err } = await server.ferry(
      ['import', '-'],
      [line('acme2', { subdomain: 'acme' }), line('beta2', { subdomain: 'beta' }), line('acme')].join('\n'),
    );
    expect([code, out]).toEqual([1, '1 added, 0 changed, 0 there already, 2 bad.\n']);
    expect(err).toContain('Line 1: The Zendesk account acme is here already, as acme.');
    expect(err).toContain('Line 3: Event 1 of acme cannot be read');
  });

  it('takes ten thousand in seconds', async () => {
    const many = Array.from({ length: 10_000 }, (_, index) => line(`account-${index}`)).join('\n');
    const { code, out } = await server.ferry(['import', '-'], many);
    expect([code, out]).toEqual([0, '10000 added, 0 changed, 0 there already, 0 bad.\n']);
    expect((await server.ferry(['accounts'])).out.split('\n')).toHaveLength(10_002);
  }, 120_000);

  it('says so when there is no such file', async () => {
    const { code, err } = await server.ferry(['import', 'nowhere.jsonl']);
    expect([code, err]).toEqual([1, 'nowhere.jsonl cannot be read. Look at the path, or give - and the list on standard input.\n']);
  });
});

describe('accounts and status', () => {
  it('say how things stand', async () => {
    expect((await server.ferry(['accounts'])).out).toContain('There are no accounts yet');
    await server.ferry(['import', '-'], line('acme', { timeZone: 'Asia/Seoul' }));
    expect((await server.ferry(['accounts'])).out).toMatch(
      /^ACCOUNT +SUBDOMAIN.*\nacme +acme +production +Asia\/Seoul +no +Preparing for messaging\n$/,
    );
    const { code, out } = await server.ferry(['status', 'ACME']);
    expect(code).toBe(0);
    expect(out).toContain('Account: acme (Zendesk acme, production, Asia/Seoul)\nStage: Preparing for messaging\nConnected: no\n');
    expect(out).toContain('Window: none is scheduled');
    expect(out).toMatch(/Blocks: \d+\n- /);
  });

  it('name a damaged account in a few words', async () => {
    await server.ferry(['import', '-'], line('acme'));
    server.damage('acme');
    expect((await server.ferry(['accounts'])).out).toMatch(/\nacme .* Damaged at event 1: read-only\n$/);
    expect((await server.ferry(['status', 'acme'])).err).toBe(
      'Event 1 of acme cannot be read (it does not fit: happened.type is none that this Ferry knows). The account is read-only; restore the event from a backup or update Ferry.\n',
    );
  });

  it('know whom one may have meant', async () => {
    const { code, err } = await server.ferry(['status', 'acme']);
    expect([code, err]).toEqual([1, 'There is no account acme. The command "accounts" lists them all.\n']);
  });
});

describe('manifest', () => {
  it('prints the one for the mode that the variables lead to', async () => {
    const http = { SLACK_SIGNING_SECRET: 's', PUBLIC_URL: 'https://ferry.test' };
    expect(JSON.parse((await server.ferry(['manifest'])).out).settings.socket_mode_enabled).toBe(true);
    expect(JSON.parse((await server.ferry(['manifest'], '', http)).out).settings.interactivity.request_url).toBe(
      'https://ferry.test/slack/events',
    );
    const { code, err } = await server.ferry(['manifest', '--mode', 'http']);
    expect([code, err]).toEqual([1, expect.stringContaining('set PUBLIC_URL')]);
  });
});

describe('doctor', () => {
  const slack = async (scopes: readonly string[] = botScopes) => {
    const world = await startSlack({
      clock: movableClock(Date.now()),
      users: [],
      channels: [],
      botToken: 'xoxb-1',
      appToken: 'xapp-1',
      signingSecret: 's',
      scopes,
    });
    return { world, env: { SLACK_API_URL: world.apiUrl, SLACK_BOT_TOKEN: 'xoxb-1', SLACK_APP_TOKEN: 'xapp-1' } };
  };

  it('finds nothing to do where all is well', async () => {
    const { world, env } = await slack();
    const credentials = { support: { token: 'zd_harborgroup' }, chat: { token: 'chat_harborgroup' } };
    await server.ferry(['connect', 'group', '--subdomain', 'harborgroup'], JSON.stringify(credentials));
    const { code, out } = await server.ferry(['doctor'], '', env);
    await world.stop();
    expect(out).not.toMatch(/To do/);
    expect(out).toContain("agrees with Slack's");
    expect(out).toContain('yes      GET /stream/chats');
    expect([code, out.trim().split('\n').at(-1)]).toEqual([0, 'Nothing has to be done.']);
    expect(out).not.toMatch(/zd_harborgroup|chat_harborgroup|xoxb-1|xapp-1/);
  }, 60_000);

  it('says what has to be done: scopes, tokens, a refused account', async () => {
    const { world, env } = await slack(['chat:write']);
    await server.ferry(['connect', 'acme', '--subdomain', 'harbor'], JSON.stringify({ support: { token: 'zd_harbor' } }));
    server.zendesk().account('harbor').revokeTokens();
    const { code, out } = await server.ferry(['doctor'], '', { ...env, SLACK_APP_TOKEN: 'xapp-wrong' });
    await world.stop();
    expect(code).toBe(1);
    expect(out).toMatch(/The bot token lacks .*commands/);
    expect(out).toMatch(/refuses the app-level token \(invalid_auth\)/);
    expect(out).toMatch(/GET \/api\/v2\/account\/settings \(the token is refused\)\n +To do: .*connect acme/);
    expect(out).toMatch(/GET \/api\/v2\/chat\/agents \(no credential\)\n +Note: /);
  }, 60_000);

  it('goes on with the rest when variables are missing, and names them all', async () => {
    const { code, out } = await server.ferry(['doctor'], '', { FERRY_SECRET_KEY: undefined });
    expect(code).toBe(1);
    expect(out).toMatch(/SLACK_BOT_TOKEN is not set/);
    expect(out).toMatch(/Neither SLACK_APP_TOKEN/);
    expect(out).toMatch(/Set FERRY_SECRET_KEY/);
    expect(out).toContain('data/ferry.db answers and can be written');
  });

  it('says so when the database cannot be opened', async () => {
    const { code, out } = await server.ferry(['doctor'], '', { DATABASE_URL: 'file:/dev/null/ferry.db' });
    expect(code).toBe(1);
    expect(out).toMatch(/To do: .*cannot be (created|opened|reached)/);
  });
});

describe('the command line', () => {
  it('says in a sentence what no database can be made of', async () => {
    const { code, out, err } = await server.ferry(['accounts'], '', { DATABASE_URL: 'file:/dev/null/ferry.db', PORT: 'x' });
    expect([code, out, err]).toEqual([1, '', 'PORT must be a whole number from 0 to 65535.\n']);
    expect((await server.ferry(['accounts'], '', { DATABASE_URL: 'file:/dev/null/ferry.db' })).err).not.toContain('    at ');
  });

  it('shows what there is for an unknown command', async () => {
    const { code, err } = await server.ferry(['acounts']);
    expect(code).toBe(1);
    expect(err).toMatch(/unknown command 'acounts'[\s\S]*Did you mean accounts[\s\S]*Usage: ferry/);
  });

  it('reads .env of its folder, and what is set elsewhere wins', async () => {
    writeFileSync(join(server.folder(), '.env'), 'DATABASE_URL=file:data/other.db\nLOG_LEVEL=loud\n');
    expect((await server.ferry(['accounts'])).err).toContain('LOG_LEVEL must be one of');
    expect((await server.ferry(['accounts'], '', { LOG_LEVEL: 'info' })).code).toBe(0);
  });
});

describe('npm start', () => {
  it('names everything that is missing at once, and ends with code 1', () => {
    const main = join(import.meta.dirname, '../../src/main.ts');
    const run = spawnSync(process.execPath, [main], { cwd: server.folder(), env: { PORT: 'x' }, encoding: 'utf8' });
    expect([run.status, run.stdout]).toEqual([1, '']);
    expect(run.stderr.trim().split('\n')).toEqual([
      'Ferry cannot start:',
      expect.stringMatching(/^- SLACK_BOT_TOKEN is not set/),
      expect.stringMatching(/^- Neither SLACK_APP_TOKEN nor SLACK_SIGNING_SECRET/),
      expect.stringMatching(/^- PORT must be/),
    ]);
  });
});
