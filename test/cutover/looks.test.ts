import { describe, expect, it } from 'vitest';
import { itemById } from '../../src/checklist/items/items.ts';
import { PageUnreachable } from '../../src/checklist/look/site/port.ts';
import { lookThrough } from '../../src/checklist/look-through.ts';
import { nothingRead, type Readings, type Topic } from '../../src/checklist/readings.ts';
import { lineOf } from '../../src/cutover/steps/steps.ts';
import { subjectOf } from '../../src/cutover/subjects.ts';
import type { Happening } from '../../src/migration/events.ts';
import type { Migration } from '../../src/migration/migration.ts';
import type { Sight } from '../../src/migration/run/sight.ts';
import { DAY_MS, HOUR_MS, type Instant, later, MINUTE_MS, SECOND_MS } from '../../src/migration/time.ts';
import { type Ticket, type Zendesk, ZendeskRefused, ZendeskUnavailable } from '../../src/zendesk/port.ts';
import { blind } from '../checklist/contexts.ts';
import { saw } from '../support/scene.ts';
import { help, portOf, quietZendesk, type SmallZendesk, shop, ticket } from '../support/small-world.ts';
import { account, at, begun, done, night, passedOver, planIn, saidBy, type Told } from '../support/told-night.ts';

interface Around {
  /** When it is looked. */
  readonly now?: Instant;
  readonly world?: Partial<SmallZendesk>;
  readonly zendesk?: Partial<Zendesk>;
  readonly readings?: Readings;
  readonly left?: readonly string[];
  /** When everything was looked at last. */
  readonly lookedAt?: Instant;
  /** Filled with the topics that the look asks for anew. */
  readonly asked?: (readonly Topic[] | 'all')[];
  /** What each page shows. */
  readonly page?: (address: string) => string;
}

const ANSWERING: Around = {};
const away: Partial<SmallZendesk> = {
  before: () => {
    throw new ZendeskUnavailable('GET');
  },
};
const refused: Partial<SmallZendesk> = {
  before: () => {
    throw new ZendeskRefused('GET', 403);
  },
};

/** What one look of this line comes to, at a Zendesk that is quiet but for what a test changes. */
async function look(key: string, migration: Migration, around: Around = ANSWERING): Promise<readonly Happening[]> {
  const { now = at(20), world = {}, zendesk = {}, readings = {}, left = [], lookedAt = now, asked = [], page } = around;
  const clock = () => now;
  const port = { ...portOf({ ...quietZendesk([shop, help]), ...world }, [shop, help], clock), ...zendesk };
  const line = lineOf(key, migration);
  if (line === undefined) throw new Error(`no line ${key}`);
  const report = { ...nothingRead, lookedAt, readings };
  return line.step.look({
    line,
    migration,
    zendesk: port,
    clock,
    report,
    refresh: async (topics) => {
      asked.push(topics ?? 'all');
      return lookThrough(migration, report, { zendesk: port, clock, shares: async () => [] }, topics);
    },
    fetchPage: async (address) => {
      if (page === undefined) throw new PageUnreachable(address);
      return { address, status: 200, policies: [], html: page(address), scripts: [] };
    },
    slackAway: async () => false,
    hasLeft: async (user) => left.includes(user),
  });
}

const late = (step: string, why: string) => ({ type: 'step_late', step, saw: why });
const finished = (step: string, how: string, what: string, sight?: Sight) => ({
  type: 'step_done',
  step,
  how,
  saw: what,
  ...(sight && { sight }),
});
const turned = (brand: typeof shop): readonly Told[] => [
  { type: 'widget_read', brand, widget: 'messaging' },
  done(`rb-2m-config:${brand}`, 'seen'),
];
/** Both brands seen turned; the last of them at this moment. */
const bothTurned = [...turned(shop), ...turned(help)];
const SEEN = at(3);

describe('the list of tickets that is shown an hour before', () => {
  const step = 'rb-1h-ticket-list';
  const migration = night(...begun(step));

  it('has its number, or says after a while why there is none', async () => {
    const world = { tickets: [1, 2].map((id) => ticket(id, 'chat', 7001, at(0))) };
    expect(await look(step, migration, { world })).toEqual([{ type: 'tickets_previewed', count: 2 }, finished(step, 'seen', '2')]);
    expect(await look(step, migration, { world: away, now: at(1) })).toEqual([]);
    expect(await look(step, migration, { world: away, now: at(30) })).toEqual([
      { type: 'tickets_previewed' },
      finished(step, 'made', 'unreachable'),
    ]);
  });
});

describe('Zendesk’s own status', () => {
  const step = 'rb-1h-status-page';
  const migration = night(...begun(step));

  it('without an incident is done; one is told, and stays open', async () => {
    expect(await look(step, migration)).toEqual([finished(step, 'seen', 'no_incident')]);
    const title = `since ${at(20)}`;
    expect(await look(step, migration, { world: { incidents: 1 } })).toEqual([{ type: 'incident_seen', title }, late(step, title)]);
  });

  it('that cannot be read is late, once, until the operator has said what it shows', async () => {
    expect(await look(step, migration, { world: away })).toEqual([late(step, 'unreachable')]);
    const told: Happening = { type: 'step_late', step, saw: 'unreachable' };
    expect(await look(step, night(...begun(step), told), { world: away })).toEqual([]);
    expect(await look(step, night(...begun(step), saidBy('OPERATOR', step)), { world: away })).toEqual([finished(step, 'said', '')]);
  });
});

describe('who is there', () => {
  const step = 'rb-1h-presence';
  const come = (user: string): Told => [user, { type: 'present', user }];

  it('is enough with one, who has not left', async () => {
    expect(await look(step, night(...begun(step), come('BACKUP'), come('OPERATOR')))).toEqual([finished(step, 'said', 'BACKUP,OPERATOR')]);
    const gone = await look(step, account(planIn(60), ...begun(step), come('BACKUP')), { left: ['BACKUP'], now: at(3) });
    expect(gone).toEqual([{ type: 'person_left', user: 'BACKUP', roles: ['backup'] }]);
  });

  it('is asked again a quarter of an hour before it is too late', async () => {
    const early = account(planIn(60), ...begun(step));
    expect(await look(step, early, { now: at(29) })).toEqual([]);
    expect(await look(step, early, { now: at(30) })).toEqual([late(step, 'asked_again')]);
  });
});

