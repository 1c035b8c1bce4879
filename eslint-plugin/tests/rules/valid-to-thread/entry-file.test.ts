import { describe, expect, it } from 'vitest';
import { lint } from '../../support/eslint.ts';
import { temporaryFolder } from '../../support/folder.ts';

const text = `import { toThread } from 'to-thread';
const limit = 2;
export const work = (n) => n + limit;
await toThread(work, 1);
`;
const commonJS = `const { toThread } = require('to-thread');
const limit = 2;
const work = (n) => n + limit;
exports.work = work;
void toThread(work, 1);
`;

async function reported(
  code: string,
  manifest: object,
  file = 'src/main.js',
): Promise<(string | undefined)[]> {
  const cwd = temporaryFolder({ 'package.json': JSON.stringify(manifest), [file]: code });
  const { messages } = await lint(code, { rule: 'valid-to-thread', cwd, file });
  return messages.map(({ messageId }) => messageId);
}

describe('a file is surely the entry of a program', () => {
  it.each<[string, string, object, string?]>([
    ['by its shebang', `#!/usr/bin/env node\n${text}`, {}],
    ['because it asks import.meta', `${text}if (import.meta.main) run();\n`, {}],
    ['because it asks require', `${commonJS}if (require.main === module) run();\n`, {}, 'main.cjs'],
    ['as the command of its package', text, { bin: './src/main.js' }],
    ['as one of the commands', text, { bin: { a: 'a.js', b: 'src/main.js' } }],
    ['as started by a script', text, { scripts: { start: 'node src/main.js' } }],
    ['as started by a script without its extension', text, { scripts: { start: 'node src/main' } }],
    [
      'as started by a script with flags',
      text,
      { scripts: { dev: 'A=1 node --watch --import tsx -r x ./src/main.js --port 1 | cat' } },
    ],
    ['as started by a part of a script', text, { scripts: { dev: 'npm run build && node src/main.js' } }],
  ])('%s', async (_, code, manifest, file) => {
    expect(await reported(code, manifest, file)).toEqual(['entryFile']);
  });
});

describe('a file is not taken for one', () => {
  it.each<[string, object]>([
    ['without a word on it', {}],
    ['as the main of a package', { main: 'src/main.js', private: true }],
    ['as the test of a script', { scripts: { test: 'node --test src/main.js' } }],
    ['as the text of a script', { scripts: { test: 'node -e src/main.js', echo: 'echo node src/main.js' } }],
    ['as an argument of a script', { scripts: { lint: 'node lint.js src/main.js' } }],
    ['with fields of other types', { bin: [1], scripts: 'node src/main.js' }],
  ])('%s', async (_, manifest) => {
    expect(await reported(text, manifest)).toEqual([]);
  });

  it('with another main', async () => {
    expect(await reported(`${text}settings.main.start();\nconst main = 1;\n`, {})).toEqual([]);
  });
});

describe('in an entry file', () => {
  const start = '#!/usr/bin/env node\n';
  it.each([
    [
      'functions that need nothing',
      `import { toThread } from 'to-thread';\nexport const work = (n) => n + 1;\nawait toThread(work, 1);\n`,
    ],
    [
      'functions of modules',
      `import { toThread } from 'to-thread';\nimport { work } from './work.js';\nawait toThread(work, 1);\n`,
    ],
    [
      'functions of Node',
      `import { toThread } from 'to-thread';\nimport { statSync } from 'node:fs';\nawait toThread(statSync, '.');\n`,
    ],
  ])('%s are fine', async (_, code) => {
    expect(await reported(start + code, {})).toEqual([]);
  });

  it('functions that need their `this` are not, exported or not', async () => {
    const code = `import { toThread } from 'to-thread';\nexport const api = { n: 1, get() { return this.n; } };\nawait toThread(api.get);\n`;
    expect(await reported(code, {})).toEqual([]);
    expect(await reported(start + code, {})).toEqual(['needsThis']);
  });

  it('no export is suggested', async () => {
    const code = `${start}import { toThread } from 'to-thread';\nexport {};\nconst limit = 2;\nfunction work() { return limit; }\nawait toThread(work);\n`;
    const { messages } = await lint(code, { rule: 'valid-to-thread' });
    expect(messages.map(({ messageId, suggestions = [] }) => [messageId, suggestions])).toEqual([
      ['capturedVariable', []],
    ]);
  });
});
