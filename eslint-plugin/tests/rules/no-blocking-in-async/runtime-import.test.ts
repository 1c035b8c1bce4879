import { testRule } from '../../support/rule-tester.ts';
import type { Reported } from '../../support/rule-tester.ts';

const fs = "import fs from 'node:fs';\n";
const use = "async function f() { return «fs.readFileSync('p')»; }";
const fixed = (toThread: string) => `async function f() { return await ${toThread}(fs.readFileSync, 'p'); }`;

/** Statements of an ES module, what they become, and how `toThread` is called. */
function esm(before: string, after: string, toThread: string, typescript?: true): Reported {
  return {
    code: `${fs}${before}\n${use}`,
    output: `${fs}${after}\n${fixed(toThread)}`,
    ...(typescript && { typescript }),
  };
}

testRule('a runtime that is imported already', {
  reported: [
    ...[
      ["import { toThread } from 'to-thread';", 'toThread'],
      ["import { toThread as run } from 'to-thread';", 'run'],
      ["import { setDefaultExecutor, toThread } from 'to-thread';", 'toThread'],
      ["import * as threads from 'to-thread';", 'threads.toThread'],
    ].map(([statement = '', toThread = '']) => esm(statement, statement, toThread)),
    esm("import { map } from 'to-thread';", "import { map, toThread } from 'to-thread';", 'toThread'),
    esm("import { map, } from 'to-thread';", "import { map, toThread, } from 'to-thread';", 'toThread'),
    esm("import {map} from 'to-thread';", "import {map, toThread} from 'to-thread';", 'toThread'),
    esm(
      "import {\n  map, // a\n} from 'to-thread';",
      "import {\n  map, toThread, // a\n} from 'to-thread';",
      'toThread',
    ),
    esm(
      "import all, { map } from 'to-thread';",
      "import all, { map, toThread } from 'to-thread';",
      'toThread',
    ),
    esm("import all from 'to-thread';", "import all, { toThread } from 'to-thread';", 'toThread'),
    esm("import 'to-thread';", "import { toThread } from 'to-thread';", 'toThread'),
    esm("import'to-thread';", "import{ toThread } from 'to-thread';", 'toThread'),
    esm(
      "import 'to-thread' with { type: 'x' };",
      "import { toThread } from 'to-thread' with { type: 'x' };",
      'toThread',
    ),
    esm("import { } from 'to-thread';", "import { toThread  } from 'to-thread';", 'toThread'),
    esm("import all, {} from 'to-thread';", "import all, { toThread } from 'to-thread';", 'toThread'),
    esm(
      "import 'to-thread';\nimport { map } from 'to-thread';",
      "import 'to-thread';\nimport { map, toThread } from 'to-thread';",
      'toThread',
    ),
    esm(
      "import { map, } from 'to-thread';\nimport type { Executor } from 'to-thread';",
      "import { map, toThread, } from 'to-thread';\nimport type { Executor } from 'to-thread';",
      'toThread',
      true,
    ),
    esm("import {} from 'to-thread';", "import { toThread } from 'to-thread';", 'toThread'),
    esm(
      "import { 'toThread' as run } from 'to-thread';",
      "import { 'toThread' as run } from 'to-thread';",
      'run',
    ),
    esm(
      "import { toThread } from './mine.js';",
      "import { toThread as toThread2 } from 'to-thread';\nimport { toThread } from './mine.js';",
      'toThread2',
    ),
    esm(
      "import type { Executor } from 'to-thread';",
      "import { type Executor, toThread } from 'to-thread';",
      'toThread',
      true,
    ),
    esm(
      "import type { Executor, Job as Task } from 'to-thread';",
      "import { type Executor, type Job as Task, toThread } from 'to-thread';",
      'toThread',
      true,
    ),
    esm(
      "import type {\n  Executor, // runs\n  /* a job */ Job,\n} from 'to-thread';",
      "import {\n  type Executor, // runs\n  /* a job */ type Job, toThread,\n} from 'to-thread';",
      'toThread',
      true,
    ),
    esm("import type {} from 'to-thread';", "import { toThread } from 'to-thread';", 'toThread', true),
    esm(
      "import type { toThread } from 'to-thread';",
      "import { type toThread, toThread as toThread2 } from 'to-thread';",
      'toThread2',
      true,
    ),
    esm(
      "import type all from 'to-thread';",
      "import { toThread } from 'to-thread';\nimport type all from 'to-thread';",
      'toThread',
      true,
    ),
    esm(
      "import { type Executor } from 'to-thread';",
      "import { type Executor, toThread } from 'to-thread';",
      'toThread',
      true,
    ),
    esm(
      "import { type toThread } from 'to-thread';",
      "import { type toThread, toThread as toThread2 } from 'to-thread';",
      'toThread2',
      true,
    ),
    esm(
      "import type * as threads from 'to-thread';",
      "import { toThread } from 'to-thread';\nimport type * as threads from 'to-thread';",
      'toThread',
      true,
    ),
    {
      name: 'two imports of it',
      code: `${fs}import type { Executor } from 'to-thread';\nimport { map } from 'to-thread';\n${use}`,
      output: `${fs}import type { Executor } from 'to-thread';\nimport { map, toThread } from 'to-thread';\n${fixed('toThread')}`,
      typescript: true,
    },
    {
      name: 'shadowed at the call',
      code: `${fs}import { toThread } from 'to-thread';\nasync function f(toThread) { return «fs.readFileSync('p')»; }`,
      output: `${fs}import { toThread, toThread as toThread2 } from 'to-thread';\nasync function f(toThread) { return await toThread2(fs.readFileSync, 'p'); }`,
    },
    {
      name: 'a namespace shadowed at the call',
      code: `${fs}import * as threads from 'to-thread';\nasync function f(threads) { return «fs.readFileSync('p')»; }`,
      output: `${fs}import * as threads from 'to-thread';\nimport { toThread } from 'to-thread';\nasync function f(threads) { return await toThread(fs.readFileSync, 'p'); }`,
    },
  ],
});

