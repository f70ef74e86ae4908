import type { ModalView } from '@slack/types';
import { describe, expect, it } from 'vitest';
import { checkMessage, checkView } from '../../playground/slack/validate/payloads.ts';
import { checks } from '../../src/checklist/checks/checks.ts';
import { itemState } from '../../src/checklist/item-state.ts';
import { itemById, items } from '../../src/checklist/items/items.ts';
import { questionIds } from '../../src/checklist/items/questions.ts';
import type { Readings } from '../../src/checklist/readings.ts';
import { subdomain } from '../../src/migration/account.ts';
import type { Happening, TicketState } from '../../src/migration/events.ts';
import { unknownReasons } from '../../src/migration/finding.ts';
import { RUNBOOK_VERSION } from '../../src/migration/plan.ts';
import { HOUR_MS, later } from '../../src/migration/time.ts';
import type { Action } from '../../src/slack/actions/action.ts';
import { itemActions } from '../../src/slack/actions/item/item.ts';
import { linkActions } from '../../src/slack/actions/links.ts';
import { checklistMessages, contextOf } from '../../src/slack/blocks/checklist.ts';
import { itemBlocks, itemLine } from '../../src/slack/blocks/item.ts';
import { checkedMessage, checklistCommands } from '../../src/slack/commands/checklist.ts';
import { afterMessage, workCommands } from '../../src/slack/commands/work.ts';
import { findings as findingsEn } from '../../src/slack/locales/findings/en.ts';
import { findings as findingsKo } from '../../src/slack/locales/findings/ko.ts';
import type { Language } from '../../src/slack/locales/texts.ts';
import { reportMarkdown } from '../../src/slack/posts/report.ts';
import type { Press } from '../../src/slack/request/press.ts';
import type { Scene } from '../../src/slack/request/request.ts';
import { answerQuestions, answerQuestionsModal } from '../../src/slack/views/answer-questions.ts';
import { waiveItem, waiveItemModal } from '../../src/slack/views/waive-item.ts';
import { type Message, SlackRefused } from '../../src/slack/web/port.ts';
import { triggers } from '../checklist/contexts.ts';
import {
  ACME,
  AGENTS,
  actionIdsIn,
  allWell,
  aScene,
  aStage,
  eventsOf,
  GUEST,
  HOST,
  JOON,
  MINA,
  NOW,
  type RequestOptions,
  readIn,
  SOFIA,
  type Stage,
  saw,
  wordsOf,
} from '../support/scene.ts';

const both: readonly Language[] = ['en', 'ko'];
const LONG = 'n'.repeat(200);
const allSections = [undefined, 'before', 'prepare-requirements', 'prepare-agents', 'migrate', 'after', 'resources'] as const;

/** Everything applies, everybody has long names, and nothing is well. */
const crowded: Readings = {
  ...allWell,
  settings: saw(
    { agentWorkspace: false, chat: true, omnichannelRouting: undefined, unifiedStatuses: undefined },
    'GET /api/v2/account/settings',
  ),
  brands: saw(
    Array.from({ length: 50 }, (_, index) => ({
      id: index,
      name: LONG,
      subdomain: subdomain(`${'b'.repeat(60)}${index}`) ?? HOST,
      active: true,
      isDefault: index === 0,
      hasHelpCenter: true,
      helpCenterState: 'enabled' as const,
    })),
    'GET /api/v2/brands',
  ),
  articles: { [HOST]: saw({}, 'GET /api/v2/help_center/articles') },
  groups: saw(
    Array.from({ length: 50 }, (_, id) => ({ id, name: LONG })),
    'GET /api/v2/groups',
  ),
  chatAgents: saw([], 'GET /api/v2/chat/agents'),
  shares: saw(
    Array.from({ length: 50 }, (_, index) => ({ channel: `C0AGENTS${index}`, members: 5000, read: index })),
    'conversations.members',
  ),
};
const everyAnswer: Happening = { type: 'questions_answered', answers: Object.fromEntries(questionIds.map((id) => [id, 'yes'])) };
const wide: readonly Happening[] = [everyAnswer, { type: 'setting_set', key: 'channels', value: 'web,android,ios' }];
const worst: Readonly<Record<string, readonly Happening[]>> = {
  open: wide,
  assigned: [...wide, ...items.map(({ id }): Happening => ({ type: 'item_assigned', item: id, user: MINA, due: '2026-01-01' }))],
  said: [...wide, ...items.map(({ id }): Happening => ({ type: 'item_said', item: id, note: LONG }))],
  waived: [...wide, ...items.map(({ id }): Happening => ({ type: 'item_waived', item: id, reason: '<&>'.repeat(500) }))],
};

