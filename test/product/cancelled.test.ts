import { expect, it } from 'vitest';
import { MINUTE, passTo, posted, prepared, throughTheDrain, toTheDrain } from '../support/night.ts';

it('a cutover that is cancelled in its drain says on its board that it ended and what became of the chat limit, and tells people what they have to put back', async ({
  onTestFinished,
}) => {
  const world = await prepared();
  onTestFinished(() => world.stop());
  await toTheDrain(world);
  await throughTheDrain(world);
  const drawn = () => world.slack.messages('C0MIGRATION').map(({ blocks }) => JSON.stringify(blocks));
  const board = () => drawn().find((blocks) => blocks.includes('Stop new live chats')) ?? '';
  expect(board()).toMatch(/Waiting for/);
  expect(board()).toMatch(/lowered from 3 to 1/);

  await world.press('U0MINA', 'cutover_cancel');
  await world.pass(3 * MINUTE);
  await expect.poll(board).toContain('ended without a cutover');
  expect(board()).toContain('somebody cancelled it');
  expect(board()).toContain('<@U0MINA>');
  expect(board()).not.toMatch(/Waiting for|Until |can still be undone|lowered from 3 to 1/i);
  expect(board()).not.toContain('Convert the widget');

  const told = drawn().find((blocks) => blocks.includes('does not happen') && !blocks.includes('Stop new live chats')) ?? '';
  for (const text of [told, board()]) {
    expect(text).toContain('opens Chat again by its operating hours');
    expect(text).toContain('agents go online in Chat again');
    expect(text).toContain('change freeze is over');
  }
}, 60_000);

it('one that is cancelled a fortnight before asks nobody to put anything back', async ({ onTestFinished }) => {
  const world = await prepared();
  onTestFinished(() => world.stop());
  await world.type('U0ADA', 'schedule harbor 2026-12-14 02:00 90m');
  await world.until('the board', () => world.has('cutover_cancel'));
  await world.press('U0ADA', 'cutover_cancel');
  await passTo(world, '2026-11-24T10:00:00Z').catch(() => undefined);
  await expect.poll(() => posted(world).join('\n')).toContain('does not happen');
  expect(posted(world).join('\n')).not.toContain('put back by people');
}, 60_000);
