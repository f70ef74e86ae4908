import { describe, expect, it } from 'vitest';
import type { Readings } from '../../src/checklist/readings.ts';
import { stepIds } from '../../src/cutover/step-ids.ts';
import { hardOpen } from '../../src/cutover/steps/after/close.ts';
import { standingOf, subjectOf } from '../../src/cutover/subjects.ts';
import { subdomain } from '../../src/migration/account.ts';
import type { Happening } from '../../src/migration/events.ts';
import { type Fingerprint, fingerprint, RUNBOOK_VERSION } from '../../src/migration/plan.ts';
import { HOUR_MS, later, MINUTE_MS } from '../../src/migration/time.ts';
import { cutoverActions } from '../../src/slack/actions/cutover.ts';
import { boardMessage } from '../../src/slack/blocks/board.ts';
import { contextOf } from '../../src/slack/blocks/checklist.ts';
import { notice } from '../../src/slack/blocks/notices.ts';
import { signOffMessage } from '../../src/slack/blocks/sign-off.ts';
import { nextMove, statusMessage } from '../../src/slack/blocks/status.ts';
import { whyMessage } from '../../src/slack/blocks/why.ts';
import { status } from '../../src/slack/commands/status.ts';
import type { Language } from '../../src/slack/locales/texts.ts';
import { chartAlt, chartSvg } from '../../src/slack/posts/after/chart.ts';
import { reviewMarkdown } from '../../src/slack/posts/after/review-file.ts';
import { postsOf } from '../../src/slack/posts/announce.ts';
import { rollBackMessage } from '../../src/slack/posts/way-back/roll-back.ts';
import { pngOf } from '../../src/slack/windows/picture.ts';
import {
  ACME,
  AGENTS,
  allWell,
  aScene,
  aStage,
  eventsOf,
  HOST,
  JOON,
  known,
  MINA,
  NOW,
  readIn,
  SOFIA,
  saw,
  type Told,
} from '../support/scene.ts';

const OPENS = later(NOW, 30 * MINUTE_MS);
const plan = {
  opensAt: OPENS,
  closesAt: later(OPENS, 90 * MINUTE_MS),
  timeZone: 'Asia/Seoul',
  brands: [{ subdomain: HOST, path: 'convert' as const }],
  operator: MINA,
  backup: SOFIA,
  runbookVersion: RUNBOOK_VERSION,
};
const PLAN: Happening = { type: 'scheduled', plan };

/** All that is posted, or only what these keys begin, as people read it. */
function posted(told: readonly (Happening | Told)[], only: string, language: Language = 'en'): readonly string[] {
  const scene = aScene({ language, told, readings: allWell });
  return postsOf(eventsOf(...told), scene.migration)
    .filter(({ key, file }) => key.startsWith(`${only}:`) && file === undefined)
    .map((post) => readIn(post.draw(scene).blocks).join('\n'));
}

describe('a plan that was asked to be signed', () => {
  const asked: Happening = { type: 'sign_off_asked', statement: 'plan', of: fingerprint(plan) };
  const why = (told: readonly Happening[], language: Language = 'en') =>
    readIn(whyMessage(aScene({ language, told, readings: allWell })).blocks).join('\n');

  it('is waited for from then on, by name, until the latest moment for the go', () => {
    expect(why([PLAN])).not.toContain('*The plan*');
    expect(why([PLAN, asked])).toMatch(/\*The plan\* — <@U0SOFIA01>\nsince .*until .*cancelled/);
    expect(why([PLAN, asked], 'ko')).toMatch(/<@U0SOFIA01>\n.*부터 · .*까지/);
  });
});

it('a sign-off lists no waiver of what does not apply', () => {
  const told = [
    PLAN,
    ...['chat-departments-enabled', 'test-cases'].map((item): Happening => ({ type: 'item_waived', item, reason: 'agreed' })),
  ];
  const shown = (readings: Readings) => {
    const scene = aScene({ told, readings });
    const of = subjectOf('go', contextOf(scene));
    return of === undefined ? '' : readIn(signOffMessage('go', of, scene).blocks).join('\n');
  };
  const title = aScene().texts.items['chat-departments-enabled'].title;
  expect(shown(allWell)).toContain(title);
  const without = shown({ ...allWell, departments: saw([], 'GET /api/v2/chat/departments') });
  expect(without).not.toContain(title);
  expect(without).toContain('Run the test cases');
});

