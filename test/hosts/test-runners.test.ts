/** Users test code that calls `toThread`, and replace parts of it: what they replace stays replaced. */
import process from 'node:process';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Outcome } from '../support/program.ts';
import { expectSameResults, type Host, setUpHost } from './host.ts';

describe('a test runner', () => {
  let host: Host;

  beforeAll(async () => {
    const runners = ['vitest', 'jest', 'jasmine', 'mocha', 'nyc'];
    const compilers = ['ts-node', 'typescript@5', '@swc-node/register', '@swc/core'];
    host = await setUpHost('test-runners', [...runners, ...compilers]);
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
    const jest = (file: string, ...options: string[]) => {
      const nodeOptions = options.filter((option) => option.includes('experimental'));
      const jestOptions = options.filter((option) => !option.includes('experimental'));
      const command = [...nodeOptions, 'node_modules/jest/bin/jest.js', ...jestOptions];
      return host.run(process.execPath, [...command, '--testMatch', `**/${file}`]);
    };

    test('calls doubles where the test runs, and the rest in a worker', async () => {
      // Without this option jest knows no ES modules.
      const outcome = await jest('doubles/jest.spec.js', '--experimental-vm-modules');
      expect(outcome.stderr).toMatch(/Tests: +3 passed/);
      expectSameResults(withoutOtherOutput(outcome));
    });

    test('does so in CommonJS', async () => {
      const { code, stderr } = await jest('doubles/jest-commonjs.spec.cjs');
      expect(stderr).toMatch(/Tests: +4 passed/);
      expect(code).toBe(0);
    });

    test('does so under coverage', async () => {
      const { code, stderr } = await jest('doubles/jest-commonjs.spec.cjs', '--coverage');
      expect(stderr).toMatch(/Tests: +4 passed/);
      expect(code).toBe(0);
    });
  });

  test('Jasmine', async () => {
    const jasmine = 'node_modules/jasmine/bin/jasmine.js';
    const { stdout, stderr } = await host.run(process.execPath, [jasmine, 'doubles/jasmine.spec.cjs']);
    expect(stdout, stderr).toContain('3 specs, 0 failures');
  });

  describe('mocha with ts-node', () => {
    const mocha = (env: Readonly<Record<string, string>>, ...options: string[]) =>
      host.run(
        process.execPath,
        ['node_modules/mocha/bin/mocha.js', '--timeout=60000', ...options, 'doubles/ts-node.spec.cjs'],
        {
          env: { TS_NODE_TRANSPILE_ONLY: '1', TS_NODE_COMPILER_OPTIONS: '{"module":"commonjs"}', ...env },
        },
      );

    test('that mocha has loaded for this thread: the error says what to do', async () => {
      const { stdout } = await mocha({}, '--require', 'ts-node/register');
      expect(stdout).toContain('has been registered in this thread only');
      expect(stdout).toContain("NODE_OPTIONS='--require ts-node/register'");
    });

    test('that every thread loads', async () => {
      const { code, stdout, stderr } = await mocha({ NODE_OPTIONS: '--require ts-node/register' });
      expect(stdout, stderr).toContain('1 passing');
      expect(code).toBe(0);
    });

    test('as swc has it that every thread loads', async () => {
      const { code, stdout, stderr } = await mocha({ NODE_OPTIONS: '--require @swc-node/register' });
      expect(stdout, stderr).toContain('1 passing');
      expect(code).toBe(0);
    });
  });

  describe('nyc', () => {
    const nyc = (...command: string[]) =>
      host.run(process.execPath, [
        'node_modules/nyc/bin/nyc.js',
        '--include=doubles/counted.cjs',
        ...command,
      ]);

    test('counts what runs in the thread of the test', async () => {
      const mocha = ['node_modules/mocha/bin/mocha.js', '--timeout=60000', 'doubles/nyc.spec.cjs'];
      const { code, stdout, stderr } = await nyc(process.execPath, ...mocha);
      expect(stdout, stderr).toContain('2 passing');
      expect(stdout).toMatch(/counted\.cjs +\| +100 /);
      expect(code).toBe(0);
    });

    test('counts in a program that is no test, too', async () => {
      const { code, stdout, stderr } = await nyc(process.execPath, 'doubles/counting.cjs');
      expect(stdout, stderr).toMatch(/^6 6\n/);
      expect(stdout).toMatch(/counted\.cjs +\| +100 /);
      expect(code).toBe(0);
    });
  });
});

/** Runners print around what the tests print. */
function withoutOtherOutput(outcome: Outcome): Outcome {
  const [report = ''] = /^\{.*\}\n/m.exec(outcome.stdout) ?? [];
  return { ...outcome, stdout: report };
}
