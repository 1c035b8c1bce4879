import type { TSESTree } from '@typescript-eslint/utils';
import type { FunctionNode, Node, SourceCode } from '../../ast.ts';
import type { Edits } from '../rewrite.ts';

/**
 * Puts `Promise<…>` around the type that the doc comment of a function says it returns. A comment whose types say more
 * than can be read here is for somebody who understands it.
 */
export function docCommentEdits(fn: FunctionNode, sourceCode: SourceCode): Edits | undefined {
  const comment = sourceCode.getCommentsBefore(statementOf(fn)).at(-1);
  if (comment?.type !== 'Block' || !comment.value.startsWith('*')) return () => [];
  if (/@(?:async|callback|overload|satisfies|template|type|typedef)\b/.test(comment.value)) return undefined;
  const returns = /@returns?\s*\{/.exec(comment.value);
  if (!returns) return () => [];
  const start = returns.index + returns[0].length;
  const type = /^[^{}]*(?=\})/.exec(comment.value.slice(start))?.[0];
  if (type === undefined || /\b(?:Promise|asserts|is|never)\b/.test(type)) return undefined;
  // The value of a comment starts behind its opening.
  const at = comment.range[0] + '/*'.length + start;
  const range: TSESTree.Range = [at, at + type.length];
  return (fixer) => [fixer.replaceTextRange(range, `Promise<${type}>`)];
}

/** The statement or member that a doc comment of the function stands before. */
function statementOf(fn: FunctionNode): Node {
  const { parent } = fn;
  return parent.type === 'VariableDeclarator'
    ? parent.parent
    : fn.type === 'FunctionDeclaration'
      ? fn
      : parent;
}
