import type { ItemId } from '../../../../checklist/items/items.ts';
import type { ItemText } from '../text.ts';

export const resources = {
  'resources-messaging': {
    title: '메시징 리소스 전체 목록',
    why: '원문 마지막 문장에서 전체 메시징 리소스 목록을 안내합니다.',
    risk: '예전 실시간 채팅 문서에서 답을 찾게 됩니다.',
    ask: '필요할 때 찾아볼 수 있게 전체 목록을 보관해 주세요. 마무리 요약에도 링크가 포함됩니다.',
  },
  'resources-migration': {
    title: '관련 문서: 실시간 채팅에서 메시징으로 마이그레이션하기 위한 리소스',
    why: '원문 맨 위에 관련 문서로 안내되어 있습니다.',
    risk: 'Zendesk가 모아 둔 마이그레이션 자료를 보지 않고 계획하게 됩니다.',
    ask: '시작할 때 읽어 주세요. 시작 안내 메시지에 링크가 포함됩니다.',
  },
  'resources-about-messaging': {
    title: '관련 문서: 메시징에 대한 정보',
    why: '원문 맨 위에 관련 문서로 안내되어 있습니다.',
    risk: '메시징을 이름만 바뀐 실시간 채팅으로 오해하기 쉽습니다.',
    ask: '시작할 때 읽어 주세요. 시작 안내 메시지에 링크가 포함됩니다.',
  },
  'resources-enabling-messaging': {
    title: '관련 문서: 메시징 사용 설정',
    why: '원문 맨 위에 관련 문서로 안내되어 있습니다.',
    risk: '두 설정이 함께 있는 페이지를 미리 아는 사람이 없게 됩니다.',
    ask: '시작할 때 읽어 주세요. 시작 안내 메시지에 링크가 포함됩니다.',
  },
} as const satisfies Readonly<Partial<Record<ItemId, ItemText>>>;
