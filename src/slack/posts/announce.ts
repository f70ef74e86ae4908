import { ticketCsv } from '../../cutover/tickets.ts';
import type { Event } from '../../migration/events.ts';
import { type Migration, personIn } from '../../migration/migration.ts';
import type { RehearsalOf } from '../../migration/plan.ts';
import { passOf } from '../../migration/run.ts';
import { boardMessage } from '../blocks/board.ts';
import { comparedMessage, endMessage, linksMessage, notice } from '../blocks/notices.ts';
import { signOffMessage } from '../blocks/sign-off.ts';
import type { Scene } from '../request/request.ts';
import type { Message, SlackFile } from '../web/port.ts';
import { pngOf } from '../windows/picture.ts';
import { chartAlt, chartSvg } from './after/chart.ts';
import { reviewMarkdown } from './after/review-file.ts';
import { toldPosts } from './after/told.ts';
import { calendarPosts, type Entry, entryAfter } from './calendar.ts';
import { brandGoneMessage, personLeftMessage, windowJudgedMessage } from './outside/changed.ts';
import { unseenPosts } from './outside/unseen.ts';
import { begun, finishPost } from './plans/begun.ts';
import { type Other, ofOther, otherPlan } from './plans/other-plan.ts';
import { drillPosts } from './practice/drill.ts';
import { endsRehearsal, marked, rehearsalAt } from './practice/rehearsal.ts';
import { rehearsedText } from './practice/rehearsed.ts';
import { rollBackMessage } from './way-back/roll-back.ts';
import { turnPosts } from './way-back/turned.ts';

/** One post that must be made, and, while `live`, kept up to date with the record. */
export interface Post {
  /** Unique in the account, from the version of its event: never reused. */
  readonly key: string;
  /** Where, if not in the account's own channel. */
  readonly channel?: string;
  /** The channel that stands in for the account's own: in a rehearsal that of the account it is for. */
  readonly home?: string;
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
  /** It asks those at the keyboard: where there is no channel, they are told in person. */
  readonly duty?: true;
  /** Told twice it does no harm, and not told it would. */
  readonly mayRepeat?: true;
  /** A file goes to the thread instead of a message. */
  readonly file?: (scene: Scene) => SlackFile;
  /** What is in the file, where it has to be drawn first. */
  readonly picture?: (scene: Scene) => Promise<Uint8Array>;
}

/** Every post that the record calls for, in the order in which it happened. Pure: the same record gives the same posts. */
export function postsOf(events: readonly Event[], migration: Migration): readonly Post[] {
  const posts = new Map<string, Post>();
  const others = new Map<number, Other>();
  const known: Known = { withdrawn: new Set(), returned: new Set() };
  let current: number | undefined;
  let entry: Entry | undefined;
  let rehearsal: RehearsalOf | undefined;
  const rehearsals = new Map<string, RehearsalOf>();
  for (const [index, event] of events.entries()) {
    const { happened } = event;
    if (happened.type === 'scheduled') {
      current = event.version;
      if (current !== migration.scheduled?.version) others.set(current, otherPlan(events, index, migration));
    }
    if (happened.type === 'step_withdrawn') takeBack(happened.step, posts, known.withdrawn);
    const before = entry;
    entry = entryAfter(before, event);
    const plan = ('plan' in happened && typeof happened.plan === 'number' ? happened.plan : undefined) ?? current;
    const own = plan === undefined ? undefined : others.get(plan);
    const view = own === undefined ? migration : own.scene().migration;
    // What Ferry tells on its own is of plans that go on: of those that have ended nothing is told late.
    const byItself = own === undefined || own.goesOn ? toldPosts(event, plan, view) : [];
    const told = [...announce(event, plan, view, known, events), ...byItself];
    const calendar = calendarPosts(event, before, entry, migration);
    rehearsal = rehearsalAt(rehearsal, event);
    const unseen = unseenPosts(event, posts);
    if (rehearsal) for (const { key } of [...told, ...calendar, ...unseen]) rehearsals.set(key, rehearsal);
    if (endsRehearsal(event)) rehearsal = undefined;
    for (const post of told) if (!posts.has(post.key)) posts.set(post.key, own === undefined ? post : ofOther(post, own));
    for (const post of unseen) posts.set(post.key, post);
    if (happened.type === 'seen_returned') known.returned.add(happened.brand);
    for (const post of [...calendar, ...drillPosts(event, migration)]) posts.set(post.key, post);
  }
  return [...posts.values()].map((post) => {
    const of = rehearsals.get(post.key);
    return of ? marked(post, of) : post;
  });
}

