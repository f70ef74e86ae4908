import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SCOPES } from '../../playground/scenario.ts';
import { type SlackWorld, startSlack } from '../../playground/slack/server.ts';
import { BOT, type User } from '../../playground/slack/types.ts';
import { rulesReady } from '../../playground/zendesk/seeds/rules.ts';
import { harborShop } from '../../playground/zendesk/seeds.ts';
import { type Running, start } from '../../src/ops/app.ts';
import { readConfig } from '../../src/ops/config.ts';
import { type TestWorld, testWorld, timeOf, users } from '../support/world.ts';

/** Two guests, and somebody of another organisation who shares a channel. */
const outsiders: readonly User[] = [
  ...users.filter(({ isRestricted }) => isRestricted),
  { id: 'U0SINGLE', name: 'single', realName: 'Single', locale: 'en-US', tz: 'Europe/Paris', isUltraRestricted: true },
  { id: 'U0STRANGER', name: 'stranger', realName: 'Stranger', locale: 'en-US', tz: 'Europe/Rome', teamId: 'T0ELSEWHERE', isAdmin: true },
];
const people: readonly User[] = [...users, ...outsiders.filter(({ id }) => users.every((user) => user.id !== id))];
const SHARED = 'C0SHARED';
/** What nobody without a right to it may read in an answer. */
const PRIVATE = /harbor|Preparing|Scheduled|Vilnius|blocks the cutover|U0ADA|U0SOFIA/i;

let world: TestWorld;
let slack: SlackWorld;
let bot: Running;

/** The people above in a Slack of their own, on the clock and the accounts of a test world. */
async function began(change: Readonly<Record<string, string>> = {}): Promise<void> {
  world = await testWorld([harborShop({ ...rulesReady(9_001), plan: 'suite_enterprise' })]);
  await world.type('U0ADA', 'help');
  await world.down();
  const members = [...people.map(({ id }) => id), BOT.userId];
  slack = await startSlack({
    clock: world.clock,
    users: people,
    channels: [{ id: SHARED, name: 'shared', members }],
    scopes: SCOPES,
    botToken: 'xoxb-test',
    appToken: 'xapp-test',
    signingSecret: 'test',
    rateLimits: false,
  });
  const checked = readConfig({ ...world.env, SLACK_API_URL: slack.apiUrl, ...change });
  if (!checked.ok) throw new Error(checked.problems.join('\n'));
  bot = await start(checked.config, timeOf(world.clock));
  await world.until('a connection to Slack', () => slack.connections() > 0);
}

async function ended(): Promise<void> {
  await bot.stop();
  await slack.stop();
  await world.stop();
}

/** What a person is sent, as text, by whatever way, once there is something. */
async function answer(who: string, act: () => Promise<unknown>): Promise<string> {
  const heard = () =>
    [
      slack.ephemerals(who),
      slack.messages(slack.directChannel(who)).filter(({ user, text }) => user === BOT.userId && text !== ''),
    ] as const;
  const [whispers, messages] = heard().map(({ length }) => length);
  const news = () => [...heard()[0].slice(whispers), ...heard()[1].slice(messages)];
  await act();
  await world.until(`an answer for ${who}`, () => news().length > 0 || slack.modals(who).length > 0);
  await pause(15);
  return JSON.stringify(news().map(({ text, blocks }) => [text, blocks]));
}

const type = (who: string, words: string) => answer(who, () => slack.slash(who, SHARED, words));

/** The App Home as text, drawn anew. */
async function home(who: string): Promise<string> {
  const before = slack.home(who)?.hash;
  await slack.openHome(who);
  await world.until('the home', () => slack.home(who)?.hash !== before);
  return JSON.stringify(slack.home(who)?.view['blocks']);
}

