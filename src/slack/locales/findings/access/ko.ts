import { common } from '../../common/ko.ts';
import type { AccessText } from './text.ts';

const SUPPORT_CLIENT = '관리 센터 › 앱 및 통합 › API › OAuth 클라이언트';
const CHAT_CLIENT = 'Chat 대시보드 › 설정 › 계정 › API 및 SDK';
const support = `\`support\` 자격 증명으로 다시 연결해 주세요. ${SUPPORT_CLIENT}에서 관리자가 만든 기밀 클라이언트가 필요합니다.`;
const chat = `\`chat\` 토큰으로 다시 연결해 주세요. ${CHAT_CLIENT}에서 관리자가 read와 chat 범위로 만든 클라이언트가 필요합니다.`;
const nobody = '자격 증명이 필요하지 않습니다.';

export const access: AccessText = {
  header: (account) => `${account} · Zendesk에서 조회할 수 있는 항목`,
  lead: (yes, of) =>
    `*인터페이스 ${of}개 중 ${yes}개가 응답합니다.* 응답하지 않는 항목은 확인되지 않은 상태로 남으며, 허용된 경우 지정된 사람의 확인으로 대신합니다.`,
  names: {
    support: 'Support',
    help_center: '헬프 센터',
    chat: 'Chat REST',
    real_time: '실시간 Chat',
    omnichannel: '상담사 가용성(옴니채널)',
    conversations: 'Sunshine Conversations',
    audit_log: '감사 로그',
    status: 'Zendesk 상태',
    widget: '브랜드 위젯',
  },
  verdicts: { yes: '가능', no: '불가', unknown: '확인되지 않음' },
  without: {
    support: '이 권한이 없으면 계정을 전혀 조회할 수 없습니다.',
    help_center: '문서 수는 사람이 알려 줍니다.',
    chat: 'Chat 대시보드의 내용은 사람이 알려 줍니다.',
    real_time: '전환 시간대에 그룹별 팀 리드 한 명이 ‘채팅 0건’이라고 알려 줍니다.',
    omnichannel: '메시징에 온라인인 상담사는 사람이 알려 줍니다.',
    conversations: '여기에 달린 항목은 없습니다.',
    audit_log: '여기에 달린 항목은 없습니다.',
    status: '전환 담당자가 상태 페이지를 확인합니다.',
    widget: '사람이 사이트를 열어 어떤 위젯인지 알려 줍니다.',
  },
  plan: {
    support: `OAuth 클라이언트의 소유자가 관리자이고 read 범위가 있어야 합니다. ${SUPPORT_CLIENT}`,
    help_center: '헬프 센터에 로그인이 필요하거나 read(hc:read) 범위가 없습니다.',
    chat: `Chat 플랜에 REST API가 없거나 토큰에 read와 chat 범위가 없습니다. ${CHAT_CLIENT}`,
    real_time: 'Chat Enterprise와 Suite Enterprise 플랜에서만 제공됩니다.',
    omnichannel: '관리자의 자격 증명이 필요합니다.',
    conversations: '다른 앱의 키입니다. 관리 센터 › 앱 및 통합 › API › Conversations API에서 확인해 주세요.',
    audit_log: 'Enterprise 플랜과 관리자의 자격 증명이 필요합니다.',
    status: nobody,
    widget: '브랜드가 정지되었거나 로그인이 필요한 상태일 수 있습니다.',
  },
  credential: {
    support,
    help_center: support,
    chat,
    real_time: chat,
    omnichannel: support,
    conversations: '필요하면 관리 센터 › 앱 및 통합 › API › Conversations API의 키를 `conversations`로 넣어 다시 연결해 주세요.',
    audit_log: support,
    status: nobody,
    widget: nobody,
  },
  refused: 'Zendesk가 토큰을 거부합니다. 새로 만들어 다시 연결해 주세요.',
  unknown: (why) => common.unknown[why],
};
