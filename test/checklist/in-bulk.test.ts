import { describe, expect, it } from 'vitest';
import { NOT_FOR_A_WORD } from '../../src/checklist/item-state.ts';
import { items } from '../../src/checklist/items/items.ts';
import { sayDone } from '../../src/checklist/words.ts';
import type { Happening } from '../../src/migration/events.ts';
import { aScene, HOST, MINA } from '../support/scene.ts';

const everyRole: readonly Happening[] = (['lead', 'approver', 'backup'] as const).map((role) => ({ type: 'role_given', role, user: MINA }));
const ahead = ['T-15m', 'T0', 'T+2m', 'T+15m', 'T+24h', 'T+4d'];

/** What comes of pressing every item at once, by phase. */
function pressedInBulk(...told: readonly Happening[]) {
  const { migration } = aScene({ told: [...everyRole, ...told] });
  return items
    .filter(({ id }) => !NOT_FOR_A_WORD.includes(id))
    .map((item) => {
      const pressed = sayDone(migration, { user: MINA, everywhere: false }, item, undefined);
      return { id: item.id, phase: item.phase, because: pressed.ok ? undefined : pressed.refusal.because };
    });
}

describe('every item pressed a fortnight before', () => {
  it('is a word that is kept up to T-1h, and not yet from the drain on, those of the day after among them', () => {
    for (const { id, phase, because } of pressedInBulk())
      expect({ id, because }).toEqual({ id, because: ahead.includes(phase) ? 'not_yet' : undefined });
  });

  it('is heard for what comes after the switch once a brand has turned, by a plan or behind its back', () => {
    const heard = pressedInBulk({ type: 'seen_unplanned', brand: HOST }).filter(({ phase }) => phase === 'T+24h' || phase === 'T+4d');
    expect(heard.length).toBeGreaterThan(5);
    expect(heard.filter(({ because }) => because !== undefined)).toEqual([]);
  });
});
