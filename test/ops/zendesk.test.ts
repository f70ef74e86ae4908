import { expect, it } from 'vitest';
import { type Instant, instant, later, MINUTE_MS } from '../../src/migration/time.ts';
import { zendeskFor } from '../../src/ops/zendesk.ts';
import { at } from '../zendesk/answering.ts';

function clients() {
  let now: Instant = instant(new Date('2026-11-24T02:00:00Z'));
  const nowhere = 'http://127.0.0.1:1/{subdomain}';
  const time = { now: () => now, sleep: async () => {}, at: () => () => {} };
  const of = zendeskFor({ zendeskUrl: nowhere, streamUrl: nowhere, statusUrl: nowhere }, time);
  return {
    of: (name: string, token = 'a') => of(at(name), { support: { token } }),
    pass: (ms: number) => {
      now = later(now, ms);
    },
  };
}

it('keeps a client as long as its credentials are the same', () => {
  const { of } = clients();
  expect(of('acme')).toBe(of('acme'));
  expect(of('acme', 'b')).not.toBe(of('acme'));
});

it('remembers those that are in use, and lets the others go', () => {
  const { of, pass } = clients();
  const first = of('first');
  const second = of('second');
  pass(6 * MINUTE_MS);
  expect(of('first')).toBe(first);
  for (let index = 0; index < 600; index += 1) of(`account-${index}`);
  expect(of('first')).toBe(first);
  expect(of('second')).not.toBe(second);
});

it('lets nobody go whom Zendesk may be holding back', () => {
  const { of } = clients();
  const first = of('first');
  for (let index = 0; index < 600; index += 1) of(`account-${index}`);
  expect(of('first')).toBe(first);
});
