import type { KnownBlock } from '@slack/types';
import { firstClick, turnedBrands, turnsBy } from '../../../cutover/phases.ts';
import { context, fitted, header, section } from '../../blocks/frame.ts';
import type { Scene } from '../../request/request.ts';
import type { Message } from '../../web/port.ts';
import { changeLines } from '../changes.ts';
import { optOutRequest, wayBackLines } from './opt-out.ts';

/** After the point of no return: what is true of each brand, what can be done in minutes, and the request ready to send. */
export function rollBackMessage(scene: Scene): Message {
  const { texts, key, migration } = scene;
  const t = texts.cutover.flows.rollBack;
  const zone = migration.scheduled?.plan.timeZone ?? 'UTC';
  const { rolledBack, listed } = migration.run;
  const title = t.header(key);
  const truths = [
    ...brandTruths(scene),
    ...(listed ? [t.chats(listed.tickets.length, listed.at <= (firstClick(migration) ?? listed.at) ? 'before' : 'after')] : []),
  ];
  const changes = changeLines(scene);
  const admins = migration.team.admin.length > 0 ? texts.common.people(migration.team.admin) : texts.common.roles.admin;
  const blocks: KnownBlock[] = [
    header(title),
    section(truths.join('\n')),
    ...(changes.length > 0 ? [section(changes.join('\n'))] : []),
    section(t.inMinutes.map((line) => `• ${line}`).join('\n')),
    section(t.parallel),
    ...(isAnyConverted(scene) ? [section(`${t.request(admins)}\n\`\`\`${optOutRequest(migration)}\`\`\``)] : []),
    ...(rolledBack ? [context(t.asked(texts.common.people([rolledBack.by]), texts.common.clock(rolledBack.at, zone)))] : []),
  ];
  return { text: `${title}. ${truths.join(' ').replaceAll('*', '')}`, blocks: fitted(blocks, texts.cutover.plan.more) };
}

function isAnyConverted({ migration }: Scene): boolean {
  return turnedBrands(migration).some((brand) => turnsBy(brand, migration) === 'convert');
}

function brandTruths(scene: Scene): readonly string[] {
  const { texts, migration } = scene;
  const t = texts.cutover.flows.rollBack;
  const turned = turnedBrands(migration);
  const by = (path: 'convert' | 'swap') => turned.filter((brand) => turnsBy(brand, migration) === path).join(', ');
  const still = (migration.scheduled?.plan.brands ?? [])
    .map(({ subdomain }) => subdomain)
    .filter((brand) => !turned.includes(brand) && migration.run.broughtBack[brand] === undefined);
  return [
    ...(by('convert') === '' ? [] : [t.converted(by('convert'))]),
    ...(by('swap') === '' ? [] : [t.swapped(by('swap')), ...wayBackLines(scene)]),
    ...Object.keys(migration.run.broughtBack).map((brand) => texts.cutover.turns.swap.returned(brand)),
    ...(still.length === 0 ? [] : [t.classic(still.join(', '))]),
  ];
}
