import type { KnownBlock } from '@slack/types';
import type { Phase } from '../../cutover/phases.ts';
import type { RunbookLine } from '../../cutover/step.ts';
import { linesOf, steps } from '../../cutover/steps/steps.ts';
import { ticketCsv } from '../../cutover/tickets.ts';
import type { Event } from '../../migration/events.ts';
import { type Migration, personIn, replay } from '../../migration/migration.ts';
import { viewOf } from '../../migration/run/earlier.ts';
import { passOf } from '../../migration/run.ts';
import { askMessage, phaseMessage } from '../blocks/asks.ts';
import { boardMessage } from '../blocks/board.ts';
import { context } from '../blocks/frame.ts';
import { comparedMessage, endMessage, kickoffMessage, linksMessage, notice } from '../blocks/notices.ts';
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
import { rollBackMessage } from './way-back/roll-back.ts';

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
  /** It asks those at the keyboard: where there is no channel, they are told in person. */
  readonly duty?: true;
  /** Told twice it does no harm, and not told it would. */
  readonly mayRepeat?: true;
  /** A file goes to the thread instead of a message. */
  readonly file?: (scene: Scene) => SlackFile;
  /** What is in the file, where it has to be drawn first. */
  readonly picture?: (scene: Scene) => Promise<Uint8Array>;
}

/** What a post of a plan that is not the one at hand is drawn from. */
interface Other {
  /** The account as it was when that plan was last its plan; of a finished one, as it is for that plan now. */
  readonly scene: () => Pick<Scene, 'migration'> & Partial<Pick<Scene, 'now'>>;
  /** A finished plan goes on beside the next one: its posts stay live. */
  readonly goesOn: boolean;
}

/** A post whose plan has ended or was replaced: what it recorded stays, and no button does. */
function over(post: Post): Post {
  const draw: Post['draw'] = (scene) => {
    const { text, blocks } = post.draw(scene);
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
  const others = new Map<number, Other>();
  const known: Known = { withdrawn: new Set(), returned: new Set() };
  let current: number | undefined;
  let entry: Entry | undefined;
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
    const told = own === undefined || own.goesOn ? toldPosts(event, plan, view) : [];
    for (const post of [...announce(event, plan, view, known, events), ...told])
      if (!posts.has(post.key)) posts.set(post.key, own === undefined ? post : ofOther(post, own));
    for (const post of unseenPosts(event, posts)) posts.set(post.key, post);
    if (happened.type === 'seen_returned') known.returned.add(happened.brand);
    for (const post of calendarPosts(event, before, entry, migration)) posts.set(post.key, post);
  }
  return [...posts.values()];
}

/** What the log has told up to an event, as far as later posts are worded by it. */
interface Known {
  /** Lines whose request was taken back. */
  readonly withdrawn: Set<string>;
  /** Brands that had once come back to Classic. */
  readonly returned: Set<string>;
}

/** Of a finished plan all is drawn as that plan stands now; of one that ended otherwise, what is kept up to date is closed. */
function ofOther(post: Post, { scene: own, goesOn }: Other): Post {
  const draw: Post['draw'] = (scene) => post.draw({ ...scene, ...own() });
  if (goesOn) return { ...post, draw };
  return post.live && OF_A_PLAN.test(post.key) ? over({ ...post, draw }) : post;
}

/** A request that was taken back before it was known to have arrived: sent no more, and without its button where it did arrive. */
function takeBack(step: string, posts: Map<string, Post>, withdrawn: Set<string>): void {
  withdrawn.add(step);
  const last = [...posts.values()].findLast(({ asks, over: gone }) => asks === step && !gone);
  if (last) posts.set(last.key, { ...last, over: true, draw: ({ texts }) => notice.text(texts.cutover.asks.withdrawn) });
}

/** Posts that are kept up to date with a plan's run. */
const OF_A_PLAN = /^(?:board|phase|ask|finish|close):/;

/** Until the plan was replaced or ended, or with what was seen of it since; read once, and only if it is asked for. */
function otherPlan(events: readonly Event[], index: number, migration: Migration): Other {
  const view = viewOf(events[index]?.version ?? 0, migration);
  if (view) return { scene: () => ({ migration: view }), goesOn: true };
  let known: ReturnType<Other['scene']> | undefined;
  const scene = () => {
    if (known) return known;
    const end = events.findIndex(
      ({ happened }, at) => at > index && ['scheduled', 'cancelled', 'start_missed', 'archived'].includes(happened.type),
    );
    const own = end < 0 ? events : events.slice(0, end);
    known = { migration: replay(own), now: own.at(-1)?.at ?? ('' as Scene['now']) };
    return known;
  };
  return { scene, goesOn: false };
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
    case 'seen_unplanned': {
      const planned = migration.scheduled?.plan.brands.some(({ subdomain }) => subdomain === happened.brand);
      const as = returned.has(happened.brand) ? 'again' : planned ? 'planned' : 'of_no_plan';
      return [told('unplanned', (scene) => notice.text(scene.texts.cutover.posts.unplanned(happened.brand, as)))];
    }
    case 'seen_returned':
      return [told('returned', (scene) => notice.returned(happened.brand, scene))];
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
      return [told('person-left', (scene) => personLeftMessage(happened.user, happened.roles, scene))];
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
  const asks = {
    ...(step.id === 'rb-0-click' ? { asks: key } : {}),
    ...(step.asks === 'operator' || step.id === 'rb-24h-gate' ? { duty: true as const } : {}),
  };
  return [{ key: `ask:${plan}:${key}${again}`, live: true, thread, draw: (scene) => askMessage(line, scene), ...asks }];
}

function finishPost(plan: number | undefined, migration: Migration): readonly Post[] {
  const line = linesOf(migration).find(({ step }) => step.id === 'finish');
  return plan === undefined || line === undefined
    ? []
    : [{ key: `finish:${plan}`, live: true, thread: `board:${plan}`, draw: (scene) => askMessage(line, scene) }];
}
