import { type Json, shown } from '../json.ts';
import type { View } from '../types.ts';
import { type Control, controls, isEmpty, isStateful, type StateValues } from './elements.ts';

/** What Slack's own form refuses before the app hears of a submission, by block id. */
export function fieldErrors(view: View, values: StateValues): Readonly<Record<string, string>> {
  const inputs = controls(view.view['blocks']).filter((one) => one.block['type'] === 'input' && isStateful(one.type));
  const found = inputs.flatMap((control) => {
    const error = fieldError(control, values[control.blockId]?.[control.actionId] ?? {});
    return error === undefined ? [] : [[control.blockId, error] as const];
  });
  return Object.fromEntries(found);
}

function fieldError(control: Control, value: Json): string | undefined {
  const { element, type, block } = control;
  if (isEmpty(type, value)) return block['optional'] === true ? undefined : 'Please complete this required field.';
  const text = typeof value['value'] === 'string' ? value['value'] : undefined;
  if (text === undefined) return undefined;
  if (type === 'plain_text_input') return lengthError(element, text);
  if (type === 'number_input') return numberError(element, text);
  if (type === 'email_text_input' && !/^\S+@\S+\.\S+$/.test(text)) return 'Please enter a valid email address.';
  if (type === 'url_text_input' && !URL.canParse(text)) return 'Please enter a valid URL.';
  return undefined;
}

function lengthError(element: Json, text: string): string | undefined {
  const { min_length: min, max_length: max } = element;
  if (typeof min === 'number' && text.length < min) return `Please enter at least ${min} characters.`;
  const most = typeof max === 'number' ? max : 3000;
  return text.length > most ? `Please enter at most ${most} characters.` : undefined;
}

function numberError(element: Json, text: string): string | undefined {
  const number = Number(text);
  if (!/^-?\d+(\.\d+)?$/.test(text)) return 'Please enter a number.';
  if (element['is_decimal_allowed'] !== true && !Number.isInteger(number)) return 'Please enter a whole number.';
  if (element['min_value'] !== undefined && number < Number(element['min_value']))
    return `Must be at least ${shown(element['min_value'])}.`;
  if (element['max_value'] !== undefined && number > Number(element['max_value'])) return `Must be at most ${shown(element['max_value'])}.`;
  return undefined;
}
