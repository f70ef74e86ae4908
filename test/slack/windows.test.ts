import { describe, expect, it } from 'vitest';
import { instant } from '../../src/migration/time.ts';
import { windows as en } from '../../src/slack/locales/people/windows/en.ts';
import { windows as ko } from '../../src/slack/locales/people/windows/ko.ts';
import { calendarFile } from '../../src/slack/windows/calendar.ts';
import { heatMapAlt, heatMapSvg } from '../../src/slack/windows/heat-map.ts';
import { pngOf } from '../../src/slack/windows/picture.ts';
import type { Expectation } from '../../src/window/forecast/expectation.ts';

const expecting = (p90: number): Expectation => ({
  mean: p90 / 2,
  p90,
  median: 0,
  half: [0, p90],
  most: [0, p90],
  regularlyEmpty: false,
  weeks: 12,
});
const week = Array.from({ length: 672 }, (_, slot) => (slot < 8 ? undefined : expecting(slot === 400 ? 0 : slot === 200 ? 40 : 9)));
const map = { week, windows: [400, 670], quarters: 3, title: 'a<b & "c"', subtitle: '45분', text: ko.picture };

describe('the heat map', () => {
  it('draws letters of both languages: a font that lacks them would leave them out without a word', async () => {
    const drawn = (text: string) =>
      pngOf(
        `<svg xmlns="http://www.w3.org/2000/svg" width="200" height="60" font-family="Noto Sans KR"><text x="9" y="40" font-size="30">${text}</text></svg>`,
      );
    const [blank, hangul, latin] = await Promise.all([drawn(''), drawn('가장 한가한'), drawn('Quiet')]);
    expect(hangul.length).toBeGreaterThan(blank.length + 500);
    expect(latin.length).toBeGreaterThan(blank.length + 300);
  });

  it('asks the font for some twenty labels, and draws the digits of every number itself', () => {
    const svg = heatMapSvg(map);
    expect(svg.match(/<text /g)?.length).toBeLessThanOrEqual(20);
    // Forty chats in the third hour of Wednesday: a four and a nought, on the dark end of the scale.
    expect(svg).toContain('fill="#ffffff"><use href="#l4" x="0"/><use href="#l0" x="555"/></g>');
    expect(svg.match(/<g transform/g)).toHaveLength(7 * 24 + 13);
  });

  it('shows what is not known apart from what is quiet, and cuts nothing out of the names it is given', () => {
    const svg = heatMapSvg(map);
    expect(svg).toContain('a&lt;b &amp; &quot;c&quot;');
    expect(svg).toContain('<rect x="76" y="112" width="90" height="47" fill="#d9d9d9"/>');
    expect(svg.match(/stroke="#b5134f" stroke-width="4"/g)).toHaveLength(2);
    expect(svg).not.toMatch(/NaN|undefined/);
  });

  it('says the same in words', () => {
    expect(heatMapAlt({ week, text: en.picture })).toMatch(
      /^Heat map of the week\. Quietest: Fri 04:00 \(0\), .* Busiest: Wed 02:00 \(40\), /,
    );
    expect(heatMapAlt({ week, text: ko.picture })).toContain('금 04:00 (0건)');
  });
});

describe('the calendar file', () => {
  const at = instant(new Date('2026-11-24T09:00:00Z'));
  const entry = {
    uid: 'acme-7@ferry',
    plan: { opensAt: instant(new Date('2026-11-28T22:30:00Z')), closesAt: instant(new Date('2026-11-29T00:00:00Z')) },
    at,
    sequence: 2,
    status: 'planned',
    summary: '전환; acme, 메시징',
    description: 'a\nb',
  } as const;

  it('is the same for the same entry, in UTC, with reminders and escaped as RFC 5545 asks', () => {
    const file = calendarFile(entry);
    expect(file).toBe(calendarFile(entry));
    for (const line of ['DTSTART:20261128T223000Z', 'DTEND:20261129T000000Z', 'DTSTAMP:20261124T090000Z', 'SEQUENCE:2', 'UID:acme-7@ferry'])
      expect(file).toContain(`${line}\r\n`);
    expect(file).toContain('SUMMARY:전환\\; acme\\, 메시징');
    expect(file).toContain('DESCRIPTION:a\\nb');
    expect(file.match(/BEGIN:VALARM/g)).toHaveLength(2);
    expect(file.split('\r\n').every((line) => Buffer.byteLength(line) <= 75)).toBe(true);
  });

  it('takes an entry back by the same name', () => {
    const file = calendarFile({ ...entry, status: 'called_off', sequence: 3 });
    expect(file).toMatch(/METHOD:CANCEL[\s\S]*UID:acme-7@ferry\r\nSEQUENCE:3[\s\S]*STATUS:CANCELLED/);
    expect(file).not.toContain('VALARM');
  });
});