describe('the go', () => {
  const step = 'rb-24h-gate';

  it('that is a no ends the plan with its reason', async () => {
    const first = await look(step, account(planIn(60), ...begun(step)));
    const go = account(planIn(60), ...begun(step));
    expect(first.find(({ type }) => type === 'gate_looked')).toMatchObject({ gate: 'G2' });
    const of = subjectOf('go', { migration: go, readings: {} });
    if (of === undefined) throw new Error('nothing to sign');
    const no = (reason: string): Told => ['APPROVER', { type: 'signed', statement: 'go', verdict: 'no', of, reason }];
    const other: Told = ['LEAD', { type: 'signed', statement: 'agents_ready', verdict: 'no', of, reason: 'not ready' }];
    expect(await look(step, account(planIn(60), ...begun(step), no('a release is near'), other))).toEqual([
      { type: 'cancelled', because: 'declined', reason: 'a release is near' },
    ]);
  });

  it('waits for a promise, and for an operator where the plan names none', async () => {
    const kinds = async (migration: Migration, left: readonly string[] = []) => {
      const seen = (await look(step, migration, { left })).find(({ type }) => type === 'gate_looked');
      return seen?.type === 'gate_looked' ? seen.blockers.map(({ kind, why }) => `${kind} ${why}`) : [];
    };
    const open = account(planIn(60), ...begun(step));
    expect(await kinds(open)).toContain('promise missing');
    expect(await kinds(account(planIn(60), ...begun(step), { type: 'promised', user: 'BACKUP' }))).not.toContain('promise missing');
    expect(await kinds(account(planIn(60), ...begun(step), { type: 'promised', user: 'BACKUP' }), ['BACKUP'])).toContain('promise missing');
    expect(await kinds(open, ['OPERATOR', 'BACKUP'])).toContain('operator_missing left');
    const nobody = account(planIn(60), { type: 'restaffed' }, ...begun(step));
    expect(await kinds(nobody)).toContain('operator_missing missing');
  });
});

describe('the list of tickets of the night', () => {
  const step = 'rb-15m-ticket-list';
  const migration = night(...begun(step));

  it('is taken with what a brand left behind that turned before', async () => {
    const world = { tickets: [ticket(7, 'chat', 7001, at(0))] };
    expect(await look(step, migration, { world })).toMatchObject([
      { type: 'tickets_listed', tickets: [{ id: 7 }] },
      finished(step, 'seen', '1'),
    ]);
    const before: Happening = { type: 'tickets_listed', tickets: [{ id: 3, status: 'open' }] };
    expect(await look(step, night(...begun(step), before), { world })).toMatchObject([
      { tickets: [{ id: 3 }, { id: 7 }] },
      finished(step, 'seen', '2'),
    ]);
  });

  it('is late after three failures, and the operator’s own list stands in', async () => {
    const began = at(1);
    expect(await look(step, migration, { world: away, now: later(began, 89 * SECOND_MS) })).toEqual([]);
    expect(await look(step, migration, { world: away, now: later(began, 90 * SECOND_MS) })).toEqual([late(step, 'unreachable')]);
    const said = night(...begun(step), saidBy('OPERATOR', step));
    expect(await look(step, said, { world: away, now: began })).toEqual([finished(step, 'said', 'unreachable')]);
  });
});

describe('a mobile app', () => {
  const step = 'rb-15p-ios';
  const open: readonly Told[] = [{ type: 'setting_set', key: 'channels', value: 'web,ios' }, planIn(14), ...begun(step)];
  const began = at(2);

  it('is done by the admin’s word, with the ticket that was noticed', async () => {
    expect(await look(step, account(...open, saidBy('ADMIN', step)))).toEqual([finished(step, 'said', '')]);
    const noticed: Happening = { type: 'ticket_noticed', step, ticket: 9 };
    expect(await look(step, account(...open, noticed, saidBy('ADMIN', step)))).toEqual([finished(step, 'said', '#9')]);
    expect(await look(step, account(...open, noticed), { world: { tickets: [ticket(10, 'native_messaging', 7001, at(9))] } })).toEqual([]);
  });

  it('is not done by a ticket, which is noticed: the newest since it was asked for', async () => {
    const tickets = [ticket(8, 'native_messaging', 7001, later(began, -1)), ticket(9, 'native_messaging', 7001, began)];
    expect(await look(step, account(...open), { world: { tickets: [...tickets, ticket(10, 'native_messaging', 7001, at(9))] } })).toEqual([
      { type: 'ticket_noticed', step, ticket: 10 },
    ]);
    expect(await look(step, account(...open), { world: { tickets: tickets.slice(0, 1) } })).toEqual([]);
    expect(await look(step, account(...open), { world: away })).toEqual([]);
  });
});

describe('agents who are online for messaging', () => {
  const step = 'rb-2m-agents-online';
  const open = [planIn(14), ...bothTurned, ...begun(step)];
  const migration = account(...open);
  const said = account(...open, saidBy('LEAD', step));
  const began = at(5);
  const staffed: Readings = {
    groups: saw(
      [
        { id: 1, name: 'Support' },
        { id: 2, name: 'Sales' },
        { id: 3, name: 'Nobody' },
      ],
      'GET',
    ),
    memberships: saw(
      [
        { userId: 5, groupId: 1 },
        { userId: 6, groupId: 2 },
        { userId: 7, groupId: 3 },
      ],
      'GET',
    ),
    chatAgents: saw(
      [
        { id: 5, enabled: true },
        { id: 6, enabled: true },
        { id: 7, enabled: false },
      ],
      'GET',
    ),
  };
  const soon = later(began, 10 * MINUTE_MS - 1);
  const overdue = later(began, 10 * MINUTE_MS);

  it('are seen by one of each group with agents who have access', async () => {
    const both = { messaging: { online: 2, groups: [1, 2] } };
    expect(await look(step, migration, { readings: staffed, world: both })).toEqual([finished(step, 'seen', '2')]);
    expect(await look(step, migration, { readings: staffed, now: soon })).toEqual([]);
    expect(await look(step, migration, { readings: staffed, now: overdue })).toEqual([late(step, 'Sales')]);
    expect(await look(step, said, { readings: staffed })).toEqual([finished(step, 'said', '1')]);
  });

  it('are seen by one of the account where groups cannot be seen', async () => {
    expect(await look(step, migration)).toEqual([finished(step, 'seen', '1')]);
    const unseen = { ...staffed, memberships: blind('not_allowed') };
    expect(await look(step, migration, { readings: unseen })).toEqual([finished(step, 'seen', '1')]);
  });

  it('are late where nobody is, whatever was said, and by the lead’s word where nothing can be looked up', async () => {
    const none = { messaging: { online: 0, groups: [] } };
    expect(await look(step, said, { world: none, now: overdue })).toEqual([late(step, 'nobody')]);
    expect(await look(step, migration, { world: none, now: soon })).toEqual([]);
    expect(await look(step, migration, { world: refused, now: overdue })).toEqual([late(step, 'cannot_tell')]);
    expect(await look(step, said, { world: refused })).toEqual([finished(step, 'said', '')]);
  });
});

