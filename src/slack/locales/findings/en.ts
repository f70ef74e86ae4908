import { plural } from '../common/en.ts';
import type { FindingTexts } from './text.ts';
import { titlesIn } from './titles.ts';

const titles = (names: readonly string[]) => titlesIn('en', names);

const mentions = (people: readonly string[]) => people.map((user) => `<@${user}>`).join(', ');

const share = {
  ready: 'enough people have read the links',
  todo: ({ read, members, wanted }: { readonly read: number; readonly members: number; readonly wanted: number }) =>
    members === 0
      ? 'the links have not been shared yet'
      : `${read} of ${members} ${members === 1 ? 'person has' : 'people have'} read the links, ${wanted}% wanted`,
} as const;

const lost = (missing: readonly string[]) => `${titles(missing)}: there is no such group, so these tickets reach nobody`;

const routing = {
  ready: 'a trigger brings messaging tickets to a group',
  todo: ({ inactive, missing }: { readonly inactive: readonly string[]; readonly missing: readonly string[] }) =>
    missing.length > 0
      ? lost(missing)
      : inactive.length === 0
        ? 'no active trigger has the channel Messaging as a condition and a group as an action'
        : `${titles(inactive)} would bring messaging tickets to a group, but ${inactive.length === 1 ? 'is' : 'are'} inactive`,
} as const;

