import type { Act } from '../live.ts';
import type { PageState } from '../wire.ts';

/** What a panel of one Zendesk account takes. */
export interface ZendeskPanel {
  readonly zendesk: PageState['zendesk'][number];
  readonly act: Act;
}
