import type { Readings } from '../../../checklist/readings.ts';
import type { Happening } from '../../../migration/events.ts';
import type { Migration } from '../../../migration/migration.ts';
import { pathOf, turnKey } from '../../../migration/plan.ts';
import type { Widget } from '../../../zendesk/port.ts';
import { hasSwapped, provedAt } from '../../phases.ts';

/**
 * What the widgets show that nobody was asked for: a planned brand that turned, or one that is back on Classic. Each is told once.
 * The widget of a brand that turned by its key shows Classic for good: what its pages show is `watchKeys`' to say.
 */
export function behindOurBack({ widgets }: Readings, migration: Migration): readonly Happening[] {
  const { run, returned, liveBrands, scheduled } = migration;
  const shows = (brand: string, widget: Widget) => {
    const reading = widgets?.[brand];
    return reading?.status === 'seen' && reading.value === widget;
  };
  const planned = plannedBrands(migration);
  const isAsked = (brand: string) => {
    const click = pathOf(brand, scheduled?.plan) === 'convert' ? run.steps[turnKey(brand, scheduled?.plan)] : undefined;
    return click !== undefined || run.unplanned.includes(brand);
  };
  const turned = planned.filter((brand) => returned[brand] === undefined && !isAsked(brand));
  const again = Object.values(returned).filter(({ brand, at }) => !isAskedSince(brand, at, migration));
  // One whose old key was asked back and seen shows Classic as it should.
  const stood = planned.filter(
    (brand) => run.broughtBack[brand] === undefined && (provedAt(brand, migration) !== undefined || run.unplanned.includes(brand)),
  );
  return [
    ...[...turned, ...again.map(({ brand }) => brand)]
      .filter((brand) => shows(brand, 'messaging'))
      .map((brand) => ({ type: 'seen_unplanned', brand }) as const),
    ...[...new Set([...stood, ...liveBrands])]
      .filter((brand) => returned[brand] === undefined && shows(brand, 'classic') && !hasSwapped(brand, migration))
      .map((brand) => ({ type: 'seen_returned', brand }) as const),
  ];
}

/** Those of the window that is open; what a finished one has turned is live. */
function plannedBrands({ scheduled, run }: Migration) {
  return run.finishedAt === undefined ? (scheduled?.plan.brands ?? []).map(({ subdomain }) => subdomain) : [];
}

/** A brand that came back and is turned once more, by its own click. */
function isAskedSince(brand: string, at: string, { run, scheduled }: Migration): boolean {
  const click = pathOf(brand, scheduled?.plan) === 'convert' ? run.steps[turnKey(brand, scheduled?.plan)] : undefined;
  return click !== undefined && click.begunAt > at;
}
