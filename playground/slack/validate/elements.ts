import { anything, choice, flag, list, object, one, plain, type Rule, type Shape, string, text, whole } from './rule.ts';

const id = string(255);
const confirm = object('confirm');
const placeholder = plain(150);
const style = choice('primary', 'danger');
const date = string(10, 10, /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/);
const clock = string(5, 5, /^([01]\d|2[0-3]):[0-5]\d$/);
const numeral = string(100, 1, /^-?\d+(\.\d+)?$/);
const web = string(3000, 1, /^https?:\/\/\S+$/);
const many = Number.POSITIVE_INFINITY;

const selectable = { action_id: id, confirm, focus_on_load: flag, placeholder } satisfies Record<string, Rule>;
const multiple = { ...selectable, max_selected_items: whole(1, many) } satisfies Record<string, Rule>;
const pickable = { action_id: id, confirm, focus_on_load: flag } satisfies Record<string, Rule>;
const typed = {
  action_id: id,
  dispatch_action_config: object('dispatch_action_config'),
  focus_on_load: flag,
  placeholder,
} satisfies Record<string, Rule>;
const options = list(object('option'), 100);
const groups = list(object('option_group'), 100);
const conversations = { default_to_current_conversation: flag, filter: object('filter') } satisfies Record<string, Rule>;

/** Objects without a `type` of their own. */
export const COMPOSITION: Readonly<Record<string, Shape>> = {
  confirm: { required: { text: text(300) }, optional: { title: plain(100), confirm: plain(30), deny: plain(30), style } },
  option: { required: { text: plain(75), value: string(75) }, optional: { description: plain(75), url: string(3000) } },
  choice_option: { required: { text: text(75), value: string(75) }, optional: { description: text(75) } },
  option_group: { required: { label: plain(75), options } },
  filter: {
    optional: {
      include: list(choice('im', 'mpim', 'private', 'public'), 4),
      exclude_external_shared_channels: flag,
      exclude_bot_users: flag,
    },
  },
  dispatch_action_config: { optional: { trigger_actions_on: list(choice('on_enter_pressed', 'on_character_entered'), 2) } },
  slack_file: { optional: { id: string(255, 1, /^F[A-Z0-9]{8,}$/), url: web } },
  workflow: { required: { trigger: object('workflow_trigger') } },
  workflow_trigger: { required: { url: string(3000) }, optional: { customizable_input_parameters: list(anything, 100) } },
  feedback_button: { required: { text: plain(75), value: string(2000) }, optional: { accessibility_label: string(75) } },
};

/** Elements by their name; `image_element` is the image inside another block. */
export const ELEMENTS: Readonly<Record<string, Shape>> = {
  button: {
    required: { text: plain(75) },
    optional: { action_id: id, value: string(2000, 0), url: string(3000), style, confirm, accessibility_label: string(75) },
  },
  workflow_button: {
    required: { text: plain(75), workflow: object('workflow'), action_id: id },
    optional: { style, confirm, accessibility_label: string(75) },
  },
  overflow: { required: { options: list(object('option'), 5) }, optional: { action_id: id, confirm } },
  checkboxes: {
    required: { options: list(object('choice_option'), 10) },
    optional: { ...pickable, initial_options: list(object('choice_option'), 10) },
  },
  radio_buttons: {
    required: { options: list(object('choice_option'), 10) },
    optional: { ...pickable, initial_option: object('choice_option') },
  },
  static_select: { optional: { ...selectable, options, option_groups: groups, initial_option: object('option') } },
  multi_static_select: { optional: { ...multiple, options, option_groups: groups, initial_options: list(object('option'), 100) } },
  external_select: { optional: { ...selectable, min_query_length: whole(0, many), initial_option: object('option') } },
  multi_external_select: { optional: { ...multiple, min_query_length: whole(0, many), initial_options: list(object('option'), 100) } },
  users_select: { optional: { ...selectable, initial_user: id } },
  multi_users_select: { optional: { ...multiple, initial_users: list(id, many, 0) } },
  conversations_select: { optional: { ...selectable, ...conversations, initial_conversation: id, response_url_enabled: flag } },
  multi_conversations_select: { optional: { ...multiple, ...conversations, initial_conversations: list(id, many, 0) } },
  channels_select: { optional: { ...selectable, initial_channel: id, response_url_enabled: flag } },
  multi_channels_select: { optional: { ...multiple, initial_channels: list(id, many, 0) } },
  datepicker: { optional: { ...selectable, initial_date: date } },
  timepicker: { optional: { ...selectable, initial_time: clock, timezone: string(64) } },
  datetimepicker: { optional: { ...pickable, initial_date_time: whole(1_000_000_000, 9_999_999_999) } },
  plain_text_input: {
    optional: { ...typed, initial_value: string(3000, 0), multiline: flag, min_length: whole(0, 3000), max_length: whole(1, 3000) },
  },
  number_input: {
    required: { is_decimal_allowed: flag },
    optional: { ...typed, initial_value: numeral, min_value: numeral, max_value: numeral },
  },
  email_text_input: { optional: { ...typed, initial_value: string(3000, 0) } },
  url_text_input: { optional: { ...typed, initial_value: string(3000, 0) } },
  rich_text_input: { optional: { ...typed, initial_value: one('rich_text'), min_lines: whole(1, 50), max_lines: whole(1, 50) } },
  file_input: { optional: { action_id: id, filetypes: list(string(32), 100), max_files: whole(1, 10) } },
  feedback_buttons: {
    required: { positive_button: object('feedback_button'), negative_button: object('feedback_button') },
    optional: { action_id: id },
  },
  icon_button: {
    required: { icon: choice('trash'), text: plain(75) },
    optional: { action_id: id, value: string(2000, 0), confirm, accessibility_label: string(75), visible_to_user_ids: list(id, 100) },
  },
  image_element: {
    type: 'image',
    required: { alt_text: string(2000) },
    optional: { image_url: web, slack_file: object('slack_file') },
  },
  url_source: { type: 'url', required: { url: string(3000), text: string(3000) } },
  raw_text: { required: { text: string(3000, 0) } },
  raw_number: { required: { value: { kind: 'number', min: -many, max: many, whole: false }, text: string(3000, 0) } },
};
