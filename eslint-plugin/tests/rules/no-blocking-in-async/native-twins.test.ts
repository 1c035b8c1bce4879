import { describe, expect, it } from 'vitest';
import { lint } from '../../support/eslint.ts';
import type { LintSettings } from '../../support/eslint.ts';
import { suggestions } from '../../support/suggestions.ts';

/** Imports and a statement of an async function, and what the suggestion makes of both. */
type Row = readonly [head: string, body: string, newHead: string, newBody: string];

function program(head: string, body: string): string {
  return `${head}\nexport async function f(p, q, fd) {\n  ${body}\n}\n`;
}

function commonjs(head: string, body: string): string {
  return `${head}\nexports.f = async (p, q, fd) => {\n  ${body}\n};\n`;
}

/** Holds that each text has one suggestion to use the twin, what comes of it, and that nothing blocks then. */
function leads(rows: readonly Row[], write = program, settings: LintSettings = {}): void {
  it.each(rows)('%s | %s', async (head, body, newHead, newBody) => {
    const [applied, ...others] = await suggestions(write(head, body), 'useNative', settings);
    expect(others).toEqual([]);
    expect(applied?.text).toBe(write(newHead, newBody));
    expect((await lint(applied?.text ?? '', settings)).messages).toEqual([]);
  });
}

describe('a function of fs', () => {
  const same = (head: string, body: string, newBody: string): Row => [head, body, head, newBody];
  leads(
    [
      same(
        "import fs from 'node:fs';",
        "return fs.readFileSync(p, 'utf8');",
        "return await fs.promises.readFile(p, 'utf8');",
      ),
      same("import * as fs from 'fs';", 'fs.rmSync(p);', 'await fs.promises.rm(p);'),
      [
        "import { promises, statSync } from 'fs';",
        'return statSync(p).size;',
        "import { promises } from 'fs';",
        'return (await promises.stat(p)).size;',
      ],
      [
        "import { promises as fsp, statSync } from 'fs';",
        'return statSync(p);',
        "import { promises as fsp } from 'fs';",
        'return await fsp.stat(p);',
      ],
      [
        "import { readFile } from 'node:fs/promises';\nimport fs from 'node:fs';",
        'return fs.readFileSync(p);',
        "import { readFile } from 'node:fs/promises';",
        'return await readFile(p);',
      ],
      [
        "import { readFile as read } from 'fs/promises';\nimport { readFileSync } from 'fs';",
        'return readFileSync(p);',
        "import { readFile as read } from 'fs/promises';",
        'return await read(p);',
      ],
      [
        "import * as fsp from 'node:fs/promises';\nimport { readFileSync } from 'fs';",
        'return readFileSync(p);',
        "import * as fsp from 'node:fs/promises';",
        'return await fsp.readFile(p);',
      ],
      [
        "import fsp from 'node:fs/promises';\nimport { readFileSync } from 'fs';",
        'return readFileSync(p);',
        "import fsp from 'node:fs/promises';",
        'return await fsp.readFile(p);',
      ],
      [
        "import fs, { readFileSync } from 'fs';",
        'return readFileSync(p);',
        "import fs from 'fs';",
        'return await fs.promises.readFile(p);',
      ],
      [
        "import { readFileSync } from 'node:fs';",
        'return readFileSync(p);',
        "import { readFile } from 'node:fs/promises';",
        'return await readFile(p);',
      ],
      [
        "import { readFileSync } from 'fs';",
        'return readFileSync(p);',
        "import { readFile } from 'fs/promises';",
        'return await readFile(p);',
      ],
      [
        "import { readFileSync } from 'fs';\nimport { stat } from 'fs/promises';",
        'return readFileSync(p);',
        "import { stat, readFile } from 'fs/promises';",
        'return await readFile(p);',
      ],
      [
        "import { readFile, readFileSync } from 'node:fs';",
        'return readFileSync(p);',
        "import { readFile } from 'node:fs';\nimport { readFile as readFile2 } from 'node:fs/promises';",
        'return await readFile2(p);',
      ],
      [
        "import fs from 'node:fs';\nconst { promises, ...others } = fs;\nconst same = others;",
        'return same.readFileSync(p);',
        "import fs from 'node:fs';\nconst { promises, ...others } = fs;\nconst same = others;",
        'return await fs.promises.readFile(p);',
      ],
      [
        "const { promises, ...others } = require('node:fs');",
        'return others.readFileSync(p);',
        "const { promises, ...others } = require('node:fs');",
        'return await promises.readFile(p);',
      ],
      [
        "import { readFileSync } from 'node:fs';\nconst read = readFileSync;",
        'return read(p);',
        "import { readFileSync } from 'node:fs';\nimport { readFile } from 'node:fs/promises';\nconst read = readFileSync;",
        'return await readFile(p);',
      ],
      [
        "import { readFileSync } from 'node:fs';",
        'const readFile = 1; return readFileSync(p, readFile);',
        "import { readFile as readFile2 } from 'node:fs/promises';",
        'const readFile = 1; return await readFile2(p, readFile);',
      ],
      [
        "import { readFileSync } from 'node:fs';\nimport { readFile } from 'node:fs/promises';",
        'const readFile = 1; return readFileSync(p, readFile);',
        "import { readFile, readFile as readFile2 } from 'node:fs/promises';",
        'const readFile = 1; return await readFile2(p, readFile);',
      ],
    ],
    program,
    { file: 'file.js' },
  );
  // The import that is used no more goes, and the new name joins that of types.
  leads(
    [
      [
        "import { readFileSync } from 'node:fs';\nimport type { FileHandle } from 'node:fs/promises';",
        'return readFileSync(p);',
        "import { type FileHandle, readFile } from 'node:fs/promises';",
        'return await readFile(p);',
      ],
    ],
    program,
    { file: 'file.ts' },
  );
});

