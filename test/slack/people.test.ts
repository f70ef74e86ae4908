import { describe, expect, it } from 'vitest';
import { checkMessage, checkView } from '../../playground/slack/validate/payloads.ts';
import { type AccountKey, accountKey, subdomain } from '../../src/migration/account.ts';
import { archive } from '../../src/migration/decisions.ts';
import type { Happening } from '../../src/migration/events.ts';
import { replay } from '../../src/migration/migration.ts';
import { fingerprint, RUNBOOK_VERSION } from '../../src/migration/plan.ts';
import type { ActionRequest } from '../../src/slack/actions/action.ts';
import { windowActions } from '../../src/slack/actions/window.ts';
import { accountCommands } from '../../src/slack/commands/accounts.ts';
import type { Command } from '../../src/slack/commands/command.ts';
import { commands } from '../../src/slack/commands/commands.ts';
import { helpCommands, helpGroups } from '../../src/slack/commands/help.ts';
import { peopleCommands } from '../../src/slack/commands/people.ts';
import { windowCommands } from '../../src/slack/commands/window.ts';
import type { Language } from '../../src/slack/locales/texts.ts';
import { type Press, readPress } from '../../src/slack/request/press.ts';
import type { AccountRequest } from '../../src/slack/request/request.ts';
import { settingKeys } from '../../src/slack/settings.ts';
import { editSettings, editSettingsModal } from '../../src/slack/views/edit-settings.ts';
import { editTeam, editTeamModal } from '../../src/slack/views/edit-team.ts';
import { homeView } from '../../src/slack/views/home.ts';
import { scheduleWindow } from '../../src/slack/views/schedule-window.ts';
import type { View } from '../../src/slack/views/view.ts';
import { type Message, SlackRefused } from '../../src/slack/web/port.ts';
import { accountAt } from '../../src/store/account-at.ts';
import { DamagedLog } from '../../src/store/port.ts';
import {
  ACME,
  AGENTS,
  allWell,
  aStage,
  HOST,
  JOON,
  MINA,
  readIn,
  SOFIA,
  type Stage,
  type StageOptions,
  saw,
  wordsOf,
} from '../support/scene.ts';

const both: readonly Language[] = ['en', 'ko'];
const all: readonly Command[] = [...helpCommands, ...accountCommands, ...peopleCommands, ...windowCommands];
const DAN = 'U0DAN0001';
const ROBOT = 'U0BOT0001';

interface Who {
  readonly user?: string;
  readonly channel?: string;
  readonly trigger?: string;
  readonly workspaceAdmin?: boolean;
  readonly everywhere?: boolean;
  readonly zone?: string;
}

/** What a person types after `/migrate`, on the newest state; every answer is one that Slack takes. */
async function type(stage: Stage, text: string, who: Who = {}): Promise<string> {
  const [name = '', ...words] = text.split(' ');
  const command = all.find((each) => each.name === name);
  if (command === undefined) throw new Error(`no command ${name}`);
  const request = { ...(await requestOf(stage, who)), words };
  const before = stage.answers.length;
  await command.run(request, stage.parts);
  return answered(stage, before);
}

async function requestOf(
  stage: Stage,
  { user = MINA, channel = AGENTS, trigger = 'trigger', workspaceAdmin = false, everywhere = false, zone }: Who,
): Promise<AccountRequest> {
  const request = stage.request({ user, channel, everywhere });
  const timeZone = zone ?? request.user.timeZone;
  return { ...request, trigger, user: { ...request.user, workspaceAdmin, timeZone }, migration: await migrationOf(stage) };
}

async function submit(stage: Stage, view: View, press: Press, fields: Readonly<Record<string, string | readonly string[]>>, who: Who = {}) {
  const value = (block: string) => {
    const field = fields[block];
    return typeof field === 'string' ? field : undefined;
  };
  const users = (block: string) => {
    const field = fields[block];
    return typeof field === 'object' ? field : [];
  };
  return view.submit({ ...(await requestOf(stage, who)), press, value, users }, stage.parts);
}

async function press(stage: Stage, value: Press, who: Who = {}): Promise<string> {
  const request: ActionRequest = { ...(await requestOf(stage, who)), press: value, actionId: 'window_choose:1', message: undefined };
  const before = stage.answers.length;
  await windowActions[0].run(request, stage.parts);
  return answered(stage, before);
}

function answered({ answers }: Stage, before: number): string {
  const added = answers.slice(before);
  for (const message of added) expect(checkMessage(message)).toEqual([]);
  return added.flatMap(({ blocks }) => readIn(blocks)).join('\n');
}

async function migrationOf({ parts }: Stage, key: AccountKey = ACME) {
  return replay(await parts.store.read(key));
}

/** What was recorded since the account was set up. */
async function recorded(stage: Stage, options: StageOptions = {}): Promise<readonly Happening[]> {
  const setUp = 6 + (options.told?.length ?? 0);
  return (await stage.events()).slice(setUp).map(({ happened }) => happened);
}

function key(text: string): AccountKey {
  const checked = accountKey(text);
  if (checked === undefined) throw new Error(text);
  return checked;
}

async function addAccount({ parts }: Stage, name: string, ...more: readonly Happening[]): Promise<void> {
  const host = subdomain(name);
  if (host === undefined) throw new Error(name);
  const added: Happening = { type: 'account_added', subdomain: host, kind: 'production', timeZone: 'UTC' };
  await parts.store.append(key(name), 0, { kind: 'server' }, [added, ...more]);
}

function buttonsIn(message: Message | undefined): readonly Press[] {
  const found: Press[] = [];
  for (const block of message?.blocks ?? []) {
    if (block.type !== 'actions') continue;
    for (const element of block.elements) if (element.type === 'button') found.push(readPress(element.value) ?? { account: '' });
  }
  return found;
}

