import { describe, expect, it } from 'vitest';
import type { NewTrigger } from '../../src/zendesk/port.ts';
import { BOTH, harbor } from './answering.ts';

const PATH = '/harbor/api/v2/triggers';
const trigger: NewTrigger = {
  title: 'Ferry: messaging of harbor to Support',
  all: [{ field: 'via_id', operator: 'is', value: '75' }],
  actions: [{ field: 'group_id', value: '9001' }],
};
const answered = (more: object = {}) => ({ trigger: { id: 3001, title: trigger.title, active: false, ...more } });

describe('a trigger that is made', () => {
  it('is sent inactive, whole and once, with the token that may write', async () => {
    const { server, zendesk } = await harbor(BOTH);
    server.on(PATH, { status: 201, json: answered() });
    await zendesk.createTrigger(trigger);
    expect(server.met.map(({ method, path, body, headers }) => [method, path, JSON.parse(body), headers.authorization])).toEqual([
      [
        'POST',
        PATH,
        { trigger: { title: trigger.title, active: false, conditions: { all: trigger.all, any: [] }, actions: trigger.actions } },
        'Bearer support-secret',
      ],
    ]);
  });

  it.each([401, 403, 422])('is refused by HTTP %i, and not sent again', async (status) => {
    const { server, zendesk } = await harbor(BOTH);
    server.on(PATH, { status, json: { error: 'RecordInvalid' } });
    await expect(zendesk.createTrigger(trigger)).rejects.toMatchObject({ name: 'ZendeskRefused', status });
    expect(server.count(PATH)).toBe(1);
  });

  it('whose answer is of another shape is not called made', async () => {
    const { server, zendesk } = await harbor(BOTH);
    server.on(PATH, { status: 201, json: { trigger: { title: trigger.title } } }, { json: answered() });
    await expect(zendesk.createTrigger(trigger)).rejects.toMatchObject({ name: 'UnexpectedShape' });
    await expect(zendesk.createTrigger(trigger)).rejects.toMatchObject({ name: 'UnexpectedShape' });
  });
});

describe('a trigger that is switched', () => {
  it('is sent its switch alone: a PUT would replace whole conditions and actions', async () => {
    const { server, zendesk } = await harbor(BOTH);
    server.on(`${PATH}/3001`, { json: answered({ active: true }) });
    await zendesk.setTriggerActive(3001, true);
    expect(server.met.map(({ method, body }) => [method, JSON.parse(body)])).toEqual([['PUT', { trigger: { active: true } }]]);
  });
});
