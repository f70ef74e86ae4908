import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { checkMessage, checkView } from '../../playground/slack/validate/payloads.ts';
import { blocksTooLong } from '../../playground/slack/validate/whole.ts';
import type { Refusal } from '../../src/migration/decisions.ts';
import { cancelReasons, type Happening, marks } from '../../src/migration/events.ts';
import { unknownReasons } from '../../src/migration/finding.ts';
import { roles } from '../../src/migration/roles.ts';
import { statements } from '../../src/migration/sign-offs.ts';
import { DAY_MS, later } from '../../src/migration/time.ts';
import { refusal } from '../../src/slack/actions/item/change-item.ts';
import { plain } from '../../src/slack/blocks/frame.ts';
import { comparedMessage, endMessage, kickoffMessage, linksMessage } from '../../src/slack/blocks/notices.ts';
import { alreadyMessage, plannedMessage, whichMessage } from '../../src/slack/blocks/window-set.ts';
import { commands } from '../../src/slack/commands/commands.ts';
import { type Post, postsOf } from '../../src/slack/posts/announce.ts';
import { rehearsalEndMessage } from '../../src/slack/posts/practice/rehearsed.ts';
import { say } from '../../src/slack/request/answers.ts';
import { settingKeys, settings } from '../../src/slack/settings.ts';
import { settingsChanged, wrongText } from '../../src/slack/views/edit-settings.ts';
import { teamChanged } from '../../src/slack/views/edit-team.ts';
import { fieldError } from '../../src/slack/views/outcome.ts';
import { views } from '../../src/slack/views/views.ts';
import type { Message, SlackFile } from '../../src/slack/web/port.ts';
import type { Gathered } from '../../src/slack/windows/gather.ts';
import { heatMapAlt } from '../../src/slack/windows/heat-map.ts';
import { windowsMessage } from '../../src/slack/windows/message.ts';
import { offerOf } from '../../src/window/choice/offer.ts';
import { windowRules } from '../../src/window/settings.ts';
import { aScene, aStage, eventsOf, GUEST, HOST, MINA, NOW, readIn, reportOf, type Stage } from '../support/scene.ts';
import { chatsOf, hourOfWeek, NOW as LATELY, tallyOf, usual } from '../support/synthetic-chats.ts';
import { latinIn } from './latin.ts';
import { unshown } from './shown.ts';
import { FAR, HOSTS, LARGE, LONGEST_SETTINGS, NAME, night, PEOPLE, plannedBy, REASON, TICKETS } from './worst.ts';

/** What Slack takes of one message: its blocks one by one and together, and its text where it is changed later. */
function taken({ text, blocks }: Message, name: string): void {
  expect(checkMessage({ text, blocks }), name).toEqual([]);
  expect(unshown(blocks), name).toEqual([]);
  expect(blocksTooLong(blocks), name).toBe(false);
  expect(text.trim(), name).not.toBe('');
  expect(text.length, name).toBeLessThanOrEqual(4000);
  for (const each of [text, ...readIn(blocks)].filter(isKorean)) expect(latinIn(each, typedIn(name)), `${name}: ${each}`).toEqual([]);
}

/** English texts hold Korean names alone. */
function isKorean(text: string): boolean {
  return /[가-힣]/.test(text.replaceAll(/[상담사]/g, ''));
}

/** What was typed is said again as it was. */
function typedIn(name: string): readonly string[] {
  return name.split(/[^A-Za-z-]+/).filter((word) => word !== '');
}

/** What Slack takes of a file: an alternative text of a thousand characters. */
function fileTaken({ name, title, content, alt }: SlackFile): void {
  expect(name).toMatch(/^[\w.-]{1,120}$/);
  expect(title.trim()).not.toBe('');
  expect(title.length).toBeLessThanOrEqual(255);
  expect(content.length, name).toBeGreaterThan(0);
  if (alt !== undefined) expect(alt.length).toBeLessThanOrEqual(1000);
}

