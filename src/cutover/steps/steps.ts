import type { Migration } from '../../migration/migration.ts';
import { type Path, pathOf } from '../../migration/plan.ts';
import { brandsOf, isGoingBack, type Phase } from '../phases.ts';
import type { RunbookLine, Step } from '../step.ts';
import { ofTheNight } from './after/opening.ts';
import { finish, settle } from './after/settle.ts';
import { announce } from './announce.ts';
import { convert, exchange, responses } from './convert.ts';
import { drain } from './drain.ts';
import { prepare } from './prepare.ts';
import { openDoors, prove } from './prove.ts';
import { apps, isInScope } from './turn/mobile.ts';
import { swapBack } from './turn/swap.ts';

const [gate, click, proof] = convert;

/** One brand's turn: the gate, the click, its proof, and what is asked for beside them. */
const turns = {
  convert: [gate, click, responses, proof, ...prove],
  swap: [gate, exchange, responses, proof, ...prove],
} as const satisfies Readonly<Record<Path, readonly Step[]>>;
const before = [...prepare, ...announce, ...drain] as const satisfies readonly Step[];
const afterwards = [...openDoors, ...apps, finish, ...settle] as const satisfies readonly Step[];

/** Every step, in order. An id is written into logs: never rename or reuse one; raise RUNBOOK_VERSION when one is added. */
export const steps: readonly Step[] = [...before, ...turns.convert, exchange, swapBack, ...afterwards];

/** The runbook of the plan at hand; a step per brand comes once for each brand, brand by brand. */
export function linesOf(migration: Migration): readonly RunbookLine[] {
  const brands = brandsOf(migration);
  return [
    ...before.map(account),
    ...brands.flatMap((brand, index) =>
      turnOf(brand, migration).map((step) => ({ key: `${step.id}:${brand}`, step: ofTheNight(step, migration), brand, index })),
    ),
    ...afterwards.filter((step) => isInScope(step, migration)).map((step) => account(ofTheNight(step, migration))),
  ];
}

/** By the brand's path. On its way back nothing of its turn is waited for any more but the old key. */
function turnOf(brand: string, migration: Migration): readonly Step[] {
  const { run, scheduled } = migration;
  if (!isGoingBack(brand, migration)) return turns[pathOf(brand, scheduled?.plan)];
  return [...[gate, exchange].filter(({ id }) => run.steps[`${id}:${brand}`]?.done), swapBack];
}

/**
 * What goes on of a finished plan once another one is made: the lines from T+15m on, and those that were open. A way back
 * ends with the plan it belongs to, and an app that came into scope later is of the plan at hand.
 */
export function linesAfterwards(finished: Migration): readonly RunbookLine[] {
  const isOpen = (key: string) => finished.run.steps[key] !== undefined;
  return linesOf(finished)
    .filter(({ step }) => step.id !== swapBack.id)
    .filter(({ key, step }) => isOpen(key) || (AFTERWARDS.includes(step.phase) && apps.every(({ id }) => id !== step.id)));
}

const AFTERWARDS: readonly Phase[] = ['T+15m', 'T+24h', 'T+4d'];

/** The line of this key in the plan at hand. */
export function lineOf(key: string, migration: Migration): RunbookLine | undefined {
  return linesOf(migration).find((line) => line.key === key);
}

function account(step: Step): RunbookLine {
  return { key: step.id, step, brand: '', index: 0 };
}
