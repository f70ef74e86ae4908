import { memo, use, useMemo, useState } from 'react';
import type { Act } from '../live.ts';
import { PageWords } from '../locales/language.ts';
import type { MessageFile, PageMessage, Person } from '../wire.ts';
import { failureOf } from './failure.ts';
import { Blocks } from './kit/blocks.tsx';
import { type Using, UsingContext } from './kit/controls.tsx';
import { ReadingContext, SlackText } from './kit/mrkdwn.tsx';
import { field, type Shape } from './kit/shapes.ts';

/** One message, with its buttons at work. */
export const Message = memo(MessageShown);

function MessageShown({ message, channel, act }: { readonly message: PageMessage; readonly channel: string; readonly act: Act }) {
  const words = use(PageWords);
  const { people, reader } = use(ReadingContext);
  const author = people.find(({ id }) => id === message.user);
  const using = useMessageControls(message, channel, reader, act);
  const blocks = message.blocks ?? [];
  return (
    <article className={`message ${message.is_ephemeral ? 'whisper' : ''}`} data-ts={message.ts}>
      <Avatar person={author} />
      <div className="message-body">
        {message.is_ephemeral && <p className="only-you">{words.onlyYou}</p>}
        <p className="by">
          <strong>{author?.isBot ? 'Ferry' : (author?.realName ?? message.user)}</strong>
          {author?.isBot && <span className="badge">{words.app}</span>}
          <Clock ts={message.ts} reader={reader} />
          {message.edited && <small>{words.edited}</small>}
        </p>
        {blocks.length > 0 ? (
          <UsingContext value={using}>
            <Blocks blocks={blocks} />
          </UsingContext>
        ) : (
          <div className="text">
            <SlackText text={message.text} />
          </div>
        )}
        {message.files?.map((file) => (
          <FileShown key={file.id} file={file} />
        ))}
        {using.failure && (
          <p className="error" role="alert">
            {words.failed(using.failure)}
          </p>
        )}
      </div>
    </article>
  );
}

/** Presses, and what was chosen in the menus of a message, which Slack does not tell again. */
function useMessageControls(message: PageMessage, channel: string, reader: Person | undefined, act: Act) {
  const [isBusy, setBusy] = useState(false);
  const [failure, setFailure] = useState('');
  const [chosen, setChosen] = useState<Readonly<Record<string, Shape>>>({});
  return useMemo<Using & { readonly failure: string }>(() => {
    const held = (blockId: string, actionId: string) => chosen[`${blockId} ${actionId}`];
    const press = async (element: Shape, blockId: string, value?: unknown) => {
      if (!reader) return;
      const actionId = field(element, 'action_id');
      if (value !== undefined) setChosen((before) => ({ ...before, [`${blockId} ${actionId}`]: stateOf(value) }));
      setBusy(true);
      const place = { channel, ts: message.ts };
      const answer = await act({ do: 'press', person: reader.id, place, actionId, ...(blockId ? { blockId } : {}), value });
      setFailure(failureOf(answer));
      setBusy(false);
    };
    return { use: (element, blockId, value) => void press(element, blockId, value), held, isBusy, failure };
  }, [act, channel, chosen, failure, isBusy, message.ts, reader]);
}

/** A chosen value in the form in which menus read it back. */
export function stateOf(value: unknown): Shape {
  return Array.isArray(value) ? { selected_options: value } : { selected_option: value, value };
}

function Avatar({ person }: { readonly person: Person | undefined }) {
  return (
    <span className={`avatar ${person?.isBot ? 'bot' : ''}`} aria-hidden="true">
      {person?.isBot ? '⛴' : (person?.name ?? '?').slice(0, 1).toUpperCase()}
    </span>
  );
}

function Clock({ ts, reader }: { readonly ts: string; readonly reader: Person | undefined }) {
  const at = new Date(Number(ts) * 1000);
  const timeZone = reader?.tz ?? 'UTC';
  const show = (options: Intl.DateTimeFormatOptions) => new Intl.DateTimeFormat('en-GB', { timeZone, ...options }).format(at);
  return (
    <time dateTime={at.toISOString()} title={`${show({ dateStyle: 'full', timeStyle: 'long' })}`}>
      {show({ weekday: 'short', hour: '2-digit', minute: '2-digit' })}
    </time>
  );
}

function FileShown({ file }: { readonly file: MessageFile }) {
  const words = use(PageWords);
  const source = `/api/file/${file.id}`;
  if (file.mimetype.startsWith('image/')) {
    return (
      <figure className="bk-image">
        <figcaption>{file.title}</figcaption>
        <img src={source} alt={file.alt_txt ?? file.title} />
      </figure>
    );
  }
  return (
    <a className="file" href={source} download={file.name}>
      <strong>{file.title}</strong>
      <span>
        {file.name} · {Math.max(1, Math.round(file.size / 1024))} KB · {words.download}
      </span>
    </a>
  );
}