describe('a function of fs in CommonJS', () => {
  leads(
    [
      [
        "const fs = require('fs');",
        'return fs.readFileSync(p);',
        "const fs = require('fs');",
        'return await fs.promises.readFile(p);',
      ],
      [
        "const { readFileSync } = require('node:fs');",
        'return readFileSync(p);',
        "const { readFile } = require('node:fs/promises');",
        'return await readFile(p);',
      ],
      [
        "'use strict'\nconst { readFileSync } = require('fs')",
        'return readFileSync(p)',
        "'use strict'\nconst { readFile } = require('fs/promises')",
        'return await readFile(p)',
      ],
      [
        "const { readFileSync } = require('fs');\nconst { stat } = require('fs').promises;",
        'return readFileSync(p);',
        "const { readFile, stat } = require('fs').promises;",
        'return await readFile(p);',
      ],
      [
        "const { readFileSync } = require('fs');\nconst fsp = require('fs').promises;",
        'return readFileSync(p);',
        "const fsp = require('fs').promises;",
        'return await fsp.readFile(p);',
      ],
      ['', "return require('fs').readFileSync(p);", '', "return await require('fs').promises.readFile(p);"],
      [
        "const fs = require('fs');\nconst { promisify } = require('util');",
        'return fs.openSync(p);',
        "const fs = require('fs');\nconst { promisify } = require('util');",
        'return await promisify(fs.open)(p);',
      ],
      [
        "const { openSync } = require('fs');",
        'return openSync(p);',
        "const { open } = require('fs');\nconst { promisify } = require('util');",
        'return await promisify(open)(p);',
      ],
    ],
    commonjs,
    { file: 'file.cjs', sourceType: 'commonjs' },
  );
});

