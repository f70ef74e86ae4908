import type { Subdomain } from '../migration/account.ts';
import { type Clock, SECOND_MS } from '../migration/time.ts';
import type { Credentials } from './credentials.ts';
import { baseOf, withoutSlash } from './http/address.ts';
import { type Answered, type Ask, asking } from './http/ask.ts';
import { shared } from './http/shared.ts';
import { type Bearer, givenToken, type Source, type SourceParts, sourceOf, type Writable } from './http/source.ts';
import { clientCredentials } from './oauth.ts';
import type { Lane } from './pace/budget.ts';
import { newPace, type Pace } from './pace/pace.ts';
import type { Zendesk, ZendeskWrites } from './port.ts';
import { readRole, readScopes, readSettings, whoAmI } from './reads/account.ts';
import { countMessagingAgents, readChatAgents, readMessagingGroups } from './reads/agents.ts';
import { readArticles } from './reads/articles.ts';
import { readAuditLog, readCapacityRules, readIntegrations, readQueues, readSchedules } from './reads/business.ts';
import {
  copyOf,
  countBans,
  readChatAccount,
  readChatClients,
  readChatRouting,
  readChatTriggers,
  readDepartments,
  readNamed,
  readShortcuts,
} from './reads/chat.ts';
import { readBrands, readGroups, readMemberships } from './reads/directory.ts';
import { readPastChats, readTicketTimes } from './reads/history.ts';
import { countMacros, readAutomations, readChannelNumbers, readMacroTitles, readTriggers, readViews } from './reads/rules.ts';
import { chatsCreatedSince, countUnsolvedChats, exportUnsolvedChats, messagingCreatedSince } from './reads/search.ts';
import { readTickets } from './reads/tickets.ts';
import { readWidget, uncached } from './reads/widget.ts';
import { readIncidents } from './status.ts';
import { readLiveAgents, readLiveChats } from './stream.ts';
import { readChatLimit, setChatLimit } from './writes/chat-limit.ts';
import { tagTickets } from './writes/tickets.ts';
import { createTrigger, setTriggerActive } from './writes/triggers.ts';

/** Whom a client asks about. Without credentials only what is public can be read. */
export interface ZendeskAccount {
  readonly subdomain: Subdomain;
  readonly credentials: Credentials | undefined;
}

export interface ZendeskOptions {
  /** Where accounts and brands are: `https://{subdomain}.zendesk.com`, or any address that holds `{subdomain}`. */
  readonly zendeskUrl: string;
  /** Real-Time Chat: `https://rtm.zopim.com`. */
  readonly streamUrl: string;
  /** `https://status.zendesk.com`. */
  readonly statusUrl: string;
  readonly clock: Clock;
  /** Waits on the time that `clock` tells. */
  readonly sleep: (ms: number, signal?: AbortSignal) => Promise<void>;
  /** Aborted when the process ends: then nothing is asked or waited for any more. */
  readonly ends?: AbortSignal | undefined;
  /** The account's pace, where several clients share it; else the client has its own. */
  readonly pace?: Pace | undefined;
  /** For a pace of its own; default 50. */
  readonly ratePerMinute?: number | undefined;
  /** For one request until its last byte, in real milliseconds; default 10,000. */
  readonly timeoutMs?: number | undefined;
  /** Called after every single request, for the metrics. */
  readonly onAnswer?: ((answered: Answered) => void) | undefined;
}

const TIMEOUT_MS = 10 * SECOND_MS;

/** The port over HTTP. Each family of interfaces has its own address and its own credential; all of them share the account's pace. */
export function zendeskClient(account: ZendeskAccount, options: ZendeskOptions): Zendesk & ZendeskWrites {
  return zendeskClients(account, options).atOnce;
}

