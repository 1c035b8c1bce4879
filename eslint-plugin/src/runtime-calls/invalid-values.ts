import type { TSESTree } from '@typescript-eslint/utils';
import { getPropertyName, isVisiblyFunction } from '../ast.ts';
import type { Node, SourceCode } from '../ast.ts';
import { builtInCatalog } from '../catalog/index.ts';
import { BlockingCalls } from '../detect/blocking-call.ts';
import { GLOBAL_MODULE } from '../detect/export-path.ts';
import { resolveExport } from '../detect/export-reference.ts';
import { beforeSpread } from './find-calls.ts';
import type { RuntimeCall } from './find-calls.ts';
import { invalidOptionProblems } from './invalid-options.ts';
import type { FileOfCalls } from './own-function.ts';
import { quoted } from './problem.ts';
import type { Problem } from './problem.ts';
import { passArray } from './rewrites.ts';
import { visibleValue } from './visible-value.ts';

/** Finds arguments and options that the runtime refuses before it runs anything. */

/** What is wrong with the other arguments of a call than the function and its own. */
export function invalidValueProblems(call: RuntimeCall, file: FileOfCalls): Problem[] {
  const { callee, node } = call;
  const { sourceCode } = file;
  switch (callee) {
    case 'runInExecutor':
      return present(noExecutor(call, sourceCode));
    case 'setDefaultExecutor':
      return present(noDefaultExecutor(call, sourceCode));
    case 'run':
      return [...present(noArray(call, sourceCode)), ...invalidOptionProblems(call, sourceCode)];
    case 'map':
      return [...present(noIterable(call, sourceCode)), ...invalidOptionProblems(call, sourceCode)];
    case 'ThreadPoolExecutor':
    case 'ProcessPoolExecutor':
      return [
        ...(node.type === 'CallExpression' ? [notConstructed(call, sourceCode)] : []),
        ...invalidOptionProblems(call, sourceCode),
      ];
    case 'wait':
    case 'asCompleted':
      return [...present(noCall(call, file)), ...invalidOptionProblems(call, sourceCode)];
    case 'moduleFunction':
      return present(wrongModule(call, sourceCode));
    case 'named function':
      return [
        {
          node,
          messageId: 'onlyInWorkers',
          data: { name: quoted(sourceCode.getText(node.callee), 'This function') },
        },
      ];
    default:
      return [];
  }
}

function present(problem: Problem | undefined): Problem[] {
  return problem ? [problem] : [];
}

/** `ThreadPoolExecutor()`: a class that is called. */
function notConstructed({ node, callee }: RuntimeCall, sourceCode: SourceCode): Problem {
  // What `new` stands before ends with the arguments, so that a call in the callee would be taken for them.
  const isPlain = !sourceCode.getText(node.callee).includes('(');
  return {
    node,
    messageId: 'notConstructed',
    data: { name: callee },
    suggestions: isPlain
      ? [{ messageId: 'construct', fix: (fixer) => fixer.insertTextBefore(node, 'new ') }]
      : [],
  };
}

/** `setDefaultExecutor({ maxWorkers: 2 })`: options, and no executor. */
function noDefaultExecutor({ node }: RuntimeCall, sourceCode: SourceCode): Problem | undefined {
  const executor = beforeSpread(node.arguments, 0);
  const isMissing = node.arguments.length === 0;
  if (!isMissing && !(executor && isNoExecutor(visibleValue(executor, sourceCode)))) return undefined;
  return {
    node: executor ?? node,
    messageId: 'invalidArgument',
    data: { argument: 'executor', expected: 'an executor' },
  };
}

/** Whether a value that is written out has no `submit`. */
function isNoExecutor(value: Node): boolean {
  switch (value.type) {
    case 'ArrayExpression':
    case 'ArrowFunctionExpression':
    case 'FunctionExpression':
    case 'Literal':
    case 'TemplateLiteral':
      return true;
    case 'ObjectExpression':
      return value.properties.every(
        (property) =>
          property.type === 'Property' && !property.computed && getPropertyName(property) !== 'submit',
      );
    default:
      return false;
  }
}

/** `runInExecutor(readFileSync, path)`, as if it were `toThread`. */
function noExecutor({ node }: RuntimeCall, sourceCode: SourceCode): Problem | undefined {
  const executor = beforeSpread(node.arguments, 0);
  if (!executor) return undefined;
  const isFunction =
    isVisiblyFunction(executor, sourceCode) ||
    new BlockingCalls(builtInCatalog, sourceCode).ofReference(executor)?.certain === true;
  if (!isFunction) return undefined;
  return {
    node: executor,
    messageId: 'invalidArgument',
    data: { argument: 'executor', expected: 'an executor or null' },
    suggestions: [{ messageId: 'passExecutor', fix: (fixer) => fixer.insertTextBefore(executor, 'null, ') }],
  };
}