export const findings: FindingTexts = {
  'impact-api-credentials': {
    ready: 'Zendesk answers the stored tokens',
    todo: ({ of, problem }) => {
      const token = `stored ${of === 'chat' ? 'Chat' : 'Support'} token`;
      if (problem === 'refused') return `Zendesk refuses the ${token}`;
      return problem === 'scope'
        ? `the ${token} lacks the scope read`
        : `the ${token} may be another account’s: connect again with one of this account`;
    },
  },
  'req-agent-workspace-enabled': { ready: 'the Agent Workspace is on', todo: () => 'the Agent Workspace is off' },
  'req-help-center-recommended': {
    ready: 'enough articles for every brand',
    todo: ({ brand, articles, wanted }) => `the help center of ${brand} has ${plural(articles, 'article')}, ${wanted} wanted`,
  },
  'req-people-with-rights': {
    ready: 'operator and backup are admins in Zendesk',
    todo: ({ people, more, nobodyIs }) =>
      [
        ...(people.length > 0
          ? [`${mentions(people)}${more > 0 ? ` and ${more} more` : ''} ${people.length + more === 1 ? 'is' : 'are'} not admin in Zendesk`]
          : []),
        ...(nobodyIs.length > 1 ? ['neither operator nor backup is named'] : nobodyIs.map((role) => `no ${role} is named`)),
      ].join('; '),
  },
  'agents-share-agent-workspace': share,
  'agents-share-handoff-handback': share,
  'agents-share-conversation-translation': share,
  'migrate-1-activate-account': { ready: 'messaging is active for the account', todo: () => 'messaging is not active for the account' },
  'migrate-3a-organize-groups': {
    ready: 'every group that gets messaging tickets has a member with Chat access',
    todo: ({ empty, missing, groups }) => {
      if (groups === 0) return 'there is no group yet';
      if (empty.length + missing.length === 0) return 'no group has a member';
      return [
        ...(empty.length > 0 ? [`nobody with Chat access in ${titles(empty)}`] : []),
        ...(missing.length > 0 ? [lost(missing)] : []),
      ].join('; ');
    },
  },
  'act-no-visible-change': {
    ready: 'the widgets are still Classic',
    todo: ({ brand }) => `the widget of ${brand} already shows messaging`,
  },
  'after-leftover-chat-tickets': {
    ready: 'every listed ticket is worked off',
    todo: ({ open }) => `${plural(open, 'listed ticket')} ${open === 1 ? 'is' : 'are'} still open`,
  },
  'drain-stop-new-chats': {
    ready: 'no new chat comes in',
    todo: ({ incoming }) =>
      incoming === 0
        ? 'no chat is coming in now, but not for long enough yet'
        : `${plural(incoming, 'chat')} ${incoming === 1 ? 'is' : 'are'} coming in`,
  },
  'migrate-close-active-chats': {
    ready: 'no live chat, read twice',
    todo: ({ open }) =>
      open === 0 ? 'no live chat at the first reading; the second follows a minute later' : `${plural(open, 'live chat')} still open`,
  },
  'migrate-agents-offline': {
    ready: 'every agent is offline',
    todo: ({ agents }) => `${plural(agents, 'agent')} ${agents === 1 ? 'is' : 'are'} not offline`,
  },
  'migrate-note-pending-tickets': { ready: 'the ticket list is kept', todo: () => 'the ticket list is not kept yet' },
  'migrate-important-notice': { ready: 'the phrase was typed', todo: () => 'the phrase was not typed yet' },
  'migrate-4a-web-widget': {
    ready: 'the new widget was seen on every brand, with a test conversation',
    todo: ({ brand }) => `the widget of ${brand} is still Classic`,
  },
  'chat-groups-and-ticket-triggers': routing,
  'migrate-3b-configure-routing': { ...routing, ready: 'messaging tickets are brought to a group' },
  'route-view-for-messaging': {
    ready: 'there is a view of unsolved messaging tickets',
    todo: () => 'no active view has the channel Messaging and a status less than Solved as its conditions',
  },
  'chat-departments-enabled': {
    ready: 'every group that gets messaging tickets is on as a department',
    todo: ({ off, missing }) =>
      [
        ...(off.length > 0 ? [`off as a department: ${titles(off)}`] : []),
        ...(missing.length > 0 ? [`no department at all: ${titles(missing)}`] : []),
      ].join('; '),
  },
  'req-chat-access-per-agent': {
    ready: 'everybody in the messaging groups has Chat access',
    todo: ({ without, members, groups }) =>
      members === 0
        ? 'the messaging groups have no members'
        : `${without} of ${plural(members, 'member')} of the messaging groups ${without === 1 ? 'has' : 'have'} no Chat access (${titles(groups)})`,
  },
  'pending-automations-guard': {
    ready: 'every rule that mails or solves Pending tickets leaves the guard tag out',
    todo: ({ rules, more, tag }) =>
      `${titles(rules)}${more > 0 ? ` and ${more} more` : ''} would mail or solve the Pending tickets: add the condition “Tags contain none of the following: ${tag}”`,
  },
  'web-csp-allows-messaging': {
    ready: 'no content security policy of the key pages keeps messaging out',
    todo: ({ page, missing, more }) =>
      `the content security policy of ${page} lacks ${missing.join(', ')}${more > 0 ? ` and ${more} more` : ''}`,
  },
  'pending-tickets-guard-tag': {
    ready: 'every listed ticket carries the guard tag',
    todo: ({ without, tickets }) =>
      `${without} of ${plural(tickets, 'listed ticket')} ${without === 1 ? 'is' : 'are'} still without the guard tag`,
  },
  'route-omnichannel-prerequisites': {
    ready: 'the Agent Workspace, a messaging channel and a way to a group are there',
    todo: ({ lacks }) =>
      `still lacking: ${lacks
        .map((each) =>
          each === 'agent_workspace'
            ? 'the Agent Workspace'
            : each === 'channel'
              ? 'a messaging channel that is on'
              : 'a trigger or queue that brings tickets to a group',
        )
        .join(', ')}`,
  },
  'route-omnichannel-record-settings': {
    ready: 'the Chat routing settings are kept; the report has them as a file',
    todo: () => 'the Chat routing settings are not kept yet',
  },
  'route-omnichannel-turn-on': {
    ready: 'omnichannel routing is on, and agents are online',
    todo: ({ online }) => (online < 0 ? 'omnichannel routing is off' : 'omnichannel routing is on, and nobody is online for messaging'),
  },
  'after-csat-end-session': {
    ready: 'a trigger offers the survey when a session has ended',
    todo: () => 'no trigger offers the survey when a session has ended',
  },
  'chat-export-configuration': {
    ready: 'a copy of the Chat configuration is kept; the report has it as a file',
    todo: ({ missing }) =>
      `not copied yet: ${missing.map((list) => (list === 'routing_settings/account' ? 'routing settings' : list)).join(', ')}`,
  },
  'chat-limits': { ready: 'the chat limit is as agreed', todo: () => 'no chat limit is set' },
  'chat-hours-to-schedule': {
    ready: 'there is a schedule with opening hours',
    todo: () => 'there is no schedule with opening hours',
  },
  'req-help-center-for-ai-agent': {
    ready: 'the help center of every brand is active',
    todo: () => 'the help center of a brand is not active',
  },
};
