import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { MINUTE, prepared, toTheDrain } from '../support/night.ts';
import type { TestWorld } from '../support/world.ts';

// What the line of sections says must be what the first sentence says.
describe('the sections of a status', () => {
  let world: TestWorld;
  const migrate = async (user = 'U0ADA', name = 'Migrate') =>
    new RegExp(`\\*${name}\\*\\\\n(:[a-z_]+: [^"]*)"`).exec(await world.type(user, 'status harbor'))?.[1];

  beforeAll(async () => {
    world = await prepared();
    await world.pass(MINUTE);
  });
  afterAll(() => world.stop());

  it('show what is of the night as not due yet, beside “Nothing blocks the cutover”', async () => {
    const said = await world.type('U0ADA', 'status harbor');
    expect(said).toContain('*Nothing blocks the cutover.*');
    expect(said).not.toContain(':red_circle:');
    expect(await migrate()).toMatch(/^:large_yellow_circle: \d+ of \d+ · \d+ later$/);
    expect(await migrate('U0KIM', '전환')).toMatch(/^:large_yellow_circle: \d+ \/ \d+ · 예정 \d+$/);
  });

  it('are red where something in them is asked for now', async () => {
    await world.type('U0ADA', 'undo harbor chat-limits');
    expect(await world.type('U0ADA', 'status harbor')).toContain('*2 things block the cutover.*');
    expect(await migrate()).toMatch(/^:red_circle: \d+ of \d+ · \d+ later$/);
    await world.type('U0ADA', 'done harbor chat-limits');
    await world.type('U0ADA', 'check harbor');
    await world.pass(MINUTE);
    expect(await migrate()).toMatch(/^:large_yellow_circle:/);
  });

  it('are red from the drain on for what the last gate asks for', async () => {
    await toTheDrain(world);
    expect(await migrate()).toMatch(/^:red_circle: \d+ of \d+$/);
    expect(await world.type('U0ADA', 'status harbor')).toMatch(/\d+ things block the cutover/);
  }, 60_000);
});
