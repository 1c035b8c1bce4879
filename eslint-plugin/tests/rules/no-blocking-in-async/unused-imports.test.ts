/**
 * TypeScript with `noUnusedLocals` refuses an import that nothing uses, also in the JavaScript that it checks: twins take
 * along the import they replace.
 */
import { describe, expect, it } from 'vitest';
import { fix } from '../../support/eslint.ts';
import type { LintSettings } from '../../support/eslint.ts';
import { suggestions } from '../../support/suggestions.ts';

const options = { prefer: 'native' } as const;

function program(head: string, body: string): string {
  return `${head}\nexport async function f(p: string, q: string) {\n  ${body}\n}\n`;
}

/** Holds what `eslint --fix` makes of a TypeScript file; a second run changes nothing. */
function becomes(
  rows: readonly (readonly [name: string, head: string, body: string, newHead: string, newBody: string])[],
): void {
  it.each(rows)('%s', async (_name, head, body, newHead, newBody) => {
    const fixed = await fix(program(head, body), { file: 'file.ts', options });
    expect(fixed).toBe(program(newHead, newBody));
    expect(await fix(fixed, { file: 'file.ts', options })).toBe(fixed);
  });
}

describe('the import that a twin has no use for goes', () => {
  const promises = "import { unlink } from 'node:fs/promises';";
  becomes([
    [
      'the whole of it, and the new one takes its line',
      "import { unlinkSync } from 'node:fs';",
      'unlinkSync(p);',
      promises,
      'await unlink(p);',
    ],
    [
      'with its line',
      `import { unlinkSync } from 'node:fs';\n${promises}`,
      'unlinkSync(p);',
      promises,
      'await unlink(p);',
    ],
    [
      'with Windows line ends',
      `import { unlinkSync } from 'node:fs';\r\n${promises}`,
      'unlinkSync(p);',
      promises,
      'await unlink(p);',
    ],
    [
      'the last of it',
      `${promises}\nimport { unlinkSync } from 'node:fs'`,
      'unlinkSync(p);',
      promises,
      'await unlink(p);',
    ],
    [
      'a default import',
      `import * as promises from 'node:fs/promises';\nimport fs from 'node:fs';`,
      'return fs.readFileSync(p);',
      "import * as promises from 'node:fs/promises';",
      'return await promises.readFile(p);',
    ],
    [
      'a default import beside names',
      `import * as promises from 'node:fs/promises';\nimport fs, { watch } from 'node:fs';`,
      'fs.unlinkSync(p); watch(q);',
      `import * as promises from 'node:fs/promises';\nimport { watch } from 'node:fs';`,
      'await promises.unlink(p); watch(q);',
    ],
    [
      'the only name in the braces beside a default import',
      `${promises}\nimport fs, { unlinkSync } from 'node:fs';`,
      'unlinkSync(p); fs.watch(q);',
      `${promises}\nimport fs from 'node:fs';`,
      'await unlink(p); fs.watch(q);',
    ],
    [
      'a default import beside all',
      `import * as promises from 'node:fs/promises';\nimport fs, * as all from 'node:fs';`,
      'fs.unlinkSync(p); all.watch(q);',
      `import * as promises from 'node:fs/promises';\nimport * as all from 'node:fs';`,
      'await promises.unlink(p); all.watch(q);',
    ],
    [
      'all beside a default import',
      `import * as promises from 'node:fs/promises';\nimport fs, * as all from 'node:fs';`,
      'all.unlinkSync(p); fs.watch(q);',
      `import * as promises from 'node:fs/promises';\nimport fs from 'node:fs';`,
      'await promises.unlink(p); fs.watch(q);',
    ],
    [
      'an `import =`',
      "import promises = require('node:fs/promises');\nimport fs = require('node:fs');",
      'fs.unlinkSync(p);',
      "import promises = require('node:fs/promises');",
      'await promises.unlink(p);',
    ],
    [
      'a first name',
      `${promises}\nimport { unlinkSync, watch } from 'node:fs';`,
      'unlinkSync(p); watch(q);',
      `${promises}\nimport { watch } from 'node:fs';`,
      'await unlink(p); watch(q);',
    ],
    [
      'a last name',
      `${promises}\nimport { watch, unlinkSync } from 'node:fs';`,
      'unlinkSync(p); watch(q);',
      `${promises}\nimport { watch } from 'node:fs';`,
      'await unlink(p); watch(q);',
    ],
    [
      'the only name, for one that joins the braces',
      "import { gzipSync } from 'node:zlib';",
      'return gzipSync(p);',
      "import { gzip } from 'node:zlib';\nimport { promisify } from 'node:util';",
      'return await promisify(gzip)(p);',
    ],
    [
      'after several uses',
      `${promises}\nimport { unlinkSync } from 'node:fs';`,
      "unlinkSync('a'); unlinkSync('b'); unlinkSync('c');",
      promises,
      "await unlink('a'); await unlink('b'); await unlink('c');",
    ],
    [
      'with several names',
      "import { readFileSync, statSync } from 'node:fs';",
      'return statSync(p).size + statSync(q).size + readFileSync(p).length;',
      "import { readFile, stat } from 'node:fs/promises';",
      'return (await stat(p)).size + (await stat(q)).size + (await readFile(p)).length;',
    ],
  ]);
});

