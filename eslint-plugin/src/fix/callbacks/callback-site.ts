import type { TSESTree } from '@typescript-eslint/utils';
import { enclosingFunction } from '../../ast.ts';
import type { FunctionNode, SourceCode } from '../../ast.ts';
import type { DirectFinding } from '../../detect/blocking-uses.ts';
import { isGlobal } from '../async-function.ts';

/** Where a function that blocks is handed to somebody who calls it. */
interface Site {
  /** The call that gets the function, or, where that is called in place, runs it. */
  readonly call: TSESTree.CallExpression;
  /** The function: a callback written here, or a blocking function by its name. */
  readonly value: TSESTree.Expression;
}

/** Called once for each element, as a part of `fn`. */
export interface ElementsSite extends Site {
  readonly kind: 'elements';
  readonly fn: FunctionNode;
  /** Whether the call gives a list of what the function returns. */
  readonly keepsResults: boolean;
}

/** How the function is called. */
export type CallbackSite =
  | ElementsSite
  /** At once, as a part of `fn`. */
  | (Site & { readonly kind: 'in place'; readonly fn: FunctionNode })
  /** By a promise, which waits for what it returns; with the value of the promise, or with nothing. */
  | (Site & { readonly kind: 'promise'; readonly takesValue: boolean });

/** The methods of promises, each with how many of its arguments are called. */
const PROMISE_METHODS: Readonly<Record<string, number>> = { then: 2, catch: 1, finally: 1 };

/** Finds out how a function that blocks is called, where a rewrite knows what to make of that. */
export function callbackSite(
  { node, handedOn, context }: DirectFinding,
  sourceCode: SourceCode,
): CallbackSite | undefined {
  const callback = 'callback' in context ? context.callback : undefined;
  const value = handedOn ? node : callback;
  // A blocking function by its name, in a callback, would need two rewrites at once.
  if (!value || (handedOn && callback) || value.type === 'FunctionDeclaration') return undefined;
  const call = value.parent;
  if (call.type !== 'CallExpression') return undefined;
  const { callee } = call;
  const method = callee.type === 'MemberExpression' && !callee.computed ? callee.property : undefined;
  const name = method?.type === 'Identifier' ? method.name : '';
  const at = call.arguments.indexOf(value);

  if (context.kind === 'promise callback') {
    return at !== -1 && at < (PROMISE_METHODS[name] ?? 0)
      ? { kind: 'promise', call, value, takesValue: name !== 'finally' }
      : undefined;
  }
  if (context.kind !== 'async function' || enclosingFunction(call) !== context.fn) return undefined;
  const { fn } = context;
  if (callee === value) return { kind: 'in place', call, value, fn };
  const isArrayFrom =
    at === 1 &&
    callee.type === 'MemberExpression' &&
    callee.object.type === 'Identifier' &&
    callee.object.name === 'Array' &&
    name === 'from' &&
    isGlobal('Array', call, sourceCode);
  const isMethod = at === 0 && (name === 'map' || name === 'forEach');
  return isArrayFrom || isMethod
    ? { kind: 'elements', call, value, fn, keepsResults: name !== 'forEach' }
    : undefined;
}
