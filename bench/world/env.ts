import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import type { Program } from '../measure/child.ts';

export const SIGNING_SECRET = 'bench';
export const TEAM = 'T0BENCH01';
export const BOT_TOKEN = 'xoxb-bench';
export const APP_TOKEN = 'xapp-bench';
export const SECRET_KEY = Buffer.alloc(32, 7).toString('base64');

/** Ferry as `npm start` starts it. */
export const main = asStarted();
/** What it is measured against, and what answers both. */
export const bareHttp: Program = [program('../bare/http.ts')];
export const bareSocket: Program = [program('../bare/socket.ts')];
export const bareSlack: Program = [program('../bare/slack.ts')];

/** Ferry's variables for the way Slack comes in, with the database in this folder and everything outside at `outside`. */
export function ferryEnv(
  folder: string,
  slackApiUrl: string,
  way: 'socket' | 'http',
  outside = 'http://127.0.0.1:9',
): Readonly<Record<string, string>> {
  return {
    SLACK_BOT_TOKEN: BOT_TOKEN,
    ...(way === 'socket' ? { SLACK_APP_TOKEN: APP_TOKEN } : { SLACK_SIGNING_SECRET: SIGNING_SECRET }),
    SLACK_API_URL: slackApiUrl,
    ZENDESK_URL: `${outside}/{subdomain}`,
    ZENDESK_STREAM_URL: outside,
    ZENDESK_STATUS_URL: outside,
    DATABASE_URL: `file:${databaseIn(folder)}`,
    FERRY_SECRET_KEY: SECRET_KEY,
    PORT: '0',
  };
}

export function databaseIn(folder: string): string {
  return join(folder, 'ferry.db');
}

/** The words after `node` in package.json's start script, with its paths made whole. */
function asStarted(): Program {
  const root = program('../../');
  const { scripts } = z
    .object({ scripts: z.object({ start: z.string() }) })
    .parse(JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')));
  const [, ...words] = scripts.start.split(' ');
  const file = words.pop() ?? '';
  return [...words.map((word) => (word.startsWith('./') ? join(root, word) : word)), join(root, file)];
}

function program(path: string): string {
  return fileURLToPath(new URL(path, import.meta.url));
}
