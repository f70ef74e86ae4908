/**
 * What any method may answer whatever it does: Slack's page of common errors. A name that is neither here nor in its method's
 * list is a mistake of the simulator.
 */
const COMMON: readonly string[] = [
  'account_inactive',
  'internal_error',
  'invalid_arguments',
  'invalid_auth',
  'invalid_json',
  'missing_scope',
  'not_allowed_token_type',
  'not_authed',
  'ratelimited',
  'token_revoked',
  'unknown_method',
];

const page = ['invalid_cursor', 'invalid_limit'] as const;
const blocks = ['invalid_blocks', 'invalid_blocks_format', 'no_text'] as const;
const metadata = ['invalid_metadata_format', 'metadata_too_large'] as const;
const trigger = ['exchanged_trigger_id', 'expired_trigger_id', 'invalid_trigger_id'] as const;
const view = ['duplicate_external_id', 'view_too_large'] as const;

/** What each method's own page says that it refuses, as far as it is refused here (slack-ruby/slack-api-ref, MIT, f4837c0c, 2026-08-20). */
export const ERRORS: Readonly<Record<string, readonly string[]>> = {
  'auth.test': [],
  'apps.connections.open': [],
  'blocks.validate': ['invalid_blocks', 'invalid_message', 'invalid_view'],
  'chat.postMessage': [
    ...blocks,
    ...metadata,
    'cannot_reply_to_message',
    'channel_not_found',
    'is_archived',
    'msg_blocks_too_long',
    'not_in_channel',
  ],
  'chat.update': [...blocks, ...metadata, 'cant_update_message', 'channel_not_found', 'is_inactive', 'message_not_found', 'msg_too_long'],
  'chat.delete': ['cant_delete_message', 'channel_not_found', 'message_not_found'],
  'chat.postEphemeral': [
    ...blocks,
    'cannot_reply_to_message',
    'channel_not_found',
    'is_archived',
    'msg_too_long',
    'not_in_channel',
    'user_not_in_channel',
  ],
  'chat.getPermalink': ['channel_not_found', 'message_not_found'],
  'conversations.open': [
    'channel_not_found',
    'invalid_user_combination',
    'method_not_supported_for_channel_type',
    'too_many_users',
    'user_disabled',
    'user_not_found',
    'users_list_not_supplied',
  ],
  'conversations.info': ['channel_not_found'],
  'conversations.list': [...page, 'invalid_types'],
  'conversations.members': [...page, 'channel_not_found'],
  'conversations.history': ['channel_not_found', 'invalid_cursor', 'not_in_channel'],
  'conversations.replies': ['channel_not_found', 'invalid_cursor', 'thread_not_found'],
  'users.conversations': [...page, 'invalid_types'],
  'users.info': ['user_not_found'],
  'users.list': ['invalid_cursor'],
  'users.lookupByEmail': ['users_not_found'],
  'usergroups.users.list': ['no_such_subteam'],
  'views.open': [...view, ...trigger],
  'views.push': [...view, ...trigger, 'not_found', 'push_limit_reached'],
  'views.update': [...view, 'hash_conflict', 'not_found'],
  'views.publish': [...view, 'hash_conflict'],
  'files.getUploadURLExternal': ['alt_txt_too_large', 'missing_argument'],
  'files.completeUploadExternal': ['channel_not_found', 'file_not_found', 'invalid_blocks', 'not_in_channel', 'posting_to_channel_denied'],
  'files.info': ['file_not_found'],
};

/** Whether a method may answer with this name. */
export const isAnswered = (method: string, error: string): boolean => COMMON.includes(error) || (ERRORS[method] ?? []).includes(error);
