import type { KnownBlock } from '@slack/types';
import { applies } from '../../checklist/applies.ts';
import { items } from '../../checklist/items/items.ts';
import { brandsInScope } from '../../checklist/scope.ts';
import { groupNames, standingOf, subjectOf } from '../../cutover/subjects.ts';
import { guardTag } from '../../cutover/writes/writes-ahead.ts';
import { signers as mayStillSign } from '../../migration/decisions.ts';
import type { Fingerprint } from '../../migration/plan.ts';
import { type SignOff, type Statement, signerOf, standing, statements } from '../../migration/sign-offs.ts';
import type { Instant } from '../../migration/time.ts';
import type { SignOffFacts } from '../locales/cutover/text.ts';
import { planLines } from '../posts/changes.ts';
import { needsText } from '../posts/practice/estimate.ts';
import { undoLines } from '../posts/way-back/undo.ts';
import { pressValue } from '../request/press.ts';
import type { Scene } from '../request/request.ts';
import type { Message } from '../web/port.ts';
import { button, buttons, context, cut, fitted, header, plain, section } from './frame.ts';

/** One request: what is agreed to, what cannot be undone, who has signed and who is waited for. Drawn from the record each time. */
export function signOffMessage(statement: Statement, of: Fingerprint, scene: Scene): Message {
  const { texts, key, migration, report } = scene;
  const t = texts.cutover.signOff;
  const current = subjectOf(statement, { migration, readings: report.readings });
  const signed = migration.signOffs.filter((each) => each.statement === statement && each.of === of);
  const stands = standing(statement, of, signed);
  const isOver = migration.run.finishedAt !== undefined;
  // What was signed of a finished night stays signed, whatever has changed since.
  if (current !== of && !(isOver && stands === 'signed')) return closed(statement, signed, scene);
  const agreed = t.agree[statement](factsOf(scene));
  // Neither of the others turns a brand.
  const undo = statement === 'plan' || statement === 'go' ? undoLines(scene) : [];
  const blocks: KnownBlock[] = [
    header(t.header(key, statement)),
    section(agreed),
    ...(stands === 'declined' ? [section(declinedText(statement, decliners(signed), scene))] : []),
    ...(stands === 'signed' ? [section(t.signed)] : isOver ? [section(t.over)] : buttons(choices(statement, of, scene))),
    ...noWayBack(statement, scene).map((text) => section(text)),
    ...(statement === 'plan' ? [section(texts.cutover.flows.writes.approved(guardTag(migration)))] : []),
    ...(statement === 'plan' || statement === 'go' ? planLines(scene).map((text) => section(text)) : []),
    ...judgedBy(statement, scene),
    // Of the go the waivers themselves are signed.
    ...waivedTexts(stands === 'signed' && !(statement === 'go' && current === of) ? signed : [], scene).map((text) => section(text)),
    section(signers(statement, signed, scene)),
    ...(undo.length > 0 ? [context(undo.join('\n'))] : []),
    context(t.context(of.slice(0, 8))),
  ];
  return { text: `${t.header(key, statement)}. ${agreed.replaceAll('*', '')}`, blocks: fitted(blocks, texts.cutover.plan.more) };
}

/** By the paths of the plan: a brand that is converted cannot come back, one that is swapped can. */
function noWayBack(statement: Statement, { texts, migration }: Scene): readonly string[] {
  const { signOff, turns } = texts.cutover;
  const own = signOff.noWayBack[statement] === '' ? [] : [signOff.noWayBack[statement]];
  const brands = migration.scheduled?.plan.brands ?? [];
  if (statement !== 'plan' && statement !== 'go') return own;
  const swapped = brands.some(({ path }) => path === 'swap') ? [turns.swap.noWayBack] : [];
  return brands.every(({ path }) => path === 'swap') && brands.length > 0 ? swapped : [...own, ...swapped];
}

/** A plan whose length was measured says so: it is part of what is signed. */
function judgedBy(statement: Statement, { texts, migration }: Scene): readonly KnownBlock[] {
  const plan = migration.scheduled?.plan;
  if (statement !== 'plan' || plan?.estimate === undefined) return [];
  return [section(needsText(plan.brands.length, plan.estimate, plan.timeZone, texts))];
}

function choices(statement: Statement, of: Fingerprint, { key, texts, migration }: Scene) {
  const t = texts.cutover.signOff;
  const value = pressValue({ account: key, statement, of, ...(migration.scheduled ? { plan: migration.scheduled.version } : {}) });
  return [
    button('signoff_approve', t.approve, value, { style: 'primary' }),
    button('signoff_decline', t.decline, value, { style: 'danger' }),
  ];
}

export function factsOf({ texts, key, migration, report }: Scene): SignOffFacts {
  const plan = migration.scheduled?.plan;
  const named = (user: string | undefined) => (user ? texts.common.people([user]) : texts.common.nobody);
  const brands = plan?.brands.map(({ subdomain }) => subdomain) ?? brandsInScope(migration, report.readings);
  return {
    account: key,
    window: plan ? texts.common.windowForAll(plan.opensAt, plan.closesAt, plan.timeZone) : texts.status.noWindow,
    brands: cut(brands.map((brand) => `*${brand}*`).join(', '), 600),
    operator: named(plan?.operator),
    backup: named(plan?.backup),
    groups: cut(plain(groupNames(report.readings).join(', ')), 400),
  };
}

