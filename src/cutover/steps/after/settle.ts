import { itemBlockers } from '../../../checklist/gate.ts';
import type { ItemId } from '../../../checklist/items/items.ts';
import type { Happening } from '../../../migration/events.ts';
import type { Migration } from '../../../migration/migration.ts';
import { MINUTE_MS } from '../../../migration/time.ts';
import { brandsOf, isGoingBack, lastSighting } from '../../phases.ts';
import type { Place, Step } from '../../step.ts';
import { gateLooked } from '../gate-look.ts';
import { done, itemsReady } from '../looks.ts';
import { appsOpen } from '../turn/mobile.ts';
import { close } from './close.ts';
import { firstDay } from './first-day.ts';
import { handback } from './handback.ts';
import { isOneOperator } from './opening.ts';

const once = { everyMs: 10 * MINUTE_MS, holds: false, per: 'account', reversible: true } as const;

/** Finish is offered when everything of the gate `done` is; what comes after it goes on without it. */
export const finish = {
  ...once,
  id: 'finish',
  phase: 'T+15m',
  asks: 'approver',
  items: [],
  everyMs: 30_000,
  look: lookAtFinish,
} as const satisfies Step;

/** T+24h and T+4d: stabilise, hand back, close. */
export const settle = [
  { ...once, id: 'rb-24p-report', phase: 'T+24h', asks: 'bot', items: ['after-reporting'], look: firstDay },
  {
    ...once,
    id: 'rb-24p-tune',
    phase: 'T+24h',
    asks: 'admin',
    items: [
      'after-out-of-office',
      'after-ooo-conditions',
      'after-continue-over-email',
      'after-ooo-versus-email',
      'after-email-conditions',
      'after-csat',
      'after-csat-end-session',
      'after-inactivity',
    ],
    look: itemsReady,
  },
  {
    ...once,
    id: 'rb-24p-next-brand',
    phase: 'T+24h',
    asks: 'admin',
    items: [],
    needsWord: true,
    look: itemsReady,
    // Finish says which brands are still Classic: where none is, there is nothing to decide.
    mayBegin: isOneLeft,
  },
  { ...once, id: 'rb-4d-handback', phase: 'T+4d', asks: 'admin', items: ['after-handback-timing'], look: handback },
  { ...once, id: 'rb-4d-ai', phase: 'T+4d', asks: 'admin', items: ['after-design-ai-agent'], look: itemsReady },
  {
    ...once,
    id: 'rb-4d-omnichannel',
    phase: 'T+4d',
    asks: 'admin',
    items: ['route-omnichannel-prerequisites', 'route-omnichannel-turn-on', 'route-omnichannel-record-settings', 'route-skills-plan'],
    look: itemsReady,
  },
  {
    ...once,
    id: 'rb-4d-close',
    phase: 'T+4d',
    asks: 'bot',
    items: ['resources-messaging', 'after-clean-up', 'pending-tickets-guard-tag'],
    look: close,
  },
] as const satisfies readonly Step[];

function isOneLeft({ run, returned }: Migration): boolean {
  return run.finishedAt !== undefined && run.remaining.length + Object.keys(returned).length > 0;
}

/** One brand's word makes the item ready for all: each brand's site is opened by somebody, unless that was waived. */
const PAGES: ItemId = 'web-key-pages-opened';

/** Spoken for app by app, whatever was said of the item before. */
const APPS: ItemId = 'migrate-4b-mobile-apps';

async function lookAtFinish(place: Place): Promise<readonly Happening[]> {
  const { migration, report, clock } = place;
  if (migration.run.finishedAt !== undefined) return [done(place, 'said', '')];
  // On a one-operator night the ticket is enough; the agent's part of the test comes with the doors.
  const items = itemBlockers('done', { migration, readings: report.readings, now: clock() }).filter(
    ({ id }) => !(isOneOperator(migration) && id === 'widget-test-conversation'),
  );
  const unseen = brandsOf(migration).filter(
    (brand) => migration.run.steps[`rb-15p-test-conversation:${brand}`]?.done === undefined || isGoingBack(brand, migration),
  );
  const unopened = brandsOf(migration).filter(
    (brand) => migration.run.steps[`rb-2m-open-site:${brand}`]?.done === undefined && migration.waivers[PAGES] === undefined,
  );
  const uncompared = migration.run.compared['T+15m'] === undefined;
  const returned = brandsOf(migration).filter((brand) => migration.returned[brand] !== undefined);
  const blockers = [
    ...items,
    ...(appsOpen(migration).length > 0 && !items.some(({ id }) => id === APPS) ? [{ kind: 'item', id: APPS, why: 'todo' } as const] : []),
    ...unopened.map((brand) => ({ kind: 'widget', id: brand, why: 'site_not_opened' }) as const),
    ...unseen.map((brand) => ({ kind: 'widget', id: brand, why: 'no_conversation' }) as const),
    ...returned.map((brand) => ({ kind: 'widget', id: brand, why: 'returned' }) as const),
    ...(uncompared ? [{ kind: 'item', id: 'migrate-note-pending-tickets', why: 'not_compared' } as const] : []),
    ...(lastSighting(migration) === undefined ? [{ kind: 'widget', id: 'all', why: 'not_proved' } as const] : []),
  ];
  return gateLooked('done', blockers, migration);
}
