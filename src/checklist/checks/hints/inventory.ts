import type { Brand } from '../../../zendesk/port.ts';
import type { CheckContext } from '../../check.ts';
import { brandsInScope } from '../../scope.ts';
import { NAMED, sight } from './sight.ts';

/** How many brands are in use, which are in scope, and which widget each of those shows: none is one that could not be told. */
export function inventory({ migration, readings }: CheckContext) {
  const scope = brandsInScope(migration, readings);
  const counted = (brands: readonly Brand[]) => ({
    active: brands.filter(({ active }) => active).length,
    scope: scope.slice(0, NAMED),
    more: Math.max(0, scope.length - NAMED),
  });
  const showing = (widget: 'classic' | 'messaging' | 'unknown') =>
    scope.filter((brand) => {
      const reading = readings.widgets?.[brand];
      return (reading?.status === 'seen' ? reading.value : 'unknown') === widget;
    });
  const short = (brands: readonly string[]) => (brands.length > NAMED ? [...brands.slice(0, NAMED), `+${brands.length - NAMED}`] : brands);
  const widgets = { classic: short(showing('classic')), messaging: short(showing('messaging')), none: short(showing('unknown')) };
  return sight(
    readings.brands,
    (brands) => ({ ...counted(brands), ...widgets }),
    ({ active }) => `${active}`,
    counted,
  );
}
