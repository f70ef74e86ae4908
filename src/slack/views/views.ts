import { answerQuestions } from './answer-questions.ts';
import { confirmGate } from './confirm-gate.ts';
import { declineSignOff } from './decline-sign-off.ts';
import { editSettings } from './edit-settings.ts';
import { editTeam } from './edit-team.ts';
import { passGate } from './pass-gate.ts';
import { scheduleWindow } from './schedule-window.ts';
import type { View } from './view.ts';
import { waiveItem } from './waive-item.ts';

/** Every modal. */
export const views: readonly View[] = [
  waiveItem,
  declineSignOff,
  scheduleWindow,
  editTeam,
  editSettings,
  answerQuestions,
  confirmGate,
  passGate,
];

export function findView(callbackId: string): View | undefined {
  return views.find((view) => view.callbackId === callbackId);
}
