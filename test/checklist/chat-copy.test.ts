import { describe, expect, it } from 'vitest';
import { readChatCopy } from '../../src/checklist/look/chat-copy.ts';
import { lookThrough } from '../../src/checklist/look-through.ts';
import { nothingRead, readReport, withReadings } from '../../src/checklist/readings.ts';
import { untouched } from '../../src/migration/migration.ts';
import { type Instant, later, MINUTE_MS } from '../../src/migration/time.ts';
import { chatLists, UnexpectedShape, ZendeskRefused, ZendeskUnavailable } from '../../src/zendesk/port.ts';
import { NOW, saw } from '../support/scene.ts';
import { portOf, quietZendesk, START, shop } from '../support/small-world.ts';
import { find } from './contexts.ts';

const at = (minutes: number): Instant => later(NOW, minutes * MINUTE_MS);
const asked = 'GET /api/v2/chat';
const whole = Object.fromEntries(chatLists.map((list) => [list, [{ name: list }]]));
const copied = (lists: Readonly<Record<string, unknown>>, minutes: number) => ({
  chatCopy: saw({ letters: 9, lists }, asked, at(minutes)),
});
const failed = (minutes: number) => ({ chatCopy: { status: 'unknown', why: 'unreachable', asked, at: at(minutes) } as const });

function afterLooks(...looks: readonly Parameters<typeof withReadings>[1][]) {
  const text = looks.reduce<string | undefined>((before, look) => withReadings(before, look), undefined);
  const { chatCopy } = readReport(text).readings;
  if (chatCopy === undefined) throw new Error('nothing is kept');
  return chatCopy;
}

describe('the copy of the Chat configuration', () => {
  it('outlives every look that fails, and says how old it is', () => {
    const kept = afterLooks(copied(whole, 0), failed(10), failed(20));
    expect(kept).toMatchObject({ status: 'seen', at: at(0), value: { lists: whole } });
    expect(find('chat-export-configuration', { chatCopy: kept }).status).toBe('ready');
  });

  it('keeps the older copy of a list that could not be read again, and is as old as that one', () => {
    const { bans: _gone, ...others } = whole;
    const kept = afterLooks(copied(whole, 0), copied({ ...others, goals: [] }, 10));
    expect(kept).toMatchObject({ at: at(0), value: { lists: { ...whole, goals: [] }, seenAt: { bans: at(0), goals: at(10) } } });
  });

  it('keeps the first copy of what reads otherwise now, with its date', () => {
    const kept = afterLooks(
      copied(whole, 0),
      copied({ ...whole, shortcuts: [] }, 10),
      copied({ ...whole, shortcuts: [{ name: 'new' }] }, 20),
    );
    expect(kept).toMatchObject({
      value: { first: { shortcuts: { at: at(0), list: [{ name: 'shortcuts' }] } }, lists: { shortcuts: [{ name: 'new' }] } },
    });
    const finding = find('chat-export-configuration', { chatCopy: kept });
    expect(finding).toMatchObject({ status: 'ready', evidence: { saw: expect.stringContaining(', first 2026-11-24') } });
  });

  it('is not known where nothing was ever read, and begins with what is', () => {
    expect(afterLooks(failed(0)).status).toBe('unknown');
    expect(afterLooks(failed(0), copied(whole, 10))).toMatchObject({ status: 'seen', at: at(10) });
  });
});

describe('reading it', () => {
  const answers = (failing: Readonly<Record<string, Error>>, long: readonly string[] = []) => ({
    chatCopy: async (list: string) => {
      if (failing[list]) throw failing[list];
      return long.includes(list) ? 'x'.repeat(250_000) : [{ name: list }];
    },
  });

  it.each([
    ['this role has no access to', new ZendeskRefused('GET', 403), 'not_allowed'],
    ['this account does not have', new ZendeskRefused('GET', 404), 'no_interface'],
    ['is answered by a page of HTML', new UnexpectedShape('GET'), 'unexpected_answer'],
  ] as const)('leaves one list that %s to a person, and is not ready before their word', async (_which, error, why) => {
    const copy = await readChatCopy(answers({ bans: error }));
    expect(Object.keys(copy.lists)).toEqual(chatLists.filter((list) => list !== 'bans'));
    const readings = { chatCopy: saw(copy, asked) };
    expect(find('chat-export-configuration', readings)).toMatchObject({ status: 'unknown', why });
    expect(find('chat-export-configuration', { chatCopy: afterLooks(readings) })).toMatchObject({ status: 'unknown', why });
  });

  it('knows of routing settings that Zendesk does not show that they were not seen, and no more', async () => {
    const copy = await readChatCopy(answers({ 'routing_settings/account': new ZendeskRefused('GET', 404) }));
    const readings = { chatCopy: saw(copy, asked) };
    expect(find('route-omnichannel-record-settings', readings)).toMatchObject({ status: 'unknown', why: 'no_interface' });
  });

  it('knows of no list that could not be reached for a moment, and asks nobody to do anything about it', async () => {
    const copy = await readChatCopy(answers({ bans: new ZendeskUnavailable('GET') }));
    expect(copy.unreached).toEqual(['bans']);
    expect(find('chat-export-configuration', { chatCopy: saw(copy, asked) })).toMatchObject({ status: 'unknown', why: 'unreachable' });
  });

  it('fails where every list does', async () => {
    const away = Object.fromEntries(chatLists.map((list) => [list, new ZendeskUnavailable(list)]));
    await expect(readChatCopy(answers(away))).rejects.toThrow('triggers');
  });

  it('leaves what is too long to a person, whose word then counts', async () => {
    const copy = await readChatCopy(answers({}, ['bans']));
    expect(copy.tooLong).toEqual(['bans']);
    expect(find('chat-export-configuration', { chatCopy: saw(copy, asked) })).toMatchObject({ status: 'unknown', why: 'cannot_tell' });
  });

  it('is read again by the next whole look while a list is missing, and then kept for hours', async () => {
    let refuses = true;
    let requests = 0;
    const zendesk = {
      ...portOf(quietZendesk([shop]), [shop], () => START),
      chatCopy: async (list: string) => {
        requests += 1;
        if (refuses && list === 'bans') throw new ZendeskRefused('GET', 403);
        return [{ name: list }];
      },
    };
    const parts = { zendesk, clock: () => START, shares: async () => [] };
    const first = await lookThrough(untouched, nothingRead, parts);
    refuses = false;
    const second = await lookThrough(untouched, first, parts);
    expect(find('chat-export-configuration', second.readings)).toMatchObject({ status: 'ready' });
    expect(requests).toBe(2 * chatLists.length);
    await lookThrough(untouched, second, parts);
    expect(requests).toBe(2 * chatLists.length);
  });
});
