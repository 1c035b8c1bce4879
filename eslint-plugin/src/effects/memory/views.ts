import type { TSESTree } from '@typescript-eslint/utils';
import { lastName, memberName, withoutTypeWrappers } from '../../ast.ts';
import type { Node, SourceCode } from '../../ast.ts';
import { receiverOfThis } from '../../detect/receiver.ts';
import { append } from '../../multimap.ts';
import { nodesIn } from '../../walk.ts';

/** Objects that work on what another one has: statements of a database, its tables and collections. */

/** Whether a method, or a function, gives such an object. */
export function givesView(name: string): boolean {
  return /^(?:collection|database|model|namespace|prepare|ref|repository|table)$/.test(name);
}

/** The calls that have given what a property of `this` holds, where they give such an object. */
export function viewsHeldBy(node: TSESTree.MemberExpression, sourceCode: SourceCode): readonly Node[] {
  const { object } = node;
  const receiver = object.type === 'ThisExpression' ? receiverOfThis(object) : undefined;
  if (!receiver?.instance || receiver.node.type === 'ObjectExpression') return [];
  const { body } = receiver.node;
  let views = known.get(body);
  if (!views) known.set(body, (views = viewsIn(body, sourceCode)));
  return views.get(memberName(node) ?? '') ?? [];
}

type Views = ReadonlyMap<string, readonly Node[]>;

const known = new WeakMap<Node, Views>();

/** What the constructor of a class, and its fields, put into the properties of an instance. */
function viewsIn({ body }: TSESTree.ClassBody, sourceCode: SourceCode): Views {
  const views = new Map<string, Node[]>();
  const add = (name: string | null, value: Node | null) => {
    const made = value && withoutTypeWrappers(value);
    if (made?.type === 'CallExpression' && givesView(lastName(made.callee) ?? ''))
      append(views, name ?? undefined, made);
  };
  for (const member of body) {
    if (member.type === 'PropertyDefinition' && !member.static) add(memberName(member), member.value);
    if (member.type !== 'MethodDefinition' || member.kind !== 'constructor' || !member.value.body) continue;
    for (const node of nodesIn(member.value.body, sourceCode))
      if (node.type === 'AssignmentExpression' && isOfThis(node.left)) add(memberName(node.left), node.right);
  }
  return views;
}

function isOfThis(target: Node): target is TSESTree.MemberExpression {
  return target.type === 'MemberExpression' && target.object.type === 'ThisExpression';
}
