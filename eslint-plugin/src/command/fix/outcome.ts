import { positionAt } from '../lint/text-edits.ts';
import type { RuleWishes } from '../lint/project-linter.ts';
import type { Report } from '../lint/report.ts';
import type { UnreadFile } from '../project.ts';
import { scanResult } from '../scan/scan.ts';
import type { ScanResult } from '../scan/result.ts';
import { flakyIn } from '../verify/baseline.ts';
import type { Baseline } from '../verify/baseline.ts';
import type { CheckCommands, TestRun } from '../verify/checks.ts';
import type { FileState, StepMend } from './changes.ts';
import type { MendedPlace, TestCounts, VerificationResult } from './result.ts';

/** All that was mended, in the order of files and lines. */
export function mendedPlaces(states: readonly FileState[]): MendedPlace[] {
  return states.flatMap((state) =>
    state.mends.toSorted((one, other) => one.start - other.start).map((mend) => placeOf(state, mend)),
  );
}

/** Where a mend was in the file as it was committed. */
export function placeOf({ file }: FileState, { start, name = '', kind, fixId, step }: StepMend): MendedPlace {
  return {
    ...{ file: file.name, ...positionAt(file.source.text, start), name, step },
    ...(kind && { kind }),
    ...(fixId && { fixId }),
  };
}

/** What blocks in the files as they are after all. */
export function stillBlocking(
  states: readonly FileState[],
  unread: readonly UnreadFile[],
  wishes: RuleWishes,
  cwd: string,
): ScanResult {
  const looked: { name: string; reports: readonly Report[] }[] = [];
  const unreadable: UnreadFile[] = [...unread];
  for (const { file, text } of states) {
    const linted = file.lint(text, wishes);
    if ('unread' in linted) unreadable.push({ file: file.name, reason: linted.unread });
    else looked.push({ name: file.name, reports: linted.reports });
  }
  return scanResult(looked, unreadable, cwd);
}

/** What the commands said, in figures. */
export function verificationResult(
  baseline: Baseline,
  last: TestRun | undefined,
  { tests: command, types }: CheckCommands,
  { runs, leftovers }: Pick<VerificationResult, 'runs' | 'leftovers'>,
): VerificationResult {
  const before = countsOf(baseline.tests[1]);
  const after = countsOf(last);
  return {
    ...{ command, runs, leftovers, flaky: flakyIn(baseline) },
    ...(types !== undefined && { types }),
    ...(baseline.types && { typeErrors: baseline.types.errors.length }),
    ...(before && { before }),
    ...(after && { after }),
  };
}

function countsOf(run: TestRun | undefined): TestCounts | undefined {
  if (!run?.results) return undefined;
  const { passed, failed } = run.results;
  return { passed: passed.length, failed: Object.keys(failed).length };
}
