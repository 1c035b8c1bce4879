import { testRule } from '../../support/rule-tester.ts';
import type { Reported } from '../../support/rule-tester.ts';

const imports = "import { readFileSync } from 'node:fs';\n";

/** `READ` is the blocking call, on line 2 unless `source` says another; `«…»` stand around what is reported. */
function through(code: string, path: string, more: { source?: string; place?: string } = {}): Reported {
  const { source = 'line 2', place = "async function 'f'" } = more;
  return {
    code: imports + code.replaceAll('READ', "readFileSync('p')"),
    // What can be done about helpers is tested elsewhere.
    options: { fix: 'off' },
    output: null,
    reports: [{ path: `${path} → fs.readFileSync`, source, place }],
  };
}

/** As `through`, with TypeScript syntax. */
function typescript(...args: Parameters<typeof through>): Reported {
  return { ...through(...args), typescript: true };
}

function silent(code: string): string {
  return imports + code.replaceAll('READ', "readFileSync('p')");
}

testRule('functions of the file that block', {
  reported: [
    through('function a() { READ; }\nasync function f() { «a()»; }', 'a'),
    through('async function f() { «a()»; }\nfunction a() { READ; }', 'a', { source: 'line 3' }),
    through('export function a() { READ; }\nexport async function f() { «a()»; }', 'a'),
    through('export default function a() { READ; }\nasync function f() { «a()»; }', 'a'),
    through('const a = () => READ;\nasync function f() { «a()»; }', 'a'),
    through('const a = function () { READ; };\nasync function f() { «a()»; }', 'a'),
    through('const a = function inner() { READ; };\nasync function f() { «a()»; }', 'inner'),
    through('let a; a = () => READ;\nasync function f() { «a()»; }', 'a'),
    through('const a = () => READ; const b = a; const c = b;\nasync function f() { «c()»; }', 'a'),
    through('function a(text = READ) {}\nasync function f() { «a()»; }', 'a'),
    through('function a() { return () => READ; }\nasync function f() { const b = () => READ; «b()»; }', 'b', {
      source: 'line 3',
    }),
    through('async function f() { function a() { READ; } «a()»; }', 'a'),
    through('function a() { READ; }\nexport const f = async () => «a()»;', 'a', {
      place: "async arrow function 'f'",
    }),
    through('function a() { READ; }\nasync function* f() { yield «a()»; }', 'a', {
      place: "async generator function 'f'",
    }),
    through('function a() { READ; }\nx(async () => «a()»);', 'a', { place: 'async arrow function' }),
    through('function a() { READ; }\nasync function f(x = «a()») {}', 'a'),
    through('function a() { READ; }\nasync function f() { class B { static c = «a()»; } }', 'a'),
    through('function a() { [1].map(() => READ); }\nasync function f() { «a()»; }', 'a'),
    through('function a(x) { return x.map(readFileSync); }\nasync function f() { «a()»; }', 'a'),
    through('function a() { (() => { READ; })(); }\nasync function f() { «a()»; }', 'a'),
    through('function a() { return new Promise((r) => r(READ)); }\nasync function f() { await «a()»; }', 'a'),
    through('function a() { READ; }\nasync function f() { «a?.()»; }', 'a'),
    typescript('function a(): string { return READ; }\nasync function f() { «a!()»; }', 'a'),
    typescript('function a<T>(): T { return READ as T; }\nasync function f() { «(a as any)()»; }', 'a'),
    typescript('function a(): void;\nfunction b() { READ; }\nasync function f() { «b()»; }', 'b', {
      source: 'line 3',
    }),
  ],
  silent: [
    'function a() { READ; }\na(); function f() { a(); }',
    'function a() { READ; }\nexport const text = a();',
    'function a() { READ; }\nexport { a };',
    'function a() { READ; }\nclass B { c = a(); d() { a(); } get e() { return a(); } }',
    'function a() { READ; }\nasync function f() { return a; }',
    'function a() { READ; }\nasync function f(x) { x.on("change", a); setTimeout(a, 10); return { a }; }',
    'function a() { READ; }\nasync function f() { return () => a(); }',
    'function a() { READ; }\nasync function f() { setTimeout(() => a(), 10); }',
    'function a() { READ; }\nasync function f() { a.name; typeof a; new a.B(); }',
    'function a() { READ; }\nasync function f(a) { a(); }',
    'function a() { READ; }\nasync function f() { const a = () => {}; a(); }',
    'function a() { READ; }\nasync function f(x) { x.a(); x.b.a(); }',
    'function a() { READ; }\nasync function f() { b.call(a); }',
    'function a() { return () => READ; }\nasync function f() { a(); }',
    'function a() { setTimeout(() => READ, 10); }\nasync function f() { a(); }',
    'let a = () => READ; a = () => {};\nasync function f() { a(); }',
    'var a = () => READ; var a = () => {};\nasync function f() { a(); }',
    'const a = memoize(() => READ);\nasync function f() { a(); }',
    'function a() { READ; } a = () => {};\nasync function f() { a(); }',
    'function a() { function b() { READ; } }\nasync function f() { a(); }',
    'const a = a;\nasync function f() { a(); }',
  ].map(silent),
});

