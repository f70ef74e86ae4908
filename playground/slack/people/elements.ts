import { isJson, type Json, objectsOf, stringOf } from '../json.ts';

/** Something one can press or fill in, with the block it stands in. */
export interface Control {
  readonly element: Json;
  readonly type: string;
  readonly actionId: string;
  readonly blockId: string;
  /** The block's own type; `input` blocks keep what is typed to themselves. */
  readonly block: Json;
}

/** Every control of some blocks, those inside containers and cards included. */
export function controls(blocks: unknown): readonly Control[] {
  return objectsOf(blocks).flatMap((block) => inside(block, block));
}

function inside(value: unknown, block: Json): readonly Control[] {
  if (Array.isArray(value)) return value.flatMap((entry) => inside(entry, block));
  if (!isJson(value)) return [];
  const holder = typeof value['block_id'] === 'string' ? value : block;
  const actionId = stringOf(value['action_id']);
  const type = stringOf(value['type']);
  const own =
    actionId !== undefined && type !== undefined
      ? [{ element: value, type, actionId, blockId: String(holder['block_id']), block: holder }]
      : [];
  return [...own, ...Object.values(value).flatMap((entry) => inside(entry, holder))];
}

/** Where a control keeps its value, and under which field its first one stands. */
interface Holding {
  readonly field: string;
  readonly initial: string;
  readonly empty: unknown;
  readonly of: 'text' | 'option' | 'options';
}

const hold = (field: string, initial: string, of: Holding['of'] = 'text', empty: unknown = null): Holding => ({
  field,
  initial,
  empty,
  of,
});

const HOLDINGS: Readonly<Record<string, Holding>> = {
  static_select: hold('selected_option', 'initial_option', 'option'),
  external_select: hold('selected_option', 'initial_option', 'option'),
  radio_buttons: hold('selected_option', 'initial_option', 'option'),
  multi_static_select: hold('selected_options', 'initial_options', 'options', []),
  multi_external_select: hold('selected_options', 'initial_options', 'options', []),
  checkboxes: hold('selected_options', 'initial_options', 'options', []),
  users_select: hold('selected_user', 'initial_user'),
  multi_users_select: hold('selected_users', 'initial_users', 'text', []),
  conversations_select: hold('selected_conversation', 'initial_conversation'),
  multi_conversations_select: hold('selected_conversations', 'initial_conversations', 'text', []),
  channels_select: hold('selected_channel', 'initial_channel'),
  multi_channels_select: hold('selected_channels', 'initial_channels', 'text', []),
  datepicker: hold('selected_date', 'initial_date'),
  timepicker: hold('selected_time', 'initial_time'),
  datetimepicker: hold('selected_date_time', 'initial_date_time'),
  plain_text_input: hold('value', 'initial_value'),
  number_input: hold('value', 'initial_value'),
  email_text_input: hold('value', 'initial_value'),
  url_text_input: hold('value', 'initial_value'),
  rich_text_input: hold('rich_text_value', 'initial_value'),
  file_input: hold('files', 'initial_files', 'text', []),
};

/** True for controls that keep a value; buttons and overflow menus do not. */
export function isStateful(type: string): boolean {
  return Object.hasOwn(HOLDINGS, type);
}

function options(element: Json): readonly Json[] {
  const grouped = objectsOf(element['option_groups']).flatMap((group) => objectsOf(group['options']));
  return [...objectsOf(element['options']), ...grouped];
}

function option(element: Json, wanted: unknown): unknown {
  if (isJson(wanted) || wanted === null) return wanted;
  const known = options(element);
  const found = known.find((one) => one['value'] === wanted);
  if (found) return found;
  throw new Error(`No option ${JSON.stringify(wanted)}; there are ${known.map((one) => one['value']).join(', ')}`);
}

/** A control's value as it stands in `state.values`; `value` is text, an option's value, an id, or a list of them. */
export function stateValue({ element, type }: Control, value: unknown): Json {
  const holding = HOLDINGS[type];
  if (!holding) throw new Error(`A ${type} keeps no value`);
  const { field, initial, empty, of } = holding;
  const given = value === undefined ? (element[initial] ?? empty) : value === '' ? empty : value;
  if (value === undefined || of === 'text') return { type, [field]: given };
  if (of === 'option') return { type, [field]: option(element, given) };
  return { type, [field]: Array.isArray(given) ? given.map((one) => option(element, one)) : given };
}

/** Whether nothing has been chosen or typed. */
export function isEmpty(type: string, value: Json): boolean {
  const held = value[HOLDINGS[type]?.field ?? 'value'];
  return held === null || held === undefined || held === '' || (Array.isArray(held) && held.length === 0);
}

/** Values by block id and action id. */
export type StateValues = Readonly<Record<string, Readonly<Record<string, Json>>>>;

/** The whole `state.values`: what was entered, else what the controls began with. */
export function stateValues(blocks: unknown, entered: StateValues): StateValues {
  const values: Record<string, Record<string, Json>> = {};
  for (const control of controls(blocks).filter((one) => isStateful(one.type))) {
    const value = entered[control.blockId]?.[control.actionId] ?? stateValue(control, undefined);
    values[control.blockId] = { ...values[control.blockId], [control.actionId]: value };
  }
  return values;
}

/** The values with one more entered. */
export function entering(entered: StateValues, { blockId, actionId }: Control, value: Json): StateValues {
  return { ...entered, [blockId]: { ...entered[blockId], [actionId]: value } };
}

/** The entry of `actions` in a `block_actions` payload. */
export function actionJson(control: Control, value: unknown, ts: string): Json {
  const { element, type, actionId, blockId } = control;
  const common = { type, action_id: actionId, block_id: blockId, action_ts: ts };
  if (type === 'overflow') return { ...common, selected_option: option(element, value) };
  if (isStateful(type)) return { ...common, ...stateValue(control, value) };
  if (type === 'feedback_buttons') return { ...common, value };
  const { text, value: own, style, url } = element;
  return { ...common, text, ...(own === undefined ? {} : { value: own }), ...(style ? { style } : {}), ...(url ? { url } : {}) };
}
