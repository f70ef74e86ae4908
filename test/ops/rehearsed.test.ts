import { describe, expect, it } from 'vitest';
import { type AccountKey, accountKey, type Subdomain, subdomain } from '../../src/migration/account.ts';
import type { Happening } from '../../src/migration/events.ts';
import { replay } from '../../src/migration/migration.ts';
import { RUNBOOK_VERSION } from '../../src/migration/plan.ts';
import { HOUR_MS, later } from '../../src/migration/time.ts';
import { tellRehearsed } from '../../src/ops/rounds/rehearsed.ts';
import { record } from '../../src/store/record.ts';
import { memoryStore } from '../support/memory-store.ts';
import { ACME, HOST, NOW } from '../support/scene.ts';

const LAB = known(accountKey('acme-lab'));
const LAB_HOST: Subdomain = known(subdomain('acme-lab'));
const BOT = { kind: 'bot' } as const;

function known<T>(value: T | undefined): T {
  if (value === undefined) throw new Error('unknown');
  return value;
}

const planned = (of: string): Happening => ({
  type: 'scheduled',
  plan: {
    opensAt: NOW,
    closesAt: later(NOW, HOUR_MS),
    timeZone: 'UTC',
    brands: [{ subdomain: LAB_HOST, path: 'convert' }],
    runbookVersion: RUNBOOK_VERSION,
    rehearsalOf: { account: of, subdomain: HOST },
  },
});

/** Two rehearsals for acme that were called off, and one for somebody else. */
async function accounts() {
  const store = memoryStore(() => NOW);
  await store.append(ACME, 0, BOT, [{ type: 'account_added', subdomain: HOST, kind: 'production', timeZone: 'UTC' }]);
  const called: Happening = { type: 'cancelled', because: 'person' };
  await store.append(LAB, 0, BOT, [
    { type: 'account_added', subdomain: LAB_HOST, kind: 'sandbox', timeZone: 'UTC' },
    planned('acme'),
    called,
    planned('other'),
    called,
    planned('acme'),
    called,
  ]);
  const tell = async () => tellRehearsed(LAB, replay(await store.read(LAB)), (...asked) => record(store, ...asked));
  const told = async (key: AccountKey) =>
    replay(await store.read(key)).practice.rehearsals.map(({ sandbox, plan, end }) => [sandbox, plan, end]);
  return { tell, told, store };
}

describe('a rehearsal that has ended', () => {
  it('is told where it was rehearsed for, each once, however often a killed process comes back', async () => {
    const { tell, told, store } = await accounts();
    expect(await tell()).toEqual([ACME]);
    const both = [
      [LAB, 2, 'person'],
      [LAB, 6, 'person'],
    ];
    expect(await told(ACME)).toEqual(both);
    expect(await tell()).toEqual([]);
    expect(await told(ACME)).toEqual(both);
    // An account that nobody has added is not made by being told.
    expect(await store.read(known(accountKey('other')))).toEqual([]);
  });
});
