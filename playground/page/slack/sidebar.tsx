import { use, useEffect, useState } from 'react';
import { PageWords } from '../locales/language.ts';
import type { PageChannel, PageState } from '../wire.ts';

interface SidebarProps {
  readonly state: PageState;
  readonly place: string;
  readonly go: (place: string) => void;
}

/** The conversations, with a mark where something new has come. */
export function Sidebar({ state, place, go }: SidebarProps) {
  const words = use(PageWords);
  const hasNews = useNews(state.channels, place);
  const channels = state.channels.filter(({ kind }) => kind === 'channel');
  const direct = state.channels.find(({ kind }) => kind === 'direct');
  const entry = (id: string, name: string) => (
    <li key={id}>
      <button type="button" aria-current={place === id ? 'page' : undefined} onClick={() => go(id)}>
        {name}
        {hasNews(id) && (
          <span className="news">
            <span className="unseen">{words.newMark}</span>
          </span>
        )}
      </button>
    </li>
  );
  return (
    <nav className="sidebar" aria-label={words.channels}>
      <h2>{words.channels}</h2>
      <ul>{channels.map(({ id, name }) => entry(id, `# ${name}`))}</ul>
      <h2>{words.direct}</h2>
      <ul>
        {direct && entry(direct.id, '⛴ Ferry')}
        {entry('home', `⌂ ${words.home}`)}
      </ul>
    </nav>
  );
}

/** Tells where messages came that have not been looked at since the page was opened as this person. */
function useNews(channels: readonly PageChannel[], place: string): (channel: string) => boolean {
  const newest = (channel: PageChannel) => channel.messages.at(-1)?.ts ?? '0';
  const [seen, setSeen] = useState<Readonly<Record<string, string>>>(() =>
    Object.fromEntries(channels.map((channel) => [channel.id, newest(channel)])),
  );
  const here = channels.find(({ id }) => id === place);
  const latest = here ? newest(here) : '0';
  useEffect(() => setSeen((before) => ({ ...before, [place]: latest })), [place, latest]);
  return (id) => {
    const channel = channels.find((one) => one.id === id);
    return channel !== undefined && id !== place && Number(newest(channel)) > Number(seen[id] ?? '0');
  };
}
