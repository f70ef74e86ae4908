import { describe, expect, it } from 'vitest';
import { instant } from '../../src/migration/time.ts';
import { harbor, type Reply, START } from './answering.ts';

const ticket = (id: number, more: object = {}) => ({
  id,
  status: 'open',
  via: { channel: 'chat' },
  tags: [],
  created_at: '2026-11-24T02:00:00Z',
  ...more,
});
const from = instant(new Date(START));
const SEARCH = '/harbor/api/v2/search';
const SHOW_MANY = '/harbor/api/v2/tickets/show_many';

describe('search', () => {
  it('asks for chat tickets in Zendesk’s words', async () => {
    const { server, zendesk } = await harbor();
    server.on(SEARCH, { json: { results: [], next_page: null } });
    server.on(`${SEARCH}/count`, { json: { count: 0 } });
    server.on(`${SEARCH}/export`, { json: { results: [], meta: { has_more: false } } });
    await zendesk.chatTicketsCreatedSince(from);
    await zendesk.messagingTicketsCreatedSince(from);
    await zendesk.countUnsolvedChatTickets();
    await zendesk.exportUnsolvedChatTickets();
    expect(server.met.map((met) => met.query.get('query'))).toEqual([
      'type:ticket via:chat created>=2026-11-24T02:00:00Z order_by:created_at sort:asc',
      'type:ticket via:native_messaging created>=2026-11-24T02:00:00Z order_by:created_at sort:desc',
      'type:ticket via:chat status<solved',
      'via:chat status<solved',
    ]);
    expect(server.met[3]?.query.get('filter[type]')).toBe('ticket');
  });

  it('keeps a ticket of the same second, which Zendesk stamps as earlier', async () => {
    const { server, zendesk } = await harbor();
    server.on(SEARCH, { json: { results: [ticket(1), ticket(2, { created_at: '2026-11-24T01:59:59Z' })], next_page: null } });
    const found = await zendesk.chatTicketsCreatedSince(instant(new Date('2026-11-24T02:00:00.700Z')));
    expect(found.map(({ id }) => id)).toEqual([1]);
  });

  const paged = async (pageCount: number) => {
    const { server, zendesk } = await harbor();
    server.on(SEARCH, (met): Reply => {
      const page = Number(met.query.get('page') ?? 1);
      if (page > 10) return { status: 422, json: { error: 'invalid' } };
      const results = Array.from({ length: 100 }, (_, index) => ticket(page * 100 + index));
      return { json: { results, next_page: page < pageCount ? `${server.origin}${SEARCH}?page=${page + 1}` : null } };
    });
    return zendesk.chatTicketsCreatedSince(from);
  };

  it('reads 1,000 results', async () => {
    expect((await paged(10)).length).toBe(1_000);
  });

  it('does not give the first 1,000 of more for all of them', async () => {
    await expect(paged(11)).rejects.toMatchObject({ name: 'UnexpectedShape' });
  });

  it.each([200, 422])('is unavailable when it says so with HTTP %i', async (status) => {
    const { server, zendesk } = await harbor();
    for (const path of [SEARCH, `${SEARCH}/count`, `${SEARCH}/export`])
      server.on(path, { status, json: { error: 'unavailable', description: 'Sorry' } });
    const unavailable = { name: 'ZendeskUnavailable' };
    await expect(zendesk.countUnsolvedChatTickets()).rejects.toMatchObject(unavailable);
    await expect(zendesk.exportUnsolvedChatTickets()).rejects.toMatchObject(unavailable);
    await expect(zendesk.chatTicketsCreatedSince(from)).rejects.toMatchObject(unavailable);
    await expect(zendesk.messagingTicketsCreatedSince(from)).rejects.toMatchObject(unavailable);
  });

  it('is refused when the query is wrong', async () => {
    const { server, zendesk } = await harbor();
    server.on(`${SEARCH}/count`, { status: 422, json: { error: 'invalid', description: 'Invalid search' } });
    await expect(zendesk.countUnsolvedChatTickets()).rejects.toMatchObject({ name: 'ZendeskRefused', status: 422 });
  });

  it('exports to the end', async () => {
    const { server, zendesk } = await harbor();
    const next = `${server.origin}${SEARCH}/export?page%5Bafter%5D=c`;
    server.on(
      `${SEARCH}/export`,
      { json: { results: [ticket(1)], meta: { has_more: true, after_cursor: 'c' }, links: { next } } },
      { json: { results: [ticket(2)], meta: { has_more: false }, links: { next: null } } },
    );
    expect((await zendesk.exportUnsolvedChatTickets()).map(({ id }) => id)).toEqual([1, 2]);
  });

  it('exports nothing rather than half', async () => {
    const { server, zendesk } = await harbor();
    const next = `${server.origin}${SEARCH}/export?page%5Bafter%5D=c`;
    server.on(
      `${SEARCH}/export`,
      { json: { results: [ticket(1)], meta: { has_more: true, after_cursor: 'c' }, links: { next } } },
      { status: 422, json: { error: 'invalid', description: 'cursor has expired' } },
    );
    await expect(zendesk.exportUnsolvedChatTickets()).rejects.toMatchObject({ name: 'ZendeskRefused' });
  });
});

describe('tickets by id', () => {
  const many = (count: number) => Array.from({ length: count }, (_, index) => index + 1);

  it('are asked for by hundreds, each once', async () => {
    const { server, zendesk } = await harbor();
    server.on(SHOW_MANY, (met) => ({ json: { tickets: (met.query.get('ids') ?? '').split(',').map((id) => ticket(Number(id))) } }));
    const found = await zendesk.ticketsById([...many(250), 1, 2]);
    expect(found.map(({ id }) => id)).toEqual(many(250));
    expect(server.met.map((met) => met.query.get('ids')?.split(',').length)).toEqual([100, 100, 50]);
  });

  it('are asked for one by one where hundreds are not known', async () => {
    const { server, zendesk } = await harbor();
    server.on('/harbor/api/v2/tickets/1', { json: { ticket: ticket(1, { status: 'a word of theirs', group_id: 9001 }) } });
    const found = await zendesk.ticketsById([1, 2]);
    expect(found).toMatchObject([{ id: 1, status: 'a word of theirs', groupId: 9001, assigneeId: undefined }]);
  });

  it('are not absent because a web page says 404', async () => {
    const { server, zendesk } = await harbor();
    server.on('/harbor/api/v2/tickets/1', { status: 404, text: '<html>No such help desk</html>' });
    await expect(zendesk.ticketsById([1])).rejects.toMatchObject({ name: 'ZendeskRefused', status: 404 });
  });

  it('are asked for nothing where there are none', async () => {
    const { server, zendesk } = await harbor();
    expect(await zendesk.ticketsById([])).toEqual([]);
    expect(server.met).toEqual([]);
  });
});
