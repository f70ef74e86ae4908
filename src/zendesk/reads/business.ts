import type { z } from 'zod';
import { readAs } from '../http/read.ts';
import type { Source } from '../http/source.ts';
import { type CapacityRule, type Queue, type Schedule, UnexpectedShape, ZendeskRefused } from '../port.ts';
import { auditLogsPage, capacityRulesShape, integrationsShape, queuesShape, schedulesShape } from '../shapes/business.ts';
import { zoneNamed } from '../shapes/time-zones.ts';

/** GET /api/v2/business_hours/schedules. */
export async function readSchedules(support: Source): Promise<readonly Schedule[]> {
  const { schedules } = readAs(await support.get('/api/v2/business_hours/schedules'), schedulesShape);
  return schedules.map(({ name, time_zone, intervals }) => ({
    name,
    timeZone: zoneNamed(time_zone),
    minutesAWeek: intervals.reduce((sum, { start_time, end_time }) => sum + Math.max(0, end_time - start_time), 0),
    hours: intervals.map(({ start_time, end_time }) => ({ from: start_time, to: end_time })),
  }));
}

/** GET /api/v2/queues. */
export async function readQueues(support: Source): Promise<readonly Queue[]> {
  const { queues } = readAs(await support.get('/api/v2/queues'), queuesShape);
  return queues.map(({ name, definition, primary_groups }) => ({
    name,
    all: channelsIn(definition?.all),
    any: channelsIn(definition?.any),
    groupIds: primary_groups.groups.map(({ id }) => id),
  }));
}

type QueueConditions = NonNullable<z.infer<typeof queuesShape>['queues'][number]['definition']>['all'];

function channelsIn(conditions: QueueConditions): Queue['all'] {
  return (conditions ?? [])
    .filter(({ field }) => /^(current_)?via_id$|channel/.test(field))
    .map(({ field, operator, value }) => ({ field, operator: operator ?? '', value: String(value) }));
}

/** GET /api/v2/capacity/rules. */
export async function readCapacityRules(support: Source): Promise<readonly CapacityRule[]> {
  const rules = readAs(await support.get('/api/v2/capacity/rules'), capacityRulesShape);
  return rules.map(({ name, default: isDefault, capacities }) => ({ name, isDefault, messaging: capacities.messaging }));
}

/** GET /api/v2/audit_logs: whether the account has one that this credential may read. */
export async function readAuditLog(support: Source): Promise<{ readonly answers: true }> {
  readAs(await support.get('/api/v2/audit_logs?page%5Bsize%5D=1'), auditLogsPage);
  return { answers: true };
}

/** GET /sc/v2/apps/{appId}/integrations, as `type: status`. It informs only: which type a messaging channel has is not documented. */
export async function readIntegrations(conversations: Source, appId: string | undefined): Promise<readonly string[]> {
  if (appId === undefined) throw new ZendeskRefused('GET /sc/v2/apps/integrations', 0);
  const found: string[] = [];
  let after = '';
  for (let page = 0; page < MOST_PAGES; page += 1) {
    const path = `/sc/v2/apps/${encodeURIComponent(appId)}/integrations?page%5Bsize%5D=100${after}`;
    const { integrations, meta } = readAs(await conversations.get(path), integrationsShape);
    found.push(...integrations.map(({ type, status }) => `${type}: ${status ?? 'unknown'}`));
    if (meta?.hasMore !== true) return found;
    const next = `&page%5Bafter%5D=${encodeURIComponent(meta.afterCursor ?? '')}`;
    if (!meta.afterCursor || next === after) throw new UnexpectedShape('GET /sc/v2/apps/integrations has more pages but no way to them');
    after = next;
  }
  throw new UnexpectedShape(`GET /sc/v2/apps/integrations has more than ${MOST_PAGES} pages`);
}

const MOST_PAGES = 100;
