import {
  contains,
  isCall,
  memberName,
  variableOf,
  withoutTypeWrappers,
  withoutTypeWrappersAround,
} from '../../ast.ts';
import type { Node, SourceCode, Variable } from '../../ast.ts';
import { nodesIn } from '../../walk.ts';
import type { Touch } from '../memory/location.ts';
import { isFilledWith } from '../steps/caches.ts';

/**
 * Whether a function lets others know that it has found nothing where it looked. Who only fills a cache does not: what
 * it gives is the value, whoever has put it there. `if (users.has(name)) throw …; users.set(name, …)` does: of two runs
 * with one name, the second is to fail.
 */
export function tellsAbsence(look: Touch, fill: Touch, sourceCode: SourceCode): boolean {
  const name = withoutTypeWrappers(look.node);
  const itself = name.type === 'Identifier' ? variableOf(name, sourceCode) : null;
  const held: Variable[] = itself ? [itself] : [];
  const collection = collectionOf(look.node);
  const collectionText = collection && sourceCode.getText(collection);

  /** Whether a piece of code is about the value: that which was there, or that which is put there. */
  const isAboutValue = (code: Node): boolean =>
    nodesIn(code, sourceCode).some((node) => {
      if (node.type === 'Identifier') {
        const variable = variableOf(node, sourceCode);
        return (
          variable !== null && (held.includes(variable) || isFilledWith(fill.node, variable, sourceCode))
        );
      }
      if (node.type !== 'MemberExpression' || contains(fill.node, node)) return false;
      return sourceCode.getText(node.object) === collectionText && memberName(node) !== 'has';
    });

  /** Whether what is done on one of the two answers shows, and is not about the value. */
  const isTold = (branch: Node | null): boolean => {
    if (!branch) return false;
    const isExpression = branch.type !== 'BlockStatement' && !branch.type.endsWith('Statement');
    const fills = contains(branch, fill.node);
    if (isExpression)
      return !isEmpty(branch) && !isAboutValue(branch) && (!fills || branch.type === 'SequenceExpression');
    return nodesIn(branch, sourceCode).some((node) => {
      if (node.type === 'ThrowStatement') return true;
      if (node.type === 'ReturnStatement')
        return node.argument !== null && !isEmpty(node.argument) && !isAboutValue(node.argument);
      return !fills && isCall(node) && node.parent.type === 'ExpressionStatement' && !isAboutValue(branch);
    });
  };

  const decidesVisibly = (use: Node, depth: number): boolean => {
    const node = withoutTypeWrappersAround(use);
    const { parent } = node;
    switch (parent?.type) {
      case 'IfStatement':
        return parent.test === node && (isTold(parent.consequent) || isTold(parent.alternate));
      case 'ConditionalExpression':
        return parent.test === node && (isTold(parent.consequent) || isTold(parent.alternate));
      case 'ReturnStatement':
        // What is given back is whether there was something, and not what.
        return asksOnly(look.node);
      case 'UnaryExpression':
      case 'LogicalExpression':
      case 'BinaryExpression':
      case 'ChainExpression':
      case 'MemberExpression':
        return decidesVisibly(parent, depth);
      case 'VariableDeclarator': {
        if (parent.init !== node || depth > 2) return false;
        const variables = sourceCode.getDeclaredVariables(parent);
        held.push(...variables);
        return variables.some(({ references }) =>
          references.some((one) => one.init !== true && decidesVisibly(one.identifier, depth + 1)),
        );
      }
      default:
        return false;
    }
  };
  return decidesVisibly(look.node, 0);
}

/** What is looked into: `users` in `users.has(name)`, `users.get(name)` and `users[name]`. */
function collectionOf(look: Node): Node | undefined {
  const node = withoutTypeWrappers(look);
  const callee = node.type === 'CallExpression' ? node.callee : node;
  if (callee.type === 'MemberExpression') return callee.object;
  return node.type === 'BinaryExpression' ? node.right : undefined;
}

function asksOnly(look: Node): boolean {
  const node = withoutTypeWrappers(look);
  return (
    node.type === 'BinaryExpression' ||
    (node.type === 'CallExpression' &&
      node.callee.type === 'MemberExpression' &&
      memberName(node.callee) === 'has')
  );
}

/** `null` and `undefined` tell nothing. */
function isEmpty(expression: Node): boolean {
  const node = withoutTypeWrappers(expression);
  return (
    (node.type === 'Literal' && node.value === null) ||
    (node.type === 'Identifier' && node.name === 'undefined') ||
    (node.type === 'UnaryExpression' && node.operator === 'void')
  );
}
