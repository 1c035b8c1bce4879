import { testRule } from '../../support/rule-tester.ts';
import type { Reported } from '../../support/rule-tester.ts';
import { asyncFunction, fixedFunction, IMPORTS, inAsync } from '../../support/samples.ts';

const call = "«readFileSync('p')»";
const fixed = "await toThread(readFileSync, 'p')";

type Because = NonNullable<NonNullable<Reported['reports']>[number]['reason']>;

/** Statements around `READ` that are only rewritten when a person says so. */
function suggested(statements: string, because: Because): Reported {
  return {
    code: asyncFunction(statements.replace('READ', call)),
    output: null,
    reports: [{ reason: because, suggestion: fixedFunction(statements.replace('READ', fixed)) }],
  };
}

function safe(statements: string): Reported {
  return inAsync(statements.replace('READ', call), statements.replace('READ', fixed));
}

/** A module of Node, in an expression. */
function builtin(name: string): string {
  return `process.getBuiltinModule('node:${name}')`;
}

/** As `safe`, with declarations above the function. */
function safeBelow(declarations: string, statements: string): Reported {
  const { code, output } = inAsync(statements.replace('READ', call), statements.replace('READ', fixed));
  return {
    code: code.replace('async', `${declarations}\nasync`),
    output: output.replace('async', `${declarations}\nasync`),
  };
}

testRule('compound assignments', {
  reported: [
    suggested('x.n += READ;', ['compound assignment', { target: 'x.n' }]),
    suggested('x.n ||= READ;', ['compound assignment', { target: 'x.n' }]),
    suggested('x.n ??= READ;', ['compound assignment', { target: 'x.n' }]),
    suggested("x['n'] += READ;", ['compound assignment', { target: "x['n']" }]),
    suggested('x.n -= 1 + READ;', ['compound assignment', { target: 'x.n' }]),
    suggested('x.n += y(READ);', ['compound assignment', { target: 'x.n' }]),
    suggested('y.total += READ;\n  let local;', ['compound assignment', { target: 'y.total' }]),
    safe('let n = 0; n += READ;'),
    safe('x += READ;'),
    safe('let n; n ??= READ;'),
    safe('x.n = READ;'),
    safe('x[y] = READ;'),
    safe('({ a: x.n } = READ);'),
  ],
});

testRule('a count that every call shares', {
  reported: [
    {
      code: "import fs from 'node:fs';\nlet total = 0;\nasync function f() { total += «fs.readFileSync('p')»; }",
      output: null,
      reports: [
        {
          reason: ['compound assignment', { target: 'total' }],
          suggestion:
            "import fs from 'node:fs';\nimport { toThread } from 'to-thread';\nlet total = 0;\nasync function f() { total += await toThread(fs.readFileSync, 'p'); }",
        },
      ],
    },
    {
      code: "import fs from 'node:fs';\nasync function f(xs) { let n = 0; await Promise.all(xs.map(async () => { n += «fs.readFileSync('p')»; })); }",
      output: null,
      reports: [
        {
          place: 'async arrow function',
          reason: ['compound assignment', { target: 'n' }],
          suggestion:
            "import fs from 'node:fs';\nimport { toThread } from 'to-thread';\nasync function f(xs) { let n = 0; await Promise.all(xs.map(async () => { n += await toThread(fs.readFileSync, 'p'); })); }",
        },
      ],
    },
  ],
});

