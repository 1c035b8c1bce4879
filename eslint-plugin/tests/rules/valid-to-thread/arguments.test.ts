import { testValidRule } from '../../support/valid-rule-tester.ts';
import type { Reported, Sample } from '../../support/valid-rule-tester.ts';

const HEAD =
  "import { toThread, ThreadPoolExecutor } from 'to-thread';\nimport work from './work.js';\nconst pool = new ThreadPoolExecutor();\n";
const FUNCTION = 'it is a function';

function argument(
  code: string,
  position: number,
  at: string,
  reason = FUNCTION,
  more: Partial<Sample> = {},
): Reported {
  return {
    code: HEAD + code,
    ...more,
    reports: [
      {
        id: 'uncloneableArgument',
        data: { position: String(position), name: '`work`', at, reason, wayOut: '' },
      },
    ],
  };
}
const instance = (name: string) =>
  `it is an instance of ${name}, and only plain data keeps its behaviour in another thread`;
const silent = (code: string, more: Partial<Sample> = {}): Sample => ({ code: HEAD + code, ...more });

testValidRule('arguments that cannot cross', {
  reported: [
    argument('await toThread(work, 1, «() => 1»);', 2, ''),
    argument('await toThread(work, { a: [1, { "b-c": «() => 1» }] });', 1, ' (at .a[1]["b-c"])'),
    argument('await toThread(work, { ...more, done: «function () {}» });', 1, ' (at .done)'),
    argument('await toThread(work, «(() => 1) as never»);', 1, '', FUNCTION, { typescript: true }),
    argument('function done() {}\nawait toThread(work, «done»);', 1, ''),
    argument('const options = { done: () => 1 };\nawait toThread(work, «options»);', 1, ' (at .done)'),
    argument('await pool.run(work, [1, «Symbol.iterator»], { signal });', 2, '', 'it is a symbol'),
    argument('for await (const n of pool.map(work, [1, «() => 1»])) n;', 1, ''),
    argument('class A { run() { return toThread(work, «this»); } }', 1, '', instance('A')),
    argument('class A { run() { return [1].map(() => toThread(work, «this»)); } }', 1, '', instance('A')),
    argument('class A {}\nconst a = new A();\nawait toThread(work, «a»);', 1, '', instance('A')),
    argument(
      'await toThread(work, «process.stdin»);',
      1,
      '',
      'it is a stream, and only plain data keeps its behaviour in another thread',
    ),
    {
      code: `${HEAD}const load = async () => 1;\nexport const f = () => toThread(work, «load()»);`,
      reports: [{ id: 'uncloneableArgument' }],
    },
    {
      code: `${HEAD}const load = async () => 1;\nexport const f = async () => toThread(work, «load()», [«load()»]);`,
      reports: [
        {
          id: 'uncloneableArgument',
          suggestion: {
            id: 'awaitArgument',
            output: `${HEAD}const load = async () => 1;\nexport const f = async () => toThread(work, await load(), [load()]);`,
          },
        },
        { id: 'uncloneableArgument' },
      ],
    },
    {
      code: `${HEAD}class A { n = toThread(work, «fetch('x')»); }`,
      reports: [{ id: 'uncloneableArgument' }],
    },
    {
      code: "import { ThreadPoolExecutor } from 'to-thread';\nexport const pool = new ThreadPoolExecutor({ initializer: (a) => a, initializerArgs: [«() => 1»] });",
      reports: [{ id: 'uncloneableArgument' }],
    },
  ],
  silent: [
    silent('await toThread(work, ...[() => 1]);'),
    silent('await toThread(work, ...all, () => 1);'),
    silent('await toThread(work, { done: () => 1, ...more });'),
    silent('await toThread(work, [...more, () => 1]);'),
    silent('await toThread(work, { get done() { return 1; }, [name]: () => 1 });'),
    silent('async function load() {}\nawait toThread(work, await load());'),
    silent('function* items() {}\nfor (const item of items()) await toThread(work, item);'),
    silent('function* items() {}\nlet item;\nfor (item of items()) await toThread(work, item);'),
    silent('function* items() {}\nconst [first] = items();\nawait toThread(work, first);'),
    silent('const options = { done: () => 1 };\noptions.done = 2;\nawait toThread(work, options);'),
    silent('let options = { done: () => 1 };\noptions = {};\nawait toThread(work, options);'),
    silent('await toThread(work, flag ? () => 1 : 2);'),
    silent('await toThread(work, handler);'),
    silent('class A extends Error { run() { return toThread(work, this); } }'),
    silent('class A extends B {}\nawait toThread(work, new A());'),
    silent('class A { constructor() { return {}; } }\nawait toThread(work, new A());'),
    silent('class A { static run() { return toThread(work, this.n); } }'),
    silent('function f() { return toThread(work, this); }'),
    silent('await pool.run(work, [new ReadableStream()], { transfer });'),
    silent('function Promise() {}\nawait toThread(work, new Promise());'),
    silent('const { promise } = Promise.withResolvers();\nawait toThread(work, await promise);'),
    silent('await toThread(work, new Map([[1, 2]]), new Date(), /x/, 1n, null, undefined);'),
    silent('await pool.run(work, list);'),
  ],
});
