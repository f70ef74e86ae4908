import { type Undoable, undoables } from '../../../cutover/control/undoable.ts';
import { cut } from '../../blocks/frame.ts';
import type { Scene } from '../../request/request.ts';

/** What can still be undone, until when and by whom, and what nobody can undo any more: one line each, from the record. */
export function undoLines({ texts, key, migration }: Pick<Scene, 'texts' | 'key' | 'migration'>): readonly string[] {
  const t = texts.cutover.undo;
  const zone = migration.scheduled?.plan.timeZone ?? 'UTC';
  const line = ({ what, brands, until, who, how }: Undoable): string => {
    if (what === 'activation') return t.activation;
    const named = cut(brands.join(', '), 300);
    if (how === 'none') return t.turned(named);
    if (how === 'old_key') return t.swapped(named);
    const roles = who.map((role) => texts.common.roles[role]).join(', ');
    return t.open(
      named,
      until === undefined ? undefined : texts.common.moment(until, zone),
      roles,
      `/migrate cutover ${key} ${how === 'cancel' ? 'cancel' : 'rollback'}`,
    );
  };
  return undoables(migration).map(line);
}
