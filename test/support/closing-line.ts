import type { Reporter, TestModule } from 'vitest/node';

/** Ends the output of a run with `N passed, N failed`, which is what scripts around it read. */
export class ClosingLine implements Reporter {
  onTestRunEnd(modules: readonly TestModule[]): void {
    const tests = modules.flatMap((module) => [...module.children.allTests()]);
    const passed = tests.filter((test) => test.result().state === 'passed').length;
    const failed = tests.filter((test) => test.result().state === 'failed').length;
    // A file that cannot be loaded has no tests to fail.
    const broken = modules.filter((module) => module.errors().length > 0).length;
    // The summary of the default reporter comes before this.
    process.once('exit', () => {
      console.log(`${passed} passed, ${failed + broken} failed`);
    });
  }
}
