import { describe, expect, it } from 'vitest';
import { checkMessage, checkView } from '../../playground/slack/validate/payloads.ts';
import { blocksTooLong } from '../../playground/slack/validate/whole.ts';
import { items } from '../../src/checklist/items/items.ts';
import type { RedGate } from '../../src/cutover/control/red-gate.ts';
import { linesOf } from '../../src/cutover/steps/steps.ts';
import { subjectOf } from '../../src/cutover/subjects.ts';
import { cancelReasons, drillEnds, type Happening } from '../../src/migration/events.ts';
import { digest } from '../../src/migration/plan.ts';
import { roles } from '../../src/migration/roles.ts';
import { statements } from '../../src/migration/sign-offs.ts';
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
import { closeMessage } from '../../src/slack/posts/after/closing.ts';
import { dayMessage } from '../../src/slack/posts/after/day.ts';
import { reminderMessage } from '../../src/slack/posts/after/reminder.ts';
import { postsOf } from '../../src/slack/posts/announce.ts';
import { brandGoneMessage, personLeftMessage, windowJudgedMessage } from '../../src/slack/posts/outside/changed.ts';
import { rollBackMessage } from '../../src/slack/posts/way-back/roll-back.ts';
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
import { allWell, aScene, aStage, eventsOf, HOST, NOW, reportOf } from '../support/scene.ts';
import { unshown } from './shown.ts';
import { BLOCKERS, FAR, HOSTS, keyOf, LARGE, LONGEST_SETTINGS, many, night, OPENS, PEOPLE, plannedBy, REASON } from './worst.ts';

