import {
  contains,
  enclosingFunction,
  getPropertyName,
  lastName,
  memberName,
  withoutTypeWrappers,
  withoutTypeWrappersAround,
} from '../../ast.ts';
import type { FunctionNode, Node, Variable } from '../../ast.ts';
import { memberIn, valueOf } from '../../detect/local-function.ts';
import { reason } from '../../fix/reasons.ts';
import type { Reason } from '../../fix/reasons.ts';
import { isEmit } from '../functions/kept-functions.ts';
import { isDormantEmitter, REGISTERING_METHODS } from '../known/known-calls.ts';
import { isExportedVariable } from '../memory/exported.ts';
import { isProjectModule } from '../memory/modules.ts';
import type { Situation } from '../runs/situations.ts';
import { isPromiseStatic } from '../steps/destinations.ts';
import type { Facts } from '../steps/facts.ts';
import { CALLER } from '../steps/steps.ts';
import type { Holder, Made } from '../steps/steps.ts';
import { usesAfter } from './late-handling.ts';

/** What has to be done in the tick in which a thing came to be: listeners are set before it can emit. */

/** What is registered on what the function was given, when no longer all that happens to it is noticed. */
export function lateRegistration(
  { after, functions, isFirstTick }: Situation,
  facts: Facts,
): Reason | undefined {
  if (!isFirstTick) return undefined;
  const given = givenPromise(after, functions);
  if (given) return reason('late handling', { promise: given });
  for (const { name, on, node } of after.registers) {
    if (on.includes(CALLER)) return reason('late registration', { registration: name });
    if (on.some((holder) => typeof holder === 'string' && holder.startsWith('this ')) && isOwnListener(node))
      return reason('late registration', { registration: name });
    const isGiven = on.some(
      (holder) => isParameter(holder) && functions.some((fn) => holder.defs[0]?.node === fn),
    );
    if (isGiven || isOnSharedBus(node, on, functions[0], facts))
      return reason('late registration', { registration: name });
  }
  return undefined;
}

/** Whether something is registered on an emitter that was there before the call, and that others let emit. */
function isOnSharedBus(
  node: Node,
  on: readonly Holder[],
  fn: FunctionNode | undefined,
  facts: Facts,
): boolean {
  const callee = node.type === 'CallExpression' ? withoutTypeWrappers(node.callee) : undefined;
  const object = callee?.type === 'MemberExpression' ? withoutTypeWrappers(callee.object) : undefined;
  const field =
    object?.type === 'MemberExpression' && object.object.type === 'ThisExpression'
      ? memberIn(object.object, memberName(object) ?? '', facts.sourceCode)?.value
      : undefined;
  return (field ? isBus(field, facts) : false) || on.some((holder) => isSharedBus(holder, fn, facts));
}

function isSharedBus(holder: Holder, fn: FunctionNode | undefined, facts: Facts): boolean {
  const [definition] = typeof holder === 'string' ? [] : holder.defs;
  if (definition?.type === 'ImportBinding')
    return definition.parent.type === 'ImportDeclaration' && isProjectModule(definition.parent.source.value);
  if (definition?.type !== 'Variable' || typeof holder === 'string') return false;
  const { init } = definition.node;
  if (!init || !isBus(init, facts)) return false;
  return (
    isExportedVariable(holder) ||
    holder.references.some(
      ({ identifier }) =>
        identifier.parent.type === 'MemberExpression' &&
        isEmit(identifier.parent) &&
        enclosingFunction(identifier) !== fn,
    )
  );
}

/** Whether an expression makes an emitter that does nothing by itself: its class may be one of the file. */
function isBus(made: Node, { sourceCode }: Facts): boolean {
  if (made.type !== 'NewExpression') return false;
  const value = made.callee.type === 'Identifier' ? valueOf(made.callee, sourceCode) : undefined;
  const isClass = value?.type === 'ClassDeclaration' || value?.type === 'ClassExpression';
  const name = isClass && value.superClass ? lastName(value.superClass) : lastName(made.callee);
  return /^Event(?:Emitter|Target)$/.test(name ?? '');
}

/** What the function was given, or has in a field, and awaits as it is: a promise that may have failed by then. */
function givenPromise(
  { used, touches }: Situation['after'],
  functions: Situation['functions'],
): string | undefined {
  const parameter = used.find(
    ({ variable, node }) =>
      isParameter(variable) && functions.some((fn) => variable.defs[0]?.node === fn) && isAwaitedAsIs(node),
  );
  if (parameter) return parameter.variable.name;
  // What is in a variable of the function itself has been put there since.
  const field = touches.find(
    ({ at, does, node }) =>
      does === 'look' &&
      at.kind === 'memory' &&
      !functions.some((fn) => fn === at.owner) &&
      isAwaitedAsIs(node),
  );
  return field?.at.text;
}

