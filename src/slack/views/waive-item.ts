import type { ModalView } from '@slack/types';
import { itemById, type KnownItem } from '../../checklist/items/items.ts';
import { waive } from '../../checklist/words.ts';
import { changeItem, type ItemChange } from '../actions/item/change-item.ts';
import { cut, plain, section } from '../blocks/frame.ts';
import type { SlackParts } from '../parts.ts';
import { pressValue } from '../request/press.ts';
import type { AccountRequest } from '../request/request.ts';
import { fieldError } from './outcome.ts';
import type { View, ViewRequest } from './view.ts';

const CALLBACK = 'waive_item';
/** Block id and action id of its one field. */
const REASON = 'reason';
/** A reason that the sign-off, the board and the report can all show. */
const MOST_REASON = 500;

/** Asks for the reason of a waiver: everybody who signs will read it. */
export function waiveItemModal({ key, texts }: Pick<AccountRequest, 'key' | 'texts'>, item: KnownItem): ModalView {
  const t = texts.work.waiveModal;
  const { title, risk } = texts.items[item.id];
  return {
    type: 'modal',
    callback_id: CALLBACK,
    private_metadata: pressValue({ account: key, item: item.id }),
    title: { type: 'plain_text', text: cut(t.title, 24) },
    submit: { type: 'plain_text', text: cut(t.submit, 24) },
    close: { type: 'plain_text', text: cut(t.close, 24) },
    blocks: [
      section(`*${plain(title)}*\n${texts.work.item.risk(plain(risk))}`),
      {
        type: 'input',
        block_id: REASON,
        label: { type: 'plain_text', text: t.label },
        hint: { type: 'plain_text', text: t.hint },
        element: { type: 'plain_text_input', action_id: REASON, multiline: true, max_length: MOST_REASON },
      },
    ],
  };
}

/** The reason was sent off. */
export const waiveItem: View = { callbackId: CALLBACK, submit };

async function submit(request: ViewRequest, parts: SlackParts): ReturnType<View['submit']> {
  const { texts, press } = request;
  const item = itemById(press.item ?? '');
  if (item === undefined) return { [REASON]: fieldError(texts.refusals.oldButton) };
  const reason = request.value(REASON)?.trim() ?? '';
  if (reason === '') return { [REASON]: texts.work.waiveModal.empty };
  await changeItem(request, parts, item, waiving(reason));
  return undefined;
}

/** A waiver for this reason: what the modal and `/migrate waive` record. */
export function waiving(reason: string): ItemChange {
  return {
    decide: (migration, person, item, readings, now) => waive({ migration, readings, now }, person, item, reason),
    recorded: (texts, title) => texts.work.waived(title),
  };
}
