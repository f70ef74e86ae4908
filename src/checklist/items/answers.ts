import type { Evidence, Reading } from '../../migration/finding.ts';
import type { CheckContext } from '../check.ts';
import { type QuestionId, questionIds } from './questions.ts';

export type Answer = 'yes' | 'no' | 'unknown';

/** An answer of the interface, with what it rests on. It counts before a person's. */
export interface SeenAnswer {
  readonly answer: 'yes' | 'no';
  readonly because: Evidence;
}

/** The questions that Zendesk's interfaces can answer, as far as they were looked up. */
export function seenAnswers({ readings }: Pick<CheckContext, 'readings'>): Readonly<Partial<Record<QuestionId, SeenAnswer>>> {
  const { bans, skills, goals, chatRouting, chatAgents, chatTriggers } = readings;
  return Object.fromEntries(
    Object.entries({
      'eval-q02-proactive-or-visitor-list': onlyYes(
        chatTriggers,
        (list) => list.filter(({ enabled, event }) => enabled && event === 'page_enter').length,
      ),
      'eval-q04-bans': counted(bans, ({ addresses, visitors }) => addresses + visitors),
      'eval-q06-skills-routing': skillsUsed(skills, chatRouting),
      'eval-q08-conversion-tracking': counted(goals, ({ count }) => count),
      // As many can be online at most as have access; how many of more will be, nobody has seen.
      'eval-q10-over-1000-agents': onlyNo(chatAgents, (agents) => agents.filter(({ enabled }) => enabled).length, 1_000),
    } satisfies Partial<Record<QuestionId, SeenAnswer | undefined>>).flatMap(([id, answer]) => (answer ? [[id, answer]] : [])),
  );
}

/** What is known of each question: what was seen, else what a person said. */
export function answersIn(context: Pick<CheckContext, 'migration' | 'readings'>): Readonly<Partial<Record<QuestionId, Answer>>> {
  const looked = seenAnswers(context);
  const { answers } = context.migration;
  return Object.fromEntries(
    questionIds.flatMap((id) => {
      const answer = looked[id]?.answer ?? answers[id];
      return answer === undefined ? [] : [[id, answer]];
    }),
  );
}

function counted<T>(reading: Reading<T> | undefined, count: (value: T) => number): SeenAnswer | undefined {
  return answered(reading, count, (found) => (found > 0 ? 'yes' : 'no'));
}

function onlyYes<T>(reading: Reading<T> | undefined, count: (value: T) => number): SeenAnswer | undefined {
  return answered(reading, count, (found) => (found > 0 ? 'yes' : undefined));
}

function onlyNo<T>(reading: Reading<T> | undefined, count: (value: T) => number, most: number): SeenAnswer | undefined {
  return answered(reading, count, (found) => (found <= most ? 'no' : undefined));
}

/** Skills that nobody routes by need no plan, and routing by skills without any is not in use: no is said by both alone. */
function skillsUsed(skills: CheckContext['readings']['skills'], routing: CheckContext['readings']['chatRouting']): SeenAnswer | undefined {
  if (skills?.status !== 'seen') return undefined;
  const because = { asked: skills.asked, saw: `${skills.value.count}`, at: skills.at };
  if (skills.value.count > 0) return { answer: 'yes', because };
  return routing?.status === 'seen' && routing.value.skills === false ? { answer: 'no', because } : undefined;
}

function answered<T>(
  reading: Reading<T> | undefined,
  count: (value: T) => number,
  judge: (found: number) => 'yes' | 'no' | undefined,
): SeenAnswer | undefined {
  if (reading?.status !== 'seen') return undefined;
  const found = count(reading.value);
  const answer = judge(found);
  return answer && { answer, because: { asked: reading.asked, saw: `${found}`, at: reading.at } };
}
