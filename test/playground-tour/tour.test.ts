import { describe, expect, it } from 'vitest';
import { CAST } from '../../playground/cast.ts';
import type { Observed, SeenButton, SeenDeed } from '../../playground/tour/observed.ts';
import { tourSteps } from '../../playground/tour/steps.ts';
import { tourOf } from '../../playground/tour/tour.ts';

const NOW = Date.parse('2026-11-24T17:30:00.000Z');
const CHANNEL = 'C0MIGRATION';

/** A world in which nothing has happened, but for what a test says. */
function seen(change: Partial<Observed> = {}): Observed {
  return {
    account: 'harbor',
    timeZone: 'Europe/Vilnius',
    now: NOW,
    bot: 'connected',
    connected: true,
    commands: [],
    presses: [],
    whispered: {},
    lookedAt: 0,
    posts: [],
    buttons: [],
    modals: [],
    readers: [],
    messagingActivated: false,
    chatOpen: true,
    liveChats: 0,
    online: 2,
    brands: [{ name: 'Harbor Outdoor', subdomain: 'harbor', widget: 'classic' }],
    conversations: [],
    routing: undefined,
    ...change,
  };
}

const typed = (what: string, user: string = CAST.admin, at = NOW - 600_000): SeenDeed => ({ at, user, what, value: {} });
const pressed = (what: string, value: SeenDeed['value'] = {}, user: string = CAST.approver): SeenDeed => ({
  at: NOW - 200_000,
  user,
  what,
  value,
});
const button = (actionId: string, value: SeenButton['value'] = {}, pressedAt = 0): SeenButton => ({
  channel: CHANNEL,
  ts: '1.1',
  blockId: 'b',
  actionId,
  value,
  pressedAt,
});
const posted = (...keys: readonly string[]) => keys.map((key) => ({ key, channel: CHANNEL }));

/** The first step that has not happened, and what comes next in it. */
function next(change: Partial<Observed>) {
  const step = tourOf(seen(change)).steps.find(({ isDone }) => !isDone);
  return { step: step?.id, hint: step?.hint?.id, person: step?.hint?.person };
}
/** What comes next in one step, whatever has become of the others. */
const hintIn = (id: (typeof tourSteps)[number], change: Partial<Observed>) =>
  tourOf(seen(change)).steps.find((step) => step.id === id)?.hint;

const TEAM = [...['lead', 'approver', 'operator'].map((role) => typed(`team harbor ${role} add @x`)), typed('done harbor an-item')];
const CHECKED = { commands: [typed('check harbor'), ...TEAM], whispered: { [CAST.admin]: NOW }, lookedAt: NOW };