testRule('names that are taken', {
  reported: [
    'const toThread = 1;',
    'function toThread() {}',
    'class toThread {}',
    'function g(toThread) {}',
    'function g() { let toThread; }',
    'function g() { toThread(); }',
    'toThread();',
    'try {} catch (toThread) {}',
  ]
    .map((statement) =>
      esm(statement, `import { toThread as toThread2 } from 'to-thread';\n${statement}`, 'toThread2'),
    )
    .concat([
      esm('g.toThread();', "import { toThread } from 'to-thread';\ng.toThread();", 'toThread'),
      esm(
        'toThread: for (;;) break toThread;',
        "import { toThread } from 'to-thread';\ntoThread: for (;;) break toThread;",
        'toThread',
      ),
      esm(
        'let toThread, toThread2, toThread3;',
        "import { toThread as toThread4 } from 'to-thread';\nlet toThread, toThread2, toThread3;",
        'toThread4',
      ),
      esm(
        'type toThread = 1;',
        "import { toThread as toThread2 } from 'to-thread';\ntype toThread = 1;",
        'toThread2',
        true,
      ),
      esm(
        'enum toThread {}',
        "import { toThread as toThread2 } from 'to-thread';\nenum toThread {}",
        'toThread2',
        true,
      ),
      esm(
        "import { map } from 'to-thread';\nlet toThread;",
        "import { map, toThread as toThread2 } from 'to-thread';\nlet toThread;",
        'toThread2',
      ),
    ]),
});

/** The same in CommonJS. */
function commonjs(before: string, after: string, toThread: string): Reported {
  const load = "const fs = require('fs');\n";
  return {
    filename: 'file.cjs',
    sourceType: 'commonjs',
    code: `${load}${before}\n${use}`,
    output: `${load}${after}\n${fixed(toThread)}`,
  };
}

