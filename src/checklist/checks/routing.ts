import { type Evidence, type Finding, ready, todo, unknown } from '../../migration/finding.ts';
import type { Change } from '../../migration/run/changes.ts';
import { later, MINUTE_MS } from '../../migration/time.ts';
import { type Check, type CheckContext, judged } from '../check.ts';

/** Which groups get messaging tickets, who of them may answer, and where the tickets are seen. */
export const routing = [
  { id: 'chat-groups-and-ticket-triggers', find: routedByTrigger },
  {
    id: 'migrate-3b-configure-routing',
    find: (context) => (queuesRoute(context) ? judgedByQueues(context) : routedByTrigger(context)),
  },
  {
    id: 'route-view-for-messaging',
    find: ({ readings }) =>
      judged(readings.views, (titles, evidence) =>
        titles.length > 0 ? ready(evidence(titles.slice(0, SHOWN).join(', '))) : todo({}, evidence('0')),
      ),
  },
  { id: 'chat-departments-enabled', find: departmentsOn },
  { id: 'req-chat-access-per-agent', find: accessOfMembers },
] as const satisfies readonly Check[];

/** How many names stand in one line. */
const SHOWN = 5;

/** An active trigger names the messaging channel and sets a group. An inactive one is shown, and is not enough. */
function routedByTrigger({ migration, readings }: CheckContext): Finding<{ readonly inactive: readonly string[] }> {
  return judged(readings.triggers, ({ routing: rules, messagingNumbers }, evidence) => {
    const on = rules.filter(({ active }) => active);
    if (on.length > 0) return ready(evidence(on.slice(0, SHOWN).map(nameOf).join(', ')));
    const waiting = triggersWaiting(migration);
    // A look that had begun before it was read back may end after that, and not show it yet.
    const isThere = ({ want, seenAt }: Change) =>
      rules.some(({ title }) => title === want) || (seenAt !== undefined && evidence('').at <= later(seenAt, MINUTE_MS));
    if (waiting?.every(isThere)) return ready(evidence(waiting.map(({ want }) => want).join(', ')));
    // Without the channel's number no trigger can be told to be one of messaging.
    if (messagingNumbers.length === 0) return unknown('cannot_tell');
    return todo({ inactive: rules.slice(0, SHOWN).map(({ title }) => title) }, evidence(`active: 0, inactive: ${rules.length}`));
  });
}

/** Those that Ferry has made inactive for every brand of the signed plan, and switches on after each brand's proof; undefined where one is missing. */
function triggersWaiting({ scheduled, changes, run }: CheckContext['migration']): readonly Change[] | undefined {
  if (scheduled?.plan.routing === undefined) return undefined;
  const brands = scheduled.plan.brands.map(({ subdomain }) => subdomain).filter((brand) => !run.left.includes(brand));
  const made = brands
    .flatMap((brand) => changes[`routing_trigger:${brand}`] ?? [])
    .filter(({ plan, seenAt }) => plan === scheduled.version && seenAt);
  return brands.length > 0 && made.length === brands.length ? made : undefined;
}

/** Omnichannel routing was seen on, and a queue that takes messaging gives it to a group. */
export function queuesRoute(context: Pick<CheckContext, 'readings'>): boolean {
  const { settings } = context.readings;
  return settings?.status === 'seen' && settings.value.omnichannelRouting === true && queueGroups(context).length > 0;
}

function judgedByQueues({ readings }: CheckContext): Finding<never> {
  return judged(readings.settings, (_, settled) =>
    judged(readings.queues, (queues, evidence) => {
      const saw = evidence(
        queues
          .slice(0, SHOWN)
          .map(({ name }) => name)
          .join(', '),
      );
      return ready(older(saw, settled('')));
    }),
  );
}

/** What rests on two readings is as old as the older one. */
function older(first: Evidence, second: Evidence): Evidence {
  return second.at < first.at ? { ...first, at: second.at } : first;
}

/** A queue that asks for no channel takes every one; one that does has to name messaging. */
function queueGroups({ readings: { queues, triggers } }: Pick<CheckContext, 'readings'>): readonly number[] {
  if (queues?.status !== 'seen') return [];
  const numbers = triggers?.status === 'seen' ? triggers.value.messagingNumbers : [];
  return queues.value
    .filter(({ channels }) => channels.length === 0 || channels.some(({ operator, value }) => operator === 'is' && numbers.includes(value)))
    .flatMap(({ groupIds }) => groupIds);
}

/** The groups that messaging tickets go to, as far as was seen; undefined where that is not known. */
function messagingGroups(context: CheckContext): readonly number[] | undefined {
  const { triggers } = context.readings;
  if (triggers?.status !== 'seen') return undefined;
  const byTrigger = triggers.value.routing.map(({ groupId }) => groupId);
  const byQueue = queuesRoute(context) ? queueGroups(context) : [];
  const all = [...new Set([...byTrigger, ...byQueue])];
  return all.length === 0 ? undefined : all;
}

/** Every group that gets messaging tickets is a department that is on. */
function departmentsOn(context: CheckContext): Finding<{ readonly off: readonly string[]; readonly missing: readonly string[] }> {
  const { readings } = context;
  return judged(readings.departments, (departments, evidence) =>
    judged(readings.triggers, (_, ruled) => {
      const wanted = messagingGroups(context);
      if (wanted === undefined) return unknown('cannot_tell');
      const of = (group: number) => departments.filter(({ id, groupId }) => (groupId ?? id) === group);
      const off = wanted.filter((group) => of(group).some(({ enabled }) => enabled === false));
      const missing = wanted.filter((group) => of(group).length === 0);
      const saw = older(evidence(`${wanted.length - off.length - missing.length}/${wanted.length}`), ruled(''));
      if (off.length + missing.length > 0) return todo({ off: namesOf(off, context), missing: namesOf(missing, context) }, saw);
      return wanted.every((group) => of(group).every(({ enabled }) => enabled === true)) ? ready(saw) : unknown('cannot_tell', saw.at);
    }),
  );
}

/** Every member of every group that gets messaging tickets has Chat access. */
function accessOfMembers(
  context: CheckContext,
): Finding<{ readonly without: number; readonly members: number; readonly groups: readonly string[] }> {
  const { readings } = context;
  return judged(readings.triggers, (_, ruled) =>
    judged(readings.memberships, (memberships, listed) =>
      judged(readings.chatAgents, (agents, evidence) => {
        const wanted = messagingGroups(context);
        if (wanted === undefined) return unknown('cannot_tell');
        const withAccess = new Set(agents.filter(({ enabled }) => enabled).map(({ id }) => id));
        const inGroups = memberships.filter(({ groupId }) => wanted.includes(groupId));
        const members = new Set(inGroups.map(({ userId }) => userId));
        const lacking = inGroups.filter(({ userId }) => !withAccess.has(userId));
        const without = new Set(lacking.map(({ userId }) => userId)).size;
        const saw = older(older(evidence(`${members.size - without}/${members.size}`), listed('')), ruled(''));
        const groups = namesOf([...new Set(lacking.map(({ groupId }) => groupId))], context);
        return members.size > 0 && without === 0 ? ready(saw) : todo({ without, members: members.size, groups }, saw);
      }),
    ),
  );
}

function namesOf(ids: readonly number[], { readings }: CheckContext): readonly string[] {
  const groups = readings.groups?.status === 'seen' ? readings.groups.value : [];
  return ids.slice(0, SHOWN).map((id) => groups.find((group) => group.id === id)?.name ?? String(id));
}

function nameOf({ title }: { readonly title: string }): string {
  return title;
}