const window = 'schedule 2026-11-29 02:00 90m'; // 17:00 UTC on Saturday, in Seoul's night
const GROUPS = (...names: readonly string[]) =>
  saw(
    names.map((name, id) => ({ id, name })),
    'GET /api/v2/groups',
  );
const BRANDS = (...hosts: readonly string[]) =>
  saw(
    hosts.map((host, id) => ({
      id,
      name: host,
      subdomain: subdomain(host) ?? HOST,
      active: true,
      isDefault: id === 0,
      hasHelpCenter: true,
      helpCenterState: 'enabled' as const,
    })),
    'GET /api/v2/brands',
  );

describe('help', () => {
  it('names every command there is, each with an example that begins with it', async () => {
    const named = helpGroups.flatMap(({ names }): readonly string[] => names);
    expect([...named].sort()).toEqual(commands.map(({ name }) => name).sort());
    const text = await type(await aStage(), 'help');
    for (const name of named) expect(text).toContain(`\`/migrate ${name}`);
  });

  it('uses the channel’s own account in its examples, and says how to begin where there is none', async () => {
    const stage = await aStage();
    await addAccount(stage, 'zebra');
    expect(await type(stage, 'help')).toContain('/migrate status acme');
    await stage.parts.store.useInChannel(AGENTS, key('zebra'));
    expect(await type(stage, 'help')).toContain('/migrate status zebra');
  });

  it('fits a phone: few words a line', async () => {
    const lines = (await type(await aStage(), 'help')).split('\n');
    expect(lines.filter((line) => line.length > 90 && line.startsWith('`'))).toEqual([]);
  });
});

describe('accounts', () => {
  it('shows stage, window and blockers of the stored report, ten a page', async () => {
    const stage = await aStage({ readings: allWell });
    for (let index = 10; index < 25; index += 1) await addAccount(stage, `shop${index}`);
    const first = await type(stage, 'accounts');
    expect(first).toContain('Accounts 1–10 of 16');
    expect(first).toMatch(/\*acme\* · acme\nPreparing for messaging · no window · :red_circle: \d+ blockers/);
    expect(first).toContain('*shop10* · shop10\nPreparing for messaging · no window · :white_circle: not looked up yet');
    expect(first).toContain('/migrate accounts 2');
    const second = await type(stage, 'accounts 2');
    expect(second).toContain('Accounts 11–16 of 16');
    expect(second).not.toContain('Next page');
    expect(await type(stage, 'accounts 3')).toContain('There is no page 3');
  });

  it('narrows down by key, subdomain and stage, in the reader’s words too', async () => {
    const stage = await aStage({ language: 'ko' });
    await addAccount(stage, 'zebra', { type: 'archived' });
    expect(await type(stage, 'accounts zeb')).not.toContain('acme');
    expect(await type(stage, 'accounts archived')).toContain('zebra');
    expect(await type(stage, 'accounts 메시징 전환 준비 중')).toContain('acme');
    expect(await type(stage, 'accounts nothing')).toContain('해당하는 계정이 없습니다');
  });

  it('shows the others when one of them cannot be shown, and says what to do', async () => {
    const stage = await aStage();
    await addAccount(stage, 'zebra');
    const report = async (account: AccountKey) => {
      if (account === 'zebra') throw new RangeError('Not a valid time zone string');
      return stage.parts.store.report(account);
    };
    const text = await type({ ...stage, parts: { ...stage.parts, store: { ...stage.parts.store, report } } }, 'accounts');
    expect(text).toContain('*acme* · acme');
    expect(text).toMatch(/\*zebra\*\n:white_circle: .*`\/migrate status zebra`/);
  });

  it.each(['Seoul', 'Atlantis'])('are shown with a window and a schedule that was kept with the zone %s', async (timeZone) => {
    const hours = [{ from: 1_980, to: 2_520 }];
    const schedules = saw([{ name: 'Weekdays', timeZone, minutesAWeek: 540, hours }], 'GET /api/v2/business_hours/schedules');
    const stage = await aStage({ readings: { ...allWell, schedules } });
    await type(stage, window);
    expect((await migrationOf(stage)).scheduled).toBeDefined();
    expect(await type(stage, 'accounts')).toMatch(/\*acme\* · acme\n.*blockers/);
    expect(readIn(await homeView(stage.request({ user: MINA }), stage.parts)).join('\n')).toContain('acme');
  });

  it('shows the others when one record is damaged', async () => {
    const stage = await aStage();
    await addAccount(stage, 'zebra');

    const read = async (account: AccountKey) => {
      if (account === 'zebra') throw new DamagedLog(account, 1, 'not JSON');
      return stage.parts.store.read(account);
    };
    const text = await type({ ...stage, parts: { ...stage.parts, store: { ...stage.parts.store, read } } }, 'accounts');
    expect(text).toContain('*acme* · acme');
    expect(text).toContain('*zebra*\n:white_circle: its record cannot be read');
  });
});

