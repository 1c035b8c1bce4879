import type { TSESTree } from '@typescript-eslint/utils';
import {
  enclosingFunction,
  getPropertyName,
  isFunction,
  isVisiblyFunction,
  variableOf,
  withoutTypeWrappers,
} from '../ast.ts';
import type { Node, SourceCode } from '../ast.ts';
import { builtInCatalog } from '../catalog/index.ts';
import { BlockingCalls } from '../detect/blocking-call.ts';
import type { ClassNode } from '../detect/execution-context.ts';
import { resolveExport } from '../detect/export-reference.ts';
import { referredBodies, valueOf } from '../detect/local-function.ts';
import { isOnlyRead } from './captured-variables.ts';
import type { RuntimeCall } from './find-calls.ts';
import type { FileOfCalls } from './own-function.ts';
import { functionName } from './passed-function.ts';
import type { Problem } from './problem.ts';
import { awaitIt } from './rewrites.ts';
import { FUNCTION, GENERATOR, instance, PROMISE, uncloneable } from './values-of-node.ts';
import type { Uncloneable } from './values-of-node.ts';
import { visibleValue } from './visible-value.ts';

/** Finds arguments that cannot be copied to a worker. */

/** A part of an argument that cannot cross. */
interface Part extends Uncloneable {
  readonly node: Node;
  /** Where in the argument it is: `.options[0]`. */
  readonly path: string;
}

/** What is wrong with the arguments of a call, one problem an argument. */
export function argumentProblems(call: RuntimeCall, file: FileOfCalls): Problem[] {
  const name = functionName(call.fn, 'this function', file.sourceCode);
  return positions(call, file.sourceCode).flatMap(({ argument, position }): Problem[] => {
    const part = unsendablePart(argument, '', file);
    if (!part || (part.transferable && call.transfers)) return [];
    const isAwaitable = part.isPromise && part.node === argument;
    return [
      {
        node: part.node,
        messageId: 'uncloneableArgument',
        data: {
          position: String(position),
          name,
          at: part.path === '' ? '' : ` (at ${part.path})`,
          reason: part.reason,
          wayOut: part.isPromise ? ' Await it first.' : '',
        },
        suggestions: isAwaitable ? awaitIt('awaitArgument', argument, file) : [],
      },
    ];
  });
}

/** The arguments whose positions are known, from one. `map` passes an item of each list. */
function positions(
  { callee, node, args = [] }: RuntimeCall,
  sourceCode: SourceCode,
): { argument: TSESTree.Expression; position: number }[] {
  if (callee === 'map') {
    const spread = node.arguments.findIndex(({ type }) => type === 'SpreadElement');
    const lists = node.arguments.slice(1, spread === -1 ? undefined : spread);
    return lists.flatMap((list, index) => {
      const items = visibleValue(list, sourceCode);
      const elements = items.type === 'ArrayExpression' ? items.elements : [];
      return elements.flatMap((argument) =>
        argument && argument.type !== 'SpreadElement' ? { argument, position: index + 1 } : [],
      );
    });
  }
  const spread = args.findIndex(({ type }) => type === 'SpreadElement');
  return args
    .slice(0, spread === -1 ? undefined : spread)
    .flatMap((argument, index) =>
      argument.type === 'SpreadElement' ? [] : { argument, position: index + 1 },
    );
}

function unsendablePart(expression: Node, path: string, file: FileOfCalls): Part | undefined {
  const found = uncloneableValue(expression, file);
  if (found) return { ...found, node: expression, path };
  const node = withoutTypeWrappers(expression);
  const literal = node.type === 'Identifier' ? unchangedLiteral(node, file.sourceCode) : node;
  const inner = partsOf(literal).map(({ value, step }) => unsendablePart(value, path + step, file));
  const part = inner.find((candidate) => candidate !== undefined);
  // What is in a variable is reported where it is passed.
  return part && literal !== node ? { ...part, node: expression } : part;
}

/** The object or list that a variable holds, if the file does nothing to it but read it. */
function unchangedLiteral(name: TSESTree.Identifier, sourceCode: SourceCode): Node {
  const value = valueOf(name, sourceCode);
  if (value?.type !== 'ObjectExpression' && value?.type !== 'ArrayExpression') return name;
  const uses = variableOf(name, sourceCode)?.references.filter((reference) => reference.isReadOnly()) ?? [];
  const isUnchanged = uses.every(
    ({ identifier }) => identifier.type === 'Identifier' && isOnlyRead(identifier),
  );
  return isUnchanged ? value : name;
}