testRule('an async function that is called', {
  reported: [
    {
      name: 'is reported itself, and its callers are not',
      code: `${imports}async function a() { return «readFileSync('p')»; }\nfunction b() { return a(); }\nasync function f() { await a(); await b(); }`,
      output: `${imports}import { toThread } from 'to-thread';\nasync function a() { return await toThread(readFileSync, 'p'); }\nfunction b() { return a(); }\nasync function f() { await a(); await b(); }`,
      reports: [{ place: "async function 'a'" }],
    },
    {
      name: 'a helper and a direct call are two reports',
      code: `${imports}export function a() { return readFileSync('p'); }\nasync function f() { return «readFileSync('q')» + «a()»; }`,
      output: `${imports}import { toThread } from 'to-thread';\nexport function a() { return readFileSync('p'); }\nasync function f() { return await toThread(readFileSync, 'q') + a(); }`,
      reports: [{}, { path: 'a → fs.readFileSync', source: 'line 2' }],
    },
  ],
});

testRule('the way to what blocks', {
  reported: [
    through('function a() { return b(); } function b() { READ; }\nasync function f() { «a()»; }', 'a → b'),
    through(
      'const a = () => b();\nconst b = () => c();\nconst c = () => d();\nconst d = () => READ;\nasync function f() { «a()»; }',
      'a → b → c → d',
      { source: 'line 5' },
    ),
    {
      name: 'is the shortest one',
      ...through(
        'function a() { b(); c(); }\nfunction b() { c(); }\nfunction c() { READ; }\nasync function f() { «a()»; }',
        'a → c',
        { source: 'line 4' },
      ),
    },
    {
      name: 'is the first one where the function blocks twice',
      options: { fix: 'off' },
      code: `${imports}function a() {\n  readFileSync('p');\n  readFileSync('q');\n}\nasync function f() { «a()»; }`,
      output: null,
      reports: [{ path: 'a → fs.readFileSync', source: 'line 3' }],
    },
    {
      name: 'names what blocks',
      options: { fix: 'off' },
      code: "import { execSync } from 'node:child_process';\nfunction a() { execSync('ls'); }\nasync function f() { «a()»; }",
      output: null,
      reports: [{ path: 'a → child_process.execSync', source: 'line 2' }],
    },
    {
      name: 'leads through callbacks',
      ...through(
        'function a(x) { x.forEach((y) => b(y)); }\nfunction b() { READ; }\nasync function f(x) { x.map((y) => «a(y)»); }',
        'a → b',
        { source: 'line 3' },
      ),
    },
    {
      name: 'is reported once a call, and for every call',
      options: { fix: 'off' },
      code: `${imports}function a() { readFileSync('p'); readFileSync('q'); b(); }\nfunction b() { readFileSync('r'); }\nasync function f() { «a()»; «a()»; }\nasync function g() { «a()»; }`,
      output: null,
      reports: [
        { path: 'a → fs.readFileSync', source: 'line 2' },
        { path: 'a → fs.readFileSync', source: 'line 2' },
        { path: 'a → fs.readFileSync', source: 'line 2', place: "async function 'g'" },
      ],
    },
  ],
});

