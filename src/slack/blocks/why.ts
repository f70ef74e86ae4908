import type { KnownBlock } from '@slack/types';
import { blocking, type OpenItem } from '../../checklist/progress.ts';
import { CONTROLLERS } from '../../cutover/decisions.ts';
import { notAfter } from '../../cutover/phases.ts';
import { type Wait, waits } from '../../cutover/waits.ts';
import { people } from '../../migration/roles.ts';
import { signerOf } from '../../migration/sign-offs.ts';
import { strayText } from '../posts/after/late.ts';
import { returnedMarks } from '../posts/way-back/left-on.ts';
import { undoLines } from '../posts/way-back/undo.ts';
import type { Scene } from '../request/request.ts';
import type { Message } from '../web/port.ts';
import { redLines } from './asks.ts';
import { context, fitted, header, section, sign } from './frame.ts';
import { itemLine } from './item.ts';
import { askedSignOffs, declinedText } from './sign-off.ts';
import { nextMove, openText } from './status.ts';
import { stepTitle } from './step-title.ts';

/** What is waited for: what, since when, until when, what happens if nobody acts, who can change it. Drawn from the record alone. */
export function whyMessage(scene: Scene): Message {
  const { texts, key, migration, report, now } = scene;
  const t = texts.status;
  const title = t.why.header(key);
  const open = waits(migration);
  const items = blocking({ migration, readings: report.readings, now });
  const move = t.next(nextMove(scene, items));
  // A gate names its own missing sign-offs; before it, they are waited for all the same.
  const atGates = open.flatMap(({ blockers }) => blockers.map(({ id }) => id));
  const unsigned = askedSignOffs(scene).filter(({ statement }) => !atGates.includes(statement));
  const nothing = open.length + items.length + unsigned.length === 0;
  const blocks: KnownBlock[] = [
    header(title),
    section(nothing ? t.why.nothing : `${items.length > 0 ? `${openText(items.length, scene)} ` : ''}${move}`),
    ...returnedMarks(scene)
      .slice(0, 12)
      .map((mark) => section(mark)),
    ...open.slice(0, 12).map((wait) => section(waitText(wait, scene))),
    ...unsigned.map((one) => section(signOffText(one, scene))),
    ...(open.length === 0 ? itemsShown(items, scene) : []),
  ];
  const undo = undoLines(scene);
  const fit = fitted(blocks, texts.cutover.plan.more);
  return { text: `${title}. ${move}`, blocks: undo.length > 0 ? [...fit, context(undo.join('\n'))] : fit };
}

const ITEMS_SHOWN = 8;

function itemsShown(items: readonly OpenItem[], scene: Scene): readonly KnownBlock[] {
  const shown = items.slice(0, ITEMS_SHOWN).map(({ state }) => section(itemLine(state, scene)));
  const left = items.length - shown.length;
  return left > 0 ? [...shown, context(scene.texts.status.more(left))] : shown;
}

/** Without it the plan ends at the latest moment for the go. */
function signOffText({ statement, who, since, declined }: ReturnType<typeof askedSignOffs>[number], scene: Scene): string {
  const { texts, migration } = scene;
  const t = texts.status.why;
  const zone = migration.scheduled?.plan.timeZone ?? 'UTC';
  const able = who.length > 0 ? texts.common.people(who) : texts.common.roles[signerOf[statement]];
  const at = notAfter('T-1h', migration);
  const until = at === undefined ? t.open : t.until(texts.status.at(at, zone), texts.status.afterwards.cancelled);
  const held = declined ? `${declinedText(statement, who, scene)}\n` : '';
  return `${declined ? sign.blocks : sign.asked} ${t.waitsFor(texts.common.statements[statement], able)}\n${held}${t.since(texts.status.at(since, zone))} · ${until}`;
}

function waitText(wait: Wait, scene: Scene): string {
  const { texts, migration } = scene;
  const t = texts.status.why;
  // What is left of a finished night is waited for without a plan at hand.
  const zone = migration.scheduled?.plan.timeZone ?? migration.account?.timeZone ?? 'UTC';
  const able =
    wait.who.length > 0
      ? texts.common.people(wait.who)
      : wait.line.step.asks === 'bot'
        ? 'Ferry'
        : texts.common.roles[wait.roles[0] ?? 'admin'];
  const until = wait.until ? t.until(texts.status.at(wait.until, zone), texts.status.afterwards[wait.afterwards]) : t.open;
  const control = people(migration.team, ...CONTROLLERS);
  const lines = [
    `${wait.line.step.holds ? sign.now : sign.asked} ${t.waitsFor(stepTitle(wait.line, texts), able)}`,
    `${t.since(texts.status.at(wait.since, zone))} · ${until}`,
    ...redLines(wait.line, scene),
    ...strayLines(wait, scene),
  ];
  return (wait.line.step.holds && control.length > 0 ? [...lines, t.can(texts.common.people(control))] : lines).join('\n');
}

/** A test ticket that came, and not as it should. */
function strayLines({ late, line }: Wait, scene: Scene): readonly string[] {
  const stray = late === undefined ? undefined : strayText(late, line.brand, scene);
  return stray === undefined ? [] : [stray];
}
