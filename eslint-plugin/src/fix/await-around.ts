import type { Call, SourceCode } from '../ast.ts';
import type { Edits } from './rewrite.ts';
import { needsLeadingSemicolon, needsParentheses } from './await-operand.ts';

/** What to put before and after a call, so that its promise is awaited and the value stands where the call's did. */
export interface Around {
  readonly before: string;
  readonly after: string;
}

/**
 * Puts a call into an `await` expression.
 *
 * @param form the expression, with `…` for the call: `await …`, `(await …).stdout`
 */
export function awaitAround(call: Call, form: string, sourceCode: SourceCode): Around {
  const [before = '', after = ''] = form.split('…');
  const isUnary = before.startsWith('await ');
  // The `await` that is there already takes the promise as it took the value.
  if (isUnary && call.parent.type === 'AwaitExpression') {
    return { before: before.slice('await '.length), after };
  }
  if (isUnary && needsParentheses(call, sourceCode)) return guarded(`(${before}`, `${after})`);
  return guarded(before, after);

  function guarded(text: string, rest: string): Around {
    const opens = text.startsWith('(') && needsLeadingSemicolon(call, sourceCode);
    return { before: opens ? `;${text}` : text, after: rest };
  }
}

/** The edits that put a call into an `await` expression. */
export function awaitedEdits(call: Call, form: string, sourceCode: SourceCode): Edits {
  const { before, after } = awaitAround(call, form, sourceCode);
  return (fixer) => [
    fixer.insertTextBefore(call, separator(call, before, sourceCode) + before),
    fixer.insertTextAfter(call, after),
  ];
}

/** A space where the text put before a call would run into the keyword before it, as in `return(fs).readFileSync(path)`. */
export function separator(call: Call, text: string, sourceCode: SourceCode): string {
  const previous = sourceCode.getTokenBefore(call);
  const touches = previous?.range[1] === call.range[0] && /[\w$]$/.test(previous.value);
  return touches && /^[\w$]/.test(text) ? ' ' : '';
}
