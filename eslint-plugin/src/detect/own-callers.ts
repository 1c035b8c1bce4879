import { enclosingFunction, isCall, isFunction } from '../ast.ts';
import type { Call, FunctionNode, Node, SourceCode } from '../ast.ts';
import type { InlineCallers } from './inline-callers.ts';
import { referredBodies } from './local-function.ts';

/** Functions of the file that call what they are given: `function twice(fn) { fn(); fn(); }`. */

/** Functions that hand on what they are given are followed this far. */
const DEEPEST = 4;

/** The function of the file that a call runs, if that calls one of its arguments before it is done. */
export function ownCaller(
  call: Call,
  argument: Node,
  callers: InlineCallers,
  sourceCode: SourceCode,
  depth = 0,
): FunctionNode | undefined {
  const index = call.arguments.findIndex((given) => given === argument);
  const isSpread = call.arguments.slice(0, index + 1).some(({ type }) => type === 'SpreadElement');
  if (index === -1 || isSpread || depth > DEEPEST || call.type === 'NewExpression') return undefined;
  const [fn] = referredBodies(call.callee, sourceCode);
  if (!fn || !isFunction(fn) || fn.generator) return undefined;
  const param = fn.params[index];
  const name = param?.type === 'AssignmentPattern' ? param.left : param;
  const variable =
    name?.type === 'Identifier'
      ? sourceCode.getDeclaredVariables(fn).find(({ identifiers }) => identifiers.includes(name))
      : undefined;
  // A parameter that is given another value is no longer what was handed over.
  if (!variable || variable.references.some((reference) => reference.isWrite() && !reference.init))
    return undefined;
  const isRun = variable.references.some(
    ({ identifier }) =>
      runsWith(identifier, fn, callers) && isRunHere(identifier, callers, sourceCode, depth),
  );
  return isRun ? fn : undefined;
}

/** Whether a node runs while a function does: in it, or in a callback that is called in place. */
function runsWith(node: Node, fn: FunctionNode, callers: InlineCallers): boolean {
  for (let around = enclosingFunction(node); around && around !== fn; around = enclosingFunction(around)) {
    if (callers.invocation(around).kind !== 'inline') return false;
  }
  return true;
}

/** Whether a function is called where it is named, or handed to somebody who calls it. */
function isRunHere(name: Node, callers: InlineCallers, sourceCode: SourceCode, depth: number): boolean {
  const { parent } = name;
  if (!parent || !isCall(parent)) return false;
  if (parent.callee === name) return parent.type === 'CallExpression';
  return (
    callers.callsByName(name, parent) || ownCaller(parent, name, callers, sourceCode, depth + 1) !== undefined
  );
}
