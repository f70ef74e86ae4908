import { provedAt } from '../../../cutover/phases.ts';
import { CLEAN, closingIn } from '../../../cutover/steps/after/close.ts';
import { floodIn, NOBODY_ONLINE } from '../../../cutover/steps/after/watch.ts';
import { strayIn } from '../../../cutover/steps/prove.ts';
import { between, later, MINUTE_MS } from '../../../migration/time.ts';
import { cut, plain } from '../../blocks/frame.ts';
import type { Scene } from '../../request/request.ts';

/** Until then the next message is promised. */
const NEXT_MESSAGE_MS = 15 * MINUTE_MS;

/** What is late of the steps after the switch, in words of their own; undefined for the others. */
export function ownLate(key: string, saw: string, scene: Scene): string | undefined {
  const { texts } = scene;
  const t = texts.cutover.told;
  const [id, brand = ''] = key.split(':');
  if (id === 'rb-15p-test-conversation' && saw === 'no_conversation') return failure(key, brand, scene);
  const stray = id === 'rb-15p-test-conversation' ? strayText(saw, brand, scene) : undefined;
  if (stray !== undefined) return stray;
  if (id === 'rb-2m-agents-online') return agentsText(saw, scene);
  const flood = id === 'rb-15p-watch' ? floodIn(saw) : undefined;
  if (id === 'rb-15p-watch' && saw.startsWith(NOBODY_ONLINE)) return t.agents.gone(plain(saw.slice(NOBODY_ONLINE.length + 1)));
  if (flood) return t.flood(flood.waiting, flood.ungrouped, flood.online);
  const closing = id === 'rb-4d-close' ? closingIn(saw) : undefined;
  if (closing && saw === CLEAN) return t.closing.clean(adminsOf(scene));
  return closing && t.closing.stays(closing.items.length, closing.tags);
}

/** A test ticket that came without a group, or as another brand's; undefined where that is not what was seen. */
export function strayText(
  saw: string,
  brand: string,
  { texts, migration: { team } }: Pick<Scene, 'texts' | 'migration'>,
): string | undefined {
  const stray = strayIn(saw);
  const who = [...new Set([...team.lead, ...team.admin])].slice(0, 10);
  const named = who.length > 0 ? texts.common.people(who) : texts.common.roles.lead;
  return stray && texts.cutover.told.stray(stray.lacks, stray.ticket, brand, named);
}

function adminsOf({ texts, migration: { team } }: Scene): string {
  return team.admin.length > 0 ? texts.common.people(team.admin.slice(0, 10)) : texts.common.roles.admin;
}

function agentsText(saw: string, { texts }: Scene): string {
  const t = texts.cutover.told.agents;
  if (saw === 'nobody') return t.nobody;
  return saw === 'cannot_tell' ? t.unseen : t.groups(plain(cut(saw, 500)));
}

function failure(key: string, brand: string, { texts, migration }: Scene): string {
  const at = migration.run.steps[key]?.late?.at;
  const proved = provedAt(brand, migration);
  const zone = migration.scheduled?.plan.timeZone ?? 'UTC';
  const minutes = at && proved ? Math.round(between(proved, at) / MINUTE_MS) : 30;
  return texts.cutover.told.failure(brand, minutes, at ? texts.common.clock(later(at, NEXT_MESSAGE_MS), zone) : '—');
}
