import { describe, expect, it } from 'vitest';
import { accountsMeant, understood } from '../../src/slack/request/plain-words.ts';

const keys = ['acme', 'harbor', 'harbor-sandbox'];

/** The command that a sentence comes to, with the accounts that it is about. */
async function meant(text: string): Promise<string> {
  const sentence = understood(text);
  return [sentence.command, ...(await accountsMeant(sentence, async (word) => keys.includes(word)))].join(' ');
}

describe('a sentence to Ferry', () => {
  it.each([
    ['<@UFERRY> what is left for acme?', 'status acme'],
    ['what blocks acme?', 'status acme'],
    ['how is acme doing?', 'status acme'],
    ['status harbor-sandbox', 'status harbor-sandbox'],
    ['Status of harbor, please', 'status harbor'],
    ['why is acme waiting', 'why acme'],
    ['who has to sign for acme', 'status acme'],
    ['when is the cutover of harbor?', 'status harbor'],
    ['quiet hours of harbor?', 'windows harbor'],
    ['report acme', 'report acme'],
    ['acme 상태 알려줘', 'status acme'],
    ['체크리스트 보여줘 acme', 'checklist acme'],
    ['acme의 다음 시간대는 언제예요?', 'windows acme'],
    ['harbor-sandbox는 왜 기다리나요?', 'why harbor-sandbox'],
    ['list all accounts', 'accounts'],
    ['good morning', 'help'],
  ])('“%s” is answered as %s', async (text, command) => {
    expect(await meant(text)).toBe(command);
  });

  it('without an account is about the channel’s own', async () => {
    expect(await meant('what is left of it?')).toBe('status');
    expect(await meant('why are you waiting for us?')).toBe('why');
  });

  it('about an account that is not there names it, so that the nearest ones can be offered', async () => {
    expect(await meant('what is left for acmee?')).toBe('status acmee');
  });

  it('about two accounts is asked about', async () => {
    expect(await meant('compare the status: acme, harbor')).toBe('status acme harbor');
  });

  it('that names a command which changes something is not obeyed', async () => {
    expect(await meant('archive acme')).toBe('help');
    expect(await meant('cancel the cutover of acme')).toBe('help');
  });
});
