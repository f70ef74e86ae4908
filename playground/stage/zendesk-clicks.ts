import type { Action } from '../page/wire.ts';
import type { World } from '../world.ts';

/** What is done in Zendesk, by its people or to it. */
export type ZendeskAction = Exclude<Extract<Action, { account: string }>, { do: 'connect' | 'homework' }>;

/** Clicks in Admin Center, in the agents' panel and on the customers' pages, and orders trouble. @throws where it is not possible */
export function clickInZendesk({ zendesk }: World, action: ZendeskAction): unknown {
  const desk = zendesk.account(action.account);
  switch (action.do) {
    case 'activate':
      return desk.activateMessaging();
    case 'convert':
      return desk.convertWidget(action.brands);
    case 'snippet-key':
      return desk.exchangeKey(action.brand, action.key);
    case 'chat-hours':
      return action.open ? desk.openChat() : desk.closeChat();
    case 'agents':
      return desk.allAgents(action.status);
    case 'agent':
      return desk.setAgentStatus(action.id, action.status);
    case 'chat-access':
      return desk.editAgent(action.id, { chatEnabled: action.is });
    case 'start-chat':
      return desk.startChat(inGroup(action));
    case 'end-chat':
      return desk.endChat(action.id);
    case 'end-chats':
      return desk.endAllChats();
    case 'start-conversation':
      return desk.startConversation(inGroup(action)).id;
    case 'ticket':
      return desk.setTicket(action.id, { status: action.status }).id;
    case 'ticket-delete':
      return desk.deleteTicket(action.id);
    case 'ticket-merge':
      return desk.mergeTicket(action.id, action.into);
    case 'trigger':
      return desk.editRule('triggers', action.id, { active: action.active });
    case 'setting':
      return desk.flip(action.path, action.value);
    case 'incident':
      return desk.incident({ title: action.title }).id;
    case 'incidents-resolved':
      return desk.resolveIncidents();
    case 'revoke-tokens':
      return desk.revokeTokens();
    case 'zendesk-fault': {
      const { mode, family, times } = action;
      return desk.fault({ mode, ...(family ? { family } : {}), ...(times ? { times } : {}) });
    }
    case 'zendesk-clear':
      return desk.clearFaults();
    default:
      return action satisfies never;
  }
}

function inGroup({ brand, group }: { readonly brand: string; readonly group?: number | undefined }) {
  return { brand, ...(group === undefined ? {} : { group }) };
}
