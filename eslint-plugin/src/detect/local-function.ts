import type { TSESTree } from '@typescript-eslint/utils';
import { isFunction, memberName, variableOf, withoutTypeWrappers } from '../ast.ts';
import type { FunctionNode, Node, Run, SourceCode, Variable } from '../ast.ts';
import { perFile } from '../per-file.ts';
import { nodesIn } from '../walk.ts';
import { appliedCall, boundFunction } from './borrowed-call.ts';
import type { ClassNode } from './execution-context.ts';
import { assignedExport, isExports, WHOLE } from './exported-names.ts';
import { fieldValues } from './fields.ts';
import { ownMember } from './members.ts';
import type { Member } from './members.ts';
import { receiverOfThis } from './receiver.ts';
import type { Receiver } from './receiver.ts';

/**
 * Resolves what is called to functions of the same file: declarations, consts, methods on `this` and `super`,
 * class statics, instances made in the file, object literals, what functions of the file give, constructors.
 */

/** The bodies that run when an expression is called: one function, or a constructor and the fields of its class. */
export type Body = FunctionNode | ClassNode;

/** Longer chains of aliases are not followed. A cycle of bindings ends here too. */
const MAX_STEPS = 16;

/** Finds the functions of this file that a call, a construction or a tagged template runs. */
export function calledBodies(node: Run, sourceCode: SourceCode): readonly Body[] {
  if (node.type === 'TaggedTemplateExpression') return referredBodies(node.tag, sourceCode);
  if (node.type === 'CallExpression' && node.callee.type !== 'Super') {
    const called = referredBodies(node.callee, sourceCode);
    const borrowed = called.length === 0 ? appliedCall(node, sourceCode) : undefined;
    return borrowed ? referredBodies(borrowed.callee, sourceCode) : called;
  }
  const made =
    node.callee.type === 'Super' ? superClass(node, sourceCode) : classOf(node.callee, sourceCode, 0);
  return made ? constructionBodies(made, sourceCode) : [];
}

/** Finds what `new` runs of a class of this file. */
export function classBodies(expression: Node, sourceCode: SourceCode): readonly Body[] {
  const made = classOf(expression, sourceCode, 0);
  return made ? constructionBodies(made, sourceCode) : [];
}

/** Finds the functions of this file that an expression refers to. */
export function referredBodies(expression: Node, sourceCode: SourceCode): readonly Body[] {
  const fn = functionOf(expression, sourceCode, 0);
  return fn ? [fn] : [];
}

/** Finds a member of what an expression stands for: an instance made in the file, a class, an object literal. */
export function memberIn(object: Node, name: string, sourceCode: SourceCode): Member | undefined {
  const receiver = receiverOf(object, sourceCode, 0);
  return receiver && memberOf(receiver, name, sourceCode, 0);
}

function functionOf(expression: Node, sourceCode: SourceCode, steps: number): FunctionNode | undefined {
  if (steps > MAX_STEPS) return undefined;
  const node = withoutTypeWrappers(expression);
  if (isFunction(node)) return node;
  if (node.type === 'Identifier') {
    const value = valueOf(node, sourceCode);
    return value && functionOf(value, sourceCode, steps + 1);
  }
  const bound = boundFunction(node);
  if (bound) return functionOf(bound.callee, sourceCode, steps + 1);
  const value =
    node.type === 'MemberExpression'
      ? memberValue(node, sourceCode, steps)
      : node.type === 'CallExpression'
        ? functionGiven(node, sourceCode, steps)
        : undefined;
  return value ? functionOf(value, sourceCode, steps + 1) : undefined;
}

/** What a function of the file gives where it is called. */
function functionGiven(node: TSESTree.CallExpression, sourceCode: SourceCode, steps: number): Node | null {
  const fn = functionOf(node.callee, sourceCode, steps + 1);
  return fn && !fn.async ? valueGivenBy(fn, sourceCode) : null;
}

/** What a member of an object of this file stands for, or an export of the file where that is used by its name. */
function memberValue(
  node: TSESTree.MemberExpression,
  sourceCode: SourceCode,
  steps: number,
): Node | null | undefined {
  const name = memberName(node);
  if (name === null) return undefined;
  const exported = isExports(node.object, sourceCode) ? assignedExport(name, sourceCode) : undefined;
  if (exported) return exported;
  const receiver = receiverOf(node.object, sourceCode, steps + 1);
  return receiver && memberOf(receiver, name, sourceCode, steps + 1)?.value;
}

const valuesOf = perFile(() => new Map<Variable, Node | null>());

/** What a binding stands for, where it is given exactly one value. Each is looked through once. */
export function valueOf(identifier: TSESTree.Identifier, sourceCode: SourceCode): Node | undefined {
  const variable = variableOf(identifier, sourceCode);
  if (!variable) return undefined;
  const values = valuesOf(sourceCode);
  let value = values.get(variable);
  if (value === undefined) values.set(variable, (value = valueGiven(variable) ?? null));
  return value ?? undefined;
}

function valueGiven(variable: Variable): Node | undefined {
  // The overloads of a function declare it again, without a body.
  const [definition, redeclaration] = variable.defs.filter(({ node }) => node.type !== 'TSDeclareFunction');
  if (!definition || redeclaration) return undefined;
  const writes = variable.references.filter((reference) => reference.isWrite());
  if (definition.type === 'FunctionName' || definition.type === 'ClassName') {
    return writes.length === 0 ? definition.node : undefined;
  }
  if (definition.type !== 'Variable' || definition.node.id.type !== 'Identifier') return undefined;
  const [write, another] = writes;
  return write?.writeExpr && !another && givesValue(write.identifier.parent) ? write.writeExpr : undefined;
}

