import { readFile } from 'node:fs/promises';

/** The tests of one run by name. */
export interface TestResults {
  readonly passed: ReadonlySet<string>;
  /** Failed tests with what they say. Files that could not be run count as tests of their name. */
  readonly failed: ReadonlyMap<string, string>;
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
  const known = new Set(before.flatMap(({ failed }) => [...failed.keys()]));
  return new Map(after.flatMap(({ failed }) => [...failed]).filter(([name]) => !known.has(name)));
}

/** Tests that passed in every run before the fix and are in no run after it: their file did not even load. */
export function lostTests(before: readonly TestResults[], after: readonly TestResults[]): string[] {
  const [first, ...others] = before;
  if (!first) return [];
  const seen = new Set(after.flatMap(({ passed, failed }) => [...passed, ...failed.keys()]));
  return [...first.passed].filter(
    (name) => others.every(({ passed }) => passed.has(name)) && !seen.has(name),
  );
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
  const passed = new Set<string>();
  const failed = new Map<string, string>();
  for (const file of testResults) {
    for (const { fullName, status, failureMessages } of file.assertionResults) {
      const name = `${file.name} ${fullName}`;
      if (status === 'passed') passed.add(name);
      if (status === 'failed') failed.set(name, failureMessages?.join('\n') ?? '');
    }
    if (file.status === 'failed' && file.assertionResults.length === 0)
      failed.set(file.name, file.message ?? '');
  }
  return { passed, failed };
}

function fromMocha({ passes, failures }: MochaReport): TestResults {
  const name = ({ file, fullTitle }: MochaTest): string => `${file ?? ''} ${fullTitle}`;
  return {
    passed: new Set(passes.map(name)),
    failed: new Map(failures.map((test) => [name(test), test.err?.stack ?? test.err?.message ?? ''])),
  };
}
