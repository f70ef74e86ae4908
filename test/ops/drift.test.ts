import { describe, expect, it } from 'vitest';
import { restsOn } from '../../src/checklist/item-state.ts';
import { probeTopics } from '../../src/checklist/look/probe.ts';
import { topics } from '../../src/checklist/look-through.ts';
import { type Readings, type Report, readReport, type Topic, writeReport } from '../../src/checklist/readings.ts';
import { subjectOf } from '../../src/cutover/subjects.ts';
import type { Happening } from '../../src/migration/events.ts';
import { replay } from '../../src/migration/migration.ts';
import { HOUR_MS, type Instant, later, MINUTE_MS } from '../../src/migration/time.ts';
import { drifted } from '../../src/ops/rounds/changes.ts';
import { dueTopics } from '../../src/ops/rounds/due.ts';
import { looker, merger } from '../../src/ops/rounds/look.ts';
import type { Zendesk } from '../../src/zendesk/port.ts';
import { wellAnswered, zendeskOf } from '../checklist/documented.ts';
import { memoryStore } from '../support/memory-store.ts';
import { ACME, allWell, eventsOf, HOST, JOON, known, MINA, NOW, saw, type Told } from '../support/scene.ts';

const seenAtNow = (readings: Readings = {}): Report => ({
  lookedAt: NOW,
  readings: {
    ...allWell,
    settings: saw({ agentWorkspace: true, chat: true, omnichannelRouting: false, unifiedStatuses: false }, 'GET', NOW),
    widgets: { [HOST]: saw('classic', 'GET', NOW) },
    ...readings,
  },
});

const of = (readings: Readings, ...told: (Happening | Told)[]) => {
  const fingerprint = subjectOf('agents_ready', { migration: replay(eventsOf(...told)), readings });
  if (fingerprint === undefined) throw new Error('nothing to sign');
  return fingerprint;
};

