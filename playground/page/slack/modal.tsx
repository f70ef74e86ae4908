import { type ReactNode, use, useEffect, useId, useMemo, useRef, useState } from 'react';
import type { Act } from '../live.ts';
import { PageWords } from '../locales/language.ts';
import type { PageView, Person } from '../wire.ts';
import { failureOf } from './failure.ts';
import { Blocks } from './kit/blocks.tsx';
import { type Using, UsingContext } from './kit/controls.tsx';
import { SlackText } from './kit/mrkdwn.tsx';
import { field, listField, type Shape } from './kit/shapes.ts';
import { stateOf } from './message.tsx';

interface ModalProps {
  readonly view: PageView;
  readonly reader: Person;
  readonly act: Act;
  /** What the tour says to it: nothing beside a modal can be reached. */
  readonly note?: ReactNode;
}

/** The topmost modal of a person. */
export function Modal({ view, reader, act, note }: ModalProps) {
  const words = use(PageWords);
  const id = useId();
  const dialog = useRef<HTMLDialogElement>(null);
  const form = useForm(view, reader, act);
  useEffect(() => dialog.current?.showModal(), []);
  const close = () => void act({ do: 'close', person: reader.id, view: view.id });
  return (
    <dialog
      ref={dialog}
      className="modal"
      aria-labelledby={id}
      data-view={view.callback_id}
      onCancel={(event) => {
        event.preventDefault();
        close();
      }}
    >
      <form
        method="dialog"
        onSubmit={(event) => {
          event.preventDefault();
          void form.submit();
        }}
      >
        <h2 id={id}>
          <SlackText text={view.title} />
        </h2>
        {note && <div className="modal-note">{note}</div>}
        <div className="modal-body">
          <UsingContext value={form.using}>
            <Blocks blocks={view.blocks} errors={form.errors} />
          </UsingContext>
          {form.failure && (
            <p className="error" role="alert">
              {words.failed(form.failure)}
            </p>
          )}
        </div>
        <div className="modal-foot">
          <button type="button" onClick={close}>
            {view.close ? <SlackText text={view.close} /> : words.cancel}
          </button>
          {view.submit && (
            <button type="submit" className="bk-button primary" disabled={form.using.isBusy}>
              <SlackText text={view.submit} />
            </button>
          )}
        </div>
      </form>
    </dialog>
  );
}

type Entered = Readonly<Record<string, Readonly<Record<string, unknown>>>>;

/** What is typed into a view, what is wrong with it, and its way to the app. */
function useForm(view: PageView, reader: Person, act: Act) {
  const [entered, setEntered] = useState<Entered>({});
  const [errors, setErrors] = useState<Readonly<Record<string, string>>>(view.errors);
  const [failure, setFailure] = useState('');
  const [isBusy, setBusy] = useState(false);

  const using = useMemo<Using>(() => {
    const inputs = listField({ blocks: view.blocks }, 'blocks').filter((block) => field(block, 'type') === 'input');
    const change = async (element: Shape, blockId: string, value?: unknown) => {
      const actionId = field(element, 'action_id');
      if (value !== undefined) setEntered((before) => ({ ...before, [blockId]: { ...before[blockId], [actionId]: value } }));
      const input = inputs.find((block) => field(block, 'block_id') === blockId);
      if (input && input['dispatch_action'] !== true) return;
      const answer = await act({ do: 'press', person: reader.id, place: { view: view.id }, actionId, blockId, value });
      setFailure(failureOf(answer));
    };
    const held = (blockId: string, actionId: string) => {
      const own = entered[blockId]?.[actionId];
      return own === undefined ? view.state.values[blockId]?.[actionId] : stateOf(own);
    };
    return { use: (element, blockId, value) => void change(element, blockId, value), held, isBusy };
  }, [act, entered, isBusy, reader.id, view]);

  const submit = async () => {
    setBusy(true);
    const present = new Set(listField({ blocks: view.blocks }, 'blocks').map((block) => field(block, 'block_id')));
    const values = Object.fromEntries(Object.entries(entered).filter(([blockId]) => present.has(blockId)));
    const answer = await act({ do: 'submit', person: reader.id, view: view.id, values });
    const wrong = answer.ok ? errorsIn(answer.result) : undefined;
    setErrors(wrong ?? {});
    setFailure(wrong ? '' : failureOf(answer));
    setBusy(false);
  };
  return { using, errors, failure, submit };
}

function errorsIn(result: unknown): Readonly<Record<string, string>> | undefined {
  if (typeof result !== 'object' || result === null || !('errors' in result)) return undefined;
  const { errors } = result;
  // Both the app's and Slack's own errors are texts by block id (playground/slack/people/submit.ts).
  return typeof errors === 'object' && errors !== null ? (errors as Readonly<Record<string, string>>) : undefined;
}
