import { describe, expect, it } from 'vitest';
import { archive, type Decision, giveRole, may, type Person, schedule, sign, signers, takeRole } from '../../src/migration/decisions.ts';
import type { Happening } from '../../src/migration/events.ts';
import { type Migration, replay } from '../../src/migration/migration.ts';
import { fingerprint, type Plan, RUNBOOK_VERSION } from '../../src/migration/plan.ts';
import { DAY_MS, HOUR_MS, later } from '../../src/migration/time.ts';
import { AGENTS, eventsOf, GUEST, HOST, JOON, MINA, NOW, SOFIA, type Told } from '../support/scene.ts';

const DAN = 'U0DAN0001';
const plan: Plan = {
  opensAt: later(NOW, 7 * DAY_MS),
  closesAt: later(NOW, 7 * DAY_MS + HOUR_MS),
  timeZone: 'Asia/Seoul',
  brands: [{ subdomain: HOST, path: 'convert' }],
  operator: MINA,
  backup: undefined,
  runbookVersion: RUNBOOK_VERSION,
};
const planned: Happening = { type: 'scheduled', plan: { ...plan, brands: [...plan.brands] } };
const of = fingerprint(plan);
const bySofia: Told = { happened: planned, by: SOFIA };

function account(...told: readonly (Happening | Told)[]): Migration {
  return replay(eventsOf(...told));
}

const is = (user: string, everywhere = false): Person => ({ user, everywhere });

/** The types of what is recorded, or why nothing is. */
function outcome(decision: Decision): readonly string[] | string {
  return decision.ok ? decision.happened.map(({ type }) => type) : decision.refusal.because;
}

describe('who may', () => {
  const { team } = account();
  it.each([
    ['an admin what is an admin’s', is(MINA), ['admin'], true],
    ['an admin what is a lead’s', is(MINA), ['lead'], true],
    ['an admin not what is an approver’s', is(MINA), ['approver'], false],
    ['a lead not what is an admin’s', is(JOON), ['admin'], false],
    ['an approver what one of several roles may', is(SOFIA), ['operator', 'approver'], true],
    ['an admin of the server what is an admin’s', is(GUEST, true), ['admin'], true],
    ['an admin of the server what is a lead’s', is(GUEST, true), ['lead'], true],
    ['an admin of the server not what is an approver’s', is(GUEST, true), ['approver'], false],
    ['somebody without a role nothing', is(GUEST), ['admin', 'lead', 'approver', 'operator', 'backup'], false],
  ] as const)('%s', (_, person, needs, can) => {
    expect(may({ team }, person, ...needs)).toBe(can);
  });
});

