import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fixText, keyOf } from '../../../src/command/lint/fix-text.ts';
import { ProjectESLint } from '../../../src/command/lint/project-eslint.ts';
import { ProjectLinter } from '../../../src/command/lint/project-linter.ts';
import type { FileLinter } from '../../../src/command/lint/project-linter.ts';
import { fix } from '../../support/eslint.ts';
import { program } from '../../support/programs.ts';

const FOLDER = import.meta.dirname;

async function linterFor(file: string): Promise<FileLinter> {
  return new ProjectLinter(FOLDER, ProjectESLint.bare(FOLDER)).forFile(`${FOLDER}/${file}`);
}

/** What the helper `fix` turns on, too. */
const WISHES = { both: { fix: 'safe' } } as const;

const TWO = `import fs from 'node:fs';
export async function one(path) {
  return fs.readFileSync(path, 'utf8');
}
export async function two(path) {
  return fs.statSync(path).size;
}
`;

describe('a fixed text', () => {
  it('is what ESLint makes of it', async () => {
    const lint = await linterFor('not-there.cjs');
    let fixed = 0;
    await fc.assert(
      fc.asyncProperty(program, async (text) => {
        const expected = await fix(text, { cwd: FOLDER, file: 'not-there.cjs' });
        const after = fixText(text, (now) => lint(now, WISHES));
        expect(after.text).toBe(expected);
        fixed += after.mends.length;
      }),
      { numRuns: 150 },
    );
    expect(fixed).toBeGreaterThan(50);
  });

  it('has those fixes that are wanted, and no others', async () => {
    const lint = await linterFor('not-there.cjs');
    fc.assert(
      fc.property(program, fc.nat(), (text, seed) => {
        const all = fixText(text, (now) => lint(now, WISHES)).mends.map(keyOf);
        const wanted = new Set(all.filter((_, index) => ((seed >> (index % 20)) & 1) === 1));
        const after = fixText(
          text,
          (now) => lint(now, WISHES),
          (mend) => wanted.has(keyOf(mend)),
        );
        expect(after.mends.every((mend) => wanted.has(keyOf(mend)))).toBe(true);
        // Each stands where its call was in the text before.
        for (const { start } of after.mends)
          expect(text.slice(start)).toMatch(/^(?:fs|read|\(0, fs|\(\s*fs)/);
      }),
      { numRuns: 100 },
    );
  });

  it('leaves the place of one call as it was where only the other is wanted', async () => {
    const lint = await linterFor('not-there.js');
    const { text, mends } = fixText(
      TWO,
      (now) => lint(now, WISHES),
      ({ name }) => name === 'fs.statSync',
    );
    expect(mends).toEqual([
      {
        start: TWO.indexOf('fs.statSync'),
        rule: 'no-blocking-lookup-in-async',
        ...{ name: 'fs.statSync', kind: 'io', fixId: 'wrapInToThread' },
      },
    ]);
    expect(text).toContain('return fs.readFileSync(path,');
    expect(text).toContain('return (await toThread(fs.statSync, path)).size;');
  });

  it('is the text itself where that cannot be read', async () => {
    const lint = await linterFor('not-there.js');
    const text = 'export async function (';
    expect(fixText(text, lint)).toMatchObject({ text, mends: [] });
    expect(lint(text)).toEqual({ unread: expect.stringContaining('line 1') as string });
  });
});
