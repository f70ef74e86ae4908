import type { KnownBlock, ModalView } from '@slack/types';
import { nothingRead, type Readings, type Report, readReport, writeReport } from '../../src/checklist/readings.ts';
import { type AccountKey, accountKey, type Subdomain, subdomain } from '../../src/migration/account.ts';
import type { Event, Happening } from '../../src/migration/events.ts';
import type { Reading } from '../../src/migration/finding.ts';
import { replay } from '../../src/migration/migration.ts';
import { HOUR_MS, type Instant, instant, later, MINUTE_MS } from '../../src/migration/time.ts';
import { type Language, textsIn } from '../../src/slack/locales/texts.ts';
import type { SlackParts } from '../../src/slack/parts.ts';
import type { AccountRequest, Scene } from '../../src/slack/request/request.ts';
import type { SlackPerson } from '../../src/slack/web/person.ts';
import type { Message, Slack, SlackFile } from '../../src/slack/web/port.ts';
import { accountAt } from '../../src/store/account-at.ts';
import { record } from '../../src/store/record.ts';
import { readHistory } from '../../src/window/history/stored.ts';
import { ZendeskUnavailable } from '../../src/zendesk/port.ts';
import { memoryStore } from './memory-store.ts';

/** The people of every scene. */
export const MINA = 'U0MINA001'; // admin and operator
export const JOON = 'U0JOON001'; // lead
export const SOFIA = 'U0SOFIA01'; // approver
export const GUEST = 'U0GUEST01'; // nobody
export const AGENTS = 'C0AGENTS1';

export const ACME: AccountKey = known(accountKey('acme'));
export const HOST: Subdomain = known(subdomain('acme'));
export const NOW: Instant = instant(new Date('2026-11-24T09:00:00Z'));

/** One event: by Mina and an hour ago, unless it says otherwise. */
export interface Told {
  readonly happened: Happening;
  readonly by?: string;
  readonly at?: Instant;
}

/** The account with its team, then what a test tells. */
export function eventsOf(...told: readonly (Happening | Told)[]): readonly Event[] {
  const team: readonly Happening[] = [
    { type: 'account_added', subdomain: HOST, kind: 'production', timeZone: 'Asia/Seoul' },
    { type: 'connected' },
    { type: 'role_given', role: 'admin', user: MINA },
    { type: 'role_given', role: 'operator', user: MINA },
    { type: 'role_given', role: 'lead', user: JOON },
    { type: 'role_given', role: 'approver', user: SOFIA },
  ];
  return [...team, ...told].map((each, index) => {
    const { happened, by = MINA, at = later(NOW, -HOUR_MS) } = 'happened' in each ? each : { happened: each };
    return { version: index + 1, at, by: { kind: 'person', slackUserId: by }, happened };
  });
}

export interface SceneOptions {
  readonly language?: Language;
  readonly told?: readonly (Happening | Told)[];
  readonly readings?: Readings;
  readonly now?: Instant;
}

/** A scene by replay of events, looked up four minutes ago where there are readings. */
export function aScene({ language = 'en', told = [], readings, now = NOW }: SceneOptions = {}): Scene {
  return { key: ACME, migration: replay(eventsOf(...told)), report: reportOf(readings), now, texts: textsIn(language), zone: 'Asia/Seoul' };
}

export function reportOf(readings: Readings | undefined): Report {
  return readings === undefined ? nothingRead : { lookedAt: later(NOW, -4 * MINUTE_MS), readings };
}

/** A reading of four minutes ago, or of another moment. */
export function saw<T>(value: T, asked: string, at: Instant = later(NOW, -4 * MINUTE_MS)): Reading<T> {
  return { status: 'seen', value, asked, at };
}

/** An account in which everything that can be looked up is well. */
export const allWell: Readings = {
  settings: saw({ agentWorkspace: true, chat: true, omnichannelRouting: false, unifiedStatuses: false }, 'GET /api/v2/account/settings'),
  brands: saw(
    [{ id: 1, name: 'Acme', subdomain: HOST, active: true, isDefault: true, hasHelpCenter: true, helpCenterState: 'enabled' }],
    'GET /api/v2/brands',
  ),
  articles: { [HOST]: saw({ 'en-us': 12 }, 'GET /api/v2/help_center/articles') },
  groups: saw([{ id: 7, name: 'Support' }], 'GET /api/v2/groups'),
  groupNames: ['Support'],
  memberships: saw([{ userId: 70, groupId: 7 }], 'GET /api/v2/group_memberships'),
  chatAgents: saw([{ id: 70, enabled: true }], 'GET /api/v2/chat/agents'),
  widgets: { [HOST]: saw('classic', 'GET /embeddable/config') },
  messagingTickets: saw(0, 'GET /api/v2/search'),
  shares: saw([{ channel: AGENTS, members: 14, read: 12 }], 'conversations.members'),
};

