import { stripVTControlCharacters } from 'node:util';
import { UserError } from '../user-error.ts';
import { REPORT } from './checks.ts';
import type { CheckCommands, Checks, TestRun, TypeCheck } from './checks.ts';
import { flakyTests, lostTests, newFailures } from './test-results.ts';
import { newTypeErrors } from './type-errors.ts';

/** What was so before anything was changed. */
export interface Baseline {
  readonly types?: TypeCheck;
  /** Two runs of the same code: what differs between them is no work of a fix. */
  readonly tests: readonly [TestRun, TestRun];
}

/** Something that is wrong and was not before. */
export interface Failure {
  readonly kind: 'type error' | 'test' | 'command';
  /** The test, the error, or the command. */
  readonly name: string;
  /** What is said of it, the last lines at most. */
  readonly text: string;
}

/**
 * Runs everything before the first change.
 *
 * @throws UserError where what comes later could not be told from what is so now
 */
export async function takeBaseline(checks: Checks, commands: CheckCommands): Promise<Baseline> {
  const types = await checks.types();
  if (types) requireTypes(types, commands.types ?? '');
  const first = await checks.tests();
  requireTests(first, commands.tests);
  const second = await checks.tests();
  if ((first.code === 0) !== (second.code === 0) && !(first.results && second.results)) {
    throw new UserError(
      `\`${commands.tests}\` passes and fails by turns, with nothing changed, so that it cannot tell what a fix does.\n` +
        `Mend the tests that do so, or let the command write what each test comes to: ${HOW_TO_REPORT}`,
    );
  }
  requireTests(second, commands.tests);
  return { ...(types && { types }), tests: [first, second] };
}

/** Tests that are not steady. */
export function flakyIn({ tests }: Baseline): string[] {
  return flakyTests(resultsOf(tests));
}

/** What is wrong now and was not before. Types come first: with wrong ones, tests need not run. */
export async function failuresSince(
  baseline: Baseline,
  checks: Checks,
  commands: CheckCommands,
): Promise<{ failures: readonly Failure[]; tests?: TestRun }> {
  const types = await checks.types();
  if (types && baseline.types) {
    const failures = typeFailures(baseline.types, types, commands.types ?? '');
    if (failures.length > 0) return { failures };
  }
  const tests = await checks.tests();
  return { failures: testFailures(baseline.tests, tests, commands.tests), tests };
}

function typeFailures(before: TypeCheck, after: TypeCheck, command: string): Failure[] {
  const errors = newTypeErrors(before.errors, after.errors);
  if (errors.length > 0) return errors.map((name) => ({ kind: 'type error', name, text: '' }));
  if (after.timedOut || (before.code === 0 && after.code !== 0)) return [commandFailure(command, after)];
  return [];
}

function testFailures(before: Baseline['tests'], after: TestRun, command: string): Failure[] {
  const known = resultsOf(before);
  if (after.results && known.length > 0) {
    const failed = [...newFailures(known, [after.results])];
    const lost = lostTests(known, [after.results]);
    if (failed.length + lost.length > 0)
      return [
        ...failed.map(([name, text]): Failure => ({ kind: 'test', name, text: tail(text) })),
        ...lost.map((name): Failure => ({ kind: 'test', name, text: 'It is not run any more.' })),
      ];
  }
  const passed = before.every(({ code }) => code === 0);
  if (after.timedOut || (passed && after.code !== 0) || (known.length > 0 && !after.results))
    return [commandFailure(command, after)];
  return [];
}

function commandFailure(name: string, outcome: Pick<TestRun, 'code' | 'timedOut' | 'output'>): Failure {
  const ended = outcome.timedOut ? 'It did not end in time.\n' : '';
  return { kind: 'command', name, text: ended + tail(outcome.output) };
}

const HOW_TO_REPORT = `write the JSON report of vitest, jest or mocha to ${REPORT}, as in "npx vitest run --reporter=json --outputFile=${REPORT}".`;

function requireTypes({ code, timedOut, errors, output }: TypeCheck, command: string): void {
  if (timedOut) throw notInTime(command);
  if (code !== 0 && errors.length === 0) throw cannotStart(command, code, output);
}

function requireTests({ code, timedOut, results, output }: TestRun, command: string): void {
  if (timedOut) throw notInTime(command);
  if (code !== 0 && (code === 127 || code === 9009)) throw cannotStart(command, code, output);
  if (results) return;
  if (command.includes(REPORT)) {
    throw new UserError(`\`${command}\` has written no results: ${HOW_TO_REPORT}\nIt said:\n${tail(output)}`);
  }
  if (code !== 0) {
    throw new UserError(
      `\`${command}\` fails before anything is changed (exit code ${String(code)}), so that it cannot tell what a fix does.\n` +
        `Mend that first, or let it say what each test comes to: ${HOW_TO_REPORT}\nIt said:\n${tail(output)}`,
    );
  }
}

function notInTime(command: string): UserError {
  return new UserError(
    `\`${command}\` did not end in time. Give it more minutes with --timeout, or name a command that ends by itself.`,
  );
}

function cannotStart(command: string, code: number | null, output: string): UserError {
  return new UserError(
    `\`${command}\` cannot be run here (exit code ${String(code)}):\n${tail(output)}\nName one that runs in this folder.`,
  );
}

function resultsOf(runs: readonly TestRun[]) {
  return runs.flatMap(({ results }) => (results ? [results] : []));
}

/** The end of a text, which is where programs say what went wrong. */
export function tail(text: string, lines = 30): string {
  return stripVTControlCharacters(text).trimEnd().split(/\r?\n/).slice(-lines).join('\n');
}