describe('the test conversation of a brand', () => {
  const step = `rb-15p-test-conversation:${shop}`;
  const open = [planIn(14), ...turned(shop), ...begun(step)];
  const clickedAt = at(1);
  const own = (id: number, groupId: number | undefined, when = at(5)): Ticket => ({
    ...ticket(id, 'native_messaging', 7001, when),
    groupId,
  });
  const brands: Readings = {
    brands: saw(
      [shop, help].map((name, index) => ({
        id: 7001 + index,
        name,
        subdomain: name,
        active: true,
        isDefault: true,
        hasHelpCenter: false,
        helpCenterState: 'enabled' as const,
      })),
      'GET',
    ),
  };
  const found = (tickets: readonly Ticket[], migration = account(...open), around: Around = {}) =>
    look(step, migration, { readings: brands, world: { tickets: [...tickets] }, ...around });
  const seen = (id: number, grouped: boolean) => ({ type: 'conversation_seen', brand: shop, ticket: id, grouped });

  it('is one of its own since the click; with a group it is the proof, and waits for the lead’s word', async () => {
    expect(await found([own(1, 7)])).toEqual([seen(1, true)]);
    expect(await found([own(1, undefined)])).toEqual([seen(1, false), late(step, 'ungrouped=1')]);
    expect(await found([own(1, undefined), own(2, 7)])).toEqual([seen(2, true)]);
    expect(await found([{ ...own(1, 7), brandId: 7002 }])).toEqual([late(step, 'other_brand=1')]);
    expect(await found([own(1, 7, later(clickedAt, -1))])).toEqual([]);
    expect(await found([own(1, 7, clickedAt)])).toEqual([seen(1, true)]);
    const word: Told = ['LEAD', { type: 'item_said', item: 'widget-test-conversation' }];
    expect(await found([own(1, 7)], account(...open, word))).toEqual([seen(1, true), finished(step, 'seen', '#1')]);
  });

  it('that was seen is not told again, but for one that has a group now', async () => {
    const known = (grouped: boolean): Happening => ({ type: 'conversation_seen', brand: shop, ticket: 1, grouped });
    expect(await found([own(1, undefined)], account(...open, known(false)))).toEqual([]);
    expect(await found([own(2, 7)], account(...open, known(false)))).toEqual([seen(2, true)]);
    expect(await found([own(2, 7)], account(...open, known(true)))).toEqual([]);
  });

  it('that is missing half an hour after the proof is late', async () => {
    const proved = at(2);
    expect(await found([], account(...open), { now: later(proved, 30 * MINUTE_MS - 1) })).toEqual([]);
    expect(await found([], account(...open), { now: later(proved, 30 * MINUTE_MS) })).toEqual([late(step, 'no_conversation')]);
  });

  it('that cannot be looked for is the lead’s word; one that was only not reached is looked for again', async () => {
    const said = account(...open, saidBy('LEAD', step));
    expect(await look(step, said, { world: refused })).toEqual([finished(step, 'said', '')]);
    expect(await look(step, account(...open), { world: refused })).toEqual([]);
    expect(await look(step, said, { world: away })).toEqual([]);
    expect(await look(step, said, { world: away, now: later(at(2), 31 * MINUTE_MS) })).toEqual([finished(step, 'said', '')]);
  });

  it('is told by a list of brands that is read again, where the last look did not reach it', async () => {
    const missed = (why: 'unreachable' | 'not_allowed'): Readings => ({ brands: { status: 'unknown', why, asked: 'GET', at: at(4) } });
    const asked: (readonly Topic[] | 'all')[] = [];
    expect(await found([own(1, 7)], account(...open), { readings: missed('unreachable'), asked })).toEqual([seen(1, true)]);
    expect(asked).toEqual([['brands']]);
    expect(await found([], account(...open), { readings: missed('unreachable'), asked })).toEqual([]);
    expect(await found([own(1, 7)], account(...open), { readings: missed('not_allowed'), asked })).toEqual([]);
    expect(asked).toHaveLength(1);
  });

  it('of the only brand needs no list of brands, and of two is not guessed', async () => {
    const tickets = [own(1, 7)];
    expect(await look(step, account(...open), { world: { tickets } })).toEqual([]);
    const plan = planIn(14);
    if (plan.type !== 'scheduled') throw new Error('not a plan');
    const one: Happening = { ...plan, plan: { ...plan.plan, brands: plan.plan.brands.slice(0, 1) } };
    expect(await look(step, account(one, ...turned(shop), ...begun(step)), { world: { tickets } })).toEqual([seen(1, true)]);
  });

  it('of a night with one operator is proved by the ticket', async () => {
    const alone: Happening = { type: 'first_opening', opensAt: at(500), oneOperator: true };
    expect(await found([own(1, 7)], account(...open, alone))).toEqual([seen(1, true), finished(step, 'seen', '#1')]);
  });
});

describe('what was lowered for the night', () => {
  const step = 'rb-15p-put-back';
  const limit = { write: 'chat_limit', target: 'account' } as const;
  const lowered: readonly Happening[] = [
    { type: 'write_intended', ...limit, was: '3', want: '1', ids: [] },
    { type: 'write_tried', ...limit },
    { type: 'write_seen', ...limit },
  ];
  const open = (...told: readonly Happening[]) => night(...told, ...begun(step));

  it('is put back, left as somebody has changed it, or a person’s to put back', async () => {
    expect(await look(step, open())).toEqual([finished(step, 'made', '')]);
    expect(await look(step, open(...lowered.slice(0, 1)))).toEqual([finished(step, 'made', '')]);
    expect(await look(step, open(...lowered))).toEqual([]);
    expect(await look(step, open(...lowered, { type: 'undo_seen', ...limit, how: 'put_back' }))).toEqual([finished(step, 'seen', '3')]);
    expect(await look(step, open(...lowered, { type: 'undo_seen', ...limit, how: 'changed_by_hand' }))).toEqual([
      finished(step, 'seen', 'changed_by_hand'),
    ]);
    expect(await look(step, open(...lowered, { type: 'undo_refused', ...limit, why: 'not_allowed' }))).toEqual([late(step, 'chat_limit')]);
  });
});

