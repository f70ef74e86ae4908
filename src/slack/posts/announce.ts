import type { KnownBlock } from '@slack/types';
import type { Phase } from '../../cutover/phases.ts';
import type { RunbookLine } from '../../cutover/step.ts';
import { linesOf, steps } from '../../cutover/steps/steps.ts';
import { ticketCsv } from '../../cutover/tickets.ts';
import type { Event } from '../../migration/events.ts';
import { type Migration, personIn, replay } from '../../migration/migration.ts';
import { isTurning } from '../../migration/plan.ts';
import { passOf } from '../../migration/run.ts';
import { askMessage, phaseMessage } from '../blocks/asks.ts';
import { boardMessage } from '../blocks/board.ts';
import { context, plain } from '../blocks/frame.ts';
import { comparedMessage, endMessage, kickoffMessage, linksMessage, notice } from '../blocks/notices.ts';
import { signOffMessage } from '../blocks/sign-off.ts';
import type { Scene } from '../request/request.ts';
import type { Message, SlackFile } from '../web/port.ts';
import { calendarPosts, type Entry, entryAfter } from './calendar.ts';
import { reviewMarkdown } from './review.ts';
import { rollBackMessage } from './roll-back.ts';

/** One post that must be made, and, while `live`, kept up to date with the record. */
export interface Post {
  /** Unique in the account, from the version of its event: never reused. */
  readonly key: string;
  /** Where, if not in the account's own channel. */
  readonly channel?: string;
  /** Whose direct messages it goes to, if not to a channel. */
  readonly person?: string;
  /** Key of the post whose thread it goes to. */
  readonly thread?: string;
  readonly live: boolean;
  readonly draw: (scene: Scene) => Message;
  /** Its plan has ended or was replaced: it is redrawn once more, and not sent any more. */
  readonly over?: true;
  /** The runbook line whose request this is, where it asks for what cannot be taken back. */
  readonly asks?: string;
  /** A file goes to the thread instead of a message. */
  readonly file?: (scene: Scene) => SlackFile;
}

/** The account as it was when a plan that is not the one at hand was last its plan. */
type AtEnd = () => Pick<Scene, 'migration' | 'now'>;

/** A post whose plan has ended or was replaced: what it recorded stays, and no button does. */
function over(post: Post, atEnd: AtEnd): Post {
  const draw: Post['draw'] = (scene) => {
    const { text, blocks } = post.draw({ ...scene, ...atEnd() });
    const kept = blocks.filter(({ type }) => type !== 'actions').map(withoutAccessory);
    return { text, blocks: [...kept, context(scene.texts.cutover.board.superseded)] };
  };
  return { ...post, live: true, over: true, draw };
}

function withoutAccessory(block: KnownBlock): KnownBlock {
  if (block.type !== 'section') return block;
  const { accessory: _gone, ...rest } = block;
  return rest;
}

const FAR: readonly Phase[] = ['T-14d', 'T-7d', 'T+24h', 'T+4d'];

/** Every post that the record calls for, in the order in which it happened. Pure: the same record gives the same posts. */
export function postsOf(events: readonly Event[], migration: Migration): readonly Post[] {
  const posts = new Map<string, Post>();
  let plan: number | undefined;
  let atEnd: AtEnd | undefined;
  let entry: Entry | undefined;
  const withdrawn = new Set<string>();
  for (const [index, event] of events.entries()) {
    if (event.happened.type === 'scheduled') {
      plan = event.version;
      atEnd = plan === migration.scheduled?.version ? undefined : stateAtEnd(events, index);
    }
    const own = atEnd;
    if (event.happened.type === 'step_withdrawn') takeBack(event.happened.step, posts, withdrawn);
    const before = entry;
    entry = entryAfter(before, event);
    for (const post of announce(event, plan, own === undefined ? migration : own().migration, withdrawn))
      if (!posts.has(post.key)) posts.set(post.key, own && post.live && OF_A_PLAN.test(post.key) ? over(post, own) : post);
    for (const post of calendarPosts(event, before, entry, migration)) posts.set(post.key, post);
  }
  return [...posts.values()];
}

