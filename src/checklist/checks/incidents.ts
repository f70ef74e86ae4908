import type { Incident } from '../../zendesk/port.ts';

/** Zendesk's products that a cutover rests on. */
const OURS = /chat|messag|admin center|agent workspace|web widget|support/i;

/** An incident counts when it names a product of ours, and also when it does not say which product it touches. */
export function isIncidentOfOurs({ services }: Incident): boolean {
  return services.length === 0 || services.some((service) => OURS.test(service));
}