describe('what was signed', () => {
  const asked: Happening = { type: 'sign_off_asked', statement: 'plan', of: fingerprint(plan) };
  const signed = (of: Fingerprint): Told => ({ happened: { type: 'signed', statement: 'plan', of, verdict: 'yes' }, by: SOFIA });
  const night: readonly (Happening | Told)[] = [PLAN, asked, signed(fingerprint(plan)), { type: 'finished', remaining: [HOST] }];
  const next = { ...plan, opensAt: later(OPENS, 48 * HOUR_MS), closesAt: later(OPENS, 49 * HOUR_MS) };
  const requests = (told: readonly (Happening | Told)[], language: Language = 'en') => {
    const scene = aScene({ language, told, readings: allWell });
    return postsOf(eventsOf(...told), scene.migration)
      .filter(({ key }) => key.startsWith('signoff:'))
      .map((post) => post.draw(scene));
  };

  it('of a finished night stays signed when the next plan is signed by the same person, and has no button', () => {
    const told = [
      ...night,
      { type: 'scheduled', plan: next } as const,
      { type: 'sign_off_asked', statement: 'plan', of: fingerprint(next) } as const,
      signed(fingerprint(next)),
    ];
    for (const { blocks } of requests(told)) {
      expect(readIn(blocks).join('\n')).toMatch(/nothing more is needed.*<@U0SOFIA01> agreed/s);
      expect(JSON.stringify(blocks)).not.toContain('signoff_');
    }
    expect(requests(told)).toHaveLength(2);
  });

  it('of a plan that has ended is over, with the name that stands under it, and nothing is said to have changed', () => {
    const told = [...night.slice(0, 3), { type: 'cancelled', because: 'person' } as const];
    const [only] = requests(told);
    expect(readIn(only?.blocks).join('\n')).toMatch(/plan that this was asked for is over.*<@U0SOFIA01> agreed/s);
    expect(readIn(only?.blocks).join('\n')).not.toContain('has changed');
    expect(readIn(requests(told, 'ko')[0]?.blocks).join('\n')).toContain('계획은 끝났습니다');
  });

  it('is not shown with a waiver that came after it as if that had been signed', () => {
    const waiver = (at: typeof NOW): Told => ({ happened: { type: 'item_waived', item: 'test-cases', reason: 'agreed' }, at });
    const drawn = (at: typeof NOW, language: Language = 'en') =>
      readIn(requests([...night.slice(0, 3), waiver(at)], language)[0]?.blocks).join('\n');
    expect(drawn(later(NOW, -2 * HOUR_MS))).toMatch(/Open and waived:\*\n• Run the test cases/);
    expect(drawn(later(NOW, -2 * HOUR_MS))).not.toContain('Waived since');
    expect(drawn(NOW)).toMatch(/Waived since, and not part of what was signed:\*\n• Run the test cases/);
    expect(drawn(NOW)).not.toContain('Open and waived');
    expect(drawn(NOW, 'ko')).toContain('동의한 뒤 예외 승인된 항목');
  });
});

it('what is left of a finished night is waited for on the clock of the account, also without a plan at hand', () => {
  const left: readonly (Happening | Told)[] = [
    PLAN,
    { happened: { type: 'step_begun', step: 'rb-15p-leftovers' }, at: later(OPENS, HOUR_MS) },
    { type: 'finished', remaining: [HOST] },
    { type: 'scheduled', plan: { ...plan, opensAt: later(OPENS, 48 * HOUR_MS), closesAt: later(OPENS, 49 * HOUR_MS) } },
    { type: 'start_missed' },
  ];
  const why = readIn(whyMessage(aScene({ told: left, readings: allWell, now: later(OPENS, 60 * HOUR_MS) })).blocks).join('\n');
  expect(why).toMatch(/\*Answer the customers who were cut off\* — .*\nsince Tue 24 Nov, 19:30 \(Seoul\)/);
  expect(why).not.toContain('UTC');
});

it('the next move, where nobody is waited for, is the line that comes next, and not T0 with all that lies before it left out', () => {
  const later24h = { ...plan, opensAt: later(NOW, 20 * HOUR_MS), closesAt: later(NOW, 22 * HOUR_MS) };
  const told: readonly (Happening | Told)[] = [
    { type: 'scheduled', plan: later24h },
    ...(['plan', 'agents_ready'] as const).flatMap((statement): readonly Told[] => {
      const of = subjectOf(statement, contextOf(aScene({ told: [{ type: 'scheduled', plan: later24h }], readings: allWell })));
      return of === undefined ? [] : [{ happened: { type: 'signed', statement, of, verdict: 'yes' }, by: SOFIA }];
    }),
  ];
  const next = (begun: readonly string[]) =>
    nextMove(
      aScene({
        told: [
          ...told,
          ...begun.flatMap((step): readonly Happening[] => [
            { type: 'step_begun', step },
            { type: 'step_done', step, how: 'seen', saw: '' },
          ]),
        ],
        readings: allWell,
      }),
      [],
    );
  const upTo = (id: (typeof stepIds)[number]) => stepIds.slice(0, stepIds.indexOf(id));
  expect(next(upTo('rb-1h-presence'))).toBe('Who is present, Wed 25 Nov, 13:00 (Seoul)');
  expect(next(upTo('rb-15m-stop-new'))).toBe('Stop new live chats, Wed 25 Nov, 13:45 (Seoul)');
});

