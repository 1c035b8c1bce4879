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
  for (const [option, difference] of Object.entries(native.differsWith ?? {}))
    if (mayDiffer(option, call, native)) differences.push(difference);
  if (!native.collectsOutput) return { differences };
  const output = commandOutput(call, native.export, sourceCode);
  return output && { differences, edits: output.edits };
}

/** Whether an option may be set. The arguments of a program may stand before its options, which then are written out. */
function mayDiffer(option: string, { arguments: args }: Call, { collectsOutput }: NativeTwin): boolean {
  const literal = args.findIndex(({ type }) => type === 'ObjectExpression');
  if (literal === -1) return !collectsOutput && mayBeSet(option, args, 1);
  return mayBeSet(option, args, literal);
}
