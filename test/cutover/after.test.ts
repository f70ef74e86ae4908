import { beforeEach, describe, expect, it } from 'vitest';
import { nothingRead } from '../../src/checklist/readings.ts';
import { acceptDuty, confirmStep } from '../../src/cutover/decisions.ts';
import { lineOf } from '../../src/cutover/steps/steps.ts';
import type { Happening } from '../../src/migration/events.ts';
import { fingerprint } from '../../src/migration/plan.ts';
import { DAY_MS, HOUR_MS, type Instant, later, MINUTE_MS, SECOND_MS } from '../../src/migration/time.ts';
import { whyMessage } from '../../src/slack/blocks/why.ts';
import { textsIn } from '../../src/slack/locales/texts.ts';
import { closeMessage } from '../../src/slack/posts/after/closing.ts';
import { ownLate } from '../../src/slack/posts/after/late.ts';
import { ZendeskRefused, ZendeskUnavailable } from '../../src/zendesk/port.ts';
import { key, planned, type SmallWorld, shop, smallWorld, ticket } from '../support/small-world.ts';

let world: SmallWorld;
/** Tuesday, 18:00 to 22:00; every world begins on a Tuesday at 09:00. */
const EVENING = [{ from: 2 * 1_440 + 18 * 60, to: 2 * 1_440 + 22 * 60 }];
const OPENING = '2026-11-24T18:00:00.000Z';

const done = (step: string, how: 'seen' | 'said' | 'made' = 'said'): readonly Happening[] => [
  { type: 'step_begun', step },
  { type: 'step_done', step, how, saw: '' },
];
const steps = async () => (await world.migration()).run.steps;
const told = async (type: Happening['type']) =>
  (await world.parts.store.read(key)).map(({ happened }) => happened).filter((each) => each.type === type);

async function pass(ms: number, times = 1): Promise<void> {
  for (let time = 0; time < times; time += 1) {
    world.pass(ms);
    await world.advance();
  }
}

/** Whoever is asked for the step presses its button. */
async function press(user: string, step: string): Promise<void> {
  const decision = confirmStep(await world.migration(), { user, everywhere: false }, step, undefined, []);
  expect(decision, `${user} at ${step}`).toMatchObject({ ok: true });
  if (decision.ok && decision.happened.length > 0) await world.say(user, ...decision.happened);
}

/** A window that opens in ten minutes, signed, with its operator there and its drain begun. */
async function draining(): Promise<void> {
  const plan = planned(world, [shop], 10);
  if (plan.type !== 'scheduled') throw new Error('not a plan');
  const of = fingerprint(plan.plan);
  await world.say('ADMIN', plan, { type: 'sign_off_asked', statement: 'plan', of });
  await world.say('APPROVER', { type: 'signed', statement: 'plan', verdict: 'yes', of }, { type: 'present', user: 'OPERATOR' });
  await world.say(
    'APPROVER',
    ...['rb-14d-baseline', 'rb-7d-gate-activate', 'rb-24h-gate', 'rb-1h-presence', 'rb-1h-status-page'].flatMap((step) => done(step)),
  );
  await world.parts.lookAgain(key, await world.migration());
  await world.advance();
}

/** Clicked and proved: the doors come next. */
async function switched(): Promise<void> {
  await world.say('OPERATOR', ...['rb-15m-ticket-list', `rb-15m-final-gate:${shop}`].flatMap((step) => done(step)));
  const { scheduled } = await world.migration();
  while (scheduled && world.now() < scheduled.plan.opensAt) await pass(MINUTE_MS);
  await world.say('OPERATOR', { type: 'step_begun', step: `rb-0-click:${shop}` });
  await world.say('OPERATOR', { type: 'step_said', step: `rb-0-click:${shop}` });
  world.zendesk.widgets[shop] = 'messaging';
  await pass(30 * SECOND_MS, 6);
  expect((await steps())[`rb-2m-config:${shop}`]?.done?.how).toBe('seen');
}

async function quietDrain(): Promise<void> {
  await draining();
  await pass(20 * SECOND_MS, 6);
}