describe('the answer in another shape', () => {
  const fs = "import fs from 'node:fs';";
  const util = "import { promisify } from 'node:util';";
  const promised = `${fs}\n${util}`;
  leads([
    [fs, 'return fs.existsSync(p);', fs, 'return await fs.promises.access(p).then(() => true, () => false);'],
    [
      fs,
      'if (!fs.existsSync(p)) q();',
      fs,
      'if (!(await fs.promises.access(p).then(() => true, () => false))) q();',
    ],
    [promised, 'return fs.readSync(fd, q);', promised, 'return (await promisify(fs.read)(fd, q)).bytesRead;'],
    [
      promised,
      'return fs.writeSync(fd, q) + 1;',
      promised,
      'return (await promisify(fs.write)(fd, q)).bytesWritten + 1;',
    ],
    [promised, 'fs.writevSync(fd, q);', promised, 'await promisify(fs.writev)(fd, q);'],
    [promised, 'return fs.globSync(p);', promised, 'return await promisify(fs.glob)(p);'],
    ['', 'return Atomics.wait(p, 0, 0);', '', 'return await Atomics.waitAsync(p, 0, 0).value;'],
    ['', 'return new WebAssembly.Module(p);', '', 'return await WebAssembly.compile(p);'],
    [
      "import * as util from 'node:util';\nimport { gzipSync } from 'node:zlib';",
      'return gzipSync(p).length;',
      "import * as util from 'node:util';\nimport { gzip } from 'node:zlib';",
      'return (await util.promisify(gzip)(p)).length;',
    ],
  ]);
});

describe('a command', () => {
  const head = "import cp from 'node:child_process';\nimport { promisify } from 'node:util';";
  const command = (body: string, newBody: string): Row => [head, body, head, newBody];
  leads([
    command("cp.execSync('a');", "await promisify(cp.exec)('a');"),
    command("cp.execSync('a', { cwd: p });", "await promisify(cp.exec)('a', { cwd: p });"),
    command(
      "return cp.execSync('a');",
      "return (await promisify(cp.exec)('a', { encoding: 'buffer' })).stdout;",
    ),
    command(
      "return cp.execSync('a',);",
      "return (await promisify(cp.exec)('a', { encoding: 'buffer' },)).stdout;",
    ),
    command(
      "return cp.execSync('a', {});",
      "return (await promisify(cp.exec)('a', { encoding: 'buffer' })).stdout;",
    ),
    command(
      "return cp.execSync('a', { cwd: p });",
      "return (await promisify(cp.exec)('a', { encoding: 'buffer', cwd: p })).stdout;",
    ),
    command(
      "return cp.execSync('a', { encoding: 'utf8' }).trim();",
      "return (await promisify(cp.exec)('a', { encoding: 'utf8' })).stdout.trim();",
    ),
    command(
      "return cp.execSync('a').toString().trim();",
      "return (await promisify(cp.exec)('a')).stdout.toString().trim();",
    ),
    command(
      "return cp.execFileSync('a', ['b']);",
      "return (await promisify(cp.execFile)('a', ['b'], { encoding: 'buffer' })).stdout;",
    ),
    command(
      "return cp.execFileSync('a', q, { encoding: 'utf8' });",
      "return (await promisify(cp.execFile)('a', q, { encoding: 'utf8' })).stdout;",
    ),
    command(
      "const list = ['b']; return cp.execFileSync('a', list);",
      "const list = ['b']; return (await promisify(cp.execFile)('a', list, { encoding: 'buffer' })).stdout;",
    ),
  ]);
});

