import type { Subdomain } from '../account.ts';
import type { Happening } from '../events.ts';
import type { Migration } from '../migration.ts';
import { assertNever } from '../never.ts';
import { dropped } from '../run.ts';
import type { Instant } from '../time.ts';

/** A brand that shows Classic again although nobody was asked for that. */
export interface Return {
  readonly brand: Subdomain;
  readonly at: Instant;
  /** It was proved in a finished window. */
  readonly wasLive: boolean;
}

type Seen = Extract<Happening, { type: 'seen_unplanned' | 'seen_returned' | 'widget_read' }>;

/** What a brand shows changes what the account is: one that is back on Classic is not live. */
export function shown(migration: Migration, happened: Seen, at: Instant): Migration {
  switch (happened.type) {
    case 'seen_returned':
      return gone(migration, happened, at);
    case 'seen_unplanned':
      return begun(back(migration, happened), happened);
    case 'widget_read':
      return happened.widget === 'messaging' ? { ...migration, returned: dropped(migration.returned, happened.brand) } : migration;
    default:
      return assertNever(happened);
  }
}

function gone(migration: Migration, { brand }: Seen, at: Instant): Migration {
  const { liveBrands, returned, stage } = migration;
  const wasLive = liveBrands.includes(brand);
  return {
    ...migration,
    returned: { ...returned, [brand]: { brand, at, wasLive } },
    liveBrands: liveBrands.filter((each) => each !== brand),
    stage: wasLive && stage === 'live' ? 'preparing' : stage,
  };
}

function back(migration: Migration, { brand }: Seen): Migration {
  if (!migration.returned[brand]?.wasLive) return { ...migration, returned: dropped(migration.returned, brand) };
  const returned = dropped(migration.returned, brand);
  const { stage, run } = migration;
  const all = run.finishedAt !== undefined && run.remaining.length === 0 && !Object.values(returned).some(({ wasLive }) => wasLive);
  return { ...migration, returned, liveBrands: [...migration.liveBrands, brand], stage: stage === 'preparing' && all ? 'live' : stage };
}

/** A swapped brand whose old key was asked back, and seen back. */
export function broughtBack(migration: Migration, brand: Subdomain): Migration {
  const { liveBrands, stage } = migration;
  return { ...migration, stage: stage === 'live' ? 'preparing' : stage, liveBrands: liveBrands.filter((each) => each !== brand) };
}

/** A planned brand that turned by itself is a cutover: that is T0 now. */
function begun(migration: Migration, { brand }: Seen): Migration {
  const { scheduled, run, stage, halted } = migration;
  const planned = run.finishedAt === undefined && scheduled?.plan.brands.some(({ subdomain }) => subdomain === brand);
  if (!planned) return migration;
  if (stage === 'halted') return { ...migration, halted: halted && { ...halted, in: 'cutting_over' } };
  return { ...migration, stage: stage === 'scheduled' ? 'cutting_over' : stage };
}
