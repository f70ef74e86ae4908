import { describe, expect, it } from 'vitest';
import { itemBlockers } from '../../src/checklist/gate.ts';
import { blocking, progressOf } from '../../src/checklist/progress.ts';
import type { Happening } from '../../src/migration/events.ts';
import { RUNBOOK_VERSION } from '../../src/migration/plan.ts';
import { DAY_MS, HOUR_MS, later, MINUTE_MS } from '../../src/migration/time.ts';
import { boardMessage } from '../../src/slack/blocks/board.ts';
import { contextOf } from '../../src/slack/blocks/checklist.ts';
import { statusMessage } from '../../src/slack/blocks/status.ts';
import { whyMessage } from '../../src/slack/blocks/why.ts';
import { postsOf } from '../../src/slack/posts/announce.ts';
import { allWell, aScene, eventsOf, HOST, JOON, MINA, NOW, readIn, SOFIA, saw, type Told } from '../support/scene.ts';

const OPENS = later(NOW, 30 * MINUTE_MS);
const PLAN: Happening = {
  type: 'scheduled',
  plan: {
    opensAt: OPENS,
    closesAt: later(OPENS, 90 * MINUTE_MS),
    timeZone: 'Asia/Seoul',
    brands: [{ subdomain: HOST, path: 'convert' }],
    operator: MINA,
    backup: SOFIA,
    runbookVersion: RUNBOOK_VERSION,
  },
};
const at = (minutes: number, ...all: readonly Happening[]): readonly Told[] =>
  all.map((happened) => ({ happened, at: later(OPENS, minutes * MINUTE_MS) }));
const chats = (minutes: number, active: number) =>
  at(
    minutes,
    { type: 'live_chats_read', live: { status: 'seen', incoming: 0, assigned: 0, active } },
    {
      type: 'live_agents_read',
      agents: { status: 'seen', online: 0, away: 0, invisible: 0 },
    },
  );
const turned = saw('messaging' as const, 'GET /embeddable/config', OPENS);
const DRAIN = ['migrate-close-active-chats', 'drain-stop-new-chats', 'migrate-agents-offline'];

/** The window's drain begun and met, its widget turned. */
const night: readonly Told[] = [
  { happened: PLAN },
  ...at(-15, { type: 'step_begun', step: 'rb-15m-stop-new' }, { type: 'step_said', step: 'rb-15m-stop-new' }),
  ...chats(-5, 0),
  ...chats(-3, 0),
  ...at(0, { type: 't0_reached' }, { type: 'widget_read', brand: HOST, widget: 'messaging' }),
];
const read = (message: ReturnType<typeof statusMessage>) => readIn(message.blocks).join('\n');

describe.each(['en', 'ko'] as const)('a finished window, in %s', (language) => {
  it.each([DAY_MS, 4 * DAY_MS])('asks nobody to end live chats %s ms later, and nothing blocks', (after) => {
    const told = [...night, ...at(60, { type: 'finished', remaining: [] })];
    const readings = { ...allWell, widgets: { [HOST]: turned } };
    const scene = aScene({ language, told, readings, now: later(OPENS, after + 2 * HOUR_MS) });
    expect(scene.migration.stage).toBe('live');
    expect(blocking(contextOf(scene))).toEqual([]);
    for (const message of [statusMessage(scene), whyMessage(scene)]) {
      expect(read(message)).not.toContain(scene.texts.items['migrate-close-active-chats'].title);
      expect(read(message)).not.toContain(scene.texts.work.item.stale);
      expect(read(message)).not.toContain(':red_circle:');
    }
    const stale = itemBlockers('G3', contextOf(scene)).filter(({ why }) => why === 'stale');
    expect(stale.filter(({ id }) => DRAIN.includes(id))).toEqual([]);
  });

  it('leaves the drain of the next window for its own night while brands are left', () => {
    const told = [...night, ...at(60, { type: 'finished', remaining: [HOST] })];
    const scene = aScene({ language, told, readings: allWell, now: later(OPENS, 2 * HOUR_MS) });
    expect(scene.migration.stage).toBe('preparing');
    expect(blocking(contextOf(scene)).map(({ item }) => item.id)).not.toContain('migrate-close-active-chats');
  });

  it('has no window any more while brands are left, and nothing of the next one is signed', () => {
    const status = (...more: readonly Happening[]) =>
      read(statusMessage(aScene({ language, told: [...night, ...at(60, ...more)], readings: allWell, now: later(OPENS, 2 * HOUR_MS) })));
    const { noWindow, duty } = aScene({ language }).texts.status;
    expect(status({ type: 'finished', remaining: [HOST] })).toContain(noWindow);
    expect(status({ type: 'finished', remaining: [HOST] })).not.toContain(duty('<@', '').split('<@')[0]);
    expect(status({ type: 'finished', remaining: [] })).not.toContain(noWindow);
    expect(status()).not.toContain(noWindow);
  });
});

