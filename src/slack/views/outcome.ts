import type { Request } from '../request/request.ts';
import type { Message } from '../web/port.ts';

/** A sentence as it can stand below a field, where Slack draws no marks: without those for bold and code. */
export function fieldError(text: string): string {
  return text.replace(/[`*]/g, '');
}

/** A refusal where the person looks: below this field, or beside the closed form where it names people, as no field draws a mention. */
export async function refusedIn(
  field: string,
  message: Message,
  request: Pick<Request, 'answer'>,
): Promise<Readonly<Record<string, string>> | undefined> {
  return /<[@#!]/.test(message.text) ? closedWith(request, message) : { [field]: fieldError(message.text) };
}

/** Closes the form and tells the person beside it: for what no field can hold, such as a mention. */
export async function closedWith({ answer }: Pick<Request, 'answer'>, message: Message): Promise<undefined> {
  await answer(message);
  return undefined;
}
