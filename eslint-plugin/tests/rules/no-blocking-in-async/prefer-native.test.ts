import { describe, expect, it } from 'vitest';
import { fix, lint } from '../../support/eslint.ts';
import type { LintSettings } from '../../support/eslint.ts';
import { temporaryFolder } from '../../support/folder.ts';

const settings: LintSettings = { options: { prefer: 'native' } };
const fs = "import fs from 'node:fs';\n";
const helper = "import { toThread } from 'to-thread';\n";

/** Holds what `eslint --fix` makes of an async function. */
function becomes(rows: readonly (readonly [body: string, head: string, fixed: string])[]): void {
  it.each(rows)('%s', async (body, head, fixed) => {
    const write = (statements: string) => `async function f(p, q, fd) {\n  ${statements}\n}\n`;
    expect(await fix(fs + write(body), settings)).toBe(fs + head + write(fixed));
  });
}

describe('the fix is the twin', () => {
  becomes([
    ['return fs.readFileSync(p);', '', 'return await fs.promises.readFile(p);'],
    ["return fs.readdirSync(p, 'utf8');", '', "return await fs.promises.readdir(p, 'utf8');"],
    [
      'return fs.readdirSync(p, { withFileTypes: true });',
      '',
      'return await fs.promises.readdir(p, { withFileTypes: true });',
    ],
    ['return fs.opendirSync(p);', '', 'return await fs.promises.opendir(p);'],
    [
      'return fs.readSync(fd, p);',
      "import { promisify } from 'node:util';\n",
      'return (await promisify(fs.read)(fd, p)).bytesRead;',
    ],
    [
      'return fs.statSync(p).size + fs.statSync(q).size;',
      '',
      'return (await fs.promises.stat(p)).size + (await fs.promises.stat(q)).size;',
    ],
    [
      'return fs.readFileSync(fs.readlinkSync(p));',
      '',
      'return await fs.promises.readFile(await fs.promises.readlink(p));',
    ],
  ]);
});

describe('the fix is `toThread` where the twin may answer differently', () => {
  becomes([
    ['return fs.realpathSync(p);', helper, 'return await toThread(fs.realpathSync, p);'],
    [
      'if (fs.existsSync(p)) fs.rmSync(q);',
      helper,
      'if (await toThread(fs.existsSync, p)) await fs.promises.rm(q);',
    ],
    [
      'return fs.readdirSync(p, { recursive: true });',
      helper,
      'return await toThread(fs.readdirSync, p, { recursive: true });',
    ],
    ['return fs.readdirSync(p, q);', helper, 'return await toThread(fs.readdirSync, p, q);'],
    [
      "return fs.readdirSync(p, { encoding: 'utf8', ...q });",
      helper,
      "return await toThread(fs.readdirSync, p, { encoding: 'utf8', ...q });",
    ],
    ['fs.cpSync(p, q, {});', helper, 'await toThread(fs.cpSync, p, q, {});'],
    ['return fs.statSync(p, q);', helper, 'return await toThread(fs.statSync, p, q);'],
    ['return fs.readFileSync(fd);', helper, 'return await toThread(fs.readFileSync, fd);'],
    ["return fs.readFileSync(0, 'utf8');", helper, "return await toThread(fs.readFileSync, 0, 'utf8');"],
  ]);
});

describe('what speaks against `await` speaks against the twin', () => {
  it.each(['safe', 'all'] as const)('fix: %s', async (way) => {
    const text = `${fs}class A { async f(p) { this.n = this.n + fs.statSync(p).size; } }\n`;
    const { messages, output } = await lint(text, { options: { prefer: 'native', fix: way }, fix: true });
    if (way === 'all') {
      expect(output).toBe(text.replace('fs.statSync(p)', '(await fs.promises.stat(p))'));
      return;
    }
    expect(output).toBeUndefined();
    expect(messages[0]?.message).toContain('`this.n` is read and changed on line 2, and another run');
    expect(messages[0]?.suggestions?.map(({ messageId }) => messageId)).toEqual([
      'holdLock',
      'useNative',
      'wrapInToThread',
    ]);
  });
});

describe('a project without the runtime', () => {
  const cwd = temporaryFolder({ 'package.json': '{}', 'file.mjs': '' });
  const text = `${fs}export const f = async (p) => [fs.statSync(p), fs.realpathSync(p)];\n`;

  it('is fixed as far as there are twins', async () => {
    const { messages, output } = await lint(text, { ...settings, cwd, file: 'file.mjs', fix: true });
    expect(output).toBe(text.replace('fs.statSync(p)', 'await fs.promises.stat(p)'));
    expect(messages.map(({ message }) => message)).toEqual([
      expect.stringContaining('`to-thread` is not among the dependencies of `package.json`'),
    ]);
  });

  it('imports nothing that is not there with `fix: all`', async () => {
    const { messages, output } = await lint(text, {
      options: { fix: 'all' },
      cwd,
      file: 'file.mjs',
      fix: true,
    });
    expect(output).toBeUndefined();
    expect(messages).toHaveLength(2);
  });
});

describe('many calls', () => {
  it('are fixed in one run, through one object', async () => {
    const calls = Array.from(
      { length: 30 },
      (_, i) => `export const f${i} = async () => fs.readFileSync('p${i}');\n`,
    );
    const fixed = await fix(fs + calls.join(''), settings);
    expect(fixed.match(/await fs\.promises\.readFile\(/g)).toHaveLength(30);
    expect((await lint(fixed, settings)).messages).toEqual([]);
  });

  // ESLint makes ten passes in a run, and each name takes two: one that adds the twin, and one that takes the name away.
  it.each([
    ['one run', 4, 1],
    ['two runs, when there are many imports to add and to remove', 6, 2],
  ])('are fixed in %s', async (_, count, runs) => {
    const names = ['readFile', 'readlink', 'stat', 'lstat', 'access', 'readdir'].slice(0, count);
    const head = `import { ${names.map((name) => `${name}Sync`).join(', ')} } from 'node:fs';\n`;
    const calls = names.flatMap((name) =>
      Array.from({ length: 5 }, (_, i) => `export const ${name}${i} = async () => ${name}Sync('p');\n`),
    );
    let fixed = head + calls.join('');
    for (let run = 0; run < runs; run++) fixed = await fix(fixed, settings);
    expect(fixed.split('\n')[0]).toBe(`import { ${names.join(', ')} } from 'node:fs/promises';`);
    expect((await lint(fixed, settings)).messages).toEqual([]);
    expect((await lint(fixed, { ...settings, fix: true })).output).toBeUndefined();
  });
});
