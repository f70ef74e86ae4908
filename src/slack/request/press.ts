import { z } from 'zod';

/** What a button carries: enough to know what it was about, never who may press it. */
const press = z.object({
  account: z.string().min(1),
  /** Version of the plan it belongs to: an older plan's button is refreshed, not obeyed. */
  plan: z.int().optional(),
  /** Version of the pause or resumption that the board was drawn after, 0 before the first. */
  control: z.int().min(0).optional(),
  /** Version of the drill it belongs to. */
  drill: z.int().optional(),
  statement: z.enum(['agents_ready', 'activation', 'plan', 'go']).optional(),
  of: z.string().optional(),
  item: z.string().optional(),
  step: z.string().optional(),
  group: z.string().optional(),
  brand: z.string().optional(),
  asked: z.enum(['promise', 'presence']).optional(),
  channel: z.string().optional(),
  /** Key of a post that may be missing. */
  post: z.string().optional(),
  section: z.string().optional(),
  /** How many windows were shown before. */
  from: z.int().min(0).optional(),
  opensAt: z.string().optional(),
  closesAt: z.string().optional(),
});
export type Press = z.infer<typeof press>;

/** Within Slack's 2,000 characters for a button's value: ids and hashes only. */
export function pressValue(value: Press): string {
  return JSON.stringify(value);
}

export function readPress(value: string | undefined): Press | undefined {
  try {
    const parsed = press.safeParse(JSON.parse(value ?? ''));
    return parsed.success ? parsed.data : undefined;
  } catch {
    return undefined;
  }
}
