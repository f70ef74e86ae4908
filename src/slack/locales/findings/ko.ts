import type { ChatList } from '../../../zendesk/port.ts';
import type { FindingTexts } from './text.ts';
import { titlesIn } from './titles.ts';

const titles = (names: readonly string[]) => titlesIn('ko', names);

const share = {
  ready: '필요한 인원이 링크를 읽었습니다',
  todo: ({ read, members, wanted }: { readonly read: number; readonly members: number; readonly wanted: number }) =>
    members === 0 ? '링크를 아직 공유하지 않았습니다' : `${members}명 중 ${read}명이 링크를 읽었습니다(기준 ${wanted}%)`,
} as const;

const lost = (missing: readonly string[]) => `없는 그룹에 배정하는 규칙이 있어 티켓이 아무에게도 전달되지 않습니다: ${titles(missing)}`;

const routing = {
  ready: '메시징 티켓을 그룹에 배정하는 트리거가 있습니다',
  todo: ({ inactive, missing }: { readonly inactive: readonly string[]; readonly missing: readonly string[] }) =>
    missing.length > 0
      ? lost(missing)
      : inactive.length === 0
        ? '채널이 메시징인 조건과 그룹 배정 작업을 모두 갖춘 활성 트리거가 없습니다'
        : `메시징 티켓을 그룹에 배정할 트리거가 비활성 상태입니다: ${titles(inactive)}`,
} as const;

const chatListNames: Readonly<Record<ChatList, string>> = {
  triggers: '트리거',
  departments: '부서',
  bans: '차단 목록',
  goals: '목표',
  shortcuts: '단축어',
  skills: '스킬',
  'routing_settings/account': '계정 라우팅 설정',
};

