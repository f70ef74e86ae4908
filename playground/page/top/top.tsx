import { use, useState } from 'react';
import { type WorldName, worldNames } from '../../cast.ts';
import type { Act } from '../live.ts';
import { PageWords } from '../locales/language.ts';
import type { PageLanguage } from '../locales/words.ts';
import type { PageState } from '../wire.ts';
import { Bell, unseenOf } from './bell.tsx';

interface TopProps {
  readonly state: PageState | undefined;
  readonly person: string;
  readonly setPerson: (person: string) => void;
  readonly language: PageLanguage;
  readonly setLanguage: (language: PageLanguage) => void;
  readonly seen: Readonly<Record<string, string>>;
  readonly look: (person: string, place: string) => void;
  readonly hasTour: boolean;
  readonly takeTour: () => void;
  readonly act: Act;
}

/** Who one is, in which world, what waits for whom, and the page's language. */
export function Top({ state, person, setPerson, language, setLanguage, seen, look, hasTour, takeTour, act }: TopProps) {
  const text = use(PageWords);
  const unseen = state ? unseenOf(state, seen) : [];
  const count = (id: string) => unseen.filter((notice) => notice.person === id).length;
  return (
    <header className="top">
      <h1>
        <span aria-hidden="true">⛴</span> {text.title}
      </h1>
      <p>{text.about}</p>
      {state && <Worlds world={state.world} act={act} />}
      <label>
        <span className="word">{text.you}</span>{' '}
        <select aria-label={text.you} value={person} data-test="person" onChange={(event) => setPerson(event.target.value)}>
          {state?.people
            .filter(({ isBot }) => !isBot)
            .map((one) => (
              <option key={one.id} value={one.id}>
                {one.realName} @{one.name}
                {count(one.id) > 0 ? ` (${count(one.id)})` : ''}
              </option>
            ))}
        </select>
      </label>
      {state && <Bell state={state} seen={seen} look={look} />}
      {!hasTour && (
        <button type="button" data-test="tour-take" onClick={takeTour}>
          {text.tourAgain}
        </button>
      )}
      <fieldset className="languages">
        <legend className="unseen">{text.language}</legend>
        {(['en', 'ko'] as const).map((each) => (
          <button key={each} type="button" lang={each} aria-pressed={language === each} onClick={() => setLanguage(each)}>
            {each === 'en' ? 'EN' : '한국어'}
          </button>
        ))}
      </fieldset>
    </header>
  );
}

/** The worlds one can start from; the one under way ends with the choice. */
function Worlds({ world, act }: { readonly world: WorldName; readonly act: Act }) {
  const text = use(PageWords);
  const [isBusy, setBusy] = useState(false);
  const choose = async (value: string) => {
    const name = worldNames.find((each) => each === value);
    if (name === undefined) return;
    setBusy(true);
    await act({ do: 'world', name });
    setBusy(false);
  };
  return (
    <label className="worlds">
      <span className="unseen">{text.startWorld}</span>
      <select value={world} disabled={isBusy} data-test="world" onChange={(event) => void choose(event.target.value)}>
        {worldNames.map((each) => (
          <option key={each} value={each}>
            {isBusy && each === world ? text.exchanging : text.worlds[each]}
          </option>
        ))}
      </select>
    </label>
  );
}
