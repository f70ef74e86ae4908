import { type KeyboardEvent, use, useId, useState } from 'react';
import type { Act } from '../live.ts';
import { PageWords } from '../locales/language.ts';
import type { PageChannel, Person } from '../wire.ts';
import { completions } from './commands.ts';
import { failureOf } from './failure.ts';

/** Where one writes; `/migrate` is completed. */
export function Composer({ channel, reader, act }: { readonly channel: PageChannel; readonly reader: Person; readonly act: Act }) {
  const words = use(PageWords);
  const id = useId();
  const [text, setText] = useState('');
  const [at, setAt] = useState(-1);
  const [isOpen, setOpen] = useState(false);
  const [failure, setFailure] = useState('');
  const name = channel.kind === 'direct' ? 'Ferry' : `#${channel.name}`;
  const offered = isOpen ? completions(text) : [];

  const write = (next: string) => {
    setText(next);
    setAt(-1);
    setOpen(true);
  };
  const take = (command: string) => write(`/migrate ${command} `);
  const send = async () => {
    const said = text.trim();
    if (said === '') return;
    setText('');
    setOpen(false);
    const command = /^\/migrate\b\s*(.*)$/s.exec(said);
    const common = { person: reader.id, channel: channel.id };
    const answer = await act(command ? { do: 'slash', ...common, text: command[1] ?? '' } : { do: 'say', ...common, text: said });
    setFailure(failureOf(answer));
  };
  const key = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    const chosen = offered[at] ?? (event.key === 'Tab' ? offered[0] : undefined);
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step !== undefined && offered.length > 0) {
      event.preventDefault();
      setAt((at + step + offered.length) % offered.length);
    } else if ((event.key === 'Enter' || event.key === 'Tab') && chosen && text.trim() !== '') {
      event.preventDefault();
      take(chosen[0]);
    } else if (event.key === 'Enter') {
      event.preventDefault();
      void send();
    } else if (event.key === 'Escape') setOpen(false);
  };

  return (
    <form
      className="composer"
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
    >
      {failure && (
        <p className="error" role="alert">
          {words.failed(failure)}
        </p>
      )}
      {offered.length > 0 && (
        <div className="completions" id={`${id}-list`} role="listbox" aria-label={words.commands}>
          {offered.map(([command, rest], index) => (
            // biome-ignore lint/a11y/useKeyWithClickEvents: the field beside it moves through the list by its arrow keys
            <div key={command} id={`${id}-${index}`} role="option" tabIndex={-1} aria-selected={index === at} onClick={() => take(command)}>
              <strong>/migrate {command}</strong> <span>{rest}</span>
            </div>
          ))}
        </div>
      )}
      <div className="composer-row">
        <input
          role="combobox"
          aria-label={words.write(name)}
          aria-expanded={offered.length > 0}
          aria-controls={`${id}-list`}
          aria-autocomplete="list"
          aria-activedescendant={at >= 0 ? `${id}-${at}` : undefined}
          placeholder={words.write(name)}
          autoComplete="off"
          value={text}
          onChange={(event) => write(event.target.value)}
          onKeyDown={key}
          onBlur={() => setTimeout(() => setOpen(false), 150)}
        />
        <button type="submit" className="bk-button primary">
          {words.send}
        </button>
      </div>
      <p className="hint">{words.hint}</p>
    </form>
  );
}