describe('a sign-off', () => {
  it('is recorded once, for exactly what was shown', () => {
    const migration = account(planned);
    expect(outcome(sign(migration, is(SOFIA), 'plan', 'yes', of, of))).toEqual(['signed']);
    const signed = account(planned, { happened: { type: 'signed', statement: 'plan', verdict: 'yes', of, reason: undefined }, by: SOFIA });
    expect(outcome(sign(signed, is(SOFIA), 'plan', 'yes', of, of))).toEqual([]);
    expect(outcome(sign(signed, is(SOFIA), 'plan', 'no', of, of))).toEqual(['signed']);
  });

  it.each([
    ['of another role', account(planned), is(JOON), 'plan', 'not_your_role'],
    ['of an admin of the server', account(planned), is(GUEST, true), 'plan', 'not_your_role'],
    ['without a plan', account(), is(SOFIA), 'plan', 'nothing_planned'],
    ['without a plan, for the night', account(), is(SOFIA), 'go', 'nothing_planned'],
    ['to one’s own plan', account(bySofia), is(SOFIA), 'plan', 'own_plan'],
  ] as const)('%s is refused', (_, migration, person, statement, because) => {
    expect(outcome(sign(migration, person, statement, 'yes', of, of))).toBe(because);
  });

  it('to something that has changed since is refused', () => {
    const other = fingerprint({ ...plan, operator: DAN });
    expect(outcome(sign(account(planned), is(SOFIA), 'plan', 'yes', of, other))).toBe('plan_changed');
    expect(outcome(sign(account(planned), is(SOFIA), 'plan', 'yes', of, undefined))).toBe('plan_changed');
  });

  it('by a lead or for the activation needs no plan', () => {
    expect(outcome(sign(account(), is(JOON), 'agents_ready', 'yes', of, of))).toEqual(['signed']);
    expect(outcome(sign(account(), is(SOFIA), 'activation', 'yes', of, of))).toEqual(['signed']);
  });

  it('can be a no to one’s own plan, and a yes where the account is set to solo', () => {
    expect(outcome(sign(account(bySofia), is(SOFIA), 'plan', 'no', of, of))).toEqual(['signed']);
    const solo = account({ type: 'setting_set', key: 'approval', value: 'solo' }, bySofia);
    expect(outcome(sign(solo, is(SOFIA), 'plan', 'yes', of, of))).toEqual(['signed']);
  });

  it('that is refused says whose it is, who has said no, and who else may', () => {
    const no: Told = { happened: { type: 'signed', statement: 'go', verdict: 'no', of, reason: undefined }, by: DAN };
    const second: Happening = { type: 'role_given', role: 'approver', user: DAN };
    expect(sign(account(planned), is(JOON), 'go', 'yes', of, of)).toEqual({
      ok: false,
      refusal: { because: 'not_your_role', needs: ['approver'] },
    });
    expect(sign(account(second, planned, no), is(SOFIA), 'go', 'yes', of, of)).toMatchObject({
      ok: false,
      refusal: { because: 'was_done', what: 'declined', by: DAN },
    });
    expect(outcome(sign(account(second, planned, no), is(SOFIA), 'plan', 'yes', of, of))).toEqual(['signed']);
    expect(outcome(sign(account(second, planned, no), is(SOFIA), 'go', 'no', of, of))).toEqual(['signed']);
    expect(outcome(sign(account(second, planned, no), is(DAN), 'go', 'yes', of, of))).toEqual(['signed']);
    expect(sign(account(second, bySofia), is(SOFIA), 'plan', 'yes', of, of)).toEqual({
      ok: false,
      refusal: { because: 'own_plan', others: [DAN] },
    });
    const reason = sign(account(planned), is(SOFIA), 'go', 'no', of, of, 'rain');
    expect(reason).toEqual({ ok: true, happened: [{ type: 'signed', statement: 'go', verdict: 'no', of, reason: 'rain' }] });
  });

  it('is asked of whoever can give it: not of the one who made the plan', () => {
    const second: Happening = { type: 'role_given', role: 'approver', user: DAN };
    expect(signers(account(second, bySofia), 'go')).toEqual([DAN]);
    expect(signers(account(second, planned), 'go')).toEqual([SOFIA, DAN]);
    expect(signers(account(second, bySofia), 'agents_ready')).toEqual([JOON]);
    expect(signers(account(second, { type: 'setting_set', key: 'approval', value: 'solo' }, bySofia), 'go')).toEqual([SOFIA, DAN]);
  });
});

