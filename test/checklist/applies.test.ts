import { describe, expect, it } from 'vitest';
import { hintOf, hints } from '../../src/checklist/checks/hints/hints.ts';
import { itemBlockers } from '../../src/checklist/gate.ts';
import { answersIn, seenAnswers } from '../../src/checklist/items/answers.ts';
import type { ItemId } from '../../src/checklist/items/items.ts';
import { type Readings, readReport, writeReport } from '../../src/checklist/readings.ts';
import type { Happening } from '../../src/migration/events.ts';
import { HOUR_MS, instant, later } from '../../src/migration/time.ts';
import { itemBlocks } from '../../src/slack/blocks/item.ts';
import { answerQuestionsModal } from '../../src/slack/views/answer-questions.ts';
import type { Schedule } from '../../src/zendesk/port.ts';
import { aScene, NOW, readIn, reportOf, saw } from '../support/scene.ts';
import { blind, context, setUpWell, state, triggers } from './contexts.ts';

const none = { count: 0, first: [] };

describe('whether an item applies', () => {
  it.each<[ItemId, Readings, 'applies' | 'not']>([
    ['impact-bans', {}, 'not'],
    ['impact-bans', { bans: saw({ addresses: 0, visitors: 0 }, 'GET') }, 'not'],
    ['impact-bans', { bans: saw({ addresses: 1, visitors: 0 }, 'GET') }, 'applies'],
    ['impact-bans', { bans: blind('not_allowed') }, 'not'],
    ['chat-goals', { goals: saw(none, 'GET') }, 'not'],
    ['chat-goals', { goals: saw({ count: 1, first: ['Order'] }, 'GET') }, 'applies'],
    ['route-skills-plan', { skills: saw({ count: 1, first: ['korean'] }, 'GET') }, 'applies'],
    ['chat-shortcuts-to-macros', { shortcuts: saw(0, 'GET') }, 'not'],
    ['chat-shortcuts-to-macros', { shortcuts: saw(2, 'GET') }, 'applies'],
    // What holds up a gate applies until it was seen otherwise.
    ['chat-departments-enabled', {}, 'applies'],
    ['chat-departments-enabled', { departments: blind('not_allowed') }, 'applies'],
    ['chat-departments-enabled', { departments: saw([], 'GET') }, 'not'],
    ['chat-trigger-channel-edits', {}, 'applies'],
    ['chat-trigger-channel-edits', { chatTriggers: saw([{ name: 'Old', enabled: false, event: undefined }], 'GET') }, 'not'],
    ['chat-other-triggers-review', { triggers: triggers() }, 'not'],
    ['chat-other-triggers-review', { triggers: blind('unreachable') }, 'applies'],
    [
      'chat-hours-to-schedule',
      { chatAccount: saw({ status: undefined, plan: undefined, restApi: true, operatingHours: false }, 'GET') },
      'not',
    ],
    [
      'chat-hours-to-schedule',
      { chatAccount: saw({ status: undefined, plan: undefined, restApi: true, operatingHours: undefined }, 'GET') },
      'applies',
    ],
    ['pending-automations-guard', { triggers: triggers(), automations: saw({ count: 0, rules: [] }, 'GET') }, 'not'],
    ['pending-automations-guard', { triggers: triggers(), automations: blind('unexpected_answer') }, 'applies'],
    [
      'eval-scale-limits',
      {
        chatAgents: saw(
          Array.from({ length: 900 }, (_, id) => ({ id, enabled: true })),
          'GET',
        ),
      },
      'applies',
    ],
    ['eval-scale-limits', {}, 'not'],
  ])('%s %#', (id, readings, expected) => {
    expect(state(id, readings).status === 'not_applicable' ? 'not' : 'applies').toBe(expected);
  });

  it('asks for a watch of the first opening where the window opens while everybody is closed', () => {
    const weekdays = [1, 2, 3, 4, 5].map((day) => ({ from: day * 1_440 + 540, to: day * 1_440 + 1_080 }));
    const schedules = saw(
      [{ name: 'Weekdays', timeZone: 'UTC', minutesAWeek: 2_700, hours: weekdays }],
      'GET /api/v2/business_hours/schedules',
    );
    const planned = (opensAt: string): Happening => ({
      type: 'scheduled',
      plan: {
        opensAt: instant(new Date(opensAt)),
        closesAt: instant(new Date('2027-01-01T00:00:00Z')),
        timeZone: 'UTC',
        brands: [],
        runbookVersion: 2,
      },
    });
    const night = state('first-opening-watch', { schedules }, [planned('2026-11-29T02:00:00Z')]);
    expect(night).toMatchObject({ status: 'todo', because: { saw: '2026-11-30T09:00:00.000Z' } });
    expect(state('first-opening-watch', { schedules }, [planned('2026-11-27T10:00:00Z')]).status).toBe('not_applicable');
    expect(state('first-opening-watch', {}, [planned('2026-11-29T02:00:00Z')]).status).toBe('not_applicable');
  });

  it.each([[undefined], ['Nowhere/At All'], ['Seoul']])(
    'cannot tell whether the window opens while everybody is closed by hours on a clock that nobody knows: %s',
    (timeZone) => {
      const hours = [{ from: 1_440 + 540, to: 1_440 + 1_080 }];
      const odd = { name: 'Odd', timeZone, minutesAWeek: 540, hours };
      const planned: Happening = {
        type: 'scheduled',
        plan: {
          opensAt: instant(new Date('2026-11-29T02:00:00Z')),
          closesAt: instant(new Date('2026-11-29T03:00:00Z')),
          timeZone: 'UTC',
          brands: [],
          runbookVersion: 2,
        },
      };
      const seenOf = (...schedules: readonly Schedule[]) =>
        state('first-opening-watch', { schedules: saw(schedules, 'GET /api/v2/business_hours/schedules') }, [planned]);
      expect(seenOf(odd)).toMatchObject({ status: 'unknown', why: 'cannot_tell' });
      const allDay = { name: 'All day', timeZone: 'UTC', minutesAWeek: 10_080, hours: [{ from: 0, to: 1_440 }] };
      expect(seenOf(odd, allDay).status).toBe('not_applicable');
      expect(seenOf({ ...odd, hours: [] }).status).toBe('not_applicable');
    },
  );

  it.each([
    [true, 'operating_hours: true', 'unknown', 'operating hours on'],
    [undefined, 'operating_hours: not told', 'unknown', 'operating hours not told'],
    [false, 'operating_hours: false', 'not_applicable', 'operating hours off'],
  ])('shows of the opening hours of Chat what was read: %s', (operatingHours, saw_, status, shown) => {
    const chatAccount = saw({ status: 'active', plan: 'enterprise', restApi: true, operatingHours }, 'GET /api/v2/chat/account');
    const readings = { ...setUpWell, chatAccount };
    expect(state('chat-hours-to-schedule', readings)).toMatchObject({ status, because: { asked: 'GET /api/v2/chat/account', saw: saw_ } });
    const scene = { ...aScene(), report: reportOf(readings) };
    expect(readIn(itemBlocks(state('chat-hours-to-schedule', readings), scene, 'without')).join('\n')).toContain(`→ ${shown}`);
  });

  it('shows what that rests on, and passes no gate on what is too old', () => {
    const readings = { departments: saw([], 'GET /api/v2/chat/departments') };
    expect(state('chat-departments-enabled', readings)).toMatchObject({
      status: 'not_applicable',
      stale: false,
      because: { asked: 'GET /api/v2/chat/departments', saw: '0' },
    });
    const tomorrow = later(NOW, 25 * HOUR_MS);
    expect(state('chat-departments-enabled', readings, [], tomorrow)).toMatchObject({ status: 'not_applicable', stale: true });
    const blockers = itemBlockers('G3', context(readings, [], tomorrow));
    expect(blockers).toContainEqual({ kind: 'item', id: 'chat-departments-enabled', why: 'stale' });
  });
});

