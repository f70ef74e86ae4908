import { type Report, readReport } from '../../../checklist/readings.ts';
import { brandsToTurn } from '../../../checklist/scope.ts';
import { rehearse, sandboxDoubt } from '../../../cutover/control/practice/rehearse.ts';
import { type AccountKey, accountKey, type Subdomain } from '../../../migration/account.ts';
import { may } from '../../../migration/decisions.ts';
import { type Migration, replay } from '../../../migration/migration.ts';
import { type Plan, type PlannedBrand, RUNBOOK_VERSION } from '../../../migration/plan.ts';
import { estimateOf } from '../../../migration/run/practice/estimate.ts';
import { HOUR_MS, later } from '../../../migration/time.ts';
import { DAY_MINUTES, localParts } from '../../../window/local-time.ts';
import type { QuietWindow } from '../../../window/rules.ts';
import type { WindowRules } from '../../../window/settings.ts';
import { objections, zoneOf } from '../../blocks/window-set.ts';
import type { SlackParts } from '../../parts.ts';
import { say } from '../../request/answers.ts';
import type { AccountRequest } from '../../request/request.ts';
import { typedWindow } from '../../views/schedule-window.ts';
import { notReady, plannedBrand, plannedRouting, swapPages } from '../../windows/swap-plan.ts';
import { refusal } from '../item/change-item.ts';

/** A sandbox has no customers: no notice, no freeze, any hour. The length is that of the night. */
const RULES: WindowRules = { noticeMs: 0, blackOuts: [], operatorHours: { fromMinute: 0, toMinute: DAY_MINUTES }, weekend: [] };
const EXAMPLE_MS = 7 * 24 * HOUR_MS;

interface Sandbox {
  readonly key: AccountKey;
  readonly migration: Migration;
  readonly report: Report;
}

/** `/migrate cutover <account> rehearse <day> <time> <duration>`: the same runbook on the account's sandbox, with the same people. */
export async function planRehearsal(request: AccountRequest, words: readonly string[], parts: SlackParts): Promise<void> {
  const { key, migration, person, texts } = request;
  if (!may(migration, person, 'admin')) return request.answer(refusal({ because: 'not_your_role', needs: ['admin'] }, request));
  const [date, time, ...rest] = words;
  if (date === undefined || time === undefined || rest.length === 0) return request.answer(say(usage(request, parts)));
  const typed = typedWindow({ date, time, duration: rest.join('') }, request, parts.clock());
  if (typed.kind === 'wrong') return request.answer(say(asRehearsal(typed.sentence)));
  // Of an hour that comes twice the first: on a sandbox either is as good.
  const window = typed.kind === 'twice' ? typed.windows[0] : typed.window;
  const found = await sandboxOf(request, parts);
  if (typeof found === 'string') return request.answer(say(found));
  const brands = brandsToTurn(found.migration, found.report.readings);
  if (brands.length === 0) return request.answer(say(texts.practice.rehearsal.noBrands(found.key)));
  const pages = await swapPages(brands, found.migration, parts.fetchPage);
  const planned = brands.map((brand) => plannedBrand(brand, found.migration, pages));
  const whole = planned.flatMap((each) => (typeof each === 'string' ? [] : [each]));
  const missing = planned.findIndex((each) => typeof each === 'string');
  if (missing >= 0) return request.answer(refusal(notReady(planned[missing], brands[missing] ?? '', { key: found.key, texts }), request));
  const plan = { ...planOf(request, whole, window), ...plannedRouting(found.migration) };
  const estimate = estimateOf(migration.practice);
  const judging = { brands: brands.length, zone: zoneOf(migration), rules: RULES, now: parts.clock(), estimate };
  const objected = objections(window, judging, { key, texts });
  if (objected && 'detail' in objected) return request.answer(say(asRehearsal(objected.detail)));
  const by = { kind: 'person', slackUserId: person.user } as const;
  const decision = await parts.record(found.key, by, (sandbox) => rehearse(sandbox, migration, person, plan));
  if (!decision.ok) return request.answer(refusal(decision.refusal, request));
  await request.answer(say(setText(request, found.key, plan)));
  await parts.settle(found.key);
}

/** What is said of a window, with the command of a rehearsal. */
function asRehearsal(sentence: string): string {
  return sentence.replaceAll(/\/migrate schedule (\S+) /g, '/migrate cutover $1 rehearse ');
}

function usage({ key, texts, migration }: AccountRequest, { clock }: SlackParts): string {
  const day = localParts(later(clock(), EXAMPLE_MS), zoneOf(migration)).date;
  return texts.refusals.usage(texts.practice.rehearsal.usage, `/migrate cutover ${key} rehearse ${day} 02:00 90m`);
}

/** The linked sandbox, freshly looked at where it never was; or why nothing is rehearsed on it. */
async function sandboxOf(request: AccountRequest, parts: SlackParts): Promise<Sandbox | string> {
  const { key, migration, texts } = request;
  const t = texts.practice.rehearsal;
  const named = accountKey(migration.settings['sandbox'] ?? '');
  if (named === undefined) return t.noSandbox(key);
  const sandbox = replay(await parts.store.read(named));
  const own = migration.account?.subdomain;
  if (sandbox.account === undefined || sandbox.archived || own === undefined) return t.gone(named, key);
  const doubt = sandboxDoubt(sandbox, own, await productionHosts(key, named, sandbox.account.subdomain, parts));
  if (doubt) return t.doubt[doubt](named, key);
  if (!sandbox.connected) return t.notConnected(named, sandbox.account.subdomain);
  const known = readReport(await parts.store.report(named));
  const report = known.readings.brands === undefined ? await parts.lookAgain(named, sandbox) : known;
  return { key: named, migration: sandbox, report };
}

/** Hosts that are production: the brands of this account, and the sandbox's own where it is another account's, too. */
async function productionHosts(key: AccountKey, sandbox: AccountKey, host: Subdomain, parts: SlackParts): Promise<readonly Subdomain[]> {
  const { brands } = readReport(await parts.store.report(key)).readings;
  const own = brands?.status === 'seen' ? brands.value.map((brand) => brand.subdomain) : [];
  return (await parts.accountAt(host, sandbox)) === undefined ? own : [...own, host];
}

function planOf({ key, migration, channel }: AccountRequest, brands: readonly PlannedBrand[], window: QuietWindow): Plan {
  const { team, account, settings, homeChannel, practice } = migration;
  const home = settings['channel'] || homeChannel || (/^[CG]/.test(channel) ? channel : undefined);
  const estimate = estimateOf(practice);
  return {
    ...window,
    timeZone: zoneOf(migration),
    brands,
    operator: team.operator[0],
    backup: team.backup[0],
    runbookVersion: RUNBOOK_VERSION,
    ...(estimate ? { estimate } : {}),
    ...(account ? { rehearsalOf: { account: key, subdomain: account.subdomain, ...(home ? { channel: home } : {}) } } : {}),
  };
}

function setText({ key, texts }: AccountRequest, sandbox: AccountKey, { opensAt, closesAt, timeZone, operator, backup }: Plan): string {
  const t = texts.practice.rehearsal;
  const named = (user: string | undefined) => (user === undefined ? texts.common.nobody : texts.common.people([user]));
  return [
    t.set(key, sandbox, texts.common.window(opensAt, closesAt, timeZone)),
    t.samePeople(named(operator), named(backup)),
    t.silent,
  ].join('\n');
}
