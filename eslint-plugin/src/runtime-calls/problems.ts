import { getPropertyName } from '../ast.ts';
import type { SourceCode } from '../ast.ts';
import type { RuntimeCall } from './find-calls.ts';
import { invalidValueProblem } from './invalid-values.ts';
import type { FileOfCalls } from './own-function.ts';
import { argumentProblems } from './passed-arguments.ts';
import { functionProblem } from './passed-function.ts';
import type { Problem } from './problem.ts';
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
  const first = invalidValueProblem(call, file.sourceCode) ?? functionProblem(call, file);
  return [first, ...argumentProblems(call, file), unawaitedProblem(call, file)].filter(
    (problem) => problem !== undefined,
  );
}

function isTestDouble(fn: NonNullable<RuntimeCall['fn']>, sourceCode: SourceCode): boolean {
  const value = visibleValue(fn, sourceCode);
  if (value.type !== 'CallExpression' || value.callee.type !== 'MemberExpression') return false;
  return DOUBLE_MAKERS.test(getPropertyName(value.callee) ?? '');
}
