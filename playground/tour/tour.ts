import { CAST } from '../cast.ts';
import { ahead, beside, button, type Hint, HOME_CHANNEL, isPosted, pressing, typing } from './hint.ts';
import { closing } from './morning.ts';
import { cutOver, isTurned } from './night.ts';
import type { Observed } from './observed.ts';
import { type TourStep, tourSteps } from './steps.ts';

/** Where the tour stands: each step with whether it has really happened, and what comes next in it. */
export interface Tour {
  readonly steps: readonly { readonly id: TourStep; readonly isDone: boolean; readonly hint: Hint | undefined }[];
}

interface Step {
  readonly isDone: (seen: Observed) => boolean;
  readonly next: (seen: Observed) => Hint | undefined;
}

const STEPS: Readonly<Record<TourStep, Step>> = {
  connect: {
    isDone: ({ connected }) => connected === true,
    next: ({ account }) => ({ ...beside('connect', { do: 'connect', account }, account), person: CAST.admin }),
  },
  check: { isDone: (seen) => isChecked(seen) && isPrepared(seen), next: nextOfCheck },
  share: { isDone: isRead, next: nextOfShare },
  window: {
    isDone: isPlanned,
    next: (seen) => typing('window', CAST.admin, `schedule ${seen.account} ${nightFor(seen)} ${seen.brands.length > 1 ? '2h' : '90m'}`),
  },
  sign: { isDone: isSigned, next: nextOfSign },
  'dry-run': {
    isDone: (seen) => isAnswered(seen, /^cutover\b.*\bdry-run\b/),
    next: ({ account }) => typing('dry-run', CAST.operator, `cutover ${account} dry-run`),
  },
  'cut-over': { isDone: isTurned, next: cutOver },
  finish: { isDone: (seen) => isPosted(seen, /^finished:/), next: closing },
};

/** So long, in the world's time, what was typed may take until Ferry has posted what follows from it. */
const FOLLOWS_MS = 120_000;

/** Pure: the same world gives the same tour. */
export function tourOf(seen: Observed): Tour {
  return {
    steps: tourSteps.map((id) => {
      const isDone = STEPS[id].isDone(seen);
      return { id, isDone, hint: isDone ? undefined : alive(seen, STEPS[id].next(seen)) };
    }),
  };
}

/** What was typed just now takes its time; nothing in Slack helps while the bot does not run or is not connected. */
function alive({ bot, commands, now }: Observed, hint: Hint | undefined): Hint | undefined {
  if (hint === undefined || hint.id === 'connect') return hint;
  const typed = hint.acts.flatMap((act) => (act.do === 'slash' ? [act.text] : []));
  if (bot === 'connected') return commands.some(({ what, at }) => typed.includes(what) && at + FOLLOWS_MS > now) ? ahead() : hint;
  return bot === 'dead' ? beside('start-bot', { do: 'bot-start' }) : { id: 'lonely', person: '', place: '', acts: [], about: '' };
}

/** Whether such a command was typed and its person has been answered since. */
function isAnswered({ commands, whispered }: Observed, command: RegExp): boolean {
  return commands.some(({ what, user, at }) => command.test(what) && (whispered[user] ?? 0) >= at);
}

/** Ferry was asked to look, and Zendesk has answered it since. */
function isChecked(seen: Observed): boolean {
  return (
    seen.commands.some(({ what, at }) => /^(check|status)\b/.test(what) && seen.lookedAt >= at) && isAnswered(seen, /^(check|status)\b/)
  );
}

/** The team has its roles; a plan needs them, so where there is one they were given. */
function isPrepared(seen: Observed): boolean {
  const given = ['lead', 'approver', 'operator'].every((role) => isAnswered(seen, new RegExp(`^team\\b.*\\b${role} add\\b`)));
  return (given && isAnswered(seen, /^done\b/)) || isPlanned(seen);
}

