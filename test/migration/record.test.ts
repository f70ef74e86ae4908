import { describe, expect, it } from 'vitest';
import { toldOf } from '../../src/cutover/control/practice/rehearse.ts';
import type { Event, Happening } from '../../src/migration/events.ts';
import { type Migration, replay } from '../../src/migration/migration.ts';
import { digest, RUNBOOK_VERSION } from '../../src/migration/plan.ts';
import { DAY_MS, HOUR_MS, later } from '../../src/migration/time.ts';
import { AGENTS, eventsOf, GUEST, HOST, JOON, MINA, NOW, SOFIA, type Told } from '../support/scene.ts';

const account = (...told: readonly (Happening | Told)[]): Migration => replay(eventsOf(...told));
const BEFORE = later(NOW, -HOUR_MS);
const opensAt = later(NOW, DAY_MS);
const plan = {
  opensAt,
  closesAt: later(opensAt, HOUR_MS),
  timeZone: 'Asia/Seoul',
  brands: [{ subdomain: HOST, path: 'convert' as const }],
  operator: MINA,
  backup: JOON,
  runbookVersion: RUNBOOK_VERSION,
};
const planned: Happening = { type: 'scheduled', plan };

describe('an account in the record', () => {
  it('is connected, cut off, and asked for its token again until it is connected anew', () => {
    expect(account()).toMatchObject({ connected: true, tokensRefused: false });
    expect(account({ type: 'disconnected' }).connected).toBe(false);
    expect(account({ type: 'tokens_refused' })).toMatchObject({ connected: true, tokensRefused: true });
    expect(account({ type: 'tokens_refused' }, { type: 'connected' }).tokensRefused).toBe(false);
  });

  it('has the people of each role once, as they were given and taken', () => {
    const { team } = account({ type: 'role_given', role: 'lead', user: JOON }, { type: 'role_given', role: 'lead', user: GUEST });
    expect(team.lead).toEqual([JOON, GUEST]);
    expect(account({ type: 'role_taken', role: 'lead', user: JOON }).team).toMatchObject({ lead: [], approver: [SOFIA] });
  });

  it('knows when a person last did anything, and what the server did is no person’s', () => {
    const events = eventsOf();
    const last = events.length + 1;
    const server: Event = { version: last, at: NOW, by: { kind: 'bot' }, happened: { type: 'item_said', item: 'test-sandbox-available' } };
    const after = replay([...events, server]);
    expect(after).toMatchObject({ version: last, spokenAt: BEFORE });
    expect(after.words['test-sandbox-available']?.by).toBe('server');
    const waived: Event = { ...server, happened: { type: 'item_waived', item: 'test-sandbox-available', reason: 'none' } };
    expect(replay([...events, waived]).waivers['test-sandbox-available']).toEqual({ by: 'server', at: NOW, reason: 'none' });
  });

  it('keeps a word with its note, tells once that it is void, and takes it back with the waiver', () => {
    const item = 'test-sandbox-available';
    const said: Happening = { type: 'item_said', item, note: 'seen', of: 'a' };
    expect(account(said).words[item]).toEqual({ by: MINA, at: BEFORE, note: 'seen', of: 'a' });
    expect(account(said, { type: 'word_void', item, user: MINA, of: 'b' }).words[item]).toMatchObject({ note: 'seen', of: 'a', told: 'b' });
    expect(account({ type: 'word_void', item, user: MINA, of: 'b' }).words).toEqual({});
    const waived: Happening = { type: 'item_waived', item, reason: 'none' };
    expect(account(waived).waivers[item]).toEqual({ by: MINA, at: BEFORE, reason: 'none' });
    expect(account(said, waived, { type: 'item_taken_back', item })).toMatchObject({ words: {}, waivers: {} });
  });

  it('has its plan restaffed and its cost kept with it, and neither where there is no plan', () => {
    const restaffed: Happening = { type: 'restaffed', operator: GUEST, backup: undefined };
    expect(account(planned, restaffed).scheduled?.plan).toEqual({ ...plan, operator: GUEST, backup: undefined });
    expect(account(restaffed).scheduled).toBeUndefined();
  });

  it('counts a verdict of each person on each statement once: the newest', () => {
    const verdict = (statement: 'plan' | 'go', by: string, what: 'yes' | 'no'): Told => ({
      happened: { type: 'signed', statement, verdict: what, of: digest('a'), reason: undefined },
      by,
    });
    const { signOffs } = account(planned, verdict('plan', SOFIA, 'yes'), verdict('go', SOFIA, 'yes'), verdict('plan', JOON, 'no'));
    expect(signOffs.map(({ statement, by, verdict: what }) => [statement, by, what])).toEqual([
      ['plan', SOFIA, 'yes'],
      ['go', SOFIA, 'yes'],
      ['plan', JOON, 'no'],
    ]);
    const again = account(planned, verdict('plan', SOFIA, 'yes'), verdict('plan', SOFIA, 'no')).signOffs;
    expect(again.map(({ verdict: what }) => what)).toEqual(['no']);
  });

  it('goes on after a pause where it was, also where it was paused twice', () => {
    const halted: Happening = { type: 'halted', because: 'person_asked' };
    const drain: Happening = { type: 'step_begun', step: 'rb-15m-stop-new' };
    expect(account(planned, halted)).toMatchObject({ stage: 'halted', halted: { in: 'scheduled', by: MINA } });
    expect(account(planned, halted, { type: 'resumed' })).toMatchObject({ stage: 'scheduled', halted: undefined });
    expect(account(planned, drain, halted, halted).halted).toMatchObject({ in: 'cutting_over' });
    expect(account(planned, drain, halted, halted, { type: 'resumed' }).stage).toBe('cutting_over');
    expect(account(planned, { type: 'step_begun', step: 'rb-24h-gate' }).stage).toBe('scheduled');
  });
});

