import type { TSESTree } from '@typescript-eslint/utils';
import { getPropertyName, isFunction, withoutTypeWrappers } from '../ast.ts';
import type { Node, SourceCode } from '../ast.ts';
import { builtInCatalog } from '../catalog/index.ts';
import { BlockingCalls, displayName } from '../detect/blocking-call.ts';
import { CALL_STEP, GLOBAL_MODULE } from '../detect/export-path.ts';
import { resolveExport } from '../detect/export-reference.ts';
import { referredBodies } from '../detect/local-function.ts';
import { isExecutor } from './find-calls.ts';
import type { RuntimeCall } from './find-calls.ts';
import { isMethod, unsupported } from './functions-of-node.ts';
import type { Unsupported } from './functions-of-node.ts';
import { ownFunctionProblem } from './own-function.ts';
import type { FileOfCalls } from './own-function.ts';
import { exportFunction, passFunction } from './rewrites.ts';
import { passAsArguments } from './pass-as-arguments.ts';
import { quoted } from './problem.ts';
import type { Problem } from './problem.ts';
import { GENERATOR, uncloneable } from './values-of-node.ts';
import type { Uncloneable } from './values-of-node.ts';
import { visibleValue } from './visible-value.ts';

/** Judges what is to run in a worker: whether it is a function, and whether a worker can get at it. */

const REASONS: Readonly<Record<Unsupported, readonly [reason: string, wayOut: string]>> = {
  method: [
    'it is a method that needs its `this`, which stays in this thread',
    'Pass a function that takes all it needs as arguments',
  ],
  bound: [
    'it is a bound function, whose `this` and arguments stay in this thread',
    'Pass the unbound function and give it what it needs as arguments',
  ],
  native: [
    'it is native code that is neither a function of a Node module nor of a global, as workers know them',
    'Pass a function that takes all it needs as arguments, and returns what it makes of them',
  ],
  proxy: ['it is a Proxy, which stays in this thread', 'Pass the function that it stands for'],
  class: ['it is a class', 'Pass a function that makes the instance'],
  callback: [
    'it answers by a callback, which stays in this thread',
    'Pass its twin whose name ends in `Sync`, which returns what it gives',
  ],
  process: [
    'it changes the whole process, which threads may not',
    'Call it in the main thread, or run it with a ProcessPoolExecutor',
  ],
};

/** What is wrong with the function of a call, if anything is. */
export function functionProblem(call: RuntimeCall, file: FileOfCalls): Problem | undefined {
  const { fn } = call;
  if (!fn) return missingFunction(call);
  const { sourceCode } = file;
  const argument = withoutTypeWrappers(fn);
  const value = visibleValue(fn, sourceCode);
  return (
    (argument === value ? calledAlready(argument, call, file) : undefined) ??
    notAFunction(argument, value, file) ??
    unsupportedFunction(argument, value, call, sourceCode) ??
    ownFunction(argument, call, file) ??
    uncloneableResult(argument, sourceCode)
  );
}

/** What messages call the function of a call: its name, or `otherwise`. */
export function functionName(
  argument: Node | undefined,
  otherwise: 'This function' | 'this function',
  sourceCode: SourceCode,
): string {
  const node = argument && withoutTypeWrappers(argument);
  if (node && isFunction(node)) return quoted(node.id?.name, otherwise);
  const isName = node?.type === 'Identifier' || node?.type === 'MemberExpression';
  return quoted(isName ? sourceCode.getText(node).replaceAll(/\s+/g, ' ') : undefined, otherwise);
}

/** What is not given a function. */
const TAKE_NONE: ReadonlySet<string> = new Set([
  'acquire',
  'asCompleted',
  'moduleFunction',
  'named function',
  'run locked',
  'wait',
]);

function missingFunction({ node, callee }: RuntimeCall): Problem | undefined {
  const given = node.arguments.length;
  const isMissing = callee === 'runInExecutor' ? given === 1 : given === 0;
  const takesFunction = !isExecutor(callee) && !TAKE_NONE.has(callee);
  return isMissing && takesFunction && node.arguments[0]?.type !== 'SpreadElement'
    ? { node, messageId: 'notAFunction', data: { what: 'undefined' } }
    : undefined;
}

/** `toThread(readFileSync(path))`: the call is made here, and its result passed. */
function calledAlready(node: Node, call: RuntimeCall, file: FileOfCalls): Problem | undefined {
  const { sourceCode, calls } = file;
  const inner = node.type === 'AwaitExpression' ? node.argument : node;
  if (inner.type !== 'CallExpression') return undefined;
  if (calls.has(inner)) {
    // A call of the runtime gives a promise, and awaiting that gives what its function returned.
    const name = functionName(inner.arguments[0], 'This function', sourceCode);
    return givesNoFunction(inner, sourceCode)
      ? { node, messageId: 'calledAlready', data: { name } }
      : undefined;
  }
  const name = inner === node ? nameOfCalled(inner, sourceCode) : undefined;
  if (name === undefined) return undefined;
  const suggestions = passFunction(name, inner, call, sourceCode);
  return { node, messageId: 'calledAlready', data: { name: `\`${name}\`` }, suggestions };
}

/** The name of a function that is called, and is known to give back no function. */
function nameOfCalled(call: TSESTree.CallExpression, sourceCode: SourceCode): string | undefined {
  const blocking = new BlockingCalls(builtInCatalog, sourceCode).ofCall(call);
  if (blocking) {
    const { certain, entry } = blocking;
    return certain && entry.kind !== 'load' && entry.crossing === 'ok' ? displayName(entry) : undefined;
  }
  const [body] = referredBodies(call.callee, sourceCode);
  if (body && isFunction(body) && (body.async || body.generator)) return sourceCode.getText(call.callee);
  const computed = resolveExport(call.callee, isComputation, sourceCode);
  return computed?.certain ? computed.value : undefined;
}

