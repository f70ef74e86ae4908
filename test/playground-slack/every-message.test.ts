import { describe, expect, it } from 'vitest';
import { checkMessage, checkView } from '../../playground/slack/validate/payloads.ts';
import { blocksTooLong } from '../../playground/slack/validate/whole.ts';
import { items } from '../../src/checklist/items/items.ts';
import type { Readings } from '../../src/checklist/readings.ts';
import type { RedGate } from '../../src/cutover/control/red-gate.ts';
import { linesOf } from '../../src/cutover/steps/steps.ts';
import { subjectOf } from '../../src/cutover/subjects.ts';
import { type AccountKey, accountKey, type Subdomain, subdomain } from '../../src/migration/account.ts';
import { type Blocker, cancelReasons, type Happening, marks } from '../../src/migration/events.ts';
import { digest, RUNBOOK_VERSION } from '../../src/migration/plan.ts';
import { roles } from '../../src/migration/roles.ts';
import { statements } from '../../src/migration/sign-offs.ts';
import { HOUR_MS, later } from '../../src/migration/time.ts';
import { askMessage, phaseMessage } from '../../src/slack/blocks/asks.ts';
import { boardMessage } from '../../src/slack/blocks/board.ts';
import { checklistMessages } from '../../src/slack/blocks/checklist.ts';
import { runbookMessage } from '../../src/slack/blocks/runbook.ts';
import { signOffMessage } from '../../src/slack/blocks/sign-off.ts';
import { statusMessage } from '../../src/slack/blocks/status.ts';
import { whyMessage } from '../../src/slack/blocks/why.ts';
import { checkedMessage } from '../../src/slack/commands/checklist.ts';
import { allKeys, listMessage, readAll } from '../../src/slack/commands/every-account.ts';
import { afterMessage } from '../../src/slack/commands/work.ts';
import { postsOf } from '../../src/slack/posts/announce.ts';
import { rollBackMessage } from '../../src/slack/posts/roll-back.ts';
import type { Scene } from '../../src/slack/request/request.ts';
import { answerQuestionsModal } from '../../src/slack/views/answer-questions.ts';
import { confirmGateView } from '../../src/slack/views/confirm-gate.ts';
import { declineView } from '../../src/slack/views/decline-sign-off.ts';
import { editSettingsModal } from '../../src/slack/views/edit-settings.ts';
import { editTeamModal } from '../../src/slack/views/edit-team.ts';
import { homeView } from '../../src/slack/views/home.ts';
import { passGateView } from '../../src/slack/views/pass-gate.ts';
import { scheduleWindowModal } from '../../src/slack/views/schedule-window.ts';
import { waiveItemModal } from '../../src/slack/views/waive-item.ts';
import { allWell, aScene, aStage, eventsOf, NOW, reportOf, saw } from '../support/scene.ts';

const many = <T>(count: number, make: (at: number) => T): T[] => Array.from({ length: count }, (_, at) => make(at));

/** The longest host that there is, twelve times. */
const HOSTS: readonly Subdomain[] = many(12, (at) => {
  const name = subdomain(`b${at}-${'long'.repeat(20)}`.slice(0, 63));
  if (name === undefined) throw new Error('no subdomain');
  return name;
});
/** Everything that Slack reads as mark-up, as long as Zendesk lets a name be. */
const NAME = `<!channel> & *Übergröße* _상담_ \`code\` <@U0MINA001> ${'상담사'.repeat(60)}`.slice(0, 200);
const REASON = `${NAME} `.repeat(15);
const PEOPLE = many(25, (at) => `U0LONGNAME${at}`);

