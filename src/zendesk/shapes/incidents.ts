import { z } from 'zod';

const reference = z.object({ type: z.string(), id: z.string() });
/** JSON:API allows one thing where it allows several. */
const oneOrMore = z.union([z.array(reference), reference.transform((one) => [one]), z.null().transform(() => [])]);
const relation = z.object({ data: oneOrMore.default([]) }).nullish();

const incident = z.object({
  attributes: z.object({ title: z.string(), impact: z.string(), resolved_at: z.string().nullish() }),
  relationships: z.object({ services: relation, incident_services: relation }).nullish(),
});

const included = z.object({
  ...reference.shape,
  attributes: z.object({ name: z.string().nullish() }).nullish(),
  relationships: z.object({ service: relation }).nullish(),
});

/** GET /api/incidents/active of the status page. https://developer.zendesk.com/api-reference/status_api/status_api/ */
export const incidentsShape = z.object({
  data: z.union([z.array(incident), incident.transform((one) => [one])]),
  included: z.array(included).default([]),
});

export type Reference = z.infer<typeof reference>;
export type IncidentShape = z.infer<typeof incident>;
export type Included = z.infer<typeof included>;
