import { testRule } from '../../support/rule-tester.ts';
import type { Reported, Sample } from '../../support/rule-tester.ts';

const folder = "import { rmSync } from 'node:fs';\nclass Folder { [Symbol.dispose]() { rmSync('p'); } }\n";

function disposed(
  code: string,
  path = '[Symbol.dispose] → fs.rmSync',
  place = "async function 'f'",
): Reported {
  return { code: `${folder}${code}`, output: null, reports: [{ path, source: 'line 2', place }] };
}

testRule('resources whose disposal blocks are reported where they are declared', {
  reported: [
    disposed('async function f() { using «folder» = new Folder(); await g(folder); }'),
    disposed('async function f() { await using «folder» = new Folder(); }'),
    disposed('async function f() { { using a = g(), «b» = new Folder(); } }'),
    disposed('const shared = new Folder();\nasync function f() { using «folder» = shared; }'),
    disposed('class Temporary extends Folder {}\nasync function f() { using «folder» = new Temporary(); }'),
    disposed('async function f() { const folder = new Folder(); «folder[Symbol.dispose]()»; }'),
    disposed(
      'function g() { using folder = new Folder(); }\nasync function f() { «g()»; }',
      'g → [Symbol.dispose] → fs.rmSync',
    ),
    {
      name: 'that are object literals',
      code: "import { rmSync } from 'node:fs';\nasync function f() { using «folder» = { [Symbol.dispose]() { rmSync('p'); } }; }",
      output: null,
      reports: [{ path: '[Symbol.dispose] → fs.rmSync', source: 'line 2' }],
    },
    {
      name: 'asynchronously, by a function that is not async itself',
      code: "import { rmSync } from 'node:fs';\nclass A { [Symbol.asyncDispose]() { rmSync('p'); return g(); } }\nasync function f() { await using «a» = new A(); }",
      output: null,
      reports: [{ path: '[Symbol.asyncDispose] → fs.rmSync', source: 'line 2' }],
    },
  ],
  silent: [
    ...[
      'function f() { using folder = new Folder(); }',
      'async function f() { const folder = new Folder(); }',
      'async function f() { return () => { using folder = new Folder(); }; }',
      'async function f(Folder) { using folder = new Folder(); }',
      'async function f() { using folder = g(); }',
      'async function f(list) { for (using folder of list); }',
      'class A extends Folder { async [Symbol.asyncDispose]() {} }\nasync function f() { await using a = new A(); }',
      'class A extends Folder { [Symbol.dispose]() {} }\nasync function f() { using a = new A(); }',
    ].map((code): Sample => ({ code: `${folder}${code}` })),
    "import { rmSync } from 'node:fs';\nclass A { [Symbol.asyncDispose]() { rmSync('p'); } }\nasync function f() { using a = new A(); }",
  ],
});
