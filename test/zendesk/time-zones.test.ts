import { describe, expect, it } from 'vitest';
import { readSchedules } from '../../src/zendesk/reads/business.ts';

/** The zone of the only schedule of an account whose Zendesk writes this name. */
async function zoneOf(time_zone: string): Promise<string | undefined> {
  const intervals = [{ start_time: 1_980, end_time: 2_520 }];
  const text = JSON.stringify({ schedules: [{ id: 880, name: 'Weekdays', time_zone, intervals }] });
  const [schedule, ...others] = await readSchedules({
    base: 'https://acme.zendesk.com',
    get: async (what) => ({ what, url: what, status: 200, text, location: undefined }),
  });
  expect(schedule).toMatchObject({ name: 'Weekdays', minutesAWeek: 540, hours: [{ from: 1_980, to: 2_520 }] });
  expect(others).toEqual([]);
  return schedule?.timeZone;
}

describe('the zone of a schedule', () => {
  it.each([
    ['Seoul', 'Asia/Seoul'],
    ['Eastern Time (US & Canada)', 'America/New_York'],
    ['Brasilia', 'America/Sao_Paulo'],
    ["Nuku'alofa", 'Pacific/Tongatapu'],
    ['UTC', 'Etc/UTC'],
    ['Europe/Vilnius', 'Europe/Vilnius'],
    ['Asia/Calcutta', 'Asia/Calcutta'],
  ])('%s is %s', async (name, zone) => {
    expect(await zoneOf(name)).toBe(zone);
    expect(new Intl.DateTimeFormat('en', { timeZone: zone }).resolvedOptions().timeZone).not.toBe('');
  });

  it.each(['Atlantis', '', '+09:00', 'Eastern Time'])('%j is unknown, and the schedule is kept', async (name) => {
    expect(await zoneOf(name)).toBeUndefined();
  });
});
