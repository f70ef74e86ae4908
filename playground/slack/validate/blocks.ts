import { choice, flag, list, mrkdwn, object, one, plain, type Shape, string, text, whole } from './rule.ts';

const many = Number.POSITIVE_INFINITY;
const block_id = string(255);
const url = string(3000);
const image = one('image_element');
/** An address that Slack can load a picture from. */
const image_url = string(3000, 1, /^https?:\/\/\S+$/);

/** Names of the menus and pickers that actions, sections and inputs share. */
const MENUS = ['static_select', 'external_select', 'users_select', 'conversations_select', 'channels_select'];
const MULTI_MENUS = MENUS.map((name) => `multi_${name}`);
const PICKERS = ['datepicker', 'timepicker', 'radio_buttons', 'checkboxes'];
const BUTTONS = ['button', 'workflow_button', 'overflow'];
const TYPED = ['plain_text_input', 'number_input', 'email_text_input', 'url_text_input', 'rich_text_input', 'file_input'];
const RICH = ['rich_text_section', 'rich_text_list', 'rich_text_quote', 'rich_text_preformatted'];

/** What a `container` may hold. */
const CONTAINED = ['actions', 'context', 'divider', 'file', 'header', 'image', 'input', 'rich_text', 'section', 'table', 'video'];

/** Every block by its name. */
export const BLOCKS: Readonly<Record<string, Shape>> = {
  actions: {
    required: { elements: list(one(...BUTTONS, ...MENUS, ...MULTI_MENUS, ...PICKERS, 'datetimepicker', 'rich_text_input'), 25) },
    optional: { block_id },
  },
  alert: { required: { text: text(200) }, optional: { block_id, level: choice('default', 'info', 'warning', 'error', 'success') } },
  card: {
    optional: {
      block_id,
      hero_image: image,
      icon: image,
      title: mrkdwn(150),
      subtitle: mrkdwn(150),
      body: mrkdwn(200),
      actions: list(one('button'), 2),
    },
  },
  carousel: { required: { elements: list(one('card'), 10) }, optional: { block_id } },
  container: {
    required: { child_blocks: list(one(...CONTAINED), 10) },
    optional: {
      block_id,
      title: plain(150),
      rich_text_title: one('rich_text'),
      subtitle: text(150),
      width: choice('narrow', 'standard', 'wide', 'full'),
      icon: image,
      is_collapsible: flag,
      default_collapsed: flag,
      has_header_divider: flag,
    },
  },
  context: { required: { elements: list(one('plain_text', 'mrkdwn', 'image_element'), 10) }, optional: { block_id } },
  context_actions: { required: { elements: list(one('feedback_buttons', 'icon_button'), 5) }, optional: { block_id } },
  data_table: {
    required: { rows: list(list(one('raw_text', 'raw_number', 'rich_text'), 20), 101, 2), caption: string(3000) },
    optional: { block_id, page_size: whole(1, 100), row_header_column_index: whole(0, 19) },
  },
  divider: { optional: { block_id } },
  file: { required: { source: choice('remote'), external_id: string(255) }, optional: { block_id } },
  header: { required: { text: plain(150) }, optional: { block_id, level: choice(1, 2, 3, 4) } },
  image: {
    required: { alt_text: string(2000) },
    optional: { block_id, title: plain(2000), image_url, slack_file: object('slack_file') },
  },
  input: {
    required: { label: plain(2000), element: one(...TYPED, ...MENUS, ...MULTI_MENUS, ...PICKERS, 'datetimepicker') },
    optional: { block_id, hint: plain(2000), optional: flag, dispatch_action: flag },
  },
  markdown: { required: { text: string(12_000) }, optional: { block_id } },
  plan: { required: { title: string(3000) }, optional: { block_id, tasks: list(one('task_card'), 50, 0) } },
  rich_text: { required: { elements: list(one(...RICH), many, 0) }, optional: { block_id } },
  section: {
    optional: {
      block_id,
      text: text(3000),
      fields: list(text(2000), 10),
      expand: flag,
      accessory: one('image_element', ...BUTTONS, ...MENUS, ...MULTI_MENUS, ...PICKERS),
    },
  },
  table: {
    required: { rows: list(list(one('raw_text', 'raw_number', 'rich_text'), 20), 100) },
    optional: { block_id, column_settings: list(object('column_setting'), 20) },
  },
  column_setting: { optional: { align: choice('left', 'center', 'right'), is_wrapped: flag } },
  task_card: {
    required: { task_id: string(255), title: string(3000), status: choice('pending', 'in_progress', 'complete', 'error') },
    optional: { block_id, details: one('rich_text'), output: one('rich_text'), sources: list(one('url_source'), 100, 0) },
  },
  video: {
    required: { video_url: url, thumbnail_url: url, alt_text: string(2000), title: plain(200) },
    optional: {
      block_id,
      title_url: url,
      author_name: string(50),
      provider_name: string(50),
      provider_icon_url: url,
      description: plain(200),
    },
  },
};

/** Which surface takes which block. */
export type Surface = 'message' | 'modal' | 'home';

const MESSAGE_ONLY: readonly Surface[] = ['message'];
const EVERYWHERE: readonly Surface[] = ['message', 'modal', 'home'];

/** Where each block that may stand by itself is taken. What is not named here (column_setting, task parts) never stands alone. */
export const SURFACES: Readonly<Record<string, readonly Surface[]>> = {
  actions: EVERYWHERE,
  alert: ['modal'],
  card: ['message', 'home'],
  carousel: ['message', 'home'],
  container: MESSAGE_ONLY,
  context: EVERYWHERE,
  context_actions: MESSAGE_ONLY,
  data_table: MESSAGE_ONLY,
  divider: EVERYWHERE,
  file: MESSAGE_ONLY,
  header: EVERYWHERE,
  image: EVERYWHERE,
  input: EVERYWHERE,
  markdown: MESSAGE_ONLY,
  plan: MESSAGE_ONLY,
  rich_text: EVERYWHERE,
  section: EVERYWHERE,
  table: MESSAGE_ONLY,
  task_card: MESSAGE_ONLY,
  video: EVERYWHERE,
};