testRule('a runtime that is required already', {
  reported: [
    ...[
      ["const { toThread } = require('to-thread');", 'toThread'],
      ["const { toThread: run } = require('to-thread');", 'run'],
      ["const { map, toThread } = require('to-thread');", 'toThread'],
      ["const threads = require('to-thread');", 'threads.toThread'],
      ["const a = require('a'), { toThread } = require('to-thread');", 'toThread'],
    ].map(([statement = '', toThread = '']) => commonjs(statement, statement, toThread)),
    commonjs(
      "const { map } = require('to-thread');",
      "const { toThread, map } = require('to-thread');",
      'toThread',
    ),
    commonjs(
      "const { ...all } = require('to-thread');",
      "const { ...all } = require('to-thread');\nconst { toThread } = require('to-thread');",
      'toThread',
    ),
    commonjs("const {} = require('to-thread');", "const { toThread } = require('to-thread');", 'toThread'),
    commonjs(
      "const { map = 1 } = require('to-thread');\nlet toThread;",
      "const { toThread: toThread2, map = 1 } = require('to-thread');\nlet toThread;",
      'toThread2',
    ),
    commonjs(
      "let { toThread } = require('to-thread');",
      "let { toThread } = require('to-thread');\nconst { toThread: toThread2 } = require('to-thread');",
      'toThread2',
    ),
    commonjs(
      "const { toThread = mock } = require('to-thread');",
      "const { toThread: toThread2, toThread = mock } = require('to-thread');",
      'toThread2',
    ),
    commonjs(
      "const { map } = require('./threads');",
      "const { toThread } = require('to-thread');\nconst { map } = require('./threads');",
      'toThread',
    ),
    commonjs(
      'var toThread;',
      "const { toThread: toThread2 } = require('to-thread');\nvar toThread;",
      'toThread2',
    ),
  ],
});

const lateUse = "async function f() { return «fs.readFileSync('p')»; }";
const runtime = "const { toThread } = require('to-thread');";
const again = "const { toThread: toThread2 } = require('to-thread');";

/** A CommonJS file, with the place where a new `require` comes, in which `f` ends up calling `toThread`. */
function order(name: string, before: string, after: string, toThread: string): Reported {
  return {
    name,
    filename: 'file.cjs',
    sourceType: 'commonjs',
    code: `const fs = require('fs');\n${before}`,
    output: `const fs = require('fs');\n${after.replace('FIXED', fixed(toThread))}`,
  };
}

testRule('a require below code that runs before it', {
  reported: [
    order(
      'a call above it',
      `f();\n${runtime}\n${lateUse}`,
      `${again}\nf();\n${runtime}\nFIXED`,
      'toThread2',
    ),
    order(
      'a call above it, through another function',
      `g();\n${runtime}\n${lateUse}\nfunction g() { f(); }`,
      `${again}\ng();\n${runtime}\nFIXED\nfunction g() { f(); }`,
      'toThread2',
    ),
    order(
      'an export above it',
      `exports.f = f;\n${runtime}\n${lateUse}`,
      `${again}\nexports.f = f;\n${runtime}\nFIXED`,
      'toThread2',
    ),
    order(
      'braces that come too late',
      `f();\nconst { map } = require('to-thread');\n${lateUse}`,
      "const { toThread } = require('to-thread');\nf();\nconst { map } = require('to-thread');\nFIXED",
      'toThread',
    ),
    order(
      'a call below it',
      `g();\n${runtime}\n${lateUse}\nf();`,
      `g();\n${runtime}\nFIXED\nf();`,
      'toThread',
    ),
    order(
      'functions that call each other below it',
      `g();\n${runtime}\n${lateUse}\nfunction h() { f(); i(); }\nfunction i() { h(); }`,
      `g();\n${runtime}\nFIXED\nfunction h() { f(); i(); }\nfunction i() { h(); }`,
      'toThread',
    ),
    order('a function above it', `${lateUse}\n${runtime}\nf();`, `FIXED\n${runtime}\nf();`, 'toThread'),
  ],
});

testRule('a file that uses `import = require()`', {
  reported: [
    [
      "import fs = require('fs');",
      "import fs = require('fs');\nimport toThread = require('to-thread');",
      'toThread.toThread',
    ],
    [
      "import fs = require('fs');\nimport threads = require('to-thread');",
      "import fs = require('fs');\nimport threads = require('to-thread');",
      'threads.toThread',
    ],
  ].map(([before = '', after = '', toThread = '']): Reported => ({
    filename: 'file.cts',
    sourceType: 'commonjs',
    typescript: true,
    code: `${before}\n${use}`,
    output: `${after}\n${fixed(toThread)}`,
  })),
});

testRule('tabs', {
  reported: [
    {
      code: "\timport fs from 'fs';\n\tasync function f() {\n\t\treturn «fs.readFileSync(\n\t\t\t'p',\n\t\t)»;\n\t}\n",
      output:
        "\timport fs from 'fs';\n\timport { toThread } from 'to-thread';\n\tasync function f() {\n\t\treturn await toThread(fs.readFileSync,\n\t\t\t'p',\n\t\t);\n\t}\n",
    },
  ],
});
