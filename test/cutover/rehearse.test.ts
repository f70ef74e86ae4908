import { describe, expect, it } from 'vitest';
import { rehearsal, rehearsalRefused, rehearse, sandboxDoubt } from '../../src/cutover/control/practice/rehearse.ts';
import { type Subdomain, subdomain } from '../../src/migration/account.ts';
import type { Decision } from '../../src/migration/decisions.ts';
import type { Event, Happening } from '../../src/migration/events.ts';
import { type Migration, replay } from '../../src/migration/migration.ts';
import { type Plan, RUNBOOK_VERSION } from '../../src/migration/plan.ts';
import { DAY_MS, HOUR_MS, later } from '../../src/migration/time.ts';
import { eventsOf, HOST, JOON, MINA, NOW, SOFIA } from '../support/scene.ts';

const LAB = host('acme-lab');
const EU = host('acme-eu');
const DAN = 'U0DAN0001';
const mina = { user: MINA, everywhere: false };

function host(text: string): Subdomain {
  const name = subdomain(text);
  if (name === undefined) throw new Error(text);
  return name;
}

const plan: Plan = {
  opensAt: later(NOW, DAY_MS),
  closesAt: later(NOW, DAY_MS + HOUR_MS),
  timeZone: 'Asia/Seoul',
  brands: [{ subdomain: LAB, path: 'convert' }],
  operator: MINA,
  runbookVersion: RUNBOOK_VERSION,
  rehearsalOf: { account: 'acme', subdomain: HOST, channel: 'C0MIGRATION' },
};
const scheduled = (of: Plan): Happening => ({ type: 'scheduled', plan: { ...of, brands: [...of.brands] } });

function sandbox(...told: readonly Happening[]): Migration {
  const all: readonly Happening[] = [{ type: 'account_added', subdomain: LAB, kind: 'sandbox', timeZone: 'UTC' }, ...told];
  return replay(
    all.map((happened, index): Event => ({ version: index + 1, at: NOW, by: { kind: 'person', slackUserId: MINA }, happened })),
  );
}

const production = (...told: readonly Happening[]) => replay(eventsOf(...told));
const given = (decision: Decision) => (decision.ok ? decision.happened : decision.refusal.because);

describe('a sandbox', () => {
  it('is one by what it is recorded as and by where it is, both', () => {
    expect(sandboxDoubt(sandbox(), HOST)).toBeUndefined();
    expect(sandboxDoubt(sandbox({ type: 'account_described', kind: 'production', timeZone: 'UTC' }), HOST)).toBe('not_sandbox');
    expect(sandboxDoubt(sandbox(), LAB)).toBe('same_subdomain');
    expect(sandboxDoubt(sandbox(), HOST, [EU])).toBeUndefined();
    expect(sandboxDoubt(sandbox(), HOST, [EU, LAB])).toBe('same_subdomain');
  });

  it('that is none any more ends the rehearsal, and no plan of its own', () => {
    const turned: Happening = { type: 'account_described', kind: 'production', timeZone: 'UTC' };
    expect(rehearsalRefused(sandbox(scheduled(plan)))).toEqual([]);
    expect(rehearsalRefused(sandbox(scheduled(plan), turned))).toEqual([{ type: 'rehearsal_refused', why: 'not_sandbox' }]);
    const { rehearsalOf: _none, ...own } = plan;
    expect(rehearsalRefused(sandbox(scheduled(own), turned))).toEqual([]);
    const clicked: Happening = { type: 'step_said', step: `rb-0-click:${LAB}` };
    expect(rehearsalRefused(sandbox(scheduled(plan), clicked, turned))).toEqual([]);
  });
});

describe('setting a rehearsal', () => {
  it('gives everybody the role that they lack there, and takes over how is signed and in which language', () => {
    const set = { type: 'setting_set', key: 'approval', value: 'solo' } as const;
    const happened = given(rehearse(sandbox({ type: 'role_given', role: 'admin', user: MINA }), production(set), mina, plan));
    expect(happened).toEqual([
      { type: 'role_given', role: 'lead', user: JOON },
      { type: 'role_given', role: 'approver', user: SOFIA },
      { type: 'role_given', role: 'operator', user: MINA },
      set,
      scheduled(plan),
    ]);
  });

  it('gives no role and sets nothing that is there already, and sets nothing where the plan cannot be', () => {
    const there: readonly Happening[] = [
      { type: 'role_given', role: 'admin', user: MINA },
      { type: 'role_given', role: 'lead', user: JOON },
      { type: 'setting_set', key: 'approval', value: 'solo' },
      { type: 'setting_set', key: 'language', value: 'ko' },
    ];
    const here: readonly Happening[] = [
      { type: 'setting_set', key: 'approval', value: 'solo' },
      { type: 'setting_set', key: 'notice', value: '0h' },
    ];
    expect(given(rehearse(sandbox(...there), production(...here), mina, plan))).toEqual([
      { type: 'role_given', role: 'approver', user: SOFIA },
      { type: 'role_given', role: 'operator', user: MINA },
      { type: 'setting_set', key: 'language', value: '' },
      scheduled(plan),
    ]);
    expect(given(rehearse(sandbox(...there, { type: 'archived' }), production(), mina, plan))).toBe('archived');
    expect(given(rehearse(sandbox(...there, scheduled(plan)), production(), mina, plan))).toEqual([]);
    expect(rehearsal(sandbox(scheduled(plan), { type: 'finished', remaining: [] }))).toBeUndefined();
  });

  it('is left to the admins of the sandbox, where it has its own', () => {
    const theirs = sandbox({ type: 'role_given', role: 'admin', user: DAN });
    expect(rehearse(theirs, production(), mina, plan)).toMatchObject({ refusal: { because: 'not_sandbox_admin', who: [DAN] } });
  });

  it('replaces an earlier rehearsal of the same account, and no other plan', () => {
    const again = { ...plan, opensAt: later(plan.opensAt, HOUR_MS) };
    expect(given(rehearse(sandbox(scheduled(plan)), production(), mina, again))).toContainEqual(scheduled(again));
    const { rehearsalOf: _none, ...own } = plan;
    expect(given(rehearse(sandbox(scheduled(own)), production(), mina, plan))).toBe('sandbox_planned');
    const others = { ...plan, rehearsalOf: { account: 'other', subdomain: EU } };
    expect(given(rehearse(sandbox(scheduled(others)), production(), mina, plan))).toBe('sandbox_planned');
    expect(rehearsal(sandbox(scheduled(others)))?.account).toBe('other');
  });
});
