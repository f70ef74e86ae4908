/** What is wrong with a payload, where: the shape of an entry of `errors` in Slack's `blocks.validate`. */
export interface Problem {
  readonly pointer: string;
  readonly code: string;
  readonly message: string;
  readonly constraint?: Constraint;
}

/** What was allowed and what came. */
interface Constraint {
  readonly type: string;
  readonly expected?: readonly string[];
  readonly got?: string;
  readonly limit?: number;
}

/** What one field may hold. */
export type Rule =
  | { readonly kind: 'string'; readonly min: number; readonly max: number; readonly match?: RegExp }
  | { readonly kind: 'text'; readonly form: 'plain_text' | 'any' | 'mrkdwn'; readonly max: number }
  | { readonly kind: 'choice'; readonly of: readonly (string | number)[] }
  | { readonly kind: 'flag' }
  | { readonly kind: 'number'; readonly min: number; readonly max: number; readonly whole: boolean }
  | { readonly kind: 'list'; readonly of: Rule; readonly min: number; readonly max: number; readonly nullable?: boolean }
  | { readonly kind: 'one'; readonly of: readonly string[] }
  | { readonly kind: 'object'; readonly shape: string }
  | { readonly kind: 'anything' };

/** The fields an object must and may have; any other field is refused. `type` is the name unless it says otherwise. */
export interface Shape {
  readonly type?: string;
  readonly required?: Readonly<Record<string, Rule>>;
  readonly optional?: Readonly<Record<string, Rule>>;
}

/** A string of `min` to `max` characters. */
export const string = (max: number, min = 1, match?: RegExp): Rule => ({ kind: 'string', min, max, ...(match ? { match } : {}) });
/** A `plain_text` object. */
export const plain = (max = 3000): Rule => ({ kind: 'text', form: 'plain_text', max });
/** A `plain_text` or a `mrkdwn` object. */
export const text = (max = 3000): Rule => ({ kind: 'text', form: 'any', max });
/** A `mrkdwn` object. */
export const mrkdwn = (max: number): Rule => ({ kind: 'text', form: 'mrkdwn', max });
/** One of some constants. */
export const choice = (...of: readonly (string | number)[]): Rule => ({ kind: 'choice', of });
/** True or false, not the words. */
export const flag: Rule = { kind: 'flag' };
/** A whole number. */
export const whole = (min: number, max: number): Rule => ({ kind: 'number', min, max, whole: true });
/** A list of `min` to `max` entries. */
export const list = (of: Rule, max: number, min = 1): Rule => ({ kind: 'list', of, min, max });
/** An object whose `type` names one of these shapes. */
export const one = (...of: readonly string[]): Rule => ({ kind: 'one', of });
/** An object of a shape that has no `type`. */
export const object = (shape: string): Rule => ({ kind: 'object', shape });
/** Not looked into. */
export const anything: Rule = { kind: 'anything' };
