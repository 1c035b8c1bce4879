import { testRule } from '../../support/rule-tester.ts';
import type { Reported } from '../../support/rule-tester.ts';

const sqlite = "import { DatabaseSync } from 'node:sqlite';\n";
const better = "import Database from 'better-sqlite3';\n";

/** A module in which each marked use is bound to the thread that it is on. */
function bound(code: string, names: readonly string[]): Reported {
  return { code, output: null, reports: names.map((name) => ({ name, reason: ['handle'] })) };
}

testRule('methods of instances that are made in the file', {
  reported: [
    bound(`${sqlite}async function f() { return «new DatabaseSync('a')»; }`, ['new DatabaseSync']),
    bound(
      `${sqlite}async function f() { const db = «new DatabaseSync('a')»; «db.exec('b')»; «db.close()»; }`,
      ['new DatabaseSync', 'DatabaseSync.exec', 'DatabaseSync.close'],
    ),
    bound(`${sqlite}const db = new DatabaseSync('a');\nasync function f() { «db.exec('b')»; }`, [
      'DatabaseSync.exec',
    ]),
    bound(
      `${sqlite}const db = new DatabaseSync('a');\nasync function f() { const query = «db.prepare('b')»; «query.all()»; }`,
      ['DatabaseSync.prepare', 'StatementSync.all'],
    ),
    bound(
      `${sqlite}const query = new DatabaseSync('a').prepare('b');\nasync function f(x) { «query.get(x)»; «query.run()»; }`,
      ['StatementSync.get', 'StatementSync.run'],
    ),
    bound(
      `${sqlite}const db = new DatabaseSync('a');\nconst query = db.prepare(\`b\`);\nasync function f() { for (const row of «query.iterate()»); }`,
      ['StatementSync.iterate'],
    ),
    bound(
      "import * as sqlite from 'node:sqlite';\nconst db = new sqlite.DatabaseSync('a');\nasync function f() { «db.exec('b')»; }",
      ['DatabaseSync.exec'],
    ),
    bound(
      `${better}const db = new Database('a');\nasync function f() { «db.exec('b')»; const query = «db.prepare('c')»; «query.get()»; «db.pragma('d')»; }`,
      ['Database.exec', 'Database.prepare', 'Statement.get', 'Database.pragma'],
    ),
    bound(`${better}async function f() { return «new Database('a')»; }`, ['new better-sqlite3']),
    {
      sourceType: 'commonjs',
      filename: 'file.cjs',
      ...bound(
        "const Database = require('better-sqlite3');\nconst db = new Database('a');\nasync function f() { «db.exec('b')»; }",
        ['Database.exec'],
      ),
    },
    {
      code: "async function f() { const x = new XMLHttpRequest(); «x.open('GET', '/', false)»; }",
      output: null,
      reports: [{ name: 'XMLHttpRequest.open', reason: ['other-runtime'] }],
    },
    {
      name: 'when the call that made the instance is not reported',
      options: { ignore: ['sqlite.DatabaseSync.prepare', 'sqlite.DatabaseSync'] },
      ...bound(
        `${sqlite}async function f() { const db = new DatabaseSync('a'); return «db.prepare('b').all()»; }`,
        ['StatementSync.all'],
      ),
    },
    {
      name: 'in a helper',
      code: `${sqlite}const db = new DatabaseSync('a');\nfunction g() { return db.prepare('b').all(); }\nasync function f() { «g()»; }`,
      output: null,
      reports: [{ path: 'g → DatabaseSync.prepare', source: 'line 3' }],
    },
  ],
  silent: [
    `${sqlite}const db = new DatabaseSync('a'); db.exec('b');\nfunction f() { db.exec('c'); }`,
    `${sqlite}async function f(db) { db.exec('b'); db.prepare('c').all(); }`,
    `${sqlite}async function f() { return DatabaseSync; }`,
    `${sqlite}const db = new DatabaseSync('a');\nasync function f() { db.location(); db.isOpen; db.execute('b'); }`,
    `${sqlite}let db = new DatabaseSync('a'); db = x;\nasync function f() { db.exec('b'); }`,
    `${better}const db = new Database('a');\nasync function f() { return db.transaction(() => {}); }`,
    `${better}async function f() { return Database('a'); }`,
    "import { DatabaseSync } from './sqlite.js';\nasync function f() { new DatabaseSync('a').exec('b'); }",
    "async function f(x) { x.open('GET', '/', false); /a/.exec('b'); new Set().all(); }",
    "async function f() { const x = new XMLHttpRequest(); x.open('GET', '/', true); x.open('GET', '/'); x.send(); }",
    "class XMLHttpRequest {}\nasync function f() { const x = new XMLHttpRequest(); x.open('GET', '/', false); }",
  ],
});

