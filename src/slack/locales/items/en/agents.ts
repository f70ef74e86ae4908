import type { ItemId } from '../../../../checklist/items/items.ts';
import type { ItemText } from '../text.ts';

export const agents = {
  'agents-share-agent-workspace': {
    title: 'Share: Agent Workspace for messaging',
    why: 'It introduces agents to the main screen, where they interact with customers in real time and work on Support tickets.',
    risk: 'Agents see the new screen for the first time when the first customer writes.',
    ask: 'Share the link with the agents and have them press “I have read these”.',
  },
  'agents-share-handoff-handback': {
    title: 'Share: conversation handoff and handback',
    why: 'It explains how messaging conversations are handed over from the conversation bot to agents, and when and how they end.',
    risk: 'Agents do not know when a conversation comes to them and when it really ends.',
    ask: 'Share the link with the agents and have them press “I have read these”.',
  },
  'agents-share-conversation-translation': {
    title: 'Share: conversation translation',
    why: 'It explains automatic translation: what it is, how it works and how agents manage it.',
    risk: 'Agents may send or read machine-translated messages without noticing.',
    ask: 'Share the link with the agents and have them press “I have read these”.',
  },
  'agents-training-session': {
    title: 'Practice session with real clicks',
    why: 'Accepting, replying, changing channel, ending a session and solving are learnt by doing.',
    risk: 'Agents practise on real customers on the first day.',
    ask: 'Hold one practice conversation per group in the sandbox or the trial brand, and confirm it.',
  },
  'agents-new-habits': {
    title: 'Explain what changes in daily habits',
    why: 'Chat shortcuts with options or dynamic content do not work; private attachments are not available; file limit is 50 MB; customers can return days later.',
    risk: 'Agents rely on shortcuts and private attachments that no longer work.',
    ask: 'Brief the agents and confirm it.',
  },
  'agents-end-session-macro': {
    title: 'Macro that announces the end of a session',
    why: 'Customers are not told when an agent ends a session; their next message opens a new conversation and ticket.',
    place: 'Admin Center › Workspaces › Agent tools › Macros',
    risk: 'Customers do not notice that the session has ended and keep waiting for an answer.',
    ask: "Accept the macro's text in every language you serve.",
  },
} as const satisfies Readonly<Partial<Record<ItemId, ItemText>>>;
