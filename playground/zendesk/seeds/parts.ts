import type { Plain } from '../model/seed.ts';
import type { Agent, Brand, Group, OAuthClient, Token } from '../model/types.ts';
import { nameOf } from './names.ts';

const OLD = Date.UTC(2021, 2, 4, 9);

/** A person who has not come to work yet. */
export function agent(index: number, domain: string, firstId: number, more: Partial<Agent> & Pick<Agent, 'groups'>): Agent {
  const name = nameOf(index);
  return {
    id: firstId + index,
    name,
    email: `${name.toLowerCase().replace(' ', '.')}@${domain}.example`,
    role: 'agent',
    timeZone: 'Europe/Vilnius',
    brandIds: 'any',
    chatEnabled: true,
    chatStatus: 'offline',
    messagingStatus: 'offline',
    unifiedStatus: 2,
    statusReason: 'AGENT_STATUS_SWITCHER',
    statusAt: OLD,
    ...more,
  };
}

/** A brand with a Classic widget and a help center. */
export function brand(id: number, name: string, subdomain: string, more: Partial<Brand> = {}): Brand {
  return {
    id,
    name,
    subdomain,
    hostMapping: null,
    hasHelpCenter: true,
    helpCenterState: 'enabled',
    active: true,
    articles: { 'en-us': { published: 14, drafts: 2 } },
    widget: 'classic',
    configDelaySeconds: 90,
    createdAt: OLD,
    snippet: {
      oldKey: snippetKey(id, 1),
      newKey: snippetKey(id, 2),
      pages: [`https://www.${subdomain}.example/`, `https://www.${subdomain}.example/contact`],
    },
    ...more,
  };
}

const snippetKey = (id: number, which: number) => `${String(id).padStart(8, '0')}-5eed-4000-8000-${String(which).padStart(12, '0')}`;

/** A group that is a Chat department too. */
export const group = (id: number, name: string, more: Partial<Group> = {}): Group => ({
  id,
  name,
  description: '',
  isPublic: true,
  isDefault: false,
  deleted: false,
  chat: { enabled: true, chatEnabled: true },
  ...more,
});

/** Account settings before the move: Agent Workspace on, omnichannel routing off. */
export function settings(brandId: number, size: string): Plain {
  return {
    active_features: { chat: true, business_hours: true, light_agents: false, sandbox: false, explore: true },
    agents: {
      agent_home: false,
      agent_workspace: true,
      aw_self_serve_migration_enabled: true,
      focus_mode: false,
      idle_timeout_enabled: false,
      unified_agent_statuses: false,
    },
    api: { accepted_api_agreement: true, api_token_access: 'false' },
    brands: { default_brand_id: brandId, require_brand_on_new_tickets: false },
    chat: { available: true, enabled: true, integrated: true, maximum_request_count: 3, welcome_message: 'Hello, how can we help?' },
    groups: { check_group_name_uniqueness: true },
    messaging_inactivity: { enabled: false, end_session: false, timeout: 10, ticket_status_id: null, reminders: [] },
    metrics: { account_size: size },
    routing: {
      enabled: false,
      autorouting_tag: '',
      max_email_capacity: 0,
      max_messaging_capacity: 0,
      reassignment_messaging_enabled: false,
      reassignment_messaging_timeout: 60,
    },
    tickets: { chat_sla_enablement: false, status_hold: true, tagging: true },
  };
}

/** Both OAuth clients, acting for that admin. */
export function clients(subdomain: string, adminId: number): readonly OAuthClient[] {
  const client = (family: 'support' | 'chat'): OAuthClient => ({
    family,
    clientId: `ferry_${family}_${subdomain}`,
    secret: `secret_${family}_${subdomain}`,
    userId: adminId,
    redirectUris: ['*'],
  });
  return [client('support'), client('chat')];
}

/** Tokens that do not expire by themselves, for a start without a grant: `zd_{subdomain}` and `chat_{subdomain}`. */
export function tokens(subdomain: string, adminId: number, createdAt = OLD): readonly Token[] {
  const token = (family: 'support' | 'chat', value: string, scope: string): Token => ({
    value,
    family,
    clientId: `ferry_${family}_${subdomain}`,
    userId: adminId,
    scope,
    createdAt,
    expiresAt: null,
    refresh: null,
  });
  return [token('support', `zd_${subdomain}`, 'read write'), token('chat', `chat_${subdomain}`, 'read write chat')];
}