/** Parts over a store in memory, and everything that went out through them. */
export interface Stage {
  readonly parts: SlackParts;
  readonly request: (options?: RequestOptions) => AccountRequest;
  readonly answers: Message[];
  readonly uploads: { readonly channel: string; readonly file: SlackFile }[];
  readonly views: ModalView[];
  readonly settled: AccountKey[];
  readonly events: () => Promise<readonly Event[]>;
}

export interface RequestOptions {
  readonly user?: string;
  readonly words?: string;
  readonly channel?: string;
  readonly everywhere?: boolean;
  readonly inside?: boolean;
}

export interface StageOptions extends SceneOptions {
  readonly slack?: Partial<Slack>;
  /** What the next look finds. */
  readonly next?: Readings;
}

/** An account in a store, with a Slack of which a test fills in what it needs. */
export async function aStage({ language = 'en', told = [], readings, next, now = NOW, slack = {} }: StageOptions = {}): Promise<Stage> {
  const store = memoryStore(() => now);
  for (const { version, by, happened } of eventsOf(...told)) await store.append(ACME, version - 1, by, [happened]);
  if (readings) await store.saveReport(ACME, writeReport(reportOf(readings)));
  const out = { answers: [] as Message[], uploads: [] as Stage['uploads'], views: [] as ModalView[], settled: [] as AccountKey[] };
  const parts: SlackParts = {
    store,
    clock: () => now,
    slack: {
      ...unexpected,
      upload: async (channel, _thread, file) => void out.uploads.push({ channel, file }),
      directChannel: async (user) => `D${user.slice(1)}`,
      openView: async (_trigger, view) => `V${out.views.push(view)}`,
      person: async (user) => person(user, language),
      ...slack,
    },
    admins: [],
    turn: async () => {},
    record: (account, by, decide) => record(store, account, by, decide),
    accountAt: (host, own) => accountAt(host, store, own),
    lookAgain: async () => {
      const report = reportOf(next ?? readings ?? {});
      await store.saveReport(ACME, writeReport(report));
      return report;
    },
    keepShown: async (account, shown) => store.saveReport(account, writeReport({ ...readReport(await store.report(account)), shown })),
    readHistory: async () => {
      const history = readHistory(await store.history(ACME));
      if (history === undefined) throw new ZendeskUnavailable('GET /api/v2/chat/incremental/chats');
      return history;
    },
    settle: async (account) => void out.settled.push(account),
    archiveSecrets: async () => {},
    fetchPage: async () => fail(),
    log: { info: () => {}, warn: () => {}, error: () => {} },
  };
  const request = ({
    user = MINA,
    words = '',
    channel = AGENTS,
    everywhere = false,
    inside = true,
  }: RequestOptions = {}): AccountRequest => ({
    user: { ...person(user, language), inside },
    person: { user, everywhere },
    channel,
    trigger: 'trigger',
    texts: textsIn(language),
    answer: async (message) => void out.answers.push(message),
    key: ACME,
    migration: replay(eventsOf(...told)),
    words: words === '' ? [] : words.split(' '),
  });
  return { ...out, parts, request, events: () => store.read(ACME) };
}

function person(id: string, language: Language): SlackPerson {
  return { id, language, timeZone: 'Asia/Seoul', inside: id !== GUEST, workspaceAdmin: false, bot: id.startsWith('U0BOT'), left: false };
}

function fail(): never {
  throw new Error('Slack was not expected to be asked for this');
}

const unexpected: Slack = {
  person: fail,
  members: fail,
  channelNamed: fail,
  post: fail,
  update: fail,
  whisper: fail,
  hears: fail,
  find: fail,
  upload: fail,
  directChannel: fail,
  openView: fail,
  updateView: fail,
  publishHome: fail,
};

/** Every text that people read in these blocks or views, in their order. */
export function readIn(value: unknown): readonly string[] {
  if (Array.isArray(value)) return value.flatMap(readIn);
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, each]) => (name === 'text' && typeof each === 'string' ? [each] : readIn(each)));
}

/** Every action id in these blocks. */
export function actionIdsIn(blocks: readonly KnownBlock[]): readonly string[] {
  return [...JSON.stringify(blocks).matchAll(/"action_id":"([^"]+)"/g)].map(([, id]) => id ?? '');
}

/** The texts without what is the same in every language: code, mentions, links' addresses, dates of Slack and signs. */
export function wordsOf(texts: readonly string[]): string {
  return texts
    .join('\n')
    .replace(/`[^`]*`/g, '`…`')
    .replace(/<(?:https?:[^|>]*\|)?([^>]*)>/g, (_, label: string) => (/^[@#!]/.test(label) ? '…' : label))
    .replace(/:[a-z_]+:/g, '…');
}

export function known<T>(value: T | undefined): T {
  if (value === undefined) throw new Error('not a name of ours');
  return value;
}
