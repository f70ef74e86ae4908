import { CAST } from '../cast.ts';
import type { Action } from '../page/wire.ts';
import type { Observed, SeenButton } from './observed.ts';
import type { HintId } from './steps.ts';

/** The next thing in a step: who does it, where it is seen, and the acts it takes. */
export interface Hint {
  readonly id: HintId;
  readonly person: string;
  /** A conversation's id, or the panels beside. */
  readonly place: string;
  readonly acts: readonly Action[];
  /** The brand, command or phrase it is about. */
  readonly about: string;
}

/** Beside the conversations: Zendesk, the server and the clock. */
export const WORLD_PLACE = 'world';
/** Where Ferry's posts go in the playground. */
export const HOME_CHANNEL = 'C0MIGRATION';

/** Something typed by a person in the migration's channel. */
export function typing(id: HintId, person: string, text: string): Hint {
  return { id, person, place: HOME_CHANNEL, acts: [{ do: 'slash', person, channel: HOME_CHANNEL, text }], about: `/migrate ${text}` };
}

/** A press on a button that stands there now. */
export function pressing(id: HintId, person: string, { channel, ts, actionId, blockId }: SeenButton, about = ''): Hint {
  const act: Action = { do: 'press', person, place: { channel, ts }, actionId, blockId };
  return { id, person, place: channel, acts: [act], about };
}

/** Something done beside Slack: on the server, in Zendesk, with the clock. */
export function beside(id: HintId, act: Action, about = ''): Hint {
  return { id, person: CAST.operator, place: WORLD_PLACE, acts: [act], about };
}

/** Time passes until Ferry has something to say. */
export function ahead(id: HintId = 'ahead'): Hint {
  return { id, person: '', place: '', acts: [{ do: 'next-event' }], about: '' };
}

/** So long after a press the message may still show its button: redrawing keeps Slack's pace. */
const REDRAWN_MS = 120_000;

/** The newest button of this action id, or of one that goes on behind a colon, that was not pressed just now. */
export function button({ buttons, now }: Observed, actionId: string, value: SeenButton['value'] = {}): SeenButton | undefined {
  const isWanted = (each: SeenButton) => Object.entries(value).every(([name, text]) => each.value[name] === text);
  return buttons.findLast((each) => `${each.actionId}:`.startsWith(`${actionId}:`) && isWanted(each) && each.pressedAt + REDRAWN_MS < now);
}

/** Whether there is a post of this kind, about this. */
export function isPosted({ posts }: Observed, pattern: RegExp): boolean {
  return posts.some(({ key }) => pattern.test(key));
}