function partsOf(node: Node): { value: Node; step: string }[] {
  if (node.type === 'ArrayExpression') {
    const spread = node.elements.findIndex((element) => element?.type === 'SpreadElement');
    return node.elements
      .slice(0, spread === -1 ? undefined : spread)
      .flatMap((value, index) => (value ? { value, step: `[${index}]` } : []));
  }
  if (node.type !== 'ObjectExpression') return [];
  const spread = node.properties.findLastIndex(({ type }) => type === 'SpreadElement');
  return node.properties.slice(spread + 1).flatMap((property) => {
    if (property.type !== 'Property' || property.kind !== 'init') return [];
    const name = getPropertyName(property);
    return name === null ? [] : { value: property.value, step: stepTo(name) };
  });
}

/** As the runtime writes it. */
function stepTo(name: string): string {
  return /^[a-z_$][\w$]*$/i.test(name) ? `.${name}` : `[${JSON.stringify(name)}]`;
}

/** Why a value cannot cross, as far as its text or its binding shows. */
function uncloneableValue(expression: Node, file: FileOfCalls): Uncloneable | undefined {
  const { sourceCode } = file;
  const node = visibleValue(expression, sourceCode);
  if (isFunction(node) || isVisiblyFunction(expression, sourceCode)) return FUNCTION;
  switch (node.type) {
    case 'ClassDeclaration':
    case 'ClassExpression':
      return FUNCTION;
    case 'ThisExpression':
      return ofThis(node);
    case 'CallExpression':
      return ofCall(node, file);
    case 'NewExpression':
      return ofConstruction(node, sourceCode);
    case 'Identifier':
    case 'MemberExpression':
      return ofNode(node, sourceCode) ?? (namesFunction(node, sourceCode) ? FUNCTION : undefined);
    default:
      return undefined;
  }
}

function ofNode(node: Node, sourceCode: SourceCode): Uncloneable | undefined {
  const found = resolveExport(node, uncloneable, sourceCode);
  return found?.certain ? found.value : undefined;
}

/** Whether an expression names a function, of the file or of those that block. */
function namesFunction(
  node: TSESTree.Identifier | TSESTree.MemberExpression,
  sourceCode: SourceCode,
): boolean {
  const blocking = new BlockingCalls(builtInCatalog, sourceCode).ofReference(node);
  return blocking?.certain === true || referredBodies(node, sourceCode).length > 0;
}

function ofCall(node: TSESTree.CallExpression, { sourceCode, calls }: FileOfCalls): Uncloneable | undefined {
  if (calls.has(node)) return PROMISE;
  const [body] = referredBodies(node.callee, sourceCode);
  if (body && isFunction(body)) {
    if (body.generator) return GENERATOR;
    return body.async ? PROMISE : undefined;
  }
  return ofNode(node, sourceCode);
}

function ofConstruction(node: TSESTree.NewExpression, sourceCode: SourceCode): Uncloneable | undefined {
  const made = visibleValue(node.callee, sourceCode);
  if (made.type !== 'ClassDeclaration' && made.type !== 'ClassExpression') return ofNode(node, sourceCode);
  return isPlainClass(made) && !replacesItself(made, sourceCode) ? instance(nameOf(made)) : undefined;
}

/** In a method, `this` is an instance of the class, or of one that extends it. */
function ofThis(node: TSESTree.ThisExpression): Uncloneable | undefined {
  let fn = enclosingFunction(node);
  while (fn?.type === 'ArrowFunctionExpression') fn = enclosingFunction(fn);
  const member = fn?.parent;
  if (member?.type !== 'MethodDefinition' || member.static) return undefined;
  const made = member.parent.parent;
  return isPlainClass(made) ? instance(nameOf(made)) : undefined;
}

/** Whether a class extends nothing: what others extend may be an error, or something that is cloned. */
function isPlainClass(made: ClassNode): boolean {
  return made.superClass === null;
}

/** Whether the constructor may give back something else than the instance. */
function replacesItself(made: ClassNode, sourceCode: SourceCode): boolean {
  const own = made.body.body.find(
    (member) => member.type === 'MethodDefinition' && member.kind === 'constructor',
  );
  return own !== undefined && /\breturn\b/.test(sourceCode.getText(own));
}

function nameOf(made: ClassNode): string {
  return made.id?.name ?? 'a class';
}