beforeEach(async () => {
  world = await smallWorld([shop]);
});

describe('a one-operator night', () => {
  it('is met by closed Chat and nobody there: the ticket is enough, and agents come at the first opening', async () => {
    world.zendesk.hours = EVENING;
    await quietDrain();
    expect(await told('first_opening')).toEqual([{ type: 'first_opening', opensAt: OPENING, oneOperator: true }]);
    await switched();
    const proved = await world.migration();
    expect(lineOf(`rb-2m-open-site:${shop}`, proved)?.step.asks).toBe('operator');
    world.zendesk.tickets.push({ ...ticket(900, 'native_messaging', 7001, world.now()), assigneeId: undefined });
    await pass(MINUTE_MS);
    // Nobody has said a word for the test: the ticket proves it.
    expect((await steps())[`rb-15p-test-conversation:${shop}`]?.done).toMatchObject({ how: 'seen', saw: '#900' });
    await press('OPERATOR', `rb-2m-open-site:${shop}`);
    await press('OPERATOR', `rb-0-responses:${shop}`);
    await pass(MINUTE_MS, 20);
    expect((await world.migration()).run.gates['done']?.blockers).toEqual([]);
    for (const step of ['rb-2m-agents-online', 'rb-15p-open-doors', 'rb-15p-watch', 'rb-15p-leftovers'])
      expect((await steps())[step], step).toBeUndefined();
    while (world.now() < OPENING) await pass(10 * MINUTE_MS);
    expect((await steps())['rb-15p-open-doors']?.begunAt.slice(0, 13)).toBe('2026-11-24T18');
    expect((await steps())['rb-2m-agents-online']).toBeDefined();
    await press('LEAD', 'rb-15p-open-doors');
    // With the doors the lead speaks for the agent's part of the test.
    expect((await world.migration()).words['widget-test-conversation']?.by).toBe('LEAD');
  });

  it('is none where somebody was online at the first reading', async () => {
    world.zendesk.hours = EVENING;
    world.zendesk.agents = { online: 1, away: 0, invisible: 0 };
    await draining();
    world.zendesk.agents = { online: 0, away: 0, invisible: 0 };
    await pass(20 * SECOND_MS, 6);
    expect(await told('first_opening')).toEqual([{ type: 'first_opening', opensAt: OPENING, oneOperator: false }]);
    await switched();
    await pass(MINUTE_MS, 10);
    expect((await steps())['rb-15p-open-doors']).toBeUndefined();
    await pass(MINUTE_MS, 7);
    expect((await steps())['rb-15p-open-doors']).toBeDefined();
  });

  it('asks at T+15m as ever where no schedule says when agents come', async () => {
    await quietDrain();
    await switched();
    await pass(MINUTE_MS, 17);
    expect(await told('first_opening')).toEqual([]);
    expect((await steps())['rb-15p-open-doors']).toBeDefined();
  });
});