describe('a package', () => {
  const here = (head: string, body: string, newBody: string): Row => [head, body, head, newBody];
  leads([
    [
      "import { execaSync } from 'execa';",
      "return execaSync('a').stdout;",
      "import { execa } from 'execa';",
      "return (await execa('a')).stdout;",
    ],
    here("import execa from 'execa';", "return execa.sync('a');", "return await execa('a');"),
    here("import fse from 'fs-extra';", 'fse.outputJsonSync(p, q);', 'await fse.outputJson(p, q);'),
    here("import fse from 'fs-extra';", 'return fse.readFileSync(p);', 'return await fse.readFile(p);'),
    here("import fse from 'fs-extra';", 'return fse.existsSync(p);', 'return await fse.pathExists(p);'),
    here(
      "import fse from 'fs-extra';",
      'return fse.realpathSync.native(p);',
      'return await fse.realpath.native(p);',
    ),
    here("import fs from 'graceful-fs';", 'return fs.statSync(p);', 'return await fs.promises.stat(p);'),
    here("import fg from 'fast-glob';", 'return fg.sync(p);', 'return await fg(p);'),
    here("import * as fg from 'fast-glob';", 'return fg.sync(p);', 'return await fg.default(p);'),
    here("import { glob } from 'glob';", 'return glob.sync(p);', 'return await glob(p);'),
    here(
      "import bcrypt from 'bcrypt';",
      'return bcrypt.hashSync(p, 10);',
      'return await bcrypt.hash(p, 10);',
    ),
    here(
      "import * as sass from 'sass';",
      'return sass.compile(p).css;',
      'return (await sass.compileAsync(p)).css;',
    ),
    [
      "import { hash, hashSync } from 'bcrypt';",
      'return hashSync(p, 10);',
      "import { hash } from 'bcrypt';",
      'return await hash(p, 10);',
    ],
    [
      "import { sync } from 'which';",
      'return sync(p);',
      "import { sync } from 'which';\nimport which from 'which';",
      'return await which(p);',
    ],
  ]);
  leads(
    [
      [
        "const fg = require('fast-glob');",
        'return fg.sync(p);',
        "const fg = require('fast-glob');",
        'return await fg(p);',
      ],
      [
        "const { sync } = require('load-json-file');",
        'return sync(p);',
        "const { sync } = require('load-json-file');\nconst loadJsonFile = require('load-json-file');",
        'return await loadJsonFile(p);',
      ],
    ],
    commonjs,
    { file: 'file.cjs', sourceType: 'commonjs' },
  );
});

describe('another runtime', () => {
  leads([
    ['', 'return Deno.readTextFileSync(p);', '', 'return await Deno.readTextFile(p);'],
    [
      'const { statSync } = Deno;',
      'return statSync(p);',
      'const { statSync } = Deno;',
      'return await Deno.stat(p);',
    ],
    ['', 'return Bun.password.hashSync(p);', '', 'return await Bun.password.hash(p);'],
    ["import { sleepSync } from 'bun';", 'sleepSync(p);', "import { sleep } from 'bun';", 'await sleep(p);'],
  ]);
});

describe('the text around the name', () => {
  const fs = "import fs, { readFileSync } from 'node:fs';";
  const here = (body: string, newBody: string): Row => [fs, body, fs, newBody];
  leads([
    here("return fs['readFileSync'](p);", 'return await fs.promises.readFile(p);'),
    here(
      'return fs /* a */ . /* b */ readFileSync /* c */ ( /* d */ p /* e */ );',
      'return await fs /* a */ . /* b */ promises.readFile /* c */ ( /* d */ p /* e */ );',
    ),
    here(
      'return fs\n    // read it\n    .readFileSync(p)\n    .length;',
      'return (await fs\n    // read it\n    .promises.readFile(p))\n    .length;',
    ),
    here('return (fs).readFileSync(p);', 'return await (fs).promises.readFile(p);'),
    here(
      'return(fs).readFileSync(p);',
      'return await (fs).promises.readFile(p);'.replace('return await', 'return await'),
    ),
    here('return (fs.readFileSync)(p);', 'return await (fs.promises.readFile)(p);'),
    here('return (0, fs.readFileSync)(p);', 'return await (fs.promises.readFile)(p);'),
    here('return (0, readFileSync)(p);', 'return await (fs.promises.readFile)(p);'),
    here('return await fs.readFileSync(p);', 'return await fs.promises.readFile(p);'),
    here('return [...fs.readFileSync(p)];', 'return [...await fs.promises.readFile(p)];'),
    here(
      'const a = q\n  fs.readFileSync(p).toString()',
      'const a = q\n  ;(await fs.promises.readFile(p)).toString()',
    ),
    here(
      "return (await import('node:fs')).readFileSync(p);",
      "return await (await import('node:fs')).promises.readFile(p);",
    ),
    here('return `${fs.readFileSync(p)}`;', 'return `${await fs.promises.readFile(p)}`;'),
    here('return fs.readFileSync(p) ** 2;', 'return (await fs.promises.readFile(p)) ** 2;'),
    here('return q(fs.readFileSync(p))`x`;', 'return q(await fs.promises.readFile(p))`x`;'),
  ]);
});

