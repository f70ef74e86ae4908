import { DAY_MS, HOUR_MS, MINUTE_MS } from '../migration/time.ts';

/** No duration that people type here is longer: what is, is a slip of the finger. */
const LONGEST_MS = 30 * DAY_MS;
const DURATION = /^(?:(\d{1,5})h)?(?:(\d{1,5})m)?$/;

/** `90m`, `2h`, `1h30m`, `0h` (any case) in milliseconds; undefined for anything else and beyond 30 days. */
export function parseDuration(text: string): number | undefined {
  const written = text.trim().toLowerCase();
  const match = DURATION.exec(written);
  if (match === null || written === '') return undefined;
  const milliseconds = Number(match[1] ?? 0) * HOUR_MS + Number(match[2] ?? 0) * MINUTE_MS;
  return milliseconds <= LONGEST_MS ? milliseconds : undefined;
}

/** As one would type it: `45m`, `1h30m`, `48h`, `0h`. A begun minute counts as one; less than nothing is `0h`. */
export function formatDuration(milliseconds: number): string {
  const minutes = Math.max(0, Math.ceil(milliseconds / MINUTE_MS));
  const hours = Math.floor(minutes / 60);
  const rest = minutes % 60;
  if (rest === 0) return `${hours}h`;
  return hours === 0 ? `${rest}m` : `${hours}h${rest}m`;
}