export const findings: FindingTexts = {
  'impact-api-credentials': {
    ready: '등록된 토큰으로 Zendesk에 연결됩니다',
    todo: ({ of, problem }) => {
      const token = `등록된 ${of === 'chat' ? 'Chat' : 'Support'} 토큰`;
      if (problem === 'refused') return `Zendesk가 ${token}을 거부합니다`;
      return problem === 'scope'
        ? `${token}에 read 범위가 없습니다`
        : `${token}이 다른 계정의 것일 수 있습니다. 이 계정의 토큰으로 다시 연결해 주세요`;
    },
  },
  'req-agent-workspace-enabled': { ready: '상담사 워크스페이스가 켜져 있습니다', todo: () => '상담사 워크스페이스가 꺼져 있습니다' },
  'req-help-center-recommended': {
    ready: '모든 브랜드의 문서가 충분합니다',
    todo: ({ brand, articles, wanted }) => `${brand} 헬프 센터의 문서가 ${articles}개입니다(권장 ${wanted}개)`,
  },
  'req-people-with-rights': {
    ready: '전환 담당자와 예비 담당자가 Zendesk 관리자입니다',
    todo: ({ people, more, nobodyIs }) =>
      [
        ...(people.length > 0
          ? [`Zendesk 관리자가 아닌 사람: ${people.map((user) => `<@${user}>`).join(', ')}${more > 0 ? ` 외 ${more}명` : ''}`]
          : []),
        ...(nobodyIs.length > 1 ? ['전환 담당자와 예비 담당자가 정해지지 않았습니다'] : []),
        ...(nobodyIs.length === 1 ? [`${nobodyIs[0] === 'backup' ? '예비 담당자가' : '전환 담당자가'} 정해지지 않았습니다`] : []),
      ].join('. '),
  },
  'agents-share-agent-workspace': share,
  'agents-share-handoff-handback': share,
  'agents-share-conversation-translation': share,
  'migrate-1-activate-account': { ready: '계정에서 메시징이 활성화되어 있습니다', todo: () => '계정에서 메시징이 활성화되지 않았습니다' },
  'migrate-3a-organize-groups': {
    ready: '메시징 티켓을 받는 그룹마다 Chat 액세스 권한이 있는 구성원이 있습니다',
    todo: ({ empty, missing, groups }) => {
      if (groups === 0) return '아직 그룹이 없습니다';
      if (empty.length + missing.length === 0) return '구성원이 있는 그룹이 없습니다';
      return [
        ...(empty.length > 0 ? [`Chat 액세스 권한이 있는 구성원이 없는 그룹: ${titles(empty)}`] : []),
        ...(missing.length > 0 ? [lost(missing)] : []),
      ].join('. ');
    },
  },
  'act-no-visible-change': { ready: '위젯이 아직 클래식입니다', todo: ({ brand }) => `${brand} 위젯이 이미 메시징입니다` },
  'after-leftover-chat-tickets': {
    ready: '목록의 티켓을 모두 처리했습니다',
    todo: ({ open }) => `목록의 티켓 ${open}건이 아직 열려 있습니다`,
  },
  'drain-stop-new-chats': {
    ready: '새로 들어오는 채팅이 없습니다',
    todo: ({ incoming }) =>
      incoming === 0 ? '지금은 들어오는 채팅이 없지만 더 지켜봐야 합니다' : `새 채팅 ${incoming}건이 들어오고 있습니다`,
  },
  'migrate-close-active-chats': {
    ready: '진행 중인 실시간 채팅이 없습니다(두 번 확인)',
    todo: ({ open }) =>
      open === 0 ? '첫 확인에서 실시간 채팅이 없었고, 1분 뒤 다시 확인합니다' : `실시간 채팅 ${open}건이 아직 진행 중입니다`,
  },
  'migrate-agents-offline': {
    ready: '상담사가 모두 오프라인입니다',
    todo: ({ agents }) => `오프라인이 아닌 상담사가 ${agents}명 있습니다`,
  },
  'migrate-note-pending-tickets': { ready: '티켓 목록을 확보했습니다', todo: () => '티켓 목록을 아직 확보하지 못했습니다' },
  'migrate-important-notice': { ready: '확인 문구를 입력했습니다', todo: () => '확인 문구를 아직 입력하지 않았습니다' },
  'migrate-4a-web-widget': {
    ready: '모든 브랜드에서 새 위젯과 테스트 대화를 확인했습니다',
    todo: ({ brand }) => `${brand} 위젯이 아직 클래식입니다`,
  },
  'chat-groups-and-ticket-triggers': routing,
  'migrate-3b-configure-routing': { ...routing, ready: '메시징 티켓이 그룹에 배정됩니다' },
  'route-view-for-messaging': {
    ready: '미해결 메시징 티켓을 보여 주는 보기가 있습니다',
    todo: () => '채널이 메시징이고 상태가 해결됨 미만인 활성 보기가 없습니다',
  },
  'chat-departments-enabled': {
    ready: '메시징 티켓을 받는 그룹이 모두 부서로 켜져 있습니다',
    todo: ({ off, missing }) =>
      [
        ...(off.length > 0 ? [`부서가 꺼져 있는 그룹: ${titles(off)}`] : []),
        ...(missing.length > 0 ? [`부서가 없는 그룹: ${titles(missing)}`] : []),
      ].join(', '),
  },
  'req-chat-access-per-agent': {
    ready: '메시징 그룹의 구성원 모두에게 Chat 액세스 권한이 있습니다',
    todo: ({ without, members, groups }) =>
      members === 0
        ? '메시징 그룹에 구성원이 없습니다'
        : `메시징 그룹 구성원 ${members}명 중 ${without}명에게 Chat 액세스 권한이 없습니다(${titles(groups)})`,
  },
  'pending-automations-guard': {
    ready: '보류 상태 티켓에 메일을 보내거나 해결 처리하는 규칙이 모두 보호 태그를 제외합니다',
    todo: ({ rules, more, tag }) =>
      `보류 상태 티켓에 메일을 보내거나 해결 처리하는 규칙: ${titles(rules)}${more > 0 ? ` 외 ${more}개` : ''}. ‘태그에 다음 중 하나도 포함되지 않음: ${tag}’ 조건을 추가해 주세요`,
  },
  'web-csp-allows-messaging': {
    ready: '주요 페이지의 콘텐츠 보안 정책이 메시징을 막지 않습니다',
    todo: ({ page, missing, more }) => `${page}의 콘텐츠 보안 정책에 없는 항목: ${missing.join(', ')}${more > 0 ? ` 외 ${more}개` : ''}`,
  },
  'pending-tickets-guard-tag': {
    ready: '목록의 모든 티켓에 보호 태그가 있습니다',
    todo: ({ without, tickets }) => `목록의 티켓 ${tickets}건 중 ${without}건에 아직 보호 태그가 없습니다`,
  },
  'route-omnichannel-prerequisites': {
    ready: '상담사 워크스페이스, 메시징 채널, 그룹 배정이 모두 갖추어져 있습니다',
    todo: ({ lacks }) =>
      `아직 갖추어지지 않은 것: ${lacks
        .map((each) =>
          each === 'agent_workspace'
            ? '상담사 워크스페이스'
            : each === 'channel'
              ? '켜져 있는 메시징 채널'
              : '티켓을 그룹에 배정하는 트리거나 대기열',
        )
        .join(', ')}`,
  },
  'route-omnichannel-record-settings': {
    ready: 'Chat 라우팅 설정을 보관하고 있으며 보고서에 파일로 첨부됩니다',
    todo: () => 'Chat 라우팅 설정을 아직 보관하지 않았습니다',
  },
  'route-omnichannel-turn-on': {
    ready: '옴니채널 라우팅이 켜져 있고 온라인 상담사가 있습니다',
    todo: ({ online }) =>
      online < 0 ? '옴니채널 라우팅이 꺼져 있습니다' : '옴니채널 라우팅은 켜져 있지만 메시징 온라인 상담사가 없습니다',
  },
  'after-csat-end-session': {
    ready: '세션이 종료되면 설문조사를 보내는 트리거가 있습니다',
    todo: () => '세션이 종료될 때 설문조사를 보내는 트리거가 없습니다',
  },
  'chat-export-configuration': {
    ready: 'Chat 구성 사본을 보관하고 있으며 보고서에 파일로 첨부됩니다',
    todo: ({ missing }) => `아직 복사하지 않은 항목: ${missing.map((list) => chatListNames[list]).join(', ')}`,
  },
  'chat-limits': { ready: '채팅 한도가 합의한 값입니다', todo: () => '채팅 한도가 설정되어 있지 않습니다' },
  'chat-hours-to-schedule': { ready: '업무 시간이 정해진 일정이 있습니다', todo: () => '업무 시간이 정해진 일정이 없습니다' },
  'req-help-center-for-ai-agent': {
    ready: '모든 브랜드의 헬프 센터가 활성 상태입니다',
    todo: () => '헬프 센터가 활성 상태가 아닌 브랜드가 있습니다',
  },
};
