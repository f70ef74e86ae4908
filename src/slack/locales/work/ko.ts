import type { TicketState } from '../../../migration/events.ts';
import { common } from '../common/ko.ts';
import { numbered } from '../common/particles.ts';
import { zoneName } from '../format.ts';
import type { HappenedTexts, ReportText, WorkText } from './text.ts';

const ticketWords: Readonly<Record<TicketState, string>> = {
  open: '등록',
  pending: '보류',
  solved: '해결',
  merged: '병합됨',
  moved: '이동됨',
  missing: '찾을 수 없음',
};
const kinds = { production: '프로덕션', sandbox: '샌드박스' } as const;
const answerWords = { yes: '예', no: '아니요', unknown: '모름' } as const;

const report: ReportText = {
  sent: (account, which) =>
    `${account} 계정의 기록을 다이렉트 메시지로 보냈습니다. 보고서, 티켓, 전체 이벤트 파일입니다.${which === 'no_tickets' ? ' 아직 비교한 티켓이 없어 티켓 파일에는 첫 줄만 있습니다.' : ''}`,
  titles: {
    report: (account) => `${account}: 보고서`,
    tickets: (account) => `${account}: 티켓`,
    events: (account) => `${account}: 전체 이벤트`,
    chat: (account) => `${account}: Chat 구성`,
  },
  title: (account) => `${account}: 실시간 채팅에서 메시징으로`,
  plan: '계획',
  team: '담당자',
  signOffs: '승인',
  waivers: '예외 승인',
  steps: '실행 절차',
  items: '체크리스트',
  happened: '진행 기록',
  none: '없음',
  stage: (stage) => `단계: ${stage}`,
  account: (key, subdomain, kind, zone) => `계정: ${key} (${subdomain}, ${kinds[kind]}, ${zoneName(zone, 'ko')})`,
  liveBrands: (brands) => `메시징 전환을 마친 브랜드: ${brands}`,
  written: (at) => `작성: ${at}`,
  solo: '`solo` 설정: 예약한 사람이 승인도 할 수 있습니다.',
  brands: (brands) => `브랜드: ${brands}`,
  paths: { convert: '그 자리 전환', swap: '키 교체' },
  scheduledBy: (who, at) => `예약: ${who}, ${at}`,
  signed: (statement, verdict, who, at, reason, print) =>
    `${statement}: ${who} ${verdict === 'yes' ? '동의' : '거절'}, ${at}${reason === '' ? '' : ` — “${reason}”`} (${print})`,
  waiver: (title, who, at, reason) => `${title}: ${who} 예외 승인, ${at} — “${reason}”`,
  stepBegun: (at) => `시작 ${at}`,
  stepSaid: (who, at) => `${who} 확인, ${at}`,
  stepDone: (how, at, saw) =>
    `${{ seen: '확인됨', said: '담당자 확인으로 완료', made: 'Ferry가 완료' }[how]} ${at}${saw === '' ? '' : ` ${saw}`}`,
  words: { ready: '준비됨', todo: '미완료', unknown: '확인 불가', waived: '예외 승인', not_applicable: '해당 없음', stale: '재확인 필요' },
};

const writeName = { chat_limit: '채팅 한도', guard_tag: '보호 태그', routing_trigger: '메시징 라우팅 트리거' } as const;

/** `G1`, or `G3` with its brand; the last one has no number. */
const gateName = (gate: string) => (gate === 'done' ? '완료' : gate.replace(':', ' '));

const againstName = { black_out: '전환 금지 기간', hours: '전환 담당자 가능 시간' } as const;

