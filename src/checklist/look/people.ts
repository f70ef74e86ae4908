import type { Migration } from '../../migration/migration.ts';
import { people } from '../../migration/roles.ts';

/** An e-mail address as Slack shows it, or that it shows none; undefined where Slack could not be asked. */
export type AddressOf = (user: string) => Promise<{ readonly email: string | undefined } | undefined>;

/** Whoever has to be an admin of Zendesk, by their Slack id. */
export function keyholders({ team }: Pick<Migration, 'team'>): readonly string[] {
  return people(team, 'operator', 'backup');
}