describe('App Home', () => {
  it('shows a person their account among a thousand others', async () => {
    const stage = await aStage();
    const given = (user: string): Happening => ({ type: 'role_given', role: 'lead', user });
    for (let index = 0; index < 1_000; index += 1)
      await stage.parts.store.append(key(`a${index}`), 0, { kind: 'server' }, [given('U0OTHER01')]);
    await stage.parts.store.append(key('zebra'), 0, { kind: 'server' }, [given(DAN)]);
    const view = readIn(await homeView(stage.request({ user: DAN }), stage.parts)).join('\n');
    expect(view).toContain('zebra');
    expect(view).not.toContain('a999');
  });

  it('shows an approver the plan that waits for their yes, and nobody else', async () => {
    const stage = await aStage({ readings: allWell });
    await type(stage, window);
    const { scheduled } = await migrationOf(stage);
    if (scheduled === undefined) throw new Error('no plan');
    const { version, plan } = scheduled;
    await stage.parts.store.append(ACME, version, { kind: 'bot' }, [{ type: 'sign_off_asked', statement: 'plan', of: fingerprint(plan) }]);
    const home = async (user: string) => readIn(await homeView(stage.request({ user }), stage.parts)).join('\n');
    expect(await home(SOFIA)).toContain('/migrate signoff acme');
    expect(await home(JOON)).not.toContain('/migrate signoff acme');
  });

  it('shows the others when one account cannot be drawn', async () => {
    const stage = await aStage();
    await stage.parts.store.append(key('zebra'), 0, { kind: 'server' }, [{ type: 'role_given', role: 'lead', user: MINA }]);
    const report = async (account: AccountKey) => {
      if (account === 'zebra') throw new RangeError('Not a valid time zone string');
      return stage.parts.store.report(account);
    };
    const parts = { ...stage.parts, store: { ...stage.parts.store, report } };
    const view = readIn(await homeView(stage.request({ user: MINA }), parts)).join('\n');
    expect(view).toContain('*acme');
    expect(view).toMatch(/\*zebra\*\n:white_circle: .*`\/migrate status zebra`/);
  });

  it('says of an account whose record cannot be read that it is read-only', async () => {
    const stage = await aStage();
    await stage.parts.store.append(key('zebra'), 0, { kind: 'server' }, [{ type: 'role_given', role: 'lead', user: DAN }]);
    const read = async (account: AccountKey) => {
      if (account === 'zebra') throw new DamagedLog(account, 1, 'not JSON');
      return stage.parts.store.read(account);
    };
    const parts = { ...stage.parts, store: { ...stage.parts.store, read } };
    const view = readIn(await homeView(stage.request({ user: DAN }), parts)).join('\n');
    expect(view).toMatch(/zebra.*\n?.*read-only/);
    expect(view).not.toContain('no role');
  });
});

describe('connect', () => {
  const admin = { user: DAN, workspaceAdmin: true, zone: 'Europe/Berlin' };

  it('adds the account with its first admin, and says what to type on the server', async () => {
    const stage = await aStage();
    const text = await type(stage, 'connect Zebra zebra-help', admin);
    expect(text).toContain('npm run ferry -- connect zebra --subdomain zebra-help');
    const zebra = await migrationOf(stage, key('zebra'));
    expect(zebra.account).toEqual({ subdomain: 'zebra-help', kind: 'production', timeZone: 'Europe/Berlin' });
    expect(zebra.team.admin).toEqual([DAN]);
    expect(await type(stage, 'connect zebra zebra-help', admin)).toContain('npm run ferry -- connect zebra');
    expect((await migrationOf(stage, key('zebra'))).version).toBe(2);
    expect(stage.settled).toEqual(['zebra']);
  });

  it('does not give the subdomain of an account whose record cannot be read to another', async () => {
    const stage = await aStage();
    await addAccount(stage, 'broken');
    const read = async (account: AccountKey) => {
      if (account === 'broken') throw new DamagedLog(account, 3, 'it is missing');
      return stage.parts.store.read(account);
    };
    const store = { ...stage.parts.store, read };
    const parts: Stage['parts'] = { ...stage.parts, store, accountAt: (host, own) => accountAt(host, store, own) };
    expect(await type({ ...stage, parts }, 'connect zebra broken', admin)).toContain('already belongs to `broken`');
    expect((await migrationOf(stage, key('zebra'))).version).toBe(0);
  });

  it('takes UTC where Slack does not say a zone that is one', async () => {
    const stage = await aStage();
    await type(stage, 'connect zebra zebra', { ...admin, zone: '+09:00' });
    expect((await migrationOf(stage, key('zebra'))).account?.timeZone).toBe('UTC');
  });

  it.each([
    ['connect', admin, 'nothing else'],
    ['connect zebra', admin, 'nothing else'],
    ['connect ze.bra zebra', admin, 'cannot be an account’s name'],
    ['connect zebra <http://zebra.zendesk.com|zebra.zendesk.com>', admin, 'Type only the part before'],
    ['connect zebra ../etc', admin, 'Type only the part before'],
    ['connect zebra zebra', { user: MINA }, 'added by a Slack workspace admin'],
    ['connect zebra acme', admin, 'already belongs to `acme`'],
    ['connect acme other', { user: MINA }, 'already stands for the subdomain `acme`'],
    ['connect acme acme', { user: JOON }, 'Only an admin may do this'],
    ['connect zebra 6f1ed002ab5595859014ebf0951522d9f1c2a3b4', admin, 'Revoke it in Zendesk now'],
    ['connect zebra zebra token=abc', admin, 'Revoke it in Zendesk now'],
    ['connect zebra zebra {"support":{"token":"x"}}', admin, 'Revoke it in Zendesk now'],
  ])('%s: a sentence, and nothing changed', async (text, who, says) => {
    const stage = await aStage();
    expect(await type(stage, text, who)).toContain(says);
    expect(await recorded(stage)).toEqual([]);
    expect((await migrationOf(stage, key('zebra'))).version).toBe(0);
    expect(stage.settled).toEqual([]);
  });

  it('never repeats what looks like a secret', async () => {
    expect(await type(await aStage(), 'connect zebra 6f1ed002ab5595859014ebf0951522d9f1c2a3b4', admin)).not.toContain('6f1ed002');
  });
});

