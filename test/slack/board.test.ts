import { describe, expect, it } from 'vitest';
import { subjectOf } from '../../src/cutover/subjects.ts';
import { subdomain } from '../../src/migration/account.ts';
import type { Happening } from '../../src/migration/events.ts';
import { RUNBOOK_VERSION } from '../../src/migration/plan.ts';
import { HOUR_MS, later, MINUTE_MS } from '../../src/migration/time.ts';
import { boardMessage } from '../../src/slack/blocks/board.ts';
import { notice } from '../../src/slack/blocks/notices.ts';
import { signOffMessage } from '../../src/slack/blocks/sign-off.ts';
import { nextMove, statusMessage } from '../../src/slack/blocks/status.ts';
import { whyMessage } from '../../src/slack/blocks/why.ts';
import { postsOf } from '../../src/slack/posts/announce.ts';
import { reportMarkdown } from '../../src/slack/posts/report.ts';
import { actionIdsIn, allWell, aScene, eventsOf, HOST, MINA, NOW, readIn, SOFIA, type Told } from '../support/scene.ts';

const hosts = Array.from({ length: 60 }, (_, index) => subdomain(`brand-with-a-rather-long-name-${index}`) ?? HOST);

function plan(brands = [HOST], opensAt = NOW): Told {
  const happened: Happening = {
    type: 'scheduled',
    plan: {
      opensAt,
      closesAt: later(opensAt, 90 * MINUTE_MS),
      timeZone: 'Asia/Seoul',
      brands: brands.map((each) => ({ subdomain: each, path: 'convert' })),
      operator: MINA,
      backup: SOFIA,
      runbookVersion: RUNBOOK_VERSION,
    },
  };
  return { happened, at: later(NOW, -HOUR_MS) };
}

const underWay: readonly Told[] = [
  { happened: { type: 't0_reached' }, at: NOW },
  { happened: { type: 'step_begun', step: 'rb-15m-stop-new' }, at: NOW },
];

const read = (message: { readonly blocks: readonly object[] }) => readIn(message.blocks).join('\n');