describe('the test conversation', () => {
  const testLine = async () => (await steps())[`rb-15p-test-conversation:${shop}`];

  beforeEach(async () => {
    await quietDrain();
    await switched();
    await pass(MINUTE_MS);
    world.zendesk.tickets.push(ticket(900, 'native_messaging', 7001, world.now()));
  });

  it('is looked for again where its search is not reached once, although the lead has given their word: Finish needs it seen', async () => {
    await press('LEAD', `rb-15p-test-conversation:${shop}`);
    world.zendesk.before = () => {
      throw new ZendeskUnavailable('GET /api/v2/search');
    };
    await pass(20 * SECOND_MS);
    expect((await testLine())?.done).toBeUndefined();
    world.zendesk.before = () => {};
    await pass(20 * SECOND_MS);
    expect((await testLine())?.done).toMatchObject({ how: 'seen', saw: '#900' });
    expect((await world.migration()).run.conversations[shop]).toMatchObject({ ticket: 900 });
  });

  it.each([
    ['without a group', { groupId: undefined }, 'ungrouped=900', 'Ticket #900 of shop came without a group'],
    ['as another brand’s', { brandId: 7009 }, 'other_brand=900', 'Ticket #900 came as another brand'],
  ] as const)('that came %s is told once, by its number, to the lead, and is what why says', async (_, change, saw, text) => {
    world.zendesk.tickets = world.zendesk.tickets.map((each) => (each.id === 900 ? { ...each, ...change } : each));
    await pass(20 * SECOND_MS, 30);
    const lates = async () =>
      (await told('step_late')).filter((each) => 'step' in each && each.step === `rb-15p-test-conversation:${shop}`);
    expect(await testLine()).toMatchObject({ done: undefined, late: { saw } });
    expect(await lates()).toHaveLength(1);
    const scene = { key, report: nothingRead, now: world.now(), texts: textsIn('en'), zone: undefined, migration: await world.migration() };
    expect(ownLate(`rb-15p-test-conversation:${shop}`, saw, scene)).toMatch(new RegExp(`${text}.*<@LEAD>`));
    expect(JSON.stringify(whyMessage(scene).blocks)).toContain(text);
    await pass(MINUTE_MS, 40);
    expect(await lates()).toHaveLength(2);
    expect(await testLine()).toMatchObject({ late: { saw: 'no_conversation' } });
  });

  it.each([
    ['is not reached for half an hour', 26, new ZendeskUnavailable('GET /api/v2/search')],
    ['is refused', 0, new ZendeskRefused('GET /api/v2/search', 403)],
  ])('is closed by the lead’s word, shown as said, where its search %s', async (_, minutes, error) => {
    world.zendesk.before = () => {
      throw error;
    };
    await press('LEAD', `rb-15p-test-conversation:${shop}`);
    await pass(MINUTE_MS, minutes);
    expect((await testLine())?.done).toBeUndefined();
    await pass(MINUTE_MS, 3);
    expect((await testLine())?.done).toMatchObject({ how: 'said' });
  });
});

describe('the watch of messaging tickets', () => {
  it('rests between its two hours and the first opening, and alarms then with how many wait for how many', async () => {
    world.zendesk.hours = EVENING;
    world.zendesk.agents = { online: 1, away: 0, invisible: 0 };
    await draining();
    world.zendesk.agents = { online: 0, away: 0, invisible: 0 };
    await pass(20 * SECOND_MS, 6);
    await switched();
    await pass(10 * MINUTE_MS, 15);
    world.zendesk.tickets = [1, 2, 3].map((id) => ({ ...ticket(id, 'native_messaging', 7001, world.now()), assigneeId: undefined }));
    await pass(10 * MINUTE_MS, 6);
    expect((await steps())['rb-15p-watch']).toMatchObject({ done: undefined, late: undefined });
    world.zendesk.messaging = { online: 2, groups: [1] };
    while (world.now() < OPENING) await pass(10 * MINUTE_MS);
    await pass(5 * MINUTE_MS);
    expect((await steps())['rb-15p-watch']?.late?.saw).toBe('opening waiting=3 ungrouped=0 online=2');
    world.zendesk.tickets.push(...[4, 5].map((id) => ({ ...ticket(id, 'native_messaging', 7001, world.now()), assigneeId: undefined })));
    await pass(5 * MINUTE_MS);
    expect((await steps())['rb-15p-watch']?.late?.saw).toContain('waiting=3');
    world.zendesk.tickets.push({ ...ticket(6, 'native_messaging', 7001, world.now()), assigneeId: undefined });
    await pass(5 * MINUTE_MS);
    expect((await steps())['rb-15p-watch']?.late?.saw).toContain('waiting=6');
    await pass(10 * MINUTE_MS, 12);
    expect((await steps())['rb-15p-watch']?.done).toBeDefined();
  });
});

