import type { WorldClock } from '../clock.ts';
import type { Fault } from './http/faults.ts';
import { chatHistory, DAY_MS, type History } from './model/history.ts';
import type { AccountSeed, Plain, RuleSeed } from './model/seed.ts';
import { type NewTicket, type Tickets, ticketDrawer, ticketOfChat } from './model/tickets.ts';
import type { Agent, Brand, Group, Incident, LiveChat, PastChat, Rule, Ticket, TicketStatus, Token, Widget } from './model/types.ts';

/** A brand that remembers what its widget was, because the public config is cached. */
export interface LiveBrand extends Brand {
  readonly turns: { readonly at: number; readonly from: Widget }[];
}

/** A job that Zendesk does a little later. */
export interface Job {
  readonly id: string;
  readonly type: string;
  readonly doneAt: number;
  readonly total: number;
  readonly run: () => readonly Plain[];
  results: readonly Plain[] | null;
}

/** An authorization code, good for 120 seconds. */
export interface Code {
  readonly value: string;
  readonly family: 'support' | 'chat';
  readonly clientId: string;
  readonly redirectUri: string;
  readonly scope: string;
  readonly challenge: string | null;
  readonly expiresAt: number;
}

/** The rules of an account by where they are listed. */
export type RuleKind = 'triggers' | 'automations' | 'macros' | 'views';

/** One simulated account, as it is now. */
export interface Account {
  readonly seed: AccountSeed;
  readonly clock: WorldClock;
  /** World time at which the simulation began. */
  readonly openedAt: number;
  /** With traffic the rhythm is played live; without, the history goes on by itself. */
  readonly traffic: boolean;
  readonly settings: Record<string, unknown>;
  readonly brands: readonly LiveBrand[];
  readonly groups: Group[];
  readonly agents: readonly Agent[];
  readonly memberships: { readonly id: number; readonly userId: number; readonly groupId: number; readonly isDefault: boolean }[];
  readonly rules: Record<RuleKind, Rule[]>;
  readonly revisions: Map<number, Rule[]>;
  readonly history: History;
  readonly tickets: Tickets;
  readonly live: Map<string, LiveChat>;
  readonly ended: PastChat[];
  readonly closedSpans: { readonly from: number; to: number }[];
  readonly incidents: Incident[];
  readonly jobs: Map<string, Job>;
  readonly auditLog: Plain[];
  routing: Plain;
  tokens: Token[];
  codes: Code[];
  faults: Fault[];
  messagingActivated: boolean;
  changed(): void;
}

const rules = (seeds: readonly RuleSeed[], now: number): Rule[] =>
  seeds.map((seed, index) => ({
    id: seed.id,
    title: seed.title,
    active: seed.active ?? true,
    position: index + 1,
    all: seed.all ?? [],
    any: seed.any ?? [],
    actions: seed.actions ?? [],
    createdAt: now - 400 * DAY_MS,
    updatedAt: now - 90 * DAY_MS,
  }));

/** Brings a seed to life. The seed itself is never changed. */
export function openAccount(source: AccountSeed, clock: WorldClock, traffic: boolean, changed: (subdomain: string) => void): Account {
  const seed = structuredClone(source);
  const now = clock.now();
  const history = chatHistory(seed.rhythms, seed.agents, seed.random);
  const members = seed.agents.flatMap((agent) => agent.groups.map((groupId) => ({ agent, groupId })));
  const account: Account = {
    seed,
    clock,
    openedAt: now,
    traffic,
    settings: { ...seed.settings },
    brands: seed.brands.map((brand) => ({ ...brand, turns: [] })),
    groups: [...seed.groups],
    agents: seed.agents,
    memberships: members.map(({ agent, groupId }, index) => ({
      id: 41_001 + index,
      userId: agent.id,
      groupId,
      isDefault: agent.groups[0] === groupId,
    })),
    rules: {
      triggers: rules(seed.triggers, now),
      automations: rules(seed.automations, now),
      macros: rules(seed.macros, now),
      views: rules(seed.views, now),
    },
    revisions: new Map(),
    history,
    tickets: ticketDrawer(history),
    live: new Map(),
    ended: [],
    closedSpans: [],
    incidents: [...seed.incidents],
    jobs: new Map(),
    auditLog: [...seed.auditLog],
    routing: seed.chat?.routing ?? {},
    tokens: [...seed.tokens],
    codes: [],
    faults: [],
    messagingActivated: seed.messagingActivated,
    changed: () => changed(seed.subdomain),
  };
  seedTickets(account);
  return account;
}