const LARGE: Readings = {
  ...allWell,
  brands: saw(
    HOSTS.map((host, id) => ({
      id,
      name: `${NAME} ${id}`,
      subdomain: host,
      active: true,
      isDefault: id === 0,
      hasHelpCenter: true,
      helpCenterState: 'enabled' as const,
    })),
    'GET /api/v2/brands',
  ),
  groups: saw(
    many(80, (id) => ({ id, name: `${NAME} ${id}` })),
    'GET /api/v2/groups',
  ),
  groupNames: many(80, (id) => `${NAME} ${id}`),
  memberships: saw(
    many(80, (id) => ({ userId: 500 + id, groupId: id })),
    'GET /api/v2/group_memberships',
  ),
  chatAgents: saw(
    many(80, (id) => ({ id: 500 + id, enabled: true })),
    'GET /api/v2/chat/agents',
  ),
  widgets: Object.fromEntries(HOSTS.map((host) => [host, saw('classic' as const, 'GET /embeddable/config')])),
  incidents: saw(
    many(30, () => ({ title: REASON, impact: 'critical', services: many(20, () => 'Messaging') })),
    'GET /api/incidents/active',
  ),
  shares: saw(
    many(30, (at) => ({ channel: `C0AGENTS${at}`, members: 5000, read: 1 })),
    'conversations.members',
  ),
};

const BLOCKERS: readonly Blocker[] = [
  ...items.map(({ id }) => ({ kind: 'item', id, why: 'unreachable' }) as const),
  ...statements.map((id) => ({ kind: 'sign_off', id, why: 'void' }) as const),
  ...many(10, () => ({ kind: 'incident', id: REASON, why: 'active' }) as const),
  ...HOSTS.map((id) => ({ kind: 'widget', id, why: 'cannot_tell' }) as const),
];

const OPENS = later(NOW, -HOUR_MS / 2);
type Path = 'convert' | 'swap';
const KEYS = {
  from: '11111111-2222-4333-8444-555555555555',
  to: '11111111-2222-4333-8444-555555555556',
  pages: many(10, (at) => `https://example.com/${'x'.repeat(220)}${at}`),
};

const plannedBy = (path: Path): readonly Happening[] => [
  { type: 'setting_set', key: 'channels', value: path === 'swap' ? 'web,android,ios' : 'web' },
  ...roles.flatMap((role) => PEOPLE.map((user) => ({ type: 'role_given', role, user }) as const)),
  ...many(30, (at) => ({ type: 'links_shared', channel: `C0AGENTS${at}` }) as const),
  {
    type: 'scheduled',
    plan: {
      opensAt: OPENS,
      closesAt: later(OPENS, 5 * HOUR_MS),
      timeZone: 'America/Argentina/ComodRivadavia',
      brands: HOSTS.map((host) => ({ subdomain: host, path, ...(path === 'swap' ? { keys: KEYS } : {}) })),
      routing: NAME,
      operator: 'U0LONGNAME1',
      backup: 'U0LONGNAME2',
      runbookVersion: RUNBOOK_VERSION,
    },
  },
  ...items.map(({ id }) => ({ type: 'item_waived', item: id, reason: REASON }) as const),
];

/** As long as a form takes them. */
const LONGEST_SETTINGS: Readonly<Record<string, string>> = {
  'black-outs': many(110, () => '2026-12-11..2026-12-31').join(','),
  brands: HOSTS.join(','),
  path: HOSTS.map((host) => `${host}:convert`).join(','),
  'key-pages': many(10, (at) => `https://example.com/${'x'.repeat(220)}${at}`).join(','),
  'swap-keys': HOSTS.slice(0, 10)
    .map((host) => `${host}:${KEYS.from}>${KEYS.to}`)
    .join(','),
  'guard-tag': 'g'.repeat(80),
  'routing-trigger': 'g'.repeat(100),
};

function keyOf(text: string): AccountKey {
  const key = accountKey(text);
  if (key === undefined) throw new Error(text);
  return key;
}

/** Phases far from the night are asked for in one post each. */
const FAR = ['T-14d', 'T-7d', 'T+24h', 'T+4d'] as const;

