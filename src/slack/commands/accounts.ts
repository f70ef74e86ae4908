import { blocking } from '../../checklist/progress.ts';
import { readReport } from '../../checklist/readings.ts';
import { type AccountKey, accountKey, type Subdomain, subdomain } from '../../migration/account.ts';
import { archive, type Decision, grant, may, refuse } from '../../migration/decisions.ts';
import { type Migration, replay, untouched } from '../../migration/migration.ts';
import { roles } from '../../migration/roles.ts';
import type { Store } from '../../store/port.ts';
import { isTimeZone } from '../../window/local-time.ts';
import { refusal, sentence } from '../actions/change-item.ts';
import { holdsRole } from '../actions/item.ts';
import { context, divider, fitted, header, section, sign } from '../blocks/frame.ts';
import { nearest } from '../nearest.ts';
import type { SlackParts } from '../parts.ts';
import type { Message } from '../port.ts';
import type { Request } from '../request.ts';
import type { Command } from './command.ts';
import { allKeys, type Listed, readAll } from './every-account.ts';

type Words = Request & { readonly words: readonly string[] };

/** Ten fit a phone without much scrolling. */
const PAGE = 10;
/** Where nobody said, until the credentials on the server do. */
const USUAL_ZONE = 'UTC';

export const accountCommands = [
  { name: 'accounts', about: 'workspace', run: accounts },
  { name: 'connect', about: 'workspace', run: connect },
  { name: 'use', about: 'workspace', run: use },
  { name: 'archive', about: 'workspace', run: archiveAccount },
] as const satisfies readonly Command[];

/** Without a filter only the accounts of the page are read: a workspace may hold thousands. */
async function accounts(request: Words, parts: SlackParts): Promise<void> {
  const { texts, user } = request;
  const { filter, page } = asked(request.words);
  const keys = await allKeys(parts.store);
  if (keys.length === 0) return request.answer(sentence(texts.refusals.noAccounts));
  const all =
    filter === '' && user.inside
      ? keys
      : (await readAll(keys, parts.store)).filter((one) => mayList(one, request) && matches(one, filter, request)).map(({ key }) => key);
  if (all.length === 0)
    return request.answer(sentence(filter === '' ? texts.refusals.outsider : texts.people.accounts.none(shown(filter))));
  const last = Math.ceil(all.length / PAGE);
  if (page < 1 || page > last) return request.answer(sentence(texts.people.accounts.noPage(String(page), last)));
  const shown = await readAll(all.slice((page - 1) * PAGE, page * PAGE), parts.store);
  const rows = await Promise.all(shown.map((one) => row(one, request, parts)));
  await request.answer(listMessage(request, rows, { filter, page, last, all: all.length }));
}

/** The last word is the page where it is a number; the others are the filter. */
function asked(words: readonly string[]): { readonly filter: string; readonly page: number } {
  const number = /^\d{1,6}$/.exec(words.at(-1) ?? '')?.[0];
  const filter = number === undefined ? words : words.slice(0, -1);
  return { filter: filter.join(' ').toLowerCase(), page: number === undefined ? 1 : Number(number) };
}

/** Guests see the accounts in which they have a role. */
function mayList({ migration }: Listed, { user, person }: Request): boolean {
  return user.inside || (migration !== 'damaged' && holdsRole({ migration, person }));
}

function matches({ key, migration }: Listed, filter: string, { texts }: Request): boolean {
  if (key.includes(filter)) return true;
  if (migration === 'damaged') return false;
  const stages = migration.archived
    ? ['archived', texts.people.accounts.archived]
    : [migration.stage, migration.stage.replace('_', ' '), texts.common.stages[migration.stage]];
  return migration.account?.subdomain.includes(filter) === true || stages.some((stage) => stage.toLowerCase() === filter);
}

function listMessage(
  { texts }: Request,
  rows: readonly string[],
  { filter, page, last, all }: { filter: string; page: number; last: number; all: number },
): Message {
  const t = texts.people.accounts;
  const title = t.header((page - 1) * PAGE + 1, (page - 1) * PAGE + rows.length, all);
  const next = ['/migrate accounts', filter, String(page + 1)].filter((word) => word !== '').join(' ');
  const foot = page < last ? `${t.more(next)} · ${t.footer}` : t.footer;
  return { text: title, blocks: fitted([header(title), divider, ...rows.map((text) => section(text)), context(foot)], foot) };
}

