import { isFunction } from '../ast.ts';
import type { FunctionNode, Node, SourceCode } from '../ast.ts';
import { capturedVariables } from './captured-variables.ts';
import type { CapturedVariable } from './captured-variables.ts';
import type { RuntimeCall } from './find-calls.ts';
import { mayBeExported } from './exported.ts';
import { listed } from './problem.ts';
import type { Problem } from './problem.ts';
import { surroundings } from './surroundings.ts';

/** What is known about the file that calls the runtime. */
export interface FileOfCalls {
  readonly sourceCode: SourceCode;
  /** The calls of the runtime in it. */
  readonly calls: ReadonlyMap<Node, RuntimeCall>;
  /** Whether programs are surely started with it. */
  readonly isEntry: () => boolean;
  /** Whether it is an ES module, which may await at its top level. */
  readonly isModule: () => boolean;
}

/** A function of the file that is to run in a worker. */
export interface OwnFunction {
  readonly fn: FunctionNode;
  /** The argument of the call. */
  readonly argument: Node;
  /** What messages call it. */
  readonly name: string;
}

const EXPORT_IT = 'Export it from a module of its own, or pass what it needs as arguments';

/** Why a worker cannot get at a function of the file. What it captures is given to the caller to make suggestions of. */
export function ownFunctionProblem(
  own: OwnFunction,
  { sourceCode, calls, isEntry }: FileOfCalls,
): { readonly problem: Problem; readonly captured: readonly CapturedVariable[] } | undefined {
  const { fn, argument, name } = own;
  const isWritten = isFunction(argument);
  const isExported = !isWritten && mayBeExported(fn, calls, sourceCode);
  if (isExported && !isEntry()) return undefined;

  const needed = surroundings(fn, sourceCode);
  if (needed !== undefined) {
    const isOfModule = needed === 'import.meta';
    const where = isExported ? 'a module other than the entry file' : 'its module';
    const why = isOfModule ? 'which only modules have' : 'which stays in this thread';
    const problem: Problem = {
      node: argument,
      messageId: isOfModule ? 'unsupportedFunction' : 'needsThis',
      data: {
        name,
        reason: `it is not exported from ${where} and uses \`${needed}\`, ${why}`,
        wayOut: EXPORT_IT,
      },
    };
    return { problem, captured: [] };
  }

  const captured = capturedVariables(fn, sourceCode);
  const [first] = captured;
  if (!first) return undefined;
  const names = captured.map((variable) => variable.name);
  const variables = `${names.length === 1 ? 'the variable' : 'the variables'} ${listed(names)}`;
  const problem: Problem = {
    node: isWritten ? (first.uses[0] ?? argument) : argument,
    messageId: isExported ? 'entryFile' : 'capturedVariable',
    data: { name, variables, ...(!isExported && { wayOut: wayOutOf(captured) }) },
  };
  return { problem, captured };
}

function wayOutOf(captured: readonly CapturedVariable[]): string {
  return captured.every(({ passable }) => passable)
    ? `Pass the ${captured.length === 1 ? 'value as an argument' : 'values as arguments'}, or export the function from a module of its own`
    : 'Export the function from a module of its own';
}
