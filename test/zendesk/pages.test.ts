import { describe, expect, it } from 'vitest';
import { harbor, type Reply } from './answering.ts';

const GROUPS = '/harbor/api/v2/groups';
const group = (id: number) => ({ id, name: `Group ${id}` });
const groups = (ids: readonly number[], more: object): Reply => ({ json: { groups: ids.map(group), ...more } });

async function listing(...replies: readonly ((origin: string) => Reply)[]) {
  const { server, zendesk } = await harbor();
  server.on(GROUPS, ...replies.map((reply) => reply(server.origin)));
  return { server, zendesk, ids: async () => (await zendesk.groups()).map(({ id }) => id) };
}

const last = () => groups([3], { meta: { has_more: false, after_cursor: 'c9' }, links: { next: 'https://elsewhere.example/' } });

it('follows the links of a list by cursor until has_more is false', async () => {
  const { server, ids } = await listing(
    (origin) => groups([1, 2], { meta: { has_more: true, after_cursor: 'x' }, links: { next: `${origin}${GROUPS}?page%5Bafter%5D=c1` } }),
    last,
  );
  expect(await ids()).toEqual([1, 2, 3]);
  expect(server.met.map((met) => met.query.get('page[after]'))).toEqual([null, 'c1']);
  expect(server.met[0]?.query.get('page[size]')).toBe('100');
});

it('goes on by the cursor where there is no link', async () => {
  const { server, ids } = await listing(() => groups([1], { meta: { has_more: true, after_cursor: 'c=1&' } }), last);
  expect(await ids()).toEqual([1, 3]);
  expect(server.met[1]?.query.get('page[after]')).toBe('c=1&');
  expect(server.met[1]?.query.get('page[size]')).toBe('100');
});

it('follows a list by offset, and takes what slid to the next page once', async () => {
  const { ids } = await listing(
    (origin) => groups([1, 2], { next_page: `${origin}${GROUPS}?page=2`, count: 3 }),
    () => groups([2, 3], { next_page: null, count: 3 }),
  );
  expect(await ids()).toEqual([1, 2, 3]);
});

describe('a list that breaks off is no list', () => {
  const next = (link: string): Reply => groups([1], { meta: { has_more: true }, links: { next: link } });
  it.each<[string, (origin: string) => Reply]>([
    ['says nothing of more pages', () => groups([1], {})],
    ['has more but no way to it', () => groups([1], { meta: { has_more: true, after_cursor: null }, links: { next: null } })],
    ['leads to another host', () => next('https://elsewhere.example/harbor/api/v2/groups?page=2')],
    ['leads to another port', () => next(`http://127.0.0.1:1${GROUPS}?page=2`)],
    ['leads to another account', (origin) => next(`${origin}/harborbikes/api/v2/groups?page=2`)],
    ['climbs out of the account', (origin) => next(`${origin}/harbor/../other/api/v2/groups`)],
    ['brings a name and password', (origin) => next(`${origin.replace('//', '//me:you@')}${GROUPS}?page=2`)],
    ['is no address', () => next('http://')],
    ['leads back to itself', (origin) => next(`${origin}${GROUPS}?page%5Bsize%5D=100`)],
    ['is asked for by offset and leads elsewhere', () => groups([1], { next_page: 'https://elsewhere.example/2' })],
  ])('which %s', async (_, reply) => {
    const { server, ids } = await listing(reply, () => groups([2], { meta: { has_more: false } }));
    await expect(ids()).rejects.toMatchObject({ name: 'UnexpectedShape' });
    expect(server.met.length).toBe(1);
  });

  it('which runs in a circle', async () => {
    const { server, ids } = await listing(
      (origin) => next(`${origin}${GROUPS}?page=2`),
      (origin) => next(`${origin}${GROUPS}?page=3`),
      (origin) => next(`${origin}${GROUPS}?page=2`),
    );
    await expect(ids()).rejects.toMatchObject({ name: 'UnexpectedShape' });
    expect(server.met.length).toBe(3);
  });

  it('which never ends', async () => {
    const { server, zendesk } = await harbor();
    let page = 1;
    server.on(GROUPS, () => {
      page += 1;
      return next(`${server.origin}${GROUPS}?page=${page}`);
    });
    await expect(zendesk.groups()).rejects.toMatchObject({ name: 'UnexpectedShape' });
    expect(server.met.length).toBe(1_000);
  });

  it('which stops answering half-way', async () => {
    const { ids } = await listing(
      (origin) => next(`${origin}${GROUPS}?page=2`),
      () => ({ status: 403, json: {} }),
    );
    await expect(ids()).rejects.toMatchObject({ name: 'ZendeskRefused', status: 403 });
  });
});

describe('chat agents by since_id', () => {
  const AGENTS = '/harbor/api/v2/chat/agents';
  const all = [1, 2, 3, 4, 5].map((id) => ({ id, enabled: id !== 4 }));
  it.each([
    ['excludes', (id: number, since: number) => id > since],
    ['includes', (id: number, since: number) => id >= since],
  ])('takes each once where since_id %s the last one', async (_, after) => {
    const { server, zendesk } = await harbor();
    server.on(AGENTS, (met) => ({ json: all.filter(({ id }) => after(id, Number(met.query.get('since_id')))).slice(0, 2) }));
    expect(await zendesk.chatAgents()).toEqual(all);
    expect(server.met[0]?.query.get('limit')).toBe('100');
  });

  it('does not go round and round where since_id is not known', async () => {
    const { server, zendesk } = await harbor();
    server.on(AGENTS, { json: all });
    expect(await zendesk.chatAgents()).toEqual(all);
    expect(server.met.length).toBe(2);
  });
});
