import { use, useState } from 'react';
import type { Words } from '../locales/en.ts';
import { PageWords } from '../locales/language.ts';

interface FaultFormProps<Mode extends keyof Words['faultNames'], Place extends keyof Words['families']> {
  readonly title: string;
  readonly modes: readonly Mode[];
  readonly places: readonly Place[];
  /** How often a fault may be ordered; no number is until it is cleared. */
  readonly counts: readonly (number | undefined)[];
  /** What waits, in words. */
  readonly waiting: readonly string[];
  readonly order: (mode: Mode, place: Place | undefined, times: number | undefined) => void;
  readonly clear: () => void;
}

/** Orders a fault by kind, by how often, and, where there are several, by place; lists those that wait. */
export function FaultForm<Mode extends keyof Words['faultNames'], Place extends keyof Words['families']>({
  title,
  modes,
  places,
  counts,
  waiting,
  order,
  clear,
}: FaultFormProps<Mode, Place>) {
  const words = use(PageWords);
  const [mode, setMode] = useState<string>(modes[0] ?? '');
  const [place, setPlace] = useState('');
  const [times, setTimes] = useState(`${counts[0] ?? ''}`);
  const submit = () => {
    const chosen = modes.find((each) => each === mode);
    const where = places.find((each) => each === place);
    if (chosen) order(chosen, where, times === '' ? undefined : Number(times));
  };
  return (
    <form
      className="faults"
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <h3>{title}</h3>
      <div className="row">
        <label>
          {words.faultKind}
          <select value={mode} onChange={(event) => setMode(event.target.value)}>
            {modes.map((each) => (
              <option key={each} value={each}>
                {words.faultNames[each]}
              </option>
            ))}
          </select>
        </label>
        {places.length > 0 && (
          <label>
            {words.faultWhere}
            <select value={place} onChange={(event) => setPlace(event.target.value)}>
              <option value="">{words.everywhere}</option>
              {places.map((each) => (
                <option key={each} value={each}>
                  {words.families[each]}
                </option>
              ))}
            </select>
          </label>
        )}
        <label>
          {words.times}
          <select value={times} onChange={(event) => setTimes(event.target.value)}>
            {counts.map((each) => (
              <option key={each ?? 'ever'} value={each ?? ''}>
                {each === undefined ? words.untilCleared : each === 1 ? words.once : `${each}×`}
              </option>
            ))}
          </select>
        </label>
        <button type="submit">{words.add}</button>
        <button type="button" disabled={waiting.length === 0} onClick={clear}>
          {words.clear}
        </button>
      </div>
      {waiting.length > 0 && (
        <ul className="plain-list waiting">
          {waiting.map((each, index) => {
            const key = `${index}`;
            return <li key={key}>{each}</li>;
          })}
        </ul>
      )}
    </form>
  );
}
