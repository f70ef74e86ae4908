import { type Finding, ready, todo, unknown } from '../../migration/finding.ts';
import type { Check, CheckContext } from '../check.ts';
import { keyholders } from '../look/people.ts';

/** So many are named; of the others the number. */
const NAMED = 5;
const ADMIN = 'admin';

export const people = [{ id: 'req-people-with-rights', find: adminsAtTheKeyboard }] as const satisfies readonly Check[];

/** One who is no admin is enough to be open, whatever is not known of the others. */
function adminsAtTheKeyboard({
  migration,
  readings,
  now,
}: CheckContext): Finding<{ readonly people: readonly string[]; readonly more: number }> {
  const named = keyholders(migration);
  if (named.length === 0) return todo({ people: [], more: 0 }, { asked: '/migrate team', saw: '0', at: now });
  const each = named.map((user) => ({ user, reading: readings.people?.[user] }));
  const seen = each.flatMap(({ user, reading }) => (reading?.status === 'seen' ? [{ user, reading }] : []));
  const [oldest] = seen.toSorted((a, b) => (a.reading.at < b.reading.at ? -1 : 1));
  const evidence = oldest && {
    asked: oldest.reading.asked,
    saw: seen.map(({ reading }) => reading.value.role).join(', '),
    at: oldest.reading.at,
  };
  const others = seen.filter(({ reading }) => reading.value.role !== ADMIN).map(({ user }) => user);
  if (evidence && others.length > 0) return todo({ people: others.slice(0, NAMED), more: Math.max(0, others.length - NAMED) }, evidence);
  const missing = each.find(({ reading }) => reading?.status !== 'seen')?.reading;
  if (missing?.status === 'unknown') return unknown(missing.why, missing.at);
  if (evidence === undefined || seen.length < named.length) return unknown('not_looked');
  // Nobody to take over: whether that is meant so, a person says.
  if (migration.team.operator.length === 0 || migration.team.backup.length === 0) return unknown('not_named', evidence.at);
  return ready(evidence);
}
