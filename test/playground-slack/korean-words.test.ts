import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { itemState } from '../../src/checklist/item-state.ts';
import { type ItemId, items } from '../../src/checklist/items/items.ts';
import type { Readings } from '../../src/checklist/readings.ts';
import { linesOf } from '../../src/cutover/steps/steps.ts';
import type { Happening } from '../../src/migration/events.ts';
import { unknownReasons } from '../../src/migration/finding.ts';
import { digest } from '../../src/migration/plan.ts';
import { type Sight, sightShape } from '../../src/migration/run/sight.ts';
import { statements } from '../../src/migration/sign-offs.ts';
import { HOUR_MS, later, MINUTE_MS } from '../../src/migration/time.ts';
import { askMessage } from '../../src/slack/blocks/asks.ts';
import { boardMessage } from '../../src/slack/blocks/board.ts';
import { checklistMessages } from '../../src/slack/blocks/checklist.ts';
import { itemBlocks } from '../../src/slack/blocks/item.ts';
import { runbookMessage } from '../../src/slack/blocks/runbook.ts';
import { signOffMessage } from '../../src/slack/blocks/sign-off.ts';
import { statusMessage } from '../../src/slack/blocks/status.ts';
import { whyMessage } from '../../src/slack/blocks/why.ts';
import { afterMessage } from '../../src/slack/commands/work.ts';
import { sawInWords, sightText } from '../../src/slack/locales/findings/sights/in-words.ts';
import { textsIn } from '../../src/slack/locales/texts.ts';
import { closeMessage } from '../../src/slack/posts/after/closing.ts';
import { dayMessage } from '../../src/slack/posts/after/day.ts';
import { reviewTable } from '../../src/slack/posts/after/review.ts';
import { postsOf } from '../../src/slack/posts/announce.ts';
import { reportMarkdown } from '../../src/slack/posts/report.ts';
import { rollBackMessage } from '../../src/slack/posts/way-back/roll-back.ts';
import { answerQuestionsModal } from '../../src/slack/views/answer-questions.ts';
import { confirmGateView } from '../../src/slack/views/confirm-gate.ts';
import { declineView } from '../../src/slack/views/decline-sign-off.ts';
import { editSettingsModal } from '../../src/slack/views/edit-settings.ts';
import { editTeamModal } from '../../src/slack/views/edit-team.ts';
import { homeView } from '../../src/slack/views/home.ts';
import { scheduleWindowModal } from '../../src/slack/views/schedule-window.ts';
import { waiveItemModal } from '../../src/slack/views/waive-item.ts';
import { blind, routes, setUpWell, triggers } from '../checklist/contexts.ts';
import { allWell, aScene, aStage, eventsOf, HOST, JOON, MINA, NOW, readIn, reportOf, saw } from '../support/scene.ts';
import { latinIn } from './latin.ts';
import { HOSTS, LARGE, night, plannedBy } from './worst.ts';

interface Read {
  readonly at: string;
  readonly text: string;
}
const textsOf = (at: string, drawn: unknown): readonly Read[] => readIn(drawn).map((text) => ({ at, text }));
const wrong = (read: readonly Read[]) => [
  ...new Set(read.flatMap(({ at, text }) => latinIn(text).map((word) => `${at}: ${word} — ${text.slice(0, 160)}`))),
];

describe('the checker itself', () => {
  it.each([
    ['`GET /stream/chats` → `incoming 0`', ['incoming']],
    ['확인됨 (messaging ×3)', ['messaging']],
    ['11월 24일(화) 12:30 (Vilnius)', ['Vilnius']],
    ['`GET /api/v2/account/settings` → `agent_workspace: true`', ['agent_workspace', 'true']],
    ['라우팅 방식은 ‘assigned’', ['assigned']],
    ['Zendesk Chat의 `chat-limits`: `/migrate done acme chat-limits`', []],
  ])('%s', (text, found) => expect(latinIn(text)).toEqual(found));
});

