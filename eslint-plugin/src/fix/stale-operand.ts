import { isBuiltin } from 'node:module';
import {
  enclosingFunction,
  firstDefined,
  getPropertyName,
  memberName,
  variableOf,
  withoutTypeWrappers,
} from '../ast.ts';
import type { Node, SourceCode } from '../ast.ts';
import { GLOBAL_MODULE, resolveExport } from '../detect/export-reference.ts';
import { nodesInFile } from '../walk.ts';
import { isOwnProperty } from './own-object.ts';
import { reason } from './reasons.ts';
import type { Reason } from './reasons.ts';
import { CHANGING_METHODS } from './shared-state.ts';
import { isPartOf } from './suspended-run.ts';
import type { SuspendedRun } from './suspended-run.ts';

/**
 * Values that an expression reads before the call and uses after it. While the function ran through, nothing could
 * change in between; once it awaits, other code can.
 */

/** Finds an operand, evaluated before the call in the same expression, that may be out of date after it. */
export function staleOperand(run: SuspendedRun): Reason | undefined {
  const { call, fn, inlined, sourceCode } = run;
  let child: Node = call;
  for (;;) {
    const parent: Node | undefined = child.parent;
    if (parent === fn || parent === inlined || !isExpressionLike(parent, child)) return undefined;
    const { assigned, operands } = heldAcross(parent, child, sourceCode);
    if (assigned && !isSettled(assigned, run) && !isOwnProperty(assigned, run)) {
      return reason('compound assignment', { target: sourceCode.getText(assigned) });
    }
    const stale = operands.map((operand) => changeable(operand, run)).find(Boolean);
    if (stale) return reason('earlier read', { source: sourceCode.getText(stale) });
    child = parent;
  }
}

interface Held {
  /** The target of a compound assignment, which is read first and written last. */
  readonly assigned?: Node;
  /** Operands whose values wait for the child's. */
  readonly operands: readonly Node[];
}

/** What `parent` has evaluated, and still holds, when it comes to evaluate `child`. */
function heldAcross(parent: Node, child: Node, sourceCode: SourceCode): Held {
  const before = (nodes: readonly (Node | null)[]) =>
    nodes.slice(0, nodes.indexOf(child)).filter((node) => node !== null);
  switch (parent.type) {
    case 'AssignmentExpression':
      if (parent.right !== child) return { operands: [] };
      return parent.operator === '='
        ? { operands: assignmentBase(parent.left) }
        : { assigned: parent.left, operands: [] };
    case 'BinaryExpression':
      return { operands: parent.right === child ? [parent.left] : [] };
    case 'CallExpression':
    case 'NewExpression':
      return {
        operands:
          parent.callee === child
            ? []
            : [...changedObject(parent.callee, sourceCode), ...before(parent.arguments)],
      };
    case 'SwitchCase':
      return { operands: [parent.parent.discriminant] };
    case 'ArrayExpression':
      return { operands: before(parent.elements) };
    case 'TemplateLiteral':
      return { operands: before(parent.expressions) };
    case 'ObjectExpression':
      return {
        operands: before(parent.properties).map((property) =>
          property.type === 'Property' ? property.value : property,
        ),
      };
    case 'Property':
      return { operands: parent.computed && parent.value === child ? [parent.key] : [] };
    case 'MemberExpression':
      return { operands: parent.property === child ? [parent.object] : [] };
    case 'JSXOpeningElement':
      return { operands: before(parent.attributes).map(jsxValue) };
    case 'JSXElement':
      return { operands: [...parent.openingElement.attributes, ...before(parent.children)].map(jsxValue) };
    case 'JSXFragment':
      return { operands: before(parent.children).map(jsxValue) };
    default:
      return { operands: [] };
  }
}

/**
 * The list that a method changes, where the file replaces it somewhere: `this.queue` in `this.queue.push(…)`, with
 * `this.queue = []` elsewhere. Other methods are looked up, not state being read.
 */
function changedObject(callee: Node, sourceCode: SourceCode): readonly Node[] {
  if (callee.type !== 'MemberExpression' || !CHANGING_METHODS.has(getPropertyName(callee) ?? '')) return [];
  const list = withoutTypeWrappers(callee.object);
  return list.type === 'Identifier' || isReplaced(list, sourceCode) ? [list] : [];
}

const assignedNames = new WeakMap<SourceCode, ReadonlySet<string>>();

/** Whether the file gives a property on the way to a list a value, other than in the constructor of its object. */
function isReplaced(list: Node, sourceCode: SourceCode): boolean {
  if (list.type !== 'MemberExpression') return false;
  let names = assignedNames.get(sourceCode);
  if (!names) assignedNames.set(sourceCode, (names = new Set(assignedIn(sourceCode))));
  const name = memberName(list);
  return (name !== null && names.has(name)) || isReplaced(withoutTypeWrappers(list.object), sourceCode);
}