describe('the watch of the first two hours', () => {
  const step = 'rb-15p-watch';
  const open = [planIn(14), ...bothTurned, ...begun(step)];
  const one = (id: number, change: Partial<Ticket> = {}): Ticket => ({
    ...ticket(id, 'native_messaging', 7001, later(SEEN, MINUTE_MS)),
    assigneeId: undefined,
    ...change,
  });
  const watch = (tickets: readonly Ticket[], { migration = account(...open), minutes = 15, online = 1 } = {}) =>
    look(step, migration, {
      world: { tickets: [...tickets], messaging: { online, groups: [] } },
      now: later(SEEN, minutes * MINUTE_MS),
    });

  it('names tickets without a group at once, and without an agent after ten minutes', async () => {
    expect(await watch([one(1)])).toEqual([late(step, '#1')]);
    expect(await watch([one(1)], { minutes: 11 })).toEqual([]);
    expect(await watch([one(1, { groupId: undefined, assigneeId: 5 })], { minutes: 2 })).toEqual([late(step, '#1')]);
    expect(await watch([one(1, { assigneeId: 5 })])).toEqual([]);
    for (const status of ['solved', 'closed', 'deleted'] as const) expect(await watch([one(1, { status })])).toEqual([]);
    expect(await watch([one(1, { createdAt: later(SEEN, -1) })])).toEqual([]);
    const many = Array.from({ length: 25 }, (_, index) => one(index + 1));
    const [told] = await watch(many);
    expect(told?.type === 'step_late' && told.saw.split(' ')).toHaveLength(20);
  });

  it('says that nobody is online any more, where somebody was', async () => {
    const came = account(...open, done('rb-2m-agents-online', 'seen'));
    expect(await watch([], { migration: came, online: 0 })).toEqual([late(step, 'online=0')]);
    expect(await watch([one(1)], { migration: came, online: 0 })).toEqual([late(step, 'online=0 #1')]);
    expect(await watch([], { online: 0 })).toEqual([]);
    expect(await watch([], { migration: came })).toEqual([]);
  });

  it('ends after two hours with what was last to be seen', async () => {
    expect(await watch([one(1)], { minutes: 119 })).toEqual([late(step, '#1')]);
    expect(await watch([one(1)], { minutes: 120 })).toEqual([finished(step, 'made', '0')]);
    const told = account(...open, { type: 'step_late', step, saw: '#1' });
    expect(await watch([one(1)], { migration: told, minutes: 120 })).toEqual([finished(step, 'made', '#1')]);
    expect(await look(step, account(...open), { world: away, now: later(SEEN, MINUTE_MS) })).toEqual([]);
    expect(await look(step, account(planIn(14), ...turned(shop), ...begun(step)))).toEqual([]);
  });

  describe('of a night with one operator', () => {
    const opensAt = later(SEEN, 9 * HOUR_MS);
    const alone: Happening = { type: 'first_opening', opensAt, oneOperator: true };
    const opening = (tickets: readonly Ticket[], told: readonly Happening[] = [], online = 1) =>
      look(step, account(...open, alone, ...told), {
        world: { tickets: [...tickets], messaging: { online, groups: [] } },
        now: later(opensAt, 5 * MINUTE_MS),
      });
    const flood = (waiting: number, ungrouped: number, online: number | '?') =>
      late(step, `opening waiting=${waiting} ungrouped=${ungrouped} online=${online}`);

    it('begins with the first opening, and tells how many wait for how many', async () => {
      const early = await look(step, account(...open, alone), { world: { tickets: [one(1)] }, now: later(opensAt, -1) });
      expect(early).toEqual([]);
      expect(await opening([one(1), one(2, { groupId: undefined, assigneeId: 5 })])).toEqual([flood(1, 1, 1)]);
      expect(await opening([])).toEqual([]);
      expect(await opening([], [], 0)).toEqual([flood(0, 0, 0)]);
    });

    it('tells again when as many more wait, when more have no group, or when the last agent has gone', async () => {
      const toldAt = (saw1: string, when: Instant): Migration => {
        const migration = account(...open, alone, { type: 'step_late', step, saw: saw1 });
        const state = migration.run.steps[step];
        if (state?.late === undefined) throw new Error('not late');
        const steps = { ...migration.run.steps, [step]: { ...state, late: { ...state.late, at: when } } };
        return { ...migration, run: { ...migration.run, steps } };
      };
      const again = (tickets: readonly Ticket[], before: string, online = 1, when: Instant = opensAt) =>
        look(step, toldAt(before, when), {
          world: { tickets: [...tickets], messaging: { online, groups: [] } },
          now: later(opensAt, 5 * MINUTE_MS),
        });
      const three = [one(1), one(2), one(3)];
      const before = 'opening waiting=2 ungrouped=0 online=1';
      expect(await again(three, before)).toEqual([]);
      expect(await again([...three, one(4)], before)).toEqual([flood(4, 0, 1)]);
      expect(await again([one(1, { groupId: undefined })], before)).toEqual([flood(1, 1, 1)]);
      expect(await again(three, before, 0)).toEqual([flood(3, 0, 0)]);
      expect(await again(three, 'opening waiting=2 ungrouped=0 online=0', 0)).toEqual([]);
      expect(await again(three, before, 1, later(opensAt, -1))).toEqual([flood(3, 0, 1)]);
      expect(await again([one(1)], 'opening waiting=0 ungrouped=1 online=1')).toEqual([]);
    });
  });
});

describe('the first day', () => {
  const step = 'rb-24p-report';
  const open = [planIn(14), ...bothTurned, ...begun(step)];
  const began = at(5);

  it('is counted by the hour since the turn, with what is open without an agent or a group', async () => {
    const tickets = [
      ticket(1, 'native_messaging', 7001, SEEN),
      { ...ticket(2, 'native_messaging', 7001, later(SEEN, HOUR_MS)), assigneeId: undefined },
      {
        ...ticket(3, 'native_messaging', 7001, later(SEEN, 23 * HOUR_MS)),
        groupId: undefined,
        assigneeId: undefined,
        status: 'solved' as const,
      },
      { ...ticket(4, 'native_messaging', 7001, later(SEEN, 23 * HOUR_MS)), groupId: undefined },
      ticket(5, 'native_messaging', 7001, later(SEEN, DAY_MS)),
    ];
    const byHour = Array.from({ length: 24 }, (_, hour) => (hour < 2 ? 1 : hour === 23 ? 2 : 0));
    expect(await look(step, account(...open), { world: { tickets } })).toEqual([
      { type: 'first_day_counted', counted: { status: 'seen', byHour, looked: 4, unassigned: 1, ungrouped: 1 } },
      finished(step, 'seen', '4'),
    ]);
  });

  it('is counted once, tried again for half an hour, and then said to be missing', async () => {
    const counted: Happening = { type: 'first_day_counted', counted: { status: 'unknown', why: 'unreachable' } };
    expect(await look(step, account(...open, counted))).toEqual([finished(step, 'made', '')]);
    expect(await look(step, account(...open), { world: away, now: later(began, 30 * MINUTE_MS - 1) })).toEqual([]);
    expect(await look(step, account(...open), { world: away, now: later(began, 30 * MINUTE_MS) })).toEqual([
      counted,
      finished(step, 'made', 'unreachable'),
    ]);
    expect(await look(step, account(planIn(14), ...begun(step)))).toEqual([]);
  });
});

