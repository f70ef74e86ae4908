import { describe, expect, it } from 'vitest';
import { automationsSeen, triggersSeen, viewsSeen } from '../../src/checklist/look/rules.ts';
import type { Rule } from '../../src/zendesk/port.ts';

const numbers = { chat: ['29'], messaging: ['75'] };
const is = (field: string, value: string, operator = 'is') => ({ field, operator, value });
const mail = { field: 'notification_user', value: 'requester_id' };
const solve = { field: 'status', value: 'solved' };
const toGroup = { field: 'group_id', value: '9001' };
const rule = (change: Partial<Rule>): Rule => ({ id: 1, title: 'A rule', active: true, all: [], any: [], actions: [], ...change });

describe('a trigger that brings messaging tickets to a group', () => {
  const routing = (change: Partial<Rule>) => triggersSeen([rule({ actions: [toGroup], ...change })], numbers).routing;

  it('names the channel and sets a group', () => {
    const found = [{ title: 'A rule', active: true, groupId: 9001 }];
    expect(routing({ all: [is('via_id', '75')] })).toEqual(found);
    expect(routing({ any: [is('via_id', '75'), is('current_via_id', '75')] })).toEqual(found);
    expect(routing({ all: [is('via_id', '75')], active: false })).toEqual([{ ...found[0], active: false }]);
  });

  it.each<[string, Partial<Rule>]>([
    ['another channel', { all: [is('via_id', '29')] }],
    ['a channel left out', { all: [is('via_id', '75', 'is_not')] }],
    ['one channel of several', { any: [is('via_id', '75'), is('via_id', '29')] }],
    ['no channel', { all: [is('brand_id', '75')] }],
    ['no group', { all: [is('via_id', '75')], actions: [solve] }],
    ['a group that is no number', { all: [is('via_id', '75')], actions: [{ field: 'group_id', value: 'current_groups' }] }],
  ])('is not one with %s', (_, change) => {
    expect(routing(change)).toEqual([]);
  });

  it('cannot be told where the definitions do not name messaging', () => {
    const seen = triggersSeen([rule({ all: [is('via_id', '75')], actions: [toGroup] })], { chat: ['29'], messaging: [] });
    expect([seen.routing, seen.messagingNumbers]).toEqual([[], []]);
  });
});

