import type { Instant } from '../../migration/time.ts';
import type { Language } from './texts.ts';

/** `02:00`, 24 hours, in this zone. */
export function time(at: Instant, timeZone: string): string {
  return new Intl.DateTimeFormat('en-GB', { timeZone, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }).format(new Date(at));
}

/** `Sun 29 Nov, 02:00` or `11월 29일(일) 02:00`. */
export function dayAndTime(at: Instant, timeZone: string, language: Language): string {
  return `${day(at, timeZone, language)}${language === 'en' ? ', ' : ' '}${time(at, timeZone)}`;
}

/** `Sun 29 Nov` or `11월 29일(일)`. */
export function day(at: Instant, timeZone: string, language: Language): string {
  const date = new Date(at);
  if (language === 'en') return new Intl.DateTimeFormat('en-GB', { timeZone, weekday: 'short', day: 'numeric', month: 'short' }).format(date).replace(',', '');
  const part = (options: Intl.DateTimeFormatOptions) => new Intl.DateTimeFormat('ko', { timeZone, ...options }).format(date);
  return `${part({ month: 'long' })} ${part({ day: 'numeric' })}(${part({ weekday: 'short' })})`;
}

/** `Seoul` of `Asia/Seoul`. */
export function zoneName(timeZone: string): string {
  return (timeZone.split('/').at(-1) ?? timeZone).replaceAll('_', ' ');
}

/** A moment that Slack shows each reader in their own zone. */
export function readersTime(at: Instant, fallback: string): string {
  return `<!date^${Math.floor(Date.parse(at) / 1000)}^{date_short_pretty} {time}|${fallback}>`;
}