testRule('values read earlier in the expression', {
  reported: [
    ...[
      ['return x.n + READ;', 'x.n'],
      ['return x.n + 1 + READ;', 'x.n'],
      ['return y(x.n, READ);', 'x.n'],
      ['return y(...x.n, READ);', 'x.n'],
      ['return new Y(x.n, READ);', 'x.n'],
      ['return [x.n, READ];', 'x.n'],
      ['return [...x.n, READ];', 'x.n'],
      ['return [[x.n], READ];', 'x.n'],
      ['return [{ a: x.n }, READ];', 'x.n'],
      ['return { a: x.n, b: READ };', 'x.n'],
      ['return { ...x.n, b: READ };', 'x.n'],
      ['return { [x.n]: READ };', 'x.n'],
      ['return { a: { b: { c: x.n } }, d: READ };', 'x.n'],
      ['return `${x.n}${READ}`;', 'x.n'],
      ['return `${`${x.n}`}${READ}`;', 'x.n'],
      ['return tag`${x.n}${READ}`;', 'x.n'],
      ['return -x.n + READ;', 'x.n'],
      ['return (x.n ? x.m : 1) + READ;', 'x.m'],
      ['return (y && x.n) + READ;', 'x.n'],
      ['return x?.n + READ;', 'x?.n'],
      ['return x.n[READ];', 'x.n'],
      ['return x().n + READ;', 'x().n'],
      ['return (await x(y)).n + READ;', '(await x(y)).n'],
      ["return (await import('./state.js')).n + READ;", "(await import('./state.js')).n"],
      ['x.n.m = READ;', 'x.n'],
      ['x[y.n] = READ;', 'y.n'],
      ['return <Y a={x.n} b={READ} />;', 'x.n'],
      ['return <Y {...x.n} b={READ} />;', 'x.n'],
      ['return <Y a={x.n}>{READ}</Y>;', 'x.n'],
      ['return <Y>{x.n}{READ}</Y>;', 'x.n'],
      ['return <>{x.n}{READ}</>;', 'x.n'],
      ['return await y(x.n, READ);', 'x.n'],
      ['return (y, x.n) + READ;', 'x.n'],
      ['switch (x.n) { case READ: y(); }', 'x.n'],
      ['switch (x.n) { case 1: case y(READ): y(); }', 'x.n'],
      ['x.list.push(READ); x.list = [];', 'x.list'],
      ['x.a.list.push(READ); y.a = {};', 'x.a.list'],
      ['const process = x; return process.n + READ;', 'process.n'],
    ].map(([statements = '', source = '']) => suggested(statements, ['earlier read', { source }])),
    ...[
      'return x + READ;',
      'return x(y) + READ;',
      'return x(y.n) + READ;',
      'return y(x, READ);',
      'return x.n(READ);',
      'return x.n.m(READ);',
      'return READ + x.n;',
      'return y(READ, x.n);',
      'return x.n && READ;',
      'return x.n ? READ : 1;',
      'x.n; READ;',
      'const a = x.n, b = READ;',
      'if (x.n) READ;',
      'return { a: 1, [`b`]: READ, c: x.n };',
      'return [, READ];',
      'return import.meta.url + READ;',
      'return process.env.HOME + READ;',
      'return globalThis.process.argv[1] + READ;',
      'return fs.constants.R_OK + READ;',
      'return fs.default.constants.R_OK + READ;',
      'return fs.realpathSync.native.name + READ;',
      "return 'text'.length + READ;",
      'return `text`.length + READ;',
      "return (await x(fs.statSync, 'p')).size + READ;",
      "return (await import('node:fs')).constants.R_OK + READ;",
      'return await x.n() + READ;',
      'let a = 1; a = 2; return a + READ;',
      'return <Y a="b" c>{READ}</Y>;',
      'return <Y.Z>text {READ}</Y.Z>;',
      'return (x.n, READ);',
      'switch (x) { case READ: y(); }',
      'switch (x.n) { case 1: READ; }',
      'x.list.push(READ);',
      'x.list.push(READ); x.lists = [];',
      'x.list.map(READ); x.list = [];',
      'let list = []; list.push(READ); list = [];',
      'class A { constructor() { this.list = []; } } x.list.push(READ);',
      'const { a = READ } = x.n;',
    ].map(safe),
    safeBelow('const limit = 1;', 'return limit + READ;'),
    safeBelow('const { R_OK } = fs.constants;', 'return R_OK + READ;'),
  ],
});

