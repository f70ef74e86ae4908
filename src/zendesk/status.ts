import type { Subdomain } from '../migration/account.ts';
import { withQuery } from './http/address.ts';
import { readAs } from './http/read.ts';
import type { Source } from './http/source.ts';
import type { Incident } from './port.ts';
import { type IncidentShape, type Included, incidentsShape, type Reference } from './shapes/incidents.ts';

/**
 * Open incidents of one account. GET {status}/api/incidents/active?subdomain=, without a credential, at most 10 a minute.
 * https://developer.zendesk.com/api-reference/status_api/status_api/
 */
export async function readIncidents(status: Source, subdomain: Subdomain): Promise<readonly Incident[]> {
  const { data, included } = readAs(await status.get(withQuery('/api/incidents/active', { subdomain })), incidentsShape);
  const open = data.filter(({ attributes }) => !isInstant(attributes.resolved_at));
  return open.map((incident) => ({
    title: incident.attributes.title,
    impact: incident.attributes.impact,
    services: servicesOf(incident, included),
  }));
}

/** Over is what has an end: a word that is no instant leaves it open. */
function isInstant(text: string | null | undefined): boolean {
  return /^\d{4}-\d{2}-\d{2}T/.test(text ?? '') && !Number.isNaN(Date.parse(text ?? ''));
}

/** None where one of them cannot be named: half a list would say that the others are not touched. */
function servicesOf({ relationships }: IncidentShape, included: readonly Included[]): readonly string[] {
  const references = [...(relationships?.services?.data ?? []), ...(relationships?.incident_services?.data ?? [])];
  const names = references.map((reference) => nameOf(reference, included));
  const known = names.filter((name) => name !== undefined);
  return known.length === names.length ? [...new Set(known)] : [];
}

/** A service has its name; an incident_service has it, or points at its service. */
function nameOf(reference: Reference, included: readonly Included[]): string | undefined {
  const found = itemOf(reference, included);
  if (found?.attributes?.name) return found.attributes.name;
  const service = found?.relationships?.service?.data[0];
  // An empty name is none: it would be one of no product of ours.
  return service && (itemOf(service, included)?.attributes?.name || undefined);
}

/** Ids are counted for each type apart, but live answers do not always repeat the reference's type. */
function itemOf({ type, id }: Reference, included: readonly Included[]): Included | undefined {
  const sameId = included.filter((item) => item.id === id && /^(incident_)?services?$/.test(item.type));
  return sameId.find((item) => item.type === type) ?? sameId[0];
}
