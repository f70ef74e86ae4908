import { use, useState } from 'react';
import type { Act } from '../live.ts';
import { ChosenLanguage, PageWords } from '../locales/language.ts';
import type { PageState } from '../wire.ts';

/** The bot's process, its connection to Slack, and its command line. */
export function Machine({ state, act }: { readonly state: PageState; readonly act: Act }) {
  const words = use(PageWords);
  const { bot, accounts } = state;
  const how = !bot.alive ? words.botDead : bot.connections === 0 ? words.botLonely : words.botAlive;
  return (
    <section className="panel" aria-label={words.bot}>
      <h2>{words.bot}</h2>
      <p data-test="bot">
        <span aria-hidden="true">{bot.alive && bot.connections > 0 ? '🟢' : '🔴'}</span> {how}
      </p>
      <div className="row">
        {bot.alive ? (
          <button type="button" className="danger" onClick={() => void act({ do: 'bot-kill' })}>
            {words.kill}
          </button>
        ) : (
          <button type="button" className="primary" onClick={() => void act({ do: 'bot-start' })}>
            {words.start}
          </button>
        )}
      </div>
      <details>
        <summary>{words.server}</summary>
        <ul className="plain-list">
          {accounts.map(({ key, connected, said }) => (
            <li key={key}>
              <button type="button" disabled={connected === 'trying'} onClick={() => void act({ do: 'connect', account: key })}>
                <code>{words.connect(key)}</code>
              </button>{' '}
              {connected === 'trying' ? words.connecting : connected ? words.connected : words.unconnected}
              {said && <pre>{said}</pre>}
              {connected === true && <Homework account={key} act={act} />}
            </li>
          ))}
        </ul>
      </details>
      <details>
        <summary>{words.lines}</summary>
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
        <pre className="lines" tabIndex={0}>
          {bot.lines.join('\n') || '–'}
        </pre>
      </details>
    </section>
  );
}

function Homework({ account, act }: { readonly account: string; readonly act: Act }) {
  const words = use(PageWords);
  const language = use(ChosenLanguage);
  const [isUnderWay, setUnderWay] = useState(false);
  const begin = async () => {
    setUnderWay(true);
    await act({ do: 'homework', account, language });
    setUnderWay(false);
  };
  return (
    <p>
      <button type="button" data-test={`homework-${account}`} disabled={isUnderWay} onClick={() => void begin()}>
        {isUnderWay ? words.working : words.homework(account)}
      </button>{' '}
      <small>{words.homeworkAbout}</small>
    </p>
  );
}