/** `pool.run(readFileSync, path)`, as if it were `submit`. */
function noArray(call: RuntimeCall, sourceCode: SourceCode): Problem | undefined {
  const { node } = call;
  const [fn, list] = node.arguments;
  if (!fn || fn.type === 'SpreadElement' || list?.type === 'SpreadElement') return undefined;
  if (list && !isNoArray(visibleValue(list, sourceCode), sourceCode)) return undefined;
  return {
    node: list ?? node,
    messageId: 'invalidArgument',
    data: { argument: 'args', expected: 'an array' },
    suggestions: passArray(call),
  };
}

function isNoArray(value: Node, sourceCode: SourceCode): boolean {
  switch (value.type) {
    case 'ArrowFunctionExpression':
    case 'FunctionExpression':
    case 'Literal':
    case 'ObjectExpression':
    case 'TemplateLiteral':
      return true;
    case 'Identifier':
      return value.name === 'arguments' && sourceCode.getScope(value).variableScope.type === 'function';
    default:
      return false;
  }
}

function noIterable({ node }: RuntimeCall, sourceCode: SourceCode): Problem | undefined {
  const items = beforeSpread(node.arguments, 1);
  const value = items && visibleValue(items, sourceCode);
  const isMissing = node.arguments.length === 1 && node.arguments[0]?.type !== 'SpreadElement';
  const isWrong =
    isMissing ||
    (value?.type === 'Literal' && typeof value.value !== 'string') ||
    (value?.type === 'ObjectExpression' && value.properties.every(isNamed));
  return isWrong
    ? {
        node: items ?? node,
        messageId: 'invalidArgument',
        data: { argument: 'items', expected: 'an iterable or async iterable' },
      }
    : undefined;
}

/** Whether a property has a plain name, and so does not make its object an iterable. */
function isNamed(property: TSESTree.ObjectLiteralElement): boolean {
  return property.type === 'Property' && !property.computed;
}

/** `wait([pool.submit(work)])`, or the same for each of a list: promises, and no calls. */
function noCall({ node }: RuntimeCall, { calls, sourceCode }: FileOfCalls): Problem | undefined {
  const list = beforeSpread(node.arguments, 0);
  const value = list && visibleValue(list, sourceCode);
  if (!value) return undefined;
  const elements = value.type === 'ArrayExpression' ? value.elements : [eachOf(value)];
  const at = elements.findIndex(
    (element) => element && GIVES_PROMISE.has(calls.get(visibleValue(element, sourceCode))?.callee ?? ''),
  );
  const found = elements[at];
  // What a list is spread into has another place.
  const isCounted = elements.slice(0, at).every((element) => element?.type !== 'SpreadElement');
  return found && isCounted
    ? {
        node: found,
        messageId: 'invalidArgument',
        data: { argument: `calls[${at}]`, expected: 'what call() of an executor gives' },
      }
    : undefined;
}

const GIVES_PROMISE: ReadonlySet<string> = new Set(['run', 'runInExecutor', 'submit', 'toThread']);

/** What `map` makes of each element, where that is one expression: `work(path)` for `paths.map((path) => work(path))`. */
function eachOf(list: Node): Node | undefined {
  if (list.type !== 'CallExpression' || list.callee.type !== 'MemberExpression') return undefined;
  const [callback] = list.arguments;
  return getPropertyName(list.callee) === 'map' &&
    callback?.type === 'ArrowFunctionExpression' &&
    callback.body.type !== 'BlockStatement'
    ? callback.body
    : undefined;
}

/** `moduleFunction('./resize.js', 'resize', __filename)`, or nothing in the place of the path. */
function wrongModule({ node }: RuntimeCall, sourceCode: SourceCode): Problem | undefined {
  if (node.arguments.some(({ type }) => type === 'SpreadElement')) return undefined;
  const parent = beforeSpread(node.arguments, 2);
  const isPath = parent && isFilePath(parent, sourceCode);
  if (parent && !isPath) return undefined;
  return {
    node: parent ?? node,
    messageId: 'invalidArgument',
    data: { argument: 'parentURL', expected: 'a file: URL, such as import.meta.url' },
    suggestions:
      parent?.type === 'MemberExpression' && parent.object.type === 'MetaProperty'
        ? [{ messageId: 'passModuleURL', fix: (fixer) => fixer.replaceText(parent, 'import.meta.url') }]
        : [],
  };
}

function isFilePath(parent: Node, sourceCode: SourceCode): boolean {
  const value = visibleValue(parent, sourceCode);
  if (value.type === 'MemberExpression' && value.object.type === 'MetaProperty') {
    return /^(?:dirname|filename)$/.test(getPropertyName(value) ?? '');
  }
  if (value.type === 'Literal') return typeof value.value !== 'string' || !value.value.startsWith('file:');
  const name = resolveExport(value, wrapperName, sourceCode);
  return name?.certain === true;
}

function wrapperName(module: string, path: readonly string[]): true | undefined {
  const name = path.join('.');
  return (module === GLOBAL_MODULE && (name === '__filename' || name === '__dirname')) || undefined;
}