async function row({ key, migration }: Listed, { texts }: Request, { store, clock }: SlackParts): Promise<string> {
  const t = texts.people.accounts;
  if (migration === 'damaged') return `*${key}*\n${sign.unknown} ${t.damaged}`;
  const { lookedAt, readings } = readReport(await store.report(key));
  const plan = migration.run.finishedAt === undefined ? migration.scheduled?.plan : undefined;
  const open = blocking({ migration, readings, now: clock() }).length;
  const blockers =
    lookedAt === undefined
      ? `${sign.unknown} ${t.notLooked}`
      : open > 0
        ? `${sign.blocks} ${t.blockers(open)}`
        : `${sign.ready} ${t.nothingBlocks}`;
  const facts = [
    migration.archived ? t.archived : texts.common.stages[migration.stage],
    ...(migration.archived || migration.stage === 'live'
      ? []
      : [plan ? texts.common.window(plan.opensAt, plan.closesAt, plan.timeZone) : t.noWindow, blockers]),
  ];
  const kind = migration.account?.kind === 'sandbox' ? ` · ${t.sandbox}` : '';
  return `*${key}* · ${migration.account?.subdomain ?? ''}${kind}\n${facts.join(' · ')}`;
}

/** Adds the account where the person may, and says how Ferry gets its access: on the server, never through Slack. */
async function connect(request: Words, parts: SlackParts): Promise<void> {
  const { texts, words, answer, person, user } = request;
  const t = texts.people.connect;
  const say = (text: string) => answer(sentence(text));
  if (words.some(looksSecret)) return say(t.secret);
  const [keyWord = '', hostWord = ''] = words;
  const usage = (what: string) => say(texts.refusals.usage(what, '/migrate connect acme acme-support'));
  if (words.length !== 2) return usage(t.usage);
  const key = accountKey(keyWord);
  if (key === undefined) return usage(t.badKey(shown(keyWord)));
  const host = subdomain(hostWord.toLowerCase());
  if (host === undefined) return usage(t.badSubdomain(shown(hostWord)));
  const before = replay(await parts.store.read(key));
  if (!user.inside && !holdsRole({ migration: before, person })) return say(texts.refusals.outsider);
  if (before.account === undefined) {
    if (!mayAdd(request)) return say(t.notAllowed(parts.admins.length > 0 ? texts.common.people(parts.admins) : ''));
    const other = await accountAt(host, parts.store);
    if (other !== undefined) return say(t.taken(host, other));
  }
  const decision = await parts.record(key, { kind: 'person', slackUserId: person.user }, (migration) => added(migration, request, host));
  if (!decision.ok) return answer(refusal(decision.refusal, { key, migration: before, texts }));
  const after = replay(await parts.store.read(key));
  if (after.account !== undefined && after.account.subdomain !== host) return say(t.otherSubdomain(key, after.account.subdomain));
  await answer(connectMessage(request, key, after, decision.happened.length > 0 ? 'added' : 'known'));
  if (decision.happened.length > 0) await parts.settle(key);
}

function mayAdd({ user, person }: Request): boolean {
  return user.workspaceAdmin || person.everywhere;
}

function added(migration: Migration, request: Request, host: Subdomain): Decision {
  const { person, user } = request;
  if (migration.account !== undefined)
    return may(migration, person, 'admin') ? grant() : refuse({ because: 'not_your_role', needs: ['admin'] });
  const zone = user.timeZone !== undefined && isTimeZone(user.timeZone) ? user.timeZone : USUAL_ZONE;
  return grant(
    { type: 'account_added', subdomain: host, kind: 'production', timeZone: zone },
    { type: 'role_given', role: 'admin', user: person.user },
  );
}

/** Two accounts at one subdomain would cut the same widget over twice. An archived one is out of the way. */
async function accountAt(host: Subdomain, store: Store): Promise<AccountKey | undefined> {
  const all = await readAll(await allKeys(store), store);
  return all.find(({ migration }) => migration !== 'damaged' && !migration.archived && migration.account?.subdomain === host)?.key;
}