/** Every refusal there is: the compiler asks for a new one here. */
const REFUSALS = {
  not_your_role: { because: 'not_your_role', needs: [...roles] },
  nothing_planned: { because: 'nothing_planned' },
  plan_changed: { because: 'plan_changed' },
  somebody_was_quicker: { because: 'somebody_was_quicker' },
  already_done: { because: 'already_done' },
  past_return: { because: 'past_return', brands: HOSTS },
  not_running: { because: 'not_running' },
  not_halted: { because: 'not_halted' },
  archived: { because: 'archived' },
  gate_closed: { because: 'gate_closed' },
  not_yet: { because: 'not_yet' },
  not_finished: { because: 'not_finished' },
  last_admin: { because: 'last_admin' },
  cutover_runs: { because: 'cutover_runs' },
  nothing_to_pass: { because: 'nothing_to_pass' },
  nobody_to_take_over: { because: 'nobody_to_take_over' },
  handed_over: { because: 'handed_over', to: PEOPLE[0] ?? '' },
  own_plan: { because: 'own_plan', others: PEOPLE },
  not_for_word: { because: 'not_for_word', item: 'agents-share-agent-workspace' },
  interface_answers: { because: 'interface_answers', item: 'agents-share-agent-workspace' },
  does_not_apply: { because: 'does_not_apply', item: 'chat-goals', seen: { asked: 'GET', saw: '0', at: NOW } },
  hard_item: { because: 'hard_item', item: 'agents-share-agent-workspace' },
  wrong_phrase: { because: 'wrong_phrase', wanted: `convert ${HOSTS[0]}` },
  window_past: { because: 'window_past', detail: plain(REASON) },
  window_notice: { because: 'window_notice', detail: plain(REASON) },
  window_short: { because: 'window_short', detail: plain(REASON) },
  window_black_out: { because: 'window_black_out', detail: plain(REASON) },
  window_hours: { because: 'window_hours', detail: plain(REASON) },
  no_brands: { because: 'no_brands', detail: HOSTS.join(', ') },
  swap_not_ready: { because: 'swap_not_ready', detail: plain(REASON) },
  night_is_near: { because: 'night_is_near' },
  drill_runs: { because: 'drill_runs' },
  drill_over: { because: 'drill_over' },
  sandbox_planned: { because: 'sandbox_planned' },
  rehearsal_is_silent: { because: 'rehearsal_is_silent' },
  not_sandbox_admin: { because: 'not_sandbox_admin', who: PEOPLE },
  was_done: { because: 'was_done', what: 'declined', by: PEOPLE[0] ?? '', at: NOW },
} as const satisfies Readonly<Record<Refusal['because'], Refusal>>;

/** What follows a command, from nothing to nonsense. */
const WORDS = (command: string): readonly string[] => [
  '',
  'nonsense',
  NAME,
  ...((
    {
      cutover: ['plan', 'dry-run', 'pause', 'resume', 'cancel', 'rollback', 'take', 'finish'],
      checklist: ['agents', 'requirements', 'after', 'questions'],
      schedule: ['2026-12-05 02:00 3h', '2026-13-05 02:00 3h', '2026-12-05 25:00 3h', '2026-12-05 02:00 x', '2020-01-01 02:00 3h'],
      team: [
        'lead add <@U0LONGNAME99>',
        'lead remove <@U0LONGNAME1>',
        'lead drop <@U0LONGNAME1>',
        'boss add <@U0LONGNAME1>',
        'lead add mina',
      ],
      settings: [
        ...settingKeys.map((key) => `${key} ${NAME}`),
        ...settingKeys,
        ...Object.entries(LONGEST_SETTINGS).map((entry) => entry.join(' ')),
      ],
      share: ['<#C0AGENTS1|agents>', '#agents', 'again', 'a b c'],
      connect: ['acme acme', 'acme2 acme-support', 'a b c', `acme ${'x'.repeat(80)}`, `acme xoxb-${'1a'.repeat(20)}`],
      accounts: ['zz', '99', 'acme'],
      use: ['acme'],
      archive: ['acme'],
      windows: ['acme'],
    } as Readonly<Record<string, readonly string[]>>
  )[command] ?? [
    'agents-share-agent-workspace',
    `agents-share-agent-workspace ${REASON}`,
    `agents-share-agent-workspace <@U0LONGNAME1> 2026-12-01`,
  ]),
];

/** A stage on which every question to Slack has an answer. */
const stageOf = (language: 'en' | 'ko', told: readonly Happening[]): Promise<Stage> =>
  aStage({
    language,
    told,
    readings: LARGE,
    next: LARGE,
    slack: {
      members: async () => PEOPLE,
      channelNamed: async () => 'C0AGENTS1',
      post: async () => '1.000001',
      update: async () => {},
      whisper: async () => {},
      find: async () => ({ kind: 'absent' }),
      hears: async () => true,
    },
  });

