import { testValidRule } from '../../support/valid-rule-tester.ts';
import type { Reported } from '../../support/valid-rule-tester.ts';

/** A call that is reported whatever else there is, marked. */
const wrong = (callee: string, before = '') => `${before}${callee}(«'text'»);`;
const report = (code: string, more: Partial<Reported> = {}): Reported => ({
  code,
  reports: [{ id: 'notAFunction', data: { what: 'a string' } }],
  ...more,
});

testValidRule('the runtime is known by its bindings', {
  reported: [
    report(wrong('await toThread', "import { toThread } from 'to-thread';\n")),
    report(wrong('await run', "import { toThread as run } from 'to-thread';\n")),
    report(wrong('await run', "import { 'toThread' as run } from 'to-thread';\n")),
    report(wrong('await runtime.toThread', "import * as runtime from 'to-thread';\n")),
    report(wrong("await runtime['toThread']", "import * as runtime from 'to-thread';\n")),
    report(wrong('await run', "import { toThread } from 'to-thread';\nconst run = toThread;\n")),
    report(wrong('await run', "import * as runtime from 'to-thread';\nconst { toThread: run } = runtime;\n")),
    report(wrong('await toThread', "const { toThread } = await import('to-thread');\n")),
    report(wrong('await (await import("to-thread")).toThread')),
    report(wrong('const x = toThread', "const { toThread } = require('to-thread');\n"), {
      sourceType: 'commonjs',
    }),
    report("const run = async () => require('to-thread').toThread(«'text'»);", { sourceType: 'commonjs' }),
    report("const runtime = require('to-thread');\nvoid runtime.toThread(«'text'»);", {
      sourceType: 'commonjs',
    }),
    report("import runtime = require('to-thread');\nvoid runtime.toThread(«'text'»);", { typescript: true }),
    report(
      "import { createRequire } from 'node:module';\nconst { toThread } = createRequire(import.meta.url)('to-thread');\nvoid toThread(«'text'»);",
    ),
    report("import { toThread } from 'to-thread';\nawait toThread!(«'text'» as never);", {
      typescript: true,
    }),
    report("import { toThread } from '#threads';\nawait toThread(«'text'»);", { runtime: '#threads' }),
    report("import { toThread } from '../lib/threads.js';\nawait toThread(«'text'»);", {
      runtime: '../lib/threads.js',
    }),
    ...['submit', 'map', 'run'].flatMap((method) =>
      [
        `const pool = new ThreadPoolExecutor();\nvoid pool.${method}(«'text'», []);`,
        `let pool = new ProcessPoolExecutor({ maxWorkers: 2 });\nvoid pool?.${method}(«'text'», []);`,
        `void new ThreadPoolExecutor().${method}(«'text'», []);`,
        `const { ${method} } = new ThreadPoolExecutor();\nvoid ${method}(«'text'», []);`,
      ].map((code) =>
        report(`import { ProcessPoolExecutor, ThreadPoolExecutor } from 'to-thread';\n${code}`),
      ),
    ),
    report("import { runInExecutor } from 'to-thread';\nvoid runInExecutor(null, «'text'»);"),
    report("import { runInExecutor } from 'to-thread';\nvoid runInExecutor(pool, «'text'»);"),
  ],
  silent: [
    "toThread('text');",
    "import { toThread } from './to-thread.js';\ntoThread('text');",
    "import { toThread } from 'to-thread';\nfunction f(toThread) { toThread('text'); }",
    "import { toThread } from 'to-thread';\n{ const toThread = (text) => text; toThread('text'); }",
    "import { other } from 'to-thread';\nother('text');",
    "import { toThread } from 'to-thread';\nlet run = toThread;\nrun = (text) => text;\nrun('text');",
    "import { toThread } from 'to-thread';\nconst run = fast ? (f) => f() : toThread;\nrun('text');",
    "import { toThread } from 'to-thread';\nvoid toThread(...args, 'text');",
    "import { toThread } from 'to-thread';\nvoid toThread.call(null, 'text');",
    "import { ThreadPoolExecutor } from 'to-thread';\nfunction f(pool) { pool.submit('text'); }",
    "import { ThreadPoolExecutor } from 'to-thread';\nconst pool = new ThreadPoolExecutor();\npool.on('text');",
    "// 'to-thread'\nconst { toThread } = libraries;\ntoThread('text');",
    {
      code: "import type { toThread } from 'to-thread';\ndeclare const run: typeof toThread;\nrun('text');",
      typescript: true,
    },
    { code: "import { toThread } from 'to-thread';\nawait toThread('text');", runtime: '#threads' },
  ],
});
