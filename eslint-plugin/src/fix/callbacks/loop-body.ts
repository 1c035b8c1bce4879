import type { TSESTree } from '@typescript-eslint/utils';
import { nodesIn } from '../../walk.ts';
import type { FunctionNode, Node, SourceCode } from '../../ast.ts';
import { usesName } from '../async-function.ts';
import type { Edits } from '../rewrite.ts';
import { isLoop } from '../../effects/functions/single-run.ts';

/** Words at the start of an expression with which a statement would be something else. */
const STATEMENT_STARTS = new Set(['async', 'class', 'function', 'let', '{']);

/**
 * Whether the body of a callback can be that of a loop over a list: it has no use for being a function, and the loop
 * variables do not hide what the list is made of.
 */
export function isLoopBody(callback: FunctionNode, list: Node, sourceCode: SourceCode): boolean {
  return (
    callback.typeParameters === undefined &&
    !usesItself(callback, sourceCode) &&
    !declaresForAll(callback, sourceCode) &&
    !usesName('await', callback, sourceCode) &&
    !sharesName(callback, list, sourceCode) &&
    (callback.body.type === 'BlockStatement' || canStartStatement(callback.body, sourceCode))
  );
}

/** Turns each `return` into a `continue`, unless that would go on with another loop. */
export function loopEnds(callback: FunctionNode, sourceCode: SourceCode): Edits | undefined {
  const returns = nodesIn(callback.body, sourceCode).filter((node) => node.type === 'ReturnStatement');
  const edits = returns.map((statement) => continueEdits(statement, callback, sourceCode));
  return edits.every((edit) => edit !== undefined)
    ? (fixer) => edits.flatMap((edit) => edit(fixer))
    : undefined;
}

function continueEdits(
  statement: TSESTree.ReturnStatement,
  callback: FunctionNode,
  sourceCode: SourceCode,
): Edits | undefined {
  for (let { parent }: Node = statement; parent && parent !== callback; { parent } = parent) {
    if (isLoop(parent)) return undefined;
  }
  const { argument } = statement;
  const keyword = sourceCode.getFirstToken(statement);
  const value = keyword && sourceCode.getTokenAfter(keyword);
  if (!keyword) return undefined;
  if (!argument || !value) return (fixer) => [fixer.replaceText(keyword, 'continue')];
  if (!canStartStatement(value, sourceCode)) return undefined;
  if (sourceCode.commentsExistBetween(keyword, value)) return undefined;
  const { parent } = statement;
  const isLast =
    parent === callback.body && parent.type === 'BlockStatement' && parent.body.at(-1) === statement;
  const isEnded = sourceCode.getLastToken(statement)?.value === ';';
  const [before, after] = isLast ? ['', ''] : ['{ ', `${isEnded ? '' : ';'} continue; }`];
  return (fixer) => [
    fixer.replaceTextRange([keyword.range[0], value.range[0]], before),
    fixer.insertTextAfter(statement, after),
  ];
}

function canStartStatement(node: Node | TSESTree.Token, sourceCode: SourceCode): boolean {
  const token = sourceCode.getTokenByRangeStart(node.range[0]);
  return token !== null && !STATEMENT_STARTS.has(token.value);
}

/** Whether a callback is more than an arrow function: one with a `this`, `arguments` or a name that it uses. */
function usesItself(callback: FunctionNode, sourceCode: SourceCode): boolean {
  if (callback.type === 'ArrowFunctionExpression') return false;
  return (
    /\b(?:arguments|super|target|this)\b/.test(sourceCode.getText(callback.body)) ||
    sourceCode
      .getDeclaredVariables(callback)
      .some(
        ({ defs, references }) =>
          defs[0]?.node === callback && defs[0].type === 'FunctionName' && references.length > 0,
      )
  );
}

/** Whether a callback declares what would belong to the whole function around the loop, or has a directive. */
function declaresForAll(callback: FunctionNode, sourceCode: SourceCode): boolean {
  const { body } = callback;
  const [first] = body.type === 'BlockStatement' ? body.body : [];
  const variables = sourceCode.scopeManager?.acquire(callback, true)?.variables ?? [];
  return (
    (first?.type === 'ExpressionStatement' && first.directive !== undefined) ||
    variables.some(({ defs }) =>
      defs.some(
        ({ type, node, parent }) =>
          (type === 'FunctionName' && node !== callback) ||
          (parent?.type === 'VariableDeclaration' && parent.kind === 'var'),
      ),
    )
  );
}

/** Whether the list mentions a name that the loop declares, which would mean the variable of the loop there. */
function sharesName(callback: FunctionNode, list: Node, sourceCode: SourceCode): boolean {
  const names = new Set(sourceCode.getDeclaredVariables(callback).map(({ name }) => name));
  for (const node of nodesIn(list, sourceCode)) {
    if (node.type === 'Identifier' && names.has(node.name)) return true;
  }
  // Functions in the list may have parameters of these names.
  if (!/=>|\bfunction\b|\bclass\b/.test(sourceCode.getText(list))) return false;
  return (sourceCode.scopeManager?.scopes ?? []).some(
    ({ block, through }) =>
      block.range[0] >= list.range[0] &&
      block.range[1] <= list.range[1] &&
      through.some(({ identifier }) => names.has(identifier.name)),
  );
}