/** Whether a value is awaited, alone or with others, and not made where it is. */
function isAwaitedAsIs(use: Node): boolean {
  const node = withoutTypeWrappersAround(use);
  if (node.type !== 'Identifier' && node.type !== 'MemberExpression') return false;
  const { parent } = node;
  if (parent.type === 'AwaitExpression') return true;
  return (
    parent.type === 'CallExpression' &&
    parent.callee !== node &&
    isPromiseStatic(parent.callee) &&
    parent.parent.type === 'AwaitExpression'
  );
}

/** Whether an object sets a listener on itself: it was there, and could emit, before the call. */
function isOwnListener(node: Node): boolean {
  return (
    node.type === 'CallExpression' &&
    node.callee.type === 'MemberExpression' &&
    withoutTypeWrappers(node.callee.object).type === 'ThisExpression'
  );
}

/** What is registered on what the function has made before the call. */
export function lateListener({ before, after }: Situation): Reason | undefined {
  for (const made of before.made) {
    if (made.emitter === 'no') continue;
    const late = after.registers.find(({ on }) => on.some((holder) => made.holders.includes(holder)));
    if (late) return reason('late listener', { registration: late.name, emitter: made.text });
    if (made.emitter !== 'yes') continue;
    const uses = usesAfter(made, after);
    const handed = uses.find((node) => isHandedOn(node));
    if (handed) return reason('late listener', { registration: handedTo(handed), emitter: made.text });
    const isGivenBack = made.isGiven || uses.some((node) => isGivenAway(node));
    if (isGivenBack && mayEmit(made, before)) return reason('given late', { emitter: made.text });
  }
  return undefined;
}

/** Whether an emitter goes off by itself, or somebody has been told to let it. */
function mayEmit({ node, holders }: Made, { begun, used }: Situation['before']): boolean {
  if (node.type === 'ImportExpression' || !isDormantEmitter(node)) return true;
  const variables = holders.filter((holder) => typeof holder !== 'string');
  return (
    used.some(
      (use) =>
        variables.includes(use.variable) &&
        use.node.range[0] > node.range[1] &&
        (isHandedOn(use.node) || isSetGoing(use.node)),
    ) ||
    begun.some(({ functions }) =>
      functions.some((fn) =>
        variables.some(({ references }) => references.some(({ identifier }) => contains(fn, identifier))),
      ),
    )
  );
}

/** Whether a method is called on an emitter that does more than to set a listener: `server.listen(80)`. */
export function isSetGoing(use: Node): boolean {
  const node = withoutTypeWrappersAround(use);
  const { parent } = node;
  if (parent?.type !== 'MemberExpression' || parent.object !== node) return false;
  return (
    parent.parent.type === 'CallExpression' &&
    parent.parent.callee === parent &&
    !REGISTERING_METHODS.has(getPropertyName(parent) ?? '')
  );
}

/** Whether a function gives a value back to its caller, alone or in an object, or puts it where others find it. */
function isGivenAway(use: Node): boolean {
  let node = withoutTypeWrappersAround(use);
  for (let { parent } = node; parent; { parent } = node) {
    switch (parent.type) {
      case 'Property':
      case 'ObjectExpression':
      case 'ArrayExpression':
      case 'ConditionalExpression':
      case 'LogicalExpression':
        node = withoutTypeWrappersAround(parent);
        continue;
      case 'ReturnStatement':
      case 'YieldExpression':
        return true;
      case 'ArrowFunctionExpression':
        return parent.body === node;
      case 'AssignmentExpression':
        return parent.right === node && parent.left.type === 'MemberExpression';
      default:
        return false;
    }
  }
  return false;
}

export function isHandedOn(use: Node): boolean {
  const { parent } = withoutTypeWrappersAround(use);
  return (parent?.type === 'CallExpression' || parent?.type === 'NewExpression') && parent.callee !== use;
}

function handedTo(use: Node): string {
  const { parent } = use;
  return parent?.type === 'CallExpression' && parent.callee.type === 'Identifier'
    ? `${parent.callee.name}(…)`
    : 'the call';
}

function isParameter(holder: Holder): holder is Variable {
  return typeof holder !== 'string' && holder.defs[0]?.type === 'Parameter';
}