describe('what happens in a night', () => {
  const night = (...told: readonly Happening[]) => account(planned, ...told).run;
  const by = MINA;

  it('is passed over with its reason, each time one more', () => {
    const passed: Happening = {
      type: 'gate_passed',
      gate: 'G2',
      blockers: [{ kind: 'item', id: 'a', why: 'todo' }],
      chats: 3,
      reason: 'x',
    };
    const pass = { by, at: BEFORE, reason: 'x', blockers: passed.blockers, chats: 3 };
    expect(night(passed).passed).toEqual({ G2: [pass] });
    expect(night(passed, { ...passed, gate: 'G1' }, passed).passed).toEqual({ G2: [pass, pass], G1: [pass] });
  });

  it('has one driver: the last to whom the keyboard was handed over', () => {
    expect(night({ type: 'handed_over', from: MINA, to: JOON }).driver).toEqual({ user: JOON, from: MINA, at: BEFORE });
  });

  it('has a phrase until it is void, and says why it is', () => {
    const typed: Happening = { type: 'phrase_typed', brand: HOST };
    const gone: Happening = { type: 'phrase_void', brand: HOST, because: 'expired' };
    expect(night(typed).phrases).toEqual({ [HOST]: { by, at: BEFORE } });
    expect(night(typed, gone)).toMatchObject({ phrases: {}, voided: { [HOST]: { because: 'expired', at: BEFORE } } });
    expect(night(typed, gone, typed).voided).toEqual({});
  });

  it('forgets a click that is taken back, and opens the gate of its brand again', () => {
    const gate = `rb-15m-final-gate:${HOST}`;
    const click = `rb-0-click:${HOST}`;
    const open: readonly Happening[] = [
      { type: 'step_begun', step: gate },
      { type: 'step_done', step: gate, how: 'said', saw: 'convert' },
      { type: 'step_begun', step: click },
    ];
    const after = night(...open, { type: 'step_withdrawn', step: click }).steps;
    expect(Object.keys(after)).toEqual([gate]);
    expect(after[gate]).toMatchObject({ begunAt: BEFORE, done: undefined });
    const other = night(...open, { type: 'step_begun', step: 'rb-0-click:b' }, { type: 'step_withdrawn', step: 'rb-0-click:b' }).steps;
    expect(other[gate]?.done).toMatchObject({ how: 'said', saw: 'convert' });
  });

  it('knows who has promised and come, in the order of their last word', () => {
    const come: readonly Happening[] = [MINA, JOON, MINA].flatMap((user): readonly Happening[] => [
      { type: 'promised', user },
      { type: 'present', user },
      { type: 'lead_present', user },
    ]);
    expect(night(...come)).toMatchObject({ promised: [JOON, MINA], present: [JOON, MINA], leadsPresent: [JOON, MINA] });
  });

  it('shows the first ticket that was noticed, whichever comes after it', () => {
    const seen = (ticket: number) => ({ type: 'ticket_noticed', step: 'rb-15p-ios', ticket }) as const;
    expect(night(seen(7), seen(8)).noticed).toEqual({ 'rb-15p-ios': 7 });
  });
});

