import type { TSESTree } from '@typescript-eslint/utils';
import { isParenthesized } from '../../ast.ts';
import type { FunctionNode, Node, SourceCode } from '../../ast.ts';
import type { Edits } from '../rewrite.ts';
import { iterated } from './iterated.ts';
import { isLoopBody, loopEnds } from './loop-body.ts';

/**
 * Rewrites `paths.forEach((path) => { … });` to `for (const path of paths) { … }`, where that does the same. The loop
 * is put around what is there, so that comments and layout stay as they are.
 */
export function forOfLoop(
  call: TSESTree.CallExpression,
  callback: FunctionNode,
  sourceCode: SourceCode,
): Edits | undefined {
  const { parent: statement, callee } = call;
  const isPlain =
    statement.type === 'ExpressionStatement' &&
    callee.type === 'MemberExpression' &&
    call.arguments.length === 1 &&
    [call, callback].every((node) => !isParenthesized(node, sourceCode));
  if (!isPlain) return undefined;
  const names = loopNames(callback, sourceCode);
  const list = iterated(callee.object, callback, sourceCode);
  const ends = names && isLoopBody(callback, callee.object, sourceCode) && loopEnds(callback, sourceCode);
  if (!ends || !list || (names.isIndexed && !list.hasEntries)) return undefined;

  const values = names.isIndexed ? '.entries()' : list.isList ? '' : '.values()';
  const [open, close] = callback.body.type === 'BlockStatement' ? ['', ''] : braces(statement, sourceCode);
  const body = bodyRange(callback, sourceCode);
  const dot = sourceCode.getTokenBefore(callee.property);
  const head: TSESTree.Range = [(dot && sourceCode.getTokenBefore(dot)?.range[1]) ?? 0, body[0]];
  const tail: TSESTree.Range = [body[1], statement.range[1]];
  // What stands between the pieces that stay is lost.
  if (sourceCode.getAllComments().some(({ range }) => isWithin(range, head) || isWithin(range, tail))) {
    return undefined;
  }
  return (fixer) => [
    fixer.insertTextBefore(statement, `for (${names.text} of `),
    fixer.replaceTextRange(head, `${values}) ${open}`),
    ...ends(fixer),
    fixer.replaceTextRange(tail, close),
  ];
}

interface LoopNames {
  /** `const path`, `const [index, path]` */
  readonly text: string;
  readonly isIndexed: boolean;
}

/** What the loop declares: the parameters of the callback, but for their types, which follow from the list. */
function loopNames(callback: FunctionNode, sourceCode: SourceCode): LoopNames | undefined {
  const [element, index, ...others] = callback.params;
  const isName =
    element?.type === 'ArrayPattern' ||
    element?.type === 'ObjectPattern' ||
    (element?.type === 'Identifier' && !element.optional);
  if (!isName || others.length > 0 || (index && (index.type !== 'Identifier' || index.optional))) {
    return undefined;
  }
  const isReassigned = sourceCode
    .getDeclaredVariables(callback)
    .some(({ references }) => references.some((reference) => reference.isWrite() && !reference.init));
  const keyword = isReassigned ? 'let' : 'const';
  const name = withoutType(element, sourceCode);
  return {
    text: `${keyword} ${index ? `[${index.name}, ${name}]` : name}`,
    isIndexed: index !== undefined,
  };
}

function withoutType({ range, typeAnnotation }: TSESTree.BindingName, { text }: SourceCode): string {
  return text.slice(range[0], typeAnnotation?.range[0] ?? range[1]);
}

/** From the first character of the body to its last, with the parentheses around an expression. */
function bodyRange(callback: FunctionNode, sourceCode: SourceCode): TSESTree.Range {
  const { body } = callback;
  if (body.type === 'BlockStatement') return body.range;
  const arrow = sourceCode.getTokenBefore(body, ({ value }) => value === '=>');
  // The function reaches as far as these parentheses.
  return [(arrow && sourceCode.getTokenAfter(arrow)?.range[0]) ?? body.range[0], callback.range[1]];
}

/** The braces around an expression that becomes a statement: on lines of their own, if the statement has its lines. */
function braces(statement: Node, { lines, text }: SourceCode): [open: string, close: string] {
  const { start } = statement.loc;
  const semicolon = text.charAt(statement.range[1] - 1) === ';' ? ';' : '';
  const line = lines[start.line - 1] ?? '';
  const indentation = line.slice(0, start.column);
  if (indentation.trim() !== '') return ['{ ', `${semicolon} }`];
  const lineEnd = text.includes('\r\n') ? '\r\n' : '\n';
  const unit = indentation.startsWith('\t') ? '\t' : '  ';
  return [`{${lineEnd}${indentation}${unit}`, `${semicolon}${lineEnd}${indentation}}`];
}

function isWithin([start, end]: TSESTree.Range, outer: TSESTree.Range): boolean {
  return start >= outer[0] && end <= outer[1];
}
