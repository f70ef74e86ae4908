import type { AccountKey, Subdomain } from '../../../migration/account.ts';
import { DAY_MS, type Instant, later } from '../../../migration/time.ts';
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
  readonly ask: (patient: Patient) => Promise<unknown>;
}

/** Every interface but two: the export of all tickets costs too much for a try, and `show_many` has nothing to ask for. */
const interfaces = [
  { name: 'GET /api/v2/users/me', need: 'support', ask: ({ zendesk }) => zendesk.whoAmI() },
  { name: 'GET /api/v2/account/settings', need: 'support', ask: ({ zendesk }) => zendesk.settings() },
  { name: 'GET /api/v2/brands', need: 'support', ask: ({ zendesk }) => zendesk.brands() },
  { name: 'GET /api/v2/groups', need: 'support', ask: ({ zendesk }) => zendesk.groups() },
  { name: 'GET /api/v2/group_memberships', need: 'support', ask: ({ zendesk }) => zendesk.memberships() },
  { name: 'GET /api/v2/search/count', need: 'support', ask: ({ zendesk }) => zendesk.countUnsolvedChatTickets() },
  { name: 'GET /api/v2/search', need: 'support', ask: ({ zendesk, now }) => zendesk.messagingTicketsCreatedSince(later(now, -DAY_MS)) },
  { name: 'GET /api/v2/help_center/articles', need: 'optional', ask: ({ zendesk, subdomain }) => zendesk.articles(subdomain) },
  { name: 'GET /api/v2/agent_availabilities', need: 'optional', ask: ({ zendesk }) => zendesk.messagingAgentsOnline() },
  { name: 'GET /api/v2/chat/agents', need: 'optional', ask: ({ zendesk }) => zendesk.chatAgents() },
  { name: 'GET /stream/chats', need: 'optional', ask: ({ zendesk }) => zendesk.liveChats() },
  { name: 'GET /stream/agents', need: 'optional', ask: ({ zendesk }) => zendesk.liveAgents() },
  { name: 'GET /embeddable/config', need: 'optional', ask: ({ zendesk, subdomain }) => zendesk.widgetOf(subdomain) },
  { name: 'GET /api/incidents/active', need: 'optional', ask: ({ zendesk }) => zendesk.incidents() },
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
  const patient = { zendesk: zendeskFor(subdomain, opened.credentials), subdomain, now };
  const found: Diagnosis[] = [];
  for (const each of interfaces) found.push(await examine(each, patient, key));
  return found;
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

async function examine({ name, need, ask }: Interface, patient: Patient, key: AccountKey): Promise<Diagnosis> {
  try {
    const answer = await ask(patient);
    return answer === 'not_computed'
      ? { verdict: 'unknown', what: name, note: 'Zendesk has not computed the number just now.' }
      : { verdict: 'yes', what: name };
  } catch (error) {
    if (error instanceof ZendeskRefused) return refused(name, need, error, key);
    if (error instanceof ZendeskUnavailable)
      return { verdict: 'unknown', what: name, todo: `${error.message}. Run doctor again in some minutes.` };
    if (error instanceof UnexpectedShape)
      return { verdict: 'unknown', what: name, todo: `${error.message}. Look whether there is a newer Ferry.` };
    throw error;
  }
}

function refused(name: string, need: Interface['need'], { status }: ZendeskRefused, key: AccountKey): Diagnosis {
  if (status === 401)
    return { verdict: 'no', what: `${name} (the token is refused)`, todo: `Make a new credential in Zendesk, then: connect ${key}` };
  if (status === 0)
    return {
      verdict: 'no',
      what: `${name} (no credential)`,
      note: 'Its lines of the list are answered by people. To have them looked up, connect again with a credential for it.',
    };
  const what = `${name} (HTTP ${status})`;
  if (need === 'optional')
    return { verdict: 'no', what, note: 'The plan or the role has no access to it; its lines of the list are answered by people.' };
  return { verdict: 'no', what, todo: `Let an admin own the OAuth client, with the scope read, then: connect ${key}` };
}
