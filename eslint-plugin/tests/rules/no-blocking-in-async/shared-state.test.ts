import { testRule } from '../../support/rule-tester.ts';
import type { Reported } from '../../support/rule-tester.ts';

const imports = "import { readFileSync } from 'node:fs';\n";
const runtime = "import { toThread } from 'to-thread';\n";
const call = "«readFileSync('p')»";
const moved = "await toThread(readFileSync, 'p')";

/** A module with a call `READ` that is suggested, because of the state. */
function hazard(state: string, code: string): Reported {
  const place = /class|static/.test(code) ? { place: "async method 'f'" } : {};
  return {
    code: imports + code.replace('READ', call),
    output: null,
    reports: [
      {
        ...place,
        reason: ['shared state', { state }],
        suggestion: imports + runtime + code.replace('READ', moved),
      },
    ],
  };
}

/** A module with a call `READ` that is fixed. */
function safe(code: string): Reported {
  const place = code.includes('class') ? { place: "async method 'f'" } : {};
  return {
    code: imports + code.replace('READ', call),
    output: imports + runtime + code.replace('READ', moved),
    reports: [place],
  };
}

/** The body of an exported function `f`, below the declaration of the state. */
function outside(declaration: string, body: string): string {
  return `${declaration}\nexport async function f(x, y) { ${body} }`;
}

/** The body of a method `f`. */
function method(body: string, members = ''): string {
  return `export class A { ${members} async f(x, y) { ${body} } }`;
}

testRule('state from outside the function', {
  reported: [
    hazard('busy', outside('let busy = false;', 'if (busy) return; READ; busy = true;')),
    hazard('busy', outside('let busy = false;', 'if (busy) return; busy = true; READ; busy = false;')),
    hazard('seen', outside('const seen = new Set();', 'if (seen.has(x)) return; READ; seen.add(x);')),
    hazard('list', outside('const list = [];', 'if (list.length > 9) return; READ; list.push(x);')),
    hazard('list', outside('const list = [];', 'if (list.length > 9) return; list.push(READ);')),
    hazard('list', outside('const list = [];', 'while (list.length) { READ; list.shift(); }')),
    hazard('list', outside('const list = [];', 'y(list); READ; list.splice(0, 1);')),
    hazard('list', outside('let list = [];', 'y(list.join()); READ; list = [];')),
    hazard('list', outside('let list = [];', 'y(list); READ; list.length = 0;')),
    hazard('list', outside('let list = new Map();', 'y(list); READ; list = new Map();')),
    hazard('list', outside('let list;', 'y(list); READ; list = undefined;')),
    hazard('map', outside('const map = new Map();', 'if (map.has(x)) return; READ; map.set(x, 1);')),
    hazard('map', outside('const map = new Map();', 'if (map.has(x)) return; READ; map.delete(x);')),
    hazard('count', outside('let count = 0;', 'if (count > 3) return; READ; count++;')),
    hazard('count', outside('let count = 0;', 'if (count > 3) return; READ; --count;')),
    hazard('count', outside('let count = 0;', 'if (count > 3) return; READ; count += 1;')),
    hazard('count', outside('let count = 0;', 'if (count > 3) return; READ; count = count + 1;')),
    hazard('count', outside('let count = 0;', 'if (count > 3) return; READ; count = x + count;')),
    hazard('count', outside('let count = 0;', 'const z = count; READ; count = z + 1;')),
    hazard('last', outside('let last = 0;', 'if (Date.now() < last + 9) return; READ; last = Date.now();')),
    hazard('used', outside('const used = {};', 'if (used[x]) return; READ; used[x] = true;')),
    hazard('used', outside('const used = {};', 'if (used[x]) { READ; delete used[x]; }')),
    hazard('o', outside('const o = {};', 'if (o.a.b) return; READ; o.a.b = 1;')),
    hazard('n', outside('let n = 0;', 'const z = n; if (z) READ; n++;')),
    hazard('n', outside('let n = 0;', 'for (;;) { if (n) break; READ; n = 1; }')),
    hazard('n', outside('let n = 0;', 'if (n) { try { READ; } catch { n = null; } }')),
    {
      name: "what the call's own arguments look at",
      code: `${imports}let n = 0;\nexport async function f() { «readFileSync(\`p\${n}\`)»; n++; }`,
      output: null,
      reports: [
        {
          reason: ['shared state', { state: 'n' }],
          suggestion: `${imports}${runtime}let n = 0;\nexport async function f() { await toThread(readFileSync, \`p\${n}\`); n++; }`,
        },
      ],
    },
  ],
});

