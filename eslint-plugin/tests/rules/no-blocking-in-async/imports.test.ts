import { testRule } from '../../support/rule-tester.ts';

/** One import, and a call through it. */
function imported(statement: string, callee: string, typescript?: true) {
  const rest = `async function f() {\n  return «${callee}('p')»;\n}`;
  const fixed = `import { toThread } from 'to-thread';\nasync function f() {\n  return await toThread(${callee}, 'p');\n}`;
  return {
    code: `${statement}\n${rest}`,
    output: `${statement}\n${fixed}`,
    ...(typescript && { typescript }),
  };
}

testRule('ES imports', {
  reported: [
    imported("import { readFileSync } from 'node:fs';", 'readFileSync'),
    imported("import { readFileSync } from 'fs';", 'readFileSync'),
    imported("import { readFileSync as read } from 'node:fs';", 'read'),
    imported("import { 'readFileSync' as read } from 'node:fs';", 'read'),
    imported("import fs from 'node:fs';", 'fs.readFileSync'),
    imported("import { default as fs } from 'node:fs';", 'fs.readFileSync'),
    imported("import * as fs from 'node:fs';", 'fs.readFileSync'),
    imported("import * as fs from 'node:fs';", 'fs.default.readFileSync'),
    imported("import fs, * as all from 'node:fs';", 'all.readFileSync'),
    imported("import fs, { readFileSync } from 'node:fs';", 'readFileSync'),
    imported("import * as file from 'node:fs';", 'file.readFileSync'),
    imported("import * as fs from 'node:fs';", "fs['readFileSync']"),
    imported("import * as fs from 'node:fs';", 'fs[`readFileSync`]'),
    imported("import * as fs from 'node:fs';", "fs['readFile' + 'Sync']"),
    {
      typescript: true,
      code: "import fs = require('node:fs');\nasync function f() {\n  return «fs.readFileSync('p')»;\n}",
      output:
        "import fs = require('node:fs');\nimport toThread = require('to-thread');\nasync function f() {\n  return await toThread.toThread(fs.readFileSync, 'p');\n}",
    },
    imported("import fs, { type Stats } from 'node:fs';", 'fs.readFileSync', true),
    imported(
      "import type { Stats } from 'node:fs';\nimport { readFileSync } from 'node:fs';",
      'readFileSync',
      true,
    ),
    imported("import * as fs from 'node:fs';", '(fs as any).readFileSync', true),
    imported("import * as fs from 'node:fs';", '(fs satisfies object).readFileSync', true),
    imported("import * as fs from 'node:fs';", 'fs!.readFileSync', true),
    imported("import * as fs from 'node:fs';", 'fs.readFileSync!', true),
    imported("import * as fs from 'node:fs';", '(fs).readFileSync'),
    imported("import * as fs from 'node:fs';", '(0, fs.readFileSync)'),
    imported("import * as fs from 'node:fs';", '(fs.readFileSync)'),
  ],
  silent: [
    {
      name: 'an import of types only',
      typescript: true,
      code: "import type fs from 'node:fs';\nasync function f() { fs.readFileSync('p'); }",
    },
    {
      name: 'an imported type',
      typescript: true,
      code: "import { type readFileSync } from 'node:fs';\nasync function f() { readFileSync('p'); }",
    },
    {
      name: 'an import = of types only',
      typescript: true,
      code: "import type fs = require('node:fs');\nasync function f() { fs.readFileSync('p'); }",
    },
    {
      name: 'an alias of a namespace',
      typescript: true,
      code: "import fs = Files.fs;\nasync function f() { fs.readFileSync('p'); }",
    },
    "import { readFileSync } from './fs.js';\nasync function f() { readFileSync('p'); }",
    "import { readFileSync } from 'memfs';\nasync function f() { readFileSync('p'); }",
    "import { readFileSync } from 'fs/promises';\nasync function f() { readFileSync('p'); }",
    "import { readFile as readFileSync } from 'node:fs/promises';\nasync function f() { await readFileSync('p'); }",
    "import fs from 'node:fs';\nasync function f() { await fs.promises.readFile('p'); }",
    "import fs from 'node:fs';\nasync function f() { fs.mock.readFileSync('p'); }",
    "import fs from 'node:fs';\nasync function f(name) { fs[name]('Sync'); }",
    "import fs from 'node:fs';\nasync function f() { pass(fs.readFileSync); }",
    "import fs from 'node:fs';\nasync function f() { return new fs.readFileSync('p'); }",
    "import fs from 'node:fs';\nasync function f() { return fs.readFileSync`p`; }",
    'async function f() { readFileSync("p"); fs.readFileSync("p"); }',
  ],
});

testRule('dynamic imports', {
  reported: [
    {
      code: "async function f() {\n  const { readFileSync } = await import('node:fs');\n  return «readFileSync('p')»;\n}",
      output:
        "import { toThread } from 'to-thread';\n\nasync function f() {\n  const { readFileSync } = await import('node:fs');\n  return await toThread(readFileSync, 'p');\n}",
    },
    {
      code: "export const f = async () => {\n  const fs = await import('fs');\n  return «fs.default.readFileSync('p')»;\n};",
      output:
        "import { toThread } from 'to-thread';\n\nexport const f = async () => {\n  const fs = await import('fs');\n  return await toThread(fs.default.readFileSync, 'p');\n};",
      reports: [{ place: "async arrow function 'f'" }],
    },
    {
      code: "export async function f() {\n  return «(await import('fs')).readFileSync('p')»;\n}",
      output:
        "import { toThread } from 'to-thread';\n\nexport async function f() {\n  return await toThread((await import('fs')).readFileSync, 'p');\n}",
    },
    {
      code: "const fs = await import(`node:fs`);\nasync function f() {\n  return «fs.readFileSync('p')»;\n}",
      output:
        "import { toThread } from 'to-thread';\n\nconst fs = await import(`node:fs`);\nasync function f() {\n  return await toThread(fs.readFileSync, 'p');\n}",
    },
  ],
  silent: [
    {
      name: 'the promise of a module',
      code: "async function f() { const fs = import('node:fs'); fs.readFileSync('p'); }",
    },
    "async function f(name) { const fs = await import(name); fs.readFileSync('p'); }",
    "async function f() { const fs = await load('node:fs'); fs.readFileSync('p'); }",
  ],
});