it('what cannot be looked up after every brand has turned blocks no cutover, and does not take the place of the next move', () => {
  const click = `rb-0-click:${HOST}`;
  const told: readonly (Happening | Told)[] = [
    PLAN,
    { type: 'step_begun', step: 'rb-15m-stop-new' },
    { type: 't0_reached' },
    { type: 'step_begun', step: click },
    { type: 'step_said', step: click },
    { type: 'step_done', step: click, how: 'said', saw: '' },
    { type: 'widget_read', brand: HOST, widget: 'messaging' },
    { type: 'step_begun', step: `rb-2m-config:${HOST}` },
    { type: 'step_done', step: `rb-2m-config:${HOST}`, how: 'seen', saw: 'messaging ×3' },
    { type: 'step_begun', step: `rb-15p-test-conversation:${HOST}` },
  ];
  const lead = (language: Language, all: readonly (Happening | Told)[]) => {
    const scene = aScene({
      language,
      told: all,
      readings: { ...allWell, settings: { status: 'unknown', why: 'unreachable', asked: 'GET /api/v2/account/settings', at: NOW } },
      now: later(OPENS, 20 * MINUTE_MS),
    });
    return [statusMessage(scene), whyMessage(scene)].map(({ blocks }) => readIn(blocks)[1] ?? '');
  };
  for (const text of lead('en', told))
    expect(text).toMatch(/still open; the switch no longer waits for .*Next: <@U0JOON001>.*: .*Test conversation/);
  for (const text of lead('ko', told)) expect(text).toContain('전환을 막지는 않습니다');
  for (const text of lead('en', told.slice(0, 3))) expect(text).toContain('block the cutover');
});

it('a plan that ends after another window was finished speaks of its own brands, and not of those that are on messaging already', () => {
  const other = { ...plan, brands: [{ subdomain: known(subdomain('acme-eu')), path: 'convert' as const }] };
  const told: readonly Happening[] = [
    PLAN,
    { type: 'finished', remaining: [other.brands[0]?.subdomain ?? HOST] },
    { type: 'scheduled', plan: other },
    { type: 'cancelled', because: 'person' },
  ];
  expect(posted(told, 'end').join('\n')).toContain('no brand of this plan is on messaging');
  expect(posted(told, 'end', 'ko').join('\n')).toContain('이 계획의 브랜드 중');
});

it('the gate of a brand that is left for another window asks nobody for anything any more', () => {
  const gate = `rb-15m-final-gate:${HOST}`;
  const told: readonly Happening[] = [
    PLAN,
    { type: 'step_begun', step: gate },
    { type: 'gate_looked', gate: `G3:${HOST}`, blockers: [] },
    { type: 'phrase_typed', brand: HOST },
  ];
  const shown = (all: readonly Happening[], language: Language = 'en') => posted(all, 'ask', language).join('\n');
  expect(shown(told)).toContain('typed the phrase');
  const left = [...told, { type: 'brand_left', brand: HOST } as const];
  expect(shown(left)).toMatch(/G3: final gate\*\n.*stays on Classic/);
  expect(shown(left)).not.toMatch(/green|phrase|If it does not work/);
  expect(shown(left, 'ko')).toContain('클래식으로 유지됩니다');
});

it('why says how many more things block than it shows', () => {
  const [, lead = ''] = readIn(whyMessage(aScene({ readings: {} })).blocks);
  const all = Number(/(\d+)/.exec(lead)?.[1]);
  expect(all).toBeGreaterThan(9);
  expect(readIn(whyMessage(aScene({ readings: {} })).blocks).join('\n')).toContain(`and ${all - 8} more things`);
});

describe('a plan that one approver has agreed to and another has declined', () => {
  const DAN = 'U0DAN0001';
  const asked: Happening = { type: 'sign_off_asked', statement: 'plan', of: fingerprint(plan) };
  const said = (by: string, verdict: 'yes' | 'no'): Told => ({
    happened: {
      type: 'signed',
      statement: 'plan',
      of: fingerprint(plan),
      verdict,
      ...(verdict === 'no' ? { reason: 'not this week' } : {}),
    },
    by,
  });
  const told = [PLAN, asked, { type: 'role_given', role: 'approver', user: DAN } as const, said(SOFIA, 'yes'), said(DAN, 'no')];
  const everywhere = (all: readonly (Happening | Told)[], language: Language = 'en') => {
    const scene = aScene({ told: all, readings: allWell, language });
    return {
      request: signOffMessage('plan', fingerprint(plan), scene),
      why: readIn(whyMessage(scene).blocks).join('\n'),
      board: readIn(boardMessage(scene).blocks).join('\n'),
      next: nextMove(scene, []),
    };
  };

  it('is above the list of the board for as long as it waits for a signature, or for a no to be taken back', () => {
    const lead = (all: readonly (Happening | Told)[]) => readIn(boardMessage(aScene({ told: all, readings: allWell })).blocks)[1] ?? '';
    expect(lead([PLAN, asked])).toMatch(/^:point_right: \*Waiting for <@U0SOFIA01> since .*:\* The plan\n/);
    expect(lead(told)).toMatch(/^:red_circle: The plan: \*Declined by <@U0DAN0001>/);
    expect(lead([PLAN, asked, said(SOFIA, 'yes')])).not.toContain('The plan');
    const gate: Happening = { type: 'gate_looked', gate: 'G1', blockers: [{ kind: 'sign_off', id: 'plan', why: 'missing' }] };
    const held = lead([PLAN, asked, { type: 'step_begun', step: 'rb-7d-gate-activate' }, gate]);
    expect(held.split('The plan')).toHaveLength(2);
  });

  it('is declined wherever it is shown, by name, and can still be pressed', () => {
    const { request, why, board, next } = everywhere(told);
    expect(readIn(request.blocks).join('\n')).toMatch(/Declined by <@U0DAN0001>.*\n.*\n?.*Approve/s);
    expect(readIn(request.blocks).join('\n')).not.toContain('nothing more is needed');
    expect(JSON.stringify(request.blocks)).toContain('signoff_approve');
    expect(why).toMatch(/\*The plan\* — <@U0DAN0001>\n\*Declined by/);
    expect(board).toContain('Declined by <@U0DAN0001>');
    expect(next).toContain('<@U0DAN0001> said no to “The plan”');
    expect(everywhere(told, 'ko').why).toContain('<@U0DAN0001> 님이 거절하여');
  });

  it('says what helps where who declined has lost the role since: they cannot take it back', () => {
    const gone = [...told, { type: 'role_taken', role: 'approver', user: DAN } as const];
    const { request, why, board, next } = everywhere(gone);
    for (const text of [readIn(request.blocks).join('\n'), why, board]) {
      expect(text).toContain('Declined by <@U0DAN0001>, who may not sign any more');
      expect(text).not.toContain('takes a no of one’s own back');
    }
    expect(next).toMatch(/^an admin changes the plan, or gives <@U0DAN0001> the role again/);
    expect(everywhere(gone, 'ko').why).toContain('거절을 취소할 수 없습니다');
  });

  it('is signed once the no is taken back', () => {
    const { request, why, board } = everywhere([...told, said(DAN, 'yes')]);
    expect(readIn(request.blocks).join('\n')).toContain('nothing more is needed');
    expect(JSON.stringify(request.blocks)).not.toContain('signoff_approve');
    expect(`${why}${board}`).not.toContain('Declined');
  });
});

