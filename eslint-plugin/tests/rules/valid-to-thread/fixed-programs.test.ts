import { Linter } from 'eslint';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import plugin from '../../../src/index.ts';
import { program } from '../../support/programs.ts';

/** The same programs in every run of the tests: a failure has to be there again the next time. */
const runs = { numRuns: 200, seed: 3 };

const linter = new Linter();

function config(rules: Linter.RulesRecord): Linter.Config {
  return {
    files: ['**/*.cjs'],
    languageOptions: { sourceType: 'commonjs' },
    plugins: { 'to-thread': plugin },
    rules,
  };
}

describe('what no-blocking-in-async makes of a program', () => {
  it.each(['safe', 'all'])('is not reported, with what is fixed: %s', (fix) => {
    let fixes = 0;
    fc.assert(
      fc.property(program, (text) => {
        const noBlocking = config({ 'to-thread/no-blocking-in-async': ['error', { fix }] });
        const { fixed, output } = linter.verifyAndFix(text, noBlocking, { filename: 'file.cjs' });
        fc.pre(fixed);
        fixes++;
        const valid = config({ 'to-thread/valid-to-thread': ['error', { small: true }] });
        expect(linter.verify(output, valid, { filename: 'file.cjs' }), output).toEqual([]);
      }),
      runs,
    );
    expect(fixes).toBeGreaterThan(50);
  });
});
