import { testRule } from '../../support/rule-tester.ts';
import type { Reported } from '../../support/rule-tester.ts';

const fs = "import fs from 'node:fs';\n";
const store =
  "function open() { const store = { save() { fs.writeFileSync('p', ''); } }; return store; }\nclass Log { write() { fs.writeFileSync('p', ''); } self() { return this; } }\n";

function found(code: string, path = 'save → fs.writeFileSync', line = 2): Reported {
  return { code: `${fs}${store}${code}`, output: null, reports: [{ path, source: `line ${line}` }] };
}

const written = (code: string) => found(code, 'write → fs.writeFileSync', 3);

testRule('what functions of the file give', {
  reported: [
    found('async function f() { «open().save()»; }'),
    found('const store = open();\nasync function f() { «store.save()»; }'),
    found('let store;\nstore = open();\nasync function f() { «store?.save()»; }'),
    found('const again = () => open();\nasync function f() { «again().save()»; }'),
    found('const factory = { open() { return open(); } };\nasync function f() { «factory.open().save()»; }'),
    found(
      'async function later() { await 1; return open(); }\nasync function f() { «(await later()).save()»; }',
    ),
    written('const make = () => new Log();\nasync function f() { «make().write()»; }'),
    written(
      'const make = function () { if (!x) throw 1; return new Log(); };\nasync function f() { «make().write()»; }',
    ),
    written('async function f() { «new Log().self().write()»; }'),
    found(
      'const temporary = () => ({ [Symbol.dispose]() { fs.rmSync(path); } });\nasync function f() { using «folder» = temporary(); }',
      '[Symbol.dispose] → fs.rmSync',
      4,
    ),
    found(
      'const walk = (d) => ({ *[Symbol.iterator]() { yield fs.readdirSync(d); } });\nasync function f() { return [...«walk(1)»]; }',
      '[Symbol.iterator] → fs.readdirSync',
      4,
    ),
    found(
      'const settings = (p) => ({ get theme() { return fs.readFileSync(p); } });\nasync function f() { return «settings(1).theme»; }',
      'theme → fs.readFileSync',
      4,
    ),
  ],
  silent: [
    'function f() { open().save(); }',
    'async function f(open) { open().save(); }',
    'async function f() { open().load(); }',
    'async function later() { return open(); }\nasync function f() { later().save(); }',
    'const make = () => open;\nasync function f() { make().save(); }',
    'const make = () => () => new Log();\nasync function f() { make().write(); }',
    'function make() { if (x) return other; return open(); }\nasync function f() { make().save(); }',
    'function* make() { return open(); }\nasync function f() { make().save(); }',
    'function make() { return make(); }\nasync function f() { make().save(); }',
    'function make() { return; }\nasync function f() { make().save(); }',
    'function make() { const inner = () => { return open(); }; inner(); }\nasync function f() { make().save(); }',
    'const mock = { ...open(), save() {} };\nconst make = () => mock;\nasync function f() { make().save(); }',
    'let make = open;\nmake = other;\nasync function f() { make().save(); }',
  ].map((code) => `${fs}${store}${code}`),
});
