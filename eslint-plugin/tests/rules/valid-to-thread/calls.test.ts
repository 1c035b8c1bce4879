import { describe, expect, it } from 'vitest';
import { ESLint } from 'eslint';
import type { Linter } from 'eslint';
import plugin from '../../../src/index.ts';
import { lint } from '../../support/eslint.ts';
import { testValidRule } from '../../support/valid-rule-tester.ts';
import type { Reported } from '../../support/valid-rule-tester.ts';

const HEAD =
  "import { Lock, toThread, ThreadPoolExecutor } from 'to-thread';\nimport work from './work.js';\nconst pool = new ThreadPoolExecutor();\nconst lock = new Lock();\n";

function floating(
  code: string,
  output?: string,
  id: 'floatingToThread' | 'floatingMap' | 'floatingCall' | 'floatingLock' = 'floatingToThread',
): Reported {
  return {
    code: HEAD + code,
    reports: [
      { id, ...(output !== undefined && { suggestion: { id: 'awaitCall', output: HEAD + output } }) },
    ],
  };
}

testValidRule('calls that nobody waits for', {
  reported: [
    floating('«toThread(work)»', 'await toThread(work)'),
    floating(
      'async function f() { «toThread(work, 1)»; }',
      'async function f() { await toThread(work, 1); }',
    ),
    floating(
      'const f = async () => { go\n«pool.submit(work)» };',
      'const f = async () => { go\nawait pool.submit(work) };',
    ),
    floating(
      'async function f() { go && «pool.run(work, [])»; }',
      'async function f() { go && await pool.run(work, []); }',
    ),
    floating(
      'async function f() { go ? «toThread(work)» : 0; }',
      'async function f() { go ? await toThread(work) : 0; }',
    ),
    floating(
      'async function f() { («toThread(work)», 1); }',
      'async function f() { (await toThread(work), 1); }',
    ),
    floating('function f() { «toThread(work)»; }'),
    floating('«toThread(work)».then(use);', 'await toThread(work).then(use);'),
    floating('function f() { «toThread(work)».then(use).finally(use); }'),
    floating('class A { static { «toThread(work)»; } }'),
    floating('«pool.map(work, [1])»;', undefined, 'floatingMap'),
    floating('await «pool.map(work, [1])»;', undefined, 'floatingMap'),
    floating('«pool.call(work)»;', undefined, 'floatingCall'),
    floating('await «pool.call(work)»;', undefined, 'floatingCall'),
    floating('«lock.acquire()»;', undefined, 'floatingLock'),
    floating('await «lock.acquire()»;', undefined, 'floatingLock'),
    floating('«lock.run(work)»;', 'await lock.run(work);'),
    {
      code: "const { toThread } = require('to-thread');\n«toThread(JSON.parse, '1')»;",
      sourceType: 'commonjs',
      reports: [{ id: 'floatingToThread' }],
    },
  ],
  silent: [
    'await toThread(work);',
    'void toThread(work);',
    'toThread(work).then(use, use);',
    'toThread(work).then(use).catch(use);',
    'const after = toThread(work).then(use);',
    'const f = () => toThread(work).then(use);',
    'toThread(work).result;',
    'toThread(work).catch(use).finally(use);',
    'const call = toThread(work);',
    'let call;\ncall = toThread(work);',
    'calls.push(toThread(work));',
    'const f = () => toThread(work);',
    'function f() { return toThread(work); }',
    'export default toThread(work);',
    'const f = async () => { const r = go && toThread(work); await r; };',
    'for await (const n of pool.map(work, [1])) n;',
    'const numbers = pool.map(work, [1]);',
    'const call = pool.call(work);',
    'await pool.call(work).result;',
    'void pool.call(work);',
    'const held = await lock.acquire();',
    'await using held = await lock.acquire();',
    '(await lock.acquire()).release();',
    'await lock.run(() => work(pool));',
    'lock.run(async () => { use(pool); }).catch(use);',
    'const f = async () => { const results = await Promise.all([toThread(work)]); };',
    'void pool.shutdown();\npool.shutdown();',
  ].map((code) => HEAD + code),
});

