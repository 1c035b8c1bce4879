import type { TSESTree } from '@typescript-eslint/utils';
import { contains, memberName, variableOf, withoutTypeWrappers } from '../../ast.ts';
import type { Node, SourceCode, Variable } from '../../ast.ts';
import { nodesIn } from '../../walk.ts';
import type { Touch } from '../memory/location.ts';
import { isNothing, leavesOf } from './indifferent.ts';
import { inOrder } from './steps.ts';
import type { Step } from './steps.ts';

/**
 * Caches: `if (!pages.has(name)) pages.set(name, read(name))`. Whoever looks whether there is something does nothing
 * with the answer but to put it there, and who looks later finds it in any case. So it makes no difference to either
 * when another run has filled the place just so.
 */

/** What fills a place where there is nothing yet, or nothing that is fresh. */
export interface Filling {
  /** The place: its root, and the steps from there. */
  readonly place: string;
  /** Where it is filled. */
  readonly nodes: readonly Node[];
  /** The key of the element, as it is written; nothing where it is no element. */
  readonly key: string;
}

/** What a statement fills, if that is all that it does. A variable outside would tell whether it has been done. */
export function fillingOf(statement: Node, step: Step, sourceCode: SourceCode): Filling | undefined {
  const filled: Touch[] = [];
  for (const leaf of leavesOf(step)) {
    if (leaf.type === 'block' ? leaf.touches.some(changes) : leaf.type !== 'touch' && !isNothing(leaf))
      return undefined;
    if (leaf.type !== 'touch' || !changes(leaf.touch)) continue;
    if (leaf.touch.does !== 'fill' || leaf.touch.at.kind !== 'memory') return undefined;
    filled.push(leaf.touch);
  }
  const [first] = filled;
  if (!first) return undefined;
  const [place, key] = [placeOf(first), keyOf(first.node, sourceCode)];
  const isOne = filled.every((touch) => placeOf(touch) === place && keyOf(touch.node, sourceCode) === key);
  if (!isOne || key === undefined) return undefined;
  const nodes = filled.map(({ node }) => node);
  return isToldOutside(statement, nodes, sourceCode) ? undefined : { place, key, nodes };
}

/** Steps of which those that look at a place look at what is filled there. All in it is looked at, then. */
export function lookingAt(step: Step, filling: Filling, sourceCode: SourceCode): Step {
  switch (step.type) {
    case 'all':
      return inOrder(step.steps.map((part) => lookingAt(part, filling, sourceCode)));
    case 'either':
      return { type: 'either', ways: step.ways.map((way) => lookingAt(way, filling, sourceCode)) };
    case 'repeat':
      return { type: 'repeat', body: lookingAt(step.body, filling, sourceCode) };
    case 'attempt':
      return {
        type: 'attempt',
        block: lookingAt(step.block, filling, sourceCode),
        handler: step.handler && lookingAt(step.handler, filling, sourceCode),
        finalizer: step.finalizer && lookingAt(step.finalizer, filling, sourceCode),
      };
    case 'touch': {
      const { touch } = step;
      const isOfPlace = touch.does === 'look' && isAbout(touch, filling, sourceCode);
      return isOfPlace ? { type: 'touch', touch: { ...touch, deep: true, filledBy: filling.nodes } } : step;
    }
    default:
      return step;
  }
}

function isAbout(touch: Touch, { place, key }: Filling, sourceCode: SourceCode): boolean {
  if (placeOf(touch) !== place) return placeOf(touch).startsWith(`${place}.`);
  // What a variable has been given stays what it is.
  return touch.node.type === 'Identifier' || keyOf(touch.node, sourceCode) === key;
}

/** Whether a declaration gives a variable what is in a cache, for the question that comes next: `let page = pages.get(name)`. */
export function asksFor(
  declaration: Node | undefined,
  { test, consequent, range }: TSESTree.IfStatement,
  sourceCode: SourceCode,
): boolean {
  if (declaration?.type !== 'VariableDeclaration') return false;
  const [declarator, another] = declaration.declarations;
  if (!declarator.init || another || declarator.id.type !== 'Identifier') return false;
  const init = withoutTypeWrappers(declarator.init);
  const isTaken =
    init.type === 'MemberExpression' ||
    init.type === 'Identifier' ||
    (init.type === 'CallExpression' &&
      init.callee.type === 'MemberExpression' &&
      memberName(init.callee) === 'get');
  const [variable] = sourceCode.getDeclaredVariables(declarator);
  const uses = variable?.references ?? [];
  // Where it goes on without what has been filled in, it tells that there was nothing.
  const isKept = uses.some((use) => use.isWrite() && contains(consequent, use.identifier));
  const isUsedLater = uses.some(({ identifier }) => identifier.range[0] > range[1]);
  return isTaken && (isKept || !isUsedLater) && uses.some(({ identifier }) => contains(test, identifier));
}

/** Whether a variable that is declared outside a statement tells whether it has been done, and not only what is there then. */
function isToldOutside(statement: Node, nodes: readonly Node[], sourceCode: SourceCode): boolean {
  return nodesIn(statement, sourceCode).some((node) => {
    const target =
      node.type === 'AssignmentExpression'
        ? node.left
        : node.type === 'UpdateExpression'
          ? node.argument
          : undefined;
    if (target?.type !== 'Identifier' || nodes.includes(target)) return false;
    const variable = variableOf(target, sourceCode);
    const isInner = variable?.identifiers.every((name) => contains(statement, name)) === true;
    return !isInner && !(variable && nodes.every((fill) => isFilledWith(fill, variable, sourceCode)));
  });
}

/** Whether a place is filled with what a variable holds: `pages.set(name, page)`, `pages[name] = page`. */
export function isFilledWith(fill: Node, variable: Variable, sourceCode: SourceCode): boolean {
  const value =
    fill.type === 'CallExpression'
      ? fill.arguments.at(-1)
      : fill.parent?.type === 'AssignmentExpression' && fill.parent.left === fill
        ? fill.parent.right
        : undefined;
  return value?.type === 'Identifier' && variableOf(value, sourceCode) === variable;
}

/** The key of an element that a call, or a member, is about; nothing for one that may be another the next time. */
function keyOf(node: Node, sourceCode: SourceCode): string | undefined {
  const key =
    node.type === 'CallExpression'
      ? node.arguments[0]
      : node.type === 'MemberExpression' && node.computed
        ? node.property
        : undefined;
  if (!key) return '';
  return isSteady(key, sourceCode) ? sourceCode.getText(key) : undefined;
}

function isSteady(key: Node, sourceCode: SourceCode): boolean {
  switch (key.type) {
    case 'Literal':
      return true;
    case 'Identifier':
      return (
        variableOf(key, sourceCode)?.references.every((use) => use.init === true || !use.isWrite()) === true
      );
    case 'MemberExpression':
      return !key.computed && isSteady(key.object, sourceCode);
    default:
      return false;
  }
}

function changes({ does }: Touch): boolean {
  return does !== 'look';
}

function placeOf({ at }: Touch): string {
  return at.kind === 'memory' ? [at.root, ...at.steps].join('.') : '';
}
