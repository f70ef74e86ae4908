import { accessTo, probeTopics } from '../../checklist/look/probe.ts';
import { type AccountKey, accountKey, type Subdomain, subdomain } from '../../migration/account.ts';
import { archive, type Decision, grant, may, refuse } from '../../migration/decisions.ts';
import { type Migration, replay } from '../../migration/migration.ts';
import { isTimeZone } from '../../migration/run/local-clock.ts';
import { refusal } from '../actions/item/change-item.ts';
import { holdsRole, needsRole } from '../actions/item/item.ts';
import { context, cut, fitted, header, plain, section, sign } from '../blocks/frame.ts';
import { standingPlan } from '../blocks/window-set.ts';
import { adviceOn } from '../locales/findings/access/advice.ts';
import type { PeopleText } from '../locales/people/text.ts';
import type { SlackParts } from '../parts.ts';
import { decide, say } from '../request/answers.ts';
import type { AccountRequest, Request } from '../request/request.ts';
import { withAccount } from '../request/requests.ts';
import type { Message } from '../web/port.ts';
import { type Command, noWord } from './command.ts';
import { allKeys, listMessage, matches, readAll } from './every-account.ts';

type Words = Request & { readonly words: readonly string[] };

/** Ten fit a phone without much scrolling. */
const PAGE = 10;
/** Where nobody said, until the credentials on the server do. */
const USUAL_ZONE = 'UTC';

export const accountCommands = [
  { name: 'accounts', about: 'workspace', run: accounts },
  { name: 'connect', about: 'workspace', run: connect },
  { name: 'use', about: 'workspace', run: named('use', use) },
  { name: 'archive', about: 'workspace', run: named('archive', putAway) },
] as const satisfies readonly Command[];

/** Without a filter only the accounts of the page are read: a workspace may hold thousands. */
async function accounts({ texts, words, answer }: Words, parts: SlackParts): Promise<void> {
  const { filter, page } = asked(words);
  const keys = await allKeys(parts.store);
  if (keys.length === 0) return answer(say(texts.refusals.noAccounts));
  const all = filter === '' ? keys : (await readAll(keys, parts)).filter((one) => matches(one, filter, texts)).map(({ key }) => key);
  if (all.length === 0) return answer(say(texts.people.accounts.none(plain(cut(filter, 40)))));
  const last = Math.ceil(all.length / PAGE);
  if (page < 1 || page > last) return answer(say(texts.people.accounts.noPage(String(page), last)));
  const first = (page - 1) * PAGE;
  const shown = await readAll(all.slice(first, first + PAGE), parts);
  await answer(await listMessage({ shown, filter, page, last, first: first + 1, all: all.length }, texts, parts));
}

/** The last word is the page where it is a number; the others are the filter. */
function asked(words: readonly string[]): { readonly filter: string; readonly page: number } {
  const number = /^\d{1,6}$/.exec(words.at(-1) ?? '')?.[0];
  const filter = number === undefined ? words : words.slice(0, -1);
  return { filter: filter.join(' ').toLowerCase(), page: number === undefined ? 1 : Number(number) };
}

/** Adds the account where the person may, and says how Ferry gets its access: on the server, never through Slack. */
async function connect(request: Words, parts: SlackParts): Promise<void> {
  const { texts, answer, person } = request;
  const read = readConnect(request);
  if (typeof read === 'string') return answer(say(read));
  const { key, host } = read;
  const before = replay(await parts.store.read(key));
  const why = before.account === undefined ? await whyNotAdd(request, key, host, parts) : undefined;
  if (why !== undefined) return answer(say(why));
  const decision = await parts.record(key, { kind: 'person', slackUserId: person.user }, (migration) => added(migration, request, host));
  if (!decision.ok) return answer(refusal(decision.refusal, { key, migration: before, texts }));
  const after = replay(await parts.store.read(key));
  const own = after.account?.subdomain;
  if (own !== undefined && own !== host) return answer(say(texts.people.connect.otherSubdomain(key, own)));
  await answer(connectMessage(request, key, after, decision.happened.length > 0 ? 'added' : 'known'));
  if (after.connected) await showAccess(request, key, after, parts);
  if (decision.happened.length > 0) await parts.settle(key);
}

/** Asked anew each time: a token or a plan may have changed since. */
async function showAccess({ texts, answer }: Request, key: AccountKey, migration: Migration, parts: SlackParts): Promise<void> {
  const report = await parts.lookAgain(key, migration, probeTopics);
  const { access: t } = texts;
  const all = accessTo(report.readings);
  const lead = t.lead(all.filter(({ verdict }) => verdict === 'yes').length, all.length);
  const lines = all.map((access) => {
    const asked = access.asked === undefined ? '' : ` · \`${access.asked}\``;
    const first = `${accessSigns[access.verdict]} *${t.names[access.of]}* — ${t.verdicts[access.verdict]}${asked}`;
    return [first, ...(access.verdict === 'yes' ? [] : [plain(adviceOn(access, t))])].join('\n');
  });
  const blocks = [header(t.header(key)), section(lead), ...lines.map((line) => section(line))];
  await answer({ text: lead.replaceAll('*', ''), blocks: fitted(blocks, '') });
}

const accessSigns = { yes: sign.ready, no: sign.open, unknown: sign.unknown } as const;

