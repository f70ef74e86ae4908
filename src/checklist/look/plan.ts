import type { Reading } from '../../migration/finding.ts';
import type { Instant } from '../../migration/time.ts';
import type { AccountSettings, ChatAccount } from '../../zendesk/port.ts';

/** What shows which plan an account has: no interface names the plan itself. */
export interface PlanReadings {
  readonly settings?: Reading<AccountSettings> | undefined;
  readonly chatAccount?: Reading<ChatAccount> | undefined;
  readonly departments?: Reading<unknown> | undefined;
}

/** When the plan was seen to be another than before; undefined where nothing shows that. What could not be read shows nothing. */
export function planChangedAt(before: PlanReadings, seen: PlanReadings): Instant | undefined {
  const changed = signs.flatMap((sign) => {
    const was = sign(before);
    const is = sign(seen);
    return was !== undefined && is !== undefined && was.of !== is.of ? [is.at] : [];
  });
  return changed.toSorted().at(-1);
}

interface Sign {
  readonly of: string;
  readonly at: Instant;
}

const signs = [
  ({ settings }: PlanReadings) =>
    signOf(settings, ({ chat, omnichannelRouting, unifiedStatuses }) => [chat, omnichannelRouting, unifiedStatuses]),
  // Apart from the switches: what was read before features were kept has none to compare with.
  ({ settings }: PlanReadings) => signOf(settings, ({ features }) => features),
  ({ chatAccount }: PlanReadings) =>
    signOf(chatAccount, ({ status, plan, restApi, operatingHours }) => [status, plan, restApi, operatingHours]),
  ({ departments }: PlanReadings) => signOf(departments, () => []),
];

function signOf<T>(reading: Reading<T> | undefined, told: (value: T) => unknown): Sign | undefined {
  if (reading === undefined) return undefined;
  const { at } = reading;
  if (reading.status === 'unknown') return isClosed(reading.why) ? { of: 'closed', at } : undefined;
  const of = told(reading.value);
  return of === undefined ? undefined : { of: JSON.stringify(of), at };
}

/** Refused for the plan, or not there at all; whatever a token or the network did says nothing of the plan. */
function isClosed(why: string): boolean {
  return why === 'not_allowed' || why === 'no_interface';
}