/** What the log has told up to an event, as far as later posts are worded by it. */
interface Known {
  /** Lines whose request was taken back. */
  readonly withdrawn: Set<string>;
  /** Brands that had once come back to Classic. */
  readonly returned: Set<string>;
}

/** A request that was taken back before it was known to have arrived: sent no more, and without its button where it did arrive. */
function takeBack(step: string, posts: Map<string, Post>, withdrawn: Set<string>): void {
  withdrawn.add(step);
  const last = [...posts.values()].findLast(({ asks, over: gone }) => asks === step && !gone);
  if (last) posts.set(last.key, { ...last, over: true, draw: ({ texts }) => notice.text(texts.cutover.asks.withdrawn) });
}

function announce(
  event: Event,
  plan: number | undefined,
  migration: Migration,
  { withdrawn, returned }: Known,
  events: readonly Event[],
): readonly Post[] {
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
      // That a change could not be put back is told by its own event.
      if (happened.step === 'rb-15p-put-back' || isToldAlready(happened.step, happened.saw, migration)) return [];
      return [told('late', (scene) => notice.late(happened.step, happened.saw, scene))];
    case 'seen_unplanned':
    case 'seen_returned':
    case 'new_key_gone':
    case 'brand_returned':
      return turnPosts(happened, event, migration, { again: returned.has(happened.brand), thread: inThread });
    case 'item_reopened':
      return [told('reopened', (scene) => notice.reopened(happened.item, scene))];
    case 'word_void':
      return [told('wordvoid', (scene) => notice.wordVoid(happened.item, happened.user, scene))];
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
    case 'rehearsal_refused':
      return [{ key: `end:${version}`, live: false, draw: (scene) => endMessage(happened.why, undefined, event, scene) }];
    case 'rehearsed': {
      const told = { ...happened, at: event.at, measured: happened.measured };
      return [{ key: `rehearsed:${version}`, live: false, draw: (scene) => notice.text(`*${rehearsedText(told, scene)}*`) }];
    }
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
            content: reviewMarkdown(scene, events),
          }),
        },
        {
          ...told('chart', (scene) => notice.text(scene.texts.cutover.told.review.picture.title(scene.key))),
          file: (scene) => ({
            name: `${scene.key}-review-${version}.png`,
            title: scene.texts.cutover.told.review.picture.title(scene.key),
            content: '',
            alt: chartAlt(scene),
          }),
          picture: (scene) => pngOf(chartSvg(scene)),
        },
      ];
    case 'window_judged':
      return [told('window', (scene) => windowJudgedMessage(happened.against, scene))];
    case 'brand_gone':
      return [{ ...told('brand-gone', (scene) => brandGoneMessage(happened.brand, scene)), live: true }];
    case 'person_left':
      return [told('person-left', (scene) => personLeftMessage(happened, scene))];
    case 'tokens_refused':
      return [{ key: `tokens:${version}`, live: false, draw: (scene) => notice.tokens(scene) }];
    default:
      return [];
  }
}

/** An incident that the watch has told under its own name. */
function isToldAlready(step: string, saw: string, { run }: Migration): boolean {
  return step === 'rb-1h-status-page' && run.incidents.some((title) => saw.includes(title));
}
