import type { Reading } from '../../../migration/finding.ts';
import type { Schedule } from '../../../zendesk/port.ts';
import type { CheckContext } from '../../check.ts';
import { older } from '../messaging-groups.ts';
import { chatToken } from '../requirements.ts';
import { type Hint, named, sight } from './sight.ts';

/** That nothing shows whose the stored Chat token is: how to go on is then said. */
export function chatTokenUnproved({ readings }: CheckContext): Hint<{ readonly of: 'chat' }> | undefined {
  const chat = chatToken(readings);
  if (chat?.status !== 'unknown' || (chat.why !== 'not_allowed' && chat.why !== 'no_interface')) return undefined;
  return { facts: { of: 'chat' }, evidence: { asked: chat.asked, saw: chat.why === 'not_allowed' ? '403' : '404', at: chat.at } };
}

/** The schedules that are open at all, each with its hours a week. */
export function openHours(schedules: readonly Schedule[]) {
  const open = schedules.filter(({ minutesAWeek }) => minutesAWeek > 0);
  const first = open.map(({ name, minutesAWeek, timeZone }) => `${name}, ${Math.round(minutesAWeek / 60)} h, ${timeZone ?? '?'}`);
  return open.length === 0 ? undefined : named({ count: open.length, first });
}

/** Departments that are no group, and whose agents are not in their group; undefined where nothing is missing. */
export function departmentsWithout({ readings }: CheckContext) {
  return sight(
    readings.departmentGaps,
    ({ withoutGroup, departments, missing }) => {
      const { names, more } = named(withoutGroup);
      // Neutral text: names and numbers only.
      const people = missing.map(({ department, count, first }) => {
        const others = count - first.length;
        return `${department} (${first.join(', ')}${others > 0 ? ` +${others}` : ''})`;
      });
      return names.length + people.length === 0 ? undefined : { names, more, people, departments: departments - people.length };
    },
    ({ names, more, people, departments }) => `${names.length + more} + ${people.length + departments}`,
  );
}

/** How many shortcuts and macros there are, and which shortcuts have no macro of their name: `left` is -1 where that was not seen. */
export function shortcutsAgainstMacros({ readings: { shortcuts, shortcutsLeft, macros } }: CheckContext) {
  const counted = (count: number) => ({ shortcuts: count, macros: macros?.status === 'seen' ? macros.value : -1 });
  const left = shortcutsLeft?.status === 'seen' ? shortcutsLeft.value : undefined;
  const { names, more } = named(left ?? { count: 0, first: [] });
  const hint = sight(
    shortcuts,
    (count) => ({ ...counted(count), left: left?.count ?? -1, names, more }),
    (facts) => `${facts.shortcuts}`,
    counted,
  );
  if (hint === undefined || shortcutsLeft?.status !== 'seen') return hint;
  const { asked, at } = shortcutsLeft;
  const both = { asked: `${hint.evidence.asked}, ${asked}`, saw: `${hint.facts.shortcuts}, ${hint.facts.left}`, at: hint.evidence.at };
  return { ...hint, evidence: older(both, { asked, saw: '', at }) };
}

/** What of the Chat configuration has no copy in messaging, as far as it was seen. */
export function chatConfiguration({ readings }: CheckContext):
  | Hint<{
      readonly chatTriggers: number;
      readonly shortcuts: number;
      readonly goals: number;
      readonly skills: number;
      readonly roles: number;
    }>
  | undefined {
  const { chatTriggers, shortcuts, goals, skills, roles } = readings;
  const seen = <T>(reading: Reading<T> | undefined, count: (value: T) => number) =>
    reading?.status === 'seen' ? count(reading.value) : -1;
  return sight(
    chatTriggers,
    (list) => ({
      chatTriggers: list.filter(({ enabled }) => enabled).length,
      shortcuts: seen(shortcuts, (count) => count),
      goals: seen(goals, ({ count }) => count),
      skills: seen(skills, ({ count }) => count),
      roles: seen(roles, ({ count }) => count),
    }),
    (facts) => `${facts.chatTriggers}`,
  );
}