describe('what holds up the close', () => {
  const step = 'rb-4d-close';
  const tag = { write: 'guard_tag', target: 'list' } as const;
  const tagged: readonly Happening[] = [
    { type: 'write_intended', ...tag, was: '', want: 'guard', ids: [1, 2] },
    { type: 'write_tried', ...tag },
  ];
  const tried: readonly Happening[] = [1, 2, 3].map(() => ({ type: 'undo_tried', ...tag }));
  const closing = async (told: readonly Told[], tickets: readonly Ticket[] = [], world: Partial<SmallZendesk> = {}) => {
    const found = await look(step, night(...told, ...begun(step)), { world: { tickets: [...tickets], ...world } });
    const [first] = found;
    return first?.type === 'step_late' ? first.saw.split(' ') : found;
  };
  const guarded = (id: number, change: Partial<Ticket> = {}): Ticket => ({
    ...ticket(id, 'chat', 7001, at(0)),
    tags: ['guard'],
    ...change,
  });

  it('are tickets that still have the tag, as they are read, but for closed ones', async () => {
    const tagsOf = async (...all: Parameters<typeof closing>) => (await closing(...all)).at(-1);
    expect(await tagsOf([])).toBe('tags=0');
    expect(await tagsOf([...tagged, ...tried], [guarded(1), guarded(2)])).toBe('tags=2');
    expect(await tagsOf([...tagged, ...tried], [guarded(1), guarded(2, { status: 'closed' })])).toBe('tags=1');
    // Who was not there has not tried yet: that they stand is no news.
    expect(await tagsOf([...tagged, ...tried.slice(1)], [guarded(1), guarded(2)])).toBe('tags=0');
    expect(await tagsOf([...tagged, { type: 'undo_refused', ...tag, why: 'not_allowed' }], [guarded(1)])).toBe('tags=1');
    expect(await tagsOf(tagged, [guarded(1, { tags: ['other'] }), guarded(3)])).toBe('tags=0');
    expect(await tagsOf(tagged.slice(0, 1), [guarded(1)])).toBe('tags=0');
    expect(await tagsOf([...tagged, { type: 'undo_seen', ...tag, how: 'put_back' }], [guarded(1)])).toBe('tags=0');
    expect(await tagsOf(tagged, [], away)).toBe('tags=?');
  });

  it('are hard items that are open, but for those of the night and those that were passed over', async () => {
    const items = async (...told: readonly Told[]) => {
      const [first] = await closing(told);
      return typeof first === 'string' ? first.replace('open=', '').split(',') : [];
    };
    const open = await items();
    const [hard = ''] = open;
    expect(itemById(hard)?.blocking).toBe('hard');
    expect(open).not.toContain('migrate-close-active-chats');
    expect(open).not.toContain('pending-tickets-guard-tag');
    const passed: Happening = {
      type: 'gate_passed',
      gate: 'G2',
      blockers: [{ kind: 'item', id: hard, why: 'unknown' }],
      reason: 'x',
    };
    expect(await items(passed)).toEqual(open.slice(1));
  });
});

describe('handback', () => {
  const step = 'rb-4d-handback';
  const open = [planIn(14), ...bothTurned, ...begun(step)];
  const tickets = [
    { ...ticket(1, 'native_messaging', 7001, SEEN), status: 'closed' as const },
    { ...ticket(2, 'native_messaging', 7001, later(SEEN, 1)), status: 'solved' as const },
    { ...ticket(3, 'native_messaging', 7001, later(SEEN, 2)), status: 'closed' as const },
    { ...ticket(4, 'native_messaging', 7001, later(SEEN, DAY_MS)), status: 'closed' as const },
  ];
  const news = { type: 'handback_read', closed: 2, solved: 1 } as const;
  const read = async (migration: Migration, around: Around = {}) =>
    (await look(step, migration, around)).filter(({ type }) => type === 'handback_read');

  it('is told of the first day’s tickets, and again when that changes', async () => {
    expect(await read(account(...open), { world: { tickets } })).toEqual([news]);
    expect(await read(account(...open, news), { world: { tickets } })).toEqual([]);
    expect(await read(account(...open, { ...news, solved: 2 }), { world: { tickets } })).toEqual([news]);
    expect(await read(account(...open, { ...news, closed: 1 }), { world: { tickets } })).toEqual([news]);
    expect(await read(account(...open), { world: away })).toEqual([]);
    expect(await read(account(planIn(14), ...begun(step)), { world: { tickets } })).toEqual([]);
  });

  it('looks at the first hundred, oldest first', async () => {
    const many = Array.from({ length: 130 }, (_, index) => ({
      ...ticket(index + 1, 'native_messaging', 7001, later(SEEN, 130 - index)),
      status: index < 100 ? ('solved' as const) : ('closed' as const),
    }));
    expect(await read(account(...open), { world: { tickets: many } })).toEqual([{ type: 'handback_read', closed: 30, solved: 70 }]);
  });

  it('is not closed by a word while its own reading has just failed for the first time', async () => {
    const said = account(...open, ['ADMIN', { type: 'item_said', item: 'after-handback-timing' }]);
    expect(await look(step, said, { world: away, now: later(at(5), 29 * SECOND_MS) })).toEqual([]);
    expect(await look(step, said, { world: away, now: later(at(5), 30 * SECOND_MS) })).toHaveLength(1);
  });
});

