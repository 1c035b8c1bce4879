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

const setter = "set config(value) { fs.writeFileSync('p', value); }";

function written(code: string, place = "async function 'f'"): Reported {
  return {
    code: `${fs}${code}`,
    output: null,
    reports: [{ path: 'config → fs.writeFileSync', source: 'line 2', place }],
  };
}

testRule('setters that block are reported where they are written', {
  reported: [
    written(`class A { ${setter} async f(v) { «this.config» = v; } }`, "async method 'f'"),
    written(`class A { static ${setter} }\nasync function f(v) { «A.config» = v; }`),
    written(`class A { ${setter} }\nconst a = new A();\nasync function f(v) { «a.config» = v; }`),
    written(`class A { ${setter} }\nasync function f(v) { «new A().config» = v; }`),
    written(
      `class A { ${setter} }\nclass B extends A { async f(v) { «super.config» = v; } }`,
      "async method 'f'",
    ),
    written(`const o = { ${setter} };\nasync function f(v) { «o.config» = v; }`),
    written(`const o = { ${setter} };\nasync function f(v) { «o['config']» = v; }`),
    written(`const o = { ${setter} };\nasync function f(v) { ({ v: «o.config», w: o.other } = v); }`),
    written(`const o = { ${setter} };\nasync function f(v) { ({ v: «o.config» = 1 } = v); }`),
    written(`const o = { ${setter} };\nasync function f(v) { [«o.config»] = v; }`),
    written(`const o = { ${setter} };\nasync function f(v) { [, ...«o.config»] = v; }`),
    written(`const o = { ${setter} };\nasync function f(v) { for («o.config» of v); }`),
    written(`const o = { get config() { return 1; }, ${setter} };\nasync function f() { «o.config»++; }`),
    written(`const o = { ${setter}, get config() { return 1; } };\nasync function f() { «o.config» ??= 1; }`),
    written(`const o = { config: 1, ${setter} };\nasync function f(v) { «o.config» = v; }`),
    {
      name: 'through a method',
      code: `${fs}class A { ${setter}\nreset() { this.config = ''; }\nasync f() { «this.reset()»; } }`,
      output: null,
      reports: [{ path: 'reset → config → fs.writeFileSync', source: 'line 2', place: "async method 'f'" }],
    },
    {
      name: 'through a constructor',
      code: `${fs}class A { ${setter}\nconstructor() { this.config = ''; } }\nasync function f() { return «new A()»; }`,
      output: null,
      reports: [{ path: 'new A → config → fs.writeFileSync', source: 'line 2' }],
    },
    {
      name: 'once where the getter blocks too',
      ...read(`const o = { ${getter}, ${setter} };\nasync function f() { «o.config» += 1; }`),
    },
  ],
  silent: [
    `${fs}class A { ${setter} f(v) { this.config = v; } }`,
    `${fs}class A { ${setter} async f(other, v) { other.config = v; } }`,
    `${fs}class A { ${setter} async f(v) { return () => { this.config = v; }; } }`,
    `${fs}class A { ${setter} async f() { return this.config; } }`,
    `${fs}class A { ${setter} }\nclass B extends A { get config() {} async f(v) { this.config = v; } }`,
    `${fs}class A { ${setter} }\nclass B extends A { config = 1; async f(v) { this.config = v; } }`,
    `${fs}class A { static ${setter} async f(v) { this.config = v; } }`,
    `${fs}const o = { get config() { return 1; }, ${setter} };\nasync function f() { return o.config; }`,
    `${fs}const o = { ${setter}, config: 1 };\nasync function f(v) { o.config = v; }`,
    `${fs}const o = { ${setter} };\nasync function f(list) { delete o.config; list[o.config] = 1; o.config.port = 1; }`,
    `${fs}const o = { ${setter} };\nasync function f(o, v) { o.config = v; }`,
    `${fs}class A { /** @nonblocking */ ${setter} async f(v) { this.config = v; } }`,
  ],
});
