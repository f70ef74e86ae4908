import type { InputBlock, KnownBlock, ModalView, PlainTextOption } from '@slack/types';
import { type Answer, answersIn, type SeenAnswer, seenAnswers } from '../../checklist/items/answers.ts';
import { type QuestionId, questionIds } from '../../checklist/items/questions.ts';
import { type Decision, grant, may, type Person, refuse } from '../../migration/decisions.ts';
import type { Migration } from '../../migration/migration.ts';
import { refusal, sceneNow } from '../actions/item/change-item.ts';
import { context, cut, fitted, plain, section, sign } from '../blocks/frame.ts';
import type { Texts } from '../locales/texts.ts';
import type { SlackParts } from '../parts.ts';
import { pressValue } from '../request/press.ts';
import type { Scene } from '../request/request.ts';
import type { Message } from '../web/port.ts';
import type { View, ViewRequest } from './view.ts';

const CALLBACK = 'answer_questions';
const choices = ['yes', 'no', 'unknown'] as const;
type Answers = Readonly<Partial<Record<QuestionId, Answer>>>;

/** The 12 questions of Zendesk's evaluation: what Zendesk itself has answered is shown, the rest is asked, with what was answered before. */
export function answerQuestionsModal({ key, migration, report, texts }: Pick<Scene, 'key' | 'migration' | 'report' | 'texts'>): ModalView {
  const t = texts.work.questions;
  const seen = seenAnswers(report);
  const blocks: readonly KnownBlock[] = questionIds.map((id) => {
    const answer = seen[id];
    return answer ? seenBlock(id, answer, texts) : questionBlock(id, migration.answers[id], texts);
  });
  return {
    type: 'modal',
    callback_id: CALLBACK,
    private_metadata: pressValue({ account: key }),
    title: { type: 'plain_text', text: cut(t.title, 24) },
    submit: { type: 'plain_text', text: cut(t.submit, 24) },
    close: { type: 'plain_text', text: cut(t.close, 24) },
    blocks: [section(t.intro), ...blocks],
  };
}

/** Only an admin or a lead answers for the account. The same answers twice are recorded once. */
function giveAnswers(migration: Migration, person: Person, answers: Answers): Decision {
  if (!may(migration, person, 'lead')) return refuse({ because: 'not_your_role', needs: ['admin', 'lead'] });
  const given = questionIds.flatMap((id) => (answers[id] === undefined ? [] : [[id, answers[id]] as const]));
  const news = given.filter(([id, answer]) => migration.answers[id] !== answer);
  return news.length === 0 ? grant() : grant({ type: 'questions_answered', answers: Object.fromEntries(given) });
}

/** The answers were sent off. */
export const answerQuestions: View = { callbackId: CALLBACK, submit };

async function submit(request: ViewRequest, parts: SlackParts): ReturnType<View['submit']> {
  const answers = Object.fromEntries(
    questionIds.flatMap((id) => (choices.some((each) => each === request.value(id)) ? [[id, request.value(id)]] : [])),
  );
  await recordAnswers(request, parts, answers);
  return undefined;
}

async function recordAnswers(request: ViewRequest, parts: SlackParts, answers: Answers): Promise<void> {
  const { key, person } = request;
  const decision = await parts.record(key, { kind: 'person', slackUserId: person.user }, (migration) =>
    giveAnswers(migration, person, answers),
  );
  if (!decision.ok) return request.answer(refusal(decision.refusal, request));
  await request.answer(answeredMessage(await sceneNow(request, parts)));
  if (decision.happened.length > 0) await parts.settle(key);
}

/** What the answers mean: which of them need a talk with Zendesk before a date is fixed. */
function answeredMessage({ migration, report, texts: { work, questions } }: Scene): Message {
  const t = work.questions;
  const answers = answersIn({ migration, readings: report.readings });
  const of = (answer: Answer) => questionIds.filter((id) => answers[id] === answer);
  const lead = t.recorded(of('yes').length, of('unknown').length);
  const lines = [
    ...of('yes').map((id) => `${sign.open} *${plain(questions[id].question)}* — ${t.yes}\n${plain(questions[id].remarkIfYes)}`),
    ...of('unknown').map((id) => `${sign.unknown} *${plain(questions[id].question)}* — ${t.unknown}`),
  ];
  return {
    text: lead.replaceAll('*', ''),
    blocks: fitted([section(lead), ...lines.map((line) => section(line)), context(t.next)], t.next),
  };
}

/** Not asked of anybody: the question with its answer and where that was seen. */
function seenBlock(id: QuestionId, { answer, because }: SeenAnswer, { questions, work }: Texts): KnownBlock {
  const t = work.questions;
  const { question, remarkIfYes } = questions[id];
  const remark = answer === 'yes' ? [plain(t.ifYes(remarkIfYes))] : [];
  return section(
    [`*${plain(question)}*`, `${t.choices[answer]} · ${t.seen} \`${because.asked}\` → \`${because.saw}\``, ...remark].join('\n'),
  );
}

function questionBlock(id: QuestionId, before: string | undefined, texts: Texts): InputBlock {
  const options = choices.map((choice) => option(choice, texts));
  const initial = options.find(({ value }) => value === before);
  return {
    type: 'input',
    block_id: id,
    label: { type: 'plain_text', text: texts.questions[id].question },
    hint: { type: 'plain_text', text: texts.work.questions.ifYes(texts.questions[id].remarkIfYes) },
    element: { type: 'radio_buttons', action_id: id, options, ...(initial ? { initial_option: initial } : {}) },
  };
}

function option(value: Answer, texts: Texts): PlainTextOption {
  return { text: { type: 'plain_text', text: texts.work.questions.choices[value] }, value };
}