describe('guests and people of other organisations', () => {
  beforeAll(async () => {
    await began();
    await world.said('U0ADA', [
      { type: 'setting_set', key: 'notice', value: '0h' },
      { type: 'role_given', role: 'approver', user: 'U0SOFIA' },
      { type: 'role_given', role: 'operator', user: 'U0MINA' },
    ]);
    await type('U0ADA', 'check harbor');
    await type('U0ADA', 'schedule harbor 2026-11-24 12:30 90m');
    await type('U0ADA', 'share harbor');
    await world.until('board, request and links', () =>
      ['cutover_pause', 'signoff_approve', 'links_read'].every((action) => holding(action) !== undefined),
    );
  });
  afterAll(ended);

  const holding = (action: string) => slack.messages(SHARED).find(({ blocks }) => JSON.stringify(blocks).includes(`"${action}"`));
  const state = async () => [(await world.migration()).version, slack.files().length, slack.messages(SHARED).length];
  const COMMANDS = [
    '',
    'help',
    'status',
    'status harbor',
    'checklist harbor',
    'check harbor',
    'why harbor',
    'team harbor',
    'settings harbor',
    'accounts',
    'after harbor',
    'report harbor',
  ];
  const CHANGES = [
    'share harbor',
    'signoff harbor',
    'schedule harbor',
    'cutover harbor plan',
    'cutover harbor cancel',
    'done harbor chat-limits',
    'waive harbor chat-limits x',
    'use harbor',
    'archive harbor',
    'connect fresh fresh-shop',
    'team harbor admin add @guest',
  ];

  describe.each(outsiders.map(({ id }) => id))('%s, without a role', (who) => {
    it('sees nothing by any command, and changes nothing', async () => {
      const before = await state();
      for (const words of [...COMMANDS, ...CHANGES]) {
        const told = await type(who, words);
        expect(told, words).toContain('Ferry answers full members');
        expect(told, words).not.toMatch(PRIVATE);
      }
      expect(slack.modals(who)).toEqual([]);
      expect(await state()).toEqual(before);
    });

    it('cannot find out which accounts there are', async () => {
      const bare = (text: string) => text.replaceAll(/"block_id":"[^"]*"/g, '');
      expect(bare(await type(who, 'status harbor'))).toBe(bare(await type(who, 'status nothere')));
    });

    it('does nothing by any button', async () => {
      const before = await state();
      for (const action of ['cutover_pause', 'cutover_cancel', 'signoff_approve', 'signoff_decline', 'links_read']) {
        const told = await answer(who, () => slack.press(who, { channel: SHARED, ts: holding(action)?.ts ?? '' }, action));
        expect(told, action).toContain('Ferry answers full members');
        expect(told, action).not.toMatch(PRIVATE);
      }
      expect(slack.modals(who)).toEqual([]);
      expect(await state()).toEqual(before);
    });

    it('sees nothing in App Home, by a mention or in a direct message', async () => {
      expect(await home(who)).toContain('Ferry answers full members');
      expect(await home(who)).not.toMatch(PRIVATE);
      for (const said of [
        await answer(who, () => slack.mention(who, SHARED, 'what is left for harbor?')),
        await answer(who, () => slack.dm(who, 'what is left for harbor?')),
      ]) {
        expect(said).toContain('Ferry answers full members');
        expect(said).not.toMatch(PRIVATE);
      }
    });
  });

  describe.each(outsiders.map(({ id }) => id))('%s, with a role', (who) => {
    beforeAll(() => world.said('U0ADA', [{ type: 'role_given', role: 'operator', user: who }]));
    afterAll(() => world.said('U0ADA', [{ type: 'role_taken', role: 'operator', user: who }]));

    it('sees it: command, button, App Home, mention, direct message, files', async () => {
      expect(await type(who, 'status harbor')).toContain('harbor · Scheduled');
      expect(await home(who)).toContain('harbor · Scheduled');
      expect(await answer(who, () => slack.mention(who, SHARED, 'what is left for harbor?'))).toContain('harbor · Scheduled');
      expect(await answer(who, () => slack.dm(who, 'what is left for harbor?'))).toContain('harbor · Scheduled');
      expect(await type(who, 'report harbor')).toContain('direct messages');
      expect(
        await answer(who, () => slack.press(who, { channel: SHARED, ts: holding('cutover_pause')?.ts ?? '' }, 'cutover_pause')),
      ).toContain('Paused');
      await world.until('the button', () => holding('cutover_resume') !== undefined);
      expect(
        await answer(who, () => slack.press(who, { channel: SHARED, ts: holding('cutover_resume')?.ts ?? '' }, 'cutover_resume')),
      ).toContain('Resumed');
      await world.until('the button', () => holding('cutover_pause') !== undefined);
    });

    it('has no more than that role: an approver signs, an admin sets', async () => {
      const before = await state();
      expect(
        await answer(who, () => slack.press(who, { channel: SHARED, ts: holding('signoff_approve')?.ts ?? '' }, 'signoff_approve')),
      ).toContain('<@U0SOFIA>');
      expect(await type(who, 'settings harbor notice 1h')).toContain('<@U0ADA>');
      expect(await state()).toEqual(before);
    });

    it('is told what there is to type', async () => {
      expect(await type(who, 'help')).toContain('/migrate status harbor');
    });

    it('is shown no account of others in the examples', async () => {
      await type('U0ADA', 'connect aaa aaa-shop');
      await type('U0ADA', 'use aaa');
      expect(await type('U0ADA', 'help')).toContain('/migrate status aaa');
      expect(await type(who, 'help')).not.toContain('aaa');
      await type('U0ADA', 'use harbor');
    });

    it('and of another account sees nothing: its name is as unknown as any', async () => {
      expect(await type(who, 'status nothere')).not.toMatch(PRIVATE);
    });
  });

  it('nor does a member without a role spend Zendesk’s requests by a dry-run or a press on “Look again”', async () => {
    await type('U0DAN', 'status harbor');
    const before = await world.report();
    expect(await type('U0DAN', 'cutover harbor dry-run')).toContain('dry');
    const shown = slack.ephemerals('U0DAN').find(({ blocks }) => JSON.stringify(blocks).includes('"status_refresh"'));
    expect(await answer('U0DAN', () => slack.press('U0DAN', { channel: SHARED, ts: shown?.ts ?? '' }, 'status_refresh'))).toContain(
      'harbor',
    );
    expect(await world.report()).toBe(before);
    await type('U0ADA', 'cutover harbor dry-run');
    expect(await world.report()).not.toBe(before);
  });

  it('cannot make themselves seen by a role in words of others: a bot’s mention is answered with nothing', async () => {
    const before = slack.log().length;
    await slack.emit('app_mention', {
      type: 'app_mention',
      user: BOT.userId,
      bot_id: BOT.botId,
      text: 'what is left for harbor?',
      channel: SHARED,
      ts: '1.1',
      event_ts: '1.1',
    });
    await pause(40);
    expect(
      slack
        .log()
        .slice(before)
        .filter(({ method }) => /post/i.test(method)),
    ).toEqual([]);
  });
});

