import type { KnownBlock } from '@slack/types';
import { drillPeople, drillRoles, lastMoment } from '../../../cutover/control/practice/drill.ts';
import { steps } from '../../../cutover/steps/steps.ts';
import type { Event } from '../../../migration/events.ts';
import type { Migration } from '../../../migration/migration.ts';
import { askedAt, type Drill, drillStep } from '../../../migration/run/practice/drill.ts';
import { estimateOf } from '../../../migration/run/practice/estimate.ts';
import { drillMeasured } from '../../../migration/run/practice/measured.ts';
import { between, type Instant } from '../../../migration/time.ts';
import { button, buttons, context, cut, divider, fitted, header, section, sign } from '../../blocks/frame.ts';
import { stepTitle } from '../../blocks/step-title.ts';
import { pressValue } from '../../request/press.ts';
import type { Scene } from '../../request/request.ts';
import type { Message } from '../../web/port.ts';
import type { Post } from '../announce.ts';
import { needsText } from './estimate.ts';

/** Every post of the account's drills that this event calls for: the board of a drill, its steps one by one, and what it took. */
export function drillPosts({ happened, version }: Event, { practice }: Migration): readonly Post[] {
  const numbered = (wanted: number) => practice.drills.find((each) => each.version === wanted);
  switch (happened.type) {
    case 'drill_begun':
      return [
        { key: `drill:${version}`, live: true, draw: (scene) => drillBoard(version, scene) },
        ...stepPost(numbered(version), happened.steps[0]),
      ];
    case 'drill_step_done': {
      const drill = numbered(happened.drill);
      return stepPost(drill, drill?.steps[drill.steps.indexOf(happened.step) + 1]);
    }
    case 'drill_ended':
      return [
        {
          key: `drill-end:${happened.drill}`,
          thread: `drill:${happened.drill}`,
          live: false,
          draw: (scene) => summary(happened.drill, scene),
        },
      ];
    default:
      return [];
  }
}

/** A step that a drill ended before is redrawn where it was asked for, and not asked for any more. */
function stepPost(drill: Drill | undefined, key: string | undefined): readonly Post[] {
  if (drill === undefined || key === undefined) return [];
  const { version, done, ended } = drill;
  const isOver = ended !== undefined && !done.some(({ step }) => step === key);
  const post: Post = {
    key: `drill-step:${version}:${key}`,
    thread: `drill:${version}`,
    live: true,
    draw: (scene) => stepMessage(version, key, scene),
  };
  return [isOver ? { ...post, over: true } : post];
}

/** The head of the thread: what this is, how far it has come, until when. */
function drillBoard(version: number, scene: Scene): Message {
  const { texts, key } = scene;
  const t = texts.practice.drill;
  const drill = drillIn(scene, version);
  const title = t.header(key);
  const lead = drill ? t.begun(texts.common.people(startedBy(drill)), drill.brands.join(', ')) : '';
  const blocks: KnownBlock[] = [
    header(title),
    section(lead),
    context(t.mark),
    ...(drill && drill.ended === undefined
      ? buttons([button('drill_stop', t.stop, pressValue({ account: key, drill: version }), { style: 'danger', confirm: t.stopConfirm })])
      : []),
    divider,
    ...listOf(drill, scene),
    ...(drill
      ? [context(drill.ended ? endText(drill, scene) : `${progress(drill, scene)} · ${t.until(clock(lastMoment(drill), scene))}`)]
      : []),
  ];
  return { text: `${title}. ${lead}`.replaceAll('*', ''), blocks: fitted(blocks, texts.cutover.plan.more) };
}

function startedBy({ by }: Drill): readonly string[] {
  return by === undefined ? [] : [by];
}

function listOf(drill: Drill | undefined, scene: Scene): readonly KnownBlock[] {
  const lines = (drill?.steps ?? []).map((key) => {
    const title = cut(titleOf(key, scene), 120);
    const done = drill?.done.find(({ step }) => step === key);
    if (done) return `${sign.seen} ${clock(done.at, scene)}  ${title}`;
    return drill && drillStep(drill) === key ? `${sign.now} *${title}*` : `◦ ${title}`;
  });
  return lines.length === 0 ? [] : [section(lines.join('\n'))];
}

function progress({ done, steps: all }: Drill, { texts }: Scene): string {
  return texts.practice.drill.progress(done.length, all.length);
}

