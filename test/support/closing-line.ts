import type { Reporter, TestModule } from 'vitest/node';
import { closingLine, keep } from './tally.ts';

/** Ends the output of a run with `N passed, N failed`, which is what scripts around it read. */
export class ClosingLine implements Reporter {
  async onTestRunEnd(modules: readonly TestModule[]): Promise<void> {
    const tests = modules.flatMap((module) => [...module.children.allTests()]);
    const count = (state: string): number => tests.filter((test) => test.result().state === state).length;
    // A file that cannot be loaded has no tests to fail.
    const broken = modules.filter((module) => module.errors().length > 0).length;
    const tally = { passed: count('passed'), failed: count('failed') + broken, skipped: count('skipped') };
    await keep('unit', tally);
    // The summary of the default reporter comes before this.
    process.once('exit', () => {
      console.log(closingLine(tally));
    });
  }
}