/** A call of a function of a package that is fixed. */
function fixed(statement: string, call: string, name: string): Reported {
  const open = call.indexOf('(');
  const rest = call.slice(open + 1);
  const moved = `await toThread(${call.slice(0, open)}${rest === ')' ? '' : ', '}${rest}`;
  return {
    code: `${statement}\nasync function f() { return «${call}»; }`,
    output: `${statement}\nimport { toThread } from 'to-thread';\nasync function f() { return ${moved}; }`,
    reports: [{ name }],
  };
}

testRule('functions of packages', {
  reported: [
    fixed("import { globSync } from 'glob';", "globSync('*')", 'glob.globSync'),
    fixed("import glob from 'glob';", "glob.sync('*')", 'glob.sync'),
    fixed("import which from 'which';", "which.sync('git')", 'which.sync'),
    fixed("import bcrypt from 'bcrypt';", "bcrypt.hashSync('a', 10)", 'bcrypt.hashSync'),
    fixed("import { rimrafSync } from 'rimraf';", "rimrafSync('a')", 'rimraf.rimrafSync'),
    fixed("import fs from 'fs-extra';", "fs.outputFileSync('a', 'b')", 'fs-extra.outputFileSync'),
    fixed("import fs from 'graceful-fs';", "fs.readFileSync('a')", 'graceful-fs.readFileSync'),
    fixed("import spawn from 'cross-spawn';", "spawn.sync('git', ['--version'])", 'cross-spawn.sync'),
    {
      code: "import { execaSync } from 'execa';\nasync function f() { return «execaSync('git')»; }",
      output: null,
      reports: [{ name: 'execa.execaSync', reason: ['unreachable'] }],
    },
    {
      code: "async function f() { return «Deno.readTextFileSync('a')»; }",
      output: null,
      reports: [{ name: 'Deno.readTextFileSync', reason: ['other-runtime'] }],
    },
    {
      code: "async function f() { return «Bun.spawnSync(['git'])»; }",
      output: null,
      reports: [{ name: 'Bun.spawnSync', reason: ['other-runtime'] }],
    },
    {
      code: "import { sleepSync } from 'bun';\nasync function f() { «sleepSync(9)»; }",
      output: null,
      reports: [{ name: 'bun.sleepSync', reason: ['other-runtime'] }],
    },
    {
      name: 'a package without its name in the call',
      code: "import fs from 'fs-extra';\nconst { readJsonSync: read } = fs;\nasync function f(x) { x.map(«read»); }",
      output: null,
      reports: [{ name: 'fs-extra.readJsonSync', callback: true, reason: ['reference'] }],
    },
  ],
  silent: [
    "import glob from './glob.js';\nasync function f() { glob.sync('*'); }",
    "import { glob } from 'glob';\nasync function f() { await glob('*'); }",
    "import type glob from 'glob';\nasync function f(glob) { glob.sync('*'); }",
    "const Deno = {};\nasync function f() { Deno.readTextFileSync('a'); }",
    "async function f(x) { x.Deno.readTextFileSync('a'); x.glob.sync('*'); }",
    "import { randomBytes } from 'node:crypto';\nasync function f() { randomBytes(16, () => {}); }",
  ].map((code) => (code.includes('import type') ? { code, typescript: true as const } : { code })),
});
