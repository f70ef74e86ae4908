import type { Message, PostMark, Slack } from '../../src/slack/web/port.ts';

/** One post as it stands in Slack now. */
export interface PaperPost {
  readonly ts: string;
  readonly channel: string;
  readonly mark: PostMark;
  readonly thread: string | undefined;
  message: Message;
}

/** Slack as a list of posts: for crash tests, where the simulator would be too slow. */
export interface PaperSlack {
  readonly port: Slack;
  readonly posts: PaperPost[];
  /** Channel and name. */
  readonly files: string[];
}

export function paperSlack(): PaperSlack {
  const posts: PaperPost[] = [];
  const files: string[] = [];
  const nothing = async () => {};
  const port: Slack = {
    person: async (user) => ({ id: user, language: 'en', timeZone: 'UTC', inside: true, workspaceAdmin: false, bot: false, left: false }),
    members: async () => [],
    channelNamed: async () => undefined,
    async post(channel, message, mark, thread) {
      const ts = `${posts.length + 1}.0`;
      posts.push({ ts, channel, mark, thread, message });
      return ts;
    },
    async update(channel, ts, message) {
      const post = posts.find((each) => each.channel === channel && each.ts === ts);
      if (post) post.message = message;
    },
    async find(channel, mark) {
      const found = posts.find((each) => each.channel === channel && each.mark.account === mark.account && each.mark.key === mark.key);
      if (found) return { kind: 'found', ts: found.ts };
      return files.includes(`${channel} ${mark.key}`) ? { kind: 'found', ts: 'file' } : { kind: 'absent' };
    },
    hears: async () => true,
    whisper: nothing,
    upload: async (channel, _thread, file) => void files.push(`${channel} ${file.name}`),
    directChannel: async (user) => `D${user}`,
    openView: async () => 'V1',
    updateView: nothing,
    publishHome: nothing,
  };
  return { port, posts, files };
}
