import type { TSESTree } from '@typescript-eslint/utils';
import { memberName } from '../ast.ts';
import type { Node, SourceCode } from '../ast.ts';
import { append } from '../multimap.ts';
import { valueNodesIn } from '../walk.ts';
import type { ClassNode } from './execution-context.ts';
import { isPatternTarget } from './members.ts';
import { receiverOfThis } from './receiver.ts';

/** What a class gives the fields of its instances: `this.fs = fs`, `#fs = fs`, `constructor(private fs = nodeFs)`. */

interface Fields {
  /** The values that each is given, in the text of the class. */
  readonly values: ReadonlyMap<string, readonly Node[]>;
  /** Where each is used. */
  readonly uses: ReadonlyMap<string, readonly TSESTree.MemberExpression[]>;
  /** `this` where it is taken apart: `const { fs } = this`. */
  readonly takenApart: readonly Node[];
  /** Those that are also given what the text does not show. */
  readonly others: ReadonlySet<string>;
}

const known = new WeakMap<ClassNode, Fields>();

/** The values that a field is given, if it is given nothing else in its class. */
export function fieldValues(node: ClassNode, name: string, sourceCode: SourceCode): readonly Node[] {
  const { values, others } = fieldsOf(node, sourceCode);
  return others.has(name) ? [] : (values.get(name) ?? []);
}

/** The places where a class reads one of its fields, and those where it takes all of them apart. */
export function fieldUses(node: ClassNode, name: string, sourceCode: SourceCode): readonly Node[] {
  const { uses, takenApart } = fieldsOf(node, sourceCode);
  return [...(uses.get(name) ?? []), ...takenApart];
}

/** All places where a class reads something of its instances. */
export function allFieldUses(node: ClassNode, sourceCode: SourceCode): readonly Node[] {
  const { uses, takenApart } = fieldsOf(node, sourceCode);
  return [...[...uses.values()].flat(), ...takenApart];
}

function fieldsOf(node: ClassNode, sourceCode: SourceCode): Fields {
  let fields = known.get(node);
  if (!fields) known.set(node, (fields = collect(node, sourceCode)));
  return fields;
}

function collect(node: ClassNode, sourceCode: SourceCode): Fields {
  const values = new Map<string, Node[]>();
  const uses = new Map<string, TSESTree.MemberExpression[]>();
  const takenApart: Node[] = [];
  const others = new Set<string>();
  for (const child of valueNodesIn(node.body, sourceCode)) {
    switch (child.type) {
      case 'PropertyDefinition': {
        const name = memberName(child);
        if (child.parent === node.body && name !== null && child.value) append(values, name, child.value);
        break;
      }
      case 'TSParameterProperty': {
        // A field that is a parameter has a name, and no pattern.
        const name = child.parameter.type === 'AssignmentPattern' ? child.parameter.left : child.parameter;
        append(values, name.name, name);
        break;
      }
      case 'ThisExpression': {
        const { parent } = child;
        const receiver = receiverOfThis(child);
        if (receiver?.node !== node || !receiver.instance) break;
        if (parent.type === 'VariableDeclarator') takenApart.push(child);
        if (parent.type !== 'MemberExpression') break;
        const name = memberName(parent);
        if (name === null) break;
        const write = parent.parent;
        if (write.type === 'AssignmentExpression' && write.left === parent) {
          if (['=', '??=', '||='].includes(write.operator)) append(values, name, write.right);
          else others.add(name);
        } else if (isOtherWrite(parent)) others.add(name);
        else append(uses, name, parent);
        break;
      }
    }
  }
  return { values, uses, takenApart, others };
}

/** Whether a member is given a part of a value, or something worked out. */
function isOtherWrite(member: Node): boolean {
  return member.parent?.type === 'UpdateExpression' || isPatternTarget(member);
}