const TICKETS = many(2_500, (id) => ({ id: 10 ** 9 + id, now: (['open', 'pending', 'missing', 'moved'] as const)[id % 4] ?? 'open' }));

const TRIGGERS = (brand: (typeof HOSTS)[number]): readonly Happening[] => [
  { type: 'write_intended', write: 'routing_trigger', target: brand, was: 'absent', want: NAME, ids: [1, 2] },
  { type: 'write_tried', write: 'routing_trigger', target: brand },
  { type: 'write_refused', write: 'routing_trigger', target: brand, why: 'other_group' },
  { type: 'undo_refused', write: 'routing_trigger', target: brand, why: 'not_seen' },
];

/** The whole night at its worst: every step begun, late and red, every request declined. */
function night(language: 'en' | 'ko', path: Path): readonly Happening[] {
  const told = plannedBy(path);
  const planned = aScene({ language, told, readings: LARGE });
  const { migration, report } = planned;
  const lines = linesOf(migration);
  const asked = statements.flatMap((statement): readonly Happening[] => {
    const of = subjectOf(statement, { migration, readings: report.readings });
    if (of === undefined) return [];
    const no = many(12, () => ({ type: 'signed', statement, verdict: 'no', of, reason: REASON }) as const);
    return [{ type: 'sign_off_asked', statement, of }, ...no];
  });
  return [
    ...told,
    ...asked,
    { type: 't0_reached' },
    ...lines.map(({ key }) => ({ type: 'step_begun', step: key }) as const),
    ...['G1', 'G2', 'done', ...HOSTS.map((host) => `G3:${host}`)].map(
      (gate): Happening => ({ type: 'gate_looked', gate, blockers: [...BLOCKERS] }),
    ),
    ...lines.map(({ key }) => ({ type: 'step_late', step: key, saw: REASON }) as const),
    ...HOSTS.flatMap((brand): readonly Happening[] => [
      { type: 'phrase_typed', brand },
      { type: 'phrase_void', brand, because: 'changed' },
      { type: 'seen_unplanned', brand },
      ...TRIGGERS(brand),
      ...(path === 'convert'
        ? ([{ type: 'brand_left', brand }] as const)
        : ([
            { type: 'keys_read', brand, keys: 'partly', page: KEYS.pages[0] },
            { type: 'new_key_gone', brand, page: KEYS.pages[0] },
          ] as const)),
    ]),
    { type: 'ticket_noticed', step: 'rb-15p-ios', ticket: 10 ** 12 },
    ...(path === 'swap'
      ? ([
          { type: 'rolled_back', reason: REASON },
          ...HOSTS.map((brand) => ({ type: 'step_begun', step: `rb-0-swap-back:${brand}` }) as const),
        ] as const)
      : []),
    ...marks.map((mark) => ({ type: 'tickets_compared', mark, tickets: TICKETS }) as const),
    { type: 'tokens_refused' },
    { type: 'halted', because: 'person_asked' },
    { type: 'resumed' },
  ];
}