describe.each([
  ['en', 'convert'],
  ['en', 'swap'],
  ['ko', 'convert'],
  ['ko', 'swap'],
] as const)('every answer at its worst, in %s, by %s', (language, path) => {
  const told = night(language, path);
  const plannedNight = plannedBy(path);
  const scene = aScene({ language, told, readings: LARGE });
  const planned = aScene({ language, told: plannedNight, readings: LARGE });
  const nobody = aScene({ language });
  const asking = { key: scene.key, migration: scene.migration, texts: scene.texts };

  it.each(commands.map(({ name }) => name))('of /migrate %s', async (name) => {
    const command = commands.find((each) => each.name === name);
    let answered = 0;
    for (const happened of [told, plannedNight, []]) {
      const stage = await stageOf(language, happened);
      const all = happened === told ? WORDS(name) : WORDS(name).slice(0, 6);
      for (const [at, words] of all.entries())
        for (const user of at < 4 ? [MINA, GUEST] : [MINA]) {
          await command?.run(stage.request({ words, user, everywhere: user === MINA }), stage.parts);
          for (const message of stage.answers.splice(0)) {
            taken(message, `${name} ${words}`);
            answered += 1;
          }
        }
      for (const view of stage.views) expect([...checkView(view, ['modal']), ...unshown(view)], name).toEqual([]);
      for (const { file } of stage.uploads) fileTaken(file);
    }
    expect(answered).toBeGreaterThan(5);
  });

  it.each(Object.values(REFUSALS))('to what is refused because of $because', (because) => {
    for (const { migration } of [scene, nobody]) taken(refusal(because, { ...asking, migration }), because.because);
  });

  it('in one sentence, however long', () => {
    const message = say(`${NAME} `.repeat(200));
    expect(checkMessage({ text: 'a', blocks: message.blocks })).toEqual([]);
    expect(blocksTooLong(message.blocks)).toBe(false);
  });

  it('to a window that was set, that stood already, and that comes twice', () => {
    const facts = {
      ...asking,
      brands: HOSTS.map((host) => `${NAME} ${host}`),
      before: scene.migration,
      now: scene.now,
      zone: 'Asia/Seoul',
    };
    for (const { migration } of [scene, planned, nobody]) taken(plannedMessage({ ...facts, migration }), 'planned');
    for (const { migration } of [scene, planned]) taken(alreadyMessage({ ...facts, migration }), 'already');
    const twice = { opensAt: NOW, closesAt: later(NOW, DAY_MS) };
    taken(
      whichMessage([twice, twice], { key: scene.key, zone: 'America/Argentina/ComodRivadavia', of: 'f'.repeat(64), texts: scene.texts }),
      'which',
    );
  });

  it('to a team and settings that were changed', () => {
    const given = roles.flatMap((role) => PEOPLE.map((user) => ({ type: 'role_given', role, user }) as const));
    const gone = roles.flatMap((role) => PEOPLE.map((user) => ({ type: 'role_taken', role, user: `${user}X` }) as const));
    const restaffed = { type: 'restaffed', operator: PEOPLE[0], backup: PEOPLE[1] } as const;
    const team = teamChanged(asking, [...given, ...gone, restaffed], scene.migration);
    expect(checkMessage({ text: 'a', blocks: team.blocks })).toEqual([]);
    expect(blocksTooLong(team.blocks)).toBe(false);
    const set = Object.entries(LONGEST_SETTINGS).map(([key, value]) => ({ type: 'setting_set', key, value }) as const);
    const all = [...set, { type: 'setting_set', key: 'approval', value: 'solo' } as const];
    const changed = settingsChanged(asking, all);
    expect(checkMessage({ text: 'a', blocks: changed.blocks })).toEqual([]);
    expect(blocksTooLong(changed.blocks)).toBe(false);
  });

  it('to who asks for windows: found, none to be found, without a history, and where it could not be read', () => {
    const chats = chatsOf({ perHour: (ms) => usual(hourOfWeek(ms), 4), meanMinutes: 12, weeks: 8 }, 7);
    const history = {
      tally: tallyOf(chats),
      cursor: { time: 0, id: undefined },
      reading: false,
      readAt: LATELY,
      brandOf: {},
      closed: undefined,
    } as const;
    const facts = (change: Partial<Gathered>): Gathered => ({
      history,
      report: reportOf(LARGE),
      operator: PEOPLE[0],
      operatorZone: 'America/Argentina/ComodRivadavia',
      backup: { user: PEOPLE[1] ?? '', zone: 'America/Argentina/ComodRivadavia' },
      ownHolidays: 60,
      country: 'KR',
      zone: 'Asia/Seoul',
      now: LATELY,
      holidays: new Set(),
      taken: [],
      nights: [],
      brands: HOSTS.length,
      rules: windowRules({}),
      ...change,
    });
    const frozen = windowRules({ 'black-outs': '2026-11-01..2027-12-31' });
    const cases = [facts({}), facts({ history: undefined, operator: undefined }), facts({ rules: frozen }), facts({ brands: 60 })];
    const brands = HOSTS.map((host) => `${plain(NAME)} ${host}`).slice(0, 8);
    const kinds = new Set<string>();
    for (const gathered of cases) {
      const offer = offerOf({ ...gathered, count: 9 });
      kinds.add(`${offer.choice.kind} ${offer.forecast.kind}`);
      for (const from of [0, 3, 6, 9])
        for (const failed of from === 0 ? [undefined, ...unknownReasons] : [undefined])
          taken(
            windowsMessage({ ...asking, gathered, offer, from, zone: 'Europe/Vilnius', brands, failed }),
            `windows from ${from}, ${failed}`,
          );
      const alt = heatMapAlt({ week: offer.week, text: scene.texts.windows.picture });
      expect(alt.length).toBeLessThanOrEqual(1000);
    }
    expect([...kinds].sort()).toEqual(['found known', 'found none', 'none known']);
  });

  it('in the channel, where it is told once', () => {
    const events = eventsOf(...told);
    const last = events.at(-1);
    for (const dayBefore of [true, false]) for (const each of [scene, nobody]) taken(kickoffMessage(dayBefore, each), 'kickoff');
    for (const { channel } of scene.migration.shares) taken(linksMessage(channel, scene), 'links');
    for (const mark of marks) taken(comparedMessage(mark, TICKETS, scene), 'compared');
    if (last === undefined) throw new Error('no event');
    for (const because of cancelReasons) taken(endMessage(because, REASON, last, scene), because);
    const plan = plannedNight.flatMap((each) => (each.type === 'scheduled' ? [each.plan] : []))[0];
    if (plan === undefined) throw new Error('no plan');
    taken(
      rehearsalEndMessage(plain(REASON), { ...plan, rehearsalOf: { account: 'p'.repeat(63), subdomain: HOSTS[0] ?? HOST } }, scene),
      'a rehearsal',
    );
    expect(FAR.length).toBeGreaterThan(0);
  });

  /** As it is uploaded: a picture is drawn only then. */
  async function fileOf({ file, picture }: Post): Promise<SlackFile> {
    if (file === undefined) throw new Error('no file');
    return picture === undefined ? file(scene) : { ...file(scene), content: await picture(scene) };
  }

  it('in files beside the posts', async () => {
    const posts = postsOf(eventsOf(...told, { type: 'finished', remaining: [...HOSTS] }), scene.migration);
    const files = await Promise.all(
      posts.flatMap((post) => {
        if (post.file === undefined) return [];
        taken(post.draw(scene), post.key);
        return [fileOf(post)];
      }),
    );
    expect(files.length).toBeGreaterThan(1);
    for (const file of files) fileTaken(file);
  });

  it('below the fields of a form: never empty, never with marks that Slack does not draw there', async () => {
    const errors = new Set<string>();
    for (const view of views) {
      const stage = await stageOf(language, told);
      for (const typed of [undefined, '', NAME])
        for (const plan of [undefined, scene.migration.scheduled?.version])
          for (const user of [MINA, GUEST, PEOPLE[0] ?? '']) {
            const press = {
              account: scene.key,
              brand: HOSTS[0],
              item: 'agents-share-agent-workspace',
              statement: statements[0],
              of: 'f'.repeat(64),
              ...(plan === undefined ? {} : { plan }),
            };
            const request = { ...stage.request({ user }), press, value: () => typed, users: () => [GUEST] };
            const wrong = await view.submit(request, stage.parts);
            for (const message of stage.answers.splice(0)) taken(message, view.callbackId);
            for (const [field, text] of Object.entries(wrong ?? {})) {
              expect(text.trim(), `${view.callbackId} ${field}`).not.toBe('');
              expect(text, `${view.callbackId} ${field}`).not.toMatch(/<[@#!]|\*|`/);
              errors.add(`${view.callbackId} ${field}`);
            }
          }
    }
    expect(errors.size).toBeGreaterThan(6);
    const whys = ['form', 'twice', 'not_seen', 'no_group', 'no_account', 'not_sandbox'] as const;
    for (const { key } of settings)
      for (const why of whys) expect(fieldError(wrongText(key, { ok: false, why, word: NAME }, asking))).not.toMatch(/<[@#!]|\*|`/);
  });
});

it('leaves out no message, modal or view: each that is drawn somewhere is named in these tests', () => {
  const folder = join(import.meta.dirname, '../../src/slack');
  const drawn = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.ts'))
    .flatMap((path) => [
      ...readFileSync(join(folder, path), 'utf8').matchAll(/^export (?:async )?(?:function|const) (\w+(?:Messages?|Modal|View))\b/gm),
    ])
    .map(([, name]) => name ?? '');
  expect(drawn.length).toBeGreaterThan(25);
  const named = ['every-message.test.ts', 'every-answer.test.ts']
    .map((file) => readFileSync(join(import.meta.dirname, file), 'utf8'))
    .join('\n');
  // Finds a view by its name and draws none.
  const others = ['findView'];
  expect(drawn.filter((name) => !others.includes(name) && !new RegExp(`\\b${name}\\(`).test(named))).toEqual([]);
});
