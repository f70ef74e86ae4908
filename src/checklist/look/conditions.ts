import type { Evidence, Reading, UnknownReason } from '../../migration/finding.ts';
import type { Sight } from '../../migration/run/sight.ts';
import type { CheckContext } from '../check.ts';
import type { Readings } from '../readings.ts';

/** Whether it applies, with what was seen of it; a plain answer rests on the record alone. */
export type Applies =
  | boolean
  | { readonly applies: boolean; readonly because: Evidence; readonly doubt?: undefined }
  | { readonly applies: true; readonly doubt: UnknownReason; readonly because?: undefined };
export type Condition = (context: CheckContext) => Applies;

type ValueOf<K extends keyof Readings> = NonNullable<Readings[K]> extends Reading<infer T> ? T : never;
type Sighted = { [K in keyof Readings]-?: NonNullable<Readings[K]> extends Reading<unknown> ? K : never }[keyof Readings];

/** Holds where the topic was seen so. */
export function seen<K extends Sighted>(topic: K, judge: (value: ValueOf<K>) => boolean, saw: (value: ValueOf<K>) => string): Condition {
  return byTopic(topic, judge, saw, false);
}

/** Holds unless the topic was seen otherwise. */
export function unlessSeen<K extends Sighted>(
  topic: K,
  judge: (value: ValueOf<K>) => boolean,
  saw: (value: ValueOf<K>) => string,
  sight?: (value: ValueOf<K>) => Sight,
): Condition {
  return byTopic(topic, judge, saw, true, sight);
}

function byTopic<K extends Sighted>(
  topic: K,
  judge: (value: ValueOf<K>) => boolean,
  saw: (value: ValueOf<K>) => string,
  otherwise: boolean,
  sight?: (value: ValueOf<K>) => Sight,
): Condition {
  return ({ readings }) => {
    // Each topic's value is the one that its key says; the union over all keys loses that.
    const reading = readings[topic] as Reading<ValueOf<K>> | undefined;
    if (reading?.status !== 'seen') return otherwise;
    const { value, asked, at } = reading;
    return { applies: judge(value), because: { asked, saw: saw(value), sight: sight?.(value), at } };
  };
}

export function seenSome(topic: 'goals' | 'skills'): Condition {
  return seen(
    topic,
    ({ count }) => count > 0,
    ({ count }) => `${count}`,
  );
}

/** Either is enough; where neither holds, what was seen says why. */
export function either(...all: readonly Condition[]): Condition {
  return (context) => {
    const found = all.map((condition) => condition(context));
    const holds = found.find((each) => (typeof each === 'boolean' ? each : each.applies));
    return holds ?? found.find((each) => typeof each !== 'boolean') ?? false;
  };
}
