import { day } from '../../format.ts';
import type { PracticeText } from './text.ts';

const where = { night: '실제 전환', rehearsal: '리허설', drill: '연습' } as const;

export const practice: PracticeText = {
  drill: {
    header: (account) => `연습 · ${account}`,
    mark: ':performing_arts: 연습입니다. 여기 있는 버튼은 Zendesk와 실제 계획에 아무 영향을 주지 않습니다.',
    begun: (who, brands) =>
      `*${who} 님이 전환 당일 연습을 시작했습니다${brands === '' ? '' : `(대상: ${brands})`}.* 이 스레드에서 당일과 똑같은 단계를 하나씩 요청합니다. 당일에 그 일을 맡은 사람이 버튼을 눌러 주세요. *Zendesk에서는 아무것도 바꾸지 마세요.*`,
    progress: (done, total) => `${total}단계 중 ${done}단계 완료`,
    until: (at) => `${at}에 자동으로 끝납니다.`,
    step: (place, total, title) => `연습 · ${place}/${total} · ${title}`,
    onlyLook: ':no_entry: *연습입니다. 해당 화면을 열어 보기만 하고 아무것도 바꾸지 않은 채 버튼을 눌러 주세요.* 당일 요청 내용:',
    pressed: (who, at, took) => `:white_check_mark: ${who} 님이 ${at}에 눌렀습니다(소요 ${took}).`,
    leftOut: '이 단계를 누르기 전에 연습이 끝났습니다.',
    stop: '연습 중단',
    stopConfirm: {
      title: '연습을 중단할까요?',
      text: '지금까지 누른 기록은 남지만, 끝까지 마치지 않은 연습은 소요 시간에 반영되지 않습니다.',
      yes: '중단',
      no: '계속',
    },
    ended: {
      finished: () => '*연습을 끝까지 마쳤습니다.*',
      stopped: (who) => `*${who} 님이 연습을 중단했습니다.*`,
      time: () => '*3시간이 지나 연습이 자동으로 끝났습니다.*',
      night_near: () => '*실제 전환이 한 시간 앞으로 다가와 연습을 끝냈습니다. 이제부터 모든 버튼은 실제로 동작합니다.*',
    },
    summary: (account) => `연습 · ${account} · 소요 시간`,
    stepTook: (title, who, took) => `${title}: *${took}* (${who})`,
    took: (toDoors, fromClick) =>
      `*T0부터 상담 재개까지 ${toDoors}, 그중 마지막 클릭 이후 ${fromClick}.* 연습에는 없는 전환 확인 시간을 브랜드당 1분씩 더했습니다.`,
    notMeasured: '끝까지 마치지 않아 전환 시간대의 길이는 그대로입니다.',
    started: (account) => `${account} 계정의 채널에서 연습을 시작했습니다. 실제로 바뀌는 것은 없으며, 각 단계는 채널에서 요청합니다.`,
    recorded: (title) => `연습: ‘${title}’ 단계를 기록했습니다. 실제로 바뀐 것은 없습니다.`,
    stopped: '연습을 중단했습니다. 지금까지 누른 기록은 스레드에 남아 있습니다.',
    usage: 'Slack에서 연습을 시작하려면 `drill`, 진행 중인 연습을 끝내려면 `drill stop`을 입력해 주세요.',
    noBrands: (account) => `${account} 계정에 확인된 브랜드가 없어 연습할 것이 없습니다. \`/migrate connect\`로 먼저 연결해 주세요.`,
  },
  rehearsal: {
    mark: (account) =>
      `:performing_arts: 리허설입니다. ${account} 계정의 샌드박스에서 진행하며, 실제 계정은 바뀌지 않고 다른 사람에게 알리지도 않습니다.`,
    word: '리허설',
    notSent: '보내지 않음: 실제 전환에서는 여기서 상담사와 고객에게 안내를 보냅니다. 리허설에서는 아무에게도 알리지 않습니다.',
    set: (account, sandbox, window) =>
      `*${account} 계정의 리허설(\`${sandbox}\`): ${window}.* 실행 절차, 게이트, 승인 모두 실제 전환과 같습니다.`,
    samePeople: (operator, backup) => `같은 사람이 참여합니다. 전환 담당자 ${operator}, 예비 담당자 ${backup}. 모두 같은 역할을 맡습니다.`,
    silent: '메시지는 이 계정의 채널에 올라오며 모두 리허설로 표시됩니다. 상담사와 고객에게는 알리지 않습니다.',
    usage: '날짜, 시각, 길이를 입력해 주세요. 실제 전환과 같은 시각을 계정의 시간대로 정합니다.',
    noSandbox: (account) =>
      `${account} 계정에 지정된 샌드박스가 없습니다. 샌드박스를 별도 계정으로 연결한 뒤 \`/migrate settings ${account} sandbox <account>\`로 지정해 주세요.`,
    gone: (sandbox, account) =>
      `${account} 계정의 샌드박스 \`${sandbox}\` 계정이 없거나 보관되었습니다. \`/migrate settings ${account} sandbox <account>\`로 다시 지정해 주세요.`,
    doubt: {
      not_sandbox: (sandbox, account) =>
        `\`${sandbox}\` 계정은 프로덕션으로 등록되어 있어 리허설을 하지 않습니다. \`/migrate settings ${account} sandbox <account>\`로 샌드박스를 지정해 주세요.`,
      same_subdomain: (sandbox, account) =>
        `\`${sandbox}\` 계정의 하위 도메인이 프로덕션 계정의 것과 같아 리허설을 하지 않습니다. 거기서 클릭하면 실제로 전환됩니다. \`/migrate settings ${account} sandbox <account>\`로 샌드박스를 지정해 주세요.`,
    },
    notConnected: (sandbox, subdomain) =>
      `\`${sandbox}\` 계정의 Zendesk 접근 권한이 아직 없어 아무것도 확인할 수 없습니다. 서버에서 \`npm run ferry -- connect ${sandbox} --subdomain ${subdomain}\`을 실행해 주세요.`,
    noBrands: (sandbox) =>
      `\`${sandbox}\` 계정에 전환할 브랜드가 남아 있지 않습니다. 샌드박스를 새로 만들거나 \`/migrate settings ${sandbox} brands\`로 다른 브랜드를 지정해 주세요.`,
    ended: (sandbox, at, zone, end) => {
      const what = `${day(at, zone, 'ko')} 리허설(${sandbox})`;
      if ('because' in end) return `${what}: 끝까지 마치지 못했습니다(${end.because})`;
      return `${what}: 완료까지 마쳤습니다${end.minutes === undefined ? '' : `(T0부터 상담 재개까지 ${end.minutes}분)`}`;
    },
    again: (example) => `다른 시각에 다시 하려면: \`${example}\``,
  },
  estimate: {
    needs: (length, by, zone) =>
      by === undefined
        ? `필요한 길이: ${length}(아직 측정한 적이 없어 통상 시간을 적용).`
        : `필요한 길이: ${length}(${day(by.at, zone, 'ko')} ${where[by.what]}에서 측정: ${by.minutes}분).`,
    step: (median, bad, runs) => `소요 ${median}, 길면 ${bad}(${runs}회 측정)`,
  },
};