describe('what is told of the first gate', () => {
  const why = (told: readonly Happening[]) => readIn(whyMessage(aScene({ told, readings: allWell })).blocks).join('\n');
  const begun: Happening = { type: 'step_begun', step: 'rb-7d-gate-activate' };

  it('is until when it may stay red: the latest moment of what it holds up, and that the plan then ends', () => {
    const night = later(NOW, 100 * HOUR_MS);
    const far: Happening = { type: 'scheduled', plan: { ...plan, opensAt: night, closesAt: later(night, HOUR_MS) } };
    // 100 hours from 18:00 in Seoul: T0 is Saturday at 22:00, and the go is decided at T-1h.
    expect(why([far, begun])).toMatch(/until .*Sat 28 Nov.* 21:00.*cancelled/);
  });
});

it('a final gate that is red for open chats says how many', () => {
  const told: readonly Happening[] = [
    PLAN,
    { type: 'live_chats_read', live: { status: 'seen', incoming: 0, assigned: 1, active: 2 } },
    { type: 'step_begun', step: `rb-15m-final-gate:${HOST}` },
    { type: 'gate_looked', gate: `G3:${HOST}`, blockers: [{ kind: 'item', id: 'migrate-close-active-chats', why: 'todo' }] },
  ];
  const why = (language: Language) => readIn(whyMessage(aScene({ language, told, readings: allWell })).blocks).join('\n');
  expect(why('en')).toContain('3 live chats open');
  expect(why('ko')).toContain('진행 중인 채팅 3건');
});

it('the plan after one that ended is not signed yet, and nothing of it is void; a changed plan is', () => {
  const signed: Told = { happened: { type: 'signed', statement: 'plan', of: fingerprint(plan), verdict: 'yes' }, by: SOFIA };
  const other: Told = { happened: { type: 'scheduled', plan: { ...plan, backup: JOON } }, at: NOW };
  const ended: Told = { happened: { type: 'cancelled', because: 'person' }, at: later(NOW, -MINUTE_MS) };
  const plans = (...told: readonly Told[]) => {
    const { migration } = aScene({ told: [PLAN, signed, ...told], readings: allWell });
    return standingOf('plan', { migration, readings: allWell });
  };
  expect(plans()).toBe('signed');
  expect(plans(other)).toBe('void');
  expect(plans(ended, other)).toBe('missing');
  // The very same plan once more is what was signed.
  expect(plans(ended, { happened: PLAN, at: NOW })).toBe('signed');
});

