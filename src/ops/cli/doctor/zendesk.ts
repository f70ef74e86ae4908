import type { InterfaceId } from '../../../checklist/look/probe.ts';
import type { AccountKey, Subdomain } from '../../../migration/account.ts';
import type { UnknownReason } from '../../../migration/finding.ts';
import { DAY_MS, type Instant, later } from '../../../migration/time.ts';
import { adviceOn } from '../../../slack/locales/findings/access/advice.ts';
import { textsIn } from '../../../slack/locales/texts.ts';
import { DamagedSecret, WrongSecretKey } from '../../../store/sealed-vault.ts';
import type { Vault } from '../../../store/vault.ts';
import { type Credentials, credentialsShape } from '../../../zendesk/credentials.ts';
import { UnexpectedShape, type Zendesk, ZendeskRefused, ZendeskUnavailable } from '../../../zendesk/port.ts';
import { NoSecretKey } from '../../storage.ts';
import type { ZendeskFor } from '../../zendesk.ts';
import type { Diagnosis } from './diagnosis.ts';

interface Patient {
  readonly zendesk: Zendesk;
  readonly subdomain: Subdomain;
  readonly now: Instant;
}

interface Interface {
  readonly name: string;
  /** `support`: has to answer. `optional`: not every plan or account has it; its lines are then a person's to answer. */
  readonly need: 'support' | 'optional';
  /** Whose plan, scope or credential it takes. */
  readonly of: InterfaceId;
  readonly ask: (patient: Patient) => Promise<unknown>;
}

/** Every interface but those that cost much for a try, those that answer alike, and `show_many`, which has nothing to ask for. */
const interfaces = [
  { name: 'GET /api/v2/users/me', need: 'support', of: 'support', ask: ({ zendesk }) => zendesk.whoAmI() },
  { name: 'GET /api/v2/account/settings', need: 'support', of: 'support', ask: ({ zendesk }) => zendesk.settings() },
  { name: 'GET /api/v2/brands', need: 'support', of: 'support', ask: ({ zendesk }) => zendesk.brands() },
  { name: 'GET /api/v2/groups', need: 'support', of: 'support', ask: ({ zendesk }) => zendesk.groups() },
  { name: 'GET /api/v2/group_memberships', need: 'support', of: 'support', ask: ({ zendesk }) => zendesk.memberships() },
  { name: 'GET /api/v2/search/count', need: 'support', of: 'support', ask: ({ zendesk }) => zendesk.countUnsolvedChatTickets() },
  {
    name: 'GET /api/v2/search',
    need: 'support',
    of: 'support',
    ask: ({ zendesk, now }) => zendesk.messagingTicketsCreatedSince(later(now, -DAY_MS)),
  },
  { name: 'GET /api/v2/triggers/definitions', need: 'support', of: 'support', ask: ({ zendesk }) => zendesk.channelNumbers() },
  { name: 'GET /api/v2/automations', need: 'support', of: 'support', ask: ({ zendesk }) => zendesk.automations() },
  { name: 'GET /api/v2/views/active', need: 'support', of: 'support', ask: ({ zendesk }) => zendesk.views() },
  { name: 'GET /api/v2/business_hours/schedules', need: 'optional', of: 'support', ask: ({ zendesk }) => zendesk.schedules() },
  { name: 'GET /api/v2/audit_logs', need: 'optional', of: 'audit_log', ask: ({ zendesk }) => zendesk.auditLog() },
  { name: 'GET /sc/v2/apps/{appId}/integrations', need: 'optional', of: 'conversations', ask: ({ zendesk }) => zendesk.integrations() },
  {
    name: 'GET /api/v2/help_center/articles',
    need: 'optional',
    of: 'help_center',
    ask: ({ zendesk, subdomain }) => zendesk.articles(subdomain),
  },
  { name: 'GET /api/v2/agent_availabilities', need: 'optional', of: 'omnichannel', ask: ({ zendesk }) => zendesk.messagingAgentsOnline() },
  { name: 'GET /api/v2/chat/agents', need: 'optional', of: 'chat', ask: ({ zendesk }) => zendesk.chatAgents() },
  { name: 'GET /api/v2/chat/account', need: 'optional', of: 'chat', ask: ({ zendesk }) => zendesk.chatAccount() },
  { name: 'GET /api/v2/chat/departments', need: 'optional', of: 'chat', ask: ({ zendesk }) => zendesk.departments() },
  { name: 'GET /api/v2/chat/routing_settings/account', need: 'optional', of: 'chat', ask: ({ zendesk }) => zendesk.chatRouting() },
  { name: 'GET /stream/chats', need: 'optional', of: 'real_time', ask: ({ zendesk }) => zendesk.liveChats() },
  { name: 'GET /stream/agents', need: 'optional', of: 'real_time', ask: ({ zendesk }) => zendesk.liveAgents() },
  { name: 'GET /embeddable/config', need: 'optional', of: 'widget', ask: ({ zendesk, subdomain }) => zendesk.widgetOf(subdomain) },
  { name: 'GET /api/incidents/active', need: 'optional', of: 'status', ask: ({ zendesk }) => zendesk.incidents() },
] as const satisfies readonly Interface[];

