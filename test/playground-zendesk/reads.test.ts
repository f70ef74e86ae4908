import { describe, expect, test } from 'vitest';
import { harborShop } from '../../playground/zendesk/seeds.ts';
import { MINUTE, NOW, zendesk } from './start.ts';

describe('lists', () => {
  test('cursor pages hold everybody once and end with has_more false', async () => {
    const { support, ask } = await zendesk();
    const ids: number[] = [];
    let next = '';
    let answer = await support('harborgroup', '/api/v2/group_memberships?page[size]=90');
    for (let guard = 0; guard < 9; guard += 1) {
      ids.push(...answer.json.group_memberships.map((item: { user_id: number }) => item.user_id));
      next = answer.json.links.next;
      if (!answer.json.meta.has_more) break;
      answer = await ask(next, { token: 'zd_harborgroup' });
    }
    expect(new Set(ids).size).toBe(200);
    expect(ids).toHaveLength(200);
    expect(next).toBeNull();
  });

  test('offset pages have count and next_page', async () => {
    const { support } = await zendesk();
    const first = await support('harborgroup', '/api/v2/group_memberships?per_page=100');
    expect(first.json.count).toBe(200);
    const second = await support('harborgroup', '/api/v2/group_memberships?per_page=100&page=2');
    expect(first.json.next_page).toContain('page=2');
    expect(second.json.next_page).toBeNull();
  });

  test('brands, settings and the messaging routing trigger are as seeded', async () => {
    const { support } = await zendesk();
    const brands = await support('harborgroup', '/api/v2/brands?page[size]=100');
    expect(brands.json.brands.map((brand: { subdomain: string }) => brand.subdomain)).toEqual([
      'harborgroup',
      'harborbikes',
      'harborkorea',
    ]);
    expect((await support('harbor', '/api/v2/account/settings')).json.settings.agents.agent_workspace).toBe(true);
    const active = await support('harbor', '/api/v2/triggers?active=true&page[size]=100');
    expect(active.json.triggers.some((trigger: { id: number }) => trigger.id === 3_303)).toBe(false);
  });

  test('a help center shows drafts to a token only, and none where there is none', async () => {
    const { open, support } = await zendesk();
    expect((await open('harbor', '/api/v2/help_center/articles.json?per_page=1')).json.count).toBe(14);
    expect((await support('harbor', '/api/v2/help_center/articles.json?per_page=1')).json.count).toBe(16);
    expect((await open('harborkorea', '/api/v2/help_center/ko/articles.json')).json.count).toBe(31);
    expect((await open('harborbikes', '/api/v2/help_center/articles.json')).status).toBe(404);
  });
});

describe('pages of each kind', () => {
  test('Chat agents come a hundred at a time, from an id on, and end with an empty page', async () => {
    const { chat } = await zendesk();
    const pages: number[][] = [];
    let since = 0;
    for (let guard = 0; guard < 5; guard += 1) {
      const page: number[] = (await chat('harborgroup', `/agents?limit=500&since_id=${since}`)).json.map(({ id }: { id: number }) => id);
      pages.push(page);
      if (page.length === 0) break;
      since = (page.at(-1) ?? 0) + 1;
    }
    expect(pages.map(({ length }) => length)).toEqual([100, 100, 0]);
    expect(new Set(pages.flat()).size).toBe(200);
    const again = (await chat('harborgroup', `/agents?since_id=${since - 1}`)).json;
    expect(again.map(({ id }: { id: number }) => id)).toEqual([since - 1]);
  });

  test('agent availability comes by cursor alone, each agent once with their channel', async () => {
    const { support, ask } = await zendesk();
    const ids: number[] = [];
    const sizes: number[] = [];
    let answer = await support('harborgroup', '/api/v2/agent_availabilities?page[size]=90');
    for (let guard = 0; guard < 5; guard += 1) {
      ids.push(...answer.json.data.map((item: { attributes: { agent_id: number } }) => item.attributes.agent_id));
      sizes.push(answer.json.included.length);
      if (!answer.json.meta.has_more) break;
      answer = await ask(answer.json.links.next, { token: 'zd_harborgroup' });
    }
    expect(sizes).toEqual([90, 90, 20]);
    expect(new Set(ids).size).toBe(200);
    expect(answer.json.links.next).toBeNull();
    for (const wrong of ['page=2', 'per_page=100', 'page[after]=nonsense']) {
      const refused = await support('harborgroup', `/api/v2/agent_availabilities?${wrong}`);
      expect([refused.status, refused.json.errors[0].status], wrong).toEqual([400, '400']);
    }
  });

  test('a help center of more than a hundred articles is read by offset, no deeper than a hundred pages', async () => {
    const seed = harborShop();
    const brands = seed.brands.map((brand) => ({ ...brand, articles: { 'en-us': { published: 230, drafts: 0 } } }));
    const { open, ask } = await zendesk({ accounts: [{ ...seed, brands }] });
    const ids: number[] = [];
    let answer = await open('harbor', '/api/v2/help_center/articles.json?per_page=100');
    const [{ count, page_count: pages }] = [answer.json];
    for (let guard = 0; guard < 5; guard += 1) {
      ids.push(...answer.json.articles.map(({ id }: { id: number }) => id));
      if (answer.json.next_page === null) break;
      answer = await ask(answer.json.next_page);
    }
    expect([count, pages, new Set(ids).size]).toEqual([230, 3, 230]);
    expect((await open('harbor', '/api/v2/help_center/articles.json?per_page=1&page=100')).json.articles).toHaveLength(1);
    const deep = await open('harbor', '/api/v2/help_center/articles.json?per_page=1&page=101');
    expect([deep.status, deep.json.error]).toEqual([400, 'InvalidPaginationDepth']);
  });

  test('offset pages go no deeper than a hundred, cursor pages do', async () => {
    const { support, ask } = await zendesk();
    const last = await support('harborgroup', '/api/v2/group_memberships?per_page=1&page=100');
    expect([last.status, last.json.count, last.json.group_memberships.length]).toEqual([200, 200, 1]);
    const deep = await ask(last.json.next_page, { token: 'zd_harborgroup' });
    expect([deep.status, deep.json.error]).toEqual([400, 'InvalidPaginationDepth']);
    let answer = await support('harborgroup', '/api/v2/group_memberships?page[size]=1');
    for (let page = 1; page < 101; page += 1) answer = await ask(answer.json.links.next, { token: 'zd_harborgroup' });
    expect(answer.json.group_memberships).toHaveLength(1);
  });
});

