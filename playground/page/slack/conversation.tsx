import { memo, type RefObject, use, useEffect, useRef, useState } from 'react';
import type { Act } from '../live.ts';
import { PageWords } from '../locales/language.ts';
import type { PageChannel, PageMessage, Person } from '../wire.ts';
import { Composer } from './composer.tsx';
import { Message } from './message.tsx';

/** Replies shown before one asks for the earlier ones; those that still have buttons are always shown. */
const SHOWN_REPLIES = 5;
const NONE: readonly PageMessage[] = [];
/** So near to its end the list follows what is new. */
const NEAR_PX = 160;

interface ConversationProps {
  readonly channel: PageChannel;
  readonly reader: Person;
  readonly act: Act;
  /** The message that the tour speaks of, by its timestamp. */
  readonly pointed: string | undefined;
}

/** A channel or direct conversation with its composer; drawn anew only where something in it has changed. */
export const Conversation = memo(ConversationShown);

function ConversationShown({ channel, reader, act, pointed }: ConversationProps) {
  const words = use(PageWords);
  const title = channel.kind === 'direct' ? 'Ferry' : `#${channel.name}`;
  const list = useFollowing(channel);
  usePointing(list, channel, pointed);
  const tops = channel.messages.filter(({ ts, thread_ts }) => thread_ts === undefined || thread_ts === ts);
  const answers = Map.groupBy(
    channel.messages.filter(({ thread_ts, ts }) => thread_ts !== undefined && thread_ts !== ts),
    ({ thread_ts = '' }) => thread_ts,
  );
  const known = new Set(tops.map(({ ts }) => ts));
  const shown = [
    ...tops,
    ...channel.messages.filter(({ thread_ts, ts }) => thread_ts !== undefined && thread_ts !== ts && !known.has(thread_ts)),
  ];
  return (
    <section className="conversation" aria-label={title}>
      <h2>{title}</h2>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a list that scrolls must be reachable by keyboard */}
      <div className="messages" ref={list} role="log" aria-label={title} tabIndex={0}>
        {shown.length === 0 && <p className="nothing">{words.empty}</p>}
        {shown
          .toSorted((a, b) => Number(a.ts) - Number(b.ts))
          .map((message) => (
            <ThreadShown key={message.ts} top={message} replies={answers.get(message.ts) ?? NONE} channel={channel.id} act={act} />
          ))}
      </div>
      {!channel.hasBot && (
        <p className="notice">
          {words.noFerry}{' '}
          <button type="button" onClick={() => void act({ do: 'invite', channel: channel.id })}>
            {words.invite}
          </button>
        </p>
      )}
      <Composer key={`${reader.id} ${channel.id}`} channel={channel} reader={reader} act={act} />
    </section>
  );
}

function ThreadShown({
  top,
  replies,
  channel,
  act,
}: {
  readonly top: PageMessage;
  readonly replies: readonly PageMessage[];
  readonly channel: string;
  readonly act: Act;
}) {
  const words = use(PageWords);
  const [isWhole, setWhole] = useState(false);
  const isOpen = ({ blocks }: PageMessage) => blocks?.some(({ type }) => type === 'actions') ?? false;
  const shown = replies.filter((reply, index) => isWhole || index >= replies.length - SHOWN_REPLIES || isOpen(reply));
  const hidden = replies.length - shown.length;
  return (
    <>
      <Message message={top} channel={channel} act={act} />
      {replies.length > 0 && (
        <div className="replies">
          <p className="count">
            {words.reply(replies.length)}
            {hidden > 0 && (
              <button type="button" className="plain" onClick={() => setWhole(true)}>
                {words.earlier(hidden)}
              </button>
            )}
          </p>
          {shown.map((reply) => (
            <Message key={reply.ts} message={reply} channel={channel} act={act} />
          ))}
        </div>
      )}
    </>
  );
}

/** Keeps the newest message in sight for who was looking at the end, and in another channel from the start. */
function useFollowing(channel: PageChannel) {
  const list = useRef<HTMLDivElement>(null);
  const before = useRef({ channel: '', count: 0, isAtEnd: true, isMoved: false });
  useEffect(() => {
    const { current: box } = list;
    const remember = () => {
      const { isMoved } = before.current;
      before.current.isMoved = false;
      // Where the list was moved to a long message's beginning, what comes next is followed all the same.
      if (box && !isMoved) before.current.isAtEnd = box.scrollHeight - box.scrollTop - box.clientHeight < NEAR_PX;
    };
    box?.addEventListener('scroll', remember);
    return () => box?.removeEventListener('scroll', remember);
  }, []);
  useEffect(() => {
    const { current: box } = list;
    if (!box) return;
    const { channel: shown, count, isAtEnd } = before.current;
    const newest = channel.messages.at(-1);
    Object.assign(before.current, { channel: channel.id, count: channel.messages.length });
    if (shown !== channel.id || (isAtEnd && channel.messages.length === count)) box.scrollTop = box.scrollHeight;
    else if (newest && channel.messages.length > count && isAtEnd) before.current.isMoved = follow(box, newest.ts);
  }, [channel]);
  return list;
}

/** Marks the message that the tour speaks of, and brings it into sight once. */
function usePointing(list: RefObject<HTMLDivElement | null>, { messages }: PageChannel, pointed: string | undefined): void {
  const shown = useRef<string>(undefined);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another message may be the one that is waited for
  useEffect(() => {
    const wanted = pointed === undefined ? undefined : list.current?.querySelector<HTMLElement>(`[data-ts="${pointed}"]`);
    for (const before of list.current?.querySelectorAll('[data-pointed]') ?? []) before.removeAttribute('data-pointed');
    wanted?.setAttribute('data-pointed', '');
    if (wanted && shown.current !== pointed) wanted.scrollIntoView({ block: 'nearest' });
    shown.current = wanted ? pointed : undefined;
  }, [list, messages, pointed]);
}

/** Brings a message into sight: its end, or its beginning where it is longer than the list. Tells whether the list moved. */
function follow(box: HTMLElement, ts: string): boolean {
  const from = box.scrollTop;
  const shown = box.querySelector(`[data-ts="${ts}"]`);
  const isLong = shown !== null && shown.clientHeight > box.clientHeight;
  shown?.scrollIntoView({ block: isLong ? 'start' : 'end' });
  return box.scrollTop !== from;
}
