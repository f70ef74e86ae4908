import { type AccountKey, accountKey } from '../../migration/account.ts';
import { may } from '../../migration/decisions.ts';
import { type Migration, replay } from '../../migration/migration.ts';
import { roles, rolesOf } from '../../migration/roles.ts';
import { DamagedLog } from '../../store/port.ts';
import type { Command } from '../commands/command.ts';
import { textsIn } from '../locales/texts.ts';
import type { SlackParts } from '../parts.ts';
import type { Message } from '../web/port.ts';
import { say } from './answers.ts';
import { nearest } from './nearest.ts';
import type { AccountRequest, Request } from './request.ts';

/** Who asks, where, and how they are answered: what a payload comes to before it is about an account. */
export interface Asking {
  readonly user: string;
  readonly channel: string;
  readonly trigger: string;
  readonly answer: (message: Message) => Promise<void>;
}

/** The most keys that are looked through for the nearest ones. */
const KEYS_LOOKED_THROUGH = 20_000;

export async function requestOf(asking: Asking, parts: SlackParts): Promise<Request> {
  const user = await parts.slack.person(asking.user);
  return { ...asking, user, person: { user: user.id, everywhere: parts.admins.includes(user.id) }, texts: textsIn(user.language) };
}

/** The request with the account it names, or that of its channel, or the only one there is. Undefined: the person has been told. */
export async function withAccount(
  request: Request,
  command: Command & { readonly about: 'account' },
  words: readonly string[],
  parts: SlackParts,
): Promise<AccountRequest | undefined> {
  const [first, ...rest] = words;
  const named = first === undefined ? undefined : accountKey(first);
  const there = named === undefined ? undefined : await existing(named, parts);
  if (named !== undefined && there !== undefined)
    return seen({ ...request, ...admitted(request, there), key: named, migration: there, words: rest });
  const own = first === undefined || command.ownWord(first);
  const usual = own ? await usualAccount(request.channel, parts) : undefined;
  const migration = usual && (await existing(usual, parts));
  if (usual && migration) return seen({ ...request, ...admitted(request, migration), key: usual, migration, words });
  await request.answer(say(await whichAccount(request, command.name, own ? undefined : first, parts)));
  return undefined;
}

/** The request of a press or a modal, whose account its value names. */
export async function withKey(request: Request, key: string, parts: SlackParts): Promise<AccountRequest | undefined> {
  const named = accountKey(key);
  const migration = named && (await existing(named, parts));
  if (named && migration) return seen({ ...request, ...admitted(request, migration), key: named, migration, words: [] });
  await request.answer(say(request.user.inside ? request.texts.refusals.unknownAccount(key, []) : request.texts.refusals.outsider));
  return undefined;
}

/** The first account in which this person has a role. */
export async function accountWithRole({ user }: Request, parts: SlackParts): Promise<AccountKey | undefined> {
  for (const key of await parts.store.accountsNaming(user.id, KEYS_LOOKED_THROUGH)) {
    const migration = await readable(key, parts);
    if (migration && rolesOf(migration.team, user.id).length > 0) return key;
  }
  return undefined;
}

/** Whether this word is an account's key; also of one whose log cannot be read. */
export async function isAccount(word: string, parts: SlackParts): Promise<boolean> {
  const key = accountKey(word);
  try {
    return key !== undefined && (await existing(key, parts)) !== undefined;
  } catch (error) {
    if (error instanceof DamagedLog) return true;
    throw error;
  }
}

/** An account whose log cannot be read gives nobody a role. */
async function readable(key: AccountKey, parts: SlackParts): Promise<Migration | undefined> {
  try {
    return await existing(key, parts);
  } catch (error) {
    if (error instanceof DamagedLog) return undefined;
    throw error;
  }
}

async function existing(key: AccountKey, { store }: SlackParts): Promise<Migration | undefined> {
  const events = await store.read(key);
  return events.length === 0 ? undefined : replay(events);
}

/** The first admin of an account is whom the server names, or a Slack workspace admin. */
function admitted({ user, person }: Request, { team }: Migration): Pick<Request, 'person'> {
  return { person: { ...person, everywhere: person.everywhere || (team.admin.length === 0 && user.workspaceAdmin && user.inside) } };
}

/** Guests and people from elsewhere see nothing without a role. */
async function seen(request: AccountRequest): Promise<AccountRequest | undefined> {
  if (request.user.inside || may(request.migration, request.person, ...roles)) return request;
  await request.answer(say(request.texts.refusals.outsider));
  return undefined;
}

async function usualAccount(channel: string, { store }: SlackParts): Promise<AccountKey | undefined> {
  const ofChannel = await store.accountOfChannel(channel);
  if (ofChannel !== undefined) return ofChannel;
  const [only, second] = await store.accounts({ limit: 2 });
  return second === undefined ? only : undefined;
}

async function whichAccount(
  { texts, user }: Request,
  command: string,
  unknown: string | undefined,
  { store }: SlackParts,
): Promise<string> {
  if (!user.inside) return texts.refusals.outsider;
  const known = await store.accounts({ limit: unknown === undefined ? 3 : KEYS_LOOKED_THROUGH });
  if (known.length === 0) return texts.refusals.noAccounts;
  return unknown === undefined
    ? texts.refusals.whichAccount(command, known)
    : texts.refusals.unknownAccount(unknown, nearest(unknown, known, 3));
}