/** Whether what writes to a variable gives it a whole value: a loop gives it elements, and a pattern parts. */
function givesValue(parent: Node): boolean {
  if (parent.type === 'VariableDeclarator') return parent.init !== null;
  return parent.type === 'AssignmentExpression' && ['=', '??=', '||='].includes(parent.operator);
}

function receiverOf(expression: Node, sourceCode: SourceCode, steps: number): Receiver | undefined {
  if (steps > MAX_STEPS) return undefined;
  const node = withoutTypeWrappers(expression);
  switch (node.type) {
    case 'ThisExpression':
      return receiverOfThis(node);
    case 'Super': {
      const self = receiverOfThis(node);
      const parent = self && superClass(node, sourceCode);
      return parent && { node: parent, instance: self.instance };
    }
    case 'ObjectExpression':
      return { node, instance: false };
    case 'NewExpression': {
      const made = classOf(node.callee, sourceCode, steps + 1);
      return made && { node: made, instance: true };
    }
    case 'AwaitExpression':
    case 'CallExpression': {
      const call = node.type === 'AwaitExpression' ? withoutTypeWrappers(node.argument) : node;
      const fn = call.type === 'CallExpression' ? functionOf(call.callee, sourceCode, steps + 1) : undefined;
      const value = fn?.async === (node.type === 'AwaitExpression') ? valueGivenBy(fn, sourceCode) : null;
      return value ? receiverOf(value, sourceCode, steps + 1) : undefined;
    }
    case 'Identifier': {
      const value = valueOf(node, sourceCode);
      if (!value) return undefined;
      return isClass(value) ? { node: value, instance: false } : receiverOf(value, sourceCode, steps + 1);
    }
    case 'ClassExpression':
      return { node, instance: false };
    case 'MemberExpression': {
      const whole = isExports(node, sourceCode) ? assignedExport(WHOLE, sourceCode) : undefined;
      const value = whole ?? memberValue(node, sourceCode, steps);
      if (!value) return undefined;
      return isClass(value) ? { node: value, instance: false } : receiverOf(value, sourceCode, steps + 1);
    }
    default:
      return undefined;
  }
}

const valuesGiven = new WeakMap<FunctionNode, Node | null>();

/** What a function gives, where it says so in one place. Each is looked through once. */
export function valueGivenBy(fn: FunctionNode, sourceCode: SourceCode): Node | null {
  if (fn.generator) return null;
  if (fn.body.type !== 'BlockStatement') return fn.body;
  let value = valuesGiven.get(fn);
  if (value === undefined) {
    const returns = nodesIn(fn.body, sourceCode).filter((node) => node.type === 'ReturnStatement');
    const [only, another] = returns;
    valuesGiven.set(fn, (value = another ? null : (only?.argument ?? null)));
  }
  return value;
}

function classOf(expression: Node, sourceCode: SourceCode, steps: number): ClassNode | undefined {
  const receiver = isClass(expression)
    ? { node: expression, instance: false }
    : receiverOf(expression, sourceCode, steps);
  return receiver && !receiver.instance && isClass(receiver.node) ? receiver.node : undefined;
}

function memberOf(
  { node, instance }: Receiver,
  name: string,
  sourceCode: SourceCode,
  steps: number,
): Member | undefined {
  const member = ownMember(node, name, instance);
  // A field may be declared without a value.
  if (node.type === 'ObjectExpression' || (member && member.value !== null)) return member;
  if (instance) {
    // A field that the constructor gives its value.
    const [value, another] = fieldValues(node, name, sourceCode);
    if (value && !another) return { value };
  }
  const parent = steps > MAX_STEPS ? undefined : superOf(node, sourceCode, steps);
  return parent && memberOf({ node: parent, instance }, name, sourceCode, steps + 1);
}

/** The class that `super` means at a node. */
function superClass(node: Node, sourceCode: SourceCode): ClassNode | undefined {
  const receiver = receiverOfThis(node);
  return receiver && isClass(receiver.node) ? superOf(receiver.node, sourceCode, 0) : undefined;
}

/** The class of the file at the root of those that a class extends: its instances are those of all of them. */
export function baseClass(node: ClassNode, sourceCode: SourceCode): ClassNode {
  let base = node;
  for (let steps = 0; steps < MAX_STEPS; steps++) {
    const parent = superOf(base, sourceCode, steps);
    if (!parent) break;
    base = parent;
  }
  return base;
}

function superOf(node: ClassNode, sourceCode: SourceCode, steps: number): ClassNode | undefined {
  return node.superClass ? classOf(node.superClass, sourceCode, steps + 1) : undefined;
}

/** What `new` runs: the fields and the constructor, or, without one of its own, what the parent class runs. */
function constructionBodies(made: ClassNode, sourceCode: SourceCode, steps = 0): readonly Body[] {
  const own = made.body.body.find(
    (member): member is TSESTree.MethodDefinition =>
      member.type === 'MethodDefinition' && member.kind === 'constructor',
  );
  if (own && isFunction(own.value)) return [made, own.value];
  const parent = steps > MAX_STEPS ? undefined : superOf(made, sourceCode, steps);
  return parent ? [made, ...constructionBodies(parent, sourceCode, steps + 1)] : [made];
}

function isClass(node: Node): node is ClassNode {
  return node.type === 'ClassDeclaration' || node.type === 'ClassExpression';
}
