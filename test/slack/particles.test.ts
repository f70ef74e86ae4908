import { describe, expect, it } from 'vitest';
import { numbered } from '../../src/slack/locales/common/particles.ts';
import { flows } from '../../src/slack/locales/cutover/flows/ko.ts';
import { cutover } from '../../src/slack/locales/cutover/ko.ts';

describe('in Korean, a number', () => {
  it.each([
    ['0', '0으로'],
    ['1', '1로'],
    ['2', '2로'],
    ['3', '3으로'],
    ['4', '4로'],
    ['5', '5로'],
    ['6', '6으로'],
    ['7', '7로'],
    ['8', '8로'],
    ['9', '9로'],
    ['10', '10으로'],
    ['21', '21로'],
    ['100', '100으로'],
    ['1000', '1000으로'],
    ['10000', '10000으로'],
    ['off 3', 'off 3으로'],
    ['off', 'off로'],
  ])('takes the particle by how it is read: %s', (value, text) => {
    expect(numbered(value, '으로/로')).toBe(text);
  });

  it('is so in what is told of the limit of chats', () => {
    const limit = (was: string, is: 'put_back' | 'made') => flows.writes.limit({ was, want: '1', is });
    expect(limit('3', 'put_back')).toBe('채팅 한도: 3으로 돌려놓았습니다.');
    expect(limit('2', 'put_back')).toBe('채팅 한도: 2로 돌려놓았습니다.');
    expect(limit('3', 'made')).toContain('3에서 1로 낮췄습니다');
    expect(flows.writes.undoRefused('chat_limit', '6', 'x')).toContain('6으로 직접 설정');
  });
});

it('in Korean, what is recorded of a step leaves no choice of a particle to the reader', () => {
  const { asks, signOff } = cutover;
  const told = ['계정에서 메시징 켜기', '변경 동결', 'acme: 테스트 대화'].flatMap((title) => [asks.thanks(title), asks.notSeen(title)]);
  for (const text of [...told, signOff.thanks('no', '전환 계획')]) expect(text).not.toMatch(/[을은이]\([를는가]\)/);
  expect(asks.thanks('변경 동결')).toBe('‘변경 동결’ 완료를 기록했습니다. 감사합니다.');
});
