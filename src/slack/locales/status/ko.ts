import type { Blocker } from '../../../migration/events.ts';
import { unknownReasons } from '../../../migration/finding.ts';
import { common } from '../common/ko.ts';
import { outside } from '../cutover/outside/ko.ts';
import type { StatusText } from './text.ts';

export const status: StatusText = {
  header: (account, stage) => `${account} · ${common.stages[stage]}`,
  blocked: (count) => `*전환 차단 항목이 ${count}개 있습니다.*`,
  stillOpen: (count) => `*아직 끝나지 않은 항목이 ${count}개 있습니다. 전환을 막지는 않습니다.*`,
  nothingBlocks: '*전환을 막는 항목이 없습니다.*',
  next: (move) => `다음 작업: ${move}`,
  moves: {
    connect: (account, subdomain) => `서버에서 Zendesk 접근 권한 등록 — \`npm run ferry -- connect ${account} --subdomain ${subdomain}\``,
    nameAdmin: (account) => `Slack 워크스페이스 관리자가 첫 관리자 지정 — \`/migrate team ${account} admin add @사람\``,
    item: (who, title) => `${who} — ${title}`,
    look: '‘다시 확인’으로 전체 항목 확인',
    schedule: '관리자가 전환 시간대 지정',
    signOff: (who, statement) => `${who} — ‘${statement}’ 승인`,
    step: (who, title) => `${who} — ${title}`,
    declinedBefore: (who, statement) =>
      `관리자가 계획을 변경하거나 ${who} 님에게 역할 다시 지정 — ‘${statement}’ 거절 후 승인 권한이 없어짐`,
    declined: (who, statement) => `${who} — ‘${statement}’ 거절함. 논의한 뒤 ${who} 님이 다시 승인하거나 관리자가 계획 변경`,
    ferry: (title) => `Ferry 확인 중 — ${title}`,
    wait: (what, at) => `${what}, ${at}`,
    finish: (who) => `${who} — 완료 버튼 누르기`,
    resume: '담당자가 재개하거나 취소',
    nothing: '지금 할 일이 없습니다',
  },
  sectionCount: ({ ready, total, waived, later }) =>
    `${ready} / ${total}${waived > 0 ? ` · 예외 승인 ${waived}` : ''}${later > 0 ? ` · 예정 ${later}` : ''}`,
  windowLabel: '전환 시간대',
  noWindow: '아직 정하지 않음',
  signOffsLabel: '승인',
  signOffs: (signed, total, waitingFor) => `${signed} / ${total}${waitingFor === '' ? '' : ` · ${waitingFor} 대기`}`,
  lookedUp: (ago) => (ago === undefined ? '아직 확인하지 않음' : `${ago}에 확인`.replace('방금에', '방금')),
  duty: (operator, backup) => `전환 담당자 ${operator}, 예비 ${backup}`,
  canCancel: '지금은 관리자·승인자·전환 담당자·예비 담당자가 취소할 수 있습니다',
  cannotCancel: '되돌릴 수 없는 지점을 지났습니다',
  buttons: {
    look: '다시 확인',
    share: '상담사 링크 공유',
    blockers: '차단 항목 보기',
    signOff: '승인 요청',
    schedule: '전환 시간대 지정',
    why: '대기 이유',
    cutover: '실행 절차 보기',
    questions: '평가 질문 12개 답하기',
  },
  lastEnd: (because, at) => `지난 계획은 실행되지 않았습니다: ${because} (${at}).`,
  ends: {
    person: '담당자가 취소했습니다',
    declined: '승인자가 거절했습니다',
    nobody_decided: '기한까지 결정이 없었습니다',
    nobody_present: '전환 담당자와 예비 담당자가 모두 없었습니다',
    gate_stayed_red: '게이트가 기한까지 열리지 않았습니다',
    click_not_made: '기한까지 전환이 확인되지 않았습니다',
    rolled_back: '전환 전에 되돌렸습니다',
    incident: 'Zendesk 장애가 있었습니다',
    returned: '이전 키로 되돌렸습니다',
    not_sandbox: '리허설 계정이 더 이상 샌드박스가 아니었습니다',
    same_subdomain: '리허설 계정의 하위 도메인이 프로덕션과 같았습니다',
    start_missed: '시작 시각에 Ferry가 실행 중이 아니었습니다. 늦게 시작하지 않습니다',
  },
  archived: (account) =>
    `${account} 계정은 보관되었습니다. 기록은 남아 있고 토큰은 삭제되었습니다. \`/migrate connect ${account} &lt;하위 도메인&gt;\`으로 다시 시작할 수 있습니다.`,
  tokensRefused: 'Zendesk가 토큰을 거부합니다. 관리자가 서버에서 갱신해야 하며, 그때까지 확인할 수 없습니다.',
  notConnected: (account, subdomain) => `${account}(${subdomain}) 계정의 Zendesk 접근 권한이 아직 없습니다.`,
  noRole: '마이그레이션에서 맡은 역할이 없어 기다리는 일이 없습니다. `/migrate accounts`에서 전체 계정을 볼 수 있습니다.',
  more: (count) => `외 ${count}개 — ‘차단 항목 보기’에서 모두 볼 수 있습니다`,
  changed: '다시 확인한 결과 바뀐 내용입니다.',
  why: {
    header: (account) => `${account} · Ferry가 기다리는 것`,
    nothing: '*기다리는 것이 없습니다.*',
    waitsFor: (what, who) => `*${what}* — ${who}`,
    since: (at) => `${at}부터`,
    until: (at, then) => `${at}까지, 이후 ${then}`,
    open: '기한 없이 열려 있습니다',
    can: (who) => `바꿀 수 있는 사람: ${who}`,
  },
  afterwards: {
    cancelled: '이번 전환은 취소되고 어떤 브랜드도 전환되지 않습니다',
    brandLeft: '전환되지 않은 브랜드는 클래식으로 남아 별도의 시간대가 필요하며, 나머지는 계속 진행합니다',
    ends: '자동으로 끝납니다',
    goesOn: 'Ferry가 계속 진행합니다',
  },
  blocker: blockerText,
  at: (at, zone) => common.moment(at, zone),
};

