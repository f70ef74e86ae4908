import { beforeEach, describe, expect, it } from 'vitest';
import { readReport } from '../../src/checklist/readings.ts';
import { confirmStep } from '../../src/cutover/decisions.ts';
import { subjectOf } from '../../src/cutover/subjects.ts';
import type { Happening } from '../../src/migration/events.ts';
import { fingerprint } from '../../src/migration/plan.ts';
import { DAY_MS, MINUTE_MS } from '../../src/migration/time.ts';
import { type Language, languages, textsIn } from '../../src/slack/locales/texts.ts';
import { undoLines } from '../../src/slack/posts/way-back/undo.ts';
import { key, planned, type SmallWorld, shop, smallWorld, ticket } from '../support/small-world.ts';

const STEP = 'rb-7d-activate';
let world: SmallWorld;

const step = async () => (await world.migration()).run.steps[STEP];

async function minutes(count: number): Promise<void> {
  for (let minute = 0; minute < count; minute += 1) {
    world.pass(MINUTE_MS);
    await world.advance();
  }
}

async function approve(): Promise<void> {
  const { readings } = readReport(await world.parts.store.report(key));
  const of = subjectOf('activation', { migration: await world.migration(), readings });
  if (of === undefined) throw new Error('nothing to sign');
  await world.say('APPROVER', { type: 'signed', statement: 'activation', verdict: 'yes', of });
}

/** Everything was said to be done a fortnight before; the window is six days away, and G1 waits for its approval. */
beforeEach(async () => {
  world = await smallWorld([shop]);
  const plan = planned(world, [shop], 19 * 24 * 60);
  if (plan.type !== 'scheduled') throw new Error('not a plan');
  const of = fingerprint(plan.plan);
  const earlier: readonly Happening[] = [plan, { type: 'sign_off_asked', statement: 'plan', of }];
  await world.say('ADMIN', ...earlier);
  await world.say('APPROVER', { type: 'signed', statement: 'plan', verdict: 'yes', of });
  world.pass(13 * DAY_MS);
  await minutes(3);
});

describe('the click that activates messaging for the account', () => {
  const linesIn = async (language: Language) => undoLines({ texts: textsIn(language), key, migration: await world.migration() }).join('\n');

  it('stands among what nobody can undo while only a word from before its approval says so, with whose word that is and since when', async () => {
    await world.say('ADMIN', { type: 'item_taken_back', item: 'migrate-1-activate-account' });
    expect(await linesIn('en')).not.toContain('messaging is activated');
    await world.say('ADMIN', { type: 'item_said', item: 'migrate-1-activate-account' });
    await minutes(1);
    await approve();
    await minutes(3);
    expect(await step()).toMatchObject({ done: undefined, said: [] });
    expect(await linesIn('en')).toContain('by word of <@ADMIN>, ');
    expect(await linesIn('en')).toContain('Ferry has not seen it');
    expect(await linesIn('ko')).toMatch(/<@ADMIN> 님이 \d+월 \d+일\(.\) \d\d:\d\d \(.+\)에 알린 내용이며/);
    await world.say('ADMIN', { type: 'item_taken_back', item: 'migrate-1-activate-account' });
    expect(await linesIn('en')).not.toContain('messaging is activated');
  });

  it('stays there when its plan ends and another is made, as what was seen', async () => {
    await world.say('ADMIN', { type: 'step_done', step: STEP, how: 'seen', saw: '1' });
    expect(await linesIn('en')).toContain('Nobody can undo: messaging is activated for the account. ');
    await world.say('ADMIN', { type: 'cancelled', because: 'person' }, planned(world, [shop], 19 * 24 * 60));
    expect(await step()).toBeUndefined();
    expect(await linesIn('en')).toContain('Nobody can undo: messaging is activated for the account. ');
    expect(await linesIn('ko')).toContain('아무도 되돌릴 수 없습니다: 계정의 메시징 활성화.');
  });

  it('is asked for after its approval, although its word was given a fortnight before', async () => {
    await approve();
    await minutes(3);
    expect(await step()).toMatchObject({ done: undefined });
    const decision = confirmStep(await world.migration(), { user: 'ADMIN', everywhere: false }, STEP, undefined, []);
    if (!decision.ok) throw new Error('refused');
    await world.say('ADMIN', ...decision.happened);
    await minutes(1);
    expect((await step())?.done?.how).toBe('said');
    for (const language of languages) {
      const lines = undoLines({ texts: textsIn(language), key, migration: await world.migration() }).join(' ');
      expect(lines).toContain(language === 'en' ? 'by word of <@ADMIN>' : '<@ADMIN> 님이');
      expect(lines).toContain(language === 'en' ? 'Ferry has not seen it' : 'Ferry가 직접 확인하지는 못했습니다');
    }
  });

  it('is not asked for where messaging is seen active', async () => {
    await approve();
    await minutes(1);
    world.zendesk.tickets.push(ticket(77, 'native_messaging', 7001, world.now()));
    await world.parts.lookAgain(key, await world.migration());
    await minutes(2);
    expect((await step())?.done?.how).toBeDefined();
    expect(undoLines({ texts: textsIn('en'), key, migration: await world.migration() }).join(' ')).not.toContain('by word of');
  });
});
