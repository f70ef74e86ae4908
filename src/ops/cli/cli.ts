import { text as whole } from 'node:stream/consumers';
import { Command } from 'commander';
import { DamagedLog, StoreUnavailable } from '../../store/port.ts';
import { DamagedSecret, WrongSecretKey } from '../../store/sealed-vault.ts';
import { realTime } from '../clock.ts';
import { environment } from '../config.ts';
import { scrub } from '../logger.ts';
import { NoSecretKey } from '../storage.ts';
import { accounts } from './accounts.ts';
import { connect } from './connect/connect.ts';
import { disconnect } from './connect/disconnect.ts';
import { doctor } from './doctor/doctor.ts';
import { importAccounts } from './import.ts';
import { manifest } from './manifest.ts';
import { status } from './status.ts';
import type { CliParts, Outcome } from './terminal.ts';

/** The `ferry` command: parses, calls, prints. Code 1 whenever what was asked for was not done, or something has to be done. */
function program(parts: CliParts): Command {
  const end = (outcome: Outcome) => {
    process.exitCode = outcome === 'done' ? 0 : 1;
  };
  const ferry = new Command('ferry')
    .description('Ferry on its server: connects Zendesk accounts, and tells how things stand.')
    .showHelpAfterError();
  ferry
    .command('connect <account>')
    .description('try Zendesk credentials and keep them; they are read as JSON from standard input, or asked for')
    .option('--subdomain <subdomain>', 'the word before .zendesk.com; needed for a new account')
    .action(async (account: string, options: { readonly subdomain?: string }) => end(await connect(account, options, parts)));
  ferry
    .command('disconnect <account>')
    .description('throw the credentials of an account away; its record stays')
    .action(async (account: string) => end(await disconnect(account, parts)));
  ferry
    .command('import <file>')
    .description('add accounts from JSON lines such as {"account":"acme","subdomain":"acme"}; - reads standard input')
    .action(async (file: string) => end(await importAccounts(file, parts)));
  ferry
    .command('accounts')
    .description('list every account')
    .action(async () => end(await accounts(parts)));
  ferry
    .command('status <account>')
    .description('how an account stands: stage, window, what blocks')
    .action(async (account: string) => end(await status(account, parts)));
  ferry
    .command('doctor')
    .description('try every token, scope, interface and clock, and say what to do')
    .action(async () => end(await doctor(parts)));
  ferry
    .command('manifest')
    .description('print the Slack app manifest for this address and mode')
    .option('--mode <mode>', 'socket or http, instead of the one the variables lead to')
    .action(async ({ mode }: { readonly mode?: string }) => end(await manifest(mode, parts)));
  return ferry;
}

/** What an operator can do something about is a sentence; anything else shows where it comes from. */
function sentenceFor(error: unknown): string {
  const isOurs = [StoreUnavailable, DamagedLog, NoSecretKey, WrongSecretKey, DamagedSecret].some((known) => error instanceof known);
  if (isOurs && error instanceof Error) return scrub(error.message);
  // Ctrl+C at a question.
  if (error instanceof Error && error.name === 'ExitPromptError') return 'Nothing was changed.';
  return scrub(`Something went wrong that should not have: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
}

const terminal: CliParts['terminal'] = {
  out: (line) => void process.stdout.write(`${line}\n`),
  err: (line) => void process.stderr.write(`${line}\n`),
  input: () => whole(process.stdin),
  isInteractive: process.stdin.isTTY === true,
};

try {
  await program({ env: environment(), time: realTime, terminal }).parseAsync();
} catch (error) {
  terminal.err(sentenceFor(error));
  process.exitCode = 1;
}
