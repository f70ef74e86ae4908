import { describe, expect, it } from 'vitest';
import { newLogger, scrub } from '../../src/ops/logger.ts';
import { secret } from '../../src/store/vault.ts';

function logged(what: Readonly<Record<string, unknown>>, message = 'something happened'): string {
  const lines: string[] = [];
  newLogger('info', { write: (line: string) => void lines.push(line) }).error(what, message);
  expect(lines).toHaveLength(1);
  JSON.parse(lines[0] ?? '');
  return lines[0] ?? '';
}

const BOT = 'xoxb-1234567890-abcdefGHIJ';
const RANDOM = 'kJ8s+Qm2/vT0aZ9xLr4WcYp7NdE1uHg5BfO3iKtS6w8=';

describe('the log', () => {
  it.each([
    ['at any depth', { a: { b: { c: [{ d: `said ${BOT}` }] } } }],
    ['inside a string', { text: `token ${BOT} was refused` }],
    ['in an address', { url: `https://slack.com/api/x?token=${BOT}&a=1` }],
    ['as a name', { [BOT]: 1 }],
    ['of an app', { text: 'xapp-1-A0B-123-abcdef' }],
    ['of a rotated one', { text: 'xoxe.xoxp-1-abcdefGHIJ' }],
    ['in an error', { error: new Error(`refused ${BOT}`, { cause: new Error(`cause ${BOT}`) }) }],
    ['in a map', { map: new Map([['x', BOT]]) }],
    ['in a URL object', { url: new URL(`https://me:${BOT}@example.com/`) }],
  ])('holds no token %s', (_, what) => {
    expect(logged(what)).not.toMatch(/1234567890|abcdef/);
  });

  it.each([
    ['Bearer', { header: 'Authorization: Bearer zd_harbor' }, 'zd_harbor'],
    ['a secret in an address', { at: 'GET https://x.test/oauth?client_secret=hunter2&scope=read' }, 'hunter2'],
    ['a name and password in an address', { at: 'postgres://ferry:hunter2@db/x' }, 'hunter2'],
    ['a ticket of a socket', { at: 'wss://wss.slack.com/link/?ticket=hunter2&app_id=1' }, 'hunter2'],
    ['a response_url', { at: 'https://hooks.slack.com/commands/T1/2/hunter2' }, 'hunter2'],
    ['JSON in a string', { body: '{"client_secret":"hunter2","scope":"read"}' }, 'hunter2'],
    ['a field by its name', { deep: { clientSecret: 'hunter2', headers: { authorization: 'hunter2', cookie: ['hunter2'] } } }, 'hunter2'],
    ['long base64', { text: `key ${RANDOM} here` }, RANDOM.slice(4, 12)],
    ['long hex', { text: `key ${'0123456789abcdef'.repeat(2)}` }, '456789ab'],
    ['our own Secret', { value: secret('hunter2') }, 'hunter2'],
    ['bytes', { value: Buffer.from('hunter2') }, 'hunter2'],
  ])('holds nothing of %s', (_, what, hidden) => {
    expect(logged(what)).not.toContain(hidden);
  });

  it('scrubs the message too', () => {
    expect(logged({}, `refused ${BOT}`)).not.toContain('1234567890');
  });

  it('keeps what operators need: error, stack, paths, ids, accounts', () => {
    const error = Object.assign(new Error('connect ECONNREFUSED'), { code: 'ECONNREFUSED', config: { headers: { x: 'request' } } });
    const line = logged({
      error,
      account: 'acme',
      item: 'migrate-3-tickets-reach-agents',
      path: '/srv/ferry/node_modules/node-cron/dist/node-cron.js',
      count: 3,
    });
    expect(JSON.parse(line)).toMatchObject({
      level: 'error',
      account: 'acme',
      item: 'migrate-3-tickets-reach-agents',
      count: 3,
      error: { message: 'connect ECONNREFUSED', code: 'ECONNREFUSED' },
    });
    expect(line).toContain('/srv/ferry/node_modules/node-cron/dist/node-cron.js');
    expect(line).toContain('logger.test.ts');
    expect(line).not.toContain('request');
  });

  it('survives what points at itself', () => {
    const loop: Record<string, unknown> = { name: 'x' };
    loop['self'] = loop;
    expect(logged({ loop, big: 10n, nothing: null, call: () => 1 })).toContain('[circular]');
  });

  it('says nothing below its level', () => {
    const lines: string[] = [];
    newLogger('warn', { write: (line: string) => void lines.push(line) }).info({}, 'hello');
    expect(lines).toEqual([]);
  });

  it('leaves a sentence as it is', () => {
    const sentence = 'FERRY_SECRET_KEY must be 32 random bytes in base64. Make one with: openssl rand -base64 32';
    expect(scrub(sentence)).toBe(sentence);
  });
});
