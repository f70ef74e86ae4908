import { expect, it } from 'vitest';
import { BOTH, harbor } from './answering.ts';

const ban = (id: number, kind: 'ip_address' | 'visitor') => ({
  id,
  type: kind,
  reason: 'Spam',
  [kind === 'visitor' ? 'visitor_name' : 'ip_address']: 'x',
});
const page = (from: number, count: number) => ({
  ip_address: Array.from({ length: count }, (_, index) => ban(from + index, 'ip_address')),
  visitor: [],
});
const BANS = '/harbor/api/v2/chat/bans';

it('counts and copies every ban, page by page', async () => {
  const { server, zendesk } = await harbor(BOTH);
  const pages = [{ json: page(1, 100) }, { json: { ip_address: [], visitor: [ban(101, 'visitor')] } }];
  server.on(BANS, ...pages, ...pages);
  expect(await zendesk.bans()).toEqual({ addresses: 100, visitors: 1 });
  expect(server.met.map(({ query }) => query.get('since_id'))).toEqual([null, '100']);
  const copy = await zendesk.chatCopy('bans');
  expect(copy).toMatchObject({ ip_address: { length: 100 }, visitor: [{ id: 101, reason: 'Spam' }] });
  expect(JSON.stringify(copy)).not.toContain('"x"');
});

it('ends where a server knows no pages and gives the same list again', async () => {
  const { server, zendesk } = await harbor(BOTH);
  server.on(BANS, { json: page(1, 150) });
  expect(await zendesk.bans()).toEqual({ addresses: 150, visitors: 0 });
  expect(server.count(BANS)).toBe(2);
});

const INTEGRATIONS = '/harbor/sc/v2/apps/harbor-app/integrations';
const integration = { id: 'a', type: 'web', status: 'active' };

it('reads the integrations on every page', async () => {
  const { server, zendesk } = await harbor(BOTH);
  server.on(
    INTEGRATIONS,
    { json: { integrations: [integration], meta: { hasMore: true, afterCursor: 'c1' } } },
    { json: { integrations: [{ ...integration, type: 'ios' }], meta: { hasMore: false } } },
  );
  expect(await zendesk.integrations()).toEqual(['web: active', 'ios: active']);
  expect(server.met.map(({ query }) => query.get('page[after]'))).toEqual([null, 'c1']);
});

it.each([{ hasMore: true }, { hasMore: true, afterCursor: 'same' }])(
  'does not give a list out as whole that breaks off (%j)',
  async (meta) => {
    const { server, zendesk } = await harbor(BOTH);
    server.on(INTEGRATIONS, { json: { integrations: [integration], meta } });
    await expect(zendesk.integrations()).rejects.toMatchObject({ name: 'UnexpectedShape' });
  },
);
