import { readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';

const root = resolve(import.meta.dirname, '../..');

/** Who may import whom inside `src/`; a folder may always import itself. `docs/architecture.md` says why. */
const mayImport: Readonly<Record<string, readonly string[]>> = {
  migration: [],
  window: ['migration', 'zendesk/port.ts'],
  checklist: ['migration', 'zendesk/port.ts'],
  cutover: ['migration', 'checklist', 'zendesk/port.ts', 'store/port.ts'],
  zendesk: ['migration'],
  store: ['migration'],
  slack: ['migration', 'window', 'checklist', 'cutover', 'zendesk/port.ts', 'store/port.ts'],
  ops: ['*'],
  'main.ts': ['ops'],
};

/** Adapters: what stands behind a port. Only `ops/` puts them together. */
const adapters = ['zendesk/client.ts', 'store/file.ts', 'store/sealed-vault.ts', 'slack/web/web-client.ts', 'slack/listening/listener.ts'];

/** Declared lists and texts may be longer than a file of code. */
const declared = [/\/locales\//, /checklist\/items\//, /migration\/events\.ts$/, /validate\/.*tables?/, /seeds?\//];

interface Source {
  readonly path: string;
  readonly text: string;
  readonly imports: readonly string[];
}

function sources(folder: string): readonly Source[] {
  return readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((path) => /\.tsx?$/.test(path))
    .map((path) => {
      const text = readFileSync(join(root, folder, path), 'utf8');
      const imports = [...text.matchAll(/(?:from|import\()\s*'(\.[^']+)'/g)].map(([, to = '']) =>
        relative(root, resolve(root, folder, dirname(path), to)),
      );
      return { path: join(folder, path), text, imports };
    });
}

const src = sources('src');

describe('the rooms of src/', () => {
  it('import only whom they may', () => {
    const wrong = src.flatMap(({ path, imports }) => {
      const home = path.split('/')[1] ?? '';
      return imports
        .filter((to) => {
          const inside = to.replace(/^src\//, '');
          const room = inside.split('/')[0] ?? '';
          const allowed = mayImport[home] ?? [];
          if (home === 'ops' && to === 'manifest/manifest.json') return false;
          return !(to.startsWith('src/') && (room === home || allowed.some((each) => each === '*' || each === room || each === inside)));
        })
        .map((to) => `${path} -> ${to}`);
    });
    expect(wrong).toEqual([]);
  });

  it('leave the adapters to ops/', () => {
    const wrong = src.flatMap(({ path, imports }) =>
      path.startsWith('src/ops/')
        ? []
        : imports
            .filter((to) => adapters.includes(to.replace(/^src\//, '')) && to.split('/')[1] !== path.split('/')[1])
            .map((to) => `${path} -> ${to}`),
    );
    expect(wrong).toEqual([]);
  });

  it('read no clock, environment or randomness outside of ops/', () => {
    const forbidden = /\bDate\.now\(|new Date\(\)|\bMath\.random\(|\bconsole\.|Temporal\.Now/;
    const wrong = src
      .filter(({ path, text }) => !path.startsWith('src/ops/') && path !== 'src/main.ts' && forbidden.test(text))
      .map(({ path }) => path);
    expect(wrong).toEqual([]);
  });

  it('know nothing of the playground, the tests and the benchmarks', () => {
    expect(
      src.flatMap(({ path, imports }) => imports.filter((to) => /^(playground|test|bench)\//.test(to)).map((to) => `${path} -> ${to}`)),
    ).toEqual([]);
  });
});

describe('the simulators', () => {
  it('are written without src/, so that one misreading cannot be in both', () => {
    const wrong = ['playground/slack', 'playground/zendesk'].flatMap((folder) =>
      sources(folder).flatMap(({ path, imports }) => imports.filter((to) => to.startsWith('src/')).map((to) => `${path} -> ${to}`)),
    );
    expect(wrong).toEqual([]);
  });
});

describe('files and folders', () => {
  const all = [...src, ...sources('playground')];

  it('hold at most twelve entries a folder', () => {
    const folders = ['src', 'playground'].flatMap((top) => [
      top,
      ...readdirSync(join(root, top), { recursive: true, encoding: 'utf8' })
        .map((path) => join(top, path))
        .filter((path) => statSync(join(root, path)).isDirectory()),
    ]);
    const full = folders.map((path) => ({ path, entries: readdirSync(join(root, path)).length })).filter(({ entries }) => entries > 12);
    expect(full).toEqual([]);
  });

  it('are short: none over 300 lines, nine in ten under 200, half under 75', () => {
    const lengths = all
      .filter(({ path }) => !declared.some((each) => each.test(path)))
      .map(({ path, text }) => ({ path, lines: text.split('\n').length }))
      .toSorted((a, b) => a.lines - b.lines);
    expect(lengths.filter(({ lines }) => lines > 300)).toEqual([]);
    expect(lengths[Math.floor(lengths.length * 0.9)]?.lines).toBeLessThan(200);
    expect(lengths[Math.floor(lengths.length * 0.5)]?.lines).toBeLessThan(75);
  });

  it('are named in kebab-case and for what they hold', () => {
    const vague = /(^|[-/])(utils?|helpers?|manager|service|handler|data|info|common|misc|base|process|index)(\.|$)/;
    const wrong = all.filter(({ path }) => !/^[a-z0-9/.-]+$/.test(path) || vague.test(path)).map(({ path }) => path);
    expect(wrong).toEqual([]);
  });

  it('hide no type', () => {
    const wrong = all
      .filter(({ text }) => /\bas any\b|: any\b|@ts-(ignore|expect-error|nocheck)|as unknown as/.test(text))
      .map(({ path }) => path);
    expect(wrong).toEqual([]);
  });
});
