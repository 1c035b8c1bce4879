import { testRule } from '../../support/rule-tester.ts';

/** Statements that load the module, and a call through what they give, in CommonJS. */
function required(statements: string, callee: string) {
  const place = `${statements}\n`;
  return {
    filename: 'file.cjs',
    sourceType: 'commonjs' as const,
    code: `${place}exports.load = 1;\nasync function f() {\n  return «${callee}('p')»;\n}`,
    output: `${place}const { toThread } = require('to-thread');\nexports.load = 1;\nasync function f() {\n  return await toThread(${callee}, 'p');\n}`,
  };
}

testRule('require', {
  reported: [
    required("const fs = require('node:fs');", 'fs.readFileSync'),
    required("const fs = require('fs');", 'fs.readFileSync'),
    required("var fs = require('fs');", 'fs.readFileSync'),
    required("let fs = require('fs');", 'fs.readFileSync'),
    required("const { readFileSync } = require('node:fs');", 'readFileSync'),
    required("const { readFileSync: read } = require('node:fs');", 'read'),
    required("const { 'readFileSync': read } = require('node:fs');", 'read'),
    required("const { ['readFileSync']: read } = require('node:fs');", 'read'),
    required("const { default: fs } = require('node:fs');", 'fs.readFileSync'),
    required("const { default: { readFileSync } } = require('node:fs');", 'readFileSync'),
    required("const { promises, ...fs } = require('node:fs');", 'fs.readFileSync'),
    required("const path = require('path'), fs = require('fs');", 'fs.readFileSync'),
    required("const read = require('fs').readFileSync;", 'read'),
    {
      filename: 'file.cjs',
      sourceType: 'commonjs',
      code: "const { process: { getBuiltinModule }, require: load } = globalThis;\nmodule.exports = async () => «load('fs').readFileSync('p')»;",
      output:
        "const { toThread } = require('to-thread');\n\nconst { process: { getBuiltinModule }, require: load } = globalThis;\nmodule.exports = async () => await toThread(load('fs').readFileSync, 'p');",
      reports: [{ place: 'async arrow function' }],
    },
    {
      name: 'in the expression itself',
      filename: 'file.cjs',
      sourceType: 'commonjs',
      code: "async function f() { return «require('fs').readFileSync('p')»; }",
      output:
        "const { toThread } = require('to-thread');\n\nasync function f() { return await toThread(require('fs').readFileSync, 'p'); }",
    },
    {
      name: 'module.require',
      filename: 'file.cjs',
      sourceType: 'commonjs',
      code: "async function f() { return «module.require('fs').readFileSync('p')»; }",
      output:
        "const { toThread } = require('to-thread');\n\nasync function f() { return await toThread(module.require('fs').readFileSync, 'p'); }",
    },
    {
      name: 'a name held in a constant',
      filename: 'file.cjs',
      sourceType: 'commonjs',
      code: "const name = 'node:fs';\nconst fs = require(name);\nasync function f() { return «fs.readFileSync('p')»; }",
      output:
        "const { toThread } = require('to-thread');\n\nconst name = 'node:fs';\nconst fs = require(name);\nasync function f() { return await toThread(fs.readFileSync, 'p'); }",
    },
  ],
  silent: [
    "async function f(require) { return require('fs').readFileSync('p'); }",
    "const require = (name) => mocks[name];\nasync function f() { return require('fs').readFileSync('p'); }",
    "const fs = require('memfs');\nasync function f() { return fs.readFileSync('p'); }",
    "const [fs] = require('fs');\nasync function f() { return fs.readFileSync('p'); }",
    "const { fs } = require('fs');\nasync function f() { return fs.readFileSync('p'); }",
    "const { [name]: read } = require('fs');\nasync function f() { return read('aSync'); }",
    "const fs = require.resolve('fs');\nasync function f() { return fs.readFileSync('p'); }",
    "const fs = require(...['fs']);\nasync function f() { return fs.readFileSync('p'); }",
    "const fs = require();\nasync function f() { return fs.readFileSync('p'); }",
  ],
});

testRule('other loaders', {
  reported: [
    {
      code: "import { createRequire } from 'node:module';\nconst require = createRequire(import.meta.url);\nconst { readFileSync } = require('fs');\nasync function f() { return «readFileSync('p')»; }",
      output:
        "import { createRequire } from 'node:module';\nimport { toThread } from 'to-thread';\nconst require = createRequire(import.meta.url);\nconst { readFileSync } = require('fs');\nasync function f() { return await toThread(readFileSync, 'p'); }",
    },
    {
      code: "import module from 'node:module';\nconst load = module.createRequire(import.meta.url);\nasync function f() { return «load('fs').readFileSync('p')»; }",
      output:
        "import module from 'node:module';\nimport { toThread } from 'to-thread';\nconst load = module.createRequire(import.meta.url);\nasync function f() { return await toThread(load('fs').readFileSync, 'p'); }",
    },
    {
      code: "import { Module } from 'node:module';\nasync function f() { return «Module.createRequire(import.meta.url)('fs').readFileSync('p')»; }",
      output:
        "import { Module } from 'node:module';\nimport { toThread } from 'to-thread';\nasync function f() { return await toThread(Module.createRequire(import.meta.url)('fs').readFileSync, 'p'); }",
    },
    {
      code: "const fs = process.getBuiltinModule('fs');\nexport async function f() { return «fs.readFileSync('p')»; }",
      output:
        "import { toThread } from 'to-thread';\n\nconst fs = process.getBuiltinModule('fs');\nexport async function f() { return await toThread(fs.readFileSync, 'p'); }",
    },
    {
      code: "const fs = globalThis.process.getBuiltinModule('fs');\nexport async function f() { return «fs.readFileSync('p')»; }",
      output:
        "import { toThread } from 'to-thread';\n\nconst fs = globalThis.process.getBuiltinModule('fs');\nexport async function f() { return await toThread(fs.readFileSync, 'p'); }",
    },
    {
      code: "import { getBuiltinModule } from 'node:process';\nexport async function f() { return «getBuiltinModule('fs').readFileSync('p')»; }",
      output:
        "import { getBuiltinModule } from 'node:process';\nimport { toThread } from 'to-thread';\nexport async function f() { return await toThread(getBuiltinModule('fs').readFileSync, 'p'); }",
    },
  ],
  silent: [
    "import { createRequire } from './loader.js';\nconst load = createRequire(import.meta.url);\nasync function f() { return load('fs').readFileSync('p'); }",
    "async function f(process) { return process.getBuiltinModule('fs').readFileSync('p'); }",
    "import { createRequire } from 'node:module';\nasync function f() { return createRequire('fs').readFileSync('p'); }",
  ],
});
