import type { Deed, Refusal } from '../../../migration/decisions.ts';
import type { Evidence } from '../../../migration/finding.ts';
import { assertNever } from '../../../migration/never.ts';
import { people, type Role, type Team } from '../../../migration/roles.ts';
import { common } from '../common/ko.ts';
import { sightText } from '../findings/sights/in-words.ts';
import { sightTexts } from '../findings/sights/ko.ts';
import { readersTime } from '../format.ts';
import type { RefusalText } from './text.ts';

export const refusals: RefusalText = {
  refused,
  outsider:
    'Ferry는 이 워크스페이스의 정식 멤버와 마이그레이션 역할을 맡은 사람에게만 답합니다. 마이그레이션 관리자에게 역할을 요청해 주세요.',
  unknownCommand: (word, nearest) =>
    `\`/migrate ${word}\` 명령은 없습니다.${nearest ? ` \`/migrate ${nearest}\` 명령을 찾으셨나요?` : ''} 전체 명령은 \`/migrate help\`에서 볼 수 있습니다.`,
  unknownAccount: (word, nearest) =>
    `\`${word}\` 계정은 없습니다.${nearest.length > 0 ? ` 비슷한 계정: ${nearest.map((key) => `\`${key}\``).join(', ')}.` : ''} 전체 계정은 \`/migrate accounts\`에서 볼 수 있습니다.`,
  whichAccount: (command, known) =>
    `어느 계정인가요? \`/migrate ${command} ${known[0] ?? 'acme'}\`처럼 입력하거나, \`/migrate use ${known[0] ?? 'acme'}\`로 이 채널의 기본 계정을 정해 주세요.`,
  noAccounts:
    '등록된 계정이 없습니다. Slack 워크스페이스 관리자가 `/migrate connect &lt;계정&gt; &lt;하위 도메인&gt;`으로 시작합니다. 예: `/migrate connect acme acme-support`',
  unknownItem: (word, nearest) =>
    `\`${word}\` 항목은 없습니다.${nearest.length > 0 ? ` 비슷한 항목: ${nearest.map((id) => `\`${id}\``).join(', ')}.` : ''} 항목 ID는 \`/migrate checklist\`에 나옵니다.`,
  usage: (what, example) => `${what} 예: \`${example}\``,
  damaged: (account, version) =>
    `\`${account}\` 계정의 기록(이벤트 ${version})을 읽을 수 없어 읽기 전용으로 두었습니다. 변경된 것은 없습니다. 백업에서 이벤트를 복구하거나 최신 Ferry를 실행해 주세요. 다른 계정은 정상입니다.`,
  storeDown:
    '지금 Ferry의 데이터베이스에 쓸 수 없어 아무것도 기록하지 않았습니다. 원인은 서버 로그에 있습니다. 잠시 후 다시 시도해 주세요.',
  ending: 'Ferry가 다시 시작하는 중이라 조회를 끝내지 못했습니다. 지금까지 읽은 내용은 보관되어 있습니다. 잠시 후 다시 요청해 주세요.',
  slackDown:
    '지금 Slack이 Ferry의 호출을 받지 않아 요청을 끝까지 처리하지 못했을 수 있습니다. `/migrate status`로 확인하고 잠시 후 다시 시도해 주세요.',
  slackRefused: (call, error) =>
    `Slack이 Ferry의 \`${call}\` 호출을 거부하여(\`${error}\`) 요청을 끝까지 처리하지 못했을 수 있습니다. ${whatToDo(error)}`,
  failed: (reference) =>
    `Ferry에 문제가 생겨 더 진행하지 않았습니다. 다시 시도하거나 서버 담당자에게 참조 번호를 알려 주세요: ${reference}`,
  oldButton: '이전 계획의 메시지여서 아무것도 하지 않았습니다. 현재 상태는 `/migrate status`로 확인해 주세요.',
};

