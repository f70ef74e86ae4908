import type { Readings } from '../../src/checklist/readings.ts';
import type { Subdomain } from '../../src/migration/account.ts';
import type { Happening } from '../../src/migration/events.ts';
import { fingerprint, type Plan, RUNBOOK_VERSION } from '../../src/migration/plan.ts';
import { HOUR_MS, type Instant, later } from '../../src/migration/time.ts';

/** About twenty events, as an account has them some weeks in: a team, settings, words, shared links. */
export function preparing(host: Subdomain): readonly Happening[] {
  return [
    { type: 'account_added', subdomain: host, kind: 'production', timeZone: 'Europe/Vilnius' },
    { type: 'connected' },
    { type: 'role_given', role: 'admin', user: 'U0ADA' },
    { type: 'role_given', role: 'lead', user: 'U0JOON' },
    { type: 'role_given', role: 'approver', user: 'U0SOFIA' },
    { type: 'role_given', role: 'operator', user: 'U0MINA' },
    { type: 'role_given', role: 'backup', user: 'U0DAN' },
    { type: 'setting_set', key: 'channel', value: 'C0MIGRATION' },
    { type: 'setting_set', key: 'operator-hours', value: '00:00-24:00' },
    { type: 'questions_answered', answers: { 'mobile-sdk': 'no', bots: 'yes' } },
    { type: 'item_said', item: 'before-evaluate-account', note: 'seen with our account manager' },
    { type: 'item_said', item: 'before-compare-messaging-and-chat' },
    { type: 'item_said', item: 'before-understand-workflow-impact' },
    { type: 'item_said', item: 'before-review-feature-impact' },
    { type: 'item_assigned', item: 'migrate-3a-organize-groups', user: 'U0JOON', due: '2027-01-15' },
    { type: 'item_waived', item: 'req-help-center-recommended', reason: 'the help centre comes next quarter' },
    { type: 'links_shared', channel: 'C0AGENTS' },
    { type: 'links_read', channel: 'C0AGENTS', user: 'U0JOON' },
    { type: 'links_read', channel: 'C0AGENTS', user: 'U0KIM' },
    { type: 'links_read', channel: 'C0AGENTS', user: 'U0SOFIA' },
  ];
}

/** The same with a window that begins at `opensAt`. */
export function scheduled(host: Subdomain, opensAt: Instant): readonly Happening[] {
  const plan: Plan = {
    opensAt,
    closesAt: later(opensAt, HOUR_MS),
    timeZone: 'Europe/Vilnius',
    brands: [{ subdomain: host, path: 'convert' }],
    operator: 'U0MINA',
    backup: 'U0DAN',
    runbookVersion: RUNBOOK_VERSION,
  };
  return [
    ...preparing(host),
    { type: 'scheduled', plan: { ...plan, brands: [...plan.brands] } },
    { type: 'sign_off_asked', statement: 'plan', of: fingerprint(plan) },
  ];
}

/** What was read of a middling account at `at`: two brands, twelve groups, forty agents. */
export function readingsOf(host: Subdomain, second: Subdomain, at: Instant): Readings {
  const seen = <T>(value: T, asked: string) => ({ status: 'seen', value, asked, at }) as const;
  const groups = Array.from({ length: 12 }, (_, index) => ({ id: index + 1, name: `Group ${index + 1}` }));
  const agents = Array.from({ length: 40 }, (_, index) => ({ id: index + 1, enabled: true }));
  const brand = { active: true, hasHelpCenter: true, helpCenterState: 'enabled' } as const;
  return {
    settings: seen({ agentWorkspace: true, chat: true, omnichannelRouting: false, unifiedStatuses: false }, 'GET /api/v2/account/settings'),
    brands: seen(
      [
        { ...brand, id: 1, name: 'First', subdomain: host, isDefault: true },
        { ...brand, id: 2, name: 'Second', subdomain: second, isDefault: false },
      ],
      'GET /api/v2/brands',
    ),
    articles: {
      [host]: seen({ 'en-us': 12 }, 'GET /api/v2/help_center/articles'),
      [second]: seen({ 'en-us': 3 }, 'GET /api/v2/help_center/articles'),
    },
    groups: seen(groups, 'GET /api/v2/groups'),
    groupNames: groups.map(({ name }) => name).toSorted(),
    memberships: seen(
      agents.map(({ id }) => ({ userId: id, groupId: (id % groups.length) + 1 })),
      'GET /api/v2/group_memberships',
    ),
    chatAgents: seen(agents, 'GET /api/v2/chat/agents'),
    widgets: { [host]: seen('classic', 'GET /embeddable/config'), [second]: seen('classic', 'GET /embeddable/config') },
    chats: seen({ incoming: 0, assigned: 2, active: 2 }, 'GET /stream/chats'),
    agents: seen({ online: 9, away: 2, invisible: 1 }, 'GET /stream/agents'),
    messagingAgents: seen(0, 'GET /api/v2/agent_availabilities'),
    chatTickets: seen(37, 'GET /api/v2/search/count'),
    messagingTickets: seen(0, 'GET /api/v2/search'),
    incidents: seen([], 'GET /api/incidents/active'),
    shares: seen([{ channel: 'C0AGENTS', members: 40, read: 3 }], 'conversations.members'),
  };
}