describe('agents who stay offline', () => {
  it('are late after ten minutes, by group where groups can be seen', async () => {
    world.zendesk.messaging = { online: 0, groups: [] };
    await quietDrain();
    await switched();
    await pass(MINUTE_MS, 7);
    expect((await steps())['rb-2m-agents-online']?.late).toBeUndefined();
    await pass(MINUTE_MS, 4);
    expect((await steps())['rb-2m-agents-online']?.late?.saw).toBe('nobody');
    world.zendesk.messaging = { online: 1, groups: [7] };
    await pass(MINUTE_MS);
    expect((await steps())['rb-2m-agents-online']).toMatchObject({ done: undefined, late: { saw: 'Support' } });
    world.zendesk.messaging = { online: 1, groups: [1] };
    await pass(MINUTE_MS);
    expect((await steps())['rb-2m-agents-online']?.done?.how).toBe('seen');
  });
});

describe('the two hours after Finish', () => {
  it('alarm when nobody is online any more, and still tell an incident of Zendesk', async () => {
    await quietDrain();
    await switched();
    await pass(MINUTE_MS);
    expect((await steps())['rb-2m-agents-online']?.done).toBeDefined();
    await world.say('APPROVER', { type: 'finished', remaining: [] });
    const zendesk = await world.parts.zendeskOf(key, await world.migration());
    zendesk.incidents = async () => [{ title: 'Messaging delays', impact: 'major', services: ['Messaging'] }];
    world.zendesk.messaging = { online: 0, groups: [] };
    await pass(5 * MINUTE_MS, 2);
    expect((await steps())['rb-15p-watch']?.late?.saw).toBe('online=0');
    expect(await told('incident_seen')).toEqual([{ type: 'incident_seen', title: 'Messaging delays' }]);
  });
});

describe('an incident of Zendesk around the window', () => {
  it('is told once, and a window that it ends says so', async () => {
    await draining();
    const { opensAt } = (await world.migration()).scheduled?.plan ?? { opensAt: world.now() };
    const zendesk = await world.parts.zendeskOf(key, await world.migration());
    zendesk.incidents = async () => [{ title: 'Messaging delays', impact: 'major', services: ['Messaging'] }];
    while ((await world.migration()).scheduled && world.now() < later(opensAt, 2 * HOUR_MS)) await pass(5 * MINUTE_MS);
    expect((await world.migration()).lastEnd?.because).toBe('incident');
    expect(await told('incident_seen')).toEqual([{ type: 'incident_seen', title: 'Messaging delays' }]);
  });
});

describe('presence', () => {
  it('takes a lead’s word beside the operator’s, and never instead of it', async () => {
    await world.say('ADMIN', planned(world, [shop], 40), ...done('rb-24h-gate'), { type: 'step_begun', step: 'rb-1h-presence' });
    const decision = acceptDuty(await world.migration(), { user: 'LEAD', everywhere: false }, 'presence');
    expect(decision).toEqual({ ok: true, happened: [{ type: 'lead_present', user: 'LEAD' }] });
    if (decision.ok) await world.say('LEAD', ...decision.happened);
    await pass(MINUTE_MS);
    expect((await steps())['rb-1h-presence']?.done).toBeUndefined();
    expect(acceptDuty(await world.migration(), { user: 'LEAD', everywhere: false }, 'promise')).toMatchObject({ ok: false });
  });
});

describe('the first day', () => {
  it('is counted by hour, with what is unassigned; what cannot be read is said to be missing', async () => {
    await quietDrain();
    await switched();
    const since = world.now();
    world.zendesk.tickets = [10, 10, 70].map((minutes, id) => ({
      ...ticket(id + 1, 'native_messaging', 7001, later(since, minutes * MINUTE_MS)),
      assigneeId: id === 2 ? undefined : 5,
    }));
    await pass(DAY_MS);
    await pass(MINUTE_MS);
    const counted = (await world.migration()).run.firstDay?.counted;
    expect(counted).toMatchObject({ status: 'seen', looked: 3, unassigned: 1, ungrouped: 0 });
    expect(counted?.status === 'seen' ? counted.byHour.slice(0, 3) : []).toEqual([2, 1, 0]);
  });

  it('is tried again for half an hour before it is said to be missing', async () => {
    await quietDrain();
    await switched();
    await pass(DAY_MS - HOUR_MS);
    const zendesk = await world.parts.zendeskOf(key, await world.migration());
    zendesk.messagingTicketTimes = async () => {
      throw new ZendeskUnavailable('GET /api/v2/search/export');
    };
    await pass(10 * MINUTE_MS, 7);
    expect((await steps())['rb-24p-report']?.begunAt).toBeDefined();
    expect(await told('first_day_counted')).toEqual([]);
    await pass(10 * MINUTE_MS, 4);
    expect(await told('first_day_counted')).toEqual([{ type: 'first_day_counted', counted: { status: 'unknown', why: 'unreachable' } }]);
  });
});