testRule('recursion', {
  reported: [
    through('function a(n) { return n ? a(n - 1) : READ; }\nasync function f() { «a(3)»; }', 'a'),
    through(
      'function a(n) { return b(n); } function b(n) { return n ? a(n - 1) : READ; }\nasync function f() { «a(3)»; }',
      'a → b',
    ),
    through(
      'function a() { b(); c(); } function b() { c(); a(); } function c() { a(); b(); READ; }\nasync function f() { «b()»; }',
      'b → c',
    ),
    through('class A { a(n) { return n ? this.a(n - 1) : READ; } async f() { «this.a(3)»; } }', 'a', {
      place: "async method 'f'",
    }),
  ],
  silent: [
    'function a() { b(); } function b() { a(); }\nasync function f() { a(); } function g() { READ; }',
    'class A { constructor() { new A(); } }\nasync function f() { new A(); } READ;',
    'class A extends A {}\nasync function f() { new A(); new A().b(); } READ;',
    'const a = { ...a, b: a };\nasync function f() { a.b(); a.b.b.b(); } READ;',
  ].map(silent),
});

testRule('methods of this', {
  reported: [
    through('class A { a() { READ; } async f() { «this.a()»; } }', 'a', { place: "async method 'f'" }),
    through('class A { async f() { «this.a()»; } a() { READ; } }', 'a', { place: "async method 'f'" }),
    through('class A { #a() { READ; } async f() { «this.#a()»; } }', '#a', { place: "async method 'f'" }),
    through('class A { #a() { READ; } a() {} async f() { this.a(); «this.#a()»; } }', '#a', {
      place: "async method 'f'",
    }),
    through("class A { a() { READ; } async f() { «this['a']()»; } }", 'a', { place: "async method 'f'" }),
    through("class A { 'a'() { READ; } async f() { «this.a()»; } }", 'a', { place: "async method 'f'" }),
    through('class A { a = () => READ; async f() { «this.a()»; } }', 'a', { place: "async method 'f'" }),
    through('class A { #a = () => READ; async f() { «this.#a()»; } }', '#a', { place: "async method 'f'" }),
    through('class A { a = function () { READ; }; async f() { «this.a()»; } }', 'a', {
      place: "async method 'f'",
    }),
    through('class A { a() { READ; } b() { this.a(); } async f() { «this.b()»; } }', 'b → a', {
      place: "async method 'f'",
    }),
    through('class A { a() { READ; } async f(x) { x.map(() => «this.a()»); } }', 'a', {
      place: "async method 'f'",
    }),
    through('class A { a() { READ; } f = async () => «this.a()»; }', 'a', { place: "async method 'f'" }),
    through('class A { static a() { READ; } static async f() { «this.a()»; } }', 'a', {
      place: "static async method 'f'",
    }),
    through('class A { a() { READ; } async f() { «this?.a()»; } }', 'a', { place: "async method 'f'" }),
    through('class A { a() { READ; } async f(x) { x.map(«this.a», this); } }', 'a', {
      place: "async method 'f'",
    }),
    typescript('class A { private a(): string { return READ; } async f() { «this.a()»; } }', 'a', {
      place: "async method 'f'",
    }),
    typescript('class A { a(): void; a(): void { READ; } async f() { «this.a!()»; } }', 'a', {
      place: "async method 'f'",
    }),
    typescript('abstract class A { protected a() { READ; } async f() { «this.a()»; } }', 'a', {
      place: "async method 'f'",
    }),
    through('const o = { a() { READ; }, async f() { «this.a()»; } };', 'a', { place: "async method 'f'" }),
  ],
  silent: [
    'class A { a() { READ; } } class B { a() {} async f() { this.a(); } }',
    'class A { a() { READ; } async f() { this.b(); } }',
    'class A { static a() { READ; } async f() { this.a(); } }',
    'class A { a() { READ; } static async f() { this.a(); } }',
    'class A { a() { READ; } async f() { (function () { this.a(); })(); } }',
    'class A { a() { READ; } }\nasync function f() { this.a(); }',
    'class A { a() { READ; } async f(x) { x.a(); this.b.a(); a(); } }',
    'class A { a = memoize(() => READ); async f() { this.a(); } }',
    'class A { [a]() { READ; } async f() { this[a](); this.a(); } }',
    'const o = { a() { READ; }, f: async () => this.a() };',
    'class A { a() { READ; } async f(x) { x.on("a", this.a); return this.a; } }',
  ].map(silent),
});

