import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { childrenOf, isItemId, itemById, items } from '../../src/checklist/items/items.ts';
import { linkTo } from '../../src/checklist/items/links.ts';
import { questionIds, questions } from '../../src/checklist/items/questions.ts';
import { stepIds } from '../../src/cutover/step-ids.ts';
import { itemTexts as itemsEn } from '../../src/slack/locales/items/en.ts';
import { itemTexts as itemsKo } from '../../src/slack/locales/items/ko.ts';
import { questionTexts as questionsEn } from '../../src/slack/locales/questions/en.ts';
import { questionTexts as questionsKo } from '../../src/slack/locales/questions/ko.ts';
import { stepTexts as stepsEn } from '../../src/slack/locales/steps/en.ts';
import { stepTexts as stepsKo } from '../../src/slack/locales/steps/ko.ts';

interface BothLanguages {
  readonly en: string;
  readonly ko: string;
}

interface ProcedureItem {
  readonly id: string;
  readonly kind: string;
  readonly section: string;
  readonly parentId: string | null;
  readonly phase: string;
  readonly title: BothLanguages;
  readonly links: readonly BothLanguages[];
  readonly owner: string;
  readonly helpers: readonly string[];
  readonly dependsOn: readonly string[];
  readonly gate: string | null;
  readonly check: { readonly mode: string };
  readonly blocking: string;
  readonly adminPath: BothLanguages | null;
}

interface Procedure {
  readonly items: readonly ProcedureItem[];
  readonly runbook: readonly { readonly steps: readonly { readonly id: string }[] }[];
  readonly evaluationChecklist: {
    readonly questions: readonly {
      readonly id: string;
      readonly part: string;
      readonly question: BothLanguages;
      readonly remarkIfYes: string;
    }[];
  };
}

const source = new URL('../../../shared/procedure.json', import.meta.url);

function readProcedure(): Procedure | undefined {
  if (!existsSync(source)) return undefined;
  // The procedure's own page describes these fields; a missing one fails the comparison below.
  return JSON.parse(readFileSync(source, 'utf8')) as Procedure;
}

const procedure = readProcedure();

/** A path to click as it is shown. */
function shown(path: string | undefined): string | undefined {
  return path?.replaceAll(' > ', ' › ');
}

describe.skipIf(procedure === undefined)('the checklist beside the procedure it was taken from', () => {
  const theirs = procedure?.items ?? [];

  it('holds every item in the same order', () => {
    expect(items.map(({ id }) => id)).toEqual(theirs.map(({ id }) => id));
  });

  it('says the same of every item', () => {
    const ours = items.map((item) => ({ ...item, parent: item.parent, word: undefined, articles: undefined }));
    expect(ours).toEqual(
      theirs.map((item) => ({
        id: item.id,
        section: item.section,
        kind: item.kind,
        parent: item.parentId ?? undefined,
        phase: item.phase,
        owner: item.owner,
        helpers: item.helpers,
        blocking: item.blocking,
        gate: item.gate ?? undefined,
        mode: item.check.mode,
        word: undefined,
        dependsOn: item.dependsOn,
        articles: undefined,
      })),
    );
  });

  it('links to the same pages in both languages', () => {
    const ours = items.map(({ articles }) => articles.map((article) => ({ en: linkTo(article, 'en'), ko: linkTo(article, 'ko') })));
    expect(ours).toEqual(theirs.map(({ links }) => links.map(({ en, ko }) => ({ en, ko }))));
  });

  it('bears the titles and the places to click word for word', () => {
    const ours = items.map(({ id }) => [itemsEn[id].title, itemsKo[id].title, itemsEn[id].place, itemsKo[id].place]);
    expect(ours).toEqual(theirs.map(({ title, adminPath }) => [title.en, title.ko, shown(adminPath?.en), shown(adminPath?.ko)]));
  });

  it('walks the same steps in the same order, and three beside them: a swap taken back, and the two apps', () => {
    const own = ['rb-0-swap-back', 'rb-15p-android', 'rb-15p-ios'];
    expect(stepIds.filter((id) => own.includes(id))).toEqual(own);
    expect(stepIds.filter((id) => !own.includes(id))).toEqual(procedure?.runbook.flatMap(({ steps }) => steps.map(({ id }) => id)));
  });

  it('asks the same questions word for word', () => {
    const ours = questions.map(({ id, scale }) => [
      id,
      scale,
      questionsEn[id].question,
      questionsKo[id].question,
      questionsEn[id].remarkIfYes,
    ]);
    const asked = procedure?.evaluationChecklist.questions ?? [];
    expect(ours).toEqual(asked.map(({ id, part, question, remarkIfYes }) => [id, part === 'scale', question.en, question.ko, remarkIfYes]));
  });
});

