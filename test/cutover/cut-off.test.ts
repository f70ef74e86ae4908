import { beforeAll, describe, expect, it } from 'vitest';
import { PageUnreachable } from '../../src/checklist/look/site/port.ts';
import { SlackUnavailable } from '../../src/slack/web/port.ts';
import { ZendeskUnavailable } from '../../src/zendesk/port.ts';
import { type Aiming, disturbed, everyKind, type Kind, type Kinds, ownPoints } from '../support/disturbed-night.ts';
import { expectHonest, type Judged, tally } from '../support/paper-effect.ts';
import { inThisProcess, paperNight } from '../support/paper-night.ts';
import { type Outcome, outcomeOf } from '../support/paper-outcome.ts';
import { servedWorld } from '../support/served-night.ts';
import { aimAt, inChains, onlyWatching, type Spot, type Strikes, strikes } from '../support/strikes.ts';
import { type Mishap, mishaps, unsteady } from '../support/unsteady.ts';

const all = process.env['FERRY_TEST_ALL'] !== undefined;
/** In the ordinary run so many nights of each accident. */
const NIGHTS = all ? undefined : 2;
/** Far enough apart that what failed is asked for again between two accidents, and answers: some forty to seventy a night. */
const POINTS_APART = 45;
const PAGES_APART = 150;
const REQUESTS_APART = 20;

describe('a cutover of two brands', () => {
  let kinds: Kinds;
  beforeAll(async () => {
    kinds = await everyKind();
  }, 60_000);

  it.each([
    ['first', 'chatCopy'],
    ['first', 'chatTicketTimes'],
    ['last', 'messagingTicketTimes'],
  ] as const)(
    'whose %s reading of %s fails: it is made again, although people had given their word long before',
    async (which, request) => {
      const { converted } = kinds;
      const readings = converted.spots.filter((spot) => spot.includes(` before zendesk.${request} `));
      const spot = which === 'first' ? readings.at(0) : readings.at(-1);
      if (spot === undefined) throw new Error(`${request} is never read`);
      const aiming: Aiming = (clock) => strikes(clock, aimAt([spot], []), { from: 0, apart: 1 });
      const { outcome, restarts, accidents } = await disturbed(converted, aiming, (name) => {
        throw new ZendeskUnavailable(name);
      });
      expect([restarts, accidents.struck]).toEqual([0, [spot]]);
      const traces = expectHonest(outcome, converted.outcome, [spot]);
      expect([...traces.lines.values()].filter((kind) => kind !== 'said')).toEqual([]);
    },
  );

  it.each([
    ['timed out before it took effect', 'before', {}],
    ['timed out after it took effect', 'after', {}],
    ['429', 'before', { retryAfterMs: 2_000 }],
  ] as const)(
    '%s, once, at every request, also of a way back: the same record, or an honest hold',
    async (name, when, options) => {
      for (const kind of ['converted', 'broughtBack', 'allBroughtBack'] as const) {
        const requests = ownPoints(kind, kinds).filter((spot) => / (slack|zendesk)\./.test(spot) && spot.includes(` ${when} `));
        const nights = await failedAt(requests, POINTS_APART, kinds[kind], (request) => {
          throw request.startsWith('slack') ? new SlackUnavailable(request, options) : new ZendeskUnavailable(request, options);
        });
        console.log(`${name}, at ${requests.length} requests (${kind}): ${tally(nights)}`);
      }
    },
    3_600_000,
  );

  it.each([
    ['swapped', 100],
    ['broughtBack', 8],
    ['allBroughtBack', 50],
  ] as const)(
    'of whose pages (%s) each cannot be read, once, at every reading: the same record, or an honest hold',
    async (kind, atLeast) => {
      const readings = ownPoints(kind, kinds).filter((spot) => spot.includes(' before site.fetchPage '));
      expect(readings.length).toBeGreaterThanOrEqual(atLeast);
      const nights = await failedAt(readings, PAGES_APART, kinds[kind], (page) => {
        throw new PageUnreachable(page);
      });
      console.log(`unreachable, at ${readings.length} readings of a page (${kind}): ${tally(nights)}`);
    },
    3_600_000,
  );

  /** Fails at all of these requests, or a sample of them. */
  async function failedAt(
    requests: readonly Spot[],
    apart: number,
    kind: Kind,
    fault: (name: string) => never,
  ): Promise<readonly Judged[]> {
    const nights: Judged[] = [];
    await inChains(aimAt(requests, kind.spots), { apart, nights: NIGHTS }, async (aim, spread) => {
      const { outcome, restarts, accidents } = await disturbed(kind, (clock) => strikes(clock, aim, spread), fault);
      expect(restarts).toBe(0);
      nights.push({ accidents: accidents.struck, traces: expectHonest(outcome, kind.outcome, accidents.struck) });
      return accidents;
    });
    return nights;
  }
});

interface Night {
  readonly outcome: Outcome;
  readonly accidents: Strikes;
}

/** A whole cutover of two brands over HTTP, against both simulators, on a line on which requests go wrong where they are struck. */
async function nightOn(mishap: Mishap, aiming: Aiming): Promise<Night> {
  let accidents: Strikes | undefined;
  const world = await servedWorld((now) => {
    accidents = aiming(now);
    return unsteady(mishap, accidents.hits);
  });
  if (accidents === undefined) throw new Error('it has no lines');
  try {
    const night = await paperNight(
      inThisProcess(() => {}),
      world,
    );
    return { outcome: await outcomeOf(night), accidents };
  } finally {
    await world.close();
  }
}

describe('a whole cutover of two brands over HTTP', () => {
  let usual: Outcome;
  let requests: readonly Spot[];

  beforeAll(async () => {
    const { outcome, accidents } = await nightOn('500', onlyWatching);
    usual = outcome;
    requests = accidents.passed;
  }, 120_000);

  it('comes to its end', () => {
    expect(usual.facts.filter((fact) => fact.includes('"finished"'))).toEqual(['{"type":"finished","remaining":[]}']);
    expect(usual.facts.filter((fact) => fact.includes('"step_asked"'))).toHaveLength(2);
    console.log(`a cutover of two brands is ${requests.length} HTTP requests`);
  });

  it.each(mishaps)(
    '%s, once, at every HTTP request to Slack and to Zendesk: the same record, or an honest hold',
    async (mishap) => {
      const nights: Judged[] = [];
      await inChains(aimAt(requests, requests), { apart: REQUESTS_APART, nights: NIGHTS }, async (aim, spread) => {
        const { outcome, accidents } = await nightOn(mishap, (clock) => strikes(clock, aim, spread));
        const struck = accidents.struck.map((spot) => `${mishap}: ${spot}`);
        nights.push({ accidents: struck, traces: expectHonest(outcome, usual, struck) });
        return accidents;
      });
      console.log(`${mishap}, at ${requests.length} HTTP requests: ${tally(nights)}`);
    },
    14_400_000,
  );
});