testRule('a variable that other code writes', {
  reported: [
    {
      code: "import fs from 'node:fs';\nlet current;\nexport const set = (value) => { current = value; };\nasync function f() { return current + «fs.readFileSync('p')»; }",
      output: null,
      reports: [
        {
          reason: ['earlier read', { source: 'current' }],
          suggestion:
            "import fs from 'node:fs';\nimport { toThread } from 'to-thread';\nlet current;\nexport const set = (value) => { current = value; };\nasync function f() { return current + await toThread(fs.readFileSync, 'p'); }",
        },
      ],
    },
  ],
});

testRule('finally', {
  reported: [
    suggested('try { y(); } finally { READ; }', ['finally']),
    suggested('try { y(); } catch { y(); } finally { if (x) { y(READ); } }', ['finally']),
    safe('try { READ; } finally { y(); }'),
    safe('try { y(); } catch { READ; } finally { y(); }'),
    {
      name: 'of the function around',
      code: "import fs from 'node:fs';\nfunction g() { try {} finally { h(async () => «fs.readFileSync('p')»); } }",
      output:
        "import fs from 'node:fs';\nimport { toThread } from 'to-thread';\nfunction g() { try {} finally { h(async () => await toThread(fs.readFileSync, 'p')); } }",
      reports: [{ place: 'async arrow function' }],
    },
  ],
});

testRule('registrations on a parameter', {
  reported: [
    ...[
      ["READ; x.on('data', y);", 'x.on'],
      ["READ; x.once('data', y);", 'x.once'],
      ["READ; x.addEventListener('data', y);", 'x.addEventListener'],
      ["READ; x.raw.on('data', y);", 'x.on'],
      ["READ; x?.on('data', y);", 'x.on'],
      ["READ; x['on']('data', y);", 'x.on'],
      ["READ; x.setEncoding('utf8').on('data', y);", 'x.on'],
      ['READ; x.preventDefault();', 'x.preventDefault'],
      ['READ; x.waitUntil(y);', 'x.waitUntil'],
      ['READ; x.respondWith(y);', 'x.respondWith'],
      ["if (y) READ; x.on('data', y);", 'x.on'],
      ["READ; await new Promise((resolve) => x.on('end', resolve));", 'x.on'],
      ["READ; await new Promise((resolve) => { if (y) x.once('end', resolve); });", 'x.once'],
      ["READ; x.prependListener('data', y);", 'x.prependListener'],
      ["const { req } = x; READ; req.on('data', y);", 'req.on'],
      ["const { a: [req = y] } = x; READ; req.on('data', y);", 'req.on'],
      ["const req = x.req; READ; req.raw.on('data', y);", 'req.on'],
      ["const req = x; const raw = req?.a.raw; READ; raw.on('data', y);", 'raw.on'],
      ['READ; x.onmessage = () => y;', 'x.onmessage'],
      ['READ; x.raw.onmessage = function () {};', 'x.onmessage'],
      [`READ; await ${builtin('events')}.once(x, 'end');`, 'once(x)'],
      [
        `const { on } = ${builtin('events')}; READ; for await (const part of on(x, 'data')) y(part);`,
        'on(x)',
      ],
      [`READ; ${builtin('stream')}.pipeline(x, z, y);`, 'pipeline(x)'],
      [`READ; await ${builtin('stream/promises')}.finished(x.raw);`, 'finished(x)'],
      ["if (y) { await y(); } READ; x.on('data', y);", 'x.on'],
    ].map(([statements = '', registration = '']) =>
      suggested(statements, ['late registration', { registration }]),
    ),
    ...[
      "x.on('data', y); READ;",
      "await y(); READ; x.on('data', y);",
      "const a = await y(); READ; x.on('data', y);",
      "x = await y(); READ; x.on('data', y);",
      'READ; x.write(y);',
      'READ; x.on;',
      "READ; y(() => x.on('data', y));",
      "READ; y(function () { x.on('data', y); });",
      "READ; const z = y(); z.on('data', x);",
      "READ; await y(); x.on('data', y);",
      "const z = [x]; READ; z.on('data', x);",
      "READ; new Other((resolve) => x.on('end', resolve));",
      'READ; x.online = true;',
      'READ; x.message = () => y;',
      "READ; await once(x, 'end');",
      `READ; ${builtin('stream')}.addAbortSignal(y, x);`,
      'READ; y(x);',
      'READ; for await (const part of x) y(part);',
      "if (y) { await y(); READ; x.on('data', y); }",
      "switch (y) { case 1: await y(); READ; x.on('data', y); }",
    ].map(safe),
    {
      name: 'in a named function expression',
      code: "import fs from 'node:fs';\nserve(async function f(req) { «fs.readFileSync('p')»; req.on('data', g); });",
      output: null,
      reports: [
        {
          reason: ['late registration', { registration: 'req.on' }],
          suggestion:
            "import fs from 'node:fs';\nimport { toThread } from 'to-thread';\nserve(async function f(req) { await toThread(fs.readFileSync, 'p'); req.on('data', g); });",
        },
      ],
    },
    {
      name: 'on a destructured parameter',
      code: "import fs from 'node:fs';\nserve(async ({ req }) => { «fs.readFileSync('p')»; req.on('data', g); });",
      output: null,
      reports: [
        {
          place: 'async arrow function',
          reason: ['late registration', { registration: 'req.on' }],
          suggestion:
            "import fs from 'node:fs';\nimport { toThread } from 'to-thread';\nserve(async ({ req }) => { await toThread(fs.readFileSync, 'p'); req.on('data', g); });",
        },
      ],
    },
  ],
});

