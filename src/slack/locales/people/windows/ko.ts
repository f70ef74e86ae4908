import type { WindowsText } from './text.ts';

const about = (mean: string) => {
  if (mean === '0') return '0건';
  return mean.startsWith('<') ? `${mean.slice(1)}건 미만` : `약 ${mean}건`;
};

const regions = new Intl.DisplayNames('ko', { type: 'region' });

/** `대한민국`, or `독일, BY`: parts of a country go by their letters. */
function countryName(code: string): string {
  const [country = code, ...part] = code.split('-');
  return [regions.of(country) ?? country, ...part].join(', ');
}

export const windows: WindowsText = {
  usage: '계정만 입력하거나, 다음 세 개를 보려면 뒤에 `more`를 붙여 주세요.',
  header: (account) => `${account} · 한가한 시간대`,
  reading: (chats) =>
    `:hourglass_flowing_sand: 채팅 기록을 읽고 있습니다. 지금까지 ${chats}건을 읽었습니다. 다 읽으면 가장 좋은 시간대를 여기에 알려 드립니다. 큰 계정은 몇 분 걸립니다.`,
  readFailed: (why) =>
    ({
      unreachable: 'Zendesk에 연결하지 못해 마지막으로 읽은 채팅 기록을 사용합니다.',
      not_allowed: 'Zendesk에서 채팅 기록과 채팅 티켓을 읽을 권한이 없습니다.',
      no_interface: '이 계정에는 채팅 기록과 채팅 티켓을 읽을 인터페이스가 없습니다.',
      no_credential: '채팅이나 티켓을 읽을 자격 증명이 없습니다.',
      token_refused: 'Zendesk가 토큰을 거부해 마지막으로 읽은 채팅 기록을 사용합니다.',
      unexpected_answer: 'Zendesk가 채팅 기록을 문서와 다른 형식으로 응답해 마지막으로 읽은 기록을 사용합니다.',
      not_computed: '지금은 채팅 기록을 읽지 못했습니다.',
      not_looked: '채팅 기록을 아직 읽지 않았습니다.',
      not_shared: '지금은 채팅 기록을 읽지 못했습니다.',
      cannot_tell: '지금은 채팅 기록을 읽지 못했습니다.',
      page_unreachable: '지금은 채팅 기록을 읽지 못했습니다.',
      page_not_public: '지금은 채팅 기록을 읽지 못했습니다.',
      no_address: '지금은 채팅 기록을 읽지 못했습니다.',
      no_match: '지금은 채팅 기록을 읽지 못했습니다.',
      not_named: '지금은 채팅 기록을 읽지 못했습니다.',
    })[why],
  silentSince: (day) =>
    `*${day}부터 채팅이 한 건도 없습니다.* 평소라면 많았을 기간입니다. 그때부터 채팅을 닫았거나 내보낸 기록이 완전하지 않은 것입니다. 아래 내용은 그 이전 기록을 바탕으로 했으니, 선택하기 전에 어느 쪽인지 확인해 주세요.`,
  length: (length, brands) => `각 시간대의 길이는 ${length}입니다(브랜드 ${brands}개에 필요한 시간).`,
  cost: (mean, p90, from, to) =>
    p90 === 0
      ? mean === '0'
        ? '끊기는 채팅 없음'
        : `끊기는 채팅 ${about(mean)}, 열 주 중 아홉 주는 0건`
      : `끊기는 채팅 ${about(mean)}, 열 주 중 아홉 주는 ${p90}건 이하(보통 ${from}~${to}건)`,
  costUnknown: '끊기는 채팅 수는 알 수 없습니다',
  sure: {
    checked: (held) => `확실한 정도: 검증하려고 떼어 둔 주에서 100시간 중 ${held}시간이 예측한 범위에 들었습니다. 목표는 90시간입니다.`,
    unchecked: '확실한 정도: 기록이 있는 주가 적어 따로 떼어 두고 검증하지 못했습니다.',
    tickets: '*채팅이 아니라 티켓을 바탕으로 했습니다.* 채팅이 시작된 때는 알지만 얼마나 이어졌는지는 추정한 값입니다.',
  },
  yours: (window) => `내 시간: ${window}`,
  awake: (operator, time) => `자리를 지킬 사람: ${operator}(현지 시각 ${time})`,
  backupAwake: (backup, time) => `대기 담당: ${backup}(현지 시각 ${time})`,
  notOffered: (window, cost, why) => `제안하지 않은 시간: ${window}. ${cost}. ${why}`,
  whyNot: {
    past: '이미 지난 시간입니다',
    notice: '사전 통보 시간보다 이릅니다',
    short: '시간이 너무 짧습니다',
    too_long: '시간이 너무 깁니다',
    black_out: '전환 금지일입니다',
    hours: '전환 담당 가능 시간이 아닙니다',
    friday: 'Ferry는 금요일을 제안하지 않습니다',
    eve_of_weekend: 'Ferry는 주말 전날을 제안하지 않습니다',
    eve_of_black_out: 'Ferry는 전환 금지일 전날을 제안하지 않습니다',
    skipped_hour: '시계가 건너뛰는 시간입니다',
    holiday: '휴일입니다',
    eve_of_holiday: 'Ferry는 휴일 전날을 제안하지 않습니다',
    other_account: '그 시간에는 전환 담당자에게 다른 계정의 전환이 있습니다',
    unknown: '그 시간에 대해 알려진 것이 없습니다',
  },
  nobodyAwake: (account) => `자리를 지킬 사람이 아직 없습니다: \`/migrate team ${account} operator add @사람\``,
  why: {
    empty: (weeks) =>
      `선택 이유: 최근 ${weeks}주 동안 이 시간과 그 앞뒤 몇 시간에는 채팅이 한 건도 없었습니다(채팅을 닫았거나 찾는 고객이 없는 시간). 그런 시간 중 전환 담당자의 낮 시간과 가장 가깝습니다.`,
    best: (p90, busiest) =>
      `선택 이유: 설정이 허용하는 모든 시간 중 나쁜 주에 끊기는 채팅이 ${p90}건으로 가장 적습니다. 한 주에서 가장 바쁜 시간에는 ${busiest}건이 끊깁니다.`,
    onlyHours: '선택 이유: 설정이 허용하는 시간 중 평일 업무 시간에서 가장 멉니다. 예측이 아니라 업무 시간을 짐작한 것입니다.',
  },
  behind: {
    badCase: (chats, best) => `첫 번째보다 못한 점: 나쁜 주에 ${best}건이 아니라 ${chats}건이 끊깁니다.`,
    mean: (chats, best) => `첫 번째보다 못한 점: 나쁜 주에는 같지만 평균 ${best}건이 아니라 ${chats}건이 끊깁니다.`,
    farther: (length) => `첫 번째보다 못한 점: 똑같이 한가하지만 전환 담당자의 낮 시간에서 ${length} 더 멉니다.`,
    nearerToWork: (length) => `첫 번째보다 못한 점: 업무 시간에 ${length} 더 가깝습니다.`,
    later: (days) => `첫 번째보다 못한 점: 똑같이 한가하지만 ${days}일 더 늦습니다.`,
  },
  basis: {
    chats: (count, weeks, ago) => `최근 ${weeks}주의 채팅 ${count}건을 바탕으로 했습니다(${ago}에 읽음)`,
    tickets: (count, weeks, ago, minutes, why) =>
      `*채팅이 아니라 티켓을 바탕으로 했습니다.* ${why} 최근 ${weeks}주의 채팅 티켓 ${count}건(${ago}에 읽음), 한 건을 ${minutes}분짜리 채팅으로 보았습니다`,
    closed: {
      no_credential: '채팅 기록을 읽을 자격 증명이 없습니다.',
      token_refused: 'Zendesk가 채팅 기록의 토큰을 거부했습니다.',
      not_allowed: '채팅 기록을 읽을 권한이 없습니다.',
    },
    model: (inHalf, inMost) =>
      `한 주의 흐름을 나타내는 모델로 예측했습니다. 따로 떼어 둔 주를 최근 8주의 중앙값보다 잘 맞혔으며, 실제 값의 ${inHalf}%가 50% 구간에, ${inMost}%가 90% 구간에 들었습니다`,
    plain: (inHalf, inMost) =>
      `최근 8주 같은 시간의 중앙값과 최댓값으로 예측했습니다. 모델은 따로 떼어 둔 주를 더 잘 맞히지 못했고, 실제 값의 ${inHalf}%가 그 8주의 가운데 절반에, ${inMost}%가 90%에 들었습니다`,
    plainUnproved: '최근 8주 같은 시간의 중앙값과 최댓값으로 예측했습니다. 기록이 있는 주가 적어 따로 떼어 두고 검증하지는 못했습니다',
    earlier: (worse, nights, percent) =>
      `지난 전환 ${nights}번 중 ${worse}번이 예측보다 바빴기 때문에, 이제 100주 중 ${percent}주가 넘지 않는 수를 나쁜 경우로 봅니다`,
    holes: (days) => `데이터가 없어 제외한 날: ${days}`,
    holidays: (country) => `공휴일(${countryName(country)})은 계산과 제안에서 제외했습니다`,
    ownHolidays: (days) => `자체 휴일 ${days}일도 제외했습니다`,
    hours: (hours, zone) => `전환 담당 가능 시간은 ${zone} 기준 ${hours}입니다`,
    noHolidays: '이 시간대의 공휴일 정보가 없습니다',
    cut: (count) => `4시간이 넘는 채팅 ${count}건은 4시간으로 계산했습니다`,
  },
  noForecast: {
    nothingRead: '읽은 채팅이 없어 예측할 수 없습니다.',
    tooShort: (weeks) => `채팅 기록이 ${weeks}주뿐입니다. 예측하려면 4주 이상이 필요합니다.`,
    fewWeeksWithChats: (weeks, chats) =>
      `채팅 ${chats}건이 모두 ${weeks}주 안에 몰려 있어 흐름을 예측할 수 없습니다. 매주 채팅이 있었다면 내보낸 기록이 완전하지 않은 것입니다.`,
    oddTimes: (odd, chats) =>
      `채팅 ${chats}건 중 ${odd}건의 시각이 있을 수 없는 값입니다(미래이거나 시작 전에 끝남). 그래서 나머지도 믿지 않습니다. 채팅을 기록하는 시스템의 시계를 확인해 주세요.`,
    clockOff: (hours, by) =>
      `채팅의 시각이 Zendesk의 시계보다 ${hours}시간쯤 ${by === 'ahead' ? '빠릅니다' : '늦습니다'}. 그래서 어느 시각도 믿을 수 없습니다. 채팅을 기록하는 시스템의 시계를 확인하거나 Zendesk에 문의해 주세요.`,
    instead: (first, last) =>
      `아래 시간대는 업무 시간(${first}~${last} 09:00~18:00)을 피했을 뿐입니다. 선택하기 전에 야간 상황을 아는 분에게 확인해 주세요.`,
  },
  none: (rule) => `*90일 안에 맞는 시간대가 없습니다.* ${rule}`,
  gives: (window, cost, rules) => `${rules === 1 ? '이 조건이' : '이 조건들이'} 없다면 *${window}* 시간대가 가장 좋습니다. ${cost}.`,
  givesNothing: '모든 시간이 세 가지 이상의 조건에 걸리니 여러 조건을 함께 바꿔야 합니다.',
  relax: {
    past: () => '모두 지난 시간입니다.',
    notice: (account) => `사전 통보 시간 때문입니다. \`/migrate settings ${account} notice 24h\`로 줄일 수 있습니다.`,
    short: () => '필요한 시간이 모자랍니다. 한 번에 전환할 브랜드를 줄여 주세요.',
    too_long: () => '깨어 있을 수 있는 시간보다 깁니다. 한 번에 전환할 브랜드를 줄여 주세요.',
    black_out: (account) => `전환 금지일 때문입니다. \`/migrate settings ${account} black-outs\`를 확인해 주세요.`,
    hours: (account) => `전환 담당 가능 시간 때문입니다. \`/migrate settings ${account} operator-hours 00:00-24:00\`로 넓힐 수 있습니다.`,
    friday: () => '금요일만 남았고 Ferry는 금요일을 제안하지 않습니다. `/migrate schedule`로 직접 지정해 주세요.',
    eve_of_weekend: () => '주말 전날만 남았고 Ferry는 주말 전날을 제안하지 않습니다. `/migrate schedule`로 직접 지정해 주세요.',
    eve_of_black_out: () => '전환 금지 기간 전날만 남았습니다. `/migrate schedule`로 직접 지정해 주세요.',
    skipped_hour: () => '남은 날에는 시계가 그 시간을 건너뜁니다.',
    holiday: () => '공휴일만 남았습니다. `/migrate schedule`로 직접 지정해 주세요.',
    eve_of_holiday: () => '공휴일 전날만 남았습니다. `/migrate schedule`로 직접 지정해 주세요.',
    other_account: () => '남은 날마다 전환 담당자에게 다른 계정의 전환이 있습니다. 다른 담당자를 지정해 주세요.',
    unknown: () => '설정이 허용하는 시간에 대해 알려진 것이 너무 적습니다.',
  },
  ordinal: (place) => (place === 1 ? '가장 좋음' : `${place}`),
  choose: '선택',
  more: '시간대 더 보기',
  noMore: '90일 안에 더 이상 시간대가 없습니다.',
  pictureSent: '한 주 전체를 그린 그림은 Ferry와의 메시지로 보냈습니다.',
  footer: (account) => `다른 시간: \`/migrate schedule ${account} 2026-11-29 02:00 90m\`(날짜, 시각, 길이는 바꿔 주세요)`,
  picture: {
    title: (account) => `${account}: 요일과 시간별로 끊기는 채팅`,
    subtitle: (length, zone) => `나쁜 주 기준(열 주 중 아홉 주는 더 적음), 길이 ${length}, ${zone} 기준`,
    weekdays: ['월', '화', '수', '목', '금', '토', '일'],
    few: '적음',
    many: '많음',
    unknown: '알 수 없음',
    offered: '제안한 시간대',
    alt: (quietest, busiest) => `한 주의 히트맵. 가장 한가한 시간: ${quietest}. 가장 바쁜 시간: ${busiest}.`,
    hour: (weekday, time, chats) => `${weekday} ${time} (${chats}건)`,
  },
  brands: {
    together: (cost) => `모든 브랜드를 한 번에: ${cost}.`,
    apart: (brand, window, cost) => `${brand}만 따로: ${window}. ${cost}.`,
    sum: (nights, mean, p90) => `시간대 ${nights}개로 나누면 모두 합쳐 끊기는 채팅 ${about(mean)}, 모두 나쁜 경우라도 ${p90}건 이하.`,
    others: (brands) => `따로 계산하지 않은 브랜드: ${brands}.`,
    unknownShare: (percent) => `채팅의 ${percent}%는 브랜드를 알 수 없어 각 브랜드에 모두 더해 계산했습니다.`,
    how: (account, brand) =>
      `한 브랜드만 전환하려면 \`/migrate settings ${account} brands ${brand}\` 입력 후 \`/migrate windows ${account}\`를 다시 입력해 주세요.`,
    unknown: '채팅 기록으로는 브랜드를 나눌 수 없어 함께 제안합니다.',
  },
  calendar: {
    title: (account) => `${account}: 캘린더에 넣을 전환 일정`,
    summary: (account) => `${account}: Zendesk 메시징 전환`,
    description: (account, brands, window, cost) =>
      [`브랜드: ${brands}`, `전환 시간대: ${window}`, ...(cost === '' ? [] : [cost]), `Slack: /migrate cutover ${account}`].join('\n'),
    gone: (account) => `${account}: 전환 취소됨`,
  },
  score: {
    title: '예측과 실제',
    expected: (mean, p90) => `예상: ${about(mean)}, 열 주 중 아홉 주는 ${p90}건 이하`,
    opening: (mean, p90) => `T0에 진행 중일 것으로 예상한 채팅: ${about(mean)}, 열 주 중 아홉 주는 ${p90}건 이하`,
    window: (mean, p90) => `시간대 전체에서 끊길 것으로 예상한 채팅: ${about(mean)}, 열 주 중 아홉 주는 ${p90}건 이하`,
    found: (chats) => `T0에 확인된 진행 중인 채팅: ${chats}건`,
    foundUnknown: 'T0에 진행 중인 채팅: 확인할 수 없었습니다',
    ended: (chats) => `전환으로 끊긴 채팅: ${chats}건`,
    endedUnknown: '전환으로 끊긴 채팅: 알 수 없습니다',
    verdict: {
      as_told: '예측대로였습니다.',
      worse: '열 주 중 아홉 주의 예측보다 바빴습니다. 다음 제안에서는 이 사실을 알리고 나쁜 경우를 더 넓게 잡습니다.',
      unknown: '예측과 비교할 수 없습니다.',
    },
  },
};
