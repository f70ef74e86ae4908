import { readReport } from '../../checklist/readings.ts';
import type { SlackParts } from '../parts.ts';
import type { AccountRequest, Scene } from './request.ts';

/** The scene as this person sees it: in their language and with their zone, from the stored record and the last look. */
export async function sceneFor(request: AccountRequest, parts: SlackParts): Promise<Scene> {
  const report = readReport(await parts.store.report(request.key));
  return { key: request.key, migration: request.migration, report, now: parts.clock(), texts: request.texts, zone: request.user.timeZone };
}
