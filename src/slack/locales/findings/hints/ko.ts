import { isTimeZone } from '../../../../migration/run/local-clock.ts';
import { zoneName } from '../../format.ts';
import { titlesIn } from '../titles.ts';
import type { HintTexts } from './text.ts';

interface Names {
  readonly names: readonly string[];
  readonly more: number;
}

const titles = ({ names, more }: Names) => `${titlesIn('ko', names)}${more > 0 ? ` 외 ${more}개` : ''}`;
const some = (facts: Names, there: string, none: string) => (facts.names.length === 0 ? none : `${there}: ${titles(facts)}`);
const clients = (facts: Names) => some(facts, '계정의 Chat API 클라이언트', 'Chat API 클라이언트가 없습니다');
const rest = (more: number) => (more > 0 ? [`외 ${more}개`] : []);
const kind = (what: string, names: readonly string[], instead: string) =>
  names.length === 0 ? [] : [`${what} ${titlesIn('ko', names)} → ${instead}`];
const chatTriggers = (facts: Names) => some(facts, '메시징에서 실행되지 않는 활성 Chat 트리거', '활성 Chat 트리거가 없습니다');

const modes: Readonly<Record<string, string>> = { broadcast: '브로드캐스트(전체 알림)', assigned: '배정', hybrid: '혼합' };

/** `Weekdays, 40 h, Asia/Seoul`: the name, the hours of a week, and the zone, which Zendesk may not tell. */
function schedule(line: string): string {
  const [, name, hours, zone] = /^(.*), (\d+) h, (\S+)$/.exec(line) ?? [];
  if (name === undefined || zone === undefined) return titlesIn('ko', [line]);
  return `${titlesIn('ko', [name])}(주 ${hours}시간, ${isTimeZone(zone) ? zoneName(zone, 'ko') : '시간대 알 수 없음'})`;
}

interface Limits {
  readonly limit: number;
  readonly per: string;
  readonly capacity: number;
  readonly rule: string;
  readonly others: readonly string[];
}

const limits = ({ limit, per, capacity, rule, others }: Limits) =>
  [
    `현재 한도는 채팅 ${limit}건이며 ${per === 'agent' ? '상담사별' : '계정 전체'} 설정입니다`,
    capacityText(limit, capacity, rule),
    ...(others.length > 0 ? [`값이 다른 규칙: ${others.join(', ')}`] : []),
  ].join('. ');

function capacityText(limit: number, capacity: number, rule: string): string {
  if (capacity === -1) return '옴니채널 라우팅의 수용 능력 규칙은 조회할 수 없었습니다';
  if (capacity < 0) return '옴니채널 라우팅에 기본 수용 능력 규칙이 없습니다';
  const more = capacity - limit;
  const against = more === 0 ? '한도와 같습니다' : `한도보다 ${Math.abs(more)}건 ${more > 0 ? '많습니다' : '적습니다'}`;
  return `수용 능력 규칙 ${titlesIn('ko', [rule])}의 상담사당 메시징 대화는 ${capacity}건으로 ${against}`;
}