testRule('state of the process that is changed for the time of the call', {
  reported: [
    ...[
      ['process.chdir(x); READ; process.chdir(y);', 'process.chdir'],
      ['try { process.chdir(x); READ; } finally { process.chdir(y); }', 'process.chdir'],
      ['const { chdir } = process; chdir(x); READ; process.chdir(y);', 'process.chdir'],
      [`const p = ${builtin('process')}; p.chdir(x); READ; p.chdir(y);`, 'process.chdir'],
      ['const old = process.umask(0); READ; process.umask(old);', 'process.umask'],
      ['process.env.A = x; READ; delete process.env.A;', 'process.env.A'],
      ['const { env } = process; env.A = x; READ; env.A = y;', 'env.A'],
      ['process.env[x] = y; READ; process.env[x] = undefined;', 'process.env[x]'],
      ['console.log = () => {}; READ; console.log = x;', 'console.log'],
      ['await y(); process.chdir(x); READ; process.chdir(y);', 'process.chdir'],
    ].map(([statements = '', state = '']) => suggested(statements, ['process state', { state }])),
    ...[
      'process.chdir(x); READ;',
      'READ; process.chdir(x); process.chdir(y);',
      'process.chdir(x); await y(); READ; process.chdir(y);',
      'process.chdir(x); for (const a of y) await a(); READ; process.chdir(y);',
      'process.chdir(x); READ; await y(); process.chdir(y);',
      'process.exitCode = 1; if (READ) process.exitCode = 0;',
      'const old = process.umask(); READ; process.umask(old);',
      'process.env.A = x; READ; process.env.B = y;',
      'process.env.A = x; READ; y(process.env.A);',
      'process.chdir(x); READ; y(() => process.chdir(y));',
      'x.chdir(y); READ; x.chdir(y);',
      'let env = {}; env.A = x; READ; env.A = y;',
    ].map(safe),
  ],
});

