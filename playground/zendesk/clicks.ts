import { randomUUID } from 'node:crypto';
import { member } from './http/exchange.ts';
import { ticketById } from './model/past.ts';
import { runRules } from './model/rules.ts';
import type { TicketChange } from './model/tickets.ts';
import { beginChat, finishChat } from './model/traffic.ts';
import type { ChatStatus, LiveChat, MessagingStatus, Ticket } from './model/types.ts';
import type { Account, LiveBrand, SnippetKey } from './state.ts';

/** Where something begins: a brand by its subdomain, a group by its number or name. */
export interface Place {
  readonly brand: string;
  readonly group?: number | string;
}

/** A chat may also begin unassigned or unserved. */
export type ChatPlace = Place & { readonly state?: LiveChat['state'] };

const MESSAGING_OF: Readonly<Record<ChatStatus, MessagingStatus>> = {
  online: 'online',
  away: 'away',
  invisible: 'offline',
  offline: 'offline',
};
const UNIFIED_OF: Readonly<Record<MessagingStatus, number>> = { offline: 2, online: 3, away: 4, transfers_only: 5 };

/** The brand with that subdomain; it must exist. */
export function brandOf(account: Account, subdomain: string): LiveBrand {
  const brand = account.brands.find((held) => held.subdomain === subdomain);
  if (!brand) throw new Error(`No brand ${subdomain} in ${account.seed.subdomain}`);
  return brand;
}

function groupOf(account: Account, group: number | string | undefined): number | null {
  if (group === undefined) return null;
  const found = account.groups.find((held) => held.id === group || held.name === group);
  if (!found) throw new Error(`No group ${group} in ${account.seed.subdomain}`);
  return found.id;
}

/** Writes a line into the audit log. */
export function log(account: Account, action: string, label: string, change: string): void {
  const admin = account.agents.find(({ role }) => role === 'admin');
  account.auditLog.push({
    id: 555_001 + account.auditLog.length,
    action,
    action_label: 'Updated',
    actor_id: admin?.id ?? null,
    actor_name: admin?.name ?? null,
    change_description: change,
    created_at: `${new Date(account.clock.now()).toISOString().slice(0, 19)}Z`,
    ip_address: '203.0.113.9',
    source_id: 1,
    source_label: label,
    source_type: 'account_setting',
  });
}

/** Converts a brand's Classic widget: its live chats end and their tickets become Pending. */
export function convert(account: Account, subdomain: string): void {
  const brand = brandOf(account, subdomain);
  const at = account.clock.now();
  if (brand.widget !== 'classic') return;
  account.messagingActivated = true;
  brand.turns.push({ at, from: brand.widget });
  brand.widget = 'messaging';
  for (const chat of [...account.live.values()]) {
    if (chat.brandId === brand.id) finishChat(account, chat.id, 'pending', at);
  }
  log(account, 'update', `Brand: ${brand.name}`, 'Web Widget (Classic) changed to messaging');
}

/** Back to Classic, as Zendesk's own staff may do on request: no button of Admin Center does it. */
export function giveBack(account: Account, subdomain: string): void {
  const brand = brandOf(account, subdomain);
  if (brand.widget !== 'messaging') return;
  brand.turns.push({ at: account.clock.now(), from: brand.widget });
  brand.widget = 'classic';
  log(account, 'update', `Brand: ${brand.name}`, 'messaging changed to Web Widget (Classic)');
}

/** What the agent chose in the status switcher. */
export function setStatus(account: Account, agentId: number, status: ChatStatus): void {
  const agent = account.agents.find(({ id }) => id === agentId);
  if (!agent) throw new Error(`No agent ${agentId}`);
  if (agent.chatEnabled) agent.chatStatus = status;
  const messaging = MESSAGING_OF[status];
  if (account.messagingActivated) agent.messagingStatus = messaging;
  agent.unifiedStatus = UNIFIED_OF[messaging];
  Object.assign(agent, { statusReason: 'AGENT_STATUS_SWITCHER', statusAt: account.clock.now() });
}

/** Whether Chat is outside its operating hours. */
export function closed(account: Account): boolean {
  const now = account.clock.now();
  return account.closedSpans.some((span) => span.from <= now && now < span.to);
}

