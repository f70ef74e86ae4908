import type { KnownBlock } from '@slack/types';
import { blocking } from '../../checklist/progress.ts';
import { readReport } from '../../checklist/readings.ts';
import { waits } from '../../cutover/waits.ts';
import type { AccountKey } from '../../migration/account.ts';
import { replay } from '../../migration/migration.ts';
import { rolesOf } from '../../migration/roles.ts';
import { button, buttons, context, divider, fitted, header, section, sign } from '../blocks/frame.ts';
import { askedSignOffs } from '../blocks/sign-off.ts';
import { nextMove } from '../blocks/status.ts';
import { stepTitle } from '../blocks/step-title.ts';
import { type Fault, faultRow, unlessFaulty } from '../commands/every-account.ts';
import type { SlackParts } from '../parts.ts';
import { pressValue } from '../request/press.ts';
import type { Request, Scene } from '../request/request.ts';

/** Accounts of one person that are looked through; a Home shows ten. */
const LOOKED_THROUGH = 500;
const SHOWN = 10;

/** The reader's own view: what waits for them, their accounts, the next windows. */
export async function homeView(request: Request, parts: SlackParts): Promise<KnownBlock[]> {
  const { texts } = request;
  const { scenes, faults } = await scenesOf(request, parts);
  const mine = scenes.slice(0, SHOWN);
  const rows = await Promise.all(mine.map((scene) => rowsOf(scene, request, parts)));
  const unreadable = faults.slice(0, SHOWN).map(({ key, fault }) => section(faultRow(key, fault, texts)));
  const empty = mine.length + faults.length === 0 ? [section(await emptyText(request, parts))] : [];
  return fitted([header('Ferry'), ...empty, ...unreadable, ...rows.flat()], texts.cutover.plan.more);
}

async function emptyText({ user, texts }: Request, { store }: SlackParts): Promise<string> {
  if (!user.inside) return texts.refusals.outsider;
  return (await store.countAccounts()) === 0 ? texts.refusals.noAccounts : texts.status.noRole;
}

interface Mine {
  readonly scenes: readonly Scene[];
  /** Accounts that have named the reader in a role, and that cannot be shown now. */
  readonly faults: readonly { readonly key: AccountKey; readonly fault: Fault }[];
}

async function scenesOf(request: Request, parts: SlackParts): Promise<Mine> {
  const scenes: Scene[] = [];
  const faults: Mine['faults'][number][] = [];
  for (const key of await parts.store.accountsNaming(request.user.id, LOOKED_THROUGH)) {
    await parts.turn();
    const found = await unlessFaulty(key, () => sceneOf(key, request, parts), parts);
    if (typeof found === 'string') faults.push({ key, fault: found });
    else if (found !== undefined) scenes.push(found);
  }
  const opensAt = ({ migration }: Scene) => migration.scheduled?.plan.opensAt ?? '9';
  return { scenes: scenes.toSorted((a, b) => opensAt(a).localeCompare(opensAt(b))), faults };
}

/** Undefined where the reader has no role any more. */
async function sceneOf(key: AccountKey, { user, texts }: Request, { store, clock }: SlackParts): Promise<Scene | undefined> {
  const migration = replay(await store.read(key));
  if (rolesOf(migration.team, user.id).length === 0 || migration.archived) return undefined;
  return { key, migration, report: readReport(await store.report(key)), now: clock(), texts, zone: user.timeZone };
}

async function rowsOf(scene: Scene, request: Request, parts: SlackParts): Promise<readonly KnownBlock[]> {
  const rows = await unlessFaulty(scene.key, () => accountRows(scene, request), parts);
  return typeof rows === 'string' ? [divider, section(faultRow(scene.key, rows, scene.texts))] : rows;
}

function accountRows(scene: Scene, { user, texts }: Request): readonly KnownBlock[] {
  const { migration, key } = scene;
  const open = blocking({ migration, readings: scene.report.readings, now: scene.now });
  const forMe = waits(migration)
    .filter(({ who }) => who.includes(user.id))
    .slice(0, 5);
  const toSign = askedSignOffs(scene).filter(({ who }) => who.includes(user.id));
  const lines = [
    ...toSign.map(
      ({ statement }) =>
        `${texts.status.moves.signOff(texts.common.people([user.id]), texts.common.statements[statement])}: \`/migrate signoff ${key}\``,
    ),
    ...forMe.map(({ line }) => stepTitle(line, texts)),
  ];
  const plan = migration.scheduled?.plan;
  const window = plan ? texts.common.window(plan.opensAt, plan.closesAt, user.timeZone ?? plan.timeZone) : texts.status.noWindow;
  return [
    divider,
    section(`*${texts.status.header(key, migration.stage)}*\n${texts.status.next(nextMove(scene, open))}`),
    ...(lines.length > 0 ? [section(lines.map((line) => `${sign.asked} ${line}`).join('\n'))] : []),
    ...buttons([button(`status_refresh:${key}`, texts.status.buttons.look, pressValue({ account: key }))]),
    context(
      `${rolesOf(migration.team, user.id)
        .map((role) => texts.common.roles[role])
        .join(', ')} · ${texts.status.windowLabel} ${window}`,
    ),
  ];
}