export const hintTexts: HintTexts = {
  'req-plan-eligible': ({ plan }) => `Chat 플랜 이름은 ‘${plan}’입니다. 참고용이며 구독 내용을 증명하지는 않습니다`,
  'impact-api-credentials': () =>
    '등록된 Chat 토큰이 이 계정의 것인지 확인되지 않습니다. 이 계정의 관리자가 read와 chat 범위로 만든 `chat` 토큰으로 다시 연결하거나, 이 계정에서 Chat API를 쓰지 않으면 `chat` 없이 다시 연결해 주세요. 관리자가 게이트의 이 조건을 넘길 수도 있습니다',
  'eval-inventory': ({ active, scope, more, classic, messaging, none }) =>
    [
      `활성 브랜드 ${active}개, 전환 대상: ${scope.join(', ')}${more > 0 ? ` 외 ${more}개` : ''}`,
      ...(classic.length > 0 ? [`클래식 위젯: ${classic.join(', ')}`] : []),
      ...(messaging.length > 0 ? [`메시징: ${messaging.join(', ')}`] : []),
      ...(none.length > 0 ? [`위젯이 확인되지 않음: ${none.join(', ')}`] : []),
    ].join('; '),
  'before-review-feature-impact': ({ chatTriggers: triggers, shortcuts, goals, skills, roles }) =>
    `메시징으로 복사되지 않는 항목: ${[
      `활성 Chat 트리거 ${triggers}개`,
      ...(shortcuts < 0 ? [] : [`단축어 ${shortcuts}개`]),
      ...(goals < 0 ? [] : [`목표 ${goals}개`]),
      ...(skills < 0 ? [] : [`스킬 ${skills}개`]),
      ...(roles < 0 ? [] : [`Chat 역할 ${roles}개`]),
    ].join(', ')}`,
  'impact-javascript-audit': ({ calls, more, unread }) =>
    [
      calls.length === 0
        ? '읽은 코드에 클래식 호출이 없습니다'
        : `클래식 호출과 메시징에서 대신 쓸 호출: ${calls.join('; ')}${more > 0 ? ` 외 ${more}개` : ''}`,
      ...(unread > 0 ? [`읽지 않은 스크립트 ${unread}개`] : []),
    ].join('; '),
  'web-key-pages-opened': ({ pages }) => pages.join('; '),
  'impact-ccapi-bots': clients,
  'impact-chat-apis': clients,
  'chat-hours-to-schedule': (facts) =>
    `업무 시간이 정해진 일정: ${facts.names.map(schedule).join(', ')}${facts.more > 0 ? ` 외 ${facts.more}개` : ''}. 합의한 시간과 같은지는 사람이 확인해야 합니다`,
  'impact-bans': ({ addresses, visitors }) => `현재 차단: IP 주소 ${addresses}개, 방문자 ${visitors}명`,
  'chat-goals': (facts) => some(facts, '활성 목표', '활성 목표가 없습니다'),
  'route-skills-plan': (facts) => some(facts, '활성 스킬', '활성 스킬이 없습니다'),
  'chat-other-triggers-review': (facts) =>
    some(facts, '모든 채널의 고객에게 메일을 보내는 트리거', '모든 채널의 고객에게 메일을 보내는 트리거가 없습니다'),
  'migrate-3a-organize-groups': ({ names, more, people, departments }) =>
    [
      ...(names.length > 0 ? [`그룹이 없는 Chat 부서: ${titles({ names, more })}`] : []),
      ...(people.length > 0 ? [`Chat 부서에는 있지만 해당 그룹에는 없는 상담사: ${[...people, ...rest(departments)].join(', ')}`] : []),
    ].join('; '),
  'chat-groups-and-ticket-triggers': ({ names, among, tagged, grouped, more }) =>
    `메시징에서는 실행되지 않는 티켓 트리거: ${[
      ...kind('실시간 채팅 전용', names, '채널을 메시징으로 바꾼 사본 만들기'),
      ...kind('여러 조건 중 하나가 실시간 채팅', among, '메시징 채널 조건 추가하기'),
      ...kind('실시간 채팅에만 붙는 태그가 조건', tagged, '태그 대신 메시징 채널을 조건으로 쓰기'),
      ...kind('Chat 부서의 그룹이 조건', grouped, '메시징 티켓을 그 그룹에 배정하기'),
      ...rest(more),
    ].join('; ')}`,
  'act-chat-trigger-channel-field': chatTriggers,
  'chat-trigger-channel-edits': ({ asked, loaded, others, more }) =>
    asked.length + loaded.length + others.length === 0
      ? '활성 Chat 트리거가 없습니다'
      : `메시징에서 실행되지 않는 활성 Chat 트리거: ${[
          ...kind('채팅 요청 시', asked, '채널을 메시징으로 바꾸거나 메시징 트리거로 대체'),
          ...kind('페이지 로드 시', loaded, '사전대응 메시지로 대체'),
          ...kind('그 밖의 시점', others, '메시징 트리거나 티켓 트리거로 대체'),
          ...rest(more),
        ].join('; ')}`,
  'chat-shortcuts-to-macros': ({ shortcuts, macros, left, names, more }) =>
    [
      `단축어 ${shortcuts}개${macros < 0 ? '' : `, 활성 매크로 ${macros}개`}`,
      ...(left === 0 ? ['모두 같은 이름의 매크로가 있습니다'] : []),
      ...(left > 0 ? [`같은 이름의 매크로가 없는 단축어: ${titles({ names, more })}`] : []),
    ].join('. '),
  'chat-limits': limits,
  'first-opening-watch': limits,
  'route-existing-rules-carry-over': ({ mode, seconds }) =>
    `라우팅 방식은 ${modes[mode] ?? `‘${mode}’`}, ${seconds === 0 ? '재배정 없음' : `재배정 대기 시간 ${seconds}초`}입니다`,
  'eval-scale-limits': ({ agents }) => `Chat 액세스 권한이 있는 상담사 ${agents}명`,
};
