import type { Reading, UnknownReason } from '../../migration/finding.ts';
import type { Readings, Topic } from '../readings.ts';

/** Zendesk's interfaces, as an account's plan and credentials allow them or not. */
export const interfaces = [
  'support',
  'help_center',
  'chat',
  'real_time',
  'omnichannel',
  'conversations',
  'audit_log',
  'status',
  'widget',
] as const;
export type InterfaceId = (typeof interfaces)[number];

/** `no` says that a person has to act (a credential, a scope, a plan); `unknown` that nothing was found out. */
export interface Access {
  readonly of: InterfaceId;
  readonly verdict: 'yes' | 'no' | 'unknown';
  /** Why not, or why it is not known. */
  readonly why: UnknownReason | undefined;
  /** The request that told; undefined where nothing was asked. */
  readonly asked: string | undefined;
}

/** One request an interface, and cheap: what has to be read to know every access. */
export const probeTopics = [
  'settings',
  'articles',
  'departments',
  'chatAccount',
  'chats',
  'messagingAgents',
  'integrations',
  'auditLog',
  'incidents',
  'widgets',
] as const satisfies readonly Topic[];

/** What the last readings say about each interface. */
export function accessTo(readings: Readings): readonly Access[] {
  const { settings, articles, departments, chatAccount, chats, messagingAgents, integrations, auditLog, incidents, widgets } = readings;
  return [
    access('support', settings),
    access('help_center', oneOf(articles)),
    planWithout(chatAccount, departments) ?? access('chat', departments),
    access('real_time', chats),
    access('omnichannel', messagingAgents),
    access('conversations', integrations),
    access('audit_log', auditLog),
    access('status', incidents),
    access('widget', oneOf(widgets)),
  ];
}

/** The account itself says that its plan has no Chat interface: then that is why nothing else answers. */
function planWithout(account: Readings['chatAccount'], departments: Readings['departments']): Access | undefined {
  if (account?.status !== 'seen' || account.value.restApi !== false || departments?.status !== 'unknown') return undefined;
  if (departments.why === 'token_refused') return undefined;
  return { of: 'chat', verdict: 'no', why: 'not_allowed', asked: account.asked };
}

/** Of what is read brand by brand, one that answered. */
function oneOf(byBrand: Readonly<Record<string, Reading<unknown>>> | undefined): Reading<unknown> | undefined {
  const all = Object.values(byBrand ?? {});
  return all.find(({ status }) => status === 'seen') ?? all[0];
}

function access(of: InterfaceId, reading: Reading<unknown> | undefined): Access {
  if (reading === undefined) return { of, verdict: 'unknown', why: 'not_looked', asked: undefined };
  const { asked } = reading;
  if (reading.status === 'seen') return { of, verdict: 'yes', why: undefined, asked };
  return { of, verdict: verdictOf(reading.why), why: reading.why, asked };
}

function verdictOf(why: UnknownReason): Access['verdict'] {
  // A number that is not computed was refused to nobody.
  if (why === 'not_computed') return 'yes';
  return why === 'not_allowed' || why === 'no_interface' || why === 'no_credential' || why === 'token_refused' ? 'no' : 'unknown';
}
