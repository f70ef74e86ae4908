import { use, useEffect, useState } from 'react';
import { PageWords } from './language.ts';
import { type Act, useWorld } from './live.ts';
import { World } from './panels/world.tsx';
import { Conversation } from './slack/conversation.tsx';
import { Home } from './slack/home.tsx';
import { Modal } from './slack/modal.tsx';
import { ReadingContext } from './slack/mrkdwn.tsx';
import { Sidebar } from './slack/sidebar.tsx';
import type { PageState, Person } from './wire.ts';
import { type PageLanguage, words } from './words.ts';

/** What the middle shows: a conversation's id, or the home tab. */
const HOME = 'home';
/** On a phone one of the three columns is seen at a time. */
const TABS = ['channels', 'messages', 'world'] as const;

/** The whole page. */
export function App() {
  const [person, setPerson] = useState(() => localStorage.getItem('person') ?? 'U0ADA');
  const [language, setLanguage] = useState<PageLanguage>(() => (localStorage.getItem('language') === 'ko' ? 'ko' : 'en'));
  const { state, people, isLost, act } = useWorld(person);
  useEffect(() => {
    localStorage.setItem('person', person);
    localStorage.setItem('language', language);
    document.documentElement.lang = language;
  }, [person, language]);
  const text = words[language];
  return (
    <PageWords value={text}>
      <header className="top">
        <h1>
          <span aria-hidden="true">⛴</span> {text.title}
        </h1>
        <p>{text.about}</p>
        <label>
          {text.you}{' '}
          <select value={person} data-test="person" onChange={(event) => setPerson(event.target.value)}>
            {people
              .filter(({ isBot }) => !isBot)
              .map((one) => (
                <option key={one.id} value={one.id}>
                  {one.realName} @{one.name}
                </option>
              ))}
          </select>
        </label>
        <fieldset className="languages">
          <legend className="unseen">{text.language}</legend>
          {(['en', 'ko'] as const).map((each) => (
            <button key={each} type="button" lang={each} aria-pressed={language === each} onClick={() => setLanguage(each)}>
              {each === 'en' ? 'EN' : '한국어'}
            </button>
          ))}
        </fieldset>
      </header>
      {isLost && (
        <p className="lost" role="alert">
          {text.lost}
        </p>
      )}
      {state ? <Workspace key={person} state={state} person={person} act={act} /> : <p className="nothing">{text.loading}</p>}
    </PageWords>
  );
}

function Workspace({ state, person, act }: { readonly state: PageState; readonly person: string; readonly act: Act }) {
  const text = use(PageWords);
  const [tab, setTab] = useState<(typeof TABS)[number]>('messages');
  const [place, setPlace] = useState(() => localStorage.getItem('place') ?? 'C0MIGRATION');
  const reader = state.people.find(({ id }) => id === person);
  const channel = state.channels.find(({ id }) => id === place) ?? state.channels[0];
  const modal = state.modals.at(-1);
  const go = (to: string) => {
    localStorage.setItem('place', to);
    setPlace(to);
    setTab('messages');
  };
  if (!reader) return <p className="nothing">{text.loading}</p>;
  return (
    <ReadingContext value={{ people: state.people, channels: state.channels.filter(({ kind }) => kind === 'channel'), reader }}>
      <main className={`columns shows-${tab}`}>
        <Sidebar state={state} place={place === HOME ? HOME : (channel?.id ?? '')} go={go} />
        <div className="middle">
          <Middle place={place} channel={channel} state={state} reader={reader} act={act} />
        </div>
        <World state={state} reader={reader} act={act} />
      </main>
      <nav className="tabs" aria-label={text.title}>
        {TABS.map((each) => (
          <button key={each} type="button" aria-pressed={tab === each} onClick={() => setTab(each)}>
            {text[each]}
          </button>
        ))}
      </nav>
      {modal && <Modal key={modal.id} view={modal} reader={reader} act={act} />}
    </ReadingContext>
  );
}

interface MiddleProps {
  readonly place: string;
  readonly channel: PageState['channels'][number] | undefined;
  readonly state: PageState;
  readonly reader: Person;
  readonly act: Act;
}

function Middle({ place, channel, state, reader, act }: MiddleProps) {
  if (place === HOME) return <Home home={state.home} reader={reader} act={act} />;
  return channel ? <Conversation channel={channel} reader={reader} act={act} /> : null;
}
