import { testRule } from '../../support/rule-tester.ts';
import type { Reported } from '../../support/rule-tester.ts';

const tag =
  "import { readFileSync } from 'node:fs';\nfunction sql(strings, ...values) { return readFileSync(strings.join('?')); }\n";

function tagged(code: string, place = "async function 'f'"): Reported {
  return {
    code: `${tag}${code}`,
    output: null,
    reports: [{ path: 'sql → fs.readFileSync', source: 'line 2', place }],
  };
}

function run(code: string, name: string): Reported {
  return { code, output: null, reports: [{ name, reason: ['tag'] }] };
}

testRule('tags of templates that block', {
  reported: [
    tagged('async function f(id) { return «sql`a ${id}`»; }'),
    tagged('const query = sql;\nasync function f() { return «query`a`».length; }'),
    tagged('const tags = { query: sql };\nasync function f() { return «tags.query`a`»; }'),
    {
      name: 'through a function',
      code: `${tag}const load = () => sql\`a\`;\nasync function f() { return «load()»; }`,
      output: null,
      reports: [{ path: 'load → sql → fs.readFileSync', source: 'line 2' }],
    },
    {
      name: 'that are methods',
      code: "import fs from 'node:fs';\nclass A { sql() { return fs.readFileSync('p'); } async f() { return «this.sql`a`»; } }",
      output: null,
      reports: [{ path: 'sql → fs.readFileSync', source: 'line 2', place: "async method 'f'" }],
    },
    run("import { $ } from 'execa';\nasync function f() { return «$.sync`ls`»; }", 'execa.$.sync'),
    run(
      "import { execaSync } from 'execa';\nasync function f() { return «execaSync`ls ${1}`»; }",
      'execa.execaSync',
    ),
    {
      name: 'in a callback',
      ...run(
        "import { execaSync } from 'execa';\nasync function f(a) { a.map((b) => «execaSync`ls ${b}`»); }",
        'execa.execaSync',
      ),
      reports: [{ name: 'execa.execaSync', reason: ['tag'], callback: true }],
    },
    {
      name: 'of a module of the user',
      options: { additional: [{ module: './sql.js', export: 'sql' }] },
      ...run("import { sql } from './sql.js';\nasync function f() { return «sql`a`»; }", './sql.js.sql'),
    },
  ],
  silent: [
    `${tag}function f() { return sql\`a\`; }`,
    `${tag}async function f(sql) { return sql\`a\`; }`,
    `${tag}async function f() { return () => sql\`a\`; }`,
    `${tag}async function f() { return String.raw\`\${sql}\`; }`,
    `${tag}async function f() { setTimeout(() => sql\`a\`); }`,
    "import { $ } from 'execa';\nasync function f() { await $`ls`; }",
    "import { randomBytes } from 'node:crypto';\nasync function f() { randomBytes`16`; }",
  ],
});
