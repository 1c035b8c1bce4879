import type { Findings } from './findings.ts';
import {
  lostTests,
  newFailures,
  type TestResults,
} from '../../eslint-plugin/dist/command/verify/test-results.js';
import { newTypeErrors } from '../../eslint-plugin/dist/command/verify/type-errors.js';

/** What checking the types and running the tests of a project gave. */
export interface State {
  readonly types: readonly string[];
  readonly tests: readonly TestResults[];
}

/** Prints what the rules found, and why it fixed no more. */
export function printFindings(found: Findings): void {
  console.log(`${found.files} files, ${found.calls} blocking calls in asynchronous code,`);
  console.log(
    `${found.fixable} of them fixed in ${found.fixableFiles} files; ${found.indirect} calls of helpers that block`,
  );
  console.log(`${found.lookups} of all these calls are lookups, ${found.fixableLookups} of them fixed`);
  for (const { reason, calls, suggestions } of found.refusals) {
    console.log(`  ${calls} not fixed (${suggestions} suggested): ${reason}`);
  }
  for (const file of found.unparsed) console.log(`  not parsed: ${file}`);
}

/** Prints types and tests before and after, and gives whether the fix broke nothing. */
export function printOutcome(before: State, after: State): boolean {
  const types = newTypeErrors(before.types, after.types);
  console.log(`Type errors: ${before.types.length} before, ${after.types.length} after`);
  for (const error of types) console.log(`  new: ${error}`);
  console.log(`Tests: before ${runs(before.tests)}; after ${runs(after.tests)}`);
  const failures = newFailures(before.tests, after.tests);
  for (const [name, text] of failures) console.log(`  new failure: ${name}\n${indented(text)}`);
  const lost = lostTests(before.tests, after.tests);
  for (const name of lost) console.log(`  no longer run: ${name}`);
  return types.length + failures.size + lost.length === 0;
}

function runs(results: readonly TestResults[]): string {
  return results
    .map(({ passed, failed }) => `${passed.length} passed ${Object.keys(failed).length} failed`)
    .join(', ');
}

function indented(text: string): string {
  return text
    .split('\n')
    .slice(0, 12)
    .map((line) => `    ${line}`)
    .join('\n');
}
