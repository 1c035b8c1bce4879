import type { TSESTree } from '@typescript-eslint/utils';
import { getPropertyName, isFunction, variableOf } from '../ast.ts';
import type { FunctionNode, Node, SourceCode } from '../ast.ts';
import { AWAIT_STEP } from './export-path.ts';
import { valueGivenBy } from './local-function.ts';

/** What promises come to, where the text shows what they are made of. */

/** What a promise comes to, and the way from that to a part of it. */
interface Settled {
  readonly value: Node;
  readonly path: (path: readonly string[]) => readonly string[];
}

/** What comes of `Promise.all([…])`, and of `promise.then(…)`, with the way on from there. */
export function settledCall(
  { arguments: [argument], callee }: TSESTree.CallExpression,
  sourceCode: SourceCode,
): Settled | undefined {
  if (argument === undefined || callee.type !== 'MemberExpression') return undefined;
  const name = getPropertyName(callee);
  if (name === 'all' && argument.type === 'ArrayExpression' && isPromise(callee.object, sourceCode)) {
    const path = ([index, ...rest]: readonly string[]) =>
      index === undefined ? [] : [index, AWAIT_STEP, ...rest];
    return { value: argument, path };
  }
  const given = name === 'then' && isFunction(argument) ? valueGivenBy(argument, sourceCode) : null;
  return given ? { value: given, path: (path) => path } : undefined;
}

/** The promise whose value a callback is given: `import('node:fs').then((fs) => …)`. */
export function promiseOfCallback(fn: FunctionNode): Node | undefined {
  const { parent } = fn;
  return parent.type === 'CallExpression' &&
    parent.arguments[0] === fn &&
    parent.callee.type === 'MemberExpression' &&
    getPropertyName(parent.callee) === 'then'
    ? parent.callee.object
    : undefined;
}

/** Whether an expression is the `Promise` of the language. */
export function isPromise(object: Node, sourceCode: SourceCode): boolean {
  return (
    object.type === 'Identifier' &&
    object.name === 'Promise' &&
    (variableOf(object, sourceCode)?.defs.length ?? 0) === 0
  );
}