const plan = {
  opensAt: later(NOW, 100 * HOUR_MS),
  closesAt: later(NOW, 101 * HOUR_MS),
  timeZone: 'Asia/Seoul',
  brands: [{ subdomain: HOST, path: 'convert' as const }],
  operator: MINA,
  runbookVersion: RUNBOOK_VERSION,
};
const compared = (mark: 'T+2m' | 'T+15m', ...states: readonly TicketState[]): Happening => ({
  type: 'tickets_compared',
  mark,
  tickets: states.map((now, index) => ({ id: 900 + index, now })),
});

function lineFor(id: string, scene: Scene): string {
  const item = itemById(id);
  if (item === undefined) throw new Error(`No item ${id}`);
  return itemLine(itemState(item, contextOf(scene)), scene);
}

function expectFits({ text, blocks }: Message): void {
  expect(checkMessage({ text, blocks })).toEqual([]);
  expect(blocks.length).toBeLessThanOrEqual(50);
  expect(readIn(blocks).reduce((sum, each) => sum + each.length, 0)).toBeLessThanOrEqual(12_000);
  for (const each of readIn(blocks)) expect(each.length).toBeLessThanOrEqual(3000);
  const ids = actionIdsIn(blocks);
  expect(new Set(ids).size).toBe(ids.length);
}

