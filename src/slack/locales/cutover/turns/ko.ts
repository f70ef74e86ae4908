import { numbered } from '../../common/particles.ts';
import type { TurnText } from './text.ts';

export const turns: TurnText = {
  developer: '웹 개발자',
  swap: {
    agreed: (brand, from, to, pages) =>
      `*${brand}: 코드 조각 키를 교체해 전환합니다.* ${pages}에서 \`${from}\` 키를 \`${to}\` 키로 바꿉니다. Zendesk 문서에 없는 방식이므로 샌드박스에서 먼저 확인한 뒤에만 진행합니다. 이전 키로 되돌릴 수 있습니다.`,
    noWayBack:
      '이전 키를 다시 넣으면 몇 분 안에 되돌릴 수 있습니다. 교체할 때까지 열려 있는 실시간 채팅은 먼저 종료해야 하며 되살릴 수 없습니다.',
    mark: 'Zendesk 문서에 없는 방식, 샌드박스에서 먼저 확인',
    exchange: (from, to, pages) => `\`${from}\` → \`${to}\` (${pages})`,
    modal: (brand, account) =>
      `곧 *${brand}*(${account}) 페이지의 코드 조각 키 교체를 요청합니다. 실시간 채팅은 지금까지 모두 종료되어야 하며 되살릴 수 없습니다. 이전 키로 되돌릴 수 있습니다.`,
    claimed: (who) => `${who} 님이 교체했다고 알림, 아직 확인되지 않음`,
    claimedAt: (who, at) =>
      `:hourglass_flowing_sand: ${who} 님이 교체했다고 알렸습니다(${at}). Ferry가 외부에서 페이지를 읽고 있으며, 모든 페이지에서 새 키만 세 번 확인되어야 인정됩니다.`,
    late: (brand, page, who) =>
      `:red_circle: *${brand} 키를 교체했다고 알린 지 10분이 지났지만 새 키만 보이지 않는 페이지가 있습니다:* ${page}. ${who} — 캐시와 배포 상태를 확인하고, 페이지가 제대로 보이지 않으면 이전 키로 되돌려 주세요. Ferry가 계속 확인합니다.`,
    halfDone: (brand, page, who) =>
      `:red_circle: *${brand} 키가 일부 페이지에서만 교체되었고, 교체를 마쳤다는 알림이 없습니다.* 남은 페이지: ${page}. ${who} — 교체를 마치고 알려 주시거나 되돌리기를 요청해 주세요.`,
    backLate: (brand, page, who) =>
      `:red_circle: *${brand} 이전 키를 다시 넣었다고 알린 지 10분이 지났지만 이전 키만 보이지 않는 페이지가 있습니다:* ${page}. ${who} — 캐시와 배포 상태를 확인해 주세요. Ferry가 계속 확인합니다.`,
    unplanned: (brand, who) =>
      `:red_circle: *Ferry가 요청하기 전에 ${brand} 페이지에 새 키가 보입니다.* 그 페이지의 고객에게는 메시징이 표시되므로 이 브랜드는 지금이 T0입니다. ${who} — 지금 메시징 상담사를 배치하고 키 교체를 마치거나, \`/migrate cutover rollback\`으로 되돌리기를 요청해 주세요.`,
    gone: (brand, page) =>
      `:red_circle: *요청하지 않았는데 ${brand} 페이지에 새 키만 보이지 않습니다:* ${page}. 그 페이지의 고객에게는 실시간 채팅이 표시됩니다. 새 키를 다시 넣거나 \`/migrate cutover rollback\`으로 되돌리기를 요청해 주세요.`,
    returned: (brand) =>
      `:leftwards_arrow_with_hook: *${brand}: 실시간 채팅으로 돌아왔습니다.* 모든 페이지에서 이전 키만 세 번 확인되었고 새 키는 보이지 않습니다. 상담사는 실시간 채팅으로 돌아가 주세요. 이미 만들어진 메시징 티켓은 그대로 이어지며, 종료된 실시간 채팅은 되살릴 수 없습니다.`,
    ended: (account) =>
      `:leftwards_arrow_with_hook: *${account} 전환을 되돌렸습니다.* 이번 시간대의 모든 브랜드에서 이전 키가 다시 확인되었습니다. 이미 만들어진 메시징 티켓은 그대로 이어집니다.`,
    lastEnd: (at) => `지난 전환은 이전 키로 되돌렸습니다(${at}).`,
    undo: (brands, who, account) =>
      `다음 시간대를 정할 때까지 되돌릴 수 있는 브랜드: ${brands}. ${who} 님이 이전 키를 다시 넣으며, \`/migrate cutover ${account} rollback\`으로 요청합니다.`,
    goingBack: (brands, who) => `되돌리는 중: ${brands}. ${who} 님이 이전 키를 다시 넣으면 Ferry가 확인합니다.`,
    noKeys: (brand, account) =>
      `${brand}: 코드 조각 키를 교체하는 방식인데 키가 설정되지 않았습니다. 관리자가 지금 키와 새 채널의 키를 \`/migrate settings ${account} swap-keys ${brand}:OLD>NEW\` 형식으로 입력해 주세요.`,
    noPages: (brand, account) =>
      `${brand}: 코드 조각 키를 교체하는 방식인데 지금 이전 키가 보이는 주요 페이지가 없습니다. 관리자가 \`/migrate settings ${account} key-pages https://…\`로 키가 있는 페이지를 설정하거나 \`swap-keys\`를 고쳐 주세요. Ferry가 읽을 수 있는 페이지여야 합니다.`,
  },
  apps: {
    notInScope: (channels) => `${channels}: 이번 마이그레이션 대상이 아닙니다.`,
    noticed: (ticket) =>
      `이후 메시징 티켓 #${numbered(ticket, '이/가')} 들어왔습니다. 웹에서 온 티켓일 수도 있으니 직접 확인하고 알려 주세요.`,
  },
  trigger: {
    approved: (group) =>
      `*Ferry는 브랜드마다 메시징 라우팅 트리거도 만듭니다.* 새 메시징 티켓을 ‘${group}’ 그룹에 배정하는 트리거이며, 승인 후 비활성 상태로 만들고 브랜드 전환이 확인되면 활성화합니다. 되돌리면 다시 비활성화합니다. 같은 일을 하는 트리거가 이미 있으면 만들지 않습니다.`,
    state: (group, { underWay, waiting, on, there, off, refused, stuck }) =>
      `‘${group}’ 그룹 라우팅 트리거: ${[
        ...(underWay > 0 ? [`만드는 중 ${underWay}개`] : []),
        ...(waiting > 0 ? [`전환 확인 전 비활성 ${waiting}개`] : []),
        ...(on > 0 ? [`활성 ${on}개`] : []),
        ...(there > 0 ? [`기존 트리거 ${there}개`] : []),
        ...(off > 0 ? [`비활성으로 남음 ${off}개`] : []),
        ...(refused > 0 ? [`만들지 못함 ${refused}개`] : []),
        ...(stuck > 0 ? [`아직 활성, 직접 비활성화 필요 ${stuck}개`] : []),
      ].join(', ')}`,
    refused: (why) =>
      `:warning: Ferry가 메시징 라우팅 트리거를 만들거나 활성화하지 않습니다: ${why}. 관리자가 관리 센터 › 개체 및 규칙 › 비즈니스 규칙 › 트리거에서 직접 설정해 주세요.`,
    undoRefused: (why) => `:red_circle: Ferry가 메시징 라우팅 트리거를 비활성화하지 못했습니다: ${why}. 관리자가 직접 비활성화해 주세요.`,
    leftOn: (brand, titles, more, whose) => {
      const named = `${titles.map((title) => `‘${title}’`).join(', ')}${more > 0 ? ` 외 ${more}개` : ''}`;
      const how = whose === 'ferry' ? '비활성화해 주세요' : '비활성화하거나 이 브랜드를 제외해 주세요';
      return `되돌려야 할 것: 아직 활성 상태인 ${whose === 'ferry' ? 'Ferry의 ' : ''}메시징 라우팅 트리거 ${named}. ${brand} 브랜드를 다시 전환하지 않는다면 관리자가 관리 센터 › 개체 및 규칙 › 비즈니스 규칙 › 트리거에서 ${how}.`;
    },
    why: (why) =>
      ({
        no_channel: '계정의 트리거 조건에 메시징이 없음',
        no_group: '같은 이름의 그룹이 없음',
        no_brand: '계정에 없는 브랜드',
        other_group: '활성화된 다른 트리거가 이 티켓을 다른 그룹에 배정하고 있음',
        gone: 'Ferry가 만든 트리거가 변경되었거나 삭제됨',
      })[why],
  },
};
