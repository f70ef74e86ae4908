import { describe, expect, it } from 'vitest';
import { at, harbor, type Reply } from './answering.ts';

describe('live chats', () => {
  const quiet = { incoming_chats: 0, assigned_chats: 0, active_chats: 0 };
  const live = async (json: unknown) => {
    const { server, zendesk } = await harbor();
    server.on('/rtm/stream/chats', { json });
    return zendesk.liveChats();
  };

  it('are none only where all three numbers are 0', async () => {
    const data = { ...quiet, waiting_time_avg: null, chat_duration_max: null };
    expect(await live({ content: { data, department_id: null }, status_code: 200 })).toEqual({ incoming: 0, assigned: 0, active: 0 });
  });

  it.each<[string, unknown]>([
    ['"Not Computed!"', { status_code: 200, message: 'Not Computed!' }],
    ['"Not Computed!" beside numbers', { status_code: 200, message: 'Not Computed!', content: { data: quiet } }],
    ['null metrics', { status_code: 200, content: { data: { incoming_chats: null, assigned_chats: null, active_chats: null } } }],
    ['one null metric', { status_code: 200, content: { data: { ...quiet, assigned_chats: null } } }],
    ['one missing metric', { status_code: 200, content: { data: { incoming_chats: 0, active_chats: 0 } } }],
    ['no numbers at all', { status_code: 200, content: { data: null } }],
    ['a status inside that is not 200', { status_code: 500, content: { data: quiet } }],
    ['no status inside', { content: { data: quiet } }],
  ])('are not computed by %s', async (_, json) => {
    expect(await live(json)).toBe('not_computed');
  });

  it.each([401, 403])('are refused by a status inside of %i', async (status_code) => {
    await expect(live({ status_code, message: 'Unauthorized' })).rejects.toMatchObject({ name: 'ZendeskRefused', status: status_code });
  });

  it.each<[string, object]>([
    ['a negative number', { data: { ...quiet, active_chats: -1 } }],
    ['a fraction', { data: { ...quiet, active_chats: 0.5 } }],
    ['the numbers of one department', { data: quiet, department_id: 9001 }],
  ])('are not read out of %s', async (_, content) => {
    await expect(live({ status_code: 200, content })).rejects.toMatchObject({ name: 'UnexpectedShape' });
  });
});

describe('the widget', () => {
  const CONFIG = '/harborbikes/embeddable/config';
  const widget = async (...replies: readonly Reply[]) => {
    const world = await harbor({});
    world.server.on(CONFIG, ...replies);
    return { ...world, widget: () => world.zendesk.widgetOf(at('harborbikes')) };
  };

  it.each<[unknown, string]>([
    [{ messenger: { a: 1 }, embeds: {} }, 'messaging'],
    [{ messenger: {} }, 'messaging'],
    [{ embeds: { chat: {} } }, 'classic'],
    [{ messenger: null, embeds: {} }, 'classic'],
    [{ messenger: false, embeds: {} }, 'classic'],
    [{ messenger: true, embeds: {} }, 'unknown'],
    [{ messenger: [1], embeds: {} }, 'unknown'],
    [{ messenger: '', embeds: {} }, 'unknown'],
    [{ embeds: [] }, 'unknown'],
    [{ embeds: null }, 'unknown'],
    [{ brand: 'Harbor' }, 'unknown'],
    [[{ messenger: {} }], 'unknown'],
  ])('%j is %s', async (json, expected) => {
    expect(await (await widget({ json })).widget()).toBe(expected);
  });

  it('is asked for past any cache, without a credential', async () => {
    const { server, time, widget: look } = await widget({ json: { embeds: {} } });
    await look();
    time.move(1);
    await look();
    expect(server.met.map((met) => met.headers['cache-control'])).toEqual(['no-cache', 'no-cache']);
    expect(server.met.some((met) => met.headers.authorization ?? met.headers.cookie)).toBe(false);
    expect(new Set(server.met.map((met) => met.query.toString())).size).toBe(2);
  });

  const redirect = (location: string): Reply => ({ status: 302, headers: { location }, text: '' });

  it('is followed once, within the brand', async () => {
    const { server, widget: look } = await widget(redirect('/harborbikes/embeddable/config2'));
    server.on('/harborbikes/embeddable/config2', { json: { embeds: {} } });
    expect(await look()).toBe('classic');
  });

  it.each([
    ['in a circle', CONFIG],
    ['to another brand', '/harbor/embeddable/config'],
    ['to another host', 'https://elsewhere.example/harborbikes/embeddable/config'],
    ['to nowhere', 'http://'],
  ])('is not followed %s', async (_, location) => {
    const { server, widget: look } = await widget(redirect(location));
    await expect(look()).rejects.toMatchObject({ name: 'UnexpectedShape' });
    expect(server.count(CONFIG)).toBeLessThan(3);
    expect(server.count('/harbor/embeddable/config')).toBe(0);
  });
});

describe('incidents', () => {
  const incident = (more: object) => ({ id: '1', type: 'incident', attributes: { title: 'Delays', impact: 'major' }, ...more });
  const reference = (type: string, id: string) => ({ type, id });
  const read = async (json: unknown) => {
    const { server, zendesk } = await harbor({});
    server.on('/status/api/incidents/active', { json });
    const incidents = await zendesk.incidents();
    return { server, incidents };
  };
  const services = async (relationships: object, included: readonly object[]) =>
    (await read({ data: [incident({ relationships })], included })).incidents[0]?.services;

  it('are those of the account, one as well as several', async () => {
    const { server, incidents } = await read({ data: incident({}) });
    expect(incidents).toEqual([{ title: 'Delays', impact: 'major', services: [] }]);
    expect(server.met[0]?.query.get('subdomain')).toBe('harbor');
  });

  it('leave out what is over', async () => {
    const attributes = { title: 'Over', impact: 'minor', resolved_at: '2026-11-23T01:12:00.000Z' };
    expect((await read({ data: [incident({ attributes })] })).incidents).toEqual([]);
  });

  it('name their services in each of the forms', async () => {
    const service = { ...reference('service', '3'), attributes: { name: 'Chat' } };
    const link = { ...reference('incident_service', '3'), relationships: { service: { data: reference('service', '3') } } };
    const named = { ...reference('incident_service', '4'), attributes: { name: 'Messaging' } };
    expect(await services({ services: { data: [reference('service', '3')] } }, [link, service])).toEqual(['Chat']);
    expect(await services({ services: { data: reference('service', '3') } }, [service])).toEqual(['Chat']);
    expect(await services({ incident_services: { data: [reference('incident_service', '3')] } }, [service, link])).toEqual(['Chat']);
    expect(await services({ incident_services: { data: [reference('incident_service', '4')] } }, [named])).toEqual(['Messaging']);
  });

  it('name none where one cannot be named', async () => {
    const service = { ...reference('service', '3'), attributes: { name: 'Guide' } };
    expect(await services({ services: { data: [reference('service', '3'), reference('service', '8')] } }, [service])).toEqual([]);
    expect(
      await services({ services: { data: [reference('service', '7')] } }, [
        { ...reference('incident_update', '7'), attributes: { name: 'No service' } },
      ]),
    ).toEqual([]);
  });
});
