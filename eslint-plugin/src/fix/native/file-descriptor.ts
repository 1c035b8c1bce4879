import type { TSESTree } from '@typescript-eslint/utils';
import { getPropertyName, getStaticValue, variableOf, withoutTypeWrappers } from '../../ast.ts';
import type { Node, SourceCode, Variable } from '../../ast.ts';

/**
 * Whether a value is a file descriptor, which the functions of `fs` take in the place of a path and those of
 * `fs/promises` do not. A value that nothing shows to be one is taken for a path.
 */
export function isFileDescriptor(value: Node, sourceCode: SourceCode): 'yes' | 'maybe' | 'no' {
  return judge(value, sourceCode, new Set());
}

type Answer = ReturnType<typeof isFileDescriptor>;

function judge(value: Node, sourceCode: SourceCode, entered: Set<Variable>): Answer {
  const node = withoutTypeWrappers(value);
  const either = (...nodes: readonly Node[]): Answer => {
    const answers = nodes.map((part) => judge(part, sourceCode, entered));
    return answers.every((answer) => answer === 'yes')
      ? 'yes'
      : answers.every((answer) => answer === 'no')
        ? 'no'
        : 'maybe';
  };
  switch (node.type) {
    case 'SpreadElement':
      return 'maybe';
    case 'AwaitExpression':
      return judge(node.argument, sourceCode, entered);
    case 'ConditionalExpression':
      return either(node.consequent, node.alternate);
    case 'LogicalExpression':
      return either(node.left, node.right);
    case 'MemberExpression':
      return getPropertyName(node) === 'fd' ? 'yes' : 'no';
    case 'CallExpression':
      // `openSync(path)`, `await toThread(openSync, path)`, `await promisify(open)(path)`.
      return [node.callee, node.arguments[0]].some((part) => part && OPENS.test(sourceCode.getText(part)))
        ? 'yes'
        : 'no';
    case 'Identifier': {
      const variable = variableOf(node, sourceCode);
      if (!variable || entered.has(variable)) return 'no';
      entered.add(variable);
      return ofVariable(variable, sourceCode, entered);
    }
    default:
      return typeof getStaticValue(node, sourceCode.getScope(node))?.value === 'number' ? 'yes' : 'no';
  }
}

const OPENS = /\bopen(?:Sync)?$/;

/** Functions that take nothing but a file descriptor first. */
const TAKES_DESCRIPTOR =
  /(?:^|\.)(?:close|f(?:chmod|chown|datasync|stat|sync|truncate|utimes)|readv?|writev?)Sync$/;

function ofVariable(variable: Variable, sourceCode: SourceCode, entered: Set<Variable>): Answer {
  if (variable.references.some(({ identifier }) => isGivenToDescriptorFunction(identifier, sourceCode)))
    return 'yes';
  const annotation = variable.identifiers.map(typeOf).find((type) => type !== undefined);
  if (annotation) return ofType(annotation, sourceCode);
  const writes = variable.references.flatMap(({ writeExpr, identifier }) =>
    writeExpr && isWholeValue(identifier) ? [judge(writeExpr, sourceCode, entered)] : [],
  );
  if (writes.includes('yes')) return 'yes';
  if (writes.includes('maybe') || variable.name === 'fd') return 'maybe';
  return 'no';
}

function isGivenToDescriptorFunction(identifier: Node, sourceCode: SourceCode): boolean {
  const { parent } = identifier;
  return (
    parent?.type === 'CallExpression' &&
    parent.arguments[0] === identifier &&
    TAKES_DESCRIPTOR.test(sourceCode.getText(parent.callee))
  );
}

/** Whether a write gives the variable the whole of a value, and not what a pattern takes out of it. */
function isWholeValue(identifier: Node): boolean {
  const { parent } = identifier;
  return (
    parent?.type === 'VariableDeclarator' ||
    parent?.type === 'AssignmentExpression' ||
    parent?.type === 'AssignmentPattern'
  );
}

function typeOf(identifier: Node): TSESTree.TypeNode | undefined {
  return identifier.type === 'Identifier' ? identifier.typeAnnotation?.typeAnnotation : undefined;
}

/** Types that hold a number, or whatever there is. */
function ofType(type: TSESTree.TypeNode, sourceCode: SourceCode): Answer {
  if (type.type === 'TSNumberKeyword') return 'yes';
  return /\b(?:any|number|unknown|PathOrFileDescriptor)\b/.test(sourceCode.getText(type)) ? 'maybe' : 'no';
}
