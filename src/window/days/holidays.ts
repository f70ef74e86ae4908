import { DAY_MS } from '../../migration/time.ts';
import { addLocalDays } from '../local-time.ts';

/** Public holidays of a country (ISO 3166, `LT`), or of a part of it (`DE-BY`), as local days, from a library that is kept by many. */
export async function publicHolidays(country: string, years: readonly number[]): Promise<readonly string[]> {
  // Some megabytes of rules: read when somebody asks for windows, not when Ferry starts.
  const { default: Holidays } = await import('date-holidays');
  const [land = country, state] = country.split('-');
  const known = state === undefined ? new Holidays(land) : new Holidays(land, state);
  const found = years.flatMap((year) => known.getHolidays(year)).filter(({ type }) => type === 'public');
  return [...new Set(found.flatMap(({ date, start, end }) => daysFrom(date.slice(0, 10), Math.round((+end - +start) / DAY_MS))))];
}

function daysFrom(day: string, count: number): readonly string[] {
  return Array.from({ length: Math.max(1, count) }, (_, index) => addLocalDays(day, index));
}

/** Whether holidays are known of this country, and of this part of it. */
export async function isCountry(country: string): Promise<boolean> {
  const { default: Holidays } = await import('date-holidays');
  const [land = country, state] = country.split('-');
  const known = new Holidays();
  // Of most countries the library keeps no parts, and says nothing.
  const states: Readonly<Record<string, string>> = known.getStates(land) ?? {};
  return land in known.getCountries() && (state === undefined || state in states);
}

/** The country that keeps a zone, by the platform's own tables; undefined for `UTC` and the like. */
export async function countryOfZone(zone: string): Promise<string | undefined> {
  const { default: Holidays } = await import('date-holidays');
  const canonical = new Intl.DateTimeFormat('en', { timeZone: zone }).resolvedOptions().timeZone;
  return Object.keys(new Holidays().getCountries()).find((country) => zonesOf(country).includes(canonical));
}

function zonesOf(country: string): readonly string[] {
  return new Intl.Locale('und', { region: country }).getTimeZones() ?? [];
}
