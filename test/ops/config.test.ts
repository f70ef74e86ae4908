import { readFileSync } from 'node:fs';
import { inspect } from 'node:util';
import { describe, expect, it } from 'vitest';
import { type Env, readConfig, readServerConfig, variables } from '../../src/ops/config.ts';

const KEY = Buffer.alloc(32, 7).toString('base64');
const SOCKET = { SLACK_BOT_TOKEN: 'xoxb-1', SLACK_APP_TOKEN: 'xapp-1' };

function problemsOf(env: Env): readonly string[] {
  const read = readConfig(env);
  return read.ok ? [] : read.problems;
}

function configOf(env: Env) {
  const read = readConfig(env);
  if (!read.ok) throw new Error(read.problems.join('\n'));
  return read.config;
}

describe('the configuration', () => {
  it('has a default for everything but the tokens', () => {
    const { slack, ...server } = configOf(SOCKET);
    expect(server).toEqual({
      zendeskUrl: 'https://{subdomain}.zendesk.com',
      streamUrl: 'https://rtm.zopim.com',
      statusUrl: 'https://status.zendesk.com',
      databasePath: 'data/ferry.db',
      secretKey: undefined,
      previousSecretKey: undefined,
      admins: [],
      port: 3000,
      metrics: undefined,
      publicUrl: undefined,
      logLevel: 'info',
    });
    expect(slack.apiUrl).toBe('https://slack.com/api/');
  });

  it('names everything that is missing or wrong at once, in sentences', () => {
    const problems = problemsOf({
      ZENDESK_URL: 'https://acme.zendesk.com',
      ZENDESK_STREAM_URL: 'rtm.zopim.com',
      DATABASE_URL: 'postgres://me:hunter2@db/ferry',
      FERRY_SECRET_KEY: 'c2hvcnQ=',
      FERRY_ADMINS: 'U0MIA, mia',
      PORT: '65536',
      METRICS_PORT: 'nine',
      PUBLIC_URL: 'ferry.example.com',
      LOG_LEVEL: 'loud',
    });
    const names = [
      'SLACK_BOT_TOKEN',
      'Neither SLACK_APP_TOKEN nor SLACK_SIGNING_SECRET',
      'ZENDESK_URL',
      'ZENDESK_STREAM_URL',
      'DATABASE_URL',
    ];
    const others = ['FERRY_SECRET_KEY', 'FERRY_ADMINS', 'PORT', 'METRICS_PORT', 'PUBLIC_URL', 'LOG_LEVEL'];
    expect(new Set(problems.map((problem) => problem.split(/ (?:is|must|names)/)[0]))).toEqual(new Set([...names, ...others]));
    for (const problem of problems) expect(problem).toMatch(/\.$|\)$/);
    expect(problems.join()).not.toMatch(/hunter2|c2hvcnQ/);
    expect(problems.join()).toContain('PostgreSQL, which is not available yet');
  });

  it('takes Socket Mode when both ways are given, and HTTP mode when only that is', () => {
    expect(configOf({ ...SOCKET, SLACK_SIGNING_SECRET: 's' }).slack.mode.kind).toBe('socket');
    expect(configOf({ SLACK_BOT_TOKEN: 'b', SLACK_SIGNING_SECRET: 's' }).slack.mode.kind).toBe('http');
    expect(configOf({ SLACK_BOT_TOKEN: 'b', SLACK_APP_TOKEN: '', SLACK_SIGNING_SECRET: 's' }).slack.mode.kind).toBe('http');
  });

  it('refuses a token with blanks without showing it', () => {
    const problems = problemsOf({ ...SOCKET, SLACK_BOT_TOKEN: 'xoxb-abc def' });
    expect(problems).toHaveLength(1);
    expect(problems.join()).not.toContain('abc');
  });

  it('names both tokens where they were taken for each other, whatever else is wrong', () => {
    const problems = problemsOf({ SLACK_BOT_TOKEN: 'xapp-1-A', SLACK_APP_TOKEN: 'xoxb-1-B', PORT: 'x' });
    expect(problems.map((problem) => problem.split(' ')[0])).toEqual(['SLACK_BOT_TOKEN', 'SLACK_APP_TOKEN', 'PORT']);
    expect(problems.join()).not.toMatch(/1-A|1-B/);
    expect(problemsOf({ SLACK_BOT_TOKEN: 'xoxb-1', SLACK_SIGNING_SECRET: 'xapp-1-A' }).join()).toContain('SLACK_SIGNING_SECRET');
  });

  it('does not show a secret when it is printed', () => {
    const config = configOf({ ...SOCKET, FERRY_SECRET_KEY: KEY });
    expect(`${inspect(config, { depth: 9 })}${JSON.stringify(config)}`).not.toMatch(/xoxb|xapp|BwcH/);
    expect(config.secretKey?.reveal()).toBe(KEY);
  });

  it.each([
    ['file:data/ferry.db', 'data/ferry.db'],
    ['file:/var/lib/ferry.db', '/var/lib/ferry.db'],
    ['file:///var/lib/ferry.db', '/var/lib/ferry.db'],
    ['file:./ferry.db', './ferry.db'],
  ])('reads %s as the path %s', (url, path) => {
    expect(configOf({ ...SOCKET, DATABASE_URL: url }).databasePath).toBe(path);
  });

  it.each(['data/ferry.db', 'file:', 'file://host/ferry.db', 'file:data/', 'mysql://db'])('refuses %s as a database', (url) => {
    expect(problemsOf({ ...SOCKET, DATABASE_URL: url })).toEqual([expect.stringMatching(/^DATABASE_URL must be file:/)]);
  });

  it('takes what was written in other ways', () => {
    const env = {
      ...SOCKET,
      FERRY_ADMINS: ' U0MIA,W0SUA  U0MIA',
      PUBLIC_URL: 'https://ferry.example.com/',
      SLACK_API_URL: 'http://127.0.0.1:1/api',
      METRICS_PORT: '0',
    };
    const config = configOf(env);
    expect(config.admins).toEqual(['U0MIA', 'W0SUA']);
    expect(config.publicUrl).toBe('https://ferry.example.com');
    expect(config.slack.apiUrl).toBe('http://127.0.0.1:1/api/');
    expect(config.metrics).toEqual({ port: 0, host: '127.0.0.1' });
  });

  it('asks for nothing of Slack at the command line', () => {
    expect(readServerConfig({}).ok).toBe(true);
  });

  it('is explained in .env.example, every variable of it', () => {
    const example = readFileSync(`${import.meta.dirname}/../../.env.example`, 'utf8');
    const named = [...example.matchAll(/^#?([A-Z_]+)=/gm)].map(([, name]) => name);
    expect(named).toHaveLength(variables.length);
    expect(new Set(named)).toEqual(new Set(variables));
  });
});