describe('the close after four days', () => {
  async function fourDaysLater(): Promise<void> {
    world.zendesk.tickets = [ticket(101, 'chat', 7001, world.now())];
    await quietDrain();
    await switched();
    await world.say(
      'LEAD',
      ...(['widget-test-conversation', 'widget-website-checks'] as const).map((item) => ({ type: 'item_said', item }) as const),
    );
    world.zendesk.tickets.push(ticket(900, 'native_messaging', 7001, world.now()));
    await pass(MINUTE_MS, 20);
    await pass(DAY_MS, 4);
    await pass(10 * MINUTE_MS, 2);
  }

  it('stays open while a guard tag stands, whoever has to take it off, and closes once it is off', async () => {
    await fourDaysLater();
    await world.say(
      'OPERATOR',
      { type: 'write_intended', write: 'guard_tag', target: '101', was: '', want: 'guard', ids: [101] },
      { type: 'write_tried', write: 'guard_tag', target: '101' },
      { type: 'write_seen', write: 'guard_tag', target: '101' },
      { type: 'undo_tried', write: 'guard_tag', target: '101' },
      { type: 'undo_refused', write: 'guard_tag', target: '101', why: 'not_allowed' },
    );
    await world.say('ADMIN', { type: 'step_begun', step: 'rb-4d-close' });
    world.zendesk.tickets = world.zendesk.tickets.map((each) => (each.id === 101 ? { ...each, tags: ['guard'] } : each));
    await pass(10 * MINUTE_MS, 2);
    expect((await steps())['rb-4d-close']).toMatchObject({ done: undefined, late: { saw: 'open= tags=1' } });
    world.zendesk.tickets = world.zendesk.tickets.map((each) => ({ ...each, tags: [] }));
    await pass(10 * MINUTE_MS, 2);
    expect((await steps())['rb-4d-close']?.done).toBeDefined();
  });

  it('does not call tags standing that Ferry is taking off in the same minutes, and tells it if they stay', async () => {
    await fourDaysLater();
    await world.say('ADMIN', { type: 'item_taken_back', item: 'after-clean-up' });
    const port = await world.parts.zendeskOf(key, await world.migration());
    const tagTickets = port.tagTickets.bind(port);
    port.tagTickets = async () => {};
    world.zendesk.tickets = world.zendesk.tickets.map((each) => (each.id === 101 ? { ...each, tags: ['guard'] } : each));
    await world.say(
      'OPERATOR',
      { type: 'write_intended', write: 'guard_tag', target: '101', was: '', want: 'guard', ids: [101] },
      { type: 'write_tried', write: 'guard_tag', target: '101' },
      { type: 'write_seen', write: 'guard_tag', target: '101' },
    );
    await world.say('ADMIN', { type: 'step_begun', step: 'rb-4d-close' });
    await pass(SECOND_MS, 3);
    expect((await steps())['rb-4d-close']?.late).toBeUndefined();
    const scene = { key, report: nothingRead, now: world.now(), texts: textsIn('en'), zone: undefined };
    const summary = async () => JSON.stringify(closeMessage({ ...scene, migration: await world.migration() }).blocks);
    expect(await summary()).toContain('Guard tags: being taken off.');
    await pass(MINUTE_MS, 10);
    expect((await steps())['rb-4d-close']?.late?.saw).toBe('open= tags=1');
    port.tagTickets = tagTickets;
    world.zendesk.tickets = world.zendesk.tickets.map((each) => ({ ...each, tags: [] }));
    await pass(10 * MINUTE_MS, 2);
    expect((await steps())['rb-4d-close']).toMatchObject({ done: undefined, late: { saw: 'open= tags=0' } });
    expect(ownLate('rb-4d-close', 'open= tags=0', { ...scene, migration: await world.migration() })).toContain(
      'Nothing holds up the close',
    );
    expect(await summary()).toContain('Guard tags: taken off.');
  });

  it('stays open while a hard item is open, and while the admin has not said that it is clean', async () => {
    await fourDaysLater();
    await world.say(
      'ADMIN',
      { type: 'step_begun', step: 'rb-4d-close' },
      { type: 'item_taken_back', item: 'route-decide-mode' },
      { type: 'item_taken_back', item: 'after-clean-up' },
    );
    await pass(10 * MINUTE_MS, 2);
    expect((await steps())['rb-4d-close']).toMatchObject({ done: undefined, late: { saw: 'open=route-decide-mode tags=0' } });
    await world.say('ADMIN', { type: 'item_said', item: 'route-decide-mode' });
    await pass(10 * MINUTE_MS, 2);
    expect((await steps())['rb-4d-close']?.done).toBeUndefined();
    await world.say('ADMIN', { type: 'item_said', item: 'after-clean-up' });
    await pass(10 * MINUTE_MS, 2);
    expect((await steps())['rb-4d-close']?.done).toBeDefined();
  });

  it('tells whether the first solved tickets are Closed, again only when that changes', async () => {
    await quietDrain();
    await switched();
    await world.say('ADMIN', { type: 'item_taken_back', item: 'after-handback-timing' });
    world.zendesk.tickets = [1, 2].map((id) => ({
      ...ticket(id, 'native_messaging', 7001, world.now()),
      status: id === 1 ? 'closed' : 'solved',
    }));
    await pass(DAY_MS, 4);
    await pass(10 * MINUTE_MS, 4);
    expect(await told('handback_read')).toEqual([{ type: 'handback_read', closed: 1, solved: 1 }]);
    expect((await steps())['rb-4d-handback']?.done).toBeUndefined();
    world.zendesk.tickets = world.zendesk.tickets.map((each) => ({ ...each, status: 'closed' }));
    await pass(10 * MINUTE_MS, 2);
    expect((await told('handback_read')).at(-1)).toEqual({ type: 'handback_read', closed: 2, solved: 0 });
  });
});

