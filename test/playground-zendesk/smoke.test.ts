import { test } from 'vitest';
import { zendesk } from './start.ts';

test('smoke', async () => {
  const t0 = performance.now();
  const z = await zendesk();
  console.log('start', performance.now() - t0);
  for (const p of [
    '/api/v2/account/settings',
    '/api/v2/brands?page[size]=100',
    '/api/v2/groups?page[size]=2',
    '/api/v2/groups/count',
    '/api/v2/group_memberships?page[size]=3',
    '/api/v2/triggers?page[size]=100&active=true',
    '/api/v2/triggers/definitions',
    '/api/v2/automations',
    '/api/v2/macros/active',
    '/api/v2/views/active',
    '/api/v2/business_hours/schedules',
    '/api/v2/business_hours/schedules/881/holidays',
    '/api/v2/queues',
    '/api/v2/audit_logs',
    '/api/v2/users/me',
    '/api/v2/users/search?query=email:rasa.example@harborgroup.example',
    '/api/v2/agent_availabilities?filter[channel_status]=messaging:online&page[size]=100',
    '/api/v2/search/count?query=type:ticket via:chat status<solved',
    '/api/v2/search/count?query=type:ticket via:chat',
    '/api/v2/search/export?filter[type]=ticket&page[size]=2&query=via:chat status<solved',
    '/api/v2/tickets?sort=-created_at&page[size]=2',
    '/api/v2/incremental/tickets/cursor?start_time=1763900000',
    '/api/v2/help_center/articles.json?per_page=1',
    '/embeddable/config',
  ]) {
    const t = performance.now();
    const a = await z.support('harborgroup', p);
    console.log(p, a.status, Math.round(performance.now() - t), a.text.slice(0, 300));
  }
  for (const p of [
    '/account',
    '/agents?limit=2',
    '/departments',
    '/triggers',
    '/bans',
    '/goals',
    '/routing_settings/account',
    `/incremental/chats?start_time=${Math.floor(z.clock.now() / 1000) - 7 * 86400}&fields=chats(*)`,
  ]) {
    const a = await z.chat('harborgroup', p);
    console.log(p, a.status, a.text.slice(0, 300));
  }
  console.log(
    (await z.stream('harborgroup', '/chats')).text,
    (await z.stream('harborgroup', '/agents')).text,
    (await z.stream('harbor', '/agents')).text,
  );
  console.log((await z.ask(`${z.world.urls.status}/api/incidents/active?subdomain=harbor`)).text);
  console.log(JSON.stringify(z.world.snapshot('harbor')).slice(0, 1500));
});
