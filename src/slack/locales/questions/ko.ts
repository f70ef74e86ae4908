import type { QuestionId } from '../../../checklist/items/questions.ts';
import type { QuestionText } from './text.ts';

/** The evaluation questions in Korean. */
export const questionTexts: Readonly<Record<QuestionId, QuestionText>> = {
  'eval-q01-chat-web-sdk': {
    question: 'Chat 웹 SDK로 자체 채팅 위젯을 만들었나요?',
    remarkIfYes:
      '그대로 전환할 수 없어 새 위젯(메시징 웹 위젯 또는 Sunshine Conversations)이 필요합니다. Chat 웹 SDK는 2021-09-22부터 유지 보수만 제공됩니다.',
  },
  'eval-q02-proactive-or-visitor-list': {
    question: '상담사가 사전대응 메시지나 방문자 목록으로 대화를 시작하나요?',
    remarkIfYes: '방문자 목록을 대신하는 기능은 안내되어 있지 않으므로 사전대응 메시지를 검토해 주세요.',
  },
  'eval-q03-agent-mobile-app': {
    question: '상담사가 모바일 앱에서 고객 문의에 답하나요?',
    remarkIfYes: '사용 중인 플랜에서 모바일 앱이 메시징을 어디까지 지원하는지 확인해 주세요.',
  },
  'eval-q04-bans': {
    question: '차단해 둔 사용자·IP 주소·도메인이 있나요?',
    remarkIfYes: '사용자 일시 중단과 IP 차단으로 다시 만들어야 하며, 도메인 차단을 대신하는 기능은 안내되어 있지 않습니다.',
  },
  'eval-q05-authentication': {
    question: '고객을 식별하려고 인증 기능을 쓰고 있나요?',
    remarkIfYes: '사이트와 앱에 새 서명 키와 코드가 필요합니다.',
  },
  'eval-q06-skills-routing': {
    question: '스킬에 따라 채팅을 배분하고 있나요(스킬 기반 라우팅)?',
    remarkIfYes: '옴니채널 라우팅과 티켓 스킬(Professional 이상)을 써야만 가능합니다.',
  },
  'eval-q07-location-system-info': {
    question: '위치·시스템 정보 등 Chat의 추가 고객 정보에 의존하나요?',
    remarkIfYes: '메시징에서 어떤 정보가 표시되는지 확인하고, 나머지는 필드나 코드로 수집해야 합니다.',
  },
  'eval-q08-conversion-tracking': {
    question: '전환(컨버전) 추적 기능을 쓰고 있나요?',
    remarkIfYes: '메시징 목표는 별도 기능입니다.',
  },
  'eval-q09-incremental-or-realtime-api': {
    question: 'Chat 증분 API나 실시간 API를 사용하나요?',
    remarkIfYes: '메시징 대화는 포함되지 않으므로 티켓과 메시징 데이터 세트로 옮겨야 합니다.',
  },
  'eval-q10-over-1000-agents': {
    question: '동시에 온라인인 메시징 상담사가 1,000명을 넘나요?',
    remarkIfYes: '날짜를 정하기 전에 Zendesk에 문의해 주세요.',
  },
  'eval-q11-over-500-integrations': {
    question: '구성된 연동이 500개를 넘나요?',
    remarkIfYes: '날짜를 정하기 전에 Zendesk에 문의해 주세요.',
  },
  'eval-q12-over-4000-conversations': {
    question: '동시 대화 4,000건 또는 하루 200,000건을 넘을 것으로 예상하나요?',
    remarkIfYes: 'Zendesk에 문의해 주세요. 다른 문서에는 8,000건으로 안내되어 있습니다.',
  },
};
