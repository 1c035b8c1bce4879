import type { TSESTree } from '@typescript-eslint/utils';
import { isParenthesized } from '../ast.ts';
import type { Call, Node, SourceCode } from '../ast.ts';

/** Whether `await …` in the place of the call needs parentheses to stay one operand. */
export function needsParentheses(call: Call, sourceCode: SourceCode): boolean {
  if (isParenthesized(call, sourceCode)) return false;
  const { parent } = call;
  switch (parent.type) {
    case 'MemberExpression':
      return parent.object === call;
    case 'CallExpression':
    case 'NewExpression':
      return parent.callee === call;
    case 'TaggedTemplateExpression':
      return parent.tag === call;
    case 'TSInstantiationExpression':
    case 'TSNonNullExpression':
      return true;
    case 'UnaryExpression':
      // `!await f()` is legal, but nobody writes it.
      return true;
    case 'BinaryExpression':
      return parent.operator === '**' && parent.left === call;
    case 'ClassDeclaration':
    case 'ClassExpression':
      return parent.superClass === call;
    default:
      return false;
  }
}

/**
 * Whether a `(` put before the call would continue the statement above it, because the file leaves out semicolons.
 */
export function needsLeadingSemicolon(call: Call, sourceCode: SourceCode): boolean {
  const statement = statementStartingAt(call.range[0], call);
  if (!statement) return false;
  const previous = previousStatement(statement);
  if (!previous || !ENDED_BY_LINE_BREAK.has(innermostAtEnd(previous).type)) return false;
  return sourceCode.getLastToken(previous)?.value !== ';';
}

/** The statement that a statement ends with: `stop()` in `if (done) stop()`. */
function innermostAtEnd(statement: Node): Node {
  switch (statement.type) {
    case 'ExportNamedDeclaration':
      return statement.declaration ? innermostAtEnd(statement.declaration) : statement;
    case 'IfStatement':
      return innermostAtEnd(statement.alternate ?? statement.consequent);
    case 'ForInStatement':
    case 'ForOfStatement':
    case 'ForStatement':
    case 'LabeledStatement':
    case 'WhileStatement':
    case 'WithStatement':
      return innermostAtEnd(statement.body);
    default:
      return statement;
  }
}

/** Statements that end with a semicolon or, without one, with the line. */
const ENDED_BY_LINE_BREAK = new Set<string>([
  'BreakStatement',
  'ContinueStatement',
  'DebuggerStatement',
  'ExportDefaultDeclaration',
  'ExpressionStatement',
  'ReturnStatement',
  'ThrowStatement',
  'TSExportAssignment',
  'TSImportEqualsDeclaration',
  'TSTypeAliasDeclaration',
  'VariableDeclaration',
]);

function statementStartingAt(start: number, node: Node): TSESTree.ExpressionStatement | undefined {
  if (node.range[0] !== start) return undefined;
  if (node.type === 'ExpressionStatement') return node;
  return node.parent && statementStartingAt(start, node.parent);
}

function previousStatement(statement: TSESTree.ExpressionStatement): Node | undefined {
  const { parent } = statement;
  const siblings: readonly Node[] =
    parent.type === 'BlockStatement' || parent.type === 'Program' || parent.type === 'StaticBlock'
      ? parent.body
      : parent.type === 'SwitchCase'
        ? parent.consequent
        : [];
  const index = siblings.indexOf(statement);
  return index > 0 ? siblings[index - 1] : undefined;
}