describe('a rule that mails or solves Pending chat tickets', () => {
  const touching = (change: Partial<Rule>) => automationsSeen([rule({ actions: [solve], ...change })], numbers);

  it.each<[string, Partial<Rule>]>([
    ['status is Pending', { all: [is('status', 'pending')] }],
    ['hours since Pending', { all: [is('PENDING', '96', 'greater_than')] }],
    ['status less than Solved', { all: [is('status', 'solved', 'less_than')] }],
    ['status greater than Open', { all: [is('status', 'open', 'greater_than')] }],
    ['status is not Solved', { all: [is('status', 'solved', 'is_not')] }],
    ['one of several statuses', { any: [is('status', 'open'), is('status', 'pending')] }],
    ['no status', { all: [is('updated_at', '48', 'greater_than')] }],
    ['a status that is not known', { all: [is('status', 'waiting')] }],
    ['a comparison that is not known', { all: [is('status', 'open', 'not_changed_from')] }],
    ['a mail', { all: [is('status', 'pending')], actions: [mail] }],
    ['the channel of live chats', { all: [is('status', 'pending'), is('via_id', '29')] }],
    ['Pending taken', { all: [is('status', 'pending', 'changed_to')] }],
    ['a value that is Pending', { all: [is('status', 'pending', 'value')] }],
    ['a value that is not Open', { all: [is('status', 'open', 'not_value')] }],
    ['status greater than New', { all: [is('status', 'new', 'greater_than')] }],
    ['status less than On-hold', { all: [is('status', 'hold', 'less_than')] }],
    ['another channel left out', { all: [is('status', 'pending'), is('via_id', '4', 'is_not')] }],
    ['one of several channels', { all: [is('status', 'pending')], any: [is('via_id', '4'), is('via_id', '29')] }],
    ['a text message', { all: [is('status', 'pending')], actions: [{ field: 'notification_sms_user', value: 'requester_id' }] }],
    ['a mail to whom nobody names', { all: [is('status', 'pending')], actions: [{ field: 'notification_user', value: '' }] }],
    [
      'a mail with everybody in copy',
      { all: [is('status', 'pending')], actions: [{ field: 'notification_user', value: 'requester_and_ccs' }] },
    ],
    ['closing', { all: [is('status', 'pending')], actions: [{ field: 'status', value: 'closed' }] }],
    ['something else before it', { all: [is('status', 'pending')], actions: [{ field: 'priority', value: 'low' }, solve] }],
    ['a custom status', { all: [is('status', 'pending')], actions: [{ field: 'custom_status_id', value: '7' }] }],
  ])('is one with %s', (_, change) => {
    expect(touching(change)).toEqual({ count: 1, rules: [{ title: 'A rule', spares: [] }] });
  });

  it.each<[string, Partial<Rule>]>([
    ['another status', { all: [is('status', 'solved')] }],
    ['hours since Solved', { all: [is('SOLVED', '96', 'greater_than')] }],
    ['status less than Pending', { all: [is('status', 'pending', 'less_than')] }],
    ['Pending left out', { all: [is('status', 'pending', 'is_not')] }],
    ['status less than Open', { all: [is('status', 'open', 'less_than')] }],
    ['status greater than Pending', { all: [is('status', 'pending', 'greater_than')] }],
    ['status greater than On-hold', { all: [is('status', 'hold', 'greater_than')] }],
    ['a value that is not Pending', { all: [is('status', 'pending', 'not_value')] }],
    ['Solved taken', { all: [is('status', 'solved', 'changed_to')] }],
    ['none of several statuses', { any: [is('status', 'open'), is('status', 'solved')] }],
    ['none of several channels', { all: [is('status', 'pending')], any: [is('via_id', '4'), is('via_id', '5')] }],
    ['another status set', { all: [is('status', 'pending')], actions: [{ field: 'status', value: 'open' }] }],
    ['another field that says solved', { all: [is('status', 'pending')], actions: [{ field: 'priority', value: 'solved' }] }],
    ['another channel', { all: [is('status', 'pending'), is('via_id', '4')] }],
    ['live chats left out', { all: [is('status', 'pending'), is('via_id', '29', 'is_not')] }],
    ['a tag only', { all: [is('status', 'pending')], actions: [{ field: 'current_tags', value: 'x' }] }],
    ['a mail to the group', { all: [is('status', 'pending')], actions: [{ field: 'notification_user', value: 'assignee_id' }] }],
  ])('is none with %s', (_, change) => {
    expect(touching(change)).toEqual({ count: 0, rules: [] });
  });

  it('leaves out the tags that all of its conditions leave out', () => {
    const guarded = [is('status', 'pending'), is('current_tags', 'vip messaging_migration_guard', 'not_includes')];
    expect(touching({ all: guarded }).rules[0]?.spares).toEqual(['vip', 'messaging_migration_guard']);
    expect(touching({ all: [is('status', 'pending')], any: guarded.slice(1) }).rules[0]?.spares).toEqual([]);
  });

  it('may run for live chats where their channel has no number', () => {
    const seen = automationsSeen([rule({ actions: [solve], all: [is('via_id', '4')] })], { chat: [], messaging: ['75'] });
    expect(seen.count).toBe(1);
  });

  it('is named before those that leave more tags out', () => {
    const sparing = (title: string, tags: string) =>
      rule({ title, actions: [solve], all: tags === '' ? [] : [is('current_tags', tags, 'not_includes')] });
    const seen = automationsSeen([sparing('Two', 'a, b'), sparing('None', ''), sparing('One', 'a')], numbers);
    expect(seen.rules).toEqual([
      { title: 'None', spares: [] },
      { title: 'One', spares: ['a'] },
      { title: 'Two', spares: ['a', 'b'] },
    ]);
  });

  it('is not a trigger that runs for new tickets or with a comment', () => {
    const pending = (change: Partial<Rule>) => triggersSeen([rule({ actions: [mail], ...change })], numbers).pending.count;
    expect(pending({ all: [is('status', 'pending')] })).toBe(1);
    expect(pending({ all: [is('update_type', 'Change')] })).toBe(1);
    expect(pending({ all: [is('update_type', 'Create')] })).toBe(0);
    expect(pending({ all: [is('comment_is_public', 'true')] })).toBe(0);
    expect(pending({ all: [is('update_type', 'Create', 'is_not')] })).toBe(1);
    expect(pending({ all: [is('first_comment_', 'true')] })).toBe(1);
    expect(pending({ all: [is('priority', 'Create')] })).toBe(1);
    expect(pending({ all: [is('status', 'pending')], active: false })).toBe(0);
  });
});

