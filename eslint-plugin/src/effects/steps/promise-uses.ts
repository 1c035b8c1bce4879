import type { TSESTree } from '@typescript-eslint/utils';
import {
  getPropertyName,
  isFunction,
  lastName,
  memberName,
  variableOf,
  withoutTypeWrappers,
  withoutTypeWrappersAround,
} from '../../ast.ts';
import type { Node, SourceCode, Variable } from '../../ast.ts';
import { resolveExport } from '../../detect/export-reference.ts';
import { PROMISE_METHODS } from '../../detect/inline-callers.ts';
import { allNodesIn, nodesInFile } from '../../walk.ts';
import { ANY } from '../memory/location.ts';
import { isChangingMethod, isLookingMethod, KEEPING_METHODS, knownCall } from '../known/known-calls.ts';
import { isProjectModule } from '../memory/modules.ts';
import { awaitsElements } from './awaited.ts';
import { isPromiseStatic } from './destinations.ts';
import type { Facts } from './facts.ts';
import { holderOf } from './holders.ts';
import type { Holder } from './steps.ts';

/** What is done with promises that are held by variables, lists, objects and fields. */

/** A use of what holds a promise. */
export interface PromiseUse {
  readonly node: Node;
  /**
   * Whether it sees to all promises that are held, or hands them on; to one of several; or to one after the other,
   * each when the one before is settled. What a function of another file of the project does, nobody sees.
   */
  readonly how: 'all' | 'one' | 'in turn' | 'handed on';
}

/** The uses of what holds a promise, wherever it is put. A `key` is that of the object it is put into, if known. */
export function usesOf(
  holders: readonly Holder[],
  key: string | undefined,
  facts: Facts,
): readonly PromiseUse[] {
  const found: PromiseUse[] = [];
  const seen = new Set<Holder>(holders);
  // The set grows while it is walked: a promise that a variable holds may be put into a list.
  for (const holder of seen) {
    for (const node of namesOf(holder, facts)) {
      const kept = keptIn(node);
      if (kept) for (const other of facts.made.holders.of(kept)) seen.add(other);
      const parameter = parameterGiven(node, facts);
      if (parameter) seen.add(parameter);
      const use = kept || parameter || isOfOtherKey(node, key) ? undefined : takenBy(node, facts);
      if (use) found.push(use);
    }
  }
  return found;
}

/** What holds a value that leads to no place yet: a field that is made with it, or an object that the run keeps to itself. */
export function ownHoldersOf(value: Node, { made, places, sourceCode }: Facts): readonly Holder[] {
  const node = withoutTypeWrappersAround(value);
  const { parent } = node;
  if (parent?.type === 'AssignmentExpression' && parent.left.type === 'MemberExpression')
    return made.holders.of(parent.left.object);
  if (parent?.type !== 'PropertyDefinition' || parent.value !== node) return [];
  const name = memberName(parent);
  const use = allNodesIn(parent.parent, sourceCode).find(
    (inner) =>
      inner.type === 'MemberExpression' &&
      inner.object.type === 'ThisExpression' &&
      memberName(inner) === name,
  );
  return use ? places.of(use).map(holderOf) : [];
}

/** The key under which an object or a list literal has a value. */
export function keyOf(value: Node): string | undefined {
  const node = withoutTypeWrappersAround(value);
  const { parent } = node;
  if (parent?.type === 'Property') return getPropertyName(parent) ?? undefined;
  if (parent?.type !== 'ArrayExpression' || parent.parent.type !== 'VariableDeclarator') return undefined;
  return String(parent.elements.findIndex((element) => element === node));
}

function isOfOtherKey(node: Node, key: string | undefined): boolean {
  const { parent } = withoutTypeWrappersAround(node);
  if (key === undefined || parent?.type !== 'MemberExpression' || parent.object !== node) return false;
  const isCalled = parent.parent.type === 'CallExpression' && parent.parent.callee === parent;
  const name = memberName(parent);
  return !isCalled && name !== null && name !== key;
}

/** Where a variable, or a place by its root and steps, is read. */
function namesOf(holder: Holder, { sourceCode, places }: Facts): readonly Node[] {
  if (typeof holder !== 'string')
    return holder.references.filter((reference) => reference.isRead()).map(({ identifier }) => identifier);
  const name = holder.slice(holder.lastIndexOf('.') + 1);
  return nodesInFile(sourceCode).filter(
    (node) =>
      node.type === 'MemberExpression' &&
      (memberName(node) ?? ANY) === name &&
      !(node.parent.type === 'AssignmentExpression' && node.parent.left === node) &&
      places.of(node).some((place) => holderOf(place) === holder),
  );
}

/** The collection that a value is put into: `running` for `running.add(job)`. */
function keptIn(value: Node): Node | undefined {
  const { parent } = withoutTypeWrappersAround(value);
  return parent?.type === 'CallExpression' &&
    parent.callee !== value &&
    parent.callee.type === 'MemberExpression' &&
    KEEPING_METHODS.has(memberName(parent.callee) ?? '')
    ? parent.callee.object
    : undefined;
}

