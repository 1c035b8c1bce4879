import { Linter } from 'eslint';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import plugin from '../../../src/index.ts';
import { applied } from '../../support/eslint.ts';
import { programWithCallbacks } from '../../support/programs-with-callbacks.ts';
import { runProgram } from '../../support/run-program.ts';

/** The same programs in every run of the tests: a failure has to be there again the next time. */
const runs = { numRuns: 300, seed: 1 };

const linter = new Linter();
const config: Linter.Config = {
  files: ['**/*.cjs'],
  languageOptions: { sourceType: 'commonjs' },
  plugins: { 'to-thread': plugin },
  rules: { 'to-thread/no-blocking-in-async': 'error' },
};

function lint(text: string): Linter.LintMessage[] {
  return linter.verify(text, config, { filename: 'file.cjs' });
}

/** What each suggestion makes of a text, and its kind. */
function suggestionsFor(text: string): { id: string; text: string }[] {
  const found = lint(text).flatMap(({ suggestions = [] }) =>
    suggestions
      .filter(({ messageId }) => messageId !== 'wrapInToThread' && messageId !== 'useNative')
      .map((suggestion) => ({ id: suggestion.messageId ?? '', text: applied(text, suggestion) })),
  );
  return [...new Map(found.map((suggestion) => [suggestion.text, suggestion])).values()];
}

const run = (text: string) => runProgram(text, [['a', 'b', 'c'], Promise.resolve('d')]);

/** Whether no callback of `map` changes what another looks at. */
const areIndependent = (text: string) => !text.includes('list.map((p, i) => {');

const valid = programWithCallbacks.filter((text) => !lint(text).some(({ fatal }) => fatal));

// Hundreds of programs take seconds, and longer on a machine with other things to do.
describe('a program with a suggestion applied', { timeout: 120_000 }, () => {
  it('does and gives what the program did and gave', async () => {
    const counts: Record<string, number> = {};
    await fc.assert(
      fc.asyncProperty(valid, async (text) => {
        const before = await run(text);
        for (const { id, text: after } of suggestionsFor(text)) {
          counts[id] = (counts[id] ?? 0) + 1;
          expect(
            lint(after).filter(({ fatal }) => fatal),
            after,
          ).toEqual([]);
          const { result, reads } = await run(after);
          if (id !== 'awaitAll') expect({ result, reads }, after).toEqual(before);
          else if (areIndependent(text)) {
            // Callbacks that run at the same time read in another order.
            expect({ result, reads: reads.toSorted() }, after).toEqual({
              result: before.result,
              reads: before.reads.toSorted(),
            });
          }
        }
      }),
      runs,
    );
    // Otherwise the programs are not about what this is about.
    for (const id of ['awaitAll', 'makeAsync', 'makeCallbackAsync', 'useForOf']) {
      expect(counts[id], id).toBeGreaterThan(20);
    }
  });
});