/** Readings that come to every kind of evidence there is. */
const VARIED: readonly Readings[] = [
  { ...allWell, ...setUpWell },
  LARGE,
  {},
  { ...setUpWell, widgets: { [HOST]: saw('messaging', 'GET /embeddable/config') }, messagingTickets: saw(3, 'GET /api/v2/search') },
  {
    ...allWell,
    ...setUpWell,
    widgets: { [HOST]: saw('unknown', 'GET /embeddable/config') },
    messagingTickets: saw(3, 'GET /api/v2/search'),
  },
  ...([true, false, undefined] as const).flatMap((on): readonly Readings[] => [
    {
      ...allWell,
      ...setUpWell,
      settings: saw({ agentWorkspace: on, chat: on, omnichannelRouting: on, unifiedStatuses: on }, 'GET /api/v2/account/settings'),
      chatAccount: saw({ status: 'active', plan: undefined, restApi: true, operatingHours: on }, 'GET /api/v2/chat/account'),
      messagingAgents: saw(on ? 2 : 0, 'GET /api/v2/agent_availabilities'),
      queues: saw([], 'GET /api/v2/queues'),
      triggers: triggers({ routing: [{ ...routes, active: on === true }] }),
      people: {
        [MINA]: saw({ role: on ? 'admin' : 'agent' }, 'GET /api/v2/users/search'),
        [JOON]: saw({ role: 'end-user' }, 'GET /api/v2/users/search'),
      },
      chatRouting: saw(
        {
          mode: on ? 'broadcast' : 'hybrid',
          limit: on ? 3 : undefined,
          limitEnabled: on === true,
          limitPer: 'agent',
          skills: on,
          reassignAfterSeconds: undefined,
        },
        'GET /api/v2/chat/routing_settings/account',
      ),
      schedules: saw(
        on ? [{ name: 'Weekdays', timeZone: 'Europe/Vilnius', minutesAWeek: 2_400, hours: [{ from: 60, to: 120 }] }] : [],
        'GET /api/v2/business_hours/schedules',
      ),
      memberships: saw([], 'GET /api/v2/group_memberships'),
      pages: {},
    },
  ]),
  ...unknownReasons.map(
    (why): Readings =>
      Object.fromEntries(
        Object.keys({ ...allWell, ...setUpWell }).map((topic) => [
          topic,
          topic === 'groupNames'
            ? []
            : ['articles', 'widgets', 'pages'].includes(topic)
              ? { [HOST]: blind(why, 'GET /api/v2/brands') }
              : blind(why, 'GET /api/v2/brands'),
        ]),
      ),
  ),
];

const chats = (incoming: number): Happening => ({ type: 'live_chats_read', live: { status: 'seen', incoming, assigned: 0, active: 0 } });
const agents = (online: number): Happening => ({ type: 'live_agents_read', agents: { status: 'seen', online, away: 0, invisible: 0 } });
const wordOf = (item: ItemId): Happening => ({ type: 'item_said', item });
const planned = plannedBy('convert').filter(({ type }) => type !== 'item_waived');
const TOLD: readonly (readonly Happening[])[] = [
  [],
  [...planned, chats(2), agents(1)],
  [...planned, chats(0), agents(0), ...items.map(({ id }) => wordOf(id))],
  [...planned, ...HOSTS.map((brand): Happening => ({ type: 'widget_read', brand, widget: 'classic' }))],
  [
    ...plannedBy('swap').filter(({ type }) => type !== 'item_waived'),
    ...HOSTS.map((brand): Happening => ({ type: 'keys_read', brand, keys: 'partly' })),
  ],
];

