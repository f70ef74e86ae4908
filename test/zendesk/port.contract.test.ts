import { beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { movableClock } from '../../playground/clock.ts';
import { harborGroup } from '../../playground/zendesk/seeds.ts';
import { startZendesk } from '../../playground/zendesk/server.ts';
import { type Instant, instant } from '../../src/migration/time.ts';
import { zendeskClient } from '../../src/zendesk/client.ts';
import type { Credentials } from '../../src/zendesk/credentials.ts';
import type { Zendesk } from '../../src/zendesk/port.ts';
import { at } from './answering.ts';

const NOW = Date.UTC(2026, 10, 24, 12);
const MINUTE = 60_000;
const TOKENS: Credentials = { support: { token: 'zd_harborgroup' }, chat: { token: 'chat_harborgroup' } };

/** The simulated Zendesk with the large account, its clock standing still but for what is slept. */
async function world(credentials: Credentials = TOKENS) {
  const clock = movableClock(NOW, 0);
  const pass = (ms: number) => clock.jump(clock.now() + ms);
  const simulated = await startZendesk({ clock, accounts: [harborGroup()] });
  onTestFinished(() => simulated.stop());
  const zendesk = zendeskClient(
    { subdomain: at('harborgroup'), credentials },
    {
      zendeskUrl: simulated.urls.zendesk,
      streamUrl: simulated.urls.stream,
      statusUrl: simulated.urls.status,
      clock: () => instant(new Date(clock.now())),
      sleep: async (ms) => pass(ms),
      timeoutMs: 2_000,
    },
  );
  return { desk: simulated.account('harborgroup'), zendesk, pass, now: () => instant(new Date(clock.now())), log: () => simulated.log() };
}

let here: Awaited<ReturnType<typeof world>>;
beforeEach(async () => {
  here = await world();
});

describe('the large account', () => {
  it('is somebody’s, with its switches', async () => {
    expect(await here.zendesk.whoAmI()).toEqual({ role: 'admin' });
    const switches = { agentWorkspace: true, chat: true, omnichannelRouting: false, unifiedStatuses: false };
    const before = { ...switches, features: ['business_hours', 'chat'] };
    expect(await here.zendesk.settings()).toEqual(before);
    here.desk.flip('agents.agent_workspace', undefined);
    expect((await here.zendesk.settings()).agentWorkspace).toBe(undefined);
  });

  it('takes a token of its own by the client credentials grant', async () => {
    const client = harborGroup().clients.find(({ family }) => family === 'support');
    const { zendesk } = await world({ support: { clientId: client?.clientId ?? '', clientSecret: client?.secret ?? '' } });
    expect(await zendesk.whoAmI()).toMatchObject({ role: expect.any(String) });
    const wrong = await world({ support: { clientId: client?.clientId ?? '', clientSecret: 'wrong' } });
    await expect(wrong.zendesk.whoAmI()).rejects.toMatchObject({ name: 'ZendeskRefused', status: 401 });
  });

  it('has three brands, and published articles by locale', async () => {
    const brands = await here.zendesk.brands();
    expect(brands.map(({ subdomain, helpCenterState }) => [subdomain, helpCenterState])).toEqual([
      ['harborgroup', 'enabled'],
      ['harborbikes', 'disabled'],
      ['harborkorea', 'enabled'],
    ]);
    expect(await Promise.all(brands.map(({ subdomain }) => here.zendesk.articles(subdomain)))).toEqual([
      { 'en-us': 64, lt: 22 },
      {},
      { ko: 31 },
    ]);
  });

  it('reads a schedule’s zone by its IANA name, whichever name Zendesk writes', async () => {
    expect((await here.zendesk.schedules()).map(({ name, timeZone }) => [name, timeZone])).toEqual([
      ['Europe', 'Europe/Vilnius'],
      ['Korea', 'Asia/Seoul'],
    ]);
  });

  it('has its people, beyond one page', async () => {
    expect((await here.zendesk.groups()).length).toBe(5);
    expect((await here.zendesk.memberships()).length).toBe(200);
    expect((await here.zendesk.chatAgents()).filter(({ enabled }) => enabled).length).toBe(200);
  });

  it('has unsolved chat tickets, the same by count and by list', async () => {
    const listed = await here.zendesk.exportUnsolvedChatTickets();
    expect(listed.length).toBe(137);
    expect(await here.zendesk.countUnsolvedChatTickets()).toBe(137);
    const again = await here.zendesk.ticketsById(listed.map(({ id }) => id));
    expect([...again].sort((a, b) => a.id - b.id)).toEqual([...listed].sort((a, b) => a.id - b.id));
    expect(await here.zendesk.ticketsById([999_999_999])).toEqual([]);
  });

  it('tells its live chats and agents', async () => {
    expect(await here.zendesk.liveChats()).toEqual({ incoming: 0, assigned: 0, active: 0 });
    here.desk.startChat({ brand: 'harborgroup', state: 'incoming' });
    here.desk.startChat({ brand: 'harborkorea' });
    expect(await here.zendesk.liveChats()).toEqual({ incoming: 1, assigned: 0, active: 1 });
    here.desk.allAgents('offline');
    expect(await here.zendesk.liveAgents()).toEqual({ online: 0, away: 0, invisible: 0 });
  });

  it('tells its open incidents', async () => {
    expect(await here.zendesk.incidents()).toEqual([]);
    here.desk.incident({ title: 'Chats late', impact: 'major', services: ['Chat', 'Messaging'] });
    expect(await here.zendesk.incidents()).toEqual([{ title: 'Chats late', impact: 'major', services: ['Chat', 'Messaging'] }]);
    here.desk.resolveIncidents();
    expect(await here.zendesk.incidents()).toEqual([]);
  });
});

it('sees the click from outside, brand by brand, and the first conversations after it', async () => {
  const { zendesk, desk, pass } = here;
  const clicked: Instant = here.now();
  expect(await zendesk.widgetOf(at('harborgroup'))).toBe('classic');
  desk.activateMessaging();
  desk.convertWidget(['harborgroup']);
  pass(10 * MINUTE);
  expect(await zendesk.widgetOf(at('harborgroup'))).toBe('messaging');
  expect(await zendesk.widgetOf(at('harborkorea'))).toBe('classic');
  const conversation = desk.startConversation({ brand: 'harborgroup', group: 9_101 });
  pass(10 * MINUTE);
  const [found] = await zendesk.messagingTicketsCreatedSince(clicked);
  expect(found).toMatchObject({ id: conversation.id, channel: 'native_messaging', brandId: 7_101, groupId: 9_101 });
  const chats = await zendesk.chatTicketsCreatedSince(clicked);
  expect(chats.filter(({ brandId }) => brandId === 7_101)).toEqual([]);
});

it('sees a chat ticket that began after a moment', async () => {
  const { zendesk, desk, pass } = here;
  const from = here.now();
  pass(1_500);
  const chat = desk.startChat({ brand: 'harborkorea', group: 9_104 });
  pass(10 * MINUTE);
  const found = await zendesk.chatTicketsCreatedSince(from);
  expect(found.find(({ id }) => id === chat.ticketId)).toMatchObject({ channel: 'chat', brandId: 7_103, groupId: 9_104 });
  const instants = found.map(({ createdAt }) => createdAt);
  expect(instants).toEqual([...instants].sort());
});

it('counts who is online for messaging once omnichannel routing is on', async () => {
  here.desk.activateMessaging();
  here.desk.flip('routing.enabled', true);
  expect(await here.zendesk.messagingAgentsOnline()).toBe(0);
  here.desk.allAgents('online');
  expect(await here.zendesk.messagingAgentsOnline()).toBeGreaterThan(100);
});

it('is refused once its tokens are revoked', async () => {
  here.desk.revokeTokens();
  await expect(here.zendesk.settings()).rejects.toMatchObject({ name: 'ZendeskRefused', status: 401 });
  await expect(here.zendesk.liveChats()).rejects.toMatchObject({ name: 'ZendeskRefused', status: 401 });
});

const looks: readonly (readonly [string, (zendesk: Zendesk) => Promise<unknown>])[] = [
  ['groups', (zendesk) => zendesk.groups()],
  ['live chats', (zendesk) => zendesk.liveChats()],
  ['chat agents', (zendesk) => zendesk.chatAgents()],
  ['incidents', (zendesk) => zendesk.incidents()],
  ['the count', (zendesk) => zendesk.countUnsolvedChatTickets()],
];

const outcomes = {
  '500': 'ZendeskUnavailable',
  '503': 'ZendeskUnavailable',
  '429-no-header': 'ZendeskUnavailable',
  cut: 'ZendeskUnavailable',
  'cut-before': 'ZendeskUnavailable',
  forbidden: 'ZendeskRefused',
  unauthorized: 'ZendeskRefused',
  html: 'UnexpectedShape',
  truncated: 'UnexpectedShape',
  'foreign-redirect': 'UnexpectedShape',
} as const;

it.each(looks)('tells apart all that can go wrong with %s, and is well again after it', async (_, look) => {
  const good = await look(here.zendesk);
  // The keys of an object literal, which Object.keys calls strings.
  for (const mode of Object.keys(outcomes) as (keyof typeof outcomes)[]) {
    here.desk.fault({ mode });
    await expect(look(here.zendesk), mode).rejects.toMatchObject({ name: outcomes[mode] });
    here.desk.clearFaults();
    // Past what a 429 held back.
    here.pass(2 * MINUTE);
  }
  for (const mode of ['500', 'cut', '429'] as const) {
    here.desk.fault({ mode, times: 1, ...(mode === '429' ? { retryAfter: 3 } : {}) });
    expect(typeof (await look(here.zendesk))).toBe(typeof good);
  }
});

it('never follows a list to another host', async () => {
  here.desk.fault({ mode: 'foreign-next' });
  await expect(here.zendesk.memberships()).rejects.toMatchObject({ name: 'UnexpectedShape' });
});

it.each(['not-computed', 'null-metrics'] as const)('takes %s for no number', async (mode) => {
  here.desk.fault({ mode });
  expect(await here.zendesk.liveChats()).toBe('not_computed');
  expect(await here.zendesk.liveAgents()).toBe('not_computed');
});

it('reads all of it inside a quarter of the plan', async () => {
  const brands = await here.zendesk.brands();
  await Promise.all([...looks.map(([, look]) => look(here.zendesk)), ...brands.map(({ subdomain }) => here.zendesk.widgetOf(subdomain))]);
  expect(here.log().every(({ status }) => status === 200)).toBe(true);
});
