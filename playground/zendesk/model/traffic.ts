import type { Account } from '../state.ts';
import { DAY_MS } from './history.ts';
import { happened } from './past.ts';
import { runAutomations, runRules } from './rules.ts';
import type { Agent, LiveChat, PastChat, TicketStatus } from './types.ts';

const HOUR_MS = 3_600_000;
/** How long a chat waits, and how long it is assigned before it is served. */
const WAIT_MS = 20_000;
const RING_MS = 10_000;
/** Machine time between two looks, at least. */
const REST_MS = 100;

/** Begins a chat: it waits, and its ticket exists at once. */
export function beginChat(account: Account, chat: Omit<LiveChat, 'ticketId'> & { readonly ticketId?: number }): LiveChat {
  const { brandId, groupId, startedAt } = chat;
  const ticket = account.tickets.add({
    ...(chat.ticketId === undefined ? {} : { id: chat.ticketId }),
    subject: `Conversation with Visitor ${Math.floor(startedAt / 1000) % 100_000}`,
    status: chat.agentId === null ? 'new' : 'open',
    via: 'chat',
    brandId,
    groupId,
    assigneeId: chat.agentId,
    createdAt: startedAt,
    tags: ['zopim_chat'],
  });
  runRules(account, 'triggers', ticket.id, startedAt);
  const live: LiveChat = { ...chat, ticketId: ticket.id };
  account.live.set(live.id, live);
  return live;
}

/** Ends a chat: it goes into the history, and its ticket stays as `status` says. */
export function finishChat(account: Account, id: string, status: TicketStatus | null, at: number): PastChat | null {
  const chat = account.live.get(id);
  if (!chat) return null;
  account.live.delete(id);
  const { brandId, groupId, agentId, startedAt, ticketId } = chat;
  const past: PastChat = {
    id,
    type: 'chat',
    ticketId,
    brandId,
    groupId,
    agentId,
    startedAt,
    endedAt: at,
    missed: chat.state === 'incoming',
  };
  account.ended.push(past);
  const tags = [...(account.tickets.get(ticketId)?.tags ?? []), 'zopim_chat_ended'];
  account.tickets.change(ticketId, { ...(status === null ? {} : { status }), tags }, at);
  return past;
}

/** Those who take chats of a group right now. */
function attending(account: Account, groupId: number | null): readonly Agent[] {
  return account.agents.filter(
    (agent) => agent.chatEnabled && agent.chatStatus === 'online' && (groupId === null || agent.groups.includes(groupId)),
  );
}

function serve(account: Account, live: LiveChat, plan: PastChat, now: number): void {
  const servers = attending(account, plan.groupId);
  const agentId = servers[plan.ticketId % servers.length]?.id;
  if (plan.missed || agentId === undefined) return;
  live.state = 'assigned';
  live.agentId = agentId;
  account.tickets.change(live.ticketId, { status: 'open', assigneeId: agentId }, Math.min(now, plan.startedAt + WAIT_MS));
}

function play(account: Account, plan: PastChat, now: number): void {
  const age = now - plan.startedAt;
  let live = account.live.get(plan.id);
  if (!live && (account.tickets.get(plan.ticketId) || attending(account, plan.groupId).length === 0)) return;
  const { id, brandId, groupId, startedAt, ticketId } = plan;
  live ??= beginChat(account, { id, brandId, groupId, state: 'incoming', agentId: null, startedAt, ticketId });
  if (age > WAIT_MS && live.state === 'incoming') serve(account, live, plan, now);
  if (age > WAIT_MS + RING_MS && live.state === 'assigned') live.state = 'active';
  if (now >= plan.endedAt) finishChat(account, id, ticketId % 5 === 0 ? 'pending' : 'solved', plan.endedAt);
}

/** Plays everything that fell between two instants: chats begin where somebody is online, are served and end. */
function playTraffic(account: Account, from: number, to: number): void {
  for (let day = Math.floor(from / DAY_MS) - 1; day <= Math.floor(to / DAY_MS); day += 1) {
    for (const chat of account.history.day(day)) {
      const due = chat.type === 'chat' && chat.startedAt <= to && chat.endedAt > from;
      if (due && (account.live.has(chat.id) || happened(account, chat))) play(account, chat, to);
    }
  }
}

/** Keeps an account moving on the world clock; the answer stops it. */
export function startTraffic(account: Account, everyMs: number): () => void {
  let last = account.clock.now();
  let nextHour = Math.floor(last / HOUR_MS + 1) * HOUR_MS;
  let cancel = () => {};
  const tick = () => {
    const now = account.clock.now();
    playTraffic(account, last, now);
    if (now >= nextHour) {
      runAutomations(account);
      nextHour = Math.floor(now / HOUR_MS + 1) * HOUR_MS;
    }
    last = now;
    account.changed();
    // However fast the clock runs, the machine gets its rest.
    const rest = setTimeout(() => {
      cancel = account.clock.at(now + everyMs, tick);
    }, REST_MS);
    cancel = () => clearTimeout(rest);
  };
  playTraffic(account, last, last);
  cancel = account.clock.at(last + everyMs, tick);
  return () => cancel();
}
