import { describe, expect, it } from 'vitest';
import { HOUR_MS, later, MINUTE_MS } from '../../src/migration/time.ts';
import { at, BOTH, harbor } from './answering.ts';

describe('how far our clock is ahead of Zendesk’s', () => {
  const SETTINGS = '/harbor/api/v2/account/settings';
  const settings = { json: { settings: {} } };
  const dated = (date: string) => ({ ...settings, headers: { date } });

  it.each([
    [HOUR_MS, 'an hour behind us', HOUR_MS],
    [-HOUR_MS, 'an hour ahead of us', -HOUR_MS],
    [0, 'the same time', 0],
  ])('is told by the Date of an answer: %i', async (ms, _, ahead) => {
    const { server, time, zendesk } = await harbor(BOTH);
    server.on(SETTINGS, dated(new Date(Date.parse(later(time.clock(), -ms))).toUTCString()));
    expect(await zendesk.clockAhead()).toBeUndefined();
    await zendesk.settings();
    expect(Math.abs(((await zendesk.clockAhead()) ?? Number.NaN) - ahead)).toBeLessThan(2_000);
  });

  it('is nothing where the answer took its time', async () => {
    const { server, time, zendesk } = await harbor(BOTH);
    server.on(SETTINGS, () => {
      const date = new Date(Date.parse(time.clock())).toUTCString();
      time.move(5 * MINUTE_MS);
      return dated(date);
    });
    await zendesk.settings();
    expect(await zendesk.clockAhead()).toBe(0);
  });

  it('is what was last told, where an answer tells none or one that is no date', async () => {
    const { server, time, zendesk } = await harbor(BOTH);
    server.on(SETTINGS, dated(new Date(Date.parse(later(time.clock(), -HOUR_MS))).toUTCString()), dated('yesterday'));
    await zendesk.settings();
    const first = await zendesk.clockAhead();
    await zendesk.settings();
    expect(first).toBeGreaterThan(HOUR_MS - 2_000);
    expect(await zendesk.clockAhead()).toBe(first);
  });

  it('is not taken from a public page, which may have been kept on its way', async () => {
    const { server, time, zendesk } = await harbor(BOTH);
    server.on('/harbor/embeddable/config', {
      json: { embeds: {} },
      headers: { date: new Date(Date.parse(time.clock()) - HOUR_MS).toUTCString() },
    });
    await zendesk.widgetOf(at('harbor'));
    expect(await zendesk.clockAhead()).toBeUndefined();
  });
});
