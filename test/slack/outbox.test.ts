import { describe, expect, it } from 'vitest';
import type { Happening } from '../../src/migration/events.ts';
import { RUNBOOK_VERSION } from '../../src/migration/plan.ts';
import { HOUR_MS, type Instant, later, MINUTE_MS } from '../../src/migration/time.ts';
import { type DeliverParts, deliver, slackAway } from '../../src/slack/posts/deliver.ts';
import { noteUnseen } from '../../src/slack/posts/outside/unseen.ts';
import { type Slack, SlackRefused, SlackUnavailable } from '../../src/slack/web/port.ts';
import { record } from '../../src/store/record.ts';
import { memoryStore } from '../support/memory-store.ts';
import { type PaperPost, paperSlack } from '../support/paper-slack.ts';
import { ACME, eventsOf, HOST, JOON, MINA, NOW, SOFIA } from '../support/scene.ts';

const ROOM = 'C0ROOM';
const DAN = 'U0DAN0001';
const PLANNED: Happening = {
  type: 'scheduled',
  plan: {
    opensAt: later(NOW, HOUR_MS),
    closesAt: later(NOW, 3 * HOUR_MS),
    timeZone: 'Asia/Seoul',
    brands: [{ subdomain: HOST, path: 'convert' }],
    operator: MINA,
    backup: DAN,
    runbookVersion: RUNBOOK_VERSION,
  },
};
const CLICK: readonly Happening[] = [
  { type: 't0_reached' },
  { type: 'gate_looked', gate: `G3:${HOST}`, blockers: [] },
  { type: 'step_begun', step: `rb-0-click:${HOST}` },
];
const IN_ROOM: Happening = { type: 'home_channel', channel: ROOM };

/** An account in a store, and a Slack whose places a test closes. */
async function anOutbox(...told: readonly Happening[]) {
  let now: Instant = NOW;
  const store = memoryStore(() => now);
  for (const { version, by, happened } of eventsOf(...told)) await store.append(ACME, version - 1, by, [happened]);
  const paper = paperSlack();
  const closed = new Map<string, string>();
  const needOpen = (place: string) => {
    const code = closed.get(place);
    if (code !== undefined) throw new SlackRefused(place, code);
  };
  const slack: Slack = {
    ...paper.port,
    async post(channel, ...rest) {
      needOpen(channel);
      return paper.port.post(channel, ...rest);
    },
    async update(channel, ...rest) {
      needOpen(channel);
      return paper.port.update(channel, ...rest);
    },
    async directChannel(user) {
      needOpen(user);
      return paper.port.directChannel(user);
    },
  };
  const asked: string[] = [];
  const parts: DeliverParts = {
    store,
    slack,
    clock: () => now,
    begunAt: now,
    log: { info: () => {}, warn: () => {}, error: () => {} },
    turn: async () => {},
    asked: async (_, line) => void asked.push(line),
    unseen: async (account, post) => void (await record(store, account, { kind: 'bot' }, (migration) => noteUnseen(migration, post))),
  };
  return {
    paper,
    closed,
    asked,
    store,
    parts,
    deliver: () => deliver(ACME, parts),
    away: () => slackAway(ACME, { store, clock: () => now }),
    pass: (ms: number) => {
      now = later(now, ms);
    },
    tell: async (...happened: readonly Happening[]) =>
      void (await store.append(ACME, (await store.read(ACME)).length, { kind: 'bot' }, happened)),
    places: (start: string) => paper.posts.filter(({ message }) => message.text.startsWith(start)).map(({ channel }) => channel),
  };
}

const buttonsIn = ({ message }: PaperPost): readonly string[] =>
  [...JSON.stringify(message.blocks).matchAll(/"action_id":"([^"]+)"/g)].map(([, id = '']) => id);