/** A request that was taken back before it was known to have arrived: sent no more, and without its button where it did arrive. */
function takeBack(step: string, posts: Map<string, Post>, withdrawn: Set<string>): void {
  withdrawn.add(step);
  const last = [...posts.values()].findLast(({ asks, over: gone }) => asks === step && !gone);
  if (last) posts.set(last.key, { ...last, over: true, draw: ({ texts }) => notice.text(texts.cutover.asks.withdrawn) });
}

/** Posts that are kept up to date with a plan's run. */
const OF_A_PLAN = /^(?:board|phase|ask|finish):/;

/** Until the plan was replaced or ended; read once, and only if it is asked for. */
function stateAtEnd(events: readonly Event[], index: number): AtEnd {
  let known: ReturnType<AtEnd> | undefined;
  return () => {
    if (known) return known;
    const end = events.findIndex(
      ({ happened }, at) => at > index && ['scheduled', 'cancelled', 'start_missed', 'archived'].includes(happened.type),
    );
    const own = end < 0 ? events : events.slice(0, end);
    known = { migration: replay(own), now: own.at(-1)?.at ?? ('' as Scene['now']) };
    return known;
  };
}

function announce(event: Event, plan: number | undefined, migration: Migration, withdrawn: ReadonlySet<string>): readonly Post[] {
  const { happened, version } = event;
  const inThread = plan === undefined ? {} : { thread: `board:${plan}` };
  const told = (name: string, draw: Post['draw']): Post => ({ key: `${name}:${version}`, live: false, draw, ...inThread });
  switch (happened.type) {
    case 'scheduled':
      return [{ key: `board:${version}`, live: true, draw: boardMessage }];
    case 'sign_off_asked': {
      return [
        {
          key: `signoff:${version}`,
          live: true,
          draw: (scene) => signOffMessage(happened.statement, happened.of, scene),
        },
      ];
    }
    case 'links_shared':
      return [{ key: `links:${version}`, channel: happened.channel, live: true, draw: (scene) => linksMessage(happened.channel, scene) }];
    case 'step_begun':
      return begun(happened.step, plan, migration, withdrawn.has(happened.step) ? `:${version}` : '');
    case 'step_late':
      return [told('late', (scene) => notice.late(happened.step, happened.saw, scene))];
    case 'seen_unplanned':
      return [told('unplanned', (scene) => notice.text(unplannedText(happened.brand, scene)))];
    case 'new_key_gone':
      return [told('gone', ({ texts }) => notice.text(texts.cutover.turns.swap.gone(happened.brand, plain(happened.page ?? '—'))))];
    case 'brand_returned':
      return [told('returned', ({ texts }) => notice.text(texts.cutover.turns.swap.returned(happened.brand)))];
    case 'brand_left':
      return [told('left', (scene) => notice.text(scene.texts.cutover.posts.brandLeft(happened.brand)))];
    case 'phrase_void':
      return [told('void', (scene) => notice.text(scene.texts.cutover.posts.phraseVoid(happened.brand, happened.because)))];
    case 'gate_passed':
      return [told('passed', (scene) => notice.passed(happened.gate, passOf(happened, personIn(event) ?? 'server', event.at), scene))];
    case 'handed_over':
      return [told('handed', (scene) => notice.handedOver(happened.from, happened.to, scene))];
    case 'rolled_back':
      return [told('rolled', rollBackMessage)];
    case 'halted':
      return [told('halted', (scene) => notice.by(personIn(event), scene, scene.texts.cutover.posts.halted))];
    case 'resumed':
      return [told('resumed', (scene) => notice.by(personIn(event), scene, scene.texts.cutover.posts.resumed))];
    case 'cancelled':
      return [{ key: `end:${version}`, live: false, draw: (scene) => endMessage(happened.because, happened.reason, event, scene) }];
    case 'start_missed':
      return [{ key: `end:${version}`, live: false, draw: (scene) => endMessage('start_missed', undefined, event, scene) }];
    case 'tickets_compared':
      return [
        told('compared', (scene) => comparedMessage(happened.mark, happened.tickets, scene)),
        {
          ...told('csv', (scene) => notice.text(scene.texts.cutover.posts.fileTitle(scene.key, happened.mark))),
          file: (scene) => ({
            name: `${scene.key}-tickets-${happened.mark.replace('+', 'plus-')}-${version}.csv`,
            title: scene.texts.cutover.posts.fileTitle(scene.key, happened.mark),
            content: ticketCsv(happened.tickets),
          }),
        },
      ];
    case 'gate_looked':
      return happened.gate === 'done' && happened.blockers.length === 0 ? finishPost(plan, migration) : [];
    case 'write_refused':
      return [
        {
          key: `refused:${plan}:${happened.write}`,
          live: false,
          ...inThread,
          draw: (scene) => notice.refusedWrite(happened.write, happened.why, scene),
        },
      ];
    case 'undo_refused':
      return [told('stuck', (scene) => notice.stuckWrite(happened.write, happened.target, happened.why, scene))];
    case 'finished':
      return [
        told('finished', (scene) => notice.finished(happened.remaining, scene)),
        {
          ...told('review', (scene) => notice.text(scene.texts.cutover.flows.review.fileTitle(scene.key))),
          file: (scene) => ({
            name: `${scene.key}-review-${version}.md`,
            title: scene.texts.cutover.flows.review.fileTitle(scene.key),
            content: reviewMarkdown(scene),
          }),
        },
      ];
    case 'tokens_refused':
      return [{ key: `tokens:${version}`, live: false, draw: (scene) => notice.tokens(scene) }];
    default:
      return [];
  }
}

