import { z } from 'zod';
import { pageLinks } from './page.ts';

/** GET /api/v2/business_hours/schedules. https://developer.zendesk.com/api-reference/ticketing/ticket-management/schedules/ */
export const schedulesShape = z.object({
  schedules: z.array(
    z.object({
      name: z.string(),
      time_zone: z.string(),
      intervals: z.array(z.object({ start_time: z.int().nonnegative(), end_time: z.int().nonnegative() })),
    }),
  ),
});

const condition = z.object({ field: z.string(), operator: z.string().nullish(), value: z.unknown() });

/** GET /api/v2/queues: never paged. https://developer.zendesk.com/api-reference/ticketing/omnichannel-routing/omnichannel_routing_queues/ */
export const queuesShape = z.object({
  queues: z.array(
    z.object({
      name: z.string(),
      definition: z.object({ all: z.array(condition).nullish(), any: z.array(condition).nullish() }).nullish(),
      primary_groups: z.object({ groups: z.array(z.object({ id: z.number(), name: z.string() })) }),
    }),
  ),
});

const capacityRules = z.array(
  z.object({ name: z.string(), default: z.boolean(), capacities: z.object({ messaging: z.int().nonnegative() }) }),
);

/** GET /api/v2/capacity/rules: a bare array, or in `data`. https://developer.zendesk.com/api-reference/agent-availability/capacity-rules/capacity_rules_api/ */
export const capacityRulesShape = z.union([capacityRules, z.object({ data: capacityRules }).transform(({ data }) => data)]);

/** GET /api/v2/audit_logs: that there are lines, nothing of what is in them. https://developer.zendesk.com/api-reference/ticketing/account-configuration/audit_logs/ */
export const auditLogsPage = z.object({ ...pageLinks, audit_logs: z.array(z.unknown()) });

/** GET /sc/v2/apps/{appId}/integrations. https://docs.smooch.io/rest/#operation/listIntegrations */
export const integrationsShape = z.object({
  integrations: z.array(z.object({ type: z.string(), status: z.string().nullish() })),
  meta: z.object({ hasMore: z.boolean(), afterCursor: z.string().nullish() }).nullish(),
});
