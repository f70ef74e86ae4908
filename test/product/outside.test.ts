import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { brand } from '../../playground/zendesk/seeds/parts.ts';
import { MINUTE, passTo, posted, prepared, schedule, signEverything } from '../support/night.ts';
import type { TestWorld } from '../support/world.ts';

// What changes around a plan after it was made, and is not of its making.
describe('a black-out that is set over a planned window', () => {
  let world: TestWorld;
  const told = (text: string) => posted(world).filter((each) => each.includes(text));

  beforeAll(async () => {
    world = await prepared();
    await schedule(world);
    await world.type('U0ADA', 'settings harbor black-outs 2026-11-24..2026-11-25');
    await world.pass(MINUTE);
  });
  afterAll(() => world.stop());

  it('is told in the channel at once, with the next windows at the same hour', () => {
    expect(told('now lies in a black-out')).toHaveLength(1);
    expect(told('now lies in a black-out')[0]).toContain('24 Nov');
    expect(world.has('window_choose:1')).toBe(true);
  });

  it('keeps the gates shut, and says so', async () => {
    await signEverything(world);
    await world.press('U0MINA', 'operator_accept');
    await world.pass(2 * MINUTE);
    expect((await world.migration()).run.gates['G2']?.blockers).toEqual([{ kind: 'window', id: 'window', why: 'black_out' }]);
    expect(await world.type('U0DAN', 'why harbor')).toContain('Window — now lies in a black-out');
  });

  it('is told once more when it is taken back, and then holds nothing', async () => {
    await world.type('U0ADA', 'settings harbor black-outs 2026-12-24');
    await world.pass(2 * MINUTE);
    expect(told('stands again')).toHaveLength(1);
    expect((await world.migration()).run.gates['G2']?.blockers).toEqual([]);
    expect(told('now lies in a black-out')).toHaveLength(1);
  });

  it('has another window chosen from those that were offered', async () => {
    await world.type('U0ADA', 'settings harbor operator-hours 00:00-08:00');
    await world.pass(MINUTE);
    expect(told('outside the hours in which an operator can be awake')).toHaveLength(1);
    await world.type('U0ADA', 'settings harbor operator-hours 12:00-20:00');
    await world.type('U0ADA', 'settings harbor black-outs 2026-11-24');
    await world.pass(MINUTE);
    const before = (await world.migration()).scheduled?.version;
    await world.press('U0ADA', 'window_choose:1');
    const { scheduled, run } = await world.migration();
    expect(scheduled?.version).not.toBe(before);
    expect(scheduled?.plan.opensAt).toBe('2026-11-25T10:30:00.000Z');
    await world.pass(MINUTE);
    expect(run.outside.window).toBeUndefined();
  });
});

describe('a brand that is deleted after it was planned', () => {
  let world: TestWorld;
  const brands = [brand(7_001, 'Harbor Outdoor', 'harbor'), brand(7_002, 'Harbor Kids', 'harborkids')];
  const told = () => posted(world).filter((each) => each.includes('does not know the brand harborkids any more'));

  beforeAll(async () => {
    world = await prepared({ plan: 'suite_enterprise', brands });
    await world.until('both brands', async () => (await world.report())?.includes('harborkids') ?? false);
    await world.type('U0ADA', 'schedule harbor 2026-11-24 14:30 120m');
    await world.pass(MINUTE);
    // The gate is still open: nobody has promised to be there.
    await signEverything(world);
    world.zendesk.account('harbor').deleteBrand('harborkids');
  });
  afterAll(() => world.stop());

  it('is told once, and the plan waits for an admin', async () => {
    await world.type('U0ADA', 'check harbor');
    await world.pass(2 * MINUTE);
    expect(told()).toHaveLength(1);
    expect(await world.press('U0MINA', 'brand_drop')).toContain('Only an admin');
    expect((await world.migration()).scheduled?.plan.brands).toHaveLength(2);
  });

  it('is left out by an admin’s press, and the new plan is signed anew', async () => {
    expect(await world.press('U0ADA', 'brand_drop')).toContain('Planned without harborkids');
    await world.until('the new plan’s gate', async () => {
      await world.pass(MINUTE);
      return (await world.migration()).run.gates['G1'] !== undefined;
    });
    const { scheduled, signOffs, run } = await world.migration();
    expect(scheduled?.plan.brands).toEqual([{ subdomain: 'harbor', path: 'convert' }]);
    expect(signOffs.length).toBeGreaterThan(0);
    expect(run.gates['G1']?.blockers).toEqual([{ kind: 'sign_off', id: 'activation', why: 'void' }]);
    await expect.poll(() => world.has('brand_drop'), { timeout: 2_000 }).toBe(false);
    expect(told()).toHaveLength(1);
  });
});

