import type { Migration } from '../../migration/migration.ts';
import { digest, type Fingerprint } from '../../migration/plan.ts';

/** What was planned when a choice of windows was drawn: a button of another moment is refreshed, not obeyed. */
export function planningShown(migration: Migration): Fingerprint {
  return digest([migration.scheduled?.version ?? 0, migration.lastEnd?.at ?? '', migration.run.finishedAt ?? '']);
}
