import type { TSESTree } from '@typescript-eslint/utils';
import { isCall, isFunction } from '../ast.ts';
import type { FunctionNode, Node } from '../ast.ts';
import type { Site } from './call-sites.ts';
import type { InlineCallers } from './inline-callers.ts';

/**
 * Where code runs: judged by the nearest function around it, and, where that is a callback that is called in place,
 * by the function around that.
 */

export type ClassNode = TSESTree.ClassDeclaration | TSESTree.ClassExpression;

/** A stretch of code that runs in one go: a function, the fields of a class's instances, or the program. */
type Unit = FunctionNode | ClassNode | TSESTree.Program;

/** Where code runs. */
export type ExecutionContext =
  /** On the event loop, as part of an async function; `callback` is a sync function that it calls in place. */
  | { readonly kind: 'async function'; readonly fn: FunctionNode; readonly callback?: FunctionNode }
  /** On the event loop, when a promise is settled; `callback` is absent where the function is given by its name. */
  | { readonly kind: 'promise callback'; readonly callback?: FunctionNode }
  /** While the module is evaluated. */
  | { readonly kind: 'top level'; readonly callback?: FunctionNode }
  /** In a sync function, or a class whose instances are being made: whoever calls it decides. */
  | { readonly kind: 'sync function'; readonly owner: FunctionNode | ClassNode }
  /** On another thread, or when the process exits: where blocking is what one wants. */
  | { readonly kind: 'off thread' };

/**
 * Whether a text can hold code that runs on the event loop in an async function, in a callback of a promise, or in a
 * module that awaits. Where it cannot, nothing in it is ever reported.
 */
export function mayRunAsync(text: string): boolean {
  return /\b(?:async|await|then)\b|[.'"`]\s*(?:catch|finally)\b/.test(text);
}

/** Finds out where the code of a file runs, each function once. */
export class ExecutionContexts {
  readonly #callers: InlineCallers;
  readonly #known = new WeakMap<Unit, ExecutionContext>();

  constructor(callers: InlineCallers) {
    this.#callers = callers;
  }

  /** Where the code at a node runs. */
  at(node: Node): ExecutionContext {
    const unit = unitAround(node);
    let context = this.#known.get(unit);
    if (!context) {
      context = this.#find(unit);
      this.#known.set(unit, context);
    }
    return context;
  }

  /** Where a call runs, or a function that is handed on here. */
  ofUse({ node, handedOn }: Site): ExecutionContext {
    const around = this.at(node);
    const { parent } = node;
    if (!handedOn || !parent || !isCall(parent) || around.kind === 'off thread') return around;
    return this.#callers.settlesNamed(node, parent) ? { kind: 'promise callback' } : around;
  }

  #find(unit: Unit): ExecutionContext {
    if (unit.type === 'Program') return { kind: 'top level' };
    if (!isFunction(unit)) return { kind: 'sync function', owner: unit };
    const invocation = this.#callers.invocation(unit);
    const around = this.at(unit);
    if (invocation.kind === 'off thread' || around.kind === 'off thread') return { kind: 'off thread' };
    if (unit.async) return { kind: 'async function', fn: unit };
    // The body of a generator runs when it is iterated, wherever that is.
    if (unit.generator) return { kind: 'sync function', owner: unit };
    if (invocation.kind === 'unknown') {
      const caller = this.#callers.ownCallerOf(unit);
      if (!caller) return { kind: 'sync function', owner: unit };
      if (caller.async) return { kind: 'async function', fn: caller, callback: unit };
    }
    if (invocation.kind === 'settled') return { kind: 'promise callback', callback: unit };
    return around.kind === 'async function' || around.kind === 'top level'
      ? { ...around, callback: unit }
      : around;
  }
}

function unitAround(node: Node): Unit {
  let child = node;
  for (;;) {
    const parent = outwards(child);
    // Only the program has no parent.
    if (!parent || parent.type === 'Program') return (parent ?? child) as TSESTree.Program;
    if (isFunction(parent)) return parent;
    if (isField(parent) && !parent.static && parent.value === child) return parent.parent.parent;
    child = parent;
  }
}

/** A place where the language does not allow `await`, although the enclosing function is async. */
export type AwaitBarrier = 'parameter' | 'class field' | 'static block' | 'decorator' | 'enum' | 'namespace';

/** What stands between a node and the function it runs in, so that `await` is not legal there. */
export function awaitBarrier(node: Node): AwaitBarrier | undefined {
  let barrier: AwaitBarrier | undefined;
  let child = node;
  for (let parent = outwards(child); parent; child = parent, parent = outwards(child)) {
    if (isFunction(parent)) return isParameter(child, parent) ? 'parameter' : barrier;
    if (isField(parent) && parent.value === child) barrier = 'class field';
    if (parent.type === 'StaticBlock') barrier = 'static block';
    if (child.type === 'Decorator') barrier ??= 'decorator';
    if (parent.type === 'TSEnumMember') barrier ??= 'enum';
    if (parent.type === 'TSModuleBlock') barrier ??= 'namespace';
  }
  return barrier;
}

function isField(node: Node): node is TSESTree.AccessorProperty | TSESTree.PropertyDefinition {
  return node.type === 'PropertyDefinition' || node.type === 'AccessorProperty';
}

function isParameter(node: Node, fn: FunctionNode): boolean {
  return fn.params.some((param) => param === node);
}

/** The parent, but for decorators of a parameter: they run when the class is made, not when the method is called. */
function outwards(node: Node): Node | undefined {
  if (node.type !== 'Decorator') return node.parent;
  let parameter: Node = node.parent;
  // The decorator stands on the name itself, and a class in a default value is no parameter.
  while (
    (parameter.parent?.type === 'AssignmentPattern' && parameter.parent.left === parameter) ||
    parameter.parent?.type === 'TSParameterProperty'
  ) {
    parameter = parameter.parent;
  }
  const fn = parameter.parent;
  return fn && isFunction(fn) && isParameter(parameter, fn) ? fn.parent : node.parent;
}