testRule('listeners on what the function has made', {
  reported: [
    ...[
      ["const z = y(x); READ; z.on('data', x);", 'z.on', 'z'],
      ["const z = spawn(x); READ; z.on('error', y);", 'z.on', 'z'],
      ["const z = new Worker(x); READ; z.once('error', y);", 'z.once', 'z'],
      ['const z = new WebSocket(x); READ; z.onopen = () => y;', 'z.onopen', 'z'],
      ["const z = await y(); READ; z.on('data', x);", 'z.on', 'z'],
      ["const z = $`x`; READ; z.on('data', x);", 'z.on', 'z'],
      ["let z; z = spawn(x); READ; z.on('data', x);", 'z.on', 'z'],
      ["let z = y ? spawn(x) : null; READ; z?.on('data', x);", 'z.on', 'z'],
      ["const z = y ?? spawn(x); READ; z.on('data', x);", 'z.on', 'z'],
      ["const z = spawn(x); READ; z.stdout.on('data', x);", 'z.on', 'z'],
      ["const { stdout } = spawn(x); READ; stdout.on('data', x);", 'stdout.on', 'stdout'],
      ["const z = spawn(x).stdout; READ; z.on('data', x);", 'z.on', 'z'],
      ["const z = spawn(x); const out = z.stdout; READ; out.on('data', x);", 'out.on', 'out'],
      ["if (x) { const z = spawn(x); READ; z.on('error', y); }", 'z.on', 'z'],
      ["for (const a of x) { const z = spawn(a); READ; z.on('error', y); }", 'z.on', 'z'],
      [`const z = spawn(x); READ; await ${builtin('events')}.once(z, 'exit');`, 'once(z)', 'z'],
      ["const z = spawn(x); READ; await new Promise((resolve) => z.on('exit', resolve));", 'z.on', 'z'],
      ['const z = lines(x); READ; for await (const line of z) y(line);', 'for await (… of z)', 'z'],
      ["await y(); const z = spawn(x); READ; z.on('error', y);", 'z.on', 'z'],
      ["this.z = spawn(x); READ; this.z.on('error', y);", 'this.z.on', 'this.z'],
      [
        "this.z ??= spawn(x); READ; await new Promise((resolve) => this.z?.on('exit', resolve));",
        'this.z.on',
        'this.z',
      ],
      ["this.z = spawn(x); const { stdout } = this.z; READ; stdout.on('data', y);", 'stdout.on', 'stdout'],
    ].map(([statements = '', registration = '', emitter = '']) =>
      suggested(statements, ['late listener', { registration, emitter }]),
    ),
    ...[
      "const z = spawn(x); z.on('error', y); READ;",
      "READ; const z = spawn(x); z.on('error', y);",
      "const z = spawn(x); await y(); READ; z.on('error', y);",
      "const z = spawn(x); READ; await y(); z.on('error', y);",
      "let z; READ; z = spawn(x); z.on('error', y);",
      "const z = { on() {} }; READ; z.on('error', y);",
      'const z = spawn(x); READ; z.kill();',
      "READ; this.z = spawn(x); this.z.on('error', y);",
      "this.z = spawn(x); READ; this.y.on('error', y);",
      "this.z = x; READ; this.z.on('error', y);",
      "this.z = spawn(x); READ; y(() => this.z.on('error', y));",
      "const z = spawn(x); READ; y(() => z.on('error', y));",
      "y(() => { const z = spawn(x); z.on('error', y); }); READ;",
      'const z = lines(x); READ; for (const line of z) y(line);',
    ].map(safe),
  ],
});

