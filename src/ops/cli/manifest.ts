import { readServerConfig } from '../config.ts';
import { httpManifest, socketManifest } from '../manifest.ts';
import { type CliParts, failed, type Outcome } from './terminal.ts';

/** Prints the Slack app manifest. Without `mode` it is the one that the variables lead to; nothing set is Socket Mode. */
export async function manifest(mode: string | undefined, parts: CliParts): Promise<Outcome> {
  const read = readServerConfig(parts.env);
  if (!read.ok) return failed(parts, ...read.problems);
  const asked = mode ?? (parts.env['SLACK_SIGNING_SECRET'] && !parts.env['SLACK_APP_TOKEN'] ? 'http' : 'socket');
  if (asked !== 'http' && asked !== 'socket') return failed(parts, 'The mode is either socket or http.');
  const { publicUrl } = read.config;
  if (asked === 'http' && publicUrl === undefined) {
    return failed(
      parts,
      'HTTP mode needs the address at which Slack reaches this server: set PUBLIC_URL, such as https://ferry.example.com.',
    );
  }
  parts.terminal.out(JSON.stringify(asked === 'http' && publicUrl !== undefined ? httpManifest(publicUrl) : socketManifest(), null, 2));
  return 'done';
}