const UNSOLVED: readonly TicketStatus[] = ['open', 'pending', 'open', 'pending', 'new', 'pending', 'hold'];

/** The tickets of the start have been in the index for a while. */
const SETTLED_MS = 3_600_000;

function seedTickets(account: Account): void {
  const { seed, openedAt } = account;
  const recent = chatsEnded(account, openedAt - 14 * DAY_MS, openedAt - SETTLED_MS).slice(-seed.unsolvedChats);
  for (const [index, chat] of recent.entries()) {
    const status = UNSOLVED[index % UNSOLVED.length] ?? 'open';
    const { statusSince: _, ...ticket } = ticketOfChat(chat, openedAt);
    account.tickets.add({ ...ticket, status, assigneeId: status === 'new' ? null : chat.agentId });
  }
  for (let index = 0; index < seed.emailTickets; index += 1) account.tickets.add(emailTicket(account, index));
}

function emailTicket(account: Account, index: number): NewTicket {
  const brand = account.brands[index % account.brands.length];
  const group = account.groups[index % account.groups.length];
  return {
    subject: `Question about order ${48_000 + index * 7}`,
    status: (['open', 'pending', 'solved'] as const)[index % 3] ?? 'open',
    via: 'email',
    brandId: brand?.id ?? 0,
    groupId: group?.id ?? null,
    createdAt: account.openedAt - (index + 1) * 5 * 3_600_000,
  };
}

/** Whether a chat of the rhythm took place: not while Chat was closed, not on a converted brand, not before the history begins. */
export function happened(account: Account, chat: PastChat): boolean {
  if (!account.seed.chat || chat.startedAt < account.openedAt - account.seed.historyWeeks * 7 * DAY_MS) return false;
  if (account.closedSpans.some((span) => chat.startedAt >= span.from && chat.startedAt < span.to)) return false;
  const brand = account.brands.find(({ id }) => id === chat.brandId);
  const turned = brand?.turns.findLast((turn) => turn.at <= chat.startedAt);
  return turned === undefined ? (brand?.turns[0]?.from ?? brand?.widget) === 'classic' : widgetAfter(brand, turned.at) === 'classic';
}

/** What the brand's widget was just after `at`. */
function widgetAfter(brand: LiveBrand | undefined, at: number): Widget {
  return brand?.turns.find((turn) => turn.at > at)?.from ?? brand?.widget ?? 'none';
}

/** The chats that ended from `from` up to before `to`, in the order they ended: the rhythm's and those played live. */
export function chatsEnded(account: Account, from: number, to: number): readonly PastChat[] {
  const first = Math.max(from, account.openedAt - account.seed.historyWeeks * 7 * DAY_MS);
  const last = Math.min(to, account.traffic ? account.openedAt : account.clock.now() + 1);
  const chats: PastChat[] = account.ended.filter((chat) => chat.endedAt >= from && chat.endedAt < to);
  for (let day = Math.floor(first / DAY_MS) - 1; day * DAY_MS < last; day += 1) {
    for (const chat of account.history.day(day)) {
      if (chat.endedAt >= first && chat.endedAt < last && happened(account, chat)) chats.push(chat);
    }
  }
  return chats.sort((a, b) => a.endedAt - b.endedAt || (a.id < b.id ? -1 : 1));
}

/** One ticket by its number, kept or left behind by a chat. */
export function ticketById(account: Account, id: number): Ticket | null {
  const kept = account.tickets.get(id);
  if (kept) return kept.deleted ? null : kept;
  const chat = account.history.day(account.history.dayOf(id)).find(({ ticketId }) => ticketId === id);
  const over = chat && chat.endedAt < (account.traffic ? account.openedAt : account.clock.now());
  return over && happened(account, chat) ? ticketOfChat(chat, account.clock.now()) : null;
}

/** Every ticket as it was at `at`, created from `from` on; deleted ones apart. `past` false leaves out what chats of long ago left behind. */
export function ticketsAt(account: Account, at: number, from = 0, past = true): readonly Ticket[] {
  const kept = new Set(account.tickets.ids());
  const own = [...kept].flatMap((id) => account.tickets.getAt(id, at) ?? []).filter((ticket) => ticket.createdAt >= from);
  const left = (past ? chatsEnded(account, from, at + 1) : []).filter((chat) => !kept.has(chat.ticketId) && chat.startedAt >= from);
  return [...own.filter((ticket) => !ticket.deleted), ...left.map((chat) => ticketOfChat(chat, at))];
}
