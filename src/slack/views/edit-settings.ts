import type { InputBlock, ModalView, PlainTextOption } from '@slack/types';
import { readReport } from '../../checklist/readings.ts';
import { type Decision, grant, type Person } from '../../migration/decisions.ts';
import type { Happening } from '../../migration/events.ts';
import type { Migration } from '../../migration/migration.ts';
import { refusal } from '../actions/item/change-item.ts';
import { cut, plain, section } from '../blocks/frame.ts';
import type { Texts } from '../locales/texts.ts';
import type { SlackParts } from '../parts.ts';
import { say } from '../request/answers.ts';
import { pressValue } from '../request/press.ts';
import type { AccountRequest } from '../request/request.ts';
import { type Parsed, readSetting, type Setting, type SettingKey, setSetting, settings, settingsShown, valueIn } from '../settings.ts';
import type { Message } from '../web/port.ts';
import { closedWith, fieldError } from './outcome.ts';
import type { View, ViewRequest } from './view.ts';

const CALLBACK = 'edit_settings';
/** Settings with so few values that one chooses. */
const chosen = { approval: ['four-eyes', 'solo'], language: ['en', 'ko'] } as const;

/** One field a setting; block id and action id are its key. A field left empty stands for the default. */
export function editSettingsModal({
  key,
  migration,
  texts,
  channel,
}: Pick<AccountRequest, 'key' | 'migration' | 'texts' | 'channel'>): ModalView {
  const t = texts.people.settings.modal;
  return {
    type: 'modal',
    callback_id: CALLBACK,
    private_metadata: pressValue({ account: key, of: settingsShown(migration), channel }),
    title: { type: 'plain_text', text: t.title },
    submit: { type: 'plain_text', text: t.submit },
    close: { type: 'plain_text', text: t.close },
    blocks: [section(t.intro(key)), ...settings.map((setting) => settingInput(setting, migration, texts))],
  };
}

/** The settings were sent off. */
export const editSettings: View = { callbackId: CALLBACK, submit };

async function submit(request: ViewRequest, parts: SlackParts): Promise<Readonly<Record<string, string>> | undefined> {
  const { key, person, texts, press } = request;
  const read = await readForm(request, parts);
  const errors = read.flatMap(({ setting, parsed }) =>
    parsed.ok ? [] : [[setting.key, fieldError(wrongText(setting.key, parsed, request))] as const],
  );
  if (errors.length > 0) return Object.fromEntries(errors);
  const wanted = read.flatMap(({ setting, parsed }) => (parsed.ok ? [{ setting, value: parsed.value }] : []));
  // Filled in while deciding: the decision is made on the newest settings, which may not be those that were shown.
  const outcome = { meanwhile: false };
  const decision = await parts.record(key, { kind: 'person', slackUserId: person.user }, (migration) => {
    const decided = changeSettings(migration, person, wanted);
    outcome.meanwhile = decided.ok && decided.happened.length > 0 && settingsShown(migration) !== press.of;
    return outcome.meanwhile ? grant() : decided;
  });
  if (outcome.meanwhile) return { [settings[0].key]: fieldError(texts.people.settings.meanwhile) };
  if (!decision.ok) return closedWith(request, refusal(decision.refusal, request));
  if (decision.happened.length === 0) return closedWith(request, say(texts.people.settings.nothingChanged));
  await request.answer(settingsChanged(request, decision.happened));
  await parts.settle(key);
  return undefined;
}

/** A channel cannot be taken back, so a field without one changes nothing. */
async function readForm(
  request: ViewRequest,
  { store }: SlackParts,
): Promise<readonly { readonly setting: Setting; readonly parsed: Parsed }[]> {
  const { key, migration, value } = request;
  const report = readReport(await store.report(key));
  const filled = settings.filter((setting) => setting.key !== 'channel' || (value('channel') ?? '') !== '');
  return Promise.all(
    filled.map(async (setting: Setting) => {
      const typed = value(setting.key)?.trim() ?? '';
      // What stands there already was judged when it was set: a brand that has gone since must not hold up the other fields.
      if (typed === valueIn(migration, setting)) return { setting, parsed: { ok: true, value: typed } as const };
      return { setting, parsed: await readSetting(setting, typed === '' ? 'default' : typed, key, report, store) };
    }),
  );
}

