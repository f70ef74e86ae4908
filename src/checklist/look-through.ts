import type { Subdomain } from '../migration/account.ts';
import { type Reading, type UnknownReason, whyRefused } from '../migration/finding.ts';
import type { Migration } from '../migration/migration.ts';
import { between, type Clock, DAY_MS, HOUR_MS, type Instant, later } from '../migration/time.ts';
import { type ChatAgent, UnexpectedShape, type Zendesk, ZendeskRefused, ZendeskUnavailable } from '../zendesk/port.ts';
import { isWhole } from './look/chat-copy.ts';
import { type AddressOf, keyholders } from './look/people.ts';
import { type AskedOnce, askedOnce, type SetUpTopic, setUpLooks, setUpTopics } from './look/read-set-up.ts';
import { pageSeen } from './look/site/page.ts';
import { type FetchPage, PageNotPublic, PageUnreachable } from './look/site/port.ts';
import { type Readings, type Report, type ShareCount, seenAt, type Topic } from './readings.ts';
import { brandsToWatch, keyPages, zendeskHosts } from './scope.ts';

export interface LookParts {
  readonly zendesk: Zendesk;
  readonly clock: Clock;
  /** Told of an answer of another shape: its request and what was odd, never its content. */
  readonly odd?: (error: UnexpectedShape) => void;
  /** Reads a key page; without it none are read. */
  readonly fetchPage?: FetchPage | undefined;
  /** The home of a brand's help center, where no key pages were set. */
  readonly helpCenterOf?: ((brand: Subdomain) => string) | undefined;
  /** What was seen since then is not asked for again: a look that was broken off goes on. */
  readonly since?: Instant | undefined;
  /** Told of each topic as soon as it was read. */
  readonly keep?: ((seen: Readings) => void) | undefined;
  /** The e-mail address of operator or backup; without it nobody's role is looked up. */
  readonly addressOf?: AddressOf | undefined;
  /** How many people of each channel with shared links have read them; its own failure is undefined. */
  readonly shares: () => Promise<readonly ShareCount[] | undefined>;
}

/** Every topic, and how far back a messaging ticket proves that messaging is active. */
export const topics = [
  'settings',
  'brands',
  'articles',
  'groups',
  'memberships',
  'chatAgents',
  'widgets',
  'chats',
  'agents',
  'messagingAgents',
  'chatTickets',
  'messagingTickets',
  'incidents',
  'shares',
  'people',
  'pages',
  'clock',
  ...setUpTopics,
] as const satisfies readonly Topic[];
const MESSAGING_TICKETS_BACK_MS = 30 * DAY_MS;

/** What must be fresh at the click: all of it is cheap. */
export const gateTopics = ['brands', 'widgets', 'chats', 'agents', 'incidents'] as const satisfies readonly Topic[];

/** What the drain is watched by. With statuses for every channel, who is online for messaging is read beside who is for chats. */
export function drainTopics({ settings }: Readings): readonly Topic[] {
  const isUnified = settings?.status === 'seen' && settings.value.unifiedStatuses === true;
  return ['chats', 'agents', ...(isUnified ? (['messagingAgents'] as const) : [])];
}

/** Looks at everything, or at the topics named, side by side. One look that fails becomes `unknown`; the others are not disturbed. */
export async function lookThrough(
  migration: Migration,
  before: Report,
  parts: LookParts,
  wanted: readonly Topic[] = topics,
): Promise<Report> {
  const lookedAt = parts.clock();
  const { since, keep = () => {} } = parts;
  const whole = wanted.length === topics.length;
  const isMissing = (topic: Topic) => {
    if (whole && topic === 'chatCopy' && isKept(before.readings, lookedAt)) return false;
    return since === undefined || (seenAt(before.readings, topic) ?? '') < since;
  };
  const missing = wanted.filter(isMissing);
  const brands = missing.includes('brands') ? { brands: await look('GET /api/v2/brands', () => parts.zendesk.brands(), parts) } : {};
  keep(brands);
  const known: Readings = { ...before.readings, ...brands };
  const scope = brandsToWatch(migration, known);
  const asked = askedOnce(
    parts.zendesk,
    Object.fromEntries(wanted.flatMap((topic) => (missing.includes(topic) ? [] : [[topic, known[topic]]]))),
  );
  const lookAtOne = (topic: Asked) => {
    if (topic === 'pages') return lookAtPages(migration, known, parts);
    if (topic === 'people') return lookAtPeople(migration, parts);
    return isSetUp(topic) ? lookAtSetUp(topic, asked, parts) : lookAt(topic, scope, known, asked, parts);
  };
  const lookAndKeep = async (topic: Asked) => {
    const seen = withGroupNames(await lookAtOne(topic));
    keep(seen);
    return seen;
  };
  const found = await Promise.all(missing.filter(isAsked).map(lookAndKeep));
  const clock = missing.includes('clock') ? await lookAtClock(parts) : {};
  keep(clock);
  const readings: Readings = Object.assign({}, known, ...found, clock);
  return { lookedAt: whole ? lookedAt : before.lookedAt, readings };
}

