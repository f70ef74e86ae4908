import { type Finding, ready, todo, unknown } from '../../migration/finding.ts';
import type { Change } from '../../migration/run/changes.ts';
import { type Check, type CheckContext, judged } from '../check.ts';
import { brandsInScope } from '../scope.ts';
import { older } from './messaging-groups.ts';

/** What comes with the night and after it: the guard tag, omnichannel routing, surveys. */
export const afterwards = [
  { id: 'pending-tickets-guard-tag', find: listedAreTagged },
  { id: 'route-omnichannel-prerequisites', find: mayTurnOnRouting },
  { id: 'route-omnichannel-record-settings', find: routingIsRecorded },
  { id: 'route-omnichannel-turn-on', find: routingIsOn },
  {
    id: 'after-csat-end-session',
    find: ({ readings }) =>
      judged(readings.triggers, ({ sessionSurveys }, evidence): Finding<Record<never, never>> => {
        const [title] = sessionSurveys?.first ?? [];
        return title === undefined ? unknown('cannot_tell') : ready(evidence(title));
      }),
  },
] as const satisfies readonly Check[];

/** Every ticket of the list was read back with the tag, or needed none. */
function listedAreTagged({ migration }: CheckContext): Finding<{ readonly without: number; readonly tickets: number }> {
  const { listed } = migration.run;
  if (listed === undefined) return unknown('not_looked');
  const own = Object.values(migration.changes).filter(({ write, plan }) => write === 'guard_tag' && plan === migration.scheduled?.version);
  if (own.some(({ refused, seenAt }) => refused !== undefined && seenAt === undefined)) return unknown('not_allowed');
  const tagged = new Set(own.filter(({ seenAt }) => seenAt !== undefined).flatMap(idsOf));
  const without = listed.tickets.filter(({ id }) => !tagged.has(id)).length;
  const tickets = listed.tickets.length;
  const at = own.flatMap(({ seenAt }) => seenAt ?? []).toSorted()[0] ?? listed.at;
  const evidence = { asked: 'GET /api/v2/tickets/show_many', saw: `${tickets - without}/${tickets}`, at };
  return without === 0 ? ready(evidence) : todo({ without, tickets }, evidence);
}

/** Those it was for, and those that had the tag before or could not take one. */
function idsOf({ ids, was }: Change): readonly number[] {
  return [...ids, ...(was === '' ? [] : was.split(',').map(Number))];
}

interface Prerequisites {
  readonly [each: string]: readonly string[];
  /** Of the Agent Workspace, a channel of messaging, and what brings tickets to a group. */
  readonly lacks: readonly ('agent_workspace' | 'channel' | 'group')[];
}

function mayTurnOnRouting({ migration, readings }: CheckContext): Finding<Prerequisites> {
  return judged(readings.settings, ({ agentWorkspace }, evidence) =>
    judged(readings.triggers, ({ routing }, ruled): Finding<Prerequisites> => {
      const widgets = brandsInScope(migration, readings).flatMap((brand) => readings.widgets?.[brand] ?? []);
      const known = widgets.filter((reading) => reading.status === 'seen' && reading.value !== 'unknown');
      const turned = known.filter((reading) => reading.status === 'seen' && reading.value === 'messaging');
      const queues = readings.queues?.status === 'seen' ? readings.queues.value.length : 0;
      const lacks: Prerequisites['lacks'] = [
        ...(agentWorkspace === false ? (['agent_workspace'] as const) : []),
        ...(turned.length === 0 && known.length > 0 ? (['channel'] as const) : []),
        ...(queues === 0 && !routing.some(({ active }) => active) ? (['group'] as const) : []),
      ];
      const saw = `agent_workspace: ${agentWorkspace}, messaging: ${turned.length}/${widgets.length}`;
      const sight = { of: 'prerequisites', isOn: agentWorkspace, turned: turned.length, widgets: widgets.length } as const;
      const oldest = older(evidence(saw, sight), ruled(''));
      const [at = oldest.at] = [oldest.at, ...turned.map((reading) => reading.at)].toSorted();
      const seen = { ...oldest, at };
      if (lacks.length > 0) return todo({ lacks }, seen);
      return agentWorkspace === undefined || known.length === 0 ? unknown('cannot_tell', at) : ready(seen);
    }),
  );
}

const ROUTING = 'routing_settings/account';

/** The copy that Ferry keeps has the page that omnichannel routing hides. */
function routingIsRecorded({ readings }: CheckContext): Finding<Record<never, never>> {
  return judged(readings.chatCopy, ({ lists, first = {}, seenAt = {}, tooLong = [], refused = {} }, evidence) => {
    const at = first[ROUTING]?.at ?? seenAt[ROUTING];
    const why = refused[ROUTING];
    if (lists[ROUTING] === undefined && why !== undefined) return unknown(why);
    if (lists[ROUTING] === undefined) return tooLong.includes(ROUTING) ? unknown('cannot_tell') : todo({}, evidence('0'));
    return ready(evidence(at === undefined ? ROUTING : `${ROUTING}, ${at.slice(0, 'YYYY-MM-DD'.length)}`));
  });
}

/** On, with statuses for every channel, and agents who are online by them. */
function routingIsOn({ readings }: CheckContext): Finding<{ readonly online: number }> {
  return judged(readings.settings, ({ omnichannelRouting, unifiedStatuses }, evidence): Finding<{ readonly online: number }> => {
    if (omnichannelRouting === undefined || (omnichannelRouting && unifiedStatuses !== true)) return unknown('cannot_tell');
    if (!omnichannelRouting) return todo({ online: -1 }, evidence('routing: false', { of: 'routing_off' }));
    return judged(readings.messagingAgents, (online, counted) => {
      const saw = older(counted(`${online}`), evidence(''));
      return online > 0 ? ready(saw) : todo({ online }, saw);
    });
  });
}