/** One step as it is asked for on the night, with a button that touches nothing. */
function stepMessage(version: number, key: string, scene: Scene): Message {
  const { texts, key: account, migration } = scene;
  const t = texts.practice.drill;
  const drill = drillIn(scene, version);
  if (drill === undefined) return { text: t.mark, blocks: [context(t.mark)] };
  const roles = drillRoles(key);
  const able = drillPeople(key, migration);
  const who = able.length > 0 ? texts.common.people(able) : texts.common.roles[roles[0] ?? 'admin'];
  const title = t.step(drill.steps.indexOf(key) + 1, drill.steps.length, titleOf(key, scene));
  const ask = askOf(key, who, scene);
  const done = drill.done.find(({ step }) => step === key);
  const open = done === undefined && drill.ended === undefined;
  const blocks: KnownBlock[] = [
    section(`*${title}*\n${open ? `${t.onlyLook}\n` : ''}${ask}`),
    ...(open
      ? buttons([
          button(`drill_step:${key}`, labelOf(key, scene), pressValue({ account, drill: version, step: key }), { style: 'primary' }),
        ])
      : []),
    ...(done ? [context(t.pressed(texts.common.people([done.by]), clock(done.at, scene), tookOf(drill, key, scene)))] : []),
    ...(done === undefined && drill.ended ? [context(t.leftOut)] : []),
    context(t.mark),
  ];
  return { text: `${title}: ${ask}`.replaceAll('*', ''), blocks: fitted(blocks, texts.cutover.plan.more) };
}

/** What each step took, and what that makes of the length of a window. */
function summary(version: number, scene: Scene): Message {
  const { texts, key, migration } = scene;
  const t = texts.practice.drill;
  const drill = drillIn(scene, version);
  if (drill === undefined) return { text: t.mark, blocks: [context(t.mark)] };
  const measured = drill.ended?.because === 'finished' ? drillMeasured(drill) : undefined;
  const steppers = drill.done.map(({ step, by }) =>
    t.stepTook(titleOf(step, scene), texts.common.people([by]), tookOf(drill, step, scene)),
  );
  const lead = [
    endText(drill, scene),
    ...(measured ? [t.took(texts.common.length(measured.toDoorsMs), texts.common.length(measured.clickMs))] : [t.notMeasured]),
    ...(measured ? [needsText(Math.max(1, drill.brands.length), estimateOf(migration.practice), zoneIn(scene), texts)] : []),
  ].join('\n');
  const title = t.summary(key);
  const blocks: KnownBlock[] = [
    header(title),
    section(lead),
    ...(steppers.length > 0 ? [section(steppers.join('\n'))] : []),
    context(t.mark),
  ];
  return { text: `${title}. ${lead}`.replaceAll('*', ''), blocks: fitted(blocks, texts.cutover.plan.more) };
}

function endText({ ended }: Drill, { texts }: Scene): string {
  return ended ? texts.practice.drill.ended[ended.because](ended.by === undefined ? 'Ferry' : texts.common.people([ended.by])) : '';
}

function drillIn({ migration }: Scene, version: number): Drill | undefined {
  return migration.practice.drills.find((each) => each.version === version);
}

function tookOf(drill: Drill, key: string, { texts }: Scene): string {
  const done = drill.done.find(({ step }) => step === key);
  return texts.common.length(done ? between(askedAt(drill, key) ?? done.at, done.at) : 0);
}

/** A log outlives the code that wrote it: a step that is no more is shown by its id. */
function stepOf(key: string) {
  return steps.find(({ id }) => id === key.split(':')[0]);
}

/** The title of a drill's step, with its brand. */
export function titleOf(key: string, { texts }: Pick<Scene, 'texts'>): string {
  const step = stepOf(key);
  return step ? stepTitle({ key, step, brand: key.split(':')[1] ?? '', index: 0 }, texts) : key;
}

function askOf(key: string, who: string, { texts }: Scene): string {
  const id = stepOf(key)?.id;
  if (id === undefined) return '';
  if (id === 'finish') return texts.cutover.finish.ask(who);
  return texts.cutover.asks.to(who, texts.steps[id].ask.replaceAll('{brand}', key.split(':')[1] ?? ''));
}

function labelOf(key: string, { texts }: Scene): string {
  const id = stepOf(key)?.id ?? 'finish';
  return id === 'finish' ? texts.cutover.finish.button : texts.steps[id].button;
}

function clock(at: Instant, scene: Scene): string {
  return scene.texts.common.clock(at, zoneIn(scene));
}

function zoneIn({ migration }: Scene): string {
  return migration.account?.timeZone ?? 'UTC';
}
