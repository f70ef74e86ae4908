import { type Json, listOf, objectsOf } from '../json.ts';

/** A rule over several fields of one object. */
export interface Extra {
  readonly message: string;
  /** Below which field the pointer goes, if not the object itself. */
  readonly at?: string;
  holds(value: Json): boolean;
}

const has = (value: Json, field: string): boolean => value[field] !== undefined;
const exactlyOne = (...fields: readonly string[]): Extra => ({
  message: `must provide exactly one of: ${fields.join(', ')}`,
  holds: (value) => fields.filter((field) => has(value, field)).length === 1,
});
const someOf = (...fields: readonly string[]): Extra => ({
  message: `must provide at least one of: ${fields.join(', ')}`,
  holds: (value) => fields.some((field) => has(value, field)),
});

/** Every option of a menu, those of its groups included. */
const offered = (value: Json): readonly Json[] => [
  ...objectsOf(value['options']),
  ...objectsOf(value['option_groups']).flatMap((group) => objectsOf(group['options'])),
];
const isOffered = (value: Json, option: unknown): boolean => {
  const wanted = JSON.stringify(option);
  return offered(value).some((entry) => JSON.stringify(entry) === wanted);
};
const initialOption: Extra = {
  at: 'initial_option',
  message: 'initial option must match one of the options',
  holds: (value) => !has(value, 'initial_option') || isOffered(value, value['initial_option']),
};
const initialOptions: Extra = {
  at: 'initial_options',
  message: 'initial options must match the options',
  holds: (value) => listOf(value['initial_options']).every((option) => isOffered(value, option)),
};
const ordered = (low: string, high: string): Extra => ({
  message: `${low} must not be greater than ${high}`,
  holds: (value) => !has(value, low) || !has(value, high) || Number(value[low]) <= Number(value[high]),
});

const rowsOf = (value: Json): readonly (readonly unknown[])[] => listOf(value['rows']).map(listOf);
const sameLengths: Extra = {
  at: 'rows',
  message: 'all rows must have the same number of cells',
  holds: (value) => new Set(rowsOf(value).map((row) => row.length)).size <= 1,
};
const plainHeader: Extra = {
  at: 'rows/0',
  message: 'header cells must not be rich_text',
  holds: (value) => objectsOf(rowsOf(value)[0]).every((cell) => cell['type'] !== 'rich_text'),
};

/** The rules that a field's own rule cannot say, by shape. */
export const EXTRAS: Readonly<Record<string, readonly Extra[]>> = {
  section: [someOf('text', 'fields')],
  image: [exactlyOne('image_url', 'slack_file')],
  image_element: [exactlyOne('image_url', 'slack_file')],
  slack_file: [exactlyOne('id', 'url')],
  filter: [someOf('include', 'exclude_external_shared_channels', 'exclude_bot_users')],
  static_select: [exactlyOne('options', 'option_groups'), initialOption],
  multi_static_select: [exactlyOne('options', 'option_groups'), initialOptions],
  checkboxes: [initialOptions],
  radio_buttons: [initialOption],
  plain_text_input: [ordered('min_length', 'max_length')],
  number_input: [ordered('min_value', 'max_value')],
  rich_text_input: [ordered('min_lines', 'max_lines')],
  card: [someOf('hero_image', 'title', 'actions', 'body')],
  container: [
    someOf('title', 'rich_text_title'),
    {
      at: 'default_collapsed',
      message: 'default_collapsed needs is_collapsible',
      holds: (value) => !has(value, 'default_collapsed') || value['is_collapsible'] === true,
    },
  ],
  data_table: [sameLengths, plainHeader],
};
