import type { WebClient } from '@slack/web-api';
import { z } from 'zod';
import { called } from './called.ts';
import type { SlackFile } from './port.ts';

const UPLOAD_TIMEOUT_MS = 10_000;
const address = z.object({ upload_url: z.url(), file_id: z.string() });

/**
 * A file in three steps: files.getUploadURLExternal, the bytes, files.completeUploadExternal. Not by the client's own `uploadV2`: it
 * calls the text for screen readers `alt_text`, and Slack knows it as `alt_txt`.
 * https://docs.slack.dev/reference/methods/files.getUploadURLExternal
 */
export async function uploadFile(channel: string, thread: string | undefined, file: SlackFile, client: WebClient): Promise<void> {
  const { name, title, content, alt } = file;
  const bytes = Buffer.from(content);
  const asked = { filename: name, length: bytes.length, ...(alt === undefined ? {} : { alt_txt: alt }) };
  const begun = await called('files.getUploadURLExternal', () => client.apiCall('files.getUploadURLExternal', asked));
  const { upload_url, file_id } = address.parse(begun);
  const { default: axios } = await import('axios');
  await called('the upload of a file', () =>
    axios.post(upload_url, bytes, { timeout: UPLOAD_TIMEOUT_MS, headers: { 'content-type': 'application/octet-stream' } }),
  );
  const where = { channel_id: channel, ...(thread === undefined ? {} : { thread_ts: thread }) };
  await called('files.completeUploadExternal', () => client.files.completeUploadExternal({ files: [{ id: file_id, title }], ...where }));
}
