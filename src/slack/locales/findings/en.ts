import { plural } from '../common/en.ts';
import type { FindingTexts } from './text.ts';

const share = {
  ready: 'enough people have read the links',
  todo: ({ read, members, wanted }: { readonly read: number; readonly members: number; readonly wanted: number }) =>
    members === 0
      ? 'the links have not been shared yet'
      : `${read} of ${members} ${members === 1 ? 'person has' : 'people have'} read the links, ${wanted}% wanted`,
} as const;

export const findings: FindingTexts = {
  'impact-api-credentials': { ready: 'Zendesk answers the stored token', todo: () => 'Zendesk refuses the stored token' },
  'req-agent-workspace-enabled': { ready: 'the Agent Workspace is on', todo: () => 'the Agent Workspace is off' },
  'req-help-center-recommended': {
    ready: 'enough articles for every brand',
    todo: ({ brand, articles, wanted }) => `the help center of ${brand} has ${plural(articles, 'article')}, ${wanted} wanted`,
  },
  'agents-share-agent-workspace': share,
  'agents-share-handoff-handback': share,
  'agents-share-conversation-translation': share,
  'migrate-1-activate-account': { ready: 'messaging is active for the account', todo: () => 'messaging is not active for the account' },
  'migrate-3a-organize-groups': {
    ready: 'there is a group with members who have Chat access',
    todo: ({ groups }) => (groups === 0 ? 'there is no group yet' : `none of ${plural(groups, 'group')} has a member with Chat access`),
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
};
