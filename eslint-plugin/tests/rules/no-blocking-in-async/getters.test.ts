import { testRule } from '../../support/rule-tester.ts';
import type { Reported } from '../../support/rule-tester.ts';

const fs = "import fs from 'node:fs';\n";
const getter = "get config() { return fs.readFileSync('p'); }";

function read(code: string, place = "async function 'f'"): Reported {
  return {
    code: `${fs}${code}`,
    output: null,
    reports: [{ path: 'config → fs.readFileSync', source: 'line 2', place }],
  };
}

testRule('getters that block are reported where they are read', {
  reported: [
    read(`class A { ${getter} async f() { return «this.config».length; } }`, "async method 'f'"),
    read(`class A { ${getter} async f() { const { «config» } = this; } }`, "async method 'f'"),
    read(`class A { static ${getter} }\nasync function f() { return «A.config»; }`),
    read(`class A { ${getter} }\nconst a = new A();\nasync function f() { return «a.config»; }`),
    read(
      `class A { ${getter} }\nclass B extends A { async f() { return «this.config»; } }`,
      "async method 'f'",
    ),
    read(`const o = { ${getter} };\nasync function f() { return «o.config»; }`),
    read(`const o = { ${getter} };\nasync function f() { return «o.config»(); }`),
    read(`const o = { ${getter} };\nasync function f(config) { ({ «config» } = o); }`),
    read(`const o = { ${getter} };\nasync function f(x) { [x = «o.config»] = []; }`),
    read(`const o = { ${getter}, set config(value) {} };\nasync function f() { «o.config» ??= 1; }`),
    read(`const o = { set config(value) {}, ${getter} };\nasync function f() { g(«o['config']»); }`),
    {
      code: `${fs}class A { get #config() { return fs.readFileSync('p'); } async f() { return «this.#config»; } }`,
      output: null,
      reports: [{ path: '#config → fs.readFileSync', source: 'line 2', place: "async method 'f'" }],
    },
    {
      name: 'through a method',
      code: `${fs}class A { ${getter}\nport() { return this.config.port; }\nasync f() { return «this.port()»; } }`,
      output: null,
      reports: [{ path: 'port → config → fs.readFileSync', source: 'line 2', place: "async method 'f'" }],
    },
    {
      name: 'whether callbacks are reported or not',
      options: { callbacks: false },
      ...read(`const o = { ${getter} };\nasync function f(p) { p.then(«o.config»); }`),
    },
  ],
  silent: [
    `${fs}class A { ${getter} f() { return this.config; } }`,
    `${fs}class A { ${getter} async f(other) { return other.config; } }`,
    `${fs}class A { ${getter} async f() { return () => this.config; } }`,
    `${fs}const o = { ${getter}, set config(value) {} };\nasync function f() { o.config = 1; }`,
    `${fs}const o = { ${getter} };\nasync function f(list) { for (o.config of list); delete o.config; }`,
    `${fs}const o = { ${getter} };\nasync function f(x) { ({ a: o.config } = x); [o.config = 1, ...o.config] = x; }`,
    `${fs}class A { ${getter} }\nclass B extends A { config = 1; async f() { return this.config; } }`,
    `${fs}class A { ${getter} }\nclass B { async f() { return this.config; } }`,
    `${fs}class A { static ${getter} async f() { return this.config; } }`,
    `${fs}const o = { ${getter}, config: 1 };\nasync function f() { return o.config; }`,
    `${fs}const o = { ${getter} };\nasync function f(o) { return o.config; }`,
    `${fs}class A { /** @nonblocking */ ${getter} async f() { return this.config; } }`,
  ],
});
