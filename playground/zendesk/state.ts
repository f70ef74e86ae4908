import type { WorldClock } from '../clock.ts';
import type { Fault } from './http/faults.ts';
import { chatHistory, DAY_MS, type History } from './model/history.ts';
import { seedTickets } from './model/past.ts';
import type { AccountSeed, Plain, RuleSeed } from './model/seed.ts';
import { type Tickets, ticketDrawer } from './model/tickets.ts';
import type { Agent, Brand, Group, Incident, LiveChat, PastChat, Rule, Token, Widget } from './model/types.ts';

/** A brand that remembers what its widget was, because the public config is cached. */
export interface LiveBrand extends Brand {
  readonly turns: { readonly at: number; readonly from: Widget }[];
  /** Which key each page of its website carries now. */
  readonly site: Map<string, SnippetKey>;
}

/** Of the brand's Classic widget, or of the messaging channel beside it. */
export type SnippetKey = 'old' | 'new';

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
interface Code {
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
  readonly brands: LiveBrand[];
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
  /** How far its servers' clock is from the world's. */
  clockAheadMs: number;
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
    restriction: seed.restriction ?? null,
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
    brands: seed.brands.map((brand) => ({ ...brand, turns: [], site: new Map(brand.snippet.pages.map((page) => [page, 'old' as const])) })),
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
    clockAheadMs: 0,
    faults: [],
    messagingActivated: seed.messagingActivated,
    changed: () => changed(seed.subdomain),
  };
  seedTickets(account);
  return account;
}
