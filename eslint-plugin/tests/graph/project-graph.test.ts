import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { disk } from '../../src/graph/disk.ts';
import type { Disk } from '../../src/graph/disk.ts';
import { ProjectGraph } from '../../src/graph/project-graph.ts';
import { defaultOptions, searchFor } from '../../src/rules/options.ts';
import { temporaryFolder } from '../support/folder.ts';
import { lint } from '../support/eslint.ts';
import { parse, typescriptLanguage } from '../support/parse.ts';
import { typescriptProject } from '../support/project.ts';

const BLOCKS = `import { readFileSync } from 'node:fs';\nexport const read = (path) => readFileSync(path);\n`;

/** The disk, and what was read from it. */
function watched(): { readonly disk: Disk; readonly reads: string[] } {
  const reads: string[] = [];
  const read = (file: string) => {
    reads.push(file);
    return disk.read(file);
  };
  return { disk: { ...disk, read }, reads };
}

function graphOf(files: Readonly<Record<string, string>>) {
  const folder = temporaryFolder({ 'package.json': '{}', 'main.js': '', ...files });
  const { disk: watching, reads } = watched();
  const graph = new ProjectGraph(watching, searchFor(defaultOptions));
  const reader = { sourceCode: parse(''), language: typescriptLanguage };
  const way = (specifier: string, ...path: string[]) =>
    graph.seenFrom(join(folder, 'main.js'), reader)?.way({ specifier, path, construct: false })?.names;
  return { folder, graph, reader, reads, way };
}

describe('the graph of a project', () => {
  it('ends where modules import each other, and functions call each other', () => {
    const { way } = graphOf({
      'a.js': `import { b } from './b.js'; export function a(n) { return n ? b(n) : 0; }`,
      'b.js': `import { a } from './a.js'; import { read } from './read.js'; export function b(n) { a(n - 1); return read('p'); }`,
      'c.js': `export * from './d.js';`,
      'd.js': `export * from './c.js'; export { read } from './read.js';`,
      'read.js': BLOCKS,
    });
    expect(way('./a.js', 'a')).toEqual(['a', 'b', 'read', 'fs.readFileSync']);
    expect(way('./c.js', 'read')).toEqual(['read', 'fs.readFileSync']);
    expect(way('./c.js', 'missing')).toBeUndefined();
  });

  it('reads a file from which nothing that blocks can be reached once, and parses none', () => {
    const { way, reads } = graphOf({
      'a.js': `import { b } from './b.js'; export const a = () => b();`,
      'b.js': `export const b = ( => 1;`,
    });
    expect(way('./a.js', 'a')).toBeUndefined();
    expect(way('./a.js', 'a')).toBeUndefined();
    const code = reads.filter((file) => file.endsWith('.js'));
    expect(code).toHaveLength(new Set(code).size);
  });

  it('goes on where a file cannot be parsed', () => {
    const { way } = graphOf({
      'all.js': `export * from './broken.js'; export * from './read.js';`,
      'broken.js': `import fs from 'node:fs'; export const broken = ( => fs.readFileSync('p');`,
      'read.js': BLOCKS,
    });
    expect(way('./all.js', 'read')).toEqual(['read', 'fs.readFileSync']);
    expect(way('./all.js', 'broken')).toBeUndefined();
  });

  it('is there only for files that are on disk', () => {
    const { folder, graph, reader } = graphOf({});
    expect(graph.seenFrom(join(folder, 'nowhere.js'), reader)).toBeUndefined();
  });

  it('sees after a while that files have changed, come and gone', () => {
    vi.useFakeTimers({ toFake: ['Date'] });
    try {
      const { folder, way } = graphOf({ 'read.js': BLOCKS });
      expect(way('./read.js', 'read')).toBeDefined();
      const later = () => vi.setSystemTime(Date.now() + 600_000);
      writeFileSync(join(folder, 'read.js'), 'export const read = async (path) => path;\n');
      later();
      expect(way('./read.js', 'read')).toBeUndefined();
      expect(way('./other.js', 'read')).toBeUndefined();
      writeFileSync(join(folder, 'other.js'), BLOCKS);
      later();
      expect(way('./other.js', 'read')).toBeDefined();
      rmSync(join(folder, 'other.js'));
      later();
      expect(way('./other.js', 'read')).toBeUndefined();
    } finally {
      vi.useRealTimers();
    }
  });
});

describe('what is exported', () => {
  it.each([
    [
      'an instance',
      `class Store { load() { return fs.readFileSync('p'); } }\nexport const it = new Store();`,
      ['it', 'load'],
    ],
    [
      'an instance as default',
      `class Store { load() { return fs.readFileSync('p'); } }\nexport default new Store();`,
      ['default', 'load'],
    ],
    ['what is put in', `const it = () => fs.readFileSync('p');\nmodule.exports = { a: it, it };`, ['it']],
    [
      'what is put in under another name',
      `const own = () => fs.readFileSync('p');\nmodule.exports = { it: own };`,
      ['it'],
    ],
    [
      'what is bound',
      `const own = (p) => fs.readFileSync(p);\nexport const it = own.bind(null, 'p');`,
      ['it'],
    ],
    [
      'what is copied',
      `const tools = { it: () => fs.readFileSync('p') };\nObject.assign(exports, tools);`,
      ['it'],
    ],
    ['what is exported twice', `module.exports = exports = { it: () => fs.readFileSync('p') };`, ['it']],
    [
      'a class as the module',
      `module.exports = class { static it() { return fs.readFileSync('p'); } };`,
      ['it'],
    ],
    [
      'what is spread',
      `const tools = { it: () => fs.readFileSync('p') };\nmodule.exports = { ...tools };`,
      ['it'],
    ],
    [
      'a declaration that is exported later',
      `function own() { return fs.readFileSync('p'); }\nexport { own as it };`,
      ['it'],
    ],
  ])('%s is followed', (_, code, path) => {
    const { way } = graphOf({ 'read.js': `const fs = require('fs');\n${code}` });
    expect(way('./read.js', ...path)?.at(-1)).toBe('fs.readFileSync');
  });

  it.each([
    ['what is replaced', `module.exports = { it: () => fs.readFileSync('p'), ...other };`, ['it']],
    ['what only its name tells', `export const it = (p) => p.readFileSync();`, ['it']],
    ['a method that makes a listener', `export const it = () => () => fs.readFileSync('p');`, ['it']],
  ])('%s is not', (_, code, path) => {
    const { way } = graphOf({ 'read.js': `const fs = require('fs');\n${code}` });
    expect(way('./read.js', ...path)).toBeUndefined();
  });
});

describe('a file that is linted', { timeout: 60_000 }, () => {
  it.each([
    ['types', { typed: true }],
    ['the graph', { crossFile: true }],
    ['both', { crossFile: true, typed: true }],
  ])('gives one and the same report by %s', async (_, options) => {
    const main = `import { read } from './read.ts';\nexport async function f(): Promise<void> {\n  read('p');\n}\n`;
    const read = `import { readFileSync } from 'node:fs';\nexport const read = (path: string) => readFileSync(path);\n`;
    const cwd = typescriptProject({ 'src/main.ts': main, 'src/read.ts': read });
    const { messages } = await lint(main, { cwd, file: 'src/main.ts', options, types: true });
    expect(messages.map(({ line, message }) => [line, message])).toEqual([
      [3, expect.stringContaining('read → fs.readFileSync (src/read.ts:2)')],
    ]);
  });
});
