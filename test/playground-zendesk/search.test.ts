import { describe, expect, test } from 'vitest';
import { MINUTE, NOW, zendesk } from './start.ts';

type World = Awaited<ReturnType<typeof zendesk>>;
const search = (z: World, kind: string, query: string, more = '') =>
  z.support('harborgroup', `/api/v2/search${kind}?query=${encodeURIComponent(query)}${more}`);

describe('search', () => {
  test('the index is behind: a new ticket is found by its number at once and by search later', async () => {
    const z = await zendesk();
    const { ticketId } = z.group.startChat({ brand: 'harborgroup', group: 'Home Chat' });
    const query = 'type:ticket via:chat status<solved brand:7101 created>2026-11-24T11:59:00Z';
    expect((await z.support('harborgroup', `/api/v2/tickets/${ticketId}`)).status).toBe(200);
    expect((await search(z, '/count', query)).json).toEqual({ count: 0 });
    z.pass(121_000);
    expect((await search(z, '/count', query)).json).toEqual({ count: 1 });
    z.group.setTicket(ticketId, { status: 'solved' });
    expect((await search(z, '/count', query)).json.count).toBe(1);
    z.pass(3 * MINUTE);
    expect((await search(z, '/count', query)).json.count).toBe(0);
  });

  test('counts by status add up, by brand and by tag too', async () => {
    const z = await zendesk();
    const of = async (query: string) => (await search(z, '/count', query)).json.count;
    const parts = await Promise.all(['new', 'open', 'pending', 'hold'].map((status) => of(`via:chat status:${status}`)));
    expect(await of('via:chat status<solved')).toBe(parts.reduce((sum, part) => sum + part, 0));
    const brands = await Promise.all([7101, 7102, 7103].map((id) => of(`via:chat status<solved brand:${id}`)));
    expect(brands.reduce((sum, part) => sum + part, 0)).toBe(137);
    expect(await of('via:chat status<solved -tags:zopim_chat')).toBe(0);
    expect(await of('via:chat status<solved tags:zopim_chat group:"Home Chat"')).toBeGreaterThan(0);
    expect(await of('via:chat created>2026-11-20 created<2026-11-22')).toBeGreaterThan(500);
  });

  test('the export holds every ticket once, and its cursor dies after an hour', async () => {
    const z = await zendesk();
    const first = await search(z, '/export', 'via:chat status<solved', '&filter[type]=ticket&page[size]=100');
    const second = await z.ask(first.json.links.next, { token: 'zd_harborgroup' });
    const ids = [...first.json.results, ...second.json.results].map(({ id }: { id: number }) => id);
    expect([ids.length, new Set(ids).size, second.json.meta.has_more]).toEqual([137, 137, false]);
    z.pass(61 * MINUTE);
    expect((await z.ask(first.json.links.next, { token: 'zd_harborgroup' })).status).toBe(422);
  });

  test('what cannot be searched is refused', async () => {
    const z = await zendesk();
    expect((await search(z, '/count', 'via:chat shoe:size')).json.error).toBe('invalid');
    expect((await search(z, '/count', 'created>yesterday')).status).toBe(422);
    expect((await search(z, '/export', 'type:ticket via:chat', '&filter[type]=ticket')).status).toBe(422);
    expect((await search(z, '', 'via:chat', '&page=11')).status).toBe(422);
  });
});

describe('writes', () => {
  test('a bulk update is a job; closed tickets fail one by one', async () => {
    const z = await zendesk();
    const [one, two] = [1, 2].map(() => z.group.startChat({ brand: 'harborbikes' }).ticketId);
    z.group.setTicket(two ?? 0, { status: 'closed' });
    const body = { ticket: { additional_tags: ['messaging_migration_guard'], comment: { body: 'Moved', public: false } } };
    const queued = await z.support('harborgroup', `/api/v2/tickets/update_many?ids=${one},${two},999999999`, { method: 'PUT', body });
    expect(queued.json.job_status).toMatchObject({ status: 'queued', results: null });
    z.pass(5_000);
    const done = await z.support('harborgroup', `/api/v2/job_statuses/${queued.json.job_status.id}`);
    expect(done.json.job_status.status).toBe('completed');
    expect(done.json.job_status.results.map(({ success }: { success: boolean }) => success)).toEqual([true, false, false]);
    expect((await z.support('harborgroup', `/api/v2/tickets/${one}`)).json.ticket.tags).toEqual([
      'zopim_chat',
      'from_live_chat',
      'messaging_migration_guard',
    ]);
    const undo = await z.support('harborgroup', `/api/v2/tickets/update_many?ids=${one}`, {
      method: 'PUT',
      body: { ticket: { remove_tags: ['messaging_migration_guard'] } },
    });
    z.pass(5_000);
    await z.support('harborgroup', `/api/v2/job_statuses/${undo.json.job_status.id}`);
    expect(z.group.account.tickets.get(one ?? 0)?.tags).not.toContain('messaging_migration_guard');
  });

  test('thirty jobs are the most', async () => {
    const z = await zendesk();
    const { ticketId } = z.group.startChat({ brand: 'harborbikes' });
    const send = () =>
      z.support('harborgroup', `/api/v2/tickets/update_many?ids=${ticketId}`, {
        method: 'PUT',
        body: { ticket: { additional_tags: ['x'] } },
      });
    const answers = await Promise.all(Array.from({ length: 31 }, send));
    expect(answers.filter(({ status }) => status === 429).map(({ json }) => json.error)).toEqual(['TooManyJobs']);
  });

  test('the chat limit is lowered by its part alone and read back', async () => {
    const z = await zendesk();
    await z.chat('harborgroup', '/routing_settings/account', { method: 'PATCH', body: { chat_limit: { enabled: true, limit: 1 } } });
    const read = (await z.chat('harborgroup', '/routing_settings/account')).json.data;
    expect(read).toMatchObject({ routing_mode: 'assigned', chat_limit: { limit: 1, limit_type: 'account' } });
    expect(
      (await z.chat('harborgroup', '/routing_settings/account', { method: 'PATCH', body: { chat_limit: { limit: 21 } } })).status,
    ).toBe(422);
  });

  test('a trigger keeps what is not sent, and its former state can be read', async () => {
    const z = await zendesk();
    await z.support('harborgroup', '/api/v2/triggers/3303', { method: 'PUT', body: { trigger: { active: true } } });
    const now = (await z.support('harborgroup', '/api/v2/triggers/3303')).json.trigger;
    expect([now.active, now.conditions.all.length]).toEqual([true, 2]);
    const revisions = (await z.support('harborgroup', '/api/v2/triggers/3303/revisions')).json.trigger_revisions;
    expect(revisions.map(({ snapshot }: { snapshot: { active: boolean } }) => snapshot.active)).toEqual([true, false]);
  });

  test('changed and deleted tickets come in the incremental stream', async () => {
    const z = await zendesk();
    const { ticketId } = z.group.startChat({ brand: 'harborbikes' });
    z.group.deleteTicket(ticketId);
    z.pass(2 * MINUTE);
    const answer = await z.support('harborgroup', `/api/v2/incremental/tickets/cursor?start_time=${Math.floor(NOW / 1000) - 1}`);
    expect(answer.json.tickets.find(({ id }: { id: number }) => id === ticketId).status).toBe('deleted');
    expect(answer.json.end_of_stream).toBe(true);
  });
});
