import { describe, expect, it } from 'vitest';
import { itemBlockers } from '../../src/checklist/gate.ts';
import type { AddressOf } from '../../src/checklist/look/people.ts';
import { lookThrough } from '../../src/checklist/look-through.ts';
import { nothingRead, type Readings } from '../../src/checklist/readings.ts';
import { HOUR_MS, later, MINUTE_MS } from '../../src/migration/time.ts';
import { dueTopics } from '../../src/ops/rounds/due.ts';
import { itemBlocks } from '../../src/slack/blocks/item.ts';
import { aScene, eventsOf, JOON, MINA, NOW, readIn, reportOf, SOFIA, saw } from '../support/scene.ts';
import { context, find, state } from './contexts.ts';
import { wellAnswered, zendeskOf } from './documented.ts';

const ITEM = 'req-people-with-rights';
const BACKUP = { type: 'role_given', role: 'backup', user: JOON } as const;
const SAID = { type: 'item_said', item: ITEM, note: undefined } as const;
const role = (name: string) => saw({ role: name }, 'GET /api/v2/users/search');
const unknown = (why: 'no_match' | 'no_address') => ({ status: 'unknown', why, asked: 'GET', at: NOW }) as const;

/** What a look finds of the operator and the backup. */
async function looked(addressOf: AddressOf, users: unknown = wellAnswered.users): Promise<Readings> {
  const { migration } = aScene({ told: [BACKUP] });
  const parts = { zendesk: zendeskOf({ ...wellAnswered, users }, {}), clock: () => NOW, shares: async () => [], addressOf };
  return (await lookThrough(migration, nothingRead, parts, ['people'])).readings;
}

describe('who sits at the keyboard', () => {
  it('is ready where operator and backup are admins in Zendesk', () => {
    expect(find(ITEM, { people: { [MINA]: role('admin'), [JOON]: role('admin') } }, [BACKUP])).toMatchObject({
      status: 'ready',
      evidence: { asked: 'GET /api/v2/users/search', saw: 'admin, admin' },
    });
  });

  it.each(['agent', 'end-user', 'suspended'])('names who is %s, though a person has said that all are admins', (other) => {
    const readings = { people: { [MINA]: role('admin'), [JOON]: role(other) } };
    expect(state(ITEM, readings, [BACKUP, SAID])).toMatchObject({ status: 'todo', finding: { facts: { people: [JOON], more: 0 } } });
    expect(itemBlockers('G1', context(readings, [BACKUP, SAID]))).toContainEqual({ kind: 'item', id: ITEM, why: 'todo' });
    const shown = (language: 'en' | 'ko') =>
      readIn(itemBlocks(state(ITEM, readings, [BACKUP]), { ...aScene({ language }), report: reportOf(readings) }, 'without')).join('\n');
    expect(shown('en')).toContain(`<@${JOON}> is not admin in Zendesk`);
    expect(shown('ko')).toContain(`Zendesk 관리자가 아닌 사람: <@${JOON}>`);
  });

  it.each([
    ['operator', 'backup', 'no backup is named', '예비 담당자가 정해지지 않았습니다'],
    ['backup', 'operator', 'no operator is named', '전환 담당자가 정해지지 않았습니다'],
  ] as const)(
    'asks for another name where only the %s is named, admin or not looked up, whatever was said',
    (only, lacking, english, korean) => {
      const gone = { type: 'role_taken', role: 'operator', user: MINA } as const;
      const told = only === 'operator' ? [] : [gone, { type: 'role_given', role: 'backup', user: MINA } as const];
      const shown = (language: 'en' | 'ko', people: Readings['people']) => {
        const readings = people ? { people } : {};
        const known = state(ITEM, readings, [...told, SAID]);
        expect(known).toMatchObject({ status: 'todo', finding: { facts: { people: [], nobodyIs: [lacking] } } });
        return readIn(itemBlocks(known, { ...aScene({ language }), report: reportOf(readings) }, 'without')).join('\n');
      };
      for (const people of [{ [MINA]: role('admin') }, { [MINA]: unknown('no_match') }, undefined]) {
        expect(shown('en', people)).toContain(english);
        expect(shown('ko', people)).toContain(korean);
      }
      expect(shown('en', { [MINA]: role('admin') })).not.toContain('not admin');
    },
  );

  it('holds up no night in which one of the two is gone: one of them present is enough', () => {
    const opensAt = later(NOW, 30 * MINUTE_MS);
    const plan = { opensAt, closesAt: later(NOW, 3 * HOUR_MS), timeZone: 'UTC', brands: [], runbookVersion: 2 };
    const planned = { type: 'scheduled', plan } as const;
    const people = { [MINA]: role('admin') };
    expect(state(ITEM, { people }, [planned], later(opensAt, -61 * MINUTE_MS)).status).toBe('todo');
    expect(state(ITEM, { people }, [planned], later(opensAt, -60 * MINUTE_MS)).status).toBe('ready');
    expect(itemBlockers('G3', context({ people }, [planned])).map(({ id }) => id)).not.toContain(ITEM);
    // The one who is left has to be an admin all the same, and somebody has to be left.
    expect(state(ITEM, { people: { [MINA]: role('agent') } }, [planned]).status).toBe('todo');
    expect(state(ITEM, { people: { [MINA]: unknown('no_match') } }, [planned]).status).toBe('unknown');
    const gone = { type: 'role_taken', role: 'operator', user: MINA } as const;
    expect(state(ITEM, { people }, [planned, gone]).status).toBe('todo');
  });

  it('names who is no admin and who is missing', () => {
    const readings = { people: { [MINA]: role('agent') } };
    const said = readIn(itemBlocks(state(ITEM, readings), { ...aScene(), report: reportOf(readings) }, 'without')).join('\n');
    expect(said).toContain(`<@${MINA}> is not admin in Zendesk; no backup is named`);
  });

  it('asks for names where neither is named, whatever was said', () => {
    const gone = { type: 'role_taken', role: 'operator', user: MINA } as const;
    expect(state(ITEM, {}, [gone, SAID])).toMatchObject({ status: 'todo', finding: { facts: { people: [] } } });
  });

  it.each([
    ['nobody in Zendesk has the address', { [MINA]: role('admin'), [JOON]: unknown('no_match') }, [BACKUP], 'no_match'],
    ['Slack does not show the address', { [MINA]: unknown('no_address'), [JOON]: role('admin') }, [BACKUP], 'no_address'],
    ['somebody was named since the last look', { [MINA]: role('admin') }, [BACKUP], 'not_looked'],
  ] as const)('is left to a person where %s', (_, people, told, why) => {
    expect(state(ITEM, { people }, told)).toMatchObject({ status: 'unknown', why });
    expect(state(ITEM, { people }, [...told, SAID]).status).toBe('ready');
  });
});