const happened: HappenedTexts = {
  account_added: ({ subdomain, kind }) => `${subdomain} 계정 등록(${kinds[kind]})`,
  account_described: ({ kind, timeZone }) => `계정 정보 변경: ${kinds[kind]}, ${zoneName(timeZone, 'ko')}`,
  connected: () => 'Zendesk 접근 권한 등록',
  disconnected: () => 'Zendesk 접근 권한 삭제',
  archived: () => '계정 보관',
  role_given: ({ role, user }, names) => `${names.user(user)} 역할 추가: ${common.roles[role]}`,
  role_taken: ({ role, user }, names) => `${names.user(user)} 역할 해제: ${common.roles[role]}`,
  setting_set: ({ key, value }) => `설정 변경: ${key} = “${value}”`,
  home_channel: ({ channel }) => `계정 채널 지정: <#${channel}>`,
  item_reopened: ({ item }, names) => `완료된 항목이 다시 열림: ‘${names.item(item)}’`,
  word_void: ({ item, user }, names) => `‘${names.item(item)}’에 대한 <@${user}> 님의 확인이 무효가 됨: 근거가 바뀜`,
  item_said: ({ item, note }, names) => `‘${names.item(item)}’ 완료 표시${note ? ` — “${note}”` : ''}`,
  item_waived: ({ item, reason }, names) => `‘${names.item(item)}’ 예외 승인 — “${reason}”`,
  item_taken_back: ({ item }, names) => `‘${names.item(item)}’ 표시 취소`,
  item_assigned: ({ item, user, due }, names) => `‘${names.item(item)}’ 담당자 지정: ${names.user(user)}${due ? `, ${due}까지` : ''}`,
  questions_answered: ({ answers }, names) =>
    `질문 답변: ${Object.entries(answers)
      .map(([id, answer]) => `${names.question(id)} ${answerWords[answer]}`)
      .join('; ')}`,
  links_shared: ({ channel }) => `<#${channel}> 채널에 상담사 링크 3개 공유`,
  links_read: ({ channel, user }, names) => `${names.user(user)} — <#${channel}> 채널의 링크 읽음`,
  scheduled: ({ plan }, names) =>
    `전환 예약: ${names.window(plan.opensAt, plan.closesAt, plan.timeZone)}, 브랜드 ${plan.brands.map(({ subdomain }) => names.brand(subdomain)).join(', ')}`,
  forecast_kept: ({ forecast: { median, p90, weeks } }) =>
    `전환 시간대의 예상 보관: 끊기는 채팅 ${median}건, 나쁜 주 ${p90}건(최근 ${weeks}주 기준)`,
  restaffed: ({ operator, backup }, names) => `전환 담당자 ${names.user(operator)}, 예비 담당자 ${names.user(backup)}`,
  sign_off_asked: ({ statement }) => `‘${common.statements[statement]}’ 승인 요청`,
  signed: ({ statement, verdict, reason }) =>
    `‘${common.statements[statement]}’ ${verdict === 'yes' ? '동의' : '거절'}${reason ? ` — “${reason}”` : ''}`,
  promised: ({ user }, names) => `${names.user(user)} 참석 약속`,
  present: ({ user }, names) => `${names.user(user)} 자리 확인`,
  t0_reached: () => 'T0 도달',
  start_missed: () => 'Ferry가 실행 중이 아니어서 시작 시각을 놓침',
  cancelled: ({ because, reason }, names) => `계획 종료: ${names.because(because)}${reason ? ` — “${reason}”` : ''}`,
  halted: ({ because }) => (because === 'person_asked' ? '일시 중지' : '일시 중지: 저장했다는 전환이 확인되지 않음'),
  resumed: () => '재개',
  step_begun: ({ step }, names) => `시작: ${names.step(step)}`,
  step_asked: ({ step }, names) => `Slack에 요청됨: ${names.step(step)}`,
  step_reopened: ({ step }, names) => `이후 조회 결과에 따라 다시 진행: ${names.step(step)}`,
  step_withdrawn: ({ step }, names) => `요청 전 취소: ${names.step(step)}`,
  step_said: ({ step, group }, names) => `완료 알림: ${names.step(step)}${group ? ` (${group})` : ''}`,
  step_done: ({ step, how, saw, sight }, names) =>
    `${{ seen: '확인됨', said: '담당자 확인으로 완료', made: '완료' }[how]}: ${names.step(step)}${saw === '' ? '' : ` (${names.saw(saw, sight)})`}`,
  step_late: ({ step, saw }, names) => `지연: ${names.step(step)}${saw === '' ? '' : ` (${names.saw(saw)})`}`,
  gate_looked: ({ gate, blockers }, names) =>
    blockers.length === 0
      ? `${gateName(gate)} 게이트 확인: 모두 충족`
      : `${gateName(gate)} 게이트 확인: ${blockers.map(names.blocker).join('; ')}`,
  gate_passed: ({ gate, blockers, chats, reason }, names) =>
    `${gateName(gate)} 게이트 넘김: ${blockers.map(names.blocker).join('; ')}${chats === undefined ? '' : ` (진행 중인 채팅 ${chats}건)`} — “${reason}”`,
  handed_over: ({ from, to }, names) => `전환 담당 변경: ${names.user(from)} → ${names.user(to)}`,
  rolled_back: ({ reason }) => `되돌리기 요청${reason ? ` — “${reason}”` : ''}`,
  phrase_typed: ({ brand }, names) => `${names.brand(brand)} 확인 문구 입력`,
  phrase_void: ({ brand, because }, names) =>
    `${names.brand(brand)} 확인 문구 무효: ${{ expired: '유효 시간 10분 경과', changed: '필수 조건 변경', handed_over: '담당자 변경' }[because]}`,
  live_chats_read: ({ live }) =>
    live.status === 'seen'
      ? `실시간 채팅: 수신 ${live.incoming}, 배정 ${live.assigned}, 진행 ${live.active}`
      : '실시간 채팅을 확인할 수 없음',
  live_agents_read: ({ agents }) =>
    agents.status === 'seen'
      ? `상담사: 온라인 ${agents.online}, 자리 비움 ${agents.away}, 숨김 ${agents.invisible}`
      : '상담사 상태를 확인할 수 없음',
  tickets_previewed: ({ count }) =>
    count === undefined ? '미해결 채팅 티켓 수를 확인할 수 없음' : `미해결 채팅 티켓 미리 보기: ${count}건`,
  tickets_listed: ({ tickets }) => `미해결 채팅 티켓 ${tickets.length}건의 목록 확보`,
  tickets_compared: ({ mark, tickets }) => `${mark} 티켓 비교: ${counted(tickets)}`,
  widget_read: ({ brand, widget }, names) =>
    `${names.brand(brand)} 위젯: ${{ messaging: '메시징', classic: '클래식', unknown: '확인 불가' }[widget]}`,
  keys_read: ({ brand, keys, page }, names) =>
    `${names.brand(brand)} 페이지: ${{ old: '이전 키', new: '새 키', partly: '일부만 새 키', neither: '두 키 모두 없음', unknown: '읽을 수 없음' }[keys]}${page ? ` (${page})` : ''}`,
  new_key_gone: ({ brand }, names) => `${names.brand(brand)} 페이지에 새 키만 보이지 않음`,
  brand_returned: ({ brand }, names) => `${names.brand(brand)} 되돌림: 모든 페이지에서 이전 키 확인`,
  ticket_noticed: ({ step, ticket }, names) => `메시징 티켓 ${ticket} 확인: ${names.step(step)}`,
  seen_unplanned: ({ brand }, names) => `요청하지 않은 전환 확인: ${names.brand(brand)}`,
  seen_returned: ({ brand }, names) => `요청하지 않은 클래식 복귀 확인: ${names.brand(brand)}`,
  brand_left: ({ brand }, names) => `${names.brand(brand)} 브랜드는 다음 시간대로 넘김`,
  conversation_seen: ({ brand, ticket, grouped }, names) =>
    `${names.brand(brand)} 테스트 대화 확인: 티켓 ${ticket}${grouped ? '' : '(그룹 없음)'}`,
  write_intended: ({ write, target, was, want, ids }) =>
    ({
      chat_limit: `채팅 한도 변경 예정: ${common.chatLimit(was)} → ${want}`,
      guard_tag: `티켓 ${ids.length}건에 \`${want}\` 태그 추가 예정`,
      routing_trigger: target.endsWith(':on')
        ? `트리거 “${want}” 활성화 예정`
        : was === 'there'
          ? `트리거 “${want}”가 이미 메시징을 배정하고 있어 그대로 둠`
          : `트리거 “${want}”를 비활성 상태로 만들 예정`,
    })[write],
  write_tried: ({ write }) => `Zendesk에 변경 요청: ${writeName[write]}`,
  write_seen: ({ write }) => `변경 확인됨: ${writeName[write]}`,
  write_refused: ({ write, why }, names) => `Ferry가 변경하지 않음: ${writeName[write]} (${names.refused(why)})`,
  undo_tried: ({ write }) => `Zendesk에 되돌리기 요청: ${writeName[write]}`,
  undo_seen: ({ write, how }) =>
    how === 'put_back' ? `원래대로 확인됨: ${writeName[write]}` : `직접 변경되어 그대로 둠: ${writeName[write]}`,
  undo_refused: ({ write, why }, names) => `되돌리지 못함: ${writeName[write]} (${names.refused(why)})`,
  lead_present: ({ user }, names) => `${names.user(user)} 대기 중`,
  first_opening: ({ opensAt, oneOperator }) =>
    `전환 후 첫 운영 시작: ${opensAt.slice(0, 16).replace('T', ' ')} UTC${oneOperator ? ', 담당자 한 명으로 진행하는 밤' : ''}`,
  incident_seen: ({ title }) => `Zendesk 장애 공지: “${title}”`,
  reminded: ({ roles, items, escalated }, names) =>
    `알림 보냄: ${[...roles.map((role) => `역할 ${common.roles[role]}`), ...items.map((id) => `“${names.item(id)}”`)].join(', ')}${escalated ? ' (관리자에게)' : ''}`,
  baseline_kept: ({ days, byHour }) => `실시간 채팅 기준값 저장: ${days}일간 채팅 티켓 ${byHour.reduce((sum, each) => sum + each, 0)}건`,
  first_day_counted: ({ counted: day }) =>
    day.status === 'seen'
      ? `첫날: 메시징 티켓 ${day.byHour.reduce((sum, each) => sum + each, 0)}건, 미배정 ${day.unassigned}건`
      : '첫날의 메시징 티켓을 집계하지 못했습니다',
  handback_read: ({ closed, solved }) => `첫 메시징 티켓: 종료 ${closed}건, 해결 상태 ${solved}건`,
  rehearsal_refused: ({ why }) =>
    `리허설을 진행하지 않음: ${{ not_sandbox: '샌드박스가 아닌 계정', same_subdomain: '프로덕션과 같은 하위 도메인' }[why]}`,
  rehearsed: ({ sandbox, end, measured }, names) =>
    `리허설(${sandbox}): ${end === 'finished' ? '완료까지 마침' : names.because(end)}${measured ? `, T0부터 상담 재개까지 ${Math.ceil(measured.toDoorsMs / 60_000)}분` : ''}`,
  drill_begun: ({ steps }) => `연습 시작(${steps.length}단계)`,
  drill_step_done: ({ step }, names) => `연습에서 누름: ${names.step(step)}`,
  drill_ended: ({ because }) =>
    `연습 종료: ${{ finished: '끝까지 마침', stopped: '중단', time: '3시간 경과', night_near: '실제 전환 임박' }[because]}`,
  tokens_refused: () => 'Zendesk가 토큰을 거부함',
  post_unseen: ({ channel, why }) => `<#${channel}> 글의 도착 여부를 확인하지 못함(\`${why}\`)`,
  post_again: () => '빠졌을 수 있는 글을 다시 올리게 함',
  window_judged: ({ against }) =>
    against === undefined ? '전환 시간대가 다시 유효함' : `설정이 바뀌어 전환 시간대를 쓸 수 없음(${againstName[against]})`,
  brand_gone: ({ brand }, names) => `Zendesk에 더 이상 없는 브랜드: ${names.brand(brand)}`,
  person_left: ({ user, roles }, names) =>
    `워크스페이스를 떠난 사람: ${names.user(user)}${roles.length > 0 ? `(${roles.map((role) => common.roles[role]).join(', ')})` : ''}`,
  finished: ({ remaining }, names) => (remaining.length === 0 ? '완료' : `완료, 아직 클래식: ${remaining.map(names.brand).join(', ')}`),
};