/** The parameter of a function of the file that a call gives a value to: `jobs` for `settle(running)`. */
function parameterGiven(value: Node, { callbacks, sourceCode }: Facts): Variable | undefined {
  const node = withoutTypeWrappersAround(value);
  const call = node.parent;
  if (call?.type !== 'CallExpression' || call.callee === node) return undefined;
  const index = call.arguments.findIndex((argument) => argument === node);
  const [fn, another] = callbacks.bodiesRun(call);
  if (!fn || another || !isFunction(fn) || call.arguments.slice(0, index + 1).some(isSpread))
    return undefined;
  const parameter = fn.params[index];
  return parameter?.type === 'Identifier'
    ? sourceCode.getDeclaredVariables(fn).find(({ identifiers }) => identifiers.includes(parameter))
    : undefined;
}

function isSpread({ type }: Node): boolean {
  return type === 'SpreadElement';
}

/** Whether a loop waits for one element before it comes to the next, and does not just say what to do if one fails. */
function waitsForEach({ left }: TSESTree.ForOfStatement, sourceCode: SourceCode): boolean {
  return sourceCode
    .getDeclaredVariables(left)
    .some(({ references }) => references.some(({ identifier }) => isWaitedFor(identifier)));
}

function isWaitedFor(use: Node): boolean {
  let node = withoutTypeWrappersAround(use);
  for (let { parent } = node; parent; { parent } = node) {
    const goesOn =
      (parent.type === 'MemberExpression' && parent.object === node) ||
      (parent.type === 'CallExpression' && parent.callee === node);
    if (!goesOn) return parent.type === 'AwaitExpression';
    node = withoutTypeWrappersAround(parent);
  }
  return false;
}

/** Whether a function is of another file of the project, or given: packages see to all that they are given at once. */
function isOfProject(callee: Node, sourceCode: SourceCode): boolean {
  const isImported = resolveExport(callee, (module) => isProjectModule(module) || undefined, sourceCode);
  if (isImported) return true;
  const name = withoutTypeWrappers(callee);
  const [definition] = name.type === 'Identifier' ? (variableOf(name, sourceCode)?.defs ?? []) : [];
  return definition?.type === 'Parameter';
}

/** Who sees to the promises that an expression holds; `undefined` where nobody does. */
export function takenBy(use: Node, facts: Facts): PromiseUse | undefined {
  const { sourceCode, callbacks } = facts;
  const taken = (how: PromiseUse['how']): PromiseUse => ({ node: use, how });
  // `jobs[i]`, where that is what holds it.
  let isElement = use.type === 'MemberExpression' && memberName(use) === null;
  const whole = () => taken(isElement ? 'one' : 'all');
  let node = withoutTypeWrappersAround(use);
  for (let { parent } = node; parent; { parent } = node) {
    switch (parent.type) {
      case 'AwaitExpression':
        return whole();
      case 'MemberExpression': {
        if (parent.object !== node) return undefined;
        const name = memberName(parent) ?? '';
        const around = withoutTypeWrappersAround(parent);
        const outer = around.parent;
        if (outer?.type !== 'CallExpression' || outer.callee !== around) {
          if (/^(?:length|size)$/.test(name)) return undefined;
          isElement = true;
          node = around;
          continue;
        }
        if (PROMISE_METHODS.has(name)) return whole();
        if (/^reduce(?:Right)?$/.test(name)) return taken('in turn');
        if (name === 'forEach') return taken('all');
        if (isChangingMethod(name) ? !/^(?:pop|shift|splice)$/.test(name) : /^(?:has|includes)$/.test(name))
          return undefined;
        if (/^(?:at|find|findLast|get|pop|shift)$/.test(name)) isElement = true;
        node = withoutTypeWrappersAround(outer);
        continue;
      }
      case 'ForOfStatement':
        if (parent.right !== node) return undefined;
        if (!awaitsElements(parent, sourceCode)) return undefined;
        return taken(parent.await || waitsForEach(parent, sourceCode) ? 'in turn' : 'all');
      case 'ArrowFunctionExpression':
        // What a callback gives for each element is in the list that its call makes.
        if (parent.body !== node || !callbacks.parts.isPart(parent)) return taken('all');
        break;
      case 'CallExpression':
      case 'NewExpression': {
        if (parent.callee === node) return undefined;
        if (isFunction(node)) break;
        if (isPromiseStatic(parent.callee)) return taken('all');
        const name = lastName(parent.callee) ?? '';
        if (parent.callee.type === 'MemberExpression' && isChangingMethod(name)) return undefined;
        if (/^(?:Map|Set)$/.test(name) || /^(?:entries|from|fromEntries|values)$/.test(name)) break;
        if (parent.callee.type === 'MemberExpression' && isLookingMethod(name)) return undefined;
        if (knownCall(parent, sourceCode) !== 'unknown') return undefined;
        return taken(isOfProject(parent.callee, sourceCode) ? 'handed on' : 'all');
      }
      case 'ArrayExpression':
      case 'ConditionalExpression':
      case 'LogicalExpression':
      case 'ObjectExpression':
      case 'Property':
      case 'SpreadElement':
        break;
      case 'AssignmentExpression':
        return parent.right === node ? taken('all') : undefined;
      case 'ReturnStatement':
      case 'VariableDeclarator':
      case 'YieldExpression':
        return taken('all');
      default:
        return undefined;
    }
    node = withoutTypeWrappersAround(parent);
  }
  return undefined;
}
