import { describe, expect, it } from 'vitest';
import { type ItemId, items } from '../../src/checklist/items/items.ts';
import { blocking, progressOf } from '../../src/checklist/progress.ts';
import { brandName, brandsToTurn, channelsInScope, keyPages, listed, wantedPath, zendeskHosts } from '../../src/checklist/scope.ts';
import type { Happening } from '../../src/migration/events.ts';
import { DAY_MS, later } from '../../src/migration/time.ts';
import { allWell, HOST, JOON, NOW, saw, type Told } from '../support/scene.ts';
import { blind, context, setUpWell } from './contexts.ts';

const section = (name: string, told: readonly (Happening | Told)[] = [], readings = {}) =>
  progressOf(context({ ...setUpWell, ...readings }, told)).find((each) => each.section === name);
const said = (item: ItemId): Told => ({ happened: { type: 'item_said', item }, by: JOON });
const set = (key: string, value: string): Happening => ({ type: 'setting_set', key, value });
const drain: Happening = { type: 'step_begun', step: 'rb-15m-stop-new' };

describe('how far a section is', () => {
  it('counts ready and waived apart, and neither what does not apply', () => {
    const before = section('prepare-agents');
    const item = 'agents-training-session';
    const waived = section('prepare-agents', [{ type: 'item_waived', item, reason: 'none' }]);
    expect(waived).toMatchObject({ ready: before?.ready, waived: (before?.waived ?? 0) + 1, total: before?.total });
    expect(section('prepare-agents', [said(item)])).toMatchObject({ ready: (before?.ready ?? 0) + 1, waived: 0, total: before?.total });
  });

  it('never counts what is unknown as ready, and has as many as there are in all', () => {
    const blindly = progressOf(context({ settings: blind('unreachable') }));
    const well = progressOf(context());
    const ready = (all: typeof well) => all.reduce((sum, each) => sum + each.ready, 0);
    expect(ready(blindly)).toBeLessThan(ready(well));
    for (const { ready: done, waived, total, later: next } of well) expect(done + waived + next).toBeLessThanOrEqual(total);
  });

  it('is blocked by what the next gate asks for, and not by what is open for Finish', () => {
    expect(section('prepare-requirements', [], { settings: blind('unreachable') })?.blocked).toBe(true);
    expect(section('resources')?.blocked).toBe(false);
    const settled = items
      .filter(({ gate }) => gate !== 'done')
      .flatMap(({ id }): readonly Happening[] => [{ type: 'item_waived', item: id, reason: 'none' }]);
    const blockedIn = (...told: readonly Happening[]) => section('migrate', [drain, ...settled, ...told])?.blocked;
    expect(blockedIn()).toBe(false);
    expect(blockedIn({ type: 't0_reached' })).toBe(false);
    expect(section('migrate', [drain])?.blocked).toBe(true);
  });

  it('has things for later: of the night until the drain, of the days after it until Finish', () => {
    const night = section('migrate')?.later ?? 0;
    expect(night).toBeGreaterThan(0);
    expect(section('migrate', [drain])?.later).toBe(0);
    expect(section('migrate', [{ type: 't0_reached' }])?.later).toBe(0);
    expect(section('after')?.later).toBeGreaterThan(0);
    expect(section('after', [drain, { type: 't0_reached' }])?.later).toBe(section('after')?.later);
    expect(section('after', [{ type: 'finished', remaining: [] }])?.later).toBe(0);
  });
});