describe('a brand that turned by itself', () => {
  const own: readonly Told[] = [
    { happened: PLAN },
    ...at(-15, { type: 'step_begun', step: 'rb-15m-stop-new' }),
    ...chats(-10, 2),
    ...at(-9, { type: 'seen_unplanned', brand: HOST }),
  ];

  it('has no drain before it any more', () => {
    const before = aScene({ told: own.slice(0, -1), readings: allWell, now: OPENS });
    expect(blocking(contextOf(before)).map(({ item }) => item.id)).toContain('migrate-close-active-chats');
    const scene = aScene({ told: own, readings: allWell, now: OPENS });
    expect(blocking(contextOf(scene)).filter(({ item }) => DRAIN.includes(item.id))).toEqual([]);
    expect(read(statusMessage(scene))).not.toContain(scene.texts.items['migrate-close-active-chats'].title);
    // Another brand of the plan's scope still has it.
    const more = [...own, { happened: { type: 'setting_set', key: 'brands', value: `${HOST},other` } } as const];
    const other = aScene({ told: more, readings: allWell, now: OPENS });
    expect(blocking(contextOf(other)).map(({ item }) => item.id)).toContain('migrate-close-active-chats');
    // And so has this one once it is seen on Classic again.
    const back = aScene({ told: [...own, ...at(-5, { type: 'seen_returned', brand: HOST })], readings: allWell, now: OPENS });
    expect(blocking(contextOf(back)).map(({ item }) => item.id)).toContain('migrate-close-active-chats');
  });

  it.each(['en', 'ko'] as const)('is told to whoever has to act, with what was last seen of the live chats (%s)', (language) => {
    const post = (told: readonly Told[]) => {
      const scene = aScene({ language, told, readings: allWell, now: OPENS });
      const found = postsOf(eventsOf(...told), scene.migration).find(({ key }) => key.startsWith('unplanned:'));
      return found ? readIn(found.draw(scene).blocks).join('\n') : '';
    };
    const text = post(own);
    for (const user of [MINA, SOFIA, JOON]) expect(text).toContain(`<@${user}>`);
    expect(text).toContain(language === 'en' ? '2 live chats were open when last read' : '실시간 채팅은 2건입니다');
    expect(text).not.toMatch(/have ended|채팅은 종료되었/);
    expect(post(own.filter((each) => each.happened.type !== 'live_chats_read'))).toContain(
      language === 'en' ? 'Ferry has not seen' : '확인하지 못했습니다',
    );
  });
});

describe('a section', () => {
  it.each([
    ['before T0', night.slice(0, -2)],
    ['after T0', night],
  ])('is red for nothing where nothing blocks, however much is open for later (%s)', (_, told) => {
    const now = later(OPENS, 10 * MINUTE_MS);
    const readings = told === night ? { ...allWell, widgets: { [HOST]: turned } } : allWell;
    const open = blocking(contextOf(aScene({ told, readings, now })));
    const waived = open.map(({ item }): Told => ({ happened: { type: 'item_waived', item: item.id, reason: 'agreed' } }));
    const scene = aScene({ told: [...told, ...waived], readings, now });
    expect(blocking(contextOf(scene))).toEqual([]);
    const migrate = progressOf(contextOf(scene)).find(({ section }) => section === 'migrate');
    expect(migrate).toMatchObject({ blocked: false });
    expect(migrate && migrate.ready + migrate.waived).toBeLessThan(migrate?.total ?? 0);
    expect(read(statusMessage(scene))).toContain(scene.texts.status.nothingBlocks);
    expect(read(statusMessage(scene))).not.toContain(':red_circle:');
    // One of them open again, and its section alone is red.
    const [one] = open;
    const less = aScene({ told: [...told, ...waived.slice(1)], readings, now });
    const red = progressOf(contextOf(less)).filter(({ blocked }) => blocked);
    expect(red.map(({ section }) => section)).toEqual([one?.item.section]);
  });
});

describe.each(['en', 'ko'] as const)('the watch of two hours and Finish, in %s', (language) => {
  const en = language === 'en';
  const told: readonly Told[] = [
    ...night,
    ...at(
      1,
      { type: 'step_done', step: `rb-2m-config:${HOST}`, how: 'seen', saw: 'messaging' },
      { type: 'step_begun', step: 'rb-15p-watch' },
    ),
    ...at(15, { type: 'step_begun', step: 'finish' }, { type: 'gate_looked', gate: 'done', blockers: [] }),
    ...at(20, { type: 'gate_looked', gate: 'done', blockers: [{ kind: 'item', id: 'after-leftover-chat-tickets', why: 'todo' }] }),
    ...at(27, { type: 'gate_looked', gate: 'done', blockers: [] }),
  ];
  const end = at(30, { type: 'finished', remaining: [] });
  const readings = { ...allWell, widgets: { [HOST]: turned } };
  const scene = (...more: readonly Told[]) => aScene({ language, told: [...told, ...more], readings, now: later(OPENS, HOUR_MS) });
  const lines = (message: ReturnType<typeof boardMessage>) => read(message).split('\n');

  it('say until when it goes on, before and after Finish, and on the board too', () => {
    for (const more of [[], end]) {
      const { texts } = scene();
      const title = texts.steps['rb-15p-watch'].title;
      const why = lines(whyMessage(scene(...more)));
      const found = why[why.findIndex((line) => line.includes(title)) + 1];
      expect(found).toContain('18:31');
      expect(found).toMatch(en ? /until .*20:30.*; then it is over by itself/ : /20:30.*까지, 이후 자동으로 끝납니다/);
      expect(found).not.toContain(texts.status.why.open);
      const [onBoard = ''] = lines(boardMessage(scene(...more))).filter((line) => line.includes(title));
      expect(onBoard).toMatch(en ? /18:31 {2}.* — until .*20:30/ : /18:31 {2}.* — .*20:30.*까지/);
    }
  });

  it('wait for the approver since Finish could be pressed, and not since Ferry began to look', () => {
    const { finish } = scene().texts.cutover;
    const why = lines(whyMessage(scene()));
    const found = why[why.findIndex((line) => line.includes(`*${finish.title}*`)) + 1];
    expect(found).toContain('18:57');
    const [onBoard = ''] = lines(boardMessage(scene())).filter((line) => line.includes(finish.title));
    expect(onBoard).toContain('18:57');
    expect(onBoard).toContain(`<@${SOFIA}>`);
  });
});