testRule('promises that are awaited after the call', {
  reported: [
    ...[
      ['const z = fetch(x); READ; await z;', 'z'],
      ['const z = fetch(x); READ; return [await z];', 'z'],
      ['const z = fetch(x); const text = READ; return [text, await z];', 'z'],
      ['const z = new Promise(x); READ; await z;', 'z'],
      ['let z; z = fetch(x); READ; await z;', 'z'],
      ['const z = fetch(x); READ; z.catch(y);', 'z'],
      ['const z = fetch(x); READ; return z.then(y);', 'z'],
      ['const z = fetch(x); READ; await Promise.all([z, y()]);', 'z'],
      ['const z = fetch(x); READ; return Promise.allSettled([y(), z]);', 'z'],
      ['const z = x.map((a) => fetch(a)); READ; await Promise.all(z);', 'z'],
      ['const z = [fetch(x)]; z.push(fetch(y)); READ; await Promise.all(z);', 'z'],
      ['const z = []; x.forEach((a) => z.push(fetch(a))); READ; await Promise.all([...z]);', 'z'],
      ['const z = []; for (const a of x) { z.push(y(a, READ)); } await Promise.all(z);', 'z'],
      ['const z = []; for (const a of x) { READ; z.push(y(a)); } return Promise.all(z);', 'z'],
      ['const z = []; while (x()) if (READ) z.push(y()); return Promise.all(z);', 'z'],
      ['await Promise.all([fetch(x), READ]);', 'fetch(x)'],
      ['await Promise.all([...x.map(y), READ]);', '...x.map(y)'],
      ['return Promise.all([fetch(x), ...(READ ? [y()] : [])]);', 'fetch(x)'],
    ].map(([statements = '', promise = '']) => suggested(statements, ['late handling', { promise }])),
    {
      ...suggested('const z = fetch(x) as any; READ; await z!;', ['late handling', { promise: 'z' }]),
      typescript: true,
    },
    ...[
      'const z = await fetch(x); READ; await z;',
      'const z = fetch(x); await z; READ; return z.then(y);',
      'const z = fetch(x); z.catch(y); READ; await z;',
      'const z = fetch(x); await y(); READ; await z;',
      'const z = fetch(x); READ; await y(); await z;',
      'READ; const z = fetch(x); await z;',
      'const z = y(x); READ; return z;',
      'const z = x; READ; await z;',
      'const z = y(x); READ; z.then;',
      'const z = y(x); READ; y(Other.all([z]));',
      'const z = []; for (const a of x) { READ; z.push(y(a)); await y; } return Promise.all(z);',
      'const z = []; for (const a of x) { READ; z.push(a); } await Promise.all(z);',
      'for (const a of x) { const z = []; READ; z.push(y(a)); await Promise.all(z); }',
      'const z = []; for await (const a of x) { READ; z.push(y(a)); } await Promise.all(z);',
      'await Promise.all([READ, fetch(x)]);',
      'await Promise.all([x, READ]);',
      'y([fetch(x), READ]);',
    ].map(safe),
  ],
});

const read = `${IMPORTS}\n`;

testRule('what runs when the process exits', {
  silent: [
    `process.on('exit', async () => { readFileSync('p'); });`,
    `process.once('exit', async function () { if (x) readFileSync('p'); });`,
    `process.prependListener('exit', async () => { [1].forEach(() => readFileSync('p')); });`,
    `globalThis.process.on('exit', async () => { readFileSync('p'); });`,
    `${builtin('process')}.on('exit', async () => { readFileSync('p'); });`,
  ].map((code) => read + code),
  reported: [
    ...[
      `process.on('exit', f);\nasync function f() { «readFileSync('p')»; }`,
      `process.on('exit', () => { f(); });\nasync function f() { «readFileSync('p')»; }`,
      `process.once('exit', () => void f());\nasync function f() { «readFileSync('p')»; }`,
    ].map((code) => ({ code: read + code, output: null, reports: [{ reason: ['exit'] as const }] })),
    {
      code: `${read}const f = async () => { «readFileSync('p')»; };\nprocess.on('exit', f);`,
      output: null,
      reports: [{ place: "async arrow function 'f'", reason: ['exit'] as const }],
    },
    ...[
      `process.on('exit', this.f.bind(this));`,
      `process.on('exit', () => this.f());`,
      `process.on('exit', () => { if (x) this.f(); });`,
    ].map((listens) => ({
      code: `${read}class A { constructor() { ${listens} } async f() { «readFileSync('p')»; } }`,
      output: null,
      reports: [{ place: "async method 'f'", reason: ['exit'] as const }],
    })),
    ...[
      `process.on('SIGINT', f);`,
      `process.on('beforeExit', f);`,
      `child.on('exit', f);`,
      `process.on('exit', () => g(f));`,
      `process.on(exit, f);`,
    ].map((listens) => ({
      code: `${read}${listens}\nasync function f() { «readFileSync('p')»; }`,
      output: `${read}import { toThread } from 'to-thread';\n${listens}\nasync function f() { await toThread(readFileSync, 'p'); }`,
    })),
  ],
});
