import { testValidRule } from '../../support/valid-rule-tester.ts';
import type { Reported, Sample } from '../../support/valid-rule-tester.ts';

/** A captured variable, marked, and the whole text after the suggestion; none where nothing is suggested. */
function passed(
  code: string,
  output: string | undefined,
  variables: string,
  more: Partial<Sample> = {},
): Reported {
  const head = "import { toThread, ThreadPoolExecutor } from 'to-thread';\nexport {};\n";
  const one = !variables.includes(' and ');
  return {
    code: head + code,
    ...more,
    reports: [
      {
        id: 'capturedVariable',
        ...(output !== undefined && {
          suggestion: {
            id: 'passAsArguments',
            data: { variables, arguments: one ? 'an argument' : 'arguments' },
            output: head + output,
          },
        }),
      },
    ],
  };
}

const both = (before: string, call: string, after: string): [string, string] => [
  before + call,
  before + after,
];
const LIMIT = 'const limit = 2;\n';

testValidRule('passing what is captured', {
  reported: [
    passed(
      ...both(LIMIT, 'await toThread(() => «limit»);', 'await toThread((limit) => limit, limit);'),
      '`limit`',
    ),
    passed(
      ...both(
        LIMIT,
        'await toThread(n => n + «limit», 1);',
        'await toThread((n, limit) => n + limit, 1, limit);',
      ),
      '`limit`',
    ),
    passed(
      ...both(
        LIMIT,
        'await toThread(async n => n + «limit», 1);',
        'await toThread(async (n, limit) => n + limit, 1, limit);',
      ),
      '`limit`',
    ),
    passed(
      ...both(LIMIT, 'await toThread(n => n + «limit»);', 'await toThread((limit, n) => n + limit, limit);'),
      '`limit`',
    ),
    passed(
      ...both(
        LIMIT,
        'await toThread(( /* a */ n /* b */ ) => n + «limit» /* c */, /* d */ 1 /* e */);',
        'await toThread(( /* a */ n, limit /* b */ ) => n + limit /* c */, /* d */ 1, limit /* e */);',
      ),
      '`limit`',
    ),
    passed(
      ...both(
        LIMIT,
        'await toThread(\n  () => «limit», // now\n);',
        'await toThread(\n  (limit) => limit, limit // now\n);',
      ),
      '`limit`',
    ),
    passed(
      ...both(
        LIMIT,
        'await toThread(({ n }, [m] = []) => n + m + «limit», { n: 1 });',
        'await toThread((limit, { n }, [m] = []) => n + m + limit, limit, { n: 1 });',
      ),
      '`limit`',
    ),
    passed(
      ...both(
        LIMIT,
        'await toThread((...all) => all.length + «limit», 1);',
        'await toThread((limit, ...all) => all.length + limit, limit, 1);',
      ),
      '`limit`',
    ),
    passed(
      ...both(
        LIMIT,
        'await toThread((n) => n + «limit», ...[1]);',
        'await toThread((limit, n) => n + limit, limit, ...[1]);',
      ),
      '`limit`',
    ),
    passed(
      ...both(
        LIMIT,
        'await toThread(((n) => n + «limit»), 1);',
        'await toThread(((n, limit) => n + limit), 1, limit);',
      ),
      '`limit`',
    ),
    passed(
      ...both(
        LIMIT,
        'await toThread(function () { return «limit»; });',
        'await toThread(function (limit) { return limit; }, limit);',
      ),
      '`limit`',
    ),
    passed(
      ...both(
        LIMIT,
        'await toThread(function named(n) { return named && n + «limit»; }, 1);',
        'await toThread(function named(n, limit) { return named && n + limit; }, 1, limit);',
      ),
      '`limit`',
    ),
    passed(
      ...both(
        'const a = 1, b = [2];\n',
        'await toThread(() => «a» + b[0] + a);',
        'await toThread((a, b) => a + b[0] + a, a, b);',
      ),
      '`a` and `b`',
    ),
    passed(
      ...both(
        'const pool = new ThreadPoolExecutor();\nconst limit = 2;\n',
        'await pool.run((n) => n + «limit», [1], {});',
        'await pool.run((n, limit) => n + limit, [1, limit], {});',
      ),
      '`limit`',
    ),
    passed(
      ...both(
        'const pool = new ThreadPoolExecutor();\nconst limit = 2;\n',
        'await pool.run(() => «limit», []);',
        'await pool.run((limit) => limit, [limit]);',
      ),
      '`limit`',
    ),
    passed(
      ...both(
        'const map = new Map();\n',
        'await toThread(() => «map».get(1)?.x);',
        'await toThread((map) => map.get(1)?.x, map);',
      ),
      '`map`',
    ),
    passed(
      'const f = async (rows) => { for (const row of rows) await toThread(() => «row».n); };',
      'const f = async (rows) => { for (const row of rows) await toThread((row) => row.n, row); };',
      '`row`',
    ),
    passed(
      'const limit = 2;\r\nawait toThread(\r\n  (n) => n + «limit»,\r\n  1\r\n);\r\n',
      'const limit = 2;\r\nawait toThread(\r\n  (n, limit) => n + limit,\r\n  1, limit\r\n);\r\n',
      '`limit`',
    ),
    passed(
      'const f = async (limit: number) => await toThread((n: number): number => n + «limit», 1);',
      'const f = async (limit: number) => await toThread((n: number, limit: number): number => n + limit, 1, limit);',
      '`limit`',
      { typescript: true },
    ),
    passed(
      'const limit: number = 2;\nawait toThread((() => «limit») as () => number);',
      'const limit: number = 2;\nawait toThread(((limit: number) => limit) as () => number, limit);',
      '`limit`',
      { typescript: true },
    ),
    // What a rewrite would change.
    passed('let n = 1;\nawait toThread(() => { «n» = 2; });', undefined, '`n`'),
    passed('let n = 1;\nawait toThread(() => «n»++);', undefined, '`n`'),
    passed('let n = 1;\nawait toThread(() => { [«n»] = [2]; });', undefined, '`n`'),
    passed('let n = 1;\nawait toThread(() => { ({ n: «n» } = { n: 2 }); });', undefined, '`n`'),
    passed('let n = 1;\nawait toThread(() => { for («n» of [1]); });', undefined, '`n`'),
    passed('const state = {};\nawait toThread(() => { «state».n = 1; });', undefined, '`state`'),
    passed('const state = { n: {} };\nawait toThread(() => { delete «state».n.m; });', undefined, '`state`'),
    passed('const found = [];\nawait toThread(() => { «found».push(1); });', undefined, '`found`'),
    passed('const f = async (parse) => await toThread(() => «parse»(1));', undefined, '`parse`'),
    passed('const f = async (Row) => await toThread(() => new «Row»());', undefined, '`Row`'),
    passed('const f = async (tag) => await toThread(() => «tag»`x`);', undefined, '`tag`'),
    passed('const work = () => 1;\nawait toThread(() => [1].map(«work»));', undefined, '`work`'),
    passed('import { limit } from "./limit.js";\nawait toThread(() => «limit»);', undefined, '`limit`'),
    passed(
      'const limit = 2;\nawait toThread(function () { return arguments.length + «limit»; });',
      undefined,
      '`limit`',
    ),
    passed(
      'const limit = 2;\nconst pool = new ThreadPoolExecutor();\nfor await (const n of pool.map((n) => n + «limit», [1])) n;',
      undefined,
      '`limit`',
    ),
    passed(
      'const limit = 2;\nconst pool = new ThreadPoolExecutor();\nawait pool.run((n) => n + «limit», list);',
      undefined,
      '`limit`',
    ),
    passed(
      'const limit = 2;\nexport const pool = new ThreadPoolExecutor({ initializer: () => «limit» });',
      undefined,
      '`limit`',
    ),
    passed(
      'const limit = 2;\nawait toThread(function (this: void) { return «limit»; });',
      undefined,
      '`limit`',
      { typescript: true },
    ),
    // Nothing says that the module is imported.
    {
      code: "import { toThread } from 'to-thread';\nconst limit = 2;\nfunction work() { return limit; }\nawait toThread(«work»);",
      reports: [{ id: 'capturedVariable' }],
    },
    {
      code: "import { toThread } from 'to-thread';\nexport const f = (limit) => { function work() { return limit; } return toThread(«work»); };",
      reports: [{ id: 'capturedVariable' }],
    },
  ],
});