export interface AccountToExamine {
  readonly key: AccountKey;
  readonly subdomain: Subdomain;
  readonly vault: Pick<Vault, 'get'>;
  readonly zendeskFor: ZendeskFor;
  readonly now: Instant;
}

/** Opens the account's credentials and tries every interface with them, one after the other. */
export async function examineAccount({ key, subdomain, vault, zendeskFor, now }: AccountToExamine): Promise<readonly Diagnosis[]> {
  const opened = await open(key, vault);
  if ('verdict' in opened) return [opened];
  const patient = { zendesk: zendeskFor(subdomain, opened.credentials).atOnce, subdomain, now };
  const found: Diagnosis[] = [];
  for (const each of interfaces)
    found.push(...(each.of === 'help_center' ? await examineHelpCenters(each, patient, key) : [await examine(each, patient, key)]));
  return found;
}

/** Each brand has a help center of its own: one line where all of them answer, else one for each that does not. */
async function examineHelpCenters(each: Interface, patient: Patient, key: AccountKey): Promise<readonly Diagnosis[]> {
  const against: Diagnosis[] = [];
  for (const subdomain of await helpCentersOf(patient)) {
    const found = await examine({ ...each, name: `${each.name} of ${subdomain}` }, { ...patient, subdomain }, key);
    if (found.verdict !== 'yes') against.push(found);
  }
  return against.length > 0 ? against : [{ verdict: 'yes', what: each.name }];
}

/** That the brands cannot be read is told on their own line: then there is the account's own. */
async function helpCentersOf({ zendesk, subdomain }: Patient): Promise<readonly Subdomain[]> {
  try {
    const open = (await zendesk.brands()).filter(({ active, hasHelpCenter }) => active && hasHelpCenter);
    return open.length > 0 ? open.map((brand) => brand.subdomain) : [subdomain];
  } catch (error) {
    if (error instanceof ZendeskRefused || error instanceof ZendeskUnavailable || error instanceof UnexpectedShape) return [subdomain];
    throw error;
  }
}

async function open(key: AccountKey, vault: Pick<Vault, 'get'>): Promise<{ readonly credentials: Credentials } | Diagnosis> {
  try {
    const kept = await vault.get(key);
    if (kept === undefined) return { verdict: 'no', what: 'No credentials are kept', todo: `connect ${key}` };
    const read = credentialsShape.safeParse(JSON.parse(kept.reveal()));
    return read.success
      ? { credentials: read.data }
      : { verdict: 'no', what: 'The kept credentials are of another form', todo: `connect ${key}` };
  } catch (error) {
    if (error instanceof WrongSecretKey || error instanceof DamagedSecret || error instanceof NoSecretKey) {
      return { verdict: 'no', what: 'The kept credentials cannot be opened', todo: error.message };
    }
    throw error;
  }
}

async function examine({ name, need, of, ask }: Interface, patient: Patient, key: AccountKey): Promise<Diagnosis> {
  try {
    const answer = await ask(patient);
    return answer === 'not_computed'
      ? { verdict: 'unknown', what: name, note: 'Zendesk has not computed the number just now.' }
      : { verdict: 'yes', what: name };
  } catch (error) {
    if (error instanceof ZendeskRefused) return refused({ name, need, of }, error, key);
    if (error instanceof ZendeskUnavailable)
      return { verdict: 'unknown', what: name, todo: `${error.message}. Run doctor again in some minutes.` };
    if (error instanceof UnexpectedShape)
      return { verdict: 'unknown', what: name, todo: `${error.message}. Look whether there is a newer Ferry.` };
    throw error;
  }
}

function refused({ name, need, of }: Omit<Interface, 'ask'>, { status }: ZendeskRefused, key: AccountKey): Diagnosis {
  const advice = (why: UnknownReason) => withoutMarks(adviceOn({ of, verdict: 'no', why, asked: name }, textsIn('en').access));
  // Agent availability answers 401 to an agent's good token: there it is the role (zendesk-api 7).
  if (status === 401 && of !== 'omnichannel')
    return { verdict: 'no', what: `${name} (the token is refused)`, todo: `Make a new credential in Zendesk, then: connect ${key}` };
  if (status === 0)
    return {
      verdict: 'no',
      what: `${name} (no credential)`,
      note: advice('no_credential'),
    };
  const what = `${name} (HTTP ${status})`;
  if (need === 'optional') return { verdict: 'no', what, note: advice('not_allowed') };
  return { verdict: 'no', what, todo: `Let an admin own the OAuth client, with the scope read, then: connect ${key}` };
}

/** A terminal shows no marks of Slack's. */
function withoutMarks(text: string): string {
  return text.replaceAll('`', '').replaceAll('*', '');
}
