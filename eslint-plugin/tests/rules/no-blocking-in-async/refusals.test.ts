import { testRule } from '../../support/rule-tester.ts';
import type { ReasonId } from '../../../src/fix/reasons.ts';
import type { Reported } from '../../support/rule-tester.ts';

const imports =
  "import fs from 'node:fs';\nimport v8 from 'node:v8';\nimport zlib from 'node:zlib';\nimport crypto from 'node:crypto';\nimport { execSync, spawnSync } from 'node:child_process';\nimport { stdout } from 'node:process';\n";

/** Code that is reported with a reason and never rewritten. */
function refused(code: string, because: ReasonId, name?: string, typescript?: true): Reported {
  return {
    code: imports + code,
    output: null,
    reports: [{ reason: [because], ...(name !== undefined && { name }) }],
    ...(typescript && { typescript }),
  };
}

const read = "«fs.readFileSync('p')»";

testRule('places where await is not allowed', {
  reported: [
    refused(`async function f(a = ${read}) {}`, 'parameter'),
    refused(`async function f({ a = ${read} }) {}`, 'parameter'),
    refused(`async function f({ [${read}]: a }) {}`, 'parameter'),
    refused(`async function f([a = ${read}]) {}`, 'parameter'),
    refused(`async function f(a, b = a + ${read}.length) {}`, 'parameter'),
    refused(`async function f(a = class { static b = ${read}; }) {}`, 'parameter'),
    refused(`async function f() { class A { static a = ${read}; } }`, 'class field'),
    refused(`async function f() { class A { static #a = ${read}; } }`, 'class field'),
    refused(`async function f() { class A { static { if (x) ${read}; } } }`, 'static block'),
    refused(`async function f() { @D(${read}) class A {} }`, 'decorator', undefined, true),
    refused(`async function f() { class A { @D(${read}) a; } }`, 'decorator', undefined, true),
    refused(`async function f() { class A { @D(${read}) m() {} } }`, 'decorator', undefined, true),
    refused(`async function f() { class A { m(@D(${read}) x) {} } }`, 'decorator', undefined, true),
    refused(`async function f() { class A { m(@D(${read}) x = 1) {} } }`, 'decorator', undefined, true),
    refused(
      `async function f() { class A { constructor(@D(${read}) private x: string) {} } }`,
      'decorator',
      undefined,
      true,
    ),
    refused(`async function f() { enum E { A = ${read}.length } }`, 'enum', undefined, true),
    {
      ...refused(`async function f() { class A { static accessor a = ${read}; } }`, 'class field'),
      typescript: true,
    },
  ],
});

testRule('calls in place of the function that the runtime takes', {
  reported: [
    refused(
      "import * as tt from 'to-thread'; async function f() { await tt.toThread(«fs.readFileSync('p')»); }",
      'called already',
    ),
    refused(
      "import { runInExecutor } from 'to-thread'; async function f() { await runInExecutor(null, «fs.readFileSync('p')»); }",
      'called already',
    ),
  ],
});

testRule('optional calls', {
  reported: [
    refused("async function f() { «fs?.readFileSync('p')»; }", 'optional call'),
    refused("async function f() { «fs.readFileSync?.('p')»; }", 'optional call'),
    refused("async function f() { «fs?.readFileSync?.('p')».length; }", 'optional call'),
    refused("async function f() { «fs?.default.readFileSync('p')»; }", 'optional call'),
    refused("async function f() { «(fs?.readFileSync)('p')»; }", 'optional call'),
    refused("async function f() { «(fs?.default).readFileSync('p')»; }", 'optional call'),
    refused("async function f() { «process.getBuiltinModule?.('fs').readFileSync('p')»; }", 'optional call'),
    refused("async function f() { «(await import('fs'))?.readFileSync('p')»; }", 'optional call'),
    refused("async function f() { «fs?.default!.readFileSync('p')»; }", 'optional call', undefined, true),
  ],
});