function* assignedIn(sourceCode: SourceCode): Generator<string> {
  for (const node of nodesInFile(sourceCode)) {
    if (node.type !== 'AssignmentExpression' || node.left.type !== 'MemberExpression') continue;
    const { parent } = enclosingFunction(node) ?? {};
    const isOfConstructor = parent?.type === 'MethodDefinition' && parent.kind === 'constructor';
    const name = isOfConstructor && node.left.object.type === 'ThisExpression' ? null : memberName(node.left);
    if (name !== null) yield name;
  }
}

/** What an attribute or a child of a JSX element holds. */
function jsxValue(node: Node): Node {
  if (node.type === 'JSXAttribute') return node.value ? jsxValue(node.value) : node;
  if (node.type === 'JSXSpreadAttribute') return node.argument;
  return node.type === 'JSXExpressionContainer' || node.type === 'JSXSpreadChild' ? node.expression : node;
}

/** In `a.b.c = …` the object `a.b` is read before the right side; in `a.c = …` that is only the binding `a`. */
function assignmentBase(target: Node): readonly Node[] {
  return target.type === 'MemberExpression'
    ? [target.object, ...(target.computed ? [target.property] : [])]
    : [];
}

/** The part of an operand that other code may change while the function is suspended. */
function changeable(operand: Node, run: SuspendedRun): Node | undefined {
  const changeablePart = (part: Node | null) => part && changeable(part, run);
  const node = withoutTypeWrappers(operand);
  switch (node.type) {
    case 'Identifier':
      return isSettled(node, run) ? undefined : node;
    case 'MemberExpression':
      return isConstantMember(node, run.sourceCode) || isOwnProperty(node, run) ? undefined : node;
    case 'TemplateLiteral':
      return firstDefined(node.expressions, changeablePart);
    case 'BinaryExpression':
    case 'LogicalExpression':
      return firstDefined([node.left, node.right], changeablePart);
    case 'ConditionalExpression':
      return firstDefined([node.consequent, node.alternate], changeablePart);
    case 'SequenceExpression':
      return firstDefined(node.expressions.slice(-1), changeablePart);
    case 'SpreadElement':
    case 'UnaryExpression':
      return changeable(node.argument, run);
    case 'ArrayExpression':
      return firstDefined(node.elements, changeablePart);
    case 'ObjectExpression':
      return firstDefined(node.properties, changeablePart);
    case 'Property':
      return firstDefined([...(node.computed ? [node.key] : []), node.value], changeablePart);
    // A literal is itself, and a call's result was computed for this expression alone.
    default:
      return undefined;
  }
}

/**
 * Whether nobody can have changed a property: `import.meta.url`, `process.env.HOME` and what Node's modules export
 * are set up once, and what Node's functions return is made for the caller.
 */
function isConstantMember(node: Node, sourceCode: SourceCode): boolean {
  if (resolveExport(node, isOfNode, sourceCode)) return true;
  switch (node.type) {
    case 'MemberExpression':
      return isConstantMember(withoutTypeWrappers(node.object), sourceCode);
    case 'AwaitExpression':
      return isConstantMember(node.argument, sourceCode);
    case 'CallExpression': {
      // `(await toThread(fs.statSync, path)).size`: an earlier call that is fixed already.
      const [fn] = node.arguments;
      return fn !== undefined && resolveExport(fn, isOfNode, sourceCode) !== undefined;
    }
    default:
      return node.type === 'MetaProperty' || node.type === 'Literal' || node.type === 'TemplateLiteral';
  }
}

function isOfNode(module: string, [name]: readonly string[]): true | undefined {
  return isBuiltin(module) || (module === GLOBAL_MODULE && name === 'process') || undefined;
}

/** Whether a binding keeps its value while the run is suspended: nothing outside of it writes it. */
export function isSettled(node: Node, run: SuspendedRun): boolean {
  if (node.type !== 'Identifier') return false;
  const variable = variableOf(node, run.sourceCode);
  if (!variable || variable.defs.length === 0) return true;
  const { block } = variable.scope.variableScope;
  const isLocal = block === run.fn || block === run.inlined;
  return variable.references.every(
    (reference) =>
      !reference.isWrite() || reference.init === true || (isLocal && isPartOf(reference.identifier, run)),
  );
}

/** Whether a node evaluates its child as an operand. The test of a `case` is compared with what `switch` holds. */
function isExpressionLike(node: Node | undefined, child: Node): node is Node {
  if (node?.type === 'SwitchCase') return node.test === child;
  return node !== undefined && !/Statement$|Declaration$|^Program$|^StaticBlock$/.test(node.type);
}
