import { expect, test } from 'vitest';
import type { Plan } from '../../playground/zendesk/model/types.ts';
import { harborShop } from '../../playground/zendesk/seeds.ts';
import { MINUTE, zendesk } from './start.ts';

test('over the limit: 429 in plain text with Retry-After, and room again the next minute', async () => {
  const { support, pass } = await zendesk({ limitFactor: 0.01 });
  const answers = [];
  for (let count = 0; count < 5; count += 1) answers.push(await support('harbor', '/api/v2/groups'));
  expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200, 429]);
  expect(answers[1]?.headers.get('x-rate-limit-remaining')).toBe('2');
  expect(answers[4]?.headers.get('retry-after')).toBe('60');
  expect(answers[4]?.json).toBeNull();
  pass(MINUTE);
  expect((await support('harbor', '/api/v2/groups')).status).toBe(200);
});

test('the seconds until there is room again count down, in both headers', async () => {
  const { support, pass } = await zendesk({ limitFactor: 0.01 });
  pass(20_000);
  const { headers } = await support('harbor', '/api/v2/groups');
  expect(['ratelimit-limit', 'ratelimit-remaining', 'ratelimit-reset'].map((name) => headers.get(name))).toEqual(['4', '3', '40']);
  pass(15_000);
  for (let count = 0; count < 3; count += 1) await support('harbor', '/api/v2/groups');
  const over = await support('harbor', '/api/v2/groups');
  expect([over.status, over.headers.get('ratelimit-reset'), over.headers.get('retry-after')]).toEqual([429, '25', '25']);
});

test.each<[Plan, boolean, string]>([
  ['support_team', false, '200'],
  ['support_professional', false, '400'],
  ['support_enterprise', false, '700'],
  ['support_enterprise', true, '2500'],
  ['suite_team', false, '200'],
  ['suite_growth', false, '400'],
  ['suite_professional', false, '400'],
  ['suite_enterprise', false, '700'],
  ['suite_enterprise_plus', false, '2500'],
])('%s (High Volume: %s) may ask %s times a minute', async (plan, highVolume, limit) => {
  const { support } = await zendesk({ accounts: [harborShop({ plan, highVolume })] });
  expect((await support('harbor', '/api/v2/groups')).headers.get('x-rate-limit')).toBe(limit);
});

test('Enterprise Plus has what Enterprise has', async () => {
  const { support } = await zendesk({ accounts: [harborShop({ plan: 'suite_enterprise_plus' })] });
  expect((await support('harbor', '/api/v2/audit_logs')).status).toBe(200);
});

test('the Help Center has a budget of its own', async () => {
  const { support } = await zendesk({ limitFactor: 0.01 });
  for (let count = 0; count < 5; count += 1) await support('harbor', '/api/v2/groups');
  expect((await support('harbor', '/api/v2/groups')).status).toBe(429);
  const article = await support('harbor', '/api/v2/help_center/articles.json?per_page=1');
  expect([article.status, article.headers.get('ratelimit-remaining')]).toEqual([200, '3']);
});

test('Chat and Real-Time Chat share 200 a minute, apart from Support', async () => {
  const { chat, stream, support } = await zendesk({ limitFactor: 0.02 });
  expect((await chat('harborgroup', '/departments')).headers.get('x-rate-limit')).toBe('4');
  await stream('harborgroup', '/chats');
  await chat('harborgroup', '/departments');
  expect((await stream('harborgroup', '/agents')).headers.get('x-rate-limit-remaining')).toBe('0');
  expect((await stream('harborgroup', '/chats')).status).toBe(429);
  expect((await chat('harborgroup', '/departments')).status).toBe(429);
  expect((await support('harborgroup', '/api/v2/groups')).status).toBe(200);
});

test('the status page answers ten times a minute, without any credential', async () => {
  const { ask, world, pass } = await zendesk();
  const read = () => ask(`${world.urls.status}/api/incidents/active?subdomain=harbor`);
  const answers = [];
  for (let count = 0; count < 11; count += 1) answers.push((await read()).status);
  expect(answers).toEqual([...Array.from({ length: 10 }, () => 200), 429]);
  pass(MINUTE);
  expect((await read()).status).toBe(200);
});

