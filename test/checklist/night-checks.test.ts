import { describe, expect, it } from 'vitest';
import { checkOf } from '../../src/checklist/checks/checks.ts';
import type { ItemId } from '../../src/checklist/items/items.ts';
import type { Happening } from '../../src/migration/events.ts';
import type { Finding } from '../../src/migration/finding.ts';
import { RUNBOOK_VERSION } from '../../src/migration/plan.ts';
import type { Sight } from '../../src/migration/run/sight.ts';
import { DAY_MS, HOUR_MS, type Instant, later, SECOND_MS } from '../../src/migration/time.ts';
import { HOST, MINA, NOW, type Told } from '../support/scene.ts';
import { context } from './contexts.ts';

type Shown = 'classic' | 'messaging' | 'unknown';
const OTHER = 'acme-eu' as typeof HOST;
const moment = (seconds: number): Instant => later(NOW, seconds * SECOND_MS);

function planned(path: 'convert' | 'swap' = 'convert', ...more: readonly (typeof HOST)[]): Happening {
  const keys = { from: 'old', to: 'new', pages: ['https://acme.example/'] };
  const brands = [HOST, ...more].map((subdomain) => ({ subdomain, path, ...(path === 'swap' ? { keys } : {}) }));
  return {
    type: 'scheduled',
    plan: {
      opensAt: later(NOW, DAY_MS),
      closesAt: later(NOW, DAY_MS + HOUR_MS),
      timeZone: 'Asia/Seoul',
      brands,
      operator: MINA,
      backup: undefined,
      runbookVersion: RUNBOOK_VERSION,
    },
  };
}

function find(id: ItemId, ...told: readonly (Happening | Told)[]): Finding {
  const check = checkOf(id);
  if (check === undefined) throw new Error(`no check for ${id}`);
  return check.find(context({}, told));
}

const chats = (seconds: number, incoming = 0, assigned = 0, active = 0): Told => ({
  happened: { type: 'live_chats_read', live: { status: 'seen', incoming, assigned, active } },
  at: moment(seconds),
});
const noChats = (seconds: number, why: string): Told => ({
  happened: { type: 'live_chats_read', live: { status: 'unknown', why } },
  at: moment(seconds),
});
const agents = (seconds: number, online = 0, away = 0, invisible = 0): Told => ({
  happened: { type: 'live_agents_read', agents: { status: 'seen', online, away, invisible } },
  at: moment(seconds),
});
const stopped: Told = { happened: { type: 'step_said', step: 'rb-15m-stop-new' }, at: NOW };
const evidence = (asked: string, saw: string, at: Instant, sight: Sight) => ({ asked, saw, at, sight });

describe('no new chats', () => {
  const id = 'drain-stop-new-chats';
  const asked = 'GET /stream/chats';

  it('is unknown before a look, and where the look failed, by its reason', () => {
    expect(find(id)).toEqual({ status: 'unknown', why: 'not_looked', at: undefined });
    expect(find(id, noChats(0, 'not_allowed'))).toEqual({ status: 'unknown', why: 'not_allowed', at: NOW });
    expect(find(id, noChats(0, 'of another kind'))).toEqual({ status: 'unknown', why: 'cannot_tell', at: NOW });
  });

  it('is open while one comes in', () => {
    expect(find(id, stopped, chats(0), chats(60, 2))).toEqual({
      status: 'todo',
      facts: { incoming: 2 },
      evidence: evidence(asked, 'incoming 2', moment(60), { of: 'incoming', chats: 2, isNobodyOnline: false }),
    });
  });

  it('is ready after a minute without one, once the operator has stopped them', () => {
    expect(find(id, stopped, chats(0, 0, 1), chats(59, 0, 1))).toMatchObject({ status: 'todo', facts: { incoming: 0 } });
    expect(find(id, stopped, chats(0, 0, 1), chats(60, 0, 1))).toEqual({
      status: 'ready',
      evidence: evidence(asked, 'incoming 0', moment(60), { of: 'incoming', chats: 0, isNobodyOnline: false }),
    });
    expect(find(id, chats(0, 0, 1), chats(60, 0, 1))).toMatchObject({ status: 'todo', facts: { incoming: 0 } });
  });

  it('is ready without that word where nobody is there and it has been quiet', () => {
    expect(find(id, agents(0), chats(0), chats(60))).toMatchObject({ status: 'ready', evidence: { saw: 'incoming 0, nobody online' } });
    expect(find(id, agents(0), chats(0), chats(30)).status).toBe('todo');
    expect(find(id, agents(0, 1), chats(0), chats(60)).status).toBe('todo');
    expect(find(id, chats(0), chats(60)).status).toBe('todo');
    expect(find(id, agents(0), chats(0, 0, 1), chats(60, 0, 1)).status).toBe('todo');
  });
});

describe('chats under way', () => {
  const id = 'migrate-close-active-chats';

  it('are unknown before a look and where it failed', () => {
    expect(find(id)).toMatchObject({ status: 'unknown', why: 'not_looked' });
    expect(find(id, noChats(0, 'unreachable'))).toEqual({ status: 'unknown', why: 'unreachable', at: NOW });
  });

  it('are all counted, and none for a minute is ready', () => {
    expect(find(id, chats(0, 1, 2, 4))).toMatchObject({ status: 'todo', facts: { open: 7 }, evidence: { saw: '1 / 2 / 4' } });
    expect(find(id, chats(0), chats(59))).toMatchObject({ status: 'todo', facts: { open: 0 } });
    expect(find(id, chats(0), chats(60))).toMatchObject({ status: 'ready', evidence: { asked: 'GET /stream/chats', saw: '0 / 0 / 0' } });
    expect(find(id, chats(0), chats(30, 0, 0, 1), chats(60)).status).toBe('todo');
    expect(find(id, chats(0), noChats(30, 'unreachable'), chats(60)).status).toBe('todo');
  });
});

