import { describe, expect, it } from 'vitest';
import { nothingRead } from '../../src/checklist/readings.ts';
import { ask, signOffBlockers } from '../../src/cutover/steps/gate-look.ts';
import { standingOf, subjectOf } from '../../src/cutover/subjects.ts';
import type { Happening } from '../../src/migration/events.ts';
import type { Statement } from '../../src/migration/sign-offs.ts';
import { account, night, planIn, type Told } from '../support/told-night.ts';

const readings = { groupNames: ['Support', 'Sales'] };
const report = { ...nothingRead, readings };
const cancelled: Happening = { type: 'cancelled', because: 'person' };
const waive = (item: 'after-reporting-baseline' | 'agents-training-session', reason: string): Happening => ({
  type: 'item_waived',
  item,
  reason,
});

/** Somebody has signed what a statement is about after these things. */
function signed(statement: Statement, verdict: 'yes' | 'no', ...before: readonly Told[]): readonly Told[] {
  const of = subjectOf(statement, { migration: account(...before), readings });
  if (of === undefined) throw new Error(`nothing to sign for ${statement}`);
  return [...before, ['APPROVER', { type: 'signed', statement, verdict, of }]];
}

const standing = (statement: Statement, told: readonly Told[]) => standingOf(statement, { migration: account(...told), readings });

describe('what was signed', () => {
  it('of a plan that has ended counts for the next one where the two are the same, and is not void where they differ', () => {
    const ended = [...signed('plan', 'yes', planIn(14)), cancelled];
    expect(standing('plan', ended)).toBe('missing');
    expect(standing('plan', [...ended, planIn(14)])).toBe('signed');
    expect(standing('plan', [...ended, planIn(44)])).toBe('missing');
    expect(standing('plan', [...signed('plan', 'yes', planIn(14)), planIn(44)])).toBe('void');
    expect(standing('plan', [...signed('plan', 'yes', ...ended, planIn(44)), planIn(54)])).toBe('void');
  });

  it('of agents and activation is of no plan: what changed in it is void also once a plan has ended', () => {
    const agents = [...signed('agents_ready', 'yes', planIn(14)), cancelled, planIn(44)];
    expect(standing('agents_ready', agents)).toBe('signed');
    expect(standing('agents_ready', [...agents, waive('agents-training-session', 'on the job')])).toBe('void');
    expect(standing('agents_ready', [...agents, waive('after-reporting-baseline', 'none')])).toBe('signed');
  });

  it('of the go is void with another waiver or another reason for one', () => {
    const go = signed('go', 'yes', planIn(14), waive('after-reporting-baseline', 'none'));
    expect(standing('go', go)).toBe('signed');
    expect(standing('go', [...go, waive('after-reporting-baseline', 'nobody has any')])).toBe('void');
    expect(standing('go', [...go, waive('agents-training-session', 'on the job')])).toBe('void');
    expect(standing('plan', [...signed('plan', 'yes', planIn(14)), waive('after-reporting-baseline', 'none')])).toBe('signed');
  });
});

describe('a request for a sign-off', () => {
  const wanted = ['go', 'agents_ready', 'plan'] as const;
  const asked = (...told: readonly Told[]) =>
    ask(wanted, night(...told), report).map((each) => (each.type === 'sign_off_asked' ? each.statement : each.type));
  it('comes in the one order, once, and not for what stands', () => {
    expect(asked()).toEqual(['agents_ready', 'plan', 'go']);
    expect(asked(...ask(['plan'], night(), report))).toEqual(['agents_ready', 'go']);
    expect(asked(...signed('go', 'yes', planIn(14)).slice(1))).toEqual(['agents_ready', 'plan']);
    expect(asked(...signed('go', 'no', planIn(14)).slice(1))).toContain('go');
  });

  it('is not made without a plan to sign', () => {
    expect(ask(['plan', 'go'], account(), report)).toEqual([]);
    expect(signOffBlockers(['plan', 'go'], account(), report).map(({ why }) => why)).toEqual(['missing', 'missing']);
  });
});