function whatToDo(error: string): string {
  switch (error) {
    case 'missing_scope':
    case 'no_permission':
    case 'not_allowed_token_type':
      return '앱에 권한이 부족합니다. Slack 관리자가 매니페스트(`npm run ferry -- manifest`)로 앱을 다시 설치해야 하며, 부족한 권한은 서버에서 `npm run ferry -- doctor`로 확인할 수 있습니다.';
    case 'not_in_channel':
    case 'channel_not_found':
    case 'is_archived':
      return 'Ferry가 그 채널에 없거나 채널이 보관되었습니다. 채널에서 `/invite @Ferry`를 입력하거나 다른 채널을 사용해 주세요.';
    case 'expired_trigger_id':
    case 'trigger_expired':
    case 'exchanged_trigger_id':
    case 'trigger_exchanged':
      return 'Slack이 허용하는 3초 안에 양식을 열지 못했습니다. 다시 누르거나 입력해 주세요.';
    default:
      return '다시 시도해도 해결되지 않습니다. 서버에서 `npm run ferry -- doctor`를 실행하면 Slack이 Ferry에 허용한 것을 확인할 수 있습니다.';
  }
}

const deeds: Readonly<Record<Deed, string>> = {
  paused: '일시 중지했습니다',
  resumed: '재개했습니다',
  cancelled: '취소했습니다',
  finished: '완료했습니다',
  declined: '거절했습니다',
  posted_again: '다시 올리게 했습니다',
};