/** A copy is for keeping: seven of Chat's fifty requests a minute are not spent on it by every look. */
const COPY_KEPT_MS = 6 * HOUR_MS;

function isKept({ chatCopy }: Readings, now: Instant): boolean {
  if (chatCopy?.status !== 'seen' || !isWhole(chatCopy.value)) return false;
  return between(chatCopy.at, now) >= 0 && between(chatCopy.at, now) < COPY_KEPT_MS;
}

function withGroupNames(readings: Readings): Readings {
  return readings.groups?.status === 'seen' ? { ...readings, groupNames: readings.groups.value.map(({ name }) => name).sort() } : readings;
}

type PlainTopic = Exclude<Topic, SetUpTopic | 'pages' | 'people' | 'brands' | 'clock'>;

/** Last of all: it is what the answers to the others have told. */
async function lookAtClock({ zendesk, clock }: LookParts): Promise<Readings> {
  const ahead = await zendesk.clockAhead();
  const reading = { asked: 'Date', at: clock() };
  return {
    clock: ahead === undefined ? { ...reading, status: 'unknown', why: 'cannot_tell' } : { ...reading, status: 'seen', value: ahead },
  };
}

async function lookAtPages(migration: Migration, known: Readings, parts: LookParts): Promise<Readings> {
  const { fetchPage } = parts;
  if (fetchPage === undefined) return {};
  const addresses = keyPages(migration, known, parts.helpCenterOf);
  const read = async (address: string) =>
    [address, await look('GET page', async () => pageSeen(await fetchPage(address), zendeskHosts(migration, known)), parts)] as const;
  return { pages: Object.fromEntries(await Promise.all(addresses.map(read))) };
}

/** Matched by the e-mail address alone. Whom Slack could not be asked about is left out, and so not looked up yet. */
async function lookAtPeople(migration: Migration, parts: LookParts): Promise<Readings> {
  const { addressOf, zendesk, clock } = parts;
  if (addressOf === undefined) return {};
  const role = async (user: string): Promise<Reading<{ readonly role: string }> | undefined> => {
    const address = await addressOf(user);
    if (address === undefined) return undefined;
    const { email } = address;
    if (email === undefined) return { status: 'unknown', why: 'no_address', asked: 'users.info', at: clock() };
    const found = await look('GET /api/v2/users/search', () => zendesk.roleOf(email), parts);
    if (found.status === 'unknown') return found;
    const { value, asked, at } = found;
    return value === undefined ? { status: 'unknown', why: 'no_match', asked, at } : { status: 'seen', value: { role: value }, asked, at };
  };
  const all = await Promise.all(keyholders(migration).map(async (user) => ({ user, reading: await role(user) })));
  return { people: Object.fromEntries(all.flatMap(({ user, reading }) => (reading ? [[user, reading]] : []))) };
}

/** What is asked side by side: the brands come first, and the clock last. */
type Asked = Exclude<Topic, 'brands' | 'clock'>;

function isAsked(topic: Topic): topic is Asked {
  return topic !== 'brands' && topic !== 'clock';
}

function isSetUp(topic: Topic): topic is SetUpTopic {
  return topic in setUpLooks;
}

async function lookAtSetUp(topic: SetUpTopic, once: AskedOnce, parts: LookParts): Promise<Readings> {
  const { asked, read } = setUpLooks[topic];
  return { [topic]: await look<unknown>(asked, () => read(parts.zendesk, once), parts) };
}