describe('what is read again', () => {
  const due = (report: Report, now: Instant, told: readonly (Happening | Told)[] = []): readonly Topic[] => {
    const events = eventsOf(...told);
    return dueTopics(events, replay(events), report, now);
  };

  it('is nothing of an account that nobody has looked at, that is put away, or that is live', () => {
    expect(due({ lookedAt: undefined, readings: {} }, NOW)).toEqual([]);
    expect(due(seenAtNow(), later(NOW, 48 * HOUR_MS), [{ type: 'archived' }])).toEqual([]);
    expect(due(seenAtNow(), later(NOW, 48 * HOUR_MS), [{ type: 'disconnected' }])).toEqual([]);
  });

  it('is what is cheap every five minutes, also where it could not be read', () => {
    expect(due(seenAtNow(), later(NOW, 4 * MINUTE_MS))).toEqual([]);
    expect(due(seenAtNow(), later(NOW, 5 * MINUTE_MS))).toEqual(['widgets', 'settings']);
    const blind = { status: 'unknown', why: 'unreachable', asked: 'GET', at: NOW } as const;
    expect(due(seenAtNow({ widgets: { [HOST]: blind }, settings: blind }), later(NOW, MINUTE_MS))).toEqual([]);
  });

  it('is whether Chat still takes its token, where it once did', () => {
    const seen = { departments: saw([], 'GET', NOW) };
    const refused = { departments: { status: 'unknown', why: 'token_refused', asked: 'GET', at: NOW } as const };
    const closed = { departments: { status: 'unknown', why: 'not_allowed', asked: 'GET', at: NOW } as const };
    expect(due(seenAtNow(seen), later(NOW, 4 * MINUTE_MS))).toEqual([]);
    expect(due(seenAtNow(seen), later(NOW, 5 * MINUTE_MS))).toEqual(['widgets', 'settings', 'departments']);
    expect(due(seenAtNow(refused), later(NOW, 5 * MINUTE_MS))).toEqual(['widgets', 'settings', 'departments']);
    expect(due(seenAtNow(closed), later(NOW, 5 * MINUTE_MS))).toEqual(['widgets', 'settings']);
  });

  it('is what did not answer, some minutes later, while Zendesk as a whole answers', () => {
    const away = { status: 'unknown', why: 'unreachable', asked: 'GET', at: NOW } as const;
    const refused = { ...away, why: 'not_allowed' } as const;
    const failed = { triggers: away, departments: away, views: refused, widgets: { [HOST]: away } };
    const settings = (at: Instant) =>
      saw({ agentWorkspace: true, chat: true, omnichannelRouting: false, unifiedStatuses: false }, 'GET', at);
    const at = (minutes: number) => later(NOW, minutes * MINUTE_MS);
    expect(due(seenAtNow({ ...failed, settings: settings(at(4)) }), at(4))).toEqual([]);
    expect(due(seenAtNow({ ...failed, settings: settings(at(7)) }), at(7))).toEqual(['widgets', 'triggers', 'departments']);
    expect(due(seenAtNow({ ...failed, settings: away }), at(7))).toEqual(['widgets', 'settings']);
  });

  it('is what was signed for every hour', () => {
    const told = [{ happened: { type: 'signed', statement: 'agents_ready', verdict: 'yes', of: of(allWell) }, by: JOON } as const];
    expect(due(seenAtNow(), later(NOW, HOUR_MS), told)).toEqual(['widgets', 'settings', 'groups', 'brands']);
  });

  it('is everything before it grows too old, after a look was broken off, and where the clock was wrong', () => {
    expect(due(seenAtNow(), later(NOW, 23 * HOUR_MS))).toEqual(topics);
    expect(due({ ...seenAtNow(), lookedAt: undefined, begunAt: NOW }, later(NOW, MINUTE_MS))).toEqual(topics);
    expect(due(seenAtNow(), later(NOW, -48 * HOUR_MS))).toEqual(topics);
  });

  it('is everything once the last hour before a window has begun, once, and nothing while its drain is under way', () => {
    const opensAt = later(NOW, 3 * HOUR_MS);
    const at = (minutes: number) => later(opensAt, minutes * MINUTE_MS);
    const plan = { opensAt, closesAt: at(90), timeZone: 'UTC', brands: [], runbookVersion: 2 };
    const planned = { happened: { type: 'scheduled', plan } as const, at: NOW };
    const looked = (lookedAt: Instant): Report => ({ ...seenAtNow(), lookedAt });
    expect(due(looked(NOW), at(-61), [planned])).not.toEqual(topics);
    expect(due(looked(NOW), at(-60), [planned])).toEqual(topics);
    expect(due(looked(at(-60)), at(-59), [planned])).not.toEqual(topics);
    const draining = { happened: { type: 'step_begun', step: 'rb-15m-stop-new' } as const, at: at(-15) };
    expect(due(looked(NOW), at(-14), [planned, draining])).toEqual([]);
    const cancelled = { happened: { type: 'cancelled', because: 'person' } as const, at: at(-30) };
    expect(due(looked(NOW), at(-29), [planned, cancelled])).not.toEqual(topics);
  });

  it('is every interface when a token was given anew', () => {
    const told = [{ happened: { type: 'connected' } as const, at: later(NOW, MINUTE_MS) }];
    expect(due(seenAtNow(), later(NOW, 2 * MINUTE_MS), told)).toEqual(probeTopics);
  });

  it('is what Chat says of its plan every hour, also where the plan closed it', () => {
    const account = saw({ status: 'active', plan: 'lite', restApi: true, operatingHours: true }, 'GET', NOW);
    const unknown = (why: 'not_allowed' | 'no_credential') => ({ status: 'unknown', why, asked: 'GET', at: NOW }) as const;
    const atHour = (chatAccount: Readings['chatAccount']) => due(seenAtNow({ ...(chatAccount && { chatAccount }) }), later(NOW, HOUR_MS));
    expect(due(seenAtNow({ chatAccount: account }), later(NOW, HOUR_MS - 1))).not.toContain('chatAccount');
    expect(atHour(account)).toContain('chatAccount');
    expect(atHour(unknown('not_allowed'))).toContain('chatAccount');
    expect(atHour(unknown('no_credential'))).not.toContain('chatAccount');
  });
});