describe('agents who are there', () => {
  const id = 'migrate-agents-offline';

  it('are counted whether online, away or invisible', () => {
    expect(find(id)).toMatchObject({ status: 'unknown', why: 'not_looked' });
    const failed: Told = { happened: { type: 'live_agents_read', agents: { status: 'unknown', why: 'not_allowed' } }, at: NOW };
    expect(find(id, failed)).toEqual({ status: 'unknown', why: 'not_allowed', at: NOW });
    expect(find(id, agents(0, 1, 2, 4))).toEqual({
      status: 'todo',
      facts: { agents: 7 },
      evidence: evidence('GET /stream/agents', '1 / 2 / 4', NOW, { of: 'agents', online: 1, away: 2, invisible: 4 }),
    });
    for (const one of [agents(0, 1), agents(0, 0, 1), agents(0, 0, 0, 1)]) expect(find(id, one).status).toBe('todo');
    expect(find(id, agents(0))).toMatchObject({ status: 'ready', evidence: { saw: '0 / 0 / 0' } });
  });
});

describe('what is noted in the night', () => {
  it('are the tickets that are listed', () => {
    expect(find('migrate-note-pending-tickets')).toMatchObject({ status: 'unknown', why: 'not_looked' });
    const listed: Happening = { type: 'tickets_listed', tickets: [{ id: 1, status: 'open' }] };
    expect(find('migrate-note-pending-tickets', planned(), listed)).toMatchObject({ status: 'ready', evidence: { saw: '1' } });
  });

  it('is the phrase of the brand it was typed for', () => {
    const typed: Happening = { type: 'phrase_typed', brand: OTHER };
    expect(find('migrate-important-notice', planned('convert', OTHER))).toMatchObject({ status: 'unknown', why: 'not_looked' });
    expect(find('migrate-important-notice', planned('convert', OTHER), typed)).toMatchObject({
      status: 'ready',
      evidence: { asked: 'confirm_gate', saw: `convert ${OTHER}` },
    });
  });
});

describe('widgets that have turned', () => {
  const id = 'migrate-4a-web-widget';
  const read = (seconds: number, widget: Shown, brand = HOST): Told => ({
    happened: { type: 'widget_read', brand, widget },
    at: moment(seconds),
  });
  const keys = (shown: 'old' | 'new' | 'partly'): Told => ({ happened: { type: 'keys_read', brand: HOST, keys: shown }, at: NOW });
  const proof = (brand = HOST): Happening => ({ type: 'step_done', step: `rb-2m-config:${brand}`, how: 'seen', saw: 'messaging ×3' });
  const talked = (brand = HOST): Happening => ({ type: 'conversation_seen', brand, ticket: 1, grouped: true });

  it('are unknown without a plan, without a look, and where every brand was left for another window', () => {
    const nothing = { status: 'unknown', why: 'not_looked' };
    expect(find(id)).toMatchObject(nothing);
    expect(find(id, planned())).toMatchObject(nothing);
    expect(find(id, planned(), read(0, 'messaging'), proof(), talked(), { type: 'brand_left', brand: HOST })).toMatchObject(nothing);
    expect(find(id, planned('convert', OTHER), read(0, 'messaging'), proof(), talked())).toMatchObject(nothing);
  });

  it('are open while one of them is on Classic', () => {
    expect(find(id, planned('convert', OTHER), read(0, 'messaging'), proof(), talked(), read(0, 'classic', OTHER))).toEqual({
      status: 'todo',
      facts: { brand: OTHER },
      evidence: evidence('GET /embeddable/config', `${OTHER}: classic`, NOW, {
        of: 'widgets',
        shown: [{ brand: OTHER, widget: 'classic' }],
      }),
    });
  });

  it('are ready once each was proved and a conversation was seen, by the oldest look', () => {
    const cannot = { status: 'unknown', why: 'cannot_tell', at: NOW };
    expect(find(id, planned(), read(0, 'messaging'), talked())).toEqual(cannot);
    expect(find(id, planned(), read(0, 'messaging'), proof())).toEqual(cannot);
    expect(find(id, planned(), read(0, 'unknown'), proof(), talked())).toEqual(cannot);
    expect(find(id, planned(), read(0, 'messaging'), proof(), talked())).toMatchObject({ status: 'ready' });
    const both = [planned('convert', OTHER), proof(), talked(), proof(OTHER), talked(OTHER)];
    expect(find(id, ...both, read(9, 'messaging'), read(5, 'messaging', OTHER))).toMatchObject({ evidence: { at: moment(5) } });
    expect(find(id, ...both, read(5, 'messaging'), read(9, 'messaging', OTHER))).toMatchObject({ evidence: { at: moment(5) } });
  });

  it('by their key are read on their pages, whatever the widget shows', () => {
    const all = [planned('swap'), proof(), talked()];
    expect(find(id, ...all, read(0, 'messaging'))).toMatchObject({ status: 'unknown', why: 'not_looked' });
    expect(find(id, ...all, keys('old'))).toEqual({
      status: 'todo',
      facts: { brand: HOST },
      evidence: evidence('GET page', `${HOST}: old`, NOW, { of: 'keys', brand: HOST, keys: 'old' }),
    });
    expect(find(id, ...all, keys('partly'))).toMatchObject({ status: 'unknown', why: 'cannot_tell' });
    expect(find(id, ...all, keys('new'))).toMatchObject({ status: 'ready', evidence: { asked: 'GET page', saw: `${HOST}: new` } });
  });
});
