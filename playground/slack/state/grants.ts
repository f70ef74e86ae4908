import type { WorldClock } from '../../clock.ts';
import { freshSecret } from './ids.ts';

/** Why a trigger_id cannot be used. */
type TriggerFault = 'invalid_trigger_id' | 'expired_trigger_id' | 'exchanged_trigger_id';

/** What a response_url stands for: whose press or command it was, and the message it came from. */
export interface Reply {
  readonly userId: string;
  readonly channel: string;
  readonly source?: { readonly ts: string; readonly ephemeral: boolean };
  readonly threadTs?: string;
}

/** Short-lived rights handed out with an interaction. */
export interface Grants {
  /** A trigger_id for this person; `viewId` where the interaction happened inside a modal. */
  trigger(userId: string, viewId?: string): string;
  /** The person a trigger_id stands for; it is used up by this unless it was no good. */
  exchange(trigger: string): { readonly userId: string; readonly viewId?: string } | TriggerFault;
  /** The secret part of a new response_url. */
  reply(reply: Reply): string;
  /** Uses a response_url once. */
  spendReply(secret: string): Reply | 'expired_url' | 'used_url';
}

const REPLY_USES = 5;
const REPLY_MS = 30 * 60 * 1000;

interface Trigger {
  readonly userId: string;
  readonly viewId?: string;
  /** Machine time: the person is waiting in front of the screen. */
  readonly until: number;
  used: boolean;
}

/** Nothing granted yet; triggers live `triggerMs` of machine time, response_urls half an hour of the world's. */
export function grants(clock: WorldClock, triggerMs: number): Grants {
  const triggers = new Map<string, Trigger>();
  const replies = new Map<string, { readonly reply: Reply; readonly until: number; left: number }>();
  return {
    trigger(userId, viewId) {
      const id = `${Math.floor(clock.now())}.${triggers.size}.${freshSecret()}`;
      triggers.set(id, { userId, until: Date.now() + triggerMs, used: false, ...(viewId === undefined ? {} : { viewId }) });
      return id;
    },
    exchange(id) {
      const trigger = triggers.get(id);
      if (!trigger) return 'invalid_trigger_id';
      if (trigger.used) return 'exchanged_trigger_id';
      if (Date.now() > trigger.until) return 'expired_trigger_id';
      trigger.used = true;
      return trigger;
    },
    reply(reply) {
      const secret = freshSecret();
      replies.set(secret, { reply, until: clock.now() + REPLY_MS, left: REPLY_USES });
      return secret;
    },
    spendReply(secret) {
      const known = replies.get(secret);
      if (!known || clock.now() > known.until) return 'expired_url';
      if (known.left === 0) return 'used_url';
      known.left -= 1;
      return known.reply;
    },
  };
}