function connectMessage({ texts }: Request, key: AccountKey, migration: Migration, news: 'added' | 'known'): Message {
  const t = texts.people.connect;
  const host = migration.account?.subdomain ?? '';
  const lead = news === 'added' ? t.added(key, host) : migration.connected ? t.connected(key, host) : t.known(key, host);
  const command = `npm run ferry -- connect ${key} --subdomain ${host}`;
  const zone = migration.account?.timeZone ?? USUAL_ZONE;
  const example = `{"support":{"clientId":"…","clientSecret":"…"},"chat":{"token":"…"},"timeZone":"${zone}","kind":"production"}`;
  const blocks = [
    header(t.header(key)),
    section(lead),
    section(`${t.onServer}\n\`\`\`${command}\`\`\``),
    section(`${t.asJson}\n\`\`\`${example}\`\`\``),
    section(t.then(key)),
    context(t.footer(zone)),
  ];
  return { text: `${lead.replaceAll('*', '')} ${command}`, blocks: fitted(blocks, t.footer(zone)) };
}

/** Long runs of letters and digits, known beginnings, or JSON: better to refuse a strange name than to record a secret. */
function looksSecret(word: string): boolean {
  const runs = word.match(/[A-Za-z0-9]+/g) ?? [];
  const long = runs.some((run) => run.length >= 24 && /\d/.test(run) && /[A-Za-z]/.test(run));
  const mixed = runs.some((run) => run.length >= 16 && /\d/.test(run) && /[a-z]/.test(run) && /[A-Z]/.test(run));
  return (
    long ||
    mixed ||
    /[{}"=]|xox[a-z]-|(?:^|[^a-z])(?:bearer|secret|password|token)(?:[^a-z]|$)|api[-_]?key/i.test(word) ||
    /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(word)
  );
}

async function use(request: Words, parts: SlackParts): Promise<void> {
  const { texts, channel, person } = request;
  const found = await named(request, parts.store, { usage: texts.people.use.usage, example: '/migrate use acme' });
  if (found === undefined) return;
  if (!holdsRole({ migration: found.migration, person }))
    return request.answer(refusal({ because: 'not_your_role', needs: roles }, { ...found, texts }));
  if ((await parts.store.accountOfChannel(channel)) === found.key) return request.answer(sentence(texts.people.use.already(found.key)));
  await parts.store.useInChannel(channel, found.key);
  await request.answer(sentence(texts.people.use.set(found.key)));
}

/** Tokens are forgotten before anybody is told so; a second time heals what a crash left in between. */
async function archiveAccount(request: Words, parts: SlackParts): Promise<void> {
  const { texts, person } = request;
  const found = await named(request, parts.store, { usage: texts.people.archive.usage, example: '/migrate archive acme' });
  if (found === undefined) return;
  const { key, migration } = found;
  const decision = await parts.record(key, { kind: 'person', slackUserId: person.user }, (newest) => archive(newest, person));
  if (!decision.ok) return request.answer(refusal(decision.refusal, { ...found, texts }));
  await parts.archiveSecrets(key);
  const t = texts.people.archive;
  const plan = migration.run.finishedAt === undefined ? migration.scheduled?.plan : undefined;
  const gone = plan ? ` ${t.windowGone(texts.common.window(plan.opensAt, plan.closesAt, plan.timeZone))}` : '';
  await request.answer(sentence(decision.happened.length > 0 ? `${t.done(key)}${gone}` : t.already(key)));
  if (decision.happened.length > 0) await parts.settle(key);
}

/** The one account that was named; else says what to type. What changes an account's place is never guessed from the channel. */
async function named(
  request: Words,
  store: Store,
  { usage, example }: { usage: string; example: string },
): Promise<{ key: AccountKey; migration: Migration } | undefined> {
  const { words, texts, user, person } = request;
  const say = async (text: string) => void (await request.answer(sentence(text)));
  const [word = ''] = words;
  if (words.length !== 1) return say(texts.refusals.usage(usage, example));
  const key = accountKey(word);
  const migration = key === undefined ? untouched : replay(await store.read(key));
  // Somebody from outside gets no hint of what there is.
  if (!user.inside && !holdsRole({ migration, person })) return say(texts.refusals.outsider);
  if (key !== undefined && migration.version > 0) return { key, migration };
  return say(texts.refusals.unknownAccount(shown(word), nearest(word, await allKeys(store), 3)));
}

/** What was typed, short enough and harmless in a code span. */
function shown(word: string): string {
  return word.replace(/[`<>&*]/g, '').slice(0, 40);
}
