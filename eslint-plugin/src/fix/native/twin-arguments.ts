import type { TSESLint } from '@typescript-eslint/utils';
import { getPropertyName } from '../../ast.ts';
import type { Call, SourceCode } from '../../ast.ts';
import type { NativeTwin } from '../../catalog/types.ts';
import { commandOutput } from './command-output.ts';
import { mayBeSet } from '../crossing.ts';
import { isFileDescriptor } from './file-descriptor.ts';

/** What becomes of the arguments of a blocking call when its twin is called with them. */
export interface TwinArguments {
  /** What the twin may make of them in another way, in whole sentences. */
  readonly differences: readonly string[];
  readonly edits?: ((fixer: TSESLint.RuleFixer) => TSESLint.RuleFix[]) | undefined;
}

/** Judges the arguments of a call; `undefined` when the twin would not do the same with them. */
export function twinArguments(
  call: Call,
  native: NativeTwin,
  sourceCode: SourceCode,
): TwinArguments | undefined {
  // Type arguments are those of the blocking function's own declaration.
  if (call.typeArguments) return undefined;
  const [first, second] = call.arguments;
  const differences: string[] = [];
  if (native.pathOnly && first) {
    const answer = isFileDescriptor(first, sourceCode);
    if (answer === 'yes') return undefined;
    if (answer === 'maybe') differences.push('It takes no file descriptor.');
  }
  for (const option of native.lacksOptions ?? []) {
    if (!mayBeSet(option, call.arguments, 1)) continue;
    const isSet =
      second?.type === 'ObjectExpression' &&
      second.properties.some(
        (property) => property.type === 'Property' && getPropertyName(property) === option,
      );
    if (isSet) return undefined;
    differences.push(`It does not know \`${option}\`.`);
  }
  if (!native.collectsOutput) return { differences };
  const output = commandOutput(call, native.export, sourceCode);
  return output && { differences, edits: output.edits };
}
