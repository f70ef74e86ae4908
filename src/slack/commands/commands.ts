import { nearest } from '../request/nearest.ts';
import { accountCommands } from './accounts.ts';
import { checklistCommands } from './checklist.ts';
import type { Command } from './command.ts';
import { cutoverCommands } from './cutover.ts';
import { helpCommands } from './help.ts';
import { peopleCommands } from './people.ts';
import { signOffCommands } from './sign-off.ts';
import { statusCommands } from './status.ts';
import { windowCommands } from './window.ts';
import { workCommands } from './work.ts';

/** Every sub-command of `/migrate`. */
export const commands: readonly Command[] = [
  ...helpCommands,
  ...statusCommands,
  ...checklistCommands,
  ...workCommands,
  ...signOffCommands,
  ...windowCommands,
  ...cutoverCommands,
  ...peopleCommands,
  ...accountCommands,
];

/** The command of this name, or the nearest name there is. */
export function findCommand(name: string): { readonly command: Command } | { readonly nearest: string | undefined } {
  const word = name === '' ? 'help' : name.toLowerCase();
  const command = commands.find((each) => each.name === word);
  return command
    ? { command }
    : {
        nearest: nearest(
          word,
          commands.map((each) => each.name),
          1,
        )[0],
      };
}
