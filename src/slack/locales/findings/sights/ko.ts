import { common } from '../../common/ko.ts';
import type { SightTexts } from './text.ts';

const widgets = { messaging: '메시징', classic: '클래식', unknown: '확인 불가' } as const;
const keys = {
  old: '이전 키',
  new: '새 키',
  partly: '일부 페이지만 새 키',
  neither: '두 키 모두 없음',
  unknown: '읽을 수 없음',
} as const;
const roles: Readonly<Record<string, string>> = { admin: '관리자', agent: '상담사', 'end-user': '최종 사용자' };
const on = (isOn: boolean | undefined) => (isOn === undefined ? '확인 불가' : isOn ? '켜짐' : '꺼짐');

export const sightTexts: SightTexts = {
  incoming: ({ chats, isNobodyOnline }) => `수신 ${chats}건${isNobodyOnline ? ', 온라인 상담사 없음' : ''}`,
  chats: ({ incoming, assigned, active }) => `수신 ${incoming}건, 배정 ${assigned}건, 진행 ${active}건`,
  agents: ({ online, away, invisible, messaging }) =>
    `온라인 ${online}명, 자리 비움 ${away}명, 숨김 ${invisible}명${messaging === undefined ? '' : `, 메시징 온라인 ${messaging}명`}`,
  messaging_agents: ({ online }) => `메시징 온라인 ${online}명`,
  widgets: ({ shown }) => shown.map(({ brand, widget }) => `${brand}: ${widgets[widget]}`).join(', '),
  keys: ({ brand, keys: shown }) => `${brand}: ${keys[shown]}`,
  turned: ({ times }) => `메시징 ${times}회 연속 확인`,
  old_key: ({ times }) => `이전 키 ${times}회 연속 확인`,
  messaging_tickets: ({ count }) => `메시징 티켓 ${count}건`,
  workspace: ({ isOn }) => `상담사 워크스페이스 ${on(isOn)}`,
  prerequisites: ({ isOn, turned, widgets: all }) => `상담사 워크스페이스 ${on(isOn)}, 위젯 ${all}개 중 ${turned}개가 메시징`,
  routing_off: () => '옴니채널 라우팅 꺼짐',
  omnichannel: ({ unified, queues }) => `통합 상담사 상태 ${on(unified)}, 대기열 ${queues}개`,
  triggers: ({ active, inactive }) => `활성 ${active}개, 비활성 ${inactive}개`,
  members: ({ groups, members }) => `그룹 ${groups}개, 구성원 ${members}명`,
  chat_limit: ({ limit, isOn }) => `한도 ${limit === undefined ? '없음' : `${limit}건`}, ${on(isOn)}`,
  chat_hours: ({ areSet }) => `운영 시간 ${on(areSet)}`,
  help_centers_on: ({ brands }) => `헬프 센터 켜짐: ${brands.join(', ')}`,
  roles: ({ roles: seen }) => seen.map((role) => roles[role] ?? role).join(', '),
  no_policy: () => '정책 없음',
  opening: ({ is, opensAt }) =>
    opensAt === undefined
      ? is === 'open'
        ? '그 시각에 운영 중'
        : '운영 시간이 없음'
      : `그 시각에 운영 시간 아님, 다음 시작 ${sightTexts.moment(opensAt)}`,
  copy: ({ kept, all, kilobytes, first }) =>
    `목록 ${all}개 중 ${kept}개, ${kilobytes} KB${first === undefined ? '' : `, 최초 사본 ${first}`}`,
  calls: ({ calls, unread }) => `클래식 호출 ${calls}개, 읽지 않은 스크립트 ${unread}개`,
  coded: {
    flood: (waiting, ungrouped, online) =>
      `운영 시작 시점: 대기 ${waiting}건, 그룹 없음 ${ungrouped}건, ${online === undefined ? '온라인 상담사 수 알 수 없음' : `온라인 ${online}명`}`,
    nobodyOnline: (tickets) => `온라인 상담사 없음, 미배정 ${tickets.join(', ')}`,
    stray: (lacks, ticket) => `#${ticket} ${lacks === 'group' ? '그룹 없음' : '다른 브랜드의 티켓'}`,
    closing: (items, tags) => `열린 항목 ${items}개, 보호 태그가 남은 티켓 ${tags === undefined ? '수 알 수 없음' : `${tags}건`}`,
  },
  moment: (at) => common.moment(at, 'UTC'),
};