/** A step's post when it begins: one for all of a far phase, one each at night; none for what Ferry does in silence. */
function begun(key: string, plan: number | undefined, migration: Migration, again: string): readonly Post[] {
  const step = steps.find(({ id }) => id === key.split(':')[0]);
  if (plan === undefined || step === undefined || step.id === 'finish') return [];
  const thread = `board:${plan}`;
  if (step.id === 'rb-14d-kickoff' || step.id === 'rb-24h-announce')
    return [{ key: `${step.id}:${plan}`, live: false, thread, draw: (scene) => kickoffMessage(step.id === 'rb-24h-announce', scene) }];
  if (step.asks === 'bot' || step.id === 'rb-7d-gate-activate') return [];
  const lines = linesOf(migration);
  if (FAR.includes(step.phase)) {
    const group = lines.filter(
      (line) =>
        line.step.phase === step.phase && line.step.asks !== 'bot' && line.step.id !== 'rb-7d-gate-activate' && line.step.id !== 'finish',
    );
    return [{ key: `phase:${plan}:${step.phase}`, live: true, thread, draw: (scene) => phaseMessage(group, scene) }];
  }
  const line: RunbookLine = lines.find((each) => each.key === key) ?? { key, step, brand: key.split(':')[1] ?? '', index: 0 };
  const asks = isTurning(step.id) ? { asks: key } : {};
  return [{ key: `ask:${plan}:${key}${again}`, live: true, thread, draw: (scene) => askMessage(line, scene), ...asks }];
}

/** By a key on a page, or by a widget that was converted. */
function unplannedText(brand: string, { texts, migration }: Scene): string {
  const begun = migration.run.watch.keys[brand]?.begunAt !== undefined;
  return begun ? texts.cutover.turns.swap.unplanned(brand) : texts.cutover.posts.unplanned(brand);
}

function finishPost(plan: number | undefined, migration: Migration): readonly Post[] {
  const line = linesOf(migration).find(({ step }) => step.id === 'finish');
  return plan === undefined || line === undefined
    ? []
    : [{ key: `finish:${plan}`, live: true, thread: `board:${plan}`, draw: (scene) => askMessage(line, scene) }];
}
