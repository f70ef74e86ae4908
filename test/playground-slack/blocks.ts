import type { KnownBlock, ModalView } from '@slack/types';

/** A plain text. */
export const plain = (text: string) => ({ type: 'plain_text', text }) as const;
/** An option whose text is its value. */
export const option = (value: string) => ({ text: plain(value), value });
/** A row of a button, a menu and a choice of person. */
export const row: KnownBlock = {
  type: 'actions',
  block_id: 'row',
  elements: [
    { type: 'button', action_id: 'go', value: 'v1', text: plain('Go') },
    { type: 'static_select', action_id: 'pick', options: [option('a'), option('b')] },
    { type: 'users_select', action_id: 'who' },
  ],
};
/** A form of three fields. */
export const modal = (rest: Partial<ModalView> = {}): ModalView => ({
  type: 'modal',
  title: plain('Title'),
  submit: plain('Send'),
  callback_id: 'form',
  blocks: [
    {
      type: 'input',
      block_id: 'reason',
      label: plain('Reason'),
      element: { type: 'plain_text_input', action_id: 'reason', min_length: 3 },
    },
    { type: 'input', block_id: 'day', label: plain('Day'), optional: true, element: { type: 'datepicker', action_id: 'day' } },
    {
      type: 'input',
      block_id: 'kinds',
      label: plain('Kinds'),
      optional: true,
      element: { type: 'checkboxes', action_id: 'kinds', options: [option('a'), option('b')] },
    },
  ],
  ...rest,
});