function changeSettings(
  migration: Migration,
  person: Person,
  wanted: readonly { readonly setting: Setting; readonly value: string }[],
): Decision {
  const decisions = wanted.map(({ setting, value }) => setSetting(migration, person, setting, value));
  return decisions.find(({ ok }) => !ok) ?? grant(...decisions.flatMap((decision) => (decision.ok ? decision.happened : [])));
}

/** What was set, one line a setting, and what it means for the plan at hand. */
export function settingsChanged(
  { texts, migration }: Pick<AccountRequest, 'texts' | 'migration'>,
  happened: readonly Happening[],
): Message {
  const t = texts.people.settings;
  const set = happened.flatMap((each) =>
    each.type === 'setting_set' ? settings.flatMap((setting) => (setting.key === each.key ? [{ setting, value: each.value }] : [])) : [],
  );
  const changes = (...keys: readonly SettingKey[]) => set.some(({ setting }) => keys.includes(setting.key));
  const planned = migration.scheduled !== undefined && migration.run.finishedAt === undefined;
  const solo = set.some(({ setting, value }) => setting.key === 'approval' && value === 'solo');
  const lines = [
    ...set.map(({ setting, value }) => t.set(setting.key, shownValue(setting, value, texts))),
    ...(planned && changes('brands', 'path', 'swap-keys', 'key-pages', 'routing-trigger') ? [t.planKeeps] : []),
    ...(solo ? [t.solo] : []),
    ...(changes('channel') ? [t.invite] : []),
  ];
  return say(lines.join('\n'));
}

/** A value as one reads it: a channel as a link, and in words what holds where nothing was set. */
export function shownValue({ key, default: usual }: Setting, value: string, { people: { settings: t } }: Texts): string {
  if (value === '') return usual === undefined ? t.unset[key] : `\`${usual}\``;
  return key === 'channel' ? `<#${value}>` : `\`${value}\``;
}

/** What to type instead. */
export function wrongText(
  key: SettingKey,
  { why, word }: Extract<Parsed, { ok: false }>,
  { key: account, texts }: Pick<AccountRequest, 'key' | 'texts'>,
): string {
  const t = texts.people.settings;
  const shown = plain(cut(word, 60));
  const sentences = {
    form: t.form[key],
    twice: t.twice(shown),
    no_group: t.noGroup(shown, account),
    not_seen: t.notSeen(shown, account),
    no_account: t.noAccount(shown),
    not_sandbox: t.notSandbox(shown),
  };
  return sentences[why];
}

function settingInput(setting: Setting, migration: Migration, texts: Texts): InputBlock {
  const t = texts.people.settings;
  return {
    type: 'input',
    block_id: setting.key,
    optional: true,
    label: { type: 'plain_text', text: t.label[setting.key] },
    hint: { type: 'plain_text', text: fieldError(t.meaning[setting.key]) },
    element: element(setting, valueIn(migration, setting), texts),
  };
}

function element({ key, default: usual }: Setting, value: string, texts: Texts): InputBlock['element'] {
  if (key === 'channel') {
    return {
      type: 'conversations_select',
      action_id: key,
      filter: { include: ['public', 'private'] },
      ...(value === '' ? {} : { initial_conversation: value }),
    };
  }
  if (key === 'approval' || key === 'language') {
    const options = chosen[key].map(
      (each): PlainTextOption => ({ text: { type: 'plain_text', text: texts.people.settings.choices[each] }, value: each }),
    );
    const initial = options.find((option) => option.value === value);
    return { type: 'static_select', action_id: key, options, ...(initial ? { initial_option: initial } : {}) };
  }
  const placeholder = { type: 'plain_text', text: usual ?? texts.people.settings.unset[key] } as const;
  return { type: 'plain_text_input', action_id: key, placeholder, ...(value === '' ? {} : { initial_value: value }) };
}