it('tells triggers that run for live chats alone from those that write to everybody', () => {
  const seen = triggersSeen(
    [
      rule({ title: 'Tag chats', all: [is('via_id', '29')] }),
      rule({ title: 'Received', actions: [mail] }),
      rule({ title: 'Received by mail', all: [is('via_id', '4')], actions: [mail] }),
      rule({ title: 'Old', active: false, all: [is('via_id', '29')] }),
    ],
    numbers,
  );
  expect(seen).toMatchObject({ count: 3, chatOnly: { count: 1, first: ['Tag chats'] }, anyChannel: { count: 1, first: ['Received'] } });
});

it('finds triggers that offer a survey when a session has ended, by their words', () => {
  const ended = is('messaging_session_end', 'true');
  const survey = { field: 'csat_survey', value: 'x' };
  const surveys = (change: Partial<Rule>) =>
    triggersSeen([rule({ all: [ended], actions: [survey], ...change })], numbers).sessionSurveys?.count;
  expect(surveys({})).toBe(1);
  expect(surveys({ all: [is('session', 'ended')] })).toBe(1);
  expect(surveys({ all: [], any: [ended] })).toBe(1);
  expect(surveys({ all: [is('status', 'ended')] })).toBe(0);
  expect(surveys({ all: [is('session', 'begun')] })).toBe(0);
  expect(surveys({ actions: [mail] })).toBe(0);
  expect(surveys({ actions: [mail, survey] })).toBe(1);
  expect(surveys({ active: false })).toBe(0);
});

it('shows routing triggers that are on before those that are off', () => {
  const routing = (title: string, active: boolean) => rule({ title, active, all: [is('via_id', '75')], actions: [toGroup] });
  const seen = triggersSeen([routing('Off', false), routing('On', true)], numbers).routing;
  expect(seen.map(({ title }) => title)).toEqual(['On', 'Off']);
});

