import { blocking } from '../../checklist/progress.ts';
import { readReport } from '../../checklist/readings.ts';
import { replay } from '../../migration/migration.ts';
import { between, HOUR_MS, MINUTE_MS } from '../../migration/time.ts';
import { statusMessage } from '../blocks/status.ts';
import { whyMessage } from '../blocks/why.ts';
import type { SlackParts } from '../parts.ts';
import type { AccountRequest } from '../request/request.ts';
import { sceneFor } from '../request/scene.ts';
import { type Command, noWord } from './command.ts';

/** Findings older than this are looked up again after the answer. */
const REFRESH_AFTER_MS = 15 * MINUTE_MS;
/** What is older than this is answered anew also where nothing has changed. */
const OLD_AFTER_MS = HOUR_MS;

export const statusCommands = [
  { name: 'status', about: 'account', ownWord: noWord, run: status },
  { name: 'why', about: 'account', ownWord: noWord, run: why },
] as const satisfies readonly Command[];

/** Answers from the stored state at once, then refreshes itself and answers again if something has changed. */
export async function status(request: AccountRequest, parts: SlackParts): Promise<void> {
  const scene = await sceneFor(request, parts);
  await request.answer(statusMessage(scene));
  const { lookedAt } = scene.report;
  if (!request.migration.connected || (lookedAt !== undefined && between(lookedAt, scene.now) <= REFRESH_AFTER_MS)) return;
  // Nobody is left alone with an answer that says itself that it is hours old.
  const isOld = lookedAt === undefined || between(lookedAt, scene.now) > OLD_AFTER_MS;
  const shown = blocking({ migration: scene.migration, readings: scene.report.readings, now: scene.now }).map(statusOf);
  await refreshed(request, parts, isOld ? undefined : JSON.stringify(shown));
}

/** Looks everything up again; the person is answered anew when the blockers are others than before, or when they asked for it. */
export async function refreshed(request: AccountRequest, parts: SlackParts, before: string | undefined): Promise<void> {
  await parts.lookAgain(request.key, request.migration);
  const migration = replay(await parts.store.read(request.key));
  const report = readReport(await parts.store.report(request.key));
  const scene = { key: request.key, migration, report, now: parts.clock(), texts: request.texts, zone: request.user.timeZone };
  const after = JSON.stringify(blocking({ migration, readings: report.readings, now: scene.now }).map(statusOf));
  if (after !== before) await request.answer(statusMessage(scene));
  await parts.settle(request.key);
}

function statusOf({ item, state }: ReturnType<typeof blocking>[number]): readonly string[] {
  return [item.id, state.status];
}

async function why(request: AccountRequest, parts: SlackParts): Promise<void> {
  await request.answer(whyMessage(await sceneFor(request, parts)));
}
