import type { Reading } from '../../migration/finding.ts';
import { type Evidence, type Finding, ready, todo, unknown } from '../../migration/finding.ts';
import { turnKey } from '../../migration/plan.ts';
import type { Widget } from '../../zendesk/port.ts';
import { type Check, type CheckContext, judged } from '../check.ts';
import { brandsInScope } from '../scope.ts';

export const migrate = [
  {
    id: 'migrate-1-activate-account',
    find: ({ readings }) => {
      const turned = Object.entries(readings.widgets ?? {}).find(
        ([, reading]) => reading.status === 'seen' && reading.value === 'messaging',
      );
      if (turned) return ready({ asked: turned[1].asked, ...shownAs('messaging', turned[0]), at: turned[1].at });
      // No reading shows that messaging is not active: silence stays unknown.
      return judged(readings.messagingTickets, (count, evidence) =>
        count > 0 ? ready(evidence(`native_messaging: ${count}`, { of: 'messaging_tickets', count })) : unknown('cannot_tell'),
      );
    },
  },
  {
    id: 'act-no-visible-change',
    find: (context) => {
      const { migration, readings } = context;
      const turning = brandsInScope(migration, readings).filter(
        (brand) => !migration.liveBrands.includes(brand) && !hasTurned(brand, context),
      );
      return allClassic(turning.map((brand) => [brand, readings.widgets?.[brand]] as const));
    },
  },
  {
    id: 'after-leftover-chat-tickets',
    find: ({ migration }) => {
      const compared = Object.values(migration.run.compared).toSorted((a, b) => (a.at < b.at ? 1 : -1))[0];
      if (!compared) return unknown('not_looked');
      const open = compared.tickets.filter(({ now }) => now === 'open' || now === 'pending' || now === 'moved').length;
      const evidence = { asked: 'GET /api/v2/tickets/show_many', saw: `${open}/${compared.tickets.length}`, at: compared.at };
      if (open > 0) return todo({ open }, evidence);
      // What became of one that is not there any more was seen by nobody.
      return compared.tickets.some(({ now }) => now === 'missing') ? unknown('cannot_tell', compared.at) : ready(evidence);
    },
  },
] as const satisfies readonly Check[];

function shownAs(widget: 'messaging' | 'classic', ...brands: readonly string[]): Pick<Evidence, 'saw' | 'sight'> {
  return {
    saw: brands.map((brand) => `${brand}: ${widget}`).join(', '),
    sight: { of: 'widgets', shown: brands.map((brand) => ({ brand, widget })) },
  };
}

function allClassic(widgets: readonly (readonly [string, Reading<Widget> | undefined])[]): Finding<{ readonly brand: string }> {
  for (const [brand, reading] of widgets) {
    if (reading?.status === 'seen' && reading.value === 'messaging')
      return todo({ brand }, { asked: reading.asked, ...shownAs('messaging', brand), at: reading.at });
  }
  for (const [, reading] of widgets) {
    if (reading === undefined) return unknown('not_looked');
    if (reading.status === 'unknown') return unknown(reading.why, reading.at);
    if (reading.value === 'unknown') return unknown('cannot_tell', reading.at);
  }
  const oldest = widgets.flatMap(([, reading]) => (reading ? [reading] : [])).toSorted((a, b) => (a.at < b.at ? -1 : 1))[0];
  return oldest
    ? ready({ asked: oldest.asked, ...shownAs('classic', ...widgets.map(([brand]) => brand)), at: oldest.at })
    : unknown('not_looked');
}

/** A brand of this plan whose click was asked for, claimed or seen is no longer expected to show Classic. */
function hasTurned(brand: string, { migration: { run, scheduled } }: CheckContext): boolean {
  return run.steps[turnKey(brand, scheduled?.plan)] !== undefined || run.unplanned.includes(brand);
}
