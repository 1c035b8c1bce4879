import { enclosingFunction } from '../ast.ts';
import type { Call, FunctionNode, Node, SourceCode } from '../ast.ts';

/** A run of a function that is suspended where it used to run through. */
export interface SuspendedRun {
  /** The call that becomes a suspension point. */
  readonly call: Call;
  readonly fn: FunctionNode;
  /** A callback whose body a rewrite makes a part of `fn`: the body of a loop, say. */
  readonly inlined?: FunctionNode | undefined;
  readonly sourceCode: SourceCode;
}

/** Whether the code at a node runs as a part of the function itself, so that only its own run gets there. */
export function isPartOf(node: Node, { fn, inlined }: Pick<SuspendedRun, 'fn' | 'inlined'>): boolean {
  const around = enclosingFunction(node);
  return around !== undefined && (around === fn || around === inlined);
}
