import type { TSESTree } from '@typescript-eslint/utils';
import { enclosingFunction, getPropertyName, withoutTypeWrappers } from '../ast.ts';
import type { Call, FunctionNode, Node, SourceCode, Variable } from '../ast.ts';
import { fileSequence } from './file-sequence.ts';
import type { FileCall } from './file-sequence.ts';
import { carriedState } from './carried-state.ts';
import { sharedState } from './shared-state.ts';
import { staleOperand } from './stale-operand.ts';
import { reason } from './reasons.ts';
import type { Reason } from './reasons.ts';

/**
 * What may go wrong when other code runs at a place where the function used to run through: the call becomes a
 * suspension point.
 */

/**
 * Finds the reason why suspending `fn` at the call may change what the program does.
 *
 * @param calls all blocking calls of `fn`
 * @param inlined the callback around the call, where a rewrite makes its body a part of `fn`
 */
export function suspensionHazard(
  call: Call,
  fn: FunctionNode,
  calls: readonly FileCall[],
  sourceCode: SourceCode,
  inlined?: FunctionNode,
): Reason | undefined {
  const run = { call, fn, inlined, sourceCode };
  return (
    staleOperand(run) ??
    sharedState(run) ??
    carriedState(run) ??
    fileSequence(call, fn, calls, sourceCode) ??
    finallyHazard(call, fn) ??
    lateRegistration(call, fn, sourceCode) ??
    (inlined && lateInCallback(call, fn, inlined, sourceCode))
  );
}

function finallyHazard(call: Node, fn: FunctionNode): Reason | undefined {
  let child: Node = call;
  for (let parent = call.parent; parent && parent !== fn; child = parent, parent = parent.parent) {
    if (parent.type === 'TryStatement' && parent.finalizer === child) return reason('finally');
  }
  return undefined;
}

/** Methods that only work in the tick in which their object was handed over. */
const FIRST_TICK_METHODS = new Set([
  'addEventListener',
  'addListener',
  'on',
  'once',
  'prependListener',
  'prependOnceListener',
  'preventDefault',
  'respondWith',
  'stopImmediatePropagation',
  'stopPropagation',
  'waitUntil',
]);

/** What a function does with its parameters that has to be done in the tick in which it starts. */
interface FirstTick {
  /** Where a statement of the body ends after which the function has suspended anyway. */
  readonly ends: number;
  /** In the order of the text. */
  readonly registrations: readonly { readonly at: number; readonly name: string }[];
}

const firstTicks = new WeakMap<FunctionNode, FirstTick>();

/** A listener set on a parameter, after the call and before anything else that suspends, misses early events. */
function lateRegistration(call: Call, fn: FunctionNode, sourceCode: SourceCode): Reason | undefined {
  let known = firstTicks.get(fn);
  if (!known) {
    const registrations = [...registrationsIn(fn, sourceCode)].sort((a, b) => a.at - b.at);
    firstTicks.set(fn, (known = { ends: firstSuspension(fn), registrations }));
  }
  if (known.ends <= call.range[0]) return undefined;
  const late = known.registrations.find(({ at }) => at >= call.range[1]);
  return late && reason('late registration', { registration: late.name });
}

/** The same for what a callback does with its own parameters and, at its next run at the latest, with those of `fn`. */
function lateInCallback(
  call: Call,
  fn: FunctionNode,
  callback: FunctionNode,
  sourceCode: SourceCode,
): Reason | undefined {
  const [first] = firstSuspension(fn) <= call.range[0] ? [] : registrationsIn(fn, sourceCode, callback);
  return first
    ? reason('late registration', { registration: first.name })
    : lateRegistration(call, callback, sourceCode);
}

/** A parameter, or a variable that holds a part of one. */
type Given = Pick<Variable, 'name' | 'references'>;

/** What is registered on parameters of `fn` in a part of it: all of its own body, or a callback. */
function* registrationsIn(
  fn: FunctionNode,
  sourceCode: SourceCode,
  part = fn,
): Generator<FirstTick['registrations'][number]> {
  // A named function expression has a scope for its name around the scope of its parameters.
  const scope = sourceCode.scopeManager?.acquire(fn, true);
  const given = new Set<Given>(scope?.variables.filter(({ defs }) => defs[0]?.type === 'Parameter'));
  // The set grows while it is walked.
  for (const variable of given) {
    for (const { identifier } of variable.references) {
      const method = methodsCalledOn(identifier).find((name) => FIRST_TICK_METHODS.has(name));
      if (method && runsInline(identifier, part)) {
        yield { at: identifier.range[0], name: `${variable.name}.${method}` };
      }
      for (const part of partsTakenFrom(identifier, sourceCode)) given.add(part);
    }
  }
}

/** The variables that hold parts of what an identifier stands for: `req` in `const { req } = ctx`. */
function partsTakenFrom(identifier: Node, sourceCode: SourceCode): readonly Given[] {
  let node = withoutTypeWrappersAround(identifier);
  while (node.parent?.type === 'MemberExpression' && node.parent.object === node) {
    node = withoutTypeWrappersAround(node.parent);
  }
  const { parent } = node;
  return parent?.type === 'VariableDeclarator' && parent.init === node
    ? sourceCode.getDeclaredVariables(parent)
    : [];
}

/** The outermost of the wrappers around an expression that leave its value as it is. */
function withoutTypeWrappersAround(expression: Node): Node {
  let node = expression;
  while (
    node.parent &&
    node.parent !== node &&
    withoutTypeWrappers(node.parent) === withoutTypeWrappers(node)
  ) {
    node = node.parent;
  }
  return node;
}

/** The names of the methods in `identifier.method()`, `identifier.property.method()`, `identifier.one().two()`. */
function methodsCalledOn(identifier: Node): string[] {
  const called: string[] = [];
  let name: string | undefined;
  for (let node = identifier, { parent } = node; parent; node = parent, { parent } = node) {
    if (parent.type === 'MemberExpression' && parent.object === node) {
      name = getPropertyName(parent) ?? undefined;
    } else if (parent.type === 'CallExpression' && parent.callee === node) {
      if (name !== undefined) called.push(name);
    } else if (parent.type !== 'ChainExpression' && parent.type !== 'TSNonNullExpression') {
      break;
    }
  }
  return called;
}

/** Whether code runs as part of `fn` itself: in its body, or in the executor of a promise that it makes. */
function runsInline(node: Node, fn: FunctionNode): boolean {
  const around = enclosingFunction(node);
  if (!around || around === fn) return around === fn;
  const { parent } = around;
  return (
    parent.type === 'NewExpression' &&
    parent.callee.type === 'Identifier' &&
    parent.callee.name === 'Promise' &&
    parent.arguments[0] === around &&
    runsInline(parent, fn)
  );
}

/** Where `fn` has certainly suspended: behind the first `await` statement of its own body. */
function firstSuspension({ body }: FunctionNode): number {
  const statement = body.type === 'BlockStatement' ? body.body.find(awaitsAtOnce) : undefined;
  return statement?.range[1] ?? Infinity;
}

function awaitsAtOnce(statement: TSESTree.Statement): boolean {
  let value: Node | null | undefined;
  if (statement.type === 'ExpressionStatement') value = statement.expression;
  if (statement.type === 'VariableDeclaration') value = statement.declarations[0].init;
  if (value?.type === 'AssignmentExpression') value = value.right;
  return value?.type === 'AwaitExpression';
}
