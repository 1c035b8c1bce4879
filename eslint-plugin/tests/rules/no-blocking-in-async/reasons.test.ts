import { describe, expect, it } from 'vitest';
import { ADVICE_PATTERN } from '../../../src/fix/choose-rewrite.ts';
import type { ReasonId } from '../../../src/fix/reasons.ts';
import type { Options } from '../../../src/rules/options.ts';
import { lint } from '../../support/eslint.ts';
import { temporaryFolder } from '../../support/folder.ts';

interface Example {
  readonly code: string;
  /** What the report says after "Not fixed automatically: ". */
  readonly says: string;
  /** Whether a person may still move the call to another thread. */
  readonly suggested: boolean;
  readonly file?: string;
  readonly cwd?: string;
  readonly topLevel?: true;
  readonly runtime?: string;
  readonly sourceType?: 'script';
  readonly additional?: Options['additional'];
}

const fs = "import fs from 'node:fs';\n";

/** Statements that lead to one another: `$` stands for a number, and `%` for the one before. */
function chain(statement: string, length: number): string {
  const numbers = Array.from({ length }, (_, index) => index + 1);
  return numbers.map((n) => statement.replaceAll('$', String(n)).replaceAll('%', String(n - 1))).join(' ');
}

const examples: Record<ReasonId, Example> = {
  parameter: {
    code: `${fs}async function f(text = fs.readFileSync('p')) {}`,
    says: '`await` is not allowed in the parameters of a function',
    suggested: false,
  },
  'class field': {
    code: `${fs}async function f() { class A { static text = fs.readFileSync('p'); } }`,
    says: '`await` is not allowed in a class field',
    suggested: false,
  },
  'static block': {
    code: `${fs}async function f() { class A { static { fs.readFileSync('p'); } } }`,
    says: '`await` is not allowed in a static block',
    suggested: false,
  },
  decorator: {
    file: 'file.ts',
    code: `${fs}async function f() { class A { @Text(fs.readFileSync('p')) text; } }`,
    says: '`await` in a decorator is not understood by every compiler',
    suggested: false,
  },
  enum: {
    file: 'file.ts',
    code: `${fs}async function f() { enum Size { Page = fs.readFileSync('p').length } }`,
    says: '`await` is not allowed in an enum',
    suggested: false,
  },
  namespace: {
    file: 'file.ts',
    code: `${fs}await 0;\nnamespace Page { export const text = fs.readFileSync('p'); }`,
    says: '`await` is not allowed in a namespace',
    suggested: false,
    topLevel: true,
  },
  'top level': {
    code: `${fs}await 0;\nexport const text = fs.readFileSync('p');`,
    says: 'blocking the start of a module stops nobody yet, and moving the call changes when importers run',
    suggested: true,
    topLevel: true,
  },
  exit: {
    code: `${fs}process.on('exit', clean);\nasync function clean() { fs.rmSync('p'); }`,
    says: 'the function also runs when the process exits, when nothing that is awaited is done any more',
    suggested: false,
  },
  'callback body': {
    code: `${fs}async function f(paths) { return paths.map((path) => fs.readFileSync(path)); }`,
    says: '`await` is not allowed in a callback that is not async',
    suggested: false,
  },
  reference: {
    code: `${fs}async function f(paths) { return paths.map(fs.readFileSync); }`,
    says: 'the function is handed on here, not called',
    suggested: false,
  },
  'called already': {
    code: "import { readFileSync } from 'fs'; import { toThread } from 'to-thread'; async function f(p) { await toThread(readFileSync(p)); }",
    says: 'the runtime takes the function here and calls it itself: pass it, and its arguments after it',
    suggested: false,
  },
  borrowed: {
    code: `${fs}async function f(files) { return fs.readFileSync.call(files, 'p'); }`,
    says: 'a call by way of `call`, `apply` or `bind` passes on a `this` that another thread does not have',
    suggested: false,
  },
  tag: {
    code: "import { $ } from 'execa';\nasync function f() { return $.sync`ls`; }",
    says: 'a tag gets its template from the place where it is written, which another thread does not have',
    suggested: false,
  },
  'dynamic names': {
    file: 'file.cjs',
    code: "const fs = require('fs');\nasync function f(more) { eval(more); return fs.readFileSync('p'); }",
    says: '`with` or `eval` may give names another meaning here',
    suggested: false,
  },
  'optional call': {
    code: `${fs}async function f() { return fs?.readFileSync('p'); }`,
    says: 'the optional chain decides whether there is a call at all',
    suggested: false,
  },
  script: {
    sourceType: 'script',
    code: 'async function f(cell) { Atomics.wait(cell, 0, 0); }',
    says: 'the file is a script, which cannot import the runtime',
    suggested: false,
  },
  'uncertain callee': {
    code: `${fs}async function f({ read }) { return (read ?? fs.readFileSync)('p'); }`,
    says: '`read ?? fs.readFileSync` may also be another function, which another thread may not find',
    suggested: true,
  },
  callback: {
    code: `${fs}async function f() { fs.cpSync('a', 'b', { filter: (path) => path !== 'c' }); }`,
    says: 'a function cannot be sent to another thread',
    suggested: false,
  },
  option: {
    code: `${fs}async function f(options) { fs.cpSync('a', 'b', options); }`,
    says: 'with the option `filter`, which may be set here, the call cannot be moved to another thread',
    suggested: true,
  },
  stream: {
    code: "import { execSync } from 'node:child_process';\nasync function f() { execSync('ls', { stdio: [process.stdin] }); }",
    says: 'a stream cannot be sent to another thread',
    suggested: false,
  },
  'in-place': {
    code: `${fs}async function f(fd, buffer) { return fs.readSync(fd, buffer); }`,
    says: 'it writes into one of its arguments, and a worker thread would write into a copy',
    suggested: false,
  },
  handle: {
    code: `${fs}async function f() { return fs.opendirSync('p'); }`,
    says: 'its result is bound to the thread that made it',
    suggested: false,
  },
  instance: {
    code: "import { PNG } from 'pngjs';\nasync function f(png) { return PNG.sync.write(png); }",
    says: 'it takes an object with methods, which cannot be sent to another thread',
    suggested: false,
  },
  'thread-bound': {
    code: "import v8 from 'node:v8';\nasync function f() { return v8.writeHeapSnapshot(); }",
    says: 'it acts on the thread that calls it',
    suggested: false,
  },
  unreachable: {
    code: "import fs from 'graceful-fs';\nasync function f() { return fs.statSync('p'); }",
    says: 'it is not exported where it is made, so another thread cannot find it',
    suggested: false,
  },
  'other-runtime': {
    code: "async function f() { return Deno.readTextFileSync('p'); }",
    says: '`toThread` runs functions of Node, and this one belongs to another runtime',
    suggested: false,
  },
  interleaving: {
    code: `${fs}class A { async f() { if (this.done) return; fs.writeFileSync('p', ''); this.done = true; } }`,
    says: '`this.done` is read and changed on line 2, and another run of the function could come in between',
    suggested: true,
  },
  'interleaving of two': {
    code: `${fs}async function f(job) { if (job.steps.length) return; fs.writeFileSync('p', ''); job.steps.push('p'); }`,
    says: '`job.steps.length` is read on line 2 and `job.steps` changed on line 2, and another run of the function could come in between',
    suggested: true,
  },
  'checked before': {
    code: `${fs}class A {\n  async f() {\n    if (!this.open) return;\n    const text = fs.readFileSync('p');\n    g(text);\n  }\n  close() { this.open = false; }\n}`,
    says: '`this.open` is read on line 4, and other code could change it before `g` is used on line 6',
    suggested: true,
  },
  'other order': {
    code: `${fs}const texts = [];\nexport async function f(p) { texts.push(fs.readFileSync(p)); }`,
    says: 'runs that are begun one after the other could come to `texts` on line 3 in another order',
    suggested: true,
  },
  'missing yet': {
    code: `${fs}let server;\nexport async function f() { server = createServer(fs.readFileSync('p')); }\nexport function stop() { server.close(); }`,
    says: '`stop` could come before `server` is set on line 3',
    suggested: true,
  },
  begun: {
    code: `${fs}async function f() {\n  let size = 0;\n  g(() => { size = 1; });\n  fs.readFileSync('p');\n  return size;\n}`,
    says: 'the function on line 4, set going on line 4, could come to `size` before line 6',
    suggested: true,
  },
  unawaited: {
    code: `${fs}let text;\nasync function load() { text = fs.readFileSync('p'); }\nload();\ng(text);`,
    says: 'line 4 does not wait for it and goes on with `text`, which is used on line 3',
    suggested: true,
  },
  'unawaited exit': {
    code: `${fs}async function save() { fs.writeFileSync('p', ''); }\nexport function end() {\n  save();\n  process.exit();\n}`,
    says: 'line 4 does not wait for it, and line 5 ends the process',
    suggested: true,
  },
  'half done': {
    code: `${fs}export function load() { return fs.readFileSync('p'); }\nexport async function save(text) { fs.writeFileSync('p', text); }`,
    says: "`load` could come to `'p'` on line 2 while this is half done",
    suggested: true,
  },
  'not followed': {
    code: `${fs}async function f(pages) { for (const { text = fs.readFileSync('p') } of pages) g(text); }`,
    says: 'what comes before and after it could not be followed',
    suggested: true,
  },
  'too large': {
    code: `${fs}// ${'x'.repeat(400_000)}\nasync function f() { fs.readFileSync('p'); }`,
    says: 'the file is too large to be followed, with more than 400,000 characters (divide it, or look at each of its suggestions)',
    suggested: true,
  },
  'too many callers': {
    code: `${fs}const a0 = async () => fs.readFileSync('p');${chain('const a$ = async () => a%();', 10)}`,
    says: 'there are more ways by which the program comes to it than are followed',
    suggested: true,
  },
  'too deep': {
    code: `${fs}let a0 = { x: {} };${chain('let a$ = a%;', 30)} async function f() { a30.x = 1; fs.readFileSync('p'); }`,
    says: 'calls or names of this file lead to one another in more steps than are followed',
    suggested: true,
  },
  'late registration': {
    code: `${fs}async function f(req) { fs.readFileSync('p'); req.on('data', g); }`,
    says: '`req.on` has to run in the same tick as the function starts, and `await` would delay it',
    suggested: true,
  },
  'late listener': {
    code: `${fs}async function f(p) { const child = g(); fs.writeFileSync(p, child.pid); child.on('error', g); }`,
    says: '`child.on` has to run in the same tick in which `g()` is made, and `await` would delay it',
    suggested: true,
  },
  'late answer': {
    code: `import { once } from 'node:events';\n${fs}const server = g(); async function f(p) { server.close(); fs.rmSync(p); await once(server, 'close'); }`,
    says: '`once(…)` has to run in the same tick in which `server` is set going, and `await` would delay it',
    suggested: true,
  },
  'given late': {
    code: `import { connect } from 'node:net';\n${fs}async function f(p) { const socket = connect(p); socket.key = fs.readFileSync('key'); return socket; }`,
    says: '`connect(p)` may emit from here on, and who gets it from this function could only listen when the call is over',
    suggested: true,
  },
  'late handling': {
    code: `${fs}async function f(p) { const page = fetch('/'); const text = fs.readFileSync(p); return [text, await page]; }`,
    says: '`page` is not awaited before the call is over, and nobody would handle it if it failed meanwhile',
    suggested: true,
  },
  'unknown function': {
    additional: [{ module: 'slow', export: 'run' }],
    code: "import { run } from 'slow';\nasync function f() { return run(); }",
    says: 'nothing is known of `slow.run`, which the option `additional` names (say there that it `crosses`, if it may run on another thread)',
    suggested: true,
  },
  patched: {
    code: `${fs}fs.readFileSync = g;\nasync function f() { return fs.readFileSync('p'); }`,
    says: '`fs.readFileSync = …` may change what `fs` exports, and another thread has it unchanged',
    suggested: true,
  },
  terminal: {
    code: "import { execSync } from 'node:child_process';\nasync function f() { execSync('vi', { stdio: 'inherit' }); }",
    says: 'the program that it starts gets the standard input, and this one would go on using the terminal meanwhile',
    suggested: true,
  },
  types: {
    file: 'file.ts',
    code: "import { generateKeyPairSync } from 'node:crypto';\nasync function f() { return generateKeyPairSync('ed25519'); }",
    says: '`toThread` cannot tell TypeScript what this call gives, so that the type of its result would be lost',
    suggested: true,
  },
  'no runtime': {
    cwd: temporaryFolder({ 'package.json': '{}', 'file.mjs': '' }),
    file: 'file.mjs',
    code: `${fs}async function f() { return fs.readFileSync('p'); }`,
    says: '`to-thread` is not among the dependencies of `package.json` (add it with your package manager)',
    suggested: true,
  },
  'no runtime outside development': {
    cwd: temporaryFolder({
      'packages/api/package.json': '{ "name": "api", "devDependencies": { "to-thread": "*" } }',
      'packages/api/file.mjs': '',
    }),
    file: 'packages/api/file.mjs',
    code: `${fs}async function f() { return fs.readFileSync('p'); }`,
    says: '`to-thread` is only among the `devDependencies` of `packages/api/package.json`, which are not installed everywhere the code runs (move it to `dependencies`)',
    suggested: true,
  },
  'no runtime without a package': {
    cwd: temporaryFolder({ 'file.mjs': '' }),
    file: 'file.mjs',
    code: `${fs}async function f() { return fs.readFileSync('p'); }`,
    says: '`to-thread` is not installed for this file (add it with your package manager)',
    suggested: true,
  },
  'no runtime among imports': {
    cwd: temporaryFolder({ 'package.json': '{ "imports": { "#other": "./other.js" } }', 'file.mjs': '' }),
    file: 'file.mjs',
    runtime: '#threads',
    code: `${fs}async function f() { return fs.readFileSync('p'); }`,
    says: '`#threads` is not among the `imports` of `package.json` (add it there)',
    suggested: true,
  },
  'no runtime file': {
    cwd: temporaryFolder({ 'file.mjs': '' }),
    file: 'file.mjs',
    runtime: './threads.js',
    code: `${fs}async function f() { return fs.readFileSync('p'); }`,
    says: 'the module `./threads.js` does not exist, seen from this file (name one that every file finds, such as `#threads`)',
    suggested: true,
  },
};

describe('each reason for not fixing', () => {
  it.each(Object.entries(examples))(
    '%s',
    async (_, { code, says, suggested, topLevel, runtime, additional, ...where }) => {
      const settings = {
        ...where,
        options: {
          ...(topLevel && { topLevel }),
          ...(runtime && { runtime }),
          ...(additional && { additional }),
        },
      };
      const { messages, output } = await lint(code, { ...settings, fix: true });
      expect(output).toBeUndefined();
      expect(messages.map(({ message }) => message)).toEqual([
        expect.stringMatching(
          /^`.+` blocks the event loop (?:in|at) .+\. Not fixed automatically(?:, only suggested)?: /,
        ),
      ]);
      expect(
        messages[0]?.message
          .replace(ADVICE_PATTERN, '')
          .split(/ Not fixed automatically(?:, only suggested)?: /)[1],
      ).toBe(`${says}.`);
      const offered = messages[0]?.suggestions?.map(({ messageId }) => messageId) ?? [];
      expect(offered.includes('wrapInToThread')).toBe(suggested);
      expect(messages[0]?.message.includes(', only suggested: ')).toBe(offered.length > 0);
    },
  );
});