describe('a plan that is another than at the last look', () => {
  const at = (minutes: number) => later(NOW, minutes * MINUTE_MS);
  const settings = (minutes: number, ...features: string[]) =>
    saw({ agentWorkspace: true, chat: true, omnichannelRouting: false, unifiedStatuses: false, features }, 'GET', at(minutes));
  const account = (minutes: number, plan: string) =>
    saw({ status: 'active', plan, restApi: true, operatingHours: true }, 'GET', at(minutes));
  const closed = (minutes: number) => ({ status: 'unknown', why: 'not_allowed', asked: 'GET', at: at(minutes) }) as const;
  const silent = (minutes: number) => ({ status: 'unknown', why: 'unreachable', asked: 'GET', at: at(minutes) }) as const;
  const before: Readings = {
    settings: settings(0, 'chat'),
    chatAccount: account(0, 'professional'),
    departments: saw([], 'GET', NOW),
    widgets: { [HOST]: saw('classic', 'GET', NOW) },
    auditLog: closed(0),
  };

  /** What is due a minute after these readings were kept, and a minute after every interface was probed again. */
  async function due(seen: Readings): Promise<readonly (readonly Topic[])[]> {
    const store = memoryStore(() => NOW);
    await store.saveReport(ACME, writeReport({ lookedAt: NOW, readings: before }));
    const merge = merger(store);
    const dueAt = async (minutes: number) => {
      const report = readReport(await store.report(ACME));
      return dueTopics(eventsOf(), replay(eventsOf()), report, at(minutes));
    };
    await merge(ACME, seen);
    const first = await dueAt(2);
    const { readings } = readReport(await store.report(ACME));
    const again = { settings: readings.settings, chatAccount: readings.chatAccount, departments: readings.departments };
    const probed = Object.fromEntries(Object.entries(again).map(([topic, reading]) => [topic, { ...reading, at: at(2) }]));
    await merge(ACME, { ...probed, auditLog: closed(2), widgets: { [HOST]: saw('classic', 'GET', at(2)) } });
    return [first, await dueAt(3)];
  }

  it.each<[string, Readings]>([
    ['the settings show another feature', { settings: settings(1, 'chat', 'sandbox') }],
    ['Chat says another name', { chatAccount: account(1, 'enterprise') }],
    ['Chat is closed', { departments: closed(1) }],
  ])('has every interface probed again, once, where %s', async (_, seen) => {
    expect(await due(seen)).toEqual([probeTopics, []]);
  });

  it.each<[string, Readings]>([
    ['nothing has changed', { settings: settings(1, 'chat'), chatAccount: account(1, 'professional') }],
    ['nothing could be read', { settings: silent(1), chatAccount: silent(1), departments: silent(1) }],
    ['nothing of it was read', { groups: saw([], 'GET', at(1)) }],
  ])('is not assumed where %s', async (_, seen) => {
    expect(await due(seen)).toEqual([[], []]);
  });

  it('does not have interfaces probed for ever by a clock that was ahead', () => {
    const report = { lookedAt: NOW, planChangedAt: at(60), readings: before };
    expect(dueTopics(eventsOf(), replay(eventsOf()), report, at(1))).toEqual([]);
  });
});

describe('what has changed', () => {
  it('is a widget that turned by itself, told once', () => {
    const turned = { ...allWell, widgets: { [HOST]: saw('messaging', 'GET') } } satisfies Readings;
    expect(drifted(replay(eventsOf()), allWell, turned, NOW)).toEqual([{ type: 'seen_unplanned', brand: HOST }]);
    expect(drifted(replay(eventsOf({ type: 'seen_unplanned', brand: HOST })), allWell, turned, NOW)).toEqual([]);
    expect(drifted(replay(eventsOf()), { ...allWell, widgets: {} }, turned, NOW)).toEqual([]);
    expect(drifted(replay(eventsOf()), turned, turned, NOW)).toEqual([]);
  });

  it('is what a lead has signed for: asked for anew', () => {
    const signed = { happened: { type: 'signed', statement: 'agents_ready', verdict: 'yes', of: of(allWell) }, by: JOON } as const;
    const migration = replay(eventsOf(signed));
    const more = { ...allWell, groupNames: ['Returns', 'Support'] };
    expect(drifted(migration, allWell, more, NOW)).toEqual([{ type: 'sign_off_asked', statement: 'agents_ready', of: of(more, signed) }]);
    expect(drifted(migration, allWell, allWell, NOW)).toEqual([]);
    // Nobody had signed, so nothing became void.
    expect(drifted(replay(eventsOf()), allWell, more, NOW)).toEqual([]);
  });
});

