import type { TSESTree } from '@typescript-eslint/utils';
import { firstDefined, getPropertyName, isVisiblyFunction, withoutTypeWrappers } from '../ast.ts';
import type { Node, SourceCode } from '../ast.ts';
import type { CatalogEntry } from '../catalog/types.ts';
import { GLOBAL_MODULE } from '../detect/export-path.ts';
import { resolveExport } from '../detect/export-reference.ts';
import { reason } from './reasons.ts';
import type { Reason } from './reasons.ts';
import { isVisiblyInstance } from './visible-instances.ts';
import { visibleValues } from './visible-options.ts';

/** A call of a function of the catalog. */
interface BlockingCall {
  readonly node: TSESTree.CallExpression;
  readonly entry: CatalogEntry;
}

/** Why a call cannot be moved to another thread, judged by the catalog and by what its arguments visibly are. */
export function crossingObstacle({ node, entry }: BlockingCall, sourceCode: SourceCode): Reason | undefined {
  if (entry.crossing !== 'ok') return reason(entry.crossing);
  const options = node.arguments[entry.options?.at ?? 0];
  if (options && entry.options?.inPlace?.some((name) => visibleValues(options, name, sourceCode).length > 0))
    return reason('in-place');
  return firstDefined(node.arguments, (argument) => {
    const found = unsendable(argument.type === 'SpreadElement' ? argument.argument : argument, sourceCode);
    return found && reason(found);
  });
}

/** Which option, that an argument may hold unseen, would keep the call on its thread. */
export function crossingDoubt({ node, entry }: BlockingCall): Reason | undefined {
  const { at = 0, callback = [], handle = [] } = entry.options ?? {};
  const option = [...callback, ...handle].find((name) => mayBeSet(name, node.arguments, at));
  return option === undefined ? undefined : reason('option', { option });
}

/** Whether TypeScript would know less of what a call gives. A result that nobody looks at needs no type. */
export function losesTypes({ node, entry }: BlockingCall): boolean {
  const { losesTypes: loses } = entry;
  // Type arguments go with the function, which then has a type of its own.
  if (!loses || node.typeArguments || node.parent.type === 'ExpressionStatement') return false;
  if (loses === true) return true;
  const { at, options } = loses;
  if (options) return options.some((name) => mayBeSet(name, node.arguments, at));
  return node.arguments.length > at || node.arguments.some(({ type }) => type === 'SpreadElement');
}

/** What in a value visibly cannot be sent: a function, one of the standard streams, an instance. */
function unsendable(
  expression: Node,
  sourceCode: SourceCode,
): 'callback' | 'stream' | 'instance' | undefined {
  if (isVisiblyFunction(expression, sourceCode)) return 'callback';
  if (isVisiblyInstance(expression, sourceCode)) return 'instance';
  const node = withoutTypeWrappers(expression);
  switch (node.type) {
    case 'Identifier':
    case 'MemberExpression':
      return resolveExport(node, isStandardStream, sourceCode) && 'stream';
    case 'ObjectExpression':
      return firstDefined(node.properties, (property) =>
        unsendable(property.type === 'SpreadElement' ? property.argument : property.value, sourceCode),
      );
    case 'ArrayExpression':
      return firstDefined(node.elements, (element) => element && unsendable(element, sourceCode));
    case 'ConditionalExpression':
      return unsendable(node.consequent, sourceCode) ?? unsendable(node.alternate, sourceCode);
    case 'LogicalExpression':
      return unsendable(node.left, sourceCode) ?? unsendable(node.right, sourceCode);
    default:
      return undefined;
  }
}

function isStandardStream(module: string, path: readonly string[]): true | undefined {
  const name = [...(module === GLOBAL_MODULE ? [] : [module]), ...path].join('.');
  return /^process\.(?:default\.)?(?:stdin|stdout|stderr)$/.test(name) || undefined;
}

/** Whether the argument at a position may have a property of that name: only a literal shows that it has not. */
export function mayBeSet(
  name: string,
  args: readonly TSESTree.CallExpressionArgument[],
  at: number,
): boolean {
  const spread = args.findIndex(({ type }) => type === 'SpreadElement');
  if (spread !== -1 && spread <= at) return true;
  const options = args[at];
  if (!options) return false;
  const node = withoutTypeWrappers(options);
  if (node.type !== 'ObjectExpression') return node.type !== 'Literal';
  return node.properties.some(
    (property) =>
      property.type === 'SpreadElement' || property.computed || getPropertyName(property) === name,
  );
}
