import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Aiming, type Disturbed, disturbed, everyKind, type Kind, type Kinds, ownPoints } from '../support/disturbed-night.ts';
import { type Nursery, nursery } from '../support/killable-bot.ts';
import { Killed } from '../support/paper-bot.ts';
import { differences, type Outcome, withoutWordsFor } from '../support/paper-outcome.ts';
import { aimAt, inChains, type Spot, strikes } from '../support/strikes.ts';

const all = process.env['FERRY_TEST_ALL'] !== undefined;

/** Some seventy kills a night, and as many nights as it takes, a few side by side: a night waits for its processes most of the time. */
const EVERY_POINT = { apart: 50, nights: undefined, lanes: 6 };
const SAMPLE = { apart: 90, nights: 1 };
const SHARING = all ? EVERY_POINT : SAMPLE;
const FEW_APART = 150;
/** How many points after a kill the next one comes: while what was broken off is taken up again. */
const AGAIN = [
  [5, 'converted'],
  [1, 'swapped'],
  [3, 'converted'],
  [8, 'swapped'],
  [13, 'broughtBack'],
  [21, 'converted'],
] as const;

/** Where somebody's word for what is seen as well is lost on its way into the record. */
const REPORTED = / before store\.append step_said:((?:rb-0-click|rb-0-swap|rb-15p-test-conversation):\w+)/;

let kinds: Kinds;

beforeAll(async () => {
  kinds = await everyKind();
}, 60_000);

/** What the record lacks or has too much, and at which points the process was killed. */
function differing({ outcome }: Kind, night: Disturbed): readonly string[] {
  const lost = night.accidents.all.flatMap((spot) => REPORTED.exec(spot)?.[1] ?? []);
  const judged = (whole: Outcome) => withoutWordsFor(lost, whole);
  const different = differences(judged(night.outcome), judged(outcome));
  return different.length === 0 ? [] : [...different, `killed at ${night.accidents.all.join(', ')}`];
}

describe('a whole cutover of two brands', () => {
  it('comes to its end: both brands finished, every post told, every change put back', () => {
    for (const { outcome } of [kinds.converted, kinds.swapped]) {
      expect(outcome.facts.filter((fact) => fact.includes('"finished"'))).toEqual(['{"type":"finished","remaining":[]}']);
      expect(outcome.files).toBe(8);
    }
    expect(kinds.swapped.outcome.facts).toContain('{"type":"step_done","step":"rb-0-swap:help","how":"seen"}');
    for (const { outcome } of Object.values(kinds)) {
      expect(outcome.facts.filter((fact) => fact.includes('"step_asked"'))).toHaveLength(2);
      expect(outcome.written.filter((line) => line.startsWith('limit'))).toEqual(['limit 1', 'limit 3']);
      expect(outcome.written.filter((line) => line.startsWith('remove'))).toHaveLength(3);
    }
  });

  it('goes back where it was asked to: the old key seen on its pages, nothing told as a surprise, the rest finished or the plan ended', () => {
    const { broughtBack, allBroughtBack } = kinds;
    const told = ({ outcome }: Kind, type: string) => outcome.facts.filter((fact) => fact.includes(`"type":"${type}"`));
    expect(told(broughtBack, 'brand_returned')).toEqual(['{"type":"brand_returned","brand":"help"}']);
    expect(told(broughtBack, 'finished')).toEqual(['{"type":"finished","remaining":["help"]}']);
    expect(told(allBroughtBack, 'brand_returned')).toHaveLength(2);
    expect([told(allBroughtBack, 'finished'), told(allBroughtBack, 'cancelled')]).toEqual([
      [],
      ['{"type":"cancelled","because":"returned"}'],
    ]);
    for (const kind of [broughtBack, allBroughtBack]) {
      expect(kind.outcome.facts).toContain('{"type":"step_done","step":"rb-0-swap-back:help","how":"seen"}');
      for (const surprise of ['seen_returned', 'seen_unplanned', 'new_key_gone']) expect(told(kind, surprise)).toEqual([]);
    }
  });

  describe('whose process is killed', () => {
    const folder = mkdtempSync(join(tmpdir(), 'ferry-killed-'));
    let bots: Nursery;
    let nights = 0;
    beforeAll(async () => {
      bots = await nursery();
    });
    afterAll(() => {
      bots.close();
      rmSync(folder, { recursive: true });
    });

    async function killed(kind: Kind, aiming: Aiming): Promise<Disturbed> {
      const file = join(folder, `${++nights}.db`);
      const night = await disturbed(
        kind,
        aiming,
        (name) => {
          throw new Killed(name);
        },
        (point) => bots.start(file, point),
      );
      for (const rest of ['', '-wal', '-shm']) rmSync(`${file}${rest}`, { force: true });
      expect(night.restarts).toBe(night.accidents.all.length);
      return night;
    }

    /** Kills at all of these points, or a sample of them, and says what differed. */
    async function killedAt(points: readonly Spot[], kind: Kind, name: string): Promise<readonly string[]> {
      const different: string[] = [];
      const struck: Spot[] = [];
      const before = nights;
      await inChains(aimAt(points, kind.spots), SHARING, async (aim, spread) => {
        const night = await killed(kind, (clock) => strikes(clock, aim, spread));
        different.push(...differing(kind, night));
        struck.push(...night.accidents.struck);
        return night.accidents;
      });
      console.log(`${name}: ${struck.length} kills in ${nights - before} nights, at ${new Set(struck).size} of ${points.length} points`);
      return different;
    }

    it('before and after every write and every request: the same record, nothing told, asked or written twice, nothing lost', async () => {
      expect(await killedAt(ownPoints('converted', kinds), kinds.converted, 'two brands converted')).toEqual([]);
    }, 14_400_000);

    it.each([
      ['a brand that turns by its pages’ key goes another way', 'swapped', 'one converted and one swapped'],
      ['that brand goes back to its old key', 'broughtBack', 'the swapped one brought back'],
      ['all brands go back, and the plan ends', 'allBroughtBack', 'two swapped and both brought back'],
    ] as const)(
      'wherever %s: the same',
      async (_, name, told) => {
        expect(await killedAt(ownPoints(name, kinds), kinds[name], `${told}, where that is another night`)).toEqual([]);
      },
      14_400_000,
    );

    it.each(all ? AGAIN : AGAIN.slice(0, 1))(
      'and again %i points after each kill, of brands %s, while what was broken off is taken up: the same',
      async (again, name) => {
        const kind = kinds[name];
        const aim = aimAt(kind.spots, kind.spots);
        const night = await killed(kind, (clock) => strikes(clock, aim, { from: again, apart: FEW_APART, again }));
        const { all: kills, struck } = night.accidents;
        expect(kills.length).toBeGreaterThan(struck.length);
        console.log(`${kills.length} kills in a night, ${kills.length - struck.length} of them ${again} points after another`);
        expect(differing(kind, night)).toEqual([]);
      },
      3_600_000,
    );
  });
});