describe('what was ready and is not', () => {
  const off = { settings: saw({ agentWorkspace: false, chat: true, omnichannelRouting: false, unifiedStatuses: false }, 'GET') };
  const silent = { settings: { status: 'unknown', why: 'unreachable', asked: 'GET', at: NOW } } as const;
  const news = (before: Readings, seen: Readings, ...told: readonly Happening[]) =>
    drifted(replay(eventsOf(...told)), { ...allWell, ...before }, { ...allWell, ...seen }, NOW);

  it('is told where it holds up the cutover, once, and not where it could only not be read', () => {
    expect(news({}, off)).toEqual([{ type: 'item_reopened', item: 'req-agent-workspace-enabled' }]);
    expect(news(off, off)).toEqual([]);
    expect(news({}, silent)).toEqual([]);
    expect(news(silent, off)).toEqual([]);
    // Whether articles are enough holds up nothing.
    expect(news({}, { articles: { [HOST]: saw({}, 'GET') } })).toEqual([]);
  });

  it('is a word whose ground has changed: its giver is told once for each change', () => {
    const limit = (number: number): Readings => ({
      chatRouting: saw(
        { mode: 'assigned', limit: number, limitEnabled: true, limitPer: 'account', skills: false, reassignAfterSeconds: 30 },
        'GET',
      ),
    });
    const context = (readings: Readings) => ({ migration: replay(eventsOf()), readings: { ...allWell, ...readings }, now: NOW });
    const of = known(restsOn('chat-limits', context(limit(3))));
    const said = { type: 'item_said', item: 'chat-limits', note: undefined, of } as const;
    expect(news(limit(3), limit(3), said)).toEqual([]);
    const changed = known(restsOn('chat-limits', context(limit(6))));
    const told = { type: 'word_void', item: 'chat-limits', user: MINA, of: changed } as const;
    expect(news(limit(3), limit(6), said)).toEqual([told]);
    expect(news(limit(6), limit(6), said, told)).toEqual([]);
    expect(news(limit(6), limit(7), said, told)).toMatchObject([{ type: 'word_void' }]);
    // Back at what it rested on, it counts again; what cannot be seen makes nothing void.
    expect(news(limit(6), limit(3), said, told)).toEqual([]);
    expect(news(limit(3), { chatRouting: silent.settings }, said)).toEqual([]);
    // A word of before this was kept has no ground that could change.
    expect(news(limit(3), limit(6), { ...said, of: undefined })).toEqual([]);
    // Ferry's own change for the night is no change of the account.
    const write = { write: 'chat_limit', target: 'account' } as const;
    const own: readonly Happening[] = [
      { type: 'write_intended', ...write, was: '3', want: '1', ids: [] },
      { type: 'write_tried', ...write },
    ];
    expect(news(limit(3), limit(1), said, ...own)).toEqual([]);
    // What somebody sets beside it is one.
    expect(news(limit(3), limit(2), said, ...own)).toMatchObject([{ type: 'word_void' }]);
  });
});

describe('a look that a restart broke off', () => {
  it('goes on where it was, and asks for nothing twice', async () => {
    let now = NOW;
    const store = memoryStore(() => now);
    const migration = replay(eventsOf());
    const asked: string[] = [];
    const hangs = Promise.withResolvers<never>();
    let stuck = true;
    const zendesk = Object.fromEntries(
      Object.entries(zendeskOf(wellAnswered, {})).map(([name, ask]: [string, (...given: never[]) => Promise<unknown>]) => [
        name,
        async (...given: never[]) => {
          asked.push(name);
          now = later(now, 1_500);
          return stuck && name === 'departments' ? hangs.promise : ask(...given);
        },
      ]),
    ) as unknown as Zendesk;
    const process = () =>
      looker({
        store,
        time: { now: () => now, at: () => () => {}, sleep: async () => {} },
        slack: { members: async () => [], person: async () => ({}) } as never,
        clientsOf: async () => ({ forCutover: zendesk, atOnce: zendesk, atLeisure: zendesk }),
        helpCenterOf: () => 'http://127.0.0.1/hc',
        log: { info: () => {}, warn: () => {}, error: () => {} },
      });
    void process()(ACME, migration);
    await expect.poll(async () => readReport(await store.report(ACME)).readings.views?.status).toBe('seen');
    const report = readReport(await store.report(ACME));
    expect(report.begunAt).toBeDefined();
    expect(report.lookedAt).toBeUndefined();
    const first = asked.splice(0);
    stuck = false;
    const after = await process()(ACME, migration);
    expect(after.begunAt).toBeUndefined();
    expect(after.lookedAt).toBe(report.begunAt);
    expect(after.readings.departments?.status).toBe('seen');
    const again = asked.filter((name) => first.includes(name) && ['settings', 'brands', 'groups', 'memberships', 'views'].includes(name));
    expect(again).toEqual([]);
    expect(asked).toContain('departments');
    // What could not be read is tried again.
    expect(asked).toContain('bans');
  });

  it('is begun anew half an hour later', async () => {
    const now = later(NOW, HOUR_MS);
    const store = memoryStore(() => now);
    const calm = zendeskOf(wellAnswered, {});
    await store.saveReport(ACME, writeReport({ lookedAt: undefined, begunAt: NOW, readings: { ...allWell, groups: saw([], 'GET', NOW) } }));
    const after = await looker({
      store,
      time: { now: () => now, at: () => () => {}, sleep: async () => {} },
      slack: { members: async () => [], person: async () => ({}) } as never,
      clientsOf: async () => ({ forCutover: calm, atOnce: calm, atLeisure: calm }),
      helpCenterOf: () => 'http://127.0.0.1/hc',
      log: { info: () => {}, warn: () => {}, error: () => {} },
    })(ACME, replay(eventsOf()));
    expect(after).toMatchObject({ lookedAt: now, readings: { groups: { status: 'seen', value: [{ name: 'Web Chat' }] } } });
  });
});