describe('the live chats of the weeks before', () => {
  const step = 'rb-14d-baseline';
  const open = night(...begun(step));
  const began = at(1);
  const now = later(began, DAY_MS);
  const kept = async (past: readonly Instant[], around: Around = {}) => look(step, open, { world: { past: [...past] }, now, ...around });

  it('are counted by hour and day over four weeks', async () => {
    const anHourAgo = later(now, -HOUR_MS);
    const found = await kept([anHourAgo, later(anHourAgo, -28 * DAY_MS + 2 * HOUR_MS), later(anHourAgo, -28 * DAY_MS)]);
    const [first, second] = found;
    if (first?.type !== 'baseline_kept') throw new Error('not kept');
    expect(first.days).toBe(28);
    expect(first.byHour.reduce((sum, each) => sum + each, 0)).toBe(2);
    expect(first.byDay.reduce((sum, each) => sum + each, 0)).toBe(2);
    expect(first.byHour[new Date(anHourAgo).getUTCHours()]).toBe(1);
    expect(second).toEqual(finished(step, 'seen', '2'));
  });

  it('are of fewer days where there are many: whole weeks, or days where a week is too much', async () => {
    const days = async (aDay: number) => {
      const [first] = await kept(Array.from({ length: aDay }, (_, index) => later(now, -1 - index)));
      return first?.type === 'baseline_kept' ? first.days : undefined;
    };
    expect(await days(0)).toBe(28);
    expect(await days(53)).toBe(28);
    expect(await days(60)).toBe(21);
    expect(await days(300)).toBe(5);
    expect(await days(1_501)).toBe(1);
  });

  it('that cannot be read are late after ten minutes, and the lead’s word closes them', async () => {
    expect(await kept([], { world: refused, now: later(began, 10 * MINUTE_MS - 1) })).toMatchObject([{ type: 'step_done', how: 'said' }]);
    const unsaid = account({ type: 'item_taken_back', item: 'after-reporting-baseline' }, planIn(14), ...begun(step));
    const soon = later(at(2), 10 * MINUTE_MS);
    expect(await look(step, unsaid, { world: refused, now: later(soon, -1) })).toEqual([]);
    expect(await look(step, unsaid, { world: refused, now: soon })).toEqual([late(step, 'not_allowed')]);
    expect(await kept([], { world: away, now: began })).toEqual([]);
  });
});

describe('what Finish waits for', () => {
  const step = 'finish';
  const compared: Happening = { type: 'tickets_compared', mark: 'T+15m', tickets: [] };
  const opened = [shop, help].map((brand) => done(`rb-2m-open-site:${brand}`));
  const talked = [shop, help].map((brand) => done(`rb-15p-test-conversation:${brand}`, 'seen'));
  const all: readonly Told[] = [planIn(14), ...bothTurned, ...opened, ...talked, compared, ...begun(step)];
  const blockers = async (...told: readonly Told[]) => {
    const [found] = await look(step, account(...told));
    return found?.type === 'gate_looked' ? found.blockers.map(({ id, why }) => `${id} ${why}`) : [];
  };
  const without = (one: Told) => all.filter((each) => each !== one);

  it('are each brand’s site and conversation, the comparison, and every brand’s turn', async () => {
    const rest = await blockers(...all);
    const more = async (...told: readonly Told[]) => (await blockers(...told)).filter((each) => !rest.includes(each));
    expect(await more(...without(compared))).toEqual(['migrate-note-pending-tickets not_compared']);
    const [site] = opened;
    const [conversation] = talked;
    if (site === undefined || conversation === undefined) throw new Error('no brand');
    expect(await more(...without(site))).toEqual(['shop site_not_opened']);
    expect(await more(...without(site), { type: 'item_waived', item: 'web-key-pages-opened', reason: 'none' })).toEqual([]);
    expect(await more(...without(conversation))).toEqual(['shop no_conversation']);
    expect(await more(...all, { type: 'seen_returned', brand: help })).toEqual(['help returned']);
    expect(await more(planIn(14), ...turned(shop), ...opened, ...talked, compared, ...begun(step))).toEqual(['all not_proved']);
    const apps = await more({ type: 'setting_set', key: 'channels', value: 'web,ios' }, ...all);
    expect(apps.map((each) => each.split(' ')[0])).toEqual(['migrate-4b-mobile-apps']);
  });

  it('are on a night with one operator not the agent’s part of the test', async () => {
    expect(await blockers(...all)).toContain('widget-test-conversation todo');
    const alone: Happening = { type: 'first_opening', opensAt: at(500), oneOperator: true };
    expect(await blockers(...all, alone)).not.toContain('widget-test-conversation todo');
  });

  it('is nothing once it was pressed', async () => {
    const over: Happening = { type: 'finished', remaining: [] };
    expect(await look(step, account(...all, over))).toEqual([finished(step, 'said', '')]);
  });
});

describe('a step with items', () => {
  it('is done when each of them that applies is, and not by those that do not', async () => {
    const step = 'rb-15p-leftovers';
    const list: Happening = { type: 'tickets_listed', tickets: [{ id: 1, status: 'open' }] };
    const open: readonly Told[] = [{ type: 'item_taken_back', item: 'after-leftover-chat-tickets' }, planIn(14), ...begun(step)];
    expect(await look(step, account(...open))).toEqual([finished(step, 'seen', '0')]);
    expect(await look(step, account(...open, list))).toEqual([]);
    expect(await look(step, account(...open, list, ['LEAD', { type: 'item_said', item: 'after-leftover-chat-tickets' }]))).toEqual([
      finished(step, 'said', '1'),
    ]);
    const compared: Happening = { type: 'tickets_compared', mark: 'T+15m', tickets: [{ id: 1, now: 'open' }] };
    expect(await look(step, account(...open, list, compared))).toEqual([]);
  });

  it('that wants a word is not done without one', async () => {
    const step = 'rb-24h-freeze';
    expect(await look(step, night(...begun(step)))).toEqual([]);
    expect(await look(step, night(...begun(step), saidBy('ADMIN', step)))).toEqual([finished(step, 'said', '')]);
  });
});