testRule('state that is no hazard', {
  reported: [
    safe(outside('let text;', 'if (!text) text = READ; return text;')),
    safe(outside('let text;', 'if (!text) { text = READ; } return text;')),
    safe(outside('let text;', 'if (!text) { const z = READ; text = z; } return text;')),
    safe(outside('let text;', 'if (!text) { const z = READ; text = JSON.parse(z).a; } return text;')),
    safe(outside('const all = {};', 'if (!all[x]) { const z = READ; all[x] = z; } return all[x];')),
    safe(outside('const all = {};', 'if (!all[x]) all[x] = READ; return all[x];')),
    safe(
      outside(
        'const all = new Map();',
        'if (!all.has(x)) { const z = READ; all.set(x, z); } return all.get(x);',
      ),
    ),
    safe(outside('const all = new Map();', 'if (!all.has(x)) all.set(x, READ);')),
    safe(
      outside('const all = new Map();', 'let z = all.get(x); if (!z) { z = READ; all.set(x, z); } return z;'),
    ),
    safe(outside('const all = [];', 'READ; all.push(x);')),
    safe(outside('const all = [];', 'READ; if (all.length) all.push(x);')),
    safe(outside('const all = [];', 'all.push(READ);')),
    safe(outside('let n = 0;', 'n++; READ;')),
    safe(outside('let n = 0;', 'if (n) return; n = 1; READ;')),
    safe(outside('let n = 0;', 'READ; n = 1;')),
    safe(outside('let n = 0;', 'READ; return n++;')),
    safe(outside('const n = 0;', 'if (n) READ; return n;')),
    safe(outside('const log = [];', 'y(log.length); READ; return log.length;')),
    safe(outside('', 'const all = []; if (all.length < 3) { READ; all.push(x); }')),
    safe(outside('', 'let n = 0; if (n) READ; n++;')),
    safe(outside('', 'if (x.length) READ; y(x);')),
    safe(outside('let n = 0;', 'if (n) return; READ; x(() => { n = 1; });')),
    safe(outside('function list() {}', 'if (list.length) READ; list();')),
  ],
});

testRule('properties of this', {
  reported: [
    hazard('this.busy', method('if (this.busy) return; READ; this.busy = true;')),
    hazard('this.#busy', method('if (this.#busy) return; READ; this.#busy = true;', '#busy;')),
    hazard('this.n', method('if (this.n > 3) return; READ; this.n++;')),
    hazard('this.#n', method('if (this.#n > 3) return; READ; this.#n += 1;', '#n = 0;')),
    hazard('this.n', method('const z = this.n; READ; this.n = this.n + 1;')),
    hazard('this.n', method('const z = this.n; READ; this.n = z + 1;')),
    hazard('this.list', method('y(this.list.join()); READ; this.list = [];')),
    hazard('this.#list', method('if (this.#list.length) { READ; this.#list.length = 0; }', '#list = [];')),
    hazard('this.list', method('while (this.list.length) { READ; this.list.pop(); }')),
    hazard('this.a', method('if (this.a.b) return; READ; this.a.b = false;')),
    hazard('this.a', method("if (this['a']) return; READ; this.a = 1;")),
    hazard('this.last', method('if (this.last > 9) return; READ; this.last = performance.now();')),
  ],
});

