import { describe, expect, it } from 'vitest';
import { lint } from '../../support/eslint.ts';
import type { LintSettings } from '../../support/eslint.ts';

const call = "export async function f() {\n  return fs.readFileSync('p');\n}\n";

/** A module that imports all of `fs` and, after some other lines, has a blocking call. */
function program(lines: string): string {
  return `import fs from 'node:fs';\n${lines}\n${call}`;
}

async function noteOf(text: string, settings: LintSettings = {}): Promise<string> {
  const { messages } = await lint(text, settings);
  const [, note = 'fixed'] =
    /Not fixed automatically(?:, only suggested)?: (.*)\.$/.exec(messages.at(-1)?.message ?? '') ?? [];
  expect(messages.at(-1)?.suggestions?.some(({ messageId }) => messageId === 'wrapInToThread') ?? false).toBe(
    note !== 'fixed',
  );
  return note;
}

describe('a module that the file changes', () => {
  it.each([
    ['fs.readFileSync = read;', 'fs.readFileSync = …'],
    ["fs['readFileSync'] = read;", "fs['readFileSync'] = …"],
    ['fs[name] = read;', 'fs[name] = …'],
    ['const files = fs; files.readFileSync = read;', 'files.readFileSync = …'],
    ['(fs as any).readFileSync = read;', '(fs as any).readFileSync = …'],
    ['delete fs.readFileSync;', 'fs.readFileSync = …'],
    ['fs.readFileSync ??= read;', 'fs.readFileSync = …'],
    ['({ read: fs.readFileSync } = files);', 'fs.readFileSync = …'],
    ['[fs.readFileSync] = files;', 'fs.readFileSync = …'],
    ["import * as all from 'fs'; all.default.readFileSync = read;", 'all.default.readFileSync = …'],
    ["require('fs').readFileSync = read;", "require('fs').readFileSync = …"],
    ['Object.assign(fs, files);', 'Object.assign(…)'],
    ["Object.defineProperty(fs, 'readFileSync', { value: read });", 'Object.defineProperty(…)'],
    ["Reflect.set(fs, 'readFileSync', read);", 'Reflect.set(…)'],
    ["import { gracefulify } from 'graceful-fs'; gracefulify(fs);", 'gracefulify(…)'],
    ["import graceful from 'graceful-fs'; graceful.gracefulify(fs);", 'graceful.gracefulify(…)'],
    ["require('graceful-fs').gracefulify(require('fs'));", "require('graceful-fs').gracefulify(…)"],
    ["import { patchFs } from 'fs-patch'; patchFs(volume, fs);", 'patchFs(…)'],
    ["import { mock } from 'node:test'; mock.method(fs, 'readFileSync', read);", 'mock.method(…)'],
    ["test('a', (t) => { t.mock.method(fs, 'readFileSync'); });", 't.mock.method(…)'],
    ["import { vi } from 'vitest'; vi.spyOn(fs, 'readFileSync');", 'vi.spyOn(…)'],
    ["import sinon from 'sinon'; sinon.stub(fs, 'readFileSync');", 'sinon.stub(…)'],
    ["import { vi } from 'vitest'; vi.mock('node:fs');", 'vi.mock(…)'],
    ["jest.mock('fs', () => ({ readFileSync: read }));", 'jest.mock(…)'],
    ["import { mock } from 'node:test'; mock.module('fs', {});", 'mock.module(…)'],
    ["import mockFiles from 'mock-fs'; mockFiles({ p: '' });", 'mockFiles(…)'],
    ["import { patchFs } from 'fs-monkey'; patchFs(volume);", 'patchFs(…)'],
    ['function patch(to) { to.readFileSync = read; }\npatch(fs);', 'to.readFileSync = …'],
    ['const patch = (to) => Object.assign(to, files);\npatch(fs);', 'Object.assign(…)'],
    ['export function undo() { fs.readFileSync = original; }', 'fs.readFileSync = …'],
  ])('%s', async (lines, place) => {
    const file = lines.includes(' as any') ? 'file.ts' : 'file.js';
    expect(await noteOf(program(lines), { file })).toBe(
      `\`${place}\` may change what \`fs\` exports, and another thread has it unchanged`,
    );
  });

  it('is not fixed to its twin either', async () => {
    const settings: LintSettings = { options: { prefer: 'native' } };
    expect(await noteOf(program('fs.readFileSync = read;'), settings)).toContain('may change what `fs`');
    expect((await lint(program('fs.readFileSync = read;'), settings)).messages[0]?.fix).toBeUndefined();
  });

  it('has nothing to do with the blocking functions where only its promises are changed', async () => {
    const text = program('fs.promises.readFile = read; Object.assign(fs.promises, files);');
    expect((await lint(text)).messages[0]?.fix?.text).toContain('toThread(fs.readFileSync');
    const { messages } = await lint(
      program("import promises from 'fs/promises'; promises.readFile = read;"),
      { options: { prefer: 'native' } },
    );
    expect(messages[0]?.fix?.text).toContain('toThread(fs.readFileSync');
  });

  it('is not handed to a thread by the name of its function', async () => {
    const callback = 'export async function f() {\n  return [p].map(fs.existsSync);\n}\n';
    const offered = async (lines: string) =>
      (await lint(`import fs from 'node:fs';\n${lines}\n${callback}`)).messages[0]?.suggestions ?? [];
    expect(await offered('fs.existsSync = exists;')).toEqual([]);
    expect(await offered('')).toHaveLength(1);
  });

  it('is one of a package, too', async () => {
    const text =
      "import bcrypt from 'bcrypt';\nbcrypt.hashSync = hash;\nexport async function f(p) { return bcrypt.hashSync(p); }";
    expect(await noteOf(text)).toContain('`bcrypt.hashSync = …` may change what `bcrypt` exports');
  });
});

describe('a module that the file leaves as it is', () => {
  it.each([
    'const keys = Object.keys(fs);',
    'const files = Object.assign({}, fs, { readFileSync: read });',
    'const files = { ...fs, readFileSync: read };\nfiles.readFileSync = read;',
    'const files = Object.create(fs);',
    'console.log(fs);',
    'const own = { fs }; own.fs = read;',
    "import { promisify } from 'node:util'; const read = promisify(fs.readFile);",
    'import other from "./fs.js"; other.readFileSync = read;',
    '{ const fs = {}; fs.readFileSync = read; }',
    'function patch(fs) { fs.readFileSync = read; }',
    'function name(files) { return files.constructor.name; }\nname(fs);',
    'function first({ readFileSync }) { return readFileSync; }\nfirst(fs);',
    "import path from 'node:path'; path.join = read;",
    "import { vi } from 'vitest'; vi.mock('./files.js'); vi.mock('node:path');",
    "mock('node:fs'); module('fs');",
    'if (fs.readFileSync === read) stop();',
  ])('%s', async (lines) => {
    expect(await noteOf(program(lines))).toBe('fixed');
  });
});