/** The same, for what is taken from Node. */
function taken(code: string, output: string | undefined, names = '', rest = ''): Reported {
  const head = "import { toThread } from 'to-thread';\n";
  return {
    code: head + code,
    reports: [
      {
        id: 'capturedVariable',
        ...(output !== undefined && {
          suggestion: { id: 'takeFromNode', data: { names, rest }, output: head + output },
        }),
      },
    ],
  };
}

const FS = "import fs, { existsSync as exists } from 'node:fs';\n";

testValidRule('taking from Node what is captured', {
  reported: [
    taken(
      `${FS}await toThread((p) => «exists»(p) && exists(fs.realpathSync(p)), '.');`,
      `${FS}await toThread((p) => process.getBuiltinModule('node:fs').existsSync(p) && process.getBuiltinModule('node:fs').existsSync(process.getBuiltinModule('node:fs').realpathSync(p)), '.');`,
      '`exists` and `fs`',
    ),
    taken(
      `${FS}const path = '.';\nawait toThread(() => «exists»(path));`,
      `${FS}const path = '.';\nawait toThread((path) => process.getBuiltinModule('node:fs').existsSync(path), path);`,
      '`exists`',
      ', and pass `path` as an argument',
    ),
    taken(
      "import * as os from 'os';\nawait toThread(() => [«os».constants.signals]);",
      "import * as os from 'os';\nawait toThread(() => [process.getBuiltinModule('node:os').constants.signals]);",
      '`os`',
    ),
    taken("import { parse } from './parse.js';\nawait toThread(() => «parse»(1));", undefined),
    taken(`import { parse } from './parse.js';\n${FS}await toThread(() => «parse»(exists(1)));`, undefined),
    taken(`${FS}await toThread(() => ({ «fs» }));`, undefined),
    taken(`${FS}await toThread(() => new «fs».Stats());`, undefined),
    taken(`${FS}await toThread((process) => «exists»(process), 1);`, undefined),
    taken("import process from 'node:process';\nawait toThread(() => «process».cwd());", undefined),
  ],
});