describe('use and archive', () => {
  it('sets the channel’s default for people with a role', async () => {
    const stage = await aStage();
    expect(await type(stage, 'use acme', { user: DAN })).toContain('Only an admin');
    expect(await stage.parts.store.accountOfChannel(AGENTS)).toBeUndefined();
    expect(await type(stage, 'use acme', { user: SOFIA })).toContain('default');
    expect(await stage.parts.store.accountOfChannel(AGENTS)).toBe(ACME);
    expect(await type(stage, 'use acme')).toContain('already');
  });

  it('archives only the account that is named, and forgets its tokens before it says so', async () => {
    const stage = await aStage();
    const forgotten: string[] = [];
    const parts = {
      ...stage.parts,
      archiveSecrets: async (account: AccountKey) => void forgotten.push(`${account} after ${stage.answers.length} answers`),
    };
    await stage.parts.store.useInChannel(AGENTS, ACME);
    expect(await type({ ...stage, parts }, 'archive')).toContain('Type the account that is to be put away');
    expect(await type({ ...stage, parts }, 'archive acne')).toContain('Nearest: `acme`');
    expect(await type({ ...stage, parts }, 'archive acme', { user: JOON })).toContain('Only an admin');
    expect(forgotten).toEqual([]);
    expect(await type({ ...stage, parts }, 'archive acme')).toContain('is archived');
    expect(forgotten).toEqual(['acme after 3 answers']);
    expect(await type({ ...stage, parts }, 'archive acme')).toContain('archived already');
    expect(await recorded(stage)).toEqual([{ type: 'archived' }]);
    expect(archive(await migrationOf(stage), { user: MINA, everywhere: false })).toEqual({ ok: true, happened: [] });
  });
});

describe('team', () => {
  it('shows who has which role and who is missing; the form is for admins', async () => {
    const stage = await aStage();
    const text = await type(stage, 'team');
    expect(text).toContain('*Nobody has these roles yet: backup.*');
    expect(text).toContain(`*lead* — <@${JOON}>`);
    expect(stage.views).toHaveLength(1);
    await type(stage, 'team', { user: SOFIA });
    await type(stage, 'team', { trigger: '' });
    expect(stage.views).toHaveLength(1);
  });

  it('gives and takes a role by hand, once', async () => {
    const stage = await aStage();
    expect(await type(stage, `team backup add <@${DAN}|dan>`)).toBe(`<@${DAN}> is now a backup.`);
    expect(await type(stage, `team backup add <@${DAN}|dan>`)).toContain('already');
    expect(await type(stage, `team BACKUP remove <@${DAN}>`)).toBe(`<@${DAN}> is no longer a backup.`);
    expect(await type(stage, `team backup remove <@${DAN}>`)).toContain('is not a backup');
    expect((await recorded(stage)).map(({ type: what }) => what)).toEqual(['role_given', 'role_taken']);
    expect(stage.settled).toHaveLength(2);
  });

  it('says that another operator is another plan', async () => {
    const stage = await aStage({ readings: allWell });
    await type(stage, window);
    expect(await type(stage, `team operator remove <@${MINA}>`)).toContain('void');
    expect((await migrationOf(stage)).scheduled?.plan.operator).toBeUndefined();
  });

  it.each([
    [`team boss add <@${DAN}>`, {}, 'There is no role `boss`'],
    ['team lead', {}, 'one person'],
    [`team lead give <@${DAN}>`, {}, 'neither `add` nor `remove`'],
    ['team lead add @dan', {}, 'choose the person from Slack’s list'],
    [`team lead add <@${DAN}> <@${JOON}>`, {}, 'one person'],
    [`team lead add <@${ROBOT}>`, {}, 'is a bot'],
    [`team lead add <@${DAN}>`, { user: SOFIA }, 'Only an admin may do this'],
    [`team admin remove <@${MINA}>`, {}, 'last admin'],
  ])('%s: a sentence, and nothing changed', async (text, who, says) => {
    const stage = await aStage();
    expect(await type(stage, text, who)).toContain(says);
    expect(await recorded(stage)).toEqual([]);
  });

  it('says so where Slack does not know the person', async () => {
    const unknown = async (user: string) => {
      throw new SlackRefused(`users.info ${user}`, 'user_not_found');
    };
    expect(await type(await aStage({ slack: { person: unknown } }), `team lead add <@${DAN}>`)).toContain('does not know');
  });

  it('sets the whole team by the form, in the order of operators, and does it once', async () => {
    const stage = await aStage();
    const shown = readPress(editTeamModal(stage.request()).private_metadata) ?? { account: '' };
    const fields = { admin: [SOFIA, MINA], lead: [], approver: [SOFIA, DAN], operator: [JOON, MINA], backup: [DAN] };
    expect(await submit(stage, editTeam, shown, fields)).toBeUndefined();
    const { team } = await migrationOf(stage);
    expect(team).toEqual({ admin: [MINA, SOFIA], lead: [], approver: [SOFIA, DAN], operator: [JOON, MINA], backup: [DAN] });
    const count = (await recorded(stage)).length;
    expect(await submit(stage, editTeam, shown, fields)).toBeUndefined();
    expect(stage.answers.at(-1)?.text).toContain('Nothing was changed');
    expect(await recorded(stage)).toHaveLength(count);
  });

  it('refuses in the form what it refuses by hand, and does not undo what somebody else did meanwhile', async () => {
    const stage = await aStage();
    const shown = readPress(editTeamModal(stage.request()).private_metadata) ?? { account: '' };
    const same = { admin: [MINA], lead: [JOON], approver: [SOFIA], operator: [MINA], backup: [] };
    expect(Object.keys((await submit(stage, editTeam, shown, { ...same, backup: [ROBOT] })) ?? {})).toEqual(['backup']);
    expect(Object.keys((await submit(stage, editTeam, shown, { ...same, admin: [] })) ?? {})).toEqual(['admin']);
    expect(await submit(stage, editTeam, shown, { ...same, backup: [DAN] }, { user: SOFIA })).toBeUndefined();
    expect(stage.answers.at(-1)?.text).toContain('Only an admin');
    expect(await recorded(stage)).toEqual([]);
    await type(stage, `team backup add <@${SOFIA}>`);
    expect(await submit(stage, editTeam, shown, { ...same, lead: [DAN] })).toHaveProperty('admin');
    expect((await migrationOf(stage)).team.backup).toEqual([SOFIA]);
  });
});

