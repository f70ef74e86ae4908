import { describe, expect, test } from 'vitest';
import { MINUTE, NOW, zendesk } from './start.ts';

type World = Awaited<ReturnType<typeof zendesk>>;
const verdict = async (z: World, brand: string) => Object.keys((await z.open(brand, '/embeddable/config')).json)[0];
const count = async (z: World, account: string, query: string) =>
  (await z.support(account, `/api/v2/search/count?query=${encodeURIComponent(query)}`)).json.count;

describe('converting a widget', () => {
  test('is seen after the cache has run out, for that brand alone', async () => {
    const z = await zendesk();
    z.group.activateMessaging();
    expect(await verdict(z, 'harborgroup')).toBe('embeds');
    z.group.convertWidget(['harborgroup']);
    z.pass(89_000);
    expect(await verdict(z, 'harborgroup')).toBe('embeds');
    z.pass(2_000);
    expect(await verdict(z, 'harborgroup')).toBe('messenger');
    expect(await verdict(z, 'harborbikes')).toBe('embeds');
  });

  test('ends the live chats of the brand; their tickets become Pending', async () => {
    const z = await zendesk();
    const here = z.group.startChat({ brand: 'harborgroup', group: 'Home Chat' });
    const there = z.group.startChat({ brand: 'harborbikes', group: 'Bikes Chat', state: 'incoming' });
    expect((await z.stream('harborgroup', '/chats')).json.content.data).toMatchObject({
      active_chats: 1,
      incoming_chats: 1,
      assigned_chats: 0,
    });
    expect((await z.stream('harborgroup', '/chats?department_id=9103')).json.content.data).toMatchObject({
      active_chats: 0,
      incoming_chats: 1,
    });
    z.group.convertWidget(['harborgroup']);
    expect((await z.stream('harborgroup', '/chats')).json.content.data).toMatchObject({ active_chats: 0, incoming_chats: 1 });
    const tickets = await z.support('harborgroup', `/api/v2/tickets/show_many?ids=${here.ticketId},${there.ticketId}`);
    expect(tickets.json.tickets.map((ticket: { status: string }) => ticket.status)).toEqual(['pending', 'new']);
    expect(tickets.json.tickets[0].tags).toEqual(['zopim_chat', 'from_live_chat', 'zopim_chat_ended']);
    expect(() => z.group.startChat({ brand: 'harborgroup' })).toThrow('no Classic widget');
  });

  test('a conversation needs messaging; an active routing trigger brings it to its group', async () => {
    const z = await zendesk();
    expect(() => z.shop.startConversation({ brand: 'harbor' })).toThrow('not messaging');
    z.shop.convertWidget(['harbor']);
    expect(z.shop.startConversation({ brand: 'harbor' }).groupId).toBeNull();
    await z.support('harbor', '/api/v2/triggers/3303', { method: 'PUT', body: { trigger: { active: true } } });
    expect(z.shop.startConversation({ brand: 'harbor' }).groupId).toBe(9_001);
    expect(await count(z, 'harbor', `via:native_messaging created>${new Date(NOW - 1000).toISOString().slice(0, 19)}Z`)).toBe(0);
    z.pass(3 * MINUTE);
    expect(
      await count(z, 'harbor', `type:ticket via:native_messaging created>"${new Date(NOW - 1000).toISOString().slice(0, 19)}Z" group:9001`),
    ).toBe(1);
  });

  test('no more chats come after it', async () => {
    const z = await zendesk();
    z.shop.convertWidget(['harbor']);
    z.pass(3 * 24 * 60 * MINUTE);
    expect(await count(z, 'harbor', `type:ticket via:chat created>${new Date(NOW).toISOString().slice(0, 19)}Z`)).toBe(0);
  });
});

