import { use, useState } from 'react';
import type { Hint } from '../../tour/hint.ts';
import type { TourStep } from '../../tour/steps.ts';
import type { Act } from '../live.ts';
import { ChosenLanguage, PageWords, TourTexts } from '../locales/language.ts';
import { failureOf } from '../slack/failure.ts';
import type { PageState } from '../wire.ts';

interface TourCardProps {
  readonly state: PageState;
  readonly act: Act;
  /** Shows the world as this person, at this place. */
  readonly look: (person: string, place: string) => void;
  readonly leave: () => void;
}

/** Where the tour stands, why, and what comes next. */
export function TourCard({ state, act, look, leave }: TourCardProps) {
  const words = use(PageWords);
  const texts = use(TourTexts);
  const [skipped, setSkipped] = useState<readonly TourStep[]>([]);
  const { steps } = state.tour;
  const current = steps.find(({ id, isDone }) => !isDone && !skipped.includes(id));
  const at = current ? steps.indexOf(current) + 1 : steps.length;
  return (
    <section className="tour" aria-label={words.tour} data-step={current?.id ?? 'done'}>
      <ol className="tour-steps">
        {steps.map(({ id, isDone }) => (
          <li
            key={id}
            aria-current={id === current?.id ? 'step' : undefined}
            className={isDone ? 'done' : skipped.includes(id) ? 'skipped' : ''}
          >
            <span aria-hidden="true">{isDone ? '✓' : steps.findIndex((each) => each.id === id) + 1}</span> {texts.steps[id].title}
          </li>
        ))}
      </ol>
      <div className="tour-body">
        <div className="tour-text">
          <h2>
            {current ? (
              <>
                <small>{words.tourOf(at, steps.length)}</small> {texts.steps[current.id].title}
              </>
            ) : (
              words.tourDone
            )}
          </h2>
          <p className="why">{current ? texts.steps[current.id].why : words.tourDoneAbout}</p>
          {current?.hint && !(current.hint.id === 'phrase' && state.modals.length > 0) && (
            <TourNext step={current.id} hint={current.hint} state={state} act={act} look={look} />
          )}
        </div>
        <p className="tour-ways">
          {current && (
            <button type="button" className="plain" data-test="tour-skip" onClick={() => setSkipped([...skipped, current.id])}>
              {words.tourSkip}
            </button>
          )}
          {skipped.length > 0 && (
            <button type="button" className="plain" onClick={() => setSkipped([])}>
              {words.tourBack}
            </button>
          )}
          <button type="button" className="plain" data-test="tour-leave" onClick={leave}>
            {words.tourLeave}
          </button>
        </p>
      </div>
    </section>
  );
}

interface TourNextProps extends Pick<TourCardProps, 'state' | 'act' | 'look'> {
  readonly step: TourStep;
  readonly hint: Hint;
}

/** The next thing, in words, and a button that does it. */
export function TourNext({ step, hint, state, act, look }: TourNextProps) {
  const words = use(PageWords);
  const texts = use(TourTexts);
  const language = use(ChosenLanguage);
  // What went wrong with one thing is not said of the next.
  const [failure, setFailure] = useState({ of: '', text: '' });
  const [isBusy, setBusy] = useState(false);
  const who = state.people.find(({ id }) => id === hint.person)?.realName.split(' ')[0] ?? '';
  const isTime = hint.acts.some((each) => each.do === 'next-event');
  const go = async () => {
    setBusy(true);
    setFailure({ of: '', text: '' });
    if (hint.person !== '') look(hint.person, hint.place);
    const answer = await act({ do: 'tour', step, hint: hint.id, language });
    setFailure({ of: hint.id, text: failureOf(answer) });
    setBusy(false);
  };
  return (
    <div className="tour-next">
      <p aria-live="polite" data-test="tour-hint" data-hint={hint.id}>
        <WithCommand text={texts.hints[hint.id](who, hint.about)} command={hint.about} />
      </p>
      {hint.acts.length > 0 && (
        <button type="button" className="primary" data-test="tour-do" data-hint={hint.id} disabled={isBusy} onClick={() => void go()}>
          {isBusy ? words.tourDoing : isTime ? words.nextEvent : words.tourDo}
        </button>
      )}
      {failure.of === hint.id && failure.text && (
        <p className="error" role="alert">
          {words.refused(failure.text)}
        </p>
      )}
    </div>
  );
}

/** A command in the text stands out as one. */
function WithCommand({ text, command }: { readonly text: string; readonly command: string }) {
  const at = command.startsWith('/') ? text.indexOf(command) : -1;
  if (at < 0) return text;
  return (
    <>
      {text.slice(0, at)}
      <code>{command}</code>
      {text.slice(at + command.length)}
    </>
  );
}
