import { describe, expect, it } from 'vitest';
import { fix, lint } from '../../support/eslint.ts';
import { temporaryFolder } from '../../support/folder.ts';

const folder = temporaryFolder({
  'package.json': '{ "name": "app", "dependencies": { "to-thread": "*" } }',
  'esm/package.json': '{ "type": "module" }',
  'esm/nested/': '',
  'commonjs/package.json': '{ "type": "commonjs" }',
  'broken/package.json': '{ "type": "mod',
  'esm/broken/package.json': '[]',
  'odd/package.json': '{ "type": 1, "name": [], "dependencies": "none" }',
});

/** No syntax in it tells how it takes in modules. */
const plain = 'globalThis.f = async (cell) => Atomics.wait(cell, 0, 0);\n';

const esm = "import { toThread } from 'to-thread';";
const commonjs = "const { toThread } = require('to-thread');";
const typed = "const { toThread } = require('to-thread') as typeof import('to-thread');";
const assigned = "import toThread = require('to-thread');";

describe('the module format of a file', () => {
  it.each([
    ['file.mjs', plain, esm],
    ['file.cjs', plain, commonjs],
    ['file.mts', plain, esm],
    ['file.cts', plain, typed],
    ['file.ts', plain, esm],
    ['file.tsx', plain, esm],
    ['file.js', plain, commonjs],
    ['file.jsx', plain, commonjs],
    ['esm/file.js', plain, esm],
    ['esm/nested/deep/file.js', plain, esm],
    ['commonjs/file.js', plain, commonjs],
    ['broken/file.js', plain, commonjs],
    ['esm/broken/file.js', plain, esm],
    ['odd/file.js', plain, commonjs],
    ['esm/file.cjs', plain, commonjs],
    ['commonjs/file.mjs', plain, esm],
    // Syntax outweighs the package.
    ['commonjs/file.js', `import 'a';\n${plain}`, esm],
    ['commonjs/file.js', `${plain}export {};\n`, esm],
    ['commonjs/file.js', `${plain}export * from 'a';\n`, esm],
    ['commonjs/file.js', `${plain}export default 1;\n`, esm],
    ['commonjs/file.js', `${plain}export const a = 1;\n`, esm],
    ['commonjs/file.js', `${plain}console.log(import.meta.url);\n`, esm],
    ['commonjs/file.js', `${plain}await f();\n`, esm],
    ['commonjs/file.js', `${plain}for await (const x of y) x();\n`, esm],
    ['commonjs/file.js', `${plain}await using x = y();\n`, esm],
    ['commonjs/file.js', `${plain}const meta = 'await';\nasync () => { await meta; };\n`, commonjs],
    ['esm/file.js', `${plain}module.exports = f;\n`, commonjs],
    ['esm/file.js', `${plain}exports.f = f;\n`, commonjs],
    ['esm/file.js', `${plain}const a = require('a');\n`, commonjs],
    ['esm/file.js', `${plain}console.log(__dirname);\n`, commonjs],
    ['esm/file.js', `${plain}const require = make(); require('a');\n`, esm],
    ['esm/file.js', `${plain}(function (module, exports) { module(exports); });\n`, esm],
    ['file.ts', `${plain}const a = require('a');\n`, typed],
    ['file.ts', `import type { A } from 'a';\n${plain}`, esm],
    ['file.cts', `import type { A } from 'a';\n${plain}`, typed],
    ['file.cts', `import a = require('a');\n${plain}`, assigned],
    ['file.ts', `import a = require('a');\n${plain}`, assigned],
    ['file.cts', `${plain}export = f;\n`, assigned],
    ['file.cts', `import a from 'a';\n${plain}`, esm],
  ])('%s: %j', async (file, text, expected) => {
    const fixed = await fix(text, { cwd: folder, file });
    expect(fixed).toMatch(/await (?:toThread\.)?toThread\(Atomics\.wait, cell, 0, 0\)/);
    const [line = ''] = fixed.split('\n').filter((candidate) => candidate.includes('to-thread'));
    expect(line).toBe(expected);
  });

  it('is CommonJS when ESLint says so', async () => {
    const text = "const fs = process.getBuiltinModule('fs');\nasync function f() { fs.rmSync('p'); }\n";
    const settings = { cwd: folder, file: 'esm/file.js' };
    expect(await fix(text, { ...settings, sourceType: 'commonjs' })).toContain(commonjs);
    expect(await fix(text, settings)).toContain(esm);
  });

  it('is CommonJS in a script that requires', async () => {
    const text = "var fs = require('fs');\nasync function f() { fs.rmSync('p'); }\n";
    expect(await fix(text, { cwd: folder, file: 'esm/file.js', sourceType: 'script' })).toBe(
      `var fs = require('fs');\n${commonjs}\nasync function f() { await toThread(fs.rmSync, 'p'); }\n`,
    );
  });

  it('is CommonJS where the configuration declares the names of the wrapper', async () => {
    const text = `/* global module */\n${plain}module.exports = f;\n`;
    expect(await fix(text, { cwd: folder, file: 'esm/file.js' })).toContain(commonjs);
  });

  it('is none in a script for browsers', async () => {
    const { messages, output } = await lint(plain, { cwd: folder, file: 'page.js', sourceType: 'script' });
    expect(output).toBeUndefined();
    expect(messages[0]?.message).toContain('the file is a script, which cannot import the runtime');
  });
});
