import { describe, expect, it } from 'vitest';
import { builtInCatalog } from '../../../src/catalog/index.ts';
import { crossingObstacle } from '../../../src/fix/crossing.ts';
import { REASONS } from '../../../src/fix/reasons.ts';
import type { ReasonId } from '../../../src/fix/reasons.ts';
import { lint } from '../../support/eslint.ts';
import { temporaryFolder } from '../../support/folder.ts';

interface Example {
  readonly code: string;
  /** What the report says after "Not fixed automatically: ". */
  readonly says: string;
  /** Whether a person may still apply the rewrite. */
  readonly suggested: boolean;
  readonly file?: string;
  readonly cwd?: string;
  readonly topLevel?: true;
  readonly sourceType?: 'script';
}

const fs = "import fs from 'node:fs';\n";

/** Every reason that a call of a Node function can have. The others wait for the entries that need them. */
const examples: Record<Exclude<ReasonId, 'unreachable' | 'other-runtime'>, Example> = {
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
  'thread-bound': {
    code: "import v8 from 'node:v8';\nasync function f() { return v8.writeHeapSnapshot(); }",
    says: 'it acts on the thread that calls it',
    suggested: false,
  },
  'compound assignment': {
    code: `${fs}class A { async f() { this.size += fs.readFileSync('p').length; } }`,
    says: '`this.size` is read before the call and written after it, so what other code writes meanwhile would be lost',
    suggested: true,
  },
  'earlier read': {
    code: `${fs}class A { async f() { return this.size + fs.readFileSync('p').length; } }`,
    says: '`this.size` is read before the call and used after it, when other code may have changed it',
    suggested: true,
  },
  finally: {
    code: `${fs}async function f() { try { g(); } finally { fs.rmSync('p'); } }`,
    says: 'the clean-up in this `finally` would no longer be done in one go',
    suggested: true,
  },
  'late registration': {
    code: `${fs}async function f(req) { fs.readFileSync('p'); req.on('data', g); }`,
    says: '`req.on` has to run in the same tick as the function starts, and `await` would delay it',
    suggested: true,
  },
  'no runtime': {
    cwd: temporaryFolder({ 'package.json': '{}', 'file.mjs': '' }),
    file: 'file.mjs',
    code: `${fs}async function f() { return fs.readFileSync('p'); }`,
    says: '`to-thread` is not installed for this file (add it with your package manager)',
    suggested: true,
  },
};

describe('each reason for not fixing', () => {
  it.each(Object.entries(examples))('%s', async (_, { code, says, suggested, topLevel, ...where }) => {
    const settings = { ...where, options: topLevel ? { topLevel } : {} };
    const { messages, output } = await lint(code, { ...settings, fix: true });
    expect(output).toBeUndefined();
    expect(messages.map(({ message }) => message)).toEqual([
      expect.stringMatching(/^`.+` blocks the event loop (?:in|at) .+\. Not fixed automatically: /),
    ]);
    expect(messages[0]?.message.split(' Not fixed automatically: ')[1]).toBe(`${says}.`);
    expect(messages[0]?.suggestions?.map(({ messageId }) => messageId) ?? []).toEqual(
      suggested ? ['wrapInToThread'] : [],
    );
  });

  it('has an example', () => {
    expect([...Object.keys(examples), 'unreachable', 'other-runtime'].sort()).toEqual(
      Object.keys(REASONS).sort(),
    );
  });

  it.each(['unreachable', 'other-runtime'] as const)('%s follows from the catalog', (crossing) => {
    const entry = builtInCatalog.entries.find((candidate) => candidate.crossing === crossing);
    if (!entry) throw new Error(`No entry has the crossing ${crossing}.`);
    expect(crossingObstacle({ node: {} as never, entry, certain: true }, {} as never)).toEqual({
      id: crossing,
      text: REASONS[crossing],
    });
  });
});
