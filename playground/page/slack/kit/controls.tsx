import { createContext, type ReactNode, use, useId, useRef } from 'react';
import { PageWords } from '../../locales/language.ts';
import { ReadingContext, SlackText } from './mrkdwn.tsx';
import { type Choice, choicesOf, field, listField, type Shape, textIn } from './shapes.ts';

/** What happens when a control is used, and what stands in it. */
export interface Using {
  /** A button was pressed, or something was chosen. */
  readonly use: (element: Shape, blockId: string, value?: unknown) => void;
  /** What stands in the control now, as Block Kit's state holds it. */
  readonly held: (blockId: string, actionId: string) => Shape | undefined;
  /** Whether an answer is awaited: nothing can be pressed meanwhile. */
  readonly isBusy: boolean;
}

/** Set around each message, modal or home tab. */
export const UsingContext = createContext<Using>({ use: () => {}, held: () => undefined, isBusy: false });

interface ControlProps {
  readonly element: Shape;
  readonly blockId: string;
  /** The id of what names it. */
  readonly labelledBy?: string | undefined;
  readonly describedBy?: string | undefined;
  readonly isInvalid?: boolean;
}

/** One interactive element of Block Kit. */
export function Control(props: ControlProps) {
  const type = field(props.element, 'type');
  if (type === 'button') return <PressButton {...props} />;
  if (type === 'overflow') return <Overflow {...props} />;
  if (type === 'radio_buttons' || type === 'checkboxes') return <Boxes {...props} />;
  if (type.endsWith('_select')) return <Select {...props} />;
  if (type === 'image') return <img className="small" src={imageSource(props.element)} alt={field(props.element, 'alt_text')} />;
  return <Entry {...props} />;
}

/** Where the picture of an image element or block can be fetched by the page. */
export function imageSource(element: Shape): string {
  const file = element['slack_file'];
  const id = typeof file === 'object' && file !== null ? field(file as Shape, 'id') : '';
  const url = field(element, 'image_url') || (typeof file === 'object' && file !== null ? field(file as Shape, 'url') : '');
  const ownId = id || /\/files(?:-pri)?\/(F[A-Z0-9]+)/.exec(url)?.[1];
  return ownId ? `/api/file/${ownId}` : url;
}

function PressButton({ element, blockId }: ControlProps) {
  const { use: press, isBusy } = use(UsingContext);
  const dialog = useRef<HTMLDialogElement>(null);
  const confirm = element['confirm'] as Shape | undefined;
  const style = field(element, 'style');
  const send = () => press(element, blockId);
  const url = field(element, 'url');
  const click = () => {
    if (confirm) return dialog.current?.showModal();
    if (url) window.open(url, '_blank', 'noreferrer');
    return send();
  };
  return (
    <>
      <button
        type="button"
        className={`bk-button ${style}`}
        data-action={field(element, 'action_id')}
        disabled={isBusy}
        aria-label={field(element, 'accessibility_label') || undefined}
        onClick={click}
      >
        <SlackText text={element['text']} />
      </button>
      {confirm && <Confirm dialog={dialog} confirm={confirm} agreed={send} />}
    </>
  );
}

function Confirm({
  dialog,
  confirm,
  agreed,
}: {
  readonly dialog: React.RefObject<HTMLDialogElement | null>;
  readonly confirm: Shape;
  readonly agreed: () => void;
}) {
  const id = useId();
  const close = () => dialog.current?.close();
  return (
    <dialog ref={dialog} className="modal confirm" aria-labelledby={id}>
      <h2 id={id}>
        <SlackText text={confirm['title']} />
      </h2>
      <div className="modal-body">
        <SlackText text={confirm['text']} />
      </div>
      <div className="modal-foot">
        <button type="button" onClick={close}>
          <SlackText text={confirm['deny']} />
        </button>
        <button
          type="button"
          className={`bk-button ${field(confirm, 'style') || 'primary'}`}
          onClick={() => {
            close();
            agreed();
          }}
        >
          <SlackText text={confirm['confirm']} />
        </button>
      </div>
    </dialog>
  );
}

function Overflow({ element, blockId }: ControlProps) {
  const { use: choose } = use(UsingContext);
  const options = choicesOf(element, []);
  return (
    <select
      className="overflow"
      aria-label="⋯"
      value=""
      data-action={field(element, 'action_id')}
      onChange={(event) => choose(element, blockId, event.target.value)}
    >
      <option value="">⋯</option>
      {options.map(({ value, label }) => (
        <option key={value} value={value}>
          {label}
        </option>
      ))}
    </select>
  );
}

