import type { ItemId } from '../../checklist/items/items.ts';
import type { QuestionId } from '../../checklist/items/questions.ts';
import type { StepId } from '../../cutover/step-ids.ts';
import { common as commonEn } from './common/en.ts';
import { common as commonKo } from './common/ko.ts';
import type { CommonText } from './common/text.ts';
import { cutover as cutoverEn } from './cutover/en.ts';
import { cutover as cutoverKo } from './cutover/ko.ts';
import { practice as practiceEn } from './cutover/practice/en.ts';
import { practice as practiceKo } from './cutover/practice/ko.ts';
import type { PracticeText } from './cutover/practice/text.ts';
import type { CutoverText } from './cutover/text.ts';
import { access as accessEn } from './findings/access/en.ts';
import { access as accessKo } from './findings/access/ko.ts';
import type { AccessText } from './findings/access/text.ts';
import { findings as findingsEn } from './findings/en.ts';
import { hintTexts as hintsEn } from './findings/hints/en.ts';
import { hintTexts as hintsKo } from './findings/hints/ko.ts';
import type { HintTexts } from './findings/hints/text.ts';
import { findings as findingsKo } from './findings/ko.ts';
import { sightTexts as sightsEn } from './findings/sights/en.ts';
import { sightTexts as sightsKo } from './findings/sights/ko.ts';
import type { SightTexts } from './findings/sights/text.ts';
import type { FindingTexts } from './findings/text.ts';
import { itemTexts as itemsEn } from './items/en.ts';
import { itemTexts as itemsKo } from './items/ko.ts';
import type { ItemText } from './items/text.ts';
import { people as peopleEn } from './people/en.ts';
import { people as peopleKo } from './people/ko.ts';
import type { PeopleText } from './people/text.ts';
import { windows as windowsEn } from './people/windows/en.ts';
import { windows as windowsKo } from './people/windows/ko.ts';
import type { WindowsText } from './people/windows/text.ts';
import { questionTexts as questionsEn } from './questions/en.ts';
import { questionTexts as questionsKo } from './questions/ko.ts';
import type { QuestionText } from './questions/text.ts';
import { refusals as refusalsEn } from './refusals/en.ts';
import { refusals as refusalsKo } from './refusals/ko.ts';
import type { RefusalText } from './refusals/text.ts';
import { status as statusEn } from './status/en.ts';
import { status as statusKo } from './status/ko.ts';
import type { StatusText } from './status/text.ts';
import { stepTexts as stepsEn } from './steps/en.ts';
import { stepTexts as stepsKo } from './steps/ko.ts';
import type { StepText } from './steps/text.ts';
import { work as workEn } from './work/en.ts';
import { work as workKo } from './work/ko.ts';
import type { WorkText } from './work/text.ts';

export const languages = ['en', 'ko'] as const;
export type Language = (typeof languages)[number];

/** Everything the bot can say, in one language. A language that lacks one line does not compile. */
export interface Texts {
  readonly language: Language;
  readonly common: CommonText;
  readonly items: Readonly<Record<ItemId, ItemText>>;
  readonly steps: Readonly<Record<StepId, StepText>>;
  readonly questions: Readonly<Record<QuestionId, QuestionText>>;
  readonly findings: FindingTexts;
  /** What was seen beside the items that a person decides. */
  readonly hints: HintTexts;
  /** What a finding or a step rests on. */
  readonly sights: SightTexts;
  /** What Zendesk lets Ferry see. */
  readonly access: AccessText;
  readonly refusals: RefusalText;
  /** Status, why, accounts, home. */
  readonly status: StatusText;
  /** Sign-offs, plan, gate, board, posts. */
  readonly cutover: CutoverText;
  /** Drills, rehearsals, and what they took. */
  readonly practice: PracticeText;
  /** Checklist, item modals, sharing, after-care, report. */
  readonly work: WorkText;
  /** Help, team, settings, accounts, connecting. */
  readonly people: PeopleText;
  /** The choice of quiet windows, its picture, its calendar file and its score. */
  readonly windows: WindowsText;
}

const en: Texts = {
  language: 'en',
  common: commonEn,
  items: itemsEn,
  steps: stepsEn,
  questions: questionsEn,
  findings: findingsEn,
  hints: hintsEn,
  sights: sightsEn,
  access: accessEn,
  refusals: refusalsEn,
  status: statusEn,
  cutover: cutoverEn,
  practice: practiceEn,
  work: workEn,
  people: peopleEn,
  windows: windowsEn,
};

const ko: Texts = {
  language: 'ko',
  common: commonKo,
  items: itemsKo,
  steps: stepsKo,
  questions: questionsKo,
  findings: findingsKo,
  hints: hintsKo,
  sights: sightsKo,
  access: accessKo,
  refusals: refusalsKo,
  status: statusKo,
  cutover: cutoverKo,
  practice: practiceKo,
  work: workKo,
  people: peopleKo,
  windows: windowsKo,
};

const byLanguage: Readonly<Record<Language, Texts>> = { en, ko };

export function textsIn(language: Language): Texts {
  return byLanguage[language];
}

/** `ko-KR` and the like are Korean; whatever we do not speak is answered in English. */
export function languageOf(locale: string | undefined): Language {
  return locale?.toLowerCase().startsWith('ko') ? 'ko' : 'en';
}
