import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { cancel } from '../../src/cutover/decisions.ts';
import { replay } from '../../src/migration/migration.ts';
import { RUNBOOK_VERSION } from '../../src/migration/plan.ts';
import { standing } from '../../src/migration/sign-offs.ts';
import { HOUR_MS, later } from '../../src/migration/time.ts';
import { MINUTE, posted, prepared, schedule } from '../support/night.ts';
import { eventsOf, HOST, MINA, NOW, SOFIA } from '../support/scene.ts';
import type { TestWorld } from '../support/world.ts';

/** What this person alone is told when they press a button of a message that still stands on their screen. */
async function press(world: TestWorld, user: string, ts: string, action: string): Promise<string> {
  const heard = world.slack.ephemerals(user).length;
  await world.slack.press(user, { channel: 'C0MIGRATION', ts }, action);
  await world.until(`an answer for ${user}`, () => world.slack.ephemerals(user).length > heard);
  return world.slack.ephemerals(user).at(-1)?.text ?? '';
}

/** The newest message with this button. */
function holding(world: TestWorld, action: string, starts = ''): string {
  const found = world.slack
    .messages('C0MIGRATION')
    .findLast(({ blocks, text }) => text.startsWith(starts) && JSON.stringify(blocks).includes(`"${action}"`));
  if (found === undefined) throw new Error(`nothing with ${action}`);
  return found.ts;
}

/** From here on no message is redrawn: everybody presses what they saw before. */
const holdScreens = (world: TestWorld) => world.slack.fail({ method: 'chat.update', mode: '500', times: 10_000 });

describe('two people on opposite buttons of one board', () => {
  let world: TestWorld;

  beforeAll(async () => {
    world = await prepared();
  });
  afterAll(() => world.stop());
  beforeEach(async () => {
    world.slack.clearFaults();
    await world.type('U0ADA', 'cutover harbor cancel');
    await world.pass(MINUTE);
    await schedule(world);
    await world.until('the board', () => world.has('cutover_pause'));
  });

  it('pause and resume: the first holds, and the other is told who it was and when', async () => {
    const board = holding(world, 'cutover_pause');
    holdScreens(world);
    await press(world, 'U0ADA', board, 'cutover_pause');
    expect(await press(world, 'U0DAN', board, 'cutover_pause')).toMatch(/<@U0ADA> paused it at <!date\^\d+\^/);
    expect((await world.migration()).stage).toBe('halted');
    await world.type('U0MINA', 'cutover harbor resume');
    expect(await press(world, 'U0DAN', board, 'cutover_pause')).toMatch(/<@U0MINA> resumed it at <!date\^\d+\^/);
    expect((await world.migration()).stage).toBe('scheduled');
    // What the board shows is obeyed again.
    world.slack.clearFaults();
    await world.pass(MINUTE);
    await press(world, 'U0DAN', holding(world, 'cutover_pause'), 'cutover_pause');
    expect((await world.migration()).halted?.by).toBe('U0DAN');
  });

  it('resume at once by two: it is resumed once, and the second is told by whom', async () => {
    await press(world, 'U0ADA', holding(world, 'cutover_pause'), 'cutover_pause');
    await world.until('the board', () => world.has('cutover_resume'));
    const board = holding(world, 'cutover_resume');
    holdScreens(world);
    const heard = ['U0MINA', 'U0DAN'].map((user) => world.slack.ephemerals(user).length);
    await Promise.all(['U0MINA', 'U0DAN'].map((user) => world.slack.press(user, { channel: 'C0MIGRATION', ts: board }, 'cutover_resume')));
    await world.until('both told', () => ['U0MINA', 'U0DAN'].every((user, at) => world.slack.ephemerals(user).length > (heard[at] ?? 0)));
    const said = ['U0MINA', 'U0DAN'].map((user) => world.slack.ephemerals(user).at(-1)?.text ?? '');
    expect(said.filter((each) => /<@U0(?:MINA|DAN)> resumed it at/.test(each))).toHaveLength(1);
    expect((await world.migration()).stage).toBe('scheduled');
  });

  it('cancel and pause: what is cancelled stays so, and everybody sees by whom', async () => {
    const board = holding(world, 'cutover_pause');
    holdScreens(world);
    await press(world, 'U0MINA', board, 'cutover_cancel');
    const { version } = await world.migration();
    expect(await press(world, 'U0DAN', board, 'cutover_pause')).toMatch(/<@U0MINA> cancelled it at <!date\^\d+\^/);
    expect(await press(world, 'U0KIM', board, 'cutover_cancel')).toMatch(/<@U0MINA> 님이 먼저 취소했습니다/);
    expect((await world.migration()).version).toBe(version);
    await world.until('the end', () => /By <@U0MINA>, \d\d:\d\d/.test(posted(world).at(-1) ?? ''));
  });
});