describe('a channel that takes no posts', () => {
  it('has what must be told go to the first admin who can be told, in the order of the admins', async () => {
    const outbox = await anOutbox(
      IN_ROOM,
      { type: 'role_given', role: 'admin', user: JOON },
      { type: 'role_given', role: 'admin', user: SOFIA },
      {
        type: 'tokens_refused',
      },
    );
    outbox.closed.set(ROOM, 'is_archived').set(MINA, 'user_disabled');
    expect(await outbox.deliver()).toBeUndefined();
    expect(outbox.paper.posts.map(({ channel }) => channel)).toEqual([`D${JOON}`]);
    expect(outbox.paper.posts[0]?.message.text).toContain('refuses the token');
    expect(JSON.stringify(outbox.paper.posts[0]?.message.blocks)).toContain(`<#${ROOM}> takes no posts`);
    await outbox.deliver();
    expect(outbox.paper.posts).toHaveLength(1);
  });

  it('is tried again for what comes later', async () => {
    const outbox = await anOutbox(IN_ROOM, { type: 'tokens_refused' });
    outbox.closed.set(ROOM, 'not_in_channel');
    await outbox.deliver();
    outbox.closed.clear();
    await outbox.tell({ type: 'tokens_refused' });
    await outbox.deliver();
    expect(outbox.paper.posts.map(({ channel }) => channel)).toEqual([`D${MINA}`, ROOM]);
  });

  it('holds nothing up where nobody at all can be told', async () => {
    const outbox = await anOutbox(IN_ROOM, { type: 'tokens_refused' });
    outbox.closed.set(ROOM, 'is_archived').set(MINA, 'user_disabled');
    expect(await outbox.deliver()).toBeUndefined();
    outbox.pass(5 * MINUTE_MS);
    expect(await outbox.away()).toBe(false);
    expect(await outbox.store.undelivered(1)).toEqual([]);
  });
});

describe('a person who has left the workspace', () => {
  it('keeps nobody else from being told', async () => {
    const outbox = await anOutbox(IN_ROOM, { type: 'role_given', role: 'backup', user: DAN }, PLANNED);
    // The calendar file goes to the operator in person.
    outbox.closed.set(MINA, 'user_disabled');
    expect(await outbox.deliver()).toBeUndefined();
    expect(outbox.places('acme')).toEqual([ROOM]);
    expect(await outbox.store.undelivered(1)).toEqual([]);
  });
});

describe('a click whose channel is gone', () => {
  const night = async (...told: readonly Happening[]) => {
    const outbox = await anOutbox(
      IN_ROOM,
      { type: 'role_taken', role: 'admin', user: MINA },
      { type: 'role_given', role: 'admin', user: SOFIA },
      { type: 'role_given', role: 'backup', user: DAN },
      PLANNED,
      ...told,
    );
    // Nobody is asked for a click before its window opens.
    outbox.pass(HOUR_MS);
    return outbox;
  };

  it('is asked of the operator and the backup in person, and then counts as asked', async () => {
    const outbox = await night();
    await outbox.deliver();
    outbox.closed.set(ROOM, 'is_archived');
    await outbox.tell(...CLICK);
    await outbox.deliver();
    expect(outbox.places('acme: Convert the widget')).toEqual([`D${SOFIA}`, `D${MINA}`, `D${DAN}`]);
    expect(outbox.asked).toEqual([`rb-0-click:${HOST}`]);
  });

  it('is not asked for while only somebody who may not click was told', async () => {
    const outbox = await night();
    await outbox.deliver();
    outbox.closed.set(ROOM, 'is_archived').set(MINA, 'user_disabled').set(DAN, 'user_disabled');
    await outbox.tell(...CLICK);
    await outbox.deliver();
    expect(outbox.places('acme: Convert the widget')).toEqual([`D${SOFIA}`]);
    expect(outbox.asked).toEqual([]);
  });

  it('takes along the board and what is open, and leaves what is over', async () => {
    const outbox = await night({ type: 'step_begun', step: 'rb-24h-freeze' }, { type: 'step_begun', step: 'rb-1h-presence' });
    await outbox.deliver();
    const before = outbox.paper.posts.length;
    await outbox.tell({ type: 'present', user: MINA }, { type: 'step_done', step: 'rb-1h-presence', how: 'said', saw: MINA });
    await outbox.deliver();
    outbox.closed.set(ROOM, 'is_archived');
    await outbox.tell({ type: 'live_chats_read', live: { status: 'seen', incoming: 0, assigned: 0, active: 2 } }, ...CLICK);
    await outbox.deliver();
    const moved = outbox.paper.posts.slice(before);
    const boards = moved.filter((post) => buttonsIn(post).includes('cutover_pause'));
    expect(boards.map(({ channel }) => channel)).toEqual([`D${SOFIA}`]);
    expect(moved.map((post) => buttonsIn(post)[0]?.split(':')[0])).toContain('step_confirm');
    expect(moved.filter(({ message }) => message.text.startsWith('Who is present'))).toEqual([]);
    // Its thread goes on below it.
    const inThread = moved.filter(({ thread, channel }) => channel === `D${SOFIA}` && thread !== undefined);
    expect(inThread.map(({ thread }) => thread)).toContain(boards[0]?.ts);
    const posts = outbox.paper.posts.length;
    await outbox.tell({ type: 'halted', because: 'person_asked' });
    await outbox.deliver();
    expect(boards.map((post) => buttonsIn(post))).toEqual([expect.arrayContaining(['cutover_resume'])]);
    // Only the pause itself is told anew.
    expect(outbox.paper.posts).toHaveLength(posts + 1);
  });
});

