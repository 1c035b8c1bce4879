import { describe, expect, it } from 'vitest';
import { suggestions } from '../../support/suggestions.ts';
import type { LintSettings } from '../../support/eslint.ts';
import { lint } from '../../support/eslint.ts';

const fs = "import fs, { readFileSync } from 'node:fs';";
const cp = "import cp from 'node:child_process';";

function program(head: string, body: string): string {
  return `${head}\nasync function f(p, q, fd) {\n  ${body}\n}\n`;
}

describe('no twin is suggested', () => {
  it.each([
    ['an answer of another kind', cp, "return cp.spawnSync('a');"],
    ['an async iterator', "import { globIterateSync } from 'glob';", 'return globIterateSync(p);'],
    ['a function without a twin', "import v8 from 'node:v8';", 'return v8.writeHeapSnapshot();'],
    ['`stdio`', cp, "return cp.execSync('a', { stdio: 'inherit' });"],
    ['`input`', cp, "return cp.execSync('a', { input: p });"],
    ['options that are not written out', cp, "return cp.execSync('a', p);"],
    ['options with a spread', cp, "return cp.execSync('a', { ...p });"],
    ['options with a computed name', cp, "return cp.execSync('a', { [p]: q });"],
    ['arguments that may be options', cp, "return cp.execFileSync('a', p);"],
    ['options behind a spread', cp, 'return cp.execFileSync(...p);'],
    ['no command', cp, 'return cp.execSync();'],
    ['the descriptor of standard input', fs, "return fs.readFileSync(0, 'utf8');"],
    ['an opened file', fs, 'const file = fs.openSync(p); return fs.readFileSync(file);'],
    ['a file opened in place', fs, 'return fs.readFileSync(fs.openSync(p));'],
    ['a file opened on a thread', fs, 'const a = await toThread(fs.openSync, p); return fs.readFileSync(a);'],
    ['the descriptor of a handle', fs, 'return fs.readFileSync(p.fd);'],
    ['what is closed as a descriptor', fs, 'fs.writeFileSync(p, q); queueMicrotask(() => fs.closeSync(p));'],
    ['an option that the twin lacks', fs, 'return fs.statSync(p, { throwIfNoEntry: false });'],
    ['an uncertain function', fs, 'return (q.read ?? fs.readFileSync)(p);'],
    ['an optional call', fs, 'return fs.statSync?.(p);'],
    ['a comment in the way', fs, 'return (0, /* untied */ fs.readFileSync)(p);'],
    ['a comment in brackets', "const name = 'readFileSync';\n" + fs, 'return fs[/* which */ name](p);'],
    ['a comment behind `new`', '', 'return new /* this */ WebAssembly.Module(p);'],
    ['parentheses behind `new`', '', 'return new (WebAssembly.Module)(p);'],
    ['a class without arguments', '', 'return new WebAssembly.Module;'],
    ['a callback', fs, 'return q.map((a) => fs.readFileSync(a));'],
    ['a parameter', fs, 'return async (a = fs.readFileSync(p)) => a;'],
  ])('for %s', async (_, head, body) => {
    const { messages } = await lint(program(head, body));
    const reported = messages.filter(
      ({ message }) => !message.includes('`fs.openSync`') && !message.includes('`fs.closeSync`'),
    );
    expect(reported).not.toEqual([]);
    expect(
      reported.flatMap(({ suggestions: offered = [] }) => offered.map(({ messageId }) => messageId)),
    ).not.toContain('useNative');
  });

  it.each([
    ['type arguments', 'return fs.readFileSync<string>(p);'],
    ['a cast of the function', 'return (fs.readFileSync as Read)(p);'],
    ['a cast of the module', 'return (fs as Files).readFileSync(p);'],
    ['a cast of a part of the module', 'return (fs as any).realpathSync.native(p);'],
    ['a cast in the old way', 'return (<Files>fs).readFileSync(p);'],
    ['a cast that only checks', 'return (fs satisfies Files).readFileSync(p);'],
    ['a cast of what is required', "return (require('fs') as Files).readFileSync(p);"],
    ['`!` behind the function', 'return fs.readFileSync!(p);'],
    ['a number', 'return (async (a: number) => fs.readFileSync(a))(1);'],
  ])('for %s', async (_, body) => {
    const text = program(fs, body);
    expect((await lint(text, { file: 'file.ts' })).messages).toHaveLength(1);
    expect(await suggestions(text, 'useNative', { file: 'file.ts' })).toEqual([]);
  });

  it('for what a script would have to import', async () => {
    const settings: LintSettings = { sourceType: 'script' };
    const text =
      "const { statSync } = process.getBuiltinModule('fs');\nasync function f(p) { return statSync(p); }";
    expect((await lint(text, settings)).messages).toHaveLength(1);
    expect(await suggestions(text, 'useNative', settings)).toEqual([]);
  });

  it('where suggestions are off', async () => {
    const text = program(fs, 'return fs.readFileSync(p);');
    expect(await suggestions(text, 'useNative', { options: { fix: 'off' } })).toEqual([]);
  });
});

