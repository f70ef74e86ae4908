/** Slack's rate tiers: calls a minute for each method in a workspace. */
export type Tier = 2 | 3 | 4 | 'special' | 'post';

/** What a method asks for, as in Slack's reference (slack-ruby/slack-api-ref, MIT, f4837c0c, 2026-08-20). */
export interface MethodFacts {
  readonly token: 'bot' | 'app' | 'none';
  /** Scopes needed; `read` and `history` mean the scope for the conversation's kind, looked at where the conversation is known. */
  readonly scopes: readonly string[];
  readonly byKind?: 'read' | 'history';
  readonly tier: Tier;
  /** Whether a JSON body is read; other methods look at form fields only. */
  readonly json: boolean;
}

const method = (tier: Tier, scopes: readonly string[], rest: Partial<MethodFacts> = {}): MethodFacts => ({
  token: 'bot',
  scopes,
  tier,
  json: true,
  ...rest,
});
const form = { json: false };

/** Every method this Slack has; any other is `unknown_method`. */
export const METHODS: Readonly<Record<string, MethodFacts>> = {
  'auth.test': method('special', []),
  'apps.connections.open': method(3, [], { token: 'app' }),
  'blocks.validate': method('special', [], { token: 'none' }),
  'chat.postMessage': method('post', ['chat:write']),
  'chat.update': method(3, ['chat:write']),
  'chat.delete': method(3, ['chat:write']),
  'chat.postEphemeral': method(4, ['chat:write']),
  'chat.getPermalink': method('special', [], form),
  'conversations.open': method(3, []),
  'conversations.info': method(3, [], { byKind: 'read', ...form }),
  'conversations.list': method(2, [], { byKind: 'read', ...form }),
  'conversations.members': method(4, [], { byKind: 'read', ...form }),
  'conversations.history': method(3, [], { byKind: 'history' }),
  'conversations.replies': method(3, [], { byKind: 'history', ...form }),
  'users.conversations': method(3, [], { byKind: 'read', ...form }),
  'users.info': method(4, ['users:read'], form),
  'users.list': method(2, ['users:read'], form),
  'users.lookupByEmail': method(3, ['users:read.email'], form),
  'usergroups.users.list': method(2, ['usergroups:read'], form),
  'views.open': method(4, []),
  'views.push': method(4, []),
  'views.update': method(4, []),
  'views.publish': method(4, []),
  'files.getUploadURLExternal': method(4, ['files:write'], form),
  'files.completeUploadExternal': method(4, ['files:write']),
  'files.info': method(4, ['files:read'], form),
};

/** Scopes by the kind of a conversation. */
export const KIND_SCOPES = {
  read: { public: 'channels:read', private: 'groups:read', im: 'im:read', mpim: 'mpim:read' },
  history: { public: 'channels:history', private: 'groups:history', im: 'im:history', mpim: 'mpim:history' },
} as const;
