import type { TSESLint, TSESTree } from '@typescript-eslint/utils';
import { isOpeningParenToken } from '../ast.ts';
import type { FunctionNode, Node, SourceCode } from '../ast.ts';
import type { CapturedVariable } from './captured-variables.ts';
import type { RuntimeCall } from './find-calls.ts';
import { listed } from './problem.ts';
import type { Suggestion } from './problem.ts';

/**
 * Suggests to pass what an inline function captures: `toThread(() => rows.length)` becomes
 * `toThread((rows) => rows.length, rows)`. The body stays as it is, since the parameters have the variables' names.
 */
export function passAsArguments(
  fn: FunctionNode,
  captured: readonly CapturedVariable[],
  { node, callee, args }: RuntimeCall,
  sourceCode: SourceCode,
): Suggestion[] {
  const holder = callee === 'run' ? node.arguments[1] : node;
  // A wrapper such as `as` around the list of arguments leaves no place to write in.
  const canHold = callee === 'run' ? holder?.type === 'ArrayExpression' : callee !== 'executor';
  if (!args || !holder || !canHold || !captured.every(({ passable }) => passable)) return [];
  if (usesArguments(fn, sourceCode) || fn.params.some(isThisParameter)) return [];

  const names = captured.map(({ name }) => name);
  const parameters = captured.map((variable) => variable.name + annotation(variable, sourceCode)).join(', ');
  const given = names.join(', ');
  // What comes behind optional or rest parameters would not get there.
  const fitsAtEnd =
    fn.params.length === args.length &&
    fn.params.at(-1)?.type !== 'RestElement' &&
    args.every(({ type }) => type !== 'SpreadElement');
  return [
    {
      messageId: 'passAsArguments',
      data: { variables: listed(names), arguments: names.length === 1 ? 'an argument' : 'arguments' },
      fix: (fixer) => [
        ...addParameters(fn, parameters, fitsAtEnd, sourceCode, fixer),
        ...(fitsAtEnd
          ? addLast(holder, given, sourceCode, fixer)
          : addFirst(holder, fn, given, sourceCode, fixer)),
      ],
    },
  ];
}

function isThisParameter(parameter: Node): boolean {
  return parameter.type === 'Identifier' && parameter.name === 'this';
}

function usesArguments(fn: FunctionNode, sourceCode: SourceCode): boolean {
  if (fn.type === 'ArrowFunctionExpression') return false;
  const variable = sourceCode.scopeManager?.acquire(fn, true)?.set.get('arguments');
  return variable !== undefined && variable.references.length > 0;
}

/** The type that the variable is declared with, which its parameter has too. */
function annotation({ variable }: CapturedVariable, sourceCode: SourceCode): string {
  const name = variable?.identifiers[0];
  return name?.type === 'Identifier' && name.typeAnnotation ? sourceCode.getText(name.typeAnnotation) : '';
}

function addParameters(
  fn: FunctionNode,
  parameters: string,
  atEnd: boolean,
  sourceCode: SourceCode,
  fixer: TSESLint.RuleFixer,
): TSESLint.RuleFix[] {
  const [first] = fn.params;
  const last = fn.params.at(-1);
  if (!first || !last) {
    const paren = sourceCode.getFirstToken(fn, isOpeningParenToken);
    return paren ? [fixer.insertTextAfter(paren, parameters)] : [];
  }
  const before = sourceCode.getTokenBefore(first);
  const isInParentheses = before?.value === '(' && before.range[0] >= fn.range[0];
  const [open, close] = isInParentheses ? ['', ''] : ['(', ')'];
  return atEnd
    ? [fixer.insertTextBefore(first, open), fixer.insertTextAfter(last, `, ${parameters}${close}`)]
    : [fixer.insertTextBefore(first, `${open}${parameters}, `), fixer.insertTextAfter(last, close)];
}

/** Adds behind what a call, or a list, has before the bracket at its end. */
function addLast(
  holder: Node,
  text: string,
  sourceCode: SourceCode,
  fixer: TSESLint.RuleFixer,
): TSESLint.RuleFix[] {
  const close = sourceCode.getLastToken(holder);
  const before = close && sourceCode.getTokenBefore(close);
  if (!before) return [];
  const separator = before.value === ',' ? ' ' : before.value === '[' ? '' : ', ';
  return [fixer.insertTextAfter(before, separator + text)];
}

/** Adds before what a call hands on to its function, or before what a list has. */
function addFirst(
  holder: Node,
  fn: FunctionNode,
  text: string,
  sourceCode: SourceCode,
  fixer: TSESLint.RuleFixer,
): TSESLint.RuleFix[] {
  if (holder.type === 'ArrayExpression') {
    const open = sourceCode.getFirstToken(holder);
    return open ? [fixer.insertTextAfter(open, holder.elements.length === 0 ? text : `${text}, `)] : [];
  }
  // The function may stand in parentheses, and have a type assertion behind it.
  let last: TSESTree.Token | Node = fn;
  for (;;) {
    const next: TSESTree.Token | null = sourceCode.getTokenAfter(last);
    if (!next || next.value === ',' || next.range[1] === holder.range[1]) break;
    last = next;
  }
  return [fixer.insertTextAfter(last, `, ${text}`)];
}
