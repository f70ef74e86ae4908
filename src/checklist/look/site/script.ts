/**
 * A text as code: entities of handlers resolved, lines that are comments left out. All of a page counts, not only its scripts: to
 * tell code from text one has to run it, and a call that is overlooked is worse than one too many.
 */
export function codeIn(text: string): string {
  return unescaped(text).replaceAll(/^[ \t]*\/\/.*$/gm, '');
}

/** Addresses of the scripts that a page loads. */
export function scriptsOf(html: string): readonly string[] {
  return tagsOf(html, 'script').flatMap((tag) => attributeOf(tag, 'src') ?? []);
}

export function titleOf(html: string): string {
  const [tag] = tagsOf(html, 'title');
  if (tag === undefined) return '';
  const from = html.indexOf(tag) + tag.length;
  const to = html.indexOf('<', from);
  return unescaped(html.slice(from, to < 0 ? from : to))
    .replaceAll(/\s+/g, ' ')
    .trim();
}

/** The widget's key in the snippet of the page. */
export function snippetKeyIn(html: string): string | undefined {
  return /static\.zdassets\.com\/ekr\/snippet\.js\?key=([\w-]{8,64})/.exec(html)?.[1];
}

/** The opening tags of one name, outside of comments. Found by walking once: a page may be made to be slow to search. */
export function tagsOf(html: string, name: string): readonly string[] {
  const tags: string[] = [];
  const lower = html.toLowerCase();
  for (let at = lower.indexOf('<'); at >= 0; at = lower.indexOf('<', at + 1)) {
    if (lower.startsWith('<!--', at)) {
      const end = lower.indexOf('-->', at + 4);
      if (end < 0) return tags;
      at = end;
    } else if (lower.startsWith(name, at + 1) && /[\s>/]/.test(lower.charAt(at + 1 + name.length))) {
      const end = lower.indexOf('>', at);
      if (end < 0) return tags;
      tags.push(html.slice(at, end + 1));
      at = end;
    }
  }
  return tags;
}

export function attributeOf(tag: string, name: string): string | undefined {
  const match = new RegExp(`[\\s"'/]${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)'|([^\\s>"']+))`, 'i').exec(tag.slice(0, LONGEST_TAG));
  const value = match?.[1] ?? match?.[2] ?? match?.[3];
  return value === undefined ? undefined : unescaped(value).trim();
}

const LONGEST_TAG = 10_000;

function unescaped(text: string): string {
  return text
    .replaceAll('&quot;', '"')
    .replaceAll(/&#(?:39|x27);/gi, "'")
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&');
}

/** The page without its comments. Found by walking once, as the tags are. */
export function withoutComments(html: string): string {
  const kept: string[] = [];
  let from = 0;
  for (let at = html.indexOf('<!--'); at >= 0; at = html.indexOf('<!--', from)) {
    kept.push(html.slice(from, at));
    const end = html.indexOf('-->', at + 4);
    if (end < 0) return kept.join('');
    from = end + 3;
  }
  return [...kept, html.slice(from)].join('');
}