describe('the checklist by itself', () => {
  it('holds 104 items, 49 steps and 12 questions, each id once among all of them', () => {
    const ids = [...items.map(({ id }) => id), ...stepIds, ...questionIds];
    expect([items.length, stepIds.length, questionIds.length]).toEqual([104, 49, 12]);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('names only items it has as parents and as what comes first', () => {
    const named = items.flatMap(({ parent, dependsOn }) => [...(parent === undefined ? [] : [parent]), ...dependsOn]);
    expect(named.filter((id) => !isItemId(id))).toEqual([]);
  });

  it('never waits for itself', () => {
    const reaches = (from: string, to: string): boolean =>
      (itemById(from)?.dependsOn ?? []).some((next) => next === to || reaches(next, to));
    expect(items.filter(({ id }) => reaches(id, id))).toEqual([]);
  });

  it('gives every item that blocks a gate, and no gate to one that does not', () => {
    expect(items.filter(({ blocking, gate }) => (blocking === 'no') !== (gate === undefined))).toEqual([]);
  });

  it('takes a word for every item but those that only the interface decides', () => {
    expect(items.filter(({ mode, word }) => (mode === 'api') !== (word === undefined))).toEqual([]);
  });

  it('finds items and their children', () => {
    expect(itemById('migrate-agents-offline')?.parent).toBe('migrate-important-notice');
    expect(itemById('no-such-item')).toBeUndefined();
    expect(childrenOf('migrate-important-notice').map(({ id }) => id)).toEqual([
      'migrate-close-active-chats',
      'migrate-agents-offline',
      'migrate-note-pending-tickets',
      'migrate-low-traffic-window',
    ]);
  });
});

/** Every sentence of a language with the place it stands in. */
function lines(...texts: readonly object[]): readonly (readonly [string, string])[] {
  return texts.flatMap((table) =>
    Object.entries(table).flatMap(([id, text]) =>
      Object.entries(text as Readonly<Record<string, string>>).map(([field, line]) => [`${id}.${field}`, line] as const),
    ),
  );
}

describe('the texts of the checklist', () => {
  const english = lines(itemsEn, stepsEn, questionsEn);
  const korean = lines(itemsKo, stepsKo, questionsKo);

  it('is English in English and Korean in Korean', () => {
    expect(english.filter(([, line]) => /\p{Script=Hangul}/u.test(line))).toEqual([]);
    expect(korean.filter(([, line]) => !/\p{Script=Hangul}/u.test(line))).toEqual([]);
  });

  it('has the same lines and the same brand in both', () => {
    const outline = (all: typeof english) => all.map(([at, line]) => `${at} ${line.includes('{brand}')}`);
    expect(outline(korean)).toEqual(outline(english));
  });

  it('says nothing empty, nothing doubled and nothing in the words of the code', () => {
    expect([...english, ...korean].filter(([, line]) => line.trim() === '' || line !== line.trim() || line.includes('  '))).toEqual([]);
    expect(english.filter(([, line]) => /\bunknown\b|\bundefined\b|\bhuman\b|GET \/api/.test(line))).toEqual([]);
  });

  it('keeps one Korean style and one word for one thing', () => {
    expect(korean.filter(([, line]) => /상담원|라이브 챗|메세지|십시오|(?:해|예|에|어|아)요[.]/.test(line))).toEqual([]);
    expect(korean.filter(([, line]) => line.includes('보류') && !/티켓|상태|해결|신규/.test(line))).toEqual([]);
  });

  it('fits where it is shown', () => {
    const tooLong = (texts: readonly (readonly [string, string])[], field: string, most: number) =>
      texts.filter(([at, line]) => at.endsWith(`.${field}`) && line.length > most);
    expect(tooLong(lines(itemsEn, itemsKo), 'title', 150)).toEqual([]);
    expect(tooLong(lines(itemsEn, itemsKo), 'risk', 200)).toEqual([]);
    expect(tooLong(lines(stepsEn, stepsKo), 'title', 60)).toEqual([]);
    expect(tooLong(lines(stepsEn, stepsKo), 'button', 24)).toEqual([]);
  });

  it('warns where a click has no way back', () => {
    expect(stepsEn['rb-0-click'].ask).toMatch(/only \{brand\}.*cannot be undone and ends all running chats/);
    expect(stepsKo['rb-0-click'].ask).toMatch(/\{brand\}만.*되돌릴 수 없으며 진행 중인 채팅이 모두 종료됩니다/);
    expect(stepsEn['rb-7d-activate'].ask).toMatch(/Web Widget \(Classic\)” must stay unselected/);
    expect(stepsKo['rb-7d-activate'].ask).toMatch(/반드시 선택하지 않은 상태/);
  });
});
