import { findVariable, getPropertyName } from '../ast.ts';
import type { FunctionNode, Node, SourceCode } from '../ast.ts';
import { PROMISE_METHODS } from '../detect/inline-callers.ts';
import type { Edits } from './rewrite.ts';

/**
 * Makes a sync function async: the keyword where it belongs, and `Promise<…>` around the type that it says it returns.
 * There is nothing to make of a function whose type cannot be that of an async one, or that has a use for the name
 * `await`.
 */
export function makeAsync(fn: FunctionNode, sourceCode: SourceCode): Edits | undefined {
  if (fn.generator || usesName('await', fn, sourceCode)) return undefined;
  const type = fn.returnType?.typeAnnotation;
  const holder = keywordHolder(fn);
  if (!type) return (fixer) => [fixer.insertTextBefore(holder, 'async ')];
  const isPlain =
    type.type !== 'TSTypePredicate' &&
    type.type !== 'TSNeverKeyword' &&
    !/\bPromise/.test(sourceCode.getText(type)) &&
    isGlobal('Promise', fn, sourceCode);
  if (!isPlain) return undefined;
  return (fixer) => [
    fixer.insertTextBefore(holder, 'async '),
    fixer.insertTextBefore(type, 'Promise<'),
    fixer.insertTextAfter(type, '>'),
  ];
}

/** Whether what a call gives is used as a promise there, so that it is one already. */
export function isUsedAsPromise({ parent }: Node): boolean {
  return (
    parent?.type === 'MemberExpression' &&
    PROMISE_METHODS.has(getPropertyName(parent) ?? '') &&
    parent.parent.type === 'CallExpression'
  );
}

/** Whether a name means the global of that name, or at least nothing that the file declares. */
export function isGlobal(name: string, at: Node, sourceCode: SourceCode): boolean {
  const variable = findVariable(sourceCode.getScope(at), name);
  return variable === null || variable.defs.length === 0;
}

/** What the keyword goes before: the key of a method, else the function. */
function keywordHolder(fn: FunctionNode): Node {
  const { parent } = fn;
  return parent.type === 'MethodDefinition' || (parent.type === 'Property' && parent.method)
    ? parent.key
    : fn;
}

/** Whether code in a function declares or mentions a name. */
export function usesName(name: string, fn: FunctionNode, sourceCode: SourceCode): boolean {
  if (!sourceCode.getText(fn).includes(name)) return false;
  const [start, end] = fn.range;
  return (sourceCode.scopeManager?.scopes ?? []).some(
    ({ block, set, references }) =>
      block.range[0] >= start &&
      block.range[1] <= end &&
      (set.has(name) || references.some(({ identifier }) => identifier.name === name)),
  );
}