describe('work that is too small', () => {
  const smallIn = async (body: string): Promise<(string | undefined)[]> => {
    const text = `import { toThread } from 'to-thread';\nimport fs, { existsSync, statSync, readFileSync } from 'node:fs';\nimport { randomBytes } from 'node:crypto';\nexport async function f(paths) {\n${body}\n}\n`;
    const { messages } = await lint(text, { rule: 'valid-to-thread', options: { small: true } });
    return messages.map(({ messageId }) => messageId);
  };

  it.each([
    'for (const p of paths) if (await toThread(existsSync, p)) use(p);',
    'for (const p of paths) { const { size } = await toThread(fs.statSync, p); use(size); }',
    'for (let i = 0; i < paths.length; i++) use(await toThread(existsSync, paths[i]));',
    'for (const p in paths) { try { await toThread(existsSync, p); } catch { continue; } }',
    'for (const n of paths) use(await toThread(randomBytes, n));',
    'while (go) for (const p of paths) use(await toThread(existsSync, p));',
  ])('is reported in %s', async (body) => {
    expect(await smallIn(body)).toEqual(['tooSmall']);
  });

  it.each([
    // Not in a loop, or together.
    'if (await toThread(existsSync, paths[0])) use(paths);',
    'await Promise.all(paths.map((p) => toThread(existsSync, p)));',
    'await Promise.all(paths.map(async (p) => { if (await toThread(existsSync, p)) use(p); }));',
    'const calls = []; for (const p of paths) calls.push(toThread(existsSync, p)); await Promise.all(calls);',
    // The loop ends with the first that is found.
    'for (const p of paths) if (await toThread(existsSync, p)) return p;',
    'for (const p of paths) if (await toThread(existsSync, p)) break;',
    // One turn needs the one before, or more than a check.
    'while (await toThread(existsSync, paths[0])) await sleep();',
    'for (const p of paths) if (await toThread(existsSync, p)) use(await toThread(readFileSync, p));',
    'for (const p of paths) if (await toThread(existsSync, p)) await use(p);',
    'for (;;) { use(await toThread(existsSync, paths[0])); if (go()) throw 1; }',
    'for (const p of paths) { use(p); use(await toThread(existsSync, "lock")); }',
    'for await (const p of paths) use(await toThread(existsSync, p));',
    // Work that may be long.
    'for (const p of paths) use(await toThread(readFileSync, p));',
  ])('is not reported in %s', async (body) => {
    expect(await smallIn(body)).toEqual([]);
  });

  it('is not reported without the option', async () => {
    const text = `import { toThread } from 'to-thread';\nimport { existsSync } from 'node:fs';\nfor (const p of ['.']) use(await toThread(existsSync, p));\n`;
    expect((await lint(text, { rule: 'valid-to-thread' })).messages).toEqual([]);
    const eslint = new ESLint({ overrideConfigFile: true, overrideConfig: plugin.configs.strict });
    const [result] = await eslint.lintText(text, { filePath: 'file.js' });
    expect(result?.messages.map(({ messageId }) => messageId)).toEqual(['tooSmall']);
  });
});

describe('options that are wrong', () => {
  it.each([
    ['an unknown option', { runtimes: 'to-thread' }, 'Unexpected property "runtimes"'],
    ['an empty runtime', { runtime: '' }, 'Value "" should match pattern'],
    ['text for a flag', { small: 'yes' }, 'Value "yes" should be boolean'],
  ])('%s', async (_, options, message) => {
    const eslint = new ESLint({
      overrideConfigFile: true,
      overrideConfig: {
        plugins: { 'to-thread': plugin },
        rules: { 'to-thread/valid-to-thread': ['error', options] as Linter.RuleEntry },
      },
    });
    await expect(eslint.lintText('let a;')).rejects.toThrow(message);
  });
});

describe('what is wrong with one call', () => {
  it.each([
    [
      "pool.run(work, 'x', { timeout: '5', transfr: [] });",
      ['invalidArgument', 'invalidOption', 'unknownOption'],
    ],
    ['new ThreadPoolExecutor({ maxWorker: 2, maxQueue: -1 });', ['unknownOption', 'invalidOption']],
    ['ThreadPoolExecutor({ maxWorker: 2 });', ['notConstructed', 'unknownOption']],
    ["new ThreadPoolExecutor({ initializer: 'x' });", ['invalidOption']],
    ['setDefaultExecutor();', ['invalidArgument']],
    ['setDefaultExecutor({ maxWorkers: 2 });', ['invalidArgument']],
    ['setDefaultExecutor(null);', ['invalidArgument']],
    [
      'setDefaultExecutor({ submit: async (fn) => fn() }); setDefaultExecutor(pool); setDefaultExecutor({ ...pool });',
      [],
    ],
    ['void toThread(process.chdir, "/"); void pool.submit(process.chdir, "/");', ['unsupportedFunction']],
    ['void toThread(process.cwd);', []],
  ])('is all said: %s', async (code, expected) => {
    const { messages } = await lint(
      `import { setDefaultExecutor, ThreadPoolExecutor, toThread } from 'to-thread';\nimport work from './work.js';\nconst pool = new ThreadPoolExecutor();\n${code.replace(/^pool/, 'await pool')}`,
      { rule: 'valid-to-thread' },
    );
    expect(messages.map(({ messageId }) => messageId)).toEqual(expected);
  });
});