describe('what blocks now', () => {
  const open = (told: readonly (Happening | Told)[] = [], readings = {}, now = NOW) =>
    blocking(context({ ...setUpWell, ...readings }, told, now)).map(({ item }) => item.id);

  it('names hard ones first', () => {
    const hard = blocking(context({ settings: blind('unreachable') })).map(({ item }) => item.blocking === 'hard');
    expect(hard).toContain(true);
    expect(hard).toContain(false);
    expect(hard.lastIndexOf(true)).toBeLessThan(hard.indexOf(false));
  });

  it('asks for what is of the night from the drain on only', () => {
    expect(open()).not.toContain('migrate-close-active-chats');
    expect(open([drain])).toContain('migrate-close-active-chats');
  });

  it('leaves out what is ready, waived or not asked of this account, and counts what is stale', () => {
    expect(open([])).not.toContain('req-agent-workspace-enabled');
    expect(open([], { settings: blind('unreachable') })).toContain('req-agent-workspace-enabled');
    expect(open([], {}, later(NOW, 2 * DAY_MS))).toContain('req-agent-workspace-enabled');
    const item = 'agents-training-session';
    expect(open()).toContain(item);
    expect(open([{ type: 'item_waived', item, reason: 'none' }])).not.toContain(item);
  });
});

describe('what is in scope', () => {
  const brand = (name: string, hasHelpCenter: boolean, active = true) => ({
    id: name.length,
    name: `The ${name}`,
    subdomain: name as typeof HOST,
    active,
    isDefault: false,
    hasHelpCenter,
    helpCenterState: 'enabled' as const,
  });
  const many = saw(
    [
      brand('a', true),
      brand('b', false),
      brand('c', true),
      brand('d', true),
      brand('e', true),
      brand('f', true),
      brand('off', true, false),
    ],
    'GET /api/v2/brands',
  );

  it('reads a list as people write it', () => {
    expect(listed(' a, ,b ,')).toEqual(['a', 'b']);
    expect(listed(undefined)).toEqual([]);
  });

  it('reads the key pages that were chosen, else the first three help centers', () => {
    const chosen = context({ brands: many }, [set('key-pages', 'https://a/, https://b/')]);
    const pageOf = (host: string) => `https://${host}/hc`;
    expect(keyPages(chosen.migration, chosen.readings, pageOf)).toEqual(['https://a/', 'https://b/']);
    const { migration, readings } = context({ brands: many });
    expect(keyPages(migration, readings, pageOf)).toEqual(['https://a/hc', 'https://c/hc', 'https://d/hc']);
    expect(keyPages(migration, readings)).toEqual([]);
    expect(keyPages(migration, { ...readings, brands: blind('unreachable') }, pageOf)).toEqual([]);
  });

  it('asks a page’s policy for five brands at most', () => {
    const { migration, readings } = context({ brands: many });
    expect(zendeskHosts(migration, readings)).toEqual(['a', 'b', 'c', 'd', 'e'].map((host) => `${host}.zendesk.com`));
  });

  it('calls a brand by its name where that was seen', () => {
    const { readings } = context({ brands: many });
    expect(brandName('b', readings)).toBe('The b');
    expect(brandName('z', readings)).toBe('z');
    expect(brandName('b', { ...readings, brands: blind('unreachable') })).toBe('b');
  });

  it('knows the channels and the path that were chosen, and only names it knows', () => {
    expect(channelsInScope(context().migration)).toEqual(['web']);
    expect(channelsInScope(context({}, [set('channels', 'ios, web, fax')]).migration)).toEqual(['web', 'ios']);
    const { migration } = context({}, [set('path', 'acme:swap,acme-eu:convert')]);
    expect(['acme', 'acme-eu', 'other'].map((host) => wantedPath(host, migration))).toEqual(['swap', 'convert', 'convert']);
  });

  it('has still to turn what is neither live nor seen on messaging', () => {
    const left = (value: 'classic' | 'messaging' | 'unknown') => {
      const { migration, readings } = context({ ...allWell, widgets: { [HOST]: saw(value, 'GET') } });
      return brandsToTurn(migration, readings);
    };
    expect(left('classic')).toEqual([HOST]);
    expect(left('unknown')).toEqual([HOST]);
    expect(left('messaging')).toEqual([]);
    const { migration, readings } = context({ widgets: { [HOST]: blind('unreachable') } });
    expect(brandsToTurn(migration, readings)).toEqual([HOST]);
    expect(brandsToTurn({ ...migration, liveBrands: [HOST] }, readings)).toEqual([]);
  });
});