describe('the readings of the drain', () => {
  const step = 'rb-15m-drain';
  const open = night(...begun(step));
  const quiet: Happening = { type: 'live_chats_read', live: { status: 'seen', incoming: 0, assigned: 0, active: 0 } };
  const nobody: Happening = { type: 'live_agents_read', agents: { status: 'seen', online: 0, away: 0, invisible: 0 } };
  const types = async (migration: Migration, around: Around = {}) => (await look(step, migration, around)).map(({ type }) => type);
  const both = night(...begun(step), quiet, nobody);
  const readAt = at(3);

  it('are recorded when they are the first, when they have changed, and once a minute', async () => {
    expect(await look(step, open)).toEqual([quiet, nobody]);
    const soon = later(readAt, -30 * SECOND_MS);
    expect(await types(both, { now: soon })).toEqual([]);
    expect(await types(both, { now: soon, world: { chats: { incoming: 0, assigned: 1, active: 0 } } })).toEqual(['live_chats_read']);
    expect(await types(both, { now: soon, world: { agents: { online: 0, away: 1, invisible: 0 } } })).toEqual(['live_agents_read']);
    expect(await look(step, both, { now: soon, world: { chats: 'refused' } })).toEqual([
      { type: 'live_chats_read', live: { status: 'unknown', why: 'not_allowed' } },
    ]);
    expect(await types(both, { now: later(at(2), MINUTE_MS) })).toContain('live_chats_read');
  });

  it('close it after a quiet minute, by what was seen', async () => {
    const now = later(at(2), MINUTE_MS);
    expect((await look(step, both, { now })).at(-1)).toEqual(
      finished(step, 'seen', '0 / 0 / 0', { of: 'chats', incoming: 0, assigned: 0, active: 0 }),
    );
    const said = night(...begun(step), ['LEAD', { type: 'item_said', item: 'migrate-close-active-chats' }]);
    expect((await look(step, said, { world: { chats: 'refused' } })).at(-1)).toEqual(finished(step, 'said', ''));
    const passed = passedOver(`G3:${shop}`);
    const two = { chats: { incoming: 0, assigned: 2, active: 0 } };
    expect((await look(step, night(...begun(step), passed), { world: two })).at(-1)).toEqual(finished(step, 'said', 'passed_over'));
    expect((await look(step, night(...begun(step), passedOver(`G3:${help}`)), { world: two })).at(-1)).toMatchObject({
      type: 'live_agents_read',
    });
  });
});

describe('how much is looked at anew', () => {
  const opensAt = at(14);
  const gateTopics = ['brands', 'widgets', 'chats', 'agents', 'incidents'];
  const atLastGate = async (around: Around) => {
    const asked: (readonly Topic[] | 'all')[] = [];
    await look(`rb-15m-final-gate:${shop}`, night(...begun(`rb-15m-final-gate:${shop}`)), { ...around, asked });
    return asked[0];
  };
  const atSecondGate = async (around: Around) => {
    const asked: (readonly Topic[] | 'all')[] = [];
    await look('rb-24h-gate', account(planIn(60), ...begun('rb-24h-gate')), { ...around, asked });
    return asked[0];
  };
  const failed = (when: Instant): Readings => ({ settings: { status: 'unknown', why: 'unreachable', asked: 'GET', at: when } });

  it('at the last gate is everything unless that was done since T-1h, and then what moves', async () => {
    expect(await atLastGate({ lookedAt: later(opensAt, -HOUR_MS - 1) })).toBe('all');
    expect(await atLastGate({ lookedAt: later(opensAt, -HOUR_MS) })).toEqual(gateTopics);
    expect(await atLastGate({ readings: failed(later(at(20), -30 * SECOND_MS)) })).toEqual([...gateTopics, 'settings']);
    expect(await atLastGate({ readings: failed(later(at(20), -30 * SECOND_MS + 1)) })).toEqual(gateTopics);
    const refusedNow = { settings: { status: 'unknown', why: 'not_allowed', asked: 'GET', at: at(1) } } as const;
    expect(await atLastGate({ readings: refusedNow })).toEqual(gateTopics);
  });

  it('at the gate of the day before is everything unless that was done since it began, ten minutes ago at most', async () => {
    const began = at(1);
    expect(await atSecondGate({ lookedAt: later(began, -1) })).toBe('all');
    expect(await atSecondGate({ lookedAt: began, now: later(began, 10 * MINUTE_MS) })).toBeUndefined();
    expect(await atSecondGate({ lookedAt: began, now: later(began, 10 * MINUTE_MS + 1) })).toBe('all');
    expect(await atSecondGate({ readings: failed(at(1)) })).toEqual(['settings']);
    const half: Readings = { chatCopy: saw({ letters: 1, lists: {}, unreached: ['bans'] }, 'GET', at(20)) };
    expect(await atSecondGate({ readings: half })).toEqual(['chatCopy']);
  });
});

describe('what is asked at the gate of the day before', () => {
  const step = 'rb-24h-gate';
  const statements = (found: readonly Happening[]) => found.flatMap((each) => (each.type === 'sign_off_asked' ? [each.statement] : []));
  const open = [planIn(60), ...begun(step)];
  const red = async (...told: readonly Told[]) => {
    const found = (await look(step, account(...open, ...told))).find(({ type }) => type === 'gate_looked');
    return found?.type === 'gate_looked' ? found.blockers : [];
  };

  it('are the plan and the agents while items are open, and the go once none is', async () => {
    const found = await look(step, account(...open));
    expect(statements(found)).toEqual(['agents_ready', 'plan']);
    const blockers = (await red()).filter(({ kind }) => kind === 'item');
    expect(blockers.length).toBeGreaterThan(0);
    const waived = blockers.map(
      ({ id }): Happening => ({ type: 'gate_passed', gate: 'G2', blockers: [{ kind: 'item', id, why: 'x' }], reason: 'x' }),
    );
    expect(statements(await look(step, account(...open, ...waived)))).toEqual(['agents_ready', 'plan', 'go']);
    const kinds = (await red(...waived)).map(({ kind, id }) => `${kind} ${id}`);
    expect(kinds).toEqual(['sign_off agents_ready', 'sign_off plan', 'sign_off go', 'promise operator']);
    expect((await red()).map(({ kind, id }) => `${kind} ${id}`)).not.toContain('sign_off go');
  });
});

