import type { z } from 'zod';
import { readAs } from '../http/read.ts';
import type { Source } from '../http/source.ts';
import {
  type ChatAccount,
  type ChatList,
  type ChatRouting,
  type ChatTrigger,
  type Department,
  type Named,
  UnexpectedShape,
} from '../port.ts';
import {
  bansShape,
  chatAccountShape,
  chatClientsShape,
  chatRoutingShape,
  chatTriggersShape,
  departmentsShape,
  namedListShape,
  shortcutsShape,
} from '../shapes/chat.ts';

const read = async <T>(chat: Source, path: string, shape: z.ZodType<T>): Promise<T> =>
  readAs(await chat.get(`/api/v2/chat/${path}`), shape);

/** GET /api/v2/chat/account. The plan's name is a hint, never a proof. */
export async function readChatAccount(chat: Source): Promise<ChatAccount> {
  const { status, plan } = await read(chat, 'account', chatAccountShape);
  return {
    status: status ?? undefined,
    plan: plan?.name ?? undefined,
    restApi: plan?.rest_api ?? undefined,
    operatingHours: plan?.operating_hours ?? undefined,
  };
}

/** GET /api/v2/chat/departments. It takes part where it is on as a whole and for chats; what does not say so stays undefined. */
export async function readDepartments(chat: Source): Promise<readonly Department[]> {
  const found = await read(chat, 'departments', departmentsShape);
  return found.map(({ id, name, enabled, members, settings }) => ({
    id,
    name,
    enabled: enabled ? (settings?.chat_enabled ?? undefined) : false,
    groupId: settings?.support_group_id ?? undefined,
    members: members ?? undefined,
  }));
}

/** GET /api/v2/chat/triggers. */
export async function readChatTriggers(chat: Source): Promise<readonly ChatTrigger[]> {
  const found = await read(chat, 'triggers', chatTriggersShape);
  return found.map(({ name, enabled, definition }) => ({ name, enabled, event: definition?.event ?? undefined }));
}

/** GET /api/v2/chat/bans, all pages: how many of each kind. */
export async function countBans(chat: Source): Promise<{ readonly addresses: number; readonly visitors: number }> {
  const { ip_address, visitor } = await allBans(chat);
  return { addresses: ip_address.length, visitors: visitor.length };
}

interface Bans {
  readonly ip_address: readonly { readonly id: number }[];
  readonly visitor: readonly { readonly id: number }[];
}

const BANS_A_PAGE = 100;
const MOST_PAGES = 1_000;

/** Both kinds by `since_id`, until a page has nothing new or is not full (zendesk-api 2.2). https://developer.zendesk.com/api-reference/live-chat/chat-api/bans/ */
async function allBans(chat: Source): Promise<Bans> {
  const found = { ip_address: new Map<number, { readonly id: number }>(), visitor: new Map<number, { readonly id: number }>() };
  let since = '';
  for (let page = 0; page < MOST_PAGES; page += 1) {
    const { ip_address, visitor } = await read(chat, `bans?limit=${BANS_A_PAGE}${since}`, bansShape);
    const known = found.ip_address.size + found.visitor.size;
    for (const ban of ip_address) found.ip_address.set(ban.id, ban);
    for (const ban of visitor) found.visitor.set(ban.id, ban);
    const isNew = found.ip_address.size + found.visitor.size > known;
    if (!isNew || ip_address.length + visitor.length < BANS_A_PAGE)
      return { ip_address: [...found.ip_address.values()], visitor: [...found.visitor.values()] };
    since = `&since_id=${Math.max(...[...ip_address, ...visitor].map(({ id }) => id))}`;
  }
  throw new UnexpectedShape(`GET /api/v2/chat/bans has more than ${MOST_PAGES} pages`);
}

/** GET /api/v2/chat/goals, skills or roles. */
export async function readNamed(chat: Source, list: 'goals' | 'skills' | 'roles'): Promise<readonly Named[]> {
  const found = await read(chat, list, namedListShape);
  return found.map(({ name, enabled }) => ({ name, enabled }));
}

/** GET /api/v2/chat/shortcuts: their names, none of their texts. */
export async function readShortcuts(chat: Source): Promise<readonly string[]> {
  return (await read(chat, 'shortcuts', shortcutsShape)).map(({ name }) => name);
}

/** GET /api/v2/chat/routing_settings/account. */
export async function readChatRouting(chat: Source): Promise<ChatRouting> {
  const { routing_mode, chat_limit, skill_routing, reassignment } = await read(chat, 'routing_settings/account', chatRoutingShape);
  return {
    mode: routing_mode,
    limit: chat_limit.enabled ? (chat_limit.limit ?? undefined) : undefined,
    limitEnabled: chat_limit.enabled,
    limitPer: chat_limit.limit_type ?? undefined,
    skills: skill_routing?.enabled ?? undefined,
    reassignAfterSeconds: reassignment?.enabled === true ? (reassignment.timeout ?? undefined) : undefined,
  };
}

/** A copy of anything but the documented list would be a copy of an error. */
const shapeOf: Readonly<Record<ChatList, z.ZodType>> = {
  triggers: chatTriggersShape,
  departments: departmentsShape,
  bans: bansShape,
  goals: namedListShape,
  shortcuts: shortcutsShape,
  skills: namedListShape,
  'routing_settings/account': chatRoutingShape,
};

/** GET /api/v2/chat/{list} as it stands, to be kept. Names and addresses of whom a ban keeps out stay in Zendesk. */
export async function copyOf(chat: Source, list: ChatList): Promise<unknown> {
  if (list === 'bans') return withoutVisitors(JSON.stringify(await allBans(chat)));
  const answer = await chat.get(`/api/v2/chat/${list}`);
  readAs(answer, shapeOf[list]);
  return withoutVisitors(answer.text);
}

function withoutVisitors(text: string): unknown {
  return JSON.parse(text, (key, value: unknown) => (isOfAVisitor(key, value) ? undefined : value));
}

/** The list of banned addresses bears the same name as the address in it. */
function isOfAVisitor(key: string, value: unknown): boolean {
  return (key === 'visitor_name' || key === 'ip_address') && typeof value === 'string';
}

/** GET /api/v2/chat/oauth/clients: the names of what may ask Chat's interfaces. */
export async function readChatClients(chat: Source): Promise<readonly { readonly name: string; readonly scopes: string }[]> {
  const found = await read(chat, 'oauth/clients', chatClientsShape);
  return found.map(({ name, scopes }) => ({ name, scopes: scopes ?? '' }));
}