describe('the text of the whole file', () => {
  const named = "import { gzipSync } from 'node:zlib';";
  const both = "import { gzip } from 'node:zlib';\nimport { promisify } from 'node:util';";
  const use = 'export const f = async (p) => gzipSync(p);\n';
  const fixed = 'export const f = async (p) => await promisify(gzip)(p);\n';
  it.each([
    ['a byte order mark', `\uFEFF${named}\n${use}`, `\uFEFF${both}\n${fixed}`],
    ['CRLF', `${named}\n${use}`.replaceAll('\n', '\r\n'), `${both}\n${fixed}`.replaceAll('\n', '\r\n')],
    ['a shebang', `#!/usr/bin/env node\n${named}\n${use}`, `#!/usr/bin/env node\n${both}\n${fixed}`],
    ['a directive', `'use client';\n${named}\n${use}`, `'use client';\n${both}\n${fixed}`],
    ['a license', `/*! MIT */\n\n${named}\n${use}`, `/*! MIT */\n\n${both}\n${fixed}`],
    ['tabs', `\t${named}\n\t${use}`, `\t${both.replace('\n', '\n\t')}\n\t${fixed}`],
    ['double quotes', `${named}\n${use}`.replaceAll("'", '"'), `${both}\n${fixed}`.replaceAll("'", '"')],
    ['no semicolons', `${named}\n${use}`.replaceAll(';', ''), `${both}\n${fixed}`.replaceAll(';', '')],
    [
      'a name that is taken',
      `${named}\n${use}let gzip, promisify;\n`,
      `import { gzip as gzip2 } from 'node:zlib';\nimport { promisify as promisify2 } from 'node:util';\nexport const f = async (p) => await promisify2(gzip2)(p);\nlet gzip, promisify;\n`,
    ],
    [
      'an async generator',
      `${named}\nexport async function* f(p) { yield gzipSync(p); }\n`,
      `${both}\nexport async function* f(p) { yield await promisify(gzip)(p); }\n`,
    ],
    [
      'JSX',
      `${named}\nexport const f = async (p) => <p>{gzipSync(p)}</p>;\n`,
      `${both}\nexport const f = async (p) => <p>{await promisify(gzip)(p)}</p>;\n`,
    ],
  ])('%s', async (_, before, after) => {
    const applied = await suggestions(before, 'useNative', { file: 'file.jsx' });
    expect(applied.map(({ text }) => text)).toEqual([after]);
  });

  it.each([
    ['as', 'gzipSync(p) as Buffer', 'await promisify(gzip)(p) as Buffer'],
    ['satisfies', 'gzipSync(p) satisfies Buffer', 'await promisify(gzip)(p) satisfies Buffer'],
    ['!', 'gzipSync(p)!.length', '(await promisify(gzip)(p))!.length'],
    ['?.', 'gzipSync(p)?.length', '(await promisify(gzip)(p))?.length'],
  ])('%s', async (_, before, after) => {
    const write = (head: string, value: string) =>
      `${head}\nexport const f = async (p: string) => ${value};\n`;
    const applied = await suggestions(write(named, before), 'useNative', { file: 'file.ts' });
    expect(applied.map(({ text }) => text)).toEqual([write(both, after)]);
  });
});