describe('the 12 questions', () => {
  it('are answered by Zendesk where it can, before anybody', () => {
    const seen = seenAnswers({ readings: context(setUpWell).readings });
    expect(Object.fromEntries(Object.entries(seen).map(([id, each]) => [id, each?.answer]))).toEqual({
      'eval-q04-bans': 'yes',
      'eval-q06-skills-routing': 'yes',
      'eval-q08-conversion-tracking': 'yes',
      'eval-q10-over-1000-agents': 'no',
    });
    const told = [{ type: 'questions_answered', answers: { 'eval-q04-bans': 'no', 'eval-q05-authentication': 'no' } } as const];
    expect(answersIn(context(setUpWell, told))).toMatchObject({ 'eval-q04-bans': 'yes', 'eval-q05-authentication': 'no' });
  });

  it('are not answered by what was not seen', () => {
    const readings = { bans: blind('not_allowed'), skills: saw(none, 'GET'), chatAgents: blind('unreachable') };
    expect(seenAnswers({ readings })).toEqual({});
    const proactive = { chatTriggers: saw([{ name: 'Hello', enabled: true, event: 'page_enter' }], 'GET') };
    expect(seenAnswers({ readings: proactive })['eval-q02-proactive-or-visitor-list']?.answer).toBe('yes');
    expect(seenAnswers({ readings: { chatTriggers: saw([], 'GET') } })).toEqual({});
  });

  it('make it a matter for the account representative when Zendesk says yes', () => {
    expect(state('eval-contact-account-rep', {}).status).toBe('not_applicable');
    expect(state('eval-contact-account-rep', { bans: saw({ addresses: 1, visitors: 0 }, 'GET') }).status).toBe('todo');
  });

  it.each(['en', 'ko'] as const)('are asked only where nobody knows (%s)', (language) => {
    const asked = (readings: Readings) =>
      answerQuestionsModal(aScene({ language, readings }))
        .blocks.filter(({ type }) => type === 'input')
        .map((block) => block.block_id);
    expect(asked({})).toHaveLength(12);
    expect(asked(setUpWell)).toHaveLength(9);
    expect(asked(setUpWell)).not.toContain('eval-q04-bans');
    expect(readIn(answerQuestionsModal(aScene({ language, readings: setUpWell })).blocks).join('\n')).toContain(
      '`GET /api/v2/chat/bans` → `2`',
    );
  });
});

