import {
  brandOf,
  type ChatPlace,
  changeTicket,
  closed,
  convert,
  exchangeKey,
  flip,
  giveBack,
  log,
  merge,
  type Place,
  setStatus,
  startChat,
  startConversation,
} from './clicks.ts';
import type { FaultWish } from './http/faults.ts';
import { runAutomations } from './model/rules.ts';
import type { TicketChange } from './model/tickets.ts';
import { finishChat } from './model/traffic.ts';
import type { Brand, ChatStatus, Incident, LiveChat, Rule, Ticket, TicketStatus } from './model/types.ts';
import type { Account, RuleKind, SnippetKey } from './state.ts';

/** What an incident needs. */
type IncidentWish = Partial<Omit<Incident, 'id'>> & { readonly title: string };

/** Everything people do by hand in Zendesk, for one account. */
export interface Desk {
  readonly account: Account;
  /** Admin Center > Messaging: the account's own switch. No brand changes by it. */
  activateMessaging(): void;
  /** Converts the widgets of brands from Classic to messaging: their live chats end, their chat tickets become Pending. */
  convertWidget(brands: readonly string[]): void;
  /** The web developer exchanges the snippet's key on the brand's pages, or on those named. */
  exchangeKey(brand: string, key: SnippetKey, pages?: readonly string[]): void;
  /** Zendesk's own staff give brands back to Classic; nobody in Admin Center can. */
  returnWidget(brands: readonly string[]): void;
  setAgentStatus(agentId: number, status: ChatStatus): void;
  allAgents(status: ChatStatus): void;
  /** Chat's operating hours: no chat can begin while closed. */
  closeChat(): void;
  openChat(): void;
  chatOpen(): boolean;
  startChat(place: ChatPlace): LiveChat;
  /** Ends a chat; without a status its ticket stays as it is. */
  endChat(id: string, ticket?: TicketStatus): void;
  endAllChats(ticket?: TicketStatus): void;
  startConversation(place: Place): Ticket;
  setTicket(id: number, change: TicketChange): Ticket;
  deleteTicket(id: number): void;
  mergeTicket(id: number, into: number): void;
  /** Sets an account setting by its path, such as `agents.agent_workspace`; `undefined` takes the key away. */
  flip(path: string, value: unknown): void;
  /** Edits a rule, as on its page in Admin Center. */
  editRule(kind: RuleKind, id: number, change: Partial<Pick<Rule, 'active' | 'title' | 'all' | 'any' | 'actions'>>): void;
  /** Edits a brand or its help center. */
  editBrand(subdomain: string, change: Partial<Pick<Brand, 'name' | 'hasHelpCenter' | 'helpCenterState' | 'active' | 'hostMapping'>>): void;
  /** Deletes a brand; the account's first one cannot be. */
  deleteBrand(subdomain: string): void;
  /** Gives or takes an agent's Chat access, or the role. */
  editAgent(agentId: number, change: { readonly chatEnabled?: boolean; readonly role?: 'admin' | 'agent' }): void;
  /** Turns a Chat department on or off. */
  editDepartment(groupId: number, enabled: boolean): void;
  incident(wish: IncidentWish): Incident;
  resolveIncidents(): void;
  revokeTokens(family?: 'support' | 'chat'): void;
  fault(wish: FaultWish): void;
  clearFaults(): void;
  /** Runs the automations now, as Zendesk does every hour. */
  runAutomations(): void;
}

const FOREVER = Number.POSITIVE_INFINITY;

/** The hands of people on one account. Every click tells the listeners. */
export function deskOf(account: Account): Desk {
  const told =
    <A extends readonly unknown[], R>(click: (...given: A) => R) =>
    (...given: A): R => {
      const result = click(...given);
      account.changed();
      return result;
    };
  return {
    account,
    activateMessaging: told(() => {
      account.messagingActivated = true;
      log(account, 'update', 'Messaging', 'Messaging turned on for the account');
    }),
    convertWidget: told((brands) => {
      for (const brand of brands) brandOf(account, brand);
      for (const brand of brands) convert(account, brand);
    }),
    exchangeKey: told((brand, key, pages) => exchangeKey(account, brand, key, pages)),
    returnWidget: told((brands) => {
      for (const brand of brands) giveBack(account, brand);
    }),
    setAgentStatus: told((agentId, status) => setStatus(account, agentId, status)),
    allAgents: told((status) => {
      for (const agent of account.agents) setStatus(account, agent.id, status);
    }),
    closeChat: told(() => {
      if (!closed(account)) account.closedSpans.push({ from: account.clock.now(), to: FOREVER });
    }),
    openChat: told(() => {
      for (const span of account.closedSpans) span.to = Math.min(span.to, account.clock.now());
    }),
    chatOpen: () => !closed(account),
    startChat: told((place) => startChat(account, place)),
    endChat: told((id, ticket) => void finishChat(account, id, ticket ?? null, account.clock.now())),
    endAllChats: told((ticket) => {
      for (const id of [...account.live.keys()]) finishChat(account, id, ticket ?? null, account.clock.now());
    }),
    startConversation: told((place) => startConversation(account, place)),
    setTicket: told((id, change) => changeTicket(account, id, change)),
    deleteTicket: told((id) => void changeTicket(account, id, { deleted: true })),
    mergeTicket: told((id, into) => merge(account, id, into)),
    flip: told((path, value) => flip(account, path, value)),
    editRule: told((kind, id, change) => {
      const rule = account.rules[kind].find((held) => held.id === id);
      if (!rule) throw new Error(`No ${kind} ${id}`);
      Object.assign(rule, change, { updatedAt: account.clock.now() });
    }),
    editBrand: told((subdomain, change) => void Object.assign(brandOf(account, subdomain), change)),
    deleteBrand: told((subdomain) => {
      const brand = brandOf(account, subdomain);
      if (brand === account.brands[0]) throw new Error(`${subdomain} is the default brand: Zendesk does not delete it`);
      account.brands.splice(account.brands.indexOf(brand), 1);
    }),
    editAgent: told((agentId, change) => {
      const agent = account.agents.find(({ id }) => id === agentId);
      if (!agent) throw new Error(`No agent ${agentId}`);
      Object.assign(agent, change, change.chatEnabled === false ? { chatStatus: 'offline' } : {});
    }),
    editDepartment: told((groupId, enabled) => {
      const department = account.groups.find(({ id }) => id === groupId)?.chat;
      if (department) Object.assign(department, { enabled, chatEnabled: enabled });
    }),
    incident: told((wish) => {
      const base = {
        kind: 'incident',
        impact: 'major',
        outage: false,
        services: ['Messaging'],
        startedAt: account.clock.now(),
        resolvedAt: null,
      } as const;
      const made: Incident = { ...base, ...wish, id: String(247 + account.incidents.length) };
      account.incidents.push(made);
      return made;
    }),
    resolveIncidents: told(() => {
      for (const held of account.incidents) held.resolvedAt ??= account.clock.now();
    }),
    revokeTokens: told((family) => {
      account.tokens = account.tokens.filter((token) => family !== undefined && token.family !== family);
    }),
    fault: told((wish) => void account.faults.push({ ...wish, left: wish.times ?? FOREVER })),
    clearFaults: told(() => {
      account.faults = [];
    }),
    runAutomations: () => runAutomations(account),
  };
}
