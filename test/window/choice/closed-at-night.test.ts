import { describe, expect, it } from 'vitest';
import { MINUTE_MS } from '../../../src/migration/time.ts';
import { textsIn } from '../../../src/slack/locales/texts.ts';
import { costText, whyText } from '../../../src/slack/windows/sentences.ts';
import { offerOf } from '../../../src/window/choice/offer.ts';
import { localParts } from '../../../src/window/local-time.ts';
import { windowRules } from '../../../src/window/settings.ts';
import { chatsOf, closedAtNight, NOW, tallyOf } from '../../support/synthetic-chats.ts';

const SEEDS = process.env['FERRY_TEST_ALL'] ? 200 : 20;
const DAY_MINUTES = 1_440;

/** What a lead reads who asks for windows of this world. */
function offered(seed: number, operatorZone = 'UTC') {
  const tally = tallyOf(chatsOf(closedAtNight, seed));
  const history = { tally, cursor: { time: 0, id: undefined }, reading: false, readAt: NOW, brandOf: {}, closed: undefined };
  const facts = {
    history,
    now: NOW,
    zone: 'UTC',
    operatorZone,
    brands: 1,
    rules: windowRules({}),
    holidays: new Set<string>(),
    taken: [],
    nights: [],
  };
  return offerOf({ ...facts, count: 3 });
}

describe('a world that closes Chat at night', () => {
  it('is offered closed hours next to the operator’s day, on no Friday, and told why', () => {
    for (let seed = 0; seed < SEEDS; seed += 1) {
      const offer = offered(seed);
      if (offer.choice.kind === 'none') throw new Error('none');
      for (const each of offer.choice.windows) {
        const { weekday, minuteOfDay } = localParts(each.window.opensAt, 'UTC');
        const end = minuteOfDay + offer.lengthMs / MINUTE_MS;
        // Closed from eight in the evening to eight in the morning.
        expect({ seed, isClosed: minuteOfDay >= 20 * 60 || end <= 8 * 60 }).toEqual({ seed, isClosed: true });
        expect(weekday).not.toBe(5);
      }
      const [best] = offer.choice.windows;
      const opens = best && localParts(best.window.opensAt, 'UTC').minuteOfDay;
      // The operator works from nine to six: a quarter past seven is as near as a window of 45 minutes comes.
      expect({ seed, opens }).toEqual({ seed, opens: 7 * 60 + 15 });
      for (const language of ['en', 'ko'] as const) {
        const texts = textsIn(language);
        expect(best && costText(best.expected, texts)).toBe(language === 'en' ? 'No chat would be cut off' : '끊기는 채팅 없음');
        expect(best && whyText(best, offer, texts)).toContain(language === 'en' ? 'Chat is closed then' : '채팅을 닫았거나');
      }
    }
  });

  it('is offered the evening where the operator’s day is the account’s evening', () => {
    const { choice } = offered(1, 'America/Lima');
    const opens =
      choice.kind === 'found' ? choice.windows.map(({ window }) => localParts(window.opensAt, 'UTC').minuteOfDay % DAY_MINUTES) : [];
    expect(opens[0]).toBeGreaterThanOrEqual(20 * 60);
    expect(opens[0]).toBeLessThanOrEqual(22 * 60 + 15);
  });
});
