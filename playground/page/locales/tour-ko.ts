import type { TourWords } from './tour-en.ts';

const subject = (who: string) => `${who} 님이`;

/** In Korean. */
export const tourKo: TourWords = {
  steps: {
    connect: { title: '연결', why: 'Ferry가 Zendesk를 읽을 키는 Slack으로 오가지 않습니다. 관리자가 서버에서 직접 전달합니다.' },
    check: {
      title: '점검',
      why: '인터페이스로 알 수 있는 것은 모두 찾아봅니다. 확인하지 못한 것은 ‘모름’이며, ‘모름’은 절대 준비된 것으로 치지 않습니다.',
    },
    share: { title: '공유', why: '상담사가 읽을 문서 세 개를 한 메시지로 보냅니다. 누가 읽었는지는 Ferry가 셉니다.' },
    window: { title: '전환 시간대', why: '전환하면 열려 있는 채팅이 모두 끝납니다. 그래서 조용한 시간에, 담당자가 자리에 있을 때 합니다.' },
    sign: { title: '승인', why: '지정된 사람이 화면에 보이는 내용 그대로에 동의합니다. 내용이 바뀌면 승인은 무효가 되고 다시 요청합니다.' },
    'dry-run': { title: '모의 실행', why: '그날 밤의 모든 과정을 관문과 같은 방식으로 확인하되, 아무것도 바꾸지 않습니다.' },
    'cut-over': { title: '전환', why: '채팅 비우기, 관문, 문구 입력, 클릭, 증명. 도중에 한 가지가 잘못됩니다. Ferry가 믿는지 보세요.' },
    finish: { title: '마무리', why: '실제 대화가 도착하고 목록의 티켓이 모두 확인되어야 시간대를 마감할 수 있습니다.' },
  },
  hints: {
    connect: (who, about) => `${subject(who)} 서버에서 ‘ferry connect ${about}’를 실행합니다. 키는 시험해 본 뒤에 보관합니다.`,
    'start-bot': () => 'Ferry가 실행되고 있지 않습니다. 시작하면 먼저 살펴보고 하던 일을 이어 갑니다.',
    lonely: () => 'Ferry를 시작하는 중입니다. 곧 Slack에 연결됩니다.',
    check: (who, about) => `${subject(who)} ${about} 명령을 입력합니다. Ferry가 무엇을 찾는지 보세요.`,
    homework: (who) => `${subject(who)} 역할을 정하고, 팀이 몇 주치 준비를 순식간에 마칩니다. 명령 약 70개에 하나하나 답이 옵니다.`,
    share: (who, about) => `${subject(who)} ${about} 명령을 입력합니다. 메시지는 #agents에 올라갑니다.`,
    read: (who) => `한국어를 쓰는 상담사 ${subject(who)} 읽음 버튼을 누릅니다.`,
    'read-others': () => '다른 사람들도 읽습니다. 다섯 명 중 네 명이 읽으면 충분합니다.',
    window: (who, about) => `${subject(who)} ${about} 명령을 입력합니다. 채팅이 닫힌 밤 시간입니다.`,
    'sign-plan': (who) => `${subject(who)} 계획을 읽고 승인합니다. 계획을 만든 사람이 유일한 승인자가 될 수는 없습니다.`,
    'sign-activation': (who) => `${subject(who)} 계정의 메시징을 켜는 것을 승인합니다. 위젯은 바뀌지 않습니다.`,
    'sign-agents_ready': (who) => `${subject(who)} 상담사가 준비되었다고 서명합니다.`,
    'sign-go': (who) => `${subject(who)} 그날 밤의 진행을 최종 승인합니다.`,
    activate: (who) => `${subject(who)} 관리 센터에서 메시징을 켭니다. Zendesk에 인터페이스가 없어 사람이 눌러야 합니다.`,
    promise: (who) => `${subject(who)} 자리를 지키겠다고 약속합니다.`,
    ahead: () => '지금은 아무도 할 일이 없습니다. Ferry가 말을 꺼낼 때까지 시간을 보냅니다.',
    'dry-run': (who, about) => `${subject(who)} ${about} 명령을 입력합니다.`,
    presence: (who) => `한 시간 전입니다. ${subject(who)} 자리에 있다고 알립니다. 15분 전까지 아무도 없으면 전환하지 않습니다.`,
    'close-chat': () => '새 채팅을 막습니다. 관리 센터에서 채팅을 닫으세요.',
    'no-new-chats': (who) => `${subject(who)} 새 채팅이 시작될 수 없음을 확인합니다.`,
    'end-chats': () => '아직 진행 중인 채팅이 있습니다. 상담사가 마무리합니다.',
    drained: (who) => `${subject(who)} 진행 중인 채팅이 모두 끝났음을 확인합니다.`,
    'agents-offline': () => '아직 채팅에 온라인인 상담사가 있습니다. 오프라인으로 바꿉니다.',
    offline: (who) => `${subject(who)} 상담사가 오프라인임을 확인합니다.`,
    'open-gate': (who, about) => `모두 초록색입니다. ${subject(who)} ${about}의 마지막 관문을 엽니다.`,
    phrase: (who, about) => `${subject(who)} ‘${about}’라고 입력합니다. 다른 글자는 입력란에 오류로 표시됩니다.`,
    claim: (who, about) =>
      `이제 일부러 잘못해 봅니다. ${subject(who)} 누르지도 않고 ${about} 위젯을 전환했다고 말합니다. Ferry가 믿을까요?`,
    'not-believed': () => 'Ferry는 ‘들었지만 보지 못함’으로 적고 밖에서 계속 확인합니다. 10분을 보내 보세요.',
    convert: (_who, about) => `이번에는 정말로 관리 센터에서 ${about} 위젯을 전환합니다.`,
    proof: () => '밖에서 세 번 읽어 증명합니다. 시간을 보내세요.',
    online: () => '상담사들이 다시 온라인이 됩니다.',
    routing: () => '대화를 그룹으로 보내는 트리거를 켭니다.',
    conversation: (_who, about) => `${about} 방문자가 첫 메시지를 보냅니다.`,
    confirm: (who) => `${subject(who)} 아직 요청된 것을 확인합니다.`,
    'close-window': (who) => `${subject(who)} 이번 시간대를 마감합니다.`,
  },
};
