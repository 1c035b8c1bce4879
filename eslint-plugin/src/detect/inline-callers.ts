import type { TSESTree } from '@typescript-eslint/utils';
import { getPropertyName, isCall, withoutTypeWrappersAround } from '../ast.ts';
import type { Call, FunctionNode, Node, SourceCode } from '../ast.ts';
import { isExitListener } from './exit-listeners.ts';
import { resolveExport } from './export-reference.ts';
import { GLOBAL_MODULE } from './export-path.ts';
import type { Lookup } from './export-path.ts';
import { ownCaller } from './own-callers.ts';

/**
 * What becomes of a function that is written as a value: whether whoever gets it calls it at once, later on the
 * event loop, or on another thread.
 */
export type Invocation =
  /** Called while the expression at `call` is evaluated: array methods, `new Promise(…)`, a function called in place. */
  | { readonly kind: 'inline'; readonly call: Node }
  /** Called on the event loop once a promise is settled. */
  | { readonly kind: 'settled' }
  /** Run by a worker, or when the event loop has ended. */
  | { readonly kind: 'off thread' }
  /** Called at a time, or not at all, that this file does not tell: listeners, timers, returned functions. */
  | { readonly kind: 'unknown' };

/** Methods of arrays, strings, maps and sets that call the function they are given before they return. */
const INLINE_METHODS = new Set([
  'every',
  'filter',
  'find',
  'findIndex',
  'findLast',
  'findLastIndex',
  'flatMap',
  'forEach',
  'map',
  'reduce',
  'reduceRight',
  'replace',
  'replaceAll',
  'some',
  'sort',
  'toSorted',
]);

/** Whether a method of that name calls the function it is given before it returns. */
export function isInlineMethod(name: string): boolean {
  return INLINE_METHODS.has(name);
}

/** Those that take something else behind the function. */
const MORE_ARGUMENTS = new Set(['reduce', 'reduceRight']);

const INLINE_GLOBALS = new Set([
  'Array.from',
  'BigInt64Array.from',
  'BigUint64Array.from',
  'Float32Array.from',
  'Float64Array.from',
  'Int16Array.from',
  'Int32Array.from',
  'Int8Array.from',
  'JSON.parse',
  'JSON.stringify',
  'Map.groupBy',
  'Object.groupBy',
  'Promise',
  'Promise.try',
  'Reflect.apply',
  'Uint16Array.from',
  'Uint32Array.from',
  'Uint8Array.from',
  'Uint8ClampedArray.from',
]);

/** Functions of Node that call the function they are given before they return, by their modules. */
const INLINE_OF_NODE = new Set([
  'async_hooks.AsyncLocalStorage.new().exit',
  'async_hooks.AsyncLocalStorage.new().run',
  'async_hooks.AsyncResource.new().runInAsyncScope',
]);

/** The last steps of those that are methods: `from`. */
const INLINE_GLOBAL_METHODS = new Set([...INLINE_GLOBALS].map((name) => name.slice(name.indexOf('.') + 1)));

const UNKNOWN: Invocation = { kind: 'unknown' };

/** The methods of a promise, which call what they are given once it is settled. */
export const PROMISE_METHODS: ReadonlySet<string> = new Set(['catch', 'finally', 'then']);

/** Whether a call may call a function that is named in its arguments, as far as its own name tells. */
export function mayCallNamed({ callee }: Call): boolean {
  const name = callee.type === 'MemberExpression' ? getPropertyName(callee) : null;
  return (
    name !== null &&
    (INLINE_METHODS.has(name) || PROMISE_METHODS.has(name) || INLINE_GLOBAL_METHODS.has(name))
  );
}

/** Tells what becomes of functions in one file. */
export class InlineCallers {
  readonly #sourceCode: SourceCode;
  readonly #offThread: Lookup<true>;

  /** @param offThread knows the functions that run what they are given on another thread */
  constructor(sourceCode: SourceCode, offThread: Lookup<true>) {
    this.#sourceCode = sourceCode;
    this.#offThread = offThread;
  }

