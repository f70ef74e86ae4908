import type { Check } from '../check.ts';
import { afterwards } from './afterwards.ts';
import { agents } from './agents.ts';
import { chatSettings } from './chat-settings.ts';
import { drain } from './drain.ts';
import { migrate } from './migrate.ts';
import { requirements } from './requirements.ts';
import { routing } from './routing.ts';
import { site } from './site.ts';

/** Every check. Where one answers, nobody is asked to sign. */
export const checks = [
  ...requirements,
  ...afterwards,
  ...agents,
  ...migrate,
  ...routing,
  ...chatSettings,
  ...site,
  ...drain,
] as const satisfies readonly Check[];

type AnyCheck = (typeof checks)[number];
export type CheckId = AnyCheck['id'];

/** The facts of each check's `todo`, by the check's id: a text that names another fact does not compile. */
export type FactsById = { [C in AnyCheck as C['id']]: Extract<ReturnType<C['find']>, { status: 'todo' }>['facts'] };

const byId: ReadonlyMap<string, Check> = new Map(checks.map((check) => [check.id, check]));

export function checkOf(item: string): Check | undefined {
  return byId.get(item);
}