describe('looking it up', () => {
  it('matches by the e-mail address alone, whatever its case, and keeps no address', async () => {
    const found = await looked(async (user) => ({ email: user === MINA ? 'mina@ACME.example' : 'joon@acme.example' }));
    expect(found.people).toMatchObject({
      [MINA]: { status: 'seen', value: { role: 'admin' } },
      [JOON]: { status: 'unknown', why: 'no_match' },
    });
    expect(JSON.stringify(found)).not.toContain('acme.example');
  });

  it('asks Zendesk nothing for what is no plain address', async () => {
    const found = await looked(async () => ({ email: 'role:admin mina@acme.example' }), null);
    expect(found.people?.[MINA]).toMatchObject({ status: 'unknown', why: 'no_match' });
  });

  it('takes nobody who is suspended for an admin', async () => {
    const users = { users: [{ ...wellAnswered.users.users[0], suspended: true }] };
    expect((await looked(async () => ({ email: 'mina@acme.example' }), users)).people?.[MINA]).toMatchObject({
      value: { role: 'suspended' },
    });
  });

  it('tells a hidden address from a Slack that could not be asked, who is asked again', async () => {
    const found = await looked(async (user) => (user === MINA ? { email: undefined } : undefined));
    expect(found.people).toMatchObject({ [MINA]: { why: 'no_address' } });
    expect(found.people?.[JOON]).toBeUndefined();
    const events = eventsOf(BACKUP);
    const due = (people: Readings['people']) => {
      const scene = aScene({ told: [BACKUP] });
      return dueTopics(events, scene.migration, { lookedAt: NOW, readings: { ...context().readings, ...(people ? { people } : {}) } }, NOW);
    };
    expect(due(found.people)).toContain('people');
    expect(due({ [MINA]: role('admin'), [JOON]: role('agent') })).not.toContain('people');
    expect(due({ [MINA]: role('admin'), [SOFIA]: role('admin') })).toContain('people');
  });
});