describe('an approver’s no beside another one’s yes', () => {
  let world: TestWorld;

  beforeAll(async () => {
    world = await prepared();
    await world.said('U0ADA', [{ type: 'role_given', role: 'approver', user: 'U0KIM' }]);
    await schedule(world);
    await world.until('the request', () => world.has('signoff_approve'));
  });
  afterAll(() => world.stop());

  async function decline(ts: string): Promise<void> {
    await world.slack.press('U0KIM', { channel: 'C0MIGRATION', ts }, 'signoff_decline');
    await world.until('the form', () => world.slack.modals('U0KIM').length > 0);
    await world.slack.submit('U0KIM', world.slack.modals('U0KIM').at(-1)?.id ?? '', { reason: 'not this week' });
  }

  it('stands, and whoever says yes after it is told who said no and when', async () => {
    const request = holding(world, 'signoff_approve', 'harbor · Sign-off: cutover plan');
    holdScreens(world);
    await decline(request);
    expect(await press(world, 'U0SOFIA', request, 'signoff_approve')).toMatch(/<@U0KIM> said no at <!date\^\d+\^/);
    const { signOffs } = await world.migration();
    expect(signOffs.filter(({ statement }) => statement === 'plan').map(({ by, verdict }) => [by, verdict])).toEqual([['U0KIM', 'no']]);
    world.slack.clearFaults();
  });

  it('at once: the no stands whichever came first', async () => {
    const request = holding(world, 'signoff_approve', 'harbor · Sign-off: activate messaging');
    holdScreens(world);
    const heard = world.slack.ephemerals('U0SOFIA').length;
    await Promise.all([decline(request), world.slack.press('U0SOFIA', { channel: 'C0MIGRATION', ts: request }, 'signoff_approve')]);
    await world.until('an answer', () => world.slack.ephemerals('U0SOFIA').length > heard);
    await world.until('the no', async () =>
      (await world.migration()).signOffs.some(({ statement, by }) => statement === 'activation' && by === 'U0KIM'),
    );
    const { signOffs } = await world.migration();
    const of = signOffs.find(({ statement }) => statement === 'activation')?.of;
    expect(of && standing('activation', of, signOffs)).toBe('declined');
  });
});

describe('cancel after Finish', () => {
  it('changes nothing, and says who finished it and when', () => {
    const brands = [{ subdomain: HOST, path: 'convert' as const }];
    const plan = { opensAt: NOW, closesAt: later(NOW, 2 * HOUR_MS), timeZone: 'Asia/Seoul', brands, runbookVersion: RUNBOOK_VERSION };
    const events = eventsOf(
      { type: 'scheduled', plan },
      { happened: { type: 'finished', remaining: [] }, by: SOFIA, at: later(NOW, HOUR_MS) },
    );
    expect(cancel(replay(events), { user: MINA, everywhere: false }, undefined)).toEqual({
      ok: false,
      refusal: { because: 'was_done', what: 'finished', by: SOFIA, at: later(NOW, HOUR_MS) },
    });
  });
});
