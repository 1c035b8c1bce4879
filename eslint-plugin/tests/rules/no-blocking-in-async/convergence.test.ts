import * as typescriptParser from '@typescript-eslint/parser';
import { describe, expect, it } from 'vitest';
import { fix, lint } from '../../support/eslint.ts';

/** Texts in which everything that is reported is also fixed. */
const texts: Record<string, { text: string; file?: string }> = {
  'thirty calls in a module': {
    text: `import fs, { readFileSync } from 'node:fs';\n${thirtyFunctions()}`,
  },
  'thirty calls in CommonJS': {
    file: 'file.cjs',
    text: `'use strict';\nconst fs = require('node:fs');\nconst { readFileSync } = fs;\n${thirtyFunctions()}`,
  },
  'thirty calls in one expression': {
    text: `import fs from 'node:fs';\nexport async function f() {\n  return [${"fs.readFileSync('p').length, ".repeat(30)}];\n}\n`,
  },
  'calls nested eight deep': {
    text: `import fs from 'node:fs';\nexport async function f() {\n  return ${'fs.readlinkSync('.repeat(8)}'p'${')'.repeat(8)};\n}\n`,
  },
  'calls in each other: functions, classes and templates': {
    file: 'file.ts',
    text: "import fs from 'node:fs';\nexport const f = async () => `${fs.readFileSync(`${fs.readlinkSync('p')}/q`)}`;\nexport class A {\n  async m(): Promise<string> {\n    const g = async () => fs.readFileSync('p', 'utf8') as string;\n    return (await g()) + fs.readFileSync('p')!.toString();\n  }\n}\n",
  },
  'CRLF, BOM, shebang': {
    text: "\uFEFF#!/usr/bin/env node\r\n/* a */\r\nimport fs from 'node:fs';\r\nexport const f = async () => !fs.existsSync('p');\r\n",
  },
  'shadowed names': {
    text: "import fs from 'node:fs';\nexport async function f(toThread) {\n  fs.rmSync('p');\n  return async (toThread2) => fs.readFileSync('p');\n}\nexport async function g() {\n  fs.rmSync('p');\n}\n",
  },
};

function thirtyFunctions(): string {
  return Array.from(
    { length: 15 },
    (_, i) =>
      `async function f${i}(path) {\n  if (fs.existsSync(path)) return readFileSync(path, 'utf8').trim();\n}\n`,
  ).join('');
}

describe.each(Object.entries(texts))('%s', (_, { text, file = 'file.js' }) => {
  it('is fixed in one run', async () => {
    const { messages, output } = await lint(text, { file, fix: true });
    expect(messages).toEqual([]);
    expect(output).toMatch(/await toThread\d?\(/);
    expect(output).toMatchSnapshot();
  });

  it('is left as it is by a second run', async () => {
    const once = await fix(text, { file });
    expect((await lint(once, { file, fix: true })).output).toBeUndefined();
  });

  it('parses, with the import there once', async () => {
    const once = await fix(text, { file });
    const { body } = typescriptParser.parse(once.replace(/^\uFEFF/, ''), { sourceType: 'module' });
    expect(body.length).toBeGreaterThan(1);
    expect(once.match(/'to-thread'/g)).toHaveLength(1);
  });
});

describe('a file with a syntax error', () => {
  it('is reported as such and left as it is', async () => {
    const { messages, output } = await lint(
      "import fs from 'node:fs';\nasync function f( { fs.rmSync('p'); }\n",
      {
        fix: true,
      },
    );
    expect(output).toBeUndefined();
    expect(messages).toMatchObject([{ fatal: true, ruleId: null, line: 2 }]);
  });
});

describe('a file that is empty', () => {
  it.each(['', '\n', '\uFEFF', '#!/usr/bin/env node', '// readFileSync'])('%j', async (text) => {
    expect((await lint(text)).messages).toEqual([]);
  });
});

describe('a huge file', { timeout: 120_000 }, () => {
  it('is fixed in one run, up to 400 calls', async () => {
    const fixed = await fix(reads(400));
    expect(fixed.match(/await toThread\(/g)).toHaveLength(400);
    expect((await lint(fixed)).messages).toEqual([]);
  });

  it('is reported, but left as it is, with more calls than are followed', async () => {
    const { messages, output } = await lint(reads(401), { fix: true });
    expect(output).toBeUndefined();
    expect(messages).toHaveLength(401);
    for (const { message, suggestions } of messages) {
      expect(message).toContain(
        'Not fixed automatically, only suggested: the file is too large to be followed, with more than 400 blocking calls in async code',
      );
      expect(suggestions?.length).toBeGreaterThan(0);
    }
  });
});

/** A module of as many functions, with one blocking call in each. */
function reads(length: number): string {
  const lines = Array.from(
    { length },
    (_, i) => `export async function f${i}() { return fs.readFileSync('p${i}'); }\n`,
  );
  return `import fs from 'node:fs';\n${lines.join('')}`;
}