describe('an operator who has left the workspace', () => {
  let world: TestWorld;
  const told = (who: string) => posted(world).filter((each) => each.includes(`${who} has left this workspace`));

  beforeAll(async () => {
    world = await prepared();
    await schedule(world);
    // The gate is still open: nobody has given the go.
    await signEverything(world, 'go or no-go');
    await world.press('U0MINA', 'operator_accept');
    await world.slack.deactivate('U0MINA');
    // What Slack says of a person is kept for five minutes.
    await world.pass(6 * MINUTE, MINUTE);
    await signEverything(world);
  });
  afterAll(() => world.stop());

  it('is told to the admins once, with who can stand in, and does not count as promised', async () => {
    expect(told('<@U0MINA>')).toHaveLength(1);
    expect(told('<@U0MINA>')[0]).toMatch(/operator of harbor\. <@U0ADA>.*\n.*<@U0DAN> can stand in/);
    expect(told('<@U0MINA>')[0]).toContain('/migrate team harbor operator add @person');
  });

  it('leaves the night to the backup, who is asked for at T-1h', async () => {
    await world.press('U0DAN', 'operator_accept');
    await passTo(world, '2026-11-24T09:31:00Z', MINUTE);
    await world.until('the question', () => posted(world).some((each) => each.startsWith('Who is present')));
    await world.press('U0DAN', 'operator_accept');
    await world.pass(MINUTE);
    expect((await world.migration()).run.steps['rb-1h-presence']?.done?.saw).toBe('U0DAN');
    expect(told('<@U0MINA>')).toHaveLength(1);
  });
});

describe('somebody who leaves once everything is signed', () => {
  let world: TestWorld;
  const told = (who: string) => posted(world).filter((each) => each.includes(`${who} has left this workspace`));

  beforeAll(async () => {
    world = await prepared();
    await schedule(world);
    await signEverything(world);
    await world.press('U0MINA', 'operator_accept');
    await world.until('the second gate', async () => {
      await world.pass(10_000);
      return (await world.migration()).run.steps['rb-24h-gate']?.done !== undefined;
    });
  });
  afterAll(() => world.stop());

  it('is told to the admins within minutes, long before anybody is asked for, once', async () => {
    await world.slack.deactivate('U0MINA');
    await world.pass(7 * MINUTE, 30_000);
    expect((await world.migration()).run.steps['rb-1h-presence']).toBeUndefined();
    expect(told('<@U0MINA>')).toHaveLength(1);
    expect(told('<@U0MINA>')[0]).toMatch(/operator of harbor\. <@U0ADA>.*\n.*<@U0DAN> can stand in/);
    await world.pass(7 * MINUTE, MINUTE);
    expect(told('<@U0MINA>')).toHaveLength(1);
  });

  it('is nobody’s business whom the plan does not count on', async () => {
    await world.slack.deactivate('U0KIM');
    await world.pass(7 * MINUTE, MINUTE);
    expect(told('<@U0KIM>')).toEqual([]);
  });
});

describe('an operator and a backup who have both left', () => {
  it('keep the plan from going on, and the gate says why', async () => {
    const world = await prepared();
    await world.slack.deactivate('U0MINA');
    await world.slack.deactivate('U0DAN');
    await schedule(world);
    await signEverything(world);
    await world.pass(6 * MINUTE, MINUTE);
    const blockers = (await world.migration()).run.gates['G2']?.blockers;
    const said = await world.type('U0KIM', 'why harbor');
    await world.stop();
    expect(blockers).toContainEqual({ kind: 'operator_missing', id: 'U0MINA', why: 'left' });
    expect(said).toContain('지정된 사람이 워크스페이스를 떠났습니다');
  });
});
