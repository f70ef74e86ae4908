import { type Exchange, flatError, NOT_FOUND, type Reply, reply } from '../http/exchange.ts';
import type { Route } from '../http/guard.ts';
import { listPage } from '../http/pages.ts';
import type { ScheduleSeed } from '../model/seed.ts';

function audit(x: Exchange): Reply {
  const [from, to] = x.query.getAll('filter[created_at]').concat(x.query.getAll('filter[created_at][]'));
  const given = x.query.has('filter[created_at]') || x.query.has('filter[created_at][]');
  if (given && (from === undefined || to === undefined)) return flatError(400, 'InvalidValue', 'filter[created_at] must be given twice');
  const inside = (at: unknown) =>
    typeof at === 'string' && (!from || !to || (Date.parse(at) >= Date.parse(from) && Date.parse(at) <= Date.parse(to)));
  const type = x.query.get('filter[source_type]');
  const shown = x.account.auditLog.filter((line) => inside(line['created_at']) && (type === null || line['source_type'] === type));
  return listPage(x, 'audit_logs', shown.toReversed(), (line) => ({
    ...line,
    url: `${x.base}/api/v2/audit_logs/${String(line['id'])}.json`,
  }));
}

const showSchedule = (schedule: ScheduleSeed) => ({
  id: schedule.id,
  name: schedule.name,
  time_zone: schedule.timeZone,
  intervals: schedule.intervals,
  created_at: '2021-04-01T08:00:00Z',
  updated_at: '2026-05-01T08:00:00Z',
});

function holidays(x: Exchange): Reply {
  const schedule = x.account.seed.schedules.find(({ id }) => id === Number(x.params[0]));
  const from = x.query.get('start_date') ?? '';
  const to = x.query.get('end_date') ?? '9999';
  return schedule
    ? reply({ holidays: schedule.holidays.filter((day) => day.end_date >= from && day.start_date <= to), url: `${x.base}${x.path}.json` })
    : NOT_FOUND;
}

/** Opening hours and the audit log. */
export const BUSINESS: readonly Route[] = [
  { method: 'GET', path: '/api/v2/audit_logs', access: 'admin', plan: 'suite_enterprise', run: audit },
  {
    method: 'GET',
    path: '/api/v2/business_hours/schedules',
    access: 'support',
    plan: 'suite_professional',
    run: (x) => reply({ schedules: x.account.seed.schedules.map(showSchedule), url: `${x.base}${x.path}.json` }),
  },
  { method: 'GET', path: '/api/v2/business_hours/schedules/:id/holidays', access: 'support', plan: 'suite_professional', run: holidays },
];
