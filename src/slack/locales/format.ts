import type { Instant } from '../../migration/time.ts';
import type { Language } from './texts.ts';

/** Making a formatter costs a hundred times what using it does. */
const formatters = new Map<string, Intl.DateTimeFormat>();

function formatter(locale: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const name = JSON.stringify([locale, options]);
  const kept = formatters.get(name) ?? new Intl.DateTimeFormat(locale, options);
  formatters.set(name, kept);
  return kept;
}

/** `02:00`, 24 hours, in this zone. */
export function time(at: Instant, timeZone: string): string {
  return formatter('en-GB', { timeZone, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }).format(new Date(at));
}

/** `Sun 29 Nov, 02:00` or `11월 29일(일) 02:00`. */
export function dayAndTime(at: Instant, timeZone: string, language: Language): string {
  return `${day(at, timeZone, language)}${language === 'en' ? ', ' : ' '}${time(at, timeZone)}`;
}

/** `Sun 29 Nov` or `11월 29일(일)`. */
export function day(at: Instant, timeZone: string, language: Language): string {
  const date = new Date(at);
  if (language === 'en')
    return formatter('en-GB', { timeZone, weekday: 'short', day: 'numeric', month: 'short' }).format(date).replace(',', '');
  const part = (options: Intl.DateTimeFormatOptions) => formatter('ko', { timeZone, ...options }).format(date);
  return `${part({ month: 'long' })} ${part({ day: 'numeric' })}(${part({ weekday: 'short' })})`;
}

/** Generic names are the same in summer and winter, so the moment does not matter. */
const ANY = new Date(0);

/** `Seoul` of `Asia/Seoul`, or `대한민국 시간`; a zone that is counted from UTC alone is `UTC-5` in either language. */
export function zoneName(timeZone: string, language: Language): string {
  if (language === 'en') return (timeZone.split('/').at(-1) ?? timeZone).replaceAll('_', ' ');
  const name = formatter('ko', { timeZone, timeZoneName: 'shortGeneric' })
    .formatToParts(ANY)
    .find(({ type }) => type === 'timeZoneName')?.value;
  return (name ?? timeZone).replace(/^GMT(?:\+0)?/, 'UTC');
}

/** A moment that Slack shows each reader in their own zone. */
export function readersTime(at: Instant, fallback: string): string {
  return `<!date^${Math.floor(Date.parse(at) / 1000)}^{date_short_pretty} {time}|${fallback}>`;
}