/** Clients with the same tokens: for the cutover, which goes before everybody else, for whoever waits for an answer, and for whole looks, which wait themselves. */
export interface ZendeskClients {
  readonly forCutover: Zendesk & ZendeskWrites;
  readonly atOnce: Zendesk & ZendeskWrites;
  /** A new one each time it is taken: one look asks for each list of Chat once, and the next one asks anew. */
  readonly atLeisure: Zendesk & ZendeskWrites;
}

export function zendeskClients(account: ZendeskAccount, options: ZendeskOptions): ZendeskClients {
  const tokens = tokensOf(account, options);
  const leisurely = sourcesOf(account, tokens, options, 'leisure');
  return {
    forCutover: portOver(account, sourcesOf(account, tokens, options, 'watch'), options.clock),
    atOnce: portOver(account, sourcesOf(account, tokens, options, 'rest'), options.clock),
    get atLeisure() {
      return portOver(account, { ...leisurely, chat: shared(leisurely.chat) }, options.clock);
    },
  };
}

function portOver(account: ZendeskAccount, sources: Sources, clock: Clock): Zendesk & ZendeskWrites {
  const { support, writer, chat, stream, status, conversations, articlesOf, widgetOf } = sources;
  return {
    whoAmI: () => whoAmI(support),
    roleOf: (email) => readRole(support, email),
    grantedScopes: () => readScopes(support),
    settings: () => readSettings(support),
    brands: () => readBrands(support),
    articles: (brand) => readArticles(articlesOf(brand)),
    groups: () => readGroups(support),
    memberships: () => readMemberships(support),
    chatAgents: () => readChatAgents(chat),
    chatLimit: () => readChatLimit(chat),
    setChatLimit: (limit) => setChatLimit(chat, limit),
    tagTickets: (ids, change) => tagTickets(writer, ids, change),
    createTrigger: (trigger) => createTrigger(writer, trigger),
    setTriggerActive: (id, active) => setTriggerActive(writer, id, active),
    widgetOf: (brand) => readWidget(widgetOf(brand), clock),
    liveChats: () => readLiveChats(stream),
    liveAgents: () => readLiveAgents(stream),
    messagingAgentsOnline: () => countMessagingAgents(support),
    messagingGroupsOnline: () => readMessagingGroups(support),
    countUnsolvedChatTickets: () => countUnsolvedChats(support),
    exportUnsolvedChatTickets: () => exportUnsolvedChats(support),
    chatTicketsCreatedSince: (from) => chatsCreatedSince(support, from),
    messagingTicketsCreatedSince: (from) => messagingCreatedSince(support, from),
    ticketsById: (ids) => readTickets(support, ids),
    pastChats: (from, count) => readPastChats(chat, from, count),
    chatTicketTimes: (from, until) => readTicketTimes(support, 'chat', from, until),
    messagingTicketTimes: (from, until) => readTicketTimes(support, 'native_messaging', from, until),
    incidents: () => readIncidents(status, account.subdomain),
    triggers: () => readTriggers(support),
    automations: () => readAutomations(support),
    views: () => readViews(support),
    macros: () => countMacros(support),
    macroTitles: () => readMacroTitles(support),
    channelNumbers: () => readChannelNumbers(support),
    schedules: () => readSchedules(support),
    queues: () => readQueues(support),
    capacityRules: () => readCapacityRules(support),
    auditLog: () => readAuditLog(support),
    chatAccount: () => readChatAccount(chat),
    departments: () => readDepartments(chat),
    chatTriggers: () => readChatTriggers(chat),
    bans: () => countBans(chat),
    goals: () => readNamed(chat, 'goals'),
    skills: () => readNamed(chat, 'skills'),
    roles: () => readNamed(chat, 'roles'),
    shortcuts: () => readShortcuts(chat),
    chatRouting: () => readChatRouting(chat),
    chatClients: () => readChatClients(chat),
    chatCopy: (list) => copyOf(chat, list),
    clockAhead: async () => sources.aheadMs(),
    integrations: () => readIntegrations(conversations, account.credentials?.conversations?.appId),
  };
}