function blockerText({ kind, id, why }: Blocker, titleOf: (item: string) => string): string {
  const reason = unknownReasons.find((each) => each === why);
  switch (kind) {
    case 'item':
      return `${titleOf(id)} — ${itemWhy(why) ?? (reason ? `확인할 수 없음: ${common.unknown[reason]}` : '완료되지 않음')}`;
    case 'sign_off':
      return `‘${statementTitle(id)}’ 승인 — ${why === 'declined' ? '거절됨' : why === 'void' ? '승인한 내용이 바뀌어 무효' : '아직 승인되지 않음'}`;
    case 'presence':
      return '전환 담당자 또는 예비 담당자 — 대기 확인 없음';
    case 'promise':
      return '전환 담당자 또는 예비 담당자 — 참석 약속 없음';
    case 'operator_missing':
      return why === 'left' ? outside.person.blocker : '전환 담당자 — 지정되지 않음';
    case 'incident':
      return `Zendesk 장애 — ${id}`;
    case 'status_unknown':
      return 'Zendesk 상태 페이지 — 읽을 수 없어 전환 담당자의 확인이 필요합니다';
    case 'slack_away':
      return 'Slack — 메시지가 1분 넘게 전송되지 않고 있습니다';
    case 'window':
      return outside.window.blocker(why);
    case 'widget':
      if (why === 'brand_gone') return outside.brand.blocker(id);
      if (why.startsWith('https://')) return `${id} 페이지 — 이전 키만 보이지 않는 페이지가 있습니다: ${why}`;
      return `${id} 위젯 — ${why === 'no_conversation' ? '테스트 대화가 아직 도착하지 않음' : why === 'site_not_opened' ? '사이트를 열어 본 사람이 아직 없음' : why === 'not_proved' ? '아직 확인되지 않음' : why === 'returned' ? '다시 클래식으로 표시됨' : `읽을 수 없음: ${reason ? common.unknown[reason] : '상태가 분명하지 않습니다'}`}`;
  }
}

function itemWhy(why: string): string | undefined {
  if (why === 'stale') return '재확인 필요';
  if (why === 'todo') return '완료되지 않음';
  return why === 'not_compared' ? '티켓 비교 전' : undefined;
}

function statementTitle(id: string): string {
  return Object.entries(common.statements).find(([statement]) => statement === id)?.[1] ?? id;
}
