import type { TSESLint, TSESTree } from '@typescript-eslint/utils';
import { isOpeningParenToken } from '../ast.ts';
import type { SourceCode } from '../ast.ts';
import { needsLeadingSemicolon, needsParentheses } from './await-operand.ts';

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
  const awaited = call.parent.type === 'AwaitExpression';
  const parentheses = !awaited && needsParentheses(call, sourceCode);
  const opening = awaited ? '' : parentheses ? '(await ' : 'await ';
  const before =
    parentheses && needsLeadingSemicolon(call, sourceCode)
      ? ';'
      : !parentheses && touchesWord(call, sourceCode)
        ? ' '
        : '';

  const edits = [fixer.insertTextBefore(call, `${before}${opening}${toThread}(`)];
  const open = sourceCode.getTokenAfter(call.typeArguments ?? call.callee, isOpeningParenToken);
  if (open) {
    const spaced = /\s/.test(sourceCode.text.charAt(open.range[1]));
    edits.push(fixer.replaceText(open, call.arguments.length === 0 ? '' : spaced ? ',' : ', '));
  }
  if (parentheses) edits.push(fixer.insertTextAfter(call, ')'));
  return edits;
}

/** Whether a keyword ends where the call begins, as in `return(fs).readFileSync(path)`. */
function touchesWord(call: TSESTree.CallExpression, sourceCode: SourceCode): boolean {
  const previous = sourceCode.getTokenBefore(call);
  return previous?.range[1] === call.range[0] && /[\w$]$/.test(previous.value);
}
