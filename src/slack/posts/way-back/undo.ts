import { activation, type Undoable, undoables } from '../../../cutover/control/undoable.ts';
import { cut } from '../../blocks/frame.ts';
import type { Scene } from '../../request/request.ts';
import { wayBackLines } from './opt-out.ts';

/** What can still be undone, until when and by whom, and what nobody can undo any more: one line each, from the record. */
export function undoLines(scene: Pick<Scene, 'texts' | 'key' | 'migration'>): readonly string[] {
  const { texts, key, migration } = scene;
  const t = texts.cutover.undo;
  const zone = migration.scheduled?.plan.timeZone ?? 'UTC';
  const lines = ({ what, brands, until, who, how }: Undoable): readonly string[] => {
    if (what === 'activation') {
      const known = activation(migration);
      if (known?.known !== 'said') return [t.activation];
      return [t.activationSaid(sayer(known.by, texts), texts.common.moment(known.at, zone))];
    }
    const named = cut(brands.join(', '), 300);
    if (how === 'none') return [t.turned(named)];
    if (how === 'old_key') return wayBackLines(scene);
    const roles = who.map((role) => texts.common.roles[role]).join(', ');
    return [
      t.open(
        named,
        until === undefined ? undefined : texts.common.moment(until, zone),
        roles,
        `/migrate cutover ${key} ${how === 'cancel' ? 'cancel' : 'rollback'}`,
      ),
    ];
  };
  return undoables(migration).flatMap(lines);
}

/** The step may be done by a word that its giver has taken back since: the role alone is known then. */
function sayer(by: string | undefined, { common, work }: Scene['texts']): string {
  if (by === undefined) return common.roles.admin;
  return by === 'server' ? work.item.server : common.people([by]);
}
