import { expect, it } from 'vitest';
import { COMMANDS } from '../../playground/page/slack/commands.ts';
import { commands } from '../../src/slack/commands/commands.ts';

it('the composer completes every command there is, and no other', () => {
  expect(COMMANDS.map(([name]) => name).sort()).toEqual(commands.map(({ name }) => name).sort());
});