function isComputation(module: string, path: readonly string[]): string | undefined {
  const name = path.join('.');
  return module === GLOBAL_MODULE && /^(?:JSON|Math)\.\w+$/.test(name) ? name : undefined;
}

function givesNoFunction({ arguments: [fn] }: TSESTree.CallExpression, sourceCode: SourceCode): boolean {
  if (!fn || fn.type === 'SpreadElement') return false;
  return new BlockingCalls(builtInCatalog, sourceCode).ofReference(fn) !== undefined;
}

function notAFunction(argument: Node, value: Node, { sourceCode }: FileOfCalls): Problem | undefined {
  const what = kindOfValue(value);
  if (what !== undefined) return { node: argument, messageId: 'notAFunction', data: { what } };
  if (value === argument || value.type !== 'CallExpression') return undefined;
  return nameOfCalled(value, sourceCode) === undefined
    ? undefined
    : {
        node: argument,
        messageId: 'notAFunction',
        data: { what: `what \`${sourceCode.getText(value.callee)}\` returned` },
      };
}

/** What a value is, where its text shows that it is no function. */
function kindOfValue(value: Node): string | undefined {
  switch (value.type) {
    case 'ArrayExpression':
      return 'an array';
    case 'ObjectExpression':
      return 'an object';
    case 'TemplateLiteral':
      return 'a string';
    case 'Literal':
      if (value.value === null) return 'raw' in value && value.raw === 'null' ? 'null' : undefined;
      return value.value instanceof RegExp ? 'a regular expression' : `a ${typeof value.value}`;
    case 'BinaryExpression':
      return 'the result of an operator';
    default:
      return undefined;
  }
}

function unsupportedFunction(
  argument: Node,
  value: Node,
  { callee }: RuntimeCall,
  sourceCode: SourceCode,
): Problem | undefined {
  const found = unsupportedKind(value, sourceCode) ?? unsupportedKind(argument, sourceCode);
  // Executors may have processes as workers.
  if (!found || (found === 'process' && callee !== 'toThread')) return undefined;
  const [reason, wayOut] = REASONS[found];
  return {
    node: argument,
    messageId: found === 'method' || found === 'bound' ? 'needsThis' : 'unsupportedFunction',
    data: { name: functionName(argument, 'This function', sourceCode), reason, wayOut },
  };
}

function unsupportedKind(value: Node, sourceCode: SourceCode): Unsupported | undefined {
  switch (value.type) {
    case 'ClassDeclaration':
    case 'ClassExpression':
      return 'class';
    case 'CallExpression':
      if (isBind(value.callee)) return 'bound';
      break;
    case 'MemberExpression': {
      const className = classOfLiteral(visibleValue(value.object, sourceCode));
      const name = getPropertyName(value);
      if (className !== undefined && name !== null && isMethod(GLOBAL_MODULE, className, name))
        return 'method';
      const method = new BlockingCalls(builtInCatalog, sourceCode).ofReference(value);
      if (method?.certain && method.entry.receiver !== undefined) return 'method';
      break;
    }
    case 'Identifier':
    case 'NewExpression':
      break;
    default:
      return undefined;
  }
  const found = resolveExport(value, unsupported, sourceCode);
  return found?.certain ? found.value : undefined;
}

function isBind(callee: Node): boolean {
  return callee.type === 'MemberExpression' && getPropertyName(callee) === 'bind';
}

/** The class whose methods a value has that is written out. */
function classOfLiteral(value: Node): string | undefined {
  switch (value.type) {
    case 'ArrayExpression':
      return 'Array';
    case 'TemplateLiteral':
      return 'String';
    case 'Literal':
      return value.value instanceof RegExp
        ? 'RegExp'
        : typeof value.value === 'string'
          ? 'String'
          : undefined;
    default:
      return undefined;
  }
}

function ownFunction(argument: Node, call: RuntimeCall, file: FileOfCalls): Problem | undefined {
  const { sourceCode } = file;
  const [fn] = referredBodies(argument, sourceCode);
  if (!fn || !isFunction(fn)) return undefined;
  // What a function gives may be exported under a name of its own, where a worker finds it.
  if (argument !== fn && visibleValue(argument, sourceCode).type === 'CallExpression') return undefined;
  const name = functionName(argument, 'This function', sourceCode);
  const found = ownFunctionProblem({ fn, argument, name }, file);
  if (found) {
    const { problem, captured } = found;
    if (problem.messageId !== 'capturedVariable') return problem;
    return {
      ...problem,
      suggestions:
        fn === argument ? passAsArguments(fn, captured, call, sourceCode) : exportFunction(fn, file),
    };
  }
  if (!fn.generator) return undefined;
  return resultProblem(argument, GENERATOR, sourceCode);
}

/** `toThread(createHash, 'sha256')`: what a function of Node gives is known. */
function uncloneableResult(argument: Node, sourceCode: SourceCode): Problem | undefined {
  const result = resolveExport(
    argument,
    (module, path) => uncloneable(module, [...path, CALL_STEP]),
    sourceCode,
  );
  if (!result?.certain || result.value.isPromise) return undefined;
  return resultProblem(argument, result.value, sourceCode);
}

function resultProblem(argument: Node, { reason }: Uncloneable, sourceCode: SourceCode): Problem {
  const name = functionName(argument, 'this function', sourceCode);
  return { node: argument, messageId: 'uncloneableResult', data: { name, reason } };
}
