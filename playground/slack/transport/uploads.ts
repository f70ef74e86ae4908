import type { ApiAnswer } from '../api/call.ts';
import type { State } from '../state/state.ts';

/** Takes the bytes of a file, as they are or as one part of a multipart form. */
export function answerUpload(state: State, secret: string, contentType: string, body: Buffer): ApiAnswer {
  const bytes = filePart(contentType, body);
  const received = bytes !== undefined && state.files.receive(secret, bytes);
  if (!received) return { status: 400, headers: {}, body: { ok: false, error: 'invalid_upload' } };
  return { status: 200, headers: {}, body: { ok: true, message: `OK - ${bytes.length}` } };
}

/** The bytes of the first file of a multipart form, or the whole body if it is none. */
function filePart(contentType: string, body: Buffer): Buffer | undefined {
  const boundary = /boundary="?([^";]+)"?/.exec(contentType)?.[1];
  if (!contentType.startsWith('multipart/form-data') || boundary === undefined) return body;
  const mark = Buffer.from(`--${boundary}`);
  for (let at = body.indexOf(mark); at >= 0; at = body.indexOf(mark, at + mark.length)) {
    const start = body.indexOf('\r\n\r\n', at);
    const end = body.indexOf(Buffer.from(`\r\n--${boundary}`), start);
    if (start < 0 || end < 0) return undefined;
    if (body.subarray(at, start).toString().includes('filename=')) return body.subarray(start + 4, end);
  }
  return undefined;
}

/** A file's bytes for who may see them: the bot's token is asked for. */
export function fileBytes(
  state: State,
  id: string,
  authorization: string | undefined,
): { readonly type: string; readonly data: Uint8Array } | undefined {
  const file = state.files.find(id);
  if (!file || file.stage === 'waiting' || authorization !== `Bearer ${state.options.botToken}`) return undefined;
  return { type: file.mimetype, data: file.bytes };
}