async function lookAt(
  topic: PlainTopic,
  scope: readonly Subdomain[],
  known: Readings,
  once: AskedOnce,
  parts: LookParts,
): Promise<Readings> {
  const { zendesk } = parts;
  switch (topic) {
    case 'settings':
      return { settings: await look('GET /api/v2/account/settings', () => zendesk.settings(), parts) };
    case 'articles':
      return { articles: await articlesOf(scope, known, parts) };
    case 'groups':
      return { groups: await look('GET /api/v2/groups', once.groups, parts) };
    case 'memberships':
      return { memberships: await look('GET /api/v2/group_memberships', once.memberships, parts) };
    case 'chatAgents':
      return { chatAgents: await look('GET /api/v2/chat/agents', async () => (await zendesk.chatAgents()).map(withoutName), parts) };
    case 'widgets':
      return {
        widgets: Object.fromEntries(
          await Promise.all(
            scope.map(async (brand) => [brand, await look('GET /embeddable/config', () => zendesk.widgetOf(brand), parts)]),
          ),
        ),
      };
    case 'chats':
      return { chats: await lookComputed('GET /stream/chats', () => zendesk.liveChats(), parts) };
    case 'agents':
      return { agents: await lookComputed('GET /stream/agents', () => zendesk.liveAgents(), parts) };
    case 'messagingAgents':
      return { messagingAgents: await look('GET /api/v2/agent_availabilities', () => zendesk.messagingAgentsOnline(), parts) };
    case 'chatTickets':
      return { chatTickets: await look('GET /api/v2/search/count', () => zendesk.countUnsolvedChatTickets(), parts) };
    case 'messagingTickets':
      return {
        messagingTickets: await look(
          'GET /api/v2/search',
          async () => (await zendesk.messagingTicketsCreatedSince(later(parts.clock(), -MESSAGING_TICKETS_BACK_MS))).length,
          parts,
        ),
      };
    case 'incidents':
      return { incidents: await look('GET /api/incidents/active', () => zendesk.incidents(), parts) };
    case 'shares':
      return { shares: await lookShares(parts) };
  }
}

/** Names are told where somebody is missing, and not kept of everybody. */
function withoutName({ id, enabled }: ChatAgent): ChatAgent {
  return { id, enabled };
}

/** One request as a reading. Anything but the declared failures is a bug and is thrown on. */
export async function look<T>(asked: string, ask: () => Promise<T>, parts: Pick<LookParts, 'clock' | 'odd'>): Promise<Reading<T>> {
  try {
    const value = await ask();
    return { status: 'seen', value, asked, at: parts.clock() };
  } catch (error) {
    if (error instanceof UnexpectedShape) parts.odd?.(error);
    return { status: 'unknown', why: reasonOf(error), asked, at: parts.clock() };
  }
}

/** As `look`, for the two answers that Zendesk may not have computed: that is never 0. */
export async function lookComputed<T>(
  asked: string,
  ask: () => Promise<T | 'not_computed'>,
  parts: Pick<LookParts, 'clock' | 'odd'>,
): Promise<Reading<T>> {
  const reading = await look(asked, ask, parts);
  if (reading.status === 'unknown') return reading;
  const { value, at } = reading;
  return value === 'not_computed' ? { status: 'unknown', why: 'not_computed', asked, at } : { status: 'seen', value, asked, at };
}

/** One reading a brand: a help center that is closed says nothing of the others. */
async function articlesOf(scope: readonly Subdomain[], known: Readings, parts: LookParts): Promise<NonNullable<Readings['articles']>> {
  const brands = known.brands?.status === 'seen' ? known.brands.value : [];
  const without = new Set(brands.filter(({ hasHelpCenter }) => !hasHelpCenter).map(({ subdomain }) => subdomain));
  const read = async (brand: Subdomain) => (without.has(brand) ? {} : parts.zendesk.articles(brand));
  return Object.fromEntries(
    await Promise.all(
      scope.map(async (brand) => [brand, await look('GET /api/v2/help_center/articles', () => read(brand), parts)] as const),
    ),
  );
}

async function lookShares(parts: LookParts): Promise<Reading<readonly ShareCount[]>> {
  const asked = 'conversations.members';
  const value = await parts.shares();
  const at = parts.clock();
  return value === undefined ? { status: 'unknown', why: 'not_allowed', asked, at } : { status: 'seen', value, asked, at };
}

function reasonOf(error: unknown): UnknownReason {
  if (error instanceof ZendeskUnavailable) return 'unreachable';
  if (error instanceof UnexpectedShape) return 'unexpected_answer';
  if (error instanceof PageUnreachable) return 'page_unreachable';
  if (error instanceof PageNotPublic) return 'page_not_public';
  if (error instanceof ZendeskRefused) return error.status === 404 ? 'no_interface' : whyRefused(error.status);
  throw error;
}