describe('agents', () => {
  test('all of them can go offline and one comes back', async () => {
    const z = await zendesk();
    const online = async () => (await z.stream('harborgroup', '/agents')).json.content.data.agents_online;
    expect(await online()).toBeGreaterThan(40);
    z.group.allAgents('offline');
    expect((await z.stream('harborgroup', '/agents')).json.content.data).toEqual({ agents_online: 0, agents_away: 0, agents_invisible: 0 });
    z.group.activateMessaging();
    z.group.setAgentStatus(61_010, 'online');
    expect(await online()).toBe(1);
    const who = await z.support('harborgroup', '/api/v2/agent_availabilities?filter[channel_status]=messaging%3Aonline&page[size]=100');
    expect(who.json.data.map((item: { attributes: { agent_id: number } }) => item.attributes.agent_id)).toEqual([61_010]);
    expect(who.json.included[0].attributes.status).toBe('online');
  });

  test('omnichannel routing sends everybody offline and opens the queues', async () => {
    const z = await zendesk();
    expect((await z.support('harborgroup', '/api/v2/queues')).status).toBe(403);
    z.group.flip('routing.enabled', true);
    expect((await z.support('harborgroup', '/api/v2/queues')).json.queues).toHaveLength(1);
    const settings = (await z.support('harborgroup', '/api/v2/account/settings')).json.settings;
    expect(settings.agents).toMatchObject({ unified_agent_statuses: true, agent_workspace: true });
    const one = await z.support('harborgroup', '/api/v2/agent_availabilities/61010');
    expect(one.json.data.attributes.agent_status).toMatchObject({ id: 2, reason: 'OMNICHANNEL_ROUTING_ENABLED' });
  });
});

describe('tickets', () => {
  test('can be deleted and merged', async () => {
    const z = await zendesk();
    const [one, two, three] = [1, 2, 3].map(() => z.shop.startChat({ brand: 'harbor', group: 'Web Chat' }).ticketId);
    z.shop.deleteTicket(one ?? 0);
    z.shop.mergeTicket(two ?? 0, three ?? 0);
    expect((await z.support('harbor', `/api/v2/tickets/${one}`)).json.error).toBe('RecordNotFound');
    const merged = (await z.support('harbor', `/api/v2/tickets/${two}`)).json.ticket;
    expect([merged.status, merged.tags.includes('closed_by_merge')]).toEqual(['closed', true]);
    expect((await z.support('harbor', `/api/v2/tickets/${two}/audits`)).json.audits.at(-1).via.source).toMatchObject({
      rel: 'merge',
      to: { ticket_id: three },
    });
  });

  test('a closed Chat takes no chats until it is opened', async () => {
    const z = await zendesk();
    z.shop.closeChat();
    expect(() => z.shop.startChat({ brand: 'harbor' })).toThrow('closed');
    z.shop.openChat();
    expect(z.shop.startChat({ brand: 'harbor' }).state).toBe('active');
    z.shop.endAllChats();
    expect(z.world.snapshot('harbor').liveChats).toEqual([]);
  });

  test('automations solve Pending tickets that carry no guard tag', async () => {
    const z = await zendesk();
    const [free, guarded] = [1, 2].map(() => z.shop.startChat({ brand: 'harbor' }).ticketId);
    const guard = { field: 'current_tags', operator: 'not_includes', value: 'messaging_migration_guard' };
    const rule = z.shop.account.rules.automations.find(({ id }) => id === 3_402);
    z.shop.editRule('automations', 3_402, { all: [...(rule?.all ?? []), guard] });
    z.shop.setTicket(free ?? 0, { status: 'pending' });
    z.shop.setTicket(guarded ?? 0, { status: 'pending', tags: ['messaging_migration_guard'] });
    z.pass(98 * 60 * MINUTE);
    z.shop.runAutomations();
    expect([free, guarded].map((id) => z.shop.account.tickets.get(id ?? 0)?.status)).toEqual(['solved', 'pending']);
  });
});

test('incidents and maintenance are told apart, and end', async () => {
  const z = await zendesk();
  const read = async (kind: string) => (await z.ask(`${z.world.urls.status}/api/incidents/${kind}?subdomain=harbor`)).json;
  z.shop.incident({ title: 'Messaging delays', services: ['Messaging', 'Chat'] });
  z.shop.incident({ title: 'Upgrade', kind: 'maintenance', services: ['Support'] });
  const active = await read('active');
  expect(active.data[0].attributes).toMatchObject({ title: 'Messaging delays', impact: 'major', resolved_at: null });
  const ids = active.data[0].relationships.services.data.map(({ id }: { id: string }) => id);
  const names = active.included
    .filter((item: { id: string }) => ids.includes(item.id))
    .map((item: { attributes: { name: string } }) => item.attributes.name);
  expect(names).toEqual(['Messaging', 'Chat']);
  expect((await read('maintenance')).data).toHaveLength(1);
  z.shop.resolveIncidents();
  expect((await read('active')).data).toEqual([]);
});