function nextOfCheck(seen: Observed): Hint {
  if (!isChecked(seen)) return typing('check', CAST.admin, `check ${seen.account}`);
  return { id: 'homework', person: CAST.admin, place: HOME_CHANNEL, acts: [{ do: 'homework', account: seen.account }], about: '' };
}

/** What share of the agents must have read: the product's own default. */
const ENOUGH = 0.8;

function readBy({ presses }: Observed): readonly string[] {
  return [...new Set(presses.filter(({ what }) => /^links_read\b/.test(what)).map(({ user }) => user))];
}

function isRead(seen: Observed): boolean {
  return seen.readers.length > 0 && readBy(seen).filter((id) => seen.readers.includes(id)).length >= ENOUGH * seen.readers.length;
}

function nextOfShare(seen: Observed): Hint {
  // The one button that everybody presses.
  const links = seen.buttons.findLast(({ actionId }) => actionId === 'links_read');
  if (links === undefined) return typing('share', CAST.admin, `share ${seen.account} #agents`);
  const read = readBy(seen);
  if (!read.includes(CAST.agent)) return pressing('read', CAST.agent, links);
  const others = seen.readers.filter((id) => !read.includes(id));
  const first = pressing('read-others', others[0] ?? CAST.agent, links);
  return { ...first, acts: others.flatMap((id) => pressing('read-others', id, links).acts) };
}

/** A window is set, and its plan was not cancelled or missed since. */
function isPlanned({ posts }: Observed): boolean {
  const newest = (kind: string) =>
    Math.max(0, ...posts.filter(({ key }) => key.startsWith(`${kind}:`)).map(({ key }) => Number(key.split(':')[1])));
  return newest('board') > newest('end');
}

const HOUR_MS = 3_600_000;
/** Time to sign and to promise before the window. */
const AHEAD_MS = 5 * HOUR_MS;
const NIGHT = '02:00';

/** Tonight at two, or tomorrow night where that is too near. */
function nightFor({ now, timeZone }: Observed): string {
  const local = (at: number) =>
    new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'short' }).format(at).split(' ');
  for (let at = now + AHEAD_MS; ; at += HOUR_MS) {
    const [date = '', time = ''] = local(at);
    if (time.startsWith('01')) return `${date} ${NIGHT}`;
  }
}

const STATEMENTS = [
  ['plan', CAST.approver],
  ['activation', CAST.approver],
  ['agents_ready', CAST.lead],
  ['go', CAST.approver],
] as const;

/** Approved, and not asked for again since. */
function hasSigned(seen: Observed, statement: string): boolean {
  return (
    seen.presses.some(({ what, value }) => /^signoff_approve\b/.test(what) && value['statement'] === statement) &&
    button(seen, 'signoff_approve', { statement }) === undefined
  );
}

/** Somebody has promised, and nobody is asked to since: another plan wants another promise. */
function hasPromised(seen: Observed): boolean {
  const isPressed = seen.presses.some(({ what, value }) => /^operator_accept\b/.test(what) && value['asked'] === 'promise');
  return isPressed && button(seen, 'operator_accept', { asked: 'promise' }) === undefined;
}

function isSigned(seen: Observed): boolean {
  return isPosted(seen, /^finished:/) || (STATEMENTS.every(([statement]) => hasSigned(seen, statement)) && hasPromised(seen));
}

function nextOfSign(seen: Observed): Hint {
  for (const [statement, person] of STATEMENTS) {
    const open = button(seen, 'signoff_approve', { statement });
    if (open) return pressing(`sign-${statement}`, person, open);
  }
  if (hasSigned(seen, 'activation') && !seen.messagingActivated)
    return { ...beside('activate', { do: 'activate', account: seen.account }), person: CAST.admin };
  const promise = button(seen, 'operator_accept', { asked: 'promise' });
  return promise ? pressing('promise', CAST.operator, promise) : ahead();
}
