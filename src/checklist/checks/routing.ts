import { type Facts, type Finding, ready, todo, unknown } from '../../migration/finding.ts';
import type { Change } from '../../migration/run/changes.ts';
import { later, MINUTE_MS } from '../../migration/time.ts';
import { type Check, type CheckContext, judged } from '../check.ts';
import { lost, messagingGroups, messagingRoutes, namesOf, older, queueRoutes, queuesRoute, SHOWN } from './messaging-groups.ts';

/** Which groups get messaging tickets, who of them may answer, and where the tickets are seen. */
export const routing = [
  { id: 'migrate-3a-organize-groups', find: groupsStaffed },
  { id: 'chat-groups-and-ticket-triggers', find: routedByTrigger },
  {
    id: 'migrate-3b-configure-routing',
    find: routed,
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

/**
 * An active trigger names the messaging channel and sets a group that is there. An inactive one is shown, and is not enough, but for those
 * that Ferry has made and switches on itself.
 */
function routedByTrigger({ migration, readings }: CheckContext): Finding<RoutingFacts> {
  return judged(readings.triggers, ({ routing: rules, messagingNumbers }, evidence) =>
    judged(readings.groups, (groups, listed): Finding<RoutingFacts> => {
      const on = rules.filter(({ active }) => active);
      const missing = lost(on, groups).slice(0, SHOWN);
      const saw = (text: string) => older(evidence(text), listed(''));
      if (missing.length > 0) return todo({ inactive: [], missing }, saw(missing.join(', ')));
      if (on.length > 0) return ready(saw(on.slice(0, SHOWN).map(nameOf).join(', ')));
      const waiting = triggersWaiting(migration);
      // A look that had begun before it was read back may end after that, and not show it yet.
      const isThere = ({ want, seenAt }: Change) =>
        rules.some(({ title }) => title === want) || (seenAt !== undefined && evidence('').at <= later(seenAt, MINUTE_MS));
      if (waiting?.every(isThere)) return ready(saw(waiting.map(({ want }) => want).join(', ')));
      // Without the channel's number no trigger can be told to be one of messaging.
      if (messagingNumbers.length === 0) return unknown('cannot_tell');
      return todo(
        { inactive: rules.slice(0, SHOWN).map(({ title }) => title), missing: [] },
        evidence(`active: 0, inactive: ${rules.length}`, { of: 'triggers', active: 0, inactive: rules.length }),
      );
    }),
  );
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

interface RoutingFacts extends Facts {
  /** Triggers that would do, and are off. */
  readonly inactive: readonly string[];
  /** Rules whose group is not there. */
  readonly missing: readonly string[];
}

/** By queues where they route messaging, else by triggers; and no rule leads to a group that is not there. */
function routed(context: CheckContext): Finding<RoutingFacts> {
  const byTrigger = routedByTrigger(context);
  if (byTrigger.status === 'todo' && byTrigger.facts.missing.length > 0) return byTrigger;
  const queues = queueRoutes(context);
  if (queues.length === 0) return byTrigger;
  return judged(context.readings.queues, (_, evidence) =>
    judged(context.readings.groups, (groups, listed): Finding<RoutingFacts> => {
      const missing = lost(queues, groups).slice(0, SHOWN);
      if (missing.length > 0) return todo({ inactive: [], missing }, older(evidence(missing.join(', ')), listed('')));
      const saw = queuesRoute(context);
      return saw ? ready(saw) : unknown('cannot_tell');
    }),
  );
}

/** Every group that gets messaging tickets is there, and has a member with Chat access. */
function groupsStaffed(context: CheckContext): Finding<StaffingFacts> {
  const { readings } = context;
  return judged(readings.groups, (groups, listed) =>
    judged(readings.memberships, (memberships, joined): Finding<StaffingFacts> => {
      const nobody = { empty: [], missing: [], groups: groups.length };
      if (groups.length === 0 || memberships.length === 0)
        return todo(
          nobody,
          older(
            listed(`groups: ${groups.length}, members: ${memberships.length}`, {
              of: 'members',
              groups: groups.length,
              members: memberships.length,
            }),
            joined(''),
          ),
        );
      return judged(readings.chatAgents, (chatAgents, known) =>
        judged(readings.triggers, (_, ruled) => {
          const wanted = messagingGroups(context);
          if (wanted === undefined) return unknown('cannot_tell');
          const withAccess = new Set(chatAgents.filter(({ enabled }) => enabled).map(({ id }) => id));
          const staffed = new Set(memberships.filter(({ userId }) => withAccess.has(userId)).map(({ groupId }) => groupId));
          const there = new Set(groups.map(({ id }) => id));
          const empty = wanted.filter((id) => there.has(id) && !staffed.has(id));
          const missing = lost(messagingRoutes(context) ?? [], groups);
          const good = wanted.filter((id) => there.has(id) && staffed.has(id)).length;
          const saw = [joined(''), known(''), ruled('')].reduce(older, listed(`${good}/${wanted.length}`));
          if (good === wanted.length) return ready(saw);
          return todo({ empty: namesOf(empty, context), missing: missing.slice(0, SHOWN), groups: wanted.length }, saw);
        }),
      );
    }),
  );
}

interface StaffingFacts extends Facts {
  /** Groups without a member who has Chat access. */
  readonly empty: readonly string[];
  /** Rules whose group is not there. */
  readonly missing: readonly string[];
  readonly groups: number;
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

function nameOf({ title }: { readonly title: string }): string {
  return title;
}
