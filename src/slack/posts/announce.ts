import type { Phase } from '../../cutover/phases.ts';
import type { RunbookLine } from '../../cutover/step.ts';
import { linesOf, steps } from '../../cutover/steps/steps.ts';
import { ticketCsv } from '../../cutover/tickets.ts';
import type { Event } from '../../migration/events.ts';
import { type Migration, personIn } from '../../migration/migration.ts';
import { askMessage, phaseMessage } from '../blocks/asks.ts';
import { boardMessage } from '../blocks/board.ts';
import { comparedMessage, endMessage, kickoffMessage, linksMessage, notice } from '../blocks/notices.ts';
import { signOffMessage } from '../blocks/sign-off.ts';
import type { Scene } from '../request/request.ts';
import type { Message, SlackFile } from '../web/port.ts';

/** One post that must be made, and, while `live`, kept up to date with the record. */
export interface Post {
  /** Unique in the account, from the version of its event: never reused. */
  readonly key: string;
  /** Where, if not in the account's own channel. */
  readonly channel?: string;
  /** Key of the post whose thread it goes to. */
  readonly thread?: string;
  readonly live: boolean;
  readonly draw: (scene: Scene) => Message;
  /** Its plan has ended or was replaced: it is redrawn once more, and not sent any more. */
  readonly over?: true;
  /** A file goes to the thread instead of a message. */
  readonly file?: (scene: Scene) => SlackFile;
}

/** What is left of a post whose plan is not the one at hand: no button stays behind. */
function over(key: string): Post {
  return {
    key,
    live: true,
    over: true,
    draw: ({ key: account, texts }) => notice.text(`*${account}* · ${texts.cutover.board.superseded}`),
  };
}

const FAR: readonly Phase[] = ['T-14d', 'T-7d', 'T+24h', 'T+4d'];

/** Every post that the record calls for, in the order in which it happened. Pure: the same record gives the same posts. */
export function postsOf(events: readonly Event[], migration: Migration): readonly Post[] {
  const posts: Post[] = [];
  let plan: number | undefined;
  for (const event of events) {
    if (event.happened.type === 'scheduled') plan = event.version;
    const current = plan !== undefined && plan === migration.scheduled?.version;
    for (const post of announce(event, plan, current, migration)) if (!posts.some(({ key }) => key === post.key)) posts.push(post);
  }
  return posts;
}

function announce(event: Event, plan: number | undefined, current: boolean, migration: Migration): readonly Post[] {
  const { happened, version } = event;
  const inThread = plan === undefined ? {} : { thread: `board:${plan}` };
  const told = (name: string, draw: Post['draw']): Post => ({ key: `${name}:${version}`, live: false, draw, ...inThread });
  switch (happened.type) {
    case 'scheduled':
      return [current ? { key: `board:${version}`, live: true, draw: boardMessage } : over(`board:${version}`)];
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
      return begun(happened.step, plan, current, migration);
    case 'step_late':
      return [told('late', (scene) => notice.late(happened.step, happened.saw, scene))];
    case 'seen_unplanned':
      return [told('unplanned', (scene) => notice.text(scene.texts.cutover.posts.unplanned(happened.brand)))];
    case 'brand_left':
      return [told('left', (scene) => notice.text(scene.texts.cutover.posts.brandLeft(happened.brand)))];
    case 'phrase_void':
      return [told('void', (scene) => notice.text(scene.texts.cutover.posts.phraseVoid(happened.brand, happened.because)))];
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
      return happened.gate === 'done' && happened.blockers.length === 0 ? finishPost(plan, migration, current) : [];
    case 'finished':
      return [told('finished', (scene) => notice.finished(happened.remaining, scene))];
    case 'tokens_refused':
      return [{ key: `tokens:${version}`, live: false, draw: (scene) => notice.tokens(scene) }];
    default:
      return [];
  }
}

/** A step's post when it begins: one for all of a far phase, one each at night; none for what Ferry does in silence. */
function begun(key: string, plan: number | undefined, current: boolean, migration: Migration): readonly Post[] {
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
    const name = `phase:${plan}:${step.phase}`;
    return [current ? { key: name, live: true, thread, draw: (scene) => phaseMessage(group, scene) } : over(name)];
  }
  const line: RunbookLine = lines.find((each) => each.key === key) ?? { key, step, brand: key.split(':')[1] ?? '', index: 0 };
  const name = `ask:${plan}:${key}`;
  return [current ? { key: name, live: true, thread, draw: (scene) => askMessage(line, scene) } : over(name)];
}

function finishPost(plan: number | undefined, migration: Migration, current: boolean): readonly Post[] {
  const line = linesOf(migration).find(({ step }) => step.id === 'finish');
  return plan === undefined || line === undefined
    ? []
    : [
        current
          ? { key: `finish:${plan}`, live: true, thread: `board:${plan}`, draw: (scene) => askMessage(line, scene) }
          : over(`finish:${plan}`),
      ];
}
