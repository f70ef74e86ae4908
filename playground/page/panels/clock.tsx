import { use, useEffect, useState } from 'react';
import type { Act } from '../live.ts';
import type { Words } from '../locales/en.ts';
import { PageWords } from '../locales/language.ts';
import type { PageState, Person } from '../wire.ts';

const MINUTE = 60_000;
const JUMPS = [
  ['+1 min', MINUTE],
  ['+5 min', 5 * MINUTE],
  ['+15 min', 15 * MINUTE],
  ['+1 h', 60 * MINUTE],
  ['+1 d', 1440 * MINUTE],
] as const;
const SPEEDS = [0, 1, 20, 60] as const;

/** The world's clock, and how it is moved. */
export function Clock({ state, reader, act }: { readonly state: PageState; readonly reader: Person; readonly act: Act }) {
  const words = use(PageWords);
  const now = useTicking(state);
  const [wanted, setWanted] = useState('');
  const show = (timeZone: string) =>
    new Intl.DateTimeFormat(reader.locale, {
      timeZone,
      weekday: 'short',
      day: 'numeric',
      month: 'short',
      hour: '2-digit',
      minute: '2-digit',
      second: '2-digit',
      hourCycle: 'h23',
    }).format(now);
  const go = () => {
    const at = instantIn(wanted, reader.tz);
    if (at !== undefined) void act({ do: 'go-to', at });
  };
  return (
    <section className="panel" aria-label={words.clock}>
      <h2>{words.clock}</h2>
      <p className="big">
        <span className="unseen">{words.now}: </span>
        <time dateTime={new Date(now).toISOString()}>{show(reader.tz)}</time> <small>{reader.tz}</small>
      </p>
      <NextEvent act={act} />
      <div className="row">
        {JUMPS.map(([label, ms]) => (
          <button key={label} type="button" data-jump={ms / MINUTE} onClick={() => void act({ do: 'jump', ms })}>
            {label}
          </button>
        ))}
      </div>
      <fieldset className="row">
        <legend>{words.speed}</legend>
        {SPEEDS.map((rate) => (
          <button key={rate} type="button" aria-pressed={state.clock.rate === rate} onClick={() => void act({ do: 'speed', rate })}>
            {rate === 0 ? words.paused : `${rate}×`}
          </button>
        ))}
      </fieldset>
      <form
        className="row"
        onSubmit={(event) => {
          event.preventDefault();
          go();
        }}
      >
        <label>
          {words.goTo(reader.tz)}
          <input type="datetime-local" value={wanted} onChange={(event) => setWanted(event.target.value)} />
        </label>
        <button type="submit">{words.go}</button>
      </form>
    </section>
  );
}

/** Lets time pass until Ferry says or asks something, and tells how that ended. */
function NextEvent({ act }: { readonly act: Act }) {
  const words = use(PageWords);
  const [isBusy, setBusy] = useState(false);
  const [reached, setReached] = useState<Reached>();
  const go = async () => {
    setBusy(true);
    const answer = await act({ do: 'next-event' });
    setReached(answer.ok ? reachedOf(answer.result) : undefined);
    setBusy(false);
  };
  return (
    <div className="row">
      <button type="button" className="primary" data-test="next-event" disabled={isBusy} onClick={() => void go()}>
        {isBusy ? words.working : words.nextEvent}
      </button>
      <small role="status">{reached && words.reached[reached]}</small>
    </div>
  );
}

type Reached = keyof Words['reached'];
const REACHED: readonly Reached[] = ['told', 'nothing', 'quiet'];
const reachedOf = (result: unknown) => REACHED.find((each) => each === result);

/** World time, drawn anew twice a second; the page and the servers run on the same machine's clock. */
function useTicking({ clock }: PageState): number {
  const at = () => clock.world + (Date.now() - clock.machine) * clock.rate;
  const [, draw] = useState(0);
  useEffect(() => {
    const timer = setInterval(() => draw((count) => count + 1), 500);
    return () => clearInterval(timer);
  }, []);
  return at();
}

/** The instant at which a zone's clocks show `local` (`YYYY-MM-DDTHH:MM`); in a gap the time after it. */
function instantIn(local: string, timeZone: string): number | undefined {
  const asUtc = Date.parse(`${local}:00Z`);
  if (Number.isNaN(asUtc)) return undefined;
  const shownAt = (at: number) => {
    const parts = new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'medium' }).format(at);
    return Date.parse(`${parts.replace(' ', 'T')}Z`);
  };
  const first = asUtc - (shownAt(asUtc) - asUtc);
  return first - (shownAt(first) - asUtc);
}
