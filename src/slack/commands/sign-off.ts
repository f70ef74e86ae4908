import { ask } from '../../cutover/steps/gate-look.ts';
import { standingOf, subjectOf } from '../../cutover/subjects.ts';
import { grant, may, refuse } from '../../migration/decisions.ts';
import { roles } from '../../migration/roles.ts';
import type { Statement } from '../../migration/sign-offs.ts';
import { signOffMessage } from '../blocks/sign-off.ts';
import type { SlackParts } from '../parts.ts';
import { decide, say } from '../request/answers.ts';
import type { AccountRequest } from '../request/request.ts';
import { sceneFor } from '../request/scene.ts';
import { type Command, noWord } from './command.ts';

export const signOffCommands = [{ name: 'signoff', about: 'account', ownWord: noWord, run: signOff }] as const satisfies readonly Command[];

/** Posts the requests that can be signed now and have no valid yes; the one who asks gets them too, to press at once. */
export async function signOff(request: AccountRequest, parts: SlackParts): Promise<void> {
  const scene = await sceneFor(request, parts);
  const { texts, migration, report } = scene;
  const t = texts.cutover.signOff;
  const open = openNow(scene);
  if (!may(migration, request.person, ...roles)) {
    await request.answer(
      say(
        texts.refusals.refused(
          { because: 'not_your_role', needs: ['admin', 'lead', 'approver'] },
          request.key,
          migration.team,
          (item) => item,
        ),
      ),
    );
    return;
  }
  if (open.length === 0) return request.answer(say(migration.scheduled === undefined ? t.nothingToSign : t.allSigned));
  const granted = await decide(request, parts, (now) =>
    may(now, request.person, ...roles) ? grant(...ask(open, now, report)) : refuse({ because: 'not_your_role', needs: ['admin'] }),
  );
  if (!granted) return;
  for (const statement of open) {
    const of = subjectOf(statement, { migration, readings: report.readings });
    if (of !== undefined) await request.answer(signOffMessage(statement, of, scene));
  }
  await parts.settle(request.key);
}

/** Statements that can be signed at this point of the plan and are not. */
function openNow({ migration, report }: Awaited<ReturnType<typeof sceneFor>>): readonly Statement[] {
  const context = { migration, readings: report.readings };
  const { steps, finishedAt } = migration.run;
  if (migration.scheduled === undefined || finishedAt !== undefined) return [];
  const possible: Statement[] = ['agents_ready', 'plan'];
  if (steps['rb-7d-gate-activate'] !== undefined && steps['rb-7d-gate-activate'].done === undefined) possible.push('activation');
  if (steps['rb-24h-gate'] !== undefined) possible.push('go');
  return possible.filter((statement) => standingOf(statement, context) !== 'signed');
}