  /** What becomes of a function expression. */
  invocation(fn: FunctionNode): Invocation {
    if (fn.type === 'FunctionDeclaration') return UNKNOWN;
    const value = withoutTypeWrappersAround(fn);
    const { parent } = value;
    switch (parent?.type) {
      case 'CallExpression':
        return parent.callee === value ? { kind: 'inline', call: parent } : this.#ofArgument(parent, value);
      case 'NewExpression':
        return this.#ofArgument(parent, value);
      case 'MemberExpression': {
        // `(function () { … }).call(this)`
        const call = parent.parent;
        const name = getPropertyName(parent);
        return call.type === 'CallExpression' &&
          call.callee === parent &&
          (name === 'call' || name === 'apply')
          ? { kind: 'inline', call }
          : UNKNOWN;
      }
      default:
        return UNKNOWN;
    }
  }

  /**
   * Whether a call runs, on the event loop, a function that is named, not written, in its arguments. Only methods of
   * known names and functions of the file are considered: nearly every call has a name among its arguments.
   */
  callsNamed(argument: Node, call: Call): boolean {
    return (
      this.callsByName(argument, call) || ownCaller(call, argument, this, this.#sourceCode) !== undefined
    );
  }

  /** The same, of callers that are known by their names. */
  callsByName(argument: Node, call: Call): boolean {
    const { kind } = this.#ofNamed(argument, call);
    return kind === 'inline' || kind === 'settled';
  }

  /** The function of the file that is given a function expression, if it calls that before it is done. */
  ownCallerOf(fn: FunctionNode): FunctionNode | undefined {
    const value = withoutTypeWrappersAround(fn);
    const { parent } = value;
    return parent && isCall(parent) ? ownCaller(parent, value, this, this.#sourceCode) : undefined;
  }

  /** Whether a promise runs a function that is named in the arguments of a call: `promise.then(load)`. */
  settlesNamed(argument: Node, call: Call): boolean {
    return this.#ofNamed(argument, call).kind === 'settled';
  }

  #ofNamed(argument: Node, call: Call): Invocation {
    const { callee } = call;
    if (callee.type !== 'MemberExpression') return UNKNOWN;
    const mayBeGlobal = INLINE_GLOBAL_METHODS.has(getPropertyName(callee) ?? '');
    return mayBeGlobal ? this.#ofArgument(call, argument) : ofMethod(call, callee, argument);
  }

  /** What becomes of a function that is an argument of a call. */
  #ofArgument(call: Call, argument: Node): Invocation {
    const { callee } = call;
    const method = callee.type === 'MemberExpression' ? ofMethod(call, callee, argument) : UNKNOWN;
    if (method.kind !== 'unknown') return method;
    if (isExitListener(argument, this.#sourceCode)) return { kind: 'off thread' };
    const known = resolveExport(callee, (module, path) => this.#known(call, module, path), this.#sourceCode);
    return known?.value ?? UNKNOWN;
  }

  #known(call: Node, module: string, path: readonly string[]): Invocation | undefined {
    if (this.#offThread(module, path)) return { kind: 'off thread' };
    const name = (path[0] === 'default' ? path.slice(1) : path).join('.');
    if (module === GLOBAL_MODULE && INLINE_GLOBALS.has(name)) return { kind: 'inline', call };
    if (module === 'async_hooks' && INLINE_OF_NODE.has(`${module}.${name}`)) return { kind: 'inline', call };
    return undefined;
  }
}

function ofMethod(call: Call, callee: TSESTree.MemberExpression, argument: Node): Invocation {
  const name = getPropertyName(callee) ?? '';
  if (PROMISE_METHODS.has(name)) return { kind: 'settled' };
  if (!isInlineMethod(name)) return UNKNOWN;
  // `pool.map(fn, items)`: with a list behind the function, this is no array's method. `paths.map(fn, this)` is.
  const [, second] = call.arguments;
  const takesMore =
    MORE_ARGUMENTS.has(name) ||
    second === undefined ||
    second.type === 'ThisExpression' ||
    call.arguments[0] !== argument;
  return takesMore ? { kind: 'inline', call } : UNKNOWN;
}