interface Sources {
  readonly aheadMs: Tokens['aheadMs'];
  readonly support: Source;
  /** Support with a token that may write, where the client is given one. */
  readonly writer: Writable;
  readonly chat: Writable;
  readonly stream: Source;
  readonly status: Source;
  readonly conversations: Source;
  readonly articlesOf: (brand: Subdomain) => Source;
  readonly widgetOf: (brand: Subdomain) => Source;
}

interface Tokens {
  readonly ask: Ask;
  readonly aheadMs: () => number | undefined;
  readonly support: Bearer | undefined;
  readonly writer: Bearer | undefined;
  readonly chat: Bearer | 'missing';
}

function tokensOf({ subdomain, credentials }: ZendeskAccount, options: ZendeskOptions): Tokens {
  let aheadMs: number | undefined;
  const ask = askOf(options, (answered) => {
    // Pages that are public may have been kept on their way, with the time of then.
    if (answered.family === 'support' || answered.family === 'chat') aheadMs = answered.aheadMs ?? aheadMs;
  });
  const base = baseOf(options.zendeskUrl, subdomain);
  return {
    ask,
    aheadMs: () => aheadMs,
    support: supportBearer(credentials?.support, base, ask, options.clock, 'read'),
    writer: supportBearer(credentials?.support, base, ask, options.clock, 'read write'),
    chat: credentials?.chat === undefined ? 'missing' : givenToken(credentials.chat.token),
  };
}

function sourcesOf(
  { subdomain, credentials }: ZendeskAccount,
  { ask, support, writer, chat, aheadMs }: Tokens,
  options: ZendeskOptions,
  lane: Lane,
): Sources {
  const base = baseOf(options.zendeskUrl, subdomain);
  const source = (parts: Omit<SourceParts, 'ask' | 'lane'>) => sourceOf({ ...parts, lane, ask });
  return {
    aheadMs,
    support: source({ base, family: 'support', bearer: support ?? 'missing' }),
    writer: source({ base, family: 'support', bearer: writer ?? 'missing' }),
    chat: source({ base, family: 'chat', bearer: chat }),
    stream: source({ base: withoutSlash(options.streamUrl), family: 'stream', bearer: chat }),
    status: source({ base: withoutSlash(options.statusUrl), family: 'status', bearer: 'anonymous' }),
    conversations: source({ base, family: 'conversations', ...basicOf(credentials?.conversations) }),
    articlesOf: (brand) => source({ base: baseOf(options.zendeskUrl, brand), family: 'help_center', bearer: support ?? 'anonymous' }),
    widgetOf: (brand) => source({ base: baseOf(options.zendeskUrl, brand), family: 'widget', bearer: 'anonymous', headers: uncached }),
  };
}

/** Sunshine Conversations takes the key as name and password (zendesk-api 1.3). */
function basicOf(key: Credentials['conversations']): Pick<SourceParts, 'bearer' | 'headers'> {
  if (key === undefined) return { bearer: 'missing' };
  const pair = Buffer.from(`${key.keyId}:${key.secret}`).toString('base64');
  return { bearer: 'anonymous', headers: { Authorization: `Basic ${pair}` } };
}

function askOf(
  { clock, sleep, ends, pace, ratePerMinute, timeoutMs = TIMEOUT_MS, onAnswer = () => undefined }: ZendeskOptions,
  note: (answered: Answered) => void,
): Ask {
  const told = (answered: Answered) => {
    note(answered);
    onAnswer(answered);
  };
  return asking({ pace: pace ?? newPace({ clock, sleep, ends, ratePerMinute }), clock, sleep, ends, timeoutMs, onAnswer: told });
}

function supportBearer(
  support: Credentials['support'],
  base: string,
  ask: Ask,
  clock: Clock,
  scope: 'read' | 'read write',
): Bearer | undefined {
  if (support === undefined) return undefined;
  return 'token' in support ? givenToken(support.token) : clientCredentials({ base, client: support, ask, clock, scope });
}