describe('settings', () => {
  it('shows every value with its meaning and opens the form for admins', async () => {
    const stage = await aStage();
    const text = await type(stage, 'settings');
    for (const name of settingKeys) expect(text).toContain(`\`${name}\``);
    expect(text).toContain('`48h` (default)');
    expect(stage.views).toHaveLength(1);
    await type(stage, 'settings', { user: SOFIA });
    expect(stage.views).toHaveLength(1);
  });

  it.each([
    ['notice 2880m', 'notice', '48h', 'same'],
    ['notice 0h', 'notice', '0h', 'set'],
    ['approval Solo', 'approval', 'solo', 'set'],
    ['black-outs 2027-01-01, 2026-12-11..2026-12-31', 'black-outs', '2026-12-11..2026-12-31,2027-01-01', 'set'],
    ['operator-hours 22:00-06:00', 'operator-hours', '22:00-06:00', 'set'],
    ['language ko', 'language', 'ko', 'set'],
    ['channel <#C0123ABCD|support>', 'channel', 'C0123ABCD', 'set'],
    ['brands ACME, acme-eu', 'brands', 'acme,acme-eu', 'set'],
    ['channels web,ios', 'channels', 'web,ios', 'set'],
    ['read-share 90', 'read-share', '90%', 'set'],
    ['path acme:convert', 'path', 'acme:convert', 'set'],
    ['path acme:swap', 'path', 'acme:swap', 'set'],
    [
      'swap-keys acme:11111111-2222-4333-8444-555555555555&gt;11111111-2222-4333-8444-555555555566',
      'swap-keys',
      'acme:11111111-2222-4333-8444-555555555555>11111111-2222-4333-8444-555555555566',
      'set',
    ],
    ['routing-trigger Support', 'routing-trigger', 'Support', 'set'],
    [
      'key-pages <https://acme.test/a?b=1&amp;c=2>,<https://acme.test|acme.test>',
      'key-pages',
      'https://acme.test/a?b=1&c=2,https://acme.test',
      'set',
    ],
    ['guard-tag keep_off', 'guard-tag', 'keep_off', 'set'],
    ['budget 10', 'budget', '10%', 'set'],
    ['holidays 2026-12-31..2027-01-02, 2026-12-24', 'holidays', '2026-12-24,2026-12-31..2027-01-02', 'set'],
    ['country de-by', 'country', 'DE-BY', 'set'],
  ])('settings %s', async (typed, name, value, outcome) => {
    const stage = await aStage();
    const text = await type(stage, `settings ${typed}`);
    const expected = outcome === 'same' ? [] : [{ type: 'setting_set', key: name, value }];
    expect(await recorded(stage)).toEqual(expected);
    expect(await type(stage, `settings ${typed}`)).toContain('already');
    expect(await recorded(stage)).toEqual(expected);
    expect(text).toContain(outcome === 'same' ? 'already' : 'is now');
  });

  it('takes a setting back with the word default', async () => {
    const stage = await aStage();
    await type(stage, 'settings brands acme-eu');
    expect(await type(stage, 'settings brands default')).toContain('every active brand');
    expect((await migrationOf(stage)).settings['brands']).toBe('');
  });

  it.each([
    ['notise 48h', 'Did you mean `notice`'],
    ['notice', 'Type a value for `notice`'],
    ['notice 48', 'such as `48h`'],
    ['notice 40000h', 'up to 30 days'],
    ['approval none', '`four-eyes` or `solo`'],
    ['black-outs 2026-12-31..2026-12-11', 'the earlier day first'],
    ['black-outs 2026-02-30', 'Type days or ranges'],
    ['operator-hours 25:00-06:00', '`HH:MM-HH:MM`'],
    ['language fr', '`en` or `ko`'],
    ['channel #support', 'choose the channel from Slack’s list'],
    ['channel default', 'choose the channel from Slack’s list'],
    ['sandbox nowhere', 'There is no account `nowhere`'],
    ['sandbox zebra', '`zebra` is not a sandbox'],
    ['sandbox acme', '`acme` is not a sandbox'],
    ['brands acme,acme', '`acme` is named twice'],
    ['brands acme.zendesk.com', 'only the part before `.zendesk.com`'],
    ['brands acme-uk', 'has seen no brand `acme-uk`'],
    ['channels web,fax', '`web`, `android`, `ios`'],
    ['channels web,web', '`web` is named twice'],
    ['read-share 101', 'from 0 to 100'],
    ['read-share most', 'from 0 to 100'],
    ['path acme:turn', 'with its path'],
    ['swap-keys acme:11111111-2222-4333-8444-555555555555', '`acme:OLD>NEW`'],
    ['swap-keys acme:11111111-2222-4333-8444-555555555555>11111111-2222-4333-8444-555555555555', 'the two differ'],
    ['swap-keys acme-uk:11111111-2222-4333-8444-555555555555>11111111-2222-4333-8444-555555555566', 'has seen no brand `acme-uk'],
    [
      'swap-keys acme:11111111-2222-4333-8444-555555555555>11111111-2222-4333-8444-555555555566,acme:11111111-2222-4333-8444-555555555555>11111111-2222-4333-8444-555555555566',
      '`acme` is named twice',
    ],
    ['routing-trigger Nobody', 'has seen no group `Nobody`'],
    ['path acme:convert,acme:convert', '`acme` is named twice'],
    ['path acme', 'with its path'],
    ['key-pages http://acme.test', 'begin with `https://`'],
    ['key-pages https://me:secret@acme.test', 'without name or password'],
    ['guard-tag two words', 'one tag'],
    ['budget 0%', 'from 1 to 75'],
    ['budget 90%', 'from 1 to 75'],
    ['holidays 2026-12-31..2026-12-24', 'the earlier day first'],
    ['country Lithuania', 'two letters of a country'],
    ['country ZZ', 'two letters of a country'],
    ['country DE-XX', 'two letters of a country'],
  ])('settings %s: a sentence, and nothing changed', async (typed, says) => {
    const stage = await aStage({ readings: { brands: BRANDS('acme', 'acme-eu'), groups: GROUPS('Support') } });
    await addAccount(stage, 'zebra');
    expect(await type(stage, `settings ${typed}`)).toContain(says);
    expect(await recorded(stage)).toEqual([]);
    expect(stage.settled).toEqual([]);
  });

  it('takes a sandbox account, and is for admins', async () => {
    const stage = await aStage();
    await addAccount(stage, 'acme-sandbox', { type: 'account_described', kind: 'sandbox', timeZone: 'UTC' });
    expect(await type(stage, 'settings sandbox acme-sandbox', { user: SOFIA })).toContain('Only an admin');
    expect(await type(stage, 'settings sandbox acme-sandbox')).toContain('is now');
  });

  it('sets what was changed in the form, shows errors at their fields, and keeps what somebody else set', async () => {
    const stage = await aStage();
    const shown = readPress(editSettingsModal(stage.request()).private_metadata) ?? { account: '' };
    const errors = await submit(stage, editSettings, shown, { notice: 'soon', brands: 'acme,acme', language: 'ko' });
    expect(Object.keys(errors ?? {})).toEqual(['notice', 'brands']);
    expect(Object.values(errors ?? {}).join()).not.toMatch(/[`*<]/);
    expect(await recorded(stage)).toEqual([]);
    expect(await submit(stage, editSettings, shown, { notice: '24h', language: 'ko' })).toBeUndefined();
    expect(await recorded(stage)).toEqual([
      { type: 'setting_set', key: 'notice', value: '24h' },
      { type: 'setting_set', key: 'language', value: 'ko' },
    ]);
    expect(await submit(stage, editSettings, shown, { notice: '24h', language: 'ko' })).toBeUndefined();
    expect(stage.answers.at(-1)?.text).toContain('Nothing was changed');
    expect(await submit(stage, editSettings, shown, { notice: '12h' })).toHaveProperty('notice');
    expect((await migrationOf(stage)).settings).toEqual({ notice: '24h', language: 'ko' });
    expect(await submit(stage, editSettings, shown, { notice: '12h' }, { user: SOFIA })).toBeUndefined();
    expect(stage.answers.at(-1)?.text).toContain('Only an admin');
  });
});

describe('schedule', () => {
  it('plans the window in the account’s zone and says what comes next', async () => {
    const stage = await aStage({ readings: allWell });
    const text = await type(stage, window, { zone: 'Europe/London' });
    const { scheduled, homeChannel } = await migrationOf(stage);
    expect(scheduled?.plan).toMatchObject({
      opensAt: '2026-11-28T17:00:00.000Z',
      closesAt: '2026-11-28T18:30:00.000Z',
      timeZone: 'Asia/Seoul',
      operator: MINA,
      runbookVersion: RUNBOOK_VERSION,
    });
    expect(scheduled?.plan.brands).toEqual([{ subdomain: 'acme', path: 'convert' }]);
    expect(homeChannel).toBe(AGENTS);
    for (const part of ['Sun 29 Nov', 'For you: Sat 28 Nov', `<@${SOFIA}> approves the plan`, 'Nobody is backup', 'Short notice'])
      expect(text).toContain(part);
    expect(stage.settled).toEqual([ACME]);
  });

  it('names a brand that is written with Slack’s own signs as it is, and calls nobody by it', async () => {
    const named = { id: 7, name: 'Toys <!channel> & Co', subdomain: HOST, active: true, isDefault: true, hasHelpCenter: true };
    const brands = saw([{ ...named, helpCenterState: 'enabled' as const }], 'GET /api/v2/brands');
    const text = await type(await aStage({ readings: { ...allWell, brands } }), window);
    expect(text).toContain('Toys &lt;!channel&gt; &amp; Co');
  });

  it('does it once, and names the window that a new one replaces', async () => {
    const stage = await aStage({ readings: allWell });
    await type(stage, window);
    expect(await type(stage, window)).toContain('was set already');
    expect((await recorded(stage)).filter((each) => each.type === 'scheduled')).toHaveLength(1);
    expect(await type(stage, 'schedule 2026-12-01 03:00 2h')).toMatch(/replaces the earlier window Sun 29 Nov/);
    expect((await migrationOf(stage)).scheduled?.plan.opensAt).toBe('2026-11-30T18:00:00.000Z');
  });

  it('does not make a direct message the migration’s channel', async () => {
    const stage = await aStage({ readings: allWell });
    await type(stage, window, { channel: 'D0MINA001' });
    expect((await migrationOf(stage)).homeChannel).toBeUndefined();
  });

  const black: readonly Happening[] = [{ type: 'setting_set', key: 'black-outs', value: '2026-11-27..2026-11-30' }];
  const hours: readonly Happening[] = [{ type: 'setting_set', key: 'operator-hours', value: '22:00-02:30' }];
  it.each([
    ['2026-11-31 02:00 90m', [], 'is not a day'],
    ['29.11.2026 02:00 90m', [], 'is not a day'],
    ['2026-11-29 2am 90m', [], 'HH:MM'],
    ['2026-11-29 24:00 90m', [], 'HH:MM'],
    ['2026-11-29 02:00 soon', [], 'is not a duration'],
    ['2026-11-29 02:00 0m', [], 'is not a duration'],
    ['2026-11-20 02:00 90m', [], 'is in the past'],
    ['2026-11-25 02:00 90m', [], 'wants `48h` notice'],
    ['2026-11-29 02:00 30m', [], 'is too short: 1 brand needs at least 45 minutes'],
    ['2026-11-29 02:00 120h', [], 'is too long'],
    ['2026-11-29 02:00 90m', black, 'lies in the black-out 2026-11-27..2026-11-30'],
    ['2026-11-29 02:00 90m', hours, 'ends outside the operator hours 22:00-02:30'],
    ['2026-11-29 12:00 90m', hours, 'begins outside the operator hours'],
  ])('schedule %s: a sentence, and nothing changed', async (typed, told, says) => {
    const stage = await aStage({ readings: allWell, told });
    expect(await type(stage, `schedule ${typed}`)).toContain(says);
    expect(await recorded(stage, { told })).toEqual([]);
    expect(stage.settled).toEqual([]);
  });

  it('offers the same evening where only the length was wrong', async () => {
    const stage = await aStage({ readings: allWell });
    expect(await type(stage, 'schedule 2026-11-29 02:00 30m')).toContain('`/migrate schedule acme 2026-11-29 02:00 45m`');
  });

  it('offers an example that nothing speaks against', async () => {
    const stage = await aStage({ readings: allWell, told: black });
    const example = /`\/migrate schedule acme ([^`]+)`/.exec(await type(stage, 'schedule 2026-11-29 02:00 30m'))?.[1];
    await type(stage, `schedule ${example}`);
    expect((await migrationOf(stage)).stage).toBe('scheduled');
  });

  it('is for admins, needs a brand, and is refused while a cutover runs or the account is archived', async () => {
    const stage = await aStage({ readings: allWell });
    expect(await type(stage, window, { user: SOFIA })).toContain('Only an admin');
    expect(await type(stage, 'schedule', { user: SOFIA })).toContain('Only an admin');
    const turned = await aStage({ readings: { ...allWell, widgets: { [HOST]: saw('messaging', 'GET') } } });
    expect(await type(turned, window)).toContain('Nothing is left to turn');
    const archived = await aStage({ readings: allWell, told: [{ type: 'archived' }] });
    expect(await type(archived, window)).toContain('is archived');
    await type(stage, window);
    const running = [...(await recorded(stage)), { type: 'step_begun', step: 'rb-15m-stop-new' } as const];
    const under = await aStage({ readings: allWell, told: running });
    expect(await type(under, 'schedule 2026-12-01 03:00 2h')).toContain('under way');
  });

  it('opens the form where arguments are left out, with the day that was given', async () => {
    const stage = await aStage({ readings: allWell });
    await type(stage, 'schedule');
    await type(stage, 'schedule 2026-12-01');
    expect(stage.views).toHaveLength(2);
    expect(JSON.stringify(stage.views[0])).toContain('"initial_date":"2026-11-26"');
    expect(JSON.stringify(stage.views[1])).toContain('"initial_date":"2026-12-01"');
    expect(await type(stage, 'schedule', { trigger: '' })).toContain('Type the day');
  });

  it('plans from the form, with errors at the fields', async () => {
    const stage = await aStage({ readings: allWell });
    const value = { account: 'acme', channel: AGENTS };
    const night = { date: '2026-11-29', time: '02:00', duration: '1h30m' };
    expect(Object.keys((await submit(stage, scheduleWindow, value, { ...night, time: '2' })) ?? {})).toEqual(['time']);
    expect(Object.keys((await submit(stage, scheduleWindow, value, { ...night, date: '2026-11-01' })) ?? {})).toEqual(['date']);
    expect(Object.keys((await submit(stage, scheduleWindow, value, { ...night, duration: '15m' })) ?? {})).toEqual(['duration']);
    expect(await submit(stage, scheduleWindow, value, night, { user: SOFIA })).toBeUndefined();
    expect(await recorded(stage)).toEqual([]);
    expect(await submit(stage, scheduleWindow, value, night)).toBeUndefined();
    expect((await migrationOf(stage)).stage).toBe('scheduled');
  });
});

describe('when the clocks change', () => {
  const told: readonly Happening[] = [
    { type: 'account_described', kind: 'production', timeZone: 'Europe/Berlin' },
    { type: 'setting_set', key: 'notice', value: '0h' },
  ];

  it('refuses a time that does not exist and says what there is instead', async () => {
    const stage = await aStage({ readings: allWell, told });
    const text = await type(stage, 'schedule 2027-03-28 02:30 90m');
    expect(text).toContain('01:59 is followed by 03:00');
    expect(text).toContain('/migrate schedule acme 2027-03-28 03:00 1h30m');
    expect(await recorded(stage, { told })).toEqual([]);
  });

  it('asks which one where a time comes twice, and plans the one that is chosen, once', async () => {
    const stage = await aStage({ readings: allWell, told });
    expect(await type(stage, 'schedule 2027-10-31 02:30 90m')).toContain('comes twice');
    expect(await recorded(stage, { told })).toEqual([]);
    const [first, second] = buttonsIn(stage.answers.at(-1));
    expect([first?.opensAt, second?.opensAt]).toEqual(['2027-10-31T00:30:00.000Z', '2027-10-31T01:30:00.000Z']);
    if (first === undefined || second === undefined) throw new Error('two buttons');
    expect(await press(stage, second, { user: SOFIA })).toContain('Only an admin');
    expect(await press(stage, second)).toContain('Window set');
    expect(await press(stage, second)).toContain('was set already');
    expect(await press(stage, first)).toContain('earlier plan');
    expect((await recorded(stage, { told })).filter((each) => each.type === 'scheduled')).toHaveLength(1);
  });

  it('asks in the form, too', async () => {
    const stage = await aStage({ readings: allWell, told });
    const night = { date: '2027-10-31', time: '02:30', duration: '1h30m' };
    expect(await submit(stage, scheduleWindow, { account: 'acme' }, night)).toBeUndefined();
    expect(buttonsIn(stage.answers.at(-1))).toHaveLength(2);
  });
});

describe('a window that was offered', () => {
  const offer = { account: 'acme', opensAt: '2026-11-28T17:00:00.000Z', closesAt: '2026-11-28T18:30:00.000Z' };

  it('is planned when it is chosen, and not any more when another one was set since', async () => {
    const stage = await aStage({ readings: allWell });
    expect(await press(stage, offer)).toContain('Window set');
    expect(await press(stage, { ...offer, opensAt: '2026-11-29T17:00:00.000Z', closesAt: '2026-11-29T18:30:00.000Z' })).toContain(
      'earlier plan',
    );
  });

  it.each([{ account: 'acme' }, { ...offer, opensAt: 'soon' }, { ...offer, closesAt: '2026-13-45T00:00:00.000Z' }])(
    'is refused where its button carries no window',
    async (value) => {
      const stage = await aStage({ readings: allWell });
      expect(await press(stage, value)).toContain('earlier plan');
      expect(await recorded(stage)).toEqual([]);
    },
  );
});

describe('both languages', () => {
  const typed = [
    'help',
    'accounts',
    'accounts none',
    'accounts 9',
    'connect',
    'connect zebra zebra',
    'connect ze.bra zebra',
    'connect zebra a_b',
    'connect acme other',
    'connect zebra acme',
    'connect zebra token=x',
    'use',
    'use acme',
    'use acme',
    'use acne',
    'archive',
    'team',
    `team backup add <@${DAN}>`,
    `team backup add <@${DAN}>`,
    `team backup remove <@${DAN}>`,
    `team backup remove <@${DAN}>`,
    `team boss add <@${DAN}>`,
    `team lead give <@${DAN}>`,
    'team lead add @dan',
    'team lead',
    `team lead add <@${ROBOT}>`,
    'settings',
    'settings notise 1h',
    ...settingKeys.map((name) => `settings ${name} ?`),
    ...settingKeys.map((name) => `settings ${name}`),
    'settings brands a,a',
    'settings path acme:swap',
    'settings sandbox acme',
    'settings sandbox none',
    'settings channel <#C0123ABCD|x>',
    'settings approval solo',
    'settings approval solo',
    'settings approval default',
    'schedule',
    'schedule 2026-11-31 02:00 90m',
    'schedule 2026-11-29 2 90m',
    'schedule 2026-11-29 02:00 x',
    'schedule 2026-11-20 02:00 10m',
    'schedule 2026-11-25 02:00 120h',
    window,
    window,
    'schedule 2026-12-01 03:00 2h',
    'settings brands acme',
    `team operator remove <@${MINA}>`,
    'archive acme',
    'archive acme',
    'schedule 2026-12-02 03:00 2h',
  ];

  async function everything(language: Language): Promise<Stage> {
    const stage = await aStage({ language, readings: allWell });
    for (const text of typed) await type(stage, text, { workspaceAdmin: text.startsWith('connect'), trigger: 'trigger' });
    const value = { account: 'acme' };
    await submit(stage, scheduleWindow, value, { date: '2027-10-31', time: '02:30', duration: '2h' });
    return stage;
  }

  it.each(both)('says everything in its own words: %s', async (language) => {
    const stage = await everything(language);
    const words = wordsOf(readIn([stage.answers.map(({ blocks }) => blocks), stage.views])).replace(/```[^`]*```/g, '…');
    if (language === 'en') expect(words).not.toMatch(/[가-힣]/);
    // Names of products, zones and keys are the same in every language: never four English words in a row.
    else expect(words.match(/[A-Za-z']+(?: [A-Za-z']+){3,}/g)).toBeNull();
  });

  it.each(both)('opens forms that Slack takes: %s', async (language) => {
    const stage = await everything(language);
    expect(stage.views).toHaveLength(3);
    for (const view of stage.views) expect(checkView(view, ['modal'])).toEqual([]);
  });

  it.each(both)('tells the clocks’ change in its own words: %s', async (language) => {
    const told: readonly Happening[] = [{ type: 'account_described', kind: 'production', timeZone: 'Europe/Berlin' }];
    const stage = await aStage({ language, readings: allWell, told });
    const text = `${await type(stage, 'schedule 2027-03-28 02:30 90m')}\n${await type(stage, 'schedule 2027-10-31 02:30 90m')}`;
    expect(/[가-힣]/.test(text)).toBe(language === 'ko');
  });
});

describe('a large account', () => {
  it('keeps forms and messages within Slack’s limits', async () => {
    const brands = Array.from({ length: 60 }, (_, index) => `brand-with-a-rather-long-name-${index}`);
    const people = Array.from({ length: 80 }, (_, index) => `U0PERSON${index}`);
    const told: readonly Happening[] = [
      { type: 'setting_set', key: 'notice', value: '0h' },
      ...people.map((user): Happening => ({ type: 'role_given', role: 'lead', user })),
    ];
    const stage = await aStage({ readings: { ...allWell, brands: BRANDS(...brands) }, told });
    await type(stage, 'team');
    await type(stage, `settings brands ${brands.join(',')}`);
    await type(stage, 'settings');
    await type(stage, 'schedule 2026-12-01 00:00 12h');
    await type(stage, 'schedule');
    for (const view of stage.views) expect(checkView(view, ['modal'])).toEqual([]);
    expect(stage.views).toHaveLength(3);
  });
});