describe('an import stays', () => {
  const promises = "import { unlink } from 'node:fs/promises';";
  const stays = (name: string, head: string, body: string, newBody: string) =>
    [name, `${promises}\n${head}`, body, `${promises}\n${head}`, newBody] as const;
  becomes([
    stays(
      'with another use',
      "import { unlinkSync } from 'node:fs';",
      'unlinkSync(p); return unlinkSync;',
      'await unlink(p); return unlinkSync;',
    ),
    stays(
      'with a use as a type',
      "import { unlinkSync } from 'node:fs';",
      'unlinkSync(p); return q as never as typeof unlinkSync;',
      'await unlink(p); return q as never as typeof unlinkSync;',
    ),
    stays(
      'with a comment',
      "import { /* deletes */ unlinkSync } from 'node:fs';",
      'unlinkSync(p);',
      'await unlink(p);',
    ),
    stays(
      'for a package, which may do something when it is imported',
      "import { unlinkSync } from 'graceful-fs';",
      'unlinkSync(p);',
      'await unlink(p);',
    ),
  ]);
});

/** Holds what `eslint --fix` makes of JavaScript; a second run changes nothing. */
function script(
  file: string,
  rows: Readonly<Record<string, readonly [head: string, body: string, newHead: string, newBody: string]>>,
): void {
  it.each(Object.entries(rows))('%s', async (_name, [head, body, newHead, newBody]) => {
    const write = (top: string, statements: string) =>
      `${top}\nconst f = async (p, q) => {\n  ${statements}\n};\nf.name;\n`;
    const settings: LintSettings = {
      file,
      options,
      ...(file.endsWith('.cjs') && { sourceType: 'commonjs' }),
    };
    const fixed = await fix(write(head, body), settings);
    expect(fixed).toBe(write(newHead, newBody));
    expect(await fix(fixed, settings)).toBe(fixed);
  });
}

describe('in JavaScript', () => {
  const promises = "import { unlink } from 'node:fs/promises';";
  const unlinks = 'unlinkSync(p);';
  script('file.js', {
    'the whole import goes': [
      "import { unlinkSync } from 'fs';",
      unlinks,
      "import { unlink } from 'fs/promises';",
      'await unlink(p);',
    ],
    'a name goes': [
      `${promises}\nimport { unlinkSync, watch } from 'fs';`,
      'unlinkSync(p); watch(q);',
      `${promises}\nimport { watch } from 'fs';`,
      'await unlink(p); watch(q);',
    ],
    'it goes after several passes': [
      "import { unlinkSync, statSync, rmSync } from 'fs';",
      "unlinkSync('a'); rmSync('b'); unlinkSync('c'); statSync('d'); unlinkSync('e');",
      "import { stat, rm, unlink } from 'fs/promises';",
      "await unlink('a'); await rm('b'); await unlink('c'); await stat('d'); await unlink('e');",
    ],
    'a comment of another kind is none of its business': [
      `// unlinkSync is slow\n${promises}\nimport { unlinkSync } from 'fs';`,
      unlinks,
      `// unlinkSync is slow\n${promises}`,
      'await unlink(p);',
    ],
    'a name that types in comments use stays': [
      `import * as fsp from 'fs/promises';\nimport fs from 'fs';\n/** @typedef {fs.Stats} Stats */`,
      'return fs.statSync(p);',
      `import * as fsp from 'fs/promises';\nimport fs from 'fs';\n/** @typedef {fs.Stats} Stats */`,
      'return await fsp.stat(p);',
    ],
    'a name that only begins like one in a comment goes': [
      `import * as fsp from 'fs/promises';\nimport fs from 'fs';\n/** @typedef {fsp.FileHandle} Handle */`,
      'return fs.statSync(p);',
      `import * as fsp from 'fs/promises';\n/** @typedef {fsp.FileHandle} Handle */`,
      'return await fsp.stat(p);',
    ],
    'a package stays for what it may do': [
      `${promises}\nimport { unlinkSync } from 'graceful-fs';`,
      unlinks,
      `${promises}\nimport { unlinkSync } from 'graceful-fs';`,
      'await unlink(p);',
    ],
    'a name with another use stays': [
      `${promises}\nimport { unlinkSync } from 'fs';\nexport { unlinkSync };`,
      unlinks,
      `${promises}\nimport { unlinkSync } from 'fs';\nexport { unlinkSync };`,
      'await unlink(p);',
    ],
  });
});

