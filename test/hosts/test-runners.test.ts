/** Users test code that calls `toThread`, and replace parts of it: what they replace stays replaced. */
import process from 'node:process';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Outcome } from '../support/program.ts';
import { expectSameResults, type Host, setUpHost } from './host.ts';

describe('a test runner', () => {
  let host: Host;

  beforeAll(async () => {
    host = await setUpHost('test-runners', ['vitest', 'jest']);
  });

  afterAll(() => host[Symbol.asyncDispose]());

  describe('vitest', () => {
    const vitest = (...files: string[]) =>
      host.run(process.execPath, [
        'node_modules/vitest/vitest.mjs',
        'run',
        '--disableConsoleIntercept=true',
        ...files,
      ]);

    test('calls doubles and what vitest compiles where the test runs, and the rest in a worker', async () => {
      const outcome = await vitest('doubles/vitest.spec.js');
      expect(outcome.stdout, outcome.stderr).toMatch(/Tests +3 passed/);
      expectSameResults(withoutOtherOutput(outcome));
    });

    test('calls the doubles of a module', async () => {
      const { code, stdout, stderr } = await vitest('doubles/vitest-module.spec.js');
      expect(stdout, stderr).toMatch(/Tests +1 passed/);
      expect(code).toBe(0);
    });
  });

  describe('jest', () => {
    const jest = (file: string, ...nodeOptions: string[]) =>
      host.run(process.execPath, [
        ...nodeOptions,
        'node_modules/jest/bin/jest.js',
        '--testMatch',
        `**/${file}`,
      ]);

    test('calls doubles where the test runs, and the rest in a worker', async () => {
      // Without this option jest knows no ES modules.
      const outcome = await jest('doubles/jest.spec.js', '--experimental-vm-modules');
      expect(outcome.stderr).toMatch(/Tests: +3 passed/);
      expectSameResults(withoutOtherOutput(outcome));
    });

    test('does so in CommonJS', async () => {
      const { code, stderr } = await jest('doubles/jest-commonjs.spec.cjs');
      expect(stderr).toMatch(/Tests: +2 passed/);
      expect(code).toBe(0);
    });
  });
});

/** Runners print around what the tests print. */
function withoutOtherOutput(outcome: Outcome): Outcome {
  const [report = ''] = /^\{.*\}\n/m.exec(outcome.stdout) ?? [];
  return { ...outcome, stdout: report };
}
