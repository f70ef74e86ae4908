import { describe, expect, it } from 'vitest';
import { brandsInScope, brandsToWatch } from '../../src/checklist/scope.ts';
import { allWell } from '../support/scene.ts';
import { blind, context } from './contexts.ts';

const brands = allWell.brands?.status === 'seen' ? allWell.brands : undefined;
const off = brands && { ...brands, value: brands.value.map((brand) => ({ ...brand, active: false })) };

describe('the brands of a migration', () => {
  it('are those that were seen and are active', () => {
    const { migration, readings } = context();
    expect(brandsInScope(migration, readings)).toEqual(brands?.value.map(({ subdomain }) => subdomain));
  });

  it('are the account’s own host while none was seen', () => {
    const { migration, readings } = context({ brands: blind('not_allowed') });
    expect(brandsInScope(migration, readings)).toEqual([migration.account?.subdomain]);
  });

  it('are none where every brand is switched off, the account’s own host included', () => {
    expect(off?.value.length).toBeGreaterThan(0);
    const { migration, readings } = context(off && { brands: off });
    expect(brandsInScope(migration, readings)).toEqual([]);
    expect(brandsToWatch(migration, readings)).toEqual([]);
  });
});
