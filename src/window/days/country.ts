/** The setting `country`: ISO 3166, with its part where holidays differ (`LT`, `DE-BY`). Whether there is such a one is asked of the holidays. */
export function parseCountry(text: string): string | undefined {
  return /^[A-Z]{2}(?:-[A-Z0-9]{1,3})?$/.exec(text.trim().toUpperCase())?.[0];
}

/** The weekend of a country, by the platform's own tables (Unicode CLDR); undefined where the country is not known. */
export function weekendOf(country: string | undefined): readonly number[] | undefined {
  return country === undefined ? undefined : new Intl.Locale('und', { region: country.slice(0, 2) }).getWeekInfo().weekend;
}
