import type { TSESTree } from '@typescript-eslint/utils';
import { isFunction, memberName } from '../ast.ts';
import type { FunctionNode, Node } from '../ast.ts';
import type { ClassNode } from './execution-context.ts';

/** What the classes and object literals of a file have under which names. */

/** What has members: an object literal, or a class, which has its own and those of its instances. */
export type Holder = ClassNode | TSESTree.ObjectExpression;

/** A member of a class or an object literal: a plain value, a pair of accessors, or neither. */
export interface Member {
  readonly value?: Node | null;
  readonly getter?: FunctionNode;
  readonly setter?: FunctionNode;
}

type Members = ReadonlyMap<string, Member>;

type MemberNode = TSESTree.MethodDefinition | TSESTree.Property | TSESTree.PropertyDefinition;

/** Generated code has thousands of members in one object, which are all looked up. */
const membersByName = new WeakMap<Holder, Members>();

/**
 * Finds a member that a class or an object literal has itself.
 *
 * @param instance whether it is one of the instances of the class
 */
export function ownMember(holder: Holder, name: string, instance: boolean): Member | undefined {
  let members = membersByName.get(holder);
  if (!members) {
    members = holder.type === 'ObjectExpression' ? propertiesOf(holder) : membersOf(holder);
    membersByName.set(holder, members);
  }
  return members.get(holder.type === 'ObjectExpression' ? name : classKey(name, instance));
}

/** Whether a body runs when a property is read or written. */
export function isAccessor({ parent }: Node): boolean {
  return (
    (parent?.type === 'MethodDefinition' || parent?.type === 'Property') &&
    (parent.kind === 'get' || parent.kind === 'set')
  );
}

function propertiesOf(node: TSESTree.ObjectExpression): Members {
  const members = new Map<string, Member>();
  for (const property of node.properties) {
    // What is spread behind a property may replace it.
    if (property.type === 'SpreadElement') members.clear();
    const name = property.type === 'Property' ? memberName(property) : null;
    if (property.type !== 'Property' || name === null) continue;
    const member = memberFrom(property);
    members.set(name, pairOf(members.get(name), member) ?? member);
  }
  return members;
}

function membersOf(node: ClassNode): Members {
  const members = new Map<string, Member>();
  for (const member of node.body.body) {
    if (member.type !== 'MethodDefinition' && member.type !== 'PropertyDefinition') continue;
    const name = memberName(member);
    // The overloads of a method have no body.
    if (name === null || member.value?.type === 'TSEmptyBodyFunctionExpression') continue;
    const key = classKey(name, !member.static);
    const known = members.get(key);
    const found = memberFrom(member);
    members.set(key, pairOf(known, found) ?? known ?? found);
  }
  return members;
}

function memberFrom(node: MemberNode): Member {
  const kind = node.type === 'PropertyDefinition' ? 'init' : node.kind;
  const fn = node.value && isFunction(node.value) ? node.value : undefined;
  switch (kind) {
    case 'get':
      return fn ? { getter: fn } : {};
    case 'set':
      return fn ? { setter: fn } : {};
    case 'constructor':
      return {};
    case 'init':
    case 'method':
      return { value: node.value };
  }
}

/** A getter and its setter are one member. */
function pairOf(known: Member | undefined, found: Member): Member | undefined {
  return known && !('value' in known) && !('value' in found) ? { ...known, ...found } : undefined;
}

function classKey(name: string, instance: boolean): string {
  return `${instance ? 'instance' : 'static'} ${name}`;
}

/** Whether a pattern, or the head of a loop, gives a member its value. */
export function isPatternTarget(member: Node): boolean {
  const { parent } = member;
  switch (parent?.type) {
    case 'AssignmentPattern':
    case 'ForInStatement':
    case 'ForOfStatement':
      return parent.left === member;
    case 'Property':
      return parent.value === member && parent.parent.type === 'ObjectPattern';
    case 'ArrayPattern':
    case 'RestElement':
      return true;
    default:
      return false;
  }
}
