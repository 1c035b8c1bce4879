import { testVerdicts } from '../support/verdicts.ts';
import type { Judged } from '../support/verdicts.ts';

const func = (body: string) => `export async function f(x, y) { ${body} }`;

const events = "process.getBuiltinModule('node:events')";
const stream = "process.getBuiltinModule('node:stream')";

testVerdicts('registrations on a parameter', [
  ...[
    ["READ; x.on('data', y);", 'x.on'],
    ["READ; x.once('data', y);", 'x.once'],
    ["READ; x.addEventListener('data', y);", 'x.addEventListener'],
    ["READ; x.prependListener('data', y);", 'x.prependListener'],
    ["READ; x.raw.on('data', y);", 'x.raw.on'],
    ["READ; x?.on('data', y);", 'x.on'],
    ["READ; x['on']('data', y);", 'x.on'],
    ["READ; x.setEncoding('utf8').on('data', y);", "x.setEncoding('utf8').on"],
    ['READ; x.preventDefault();', 'x.preventDefault'],
    ['READ; x.waitUntil(y);', 'x.waitUntil'],
    ['READ; x.respondWith(y);', 'x.respondWith'],
    ["if (y) READ; x.on('data', y);", 'x.on'],
    ["READ; await new Promise((resolve) => x.on('end', resolve));", 'x.on'],
    ["READ; await new Promise((resolve) => { if (y) x.once('end', resolve); });", 'x.once'],
    ["const { req } = x; READ; req.on('data', y);", 'req.on'],
    ["const { a: [req = y] } = x; READ; req.on('data', y);", 'req.on'],
    ["const req = x.req; READ; req.raw.on('data', y);", 'req.raw.on'],
    ["const req = x; const raw = req?.a.raw; READ; raw.on('data', y);", 'raw.on'],
    [`const { on } = ${events}; READ; for await (const part of on(x, 'data')) y(part);`, 'on(…)'],
    [`READ; ${stream}.pipeline(x, z, y);`, 'pipeline(…)'],
    ["if (y) { await y(); } READ; x.on('data', y);", 'x.on'],
  ].map(([body = '', registration = '']): Judged => [func(body), ['late registration', { registration }]]),
  [
    "serve(async function (req) { READ; req.on('data', g); });",
    ['late registration', { registration: 'req.on' }],
  ],
  [
    "serve(async ({ req }) => { READ; req.on('data', g); });",
    ['late registration', { registration: 'req.on' }],
  ],
  [
    "export async function f(x) { READ; listen(x); } function listen(z) { z.on('data', g); }",
    ['late registration', { registration: 'z.on' }],
  ],
]);

testVerdicts('registrations that nothing is late for', [
  ...[
    "x.on('data', y); READ;",
    "await y(); READ; x.on('data', y);",
    "x = await y(); READ; x.on('data', y);",
    "READ; await y(); x.on('data', y);",
    "if (y) { await y(); READ; x.on('data', y); }",
    "switch (y) { case 1: await y(); READ; x.on('data', y); }",
    'READ; x.write(y);',
    'READ; x.on;',
    "READ; y(() => x.on('data', y));",
    "READ; y(function () { x.on('data', y); });",
    "READ; const z = y(); z.on('data', x);",
    "READ; await once(x, 'end');",
    'READ; x.online = true;',
    'READ; y(x);',
    'READ; for await (const part of x) y(part);',
  ].map((body): Judged => [func(body), 'fixed']),
]);

testVerdicts('listeners on what the function has made', [
  ...[
    ["const z = y(x); READ; z.on('data', x);", 'z.on', 'y(x)'],
    ["const z = spawn(x); READ; z.on('error', y);", 'z.on', 'spawn(x)'],
    ["const z = new Worker(x); READ; z.once('error', y);", 'z.once', 'new Worker(x)'],
    ["let z; z = spawn(x); READ; z.on('data', x);", 'z.on', 'spawn(x)'],
    ["let z = y ? spawn(x) : null; READ; z?.on('data', x);", 'z.on', 'spawn(x)'],
    ["const z = spawn(x); READ; z.stdout.on('data', x);", 'z.stdout.on', 'spawn(x)'],
    ["const { stdout } = spawn(x); READ; stdout.on('data', x);", 'stdout.on', 'spawn(x)'],
    ["const z = spawn(x); const out = z.stdout; READ; out.on('data', x);", 'out.on', 'spawn(x)'],
    ["if (x) { const z = spawn(x); READ; z.on('error', y); }", 'z.on', 'spawn(x)'],
    ["for (const a of x) { const z = spawn(a); READ; z.on('error', y); }", 'z.on', 'spawn(a)'],
    ["const z = spawn(x); READ; await new Promise((resolve) => z.on('exit', resolve));", 'z.on', 'spawn(x)'],
    ['const z = lines(x); READ; for await (const line of z) y(line);', 'for await', 'lines(x)'],
    ["await y(); const z = spawn(x); READ; z.on('error', y);", 'z.on', 'spawn(x)'],
    ["this.z = spawn(x); READ; this.z.on('error', y);", 'this.z.on', 'spawn(x)'],
    ["this.z = spawn(x); const { stdout } = this.z; READ; stdout.on('data', y);", 'stdout.on', 'spawn(x)'],
  ].map(([body = '', registration = '', emitter = '']): Judged => [
    func(body),
    ['late listener', { registration, emitter }],
  ]),
  [
    func("const z = spawn(x); READ; await process.getBuiltinModule('node:events').once(z, 'exit');"),
    ['late listener'],
  ],
]);

testVerdicts('listeners that are there in time', [
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
    "const z = spawn(x); READ; y(() => z.on('error', y));",
    "y(() => { const z = spawn(x); z.on('error', y); }); READ;",
    'const z = lines(x); READ; for (const line of z) y(line);',
  ].map((body): Judged => [func(body), 'fixed']),
]);

testVerdicts('emitters that others get when they have begun', [
  ...[
    ['const z = spawn(x); z.text = READ; return z;', 'spawn(x)'],
    ['const z = spawn(x); const text = READ; return { text, z };', 'spawn(x)'],
    ['const z = spawn(x); const text = READ; return y ? [z, text] : null;', 'spawn(x)'],
    ['return { z: spawn(x), text: READ };', 'spawn(x)'],
    ['const z = spawn(x); this.text = READ; this.z = z;', 'spawn(x)'],
    [
      'const z = new EventEmitter(); process.nextTick(() => z.emit(x)); z.text = READ; return z;',
      'new EventEmitter()',
    ],
    ['const z = new EventEmitter(); y(z); const text = READ; return { z, text };', 'new EventEmitter()'],
    ['const z = createServer(x); z.listen(0); z.text = READ; return z;', 'createServer(x)'],
  ].map(([body = '', emitter = '']): Judged => [func(body), ['given late', { emitter }]]),
  ...[
    'const z = new EventEmitter(); z.text = READ; return z;',
    'const z = createServer(x); const text = READ; return { z, text };',
    "const z = new EventEmitter(); z.on('error', y); z.text = READ; return z;",
    'const text = READ; const z = spawn(x); return { z, text };',
    'const z = spawn(x); const { pid } = z; return { pid, text: READ };',
  ].map((body): Judged => [func(body), 'fixed']),
]);
