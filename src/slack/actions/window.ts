import { readReport } from '../../checklist/readings.ts';
import { brandName, brandsToTurn } from '../../checklist/scope.ts';
import { type Decision, grant, refuse, schedule } from '../../migration/decisions.ts';
import type { KeptForecast } from '../../migration/events.ts';
import { type Migration, replay } from '../../migration/migration.ts';
import { type Plan, type PlannedBrand, RUNBOOK_VERSION } from '../../migration/plan.ts';
import { estimateOf } from '../../migration/run/practice/estimate.ts';
import { type Instant, instant } from '../../migration/time.ts';
import { windowRules } from '../../window/settings.ts';
import { alreadyMessage, objections, plannedMessage, standingPlan, zoneOf } from '../blocks/window-set.ts';
import type { SlackParts } from '../parts.ts';
import { say } from '../request/answers.ts';
import type { AccountRequest } from '../request/request.ts';
import { showMore } from '../windows/command.ts';
import { keptForecast } from '../windows/kept.ts';
import { notReady, plannedBrand, plannedRouting, swapPages } from '../windows/swap-plan.ts';
import type { Action, ActionRequest } from './action.ts';
import { refusal } from './item/change-item.ts';
import { planningShown } from './planning.ts';

/** Channels, public and private; a direct message is no place for a migration. */
const CHANNEL = /^[CG]/;
/** As `Instant` is written. */
const MOMENT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/;

export const windowActions = [
  { prefix: 'window_choose', run: choose },
  { prefix: 'windows_more', run: more },
] as const satisfies readonly Action[];

/** A window that was offered, or one of the two that a clock put back makes of one. */
async function choose(request: ActionRequest, parts: SlackParts): Promise<void> {
  const { press, migration, texts } = request;
  const [opensAt, closesAt] = [moment(press.opensAt), moment(press.closesAt)];
  if (opensAt === undefined || closesAt === undefined || isOld(press.of, { opensAt, closesAt }, migration))
    return request.answer(say(texts.refusals.oldButton));
  const decision = await planWindow(request, parts, opensAt, closesAt);
  if (!decision.ok) await request.answer(refusal(decision.refusal, request));
}

/** The three windows after those that were shown. */
async function more(request: ActionRequest, parts: SlackParts): Promise<void> {
  await showMore(request, parts, request.press.from ?? 0);
}

/** Something else was planned since the button was drawn. Pressed twice, the window is the planned one, and that is told. */
function isOld(of: string | undefined, window: { opensAt: Instant; closesAt: Instant }, migration: Migration): boolean {
  const now = standingPlan(migration)?.plan;
  if (now?.opensAt === window.opensAt && now.closesAt === window.closesAt) return false;
  return of === undefined ? now !== undefined : of !== planningShown(migration);
}

/**
 * Plans this window: judged by the account's rules on the newest state, recorded, told to the person, and set going.
 * A refusal is left to the caller, who may have a field to show it at.
 */
export async function planWindow(request: AccountRequest, parts: SlackParts, opensAt: Instant, closesAt: Instant): Promise<Decision> {
  const { key, person, texts, channel } = request;
  const { readings } = readReport(await parts.store.report(key));
  const expected = await keptForecast(request, parts, { opensAt, closesAt });
  const pages = await swapPages(brandsToTurn(request.migration, readings), request.migration, parts.fetchPage);
  const decision = await parts.record(key, { kind: 'person', slackUserId: person.user }, (migration) => {
    const brands = brandsToTurn(migration, readings);
    const planned = brands.map((brand) => plannedBrand(brand, migration, pages));
    const whole = planned.flatMap((each) => (typeof each === 'string' ? [] : [each]));
    const plan = planOf(migration, whole, opensAt, closesAt);
    const decided = schedule(migration, person, plan, CHANNEL.test(channel) ? channel : undefined);
    if (!decided.ok || (decided.happened.length === 0 && whole.length === brands.length)) return decided;
    const missing = planned.findIndex((each) => typeof each === 'string');
    if (missing >= 0) return refuse(notReady(planned[missing], brands[missing] ?? '', request));
    if (brands.length === 0) return refuse({ because: 'no_brands', detail: texts.people.schedule.noBrands(key) });
    const estimate = estimateOf(migration.practice);
    const judging = {
      brands: brands.length,
      zone: zoneOf(migration),
      rules: windowRules(migration.settings),
      now: parts.clock(),
      estimate,
    };
    const objected = objections({ opensAt, closesAt }, judging, { key, texts });
    return objected ? refuse(objected) : withForecast(decided, expected);
  });
  if (!decision.ok) return decision;
  const migration = replay(await parts.store.read(key));
  const names = brandsToTurn(migration, readings).map((brand) => brandName(brand, readings));
  const facts = { key, texts, migration, brands: names, before: request.migration, now: parts.clock(), zone: request.user.timeZone };
  await request.answer(decision.happened.length > 0 ? plannedMessage(facts) : alreadyMessage(facts));
  if (decision.happened.length > 0) await parts.settle(key);
  return decision;
}

/** What the window was expected to cost stands beside the plan; it is no part of what is signed. */
function withForecast(decided: Decision, forecast: KeptForecast | undefined): Decision {
  return decided.ok && forecast !== undefined ? grant(...decided.happened, { type: 'forecast_kept', forecast }) : decided;
}

function planOf(migration: Migration, brands: readonly PlannedBrand[], opensAt: Instant, closesAt: Instant): Plan {
  const { team } = migration;
  const estimate = estimateOf(migration.practice);
  return {
    opensAt,
    closesAt,
    timeZone: zoneOf(migration),
    brands,
    operator: team.operator[0],
    backup: team.backup[0],
    ...plannedRouting(migration),
    runbookVersion: RUNBOOK_VERSION,
    ...(estimate ? { estimate } : {}),
  };
}

/** What a button carries is text until it was looked at. */
function moment(text: string | undefined): Instant | undefined {
  const valid = text !== undefined && MOMENT.test(text) && !Number.isNaN(Date.parse(text));
  return valid ? instant(new Date(text)) : undefined;
}