describe.each([
  ['en', 'convert'],
  ['en', 'swap'],
  ['ko', 'convert'],
  ['ko', 'swap'],
] as const)('every message at its worst, in %s, by %s', (language, path) => {
  const told = night(language, path);
  const scene: Scene = aScene({ language, told, readings: LARGE });
  const before: Scene = aScene({ language, told: plannedBy(path) });

  it('is taken by Slack when somebody asks for it', () => {
    const messages = {
      status: [statusMessage(scene)],
      checklist: checklistMessages(scene, undefined),
      why: [whyMessage(scene)],
      board: [boardMessage(scene)],
      runbook: [runbookMessage(scene, false), runbookMessage(scene, true)],
      after: [afterMessage(scene)],
      checked: [checkedMessage(before, scene)],
      rollBack: [rollBackMessage(scene)],
    };
    for (const [name, drawn] of Object.entries(messages))
      for (const { text, blocks } of drawn) {
        expect(checkMessage({ text, blocks }), name).toEqual([]);
        expect(blocksTooLong(blocks), name).toBe(false);
      }
  });

  it('is taken by Slack when Ferry posts it, whatever the end', () => {
    const ends: readonly Happening[] = [
      ...cancelReasons.map((because) => ({ type: 'cancelled', because, reason: REASON }) as const),
      { type: 'start_missed' },
      { type: 'finished', remaining: [...HOSTS] },
    ];
    let drawn = 0;
    for (const end of [undefined, ...ends]) {
      const events = eventsOf(...told, ...(end ? [end] : []));
      const ended = aScene({ language, told: [...told, ...(end ? [end] : [])], readings: LARGE });
      for (const post of postsOf(events, ended.migration)) {
        if (post.file) continue;
        const { text, blocks } = post.draw(ended);
        expect(checkMessage({ text, blocks }), `${post.key} after ${JSON.stringify(end)}`).toEqual([]);
        expect(blocksTooLong(blocks), post.key).toBe(false);
        drawn += 1;
      }
    }
    expect(drawn).toBeGreaterThan(500);
  });

  it('is taken by Slack for every step and every request', () => {
    const { migration, report } = scene;
    const lines = linesOf(migration);
    const phases = FAR.map((phase) =>
      phaseMessage(
        lines.filter(({ step }) => step.phase === phase && step.asks !== 'bot'),
        scene,
      ),
    );
    const asks = [...lines.map((line) => askMessage(line, scene)), ...phases];
    const requests = statements.flatMap((statement) => {
      const of = subjectOf(statement, { migration, readings: report.readings });
      return of === undefined ? [] : [signOffMessage(statement, of, scene)];
    });
    for (const { text, blocks } of [...asks, ...requests]) {
      expect(checkMessage({ text, blocks })).toEqual([]);
      expect(blocksTooLong(blocks)).toBe(false);
    }
  });

  it('is taken by Slack as a modal', async () => {
    const request = (await aStage({ language, told, readings: LARGE })).request();
    const red: RedGate = { gate: `G3:${HOSTS[0]}`, blockers: BLOCKERS, chats: 9_999, of: digest(BLOCKERS) };
    const views = [
      editTeamModal(request),
      editSettingsModal({ ...request, migration: { ...request.migration, settings: LONGEST_SETTINGS } }),
      scheduleWindowModal(request, reportOf(LARGE), NOW, {}),
      passGateView(request, red),
      answerQuestionsModal({ ...request, report: reportOf(LARGE) }),
      ...HOSTS.map((brand) => confirmGateView(request, brand)),
      ...statements.map((statement) => declineView(request, statement, 'f'.repeat(64))),
      ...items.map((item) => waiveItemModal(request, item)),
    ];
    for (const view of views) expect(checkView(view, ['modal'])).toEqual([]);
  });

  it('is taken by Slack as App Home and as the list of accounts', async () => {
    const stage = await aStage({ language, told, readings: LARGE });
    for (const number of many(30, (at) => at))
      await stage.parts.store.append(
        keyOf(`${'k'.repeat(30)}-${number}`),
        0,
        { kind: 'server' },
        told.filter(({ type }) => type !== 'links_shared'),
      );
    const home = await homeView(stage.request({ user: 'U0LONGNAME1' }), stage.parts);
    expect(home.length).toBeGreaterThan(20);
    expect(checkView({ type: 'home', blocks: home }, ['home'])).toEqual([]);
    const shown = await readAll(await allKeys(stage.parts.store), stage.parts);
    expect(shown).toHaveLength(31);
    const listed = await listMessage({ shown, filter: '', page: 1, last: 1, first: 1, all: shown.length }, scene.texts, stage.parts);
    expect(checkMessage(listed)).toEqual([]);
    expect(blocksTooLong(listed.blocks)).toBe(false);
  });
});
