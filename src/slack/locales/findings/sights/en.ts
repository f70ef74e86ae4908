import { common, plural } from '../../common/en.ts';
import type { SightTexts } from './text.ts';

const widgets = { messaging: 'messaging', classic: 'Classic', unknown: 'not clear' } as const;
const keys = {
  old: 'the old key',
  new: 'the new key',
  partly: 'the new key on some pages only',
  neither: 'neither of the two keys',
  unknown: 'could not be read',
} as const;
const on = (isOn: boolean | undefined) => (isOn === undefined ? 'not told' : isOn ? 'on' : 'off');

export const sightTexts: SightTexts = {
  incoming: ({ chats, isNobodyOnline }) => `${chats} incoming${isNobodyOnline ? ', nobody online' : ''}`,
  chats: ({ incoming, assigned, active }) => `${incoming} incoming, ${assigned} assigned, ${active} active`,
  agents: ({ online, away, invisible, messaging }) =>
    `${online} online, ${away} away, ${invisible} invisible${messaging === undefined ? '' : `; ${messaging} online for messaging`}`,
  messaging_agents: ({ online }) => `${online} online for messaging`,
  widgets: ({ shown }) => shown.map(({ brand, widget }) => `${brand}: ${widgets[widget]}`).join(', '),
  keys: ({ brand, keys: shown }) => `${brand}: ${keys[shown]}`,
  turned: ({ times }) => `messaging in ${plural(times, 'reading')} in a row`,
  old_key: ({ times }) => `the old key in ${plural(times, 'reading')} in a row`,
  messaging_tickets: ({ count }) => plural(count, 'messaging ticket'),
  workspace: ({ isOn }) => `Agent Workspace ${on(isOn)}`,
  prerequisites: ({ isOn, turned, widgets: all }) => `Agent Workspace ${on(isOn)}, messaging on ${turned} of ${plural(all, 'widget')}`,
  routing_off: () => 'omnichannel routing off',
  omnichannel: ({ unified, queues }) => `unified statuses ${on(unified)}, ${plural(queues, 'queue')}`,
  triggers: ({ active, inactive }) => `${active} active, ${inactive} inactive`,
  members: ({ groups, members }) => `${plural(groups, 'group')}, ${plural(members, 'member')}`,
  chat_limit: ({ limit, isOn }) => `limit ${limit ?? 'none'}, ${on(isOn)}`,
  chat_hours: ({ areSet }) => `operating hours ${on(areSet)}`,
  help_centers_on: ({ brands }) => `help center on: ${brands.join(', ')}`,
  roles: ({ roles }) => roles.join(', '),
  no_policy: () => 'no policy',
  opening: ({ is, opensAt }) =>
    opensAt === undefined ? (is === 'open' ? 'open then' : 'no hours are set') : `closed then, next open ${sightTexts.moment(opensAt)}`,
  copy: ({ kept, all, kilobytes, first }) => `${kept} of ${all} lists, ${kilobytes} KB${first === undefined ? '' : `, first of ${first}`}`,
  calls: ({ calls, unread }) => `${plural(calls, 'Classic call')}, ${plural(unread, 'unread script')}`,
  coded: {
    flood: (waiting, ungrouped, online) =>
      `at the opening: ${waiting} waiting, ${ungrouped} without a group, ${online === undefined ? 'agents online not known' : `${online} online`}`,
    nobodyOnline: (tickets) => `nobody online; unassigned: ${tickets.join(', ')}`,
    stray: (lacks, ticket) => `#${ticket} ${lacks === 'group' ? 'has no group' : 'came as another brand’s'}`,
    closing: (items, tags) =>
      `${plural(items, 'open item')}, guard tag on ${tags === undefined ? 'an unknown number of tickets' : plural(tags, 'ticket')}`,
  },
  moment: (at) => common.moment(at, 'UTC'),
};