function refused(refusal: Refusal, account: string, team: Team, titleOf: (item: string) => string): string {
  switch (refusal.because) {
    case 'not_your_role':
      return `${refusal.needs.map((role) => common.roles[role]).join(' 또는 ')}만 할 수 있습니다. ${whoCan(refusal.needs, account, team)}`;
    case 'own_plan':
      return `직접 예약한 계획은 다른 승인자가 승인해야 합니다(이중 확인). ${refusal.others.length > 0 ? `승인할 수 있는 사람: ${common.people(refusal.others)}` : `\`/migrate team ${account} approver add @사람\`으로 다른 승인자를 지정해 주세요.`}`;
    case 'nothing_planned':
      return `${account} 계정에는 예약된 전환이 없습니다. \`/migrate schedule ${account}\`로 전환 시간대를 정해 주세요.`;
    case 'plan_changed':
      return `보신 내용이 그사이 바뀌어 아무것도 하지 않았습니다. \`/migrate status ${account}\`에서 확인한 뒤 다시 눌러 주세요.`;
    case 'somebody_was_quicker':
      return '같은 순간에 다른 사람이 먼저 변경하여 기록하지 않았습니다. 현재 상태를 확인한 뒤 필요하면 다시 해 주세요.';
    case 'already_done':
      return '이미 끝난 단계입니다. 변경된 것은 없습니다.';
    case 'past_return':
      return `${refusal.brands.join(', ')}: 메시징 전환이 저장되었거나 키가 교체되었거나, 메시징으로 확인되어 더 이상 일시 중지하거나 취소할 수 없습니다. 아직 할 수 있는 조치는 \`/migrate cutover ${account} rollback\`에서 확인할 수 있으며, 전환되지 않은 브랜드는 클래식으로 유지됩니다.`;
    case 'not_running':
      return `${account} 계정에는 변경할 수 있는 진행 중인 계획이 없습니다. 현재 상태는 \`/migrate status ${account}\`에서 확인해 주세요.`;
    case 'not_halted':
      return `${account} 계정은 일시 중지 상태가 아닙니다.`;
    case 'archived':
      return `${account} 계정은 보관되었습니다. \`/migrate connect ${account} &lt;하위 도메인&gt;\`으로 다시 시작할 수 있습니다.`;
    case 'gate_closed':
      return `지금은 최종 게이트가 닫혀 있어 열 수 없습니다. 기다리는 항목은 \`/migrate why ${account}\`에서 확인해 주세요.`;
    case 'not_yet':
      return '아직 시작하지 않은 단계의 항목입니다. 때가 되면 Ferry가 요청합니다.';
    case 'not_finished':
      return `완료에 필요한 항목이 아직 모두 확인되지 않았습니다. 남은 항목은 \`/migrate why ${account}\`에서 확인해 주세요.`;
    case 'last_admin':
      return '마지막 관리자입니다. 다른 관리자를 먼저 지정해 주세요.';
    case 'cutover_runs':
      return `${account} 계정의 전환이 진행 중입니다. \`/migrate cutover ${account} cancel\`로 먼저 취소해 주세요.`;
    case 'nothing_to_pass':
      return `${account} 계정에는 지금 넘길 수 있는 닫힌 게이트가 없습니다. 승인, 참석, 확인 문구, 시간대, Slack 연결은 넘길 수 없습니다.`;
    case 'nobody_to_take_over':
      return `자리에 있다고 알린 다른 담당자가 없어 넘겨줄 수 없습니다. 넘겨받을 사람이 \`/migrate cutover ${account} handover\`를 입력해 주세요.`;
    case 'was_done':
      return `${common.people([refusal.by])} 님이 먼저 ${deeds[refusal.what]}(${readersTime(refusal.at, common.moment(refusal.at, 'UTC'))}). 그래서 아무것도 바꾸지 않았습니다. 현재 상태는 \`/migrate status ${account}\`에서 확인해 주세요.`;
    case 'night_is_near':
      return `${account} 계정의 전환이 한 시간 안으로 다가왔거나 진행 중입니다. 지금은 모든 버튼이 실제로 동작하니 연습은 다른 날에 해 주세요.`;
    case 'drill_runs':
      return `${account} 계정의 연습이 이미 진행 중입니다. 해당 스레드에서 계속하거나 \`/migrate cutover ${account} drill stop\`으로 끝내 주세요.`;
    case 'drill_over':
      return `이미 끝난 연습이어서 기록하지 않았습니다. 다시 하려면 \`/migrate cutover ${account} drill\`을 입력해 주세요.`;
    case 'sandbox_planned':
      return '샌드박스에 진행 중인 다른 계획이 있습니다. 그 계획을 먼저 취소한 뒤 리허설을 정해 주세요.';
    case 'rehearsal_is_silent':
      return `${account} 계정에 리허설이 예정되어 있어 상담사에게 공유하지 않습니다.`;
    case 'not_sandbox_admin':
      return `샌드박스에는 별도의 관리자가 있습니다: ${common.people(refusal.who)}. 그중 한 사람이 리허설을 정하거나, 먼저 그 계정의 관리자로 추가해 주어야 합니다.`;
    case 'handed_over':
      return `지금은 ${common.people([refusal.to])} 님이 담당하고 있어 확인 문구 입력과 전환 보고는 그분만 할 수 있습니다. 다시 맡으려면 \`/migrate cutover ${account} handover\`를 입력해 주세요.`;
    case 'not_for_word':
      return `‘${titleOf(refusal.item)}’ 항목은 직접 표시할 수 없습니다. Ferry가 확인하거나 하위 항목에 따라 정해집니다.`;
    case 'interface_answers':
      return `‘${titleOf(refusal.item)}’ 항목은 Zendesk에서 직접 확인합니다.`;
    case 'hard_item':
      return `‘${titleOf(refusal.item)}’ 항목은 예외 승인할 수 없습니다. 이 항목 없이 전환하면 대화가 유실됩니다. 조치하거나 전환을 취소해 주세요.`;
    case 'does_not_apply':
      return `‘${titleOf(refusal.item)}’ 항목은 이 계정에 해당하지 않아${refusal.seen === undefined ? '' : `(조회 결과: ${seenText(refusal.seen)})`} 예외 승인할 것이 없습니다.`;
    case 'wrong_phrase':
      return `다음 문구를 그대로 입력해 주세요: \`${refusal.wanted}\``;
    case 'window_past':
    case 'window_notice':
    case 'window_short':
    case 'window_black_out':
    case 'window_hours':
    case 'no_brands':
    case 'swap_not_ready':
      return refusal.detail;
    default:
      return assertNever(refusal);
  }
}

function whoCan(needs: readonly Role[], account: string, team: Team): string {
  const able = people(team, ...needs, ...(needs.includes('lead') ? (['admin'] as const) : []));
  const add = `\`/migrate team ${account} ${needs[0] ?? 'admin'} add @사람\``;
  return able.length > 0
    ? `가능한 사람: ${common.people(able)}. 요청하거나, 관리자가 ${add}으로 역할을 추가해 주세요.`
    : `아직 이 역할을 맡은 사람이 없습니다. 관리자가 ${add}으로 지정할 수 있습니다.`;
}

/** Of numbers and of Zendesk's own words: no names. */
function seenText({ saw, sight }: Evidence): string {
  return sight === undefined ? `\`${saw}\`` : sightText(sight, sightTexts);
}
