import { use, useState } from 'react';
import { PageWords } from '../language.ts';

interface FaultFormProps<Mode extends string, Place extends string> {
  readonly modes: readonly Mode[];
  readonly places: readonly Place[];
  readonly order: (mode: Mode, place: Place | undefined) => void;
  readonly clear: () => void;
}

/** Orders a fault by kind and, where there are several, by place. */
export function FaultForm<Mode extends string, Place extends string>({ modes, places, order, clear }: FaultFormProps<Mode, Place>) {
  const words = use(PageWords);
  const [mode, setMode] = useState<string>(modes[0] ?? '');
  const [place, setPlace] = useState('');
  const submit = () => {
    const chosen = modes.find((each) => each === mode);
    if (chosen)
      order(
        chosen,
        places.find((each) => each === place),
      );
  };
  return (
    <form
      className="row"
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <label>
        {words.faultKind}
        <select value={mode} onChange={(event) => setMode(event.target.value)}>
          {modes.map((each) => (
            <option key={each}>{each}</option>
          ))}
        </select>
      </label>
      {places.length > 0 && (
        <label>
          {words.faultWhere}
          <select value={place} onChange={(event) => setPlace(event.target.value)}>
            <option value="">{words.everywhere}</option>
            {places.map((each) => (
              <option key={each}>{each}</option>
            ))}
          </select>
        </label>
      )}
      <button type="submit">{words.add}</button>
      <button type="button" onClick={clear}>
        {words.clear}
      </button>
    </form>
  );
}
