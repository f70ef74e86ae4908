import { expect, it } from 'vitest';
import { type Subdomain, subdomain } from '../../src/migration/account.ts';
import { instant } from '../../src/migration/time.ts';
import { zendeskClients } from '../../src/zendesk/client.ts';
import { answering } from './answering.ts';

async function lookingAt(...replies: Parameters<Awaited<ReturnType<typeof answering>>['on']>[1][]) {
  const server = await answering();
  server.on('/harbor/api/v2/chat/triggers', ...replies);
  const clients = zendeskClients(
    // The word is one.
    { subdomain: subdomain('harbor') as Subdomain, credentials: { chat: { token: 'chat-secret' } } },
    {
      zendeskUrl: `${server.origin}/{subdomain}`,
      streamUrl: server.origin,
      statusUrl: server.origin,
      clock: () => instant(new Date('2026-11-24T09:00:00Z')),
      sleep: async () => {},
    },
  );
  return { server, clients, asked: () => server.count('/harbor/api/v2/chat/triggers') };
}

const one = { json: [{ id: 1, name: 'Hello', enabled: true }] };

it('asks for a list of Chat once in one look, and anew in the next one', async () => {
  const { clients, asked } = await lookingAt(one, { json: [] });
  const look = clients.atLeisure;
  expect(await Promise.all([look.chatTriggers(), look.chatCopy('triggers')])).toEqual([
    [{ name: 'Hello', enabled: true, event: undefined }],
    [{ id: 1, name: 'Hello', enabled: true }],
  ]);
  expect(asked()).toBe(1);
  expect(await clients.atLeisure.chatTriggers()).toEqual([]);
  expect(asked()).toBe(2);
});

it('asks again for what failed', async () => {
  const { clients } = await lookingAt({ status: 503 }, { status: 503 }, { status: 503 }, one);
  const look = clients.atLeisure;
  await expect(look.chatTriggers()).rejects.toThrow('HTTP 503');
  expect(await look.chatCopy('triggers')).toHaveLength(1);
});

it('lets a person who waits see what is there now', async () => {
  const { clients, asked } = await lookingAt(one, { json: [] });
  expect(await clients.atOnce.chatTriggers()).toHaveLength(1);
  expect(await clients.atOnce.chatTriggers()).toEqual([]);
  expect(asked()).toBe(2);
});