describe('the suggestion says', () => {
  it.each([
    [fs, 'return fs.readFileSync(p);', 'Use `await fs.promises.readFile(…)` instead.'],
    [fs, 'return readFileSync(p);', 'Use `await fs.promises.readFile(…)` instead.'],
    [
      fs,
      'return fs.existsSync(p);',
      'Use `await fs.promises.access(…).then(() => true, () => false)` instead.',
    ],
    [fs, 'return fs.openSync(p);', 'Use `await promisify(fs.open)(…)` instead.'],
    [
      fs,
      'return fs.statSync(p, q);',
      'Use `await fs.promises.stat(…)` instead. It does not know `throwIfNoEntry`.',
    ],
    [
      fs,
      'return fs.readFileSync(...p);',
      'Use `await fs.promises.readFile(…)` instead. It takes no file descriptor.',
    ],
    [
      fs,
      'return fs.readFileSync(q ? p : 0);',
      'Use `await fs.promises.readFile(…)` instead. It takes no file descriptor.',
    ],
    [
      fs,
      'return fs.readFileSync(fd);',
      'Use `await fs.promises.readFile(…)` instead. It takes no file descriptor.',
    ],
    [
      cp,
      "return cp.execSync('a');",
      'Use `(await promisify(cp.exec)(…)).stdout` instead. What the command writes to stderr is collected instead of shown, and when it fails the exit code is in `code`, not `status`.',
    ],
    [
      fs,
      'return fs.readdirSync(p, { recursive: true });',
      'Use `await fs.promises.readdir(…)` instead. With `recursive`, it lists folders in another order.',
    ],
    [
      fs,
      'return fs.readdirSync(p, q);',
      'Use `await fs.promises.readdir(…)` instead. With `recursive`, it lists folders in another order.',
    ],
    [fs, "return fs.readdirSync(p, { encoding: 'utf8' });", 'Use `await fs.promises.readdir(…)` instead.'],
    [
      "import fs from 'fs-extra';",
      'return fs.readdirSync(p, { recursive: true });',
      'Use `await fs.readdir(…)` instead.',
    ],
    [
      cp,
      "return cp.execFileSync('a', p, { timeout: 9 });",
      'Use `(await promisify(cp.execFile)(…)).stdout` instead. What the command writes to stderr is collected instead of shown, and when it fails the exit code is in `code`, not `status`. When the time is up, `code` of its error is `null`, not `ETIMEDOUT`.',
    ],
    [
      cp,
      "return cp.execSync('a', { maxBuffer: q });",
      'Use `(await promisify(cp.exec)(…)).stdout` instead. What the command writes to stderr is collected instead of shown, and when it fails the exit code is in `code`, not `status`. When there is too much output, `code` of its error is another one.',
    ],
    [
      "import { sync } from 'glob';",
      'return sync(p);',
      'Use `await glob(…)` instead. From version 9 on; before it `glob` takes a callback instead of giving a promise.',
    ],
  ])('%s | %s', async (head, body, says) => {
    expect((await suggestions(program(head, body), 'useNative')).map((applied) => applied.says)).toEqual([
      says,
    ]);
  });

  it('that a parameter may be a descriptor, where its type says so', async () => {
    const text = `${fs}\nasync function f(p: PathOrFileDescriptor) { return fs.readFileSync(p); }`;
    const [applied] = await suggestions(text, 'useNative', { file: 'file.ts' });
    expect(applied?.says).toContain('It takes no file descriptor.');
  });
});

describe('both rewrites are offered, the twin first', () => {
  it.each([
    ['suggest', ['useNative', 'wrapInToThread']],
    ['safe', ['useNative']],
    ['all', ['useNative']],
    ['off', []],
  ] as const)('fix: %s', async (fix, ids) => {
    const { messages } = await lint(program(fs, 'return fs.readFileSync(p);'), { options: { fix } });
    expect(
      messages.map(({ suggestions: offered = [] }) => offered.map(({ messageId }) => messageId)),
    ).toEqual([ids]);
  });
});
