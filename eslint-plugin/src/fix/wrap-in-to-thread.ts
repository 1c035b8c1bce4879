import type { TSESLint, TSESTree } from '@typescript-eslint/utils';
import { isOpeningParenToken } from '../ast.ts';
import type { SourceCode } from '../ast.ts';
import { awaitAround, separator } from './await-around.ts';

/**
 * Rewrites `fn(...args)` to `await toThread(fn, ...args)` by insertions around what is there, so that comments,
 * type arguments and layout stay as they are.
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
  if (after !== '') edits.push(fixer.insertTextAfter(call, after));
  return edits;
}