describe('hints', () => {
  const well = context({ ...setUpWell, triggers: triggers({ chatOnly: { count: 7, first: ['Tag chats'] } }) });
  // What helps with the tokens is seen where Chat does not answer.
  const unanswered = { departments: blind('not_allowed', 'GET /api/v2/chat/departments'), chatAgents: blind('not_allowed') };

  it.each(hints.map(({ id }) => id))('help whoever decides %s, in both languages, and decide nothing', (id) => {
    const full = id === 'impact-api-credentials' ? { ...well, readings: { ...well.readings, ...unanswered } } : well;
    expect(hintOf(id, full)).toBeDefined();
    expect(hintOf(id, { ...full, readings: {} })).toBeUndefined();
    const texts = (['en', 'ko'] as const).map((language) => {
      const scene = { ...aScene({ language }), report: reportOf(full.readings) };
      const open = { ...state(id, full.readings), status: 'todo', finding: undefined } as const;
      return readIn(itemBlocks(open, scene, 'without'))
        .join('\n')
        .split('\n')
        .find((line) => line.includes('Ferry '));
    });
    expect(texts[0]).toMatch(/^Ferry saw: .+ · seen .+`GET /);
    expect(texts[1]).toMatch(/^Ferry 조회 결과: .+ · .+`GET /);
    expect(texts.join('\n')).not.toMatch(/undefined|-1|\[object/);
  });
});

it('reads a report back as it was written', () => {
  const report = reportOf({ ...context(setUpWell).readings, goals: blind('not_allowed') });
  expect(readReport(writeReport(report))).toEqual(report);
});