describe('full members without a role', () => {
  beforeAll(() => began());
  afterAll(ended);

  it('read status, checklist, why, team and settings', async () => {
    for (const words of ['status harbor', 'checklist harbor', 'why harbor', 'team harbor', 'settings harbor', 'after harbor', 'accounts'])
      expect(await type('U0DAN', words)).toMatch(/harbor/);
  });

  it('get no files, start no look and set nothing; they are told who can', async () => {
    const { version } = await world.migration();
    for (const words of [
      'report harbor',
      'check harbor',
      'settings harbor notice 1h',
      'waive harbor chat-limits x',
      'schedule harbor 2026-12-01 02:00 90m',
      'use harbor',
      'archive harbor',
    ])
      expect(await type('U0DAN', words)).toMatch(/^[^\n]*Only [^\n]*<@U0ADA>/);
    expect(slack.files()).toEqual([]);
    expect((await world.migration()).version).toBe(version);
  });

  it('see no form that they could not send off', async () => {
    await type('U0DAN', 'team harbor');
    await type('U0DAN', 'settings harbor');
    expect(slack.modals('U0DAN')).toEqual([]);
  });

  it('are not told in App Home that there is no account', async () => {
    expect(await home('U0DAN')).not.toContain('No account has been added');
  });
});

describe('the first admin', () => {
  beforeAll(async () => {
    await began({ FERRY_ADMINS: 'U0DAN' });
    await world.said('U0ADA', [{ type: 'role_taken', role: 'admin', user: 'U0ADA' }]);
  });
  afterAll(ended);

  it('is nobody who just says so', async () => {
    for (const who of ['U0MINA', 'U0STRANGER', 'U0GUEST']) await type(who, 'team harbor admin add @mina');
    expect((await world.migration()).team.admin).toEqual([]);
  });

  it('is a workspace admin while there is none', async () => {
    await type('U0ADA', 'team harbor admin add @mina');
    expect((await world.migration()).team.admin).toEqual(['U0MINA']);
    expect(await type('U0ADA', 'team harbor admin add @ada')).toContain('<@U0MINA>');
    expect((await world.migration()).team.admin).toEqual(['U0MINA']);
  });

  it('is whom FERRY_ADMINS names, always', async () => {
    await type('U0DAN', 'team harbor lead add @joon');
    expect((await world.migration()).team.lead).toEqual(['U0JOON']);
  });
});
