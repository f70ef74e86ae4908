import { flows } from './flows/ko.ts';
import { outside } from './outside/ko.ts';
import type { CutoverText } from './text.ts';
import { told } from './told/ko.ts';
import { turns } from './turns/ko.ts';

const thens = {
  activation: '계정 활성화는 직접 되돌릴 수 없습니다. 브랜드를 전환하기 전까지 고객 화면은 바뀌지 않습니다.',
  brand: '전환된 브랜드는 직접 되돌릴 수 없으며, 그때까지 열려 있던 실시간 채팅은 종료됩니다.',
} as const;

const states = { open: '등록', pending: '보류', solved: '해결', merged: '병합됨', moved: '이동됨', missing: '찾을 수 없음' } as const;

export const cutover: CutoverText = {
  signOff: {
    header: (account, statement) =>
      `${account} · 승인 요청: ${{ agents_ready: '상담사 준비 완료', activation: '메시징 활성화', plan: '전환 계획', go: '진행 여부' }[statement]}`,
    agree: {
      agents_ready: ({ account, groups }) =>
        `*다음 내용에 동의해 주세요.* ${account} 상담사(${groups})가 링크 3개를 읽고 연습했으며 달라지는 점을 알고 있습니다.`,
      activation: ({ account, brands }) =>
        `*다음 내용에 동의해 주세요.* 관리자가 ${account} 계정의 메시징을 켭니다. ${brands}의 웹 위젯은 클래식으로 유지됩니다.`,
      plan: ({ window, brands, operator, backup }) =>
        `*다음 내용에 동의해 주세요.* *${window}에* ${brands}의 웹 위젯(클래식)을 메시징으로 전환합니다. 전환 담당자 ${operator}, 예비 담당자 ${backup}.`,
      go: ({ window, brands, operator }) =>
        `*진행 여부를 결정해 주세요.* 전체 항목을 다시 확인했습니다. *${window}에* ${operator} 님이 ${brands}의 웹 위젯을 메시징으로 전환합니다.`,
    },
    noWayBack: { agents_ready: '', activation: thens.activation, plan: thens.brand, go: thens.brand },
    waived: (lines) => `*예외 승인된 항목:*\n${lines.join('\n')}`,
    nothingWaived: '예외 승인된 항목이 없습니다.',
    yes: (who, at) => `:white_check_mark: ${who} 동의, ${at}`,
    no: (who, at, reason) => `:red_circle: ${who} 거절, ${at}${reason === '' ? '' : ` — _${reason}_`}`,
    waiting: (who, role) => `:hourglass_flowing_sand: ${role} — ${who}`,
    notOwn: (who) => `예약한 ${who} 님은 승인할 수 없습니다(이중 확인).`,
    approve: '승인',
    decline: '거절…',
    confirm: { title: '승인할까요?', text: '여기 표시된 내용과 함께 이름과 시각이 기록됩니다.', yes: '승인', no: '나중에' },
    void: '요청한 내용이 바뀌어 무효가 되었습니다. 가장 최근 요청을 확인해 주세요.',
    over: '이 요청을 올린 계획은 끝났습니다. 더 승인할 것이 없습니다.',
    waivedSince: (lines) => `*동의한 뒤 예외 승인된 항목(동의한 내용에는 없음):*\n${lines.join('\n')}`,
    signed: '승인이 완료되었습니다.',
    declinedBefore: (who) =>
      `*${who} 님이 거절하여 진행하지 않습니다.* 지금은 승인 권한이 없어 거절을 취소할 수 없습니다. 관리자가 요청 내용을 변경하거나 역할을 다시 지정해야 합니다.`,
    declined: (who) =>
      `*${who} 님이 거절하여 진행하지 않습니다.* 거절한 사람이 ‘승인’을 누르면 거절이 취소됩니다. 그렇지 않으면 관리자가 요청 내용을 변경해야 합니다.`,
    context: (print) => `내용이 바뀌면 무효가 됩니다 · ${print}`,
    nothingToSign: '아직 승인할 것이 없습니다. 관리자가 `/migrate schedule`로 전환 시간대를 정하면 계획 승인을 요청합니다.',
    postedHere: (count, where) => `승인 요청 ${count}건이 ${where}에 열려 있습니다.`,
    allSigned: '지금 승인할 수 있는 항목은 모두 승인되었습니다.',
    thanks: (verdict, statement) =>
      verdict === 'yes'
        ? `‘${statement}’에 동의한 것으로 기록했습니다.`
        : `‘${statement}’ 거절을 기록했습니다. 결정이 바뀌기 전까지 Ferry는 진행하지 않습니다.`,
    declineTitle: '거절',
    declineLabel: '거절하는 이유',
    declineHint: '승인 요청을 보는 모든 사람에게 표시됩니다.',
    send: '거절하기',
    close: '돌아가기',
  },
  board: {
    header: (account, stage, minute) => `${account} · ${stage}${minute ? ` · ${minute.of}분 중 ${minute.at}분째` : ''}`,
    finished: '시간대 마감됨',
    ended: '전환 없이 종료',
    replaced: '다른 계획으로 교체됨',
    replacedBy: '이 계획은 다른 계획으로 교체되어 더 이상 진행하지 않습니다. 여기에는 응답하지 않아도 됩니다.',
    takenBack: '되돌림',
    live: (account) => `${account} 계정이 메시징으로 전환되었습니다`,
    liveBrands: (brands) => `메시징 전환을 마친 브랜드: ${brands}`,
    moreAsked: (count) => `그 밖의 요청 ${count}건: \`/migrate why\`에서 모두 볼 수 있습니다`,
    waitingFor: (who, since, what) => `:point_right: *${since}부터 ${who} 대기 중:* ${what}`,
    ferryLooks: (what, since) => `:point_right: *${since}부터 Ferry가 확인 중:* ${what}`,
    until: (at, then) => `${at}까지, 이후 ${then}.`,
    clickAt: (at) => `Ferry가 ${at}에 전환 클릭을 요청합니다.`,
    reported: (who, at) => `${who} 님이 ${at}에 저장했다고 알렸습니다.`,
    notSeen: (who, at, shown) =>
      `:red_circle: ${who} 님이 ${at}에 저장했다고 알렸지만 아직 ${shown} 상태입니다. ${who} 님: 시크릿 창에서 새로 고치고 저장된 설정을 확인해 주세요.`,
    nextPhase: (title, at) => `:hourglass_flowing_sand: 다음: ${title}, ${at}`,
    red: (count) => `충족되지 않은 항목 ${count}개:`,
    superseded: '종료되었거나 새 계획으로 바뀐 계획의 메시지입니다. 가장 최근 메시지를 확인해 주세요.',
    paused: (who, at) => `:red_circle: *일시 중지* — ${who}, ${at}. 시간은 계속 흐르며, 기한이 지난 것은 진행하지 않습니다.`,
    line: {
      seen: '확인됨',
      said: (who) => `${who} 확인`,
      made: '완료',
      asked: '요청됨',
      underWay: '진행 중',
      until: (at) => `${at}까지`,
      claimed: (who) => `${who} 님이 저장했다고 알림, 아직 확인되지 않음`,
    },
    pause: '일시 중지',
    resume: '재개',
    cancel: '취소…',
    cancelConfirm: {
      title: '전환을 취소할까요?',
      text: 'Ferry가 확인한 전환은 없습니다. 이 시간대를 포기하고 모두에게 알립니다.',
      yes: '전환 취소',
      no: '유지',
    },
    chatsLeft: (chats) => `진행 중인 채팅 ${chats}건`,
    moreLines: (count) => `외 ${count}줄이 더 있습니다. 전체 내용은 \`/migrate report\`에서 볼 수 있습니다`,
    returned: (brand, at) => `:red_circle: *${brand} 위젯이 다시 클래식으로 표시됩니다*(${at}부터). Ferry가 요청한 변경이 아닙니다.`,
  },
  asks: {
    to: (who, ask) => `${who} — ${ask}`,
    ifNot: (fail) => `잘되지 않으면: ${fail}`,
    phase: (phase) => `${phase}부터 해야 할 일`,
    phaseDone: '이 구간의 작업이 모두 끝났습니다.',
    done: (who, at, how) =>
      how === 'seen'
        ? `:white_check_mark: 확인됨, ${at}`
        : how === 'said'
          ? `:white_check_mark: ${who} 확인, ${at}`
          : `:white_check_mark: 완료, ${at}`,
    claimed: (who, at) =>
      `:hourglass_flowing_sand: ${who} 님이 저장했다고 알렸습니다(${at}). Ferry가 외부에서 확인하고 있으며, 세 번 확인되어야 인정됩니다.`,
    group: (group) => `대상 그룹: ${group}`,
    promise: {
      ask: (who, window) => `${who} — ${window}에 자리를 지켜 주실 수 있나요?`,
      button: '참석하겠습니다',
      done: (who) => `:white_check_mark: ${who} 참석 예정`,
    },
    presence: {
      ask: (who, until, then) => `${who} — 지금 자리에 계신가요? ${until}까지 아무도 응답하지 않으면 ${then}.`,
      button: '자리에 있습니다',
      enough: '담당자가 자리에 있습니다. 함께 요청받은 분은 T0 전까지 응답할 수 있습니다.',
      done: (who) => `:white_check_mark: ${who} 자리에 있음`,
    },
    gate: {
      green: (brand) =>
        `${brand} 전환 조건이 모두 충족되었습니다. 전환 담당자나 예비 담당자가 게이트를 열고 확인 문구를 입력하면 바로 전환을 요청합니다.`,
      red: (brand, count) => `${brand} 최종 게이트가 닫혀 있습니다. 남은 항목 ${count}개. Ferry가 계속 확인합니다.`,
      button: '게이트 열기',
      oneMore: '마지막 확인과 전환 사이에 채팅이 하나 더 시작될 수 있습니다.',
      turned: (brand) => `${brand} 위젯은 이미 메시징입니다. 열거나 전환할 것이 없습니다.`,
      typed: (who, at) => `:white_check_mark: ${who} 확인 문구 입력, ${at}`,
    },
    withdrawn: '전환하지 마세요. 이 요청은 Slack에 전달되기 전에 필수 조건이 바뀌어 취소되었습니다. 게이트를 다시 확인하고 있습니다.',
    noticed: (what) => `확인된 내용: ${what}`,
    thanks: (title) => `‘${title}’ 완료를 기록했습니다. 감사합니다.`,
    notSeen: (title) => `‘${title}’ 완료를 기록했습니다. Ferry는 아직 확인하지 못했으며 계속 확인합니다.`,
  },
  gateModal: {
    title: '최종 게이트',
    body: (brand, account) =>
      `곧 *${brand}*(${account}) 전환을 요청합니다. 그때까지 열려 있는 실시간 채팅은 종료되며, 전환한 브랜드는 직접 되돌릴 수 없습니다.`,
    label: (phrase) => `입력할 문구: ${phrase}`,
    submit: '게이트 열기',
    close: '돌아가기',
  },
  posts: {
    announce: (account, window, operator, backup) =>
      `*${account} 전환 안내:* ${window}. 전환 15분 전부터 새 채팅을 받지 말고, 진행 중인 채팅을 마무리한 뒤 오프라인으로 바꿔 주세요. 전환 담당자 ${operator}, 예비 담당자 ${backup}. 웹 개발자는 사이트에 안내문을 게시해 주세요. 트리거·그룹·위젯·웹사이트는 전환 다음 날까지 변경하지 않습니다.`,
    kickoff: (account, window) =>
      `*${account} 계정을 실시간 채팅에서 메시징으로 옮깁니다.* 전환 시간대: ${window}. 역할을 맡은 분은 \`/migrate status\`에서 할 일을 확인해 주세요.`,
    late: (title, what) => `:red_circle: *${title}*: ${what}`,
    lateClick: (brand, shows, who) =>
      shows === 'unknown'
        ? `:red_circle: *${brand} 전환을 저장했다고 알린 지 10분이 지났지만 Ferry가 위젯을 읽지 못합니다.* 무엇이 표시되는지 알 수 없습니다. ${who} — 시크릿 창에서 페이지를 열고 저장된 설정을 확인해 주세요. Ferry가 계속 확인합니다.`
        : `:red_circle: *${brand} 전환을 저장했다고 알린 지 10분이 지났지만 위젯이 아직 클래식입니다.* ${who} — 시크릿 창에서 페이지를 새로 고치고 저장된 설정을 확인해 주세요. 반복해서 누르지 마세요. Ferry가 계속 확인합니다.`,
    unplanned: (brand, as, who, chats) =>
      as === 'again'
        ? `*${brand} 위젯이 다시 메시징으로 표시됩니다.* Ferry가 요청한 변경이 아닙니다. ${who} — 메시징 상담사를 배치하고 누가 변경하고 있는지 확인해 주세요.`
        : `:red_circle: *Ferry가 요청하기 전에 ${brand} 위젯이 메시징으로 바뀌어 있습니다.* ${who} — 지금 메시징 상담사를 배치해 주세요. 직접 되돌릴 수 없으며, 전환되면 이 브랜드의 실시간 채팅은 종료됩니다. ${
            chats
              ? `마지막 조회(${chats.at})에서 계정 전체에 열려 있던 실시간 채팅은 ${chats.open}건입니다.`
              : '열려 있던 채팅 수는 Ferry가 확인하지 못했습니다.'
          }${
            as === 'planned'
              ? ' 이 브랜드는 지금이 T0입니다. 전환된 것으로 보고 티켓 목록을 바로 기록해 지금부터 비교합니다. 전환되지 않은 브랜드는 계획에 남으며, `rollback`을 쓰면 클래식으로 유지됩니다.'
              : ''
          }`,
    itemReopened: (account, line, where) => `*${account}: 준비되어 있던 항목이 ${where} 바뀌었습니다.*\n${line}`,
    wordVoid: (account, who, line, where) =>
      `*${account}:* ${who} 님이 확인한 근거가 ${where} 바뀌어 그 확인은 더 이상 유효하지 않습니다. 다시 살펴보고 확인해 주세요.\n${line}`,
    returned: (brand, who) =>
      `:red_circle: *${brand} 위젯이 다시 클래식으로 표시됩니다. Ferry가 요청한 변경이 아닙니다.* 고객에게는 실시간 채팅이 보이고, 상담사는 메시징에서 기다리고 있을 수 있습니다. ${who} — 지금 실시간 채팅 상담사를 배치하고, 관리 센터에서 누가 위젯을 변경했는지 확인한 뒤 다시 전환할지 결정해 주세요. 이미 있는 메시징 대화는 상담사 작업 공간에서 계속됩니다.`,
    cancelled: (account, because) =>
      `:red_circle: *${account} 전환을 진행하지 않습니다:* ${because}. Ferry가 확인한 바로는 이 계획의 브랜드 중 메시징으로 바뀐 것은 없습니다.`,
    reason: (reason) => `이유: _${reason}_`,
    putBack: '*직접 되돌려야 할 것:*',
    nextOffers: '같은 시각의 다음 시간대:',
    choose: '선택',
    noOffers: '관리자가 `/migrate schedule`로 다른 시간대를 정할 수 있습니다.',
    phraseVoid: (brand, because) =>
      ({
        expired: `${brand} 확인 문구의 유효 시간 10분이 지났습니다. 다시 입력해 주세요.`,
        changed: `${brand} 전환의 필수 조건이 바뀌어 입력한 확인 문구가 무효가 되었습니다.`,
        handed_over: `전환 담당자가 바뀌어 ${brand} 확인 문구가 무효가 되었습니다. 전환할 사람이 직접 입력해 주세요.`,
      })[because],
    halted: (who) => `:red_circle: ${who} 님이 일시 중지했습니다. 재개할 때까지 아무것도 시작하지 않습니다.`,
    resumed: (who) => `${who} 님이 재개했습니다. 먼저 전체를 다시 확인합니다.`,
    brandLeft: (brand) => `${brand}: 이번 시간대에 전환되지 않아 클래식으로 유지됩니다. 별도의 시간대가 필요합니다.`,
    compared: (mark, total, counts) =>
      `*${mark} 티켓 비교:* 목록 ${total}건 — ${counts.map(([state, count]) => `${states[state]} ${count}`).join(', ') || '없음'}.`,
    missing: (ids, leads) => `:red_circle: *찾을 수 없는 티켓:* ${ids}. 목록에 있었지만 지금은 찾을 수 없습니다. ${leads} — 확인해 주세요.`,
    fileTitle: (account, mark) => `${account}: ${mark} 티켓 비교`,
    finished: (account, brands, remaining) =>
      `*${account}: ${brands} 전환을 마쳤습니다.*${remaining === '' ? '' : ` 아직 클래식: ${remaining}.`} 하루 뒤와 나흘 뒤에 티켓을 다시 비교합니다.`,
    tokensRefused: (account, who) =>
      `:red_circle: ${who} — Zendesk가 ${account} 계정의 토큰을 거부합니다. 서버에서 갱신할 때까지 확인할 수 없고 전환도 시작하지 않습니다: \`npm run ferry -- connect ${account}\`.`,
    listed: (count) => `미해결 채팅 티켓 ${count}건을 목록에 기록했습니다`,
  },
  undo: {
    open: (brands, until, who, command) =>
      `전환을 저장하기 전까지${until === undefined ? '' : `(늦어도 ${until})`} 되돌릴 수 있습니다: ${brands} — ${who}, \`${command}\``,
    turned: (brands) =>
      `아무도 되돌릴 수 없습니다: 전환이 저장되었거나 확인된 ${brands}. 되돌릴 방법이 있는지는 Zendesk 고객 지원만 답할 수 있습니다.`,
    activation: '아무도 되돌릴 수 없습니다: 계정의 메시징 활성화. 전환되지 않은 브랜드의 고객 화면은 그대로입니다.',
    activationSaid: (who, at) =>
      `아무도 되돌릴 수 없습니다: 계정의 메시징 활성화(${who} 님이 ${at}에 알린 내용이며, Ferry가 직접 확인하지는 못했습니다). 전환되지 않은 브랜드의 고객 화면은 그대로입니다.`,
  },
  finish: {
    title: '완료',
    ask: (who) =>
      `${who} — 완료에 필요한 항목이 모두 갖춰졌습니다. 직접 확인한 것과 담당자가 알린 것은 이 스레드의 첫 메시지에 나와 있습니다. 완료를 눌러 이번 시간대를 마감해 주세요.`,
    button: '완료',
    confirm: {
      title: '이번 시간대를 완료할까요?',
      text: '이번 시간대의 브랜드를 메시징 전환 완료로 마감합니다.',
      yes: '완료',
      no: '나중에',
    },
  },
  tickets: states,
  plan: {
    header: (account) => `${account} · 실행 절차`,
    dryHeader: (account) => `${account} · 모의 실행`,
    dryNote: '아무것도 변경하거나 요청하지 않았습니다. 실제 실행 순서와 지금의 게이트 상태입니다.',
    person: (role, title) => `${role}: ${title}`,
    bot: (title) => `Ferry: ${title}`,
    afterBrand: (brand) => `${brand} 전환이 확인된 뒤`,
    noReturn: '되돌릴 수 없는 지점',
    waits: '끝나야 다음 단계로 진행',
    gate: (name, red) => (red.length === 0 ? `${name}: 지금 충족됨` : `${name}: 지금 닫힘 — ${red.join('; ')}`),
    usage:
      '전환에 대해 할 일을 입력해 주세요: `plan`, `dry-run`, `drill`, `rehearse`, `pause`, `resume`, `cancel`, `rollback`, `handover`.',
    more: '나머지는 표시하지 못했습니다. 전체 내용은 `/migrate report`에 있습니다.',
  },
  flows,
  turns,
  outside,
  told,
  control: {
    paused: '일시 중지했습니다. 재개할 때까지 아무것도 시작하지 않으며, 기한이 지난 것은 진행하지 않습니다.',
    resumed: '재개했습니다. 먼저 전체를 확인한 뒤 이어서 진행합니다.',
    cancelled: '취소했습니다. Ferry가 확인한 바로는 이 계획의 브랜드 중 메시징으로 바뀐 것은 없으며, 모두에게 알립니다.',
    finished: '완료했습니다. 하루 뒤와 나흘 뒤의 티켓 비교는 계속됩니다.',
    duty: '기록했습니다. 감사합니다.',
    phraseTaken: '확인 문구를 기록했습니다. T0가 되고 모든 조건이 유지되면 스레드에서 바로 전환을 요청합니다.',
  },
};
