import { describe, expect, it } from 'vitest';
import { hintOf } from '../../src/checklist/checks/hints/hints.ts';
import { restsOn } from '../../src/checklist/item-state.ts';
import type { ItemId } from '../../src/checklist/items/items.ts';
import type { ChatBound } from '../../src/checklist/look/rules.ts';
import type { Readings } from '../../src/checklist/readings.ts';
import { digest } from '../../src/migration/plan.ts';
import { textsIn } from '../../src/slack/locales/texts.ts';
import { saw } from '../support/scene.ts';
import { context, triggers } from './contexts.ts';

/** What is shown beside the item in one language. */
function hint(id: 'chat-groups-and-ticket-triggers' | 'chat-trigger-channel-edits', readings: Readings, language: 'en' | 'ko' = 'en') {
  const seen = hintOf(id, context(readings));
  // The facts of an item's hint are those that its text takes: `HintTexts` ties one to the other.
  return seen && (textsIn(language).hints[id] as (facts: unknown) => string)(seen.facts);
}

const several = (...first: string[]) => ({ count: first.length, first });
const bound = (change: Partial<ChatBound>): ChatBound => ({ among: several(), tagged: several(), grouped: [], ...change });

describe('ticket triggers that will not fire for messaging', () => {
  const id = 'chat-groups-and-ticket-triggers';
  const departments = saw([{ id: 8, name: 'Returns', enabled: true, groupId: 8 }], 'GET /api/v2/chat/departments');
  const grouped = [{ title: 'Returns first', groupId: 8 }];
  const all = triggers({
    chatOnly: several('Tag chats'),
    chatBound: bound({ among: several('Chat or mail'), tagged: several('From a chat'), grouped }),
  });

  it('are named by what they rest on, with what replaces each', () => {
    expect(hint(id, { triggers: all, departments })).toBe(
      'ticket triggers that will not fire for messaging: for live chats alone “Tag chats” → make a copy with the channel Messaging; ' +
        'with live chat among several conditions “Chat or mail” → add the channel Messaging; ' +
        'with a tag that only live chats get “From a chat” → ask for the channel Messaging instead; ' +
        'with the group of a Chat department “Returns first” → bring messaging tickets to that group',
    );
    const korean = hint(id, { triggers: all, departments }, 'ko');
    for (const name of ['‘Tag chats’', '‘Chat or mail’', '‘From a chat’', '‘Returns first’']) expect(korean).toContain(name);
    expect(korean).toContain('메시징에서는 실행되지 않는 티켓 트리거');
  });

  it('are not those whose group gets messaging tickets, nor those of a group that is no department', () => {
    const only = (groupId: number) => triggers({ chatBound: bound({ grouped: [{ title: 'First line', groupId }] }) });
    expect(
      hint(id, { triggers: only(7), departments: saw([{ id: 7, name: 'Support', enabled: true, groupId: 7 }], 'GET') }),
    ).toBeUndefined();
    expect(hint(id, { triggers: only(9), departments })).toBeUndefined();
    expect(hint(id, { triggers: only(8), departments })).toContain('“First line”');
  });

  it('are counted where there are more than are named', () => {
    const many = { count: 40, first: Array.from({ length: 10 }, (_, index) => `T${index}`) };
    expect(hint(id, { triggers: triggers({ chatOnly: many, chatBound: bound({ among: many, tagged: many }) }) })).toMatch(/and 109 more$/);
  });

  it('are read of a report that was written before they were kept apart', () => {
    expect(hint(id, { triggers: triggers({ chatOnly: several('Tag chats') }) })).toContain('“Tag chats”');
  });
});

describe('Chat triggers', () => {
  const id = 'chat-trigger-channel-edits';
  const chatTriggers = saw(
    [
      { name: 'Rescue', enabled: true, event: 'chat_requested' },
      { name: 'Greet', enabled: true, event: 'page_enter' },
      { name: 'Odd', enabled: true, event: undefined },
      { name: 'Old', enabled: false, event: 'page_enter' },
    ],
    'GET /api/v2/chat/triggers',
  );

  it('are named by what makes them run, with what replaces each', () => {
    expect(hint(id, { chatTriggers })).toBe(
      'active Chat triggers, which do not run in messaging: on a requested chat “Rescue” → the channel Messaging, or a messaging trigger; ' +
        'on a loaded page “Greet” → a proactive message; on anything else “Odd” → a messaging trigger or a ticket trigger',
    );
    expect(hint(id, { chatTriggers }, 'ko')).toContain('페이지 로드 시 ‘Greet’ → 사전대응 메시지로 대체');
    expect(hint(id, { chatTriggers: saw([], 'GET') })).toBe('no Chat trigger is active');
  });
});

it.each<[ItemId, Readings, Readonly<Record<string, unknown>>]>([
  [
    'chat-trigger-channel-edits',
    { chatTriggers: saw([{ name: 'Rescue', enabled: true, event: 'chat_requested' }], 'GET') },
    { names: ['Rescue'], more: 0 },
  ],
])('a word about %s rests on what it rested on before more was shown', (id, readings, ground) => {
  expect(restsOn(id, context(readings))).toBe(digest(ground));
});
