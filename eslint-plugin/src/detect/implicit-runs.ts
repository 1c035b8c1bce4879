import type { TSESTree } from '@typescript-eslint/utils';
import { memberName } from '../ast.ts';
import type { Node, SourceCode } from '../ast.ts';
import { nodesInFile } from '../walk.ts';
import { iteratedBy } from './iteration.ts';
import { isPatternTarget } from './members.ts';
import type { Member } from './members.ts';

/** Where code runs a member of an object without calling it: accessors, and what the language calls by a symbol. */

/** A place that may run a member. */
export interface ImplicitRun {
  readonly node: Node;
  readonly object: Node;
  /** The names of the member. The first one that the object has counts. */
  readonly names: readonly string[];
  /** What of the member is run. */
  readonly part: keyof Member;
}

const ITERATOR = ['[Symbol.iterator]'];
const ASYNC_ITERATOR = ['[Symbol.asyncIterator]', ...ITERATOR];
const DISPOSE = ['[Symbol.dispose]'];
const ASYNC_DISPOSE = ['[Symbol.asyncDispose]', ...DISPOSE];

/** Whether the language itself runs a member of that name. */
export function isRunBySyntax(name: string): boolean {
  return ASYNC_ITERATOR.includes(name) || ASYNC_DISPOSE.includes(name);
}

/** Finds all of them in a file. */
export function* implicitRuns(sourceCode: SourceCode): Generator<ImplicitRun> {
  for (const node of nodesInFile(sourceCode)) {
    if (node.type === 'MemberExpression') yield* accesses(node);
    if (node.type === 'ObjectPattern') yield* destructured(node);
    if (node.type === 'VariableDeclaration') yield* disposals(node);
    const iterated = iteratedBy(node, sourceCode);
    if (iterated) {
      const names = node.type === 'ForOfStatement' && node.await ? ASYNC_ITERATOR : ITERATOR;
      yield { node: iterated, object: iterated, names, part: 'value' };
    }
  }
}

/** `this.config`, `this.config = value`, `this.count++`. */
function* accesses(node: TSESTree.MemberExpression): Generator<ImplicitRun> {
  const name = memberName(node);
  if (name === null) return;
  const names = [name];
  const { isRead, isWritten } = accessOf(node);
  if (isRead) yield { node, object: node.object, names, part: 'getter' };
  if (isWritten) yield { node, object: node.object, names, part: 'setter' };
}

function accessOf(member: TSESTree.MemberExpression): { isRead: boolean; isWritten: boolean } {
  const { parent } = member;
  switch (parent.type) {
    case 'AssignmentExpression':
      return { isRead: parent.left !== member || parent.operator !== '=', isWritten: parent.left === member };
    case 'UpdateExpression':
      return { isRead: true, isWritten: true };
    case 'UnaryExpression':
      return { isRead: parent.operator !== 'delete', isWritten: false };
    default:
      return isPatternTarget(member)
        ? { isRead: false, isWritten: true }
        : { isRead: true, isWritten: false };
  }
}

/** `const { config } = this`. */
function* destructured(pattern: TSESTree.ObjectPattern): Generator<ImplicitRun> {
  const { parent } = pattern;
  const object =
    parent.type === 'VariableDeclarator'
      ? parent.init
      : parent.type === 'AssignmentExpression'
        ? parent.right
        : null;
  if (!object) return;
  for (const property of pattern.properties) {
    const name = property.type === 'Property' ? memberName(property) : null;
    if (name !== null) yield { node: property, object, names: [name], part: 'getter' };
  }
}

/** `using folder = new TemporaryFolder()`, which is disposed of when its block ends. */
function* disposals({ kind, declarations }: TSESTree.VariableDeclaration): Generator<ImplicitRun> {
  if (kind !== 'using' && kind !== 'await using') return;
  const names = kind === 'using' ? DISPOSE : ASYNC_DISPOSE;
  for (const { id, init } of declarations) {
    if (init) yield { node: id, object: init, names, part: 'value' };
  }
}
