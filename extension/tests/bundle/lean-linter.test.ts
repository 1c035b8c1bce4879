import { glob, readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { resolve } from 'node:path';
import type { Linter, SourceCode } from 'eslint';
import { describe, expect, it } from 'vitest';
import { defaultSettings } from '../../src/shared/settings.ts';
import * as whole from '../../src/server/lint/bundled-rule.ts';

const repository = resolve(import.meta.dirname, '../../..');

/** What ships: the same without the parts of ESLint and TypeScript that it never runs. */
const lean = createRequire(import.meta.url)('../../dist/linter.cjs') as typeof whole;

/** Code of every kind that there is in this repository, and all that can be declared. */
const FILES = [
  'eslint-plugin/src/fix/**/*.ts',
  'eslint-plugin/tests/rules/*.ts',
  'extension/src/**/*.ts',
  'runtime/tests/*.{ts,mjs,cjs}',
  'test/apps/*/src/**/*.{ts,js}',
  'node_modules/typescript/lib/lib.es5.d.ts',
];

/** Everything that a linter says of a text, and the tree that it says it of. */
function seen({ bundledSetup }: typeof whole, text: string, file: string, jsx = false): unknown {
  const { linter, config } = bundledSetup(file, defaultSettings.rules);
  const parserOptions = { ecmaFeatures: { jsx } };
  const messages = linter.verify(
    text,
    [...config, { languageOptions: { parserOptions } }] as Linter.Config[],
    {
      filename: file,
    },
  );
  // None where the text does not parse.
  const sourceCode = linter.getSourceCode() as SourceCode | null;
  const tree = JSON.stringify(sourceCode?.ast, (key, value: unknown) => {
    if (key === 'parent') return undefined;
    return typeof value === 'bigint' ? String(value) : value;
  });
  const variables = sourceCode?.scopeManager.scopes.map((scope) => scope.variables.map(({ name }) => name));
  // Comments can ask for rules of ESLint's own, which the extension does not show.
  const ours = messages.filter(({ ruleId }) => ruleId === null || ruleId.startsWith('to-thread/'));
  return { messages: ours, tree, variables };
}

describe('the bundled linter', () => {
  it('sees what the whole one sees, in all files of this repository', async () => {
    let files = 0;
    for await (const file of glob(FILES, { cwd: repository })) {
      const path = resolve(repository, file);
      const text = await readFile(path, 'utf8');
      expect([file, seen(lean, text, path)]).toEqual([file, seen(whole, text, path)]);
      files++;
    }
    expect(files).toBeGreaterThan(150);
  });

  it.each([
    ['jsx.tsx', 'export const a = async <T,>(b: T) => <p {...b}>{/* c */}&nbsp;{b satisfies T}</p>;'],
    ['decorators.ts', '@a() class B { @c accessor d!: string; constructor(@e private f?: g<h>) {} }'],
    [
      'types.ts',
      'type A<in out B extends C = D> = B extends infer E extends `a${string}` ? asserts<E>[number] : never;',
    ],
    [
      'enums.ts',
      'declare module "a" { const enum B { C = 1 << 2 } namespace D.E { export import F = G; } } export = H;',
    ],
    [
      'expressions.mts',
      'using a = await b?.c!<D>(...e) ?? f ** <g>h; for await (const i of j) { label: while (k) break label; }',
    ],
    ['regexes.js', 'export default /(?<a>\\p{L}+)[\\q{b|c}--[d]]/v.exec(`e${f}g`)?.groups; 1n; 0b1_0;'],
    ['wrong.ts', 'const = ;'],
    ['wrong-too.ts', 'class A { constructor(); get b(): ; async *c() { await; } }'],
    ['jsdoc.js', '/** @type {import("a").B<string>} */ // c\nlet d; /* e */ <!-- f\n'],
  ])('sees what the whole one sees: %s', (file, text) => {
    const jsx = file.endsWith('x');
    expect(seen(lean, text, `/${file}`, jsx)).toEqual(seen(whole, text, `/${file}`, jsx));
  });
});
