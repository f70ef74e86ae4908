import { page, type Reply, reply } from '../http/exchange.ts';
import { hasPlan } from '../http/guard.ts';
import { chatsEnded } from '../model/past.ts';
import type { ChatStatus, LiveChat } from '../model/types.ts';
import type { Account } from '../state.ts';

const QUIET = {
  waiting_time_avg: null,
  waiting_time_max: null,
  chat_duration_avg: null,
  chat_duration_max: null,
  response_time_avg: null,
  response_time_max: null,
};

function chatNumbers(account: Account, departmentId: number | null): Readonly<Record<string, unknown>> {
  const now = account.clock.now();
  const live = [...account.live.values()].filter((chat) => departmentId === null || chat.groupId === departmentId);
  const count = (state: LiveChat['state']) => live.filter((chat) => chat.state === state).length;
  const ages = live.map((chat) => Math.round((now - chat.startedAt) / 1000));
  const average = (list: readonly number[]) => Math.round(list.reduce((sum, age) => sum + age, 0) / list.length);
  const recent = account.traffic ? chatsEnded(account, now - 3_600_000, now) : account.ended;
  const missed = (minutes: number) => recent.filter((chat) => chat.missed && chat.endedAt > now - minutes * 60_000).length;
  return {
    incoming_chats: count('incoming'),
    assigned_chats: count('assigned'),
    active_chats: count('active'),
    missed_chats: { '30': missed(30), '60': missed(60) },
    ...QUIET,
    ...(ages.length === 0
      ? {}
      : { chat_duration_avg: average(ages), chat_duration_max: Math.max(...ages), response_time_avg: 18, response_time_max: 40 }),
    satisfaction_good: { '30': 0, '60': 0 },
    satisfaction_bad: { '30': 0, '60': 0 },
  };
}

function agentNumbers(account: Account, departmentId: number | null): Readonly<Record<string, unknown>> {
  const agents = account.agents.filter((agent) => agent.chatEnabled && (departmentId === null || agent.groups.includes(departmentId)));
  const count = (status: ChatStatus) => agents.filter((agent) => agent.chatStatus === status).length;
  return { agents_online: count('online'), agents_away: count('away'), agents_invisible: count('invisible') };
}

const refused = (status: number, message: string) => reply({ status_code: status, message }, status);

/** Real-Time Chat: `/stream/chats`, `/stream/agents` and their single metrics. */
export function stream(account: Account, path: string, query: URLSearchParams): Reply {
  if (!account.seed.chat || !hasPlan(account, 'suite_enterprise')) return refused(403, 'Forbidden: not available on this plan');
  const [, , topic, metric] = path.split('/');
  if (topic !== 'chats' && topic !== 'agents') return refused(404, 'Not Found');
  const given = query.get('department_id');
  const departmentId = given === null ? null : Number(given);
  if (departmentId !== null && !account.groups.some((group) => group.id === departmentId && group.chat))
    return refused(404, 'Department not found');
  const all = topic === 'chats' ? chatNumbers(account, departmentId) : agentNumbers(account, departmentId);
  if (metric !== undefined && !(metric in all)) return refused(404, 'Metric not found');
  const data = metric === undefined ? all : { [metric]: all[metric] };
  return reply({
    content: { topic: metric === undefined ? topic : `${topic}.${metric}`, data, type: 'update', department_id: departmentId },
    status_code: 200,
  });
}

/** Zendesk's status page for one account. */
export function status(account: Account | null, kind: 'active' | 'maintenance', now: number): Reply {
  const shown = (account?.incidents ?? []).filter((incident) =>
    kind === 'active'
      ? incident.kind === 'incident' && incident.startedAt <= now && (incident.resolvedAt ?? now + 1) > now
      : incident.kind === 'maintenance' && (incident.resolvedAt ?? now + 1) > now,
  );
  const serviceId = (name: string) => String(name.split('').reduce((sum, letter) => (sum * 31 + letter.charCodeAt(0)) % 9_973, 7));
  const services = new Map(shown.flatMap((incident) => incident.services.map((name) => [serviceId(name), name] as const)));
  const at = (instant: number | null) => (instant === null ? null : new Date(instant).toISOString());
  return reply({
    data: shown.map((incident) => ({
      id: incident.id,
      type: 'incident',
      attributes: {
        title: incident.title,
        status: incident.kind === 'incident' ? 'investigating' : 'scheduled',
        impact: incident.impact,
        outage: incident.outage,
        degradation: !incident.outage,
        started_at: at(incident.startedAt),
        resolved_at: at(incident.resolvedAt),
        postmortem: '',
      },
      relationships: {
        incident_updates: { data: [{ id: `u${incident.id}`, type: 'incident_update' }] },
        services: { data: incident.services.map((name) => ({ id: serviceId(name), type: 'service' })) },
      },
    })),
    included: [
      ...shown.map((incident) => ({
        id: `u${incident.id}`,
        type: 'incident_update',
        attributes: { created_at: at(incident.startedAt), description: 'We are looking into it.' },
      })),
      ...[...services].map(([id, name]) => ({ id, type: 'service', attributes: { name } })),
    ],
  });
}

/** A page of a customer's website, with the snippet as it stands there. */
export function siteOf(accounts: readonly Account[], address: string): Reply {
  const brand = accounts.flatMap(({ brands }) => brands).find(({ site }) => site.has(address));
  const shown = brand?.site.get(address);
  if (!brand || !shown) return page(404, 'Not found', '');
  const key = shown === 'new' ? brand.snippet.newKey : brand.snippet.oldKey;
  const src = `https://static.zdassets.com/ekr/snippet.js?key=${key}`;
  return page(200, brand.name, `<p>Welcome.</p><script id="ze-snippet" src="${src}"></script>`);
}
