import { longTailed, oneOf, poisson, random } from './random.ts';
import type { Agent, PastChat, Rhythm } from './types.ts';

const HOUR_MS = 3_600_000;
/** One day, in milliseconds. */
export const DAY_MS = 24 * HOUR_MS;
/** Ticket numbers begin at 1 on this day since 1970 (2024-10-04). */
const FIRST_DAY = 20_000;
/** Numbers kept free each day for tickets that people make. */
const BY_HAND = 1_000;

/** The chats that come by themselves, made when asked for, the same every time. */
export interface History {
  /** The chats that begin on that UTC day, in order. */
  day(day: number): readonly PastChat[];
  /** The first ticket number of a day that no chat of the rhythm takes. */
  freeNumber(day: number): number;
  /** The day whose tickets have this number. */
  dayOf(ticketId: number): number;
}

interface Place {
  readonly weekday: number;
  readonly hour: number;
  readonly date: string;
}

function placer(timeZone: string): (at: number) => Place {
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone,
    hourCycle: 'h23',
    weekday: 'short',
    hour: '2-digit',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
  });
  return (at) => {
    const parts = new Map(format.formatToParts(at).map((part) => [part.type, part.value]));
    const weekday = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'].indexOf(parts.get('weekday') ?? '');
    return { weekday, hour: Number(parts.get('hour')), date: `${parts.get('year')}-${parts.get('month')}-${parts.get('day')}` };
  };
}

/** Chats expected in the hour that begins at `at`. */
function expected(rhythm: Rhythm, place: Place): number {
  if (rhythm.closedDays.includes(place.date)) return 0;
  const weights = rhythm.hours.reduce((sum, weight) => sum + weight, 0);
  return ((rhythm.perWeekday[place.weekday] ?? 0) * (rhythm.hours[place.hour] ?? 0)) / Math.max(weights, 1e-9);
}

/** Enough numbers for a day of one rhythm, whatever chance brings. */
const slots = (rhythm: Rhythm) => Math.ceil(Math.max(...rhythm.perWeekday, 1) * 1.5) + 40;

function chatOf(rhythm: Rhythm, agents: readonly Agent[], at: number, ticketId: number, next: () => number): PastChat {
  const groupId = oneOf(rhythm.groupIds, next);
  const offline = next() < 0.03;
  const missed = !offline && next() < 0.04;
  const server = oneOf(
    agents.filter((agent) => groupId !== null && agent.groups.includes(groupId)),
    next,
  );
  const seconds = offline ? 0 : missed ? 60 + next() * 120 : Math.max(30, longTailed(rhythm.meanMinutes * 60, next));
  const startedAt = Math.floor(at / 1000) * 1000;
  const month = new Date(startedAt).toISOString().slice(2, 7).replace('-', '');
  return {
    id: `${month}.${10_414_000 + (rhythm.brandId % 1000)}.T${ticketId.toString(36).padStart(6, 'a')}`,
    type: offline ? 'offline_msg' : 'chat',
    ticketId,
    brandId: rhythm.brandId,
    groupId,
    agentId: offline || missed ? null : (server?.id ?? null),
    startedAt,
    endedAt: startedAt + Math.round(Math.min(seconds, 3 * 3600)) * 1000,
    missed,
  };
}

/** The rhythms of an account as a history without end in either direction. */
export function chatHistory(rhythms: readonly Rhythm[], agents: readonly Agent[], seed: number): History {
  const stride = rhythms.reduce((sum, rhythm) => sum + slots(rhythm), BY_HAND);
  const places = rhythms.map((rhythm) => placer(rhythm.timeZone));
  const servers = agents.filter((agent) => agent.chatEnabled);
  const made = new Map<number, readonly PastChat[]>();

  const make = (day: number): readonly PastChat[] => {
    const chats: PastChat[] = [];
    let first = (day - FIRST_DAY) * stride + 1;
    for (const [index, rhythm] of rhythms.entries()) {
      const next = random(seed, index, day);
      const starts: number[] = [];
      for (let at = day * DAY_MS; at < (day + 1) * DAY_MS; at += HOUR_MS) {
        const place = places[index]?.(at);
        if (!place) continue;
        for (let left = poisson(expected(rhythm, place), next); left > 0; left -= 1) starts.push(at + next() * HOUR_MS);
      }
      starts.sort((a, b) => a - b);
      const kept = starts.slice(0, slots(rhythm));
      for (const [number, at] of kept.entries()) chats.push(chatOf(rhythm, servers, at, first + number, next));
      first += slots(rhythm);
    }
    return chats.sort((a, b) => a.startedAt - b.startedAt);
  };

  return {
    day(day) {
      const known = made.get(day) ?? make(day);
      made.set(day, known);
      return known;
    },
    freeNumber: (day) => (day - FIRST_DAY + 1) * stride - BY_HAND + 1,
    dayOf: (ticketId) => FIRST_DAY + Math.floor((ticketId - 1) / stride),
  };
}
