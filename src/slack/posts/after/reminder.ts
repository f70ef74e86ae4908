import { itemById } from '../../../checklist/items/items.ts';
import type { Happening } from '../../../migration/events.ts';
import { people, type Role } from '../../../migration/roles.ts';
import { fitted, plain, section } from '../../blocks/frame.ts';
import { titleIn } from '../../blocks/status.ts';
import type { Scene } from '../../request/request.ts';
import type { Message } from '../../web/port.ts';

/** Roles without a name, and what is due and open, with who is asked. */
export function reminderMessage({ roles, items, escalated }: Extract<Happening, { type: 'reminded' }>, scene: Scene): Message {
  const { texts, migration } = scene;
  const t = texts.cutover.told.reminder;
  const names = roles.map((role) => texts.common.roles[role]).join(', ');
  const admins = texts.common.people(migration.team.admin.slice(0, 10));
  const head = escalated ? t.escalated(admins, names) : t.roles(names);
  const rows = items.map((id) => t.item(plain(titleIn(texts)(id)), whoFor(id, scene), migration.owners[id]?.due));
  const lines = [...(roles.length > 0 ? [head] : []), ...(rows.length > 0 ? [t.items, ...rows] : [])];
  return { text: lines.join(' ').replaceAll('*', ''), blocks: fitted([section(lines.join('\n'))], texts.cutover.plan.more) };
}

/** Whoever it was given to, else those whose role it is. */
function whoFor(id: string, { texts, migration }: Scene): string {
  const owner = migration.owners[id]?.user;
  if (owner !== undefined) return texts.common.people([owner]);
  const role = roleOf(id);
  const able = people(migration.team, role).slice(0, 5);
  return able.length > 0 ? texts.common.people(able) : texts.common.roles[role];
}

function roleOf(id: string): Role {
  const item = itemById(id);
  if (item === undefined) return 'admin';
  return item.owner === 'agents' ? 'lead' : item.owner === 'bot' ? (item.word ?? 'admin') : item.owner;
}
