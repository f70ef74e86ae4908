import type { Evidence, Reading } from '../../migration/finding.ts';
import type { Group, Queue } from '../../zendesk/port.ts';
import type { CheckContext } from '../check.ts';

/** A rule that gives messaging tickets to a group: a ticket trigger, or a queue of omnichannel routing. */
export interface Route {
  readonly title: string;
  readonly active: boolean;
  readonly groupId: number;
}

type Seen = Pick<CheckContext, 'readings'>;

/** Every rule that was seen, also those that are prepared and not on yet; undefined where the triggers could not be read. */
export function messagingRoutes({ readings }: Seen): readonly Route[] | undefined {
  const { triggers } = readings;
  if (triggers?.status !== 'seen') return undefined;
  return [...triggers.value.routing, ...queueRoutes({ readings })];
}

/** The groups that messaging tickets go to; undefined where that is not known. */
export function messagingGroups(context: Seen): readonly number[] | undefined {
  const groups = new Set(messagingRoutes(context)?.map(({ groupId }) => groupId));
  return groups.size === 0 ? undefined : [...groups];
}

/** The queues that bring messaging tickets to groups, where omnichannel routing was seen on. */
export function queueRoutes({ readings: { settings, queues, triggers } }: Seen): readonly Route[] {
  if (settings?.status !== 'seen' || settings.value.omnichannelRouting !== true || queues?.status !== 'seen') return [];
  const numbers = triggers?.status === 'seen' ? triggers.value.messagingNumbers : [];
  return queues.value
    .filter((queue) => takesMessaging(queue, numbers))
    .flatMap(({ name, groupIds }) => groupIds.map((groupId) => ({ title: name, active: true, groupId })));
}

/** Nothing among `all` keeps messaging out, and where any channel will do, messaging is one of them. A queue that asks for no channel takes every one. */
function takesMessaging({ all, any }: Queue, numbers: readonly string[]): boolean {
  const isMessaging = ({ operator, value }: Queue['all'][number]) => operator === 'is' && numbers.includes(value);
  const isAnother = ({ operator, value }: Queue['all'][number]) => operator === 'is_not' && numbers.length > 0 && !numbers.includes(value);
  return all.every((one) => isMessaging(one) || isAnother(one)) && (any.length === 0 || any.some(isMessaging));
}

/** Rules whose group is not there: their tickets reach nobody. Named by the rule, for the group has no name any more. */
export function lost(routes: readonly Route[], groups: readonly Group[]): readonly string[] {
  const there = new Set(groups.map(({ id }) => id));
  return [...new Set(routes.filter(({ groupId }) => !there.has(groupId)).map(({ title, groupId }) => `${title} → ${groupId}`))];
}

/** Queues take messaging, and every group of theirs is there; with what that was seen by. */
export function queuesRoute(context: Seen): Evidence | undefined {
  const { settings, queues, groups } = context.readings;
  const routes = queueRoutes(context);
  if (routes.length === 0 || settings?.status !== 'seen' || queues?.status !== 'seen' || groups?.status !== 'seen') return undefined;
  if (lost(routes, groups.value).length > 0) return undefined;
  const saw = [...new Set(routes.map(({ title }) => title))].slice(0, SHOWN).join(', ');
  return { asked: queues.asked, saw, at: oldestOf(settings, queues, groups) };
}

/** How many names stand in one line. */
export const SHOWN = 5;

/** What rests on several readings is as old as the oldest. */
function oldestOf(first: Reading<unknown>, ...others: readonly Reading<unknown>[]) {
  return others.reduce((oldest, { at }) => (at < oldest ? at : oldest), first.at);
}

export function older(first: Evidence, second: Evidence): Evidence {
  return second.at < first.at ? { ...first, at: second.at } : first;
}

export function namesOf(ids: readonly number[], { readings }: Seen): readonly string[] {
  const groups = readings.groups?.status === 'seen' ? readings.groups.value : [];
  return ids.slice(0, SHOWN).map((id) => groups.find((group) => group.id === id)?.name ?? String(id));
}