test('the export of a search is asked for a hundred times a minute, and counts in the plan’s limit too', async () => {
  const { support } = await zendesk({ limitFactor: 0.05 });
  const path = '/api/v2/search/export?query=via:chat&filter[type]=ticket&page[size]=1';
  const answers = [];
  for (let count = 0; count < 6; count += 1) answers.push(await support('harbor', path));
  expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200, 429]);
  expect(answers[4]?.headers.get('x-rate-limit-remaining')).toBe('15');
  expect((await support('harbor', '/api/v2/search/count?query=via:chat')).status).toBe(200);
});

test('the incremental stream is asked for ten times a minute, thirty with the add-on', async () => {
  const asked = async (highVolume: boolean) => {
    const { support } = await zendesk({ accounts: [harborShop({ highVolume })] });
    const path = '/api/v2/incremental/tickets/cursor?start_time=1';
    for (let count = 1; count <= 40; count += 1) if ((await support('harbor', path)).status === 429) return count - 1;
    return undefined;
  };
  expect([await asked(false), await asked(true)]).toEqual([10, 30]);
});

test('a list of tickets tells its own limit in a header of its own', async () => {
  const { support, pass } = await zendesk({ accounts: [harborShop({ plan: 'suite_enterprise' })] });
  pass(19_000);
  const first = await support('harbor', '/api/v2/tickets?page[size]=1');
  expect(first.headers.get('zendesk-ratelimit-tickets-index')).toBe('total=100; remaining=99; resets=41');
  expect((await support('harbor', '/api/v2/groups')).headers.get('zendesk-ratelimit-tickets-index')).toBeNull();
  for (let count = 0; count < 99; count += 1) await support('harbor', '/api/v2/tickets?page[size]=1');
  const over = await support('harbor', '/api/v2/tickets?page[size]=1');
  expect([over.status, over.headers.get('retry-after')]).toEqual([429, '41']);
  expect(over.headers.get('zendesk-ratelimit-tickets-index')).toBe('total=100; remaining=0; resets=41');
  expect((await support('harbor', '/api/v2/groups')).status).toBe(200);
});

test('one person changes one ticket thirty times in ten minutes; other tickets and other people go on', async () => {
  const seed = harborShop();
  const other = seed.tokens.slice(0, 1).map((token) => ({ ...token, value: 'zd_other', userId: 60_002 }));
  const z = await zendesk({ accounts: [{ ...seed, tokens: [...seed.tokens, ...other] }] });
  const [one, two] = [1, 2].map(() => z.shop.startChat({ brand: 'harbor' }).ticketId);
  const change = (id: number | undefined, token?: string) =>
    z.support('harbor', `/api/v2/tickets/${id}`, {
      method: 'PUT',
      body: { ticket: { additional_tags: ['x'] } },
      ...(token ? { token } : {}),
    });
  for (let count = 0; count < 30; count += 1) expect((await change(one)).status).toBe(200);
  const over = await change(one);
  expect([over.status, over.headers.get('retry-after')]).toEqual([429, '600']);
  expect((await change(two)).status).toBe(200);
  expect((await change(one, 'zd_other')).status).toBe(200);
  z.pass(9 * MINUTE);
  expect((await change(one)).status).toBe(429);
  z.pass(MINUTE);
  expect((await change(one)).status).toBe(200);
});

test('an account changes a hundred tickets a minute', async () => {
  const z = await zendesk();
  const ids = Array.from({ length: 4 }, () => z.shop.startChat({ brand: 'harbor' }).ticketId);
  const statuses = [];
  for (let count = 0; count < 101; count += 1) {
    const body = { ticket: { additional_tags: ['x'] } };
    statuses.push((await z.support('harbor', `/api/v2/tickets/${ids[count % 4]}`, { method: 'PUT', body })).status);
  }
  expect(statuses.filter((status) => status === 429)).toHaveLength(1);
  expect(statuses.at(-1)).toBe(429);
  z.pass(MINUTE);
  expect((await z.support('harbor', `/api/v2/tickets/${ids[0]}`, { method: 'PUT', body: { ticket: {} } })).status).toBe(200);
});
