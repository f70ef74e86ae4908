import type { ToldText } from './text.ts';

export const told: ToldText = {
  activated: (account, saidBy) =>
    `${saidBy === undefined ? `*${account} 계정의 메시징이 켜졌습니다.*` : `*${saidBy} 님이 ${account} 계정의 메시징을 켰다고 알렸습니다.* Ferry는 아직 직접 확인하지 못했습니다.`} 모든 관리자는 같은 페이지에 있는 ‘웹 위젯(클래식)의 메시징 켜기’ 설정을 변경하지 마세요. 브랜드가 전환되고 실시간 채팅이 종료되며 되돌릴 수 없습니다. 전환 시간대까지 고객 화면은 그대로입니다.`,
  preview: (count, address, leads) =>
    `*미리 보기:* 미해결 채팅 티켓 ${count}건${count === 0 ? '.' : ` (<${address}|Zendesk에서 보기>). ${leads} — 티켓마다 담당자를 정해 주세요.`} 기준이 되는 목록은 실시간 채팅이 모두 끝난 뒤 만듭니다.`,
  previewUnknown: (leads) =>
    `:white_circle: *미리 보기:* 미해결 채팅 티켓을 조회하지 못해 건수를 알 수 없습니다. ${leads} — 채팅 티켓 보기를 확인하고 티켓마다 담당자를 정해 주세요. 실시간 채팅이 모두 끝난 뒤 만드는 목록이 기준입니다.`,
  firstReading: (chats, agents) =>
    [
      chats === undefined
        ? ':white_circle: *실시간 채팅:* 확인 불가'
        : `*실시간 채팅:* 수신 ${chats.incoming}건, 배정 ${chats.assigned}건, 진행 중 ${chats.active}건`,
      agents === undefined
        ? ':white_circle: *상담사:* 확인 불가'
        : `*상담사:* 온라인 ${agents.online}명, 자리 비움 ${agents.away}명, 숨김 ${agents.invisible}명`,
      ...(chats === undefined || agents === undefined ? ['확인 불가 항목은 최종 게이트에서 담당자가 이름을 걸고 확인해야 합니다.'] : []),
    ].join('\n'),
  presence: {
    leads: (who) => `${who} — 자리에 계시면 함께 알려 주세요. 팀 리드를 기다리지는 않지만, 응답하지 않은 분은 따로 알립니다.`,
    here: (who) => `:white_check_mark: ${who} 대기 중`,
    missing: (who) =>
      `:white_circle: 참석을 알리지 않은 팀 리드: ${who}. 전환은 계속 진행하며, 상담사가 필요하면 전환 담당자나 예비 담당자가 연락합니다.`,
  },
  drain: {
    chatsAgain: (open, who) =>
      `:red_circle: *진행 중인 채팅이 다시 ${open}건 있습니다.* 앞서 알린 내용은 더 이상 유효하지 않습니다. ${who} — 채팅을 마무리해 주세요. 그때까지 게이트는 열리지 않습니다.`,
    agentsAgain: (there, who) =>
      `:red_circle: *Chat에 상담사 ${there}명이 다시 접속해 있습니다.* 앞서 알린 내용은 더 이상 유효하지 않습니다. ${who} — 모두 오프라인으로 바꿔 주세요. 그때까지 게이트는 열리지 않습니다.`,
    silent: (title, who) =>
      `:white_circle: *‘${title}’ 상태를 더 이상 조회할 수 없습니다.* ${who} — 그룹마다 버튼으로 알려 주세요. 그때까지 게이트는 열리지 않습니다.`,
    chatsOpen: (open) =>
      `기록했지만 유효하지 않습니다. Zendesk에서 진행 중인 채팅 ${open}건이 확인됩니다. 채팅을 마무리해 주세요. Ferry가 계속 확인합니다.`,
    agentsThere: (there) =>
      `기록했지만 유효하지 않습니다. Zendesk에서 아직 Chat에 접속한 상담사 ${there}명이 확인됩니다. Ferry가 계속 확인합니다.`,
    groupsMissing: (names) => `그룹마다 전환 스레드의 해당 버튼을 눌러 알려 주세요. 남은 그룹: ${names}.`,
    onlySaid: (titles) => `:white_circle: 조회할 수 없어 담당자 확인으로 대신한 항목: ${titles}.`,
  },
  oneOperator: (opening) =>
    `*담당자 한 명으로 진행하는 밤입니다.* 채팅 운영 시간이 끝났고 첫 확인 이후 온라인 상담사가 없어 채팅 마무리 조건이 이미 충족되었습니다. 전환 담당자와 예비 담당자만 대기하면 됩니다. 시범 상담사, 상담 시작, 남은 티켓 처리는 첫 운영 시작 시각(${opening})에 진행합니다.`,
  oneOperatorAsks: {
    test: '{brand} 사이트에서 고객 입장으로 문의하고 상담사를 요청해 주세요. 오늘 밤에는 티켓만 있으면 됩니다. 그룹이 지정된 티켓이 도착하면 Ferry가 확인합니다.',
    doors:
      '상담사 워크스페이스 › 상태 메뉴에서 전 상담사를 온라인 상태로 바꿔 주세요. 한 명이 밤에 만든 테스트 대화를 수락해 답하고 고객 화면에 도착하는지 확인한 뒤, 메시징 상담을 시작했다고 팀에 알려 주세요.',
  },
  opening: (opening) => `전환 후 첫 운영 시작 시각은 ${opening}입니다. 그때부터 2시간 동안 메시징 티켓을 다시 지켜봅니다.`,
  incident: (title) =>
    `:red_circle: *Zendesk 장애 공지:* ${title}. 전환 전이면 최종 게이트가 열리지 않습니다. 전환 후라면 지연될 수 있으니 저장을 반복하지 마세요.`,
  switched: (brand, opening) =>
    `*${brand} 브랜드가 메시징으로 전환된 것을 외부에서 확인했습니다.* 나머지를 확인하고 있습니다. ${opening === undefined ? '확인이 끝날 때까지 시범 상담사만 온라인 상태로 변경해 주세요.' : `상담사는 첫 운영 시작 시각(${opening})에 온라인 상태로 변경해 주세요.`}`,
  doors: (account) =>
    `*${account} 계정의 메시징 상담을 시작합니다.* 메시징 티켓 보기를 지켜봐 주세요. 문제가 보이면 고객이 본 화면, 티켓 번호, 시각을 이 스레드에 남겨 주세요.`,
  apology: (tickets) =>
    `*상담이 중단된 고객에게 보낼 초안* (목록의 티켓 중 ${tickets}건이 아직 미해결). 해당하는 티켓에서 팀 리드가 이메일로 보내 주세요.`,
  apologyDraft:
    '상담이 중단되어 불편을 드려 죄송합니다. 문의 내용은 그대로 남아 있으며 이메일로 이어서 도와드리겠습니다. 이 메일에 회신해 주세요.',
  stray: (lacks, ticket, brand, who) =>
    lacks === 'group'
      ? `:red_circle: *${brand} 브랜드의 #${ticket} 티켓에 그룹이 지정되지 않았습니다.* 아직 확인된 것이 아니며 상담사가 보지 못할 수 있습니다. ${who} — 메시징 라우팅 트리거와 핸드오프를 확인한 뒤 다시 문의를 남겨 주세요.`
      : `:red_circle: *#${ticket} 티켓이 ${brand} 브랜드가 아닌 다른 브랜드로 들어왔습니다.* ${who} — ${brand} 사이트에서 문의하고 페이지에 어떤 채널이 설치되어 있는지 확인해 주세요.`,
  failure: (brand, minutes, next) =>
    `:red_circle: *전환 후 ${minutes}분이 지났지만 ${brand} 테스트 대화가 그룹에 도착하지 않았습니다.* 고객이 보낸 메시지를 아무도 보지 못할 수 있습니다. 지금 웹 개발자는 위젯을 숨기고 페이지에서 문의 양식이나 이메일로 안내해 주세요. 관리자는 핸드오프, 트리거, 라우팅을 확인해 주세요. Ferry가 계속 확인하며 티켓이 도착하면 알립니다. 전환 담당자와 팀 리드는 ${next}에 이 스레드에 상황을 다시 알려 주세요.`,
  agents: {
    nobody:
      ':red_circle: *10분이 지났지만 메시징에 온라인인 상담사가 없습니다.* 팀 리드와 관리자는 Chat 액세스와 상태를 확인해 주세요. 대화는 대기열에서 기다립니다.',
    unseen: ':white_circle: *메시징에 온라인인 상담사가 있는지 조회할 수 없습니다.* 팀 리드가 버튼으로 알려 주세요.',
    groups: (names) =>
      `:red_circle: *메시징에 온라인인 상담사가 없는 그룹:* ${names}. 그룹마다 한 명 이상 온라인이어야 합니다. 대상이 아닌 그룹이라면 팀 리드가 버튼으로 알려 주세요.`,
    gone: (tickets) =>
      `:red_circle: *메시징에 온라인인 상담사가 더 이상 없습니다.*${tickets === '' ? '' : ` 대기 중인 티켓: ${tickets}.`} 팀 리드는 상담사를 다시 온라인 상태로 바꾸거나 응답 문구에 상담 가능 시간을 안내해 주세요.`,
  },
  flood: (waiting, ungrouped, online) =>
    `:red_circle: *첫 운영 시작:* 미배정 대화 ${waiting}건${ungrouped > 0 ? `, 그룹 없음 ${ungrouped}건` : ''}. ${online === undefined ? '온라인 상담사 수는 알 수 없습니다.' : `온라인 상담사 ${online}명.`} 밤사이 비활성 상태가 된 대화는 첫 상담사에게 수용 능력을 넘겨 몰릴 수 있습니다. 팀 리드는 여러 상담사를 한꺼번에 온라인으로 바꾸고 보기에서 배정해 주세요. 관리자는 비활성 대화 설정을 확인해 주세요.`,
  day: {
    header: (account) => `${account} · 첫 24시간`,
    total: (tickets) => `전환이 확인된 뒤 *메시징 티켓 ${tickets}건이* 들어왔습니다.`,
    unassigned: (unassigned, ungrouped, looked) => `최근 ${looked}건 중 미해결·미배정 ${unassigned}건, 그룹 없음 ${ungrouped}건.`,
    byHour: (counts) => `전환 시점부터 시간별:\n\`${counts}\``,
    before: (perDay) => `전환 전: 하루 평균 채팅 티켓 ${perDay}건.`,
    missing: (why) =>
      `:white_circle: 메시징 티켓을 집계하지 못했습니다(${why}). 0건이 아니라 수치가 없는 것이니 Explore에서 확인해 주세요.`,
    leftovers: (open, listed) => `전환 직전 목록의 티켓: ${listed}건 중 ${open}건이 아직 해결되지 않았거나 이동되었습니다.`,
    noLeftovers: '전환 직전 목록의 티켓: 모두 해결되었거나 병합되었습니다.',
    leftoversUnknown: ':white_circle: 전환 직전 목록의 티켓: 아직 비교하지 않아 상태를 알 수 없습니다.',
    waivers: (count, titles) => `남아 있는 예외 승인 ${count}건: ${titles}`,
    noWaivers: '예외 승인한 항목이 없습니다.',
  },
  handback: {
    closed: (closed) =>
      `*핸드백:* 첫날 해결된 메시징 티켓 ${closed}건이 종료되었습니다. 이제 다시 찾은 고객은 AI 상담사나 첫 응답부터 새로 시작합니다.`,
    solved: (solved, closed) =>
      `*핸드백:* 첫날의 메시징 티켓 중 ${solved}건이 아직 해결 상태이고 ${closed}건이 종료되었습니다. 티켓이 종료될 때까지 고객은 같은 상담사에게 돌아오며, 그 시간은 종료 자동화가 정합니다(Zendesk 기본값 4일).`,
    none: '*핸드백:* 첫 메시징 티켓 중 해결된 것이 아직 없어 확인할 수 없습니다.',
  },
  closing: {
    header: (account, closed) => `${account} · 마무리${closed ? ' 완료' : ''}`,
    counts: ({ ready, waived, open }) => `완료 ${ready}개, 예외 승인 ${waived.length}개, 남은 항목 ${open.length}개.`,
    open: (titles) => `*남은 항목:* ${titles}`,
    waived: (titles) => `*예외 승인:* ${titles}`,
    hard: (titles) => `:red_circle: *다음 항목을 마칠 때까지 마무리할 수 없습니다:* ${titles}`,
    channelsOut: (channels) => `대상이 아닌 채널: ${channels}`,
    tags: {
      none: '추가한 보호 태그가 없습니다.',
      off: '보호 태그: 제거됨.',
      coming_off: '보호 태그: 제거 중.',
      standing: ':red_circle: 목록의 티켓에 보호 태그가 남아 있어 제거될 때까지 마무리할 수 없습니다.',
      unknown: ':white_circle: 보호 태그가 남아 있는지 조회하지 못했습니다.',
    },
    cleanUp:
      '*정리 목록:* 페이지의 기존 클래식 코드와 설정, 더 이상 쓰지 않는 채팅 트리거와 단축키, 테스트 대화, 사이트 안내문, 변경 동결 해제.',
    admin: (who) => `${who} — 정리가 끝나면 마이그레이션을 마무리해 주세요.`,
    done: ':white_check_mark: 마무리했습니다. 모두 수고하셨습니다.',
    closeButton: '정리 완료, 마무리',
    clean: (who) => `*더 이상 마무리를 막는 항목이 없습니다.* ${who} — 정리를 마치고 마이그레이션을 마무리해 주세요.`,
    stays: (hard, tags) =>
      `*마이그레이션을 아직 마무리할 수 없습니다:* ${[
        ...(hard > 0 ? [`필수 항목 ${hard}개 남음`] : []),
        ...(tags === undefined ? ['보호 태그를 조회하지 못함'] : tags > 0 ? [`보호 태그가 남은 티켓 ${tags}건`] : []),
      ].join(', ')}. 자세한 내용은 이 스레드의 마무리 요약에 있습니다.`,
  },
  reminder: {
    roles: (roles) => `:hourglass_flowing_sand: 아직 담당자가 없는 역할: ${roles}. 관리자가 \`/migrate team\`으로 지정해 주세요.`,
    escalated: (who, roles) =>
      `:red_circle: ${who} — 시작 안내 후 이틀이 지났지만 담당자가 없는 역할: ${roles}. \`/migrate team\`으로 지정하거나 시간대를 옮겨 주세요.`,
    items: '*기한이 지난 할 일:*',
    item: (title, who, due) => `• ${title} — ${who}${due === undefined ? '' : `, 기한 ${due}`}`,
  },
  review: {
    waited: '가장 오래 기다린 것',
    wait: (title, who, length) => `${title}: ${length}, ${who}`,
    found: '진행 중에 발견된 것',
    prediction: '예측과 실제',
    nothing: '특이 사항이 없습니다.',
    noPrediction: '이 시간대에 대한 예측 기록이 없습니다.',
    picture: {
      title: (account) => `${account}: 계획과 실제`,
      planned: '계획',
      actual: '실제',
      more: (steps) => `외 ${steps}단계는 전환 검토 파일 참조`,
      alt: (steps, late) => `전환 당일 ${steps}단계의 계획 시각과 실제 시각. ${late}`,
      lateBy: (title, minutes) => `${title}: ${minutes}분 지연`,
      onTime: '모든 단계를 제시간에 시작했습니다.',
    },
  },
};
