import { readAs } from '../http/read.ts';
import type { Source } from '../http/source.ts';
import { type Queue, type Schedule, ZendeskRefused } from '../port.ts';
import { auditLogsPage, integrationsShape, queuesShape, schedulesShape } from '../shapes/business.ts';

/** GET /api/v2/business_hours/schedules. */
export async function readSchedules(support: Source): Promise<readonly Schedule[]> {
  const { schedules } = readAs(await support.get('/api/v2/business_hours/schedules'), schedulesShape);
  return schedules.map(({ name, time_zone, intervals }) => ({
    name,
    timeZone: time_zone,
    minutesAWeek: intervals.reduce((sum, { start_time, end_time }) => sum + Math.max(0, end_time - start_time), 0),
    hours: intervals.map(({ start_time, end_time }) => ({ from: start_time, to: end_time })),
  }));
}

/** GET /api/v2/queues. */
export async function readQueues(support: Source): Promise<readonly Queue[]> {
  const { queues } = readAs(await support.get('/api/v2/queues'), queuesShape);
  return queues.map(({ name, definition, primary_groups }) => ({
    name,
    channels: [...(definition?.all ?? []), ...(definition?.any ?? [])]
      .filter(({ field }) => /^(current_)?via_id$|channel/.test(field))
      .map(({ operator, value }) => ({ operator: operator ?? '', value: String(value) })),
    groupIds: primary_groups.groups.map(({ id }) => id),
  }));
}

/** GET /api/v2/audit_logs: whether the account has one that this credential may read. */
export async function readAuditLog(support: Source): Promise<{ readonly answers: true }> {
  readAs(await support.get('/api/v2/audit_logs?page%5Bsize%5D=1'), auditLogsPage);
  return { answers: true };
}

/** GET /sc/v2/apps/{appId}/integrations, as `type: status`. It informs only: which type a messaging channel has is not documented. */
export async function readIntegrations(conversations: Source, appId: string | undefined): Promise<readonly string[]> {
  if (appId === undefined) throw new ZendeskRefused('GET /sc/v2/apps/integrations', 0);
  const path = `/sc/v2/apps/${encodeURIComponent(appId)}/integrations?page%5Bsize%5D=100`;
  const { integrations } = readAs(await conversations.get(path), integrationsShape);
  return integrations.map(({ type, status }) => `${type}: ${status ?? 'unknown'}`);
}