/** Nothing of it can be signed any more: its plan has ended, or it asked about something that is another now. */
function closed(statement: Statement, signed: readonly SignOff[], scene: Scene): Message {
  const { texts, key, migration } = scene;
  const t = texts.cutover.signOff;
  const hasEnded =
    (statement === 'plan' || statement === 'go') && (migration.scheduled === undefined || migration.run.finishedAt !== undefined);
  const why = hasEnded ? t.over : t.void;
  const lines = hasEnded ? verdicts(signed, scene) : [];
  return {
    text: `${t.header(key, statement)}. ${why}`,
    blocks: [header(t.header(key, statement)), section(why), ...(lines.length > 0 ? [section(lines.join('\n'))] : [])],
  };
}

/**
 * What went on without: a waiver of what does not apply any more leaves nothing out. What was waived after the last signature
 * is told apart: nobody has agreed to it here.
 */
function waivedTexts(signed: readonly SignOff[], { texts, migration, report, now }: Scene): readonly string[] {
  const t = texts.cutover.signOff;
  const last = signed.reduce<Instant | undefined>((at, each) => (at === undefined || each.at > at ? each.at : at), undefined);
  const waived = items.flatMap(({ id }) => {
    const waiver = migration.waivers[id];
    return waiver && applies(id, { migration, readings: report.readings, now })
      ? [
          {
            line: `• ${texts.items[id].title} — _${plain(waiver.reason)}_ (${texts.common.people([waiver.by])})`,
            isSince: last !== undefined && waiver.at > last,
          },
        ]
      : [];
  });
  const shown = waived.flatMap(({ line, isSince }) => (isSince ? [] : [line]));
  const since = waived.flatMap(({ line, isSince }) => (isSince ? [line] : []));
  if (waived.length === 0) return [t.nothingWaived];
  return [...(shown.length > 0 ? [t.waived(shown)] : []), ...(since.length > 0 ? [t.waivedSince(since)] : [])];
}

/** Who has said what, and when. */
function verdicts(signed: readonly SignOff[], { texts, migration }: Scene): readonly string[] {
  const t = texts.cutover.signOff;
  const zone = migration.account?.timeZone ?? 'UTC';
  return signed.map(({ by, at, verdict, reason }) => {
    const who = texts.common.people([by]);
    const when = texts.common.moment(at, zone);
    return verdict === 'yes' ? t.yes(who, when) : t.no(who, when, plain(reason ?? ''));
  });
}

function signers(statement: Statement, signed: readonly SignOff[], scene: Scene): string {
  const { texts, migration } = scene;
  const t = texts.cutover.signOff;
  const role = signerOf[statement];
  const who = (user: string) => texts.common.people([user]);
  const lines = verdicts(signed, scene);
  const missing = migration.team[role].filter((user) => !signed.some(({ by }) => by === user));
  const fourEyes =
    migration.settings['approval'] !== 'solo' &&
    role === 'approver' &&
    migration.scheduled?.by !== undefined &&
    missing.includes(migration.scheduled.by);
  const waiting =
    migration.run.finishedAt !== undefined || signed.some(({ verdict }) => verdict === 'yes')
      ? []
      : [t.waiting(texts.common.people(missing), texts.common.roles[role])];
  return [...lines, ...waiting, ...(fourEyes && migration.scheduled?.by ? [t.notOwn(who(migration.scheduled.by))] : [])].join('\n') || ' ';
}

/** Whose no stands. */
function decliners(signed: readonly SignOff[]): readonly string[] {
  return signed.filter(({ verdict }) => verdict === 'no').map(({ by }) => by);
}

/** Whose no it is, and what helps: they can take it back themselves only while they may sign. */
export function declinedText(statement: Statement, who: readonly string[], { texts, migration }: Scene): string {
  const { declined, declinedBefore } = texts.cutover.signOff;
  const maySign = who.some((user) => migration.team[signerOf[statement]].includes(user));
  return maySign ? declined(texts.common.people(who)) : declinedBefore(texts.common.people(who));
}

/** Whose no holds a statement up as it now is. */
export function declinedBy(statement: Statement, { migration, report }: Scene): readonly string[] {
  const of = subjectOf(statement, { migration, readings: report.readings });
  return decliners(migration.signOffs.filter((each) => each.statement === statement && each.of === of));
}

interface Asked {
  readonly statement: Statement;
  /** Who can sign, or take their no back. */
  readonly who: readonly string[];
  readonly since: Instant;
  readonly declined: boolean;
}

/** What was asked to be signed for the plan at hand and is not yet: of whom, and since when. */
export function askedSignOffs(scene: Scene): readonly Asked[] {
  const { migration, report } = scene;
  const { scheduled, run, asked } = migration;
  if (scheduled === undefined || run.finishedAt !== undefined) return [];
  return statements.flatMap((statement) => {
    const since = asked.find(({ statement: of, at }) => of === statement && at >= scheduled.at)?.at;
    const stands = standingOf(statement, { migration, readings: report.readings });
    if (since === undefined || stands === 'signed') return [];
    const declined = stands === 'declined';
    return [{ statement, who: declined ? declinedBy(statement, scene) : mayStillSign(migration, statement), since, declined }];
  });
}
