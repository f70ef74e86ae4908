import { common } from '../../common/en.ts';
import type { AccessText } from './text.ts';

const SUPPORT_CLIENT = 'Admin Center › Apps and integrations › APIs › OAuth clients';
const CHAT_CLIENT = 'Chat dashboard › Settings › Account › API & SDKs';
const support = `Connect again with a \`support\` credential: a confidential client of ${SUPPORT_CLIENT}, owned by an admin.`;
const chat = `Connect again with a \`chat\` token: a client of ${CHAT_CLIENT}, scopes read and chat, by an admin.`;
const nobody = 'It needs no credential.';

export const access: AccessText = {
  header: (account) => `${account} · what Zendesk lets Ferry see`,
  lead: (yes, of) =>
    `*${yes} of ${of} interfaces answer.* What does not answer stays unknown, and a named person's word stands in where it may.`,
  names: {
    support: 'Support',
    help_center: 'Help Center',
    chat: 'Chat REST',
    real_time: 'Real-Time Chat',
    omnichannel: 'Agent availability (omnichannel)',
    conversations: 'Sunshine Conversations',
    audit_log: 'Audit log',
    status: 'Zendesk status',
    widget: 'Widget of the brands',
  },
  verdicts: { yes: 'yes', no: 'no', unknown: 'not known' },
  without: {
    support: 'Without it Ferry sees nothing of the account.',
    help_center: 'A person says how many articles there are.',
    chat: 'People say what the Chat dashboard shows.',
    real_time: 'In the window one lead per group says “0 chats”.',
    omnichannel: 'People say who is online for messaging.',
    conversations: 'Nothing depends on it.',
    audit_log: 'Nothing depends on it.',
    status: 'The operator looks at the status page.',
    widget: 'A person opens the site and says which widget is there.',
  },
  plan: {
    support: `The owner of the OAuth client has to be an admin, with the scope read: ${SUPPORT_CLIENT}.`,
    help_center: 'The help center wants a sign-in, or the scope read (hc:read) is missing.',
    chat: `The Chat plan has no REST API, or the token lacks the scopes read and chat: ${CHAT_CLIENT}.`,
    real_time: 'It comes with Chat Enterprise and Suite Enterprise only.',
    omnichannel: 'It asks for an admin’s credential.',
    conversations: 'The key belongs to another app: Admin Center › Apps and integrations › APIs › Conversations API.',
    audit_log: 'It comes with Enterprise plans, for an admin’s credential.',
    status: nobody,
    widget: 'The brand may be suspended, or behind a sign-in.',
  },
  credential: {
    support,
    help_center: support,
    chat,
    real_time: chat,
    omnichannel: support,
    conversations:
      'Connect again with `conversations`, a key of Admin Center › Apps and integrations › APIs › Conversations API, if you want it.',
    audit_log: support,
    status: nobody,
    widget: nobody,
  },
  refused: 'Zendesk refuses the token. Make a new one and connect again.',
  unknown: (why) => common.unknown[why],
};