/** Four words of Latin letters in a row are a sentence; names of products and menus are shorter. */
const ENGLISH = /(?:\b[a-zA-Z][a-z’']+[ ,]+){3}[a-z]{2,}/;
const HANGUL = /[ㄱ-힣]/;

function expectLanguage(language: Language, texts: readonly string[]): void {
  expect(wordsOf(texts)).not.toMatch(language === 'en' ? HANGUL : ENGLISH);
}

async function type(stage: Stage, command: string, options: RequestOptions = {}): Promise<string> {
  const [name, ...words] = command.split(' ');
  const found = [...checklistCommands, ...workCommands].find((each) => each.name === name);
  if (found === undefined) throw new Error(`No command ${name}`);
  await found.run(stage.request({ ...options, words: words.join(' ') }), stage.parts);
  return stage.answers.at(-1)?.text ?? '';
}

async function press(stage: Stage, actionId: string, value: Omit<Press, 'account'> = {}, options: RequestOptions = {}): Promise<string> {
  const all: readonly Action[] = [...itemActions, ...linkActions];
  const action = all.find(({ prefix }) => prefix === actionId.split(':')[0]);
  if (action === undefined) throw new Error(`No action ${actionId}`);
  await action.run(
    { ...stage.request(options), press: { account: ACME, ...value }, actionId, message: { channel: AGENTS, ts: '1.2' } },
    stage.parts,
  );
  return stage.answers.at(-1)?.text ?? '';
}

describe.each(both)('the checklist in %s', (language) => {
  it.each(Object.entries(worst))('stays within the limits with everything %s', (_name, told) => {
    for (const section of allSections) {
      for (const readings of [crowded, undefined]) {
        const messages = checklistMessages(aScene({ language, told, ...(readings ? { readings } : {}) }), section);
        expect(messages.length).toBeLessThanOrEqual(4);
        for (const message of messages) expectFits(message);
      }
    }
  });

  it('shows every item that applies once, with its id to type', () => {
    for (const told of Object.values(worst)) {
      const scene = aScene({ language, told, readings: crowded });
      const shown = readIn(checklistMessages(scene, undefined).flatMap(({ blocks }) => blocks)).join('\n');
      for (const item of items) {
        const state = itemState(item, contextOf(scene));
        if (item.kind === 'article' || state.status === 'not_applicable') continue;
        const parent = itemById(item.parent ?? '');
        if (parent && itemState(parent, contextOf(scene)).status === 'not_applicable') continue;
        expect(shown.split(`\`${item.id}\``)).toHaveLength(2);
      }
    }
  });

  it('speaks one language', () => {
    for (const told of [[], ...Object.values(worst)]) {
      for (const readings of [undefined, allWell, crowded]) {
        const scene = aScene({ language, told, ...(readings ? { readings } : {}) });
        for (const section of allSections)
          expectLanguage(
            language,
            checklistMessages(scene, section).flatMap(({ text, blocks }) => [text, ...readIn(blocks)]),
          );
      }
    }
  });

  it('has a sentence for every finding and every reason', () => {
    const texts = language === 'en' ? findingsEn : findingsKo;
    const spoken = checks.map(({ id }) => texts[id].ready);
    const { work } = aScene({ language }).texts;
    expectLanguage(language, [...spoken, ...unknownReasons.map((why) => work.item.unknown(why))]);
    expect(new Set(unknownReasons.map((why) => work.item.unknown(why))).size).toBe(unknownReasons.length);
  });

  it('draws the modals within the limits and in one language', () => {
    const scene = aScene({ language, told: [everyAnswer] });
    const views: readonly ModalView[] = [answerQuestionsModal(scene), ...items.map((item) => waiveItemModal(scene, item))];
    for (const view of views) {
      expect(checkView(view, ['modal'])).toEqual([]);
      expectLanguage(language, readIn(view));
    }
    expect(views[0]?.blocks.flatMap((block) => ('block_id' in block ? block.block_id : []))).toEqual(questionIds);
  });

  it('keeps after-care, the look and the report to one language and the limits', () => {
    const told: readonly Happening[] = [
      { type: 'scheduled', plan },
      { type: 'tickets_listed', tickets: [{ id: 900, status: 'open' }] },
      compared('T+2m', 'solved', 'missing'),
    ];
    const before = aScene({ language, told });
    const after = aScene({ language, told: [...told, ...wide], readings: crowded });
    for (const message of [
      afterMessage(after),
      afterMessage(aScene({ language })),
      checkedMessage(before, after),
      checkedMessage(after, after),
    ]) {
      expectFits(message);
      expectLanguage(language, [message.text, ...readIn(message.blocks)]);
    }
    expectLanguage(language, [reportMarkdown(after, eventsOf(...told, ...wide))]);
  });
});

/** A key page that calls nothing of the old widget. */
const PAGE = { status: 200, title: '', calls: [], unread: 0, snippetKey: undefined };

describe('one item', () => {
  it('says what was seen, with the request, the value and the age', () => {
    const line = lineFor('req-agent-workspace-enabled', aScene({ readings: allWell }));
    expect(line).toBe(
      ':large_green_circle: *Agent Workspace enabled* — the Agent Workspace is on\nseen 4 minutes ago: `GET /api/v2/account/settings` → Agent Workspace on',
    );
  });

  it('shows what was seen a day ago as too old, never as ready', () => {
    const old = {
      ...allWell,
      settings: saw(
        { agentWorkspace: true, chat: true, omnichannelRouting: false, unifiedStatuses: false },
        'GET /api/v2/account/settings',
        later(NOW, -25 * HOUR_MS),
      ),
    };
    const line = lineFor('req-agent-workspace-enabled', aScene({ readings: old }));
    expect(line).toContain(':white_circle:');
    expect(line).toContain('too long ago to pass a gate');
  });

  it.each([
    [
      'agents-share-agent-workspace',
      { ...allWell, shares: saw([{ channel: AGENTS, members: 14, read: 2 }], 'conversations.members') },
      'but too few members of the Slack channel have read the links, and that counts',
      'Slack 채널 멤버 중 링크를 읽은 사람이 아직 부족해 인정되지 않음',
    ],
    [
      'web-csp-allows-messaging',
      {
        ...allWell,
        pages: { 'https://shop.example/': saw({ ...PAGE, gaps: [{ directive: 'script-src', host: 'https://x' }] }, 'GET page') },
      },
      'but the page itself shows otherwise, and that counts',
      '실제 웹 페이지 내용과 달라 인정되지 않음',
    ],
    [
      'req-people-with-rights',
      allWell,
      'but nobody is named for that duty in `/migrate team`, and that counts',
      '`/migrate team`에 해당 담당자가 지정되지 않아 인정되지 않음',
    ],
  ] as const)('says what it is that counts before a word, where that is not Zendesk: %s', (item, readings, english, korean) => {
    const told: readonly Happening[] = [{ type: 'item_said', item }];
    const inEnglish = lineFor(item, aScene({ readings, told }));
    expect(inEnglish).toContain(english);
    expect(inEnglish).not.toContain('Zendesk shows');
    expect(lineFor(item, aScene({ language: 'ko', readings, told }))).toContain(korean);
  });

  it('keeps a word apart from what was seen, and says that what was seen counts', () => {
    const off = {
      ...allWell,
      settings: saw(
        { agentWorkspace: false, chat: true, omnichannelRouting: false, unifiedStatuses: false },
        'GET /api/v2/account/settings',
      ),
    };
    const told: readonly Happening[] = [{ type: 'item_said', item: 'req-agent-workspace-enabled', note: 'I <b>saw</b> it' }];
    const line = lineFor('req-agent-workspace-enabled', aScene({ readings: off, told }));
    expect(line).toContain('the Agent Workspace is off');
    expect(line).toContain(`said by <@${MINA}> 60 minutes ago: “I &lt;b&gt;saw&lt;/b&gt; it” · but Zendesk shows otherwise`);
  });

  it('says why something is unknown and whose word may stand in', () => {
    const none = {
      ...allWell,
      settings: { status: 'unknown', why: 'token_refused', asked: 'GET /api/v2/account/settings', at: NOW } as const,
    };
    const line = lineFor('req-agent-workspace-enabled', aScene({ readings: none }));
    expect(line).toContain(':white_circle: *Agent Workspace enabled* — could not be looked up: Zendesk refused the token');
    expect(line).toContain("a person's word counts: admin");
  });

  it('names who waived it and why', () => {
    const line = lineFor('test-cases', aScene({ told: [{ type: 'item_waived', item: 'test-cases', reason: 'done last year' }] }));
    expect(line).toBe(`:heavy_minus_sign: *Run the test cases* — waived\nwaived by <@${MINA}> 60 minutes ago: “done last year”`);
  });

  it('names the person and the day it is due, and says when that day has passed', () => {
    const due = (day: string) =>
      lineFor(
        'agents-training-session',
        aScene({ told: [{ type: 'item_assigned', item: 'agents-training-session', user: SOFIA, due: day }] }),
      );
    expect(due('2026-11-26')).toContain(`<@${SOFIA}> · due Thu 26 Nov`);
    expect(due('2026-11-24')).toContain('due Tue 24 Nov');
    expect(due('2026-11-20')).toContain('overdue since Fri 20 Nov');
  });

  it('offers only the buttons that would do something', () => {
    const idsOf = (id: string, scene: Scene) => {
      const item = itemById(id);
      return item ? actionIdsIn(itemBlocks(itemState(item, contextOf(scene)), scene, 'with_buttons')) : [];
    };
    const off = {
      ...allWell,
      settings: saw(
        { agentWorkspace: false, chat: true, omnichannelRouting: false, unifiedStatuses: false },
        'GET /api/v2/account/settings',
      ),
    };
    expect(idsOf('agents-training-session', aScene())).toEqual(['item_done:agents-training-session', 'item_waive:agents-training-session']);
    expect(idsOf('req-agent-workspace-enabled', aScene())).toEqual([
      'item_done:req-agent-workspace-enabled',
      'item_check:req-agent-workspace-enabled',
    ]);
    expect(idsOf('req-agent-workspace-enabled', aScene({ readings: off }))).toEqual(['item_check:req-agent-workspace-enabled']);
    expect(idsOf('req-agent-workspace-enabled', aScene({ readings: allWell }))).toEqual([]);
    expect(idsOf('migrate-close-active-chats', aScene())).toEqual([]);
    expect(idsOf('migrate-important-notice', aScene())).toEqual([]);
    expect(idsOf('before-evaluate-account', aScene())).toContain('questions_open');
    expect(idsOf('agents-share-agent-workspace', aScene())).toContain('links_share:agents-share-agent-workspace');
  });
});

describe('marking items', () => {
  it('records a word with its note, answers, and then moves the account on', async () => {
    const stage = await aStage();
    expect(await type(stage, 'done agents-training-session in two groups', { user: JOON })).toBe(
      '“Practice session with real clicks”: your word is recorded.',
    );
    expect((await stage.events()).at(-1)).toMatchObject({
      by: { slackUserId: JOON },
      happened: { type: 'item_said', item: 'agents-training-session', note: 'in two groups' },
    });
    expect(stage.settled).toEqual([ACME]);
  });

  it('does it once when it is pressed twice', async () => {
    const stage = await aStage();
    const value = { item: 'agents-training-session' };
    await press(stage, 'item_done:agents-training-session', value);
    const length = (await stage.events()).length;
    expect(await press(stage, 'item_done:agents-training-session', value)).toContain('was so already');
    expect(await stage.events()).toHaveLength(length);
    expect(stage.settled).toHaveLength(1);
  });

  it.each(both)('tells a person without the role who can, in %s', async (language) => {
    const stage = await aStage({ language });
    const length = (await stage.events()).length;
    for (const command of [
      'done agents-training-session',
      'waive agents-training-session x',
      'assign agents-training-session <@U0SOFIA01>',
      'check',
      'report',
      'share',
    ]) {
      expect(await type(stage, command, { user: GUEST })).toMatch(/<@U0(?:MINA|JOON)001>/);
      expectLanguage(language, [stage.answers.at(-1)?.text ?? '']);
    }
    expect(await stage.events()).toHaveLength(length);
  });

  it('answers “not yet” for an item of the night, and refuses to waive a hard one', async () => {
    const stage = await aStage();
    expect(await type(stage, 'done migrate-close-active-chats')).toContain('Not yet');
    expect(await type(stage, 'waive migrate-close-active-chats because')).toContain('cannot be waived');
    expect(await type(stage, 'done migrate-important-notice')).toContain('cannot be marked by hand');
    expect(stage.settled).toEqual([]);
  });

  it('names the nearest items for one that there is not', async () => {
    const stage = await aStage();
    expect(await type(stage, 'done agents-trainin-session')).toContain('Nearest: `agents-training-session`');
    expect(await type(stage, 'waive')).toContain('/migrate waive acme agents-training-session');
    expect(await type(stage, 'waive test-cases')).toContain('the reason');
    const [done] = checklistCommands.filter(({ name }) => name === 'done');
    expect(done?.ownWord('agents-trainin-session')).toBe(true);
    expect(done?.ownWord('acme-eu')).toBe(false);
  });

  it('takes a word back', async () => {
    const stage = await aStage({ told: [{ type: 'item_said', item: 'test-cases' }] });
    expect(await type(stage, 'undo test-cases')).toContain('taken back');
    expect(await type(stage, 'undo test-cases')).toContain('was so already');
  });

  it('assigns to a mention and a strict date only', async () => {
    const stage = await aStage();
    const nothing = (await stage.events()).length;
    for (const wrong of [
      '@sofia',
      '<@U0SOFIA01> 2026-02-30',
      '<@U0SOFIA01> 26.11.2026',
      '<@U0SOFIA01> 2026-11-23',
      '<@U0SOFIA01> 2026-12-01 please',
      '<@U0BOT0001>',
      '',
    ]) {
      await type(stage, `assign test-cases ${wrong}`.trim());
      expect(await stage.events()).toHaveLength(nothing);
    }
    expect(await type(stage, 'assign test-cases <@U0SOFIA01|sofia> 2026-12-01')).toContain(`<@${SOFIA}>`);
    expect((await stage.events()).at(-1)?.happened).toEqual({ type: 'item_assigned', item: 'test-cases', user: SOFIA, due: '2026-12-01' });
  });

  it.each(both)('does not waive what does not apply, and says what was seen (%s)', async (language) => {
    const triggersOff = saw([], 'GET /api/v2/chat/triggers');
    const stage = await aStage({ language, readings: { ...allWell, chatTriggers: triggersOff } });
    const sentence = language === 'en' ? 'does not apply' : '해당하지 않아';
    expect(await type(stage, 'waive chat-trigger-channel-edits agreed')).toMatch(new RegExp(`${sentence}.*\`0\``));
    await press(stage, 'item_waive:chat-trigger-channel-edits', { item: 'chat-trigger-channel-edits' });
    expect(stage.answers.at(-1)?.text).toContain(sentence);
    expect(stage.views).toEqual([]);
    // What rests on the record alone says so without a reading.
    expect(await type(stage, 'waive impact-proactive agreed')).toContain(sentence);
    expect((await stage.events()).some(({ happened }) => happened.type === 'item_waived')).toBe(false);
    const asked = await aStage({ language, readings: allWell });
    await type(asked, 'waive chat-trigger-channel-edits agreed');
    expect((await asked.events()).at(-1)?.happened).toMatchObject({ type: 'item_waived', item: 'chat-trigger-channel-edits' });
  });

  it('asks for the reason of a waiver only from somebody who may waive', async () => {
    const stage = await aStage();
    await press(stage, 'item_waive:test-cases', { item: 'test-cases' }, { user: JOON });
    expect(stage.views).toEqual([]);
    await press(stage, 'item_waive:test-cases', { item: 'test-cases' });
    expect(stage.views.map(({ callback_id }) => callback_id)).toEqual(['waive_item']);
    const submit = (reason: string) =>
      waiveItem.submit(
        { ...stage.request(), press: { account: ACME, item: 'test-cases' }, value: () => reason, users: () => [] },
        stage.parts,
      );
    expect(await submit('  ')).toEqual({ reason: 'A waiver needs a reason.' });
    expect(await submit('done last year')).toBeUndefined();
    expect((await stage.events()).at(-1)?.happened).toEqual({ type: 'item_waived', item: 'test-cases', reason: 'done last year' });
  });

  it('shows an unknown section what there is, and takes the full ids too', async () => {
    const stage = await aStage();
    expect(await type(stage, 'checklist agnts')).toContain('`requirements`');
    await type(stage, 'checklist PREPARE-AGENTS');
    expect(stage.answers.at(-1)?.blocks[0]).toMatchObject({ text: { text: 'acme · checklist · Agents' } });
  });

  it('answers a button of an item that is no more', async () => {
    const stage = await aStage();
    expect(await press(stage, 'item_done:gone', { item: 'gone' })).toContain('earlier plan');
  });
});

describe('looking again', () => {
  it('says that it has begun, what has changed, and what blocks', async () => {
    const stage = await aStage({
      readings: { ...allWell, groups: saw([], 'GET /api/v2/groups') },
      next: { ...allWell, triggers: triggers() },
    });
    await type(stage, 'check', { user: JOON });
    expect(stage.answers).toHaveLength(2);
    const told = readIn(stage.answers[1]?.blocks).join('\n');
    expect(told).toContain('~there is no group yet~ → every group that gets messaging tickets has a member with Chat access');
    expect(told).toContain('block the cutover');
    expect(stage.settled).toEqual([ACME]);
  });

  it('also answers without any Zendesk credential: unknown, and why', async () => {
    const none = { status: 'unknown', why: 'no_credential', asked: 'GET /api/v2/account/settings', at: NOW } as const;
    const stage = await aStage({ next: { settings: none } });
    await type(stage, 'check');
    expect(readIn(stage.answers[1]?.blocks).join('\n')).toContain('no credential is stored for that interface');
  });

  it('looks at one item again and says what it found', async () => {
    const stage = await aStage({ next: allWell });
    expect(await press(stage, 'item_check:req-agent-workspace-enabled', { item: 'req-agent-workspace-enabled' })).toContain(
      'it is settled',
    );
    expect(
      await press(stage, 'item_check:req-agent-workspace-enabled', { item: 'req-agent-workspace-enabled' }, { user: GUEST }),
    ).toContain('Only');
  });
});

describe('the 12 questions', () => {
  it('open for an admin or lead, and the answers say what needs the account representative', async () => {
    const stage = await aStage();
    await press(stage, 'questions_open', {}, { user: SOFIA });
    expect(stage.views).toEqual([]);
    await press(stage, 'questions_open', {}, { user: JOON });
    expect(stage.views).toHaveLength(1);
    const submit = () =>
      answerQuestions.submit(
        {
          ...stage.request({ user: JOON }),
          press: { account: ACME },
          value: (id) => (id === 'eval-q04-bans' ? 'yes' : id === 'eval-q05-authentication' ? 'unknown' : 'no'),
          users: () => [],
        },
        stage.parts,
      );
    expect(await submit()).toBeUndefined();
    expect(stage.answers.at(-1)?.text).toContain('1 yes, 1 not known');
    expect(readIn(stage.answers.at(-1)?.blocks).join('\n')).toContain('Do you ban users');
    const length = (await stage.events()).length;
    await submit();
    expect(await stage.events()).toHaveLength(length);
  });
});

describe('sharing the links', () => {
  const slack = { members: async () => [MINA, JOON, 'U0AGENT01'], find: async () => ({ kind: 'absent' }) as const };

  it('records the channel once, and anew only when asked to', async () => {
    const stage = await aStage({ slack });
    expect(await type(stage, 'share', { user: JOON })).toContain(`<#${AGENTS}>`);
    await stage.parts.store.savePost(ACME, {
      key: `links:${(await stage.events()).length}`,
      channel: AGENTS,
      ts: '1700000000.000100',
      sent: '',
      intendedAt: NOW,
    });
    expect(await type(stage, 'share')).toContain(`<https://slack.com/archives/${AGENTS}/p1700000000000100|That post>`);
    await type(stage, `share <#${AGENTS}|agents> again`);
    const shared = (await stage.events()).filter(({ happened }) => happened.type === 'links_shared');
    expect(shared.map(({ happened }) => happened)).toEqual([
      { type: 'links_shared', channel: AGENTS },
      { type: 'links_shared', channel: AGENTS },
    ]);
  });

  it('says how to invite Ferry and records nothing where it is not a member', async () => {
    for (const absent of [
      { ...slack, members: async () => Promise.reject(new SlackRefused('conversations.members', 'channel_not_found')) },
      { ...slack, find: async () => ({ kind: 'cannot_look', why: 'missing_scope' }) as const },
    ]) {
      const stage = await aStage({ slack: absent });
      const length = (await stage.events()).length;
      expect(await type(stage, 'share')).toContain('/invite @Ferry');
      expect(await stage.events()).toHaveLength(length);
    }
  });

  it('asks to pick a channel that Slack did not name, and to leave a direct message', async () => {
    const stage = await aStage({ slack });
    expect(await type(stage, 'share #agents')).toContain('pick a channel');
    expect(await type(stage, 'share', { channel: 'D0MINA001' })).toContain('a channel of your agents');
    expect(stage.settled).toEqual([]);
  });

  it('counts each full member of the channel once, with or without a role', async () => {
    const stage = await aStage({
      slack,
      told: [{ type: 'links_shared', channel: AGENTS }],
      next: { shares: saw([{ channel: AGENTS, members: 3, read: 1 }], 'conversations.members') },
    });
    const read = (user: string, options: RequestOptions = {}) => press(stage, 'links_read', { channel: AGENTS }, { user, ...options });
    expect(await read('U0AGENT01')).toBe('Thank you, it is recorded. 1 of 3 have read the links.');
    expect(await read('U0AGENT01')).toContain('counted already');
    expect(await read('U0OTHER01')).toContain('Only members');
    expect(await read(GUEST, { inside: false })).toContain('full members');
    expect((await stage.events()).filter(({ happened }) => happened.type === 'links_read')).toHaveLength(1);
  });
});

describe('after the cutover', () => {
  const told: readonly Happening[] = [
    { type: 'scheduled', plan },
    { type: 'tickets_listed', tickets: [{ id: 900, status: 'open' }] },
    compared('T+2m', 'pending', 'pending', 'open'),
    compared('T+15m', 'solved', 'solved', 'missing'),
  ];

  it('counts the tickets of each comparison and alarms for a missing one', () => {
    const shown = readIn(afterMessage(aScene({ told })).blocks).join('\n');
    expect(shown).toMatch(/:white_check_mark: 2 minutes after — 3 tickets compared .*: open 1, pending 2/);
    expect(shown).toMatch(/:red_circle: 15 minutes after — .*solved 2, missing 1/);
  });

  it('has the last night still after the account was put away and taken up again', async () => {
    const again: readonly Happening[] = [{ type: 'finished', remaining: [] }, { type: 'archived' }, { type: 'connected' }];
    const stage = await aStage({ told: [...told, ...again] });
    await type(stage, 'report', { user: SOFIA });
    expect(String(stage.uploads[1]?.file.content)).toBe('id,state\n900,solved\n901,solved\n902,missing\n');
    const shown = readIn(afterMessage(aScene({ told: [...told, ...again] })).blocks).join('\n');
    expect(shown).toMatch(/:red_circle: 15 minutes after — .*solved 2, missing 1/);
    // Put away once more, it is one night and not two.
    const { migration } = aScene({ told: [...told, ...again, { type: 'archived' }, { type: 'connected' }] });
    expect(migration.earlier).toHaveLength(1);
  });

  it('sends three files to the person alone, for people with a role', async () => {
    const stage = await aStage({ told: [...told, { type: 'setting_set', key: 'language', value: 'ko' }] });
    await type(stage, 'report', { user: SOFIA });
    expect(stage.uploads.map(({ channel, file }) => [channel, file.name])).toEqual([
      ['D0SOFIA01', 'acme-report.md'],
      ['D0SOFIA01', 'acme-tickets.csv'],
      ['D0SOFIA01', 'acme-events.jsonl'],
    ]);
    const [report, tickets, events] = stage.uploads.map(({ file }) => String(file.content));
    expect(report).toContain('# acme: 실시간 채팅에서 메시징으로');
    expect(tickets).toBe('id,state\n900,solved\n901,solved\n902,missing\n');
    expect(events?.trim().split('\n')).toHaveLength((await stage.events()).length);
    await type(stage, 'report', { user: GUEST });
    expect(stage.uploads).toHaveLength(3);
  });

  it('has every kind of event in the report, each with its person', () => {
    const scene = aScene({ told });
    const markdown = reportMarkdown(
      scene,
      eventsOf(...told, { type: 'widget_read', brand: HOST, widget: 'classic' }, { type: 'widget_read', brand: HOST, widget: 'classic' }),
    );
    expect(markdown.match(/widget of acme: Classic/g)).toHaveLength(1);
    expect(markdown).toContain(`<@${MINA}>: compared at T+15m: 2 solved, 1 missing`);
    expect(markdown).not.toMatch(/undefined|\[object/);
  });
});

describe('a word for what Ferry has to see itself', () => {
  const said: Happening = { type: 'item_said', item: 'route-view-for-messaging', note: 'it is there' };
  const line = (language: Language, readings: Readings) => {
    const scene = aScene({ language, told: [said], readings });
    const item = itemById('route-view-for-messaging');
    return item === undefined ? '' : itemLine(itemState(item, contextOf(scene)), scene);
  };
  const broken: Readings = {
    ...allWell,
    views: { status: 'unknown', why: 'unexpected_answer', asked: 'GET /api/v2/views/active', at: NOW },
  };

  it('says that it does not count, and what can be done instead', () => {
    expect(line('en', broken)).toMatch(/said by .*“it is there” · a word does not count here.* an admin waives it/);
    expect(line('ko', broken)).toContain('말로는 인정되지 않으며');
  });

  it('says no such thing where a word may stand in', () => {
    expect(
      line('en', { ...allWell, views: { status: 'unknown', why: 'no_interface', asked: 'GET /api/v2/views/active', at: NOW } }),
    ).not.toContain('does not count');
  });
});
