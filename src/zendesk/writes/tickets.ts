import { withQuery } from '../http/address.ts';
import { errorOf } from '../http/errors.ts';
import type { Writable } from '../http/source.ts';
import type { TagChange } from '../port.ts';

/**
 * Hands in one bulk update: PUT /api/v2/tickets/update_many?ids=. It is a job of Zendesk's; what became of it is read back by id.
 * `additional_tags` and `remove_tags`, never `tags`, which replaces them all; the comment is never public, which would send mail.
 * https://developer.zendesk.com/api-reference/ticketing/tickets/tickets/#update-many-tickets
 */
export async function tagTickets(support: Writable, ids: readonly number[], { tag, change, note }: TagChange): Promise<void> {
  const ticket = {
    [change === 'add' ? 'additional_tags' : 'remove_tags']: [tag],
    ...(note === undefined ? {} : { comment: { body: note, public: false } }),
  };
  const answer = await support.send('PUT', withQuery('/api/v2/tickets/update_many', { ids: ids.join(',') }), { ticket });
  if (answer.status !== 200 && answer.status !== 202) throw errorOf(answer);
}
