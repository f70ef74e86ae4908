import { existsSync, readFileSync } from 'node:fs';
import { parseEnv } from 'node:util';
import { z } from 'zod';
import { secretKey } from '../store/sealed-vault.ts';
import { type Secret, secret } from '../store/vault.ts';

/** The variables as they come from outside. */
export type Env = Readonly<Record<string, string | undefined>>;

const logLevels = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;

/** How Slack's events come in. With both credentials Socket Mode wins: it needs no address of our own. */
type SlackMode = { readonly kind: 'socket'; readonly appToken: Secret } | { readonly kind: 'http'; readonly signingSecret: Secret };

export interface SlackConfig {
  readonly botToken: Secret;
  /** Ends with a slash. */
  readonly apiUrl: string;
  readonly mode: SlackMode;
}

/** What the command line needs: everything but Slack. */
export interface ServerConfig {
  /** Holds `{subdomain}`. */
  readonly zendeskUrl: string;
  readonly streamUrl: string;
  readonly statusUrl: string;
  readonly databasePath: string;
  /** Undefined: accounts can be listed, not connected. 32 bytes in base64, checked. */
  readonly secretKey: Secret | undefined;
  readonly previousSecretKey: Secret | undefined;
  readonly admins: readonly string[];
  readonly port: number;
  /** Undefined: no metrics. */
  readonly metrics: { readonly port: number; readonly host: string } | undefined;
  /** Without a slash at its end. */
  readonly publicUrl: string | undefined;
  readonly logLevel: (typeof logLevels)[number];
}

export interface Config extends ServerConfig {
  readonly slack: SlackConfig;
}

/** Problems are whole sentences: what is wrong, and what to set. None holds a secret. */
export type Checked<T> = { readonly ok: true; readonly config: T } | { readonly ok: false; readonly problems: readonly string[] };

/** The variables of this process, and of a file `.env` in its folder for those that it has not got. */
export function environment(): Env {
  const fromFile = existsSync('.env') ? parseEnv(readFileSync('.env', 'utf8')) : {};
  return { ...fromFile, ...process.env };
}

/** Everything the server needs, or all that is missing or wrong at once. An empty variable counts as missing. */
export function readConfig(env: Env): Checked<Config> {
  const server = readServerConfig(env);
  const slack = readSlackConfig(env);
  if (server.ok && slack.ok) return { ok: true, config: { ...server.config, slack: slack.config } };
  return { ok: false, problems: [...(slack.ok ? [] : slack.problems), ...(server.ok ? [] : server.problems)] };
}

/** Slack's part alone. */
export function readSlackConfig(env: Env): Checked<SlackConfig> {
  const read = slackShape.safeParse(setIn(env));
  const neither = setIn(env)['SLACK_APP_TOKEN'] === undefined && setIn(env)['SLACK_SIGNING_SECRET'] === undefined;
  const problems = [...(read.success ? [] : sentences(read.error)), ...(neither ? [NO_WAY_IN] : [])];
  if (!read.success || problems.length > 0) return { ok: false, problems };
  const { SLACK_BOT_TOKEN, SLACK_APP_TOKEN, SLACK_SIGNING_SECRET, SLACK_API_URL } = read.data;
  const mode = modeOf(SLACK_APP_TOKEN, SLACK_SIGNING_SECRET);
  if (mode === undefined) return { ok: false, problems: [NO_WAY_IN] };
  return { ok: true, config: { botToken: SLACK_BOT_TOKEN, apiUrl: `${SLACK_API_URL}/`, mode } };
}

/** Everything but Slack's part. */
export function readServerConfig(env: Env): Checked<ServerConfig> {
  const read = serverShape.safeParse(setIn(env));
  if (!read.success) return { ok: false, problems: sentences(read.error) };
  const { METRICS_PORT, METRICS_HOST, ...rest } = read.data;
  return {
    ok: true,
    config: {
      zendeskUrl: rest.ZENDESK_URL,
      streamUrl: rest.ZENDESK_STREAM_URL,
      statusUrl: rest.ZENDESK_STATUS_URL,
      databasePath: rest.DATABASE_URL,
      secretKey: rest.FERRY_SECRET_KEY,
      previousSecretKey: rest.FERRY_SECRET_KEY_PREVIOUS,
      admins: rest.FERRY_ADMINS,
      port: rest.PORT,
      metrics: METRICS_PORT === undefined ? undefined : { port: METRICS_PORT, host: METRICS_HOST },
      publicUrl: rest.PUBLIC_URL,
      logLevel: rest.LOG_LEVEL,
    },
  };
}

const NO_WAY_IN =
  'Neither SLACK_APP_TOKEN nor SLACK_SIGNING_SECRET is set. Set SLACK_APP_TOKEN (xapp-…, Basic Information, App-Level Tokens, with connections:write) for Socket Mode, or SLACK_SIGNING_SECRET (Basic Information, App Credentials) for HTTP mode.';

function modeOf(appToken: Secret | undefined, signingSecret: Secret | undefined): SlackMode | undefined {
  if (appToken !== undefined) return { kind: 'socket', appToken };
  return signingSecret === undefined ? undefined : { kind: 'http', signingSecret };
}

