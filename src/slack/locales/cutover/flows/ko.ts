import { common } from '../../common/ko.ts';
import { numbered } from '../../common/particles.ts';
import type { FlowText } from './text.ts';

export const flows: FlowText = {
  pass: {
    button: '게이트 넘기기…',
    title: '게이트 넘기기',
    body: (gate, red, chats) =>
      `*${gate} 게이트가 닫혀 있습니다.* 다음 내용을 본인 이름으로 넘기고 진행합니다.\n${red.join('\n')}${chats ? ` 진행 중인 채팅 ${chats}건이 끊깁니다.` : ''}`,
    notPassed:
      '승인, 담당자의 참석, 확인 문구, 전환 시간대, Slack 연결, 확인할 수 없는 위젯은 넘길 수 없습니다. 이후에 새로 닫히는 조건도 넘어가지 않습니다.',
    nameLabel: (account) => `계정 이름 입력: ${account}`,
    reasonLabel: '그래도 진행하는 이유',
    reasonHint: '보드와 스레드, 모든 보고서에 표시됩니다.',
    empty: '이유를 입력해 주세요. 보고서를 보는 모든 사람에게 표시됩니다.',
    submit: '넘기기',
    close: '돌아가기',
    done: '게이트를 본인 이름으로 넘긴 것으로 기록했습니다. 모두에게 알립니다.',
    mark: (gate, who, red, chats, reason) =>
      `:warning: *${gate} 게이트 넘김* — ${who}: ${red.join('; ')}.${chats === undefined ? '' : ` 진행 중인 채팅 ${chats}건.`} 이유: _${reason}_`,
    header: '넘긴 게이트',
  },
  handOver: {
    button: '넘겨주기',
    done: (to) => `이제 ${to} 님이 전환을 담당하는 것으로 기록했습니다.`,
    post: (from, to) =>
      `*${from} 님에게서 ${to} 님이 전환을 넘겨받았습니다.* 지금부터 확인 문구 입력과 전환 보고는 ${to} 님만 할 수 있으며, 대기 중이던 문구는 다시 입력해야 합니다.`,
    line: (who, from, at) => `현재 담당자: ${who} (${from} 님에게서 넘겨받음, ${at})`,
  },
  notes: {
    guard:
      'Ferry(메시징 전환): 전환 전에 해결되지 않은 채팅 티켓입니다. 함께 추가된 태그는 자동화가 이 티켓을 건드리지 않게 하며, 전환 4일 뒤에 제거됩니다.',
    notSwitched: 'Ferry(메시징 전환): 전환이 진행되지 않아 보호 태그를 다시 제거합니다.',
  },
  writes: {
    approved: (tag) =>
      `*Ferry가 Zendesk에서 직접 변경하는 것:* 채팅을 마무리하는 동안 채팅 한도를 1로 낮추고 이후 원래대로 돌려놓습니다${tag ? `. 목록의 티켓에 \`${tag}\` 태그와 내부 메모를 추가합니다(태그는 4일 뒤 제거되고 메모는 남습니다)` : ''}. 쓰기 권한이 없으면 아무것도 바꾸지 않고 담당자에게 알립니다.`,
    header: 'Ferry가 Zendesk에서 변경한 것',
    limit: ({ was, want, is }) =>
      ({
        under_way: `채팅 한도: ${common.chatLimit(was)}에서 ${numbered(want, '으로/로')} 낮추는 중입니다.`,
        made: `채팅 한도: ${common.chatLimit(was)}에서 ${numbered(want, '으로/로')} 낮췄습니다. 상담을 다시 열거나 계획이 끝나면 돌려놓습니다.`,
        refused: '채팅 한도: Ferry가 변경하지 않았습니다.',
        put_back: `채팅 한도: ${numbered(common.chatLimit(was), '으로/로')} 돌려놓았습니다.`,
        changed_by_hand: `채팅 한도: 그사이 직접 변경되어 그대로 두었습니다(이전 값 ${common.chatLimit(was)}).`,
        stuck: `:red_circle: 채팅 한도: 돌려놓지 못했습니다. ${numbered(common.chatLimit(was), '으로/로')} 직접 설정해 주세요.`,
      })[is],
    tag: (tag, { underWay, on, off, refused }) =>
      `\`${tag}\` 태그: ${[
        ...(on > 0 ? [`추가됨 ${on}건`] : []),
        ...(underWay > 0 ? [`추가 중 ${underWay}건`] : []),
        ...(off > 0 ? [`제거됨 ${off}건`] : []),
        ...(refused > 0 ? [`추가하지 못함 ${refused}건`] : []),
      ].join(', ')}`,
    refused: (write, why) =>
      write === 'chat_limit'
        ? `:warning: Ferry가 채팅 한도를 낮추지 않습니다: ${why}. 운영 시간이나 한도로 채팅을 닫는 일은 전환 담당자가 해 주세요.`
        : `:warning: Ferry가 목록의 티켓에 태그를 추가하지 않습니다: ${why}. 관리자가 보호 태그를 직접 추가하거나 보류 티켓의 자동화를 지켜봐 주세요.`,
    undoRefused: (write, was, why) =>
      write === 'chat_limit'
        ? `:red_circle: Ferry가 채팅 한도를 돌려놓지 못했습니다: ${why}. 관리자가 Chat 대시보드 › 설정 › 라우팅에서 ${numbered(common.chatLimit(was), '으로/로')} 직접 설정해 주세요.`
        : `:red_circle: Ferry가 일부 티켓의 보호 태그를 제거하지 못했습니다: ${why}. 관리자가 직접 제거해 주세요.`,
    why: (why) =>
      ({ not_allowed: '토큰에 쓰기 권한 없음', no_credential: '자격 증명 없음', not_seen: '요청했지만 확인되지 않음' })[why] ??
      'Zendesk가 받아들이지 않음',
  },
  review: {
    title: (account) => `${account} 전환 검토: 계획과 실제`,
    fileTitle: (account) => `${account}: 전환 검토(계획과 실제)`,
    counts: (steps, phrases, passed, left) =>
      `시작한 단계 ${steps}개, 입력한 확인 문구 ${phrases}개, 넘긴 게이트 ${passed}개, 다른 시간대로 넘긴 브랜드 ${left}개.`,
    columns: ['단계', '계획', '시작', '지연(분)', '완료', '소요(분)'],
  },
  rollBack: {
    button: '되돌릴 수 있는 것…',
    confirm: {
      title: '여기서 멈추고 되돌릴까요?',
      text: '아직 전환하지 않은 브랜드는 클래식으로 유지됩니다. 이미 전환된 브랜드는 직접 되돌릴 수 없습니다.',
      yes: '여기서 멈추기',
      no: '계속 진행',
    },
    before: '되돌렸습니다. 전환된 것은 없고 이 시간대를 포기하며, Ferry가 Zendesk에서 변경한 것은 원래대로 돌려놓습니다.',
    header: (account) => `${account} · 되돌릴 수 있는 것`,
    asked: (who, at) => `요청: ${who}, ${at}`,
    converted: (brands) =>
      `:red_circle: *${brands}: 전환됨.* 직접 되돌릴 방법이 없고 Zendesk 문서에도 없습니다. 가능한지는 Zendesk 고객 지원만 답할 수 있으니, 되돌릴 수 있다고 가정하지 마세요. 요청문은 아래에 있습니다.`,
    swapped: (brands) =>
      `:leftwards_arrow_with_hook: *${brands}: 코드 조각 키 교체.* 웹 개발자가 페이지에 이전 키를 다시 넣으면 몇 분 안에 돌아갑니다. 이미 만들어진 메시징 티켓은 그대로 이어집니다.`,
    classic: (brands) => `:white_check_mark: *${brands}:* 아직 클래식이며, 이번 시간대에는 더 이상 전환을 요청하지 않습니다.`,
    chats: (tickets, listed) =>
      `:red_circle: 종료된 실시간 채팅은 되돌릴 수 없습니다. ${listed === 'before' ? '전환 직전 목록' : '전환된 뒤에 기록한 목록(일부 티켓이 빠졌을 수 있음)'}의 티켓 ${tickets}건을 이 스레드의 파일에서 확인해 해당 고객에게 연락해 주세요.`,
    inMinutes: [
      '고객 화면에서 위젯이 깨지는 경우: 웹 개발자가 런처를 숨기거나 코드 조각을 빼고 문의 양식, 이메일, 전화로 안내합니다.',
      'AI 상담사의 답변이 부적절한 경우: 채널에서 AI 상담사를 제외합니다(삭제하지 마세요). 기본 메시징 응답이 자동으로 돌아옵니다.',
      '대화가 너무 많은 경우: 첫 응답에서 이메일을 요청하고, 영업시간 외 응답을 사용하고, 일정을 줄이고, 세션을 종료합니다.',
      '티켓이 상담사에게 가지 않는 경우: 보기에서 직접 배정하고, 라우팅을 브로드캐스트로 바꾸고, 트리거를 고칩니다.',
      '옴니채널 라우팅을 켠 뒤 잘못 배정되는 경우: 다시 끄고 기록해 둔 라우팅 설정으로 되돌립니다. 상담사는 상태를 다시 선택합니다.',
      '다른 브랜드: 전환하지 마세요. 클래식으로 유지됩니다.',
    ],
    parallel: '*다른 채널을 지금 열어 두세요.* 문의 양식, 이메일, 전화를 페이지와 첫 응답에 안내합니다.',
    request: (who) => `*${who} 님이 Zendesk 고객 지원에 그대로 보낼 수 있는 요청문(영문):*`,
  },
};