testRule('methods of parents', {
  reported: [
    through('class A { a() { READ; } } class B extends A { async f() { «super.a()»; } }', 'a', {
      place: "async method 'f'",
    }),
    through('class A { a() { READ; } } class B extends A { async f() { «this.a()»; } }', 'a', {
      place: "async method 'f'",
    }),
    through(
      'class A { a() { READ; } } class B extends A {} class C extends B { async f() { «this.a()»; } }',
      'a',
      {
        place: "async method 'f'",
      },
    ),
    through('class A { a() { READ; } } class B extends A { a() {} async f() { «super.a()»; } }', 'a', {
      place: "async method 'f'",
    }),
    through('class A { static a() { READ; } } class B extends A { static async f() { «super.a()»; } }', 'a', {
      place: "static async method 'f'",
    }),
    through('const A = class { a() { READ; } }; class B extends A { async f() { «this.a()»; } }', 'a', {
      place: "async method 'f'",
    }),
  ],
  silent: [
    'class A { a() { READ; } } class B extends A { a() {} async f() { this.a(); } }',
    'class A { a() {} } class B extends A { a() { READ; } async f() { super.a(); } }',
    'class A { a() { READ; } } class B extends C { async f() { this.a(); super.a(); } }',
    'class A { a() { READ; } } class B extends mixin(A) { async f() { this.a(); } }',
  ].map(silent),
});

testRule('instances, statics and object literals', {
  reported: [
    through('class A { static a() { READ; } }\nasync function f() { «A.a()»; }', 'a'),
    through('class A { static a = () => READ; }\nasync function f() { «A.a()»; }', 'a'),
    through('const A = class { static a() { READ; } };\nasync function f() { «A.a()»; }', 'a'),
    through('class A { a() { READ; } }\nasync function f() { const b = new A(); «b.a()»; }', 'a'),
    through('class A { a() { READ; } }\nconst b = new A();\nasync function f() { «b.a()»; }', 'a'),
    through('class A { a() { READ; } }\nasync function f() { «new A().a()»; }', 'a'),
    through('class A { a() { READ; } } class B extends A {}\nasync function f() { «new B().a()»; }', 'a'),
    through('const o = { a() { READ; } };\nasync function f() { «o.a()»; }', 'a'),
    through('const o = { a: () => READ };\nasync function f() { «o.a()»; }', 'a'),
    through('const o = { a: function () { READ; } };\nasync function f() { «o.a()»; }', 'a'),
    through("const o = { 'a': () => READ };\nasync function f() { «o['a']()»; }", 'a'),
    through('function a() { READ; } const o = { a };\nasync function f() { «o.a()»; }', 'a'),
    through('function a() { READ; } const o = { b: a };\nasync function f() { «o.b()»; }', 'a'),
    through('const o = { a() { READ; } };\nasync function f(x) { x.forEach(«o.a»); }', 'a'),
    through('const o = { ...x, a() { READ; } };\nasync function f() { «o.a()»; }', 'a'),
    typescript('const o = { a() { READ; } } as const;\nasync function f() { «o.a()»; }', 'a'),
  ],
  silent: [
    'class A { a() { READ; } }\nasync function f(b) { b.a(); A.a(); }',
    'class A { static a() { READ; } }\nasync function f() { new A().a(); }',
    'class A { a() { READ; } }\nlet b = new A(); b = x;\nasync function f() { b.a(); }',
    'const o = { a() { READ; } };\nasync function f() { o.b(); x.o.a(); o.a; }',
    'const o = { a() { READ; }, ...x };\nasync function f() { o.a(); }',
    'const o = { a() { READ; }, a() {} };\nasync function f() { o.a(); }',
    'const o = { a() { READ; } };\nasync function f(o) { o.a(); }',
    'const o = { a() { READ; } };\nasync function f(x) { o[x](); }',
  ].map(silent),
});