describe('the tour', () => {
  it('begins with what is missing, and names its eight steps', () => {
    expect(tourSteps).toHaveLength(8);
    expect(next({ connected: false })).toEqual({ step: 'connect', hint: 'connect', person: CAST.admin });
    expect(next({})).toMatchObject({ step: 'check', hint: 'check' });
  });

  it('believes a check only when Zendesk was asked after it and the person was answered', () => {
    const commands = [typed('check harbor')];
    expect(next({ commands, lookedAt: NOW })).toMatchObject({ hint: 'check' });
    expect(next({ commands, whispered: { [CAST.admin]: NOW } })).toMatchObject({ hint: 'check' });
    expect(next({ commands, whispered: { [CAST.admin]: NOW }, lookedAt: NOW })).toMatchObject({ hint: 'homework' });
    expect(next(CHECKED)).toMatchObject({ step: 'share', hint: 'share' });
  });

  it('counts who has read the links, and is content with four of five', () => {
    const readers = ['U0A', 'U0B', 'U0C', 'U0D', CAST.agent];
    const links = { ...CHECKED, readers, buttons: [button('links_read', {}, NOW)] };
    expect(next(links)).toMatchObject({ hint: 'read', person: CAST.agent });
    const read = (...users: readonly string[]) => users.map((user) => pressed('links_read', {}, user));
    expect(next({ ...links, presses: read(CAST.agent) })).toMatchObject({ hint: 'read-others' });
    expect(next({ ...links, presses: read('U0A', 'U0B', 'U0STRANGER', CAST.agent) })).toMatchObject({ step: 'share' });
    expect(next({ ...links, presses: read('U0A', 'U0B', 'U0C', CAST.agent) })).toMatchObject({ step: 'window' });
  });

  it('offers the next night at two in the account’s zone, with five hours to prepare', () => {
    expect(hintIn('window', {})?.about).toBe('/migrate schedule harbor 2026-11-25 02:00 90m');
    expect(hintIn('window', { now: Date.parse('2026-11-24T22:30:00.000Z') })?.about).toContain('2026-11-26 02:00');
  });

  it('takes a cancelled window for none, and a new one for one', () => {
    const isPlanned = (...keys: readonly string[]) =>
      tourOf(seen({ posts: posted(...keys) })).steps.find(({ id }) => id === 'window')?.isDone;
    expect(isPlanned('board:10')).toBe(true);
    expect(isPlanned('board:10', 'end:20')).toBe(false);
    expect(isPlanned('board:10', 'end:20', 'board:30')).toBe(true);
  });

  it('sends each request to who may sign it, and not twice while the message is drawn anew', () => {
    const open = (statement: string, pressedAt = 0) => button('signoff_approve', { statement }, pressedAt);
    expect(hintIn('sign', { buttons: [open('agents_ready')] })).toMatchObject({ id: 'sign-agents_ready', person: CAST.lead });
    expect(hintIn('sign', { buttons: [open('agents_ready'), open('plan')] })).toMatchObject({ id: 'sign-plan', person: CAST.approver });
    expect(hintIn('sign', { buttons: [open('plan', NOW - 1_000)] })).toMatchObject({ id: 'ahead' });
    // What was void and is asked for again is to be signed again.
    expect(
      hintIn('sign', { presses: [pressed('signoff_approve', { statement: 'plan' })], buttons: [open('plan', NOW - 600_000)] }),
    ).toMatchObject({
      id: 'sign-plan',
    });
  });

  it('asks for the click in Admin Center once the activation is signed', () => {
    const presses = [pressed('signoff_approve', { statement: 'activation' })];
    expect(hintIn('sign', { presses })).toMatchObject({ id: 'activate' });
    expect(hintIn('sign', { presses, messagingActivated: true })).toMatchObject({ id: 'ahead' });
  });

  it('drains in the article’s order, each click before its word', () => {
    const stop = [button('step_confirm:rb-15m-stop-new')];
    expect(hintIn('cut-over', { buttons: stop })).toMatchObject({ id: 'close-chat' });
    expect(hintIn('cut-over', { buttons: stop, chatOpen: false })).toMatchObject({ id: 'no-new-chats', person: CAST.operator });
    const drain = [button('step_confirm:rb-15m-drain:1')];
    expect(hintIn('cut-over', { buttons: drain, liveChats: 1 })).toMatchObject({ id: 'end-chats' });
    expect(hintIn('cut-over', { buttons: drain })).toMatchObject({ id: 'drained', person: CAST.lead });
    const offline = [button('step_confirm:rb-15m-agents-offline')];
    expect(hintIn('cut-over', { buttons: offline })).toMatchObject({ id: 'agents-offline' });
    expect(hintIn('cut-over', { buttons: offline, online: 0 })).toMatchObject({ id: 'offline' });
  });

  it('lets the first click be claimed untruly, waits until Ferry says so, and only then has it done', () => {
    const asked = [button('step_confirm:rb-0-click:harbor')];
    expect(hintIn('cut-over', { buttons: asked })).toMatchObject({ id: 'claim', about: 'Harbor Outdoor' });
    const presses = [pressed('step_confirm:rb-0-click:harbor')];
    expect(hintIn('cut-over', { presses })).toMatchObject({ id: 'not-believed' });
    expect(hintIn('cut-over', { presses, posts: posted('late:90') })).toMatchObject({ id: 'convert' });
    const brands = [{ name: 'Harbor Outdoor', subdomain: 'harbor', widget: 'messaging' as const }];
    expect(hintIn('cut-over', { presses, brands })).toMatchObject({ id: 'proof' });
  });

  it('has one brand after the other, and only the first one claimed untruly', () => {
    const brands = [
      { name: 'Home', subdomain: 'home', widget: 'messaging' as const },
      { name: 'Bikes', subdomain: 'bikes', widget: 'classic' as const },
    ];
    const posts = posted('board:9', 'ask:9:rb-2m-open-site:home');
    const presses = [pressed('step_confirm:rb-0-click:home')];
    expect(hintIn('cut-over', { brands, posts, presses, buttons: [button('step_confirm:rb-0-click:bikes')] })).toMatchObject({
      id: 'convert',
      about: 'Bikes',
    });
  });

  it('is at its end when Ferry has said so, and not when a widget only shows messaging', () => {
    const brands = [{ name: 'Harbor Outdoor', subdomain: 'harbor', widget: 'messaging' as const }];
    const isDone = (change: Partial<Observed>) => tourOf(seen({ brands, ...change })).steps.at(-1)?.isDone;
    expect(isDone({ posts: posted('board:9', 'ask:9:rb-2m-open-site:harbor') })).toBe(false);
    expect(isDone({ posts: posted('board:9', 'ask:9:rb-2m-open-site:harbor', 'finished:99') })).toBe(true);
  });

  it('lets time pass after a command, before it offers the same one again', () => {
    const text = 'schedule harbor 2026-11-25 02:00 90m';
    expect(hintIn('window', { commands: [typed(text, CAST.admin, NOW - 5_000)] })).toMatchObject({ id: 'ahead' });
    expect(hintIn('window', { commands: [typed(text)] })).toMatchObject({ id: 'window' });
  });

  it('offers to start a dead bot, and nothing while it is not connected', () => {
    expect(next({ bot: 'dead' })).toMatchObject({ hint: 'start-bot' });
    expect(next({ bot: 'lonely' })).toMatchObject({ hint: 'lonely' });
    expect(hintIn('check', { bot: 'lonely' })?.acts).toEqual([]);
  });
});