describe('what is told in the hour before', () => {
  it('previews the tickets with their number, where to see them, and who names an owner', () => {
    expect(posted([PLAN, { type: 'tickets_previewed', count: 37 }], 'preview')[0]).toMatch(
      /37 unsolved chat tickets \(<https:\/\/acme\.zendesk\.com\/agent\/search.*<@U0JOON001>: name an owner for each/,
    );
    expect(posted([PLAN, { type: 'tickets_previewed' }], 'preview')[0]).toContain('their number is unknown');
    expect(posted([PLAN, { type: 'tickets_previewed', count: 0 }], 'preview', 'ko')[0]).toContain('미해결 채팅 티켓 0건');
  });

  it('gives the first reading in numbers, and says unknown where it is', () => {
    const read: readonly Happening[] = [
      PLAN,
      { type: 'live_chats_read', live: { status: 'seen', incoming: 1, assigned: 2, active: 3 } },
      { type: 'live_agents_read', agents: { status: 'unknown', why: 'not_allowed' } },
      { type: 'step_done', step: 'rb-1h-first-reading', how: 'seen', saw: '' },
    ];
    const [text] = posted(read, 'reading');
    expect(text).toContain('1 incoming, 2 assigned, 3 active');
    expect(text).toContain('*Agents:* unknown.');
  });

  it('asks for presence again with the hour until which it is waited for', () => {
    const scene = aScene({ told: [PLAN] });
    const late = readIn(notice.late('rb-1h-presence', 'asked_again', scene).blocks).join('');
    expect(late).toContain('If nobody says so by 18:15');
    const korean = readIn(notice.late('rb-1h-presence', 'asked_again', aScene({ told: [PLAN], language: 'ko' })).blocks).join('');
    expect(korean).toMatch(/18:15까지 아무도/);
    expect(`${late}${korean}`).not.toContain('**');
  });

  it.each(['en', 'ko'] as const)('names who is to look where a turn is late, by its key as by a click, in %s', (language) => {
    const keys = { from: 'old', to: 'new', pages: ['https://acme.example/'] };
    const swap: Happening = { type: 'scheduled', plan: { ...plan, brands: [{ subdomain: HOST, path: 'swap', keys }] } };
    const given: Happening = { type: 'item_assigned', item: 'widget-swap-prepared', user: 'U0KIM', due: undefined };
    const named = (step: string, told: readonly (Happening | Told)[]) =>
      notice.late(`${step}:${HOST}`, 'https://acme.example/', aScene({ told, language })).text.match(/<@\w+>/g);
    const said = { happened: { type: 'step_said', step: `rb-0-swap:${HOST}`, group: undefined }, by: JOON } as const;
    for (const step of ['rb-0-swap', 'rb-0-swap-back', 'rb-2m-config']) {
      expect(named(step, [swap])).toEqual([`<@${MINA}>`, `<@${SOFIA}>`]);
      expect(named(step, [given, swap])).toEqual(['<@U0KIM>', `<@${MINA}>`, `<@${SOFIA}>`]);
    }
    expect(named('rb-2m-config', [given, swap, said])).toEqual([`<@${JOON}>`, '<@U0KIM>', `<@${MINA}>`, `<@${SOFIA}>`]);
    expect(named('rb-2m-config', [given, PLAN])).toEqual([`<@${MINA}>`, `<@${SOFIA}>`]);
    const missed = (...told: readonly Happening[]) => posted([given, ...told, { type: 'start_missed' }], 'end', language)[0] ?? '';
    expect(missed(swap)).toContain('<@U0KIM>');
    expect(missed(PLAN)).toContain(`<@${MINA}>`);
    expect(missed(PLAN)).not.toContain('<@U0KIM>');
  });

  it('lets the others say that they are there after the operator has, until all have or T0 is reached', () => {
    const asked: readonly Happening[] = [PLAN, { type: 'step_begun', step: 'rb-1h-presence' }, { type: 'present', user: MINA }];
    const enough: readonly Happening[] = [...asked, { type: 'step_done', step: 'rb-1h-presence', how: 'said', saw: MINA }];
    const offered = (...told: readonly Happening[]) => {
      const scene = aScene({ told, readings: allWell });
      return postsOf(eventsOf(...told), scene.migration).some((post) =>
        JSON.stringify(post.draw(scene).blocks).includes('operator_accept'),
      );
    };
    expect(offered(...enough)).toBe(true);
    expect(offered(...enough, { type: 'lead_present', user: JOON })).toBe(true);
    expect(offered(...enough, { type: 'lead_present', user: JOON }, { type: 'present', user: SOFIA })).toBe(false);
    expect(offered(...enough, { type: 't0_reached' })).toBe(false);
  });

  it('reports the leads who have not said that they are there, and nobody where all have', () => {
    const asked: readonly Happening[] = [PLAN, { type: 'step_begun', step: 'rb-1h-presence' }];
    const drain: Happening = { type: 'step_begun', step: 'rb-15m-stop-new' };
    expect(posted([...asked, drain], 'leads')[0]).toContain('Not reported present: <@U0JOON001>');
    expect(posted([...asked, { type: 'lead_present', user: JOON }, drain], 'leads')).toEqual([]);
  });

  it('tells an incident once: the step that saw it first does not say it again', () => {
    const told: readonly Happening[] = [
      PLAN,
      { type: 'step_begun', step: 'rb-1h-status-page' },
      { type: 'incident_seen', title: 'Messaging <delays>' },
      { type: 'step_late', step: 'rb-1h-status-page', saw: 'Messaging <delays>' },
    ];
    expect(posted(told, 'incident')[0]).toContain('Messaging &lt;delays&gt;');
    expect(posted(told, 'late')).toEqual([]);
  });
});

describe('what is told from the switch on', () => {
  const proved: readonly Happening[] = [
    PLAN,
    { type: 'tickets_listed', tickets: [{ id: 1, status: 'open' }] },
    { type: 'step_begun', step: `rb-2m-config:${HOST}` },
    { type: 'step_done', step: `rb-2m-config:${HOST}`, how: 'seen', saw: '' },
  ];

  it('is that it has switched and only pilots come; on a one-operator night, when agents come', () => {
    expect(posted(proved, 'switched')[0]).toContain('Only the pilot agents go online');
    const night: Happening = { type: 'first_opening', opensAt: later(OPENS, 8 * HOUR_MS), oneOperator: true };
    const told = [PLAN, night, ...proved.slice(1)];
    expect(posted(told, 'switched')[0]).toContain('Agents go online at the first opening, Wed 25 Nov, 02:30 (Seoul)');
    expect(posted(told, 'opening')[0]).toContain('One-operator night');
    const test: Happening = { type: 'step_begun', step: `rb-15p-test-conversation:${HOST}` };
    expect(posted([...told, test], 'ask')[0]).toMatch(/<@U0MINA001>.*: On the site of acme.*The ticket is enough tonight/);
    expect(posted([...proved, test], 'ask')[0]).toMatch(/<@U0JOON001>: On the site of acme.*The agent accepts/);
  });

  it.each(['en', 'ko'] as const)(
    'opens the doors to agents without a word of being live, with a draft for who was cut off, in %s',
    (language) => {
      const [text = ''] = posted([...proved, { type: 'step_done', step: 'rb-15p-open-doors', how: 'said', saw: '' }], 'doors', language);
      expect(text).toContain(language === 'en' ? 'Messaging is open to agents' : '메시징 상담을 시작합니다');
      expect(text).toContain(language === 'en' ? 'We are sorry that your chat was interrupted' : '불편을 드려 죄송합니다');
      expect(text).not.toContain('is live');
    },
  );

  it('warns the admins off the conversion once the account is activated', () => {
    const told: readonly Happening[] = [PLAN, { type: 'step_done', step: 'rb-7d-activate', how: 'said', saw: '' }];
    expect(posted(told, 'activated')[0]).toContain('do not touch “Turn on messaging for Web Widget (Classic)”');
  });

  it('tells an activation that nobody could see as the word it is', () => {
    const done: Happening = { type: 'step_done', step: 'rb-7d-activate', how: 'said', saw: '' };
    const word: Told = { happened: { type: 'item_said', item: 'migrate-1-activate-account' }, by: MINA };
    expect(posted([PLAN, word, done], 'activated')[0]).toMatch(/<@U0MINA001> says that messaging is turned on.*Ferry has not seen it yet/);
    expect(posted([PLAN, word, done], 'activated', 'ko')[0]).toContain('직접 확인하지 못했습니다');
  });

  it('says what does not work, what customers see and when the next message comes, where no test arrives', () => {
    const step = `rb-15p-test-conversation:${HOST}`;
    const late: Told = { happened: { type: 'step_late', step, saw: 'no_conversation' }, at: later(NOW, 2 * HOUR_MS) };
    expect(posted([...proved, { type: 'step_begun', step }, late], 'late')[0]).toMatch(
      /No test conversation of acme.*Customers may write without anybody seeing it.*next message here at 20:15/,
    );
  });

  it.each(['en', 'ko'] as const)('mentions the leads who are to look for what is missing (%s)', (language) => {
    const compared: Happening = { type: 'tickets_compared', mark: 'T+24h', tickets: [{ id: 4711, now: 'missing' }] };
    expect(posted([...proved, compared], 'compared', language)[0]).toMatch(/#4711.*<@U0JOON001>/);
  });

  it.each(['en', 'ko'] as const)('mentions whoever reported a click that is not seen, and those at the keyboard (%s)', (language) => {
    const click: Told = { happened: { type: 'step_said', step: `rb-0-click:${HOST}` }, by: JOON };
    const late: Happening = { type: 'step_late', step: `rb-2m-config:${HOST}`, saw: 'classic' };
    const [text] = posted([PLAN, { type: 'step_begun', step: `rb-0-click:${HOST}` }, click, late], 'late', language);
    for (const who of [JOON, MINA, SOFIA]) expect(text).toContain(`<@${who}>`);
  });

  it('names the flood of the first opening, and the groups that nobody is online in', () => {
    const flood: Happening = { type: 'step_late', step: 'rb-15p-watch', saw: 'opening waiting=12 ungrouped=3 online=?' };
    expect(posted([PLAN, flood], 'late')[0]).toMatch(
      /12 conversations wait unassigned, 3 without a group; how many agents are online is unknown/,
    );
    const gone: Happening = { type: 'step_late', step: 'rb-15p-watch', saw: 'online=0 #4 #5' };
    expect(posted([PLAN, gone], 'late')[0]).toMatch(/Nobody is online for messaging any more\.\* Waiting: #4 #5/);
    const groups: Happening = { type: 'step_late', step: 'rb-2m-agents-online', saw: 'Sales <EU>' };
    expect(posted([PLAN, groups], 'late')[0]).toContain('Sales &lt;EU&gt;');
  });

  it('tells nothing late of a plan that was replaced', () => {
    const [, ...rest] = proved;
    expect(posted([PLAN, ...rest, { type: 'step_done', step: 'rb-15p-open-doors', how: 'said', saw: '' }, PLAN], 'doors')).toEqual([]);
  });
});

describe('the days after', () => {
  const day: Happening = {
    type: 'first_day_counted',
    counted: { status: 'seen', byHour: [4, 2, ...new Array<number>(22).fill(0)], looked: 6, unassigned: 2, ungrouped: 1 },
  };

  it('report the first day from the record: by hour, unassigned, leftovers, waivers', () => {
    const [text = ''] = posted(
      [
        { type: 'baseline_kept', days: 28, byHour: [280, ...new Array<number>(23).fill(0)], byDay: [280, 0, 0, 0, 0, 0, 0] },
        { type: 'item_waived', item: 'after-csat', reason: 'later' },
        PLAN,
        {
          type: 'tickets_listed',
          tickets: [
            { id: 1, status: 'open' },
            { id: 2, status: 'open' },
          ],
        },
        {
          type: 'tickets_compared',
          mark: 'T+24h',
          tickets: [
            { id: 1, now: 'open' },
            { id: 2, now: 'solved' },
          ],
        },
        day,
      ],
      'day',
    );
    expect(text).toContain('*6 messaging tickets*');
    expect(text).toContain('2 unassigned and not solved, 1 without a group');
    expect(text).toContain('`4 2 0 ');
    expect(text).toContain('Before: 10 chat tickets on an average day');
    expect(text).toContain('1 of 2 still open');
    expect(text).toContain('1 waiver open');
  });

  it('name what is missing as missing', () => {
    const [text = ''] = posted([PLAN, { type: 'first_day_counted', counted: { status: 'unknown', why: 'unreachable' } }], 'day');
    expect(text).toContain('These numbers are missing, not zero');
    expect(text).toContain('not compared yet');
  });

  it('close with what is ready, waived and open, and offer the close only when nothing holds it up', () => {
    const begun: readonly Happening[] = [
      { type: 'item_waived', item: 'after-csat', reason: 'x' },
      PLAN,
      { type: 'step_begun', step: 'rb-4d-close' },
    ];
    const scene = aScene({ told: begun, readings: allWell });
    const post = postsOf(eventsOf(...begun), scene.migration).find(({ key }) => key.startsWith('close:'));
    const drawn = JSON.stringify(post?.draw(scene).blocks);
    expect(hardOpen({ migration: scene.migration, readings: allWell, now: NOW }).length).toBeGreaterThan(0);
    expect(drawn).toContain('Stays open until these are done');
    expect(drawn).toContain('Not in scope: Android, iOS');
    expect(drawn).not.toContain('item_done');
    const said = hardOpen({ migration: scene.migration, readings: allWell, now: NOW }).map(
      (item) => ({ type: 'item_waived', item, reason: 'r' }) as const,
    );
    const clean = aScene({ told: [...said, ...begun], readings: allWell });
    const offered = postsOf(eventsOf(...said, ...begun), clean.migration).find(({ key }) => key.startsWith('close:'));
    expect(JSON.stringify(offered?.draw(clean).blocks)).toContain('item_done');
    const closed = [...said, ...begun, { type: 'step_done', step: 'rb-4d-close', how: 'said', saw: '' } as const];
    const end = aScene({ told: closed, readings: allWell });
    const last = postsOf(eventsOf(...closed), end.migration).find(({ key }) => key.startsWith('close:'));
    expect(JSON.stringify(last?.draw(end).blocks)).toContain('Closed. Thank you, everybody.');
  });

  it('remind by name of what is due', () => {
    const told: readonly Happening[] = [
      { type: 'item_assigned', item: 'after-csat', user: JOON, due: '2026-11-26' },
      { type: 'reminded', roles: ['backup'], items: ['after-csat'], escalated: true },
    ];
    const [text = ''] = posted(told, 'reminded');
    expect(text).toMatch(/two days after the kickoff nobody is named as backup/);
    expect(text).toMatch(/<@U0JOON001>, due 2026-11-26/);
  });
});

describe('the review after Finish', () => {
  const at = (minutes: number) => later(OPENS, minutes * MINUTE_MS);
  const told: readonly (Happening | Told)[] = [
    PLAN,
    { type: 'forecast_kept', forecast: { source: 'chats', by: 'plain', mean: 2, median: 2, p90: 4, weeks: 9 } },
    { happened: { type: 'live_chats_read', live: { status: 'seen', incoming: 0, assigned: 0, active: 1 } }, at: at(-1) },
    { happened: { type: 't0_reached' }, at: at(0) },
    { happened: { type: 'step_begun', step: 'rb-15m-stop-new' }, at: at(-5) },
    { happened: { type: 'step_said', step: 'rb-15m-stop-new' }, at: at(5) },
    { happened: { type: 'step_done', step: 'rb-15m-stop-new', how: 'said', saw: '' }, at: at(7) },
    { happened: { type: 'phrase_void', brand: HOST, because: 'changed' }, at: at(8) },
    { happened: { type: 'finished', remaining: [] }, at: at(60) },
  ];

  it('says what was waited for, what was found, and prediction against truth', () => {
    const text = reviewMarkdown(aScene({ told }), eventsOf(...told));
    expect(text).toMatch(/Stop new live chats: 12 minutes, for <@U0MINA001>/);
    expect(text).toContain('is void: a hard item changed');
    expect(text).toMatch(/## Prediction and truth\n\n- .*2.*4/);
    const quiet = [PLAN];
    expect(reviewMarkdown(aScene({ told: quiet }), eventsOf(...quiet))).toContain('No prediction was kept');
  });

  it.each(['en', 'ko'] as const)('comes with a picture below 300 KB, and the same in words, in %s', async (language) => {
    const scene = aScene({ told, language });
    const svg = chartSvg(scene);
    expect(svg).not.toMatch(/NaN|undefined/);
    const png = await pngOf(svg);
    expect(png.length).toBeGreaterThan(2_000);
    expect(png.length).toBeLessThan(300_000);
    expect(chartAlt(scene)).toContain(language === 'en' ? 'Stop new live chats: 10 min late' : '10분 지연');
    const post = postsOf(eventsOf(...told), scene.migration).find(({ key }) => key.startsWith('chart:'));
    expect(post?.file?.(scene)).toMatchObject({ alt: chartAlt(scene) });
    expect(await post?.picture?.(scene)).toEqual(png);
  });

  it('says of the way back that omnichannel routing can be turned off, and other brands are left', () => {
    const text = readIn(rollBackMessage(aScene({ told })).blocks).join('\n');
    expect(text).toContain('turn it off again');
    expect(text).toContain('Other brands: do not convert them');
  });
});

it.each([
  [10, 1],
  [20, 1],
  [180, 2],
])('a status of %i minutes ago is answered %i times where nothing has changed since', async (minutes, times) => {
  const stage = await aStage({ readings: allWell, now: later(NOW, minutes * MINUTE_MS) });
  await status(stage.request(), stage.parts);
  expect(stage.answers).toHaveLength(times);
});

it('the kickoff names who has which role, and where nobody has', () => {
  const [text] = posted([PLAN, { type: 'step_begun', step: 'rb-14d-kickoff' }], 'rb-14d-kickoff');
  expect(text).toMatch(/• admin: <@U0MINA001>\n• lead: <@U0JOON001>\n• approver: <@U0SOFIA01>\n.*operator: <@U0MINA001>\n.*backup: nobody/);
});

describe('what has changed around a word', () => {
  const gaps = [{ directive: 'script-src', host: 'https://x' }];
  const page = { status: 200, title: '', calls: [], unread: 0, snippetKey: undefined };
  const readings = {
    ...allWell,
    shares: saw([{ channel: AGENTS, members: 14, read: 2 }], 'conversations.members'),
    pages: { 'https://shop.example/': saw({ ...page, gaps }, 'GET page') },
  };

  it.each([
    ['agents-share-agent-workspace', 'in Slack', 'Slack에서'],
    ['web-csp-allows-messaging', 'on the page itself', '웹 페이지에서'],
    ['req-help-center-recommended', 'in Zendesk', 'Zendesk에서'],
  ])('is said to have changed where it has: %s', (item, english, korean) => {
    const drawn = (language: 'en' | 'ko', happened: Happening) => {
      const scene = aScene({ language, told: [happened], readings });
      const post = postsOf(eventsOf(happened), scene.migration).find(({ key }) => /wordvoid|reopened/.test(key));
      return post?.draw(scene).text ?? 'nothing';
    };
    const told: readonly Happening[] = [
      { type: 'item_reopened', item },
      { type: 'word_void', item, user: MINA, of: '' },
    ];
    for (const happened of told) {
      expect(drawn('en', happened)).toContain(`has changed ${english}`);
      expect(drawn('ko', happened)).toContain(`${korean} 바뀌`);
    }
  });
});

describe('a word for a step whose items are seen otherwise', () => {
  it('is answered with what was seen, and not only that it was not', async () => {
    const listed: readonly Happening[] = [
      { type: 'step_begun', step: 'rb-15p-leftovers' },
      { type: 'tickets_listed', tickets: [1, 2, 3].map((id) => ({ id, status: 'open' })) },
      {
        type: 'tickets_compared',
        mark: 'T+15m',
        tickets: [
          { id: 1, now: 'open' },
          { id: 2, now: 'pending' },
          { id: 3, now: 'solved' },
        ],
      },
    ];
    const stage = await aStage({ told: [PLAN, ...listed], readings: allWell });
    const request = stage.request({ user: JOON });
    const press = { account: ACME, step: 'rb-15p-leftovers', plan: request.migration.scheduled?.version ?? 0 };
    const action = cutoverActions.find(({ prefix }) => prefix === 'step_confirm');
    await action?.run({ ...request, press, actionId: 'step_confirm', message: undefined }, stage.parts);
    const [answer] = stage.answers;
    expect(answer?.text).toContain('Ferry has not seen it yet');
    expect(answer?.text).toContain('2 listed tickets are still open');
  });
});
