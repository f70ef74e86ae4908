import { use, useEffect, useMemo, useState } from 'react';
import { z } from 'zod';
import { type Act, useWorld } from './live.ts';
import { ChosenLanguage, PageWords, TourTexts } from './locales/language.ts';
import { type PageLanguage, tourWords, words } from './locales/words.ts';
import { World } from './panels/world.tsx';
import { Conversation } from './slack/conversation.tsx';
import { Home } from './slack/home.tsx';
import { ReadingContext } from './slack/kit/mrkdwn.tsx';
import { Modal } from './slack/modal.tsx';
import { Sidebar } from './slack/sidebar.tsx';
import { kept, useSeen } from './top/kept.ts';
import { Top } from './top/top.tsx';
import { TourCard, TourNext } from './top/tour-card.tsx';
import type { PageState, Person } from './wire.ts';

/** What the middle shows: a conversation's id, or the home tab. */
const HOME = 'home';
/** On a phone one of the three columns is seen at a time. */
const TABS = ['channels', 'messages', 'world'] as const;
type Tab = (typeof TABS)[number];

/** The whole page. */
export function App() {
  const [person, setPerson] = useState(() => kept('person') ?? 'U0ADA');
  const [place, setPlace] = useState(() => kept('place') ?? 'C0MIGRATION');
  const [tab, setTab] = useState<Tab>('messages');
  const [language, setLanguage] = useState<PageLanguage>(() => (kept('language') === 'ko' ? 'ko' : 'en'));
  const [hasTour, setTour] = useState(() => kept('tour') !== 'left');
  const { state, isLost, act } = useWorld(person);
  const seen = useSeen(state, person);
  useEffect(() => {
    for (const [name, value] of Object.entries({ person, place, language, tour: hasTour ? 'taken' : 'left' }))
      localStorage.setItem(name, value);
    document.documentElement.lang = language;
  }, [person, place, language, hasTour]);
  const text = words[language];
  const go = (to: string) => {
    setTab(to === 'world' ? 'world' : 'messages');
    if (to !== 'world') setPlace(to);
  };
  const look = (who: string, where: string) => {
    setPerson(who);
    go(where);
  };
  return (
    <ChosenLanguage value={language}>
      <PageWords value={text}>
        <TourTexts value={tourWords[language]}>
          <Top
            state={state}
            person={person}
            setPerson={setPerson}
            language={language}
            setLanguage={setLanguage}
            seen={seen}
            look={look}
            hasTour={hasTour}
            takeTour={() => setTour(true)}
            act={act}
          />
          {isLost && (
            <p className="lost" role="alert">
              {text.lost}
            </p>
          )}
          {state && hasTour && <TourCard key={state.scene} state={state} act={act} look={look} leave={() => setTour(false)} />}
          {state ? (
            <Workspace
              key={`${state.scene} ${person}`}
              state={state}
              person={person}
              act={act}
              place={place}
              tab={tab}
              go={go}
              setTab={setTab}
              look={look}
              hasTour={hasTour}
            />
          ) : (
            <p className="nothing">{text.loading}</p>
          )}
        </TourTexts>
      </PageWords>
    </ChosenLanguage>
  );
}

interface WorkspaceProps {
  readonly state: PageState;
  readonly person: string;
  readonly act: Act;
  readonly place: string;
  readonly tab: Tab;
  readonly go: (place: string) => void;
  readonly setTab: (tab: Tab) => void;
  readonly look: (person: string, place: string) => void;
  readonly hasTour: boolean;
}

function Workspace({ state, person, act, place, tab, go, setTab, look, hasTour }: WorkspaceProps) {
  const text = use(PageWords);
  const reader = state.people.find(({ id }) => id === person);
  const channel = state.channels.find(({ id }) => id === place) ?? state.channels[0];
  const modal = state.modals.at(-1);
  const reading = useReading(state, reader);
  const inModal = hasTour ? state.tour.steps.flatMap(({ id, hint }) => (hint?.id === 'phrase' ? [{ step: id, hint }] : []))[0] : undefined;
  if (!reader) return <p className="nothing">{text.loading}</p>;
  return (
    <ReadingContext value={reading}>
      <main className={`columns shows-${tab}`}>
        <Sidebar state={state} place={place === HOME ? HOME : (channel?.id ?? '')} go={go} />
        <div className="middle">
          <Middle
            place={place}
            channel={channel}
            state={state}
            reader={reader}
            act={act}
            pointed={hasTour ? pointedIn(state) : undefined}
          />
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
      {modal && (
        <Modal
          key={modal.id}
          view={modal}
          reader={reader}
          act={act}
          note={inModal && <TourNext {...inModal} state={state} act={act} look={look} />}
        />
      )}
    </ReadingContext>
  );
}

/** Who reads, and the names that messages may mention: the same object until one of them changes, so that messages are not drawn again. */
function useReading({ people, channels }: PageState, reader: Person | undefined) {
  const names = JSON.stringify(channels.filter(({ kind }) => kind === 'channel').map(({ id, name }) => ({ id, name })));
  return useMemo(() => ({ people, channels: channelNames.parse(JSON.parse(names)), reader }), [people, names, reader]);
}

const channelNames = z.array(z.object({ id: z.string(), name: z.string() }));

interface MiddleProps {
  readonly place: string;
  readonly channel: PageState['channels'][number] | undefined;
  readonly state: PageState;
  readonly reader: Person;
  readonly act: Act;
  readonly pointed: string | undefined;
}

/** The message whose button the tour offers to press. */
function pointedIn({ tour }: PageState): string | undefined {
  const act = tour.steps.find(({ isDone }) => !isDone)?.hint?.acts[0];
  return act?.do === 'press' && 'ts' in act.place ? act.place.ts : undefined;
}

function Middle({ place, channel, state, reader, act, pointed }: MiddleProps) {
  if (place === HOME) return <Home home={state.home} reader={reader} act={act} />;
  return channel ? <Conversation channel={channel} reader={reader} act={act} pointed={pointed} /> : null;
}
