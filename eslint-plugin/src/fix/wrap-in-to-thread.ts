import type { TSESLint, TSESTree } from '@typescript-eslint/utils';
import { isOpeningParenToken } from '../ast.ts';
import type { Node, SourceCode } from '../ast.ts';
import { awaitAround, separator } from './await-around.ts';

/**
 * Rewrites `fn(...args)` to `await toThread(fn, ...args)` by insertions around what is there, so that comments,
 * type arguments and the layout of arguments stay as they are.
 *
 * @param toThread how the helper is called at this place: `toThread`, an alias, or a member of a namespace
 */
export function wrapInToThread(
  call: TSESTree.CallExpression,
  toThread: string,
  sourceCode: SourceCode,
  fixer: TSESLint.RuleFixer,
): TSESLint.RuleFix[] {
  const { before, after } = awaitAround(call, 'await …', sourceCode);
  const opening = `${before}${toThread}(`;
  const edits = [fixer.insertTextBefore(call, separator(call, opening, sourceCode) + opening)];
  const open = sourceCode.getTokenAfter(call.typeArguments ?? call.callee, isOpeningParenToken);
  if (open) {
    const spaced = /\s/.test(sourceCode.text.charAt(open.range[1]));
    edits.push(fixer.replaceText(open, call.arguments.length === 0 ? '' : spaced ? ',' : ', '));
  }
  edits.push(...joinedLines(call.callee, sourceCode, fixer));
  if (after !== '') edits.push(fixer.insertTextAfter(call, after));
  return edits;
}

/** Puts a callee that is broken before its dots on one line: as an argument it is no chain of calls any more. */
function joinedLines(
  callee: TSESTree.Expression,
  sourceCode: SourceCode,
  fixer: TSESLint.RuleFixer,
): TSESLint.RuleFix[] {
  if (callee.loc.start.line === callee.loc.end.line || sourceCode.getCommentsInside(callee).length > 0)
    return [];
  const edits: TSESLint.RuleFix[] = [];
  for (let node: Node = callee; node.type === 'MemberExpression' && !node.computed; node = node.object) {
    const dot = sourceCode.getTokenBefore(node.property);
    const before = dot && sourceCode.getTokenBefore(dot);
    if (!dot || !before) break;
    const gaps: TSESTree.Range[] = [
      [before.range[1], dot.range[0]],
      [dot.range[1], node.property.range[0]],
    ];
    edits.push(...gaps.filter(([start, end]) => start < end).map((gap) => fixer.removeRange(gap)));
  }
  return edits;
}
