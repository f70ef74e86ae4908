import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { brand } from '../../playground/zendesk/seeds/parts.ts';
import type { Subdomain } from '../../src/migration/account.ts';
import { MINUTE, passTo, posted, prepared, schedule, signEverything } from '../support/night.ts';
import type { TestWorld } from '../support/world.ts';

const HARBOR = 'harbor' as Subdomain; // of the seed below
const KIDS = 'harborkids' as Subdomain;

// One of two brands has turned and its window is finished; then the window of the other one is set.
describe('the window of the next brand', () => {
  let world: TestWorld;
  let first = '';
  const firstBoard = () => world.slack.messages('C0MIGRATION').find(({ ts }) => ts === first);

  beforeAll(async () => {
    const brands = [brand(7_001, 'Harbor Outdoor', HARBOR), brand(7_002, 'Harbor Kids', KIDS)];
    world = await prepared({ plan: 'suite_enterprise', brands });
    await world.type('U0ADA', 'settings harbor brands harbor');
    await schedule(world);
    await signEverything(world);
    await world.press('U0MINA', 'operator_accept');
    await passTo(world, '2026-11-24T09:31:00Z', MINUTE);
    await world.press('U0MINA', 'operator_accept');
    await passTo(world, '2026-11-24T10:14:00Z', 2 * MINUTE);
    first = world.slack.messages('C0MIGRATION').find(({ blocks }) => JSON.stringify(blocks).includes('cutover_cancel'))?.ts ?? '';
    // The night itself, as its log tells it.
    await world.down();
    world.clock.jump(Date.parse('2026-11-24T10:40:00Z'));
    const desk = world.zendesk.account('harbor');
    desk.convertWidget([HARBOR]);
    const ids = desk.account.tickets.ids().slice(0, 3);
    await world.said('U0MINA', [
      { type: 't0_reached' },
      { type: 'tickets_listed', tickets: ids.map((id) => ({ id, status: 'open', brandId: 7_001, groupId: 9_001 })) },
      { type: 'step_begun', step: 'rb-0-click:harbor' },
      { type: 'step_said', step: 'rb-0-click:harbor' },
      { type: 'step_done', step: 'rb-0-click:harbor', how: 'said', saw: '' },
      { type: 'step_begun', step: 'rb-2m-config:harbor' },
      { type: 'widget_read', brand: HARBOR, widget: 'messaging' },
      { type: 'step_done', step: 'rb-2m-config:harbor', how: 'seen', saw: 'messaging ×3' },
      { type: 'tickets_compared', mark: 'T+2m', tickets: ids.map((id) => ({ id, now: 'open' })) },
      { type: 'tickets_compared', mark: 'T+15m', tickets: ids.map((id) => ({ id, now: 'open' })) },
      { type: 'finished', remaining: [KIDS] },
    ]);
    await world.up();
    await world.type('U0ADA', 'settings harbor brands harbor,harborkids');
    await world.until('the finished board', () => JSON.stringify(firstBoard()?.blocks).includes('messaging ×3'));
    await world.type('U0ADA', 'schedule harbor 2026-11-28 12:30 90m');
    await world.until('the next board', () => posted(world).some((text) => text.startsWith('harbor · Scheduled')));
    await world.pass(2 * MINUTE);
  });
  afterAll(() => world.stop());

  it('leaves the record of the first night where it stands, without its buttons', () => {
    const board = JSON.stringify(firstBoard()?.blocks);
    expect(board).toContain('messaging ×3');
    expect(board).not.toContain('"action_id"');
    const presence = posted(world).find((text) => text.startsWith('Who is present'));
    expect(presence).toBeDefined();
  });

  it('lets the comparisons of the first night go on', async () => {
    await passTo(world, '2026-11-25T11:00:00Z', 20 * MINUTE);
    await expect.poll(() => posted(world).filter((text) => text.includes('Tickets at T+24h')).length, { timeout: 2_000 }).toBe(1);
  });
});