describe.each(['en', 'ko'] as const)('the board, in %s', (language) => {
  const en = language === 'en';

  it('counts the minutes of the window from T0 to Finish', () => {
    const at = (minutes: number) =>
      boardMessage(aScene({ language, told: [plan(), ...underWay], now: later(NOW, minutes * MINUTE_MS) })).text;
    expect(at(0)).toContain(en ? 'minute 1 of 90' : '90분 중 1분째');
    expect(at(6.5)).toContain(en ? 'acme · Cutting over · minute 7 of 90' : 'acme · 전환 진행 중 · 90분 중 7분째');
    expect(at(91)).toMatch(en ? /acme · Cutting over(?! · minute)/ : /acme · 전환 진행 중(?! · )/);
    const finished = aScene({ language, told: [plan(), ...underWay, { type: 'finished', remaining: [HOST] }] });
    expect(boardMessage(finished).text).toContain(en ? 'acme · window finished' : 'acme · 시간대 마감됨');
  });

  it('says of what it does itself that it is under way, and of the rest that somebody was asked', () => {
    const told: readonly Told[] = [plan(), ...underWay, { happened: { type: 'step_begun', step: `rb-2m-config:${HOST}` }, at: NOW }];
    const lines = read(boardMessage(aScene({ language, told }))).split('\n');
    const open = lines.filter((line) => /^:point_right: \d/.test(line));
    expect(open.map((line) => line.split(' — ').at(-1))).toEqual(en ? ['asked', 'under way'] : ['요청됨', '진행 중']);
  });

  it('tells of a click who said it and when it was seen, which may be long after a word that was not true yet', () => {
    const click = `rb-0-click:${HOST}`;
    const told: readonly Told[] = [
      plan(),
      ...underWay,
      { happened: { type: 'step_begun', step: click }, at: NOW },
      { happened: { type: 'step_said', step: click }, at: later(NOW, 4 * MINUTE_MS), by: MINA },
      { happened: { type: 'step_done', step: click, how: 'said', saw: '' }, at: later(NOW, 4 * MINUTE_MS) },
    ];
    const drawn = (all: readonly Told[]) => read(boardMessage(aScene({ language, told: all, now: later(NOW, 30 * MINUTE_MS) })));
    expect(drawn(told)).not.toMatch(en ? /; seen \d\d:\d\d/ : /; 확인됨 \d\d:\d\d/);
    const seen = {
      happened: { type: 'step_done', step: `rb-2m-config:${HOST}`, how: 'seen', saw: '3' },
      at: later(NOW, 18 * MINUTE_MS),
    } as const;
    expect(drawn([...told, seen])).toMatch(en ? /said by .*; seen \d\d:\d\d/ : /; 확인됨 \d\d:\d\d/);
  });

  it('names what is still asked of people after the switch, when nothing holds the rest up', () => {
    const minute = (minutes: number, happened: Happening): Told => ({ happened, at: later(NOW, minutes * MINUTE_MS) });
    const click = `rb-0-click:${HOST}`;
    const turned: readonly Told[] = [
      plan(),
      ...underWay,
      minute(1, { type: 'step_begun', step: click }),
      minute(2, { type: 'step_said', step: click }),
      minute(2, { type: 'step_done', step: click, how: 'said', saw: '' }),
      minute(2, { type: 'step_begun', step: `rb-2m-config:${HOST}` }),
    ];
    const drawn = (...more: readonly Told[]) =>
      aScene({ language, told: [...turned, ...more], readings: allWell, now: later(NOW, HOUR_MS) });
    // While the claim is looked at, it is Ferry that is waited for, and not an admin.
    expect(read(statusMessage(drawn()))).toContain(en ? 'Ferry is looking: acme: Did it switch?' : 'Ferry 확인 중 — acme');
    const seen = [
      minute(5, { type: 'step_done', step: `rb-2m-config:${HOST}`, how: 'seen', saw: '3' }),
      minute(15, { type: 'step_begun', step: `rb-15p-test-conversation:${HOST}` }),
    ];
    // A freeze that was asked for the day before comes after what the proof needs now.
    const freeze = minute(-30, { type: 'step_begun', step: 'rb-24h-freeze' });
    const [, lead = ''] = readIn(boardMessage(drawn(freeze, ...seen)).blocks);
    expect(lead.split('\n')[0]).toMatch(en ? /Waiting for <@U0JOON001> since 18:15:\* acme: / : /18:15부터 <@U0JOON001> 대기 중:\* acme/);
  });

  it('says before all else that the window hangs on somebody being there, with the button, and so does the status', () => {
    const opensAt = later(NOW, 50 * MINUTE_MS);
    const asked: readonly Told[] = [plan([HOST], opensAt), { happened: { type: 'step_begun', step: 'rb-1h-presence' }, at: NOW }];
    const scene = aScene({ language, told: asked, readings: allWell });
    const [, lead] = readIn(boardMessage(scene).blocks);
    expect(lead).toMatch(
      en ? /^:point_right: \*Waiting for <@U0MINA001> since.*\nUntil .*18:35.*cancelled/ : /^:point_right: .*대기 중:\*.*\n.*18:35/,
    );
    expect(JSON.stringify(boardMessage(scene).blocks)).toContain('operator_accept');
    expect(nextMove(scene, [])).toContain('<@U0MINA001>');
    // One is there: the request itself no longer threatens.
    const there: readonly Told[] = [
      ...asked,
      { type: 'present', user: MINA },
      { type: 'step_done', step: 'rb-1h-presence', how: 'said', saw: MINA },
    ].map((each) => ('happened' in each ? each : { happened: each as Happening, at: NOW }));
    const after = aScene({ language, told: there, readings: allWell });
    expect(nextMove(after, [])).not.toContain('<@U0MINA001>');
    const posts = postsOf(eventsOf(...there), after.migration).flatMap((post) => readIn(post.draw(after).blocks));
    expect(posts.join('\n')).not.toMatch(en ? /If nobody says so/ : /아무도 응답하지 않으면/);
  });

  it('says that the phrase is typed and when the click is asked for, and waits for nobody', () => {
    const opensAt = later(NOW, 4 * MINUTE_MS);
    const gate = `rb-15m-final-gate:${HOST}`;
    const told: readonly Told[] = [
      plan([HOST], opensAt),
      { happened: { type: 'step_begun', step: gate }, at: NOW },
      { happened: { type: 'gate_looked', gate: `G3:${HOST}`, blockers: [] }, at: NOW },
      { happened: { type: 'phrase_typed', brand: HOST }, at: NOW, by: MINA },
    ];
    const [, lead] = readIn(boardMessage(aScene({ language, told, readings: allWell })).blocks);
    expect(lead).toMatch(
      en ? /Ferry is looking.*\n.*<@U0MINA001> typed the phrase, 18:00\n.*click at 18:04/s : /Ferry가 확인 중.*\n.*18:04에 전환 클릭/s,
    );
    expect(lead).not.toMatch(en ? /Waiting for/ : /대기 중/);
  });

  it('names who reported a click that is not seen', () => {
    const click = `rb-0-click:${HOST}`;
    const proof = `rb-2m-config:${HOST}`;
    const told: readonly Told[] = [
      plan(),
      ...underWay,
      { happened: { type: 'step_begun', step: click }, at: NOW },
      { happened: { type: 'step_said', step: click }, at: later(NOW, MINUTE_MS), by: MINA },
      { happened: { type: 'step_done', step: click, how: 'said', saw: '' }, at: later(NOW, MINUTE_MS) },
      { happened: { type: 'step_begun', step: proof }, at: later(NOW, MINUTE_MS) },
    ];
    const lead = (...more: readonly Told[]) =>
      readIn(boardMessage(aScene({ language, told: [...told, ...more], readings: allWell, now: later(NOW, 20 * MINUTE_MS) })).blocks)[1];
    expect(lead()).toContain(en ? 'Reported as saved by <@U0MINA001>, 18:01' : '<@U0MINA001> 님이 18:01에 저장했다고');
    expect(lead({ happened: { type: 'step_late', step: proof, saw: 'classic' }, at: later(NOW, 12 * MINUTE_MS) })).toMatch(
      en ? /and still: Classic\. <@U0MINA001>: reload/ : /아직 .* 상태입니다\. <@U0MINA001> 님/,
    );
  });

  it('of a plan whose place another one took waits for nobody, and undoes nothing', () => {
    const opensAt = later(NOW, 24 * HOUR_MS);
    const told: readonly Told[] = [
      plan([HOST], opensAt),
      { happened: { type: 'step_begun', step: 'rb-7d-gate-activate' }, at: later(NOW, -HOUR_MS) },
      { ...plan([HOST], later(opensAt, HOUR_MS)), at: NOW },
    ];
    const scene = aScene({ language, told, readings: allWell });
    const [old] = postsOf(eventsOf(...told), scene.migration).filter(({ key }) => key.startsWith('board:'));
    const text = old ? read(old.draw(scene)) : '';
    expect(text).toContain(en ? 'acme · replaced by another plan' : 'acme · 다른 계획으로 교체됨');
    expect(text).not.toMatch(en ? /Waiting for|Can still be undone|Until / : /대기 중|되돌릴 수 있습니다/);
  });

  it('has no action twice, however much is open at once: a drain that opened again before a gate, a promise beside presence', () => {
    const begun = (...steps: readonly string[]) => steps.map((step): Told => ({ happened: { type: 'step_begun', step }, at: NOW }));
    const nights = [
      [plan(), ...underWay, ...begun('rb-15m-drain', 'rb-15m-agents-offline', `rb-15m-final-gate:${HOST}`)],
      [plan([HOST], later(NOW, 40 * MINUTE_MS)), ...begun('rb-24h-gate', 'rb-1h-presence')],
    ];
    for (const told of nights) {
      const ids = actionIdsIn(boardMessage(aScene({ language, told, readings: allWell })).blocks);
      expect(ids.length).toBeGreaterThan(2);
      expect(new Set(ids).size).toBe(ids.length);
    }
  });

  it('says what Zendesk’s status page showed in a word', () => {
    const quiet: Happening = { type: 'step_done', step: 'rb-1h-status-page', how: 'seen', saw: 'no_incident' };
    expect(read(boardMessage(aScene({ language, told: [plan(), ...underWay, quiet] })))).toContain(
      en ? 'seen (no incident)' : '(장애 없음)',
    );
  });

  it('names the approver once Finish can be pressed, and after Finish whoever still has something to do', () => {
    const click = `rb-0-click:${HOST}`;
    const night: readonly Happening[] = [
      { type: 'step_begun', step: click },
      { type: 'step_said', step: click },
      { type: 'step_done', step: click, how: 'said', saw: '' },
      { type: 'step_done', step: `rb-2m-config:${HOST}`, how: 'seen', saw: '3' },
      { type: 'step_begun', step: 'rb-15p-open-doors' },
      { type: 'step_begun', step: 'finish' },
      { type: 'gate_looked', gate: 'done', blockers: [] },
    ];
    const next = (...more: readonly Happening[]) => {
      const told = [
        plan(),
        ...underWay,
        ...[...night, ...more].map((happened, index) => ({ happened, at: later(NOW, index * MINUTE_MS) })),
      ];
      return nextMove(aScene({ language, told, readings: allWell, now: later(NOW, HOUR_MS) }), []);
    };
    expect(next()).toContain('<@U0SOFIA01>');
    expect(next({ type: 'finished', remaining: [] })).toContain('<@U0JOON001>');
  });

  it('says how many lines of the list are not shown, and still what can be undone', () => {
    const { blocks } = boardMessage(aScene({ language, told: [plan(hosts), ...underWay] }));
    const text = read({ blocks });
    const shown = (text.match(/^(?:◦|:white_check_mark:|:point_right: \d)/gm) ?? []).length;
    const more = Number((en ? /and (\d+) more lines/ : /외 (\d+)줄이/).exec(text)?.[1]);
    const one = read(boardMessage(aScene({ language, told: [plan([HOST]), ...underWay] })));
    const perBrand = (one.match(/^◦ acme: /gm) ?? []).length;
    const alone = (one.match(/^(?:◦|:white_check_mark:|:point_right: \d)/gm) ?? []).length - perBrand;
    expect(perBrand).toBeGreaterThan(5);
    expect(shown + more).toBe(alone + hosts.length * perBrand);
    expect(readIn(blocks).at(-1)).toContain(en ? 'Can still be undone until the click' : '전환을 저장하기 전까지');
  });

  it('says until when and by whom, and so do why and the request for the signature', () => {
    const opensAt = later(NOW, 24 * HOUR_MS);
    const scene = aScene({ language, told: [plan([HOST], opensAt)], readings: allWell });
    const line = en
      ? /until the click, at the latest Wed 25 Nov, 19:10 \(Seoul\): acme — by admin, approver, operator, backup, with `\/migrate cutover acme cancel`/
      : /전환을 저장하기 전까지\(늦어도 .*19:10.*\) 되돌릴 수 있습니다: acme — 관리자, 승인자, 전환 담당자, 예비 담당자, `\/migrate cutover acme cancel`/;
    const of = subjectOf('plan', { migration: scene.migration, readings: allWell });
    if (of === undefined) throw new Error('nothing to sign');
    for (const message of [boardMessage(scene), whyMessage(scene), signOffMessage('plan', of, scene)]) expect(read(message)).toMatch(line);
    const activated = aScene({
      language,
      told: [plan([HOST], opensAt), { type: 'step_begun', step: 'rb-7d-activate' }, { type: 'step_said', step: 'rb-7d-activate' }],
    });
    expect(read(boardMessage(activated))).toContain(
      en ? 'Nobody can undo: messaging is activated' : '아무도 되돌릴 수 없습니다: 계정의 메시징 활성화',
    );
  });
});

