import { testRule } from '../../support/rule-tester.ts';

/** Declarations below an import of `fs`, and a call through what they declare. */
function aliased(declarations: string, callee: string, typescript?: true) {
  const imports = "import fs from 'node:fs';\n";
  return {
    code: `${imports}${declarations}\nasync function f() { return «${callee}('p')»; }`,
    output: `${imports}import { toThread } from 'to-thread';\n${declarations}\nasync function f() { return await toThread(${callee}, 'p'); }`,
    ...(typescript && { typescript }),
  };
}

testRule('aliases', {
  reported: [
    aliased('const read = fs.readFileSync;', 'read'),
    aliased('const { readFileSync } = fs;', 'readFileSync'),
    aliased('const { readFileSync: read } = fs;', 'read'),
    aliased('const { ...files } = fs;', 'files.readFileSync'),
    aliased('const { default: { readFileSync } } = fs;', 'readFileSync'),
    aliased("const name = 'readFileSync';", 'fs[name]'),
    aliased("const name = 'readFileSync';\nconst { [name]: read } = fs;", 'read'),
    aliased('const a = fs;\nconst b = a;\nconst { readFileSync: c } = b;\nconst d = c;', 'd'),
    aliased('let read = fs.readFileSync;', 'read'),
    aliased('let read;\nread = fs.readFileSync;', 'read'),
    aliased('let read;\n({ readFileSync: read } = fs);', 'read'),
    aliased('let read = fs.readFileSync;\nread = fs.default.readFileSync;', 'read'),
    aliased('let files;\nfiles ??= fs;', 'files.readFileSync'),
    aliased('let files;\nfiles ||= fs;', 'files.readFileSync'),
    aliased('const read = (0, fs.readFileSync);', 'read'),
    aliased('const read = fs.readFileSync ?? fs.readFileSync;', 'read'),
    aliased('const read = fs.existsSync && fs.readFileSync;', 'read'),
    aliased('const read = flag ? fs.readFileSync : fs.default.readFileSync;', 'read'),
    aliased('const read = fs.readFileSync as (path: string) => Buffer;', 'read', true),
    aliased('const files = fs as any;', 'files.readFileSync', true),
    aliased('export const read = fs.readFileSync;', 'read'),
    {
      name: 'an alias within the function',
      code: "import fs from 'node:fs';\nasync function f() { const read = fs.readFileSync; return «read('p')»; }",
      output:
        "import fs from 'node:fs';\nimport { toThread } from 'to-thread';\nasync function f() { const read = fs.readFileSync; return await toThread(read, 'p'); }",
    },
    {
      name: 'a chain longer than anyone writes',
      code: `import fs from 'node:fs';\n${chain(100)}\nasync function f() { return «a100('p')»; }`,
      output: `import fs from 'node:fs';\nimport { toThread } from 'to-thread';\n${chain(100)}\nasync function f() { return await toThread(a100, 'p'); }`,
    },
  ],
  silent: [
    {
      name: 'a cycle',
      code: "import 'node:fs';\nconst aSync = bSync, bSync = aSync;\nasync function f() { aSync('p'); }",
    },
    {
      name: 'a binding of itself',
      code: 'let readSync = readSync;\nreadSync = readSync || readSync;\nasync function f() { readSync("p"); }',
    },
    {
      name: 'bindings that multiply',
      code: `${Array.from({ length: 60 }, (_, i) => `let a${i};\na${i} = a${i + 1} || a${i + 1};\na${i} = a${i + 1} ?? a${i};`).join('\n')}\nlet a60 = unknownSync;\nasync function f() { a0('p'); }`,
    },
    {
      name: 'a long chain of calls',
      code: `const schema = build('Sync')${'.next(1).then(2)'.repeat(200)};\nasync function f() { schema('p'); }`,
    },
    "import fs from 'node:fs';\nlet read = fs.readFileSync;\nread = mock;\nasync function f() { read('p'); }",
    "import fs from 'node:fs';\nlet read = fs.readFileSync;\nread += 1;\nasync function f() { read('p'); }",
    "import fs from 'node:fs';\nlet read;\nasync function f() { read('fsSync'); }",
    "import fs from 'node:fs';\nconst { readFileSync } = { readFileSync() {} };\nasync function f() { readFileSync('p'); }",
    "import fs from 'node:fs';\nconst { inner: { readFileSync } } = fs;\nasync function f() { readFileSync('p'); }",
    "import fs from 'node:fs';\nconst [readFileSync] = fs;\nasync function f() { readFileSync('p'); }",
    "import fs from 'node:fs';\nvar read = fs.readFileSync;\nvar read = mock;\nasync function f() { read('p'); }",
    "import fs from 'node:fs';\nfor (const read of [fs.readFileSync]) (async () => read('p'))();",
  ],
});

function chain(length: number): string {
  const links = Array.from({ length }, (_, index) => `const a${index + 1} = a${index};`);
  return ['const a0 = fs.readFileSync;', ...links].join('\n');
}

testRule('callees that may be another function', {
  reported: [
    ['options.read ?? fs.readFileSync', 'read'],
    ['options.read || fs.readFileSync', 'read'],
    ['flag ? fs.readFileSync : mock', 'read'],
    ['flag ? fs.readFileSync : fs.writeFileSync', 'read'],
  ].map(([value = '', callee = '']) => {
    const imports = "import fs from 'node:fs';\n";
    const rest = `const read = ${value};\nasync function f() { return`;
    return {
      code: `${imports}${rest} «read('p')»; }`,
      output: null,
      reports: [
        {
          reason: ['uncertain callee', { callee }] as const,
          suggestion: `${imports}import { toThread } from 'to-thread';\n${rest} await toThread(read, 'p'); }`,
        },
      ],
    };
  }),
});

testRule('globals', {
  reported: [
    {
      code: 'export async function f(cell) { «Atomics.wait(cell, 0, 0)»; }',
      output:
        "import { toThread } from 'to-thread';\n\nexport async function f(cell) { await toThread(Atomics.wait, cell, 0, 0); }",
      reports: [{ name: 'Atomics.wait' }],
    },
    ...[
      'globalThis.Atomics',
      'global.Atomics',
      'self.Atomics',
      'window.Atomics',
      "globalThis['Atomics']",
    ].map((atomics) => ({
      code: `export async function f(cell) { «${atomics}.wait(cell, 0, 0)»; }`,
      output: `import { toThread } from 'to-thread';\n\nexport async function f(cell) { await toThread(${atomics}.wait, cell, 0, 0); }`,
      reports: [{ name: 'Atomics.wait' }],
    })),
    {
      code: 'const { wait } = Atomics;\nexport async function f(cell) { «wait(cell, 0, 0)»; }',
      output:
        "import { toThread } from 'to-thread';\n\nconst { wait } = Atomics;\nexport async function f(cell) { await toThread(wait, cell, 0, 0); }",
      reports: [{ name: 'Atomics.wait' }],
    },
  ],
  silent: [
    'async function f(Atomics) { Atomics.wait(x, 0, 0); }',
    'const Atomics = {};\nasync function f() { Atomics.wait(x, 0, 0); }',
    'async function f(globalThis) { globalThis.Atomics.wait(x, 0, 0); }',
    'async function f() { Atomics.waitAsync(x, 0, 0); }',
    'async function f() { wait(x, 0, 0); this.wait(); page.wait(); }',
  ],
});
