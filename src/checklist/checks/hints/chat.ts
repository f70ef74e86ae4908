import type { Reading } from '../../../migration/finding.ts';
import type { Schedule } from '../../../zendesk/port.ts';
import type { CheckContext } from '../../check.ts';
import { type Hint, named, sight } from './sight.ts';

/** The schedules that are open at all, each with its hours a week. */
export function openHours(schedules: readonly Schedule[]) {
  const open = schedules.filter(({ minutesAWeek }) => minutesAWeek > 0);
  const first = open.map(({ name, minutesAWeek, timeZone }) => `${name}, ${Math.round(minutesAWeek / 60)} h, ${timeZone}`);
  return open.length === 0 ? undefined : named({ count: open.length, first });
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
