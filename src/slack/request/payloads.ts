import { z } from 'zod';

/** Slack's payloads, as far as they are read. Everything from outside is parsed here. */
export const slashShape = z.object({
  command: z.string(),
  text: z.string().default(''),
  user_id: z.string().min(1),
  channel_id: z.string().min(1),
  trigger_id: z.string().min(1),
  response_url: z.string().min(1),
});

export const pressShape = z.object({
  user: z.object({ id: z.string().min(1) }),
  trigger_id: z.string().default(''),
  response_url: z.string().optional(),
  channel: z.object({ id: z.string() }).optional(),
  container: z
    .object({ channel_id: z.string().optional(), message_ts: z.string().optional(), is_ephemeral: z.boolean().optional() })
    .loose()
    .optional(),
  actions: z.array(z.object({ action_id: z.string(), value: z.string().optional(), block_id: z.string().optional() }).loose()).min(1),
});

/** One element's state in a modal: only the kinds we use. */
const stateValue = z
  .object({
    value: z.string().nullish(),
    selected_option: z.object({ value: z.string() }).nullish(),
    selected_users: z.array(z.string()).nullish(),
    selected_user: z.string().nullish(),
    selected_date: z.string().nullish(),
    selected_time: z.string().nullish(),
    selected_options: z.array(z.object({ value: z.string() })).nullish(),
    selected_conversation: z.string().nullish(),
    selected_channel: z.string().nullish(),
  })
  .loose();

export const viewShape = z.object({
  user: z.object({ id: z.string().min(1) }),
  trigger_id: z.string().default(''),
  view: z.object({
    id: z.string(),
    callback_id: z.string(),
    private_metadata: z.string().default(''),
    state: z.object({ values: z.record(z.string(), z.record(z.string(), stateValue)) }),
  }),
});
export type ViewState = z.infer<typeof viewShape>['view']['state'];

/** What stands in a block, whatever its element. */
export function valueIn(state: ViewState, block: string): string | undefined {
  const element = Object.values(state.values[block] ?? {})[0];
  const chosen = element?.selected_options?.map(({ value }) => value).join(',');
  return (
    element?.value ??
    element?.selected_option?.value ??
    element?.selected_date ??
    element?.selected_time ??
    element?.selected_user ??
    element?.selected_conversation ??
    element?.selected_channel ??
    chosen ??
    undefined
  );
}

export function usersIn(state: ViewState, block: string): readonly string[] {
  return Object.values(state.values[block] ?? {})[0]?.selected_users ?? [];
}

export const homeShape = z.object({ user: z.string().min(1), tab: z.string().default('home') });
export const mentionShape = z.object({
  user: z.string().min(1),
  channel: z.string().min(1),
  text: z.string().default(''),
  bot_id: z.string().optional(),
  channel_type: z.string().optional(),
});
