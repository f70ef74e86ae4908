import { shownWidget } from './routes/open.ts';
import type { Account } from './state.ts';

/** What the page and the tests look at. */
export type Snapshot = ReturnType<typeof snapshotOf>;

function countBy(list: readonly string[]): Readonly<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const word of list) counts[word] = (counts[word] ?? 0) + 1;
  return counts;
}

function ticketsOf(account: Account) {
  const kept = account.tickets
    .ids()
    .flatMap((id) => account.tickets.get(id) ?? [])
    .filter((ticket) => !ticket.deleted);
  const unsolved = kept.filter((ticket) => ticket.status !== 'solved' && ticket.status !== 'closed');
  const latest = kept.toSorted((a, b) => b.updatedAt - a.updatedAt).slice(0, 20);
  return {
    unsolved: {
      chat: countBy(unsolved.filter(({ via }) => via === 'chat').map(({ status }) => status)),
      native_messaging: countBy(unsolved.filter(({ via }) => via === 'native_messaging').map(({ status }) => status)),
    },
    latest: latest.map(({ id, subject, status, via, brandId, groupId, tags, updatedAt }) => ({
      id,
      subject,
      status,
      via,
      brandId,
      groupId,
      tags,
      updatedAt,
    })),
  };
}

/** An account as plain JSON. */
export function snapshotOf(account: Account) {
  const now = account.clock.now();
  const { seed } = account;
  const agents = account.agents.filter((agent) => agent.chatEnabled);
  return {
    subdomain: seed.subdomain,
    name: seed.name,
    kind: seed.kind,
    plan: seed.plan,
    now,
    settings: structuredClone(account.settings),
    messagingActivated: account.messagingActivated,
    chatOpen: !account.closedSpans.some((span) => span.from <= now && now < span.to),
    brands: account.brands.map(({ turns, site, ...brand }) => ({
      ...brand,
      site: [...site].map(([address, key]) => ({ address, key })),
      turnedAt: turns.at(-1)?.at ?? null,
      shown: shownOf(account, brand.id, now),
    })),
    groups: account.groups
      .filter((group) => !group.deleted)
      .map(({ id, name, chat }) => ({ id, name, chat, members: account.agents.filter((agent) => agent.groups.includes(id)).length })),
    agents: {
      total: account.agents.length,
      chat: countBy(agents.map(({ chatStatus }) => chatStatus)),
      messaging: countBy(account.agents.map(({ messagingStatus }) => messagingStatus)),
    },
    people: account.agents
      .slice(0, 30)
      .map(({ id, name, role, chatStatus, messagingStatus, groups }) => ({ id, name, role, chatStatus, messagingStatus, groups })),
    liveChats: [...account.live.values()].map((chat) => ({ ...chat })),
    tickets: ticketsOf(account),
    routing: structuredClone(account.routing),
    triggers: account.rules.triggers.map(({ id, title, active }) => ({ id, title, active })),
    incidents: account.incidents.filter((incident) => incident.resolvedAt === null || incident.resolvedAt > now),
    tokens: account.tokens.map(({ family, scope, expiresAt }) => ({ family, scope, expiresAt })),
    faults: account.faults
      .filter((fault) => fault.left > 0)
      .map(({ left, ...fault }) => ({ ...fault, left: Number.isFinite(left) ? left : null })),
  };
}

function shownOf(account: Account, brandId: number, now: number) {
  const brand = account.brands.find(({ id }) => id === brandId);
  return brand ? shownWidget(brand, now) : 'none';
}
