import { type Estimate, lengthNeeded } from '../../../migration/plan.ts';
import type { Texts } from '../../locales/texts.ts';

/** How long a window for so many brands must be, and which of the two spoke: what was measured, or the usual. */
export function needsText(brands: number, estimate: Estimate | undefined, zone: string, { practice, common }: Texts): string {
  return practice.estimate.needs(common.length(lengthNeeded(brands, estimate)), estimate?.by, zone);
}
