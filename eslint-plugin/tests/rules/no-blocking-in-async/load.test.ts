import { testRule } from '../../support/rule-tester.ts';
import type { Reported } from '../../support/rule-tester.ts';

const options = { load: true };
const create =
  "import { createRequire } from 'node:module';\nconst require = createRequire(import.meta.url);\n";

function loaded(code: string, more: Partial<Reported> = {}): Reported {
  return {
    sourceType: 'commonjs',
    filename: 'file.cjs',
    options,
    code,
    output: null,
    reports: [{ name: 'require', reason: ['handle'] }],
    ...more,
  };
}

testRule('load', {
  reported: [
    loaded('async function f(file) { return «require(file)»; }'),
    loaded("async function f() { return «require('./plugin.js')».run(); }"),
    loaded("async function f() { return «require('..')»; }"),
    loaded("async function f() { return «require('/opt/plugin')»; }"),
    loaded('async function f(name) { return «require(`./${name}.js`)»; }'),
    loaded('async function f(file) { return «module.require(file)»; }'),
    loaded("const path = './a.js';\nasync function f() { return «require(path)»; }"),
    loaded(`${create}async function f(file) { return «require(file)»; }`, {
      sourceType: 'module',
      filename: 'file.mjs',
    }),
    loaded(
      "import module from 'node:module';\nasync function f(file) { return «module.createRequire(file)('./a.js')»; }",
      { sourceType: 'module', filename: 'file.mjs' },
    ),
    loaded("function load() { return require('./a'); }\nasync function f() { return «load()»; }", {
      reports: [{ path: 'load → require', source: 'line 1' }],
    }),
  ],
  silent: [
    { ...loaded('async function f(file) { return require(file); }'), options: {} },
    ...[
      "async function f() { return require('lodash'); }",
      "async function f() { return require('node:path').join('a'); }",
      "require('./a');\nfunction f() { return require('./b'); }",
      'async function f(require, file) { return require(file); }',
      "async function f(g) { return g(require, './a'); }",
      "async function f() { return require.resolve('./a'); }",
      'async function f() { return require(); }',
      "async function f() { return import('./a.js'); }",
    ].map((code) => loaded(code)),
    {
      ...loaded('async function f(file) { return require(file); }'),
      options: { load: true, ignore: ['globalThis.require'] },
    },
  ],
});
