import { type Evidence, type Finding, ready, todo, type UnknownReason, unknown, unknownReasons } from '../../migration/finding.ts';
import { pathOf } from '../../migration/plan.ts';
import { between, MINUTE_MS } from '../../migration/time.ts';
import { type Check, type CheckContext, judged } from '../check.ts';
import { older } from './messaging-groups.ts';

/** Two readings, at least this far apart: a chat may begin between them. */
const QUIET_MS = MINUTE_MS;

/** The drain is judged by the readings that the runner records, never by a single look. */
export const drain = [
  { id: 'drain-stop-new-chats', find: noNewChats },
  { id: 'migrate-close-active-chats', find: noChats },
  { id: 'migrate-agents-offline', find: nobodyOnline },
  {
    id: 'migrate-note-pending-tickets',
    find: ({ migration: { run } }) =>
      run.listed
        ? ready({ asked: 'GET /api/v2/search/export', saw: `${run.listed.tickets.length}`, at: run.listed.at })
        : unknown('not_looked'),
  },
  {
    id: 'migrate-important-notice',
    find: ({ migration: { run, scheduled } }) => {
      const typed = scheduled?.plan.brands.find(({ subdomain }) => run.phrases[subdomain]);
      const phrase = typed && run.phrases[typed.subdomain];
      return phrase ? ready({ asked: 'confirm_gate', saw: `${typed.path} ${typed.subdomain}`, at: phrase.at }) : unknown('not_looked');
    },
  },
  {
    id: 'migrate-4a-web-widget',
    find: (context) => widgetsTurned(context),
  },
] as const satisfies readonly Check[];

function noNewChats({ migration: { run } }: CheckContext): Finding<{ readonly incoming: number }> {
  const chats = run.watch.chats;
  if (!chats) return unknown('not_looked');
  if (!chats.counts) return unknown(known(chats.why), chats.at);
  const { incoming } = chats.counts;
  const seen = (isNobodyOnline: boolean): Evidence['sight'] => ({ of: 'incoming', chats: incoming, isNobodyOnline });
  const evidence: Evidence = { asked: 'GET /stream/chats', saw: `incoming ${incoming}`, sight: seen(false), at: chats.at };
  if (incoming > 0) return todo({ incoming }, evidence);
  const stop = run.steps['rb-15m-stop-new']?.said.at(-1)?.at;
  const alreadyQuiet = nobodyThere(run.watch.agents?.counts) && quietFor(chats.zeroSince, chats.at);
  if (alreadyQuiet) return ready({ ...evidence, saw: 'incoming 0, nobody online', sight: seen(true) });
  // Before the operator has stopped new chats, quiet is luck.
  if (stop === undefined) return todo({ incoming: 0 }, evidence);
  return quietFor(chats.noneIncomingSince, chats.at) ? ready(evidence) : todo({ incoming: 0 }, evidence);
}

function noChats({ migration: { run } }: CheckContext): Finding<{ readonly open: number }> {
  const chats = run.watch.chats;
  if (!chats) return unknown('not_looked');
  if (!chats.counts) return unknown(known(chats.why), chats.at);
  const { incoming, assigned, active } = chats.counts;
  const sight = { of: 'chats', incoming, assigned, active } as const;
  const evidence: Evidence = { asked: 'GET /stream/chats', saw: `${incoming} / ${assigned} / ${active}`, sight, at: chats.at };
  return quietFor(chats.zeroSince, chats.at) ? ready(evidence) : todo({ open: incoming + assigned + active }, evidence);
}