testRule('what cannot be sent to another thread', {
  reported: [
    refused("async function f() { «fs.cpSync('a', 'b', { filter: () => true })»; }", 'callback', 'fs.cpSync'),
    refused(
      "async function f() { «fs.cpSync('a', 'b', { filter() { return true; } })»; }",
      'callback',
      'fs.cpSync',
    ),
    refused(
      "async function f() { «fs.cpSync('a', 'b', { filter: function () {} })»; }",
      'callback',
      'fs.cpSync',
    ),
    refused(
      "function filter() {}\nasync function f() { «fs.cpSync('a', 'b', { filter })»; }",
      'callback',
      'fs.cpSync',
    ),
    refused(
      "const filter = () => {};\nasync function f() { «fs.cpSync('a', 'b', { filter })»; }",
      'callback',
      'fs.cpSync',
    ),
    refused(
      "async function f() { «fs.cpSync('a', 'b', { ...{ filter: () => true } })»; }",
      'callback',
      'fs.cpSync',
    ),
    refused(
      "async function f() { «fs.cpSync('a', 'b', x ? { filter: () => true } : {})»; }",
      'callback',
      'fs.cpSync',
    ),
    refused(
      "async function f() { «fs.cpSync('a', 'b', x ?? { filter: () => true })»; }",
      'callback',
      'fs.cpSync',
    ),
    refused('async function f() { «fs.readFileSync(class {})»; }', 'callback'),
    refused("async function f() { «fs.readFileSync(...[() => 'p'])»; }", 'callback'),
    refused(
      "async function f() { «execSync('a', { stdio: [0, process.stdout] })»; }",
      'stream',
      'child_process.execSync',
    ),
    refused(
      "async function f() { «spawnSync('a', { stdio: [0, globalThis.process.stderr] })»; }",
      'stream',
      'child_process.spawnSync',
    ),
    refused(
      "async function f() { «execSync('a', { stdio: [0, stdout] })»; }",
      'stream',
      'child_process.execSync',
    ),
    refused('async function f(fd, b) { «fs.readSync(fd, b)»; }', 'in-place', 'fs.readSync'),
    refused('async function f(fd, b) { «fs.readvSync(fd, [b])»; }', 'in-place', 'fs.readvSync'),
    refused('async function f(b) { «crypto.randomFillSync(b)»; }', 'in-place', 'crypto.randomFillSync'),
    refused("async function f() { «fs.opendirSync('p')»; }", 'handle', 'fs.opendirSync'),
    refused(
      'async function f() { «crypto.createDiffieHellman(2048)»; }',
      'handle',
      'crypto.createDiffieHellman',
    ),
    refused('async function f() { «v8.writeHeapSnapshot()»; }', 'thread-bound', 'v8.writeHeapSnapshot'),
    refused('async function f() { «process.loadEnvFile()»; }', 'thread-bound', 'process.loadEnvFile'),
  ],
});

/** A call of `cpSync` or `gzipSync` whose options decide. */
function doubtful(call: string, name: string, option: string | undefined): Reported {
  const fixedImports = `${imports}import { toThread } from 'to-thread';\n`;
  const inside = (text: string) => `async function f(a, b, c) { ${text}; }`;
  const fixed = fixedImports + inside(call.replace(/^(\w+\.\w+)\(/, 'await toThread($1, '));
  return {
    code: imports + inside(`«${call}»`),
    ...(option === undefined
      ? { output: fixed, reports: [{ name }] }
      : { output: null, reports: [{ name, reason: ['option', { option }], suggestion: fixed }] }),
  };
}

testRule('options that may be set', {
  reported: [
    doubtful('fs.cpSync(a, b)', 'fs.cpSync', undefined),
    doubtful('fs.cpSync(a, b, {})', 'fs.cpSync', undefined),
    doubtful('fs.cpSync(a, b, { recursive: true })', 'fs.cpSync', undefined),
    doubtful('fs.cpSync(a, b, null)', 'fs.cpSync', undefined),
    doubtful('fs.cpSync(a, b, c)', 'fs.cpSync', 'filter'),
    doubtful('fs.cpSync(a, b, { ...c })', 'fs.cpSync', 'filter'),
    doubtful('fs.cpSync(a, b, { [c]: 1 })', 'fs.cpSync', 'filter'),
    doubtful('fs.cpSync(a, b, { filter: c })', 'fs.cpSync', 'filter'),
    doubtful("fs.cpSync(a, b, { 'filter': c })", 'fs.cpSync', 'filter'),
    doubtful('fs.cpSync(a, b, c())', 'fs.cpSync', 'filter'),
    doubtful('fs.cpSync(...a)', 'fs.cpSync', 'filter'),
    doubtful('fs.cpSync(a, b, {}, ...c)', 'fs.cpSync', undefined),
    doubtful('zlib.gzipSync(a)', 'zlib.gzipSync', undefined),
    doubtful('zlib.gzipSync(a, { level: 9 })', 'zlib.gzipSync', undefined),
    doubtful('zlib.gzipSync(a, b)', 'zlib.gzipSync', 'info'),
    doubtful('zlib.gzipSync(a, { info: true })', 'zlib.gzipSync', 'info'),
  ],
});

testRule('calls that only block with, or without, some argument', {
  silent: [
    "import crypto from 'node:crypto';\nasync function f(d, k) { crypto.sign('sha256', d, k, () => {}); }",
    "import crypto from 'node:crypto';\nasync function f(d, k) { crypto.sign('sha256', d, k, function done() {}); }",
    "import crypto from 'node:crypto';\nfunction done() {}\nasync function f(d, k) { crypto.sign('sha256', d, k, done); }",
    "import crypto from 'node:crypto';\nconst done = () => {};\nasync function f(k) { crypto.diffieHellman(k, done); }",
    {
      options: { cheap: true },
      code: "import crypto from 'node:crypto';\nasync function f() { crypto.randomBytes(16, () => {}); }",
    },
    "import crypto from 'node:crypto';\nasync function f(prime) { crypto.createDiffieHellman(prime); }",
    "import crypto from 'node:crypto';\nasync function f() { crypto.createDiffieHellman('ff', 'hex'); }",
    "import crypto from 'node:crypto';\nasync function f() { crypto.createDiffieHellman(); }",
  ],
  reported: [
    {
      code: "import crypto from 'node:crypto';\nasync function f(d, k) { return «crypto.sign('sha256', d, k)»; }",
      output:
        "import crypto from 'node:crypto';\nimport { toThread } from 'to-thread';\nasync function f(d, k) { return await toThread(crypto.sign, 'sha256', d, k); }",
      reports: [{ name: 'crypto.sign' }],
    },
  ],
});