describe('a trigger that rests on live chat without naming it as its only channel', () => {
  const tag = (value: string) => ({ field: 'current_tags', value });
  const tagChats = rule({ title: 'Tag chats', all: [is('via_id', '29')], actions: [tag('from_chat vip')] });
  const bound = (change: Partial<Rule>, ...others: readonly Rule[]) => {
    const { chatBound } = triggersSeen([tagChats, ...others, rule(change)], numbers);
    return { among: chatBound?.among.first, tagged: chatBound?.tagged.first, grouped: chatBound?.grouped };
  };
  const none = { among: [], tagged: [], grouped: [] };

  it('names it among conditions of which any is enough', () => {
    const among = { ...none, among: ['A rule'] };
    expect(bound({ any: [is('via_id', '29'), is('via_id', '4')] })).toEqual(among);
    expect(bound({ any: [is('current_via_id', '29'), is('priority', 'urgent')] })).toEqual(among);
    expect(bound({ any: [is('via_id', '29'), is('via_id', '75')] })).toEqual(none);
    // Live chats alone, and mails alone: neither loses anything.
    expect(bound({ any: [is('via_id', '29')] })).toEqual(none);
    expect(bound({ all: [is('via_id', '4')], any: [is('via_id', '29'), is('priority', 'urgent')] })).toEqual(none);
    expect(bound({ any: [is('via_id', '29'), is('via_id', '4')], active: false })).toEqual(none);
  });

  it('asks for a tag that only triggers of live chats set, or that is Chat’s own', () => {
    const tagged = { ...none, tagged: ['A rule'] };
    const includes = (value: string) => is('current_tags', value, 'includes');
    expect(bound({ all: [includes('from_chat')] })).toEqual(tagged);
    expect(bound({ all: [includes('zopim_chat')] })).toEqual(tagged);
    expect(bound({ any: [includes('vip'), includes('from_chat')] })).toEqual(tagged);
    expect(bound({ any: [includes('vip'), is('priority', 'urgent')] })).toEqual(none);
    expect(bound({ all: [includes('from_chat by_mail')] })).toEqual(none);
    expect(bound({ all: [is('current_tags', 'from_chat', 'not_includes')] })).toEqual(none);
    expect(bound({ all: [includes('')] })).toEqual(none);
    expect(bound({ all: [is('current_tags', 'from_chat')] })).toEqual(none);
    expect(bound({ all: [is('subject', 'from_chat', 'includes')] })).toEqual(none);
    expect(bound({ all: [includes('my_zopim_tag')] })).toEqual(none);
    expect(
      bound(
        { all: [includes('set_by_field')] },
        rule({ all: [is('via_id', '29')], actions: [{ field: 'set_tags', value: 'set_by_field' }] }),
      ),
    ).toEqual(tagged);
    expect(bound({ all: [includes('9')] }, rule({ all: [is('via_id', '29')], actions: [{ field: 'priority', value: '9' }] }))).toEqual(
      none,
    );
    expect(bound({ all: [includes('from_chat')] }, rule({ title: 'Tag all', actions: [tag('from_chat')] }))).toEqual(none);
    expect(bound({ all: [includes('from_chat'), is('via_id', '75')] })).toEqual(none);
  });

  it('asks for a group and names no channel', () => {
    const group = (value: string) => is('group_id', value);
    expect(bound({ all: [group('9001')] }).grouped).toEqual([{ title: 'A rule', groupId: 9001 }]);
    expect(bound({ any: [group('9001'), group('9002')] }).grouped).toHaveLength(2);
    expect(bound({ any: [group('9001'), is('priority', 'urgent')] }).grouped).toEqual([]);
    expect(bound({ all: [group('9001'), is('via_id', '4')] }).grouped).toEqual([]);
    expect(bound({ all: [is('group_id', '9001', 'is_not')] }).grouped).toEqual([]);
    expect(bound({ all: [group('current_groups')] }).grouped).toEqual([]);
    expect(bound({ all: [is('brand_id', '9001')] }).grouped).toEqual([]);
    expect(bound({ all: [group('9001')], any: [is('priority', 'urgent')] }).grouped).toHaveLength(1);
    expect(bound({ all: [group('9001')], any: [group('9002')] }).grouped).toHaveLength(2);
    expect(bound({ all: [is('priority', 'urgent')], any: [group('9002')] }).grouped).toEqual([{ title: 'A rule', groupId: 9002 }]);
    expect(bound({ all: [group('9001'), is('priority', 'urgent')] }).grouped).toEqual([{ title: 'A rule', groupId: 9001 }]);
    expect(bound({ all: [group('x9001')] }).grouped).toEqual([]);
    expect(bound({ all: [group('9001x')] }).grouped).toEqual([]);
  });
});

it('finds views of unsolved messaging tickets', () => {
  const unsolved = is('status', 'solved', 'less_than');
  const titles = (...all: Rule['all'][number][]) => viewsSeen([rule({ title: 'A view', all })], numbers);
  expect(titles(unsolved, is('via_id', '75'))).toEqual(['A view']);
  expect(titles(unsolved, is('via_id', '29'))).toEqual([]);
  expect(titles(is('via_id', '75'))).toEqual([]);
  expect(titles(unsolved)).toEqual([]);
});

it('keeps little of fifty thousand triggers', () => {
  const many = Array.from({ length: 50_000 }, (_, index) =>
    rule({ id: index + 1, all: [is('status', 'pending')], actions: [mail, toGroup] }),
  );
  const seen = triggersSeen(many, numbers);
  expect(seen.pending.count).toBe(50_000);
  expect(JSON.stringify(seen).length).toBeLessThan(20_000);
});