describe('in CommonJS', () => {
  const promises = "const { unlink } = require('node:fs/promises');";
  const unlinks = 'unlinkSync(p);';
  const stays = (head: string) =>
    [`${promises}\n${head}`, unlinks, `${promises}\n${head}`, 'await unlink(p);'] as const;
  script('file.cjs', {
    'the whole require goes, and the new one takes its line': [
      "const { unlinkSync } = require('fs');",
      unlinks,
      "const { unlink } = require('fs/promises');",
      'await unlink(p);',
    ],
    'the whole require goes with its line': [
      `var { unlinkSync } = require('fs')\n${promises}`,
      unlinks,
      promises,
      'await unlink(p);',
    ],
    'a module goes': [
      "const fsp = require('fs').promises;\nconst fs = require('fs');",
      'fs.unlinkSync(p);',
      "const fsp = require('fs').promises;",
      'await fsp.unlink(p);',
    ],
    'a first name goes': [
      `${promises}\nconst { unlinkSync, watch } = require('fs');`,
      'unlinkSync(p); watch(q);',
      `${promises}\nconst { watch } = require('fs');`,
      'await unlink(p); watch(q);',
    ],
    'a last name goes': [
      `${promises}\nconst { watch, unlinkSync: remove } = require('fs');`,
      'remove(p); watch(q);',
      `${promises}\nconst { watch } = require('fs');`,
      'await unlink(p); watch(q);',
    ],
    'the only name goes, for one that joins the braces': [
      "const { promisify } = require('util');\nconst { gzipSync } = require('zlib');",
      'return gzipSync(p);',
      "const { promisify } = require('util');\nconst { gzip } = require('zlib');",
      'return await promisify(gzip)(p);',
    ],
    'a first name goes, for one that joins the braces': [
      "const { promisify } = require('util');\nconst {gzipSync, createGzip} = require('zlib');",
      'createGzip(); return gzipSync(p);',
      "const { promisify } = require('util');\nconst { gzip,createGzip} = require('zlib');",
      'createGzip(); return await promisify(gzip)(p);',
    ],
    'several names go after several passes': [
      "'use strict';\nconst { unlinkSync, rmSync } = require('fs');",
      "unlinkSync('a'); rmSync('b'); unlinkSync('c');",
      "'use strict';\nconst { unlink, rm } = require('fs/promises');",
      "await unlink('a'); await rm('b'); await unlink('c');",
    ],
    'a name beside the rest stays': stays("const { unlinkSync, ...rest } = require('fs');"),
    'a name in a longer declaration stays': stays("const { unlinkSync } = require('fs'), a = 1;"),
    'a name with a comment stays': stays("const { unlinkSync /* a */ } = require('fs');"),
    'the name of a package stays': stays("const { unlinkSync } = require('graceful-fs');"),
    'a name that is exported stays': stays(
      "const { unlinkSync } = require('fs');\nmodule.exports = { unlinkSync };",
    ),
  });
});

it('goes with the suggestion for its last use, not with that for another one', async () => {
  const head = "import { unlink } from 'node:fs/promises';\n";
  const blocking = `${head}import { unlinkSync } from 'node:fs';`;
  const settings = { file: 'file.ts' };
  const [only] = await suggestions(program(blocking, 'unlinkSync(p);'), 'useNative', settings);
  expect(only?.text).toBe(program(head.trimEnd(), 'await unlink(p);'));
  const both = await suggestions(program(blocking, 'unlinkSync(p); unlinkSync(q);'), 'useNative', settings);
  expect(both.map(({ text }) => text)).toEqual([
    program(blocking, 'await unlink(p); unlinkSync(q);'),
    program(blocking, 'unlinkSync(p); await unlink(q);'),
  ]);
});
