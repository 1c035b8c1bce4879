import { readFile } from 'node:fs/promises';

/** The tests of one run by name. */
export interface TestResults {
  readonly passed: readonly string[];
  /** Failed tests with what they say. Files that could not be run count as tests of their name. */
  readonly failed: Readonly<Record<string, string>>;
}

/** Reads what the JSON reporters of vitest, jest and mocha write. */
export async function readTestResults(file: string): Promise<TestResults> {
  const report = JSON.parse(await readFile(file, 'utf8')) as JestReport | MochaReport;
  return 'testResults' in report ? fromJest(report) : fromMocha(report);
}

/** Tests that failed in some run after the fix and in none before it, with what they say. */
export function newFailures(
  before: readonly TestResults[],
  after: readonly TestResults[],
): ReadonlyMap<string, string> {
  const known = new Set(before.flatMap(({ failed }) => Object.keys(failed)));
  return new Map(after.flatMap(({ failed }) => Object.entries(failed)).filter(([name]) => !known.has(name)));
}

/** Tests that passed in every run before the fix and are in no run after it: their file did not even load. */
export function lostTests(before: readonly TestResults[], after: readonly TestResults[]): string[] {
  const [first, ...others] = before.map(({ passed }) => new Set(passed));
  if (!first) return [];
  const seen = new Set(after.flatMap(({ passed, failed }) => [...passed, ...Object.keys(failed)]));
  return [...first].filter((name) => others.every((passed) => passed.has(name)) && !seen.has(name));
}

/** Tests that passed in one run of the same code and failed in another. */
export function flakyTests(runs: readonly TestResults[]): string[] {
  const passed = new Set(runs.flatMap((run) => run.passed));
  const failed = new Set(runs.flatMap((run) => Object.keys(run.failed)));
  return [...failed].filter((name) => passed.has(name));
}

/** The report of jest, which vitest writes too. */
interface JestReport {
  readonly testResults: readonly {
    readonly name: string;
    readonly status: string;
    readonly message?: string;
    readonly assertionResults: readonly {
      readonly fullName: string;
      readonly status: string;
      readonly failureMessages?: readonly string[] | null;
    }[];
  }[];
}

interface MochaReport {
  readonly passes: readonly MochaTest[];
  readonly failures: readonly MochaTest[];
}

interface MochaTest {
  readonly fullTitle: string;
  readonly file?: string | null;
  readonly err?: { readonly message?: string; readonly stack?: string };
}

function fromJest({ testResults }: JestReport): TestResults {
  const passed: string[] = [];
  const failed: [name: string, text: string][] = [];
  for (const file of testResults) {
    for (const { fullName, status, failureMessages } of file.assertionResults) {
      const name = `${file.name} ${fullName}`;
      if (status === 'passed') passed.push(name);
      if (status === 'failed') failed.push([name, failureMessages?.join('\n') ?? '']);
    }
    if (file.status === 'failed' && file.assertionResults.length === 0)
      failed.push([file.name, file.message ?? '']);
  }
  return { passed, failed: Object.fromEntries(failed) };
}

function fromMocha({ passes, failures }: MochaReport): TestResults {
  const name = ({ file, fullTitle }: MochaTest): string => `${file ?? ''} ${fullTitle}`;
  return {
    passed: passes.map(name),
    failed: Object.fromEntries(
      failures.map((test) => [name(test), test.err?.stack ?? test.err?.message ?? '']),
    ),
  };
}