/** Key and subdomain, or the sentence that says what to type instead. */
function readConnect({ texts, words }: Words): { readonly key: AccountKey; readonly host: Subdomain } | string {
  const t = texts.people.connect;
  if (words.some(looksSecret)) return t.secret;
  const [keyWord = '', hostWord = ''] = words;
  const usage = (what: string) => texts.refusals.usage(what, '/migrate connect acme acme-support');
  if (words.length !== 2) return usage(t.usage);
  const key = accountKey(keyWord);
  if (key === undefined) return usage(t.badKey(plain(cut(keyWord, 40))));
  const host = subdomain(hostWord.toLowerCase());
  return host === undefined ? usage(t.badSubdomain(plain(cut(hostWord, 40)))) : { key, host };
}

/** Long runs of letters and digits, known beginnings, or JSON: better to refuse a strange name than to record a secret. */
function looksSecret(word: string): boolean {
  const runs = word.match(/[A-Za-z0-9]+/g) ?? [];
  const long = runs.some((run) => run.length >= 24 && /\d/.test(run) && /[A-Za-z]/.test(run));
  const mixed = runs.some((run) => run.length >= 16 && /\d/.test(run) && /[a-z]/.test(run) && /[A-Z]/.test(run));
  const named = /[{}"=]|xox[a-z]-|(?:^|[^a-z])(?:bearer|secret|password|token)(?:[^a-z]|$)|api[-_]?key/i.test(word);
  return long || mixed || named || /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(word);
}

async function whyNotAdd(request: Request, key: AccountKey, host: Subdomain, parts: SlackParts): Promise<string | undefined> {
  const { texts } = request;
  const { admins } = parts;
  const t = texts.people.connect;
  if (!mayAdd(request)) return t.notAllowed(admins.length > 0 ? texts.common.people(admins) : '');
  const other = await parts.accountAt(host, key);
  return other === undefined ? undefined : t.taken(host, other);
}

function mayAdd({ user, person }: Request): boolean {
  return user.inside && (user.workspaceAdmin || person.everywhere);
}

/** An account that is there stays as it is: only its admin is told more, or whoever may be the first. */
function added(migration: Migration, request: Request, host: Subdomain): Decision {
  const { person, user } = request;
  if (migration.account !== undefined) {
    const first = migration.team.admin.length === 0 && mayAdd(request);
    return first || may(migration, person, 'admin') ? grant() : refuse({ because: 'not_your_role', needs: ['admin'] });
  }
  const zone = user.timeZone !== undefined && isTimeZone(user.timeZone) ? user.timeZone : USUAL_ZONE;
  return grant(
    { type: 'account_added', subdomain: host, kind: 'production', timeZone: zone },
    { type: 'role_given', role: 'admin', user: person.user },
  );
}

function connectMessage({ texts }: Request, key: AccountKey, migration: Migration, news: 'added' | 'known'): Message {
  const t = texts.people.connect;
  const host = migration.account?.subdomain ?? '';
  const zone = migration.account?.timeZone ?? USUAL_ZONE;
  const known = migration.connected ? t.connected(key, host) : t.known(key, host);
  const lead = news === 'added' ? t.added(key, host) : known;
  const command = `npm run ferry -- connect ${key} --subdomain ${host}`;
  const example = `{"support":{"clientId":"…","clientSecret":"…"},"chat":{"token":"…"},"timeZone":"${zone}","kind":"${migration.account?.kind ?? 'production'}"}`;
  const blocks = [
    header(t.header(key)),
    section(lead),
    section(`${t.onServer}\n\`\`\`${command}\`\`\``),
    section(`${t.asJson}\n\`\`\`${example}\`\`\``),
    section(t.afterwards(key)),
    context(t.footer(zone)),
  ];
  return { text: `${lead.replaceAll('*', '')} ${command}`, blocks: fitted(blocks, t.footer(zone)) };
}

/** A command whose account has to be named: what puts an account elsewhere is never guessed from the channel. */
function named(
  name: 'use' | 'archive',
  run: (request: AccountRequest, parts: SlackParts) => Promise<void>,
): (request: Words, parts: SlackParts) => Promise<void> {
  const aboutAccount = { name, about: 'account', ownWord: noWord, run } as const;
  return async (request, parts) => {
    const { words, texts, answer } = request;
    const t: PeopleText['use'] | PeopleText['archive'] = texts.people[name];
    if (words.length !== 1) return answer(say(texts.refusals.usage(t.usage, `/migrate ${name} acme`)));
    const about = await withAccount(request, aboutAccount, words, parts);
    if (about !== undefined) await run(about, parts);
  };
}

async function use(request: AccountRequest, { store }: SlackParts): Promise<void> {
  const { key, channel, texts, answer } = request;
  if (!holdsRole(request)) return answer(needsRole(request));
  if ((await store.accountOfChannel(channel)) === key) return answer(say(texts.people.use.already(key)));
  await store.useInChannel(channel, key);
  await answer(say(texts.people.use.set(key)));
}

/** Tokens are forgotten before anybody is told so; a second time heals what a crash left in between. */
async function putAway(request: AccountRequest, parts: SlackParts): Promise<void> {
  const { key, migration, person, texts, answer } = request;
  const t = texts.people.archive;
  if (!(await decide(request, parts, (newest) => archive(newest, person)))) return;
  await parts.archiveSecrets(key);
  if (migration.archived) return answer(say(t.already(key)));
  const plan = standingPlan(migration)?.plan;
  const gone = plan ? ` ${t.windowGone(texts.common.window(plan.opensAt, plan.closesAt, plan.timeZone))}` : '';
  await answer(say(`${t.done(key)}${gone}`));
  await parts.settle(key);
}
