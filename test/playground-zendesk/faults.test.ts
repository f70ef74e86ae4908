import { expect, test } from 'vitest';
import { zendesk } from './start.ts';

test('a fault meets its family only and ends after its times', async () => {
  const z = await zendesk();
  z.group.fault({ family: 'support', mode: '429-no-header', times: 1 });
  expect((await z.chat('harborgroup', '/departments')).status).toBe(200);
  const first = await z.support('harborgroup', '/api/v2/groups');
  expect([first.status, first.headers.get('retry-after')]).toEqual([429, null]);
  expect((await z.support('harborgroup', '/api/v2/groups')).status).toBe(200);
});

test('unknown is served as unknown: not computed, null metrics, wrong types', async () => {
  const z = await zendesk();
  z.group.fault({ family: 'rtm', mode: 'not-computed', times: 1 });
  expect((await z.stream('harborgroup', '/chats')).json).toEqual({ status_code: 200, message: 'Not Computed!' });
  z.group.fault({ family: 'rtm', mode: 'null-metrics', times: 1 });
  const nulls = (await z.stream('harborgroup', '/chats')).json;
  expect([nulls.content.data.active_chats, nulls.status_code]).toEqual([null, 200]);
  z.group.fault({ family: '/api/v2/search/count', mode: 'wrong-types', times: 1 });
  expect((await z.support('harborgroup', '/api/v2/search/count?query=via:chat status<solved')).json.count).toBe('137');
});

test('answers may be pages, halves, redirects and foreign links', async () => {
  const z = await zendesk();
  z.shop.fault({ family: 'embed', mode: 'html', times: 1 });
  expect((await z.open('harbor', '/embeddable/config')).headers.get('content-type')).toContain('text/html');
  z.shop.fault({ mode: 'truncated', times: 1 });
  const half = await z.support('harbor', '/api/v2/groups');
  expect([half.status, half.json]).toEqual([200, null]);
  z.shop.fault({ family: 'support', mode: 'foreign-redirect', times: 1 });
  expect((await z.support('harbor', '/api/v2/groups')).headers.get('location')).toContain('elsewhere.invalid');
  z.shop.fault({ family: 'support', mode: 'foreign-next', times: 1 });
  expect((await z.support('harbor', '/api/v2/groups?page[size]=1')).json.links.next).toContain('elsewhere.invalid');
});

test('a cut connection may hide a write that was done; forbidden is in the shape of the family', async () => {
  const z = await zendesk();
  z.shop.fault({ mode: 'cut', method: 'PUT', times: 1 });
  await expect(z.support('harbor', '/api/v2/triggers/3303', { method: 'PUT', body: { trigger: { active: true } } })).rejects.toThrow();
  expect((await z.support('harbor', '/api/v2/triggers/3303')).json.trigger.active).toBe(true);
  expect(z.world.log().map(({ status }) => status)).toEqual([0, 200]);
  z.shop.fault({ mode: 'forbidden' });
  expect((await z.support('harbor', '/api/v2/groups')).json.error.title).toBe('Forbidden');
  expect((await z.chat('harbor', '/departments')).json.error.message).toBe('Forbidden');
  z.shop.clearFaults();
  expect((await z.support('harbor', '/api/v2/groups')).status).toBe(200);
});

test('listeners are told of clicks and of writes', async () => {
  const z = await zendesk();
  const told: string[] = [];
  const stop = z.world.onChange((subdomain) => void told.push(subdomain));
  z.shop.closeChat();
  await z.support('harborgroup', '/api/v2/triggers/3303', { method: 'PUT', body: { trigger: { active: true } } });
  stop();
  z.shop.openChat();
  expect(told).toEqual(['harbor', 'harborgroup']);
});