/** The values chosen in a control: one or many. */
function useChosen({ element, blockId }: ControlProps): readonly string[] {
  const { held } = use(UsingContext);
  const state = held(blockId, field(element, 'action_id')) ?? {};
  const one = state['selected_option'] ?? state['selected_user'] ?? state['selected_conversation'] ?? state['selected_channel'];
  const many = state['selected_options'] ??
    state['selected_users'] ??
    state['selected_conversations'] ??
    state['selected_channels'] ?? [one];
  const list = Array.isArray(many) ? many : [];
  return list.flatMap((each: unknown) =>
    typeof each === 'string' ? [each] : typeof each === 'object' && each !== null ? [field(each as Shape, 'value')] : [],
  );
}

function Boxes(props: ControlProps) {
  const { element, blockId, labelledBy, describedBy } = props;
  const { use: choose } = use(UsingContext);
  const name = useId();
  const chosen = useChosen(props);
  const isMany = field(element, 'type') === 'checkboxes';
  const pick = (value: string, is: boolean) => {
    if (!isMany) return choose(element, blockId, value);
    return choose(element, blockId, is ? [...chosen, value] : chosen.filter((one) => one !== value));
  };
  return (
    <fieldset aria-labelledby={labelledBy} aria-describedby={describedBy} className="boxes">
      {listField(element, 'options').map((option) => {
        const value = field(option, 'value');
        return (
          <label key={value}>
            <input
              type={isMany ? 'checkbox' : 'radio'}
              name={name}
              value={value}
              checked={chosen.includes(value)}
              onChange={(event) => pick(value, event.target.checked)}
            />
            <span>
              <SlackText text={option['text']} />
              {option['description'] ? (
                <small>
                  <SlackText text={option['description']} />
                </small>
              ) : null}
            </span>
          </label>
        );
      })}
    </fieldset>
  );
}

/** The people and channels a select may offer by itself. */
function useOffered(element: Shape): readonly Choice[] {
  const { people, channels } = use(ReadingContext);
  const type = field(element, 'type');
  if (type.includes('users'))
    return people.filter(({ isBot }) => !isBot).map(({ id, name }) => ({ value: id, label: `@${name}`, group: '' }));
  if (type.includes('conversations') || type.includes('channels')) {
    return channels.filter(({ name }) => !name.startsWith('U0')).map(({ id, name }) => ({ value: id, label: `#${name}`, group: '' }));
  }
  return [];
}

function Select(props: ControlProps) {
  const { element, blockId, labelledBy, describedBy, isInvalid } = props;
  const { use: choose, isBusy } = use(UsingContext);
  const words = use(PageWords);
  const chosen = useChosen(props);
  const options = choicesOf(element, useOffered(element));
  const groups = [...new Set(options.map(({ group }) => group))];
  const isMany = field(element, 'type').startsWith('multi_');
  const draw = (group: string): ReactNode =>
    options
      .filter((option) => option.group === group)
      .map(({ value, label }) => (
        <option key={value} value={value}>
          {label}
        </option>
      ));
  return (
    <select
      multiple={isMany}
      data-action={field(element, 'action_id')}
      disabled={isBusy}
      aria-labelledby={labelledBy}
      aria-label={labelledBy ? undefined : textIn(element['placeholder']) || words.choose}
      aria-describedby={describedBy}
      aria-invalid={isInvalid || undefined}
      value={isMany ? [...chosen] : (chosen[0] ?? '')}
      onChange={({ target }) => {
        const values = [...target.selectedOptions].map((option) => option.value);
        choose(element, blockId, isMany ? values : (values[0] ?? ''));
      }}
    >
      {!isMany && <option value="">{textIn(element['placeholder']) || words.choose}</option>}
      {groups.map((group) =>
        group === '' ? (
          draw(group)
        ) : (
          <optgroup key={group} label={group}>
            {draw(group)}
          </optgroup>
        ),
      )}
    </select>
  );
}

const INPUT_TYPES: Readonly<Record<string, string>> = {
  datepicker: 'date',
  timepicker: 'time',
  datetimepicker: 'datetime-local',
  number_input: 'text',
  email_text_input: 'email',
  url_text_input: 'url',
};

function Entry({ element, blockId, labelledBy, describedBy, isInvalid }: ControlProps) {
  const { use: enter, held } = use(UsingContext);
  const type = field(element, 'type');
  const state = held(blockId, field(element, 'action_id')) ?? {};
  const value = field(state, 'value') || field(state, 'selected_date') || field(state, 'selected_time');
  const common = {
    'data-action': field(element, 'action_id'),
    'aria-labelledby': labelledBy,
    'aria-label': labelledBy ? undefined : textIn(element['placeholder']) || type,
    'aria-describedby': describedBy,
    'aria-invalid': isInvalid || undefined,
    placeholder: textIn(element['placeholder']),
    value,
    autoComplete: 'off',
    onChange: (event: { readonly target: { readonly value: string } }) => enter(element, blockId, event.target.value),
  };
  if (type === 'plain_text_input' && element['multiline'] === true) return <textarea rows={4} {...common} />;
  return <input type={INPUT_TYPES[type] ?? 'text'} {...common} />;
}
