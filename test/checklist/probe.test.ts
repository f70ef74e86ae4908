import { describe, expect, it } from 'vitest';
import { accessTo, type InterfaceId, interfaces } from '../../src/checklist/look/probe.ts';
import type { Readings } from '../../src/checklist/readings.ts';
import { type UnknownReason, unknownReasons } from '../../src/migration/finding.ts';
import { adviceOn } from '../../src/slack/locales/findings/access/advice.ts';
import { textsIn } from '../../src/slack/locales/texts.ts';
import { saw } from '../support/scene.ts';
import { blind, context, setUpWell } from './contexts.ts';

const of = (id: InterfaceId, readings: Readings) => accessTo(readings).find((access) => access.of === id);

describe('what Zendesk lets Ferry see', () => {
  it('is not known of what was never asked', () => {
    expect(accessTo({}).map(({ verdict, why }) => `${verdict} ${why}`)).toEqual(interfaces.map(() => 'unknown not_looked'));
  });

  it('is yes for what answers', () => {
    expect(of('chat', setUpWell)).toEqual({ of: 'chat', verdict: 'yes', why: undefined, asked: 'GET /api/v2/chat/departments' });
    expect(of('widget', { widgets: { a: blind('unreachable'), b: saw('classic', 'GET /embeddable/config') } })?.verdict).toBe('yes');
    expect(of('support', context().readings)?.verdict).toBe('yes');
  });

  it('is a matter of the plan where the account says so, and not where Chat answers or refuses the token', () => {
    const account = (restApi: boolean) =>
      saw({ status: 'active', plan: 'lite', restApi, operatingHours: undefined }, 'GET /api/v2/chat/account');
    const plan = { of: 'chat', verdict: 'no', why: 'not_allowed', asked: 'GET /api/v2/chat/account' };
    expect(of('chat', { chatAccount: account(false), departments: blind('unexpected_answer') })).toEqual(plan);
    expect(of('chat', { chatAccount: account(true), departments: blind('unexpected_answer') })?.verdict).toBe('unknown');
    expect(of('chat', { chatAccount: account(false), departments: blind('token_refused') })?.why).toBe('token_refused');
    expect(of('chat', { ...setUpWell, chatAccount: account(false) })?.verdict).toBe('yes');
  });

  it.each<[UnknownReason, 'yes' | 'no' | 'unknown']>([
    ['not_allowed', 'no'],
    ['no_credential', 'no'],
    ['token_refused', 'no'],
    ['unreachable', 'unknown'],
    ['unexpected_answer', 'unknown'],
    ['cannot_tell', 'unknown'],
    ['not_computed', 'yes'],
  ])('where Zendesk says %s: %s', (why, verdict) => {
    expect(of('real_time', { chats: blind(why) })?.verdict).toBe(verdict);
  });

  it.each(['en', 'ko'] as const)('comes with what is missing and how to get it (%s)', (language) => {
    const t = textsIn(language).access;
    for (const id of interfaces) {
      for (const why of unknownReasons) {
        for (const verdict of ['no', 'unknown'] as const)
          expect(adviceOn({ of: id, verdict, why, asked: undefined }, t)).toMatch(/\S{3}.*[.다]\s*/);
      }
      expect(adviceOn({ of: id, verdict: 'yes', why: undefined, asked: undefined }, t)).toBe('');
    }
    expect(adviceOn({ of: 'real_time', verdict: 'no', why: 'not_allowed', asked: undefined }, t)).toContain('Enterprise');
    expect(adviceOn({ of: 'chat', verdict: 'no', why: 'no_credential', asked: undefined }, t)).toContain('API & SDKs'.slice(0, 3));
  });
});
