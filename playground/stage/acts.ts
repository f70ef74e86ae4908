import { setTimeout as pause } from 'node:timers/promises';
import type { Action } from '../page/wire.ts';
import { observe } from '../tour/observe.ts';
import type { TourStep } from '../tour/steps.ts';
import { tourOf } from '../tour/tour.ts';
import type { World } from '../world.ts';
import { homework } from './homework.ts';
import { toNextEvent } from './next-event.ts';
import type { Scene } from './scene.ts';
import type { Stage } from './stage.ts';
import { clickInZendesk, type ZendeskAction } from './zendesk-clicks.ts';

/** Does one thing that somebody did at the page; gives what the simulator says. @throws where it is not possible */
export async function perform(stage: Stage, action: Action): Promise<unknown> {
  const scene = stage.scene();
  const { world, bot } = scene;
  const { slack } = world;
  switch (action.do) {
    case 'slash':
      return slack.slash(action.person, action.channel, action.text);
    case 'say':
      return action.channel === slack.directChannel(action.person)
        ? slack.dm(action.person, action.text)
        : slack.mention(action.person, action.channel, action.text);
    case 'press':
      return slack.press(action.person, action.place, action.actionId, action.blockId, action.value);
    case 'submit':
      return slack.submit(action.person, action.view, action.values);
    case 'close':
      return slack.close(action.person, action.view);
    case 'home':
      return slack.openHome(action.person);
    case 'invite':
      return slack.invite(action.channel, slack.bot.userId);
    case 'slack-away':
      return scene.slackAway(action.is);
    case 'slack-cut':
      return slack.cutSockets();
    case 'slack-renew':
      return slack.renewSockets();
    case 'slack-again':
      return slack.resend();
    case 'slack-fault':
      return slack.fail({ mode: action.mode, times: action.times });
    case 'slack-clear':
      return slack.clearFaults();
    case 'jump':
    case 'go-to':
    case 'speed':
      return moveClock(world, action);
    case 'next-event':
      return toNextEvent(scene);
    case 'bot-kill':
      return bot.kill();
    case 'bot-start':
      return bot.start();
    case 'connect':
      return scene.connect(action.account);
    case 'homework':
      return homework(slack, action.account, action.language);
    case 'world':
      return stage.choose(action.name);
    case 'tour':
      return takeStep(stage, scene, action);
    default:
      return clickInZendesk(world, action satisfies ZendeskAction);
  }
}

function moveClock({ clock }: World, action: Extract<Action, { do: 'jump' | 'go-to' | 'speed' }>): void {
  if (action.do === 'speed') clock.speed(action.rate);
  else if (action.do === 'jump') clock.jump(clock.now() + action.ms);
  else if (action.at > clock.now()) clock.jump(action.at);
  else throw new Error('The clock only goes forward');
}

/** Does for the visitor what comes next in a step; refused when the world has moved on since it was offered. */
async function takeStep(stage: Stage, scene: Scene, { step, hint, language }: Extract<Action, { do: 'tour' }>): Promise<unknown> {
  const offered = tourOf(observe(scene)).steps.find(({ id }) => id === step)?.hint;
  if (offered?.id !== hint) throw new Error('That has just changed: look again');
  const results: unknown[] = [];
  for (const act of offered.acts) results.push(await perform(stage, act.do === 'homework' ? { ...act, language } : act));
  await followed(scene, step, JSON.stringify(offered));
  return results.at(-1) ?? null;
}

/** What was asked of Ferry takes a moment to be seen: nothing is offered twice meanwhile. */
const FOLLOWS_MS = 2_000;
const LOOK_MS = 20;

async function followed(scene: Scene, step: TourStep, before: string): Promise<void> {
  const offer = () => JSON.stringify(tourOf(observe(scene)).steps.find(({ id }) => id === step)?.hint);
  const isTime = before.includes('"next-event"');
  for (const end = Date.now() + FOLLOWS_MS; !isTime && Date.now() < end && offer() === before; ) await pause(LOOK_MS);
}