testRule('constructors and fields', {
  reported: [
    through('class A { constructor() { READ; } }\nasync function f() { «new A()»; }', 'new A'),
    through('class A { a = READ; }\nasync function f() { «new A()»; }', 'new A'),
    through('class A { #a = READ; }\nasync function f() { «new A()»; }', 'new A'),
    through('class A { a = [1].map(() => READ); }\nasync function f() { «new A()»; }', 'new A'),
    through('export class A { constructor() { READ; } }\nasync function f() { «new A()»; }', 'new A'),
    through(
      'class A { constructor() { READ; } }\nexport { A };\nexport async function f() { «new A()»; }',
      'new A',
    ),
    through('const A = class { constructor() { READ; } };\nasync function f() { «new A()»; }', 'new A'),
    through(
      'class A { constructor() { this.a(); } a() { READ; } }\nasync function f() { «new A()»; }',
      'new A → a',
    ),
    through(
      'class A { constructor() { READ; } } class B extends A {}\nasync function f() { «new B()»; }',
      'new A',
    ),
    through(
      'class A { constructor() { READ; } } class B extends A { constructor() { super(); } }\nasync function f() { «new B()»; }',
      'new B → new A',
    ),
    through('class A { a = READ; } class B extends A {}\nasync function f() { «new B()»; }', 'new A'),
    through('class A { constructor() { READ; } static async f() { return «new this()»; } }', 'new A', {
      place: "static async method 'f'",
    }),
    typescript('class A { constructor(private a = READ) {} }\nasync function f() { «new A()»; }', 'new A'),
    typescript('class A { accessor a = READ; }\nasync function f() { «new A()»; }', 'new A'),
  ].filter(({ code }) => !code.includes('new this()')),
  silent: [
    'class A { static a = READ; static { READ; } }\nasync function f() { new A(); }',
    'class A { a = () => READ; b() { READ; } get c() { return READ; } }\nasync function f() { new A(); }',
    'class A { constructor() { READ; } }\nasync function f() { return A; }',
    'class A { constructor() { READ; } }\nasync function f(A) { new A(); }',
    'class A { constructor() { READ; } } class B extends A { constructor() { return x; } }\nasync function f() { new B(); }',
    'class A { constructor() { setTimeout(() => READ, 10); } }\nasync function f() { new A(); }',
  ].map(silent),
});

testRule('functions handed on', {
  reported: [
    through('function a() { READ; }\nasync function f(x) { x.map(«a»); }', 'a'),
    through('const a = (p) => READ; const b = a;\nasync function f(x) { x.map(«b»); }', 'a'),
    through('function a() { READ; }\nasync function f(x) { Array.from(x, «a»); }', 'a'),
    through('function a() { READ; }\nasync function f(x) { x.then(«a»); }', 'a', {
      place: 'the callback of a promise',
    }),
    through('function a() { READ; }\nfunction f(x) { return x.then(«a»); }', 'a', {
      place: 'the callback of a promise',
    }),
    through('function a() { READ; }\nfunction f(x) { return x.then((y) => «a(y)»); }', 'a', {
      place: 'the callback of a promise',
    }),
    through('function a(x) { x.map(b); } function b() { READ; }\nasync function f(x) { «a(x)»; }', 'a → b'),
  ],
  silent: [
    'function a() { READ; }\nasync function f(x) { x.each(a); map(a); x.on(a); }',
    'function a(x) { x.then(b.c); } const b = { d() { READ; } };\nasync function f(x) { a(x); }',
  ].map(silent),
});

