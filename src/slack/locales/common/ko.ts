import { dayAndTime, readersTime, time, zoneName } from '../format.ts';
import type { CommonText } from './text.ts';

export const common: CommonText = {
  stages: {
    preparing: '메시징 전환 준비 중',
    scheduled: '전환 예약됨',
    cutting_over: '전환 진행 중',
    halted: '일시 중지',
    live: '메시징 사용 중',
  },
  sections: {
    before: '마이그레이션 전',
    'prepare-requirements': '계정 요구 사항',
    'prepare-agents': '상담사 준비',
    migrate: '전환',
    after: '전환 후',
    resources: '자료',
  },
  channels: { web: '웹', android: 'Android', ios: 'iOS' },
  roles: { admin: '관리자', lead: '팀 리드', approver: '승인자', operator: '전환 담당자', backup: '예비 담당자' },
  statements: { agents_ready: '상담사 준비 완료', activation: '계정의 메시징 활성화', plan: '전환 계획', go: '전환 진행' },
  unknown: {
    unreachable: 'Zendesk에 연결하지 못했습니다',
    not_allowed: '현재 플랜이나 역할로는 해당 API를 사용할 수 없습니다',
    no_credential: '해당 API의 자격 증명이 등록되어 있지 않습니다',
    token_refused: 'Zendesk가 토큰을 거부했습니다',
    unexpected_answer: 'Zendesk가 문서와 다른 형식으로 응답했습니다',
    not_computed: 'Zendesk가 아직 수치를 집계하지 않았습니다',
    not_looked: '아직 확인하지 않았습니다',
    not_shared: 'Ferry로 링크를 아직 공유하지 않았습니다',
    cannot_tell: 'API로는 알 수 없습니다',
    no_interface: '이 계정에는 해당 인터페이스가 없습니다',
    page_unreachable: '페이지를 읽지 못했습니다',
    page_not_public: '공개된 인터넷 페이지가 아니어서 읽지 않습니다',
    no_address: 'Slack에서 이메일 주소를 볼 수 없습니다(권한 `users:read.email`)',
    no_match: '같은 이메일 주소를 쓰는 Zendesk 사용자가 없습니다',
    not_named: '전환 담당자나 예비 담당자가 아직 정해지지 않았습니다',
  },
  saw: {
    passed_over: '관리자가 통과시킴',
    no_conversation: '테스트 대화가 확인되지 않음',
    nobody: '온라인 상담사 없음',
    no_incident: '장애 없음',
    asked_again: '다시 요청함',
    activation: '‘메시징 활성화’ 승인됨',
    go: '‘전환 진행’ 승인됨',
    native_messaging: '메시징 티켓이 있음',
    messenger: '메시징으로 표시되는 위젯이 있음',
    changed_by_hand: '그사이 직접 변경됨',
    chat_limit: '채팅 한도가 원래대로 돌아오지 않음',
    not_seen: '보냈지만 확인되지 않음',
    classic: '클래식',
    messaging: '메시징',
    unknown: '상태가 분명하지 않음',
    'passed over': '관리자가 통과시킴',
  },
  people: (users) => (users.length === 0 ? '없음' : users.map((user) => `<@${user}>`).join(', ')),
  windowForAll: (from, to, zone) => `${common.window(from, to, zone)} · 내 시간 ${readersTime(from, common.moment(from, zone))}`,
  window: (from, to, zone) => `${dayAndTime(from, zone, 'ko')}–${time(to, zone)} (${zoneName(zone, 'ko')})`,
  moment: (at, zone) => `${dayAndTime(at, zone, 'ko')} (${zoneName(zone, 'ko')})`,
  clock: (at, zone) => time(at, zone),
  ago: (ms) => (ms < 60_000 ? '방금' : `${amount(ms)} 전`),
  length: (ms) => amount(ms),
  chatLimit: (written) => {
    if (written === 'on') return '켜짐';
    const number = /^off (\d+)$/.exec(written)?.[1];
    if (number !== undefined) return `${number}(꺼짐)`;
    return written === 'off' ? '꺼짐' : written;
  },
  nobody: '없음',
  and: '및',
};

function amount(ms: number): string {
  const minutes = Math.round(ms / 60_000);
  if (minutes < 120) return `${minutes}분`;
  const hours = Math.round(minutes / 60);
  return hours < 48 ? `${hours}시간` : `${Math.round(hours / 24)}일`;
}