/** A variable that `read` understands. `missing` and `wrong` go on after its name. */
function variable<T>(missing: string, wrong: string, read: (text: string) => T | undefined) {
  return z.string({ error: missing }).transform((text, ctx): T => {
    const value = read(text);
    if (value !== undefined) return value;
    ctx.addIssue({ code: 'custom', message: wrong });
    return z.NEVER;
  });
}

// A Slack for tests may write its tokens as it likes: refused are blanks, and the beginnings of Slack's other kinds, which are easily taken for each other.
const token = (what: string, otherKinds = /^$/) =>
  variable(`is not set. Set it to ${what}.`, `is not such a token, or holds blanks. Set it to ${what}.`, (text) =>
    /\s/.test(text) || otherKinds.test(text) ? undefined : secret(text),
  );

const address = (example: string) =>
  variable('is not set.', `must be an address such as ${example}, without a name or password in it.`, (text) => {
    const url = URL.parse(text);
    const isPlain = url !== null && /^https?:$/.test(url.protocol) && url.username === '' && url.password === '';
    return isPlain ? text.replace(/\/+$/, '') : undefined;
  });

const port = variable('is not set.', 'must be a whole number from 0 to 65535.', (text) =>
  /^\d{1,5}$/.test(text) && Number(text) <= 65_535 ? Number(text) : undefined,
);

const key = z.string().transform((text, ctx): Secret => {
  const read = secretKey(text);
  if (read.ok) return secret(text);
  ctx.addIssue({ code: 'custom', message: `${read.why}.` });
  return z.NEVER;
});

const database = z.string().transform((text, ctx): string => {
  const path = /^file:(?:\/\/(?=\/))?(.+)$/.exec(text)?.[1];
  if (path !== undefined && !path.startsWith('//') && !path.endsWith('/')) return path;
  const isPostgres = /^postgres(ql)?:/.test(text);
  const message = isPostgres ? 'names PostgreSQL, which is not available yet. Set it to a file' : 'must be file: and a path';
  ctx.addIssue({ code: 'custom', message: `${message}, such as file:data/ferry.db.` });
  return z.NEVER;
});

const admins = variable(
  'is not set.',
  'must be Slack user ids by comma, such as U0123ABCD,W0456EFGH (a profile, ⋮, Copy member ID).',
  (text) => {
    const ids = text.split(/[\s,]+/).filter((id) => id !== '');
    return ids.every((id) => /^[UW][A-Z0-9]{2,}$/.test(id)) ? [...new Set(ids)] : undefined;
  },
);

const slackShape = z.object({
  SLACK_BOT_TOKEN: token("the bot token (xoxb-…) of the app's page OAuth & Permissions", /^(?:xapp|xoxp)-/),
  SLACK_APP_TOKEN: token('an app-level token (xapp-…) with connections:write', /^xox[a-z][-.]/).optional(),
  SLACK_SIGNING_SECRET: token("the signing secret of the app's page Basic Information", /^(?:xapp|xox[a-z])[-.]/).optional(),
  SLACK_API_URL: address('https://slack.com/api/').prefault('https://slack.com/api/'),
});

const serverShape = z.object({
  ZENDESK_URL: variable('is not set.', 'must be an address that holds {subdomain}, such as https://{subdomain}.zendesk.com.', (text) => {
    const url = URL.parse(text.replaceAll('{subdomain}', 'acme'));
    const isPlain = url !== null && /^https?:$/.test(url.protocol) && url.username === '' && url.password === '';
    return isPlain && text.includes('{subdomain}') ? text.replace(/\/+$/, '') : undefined;
  }).prefault('https://{subdomain}.zendesk.com'),
  ZENDESK_STREAM_URL: address('https://rtm.zopim.com').prefault('https://rtm.zopim.com'),
  ZENDESK_STATUS_URL: address('https://status.zendesk.com').prefault('https://status.zendesk.com'),
  DATABASE_URL: database.prefault('file:data/ferry.db'),
  FERRY_SECRET_KEY: key.optional(),
  FERRY_SECRET_KEY_PREVIOUS: key.optional(),
  FERRY_ADMINS: admins.prefault(''),
  PORT: port.prefault('3000'),
  METRICS_PORT: port.optional(),
  METRICS_HOST: z.string().prefault('127.0.0.1'),
  PUBLIC_URL: address('https://ferry.example.com').optional(),
  LOG_LEVEL: z.enum(logLevels, { error: `must be one of ${logLevels.join(', ')}.` }).prefault('info'),
});

/** Every variable there is. */
export const variables: readonly string[] = [...Object.keys(slackShape.shape), ...Object.keys(serverShape.shape)];

function setIn(env: Env): Readonly<Record<string, string>> {
  return Object.fromEntries(
    variables.flatMap((name) => {
      const value = env[name]?.trim();
      return value === undefined || value === '' ? [] : [[name, value]];
    }),
  );
}

function sentences({ issues }: z.ZodError): readonly string[] {
  return issues.map(({ path, message }) => `${path.join('.')} ${message}`);
}
