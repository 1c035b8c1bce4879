import type { TSESLint, TSESTree } from '@typescript-eslint/utils';
import { isOpeningParenToken } from '../ast.ts';
import type { FunctionNode, Node, SourceCode } from '../ast.ts';
import type { CapturedVariable } from './captured-variables.ts';
import { isExecutor } from './find-calls.ts';
import type { RuntimeCall } from './find-calls.ts';
import { listed } from './problem.ts';
import type { Suggestion } from './problem.ts';
import { takeFromNode } from './take-from-node.ts';

/**
 * Suggests how an inline function does without what it captures: `toThread(() => rows.length)` becomes
 * `toThread((rows) => rows.length, rows)`. The body stays as it is, since the parameters have the variables' names;
 * but what comes from Node cannot be passed, and is taken from Node in the worker.
 */
export function passAsArguments(
  fn: FunctionNode,
  captured: readonly CapturedVariable[],
  call: RuntimeCall,
  sourceCode: SourceCode,
): Suggestion[] {
  const passed = captured.filter(({ passable }) => passable);
  const others = captured.filter(({ passable }) => !passable);
  const taking = others.map((variable) => takeFromNode(variable, sourceCode));
  const passing = passed.length === 0 ? () => [] : passingEdits(fn, passed, call, sourceCode);
  if (!passing || taking.includes(undefined)) return [];
  const data = {
    variables: listed(passed.map(({ name }) => name)),
    arguments: passed.length === 1 ? 'an argument' : 'arguments',
  };
  const fix: TSESLint.ReportFixFunction = (fixer) => [
    ...taking.flatMap((edits) => edits?.(fixer) ?? []),
    ...passing(fixer),
  ];
  if (others.length === 0) return [{ messageId: 'passAsArguments', data, fix }];
  const rest = passed.length === 0 ? '' : `, and pass ${data.variables} as ${data.arguments}`;
  return [{ messageId: 'takeFromNode', data: { names: listed(others.map(({ name }) => name)), rest }, fix }];
}

/** The edits that pass variables, or nothing where there is no place to write them in. */
function passingEdits(
  fn: FunctionNode,
  passed: readonly CapturedVariable[],
  { node, callee, args }: RuntimeCall,
  sourceCode: SourceCode,
): ((fixer: TSESLint.RuleFixer) => TSESLint.RuleFix[]) | undefined {
  const holder = callee === 'run' ? node.arguments[1] : node;
  // A wrapper such as `as` around the list of arguments leaves no place to write in.
  const canHold = callee === 'run' ? holder?.type === 'ArrayExpression' : !isExecutor(callee);
  if (!args || !holder || !canHold) return undefined;
  if (usesArguments(fn, sourceCode) || fn.params.some(isThisParameter)) return undefined;

  const parameters = passed.map((variable) => variable.name + annotation(variable, sourceCode)).join(', ');
  const given = passed.map(({ name }) => name).join(', ');
  // What comes behind optional or rest parameters would not get there.
  const fitsAtEnd =
    fn.params.length === args.length &&
    fn.params.at(-1)?.type !== 'RestElement' &&
    args.every(({ type }) => type !== 'SpreadElement');
  return (fixer) => [
    ...addParameters(fn, parameters, fitsAtEnd, sourceCode, fixer),
    ...(fitsAtEnd
      ? addLast(holder, given, sourceCode, fixer)
      : addFirst(holder, fn, given, sourceCode, fixer)),
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