describe('links of the agents', () => {
  it('are read once by each, and stay read where they are posted anew', () => {
    const shared: Happening = { type: 'links_shared', channel: AGENTS };
    const read = (user: string): Happening => ({ type: 'links_read', channel: AGENTS, user });
    const { shares } = account(shared, read(JOON), read(GUEST), read(JOON), { type: 'links_shared', channel: 'C0OTHER01' }, shared);
    expect(shares.map(({ channel, readers }) => [channel, readers])).toEqual([
      [AGENTS, [GUEST, JOON]],
      ['C0OTHER01', []],
      [AGENTS, [GUEST, JOON]],
    ]);
  });
});

describe('a post of which it cannot be seen whether it went out', () => {
  const unseen: Happening = { type: 'post_unseen', post: 'p', channel: AGENTS, why: 'timeout', tell: [] };

  it('is known with its reason, and with who has had it posted again', () => {
    expect(account(unseen).unseen).toEqual({ p: { channel: AGENTS, why: 'timeout', at: BEFORE, again: undefined } });
    expect(account(unseen, { happened: { type: 'post_again', post: 'p' }, by: SOFIA }).unseen['p']?.again).toEqual({
      by: SOFIA,
      at: BEFORE,
    });
    expect(account({ type: 'post_again', post: 'p' }).unseen).toEqual({});
  });
});

describe('a rehearsal that has ended', () => {
  const told = (plan: number, sandbox = 'lab') => ({ type: 'rehearsed', sandbox, plan, opensAt, end: 'finished' }) as const;
  const of = { account: 'acme', subdomain: HOST };
  const ended: readonly Happening[] = [
    { type: 'scheduled', plan: { ...plan, rehearsalOf: of } },
    { type: 'cancelled', because: 'person', reason: undefined },
  ];

  it('is known on the account it was for, and counts among what was measured only where it was', () => {
    const measured = { toDoorsMs: 30, clickMs: 15, turnsMs: [], steps: [] };
    expect(account(told(4)).practice).toMatchObject({ rehearsals: [{ sandbox: 'lab', plan: 4, end: 'finished' }], measured: [] });
    const whole = account({ ...told(4), measured }).practice;
    expect(whole.measured).toMatchObject([{ ...measured, what: 'rehearsal', at: opensAt }]);
  });

  it('is told once, to that account only', () => {
    const sandbox = account(...ended);
    const version = sandbox.practice.toTell[0]?.plan ?? 0;
    const news = { type: 'rehearsed', sandbox: 'lab', plan: version, opensAt, end: 'person' };
    expect(toldOf(account(), 'lab', sandbox, 'acme')).toEqual([news]);
    expect(toldOf(account(), 'lab', sandbox, 'other')).toEqual([]);
    expect(toldOf(account(told(version)), 'lab', sandbox, 'acme')).toEqual([]);
    expect(toldOf(account(told(version, 'other')), 'lab', sandbox, 'acme')).toEqual([news]);
  });

  it('in Slack is stopped with the account that is put away, and one that was over stays as it was', () => {
    const drill = (brands: readonly []): Happening => ({ type: 'drill_begun', brands: [...brands], steps: ['rb-1h-presence'] });
    const first = account(drill([]));
    const version = first.practice.drills[0]?.version ?? 0;
    const over = account(drill([]), { type: 'drill_ended', drill: version, because: 'time' }, drill([]), { type: 'archived' });
    expect(over.practice.drills.map(({ ended: end }) => end?.because)).toEqual(['time', 'stopped']);
    const done = account(drill([]), { happened: { type: 'drill_step_done', drill: version, step: 'rb-1h-presence' }, by: JOON });
    expect(done.practice.drills[0]?.done).toEqual([{ step: 'rb-1h-presence', by: JOON, at: BEFORE }]);
  });
});