describe('the baseline', () => {
  const daysBefore = (at: Instant, days: number) => later(at, -days * DAY_MS);

  it('is kept by hour and day on the account’s clock', async () => {
    world.zendesk.past = [daysBefore(world.now(), 1), daysBefore(world.now(), 7), daysBefore(world.now(), 29)];
    await world.say('ADMIN', planned(world, [shop], 60 * 24 * 14));
    await pass(MINUTE_MS);
    const kept = (await world.migration()).baseline;
    // Monday and Tuesday at nine; what is older than four weeks is not of it.
    expect(kept).toMatchObject({ days: 28, byDay: [1, 1, 0, 0, 0, 0, 0] });
    expect(kept?.byHour[9]).toBe(2);
  });

  it('is tried again where it cannot be read, and never counts as done by itself; the lead’s word closes it', async () => {
    await world.say('LEAD', { type: 'item_taken_back', item: 'after-reporting-baseline' });
    const zendesk = await world.parts.zendeskOf(key, await world.migration());
    zendesk.chatTicketTimes = async () => {
      throw new ZendeskUnavailable('GET /api/v2/search/export');
    };
    await world.say('ADMIN', planned(world, [shop], 60 * 24 * 14));
    await pass(5 * MINUTE_MS, 4);
    expect((await steps())['rb-14d-baseline']).toMatchObject({ done: undefined, late: { saw: 'unreachable' } });
    await world.say('LEAD', { type: 'item_said', item: 'after-reporting-baseline' });
    await pass(5 * MINUTE_MS);
    expect((await steps())['rb-14d-baseline']?.done?.how).toBe('said');
  });
});
