import { itemById } from '../../../checklist/items/items.ts';
import type { Happening } from '../../../migration/events.ts';
import type { Migration } from '../../../migration/migration.ts';
import { people, type Role } from '../../../migration/roles.ts';
import { planningShown } from '../../actions/planning.ts';
import { button, buttons, context, fitted, section } from '../../blocks/frame.ts';
import { notice, offersAfter } from '../../blocks/notices.ts';
import { pressValue } from '../../request/press.ts';
import type { Scene } from '../../request/request.ts';
import type { Message } from '../../web/port.ts';

/** The settings speak against the window, with the next ones at its hour; or they do not any more. */
export function windowJudgedMessage(against: Extract<Happening, { type: 'window_judged' }>['against'], scene: Scene): Message {
  const { key, migration, texts } = scene;
  const t = texts.cutover.outside.window;
  const plan = migration.scheduled?.plan;
  const window = plan ? texts.common.windowForAll(plan.opensAt, plan.closesAt, plan.timeZone) : '';
  if (against === undefined) return notice.text(t.open(key, window));
  const text = t.closed(key, window, against);
  const blocks = fitted([section(text), ...offersAfter(plan, scene, planningShown(migration))], texts.cutover.plan.more);
  return { text: text.replaceAll('*', ''), blocks };
}

/** A planned brand that is not there any more; while the plan has it, with the plan without it. */
export function brandGoneMessage(brand: string, { key, migration, texts }: Scene): Message {
  const t = texts.cutover.outside.brand;
  const { scheduled } = migration;
  const brands = scheduled?.plan.brands ?? [];
  const text = t.gone(key, brand);
  const isPlanned = brands.some(({ subdomain }) => subdomain === brand);
  const offer = brands.length > 1 ? buttons([dropButton(brand, scheduled, key, t.button(brand))]) : [context(t.last(key))];
  return { text: text.replaceAll('*', ''), blocks: [section(text), ...(isPlanned ? offer : [])] };
}

function dropButton(brand: string, scheduled: Migration['scheduled'], account: string, label: string) {
  const value = pressValue({ account, brand, ...(scheduled ? { plan: scheduled.version } : {}) });
  return button('brand_drop', label, value, { style: 'primary' });
}

/** To the admins, in the channel: who has left, who can stand in, and how to name somebody else. */
export function personLeftMessage(
  { user, roles, item: id }: Pick<Extract<Happening, { type: 'person_left' }>, 'user' | 'roles' | 'item'>,
  { key, migration, texts }: Scene,
): Message {
  const t = texts.cutover.outside.person;
  const { team } = migration;
  const others = (...wanted: readonly Role[]) => people(team, ...wanted).filter((each) => each !== user);
  const item = id === undefined ? undefined : itemById(id);
  const atKeyboard = roles.some((role) => role !== 'approver') ? others('operator', 'backup') : [];
  const lines = [
    t.left(key, texts.common.people([user]), roles, texts.common.people(others('admin'))),
    ...(atKeyboard.length > 0 ? [t.standIn(key, texts.common.people(atKeyboard))] : []),
    ...roles.filter((role) => others(role).length === 0).map((role) => t.nobody(key, role)),
    ...(item ? [t.assigned(key, texts.items[item.id].title, item.id)] : []),
  ];
  return notice.text(lines.join('\n'));
}
