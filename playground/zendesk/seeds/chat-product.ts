import type { ChatSeed } from '../model/seed.ts';

/** What the Chat dashboard holds. */
export function chatProduct(key: string, planName: string, members: readonly number[]): ChatSeed {
  const rescue = {
    version: 1,
    editor: 'advanced',
    event: 'chat_requested',
    condition: ['and', ['not', ['firedBefore']], ['and', ['eq', '@visitor_served', false], ['stillOnSite', 60]]],
    actions: [['sendMessageToVisitor', 'Harbor', 'Sorry for the wait.']],
  };
  return {
    accountKey: key,
    planName,
    restApi: true,
    triggers: [{ id: 66_001, name: 'Chat Rescuer', description: 'Reply when nobody answers', enabled: true, definition: rescue }],
    shortcuts: [
      { id: 'hi', name: 'hi', message: 'Hi, how can we help?', options: '', tags: [], scope: 'all' },
      { id: 'track', name: 'track', message: 'May I have your order number?', options: '', tags: ['order'], scope: 'all' },
    ],
    bans: {
      ip_address: [{ id: 70_001, type: 'ip_address', ip_address: '203.0.113.77', reason: 'Spammer', created_at: '2025-04-21T14:42:46Z' }],
      visitor: [
        {
          id: 70_002,
          type: 'visitor',
          visitor_id: '10414779.13ojzHu7at4VKcG',
          visitor_name: 'Visitor 7',
          reason: 'Spammer',
          created_at: '2025-04-22T14:42:46Z',
        },
      ],
    },
    goals: [
      {
        id: 5_101,
        name: 'Order placed',
        description: '',
        enabled: true,
        attribution_model: 'first_touch',
        attribution_period: 15,
        settings: { conditions: [{ type: 'url', operator: 'contains', value: 'https://harbor.example/thanks' }] },
      },
    ],
    skills: [{ id: 130, name: 'lithuanian', description: 'Lithuanian speakers', enabled: true, members: members.slice(0, 2) }],
    roles: [
      {
        id: 9_101,
        name: 'Administrator',
        description: '',
        enabled: true,
        members_count: 1,
        permissions: { view_past_chats: 'account', manage_shortcuts: 'account' },
      },
      {
        id: 9_102,
        name: 'Agent',
        description: 'Serves chats',
        enabled: true,
        members_count: members.length,
        permissions: { view_past_chats: 'account', set_agent_chat_limit: 'none' },
      },
    ],
    routing: {
      routing_mode: 'assigned',
      chat_limit: { enabled: true, limit: 3, limit_type: 'account', allow_agent_override: false },
      skill_routing: { enabled: false, max_wait_time: 30 },
      reassignment: { enabled: true, timeout: 30 },
      auto_idle: { enabled: false, reassignments_before_idle: 3, new_status: 'away' },
      auto_accept: { enabled: false },
    },
  };
}
