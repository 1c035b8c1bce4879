import { isFunction, variableOf, withoutTypeWrappers } from '../ast.ts';
import type { Node, SourceCode, Variable } from '../ast.ts';
import { perFile } from '../per-file.ts';
import { defaultOf } from './patterns.ts';
import { promiseOfCallback } from './promise-values.ts';

/**
 * Tells most expressions that stand for no export of a module at their root, a parameter or a literal, so that nobody
 * has to follow them back. Whatever the resolver knows a way through is left to that.
 */

/** Whether an expression is made of something that is certainly no export. */
export function standsForNoExport(expression: Node, sourceCode: SourceCode): boolean {
  for (let node = withoutTypeWrappers(expression); ;) {
    switch (node.type) {
      case 'MemberExpression':
        node = withoutTypeWrappers(node.object);
        break;
      case 'CallExpression':
      case 'NewExpression':
        node = withoutTypeWrappers(node.callee);
        break;
      case 'Identifier': {
        const variable = variableOf(node, sourceCode);
        return variable !== null && variable.defs.length > 0 && holdsNoExport(variable, sourceCode);
      }
      case 'ArrayExpression':
      case 'ArrowFunctionExpression':
      case 'AwaitExpression':
      case 'ClassDeclaration':
      case 'ClassExpression':
      case 'ConditionalExpression':
      case 'FunctionExpression':
      case 'ImportExpression':
      case 'LogicalExpression':
      case 'ObjectExpression':
      case 'SequenceExpression':
      case 'Super':
      case 'ThisExpression':
        return false;
      default:
        return true;
    }
  }
}

const knownVariables = perFile(() => new Map<Variable, boolean>());

/** Whether a variable is certainly given something else than an export, once at least. */
function holdsNoExport(variable: Variable, sourceCode: SourceCode): boolean {
  const [definition, redeclaration] = variable.defs;
  if (!definition) return true;
  // Only the overloads of a function declare it again.
  if (redeclaration) return definition.type !== 'FunctionName' && redeclaration.type !== 'FunctionName';
  switch (definition.type) {
    case 'ClassName':
    case 'FunctionName':
    case 'ImportBinding':
      return false;
    case 'Parameter':
      return !mayBeGivenExport(variable.name, definition.node);
    case 'Variable':
      return isWrittenOtherwise(variable, sourceCode);
    default:
      return true;
  }
}

/** A parameter is what a promise gives to its callback, or what it has where nothing is given for it. */
function mayBeGivenExport(name: string, fn: Node): boolean {
  if (!isFunction(fn)) return false;
  return (
    promiseOfCallback(fn) !== undefined || fn.params.some((param) => defaultOf(name, param) !== undefined)
  );
}

function isWrittenOtherwise(variable: Variable, sourceCode: SourceCode): boolean {
  const known = knownVariables(sourceCode);
  let isOther = known.get(variable);
  if (isOther === undefined) {
    // A variable that is made of itself is looked at closely.
    known.set(variable, false);
    const writes = variable.references.filter((reference) => reference.isWrite());
    isOther =
      writes.length === 0 ||
      writes.some(({ writeExpr }) => !writeExpr || standsForNoExport(writeExpr, sourceCode));
    known.set(variable, isOther);
  }
  return isOther;
}