/** The web developer exchanges the key of the snippet, on these pages or on all of the brand. */
export function exchangeKey(account: Account, subdomain: string, key: SnippetKey, pages?: readonly string[]): void {
  const { site } = brandOf(account, subdomain);
  for (const page of pages ?? [...site.keys()]) {
    if (!site.has(page)) throw new Error(`No page ${page}`);
    site.set(page, key);
  }
}

/** A brand without a website is met in its help center, which has no key of its own. */
function shows({ site }: LiveBrand, key: SnippetKey): boolean {
  return site.size === 0 ? key === 'old' : [...site.values()].includes(key);
}

/** A visitor begins a live chat. */
export function startChat(account: Account, place: ChatPlace): LiveChat {
  const brand = brandOf(account, place.brand);
  if (!account.seed.chat || brand.widget !== 'classic' || !shows(brand, 'old')) throw new Error(`${place.brand} has no Classic widget`);
  if (closed(account)) throw new Error('Chat is closed: only offline messages');
  const groupId = groupOf(account, place.group);
  const state = place.state ?? 'active';
  const server = account.agents.find((agent) => agent.chatEnabled && (groupId === null || agent.groups.includes(groupId)));
  const agentId = state === 'incoming' ? null : (server?.id ?? null);
  const id = `live.${account.seed.subdomain}.${randomUUID().slice(0, 8)}`;
  return beginChat(account, { id, brandId: brand.id, groupId, state, agentId, startedAt: account.clock.now() });
}

/** A visitor begins a messaging conversation. */
export function startConversation(account: Account, place: Place): Ticket {
  const brand = brandOf(account, place.brand);
  if (brand.widget !== 'messaging' && !shows(brand, 'new')) throw new Error(`The widget of ${place.brand} is not messaging`);
  const ticket = account.tickets.add({
    subject: 'Conversation with a visitor',
    status: 'new',
    via: 'native_messaging',
    brandId: brand.id,
    groupId: groupOf(account, place.group),
    createdAt: account.clock.now(),
  });
  if (place.group === undefined) runRules(account, 'triggers', ticket.id);
  return account.tickets.get(ticket.id) ?? ticket;
}

/** A person changes a ticket. */
export function changeTicket(account: Account, id: number, change: TicketChange): Ticket {
  const before = ticketById(account, id);
  if (!before) throw new Error(`No ticket ${id}`);
  if (!account.tickets.get(id)) account.tickets.add(before);
  return account.tickets.change(id, change, account.clock.now()) ?? before;
}

/** An agent merges one ticket into another. */
export function merge(account: Account, id: number, into: number): void {
  const before = changeTicket(account, id, {});
  const comment = { public: false, authorId: null, at: account.clock.now() };
  changeTicket(account, id, {
    status: 'closed',
    mergedInto: into,
    tags: [...before.tags, 'closed_by_merge'],
    comments: [...before.comments, { ...comment, body: `This request was closed and merged into request #${into}.`, mergedInto: into }],
  });
  const kept = changeTicket(account, into, {});
  changeTicket(account, into, {
    comments: [...kept.comments, { ...comment, body: `Request #${id} was closed and merged into this request.` }],
  });
}

function placed(value: unknown, [key, ...rest]: readonly string[], leaf: unknown): unknown {
  if (key === undefined) return leaf;
  const entries = typeof value === 'object' && value !== null ? Object.entries(value) : [];
  const inner = placed(member(value, key), rest, leaf);
  return Object.fromEntries([...entries.filter(([name]) => name !== key), ...(inner === undefined ? [] : [[key, inner] as const])]);
}

/** Sets or takes away a setting by its path. Omnichannel routing sends everybody offline. */
export function flip(account: Account, path: string, value: unknown): void {
  const [root = '', ...rest] = path.split('.');
  const next = placed(account.settings[root], rest, value);
  if (next === undefined) delete account.settings[root];
  else account.settings[root] = next;
  log(account, 'update', path, `Changed to ${JSON.stringify(value)}`);
  if (path !== 'routing.enabled' || value !== true) return;
  account.settings['agents'] = placed(account.settings['agents'], ['unified_agent_statuses'], true);
  const offline = {
    unifiedStatus: 2,
    messagingStatus: 'offline',
    statusReason: 'OMNICHANNEL_ROUTING_ENABLED',
    statusAt: account.clock.now(),
  };
  for (const agent of account.agents) Object.assign(agent, offline);
}
