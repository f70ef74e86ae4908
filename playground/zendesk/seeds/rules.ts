import type { RuleSeed } from '../model/seed.ts';

/** Triggers of an account that has not moved: chat rules on, the messaging routing rule prepared but off unless told. */
export function triggers(groupId: number, routesMessaging = false): readonly RuleSeed[] {
  const is = (field: string, value: string) => ({ field, operator: 'is', value });
  return [
    {
      id: 3_301,
      title: 'Notify requester of received request',
      all: [is('update_type', 'Create'), is('via_id', '0')],
      actions: [{ field: 'notification_user', value: ['requester_id', 'Received', 'Thanks.'] }],
    },
    {
      id: 3_302,
      title: 'Tag live chats',
      all: [is('via_id', '29'), is('update_type', 'Create')],
      actions: [{ field: 'current_tags', value: 'from_live_chat' }],
    },
    {
      id: 3_303,
      title: 'Route messaging to first line',
      active: routesMessaging,
      all: [is('via_id', '75'), is('update_type', 'Create')],
      actions: [{ field: 'group_id', value: String(groupId) }],
    },
  ];
}

/** Automations that touch Pending tickets; `guardTag` makes them leave tagged tickets alone. */
export function automations(guardTag: string | null): readonly RuleSeed[] {
  const guard = guardTag === null ? [] : [{ field: 'current_tags', operator: 'not_includes', value: guardTag }];
  const pending = (hours: string) => [
    { field: 'status', operator: 'is', value: 'pending' },
    { field: 'PENDING', operator: 'greater_than', value: hours },
    ...guard,
  ];
  return [
    {
      id: 3_401,
      title: 'Remind on pending after a day',
      active: false,
      all: pending('24'),
      actions: [{ field: 'notification_user', value: ['requester_id', 'Still there?', ''] }],
    },
    { id: 3_402, title: 'Solve pending after four days', all: pending('96'), actions: [{ field: 'status', value: 'solved' }] },
    {
      id: 3_403,
      title: 'Close ticket 4 days after status is set to solved',
      all: [{ field: 'SOLVED', operator: 'greater_than', value: '96' }],
      actions: [{ field: 'status', value: 'closed' }],
    },
  ];
}

/** Macros and views that most accounts have. */
export const MACROS: readonly RuleSeed[] = [
  { id: 3_501, title: 'Ask for the order number', actions: [{ field: 'comment_value', value: 'May I have your order number?' }] },
  { id: 3_502, title: 'Take it', actions: [{ field: 'assignee_id', value: 'current_user' }] },
];
/** The views of an account that has not moved. */
export const VIEWS: readonly RuleSeed[] = [
  {
    id: 3_601,
    title: 'Your unsolved tickets',
    all: [
      { field: 'status', operator: 'less_than', value: 'solved' },
      { field: 'assignee_id', operator: 'is', value: 'current_user' },
    ],
  },
  {
    id: 3_602,
    title: 'Unsolved chats',
    all: [
      { field: 'status', operator: 'less_than', value: 'solved' },
      { field: 'via_id', operator: 'is', value: '29' },
    ],
  },
];

/** An account whose admin has done what messaging asks of the rules: the routing rule on, Pending guarded, a view of messaging. */
export function rulesReady(groupId: number) {
  const view: RuleSeed = {
    id: 3_603,
    title: 'Unsolved messaging',
    all: [
      { field: 'status', operator: 'less_than', value: 'solved' },
      { field: 'via_id', operator: 'is', value: '75' },
    ],
  };
  return { triggers: triggers(groupId, true), automations: automations('messaging_migration_guard'), views: [...VIEWS, view] };
}