describe('the way back of a swapped brand', () => {
  const swap = `rb-0-swap:${shop}`;
  const back = `rb-0-swap-back:${shop}`;
  const OLD = '00007001-aaaa';
  const NEW = '00007001-bbbb';
  const pages = ['https://shop.example/', 'https://shop.example/contact'];
  const shows =
    (...keys: readonly string[]) =>
    (address: string) =>
      `<script src="https://static.zdassets.com/ekr/snippet.js?key=${keys[pages.indexOf(address)] ?? keys[0]}"></script>`;
  function planned(...brands: readonly (typeof shop)[]): Happening {
    const plan = planIn(0);
    if (plan.type !== 'scheduled') throw new Error('not a plan');
    return {
      ...plan,
      plan: { ...plan.plan, brands: brands.map((subdomain) => ({ subdomain, path: 'swap', keys: { from: OLD, to: NEW, pages } })) },
    };
  }
  const read = (keys: 'old' | 'new'): Happening => ({ type: 'keys_read', brand: shop, keys });
  const rolled: Happening = { type: 'rolled_back', reason: undefined };
  const open = (...brands: readonly (typeof shop)[]) => [
    planned(...brands),
    ...begun(swap),
    saidBy('OPERATOR', swap),
    read('new'),
    rolled,
    ...begun(back),
  ];

  it('is proved by three readings of the old key on every page; with the last brand its plan ends', async () => {
    const twice = [read('old'), read('old')];
    const found = await look(back, account(...open(shop), ...twice), { page: shows(OLD) });
    expect(found).toMatchObject([
      { type: 'keys_read', keys: 'old' },
      { type: 'step_done', step: back, how: 'seen', saw: 'old key ×3' },
      { type: 'brand_returned', brand: shop },
      { type: 'cancelled', because: 'returned' },
    ]);
    const other = await look(back, account(...open(shop, help), ...twice), { page: shows(OLD) });
    expect(other.map(({ type }) => type)).toEqual(['keys_read', 'step_done', 'brand_returned']);
    const once = await look(back, account(...open(shop), read('old')), { page: shows(OLD) });
    expect(once.map(({ type }) => type)).toEqual(['keys_read']);
    const half = await look(back, account(...open(shop), ...twice), { page: shows(OLD, NEW) });
    expect(half).toMatchObject([{ type: 'keys_read', keys: 'partly', page: pages[1] }]);
  });

  it('is late ten minutes after it was said, while the old key is not seen', async () => {
    const said = account(...open(shop), saidBy('OPERATOR', back));
    const claimed = at(6);
    const at10 = later(claimed, 10 * MINUTE_MS);
    const lateSaw = async (migration: Migration, now: Instant, key: string) =>
      (await look(back, migration, { now, page: shows(key) })).flatMap((each) => (each.type === 'step_late' ? [each.saw] : []));
    expect(await lateSaw(said, later(at10, -1), NEW)).toEqual([]);
    expect(await lateSaw(said, at10, NEW)).toEqual([pages[0]]);
    expect(await lateSaw(said, at10, OLD)).toEqual([]);
    expect(await lateSaw(account(...open(shop)), at10, NEW)).toEqual([]);
  });
});

describe('a click and its proof', () => {
  const click = `rb-0-click:${shop}`;
  const proof = `rb-2m-config:${shop}`;
  const asked: Happening = { type: 'step_asked', step: click };
  const shown = (widget: 'classic' | 'messaging'): Happening => ({ type: 'widget_read', brand: shop, widget });
  const converted = { widgets: { [shop]: 'messaging' as const, [help]: 'classic' as const } };
  const open = (...told: readonly Told[]) => account(planIn(0), ...begun(click), asked, ...told);

  it('is done when it is seen, or claimed; what is seen is recorded when it is news', async () => {
    expect(await look(click, open(), { world: converted })).toEqual([shown('messaging'), finished(click, 'seen', 'messaging')]);
    expect(await look(click, open())).toEqual([shown('classic')]);
    expect(await look(click, open(shown('classic')))).toEqual([]);
    expect(await look(click, open(shown('classic'), saidBy('OPERATOR', click)))).toEqual([finished(click, 'said', '')]);
  });

  it('is proved by three readings half a minute apart', async () => {
    const claimed = [saidBy('OPERATOR', click), ...begun(proof)];
    const times = (count: number) => Array.from({ length: count }, () => shown('messaging'));
    expect(await look(proof, open(...claimed, ...times(1)), { world: converted })).toEqual([shown('messaging')]);
    expect(await look(proof, open(...claimed, ...times(2)), { world: converted })).toEqual([
      shown('messaging'),
      finished(proof, 'seen', 'messaging ×3', { of: 'turned', times: 3 }),
    ]);
    const last = at(6);
    expect(await look(proof, open(...claimed, ...times(2)), { world: converted, now: later(last, 28 * SECOND_MS) })).toEqual([]);
    expect(await look(proof, open(...claimed, ...times(2)), { world: converted, now: later(last, 29 * SECOND_MS) })).toHaveLength(2);
  });

  it('is late while the widget is not seen turned long after the claim', async () => {
    const claimedAt = at(3);
    const migration = open(saidBy('OPERATOR', click), ...begun(proof), shown('classic'));
    const saw1 = async (minutes: number, of = migration) => look(proof, of, { now: later(claimedAt, minutes * MINUTE_MS) });
    expect(await saw1(9.9)).toEqual([]);
    expect(await saw1(10)).toEqual([late(proof, 'classic')]);
    expect(await saw1(10, open(...begun(proof), shown('classic')))).toEqual([]);
  });
});

describe('the gate of the activation', () => {
  const step = 'rb-7d-gate-activate';
  const open = [planIn(60), ...begun(step)];
  const passedOver = async () => {
    const [found] = await look(step, account(...open));
    const blockers = found?.type === 'gate_looked' ? found.blockers : [];
    return blockers.map((blocker): Happening => ({ type: 'gate_passed', gate: 'G1', blockers: [blocker], reason: 'x' }));
  };

  it('asks for the approval once no item is open, and once', async () => {
    const [first, ...rest] = await look(step, account(...open));
    expect(first).toMatchObject({ type: 'gate_looked', gate: 'G1' });
    expect(rest).toEqual([]);
    const passed = await passedOver();
    const asks = (found: readonly Happening[]) => found.filter((each) => each.type === 'sign_off_asked');
    const [request] = asks(await look(step, account(...open, ...passed)));
    expect(request).toMatchObject({ statement: 'activation' });
    if (request === undefined) throw new Error('nothing is asked');
    expect(asks(await look(step, account(...open, ...passed, request)))).toEqual([]);
    const other: Happening = { type: 'sign_off_asked', statement: 'go', of: request.of };
    expect(asks(await look(step, account(...open, ...passed, other)))).toEqual([request]);
  });

  it('is met by the approval, or by messaging that is seen already', async () => {
    const passed = await passedOver();
    const of = subjectOf('activation', { migration: account(...open, ...passed), readings: {} });
    if (of === undefined) throw new Error('nothing to sign');
    const yes: Told = ['APPROVER', { type: 'signed', statement: 'activation', verdict: 'yes', of, reason: undefined }];
    expect((await look(step, account(...open, ...passed, yes))).at(-1)).toEqual(finished(step, 'said', 'activation'));
    const messenger = { widgets: { [shop]: 'messaging' as const, [help]: 'classic' as const } };
    expect((await look(step, account(...open), { world: messenger, lookedAt: at(0) })).at(-1)).toEqual(finished(step, 'seen', 'messenger'));
    const world = { tickets: [ticket(1, 'native_messaging', 7001, at(0))] };
    expect((await look(step, account(...open), { world, lookedAt: at(0) })).at(-1)).toEqual(finished(step, 'seen', 'native_messaging'));
  });
});
