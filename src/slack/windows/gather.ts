import { type Report, readReport } from '../../checklist/readings.ts';
import { brandsToTurn } from '../../checklist/scope.ts';
import type { AccountKey } from '../../migration/account.ts';
import type { Migration } from '../../migration/migration.ts';
import { estimateOf } from '../../migration/run/practice/estimate.ts';
import type { Instant } from '../../migration/time.ts';
import type { OfferFacts } from '../../window/choice/offer.ts';
import { weekendOf } from '../../window/days/country.ts';
import { countryOfZone, publicHolidays } from '../../window/days/holidays.ts';
import { ownHolidays } from '../../window/days/own-holidays.ts';
import { type History, readHistory } from '../../window/history/stored.ts';
import { localParts } from '../../window/local-time.ts';
import type { QuietWindow } from '../../window/rules.ts';
import { nightsTold } from '../../window/score.ts';
import { windowRules } from '../../window/settings.ts';
import { standingPlan, zoneOf } from '../blocks/window-set.ts';
import { readAll } from '../commands/every-account.ts';
import type { SlackParts } from '../parts.ts';
import { SlackRefused, SlackUnavailable } from '../web/port.ts';

/** Everything that windows are offered from, gathered from what is stored; `count` is set by whoever asks. */
export interface Gathered extends Omit<OfferFacts, 'count'> {
  readonly history: History | undefined;
  readonly operator: string | undefined;
  /** Who stands in, and their zone. */
  readonly backup: { readonly user: string; readonly zone: string } | undefined;
  readonly country: string | undefined;
  /** Days of the account's own among the holidays. */
  readonly ownHolidays: number;
  readonly report: Report;
}

type Parts = Pick<SlackParts, 'store' | 'clock' | 'slack' | 'turn' | 'log'>;

/** Reads the account's counts, its holidays, the operator's zone and the operator's other windows. */
export async function gather(key: AccountKey, migration: Migration, parts: Parts): Promise<Gathered> {
  const { store, clock } = parts;
  const zone = zoneOf(migration);
  const now = clock();
  const operator = migration.team.operator[0];
  const set = migration.settings['country'] ?? '';
  const [history, stored, country, events] = await Promise.all([
    store.history(key),
    store.report(key),
    set === '' ? countryOfZone(zone) : set,
    store.read(key),
  ]);
  const own = ownHolidays(migration.settings);
  const rules = windowRules(migration.settings);
  const [backup] = migration.team.backup;
  const [operatorZone, backupZone, taken, publicOnes] = await Promise.all([
    zoneOfPerson(operator, parts),
    zoneOfPerson(backup, parts),
    windowsOf(operator, key, parts),
    holidaysOf(country, now, zone),
  ]);
  const report = readReport(stored);
  return {
    history: readHistory(history),
    report,
    operator,
    operatorZone: operatorZone ?? zone,
    backup: backup === undefined ? undefined : { user: backup, zone: backupZone ?? zone },
    country,
    zone,
    now,
    holidays: new Set([...publicOnes, ...own]),
    ownHolidays: own.length,
    taken,
    nights: nightsOf(migration, zone),
    told: nightsTold(events),
    brands: Math.max(1, brandsToTurn(migration, report.readings).length),
    rules: { ...rules, weekend: weekendOf(country) ?? rules.weekend },
    estimate: estimateOf(migration.practice),
  };
}

/** Windows that were reached: what was quiet then was made quiet. */
function nightsOf({ scheduled, run, earlier }: Migration, zone: string): readonly string[] {
  const reached = [...earlier, ...(scheduled ? [{ scheduled, run }] : [])].filter((each) => each.run.t0At !== undefined);
  return reached.flatMap(({ scheduled: { plan } }) => [plan.opensAt, plan.closesAt].map((at) => localParts(at, zone).date));
}

/** The past that is counted, and the future that is offered. */
async function holidaysOf(country: string | undefined, now: Instant, zone: string): Promise<ReadonlySet<string>> {
  if (country === undefined) return new Set();
  const year = Number(localParts(now, zone).date.slice(0, 4));
  return new Set(await publicHolidays(country, [year - 1, year, year + 1]));
}

/** Only breaks a tie: where Slack does not tell it, the account's own zone does. */
async function zoneOfPerson(user: string | undefined, { slack }: Parts): Promise<string | undefined> {
  if (user === undefined) return undefined;
  try {
    return (await slack.person(user)).timeZone;
  } catch (error) {
    if (error instanceof SlackRefused || error instanceof SlackUnavailable) return undefined;
    throw error;
  }
}

/** Accounts that are looked through for the operator's other windows. */
const MOST_ACCOUNTS = 2_000;

async function windowsOf(operator: string | undefined, own: AccountKey, parts: Parts): Promise<readonly QuietWindow[]> {
  if (operator === undefined) return [];
  const keys = (await parts.store.accountsNaming(operator, MOST_ACCOUNTS)).filter((key) => key !== own);
  const others = await readAll(keys, parts);
  return others.flatMap(({ migration }) => {
    const plan = typeof migration === 'string' ? undefined : standingPlan(migration)?.plan;
    return plan !== undefined && (plan.operator === operator || plan.backup === operator) ? [plan] : [];
  });
}
