import type { Migration } from '../../migration/migration.ts';
import { brandsOf, type Phase } from '../phases.ts';
import type { RunbookLine, Step } from '../step.ts';
import { ofTheNight } from './after/opening.ts';
import { finish, settle } from './after/settle.ts';
import { announce } from './announce.ts';
import { convert, responses } from './convert.ts';
import { drain } from './drain.ts';
import { prepare } from './prepare.ts';
import { openDoors, prove } from './prove.ts';

const [gate, click, proof] = convert;

/** One brand's turn: the gate, the click, its proof, and what is asked for beside them. */
const turn = [gate, click, responses, proof, ...prove] as const satisfies readonly Step[];
const before = [...prepare, ...announce, ...drain] as const satisfies readonly Step[];
const afterwards = [...openDoors, finish, ...settle] as const satisfies readonly Step[];

/** Every step, in order. An id is written into logs: never rename or reuse one; raise RUNBOOK_VERSION when one is added. */
export const steps: readonly Step[] = [...before, ...turn, ...afterwards];

/** The runbook of the plan at hand; a step per brand comes once for each brand, brand by brand. */
export function linesOf(migration: Migration): readonly RunbookLine[] {
  const brands = brandsOf(migration);
  return [
    ...before.map(account),
    ...brands.flatMap((brand, index) =>
      turn.map((step) => ({ key: `${step.id}:${brand}`, step: ofTheNight(step, migration), brand, index })),
    ),
    ...afterwards.map((step) => account(ofTheNight(step, migration))),
  ];
}

/** What goes on of a finished plan once another one is made: the lines from T+15m on, and those that were open. */
export function linesAfterwards(finished: Migration): readonly RunbookLine[] {
  return linesOf(finished).filter(({ key, step }) => AFTERWARDS.includes(step.phase) || finished.run.steps[key] !== undefined);
}

const AFTERWARDS: readonly Phase[] = ['T+15m', 'T+24h', 'T+4d'];

/** The line of this key in the plan at hand. */
export function lineOf(key: string, migration: Migration): RunbookLine | undefined {
  return linesOf(migration).find((line) => line.key === key);
}

function account(step: Step): RunbookLine {
  return { key: step.id, step, brand: '', index: 0 };
}