testRule('doc comments', {
  reported: [
    {
      code: '/** @blocking */\nfunction a() {}\nasync function f() { «a()»; }',
      output: null,
      reports: [{ path: 'a', source: 'line 2' }],
    },
    {
      code: '/**\n * Resizes.\n * @param {Image} a\n * @blocking\n */\nexport const a = (b) => c(b);\nasync function f() { «a()»; }',
      output: null,
      reports: [{ path: 'a', source: 'line 6' }],
    },
    {
      code: '/** @blocking */\nexport default function a() {}\nfunction b() { a(); }\nasync function f() { «b()»; }',
      output: null,
      reports: [{ path: 'b → a', source: 'line 2' }],
    },
    {
      code: 'class A { b = 1;\n/** @blocking */\na() {} async f() { «this.a()»; } }',
      output: null,
      reports: [{ path: 'a', source: 'line 3', place: "async method 'f'" }],
    },
    {
      code: 'const o = {\n/** @blocking */ a: () => {} };\nasync function f() { «o.a()»; }',
      output: null,
      reports: [{ path: 'a', source: 'line 2' }],
    },
    {
      code: '/** @blocking */\nasync function a() {}\nasync function f() { await «a()»; }',
      output: null,
      reports: [{ path: 'a', source: 'line 2' }],
    },
    through(
      '/** @nonblocking */ function a() { READ; }\nfunction b() { READ; }\nasync function f() { a(); «b()»; }',
      'b',
      {
        source: 'line 3',
      },
    ),
    {
      name: 'an async function that is not blocking is reported all the same',
      code: `${imports}/** @nonblocking */\nasync function f() { return «readFileSync('p')»; }`,
      output: `${imports}import { toThread } from 'to-thread';\n/** @nonblocking */\nasync function f() { return await toThread(readFileSync, 'p'); }`,
    },
  ],
  silent: [
    '/** @nonblocking */\nfunction a() { READ; }\nasync function f() { a(); }',
    '/** Cached. @nonblocking */\nconst a = () => READ;\nasync function f() { a(); }',
    '/** @nonblocking */\nfunction a() { b(); } function b() { READ; }\nasync function f() { a(); }',
    'class A {\n/** @nonblocking */\na() { READ; } async f() { this.a(); } }',
    'const o = {\n/** @nonblocking */\na: () => READ };\nasync function f() { o.a(); }',
    '/* @blocking */\nfunction a() {}\nasync function f() { a(); }',
    '// @blocking\nfunction a() {}\nasync function f() { a(); }',
    '/** @blockingly */\nfunction a() {}\nasync function f() { a(); }',
    '/** @blocking */\nlet b;\nfunction a() {}\nasync function f() { a(); }',
    '/** @blocking */\nfunction a() {}\nfunction f() { a(); }',
    'const text = "/** @blocking */"; function a() {}\nasync function f() { a(); }',
  ].map(silent),
});

testRule('indirect: false', {
  reported: [
    {
      options: { indirect: false },
      code: `${imports}function a() { return readFileSync('p'); }\nasync function f() { a(); return «readFileSync('p')»; }`,
      output: `${imports}import { toThread } from 'to-thread';\nfunction a() { return readFileSync('p'); }\nasync function f() { a(); return await toThread(readFileSync, 'p'); }`,
    },
  ],
  silent: [
    { options: { indirect: false }, code: silent('function a() { READ; }\nasync function f() { a(); }') },
    { options: { indirect: false }, code: '/** @blocking */\nfunction a() {}\nasync function f() { a(); }' },
  ],
});
