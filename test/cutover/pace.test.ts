import { describe, expect, it } from 'vitest';
import { nextMove } from '../../src/cutover/next-move.ts';
import { linesOf } from '../../src/cutover/steps/steps.ts';
import type { Migration } from '../../src/migration/migration.ts';
import { fingerprint } from '../../src/migration/plan.ts';
import { DAY_MS, type Instant, later, MINUTE_MS, SECOND_MS } from '../../src/migration/time.ts';
import { help, shop } from '../support/small-world.ts';
import { account, at, begun, done, planIn, saidBy, type Told } from '../support/told-night.ts';

/** A plan whose request is out, and after it what a test tells. */
const asked = (minutes: number, ...told: readonly Told[]): Migration => {
  const plan = planIn(minutes);
  if (plan.type !== 'scheduled') throw new Error('no plan');
  return account(plan, { type: 'sign_off_asked', statement: 'plan', of: fingerprint(plan.plan) }, ...told);
};

/** What comes next for these lines alone, each looked at last at its moment; nothing else is due. */
function next(migration: Migration, looks: Readonly<Record<string, Instant | undefined>>, now: Instant) {
  const lines = linesOf(migration).filter(({ key }) => key in looks);
  const looked = Object.entries(looks).flatMap(([key, last]) => (last === undefined ? [] : [[key, last] as const]));
  const others = ['watch', 'live', 'list', 'remind', 'write', 'compare:T+2m', 'compare:T+15m', 'compare:T+24h', 'compare:T+4d'];
  const move = nextMove(migration, lines, new Map([...others.map((each) => [each, now] as const), ...looked]), now);
  if (move.kind === 'look') return move.line.key;
  return move.kind === 'record' ? move.happened.map((each) => ('step' in each ? `${each.type} ${each.step}` : each.type)) : move.kind;
}

describe('an open line', () => {
  const STATUS = 'rb-1h-status-page';
  const migration = asked(14, ...begun(STATUS));

  it('is looked at again after its own pause, at once after a start, and where its last look is of a clock that was set back', () => {
    const now = at(8);
    expect(next(migration, { [STATUS]: later(now, -2 * MINUTE_MS + 1) }, now)).toBe('rest');
    expect(next(migration, { [STATUS]: later(now, -2 * MINUTE_MS) }, now)).toBe(STATUS);
    expect(next(migration, { [STATUS]: undefined }, now)).toBe(STATUS);
    expect(next(migration, { [STATUS]: later(now, 1) }, now)).toBe(STATUS);
  });

  it('is looked at as soon as somebody has said something since, but not by a word of later than now', () => {
    const said = asked(14, ...begun(STATUS), saidBy('OPERATOR', STATUS));
    const saidAt = at(3);
    expect(next(said, { [STATUS]: later(saidAt, -1) }, later(saidAt, 1))).toBe(STATUS);
    expect(next(said, { [STATUS]: saidAt }, later(saidAt, 1))).toBe('rest');
    expect(next(said, { [STATUS]: later(saidAt, -SECOND_MS) }, later(saidAt, -1))).toBe('rest');
  });

  it('is a widget’s at its own pace, whoever says what', () => {
    const proof = `rb-2m-config:${shop}`;
    const night = asked(2, { type: 't0_reached' }, ...begun(`rb-0-click:${shop}`, proof), saidBy('OPERATOR', `rb-0-click:${shop}`));
    const saidAt = at(5);
    expect(next(night, { [proof]: later(saidAt, -1) }, later(saidAt, 1))).toBe('rest');
    expect(next(night, { [proof]: later(saidAt, -MINUTE_MS) }, later(saidAt, 1))).toBe(proof);
  });

  it('is looked at once a day when its finished night is long over', () => {
    const CLOSE = 'rb-4d-close';
    const proved = ([shop, help] as const).flatMap((brand): readonly Told[] => [
      ...begun(`rb-0-click:${brand}`),
      { type: 'widget_read', brand, widget: 'messaging' },
      ...begun(`rb-2m-config:${brand}`),
      done(`rb-2m-config:${brand}`, 'seen'),
    ]);
    const finished = asked(1, { type: 't0_reached' }, ...proved, ...begun(CLOSE), { type: 'finished', remaining: [] });
    const soon = later(at(0), 4 * DAY_MS);
    const long = later(at(0), 7 * DAY_MS);
    expect(next(finished, { [CLOSE]: later(soon, -10 * MINUTE_MS) }, soon)).toBe(CLOSE);
    expect(next(finished, { [CLOSE]: later(long, -10 * MINUTE_MS) }, long)).toBe('rest');
    expect(next(finished, { [CLOSE]: later(long, -DAY_MS + 1) }, long)).toBe('rest');
    expect(next(finished, { [CLOSE]: later(long, -DAY_MS) }, long)).toBe(CLOSE);
  });
});

describe('a brand that has turned by itself', () => {
  const GATE = `rb-15m-final-gate:${shop}`;
  const CLICK = `rb-0-click:${help}`;
  const turnedItself: readonly Told[] = [
    { type: 'seen_unplanned', brand: help },
    { type: 'widget_read', brand: help, widget: 'messaging' },
  ];

  it('waits for no gate of another brand, and holds up none', () => {
    const lines = { [GATE]: at(10), [CLICK]: undefined };
    expect(next(asked(30, ...begun(GATE), ...turnedItself), lines, at(10))).toEqual([`step_begun ${CLICK}`]);
    expect(next(asked(30, ...begun(GATE)), lines, at(10))).toBe('rest');
  });
});