describe('a role', () => {
  it('is given and taken once, by an admin', () => {
    expect(outcome(giveRole(account(), is(MINA), 'lead', DAN))).toEqual(['role_given']);
    expect(outcome(giveRole(account(), is(MINA), 'lead', JOON))).toEqual([]);
    expect(outcome(takeRole(account(), is(MINA), 'lead', JOON))).toEqual(['role_taken']);
    expect(outcome(takeRole(account(), is(MINA), 'lead', DAN))).toEqual([]);
    for (const change of [giveRole, takeRole])
      expect(change(account(), is(JOON), 'lead', JOON)).toEqual({ ok: false, refusal: { because: 'not_your_role', needs: ['admin'] } });
    expect(outcome(takeRole(account(), is(JOON), 'lead', JOON))).toBe('not_your_role');
  });

  it('of the last admin stays, unless an admin of the server takes it', () => {
    expect(outcome(takeRole(account(), is(MINA), 'admin', MINA))).toBe('last_admin');
    expect(outcome(takeRole(account(), is(DAN, true), 'admin', MINA))).toEqual(['role_taken']);
    expect(outcome(takeRole(account({ type: 'role_given', role: 'admin', user: DAN }), is(MINA), 'admin', MINA))).toEqual(['role_taken']);
  });

  it('at the keyboard changes the plan that names it', () => {
    const backup: Happening = { type: 'restaffed', operator: MINA, backup: DAN };
    expect(giveRole(account(planned), is(MINA), 'backup', DAN)).toEqual({
      ok: true,
      happened: [{ type: 'role_given', role: 'backup', user: DAN }, backup],
    });
    expect(takeRole(account(planned), is(MINA), 'operator', MINA)).toEqual({
      ok: true,
      happened: [
        { type: 'role_taken', role: 'operator', user: MINA },
        { type: 'restaffed', operator: undefined, backup: undefined },
      ],
    });
    // A second operator waits behind the first.
    expect(outcome(giveRole(account(planned), is(MINA), 'operator', DAN))).toEqual(['role_given']);
    expect(outcome(giveRole(account(planned), is(MINA), 'lead', DAN))).toEqual(['role_given']);
    expect(outcome(giveRole(account(), is(MINA), 'backup', DAN))).toEqual(['role_given']);
  });
});

describe('a window', () => {
  it('is set by an admin, and makes the first channel the migration’s', () => {
    expect(outcome(schedule(account(), is(MINA), plan, AGENTS))).toEqual(['home_channel', 'scheduled']);
    expect(outcome(schedule(account(), is(MINA), plan, undefined))).toEqual(['scheduled']);
    expect(outcome(schedule(account({ type: 'home_channel', channel: 'C0OTHER' }), is(MINA), plan, AGENTS))).toEqual(['scheduled']);
    expect(outcome(schedule(account(), is(SOFIA), plan, AGENTS))).toBe('not_your_role');
  });

  it('is set once, and replaced by another', () => {
    expect(outcome(schedule(account(planned), is(MINA), plan, undefined))).toEqual([]);
    expect(outcome(schedule(account(planned), is(MINA), { ...plan, closesAt: later(plan.closesAt, 1) }, undefined))).toEqual(['scheduled']);
  });

  it('is not set for an account that is put away or in the middle of its cutover', () => {
    expect(outcome(schedule(account({ type: 'archived' }), is(MINA), plan, undefined))).toBe('archived');
    const draining = account(planned);
    const other = { ...plan, closesAt: later(plan.closesAt, 1) };
    expect(outcome(schedule({ ...draining, stage: 'cutting_over' }, is(MINA), other, undefined))).toBe('cutover_runs');
    const halted = { in: 'cutting_over', by: MINA, at: NOW, because: 'paused' } as const;
    expect(outcome(schedule({ ...draining, stage: 'halted', halted }, is(MINA), other, undefined))).toBe('cutover_runs');
    expect(outcome(schedule({ ...draining, stage: 'halted', halted: { ...halted, in: 'scheduled' } }, is(MINA), other, undefined))).toEqual(
      ['scheduled'],
    );
  });
});

describe('an account', () => {
  it('is put away once, by an admin, and never in the middle of its cutover', () => {
    expect(outcome(archive(account(), is(MINA)))).toEqual(['archived']);
    expect(outcome(archive(account({ type: 'archived' }), is(MINA)))).toEqual([]);
    expect(outcome(archive(account(), is(JOON)))).toBe('not_your_role');
    expect(outcome(archive({ ...account(planned), stage: 'cutting_over' }, is(MINA)))).toBe('cutover_runs');
  });
});