describe.each(['en', 'ko'] as const)('what a step has seen, in %s', (language) => {
  const en = language === 'en';
  const told = [plan(), ...underWay, { type: 'step_done', step: 'rb-15m-stop-new', how: 'said', saw: 'passed_over' } as const];

  it('is in words on the board and in the report, also in a log of before', () => {
    const word = en ? 'passed over by an admin' : '관리자가 통과시킴';
    const scene = aScene({ language, told });
    expect(read(boardMessage(scene))).toContain(word);
    for (const saw of ['passed_over', 'passed over']) {
      const events = eventsOf(...told.slice(0, -1), { type: 'step_done', step: 'rb-15m-stop-new', how: 'said', saw });
      const report = reportMarkdown(
        aScene({ language, told: [...told.slice(0, -1), { type: 'step_done', step: 'rb-15m-stop-new', how: 'said', saw }] }),
        events,
      );
      expect(report.split(word).length - 1).toBe(2);
      expect(report).not.toContain('`passed');
    }
  });

  it('tells once that Chat’s limit could not be put back, and no code word', () => {
    const stuck: readonly (Told | Happening)[] = [
      ...told,
      { type: 'write_intended', write: 'chat_limit', target: 'account', was: '3', want: '1', ids: [] },
      { type: 'write_tried', write: 'chat_limit', target: 'account' },
      { type: 'undo_refused', write: 'chat_limit', target: 'account', why: 'not_allowed' },
      { type: 'step_begun', step: 'rb-15p-put-back' },
      { type: 'step_late', step: 'rb-15p-put-back', saw: 'chat_limit' },
    ];
    const scene = aScene({ language, told: stuck });
    const posts = postsOf(eventsOf(...stuck), scene.migration);
    expect(posts.filter(({ key }) => key.startsWith('late:'))).toEqual([]);
    const texts = posts.map((post) => post.draw(scene).text);
    expect(
      texts.filter((text) => (en ? /could not put Chat's limit back/ : /한도를/).test(text) && text.startsWith(':red_circle:')),
    ).toHaveLength(1);
    expect(texts.join('\n')).not.toContain('chat_limit');
  });

  it('does not call Classic what could not be read', () => {
    const scene = aScene({ language, told });
    expect(notice.late('rb-2m-config:acme', 'unknown', scene).text).toContain(en ? 'cannot read its widget' : '위젯을 읽지 못합니다');
    expect(notice.late('rb-2m-config:acme', 'classic', scene).text).toContain(en ? 'still shows Classic' : '아직 클래식입니다');
  });
});