describe('plans', () => {
  test('what the plan has not is refused in the right shape, to an admin and with routing on', async () => {
    const small = await zendesk({ accounts: [harborShop({ plan: 'suite_team', chat: null })] });
    const large = await zendesk({ accounts: [harborShop({ plan: 'suite_enterprise' })] });
    for (const { shop } of [small, large]) shop.flip('routing.enabled', true);
    expect((await small.support('harbor', '/api/v2/queues')).json.error.title).toBe('Forbidden');
    expect((await large.support('harbor', '/api/v2/queues')).status).toBe(200);
    expect((await small.support('harbor', '/api/v2/audit_logs')).status).toBe(403);
    expect((await large.support('harbor', '/api/v2/audit_logs')).status).toBe(200);
    expect((await small.stream('harbor', '/chats')).json.status_code).toBe(403);
    expect((await large.stream('harbor', '/chats')).json.status_code).toBe(200);
    expect((await small.chat('harbor', '/account')).status).toBe(404);
    expect((await large.chat('harbor', '/account')).status).toBe(200);
  });
});

describe('chat history', () => {
  test('follows start_time and start_id to the end, without repeats', async () => {
    const { chat, ask } = await zendesk();
    const start = Math.floor(NOW / 1000) - 7 * 86_400;
    const ids: string[] = [];
    let answer = await chat('harborgroup', `/incremental/chats?start_time=${start}&limit=1000&fields=chats(id,timestamp)`);
    for (let guard = 0; guard < 20; guard += 1) {
      ids.push(...answer.json.chats.map((item: { id: string }) => item.id));
      if (answer.json.count < 1_000) break;
      answer = await ask(answer.json.next_page, { token: 'chat_harborgroup' });
    }
    expect(ids.length).toBeGreaterThan(5_000);
    expect(new Set(ids).size).toBe(ids.length);
    expect(Object.keys(answer.json.chats[0])).toEqual(['id', 'timestamp']);
  });

  test('is the same each time, starts no later than five minutes ago, and is empty at night', async () => {
    const one = await zendesk();
    const two = await zendesk();
    const path = `/incremental/chats?start_time=${Math.floor(NOW / 1000) - 3 * 86_400}&fields=chats(*)`;
    const answers = await Promise.all([one.chat('harbor', path), two.chat('harbor', path)]);
    expect(answers[0]?.json.chats).toEqual(answers[1]?.json.chats);
    const hours = answers[0]?.json.chats.map((item: { timestamp: string }) => new Date(item.timestamp).getUTCHours());
    expect(hours.length).toBeGreaterThan(50);
    expect(Math.min(...hours)).toBeGreaterThanOrEqual(7);
    expect(Math.max(...hours)).toBeLessThan(16);
    expect((await one.chat('harbor', `/incremental/chats?start_time=${Math.floor(NOW / 1000) - 200}`)).status).toBe(400);
  });

  test('without fields a chat is its id alone', async () => {
    const { chat } = await zendesk();
    const answer = await chat('harbor', `/incremental/chats?start_time=${Math.floor(NOW / 1000) - 86_400}`);
    expect(Object.keys(answer.json.chats[0])).toEqual(['id']);
  });

  test('goes on by itself as time passes, and its tickets can be read', async () => {
    const { chat, pass, support } = await zendesk();
    pass(24 * 60 * MINUTE);
    const answer = await chat('harbor', `/incremental/chats?start_time=${Math.floor(NOW / 1000)}&fields=chats(*)`);
    expect(answer.json.count).toBeGreaterThan(10);
    const id = answer.json.chats[0].zendesk_ticket_id;
    expect((await support('harbor', `/api/v2/tickets/${id}`)).json.ticket.via.channel).toBe('chat');
  });
});
