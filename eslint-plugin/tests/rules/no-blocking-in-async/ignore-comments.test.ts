import { Linter } from 'eslint';
import { describe, expect, it } from 'vitest';
import plugin from '../../../src/index.ts';

const CALL = "fs.readFileSync('p')";

/** The lines with reports of a text, by all rules. */
function reported(body: string): number[] {
  const text = `import fs from 'node:fs';\n${body}`;
  const languageOptions = { parserOptions: { ecmaFeatures: { jsx: true } } };
  const messages = new Linter().verify(text, { languageOptions, ...plugin.configs.strict }, 'file.js');
  expect(messages.filter(({ fatal }) => fatal)).toEqual([]);
  // ESLint says of its own comments that they turn nothing off.
  return messages.filter(({ ruleId }) => ruleId !== null).map(({ line }) => line - 1);
}

describe('a comment of our own', () => {
  it.each([
    [
      'in the line above',
      `async () => {\n  // to-thread-ignore-next-line: read once\n  ${CALL};\n  ${CALL};\n};`,
      [4],
    ],
    ['without a reason', `// to-thread-ignore-next-line\nasync () => ${CALL};`, []],
    ['of many lines', `/*\n * to-thread-ignore-next-line: read\n * once\n */\nasync () => ${CALL};`, []],
    ['behind code', `async () => { // to-thread-ignore-next-line\n  ${CALL};\n};`, []],
    [
      'above other comments',
      `// to-thread-ignore-next-line: no\n// eslint-disable-next-line semi\n\nasync () => ${CALL};`,
      [],
    ],
    ['in the same line', `async () => ${CALL}; // to-thread-ignore-line: read once`, []],
    ['in the code', `async () => /* to-thread-ignore-line */ ${CALL};`, []],
    ['within JSX', `async () => <p>\n  {/* to-thread-ignore-next-line */}\n  {${CALL}}\n</p>;`, []],
    [
      'for a file, at its end',
      `async () => ${CALL};\nasync () => ${CALL};\n/* to-thread-ignore-file: a script */`,
      [],
    ],
    ['for a lookup', "// to-thread-ignore-next-line\nasync () => fs.statSync('p');", []],
    ['for a helper', `const read = () => ${CALL};\n// to-thread-ignore-next-line\nasync () => read();`, []],
    [
      'for a call of the runtime',
      "import { toThread } from 'to-thread';\nlet n = 0;\n// to-thread-ignore-next-line\nasync () => await toThread(() => n);",
      [],
    ],
  ])('leaves out what is reported: %s', (_, body, lines) => {
    expect(reported(body.replaceAll('to-thread-ignore', 'nothing'))).not.toEqual(lines);
    expect(reported(body)).toEqual(lines);
  });

  it.each([
    ['with another name', `// to-thread-ignored-next-line\nasync () => ${CALL};`],
    ['within a sentence', `// See to-thread-ignore-next-line.\nasync () => ${CALL};`],
    ['in a string', `const a = '// to-thread-ignore-file';\nasync () => ${CALL};`],
  ])('is none %s', (_, body) => {
    expect(reported(body)).toEqual([2]);
  });

  it('means nothing to an ESLint that does not know the rules', () => {
    const text = '// to-thread-ignore-next-line: read once\nconst a = 1;\n';
    const linterOptions = { reportUnusedDisableDirectives: 'error' } as const;
    expect(new Linter().verify(text, { linterOptions }, 'file.js')).toEqual([]);
  });
});
