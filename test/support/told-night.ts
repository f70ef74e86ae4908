import type { Person } from '../../src/migration/decisions.ts';
import type { Happening } from '../../src/migration/events.ts';
import { type Migration, replay } from '../../src/migration/migration.ts';
import { type Instant, later, MINUTE_MS } from '../../src/migration/time.ts';
import { beginnings, help, planned, START, shop } from './small-world.ts';

/** By the admin, unless it names somebody. */
export type Told = Happening | readonly [string, Happening];

const FIRST = beginnings.reduce((sum, [, ...happened]) => sum + happened.length, 0);

/** The small world's people, then what a test tells, a minute apart from `START` on. */
export function account(...told: readonly Told[]): Migration {
  const all = [
    ...beginnings.flatMap(([user, ...happened]) => happened.map((each) => [user, each] as const)),
    ...told.map((each) => ('type' in each ? (['ADMIN', each] as const) : each)),
  ];
  return replay(
    all.map(([user, happened], index) => ({
      version: index + 1,
      at: at(index - FIRST),
      by: { kind: 'person', slackUserId: user },
      happened,
    })),
  );
}

/** When the how-manyth thing of a test was told. */
export function at(minutes: number): Instant {
  return later(START, minutes * MINUTE_MS);
}

/** A plan of two brands whose window opens in so many minutes. */
export const planIn = (minutes: number) => planned({ now: () => START }, [shop, help], minutes);

/** The same with a plan of two brands, which is told first. */
export const night = (...told: readonly Told[]) => account(planIn(14), ...told);

export const is = (user: string): Person => ({ user, everywhere: false });
export const begun = (...steps: readonly string[]) => steps.map((step) => ({ type: 'step_begun', step }) as const);
export const done = (step: string, how: 'said' | 'seen' = 'said', saw = '') => ({ type: 'step_done', step, how, saw }) as const;
export const saidBy = (user: string, step: string, group?: string) => [user, { type: 'step_said', step, group }] as const;
export const here = (user: string) => [user, { type: 'present', user }] as const;
/** An admin has gone on over two live chats that were open. */
export const passedOver = (gate: string): Happening => ({
  type: 'gate_passed',
  gate,
  blockers: [{ kind: 'item', id: 'migrate-close-active-chats', why: 'todo' }],
  chats: 2,
  reason: 'x',
});
export const looked = (gate: string, ...blockers: Extract<Happening, { type: 'gate_looked' }>['blockers']): Happening => ({
  type: 'gate_looked',
  gate,
  blockers,
});