function nobodyOnline(context: CheckContext): Finding<{ readonly agents: number }> {
  const { agents } = context.migration.run.watch;
  if (!agents) return unknown('not_looked');
  if (!agents.counts) return unknown(known(agents.why), agents.at);
  const { online, away, invisible } = agents.counts;
  const sight = { of: 'agents', online, away, invisible } as const;
  const evidence: Evidence = { asked: 'GET /stream/agents', saw: `${online} / ${away} / ${invisible}`, sight, at: agents.at };
  if (!nobodyThere(agents.counts)) return todo({ agents: online + away + invisible }, evidence);
  if (!countsForMessaging(context)) return ready(evidence);
  return judged(context.readings.messagingAgents, (count, counted) =>
    count > 0
      ? todo({ agents: count }, counted(`messaging ${count}`, { of: 'messaging_agents', online: count }))
      : ready(older({ ...evidence, saw: `${evidence.saw}, messaging 0`, sight: { ...sight, messaging: 0 } }, counted(''))),
  );
}

/** Statuses are for every channel, and no brand has messaging yet for which somebody would have to be online. */
function countsForMessaging({ migration: { run, liveBrands }, readings: { settings, widgets = {} } }: CheckContext): boolean {
  const isUnified = settings?.status === 'seen' && settings.value.unifiedStatuses === true;
  const isShown = Object.values(widgets).some((reading) => reading.status === 'seen' && reading.value === 'messaging');
  return isUnified && !isShown && Object.keys(run.turned).length + liveBrands.length === 0;
}

/** Proved from outside and by a test conversation, for every brand of the window that was not left for another. */
function widgetsTurned({ migration: { run, scheduled } }: CheckContext): Finding<{ readonly brand: string }> {
  const brands = (scheduled?.plan.brands ?? []).map(({ subdomain }) => subdomain).filter((brand) => !run.left.includes(brand));
  if (brands.length === 0) return unknown('not_looked');
  let oldest: Evidence | undefined;
  for (const brand of brands) {
    const shown = pathOf(brand, scheduled?.plan) === 'swap' ? keysOf(brand, run) : widgetOf(brand, run);
    const proof = run.steps[`rb-2m-config:${brand}`]?.done;
    if (!shown) return unknown('not_looked');
    const { evidence } = shown;
    if (shown.is === 'classic') return todo({ brand }, evidence);
    if (shown.is === 'unclear' || !proof || !run.conversations[brand]) return unknown('cannot_tell', evidence.at);
    oldest = oldest && oldest.at < evidence.at ? oldest : evidence;
  }
  return oldest ? ready(oldest) : unknown('not_looked');
}

type Shown = { readonly is: 'classic' | 'messaging' | 'unclear'; readonly evidence: Evidence };

function widgetOf(brand: string, { watch }: CheckContext['migration']['run']): Shown | undefined {
  const widget = watch.widgets[brand];
  if (widget === undefined) return undefined;
  const sight = { of: 'widgets', shown: [{ brand, widget: widget.widget }] } as const;
  const evidence = { asked: 'GET /embeddable/config', saw: `${brand}: ${widget.widget}`, sight, at: widget.at };
  return { is: widget.widget === 'unknown' ? 'unclear' : widget.widget, evidence };
}

function keysOf(brand: string, { watch }: CheckContext['migration']['run']): Shown | undefined {
  const keys = watch.keys[brand];
  if (keys === undefined) return undefined;
  const sight = { of: 'keys', brand, keys: keys.keys } as const;
  const evidence = { asked: 'GET page', saw: `${brand}: ${keys.keys}`, sight, at: keys.at };
  return { is: keys.keys === 'new' ? 'messaging' : keys.keys === 'old' ? 'classic' : 'unclear', evidence };
}

function nobodyThere(counts: { readonly online: number; readonly away: number; readonly invisible: number } | undefined): boolean {
  return counts !== undefined && counts.online + counts.away + counts.invisible === 0;
}

function quietFor(since: Parameters<typeof between>[0] | undefined, at: Parameters<typeof between>[1]): boolean {
  return since !== undefined && between(since, at) >= QUIET_MS;
}

function known(why: string | undefined): UnknownReason {
  return unknownReasons.find((reason) => reason === why) ?? 'cannot_tell';
}