testRule('properties of this that are no hazard', {
  reported: [
    safe(method('this.text ??= 1; READ; return this.text;')),
    safe(method('if (!this.text) this.text = READ; return this.text;')),
    safe(method('if (!this.#text) this.#text = READ; return this.#text;', '#text;')),
    safe(method('if (!this.text) { const z = READ; this.text = z; } return this.text;')),
    safe(method('if (this.a) READ; this.b = true;')),
    safe(method('READ; this.n++;')),
    safe(method('this.list.push(READ);')),
    safe(method('this.state = "busy"; READ; this.state = "idle";')),
    safe(method('if (this.n) READ; x(function () { this.n = 1; });')),
    safe(method('if (this.busy) return; this.busy = true; READ;')),
    safe(method('if (this.a) { READ; this.log(1); }')),
  ],
});

testRule('state that a local carries over the call', {
  reported: [
    hazard('x.n', outside('', 'const z = x.n; READ; x.n = z + 1;')),
    hazard('x.n', outside('', 'const { n } = x; READ; x.n = n + 1;')),
    hazard('x.n', outside('', 'const { n: z = 0 } = x; READ; x.n = z + 1;')),
    hazard('x.n', outside('', 'const z = x.n; x.n = z + y(READ);')),
    hazard('x.n', outside('', 'const z = x.n; const next = z + 1; READ; x.n = next;')),
    hazard('x.n', outside('', 'const next = x.n + 1; READ; x.n = next;')),
    hazard('x.list', outside('', 'const next = [...x.list, y]; READ; x.list = next;')),
    hazard('x.a', outside('', 'const { b } = x.a; READ; x.a = { b, y };')),
    hazard('x', outside('', 'const z = x.length; READ; x[z] = y;')),
    hazard('x', outside('', 'const z = x[y]; READ; x[y] = z + 1;')),
    hazard('list', outside('export const list = [];', 'const at = list.length; READ; list[at] = x;')),
    hazard('total', outside('let total = 0;', 'const z = total; READ; total = z + 1;')),
    hazard('this.n', method('const { n } = this; READ; this.n = n + 1;')),
    hazard('this.#n', method('const next = this.#n + 1; READ; this.#n = next;', '#n = 0;')),
  ],
});

testRule('state that no local carries over the call', {
  reported: [
    safe(outside('', 'const z = x.n; READ; y.n = z + 1;')),
    safe(outside('', 'const z = x.n; READ; x.m = z + 1;')),
    safe(outside('', 'const z = x.n; x.n = z + 1; READ;')),
    safe(outside('', 'READ; const z = x.n; x.n = z + 1;')),
    safe(outside('', 'const z = x.n; READ; x.n = y(z);')),
    safe(outside('', 'const z = y(x.n); READ; x.n = z;')),
    safe(outside('', 'const z = x; READ; z.n = y;')),
    safe(outside('', 'const z = x.a; READ; x.a.n = z.m;')),
    safe(outside('', 'const z = { n: 1 }; const n = z.n; READ; z.n = n + 1;')),
    safe(outside('', 'const list = []; const at = list.length; READ; list[at] = x;')),
    safe(outside('', 'let total = 0; const z = total; READ; total = z + 1;')),
  ],
});

/** `f`, which looks at a variable that only it uses, and how it is called. */
const once = (calls: string, declaration = 'async function f() { if (n) return; READ; n = 1; }') =>
  `let n = 0;\n${declaration}\n${calls}`;

testRule('a function that runs once', {
  reported: [
    safe(once('await f();')),
    safe(once('f().catch(console.error);')),
    safe(once('void f();')),
    safe(once('f();', 'const f = async function () { if (n) return; READ; n = 1; };')),
    safe(once('function main() { return f(); }\nmain();')),
    hazard('n', once('f(); f();')),
    hazard('n', once('for (const x of y) f();')),
    hazard('n', once('while (x) await f();')),
    hazard('n', once('x.map(f);')),
    hazard('n', once('x.on("a", f);')),
    hazard('n', once('export { f };')),
    hazard('n', once('export function g() { f(); }')),
    hazard('n', once('function g() { f(); }\ng(); g();')),
    hazard('n', once('x.on("a", () => f());')),
    hazard('n', once('f();', 'export async function f() { if (n) return; READ; n = 1; }')),
    hazard('n', once('', 'async function f() { if (n) return f(); READ; n = 1; }')),
    hazard('n', once('f();\nx.on("a", () => { n = 2; });')),
  ],
});