test('traffic plays the rhythm: chats begin, are served, end, and stop when Chat closes', async () => {
  const z = await zendesk({ traffic: true });
  const live = z.world.snapshot('harborgroup').liveChats.length;
  expect(live).toBeGreaterThan(3);
  z.group.closeChat();
  z.pass(4 * 60 * MINUTE);
  await expect.poll(() => z.world.snapshot('harborgroup').liveChats.length).toBe(0);
  expect(z.group.account.ended.length).toBeGreaterThanOrEqual(live);
});

test('with nobody online no chat of the rhythm begins', async () => {
  const z = await zendesk({ traffic: true });
  z.group.allAgents('offline');
  const before = new Set(z.world.snapshot('harborgroup').liveChats.map(({ id }) => id));
  z.pass(10 * MINUTE);
  await new Promise((resolve) => setTimeout(resolve, 50));
  expect(z.world.snapshot('harborgroup').liveChats.filter(({ id }) => !before.has(id))).toEqual([]);
  expect(z.group.account.ended.every(({ id }) => before.has(id))).toBe(true);
});

describe('the snippet key of a customer’s page', () => {
  const shown = async (z: World, page: string) => (await fetch(`${new URL(z.at('harbor')).origin}/_site/${page}`)).text();

  test('is exchanged page by page, and decides what a visitor meets there; the widget’s config does not change', async () => {
    const z = await zendesk();
    const { oldKey, newKey } = z.shop.account.brands[0]?.snippet ?? { oldKey: '', newKey: '' };
    expect(await shown(z, 'www.harbor.example/')).toContain(`snippet.js?key=${oldKey}"`);
    expect(() => z.shop.startConversation({ brand: 'harbor' })).toThrow('not messaging');
    z.shop.exchangeKey('harbor', 'new', ['https://www.harbor.example/contact']);
    expect(await shown(z, 'www.harbor.example/')).toContain(oldKey);
    expect(await shown(z, 'www.harbor.example/contact')).toContain(newKey);
    expect(z.shop.startConversation({ brand: 'harbor' }).via).toBe('native_messaging');
    z.shop.exchangeKey('harbor', 'new');
    expect(() => z.shop.startChat({ brand: 'harbor' })).toThrow('no Classic widget');
    expect(await verdict(z, 'harbor')).toBe('embeds');
    expect(await shown(z, 'www.nobody.example/')).toContain('Not found');
    expect(() => z.shop.exchangeKey('harbor', 'old', ['https://www.nobody.example/'])).toThrow('No page');
  });
});

describe('a trigger that is sent in', () => {
  const body = (more: object = {}) => ({
    trigger: {
      title: 'T',
      active: false,
      conditions: { all: [{ field: 'via_id', operator: 'is', value: '75' }], any: [] },
      actions: [{ field: 'group_id', value: '9001' }],
      ...more,
    },
  });
  const post = (z: World, sent: unknown) => z.support('harbor', '/api/v2/triggers', { method: 'POST', body: sent });

  test('is taken from an admin whose token may write, and from nobody else', async () => {
    const z = await zendesk();
    expect((await post(z, body())).status).toBe(201);
    expect((await z.open('harbor', '/api/v2/triggers', { method: 'POST', body: body() })).status).toBe(401);
    z.shop.editAgent(60_001, { role: 'agent' });
    expect((await post(z, body())).status).toBe(403);
  });

  test.each([
    ['a group that is not there', { actions: [{ field: 'group_id', value: '1' }] }],
    ['a brand that is not there', { conditions: { all: [{ field: 'brand_id', operator: 'is', value: '1' }] } }],
    ['a channel that is not there', { conditions: { all: [{ field: 'via_id', operator: 'is', value: 'messaging' }] } }],
    ['an operator that is not there', { conditions: { all: [{ field: 'via_id', operator: 'equals', value: '75' }] } }],
    ['no condition', { conditions: { all: [], any: [] } }],
    ['no action', { actions: [] }],
    ['no title', { title: undefined }],
  ])('is refused with 422 for %s', async (_, more) => {
    const z = await zendesk();
    const before = z.shop.account.rules.triggers.length;
    expect((await post(z, body(more))).status).toBe(422);
    expect(z.shop.account.rules.triggers).toHaveLength(before);
  });
});
