import { createHmac } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { harborShop } from '../../playground/zendesk/seeds.ts';
import { NOW, zendesk } from './start.ts';

const SECRET = 'secret_conversations_harbor';
const BASIC = { authorization: `Basic ${btoa(`app_harbor:${SECRET}`)}` };
const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');

/** A token as one signs it with the key, or with one thing wrong. */
function signed(change: { readonly header?: object; readonly claims?: object; readonly secret?: string } = {}) {
  const body = `${part({ alg: 'HS256', typ: 'JWT', kid: 'app_harbor', ...change.header })}.${part({ scope: 'app', ...change.claims })}`;
  const mac = createHmac('sha256', change.secret ?? SECRET)
    .update(body)
    .digest('base64url');
  return { authorization: `Bearer ${body}.${mac}` };
}

/** The shop with three brands, all of them turned to messaging. */
async function converted() {
  const seed = harborShop();
  const [first] = seed.brands;
  if (first === undefined) throw new Error('no brand');
  const brands = [0, 1, 2].map((at) => ({
    ...first,
    id: first.id + at,
    name: `Brand ${at}`,
    subdomain: at === 0 ? first.subdomain : `harbor${at}`,
    widget: 'messaging' as const,
  }));
  const z = await zendesk({ accounts: [{ ...seed, brands }] });
  const read = (query: string, headers: Record<string, string> = BASIC) =>
    z.open('harbor', `/sc/v2/apps/app_harbor/integrations?${query}`, { headers });
  return { z, read };
}

describe('the integrations of Sunshine Conversations', () => {
  test('are given to the key, and to a token that was signed with it', async () => {
    const { read } = await converted();
    for (const headers of [BASIC, signed(), signed({ claims: { exp: NOW / 1000 + 60 } })]) {
      expect((await read('', headers)).json.integrations.map(({ displayName }: { displayName: string }) => displayName)).toEqual([
        'Brand 0',
        'Brand 1',
        'Brand 2',
      ]);
    }
  });

  test.each<[string, Record<string, string>]>([
    ['no credential', {}],
    ['another key', { authorization: `Basic ${btoa('app_harbor:no')}` }],
    ['a Support token', { authorization: 'Bearer zd_harbor' }],
    ['another secret', signed({ secret: 'no' })],
    ['no kid', signed({ header: { kid: undefined } })],
    ['another kid', signed({ header: { kid: 'app_other' } })],
    ['another algorithm', signed({ header: { alg: 'none' } })],
    ['another scope', signed({ claims: { scope: 'appUser' } })],
    ['a token that has run out', signed({ claims: { exp: NOW / 1000 } })],
  ])('are 401 for %s', async (_name, headers) => {
    const { read } = await converted();
    const refused = await read('', headers);
    expect([refused.status, refused.json]).toEqual([401, { errors: [{ code: 'unauthorized', title: 'Authorization is required' }] }]);
  });

  test('come in pages, forth and back, each of them once', async () => {
    const { z, read } = await converted();
    const first = (await read('page[size]=2')).json;
    expect([first.integrations.length, first.meta.hasMore]).toEqual([2, true]);
    const second = (await read(`page[size]=2&page[after]=${first.meta.afterCursor}`)).json;
    expect([second.integrations.length, second.meta.hasMore, second.links]).toEqual([1, false, {}]);
    expect((await z.ask(first.links.next, { headers: BASIC })).json).toEqual(second);
    const ids = [...first.integrations, ...second.integrations].map(({ id }: { id: string }) => id);
    expect(new Set(ids).size).toBe(3);
    const back = (await read(`page[size]=2&page[before]=${second.meta.beforeCursor}`)).json;
    expect([back.integrations, back.meta.hasMore]).toEqual([first.integrations, false]);
  });

  test('are refused with cursors of both directions, strange ones, and sizes that cannot be', async () => {
    const { read } = await converted();
    for (const query of ['page[after]=x&page[before]=y', 'page[after]=x', 'page[size]=101', 'page[size]=0']) {
      expect((await read(query)).status, query).toBe(400);
    }
  });

  test('are of the kinds that are asked for, and of turned brands alone', async () => {
    const { read } = await converted();
    expect((await read('filter[types]=ios,android')).json.integrations).toEqual([]);
    expect((await read('filter[types]=web')).json.integrations).toHaveLength(3);
    const { open } = await zendesk();
    expect((await open('harbor', '/sc/v2/apps/app_harbor/integrations', { headers: BASIC })).json.integrations).toEqual([]);
  });

  test('are 429 in their own shape, with no word of when to come again, and count in no other limit', async () => {
    const { z, read } = await converted();
    z.shop.fault({ family: 'conversations', mode: '429', times: 1 });
    const over = await read('');
    expect([over.status, over.json.errors[0].code, over.headers.get('retry-after'), over.headers.get('x-rate-limit')]).toEqual([
      429,
      'too_many_requests',
      null,
      null,
    ]);
    expect((await read('')).status).toBe(200);
  });
});
