import { josa } from 'es-hangul';
import { common } from '../../common/ko.ts';
import type { OutsideText } from './text.ts';

const against = {
  black_out: '전환 금지 기간에 들어갑니다',
  hours: '전환 담당자의 가능 시간을 벗어납니다',
} as const;

export const outside: OutsideText = {
  movedHere: (account, channel) =>
    channel === ''
      ? `:warning: ${account} 계정에 채널이 없어 여기로 보냅니다. \`/migrate settings ${account} channel #채널\`로 지정해 주세요.`
      : `:warning: <#${channel}> 채널에 글을 올릴 수 없어 여기로 보냅니다. \`/migrate settings ${account} channel #채널\`로 다른 채널을 지정해 주세요.`,
  endedBy: (who, at) => `${who} 님이 결정했습니다(${at}).`,
  unseen: {
    told: (account, channel, post, why) =>
      `:warning: *<#${channel}> 채널에 ${account} 계정의 글이 빠졌을 수 있습니다.* 전송 중에 Ferry가 중단되었고, Slack이 도착 여부를 확인하지 못하게 합니다(\`${why}\`). 채널에 다음 글이 있는지 확인해 주세요.\n>${post}\n없으면 다시 올려 주세요.`,
    button: '다시 올리기',
    again: (who, at) => `:white_check_mark: ${who} 님이 다시 올리게 했습니다(${at})`,
    done: 'Ferry가 지금 다시 올립니다.',
  },
  window: {
    closed: (account, window, why) =>
      `:red_circle: *${account} 전환 시간대가 이제 ${against[why]}:* ${window}. 이 시간대에는 아무것도 시작하지 않습니다. 관리자가 다른 시간대를 선택하거나 설정을 되돌려 주세요.`,
    open: (account, window) => `:white_check_mark: ${account} 전환 시간대가 다시 유효합니다: ${window}.`,
    blocker: (why) => `전환 시간대 — ${why === 'hours' ? against.hours : against.black_out}`,
  },
  brand: {
    gone: (account, brand) =>
      `:red_circle: *${brand} 브랜드가 Zendesk에 더 이상 없는데* ${account} 계획에는 들어 있습니다. 관리자가 이 브랜드를 빼고 다시 계획할 때까지 아무것도 시작하지 않으며, 새 계획은 다시 승인받아야 합니다.`,
    last: (account) => `계획에 남은 브랜드가 없습니다. \`/migrate cutover ${account} cancel\`로 취소해 주세요.`,
    button: (brand) => `${brand} 빼고 계획`,
    dropped: (brand) => `${brand} 브랜드를 빼고 다시 계획했습니다. 계획을 다시 승인받아야 합니다.`,
    blocker: (brand) => `${brand} 브랜드 — Zendesk에 더 이상 없어 빼고 계획해야 합니다`,
  },
  person: {
    left: (account, who, roles, admins) =>
      `:red_circle: *${who} 님이 워크스페이스를 떠났습니다.* ${roles.length > 0 ? `${account} 계정의 ${roles.map((role) => common.roles[role]).join(' 겸 ')}입니다` : `${account} 계정 전환에 필요한 사람입니다`}. ${admins} 님, 다른 사람을 지정해 주세요.`,
    standIn: (account, who) =>
      `그때까지 ${who} 님이 대신할 수 있으며, 전환이 시작된 뒤에는 \`/migrate cutover ${account} handover\`로 넘겨받습니다.`,
    nobody: (account, role) =>
      `다른 ${josa(common.roles[role], '이/가')} 없습니다. \`/migrate team ${account} ${role} add @사람\`으로 지정해 주세요.`,
    assigned: (account, title, item) =>
      `“${title}” 항목이 이 사람에게 배정되어 있습니다. \`/migrate assign ${account} ${item} @사람\`으로 다시 배정해 주세요.`,
    blocker: '전환 담당자와 예비 담당자 — 지정된 사람이 워크스페이스를 떠났습니다',
  },
};
