/** TypeScript with `noUnusedLocals` refuses an import that nothing uses: twins take along the import they replace. */
import { describe, expect, it } from 'vitest';
import { fix } from '../../support/eslint.ts';
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
      `import * as promises from 'node:fs/promises';\nimport fs, { watch } from 'node:fs';`,
      'await promises.unlink(p); watch(q);',
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
      'unlinkSync(p); unlinkSync(q); unlinkSync(p);',
      promises,
      'await unlink(p); await unlink(q); await unlink(p);',
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

  it('in JavaScript, which allows it', async () => {
    const head = `${promises}\nimport { unlinkSync } from 'node:fs';\nexport async function f(p) {`;
    expect(await fix(`${head} unlinkSync(p); }\n`, { options })).toBe(`${head} await unlink(p); }\n`);
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
