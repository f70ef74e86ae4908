import type { ItemId } from '../../../../checklist/items/items.ts';
import type { ItemText } from '../text.ts';

export const agents = {
  'agents-share-agent-workspace': {
    title: '‘메시징의 상담사 워크스페이스’ 공유하기',
    why: '상담사가 실시간으로 고객과 상호작용하고 Support 티켓을 처리하는 주 화면을 안내하는 문서입니다.',
    risk: '첫 고객이 문의하는 순간에 상담사가 새 화면을 처음 보게 됩니다.',
    ask: '상담사에게 링크를 공유하고 확인 버튼을 누르도록 안내해 주세요.',
  },
  'agents-share-handoff-handback': {
    title: '‘대화 핸드오프 및 핸드백 관리하기’ 공유하기',
    why: '메시징 대화가 대화 봇에서 상담사에게 전달되는 방식과, 대화가 언제 어떻게 종료되는지 설명하는 문서입니다.',
    risk: '대화가 언제 상담사에게 넘어오고 언제 완전히 끝나는지 상담사가 알 수 없습니다.',
    ask: '상담사에게 링크를 공유하고 확인 버튼을 누르도록 안내해 주세요.',
  },
  'agents-share-conversation-translation': {
    title: '‘Zendesk 상담사 워크스페이스에서 대화 번역하기’ 공유하기',
    why: '자동 번역 기능이 무엇이고 어떻게 작동하며 상담사가 이를 어떻게 관리하는지 설명하는 문서입니다.',
    risk: '상담사가 자동 번역된 메시지인 줄 모르고 주고받을 수 있습니다.',
    ask: '상담사에게 링크를 공유하고 확인 버튼을 누르도록 안내해 주세요.',
  },
  'agents-training-session': {
    title: '실제 화면으로 연습하기',
    why: '수락, 답변, 채널 변경, 세션 종료, 해결은 직접 해 봐야 익힐 수 있습니다.',
    risk: '상담사가 첫날 실제 고객을 상대로 연습하게 됩니다.',
    ask: '그룹마다 샌드박스나 시험용 브랜드에서 연습 대화를 한 번 진행하고 확인해 주세요.',
  },
  'agents-new-habits': {
    title: '일상 업무에서 바뀌는 점 알리기',
    why: '옵션이나 동적 콘텐츠가 있는 Chat 단축어와 비공개 첨부 파일은 쓸 수 없고, 파일은 50MB까지이며, 고객이 며칠 뒤에 다시 올 수 있습니다.',
    risk: '상담사가 더는 쓸 수 없는 단축어와 비공개 첨부 파일에 의존하게 됩니다.',
    ask: '상담사에게 바뀌는 점을 알리고 확인해 주세요.',
  },
  'agents-end-session-macro': {
    title: '세션 종료 안내 매크로',
    why: '상담사가 세션을 종료해도 고객에게 안내되지 않으며, 고객의 다음 메시지는 새 대화와 새 티켓이 됩니다.',
    place: '관리 센터 › 워크스페이스 › 상담사 도구 › 매크로',
    risk: '고객이 세션이 끝난 줄 모르고 답변을 계속 기다립니다.',
    ask: '지원하는 언어별로 매크로 문구를 검토하고 확정해 주세요.',
  },
} as const satisfies Readonly<Partial<Record<ItemId, ItemText>>>;
