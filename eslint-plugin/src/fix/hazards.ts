import type { Call, FunctionNode, Node, SourceCode } from '../ast.ts';
import { fileSequence } from './file-sequence.ts';
import type { FileCall } from './file-sequence.ts';
import { carriedState } from './carried-state.ts';
import { lateHandling } from './late-handling.ts';
import { lateRegistration } from './late-registration.ts';
import { processState } from './process-state.ts';
import { sharedState } from './shared-state.ts';
import { staleOperand } from './stale-operand.ts';
import { reason } from './reasons.ts';
import type { Reason } from './reasons.ts';

/**
 * What may go wrong when other code runs at a place where the function used to run through: the call becomes a
 * suspension point.
 */

/**
 * Finds the reason why suspending `fn` at the call may change what the program does.
 *
 * @param calls all blocking calls of `fn`
 * @param inlined the callback around the call, where a rewrite makes its body a part of `fn`
 */
export function suspensionHazard(
  call: Call,
  fn: FunctionNode,
  calls: readonly FileCall[],
  sourceCode: SourceCode,
  inlined?: FunctionNode,
): Reason | undefined {
  const run = { call, fn, inlined, sourceCode };
  return (
    staleOperand(run) ??
    sharedState(run) ??
    carriedState(run) ??
    processState(run) ??
    fileSequence(call, fn, calls, sourceCode) ??
    finallyHazard(call, fn) ??
    lateRegistration(run) ??
    lateHandling(run)
  );
}

function finallyHazard(call: Node, fn: FunctionNode): Reason | undefined {
  let child: Node = call;
  for (let parent = call.parent; parent && parent !== fn; child = parent, parent = parent.parent) {
    if (parent.type === 'TryStatement' && parent.finalizer === child) return reason('finally');
  }
  return undefined;
}
