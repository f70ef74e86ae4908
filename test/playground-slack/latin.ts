import { items } from '../../src/checklist/items/items.ts';
import { stages } from '../../src/migration/migration.ts';
import { roles } from '../../src/migration/roles.ts';
import { commands } from '../../src/slack/commands/commands.ts';
import { settingKeys } from '../../src/slack/settings.ts';

/** Names that Zendesk's own Korean pages and the standards keep in Latin letters. */
const KEPT = [
  ...['Zendesk', 'Ferry', 'Slack', 'Chat', 'Sunshine Conversations', 'Support + Chat', 'Support', 'Suite', 'Team', 'Professional'],
  ...['Analytics(Explore)', 'Analytics', 'Explore', 'Android', 'iOS', 'JavaScript', 'OAuth', 'Web Widget', 'CSAT'],
  ...['API', 'AI', 'SDK', 'ID', 'IP', 'PC', 'KB', 'CSV', 'JSON', 'REST', 'HTTP', 'NTP', 'UTC', 'T0', 'G1', 'G2', 'G3', 'VIP'],
  // The two labels of Admin Center by which the place of the click is found where the account is in English.
  'Turn on messaging for your account',
  'Turn on messaging for Web Widget (Classic)',
  'Classic',
  // What pages call: code of the old widget.
  '$zopim',
];
/** What people typed, and what the test's own account has for names. */
const NAMES = [
  ...['Übergröße', 'channel', 'code', 'lt', 'gt', 'amp', 'U0MINA', 'acme', 'Route messaging', 'Unsolved messaging', 'Chat Rescuer'],
  ...['Order placed', 'korean', 'track', 'Night desk', 'Weekdays', 'Reporting (read)', 'Shop', 'Default', 'messaging_migration_guard'],
  ...['enterprise', 'vip', 'web: active', 'Ask', 'Bergr'],
];
/** Words that are typed as they are: commands, settings and what they take, roles, sections, stages. Inside code alone. */
const TYPED: readonly string[] = [
  ...commands.map(({ name }) => name),
  ...settingKeys,
  ...roles,
  ...stages.map((stage) => stage.replace('_', ' ')),
  ...['plan', 'dry-run', 'drill', 'rehearse', 'pause', 'resume', 'cancel', 'rollback', 'handover', 'add', 'remove', 'more', 'default'],
  ...['before', 'requirements', 'agents', 'migrate', 'after', 'resources', 'archived', 'four-eyes', 'solo', 'none', 'all', 'en', 'ko'],
  ...['https', 'chat', 'support', 'web', 'android', 'ios', 'LT', 'DE-BY', 'HH:MM', 'convert', 'swap', 'OLD>NEW'],
];
/** The same where Slack draws no code: examples below the fields of a form, OAuth scopes, a setting in the report. */
const EXAMPLES =
  /(?:convert|swap) acme|acme:convert|acme:swap|acme:OLD>NEW|\bfour-eyes\b|\bsolo\b|\bnone\b|\ben 또는 ko\b|^en$|\bHH:MM\b|\bLT, DE-BY|#support\b|web, ?android, ?ios|^web$|\bread와 chat\b|a–f|[\w-]+ = “[^”]*”|\bhttps(?!:)/gu;

/** The Latin words of a text that are none of these; empty in a Korean text that is whole. */
export function latinIn(text: string, typed: readonly string[] = []): readonly string[] {
  const bare = text
    .replace(/```[^`]*```/g, ' ')
    .replace(EXAMPLES, ' ')
    .replace(/<!date\^[^>]*\|([^>]*)>/g, ' $1 ')
    .replace(/<https?:[^|>]*\|([^>]*)>/g, ' $1 ')
    .replace(/<[@#!][^>]*>|<?https?:[^\s>]*>?|:[a-z_]+:|\bstatus\.zendesk\.com\b/g, ' ')
    // A request, a command and an id are in code, and nothing else may hide there.
    .replace(/`[^`]*`/g, (code) => (isCode(code.slice(1, -1)) ? ' ' : withoutTyped(code)))
    .replace(/`?\/migrate(?: [\w<>@#.:&;,=-]+)*|npm run ferry [\w -]+/g, ' ')
    .replace(/\bT[-+]\d+[a-z]\b|\bC0AGENTS\d*\b|\bU0[A-Z]+\d*\b|\b[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\b|\b[0-9a-f]{8}\b/g, ' ')
    .replace(/\b\d+[hm]\b|\bb\d+-[long]+\b|\b([xg])\1{4,}\d?\b/g, ' ');
  const rest = [...KEPT, ...NAMES, ...typed]
    .toSorted((a, b) => b.length - a.length)
    .reduce((left, name) => left.replaceAll(wordIn(name), ' '), bare);
  return rest.match(/[A-Za-z][A-Za-z_-]*/g) ?? [];
}

function withoutTyped(code: string): string {
  return [...TYPED]
    .toSorted((a, b) => b.length - a.length)
    .reduce((left, word) => left.replaceAll(wordIn(word), ' '), code.replaceAll(/\bacme(?:-[a-z]+)?\b/g, ' '));
}

function wordIn(word: string): RegExp {
  return new RegExp(`(?<![A-Za-z$-])${RegExp.escape(word)}(?![A-Za-z-])`, 'gu');
}

const REQUEST = /^(?:(?:GET|PUT|POST) (?:\/\S+|주요 페이지)(?:, )?)+$/;
/** A brand's own name in examples, and where its name stands in an address. */
const HOSTNAME = /^(?:\.zendesk\.com|acme-[a-z]+)$/;
const ids: readonly string[] = items.map(({ id }) => id);
const SCOPES = ['users:read.email', 'conversations.members', 'routing_settings/account', 'confirm_gate', 'Date'];
function isCode(code: string): boolean {
  return (
    REQUEST.test(code) ||
    HOSTNAME.test(code) ||
    code.startsWith('/') ||
    code.startsWith('npm run ') ||
    ids.includes(code) ||
    SCOPES.includes(code)
  );
}
