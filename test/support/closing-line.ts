import { relative } from 'node:path';
import type { Reporter, SerializedError, TestCase, TestModule, Vitest } from 'vitest/node';
import { closingLines, keep, type Part, type Tally } from './tally.ts';

/** More than these are not named. */
const MAX_NAMES = 10;

/** Ends the output of a run with `N passed, N failed`, which is what scripts around it read. */
export class ClosingLine implements Reporter {
  readonly #part: Part | undefined;
  #vitest: Vitest | undefined;

  /** @param part of the suite, for its total; none for a run that does not count in it */
  constructor(part?: Part) {
    this.#part = part;
  }

  onInit(vitest: Vitest): void {
    this.#vitest = vitest;
  }

  async onTestRunEnd(modules: readonly TestModule[], errors: readonly SerializedError[]): Promise<void> {
    const tests = modules.flatMap((module) => [...module.children.allTests()]);
    const inState = (state: string): TestCase[] => tests.filter((test) => test.result().state === state);
    // A file that cannot be loaded has no tests to fail, and an error may belong to no test at all.
    const broken = modules.filter((module) => module.errors().length > 0).length + errors.length;
    const skipped = inState('skipped');
    const tally: Tally = {
      passed: inState('passed').length,
      failed: inState('failed').length + broken,
      skipped: skipped.length,
      // Whoever asks for some tests by name knows that the others are not run.
      notes: this.#vitest?.config.testNamePattern === undefined ? this.#name(skipped) : [],
    };
    if (this.#part !== undefined) await keep(this.#part, tally);
    // The summary of the default reporter comes before this. What fails outside of all tests shows in the exit code.
    process.once('exit', (code) => {
      const failed = code === 0 ? tally.failed : Math.max(tally.failed, 1);
      console.log(closingLines({ ...tally, failed }));
    });
  }

  /** Tests are skipped by conditions on the system, which only another one can meet. */
  #name(tests: readonly TestCase[]): string[] {
    const root = this.#vitest?.config.root ?? process.cwd();
    const notes = tests.map(
      ({ module, fullName }) =>
        `Not run, since it needs another system or another Node: ${relative(root, module.moduleId)} > ${fullName}`,
    );
    const more = notes.length - MAX_NAMES;
    return more > 0
      ? [...notes.slice(0, MAX_NAMES), `Not run for the same reason: ${more} more tests`]
      : notes;
  }
}
