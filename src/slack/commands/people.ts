import type { KnownBlock } from '@slack/types';
import { readReport } from '../../checklist/readings.ts';
import { giveRole, may, takeRole } from '../../migration/decisions.ts';
import { replay } from '../../migration/migration.ts';
import { type Role, roles } from '../../migration/roles.ts';
import { refusal } from '../actions/item/change-item.ts';
import { context, cut, divider, fitted, header, plain, section } from '../blocks/frame.ts';
import type { SlackParts } from '../parts.ts';
import { say } from '../request/answers.ts';
import { nearest } from '../request/nearest.ts';
import type { AccountRequest } from '../request/request.ts';
import { isSettingKey, readSetting, type Setting, setSetting, settingKeys, settings, valueIn } from '../settings.ts';
import { editSettingsModal, settingsChanged, shownValue, wrongText } from '../views/edit-settings.ts';
import { cannotHold, editTeamModal, teamChanged } from '../views/edit-team.ts';
import type { Message } from '../web/port.ts';
import { type Command, userIn } from './command.ts';

export const peopleCommands = [
  { name: 'team', about: 'account', ownWord: (word) => roleIn(word) !== undefined, run: team },
  { name: 'settings', about: 'account', ownWord: (word) => isSettingKey(word.toLowerCase()), run: showOrSet },
] as const satisfies readonly Command[];

/** The form is opened first: it has to be within three seconds of the command. */
async function team(request: AccountRequest, parts: SlackParts): Promise<void> {
  if (request.words.length > 0) return changeRole(request, parts);
  if (mayOpen(request)) await parts.slack.openView(request.trigger, editTeamModal(request));
  await request.answer(teamMessage(request));
}

/** Who has which role, what that role may, and who is missing. */
function teamMessage({ key, migration, texts }: Pick<AccountRequest, 'key' | 'migration' | 'texts'>): Message {
  const t = texts.people.team;
  const empty = roles.filter((role) => migration.team[role].length === 0).map((role) => texts.common.roles[role]);
  const lead = empty.length > 0 ? t.missing(empty.join(', ')) : t.complete;
  const lines = roles.map((role) =>
    section(`*${texts.common.roles[role]}* — ${texts.common.people(migration.team[role])}\n${t.may[role]}`),
  );
  return {
    text: `${t.header(key)}. ${lead.replaceAll('*', '')}`,
    blocks: fitted([header(t.header(key)), section(lead), divider, ...lines, context(t.byHand(key))], t.byHand(key)),
  };
}

async function changeRole(request: AccountRequest, parts: SlackParts): Promise<void> {
  const { key, person, texts } = request;
  const t = texts.people.team;
  const asked = readChange(request);
  if (typeof asked === 'string') return request.answer(say(asked));
  const { role, verb, user } = asked;
  if (!may(request.migration, person, 'admin')) return request.answer(refusal({ because: 'not_your_role', needs: ['admin'] }, request));
  const unfit = verb === 'add' ? await cannotHold(user, parts.slack, texts) : undefined;
  if (unfit !== undefined) return request.answer(say(unfit));
  const act = verb === 'add' ? giveRole : takeRole;
  const decision = await parts.record(key, { kind: 'person', slackUserId: person.user }, (migration) => act(migration, person, role, user));
  if (!decision.ok) return request.answer(refusal(decision.refusal, request));
  const who = texts.common.people([user]);
  if (decision.happened.length === 0) return request.answer(say(verb === 'add' ? t.has(role, who) : t.hasNot(role, who)));
  await request.answer(teamChanged(request, decision.happened, replay(await parts.store.read(key))));
  await parts.settle(key);
}

/** `lead add @person`, or the sentence that says what to type instead. */
function readChange({
  key,
  texts,
  words,
}: AccountRequest): { readonly role: Role; readonly verb: 'add' | 'remove'; readonly user: string } | string {
  const t = texts.people.team;
  const [roleWord = '', verb = '', mention = '', ...more] = words;
  const usage = (what: string) => texts.refusals.usage(what, `/migrate team ${texts.people.help.example.team(key, '')}`);
  const role = roleIn(roleWord);
  if (role === undefined) return usage(t.noSuchRole(plain(cut(roleWord, 40))));
  if (verb === '' || mention === '' || more.length > 0) return usage(t.usage);
  if (verb !== 'add' && verb !== 'remove') return usage(t.addOrRemove(plain(cut(verb, 40))));
  const user = userIn(mention);
  return user === undefined ? usage(t.noMention(plain(cut(mention, 40)))) : { role, verb, user };
}

function roleIn(word: string): Role | undefined {
  return roles.find((role) => role === word.toLowerCase());
}

async function showOrSet(request: AccountRequest, parts: SlackParts): Promise<void> {
  if (request.words.length > 0) return setByHand(request, parts);
  if (mayOpen(request)) await parts.slack.openView(request.trigger, editSettingsModal(request));
  await request.answer(settingsMessage(request));
}

/** Every setting with its value and what it means, those that were set apart from those that were not. */
function settingsMessage({ key, migration, texts }: Pick<AccountRequest, 'key' | 'migration' | 'texts'>): Message {
  const t = texts.people.settings;
  const lines = settings.map((setting: Setting) => {
    const own = (migration.settings[setting.key] ?? '') !== '';
    return `*${t.label[setting.key]}* \`${setting.key}\` — ${shownValue(setting, valueIn(migration, setting), texts)}${own ? '' : ` (${t.isDefault})`}\n${t.meaning[setting.key]}`;
  });
  const blocks: KnownBlock[] = [header(t.header(key)), ...lines.map((line) => section(line)), context(t.byHand(key))];
  return { text: t.header(key), blocks: fitted(blocks, t.byHand(key)) };
}

async function setByHand(request: AccountRequest, parts: SlackParts): Promise<void> {
  const { key, person, texts, words } = request;
  const t = texts.people.settings;
  const [name = '', ...value] = words;
  const setting = settings.find((one) => one.key === name.toLowerCase());
  if (setting === undefined)
    return request.answer(
      say(t.unknownKey(plain(cut(name, 40)), nearest(name, settingKeys, 1)[0], settingKeys.map((each) => `\`${each}\``).join(', '))),
    );
  if (value.length === 0) return request.answer(say(`${t.usage(setting.key)} ${t.form[setting.key]}`));
  if (!may(request.migration, person, 'admin')) return request.answer(refusal({ because: 'not_your_role', needs: ['admin'] }, request));
  const parsed = await readSetting(setting, value.join(' '), key, readReport(await parts.store.report(key)), parts.store);
  if (!parsed.ok) return request.answer(say(wrongText(setting.key, parsed, request)));
  const decision = await parts.record(key, { kind: 'person', slackUserId: person.user }, (migration) =>
    setSetting(migration, person, setting, parsed.value),
  );
  if (!decision.ok) return request.answer(refusal(decision.refusal, request));
  if (decision.happened.length === 0) return request.answer(say(t.already(setting.key, shownValue(setting, parsed.value, texts))));
  await request.answer(settingsChanged(request, decision.happened));
  await parts.settle(key);
}

/** A mention in a channel has no trigger, so it opens nothing. */
function mayOpen({ migration, person, trigger }: AccountRequest): boolean {
  return trigger !== '' && may(migration, person, 'admin');
}
