import { testRule } from '../../support/rule-tester.ts';
import type { Reported } from '../../support/rule-tester.ts';

const toThread = "import { toThread } from 'to-thread';\n";

/** An import and an async function that returns something, with a mark around what blocks. */
function fixed(imported: string, call: string, rewritten: string, name: string): Reported {
  return {
    code: `${imported}\nasync function f(p) { return «${call}»; }`,
    output: `${imported}\n${toThread}async function f(p) { return await ${rewritten}; }`,
    reports: [{ name }],
  };
}

function kept(
  code: string,
  name: string,
  reason: 'callback' | 'handle' | 'tag' | 'thread-bound' | 'unreachable',
) {
  return { code, output: null, reports: [{ name, reason: [reason] as const }] };
}

testRule('functions of packages', {
  reported: [
    fixed(
      "import { findUpSync } from 'find-up';",
      "findUpSync('p')",
      "toThread(findUpSync, 'p')",
      'find-up.findUpSync',
    ),
    fixed(
      "import * as findUp from 'find-up';",
      "findUp.sync('p')",
      "toThread(findUp.sync, 'p')",
      'find-up.sync',
    ),
    fixed(
      "import { PNG } from 'pngjs';",
      'PNG.sync.read(p)',
      'toThread(PNG.sync.read, p)',
      'pngjs.PNG.sync.read',
    ),
    fixed("import klaw from 'klaw-sync';", "klaw('d')", "toThread(klaw, 'd')", 'klaw-sync'),
    fixed(
      "import swc from '@swc/core';",
      'swc.parseSync(p)',
      'toThread(swc.parseSync, p)',
      '@swc/core.parseSync',
    ),
    fixed(
      "import { parseAst } from 'rollup/parseAst';",
      'parseAst(p)',
      'toThread(parseAst, p)',
      'rollup/parseAst.parseAst',
    ),
    {
      name: 'with options that may hold a function',
      code: "import { transform } from 'lightningcss';\nasync function f(p) { return «transform(p)»; }",
      output: null,
      reports: [
        {
          name: 'lightningcss.transform',
          reason: ['option', { option: 'visitor' }],
          suggestion: `import { transform } from 'lightningcss';\n${toThread}async function f(p) { return await toThread(transform, p); }`,
        },
      ],
    },
    {
      name: 'that may be given a function in the place of a name',
      code: "import { findUpSync } from 'find-up';\nasync function f(p) { return «findUpSync(p)»; }",
      output: null,
      reports: [
        {
          name: 'find-up.findUpSync',
          reason: ['option', { option: 'matcher' }],
          suggestion: `import { findUpSync } from 'find-up';\n${toThread}async function f(p) { return await toThread(findUpSync, p); }`,
        },
      ],
    },
    {
      name: 'that are given a cache of their own thread',
      code: "import { transformSync } from 'rolldown/utils';\nasync function f(p, cache) { return «transformSync('a.ts', p, {}, cache)»; }",
      output: null,
      reports: [
        {
          name: 'rolldown/utils.transformSync',
          reason: ['option', { option: 'cache' }],
          suggestion: `import { transformSync } from 'rolldown/utils';\n${toThread}async function f(p, cache) { return await toThread(transformSync, 'a.ts', p, {}, cache); }`,
        },
      ],
    },
    kept(
      "import babel from '@babel/core';\nasync function f(p) { return «babel.transformSync(p)»; }",
      '@babel/core.transformSync',
      'handle',
    ),
    kept(
      "import babel from '@babel/core';\nasync function f(p) { return «babel.parse(p)»; }",
      '@babel/core.parse',
      'handle',
    ),
    kept(
      "import shell from 'shelljs';\nasync function f(p) { «shell.exec(p)»; }",
      'shelljs.exec',
      'unreachable',
    ),
    kept(
      "import escalade from 'escalade/sync';\nasync function f(p) { return «escalade(p, (d, n) => n[0])»; }",
      'escalade/sync',
      'callback',
    ),
    kept(
      "import { question } from 'readline-sync';\nasync function f(p) { return «question(p)»; }",
      'readline-sync.question',
      'thread-bound',
    ),
    kept("import { $ } from 'zx';\nasync function f(p) { return «$.sync`ls ${p}`»; }", 'zx.$.sync', 'tag'),
    kept(
      "import { dialog } from 'electron';\nasync function f(p) { return «dialog.showOpenDialogSync(p)»; }",
      'electron.dialog.showOpenDialogSync',
      'thread-bound',
    ),
    kept(
      "import forge from 'node-forge';\nasync function f() { return «forge.pki.rsa.generateKeyPair(2048)»; }",
      'node-forge.pki.rsa.generateKeyPair',
      'handle',
    ),
    {
      name: 'methods of what functions give that do not block themselves',
      code: "import { cosmiconfigSync } from 'cosmiconfig';\nconst explorer = cosmiconfigSync('a');\nasync function f() { cosmiconfigSync('b'); return «explorer.search()» ?? «explorer.load('c')»; }",
      output: null,
      reports: [
        { name: 'PublicExplorerSync.search', reason: ['handle'] },
        { name: 'PublicExplorerSync.load', reason: ['handle'] },
      ],
    },
    {
      name: 'methods of classes that do not block when they are made',
      code: "import AdmZip from 'adm-zip';\nasync function f(p) { const zip = new AdmZip(p); zip.getEntries(); «zip.extractAllTo('d')»; }",
      output: null,
      reports: [{ name: 'AdmZip.extractAllTo', reason: ['handle'] }],
    },
    {
      name: 'methods of classes, in CommonJS',
      sourceType: 'commonjs',
      filename: 'file.cjs',
      code: "const AdmZip = require('adm-zip');\nconst zip = new AdmZip('p');\nasync function f(p) { «zip.writeZip(p)»; }",
      output: null,
      reports: [{ name: 'AdmZip.writeZip', reason: ['handle'] }],
    },
  ],
  silent: [
    "import babel from '@babel/core';\nasync function f(p) { babel.parse(p, {}, g); babel.transform(p, (error) => error); }",
    "import shell from 'shelljs';\nasync function f(p) { shell.exec(p, { async: true }); shell.echo(p); }",
    "import { cosmiconfig } from 'cosmiconfig';\nasync function f() { await cosmiconfig('a').search(); }",
    "import forge from 'node-forge';\nasync function f(g) { forge.pki.rsa.generateKeyPair({ bits: 2048 }, (error, pair) => g(pair)); }",
    "import AdmZip from 'adm-zip';\nasync function f(p) { await new AdmZip(p).writeZipPromise(p); }",
    "import { parse } from 'rolldown/utils';\nasync function f(p) { await parse('a.js', p); }",
    "import { $ } from 'zx';\nasync function f() { await $`ls`; }",
  ],
});
