import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import type { AccountSeed } from '../../playground/zendesk/model/seed.ts';
import { brand } from '../../playground/zendesk/seeds/parts.ts';
import { rulesReady } from '../../playground/zendesk/seeds/rules.ts';
import { harborGroup, harborShop } from '../../playground/zendesk/seeds.ts';
import { readReport } from '../../src/checklist/readings.ts';
import { subjectOf } from '../../src/cutover/subjects.ts';
import { posted } from '../support/night.ts';
import { type TestWorld, testWorld } from '../support/world.ts';

const MINUTE = 60_000;

async function worldOf(...seeds: readonly AccountSeed[]): Promise<TestWorld> {
  const world = await testWorld(seeds);
  onTestFinished(() => world.stop());
  return world;
}

/** Looks everything up and gives what the person is told, until the summary has come. */
async function looked(world: TestWorld, key = 'harbor'): Promise<string> {
  const before = world.slack.ephemerals('U0ADA').length;
  await world.type('U0ADA', `check ${key}`);
  await world.until('the summary', () => world.slack.ephemerals('U0ADA').length > before + 1);
  return told(world, before);
}

/** As `looked`, while the clock goes on: it waits for its turn, or for a hold to pass. */
async function lookedAtLeisure(world: TestWorld): Promise<string> {
  const before = world.slack.ephemerals('U0ADA').length;
  await world.type('U0ADA', 'check harbor');
  const end = Date.now() + 60_000;
  while (world.slack.ephemerals('U0ADA').length < before + 2 && Date.now() < end) {
    world.clock.jump(world.clock.now() + 5_000);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  return told(world, before);
}

function told(world: TestWorld, from: number): string {
  return world.slack
    .ephemerals('U0ADA')
    .slice(from)
    .map(({ text, blocks }) => `${text}\n${JSON.stringify(blocks)}`)
    .join('\n');
}

async function section(world: TestWorld, name: string, key = 'harbor'): Promise<string> {
  const before = world.slack.ephemerals('U0ADA').length;
  await world.type('U0ADA', `checklist ${key} ${name}`);
  return told(world, before);
}

describe('an account that has not been prepared', () => {
  let world: TestWorld;
  beforeAll(async () => {
    world = await testWorld([harborShop({ plan: 'suite_enterprise' })]);
    await looked(world);
  });
  afterAll(() => world.stop());

  it('is told what its rules lack, by their names, with where to click and what rests on it', async () => {
    const list = await section(world, 'migrate');
    expect(list).toContain('“Route messaging to first line” would bring messaging tickets to a group, but is inactive');
    expect(list).toContain('“Solve pending after four days” would mail or solve the Pending tickets');
    expect(list).toContain('Tags contain none of the following: messaging_migration_guard');
    expect(list).toContain('no active view has the channel Messaging');
    expect(list).toMatch(/Admin Center › Objects and rules › Business rules › Triggers/);
    expect(list).toMatch(/GET \/api\/v2\/triggers` → 0 active, 1 inactive/);
    expect(list).toContain('Ferry saw: the limit is 3 chats, set for the whole account');
    expect(list).toContain('active Chat triggers, which do not run in messaging: “Chat Rescuer”');
  });

  it('is ready once the admin has put it right, and told so as news', async () => {
    const desk = world.zendesk.account('harbor');
    desk.editRule('triggers', 3_303, { active: true });
    const pending = desk.account.rules.automations.find(({ id }) => id === 3_402);
    const guard = { field: 'current_tags', operator: 'not_includes', value: 'messaging_migration_guard' };
    desk.editRule('automations', 3_402, { all: [...(pending?.all ?? []), guard] });
    const said = await lookedAtLeisure(world);
    expect(said).toContain('a trigger brings messaging tickets to a group');
    expect(said).toContain('every rule that mails or solves Pending tickets leaves the guard tag out');
  });

  it('is asked only the questions that Zendesk does not answer', async () => {
    await section(world, 'before');
    const before = world.slack.modals('U0ADA').length;
    await world.press('U0ADA', 'questions_open');
    const modal = JSON.stringify(world.slack.modals('U0ADA').at(-1));
    expect(world.slack.modals('U0ADA').length).toBe(before + 1);
    expect(modal).toContain('GET /api/v2/chat/bans');
    expect(modal).not.toContain('"block_id":"eval-q04-bans"');
    expect(modal).toContain('"block_id":"eval-q05-authentication"');
  });

  it('learns from pasted code what breaks and what does the same', async () => {
    const before = world.slack.ephemerals('U0ADA').length;
    await world.type('U0ADA', "check harbor zE('webWidget', 'open'); $zopim.livechat.endChat()");
    const said = told(world, before);
    expect(said).toContain("zE('webWidget', 'open')` → `zE('messenger', 'open')");
    expect(said).toContain('$zopim.livechat.endChat()` → nothing does the same');
    expect(await world.type('U0ADA', 'check harbor nonsense')).toContain('paste the address of a page');
  });

  it.each(['https://127.0.0.1/', 'https://localhost/', 'https://169.254.169.254/latest/meta-data/', 'https://[::1]/'])(
    'does not have %s read',
    async (address) => {
      const before = world.slack.ephemerals('U0ADA').length;
      await world.type('U0ADA', `check harbor <${address}>`);
      await world.until('an answer', () => told(world, before).includes('was not read'));
      expect(told(world, before)).toContain('not on the public Internet');
    },
  );
});

describe('what Zendesk lets Ferry see', () => {
  it('is shown with what is missing and how to get it, and asked anew each time', async () => {
    const world = await worldOf(harborShop(), harborGroup());
    const before = world.slack.ephemerals('U0ADA').length;
    await world.type('U0ADA', 'connect harbor harbor');
    await world.until('the table', () => told(world, before).includes('interfaces answer'));
    expect(told(world, before)).toMatch(/\*Real-Time Chat\* — no.*Chat Enterprise and Suite Enterprise only/);
    expect(told(world, before)).toMatch(/\*Sunshine Conversations\* — no.*Conversations API/);
    expect(told(world, before)).toMatch(/\*Chat REST\* — yes/);
    world.zendesk.account('harbor').revokeTokens('chat');
    const again = world.slack.ephemerals('U0ADA').length;
    await world.type('U0ADA', 'connect harbor harbor');
    await world.until('the table', () => told(world, again).includes('interfaces answer'));
    expect(told(world, again)).toMatch(/\*Chat REST\* — no.*Zendesk refuses the token/);
  });
});

describe('while nobody looks', () => {
  it('a widget that turned without any plan, and a revoked token, are told within minutes', async () => {
    const world = await worldOf(harborShop());
    await world.said('U0ADA', [{ type: 'home_channel', channel: 'C0MIGRATION' }]);
    await looked(world);
    world.zendesk.account('harbor').convertWidget(['harbor']);
    await world.pass(9 * MINUTE);
    await world.until('the news', async () => (await world.migration()).run.unplanned.includes('harbor' as never));
    await world.until('the post', () => posted(world).join('\n').includes('harbor already shows messaging'));
    world.zendesk.account('harbor').revokeTokens();
    await world.pass(8 * MINUTE);
    await world.until('the refusal', async () => (await world.migration()).tokensRefused);
  });

  it('a plan that changed has every interface asked again within minutes', async () => {
    const world = await worldOf(harborShop());
    await looked(world);
    const { settings } = world.zendesk.account('harbor').account;
    const auditAt = async () => readReport(await world.report()).readings.auditLog?.at ?? '';
    const first = await auditAt();
    await world.pass(12 * MINUTE, 30_000);
    expect(await auditAt()).toBe(first);
    settings['active_features'] = { chat: true, business_hours: true, light_agents: true, sandbox: true };
    await world.pass(8 * MINUTE, 30_000);
    await world.until('the probe', async () => (await auditAt()) > first);
  });

  it('a hard item that opens again is told in the channel, and is still news to whoever looks next', async () => {
    const world = await worldOf(harborShop());
    await world.said('U0ADA', [{ type: 'home_channel', channel: 'C0MIGRATION' }]);
    await looked(world);
    const { settings } = world.zendesk.account('harbor').account;
    settings['agents'] = { agent_workspace: false };
    await world.pass(6 * MINUTE);
    await world.until('the post', () => posted(world).join('\n').includes('what was ready has changed in Zendesk'));
    await world.pass(20 * MINUTE, 30_000);
    expect(posted(world).join('\n').split('the Agent Workspace is off')).toHaveLength(2);
    const said = await lookedAtLeisure(world);
    expect(said).toContain('~the Agent Workspace is on~ → the Agent Workspace is off');
    expect(await lookedAtLeisure(world)).toContain('Nothing has changed');
  });

  it('a word counts until what it rests on changes: then it is void, and its giver told once', async () => {
    const world = await worldOf(harborShop());
    await world.said('U0ADA', [{ type: 'home_channel', channel: 'C0MIGRATION' }]);
    await looked(world);
    await world.type('U0ADA', 'done harbor chat-limits');
    const desk = world.zendesk.account('harbor').account;
    desk.routing = { ...desk.routing, chat_limit: { enabled: true, limit: 6, limit_type: 'account', allow_agent_override: false } };
    await lookedAtLeisure(world);
    const list = await section(world, 'migrate');
    expect(list).toMatch(/said by <@U0ADA> [^"]*, void: what it rests on has changed/);
    await world.pass(12 * MINUTE, 30_000);
    const told = posted(world).filter((text) => text.includes('<@U0ADA>, what your word rests on has changed in Zendesk'));
    expect(told).toHaveLength(1);
    await world.type('U0ADA', 'done harbor chat-limits');
    expect(await section(world, 'migrate')).not.toContain('void: what it rests on has changed');
  });

  it('what a lead has signed for and is another now is asked for anew', async () => {
    const world = await worldOf(harborShop());
    await world.said('U0ADA', [
      { type: 'home_channel', channel: 'C0MIGRATION' },
      { type: 'role_given', role: 'lead', user: 'U0JOON' },
    ]);
    await looked(world);
    const { readings } = readReport(await world.report());
    const of = subjectOf('agents_ready', { migration: await world.migration(), readings });
    if (of === undefined) throw new Error('nothing to sign');
    await world.said('U0JOON', [
      { type: 'sign_off_asked', statement: 'agents_ready', of },
      { type: 'signed', statement: 'agents_ready', verdict: 'yes', of },
    ]);
    world.zendesk.account('harbor').account.groups.push({
      id: 9_009,
      name: 'Night desk',
      description: '',
      isPublic: true,
      isDefault: false,
      deleted: false,
      chat: null,
    });
    await world.pass(65 * MINUTE, 30_000);
    await world.until('the request', async () =>
      (await world.migration()).asked.some((one) => one.statement === 'agents_ready' && one.of !== of),
    );
    await world.until('the post', () => posted(world).join('\n').includes('Night desk'));
  });
});

describe('an account that is out of the ordinary', () => {
  const cases: readonly (readonly [string, AccountSeed, RegExp])[] = [
    ['has no Chat', harborShop({ plan: 'suite_team', chat: null }), /no access to that interface/],
    [
      'has no help center',
      harborShop({ brands: [brand(7_001, 'Harbor', 'harbor', { hasHelpCenter: false, helpCenterState: 'disabled', articles: {} })] }),
      /0 articles/,
    ],
    [
      'has 200 brands',
      harborShop({
        brands: Array.from({ length: 200 }, (_, index) =>
          brand(7_001 + index, `Brand ${index}`, index === 0 ? 'harbor' : `harbor-${index}`),
        ),
      }),
      /enough articles for every brand/,
    ],
    [
      'has 50,000 triggers',
      harborShop({
        ...rulesReady(9_001),
        triggers: Array.from({ length: 50_000 }, (_, index) => ({
          id: 10_000 + index,
          title: `Trigger ${index}`,
          all: [{ field: 'via_id', operator: 'is', value: index === 49_999 ? '75' : '29' }],
          actions: [{ field: 'group_id', value: '9001' }],
        })),
      }),
      /a trigger brings messaging tickets to a group/,
    ],
  ];

  it.each(cases)(
    '%s: the look ends with findings',
    async (_, seed, expected) => {
      const world = await worldOf(seed);
      const said = `${await lookedAtLeisure(world)}\n${await section(world, 'requirements')}\n${await section(world, 'migrate')}`;
      expect(said).toMatch(expected);
      expect(said).not.toMatch(/went wrong/);
      expect(JSON.stringify(await world.report()).length).toBeLessThan(200_000);
    },
    90_000,
  );

  it('asks for a minute of silence once: the look waits it out, and finds everything', async () => {
    const world = await worldOf(harborShop({ plan: 'suite_enterprise', ...rulesReady(9_001) }));
    for (const family of ['support', 'chat'] as const) world.zendesk.account('harbor').fault({ family, mode: '429-no-header', times: 1 });
    const begun = world.clock.now();
    await lookedAtLeisure(world);
    expect(world.clock.now() - begun).toBeGreaterThanOrEqual(MINUTE);
    const { readings } = readReport(await world.report());
    const blind = Object.entries(readings).filter(([, reading]) => JSON.stringify(reading).includes('"unreachable"'));
    expect(blind).toEqual([]);
    expect(readings.triggers?.status).toBe('seen');
  });

  it.each(['foreign-redirect', 'suspended'] as const)(
    'is closed and sends whoever asks elsewhere (%s): nothing is ready, and it says why',
    async (mode) => {
      const world = await worldOf(harborShop());
      world.zendesk.account('harbor').fault({ mode });
      const said = `${await looked(world)}\n${await section(world, 'requirements')}`;
      expect(said).toContain('not its documented answer');
      expect(said).not.toContain(':large_green_circle:');
      expect(said).not.toMatch(/went wrong/);
      const { readings } = readReport(await world.report());
      expect(
        Object.values(readings.widgets ?? {})
          .map((reading) => JSON.stringify(reading))
          .join(),
      ).not.toMatch(/"(classic|messaging)"/);
      // It is not taken for a token that was refused: nobody has to connect anew.
      expect((await world.migration()).tokensRefused).toBe(false);
    },
  );

  it('has a clock that is not ours: the difference is told with what to do, and nothing else comes of it', async () => {
    const world = await worldOf(harborShop());
    const { account } = world.zendesk.account('harbor');
    expect(await looked(world)).not.toContain('Ferry’s clock');
    account.clockAheadMs = -60 * MINUTE;
    expect(await lookedAtLeisure(world)).toMatch(/Ferry’s clock is (59|60) minutes ahead of Zendesk’s.*NTP/);
    account.clockAheadMs = 60 * MINUTE;
    expect(await lookedAtLeisure(world)).toMatch(/Ferry’s clock is (59|60) minutes behind Zendesk’s/);
  });

  it('is suspended: nothing is ready, and it says why', async () => {
    const world = await worldOf(harborShop());
    world.zendesk.account('harbor').fault({ mode: 'html' });
    const said = await looked(world);
    expect(said).toContain('not its documented answer');
    expect(said).not.toContain(':large_green_circle:');
  });
});

it('names who will sit at the keyboard and is no admin in Zendesk, found by the address that Slack shows', async () => {
  const world = await worldOf(harborShop());
  const [admin, agent] = world.zendesk.account('harbor').account.agents;
  if (admin === undefined || agent === undefined) throw new Error('nobody there');
  admin.email = 'Mina@harbor.example';
  await world.said('U0ADA', [
    { type: 'role_given', role: 'operator', user: 'U0MINA' },
    { type: 'role_given', role: 'backup', user: 'U0DAN' },
  ]);
  await looked(world);
  expect(await section(world, 'requirements')).toContain('nobody in Zendesk has that e-mail address');
  agent.email = 'dan@harbor.example';
  expect(await lookedAtLeisure(world)).toContain('<@U0DAN> is not admin in Zendesk');
  agent.role = 'admin';
  expect(await lookedAtLeisure(world)).toContain('operator and backup are admins in Zendesk');
  expect(await world.report()).not.toContain('@harbor.example');
  world.slack.grant(['chat:write', 'commands', 'users:read', 'im:write', 'im:history', 'channels:read']);
  await world.pass(6 * MINUTE);
  expect(await lookedAtLeisure(world)).toContain('scope `users:read.email`');
});
