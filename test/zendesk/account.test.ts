import { describe, expect, it } from 'vitest';
import { zendeskClient } from '../../src/zendesk/client.ts';
import { credentialsShape } from '../../src/zendesk/credentials.ts';
import { answering, at, fakeTime, harbor } from './answering.ts';

const ME = '/harbor/api/v2/users/me';

describe('who am I', () => {
  it('is nobody for an anonymous answer', async () => {
    const { server, zendesk } = await harbor();
    server.on(ME, { json: { user: { id: null, name: 'Anonymous user', role: 'end-user' } } });
    await expect(zendesk.whoAmI()).rejects.toMatchObject({ name: 'ZendeskRefused', status: 401 });
  });

  it('is somebody of an unknown role where only settings can be read', async () => {
    const { server, zendesk } = await harbor();
    server.on('/harbor/api/v2/account/settings', { json: { settings: {} } });
    expect(await zendesk.whoAmI()).toEqual({ role: 'unknown' });
  });

  it('is refused where neither is known', async () => {
    const { zendesk } = await harbor();
    await expect(zendesk.whoAmI()).rejects.toMatchObject({ name: 'ZendeskRefused', status: 404 });
  });
});

it('takes a switch that is null for one that is absent, and Chat’s own where the feature’s is', async () => {
  const { server, zendesk } = await harbor();
  server.on('/harbor/api/v2/account/settings', {
    json: { settings: { agents: { agent_workspace: null }, chat: { enabled: false }, routing: null } },
  });
  expect(await zendesk.settings()).toMatchObject({ agentWorkspace: undefined, chat: false, omnichannelRouting: undefined });
});

describe('a brand with a subdomain that could not stand in an address', () => {
  const brands = async (more: object) => {
    const { server, zendesk } = await harbor();
    const bad = { id: 2, name: 'Bad', active: false, default: false, has_help_center: false, subdomain: 'evil.example/', ...more };
    server.on('/harbor/api/v2/brands', { json: { brands: [bad, { ...bad, id: 1, subdomain: 'harbor' }], meta: { has_more: false } } });
    return zendesk.brands();
  };

  it('is left out where it is inactive or deleted', async () => {
    expect((await brands({})).map(({ id }) => id)).toEqual([1]);
    expect(await brands({ active: true, is_deleted: true })).toEqual([]);
  });

  it('is never guessed at where it is active', async () => {
    const error = await brands({ active: true }).catch((caught: unknown) => caught);
    expect(error).toMatchObject({ name: 'UnexpectedShape' });
    expect(String(error)).not.toContain('evil');
  });
});

describe('articles', () => {
  const ARTICLES = '/harborbikes/api/v2/help_center/articles.json';

  it('are counted over all pages', async () => {
    const { server, zendesk } = await harbor();
    const article = (id: number, locale: string, draft = false) => ({ id, locale, draft });
    server.on(
      ARTICLES,
      { json: { articles: [article(1, 'ko'), article(2, 'ko', true)], next_page: `${server.origin}${ARTICLES}?page=2` } },
      { json: { articles: [article(1, 'ko'), article(3, 'ko'), article(3, 'en-us')], next_page: null } },
    );
    expect(await zendesk.articles(at('harborbikes'))).toEqual({ ko: 2, 'en-us': 1 });
  });

  it('are none where Zendesk says that there is no help center', async () => {
    const { zendesk } = await harbor();
    expect(await zendesk.articles(at('harborbikes'))).toEqual({});
  });
});

it('reads what is public without any credentials', async () => {
  const server = await answering();
  const { clock, sleep } = fakeTime();
  const zendesk = zendeskClient(
    { subdomain: at('harbor'), credentials: undefined },
    {
      zendeskUrl: `${server.origin}/{subdomain}/`,
      streamUrl: `${server.origin}/rtm/`,
      statusUrl: `${server.origin}/status/`,
      clock,
      sleep,
    },
  );
  server.on('/harborbikes/embeddable/config', { json: { embeds: {} } });
  server.on('/status/api/incidents/active', { json: { data: [] } });
  server.on('/harborbikes/api/v2/help_center/articles.json', { json: { articles: [], next_page: null } });
  expect(await zendesk.widgetOf(at('harborbikes'))).toBe('classic');
  expect(await zendesk.incidents()).toEqual([]);
  expect(await zendesk.articles(at('harborbikes'))).toEqual({});
  expect(server.met.every((met) => met.headers.authorization === undefined)).toBe(true);
  await expect(zendesk.settings()).rejects.toMatchObject({ name: 'ZendeskRefused', status: 0 });
});

it('tells the metrics of every request, retries too', async () => {
  const told: unknown[] = [];
  const { server, zendesk } = await harbor(undefined, { onAnswer: ({ what, family, status }) => told.push([what, family, status]) });
  server.on('/rtm/stream/chats', { status: 503, text: '' }, { odd: 'cut' }, { json: { status_code: 200 } });
  await zendesk.liveChats();
  const what = 'GET /stream/chats';
  expect(told).toEqual([503, undefined, 200].map((status) => [what, 'stream', status]));
});

describe('credentials', () => {
  const good = (value: unknown) => credentialsShape.safeParse(value).success;

  it('may lack any family', () => {
    expect(good({})).toBe(true);
    expect(good({ support: { clientId: 'a', clientSecret: 'b' }, chat: { token: 'c' }, timeZone: 'Asia/Seoul', kind: 'sandbox' })).toBe(
      true,
    );
    expect(good({ support: { token: 'a' }, conversations: { appId: 'a', keyId: 'b', secret: 'c' } })).toBe(true);
    expect(credentialsShape.parse({ chat: { token: ' pasted\n' } })).toEqual({ chat: { token: 'pasted' } });
  });

  it.each([
    [{ suport: { token: 'a' } }],
    [{ support: { clientId: 'a' } }],
    [{ support: { token: '' } }],
    [{ chat: { token: 'two words' } }],
    [{ chat: { token: 'line\r\nbreak' } }],
    [{ timeZone: 'Asia/Seul' }],
    [{ kind: 'test' }],
    [null],
  ])('are refused as %j', (value) => {
    expect(good(value)).toBe(false);
  });
});