function counted(tickets: readonly { readonly now: TicketState }[]): string {
  const counts = new Map<TicketState, number>();
  for (const { now } of tickets) counts.set(now, (counts.get(now) ?? 0) + 1);
  return [...counts].map(([state, count]) => `${ticketWords[state]} ${count}`).join(', ') || '티켓 없음';
}

export const work: WorkText = {
  item: {
    done: '완료됨',
    todo: '아직 완료되지 않음',
    blocks: {
      G1: '미완료, 전환 차단',
      G3: '미완료, 전환 차단',
      done: '미완료, 완료 처리 차단',
      omnichannel: '미완료, 옴니채널 라우팅 차단',
    },
    waived: '예외 승인됨',
    notApplicable: '이 계정에는 해당 없음',
    unknown: (why) =>
      why === 'not_looked' || why === 'not_shared'
        ? common.unknown[why]
        : why === 'cannot_tell'
          ? `확인 불가: ${common.unknown.cannot_tell}`
          : `확인할 수 없음: ${common.unknown[why]}`,
    server: '서버 담당자',
    due: (day) => `${day}까지`,
    overdue: (day) => `*기한 지남: ${day}*`,
    phases: {
      'T-14d': '전환 2주 전',
      'T-7d': '전환 1주 전',
      'T-24h': '전환 하루 전',
      'T-1h': '전환 1시간 전',
      'T-15m': '전환 15분 전',
      T0: '전환 시각',
      'T+2m': '전환 직후',
      'T+15m': '전환 15분 후',
      'T+24h': '전환 하루 뒤',
      'T+4d': '전환 나흘 뒤',
    },
    where: { zendesk: 'Zendesk에서', slack: 'Slack에서', pages: '웹 페이지에서', team: '`/migrate team`에서' },
    page: '`GET 주요 페이지`',
    hint: (sentence) => `Ferry 조회 결과: ${sentence}`,
    seen: (ago) => `${ago} 확인:`,
    stale: '*확인한 지 오래되어 게이트를 통과할 수 없음: 다시 확인 필요*',
    said: (who, ago) => `${who} 확인, ${ago}`,
    voided: (who, ago) => `${who} 확인, ${ago}(근거가 바뀌어 무효)`,
    wordFallsShort: (mayBeWaived) =>
      `말로는 인정되지 않으며 Ferry가 직접 확인해야 함: 접근 문제를 해결한 뒤 다시 확인${mayBeWaived ? '하거나 관리자가 예외 승인' : ''}`,
    overruled: {
      zendesk: '실제 Zendesk 상태와 달라 인정되지 않음',
      slack: 'Slack 채널 멤버 중 링크를 읽은 사람이 아직 부족해 인정되지 않음',
      pages: '실제 웹 페이지 내용과 달라 인정되지 않음',
      team: '`/migrate team`에 해당 담당자가 지정되지 않아 인정되지 않음',
    },
    waivedBy: (who, ago) => `${who} 예외 승인, ${ago}`,
    standIn: (roles) => `확인될 때까지는 담당자의 확인으로 대신함: ${roles.join(' 또는 ')}`,
    ask: (ask) => `*할 일:* ${ask}`,
    risk: (risk) => `*건너뛰면:* ${risk}`,
    article: (number) => `Zendesk 문서${number}`,
    buttons: { done: '완료 표시', waive: '예외 승인…', look: '다시 확인', questions: '평가 질문 12개 답하기…', share: '상담사 링크 공유' },
  },
  checklist: {
    header: (account, section) => `${account} · 체크리스트${section === undefined ? '' : ` · ${common.sections[section]}`}`,
    page: (account, page, of) => `${account} · 체크리스트 ${page} / ${of}`,
    nothingHere: '*여기에는 전환을 막는 항목이 없습니다.*',
    ofThese: (unknown) => `그중 ${unknown}개는 확인 불가 상태이며, 준비된 것으로 세지 않습니다.`,
    alsoBlock: '다음 항목도 전환을 막습니다',
    footer: (account, section) =>
      section === undefined
        ? `한 섹션만 자세히 보기: \`/migrate checklist ${account} migrate\` (또는 \`before\`, \`requirements\`, \`agents\`, \`after\`, \`resources\`) · 직접 표시: \`/migrate done ${account} &lt;항목&gt;\``
        : `직접 표시: \`/migrate done ${account} &lt;항목&gt;\`, \`/migrate waive ${account} &lt;항목&gt; &lt;사유&gt;\`, \`/migrate assign ${account} &lt;항목&gt; @사람\``,
    more: (account) => `여기까지가 전부가 아닙니다. 한 섹션씩 보려면: \`/migrate checklist ${account} migrate\``,
    unknownSection: (word, account) =>
      `‘${word}’ 섹션은 없습니다. \`before\`, \`requirements\`, \`agents\`, \`migrate\`, \`after\`, \`resources\` 중에서 입력해 주세요. 예: \`/migrate checklist ${account} agents\``,
  },
  check: {
    header: (account) => `${account} · 다시 확인한 결과`,
    begun: (account) => `${account} 계정의 모든 항목을 다시 확인하고 있습니다. 1분쯤 걸릴 수 있으며, 끝나면 여기에 결과를 알려 드립니다.`,
    firstLook: '처음으로 확인했습니다.',
    nothingChanged: '달라진 항목이 없습니다.',
    changed: (count) => `${count}개 항목이 달라졌습니다.`,
    andMore: (count, account) => `외 ${count}개: \`/migrate checklist ${account}\``,
    clock: (minutes, by) =>
      `*Ferry의 시계가 Zendesk보다 ${minutes}분 ${by === 'ahead' ? '빠릅니다' : '늦습니다'}.* 여기에 표시되는 시각과 전환 시간대가 그만큼 어긋납니다. Ferry 서버의 시계를 맞춰 주세요(NTP).`,
  },
  usage: {
    done: '완료한 항목을 입력해 주세요. 뒤에 메모를 덧붙일 수 있습니다.',
    waive: '항목과 사유를 입력해 주세요. 사유는 승인하는 모든 사람에게 표시됩니다.',
    undo: '완료 표시나 예외 승인을 취소할 항목을 입력해 주세요.',
    assign: '항목, 담당자 멘션, 기한(선택) 순서로 입력해 주세요.',
    notADate: (typed) => `‘${typed}’: 날짜로 읽을 수 없습니다. \`YYYY-MM-DD\` 형식으로 입력해 주세요.`,
    past: (date) => `${date}: 이미 지난 날짜입니다. 오늘이나 그 이후 날짜를 입력해 주세요.`,
    bot: (who) => `${who} 계정은 봇입니다. 사람을 담당자로 지정해 주세요.`,
  },
  already: (title) => `‘${title}’ 항목은 이미 그 상태여서 변경된 것이 없습니다.`,
  said: (title) => `‘${title}’ 항목의 완료 확인을 기록했습니다.`,
  waived: (title) => `‘${title}’ 항목을 예외 승인했습니다. 사유는 승인하는 모든 사람에게 표시됩니다.`,
  undone: (title) => `‘${title}’ 항목의 표시를 취소했습니다.`,
  assigned: (title, who) => `‘${title}’ 항목의 담당자: ${who}`,
  lookedAgain: (title, now) => `‘${title}’ 항목을 다시 확인했습니다. ${now === 'open' ? '아직 해결되지 않았습니다.' : '해결되었습니다.'}`,
  waiveModal: {
    title: '항목 예외 승인',
    submit: '예외 승인',
    close: '돌아가기',
    label: '이 항목 없이 전환해도 되는 이유',
    hint: '이 항목이 표시되는 곳과 승인하는 모든 사람에게 이름과 함께 표시됩니다.',
    empty: '예외 승인하려면 사유가 필요합니다.',
  },
  site: {
    usage: (account) =>
      `계정 이름 뒤에 페이지 주소(\`/migrate check ${account} https://…\`)나 페이지의 코드(\`/migrate check ${account} zE(…)\`)를 붙여 넣어 주세요. 비워 두면 전체를 다시 조회합니다.`,
    onlyHttps: 'Ferry는 공개된 `https://` 페이지만 읽습니다. 코드를 붙여 넣어 주세요.',
    reading: (address) => `${address} 페이지를 읽고 있습니다…`,
    notRead: (address, why) => `${address} 페이지를 읽지 않았습니다: ${why}. 페이지의 코드를 붙여 넣어 주세요.`,
    header: '클래식 위젯 호출',
    snippet: '붙여 넣은 코드',
    status: (status) => `페이지가 HTTP ${numbered(status, '으로/로')} 응답했습니다. 고객이 보는 페이지와 다를 수 있습니다.`,
    calls: (count) => `*메시징 위젯이 지원하지 않는 호출 ${count}개와* 대신 쓸 호출:`,
    noCalls: '*읽은 코드에서 클래식 위젯 호출을 찾지 못했습니다.*',
    nothing: '대신 쓸 호출이 없습니다. 삭제하거나 다른 방법을 찾아야 합니다',
    unread: (scripts) => `다른 호스트에 있거나 너무 많아 읽지 않은 스크립트가 ${scripts}개 있습니다. 그 안의 호출은 확인되지 않았습니다.`,
    noPolicy: '페이지에 콘텐츠 보안 정책이 없어 메시징이 차단되지 않습니다.',
    policyAllows: '콘텐츠 보안 정책이 메시징을 허용합니다.',
    policyLacks: (hosts) => `*콘텐츠 보안 정책이 메시징을 막습니다.* 없는 항목: ${hosts}`,
    guard:
      '같은 코드 조각이 두 위젯에 모두 쓰이므로 코드는 전환 전후에 모두 작동해야 합니다. 모든 호출에 예외 처리를 넣어 주세요. 이 내용은 저장하지 않습니다.',
  },
  questions: {
    title: '평가 질문 12개',
    submit: '기록',
    close: '돌아가기',
    intro:
      'Zendesk의 계정 평가 질문입니다. 어떤 답을 하더라도 마이그레이션이 거절되지는 않습니다. ‘예’가 있으면 날짜를 정하기 전에 Zendesk와 먼저 상의하라는 뜻입니다.',
    ifYes: (remark) => `‘예’인 경우: ${remark}`,
    seen: '조회 결과:',
    choices: { yes: '예', no: '아니요', unknown: '모름' },
    recorded: (yes, unknown) =>
      yes + unknown === 0
        ? '*기록했습니다. Zendesk 담당자와 상의할 질문이 없습니다.*'
        : `*기록했습니다. ‘예’ ${yes}개, ‘모름’ ${unknown}개.* 날짜를 정하기 전에 다음 질문을 Zendesk 담당자와 상의해 주세요.`,
    yes: '예',
    unknown: '모름: 확인하거나 문의해 주세요',
    next: '답변에 따라 필요한 세부 항목이 체크리스트에 추가되었습니다: `/migrate checklist`. 상의를 마치면 관리자나 팀 리드가 평가 항목을 완료로 표시합니다.',
  },
  share: {
    usage: '채널 하나만 입력하거나, 이 채널에 공유하려면 채널을 생략해 주세요.',
    pick: (typed, account) =>
      `Ferry가 참여한 채널 가운데 ‘${typed}’ 채널이 없습니다. 그 채널에서 \`/invite @Ferry\` 명령을 입력한 뒤 다시 시도하거나, \`/migrate share ${account} #\`까지 입력하고 Slack이 보여 주는 목록에서 채널을 골라 주세요.`,
    noChannel: (account) =>
      `링크는 상담사가 있는 채널에 공유합니다. \`/migrate share ${account} #agents\`처럼 채널을 지정하거나 해당 채널에서 입력해 주세요.`,
    invite: (channel, account) =>
      `Ferry가 <#${channel}> 채널에 없어 공유하지 않았습니다. 그 채널에서 \`/invite @Ferry\` 명령을 입력한 뒤, 같은 채널에서 \`/migrate share ${account}\` 명령을 다시 입력해 주세요.`,
    shared: (channel) => `<#${channel}> 채널에 링크 3개를 공유합니다. 읽은 사람이 누르는 확인 버튼이 함께 올라갑니다.`,
    already: (channel, ago, readers, where, account) =>
      `<#${channel}> 채널에는 이미 공유했습니다(${ago}, ${readers}명 읽음). ${where === undefined ? '' : `<${where}|먼저 올린 메시지>에서 확인을 받고 있습니다. `}새로 올리려면 그 채널에서 \`/migrate share ${account} again\` 명령을 입력해 주세요.`,
    notMember: (channel) => `<#${channel}> 채널의 멤버만 집계합니다. 채널에 참여한 뒤 다시 눌러 주세요.`,
    read: ({ read, members }, which) =>
      `${which === 'first' ? '확인을 기록했습니다. 감사합니다.' : '이미 집계되어 있습니다.'} ${members === undefined ? `지금까지 ${read}명이 읽었습니다.` : `${members}명 중 ${read}명이 읽었습니다.`}`,
  },
  links: {
    title: (account) => `${account} 계정이 실시간 채팅에서 메시징으로 바뀝니다. 상담사가 읽을 문서 3개입니다.`,
    intro: '전환 전까지 읽고 확인 버튼을 눌러 주세요.',
    read: '모두 읽었습니다',
    count: (read, members, wanted) => `${members === undefined ? `${read}명 읽음` : `${members}명 중 ${read}명 읽음`} · 기준 ${wanted}%`,
  },
  after: {
    header: (account) => `${account} · 전환 후 관리`,
    open: (count) => (count === 0 ? '전환 후 할 일을 모두 마쳤습니다.' : `전환 후 할 일이 ${count}개 남아 있습니다.`),
    tickets: '실시간 채팅 티켓',
    noList: '미해결 채팅 티켓 목록은 전환 15분 전에 만듭니다.',
    notCompared: (listed) => `목록의 티켓 ${listed}건을 아직 비교하지 않았습니다.`,
    marks: { 'T+2m': '전환 2분 뒤', 'T+15m': '전환 15분 뒤', 'T+24h': '전환 하루 뒤', 'T+4d': '전환 나흘 뒤' },
    notYet: '전환 후 진행',
    comes: (at) => `${at} 예정`,
    compared: (tickets, at) => `티켓 ${tickets}건 비교, ${at}`,
    footer: (account) => `티켓을 한 줄씩 보려면: \`/migrate report ${account}\``,
  },
  report,
  happened,
};
