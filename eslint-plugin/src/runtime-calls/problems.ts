import { getPropertyName } from '../ast.ts';
import type { SourceCode } from '../ast.ts';
import type { RuntimeCall } from './find-calls.ts';
import { invalidValueProblems } from './invalid-values.ts';
import { misplacedOptions } from './misplaced-options.ts';
import type { FileOfCalls } from './own-function.ts';
import { argumentProblems } from './passed-arguments.ts';
import { functionProblem } from './passed-function.ts';
import type { Problem } from './problem.ts';
import { takenTooEarly } from './taken-too-early.ts';
import { unawaitedProblem } from './unawaited.ts';
import { visibleValue } from './visible-value.ts';

/** Functions of test libraries that make doubles. These run where the test runs, and anything can be passed to them. */
const DOUBLE_MAKERS = /^(?:fake|fn|method|mock|mocked|spy|spyOn|stub)$/;

/** Finds everything that cannot work in the calls of the runtime in one file, call by call. */
export function problemsOf(calls: readonly RuntimeCall[], file: FileOfCalls): Problem[] {
  return calls.flatMap((call) => problemsOfCall(call, file));
}

function problemsOfCall(call: RuntimeCall, file: FileOfCalls): Problem[] {
  if (call.fn && isTestDouble(call.fn, file.sourceCode)) return [];
  const values = invalidValueProblems(call, file);
  // Where the executor is missing, what stands in the place of the function is an argument.
  const isShifted = call.callee === 'runInExecutor' && values.length > 0;
  const isSaid = values.some(({ node }) => node === call.node || node === call.fn);
  return [
    ...values,
    isShifted || isSaid ? undefined : functionProblem(call, file),
    ...argumentProblems(call, file),
    misplacedOptions(call, file.sourceCode),
    unawaitedProblem(call, file),
    takenTooEarly(call, file),
  ].filter((problem) => problem !== undefined);
}

function isTestDouble(fn: NonNullable<RuntimeCall['fn']>, sourceCode: SourceCode): boolean {
  const value = visibleValue(fn, sourceCode);
  if (value.type !== 'CallExpression' || value.callee.type !== 'MemberExpression') return false;
  return DOUBLE_MAKERS.test(getPropertyName(value.callee) ?? '');
}
