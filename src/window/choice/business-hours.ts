const DAY_MINUTES = 1_440;
const WEEK_MINUTES = 7 * DAY_MINUTES;
/** What most desks keep on working days, where nothing is known of this one. */
const BUSINESS_FROM = 9 * 60;
const BUSINESS_TO = 18 * 60;

/** Minutes between a window and the nearest business hour of the week; 0 inside one. */
export function fromBusiness(slot: number, lengthMinutes: number, weekend: readonly number[]): number {
  const start = slot * 15;
  const end = start + lengthMinutes;
  let nearest = WEEK_MINUTES;
  for (let day = -3; day < 12; day += 1) {
    if (weekend.includes((((day % 7) + 7) % 7) + 1)) continue;
    const [from, to] = [day * DAY_MINUTES + BUSINESS_FROM, day * DAY_MINUTES + BUSINESS_TO];
    if (start < to && end > from) return 0;
    nearest = Math.min(nearest, Math.abs(from - end), Math.abs(start - to));
  }
  return nearest;
}