describe('a reader of Korean', () => {
  it('reads no English in what any item rests on, whatever was read of it', () => {
    const read: Read[] = [];
    for (const readings of VARIED)
      for (const told of TOLD)
        for (const quiet of [0, 2 * MINUTE_MS]) {
          const last = told.slice(-2).map((happened) => ({ happened, at: later(NOW, -HOUR_MS + quiet) }));
          const scene = aScene({ language: 'ko', told: [...told, ...(told.length > 0 ? last : [])], readings });
          const context = { migration: scene.migration, readings, now: NOW };
          for (const item of items) read.push(...textsOf(item.id, itemBlocks(itemState(item, context), scene, 'with_buttons')));
        }
    expect(read.length).toBeGreaterThan(10_000);
    expect(wrong(read)).toEqual([]);
  });

  it.each(['convert', 'swap'] as const)('reads no English in any message, modal and file of the night, by %s', async (path) => {
    const told = night('ko', path);
    const read: Read[] = [];
    for (const [events, readings] of [
      [told, LARGE],
      [plannedBy(path), { ...allWell, ...setUpWell }],
    ] as const) {
      const scene = aScene({ language: 'ko', told: events, readings });
      const messages = {
        status: [statusMessage(scene)],
        checklist: checklistMessages(scene, undefined),
        why: [whyMessage(scene)],
        board: [boardMessage(scene)],
        runbook: [runbookMessage(scene, false), runbookMessage(scene, true)],
        after: [afterMessage(scene), rollBackMessage(scene), closeMessage(scene), dayMessage(scene)],
        ask: linesOf(scene.migration).map((line) => askMessage(line, scene)),
        signOff: statements.map((statement) => signOffMessage(statement, digest(statement), scene)),
        posts: postsOf(eventsOf(...events), scene.migration)
          // What an unseen post was called is quoted as it is.
          .filter(({ file, key }) => !file && !key.startsWith('unseen'))
          .map((post) => post.draw(scene)),
      };
      for (const [at, all] of Object.entries(messages))
        read.push(
          ...textsOf(
            at,
            all.map(({ blocks }) => blocks),
          ),
        );
      read.push(
        { at: 'report', text: reportMarkdown(scene, eventsOf(...events)).replace(/\(`[^`]*`\)/g, '') },
        { at: 'review', text: reviewTable(scene) },
      );
    }
    const stage = await aStage({ language: 'ko', told, readings: { ...allWell, ...setUpWell } });
    const request = stage.request();
    const views = [
      editTeamModal(request),
      editSettingsModal(request),
      scheduleWindowModal(request, reportOf(LARGE), NOW, {}),
      answerQuestionsModal({ ...request, report: reportOf({ ...allWell, ...setUpWell }) }),
      confirmGateView(request, HOST, []),
      ...statements.map((statement) => declineView(request, statement, digest(statement))),
      ...items.map((item) => waiveItemModal(request, item)),
    ];
    read.push(...textsOf('modal', views), ...textsOf('home', await homeView(request, stage.parts)));
    expect(read.length).toBeGreaterThan(1_000);
    expect(wrong(read)).toEqual([]);
  });
});

/** One of each kind of sight, at its fullest. */
const SIGHTS: { readonly [K in Sight['of']]: Extract<Sight, { readonly of: K }> } = {
  incoming: { of: 'incoming', chats: 2, isNobodyOnline: true },
  chats: { of: 'chats', incoming: 1, assigned: 2, active: 3 },
  agents: { of: 'agents', online: 1, away: 2, invisible: 3, messaging: 4 },
  messaging_agents: { of: 'messaging_agents', online: 1 },
  widgets: { of: 'widgets', shown: (['messaging', 'classic', 'unknown'] as const).map((widget) => ({ brand: HOST, widget })) },
  keys: { of: 'keys', brand: HOST, keys: 'neither' },
  turned: { of: 'turned', times: 3 },
  old_key: { of: 'old_key', times: 3 },
  messaging_tickets: { of: 'messaging_tickets', count: 3 },
  workspace: { of: 'workspace', isOn: true },
  prerequisites: { of: 'prerequisites', isOn: undefined, turned: 1, widgets: 2 },
  routing_off: { of: 'routing_off' },
  omnichannel: { of: 'omnichannel', unified: false, queues: 2 },
  triggers: { of: 'triggers', active: 0, inactive: 1 },
  members: { of: 'members', groups: 1, members: 0 },
  chat_limit: { of: 'chat_limit', limit: undefined, isOn: false },
  chat_hours: { of: 'chat_hours', areSet: true },
  help_centers_on: { of: 'help_centers_on', brands: [HOST] },
  roles: { of: 'roles', roles: ['admin', 'agent', 'end-user'] },
  no_policy: { of: 'no_policy' },
  opening: { of: 'opening', is: 'closed', opensAt: NOW },
  copy: { of: 'copy', kept: 1, all: 9, kilobytes: 2, first: '2026-11-22' },
  calls: { of: 'calls', calls: 1, unread: 2 },
};

/** Every word that a step of the runbook writes down of what it saw, read from the source. */
function wordsOfSteps(): readonly string[] {
  const root = join(import.meta.dirname, '../../src/cutover');
  const files = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.ts'));
  const text = files.map((name) => readFileSync(join(root, name), 'utf8')).join('\n');
  const calls = [...text.matchAll(/\b(?:done|late|overdue)\(place, (?:'(?:seen|said|made)', )?([^;]*?)\)/g)].map(([, saw]) => saw ?? '');
  return [...new Set(calls.flatMap((call) => [...call.matchAll(/'([a-z_]+)'/g)].map(([, word]) => word ?? '')))].filter(
    (word) => !['seen', 'said', 'made', 'turned', 'old_key', 'put_back'].includes(word),
  );
}

describe('what a step has seen', () => {
  it.each(Object.values(SIGHTS))('is told in words of each language: $of', (sight) => {
    expect(sightShape.parse(sight)).toEqual(sight);
    expect(latinIn(sightText(sight, textsIn('ko').sights))).toEqual([]);
    expect(sightText(sight, textsIn('en').sights)).toMatch(/[a-z]/);
  });

  it('has a word in each language for whatever the steps write down', () => {
    const words = wordsOfSteps();
    expect(words).toEqual(expect.arrayContaining(['no_incident', 'asked_again', 'no_conversation', 'nobody', 'passed_over', 'messaging']));
    for (const language of ['en', 'ko'] as const)
      for (const word of words) expect(sawInWords(word, undefined, textsIn(language)), `${word} in ${language}`).toBeDefined();
    for (const word of words) expect(latinIn(sawInWords(word, undefined, textsIn('ko')) ?? '')).toEqual([]);
  });

  it.each([
    ['opening waiting=3 ungrouped=1 online=?', '운영 시작 시점: 대기 3건, 그룹 없음 1건, 온라인 상담사 수 알 수 없음'],
    ['online=0 #12 #13', '온라인 상담사 없음, 미배정 #12, #13'],
    ['open=chat-limits,chat-goals tags=4', '열린 항목 2개, 보호 태그가 남은 티켓 4건'],
    ['ungrouped=77', '#77 그룹 없음'],
    ['other_brand=78', '#78 다른 브랜드의 티켓'],
    ['off 3', '3(꺼짐)'],
    ['U0MINA001,U0JOON001', '<@U0MINA001>, <@U0JOON001>'],
  ])('is read from its one line: %s', (line, told) => expect(sawInWords(line, undefined, textsIn('ko'))).toBe(told));

  it('stays readable as it stands where an older record has the line alone', () => {
    const begun: readonly Happening[] = [
      ...plannedBy('convert'),
      { type: 'step_begun', step: 'rb-15m-stop-new' },
      { type: 'step_done', step: 'rb-15m-stop-new', how: 'seen', saw: 'incoming 0, nobody online' },
    ];
    expect(readIn(boardMessage(aScene({ language: 'ko', told: begun })).blocks).join('\n')).toContain('확인됨 (incoming 0, nobody online)');
    const now: Happening = {
      type: 'step_done',
      step: 'rb-15m-stop-new',
      how: 'seen',
      saw: 'incoming 0, nobody online',
      sight: { of: 'incoming', chats: 0, isNobodyOnline: true },
    };
    expect(readIn(boardMessage(aScene({ language: 'ko', told: [...begun, now] })).blocks).join('\n')).toContain(
      '확인됨 (수신 0건, 온라인 상담사 없음)',
    );
  });
});