/** For whom it is rehearsed, at its longest. */
const OF = { account: 'p'.repeat(63), subdomain: HOSTS[0] ?? HOST, channel: 'C0AGENTS1' };

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
      told: [
        closeMessage(scene),
        dayMessage(scene),
        reminderMessage({ type: 'reminded', roles: [...roles], items: items.map(({ id }) => id), escalated: true }, scene),
      ],
      changed: [
        ...(['hours', undefined] as const).map((against) => windowJudgedMessage(against, scene)),
        ...HOSTS.slice(0, 1).map((brand) => brandGoneMessage(brand, scene)),
        ...PEOPLE.slice(0, 1).map((user) => personLeftMessage({ user, roles: [...roles], item: 'widget-swap-prepared' }, scene)),
      ],
    };
    for (const [name, drawn] of Object.entries(messages))
      for (const { text, blocks } of drawn) {
        expect(checkMessage({ text, blocks }), name).toEqual([]);
        expect(unshown(blocks), name).toEqual([]);
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
    const none: Happening = { type: 'finished', remaining: [] };
    const again = plannedBy(path).filter(({ type }) => type === 'scheduled');
    for (const end of [undefined, ...ends, [none, ...again]]) {
      const all = end === undefined ? [] : [end].flat();
      const events = eventsOf(...told, ...all);
      const ended = aScene({ language, told: [...told, ...all], readings: LARGE });
      for (const post of postsOf(events, ended.migration)) {
        if (post.file) continue;
        const { text, blocks } = post.draw(ended);
        expect(checkMessage({ text, blocks }), `${post.key} after ${JSON.stringify(end)}`).toEqual([]);
        expect(unshown(blocks), `${post.key} after ${JSON.stringify(end)}`).toEqual([]);
        expect(blocksTooLong(blocks), post.key).toBe(false);
        drawn += 1;
      }
    }
    expect(drawn).toBeGreaterThan(500);
  });

  it('is taken by Slack when everything is done', () => {
    const done = linesOf(scene.migration).map(({ key }) => ({ type: 'step_done', step: key, how: 'said', saw: REASON }) as const);
    const ended = aScene({ language, told: [...told, ...done], readings: LARGE });
    const waived = items.map(({ id }) => ({ type: 'item_waived', item: id, reason: REASON }) as const);
    const calm = statusMessage(aScene({ language, told: [...plannedBy(path), ...waived], readings: allWell }));
    expect(unshown(calm.blocks)).toEqual([]);
    const posts = postsOf(eventsOf(...told, ...done), ended.migration).filter(({ file }) => file === undefined);
    expect(posts.map(({ key }) => key.split(':')[0])).toEqual(
      expect.arrayContaining(['reading', 'activated', 'doors', 'close', 'day', 'reminded']),
    );
    for (const post of posts) {
      const { text, blocks } = post.draw(ended);
      expect(checkMessage({ text, blocks }), post.key).toEqual([]);
      expect(unshown(blocks), post.key).toEqual([]);
      expect(blocksTooLong(blocks), post.key).toBe(false);
    }
  });

  it('is taken by Slack in a rehearsal, every post of which says so', () => {
    const rehearsed = told.map(
      (each): Happening => (each.type === 'scheduled' ? { ...each, plan: { ...each.plan, rehearsalOf: OF } } : each),
    );
    const ends: readonly Happening[] = [
      { type: 'rehearsal_refused', why: 'same_subdomain' },
      { type: 'cancelled', because: 'person', reason: REASON },
      { type: 'finished', remaining: [...HOSTS] },
    ];
    for (const end of ends) {
      const ended = aScene({ language, told: [...rehearsed, end], readings: LARGE });
      const drawn = postsOf(eventsOf(...rehearsed, end), ended.migration).filter(({ key, file }) => !key.startsWith('links:') && !file);
      expect(drawn.length).toBeGreaterThan(40);
      for (const post of drawn) {
        const { text, blocks } = post.draw(ended);
        expect(text, post.key).toContain(ended.texts.practice.rehearsal.word);
        expect(checkMessage({ text, blocks }), `${post.key} after ${end.type}`).toEqual([]);
        expect(unshown(blocks), `${post.key} after ${end.type}`).toEqual([]);
        expect(blocksTooLong(blocks), post.key).toBe(false);
      }
    }
  });

  it('is taken by Slack in a drill, under way and ended, and where rehearsals are told of', () => {
    const steps = linesOf(before.migration)
      .filter(({ step, index }) => step.asks !== 'bot' && index < 3)
      .map(({ key }) => key);
    const version = eventsOf(...plannedBy(path)).length + 1;
    const begun: Happening = { type: 'drill_begun', brands: HOSTS.slice(0, 3), steps };
    const done = steps.map((step): Happening => ({ type: 'drill_step_done', drill: version, step }));
    const all: readonly (readonly Happening[])[] = [
      [begun],
      [begun, ...done.slice(0, -1)],
      ...drillEnds.map((because): readonly Happening[] => [begun, ...done, { type: 'drill_ended', drill: version, because }]),
    ];
    let drawn = 0;
    for (const told of all) {
      const rehearsals = ['finished', 'gate_stayed_red', 'not_sandbox'].map((end, index): Happening => {
        const measured = { toDoorsMs: 32 * 60_000, clickMs: 60_000, turnsMs: [], steps: [{ step: 'rb-15m-drain', ms: 60_000 }] };
        return { type: 'rehearsed', sandbox: 's'.repeat(63), plan: index, opensAt: OPENS, end, measured };
      });
      const events = [...plannedBy(path), ...told, ...rehearsals];
      const now = aScene({ language, told: events, readings: LARGE });
      const asked = [statusMessage(now), runbookMessage(now, false), boardMessage(now)];
      const posts = postsOf(eventsOf(...events), now.migration).filter(({ file }) => !file);
      for (const { text, blocks } of [...asked, ...posts.map((post) => post.draw(now))]) {
        expect(checkMessage({ text, blocks })).toEqual([]);
        expect(unshown(blocks)).toEqual([]);
        expect(blocksTooLong(blocks)).toBe(false);
        drawn += 1;
      }
    }
    expect(drawn).toBeGreaterThan(200);
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
      expect(unshown(blocks)).toEqual([]);
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
      ...HOSTS.map((brand) => confirmGateView(request, brand, [REASON])),
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