describe('a board whose channel is gone', () => {
  it('goes on in person, also where it alone had something new', async () => {
    const outbox = await anOutbox(IN_ROOM, PLANNED);
    await outbox.deliver();
    outbox.closed.set(ROOM, 'is_inactive');
    await outbox.tell({ type: 'step_begun', step: 'rb-1h-first-reading' });
    const before = outbox.paper.posts.length;
    await outbox.deliver();
    expect(outbox.paper.posts.slice(before).map(({ channel }) => channel)).toEqual([`D${MINA}`]);
    expect(outbox.paper.posts.slice(before).flatMap(buttonsIn)).toContain('cutover_pause');
  });
});

describe('a post of which nobody can see whether it arrived', () => {
  it('is told to every admin once, and posted again by a word of one of them', async () => {
    const outbox = await anOutbox(IN_ROOM, { type: 'role_given', role: 'admin', user: SOFIA }, { type: 'tokens_refused' });
    const { slack } = outbox.parts;
    let lost = true;
    Object.assign(slack, {
      ...slack,
      post: async (...asked: Parameters<Slack['post']>) => {
        if (lost) throw new SlackUnavailable('chat.postMessage');
        return outbox.paper.port.post(...asked);
      },
      find: async () => ({ kind: 'cannot_look', why: 'missing_scope' }) as const,
    });
    await outbox.deliver();
    lost = false;
    outbox.pass(2 * MINUTE_MS);
    expect(await outbox.away()).toBe(true);
    for (let round = 0; round < 3; round += 1) await outbox.deliver();
    expect(await outbox.away()).toBe(false);
    expect(outbox.paper.posts.map(({ channel }) => channel)).toEqual([`D${MINA}`, `D${SOFIA}`]);
    expect(outbox.paper.posts.map(buttonsIn)).toEqual([['post_again'], ['post_again']]);
    const unseen = (await outbox.store.read(ACME)).filter(({ happened }) => happened.type === 'post_unseen');
    expect(unseen.map(({ happened }) => happened)).toEqual([
      { type: 'post_unseen', post: 'tokens:9', channel: ROOM, why: 'missing_scope', tell: [MINA, SOFIA] },
    ]);
    await outbox.tell({ type: 'post_again', post: 'tokens:9' });
    for (let round = 0; round < 2; round += 1) await outbox.deliver();
    expect(outbox.paper.posts.map(({ channel }) => channel)).toEqual([`D${MINA}`, `D${SOFIA}`, ROOM]);
    expect(outbox.paper.posts.flatMap(buttonsIn)).toEqual([]);
  });
});

it('a file that Slack still processes when Ferry was killed is looked for again, and not sent twice', async () => {
  // Planned in its room: the calendar file goes there.
  const outbox = await anOutbox(IN_ROOM, PLANNED);
  const { paper, parts } = outbox;
  const sent: string[] = [];
  let shown = false;
  const dies: Slack = {
    ...parts.slack,
    async upload(channel, _thread, file) {
      sent.push(`${channel} ${file.name}`);
      throw new Error('killed');
    },
  };
  await expect(deliver(ACME, { ...parts, slack: dies })).rejects.toThrow('killed');
  const slack: Slack = {
    ...parts.slack,
    find: async (channel, mark, ...rest) =>
      shown && sent.includes(`${channel} ${mark.key}`) ? { kind: 'found', ts: '9.0' } : paper.port.find(channel, mark, ...rest),
    upload: async (channel, _thread, file) => void sent.push(`${channel} ${file.name}`),
  };
  outbox.pass(1_000);
  const next = { ...parts, slack, begunAt: parts.clock() };
  expect(await deliver(ACME, next)).toEqual({ retryAfterMs: 15_000 });
  outbox.pass(2_000);
  shown = true;
  await deliver(ACME, next);
  expect(sent.filter((file) => file === sent[0])).toHaveLength(1);
});

it('a file that never went out is sent once Slack would have shown it', async () => {
  const outbox = await anOutbox(IN_ROOM, PLANNED);
  const { parts } = outbox;
  const dies: Slack = {
    ...parts.slack,
    upload: async () => {
      throw new Error('killed');
    },
  };
  await expect(deliver(ACME, { ...parts, slack: dies })).rejects.toThrow('killed');
  const next = { ...parts, begunAt: parts.clock() };
  expect(await deliver(ACME, next)).toEqual({ retryAfterMs: 15_000 });
  outbox.pass(15_000);
  expect(await deliver(ACME, next)).toBeUndefined();
  expect(outbox.paper.files).not.toEqual([]);
});
