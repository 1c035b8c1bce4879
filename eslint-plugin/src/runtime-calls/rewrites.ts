import type { TSESTree } from '@typescript-eslint/utils';
import { enclosingFunction, isOpeningParenToken } from '../ast.ts';
import type { FunctionNode, Node, SourceCode } from '../ast.ts';
import { awaitBarrier } from '../detect/execution-context.ts';
import { callableName } from '../detect/function-name.ts';
import type { RuntimeCall } from './find-calls.ts';
import type { FileOfCalls } from './own-function.ts';
import type { Suggestion } from './problem.ts';

/** The smaller rewrites that are suggested. They insert around what is there, so that comments and layout stay. */

/** Exports a function of a module that has exports already, and so is imported rather than started. */
export function exportFunction(fn: FunctionNode, { isEntry }: FileOfCalls): Suggestion[] {
  const statement = fn.type === 'FunctionDeclaration' ? fn : fn.parent.parent;
  const declares =
    statement?.type === 'FunctionDeclaration' ||
    (statement?.type === 'VariableDeclaration' && statement.declarations.length === 1);
  if (!declares || statement.parent.type !== 'Program') return [];
  const hasExports = statement.parent.body.some(({ type }) =>
    /^Export(?:Named|Default)Declaration$/.test(type),
  );
  const name = callableName(fn);
  if (!hasExports || name === undefined || isEntry()) return [];
  return [
    {
      messageId: 'exportFunction',
      data: { name: `\`${name}\`` },
      fix: (fixer) => fixer.insertTextBefore(statement, 'export '),
    },
  ];
}

/** `toThread(readFileSync(path))` becomes `toThread(readFileSync, path)`. */
export function passFunction(
  name: string,
  inner: TSESTree.CallExpression,
  { node, callee, args }: RuntimeCall,
  sourceCode: SourceCode,
): Suggestion[] {
  const takesArguments = ['toThread', 'submit', 'call', 'runInExecutor'].includes(callee);
  const isAlone = args?.length === 0 && node.arguments.includes(inner);
  const open = sourceCode.getTokenAfter(inner.callee, isOpeningParenToken);
  const close = sourceCode.getLastToken(inner);
  if (!takesArguments || !isAlone || inner.optional || inner.typeArguments || !open || !close) return [];
  const next = sourceCode.getTokenAfter(open);
  return [
    {
      messageId: 'passFunction',
      data: { name: `\`${name}\`` },
      fix: (fixer) => [fixer.replaceText(open, next === close ? '' : ', '), fixer.remove(close)],
    },
  ];
}

/** Writes `await` before an expression, where that is legal. */
export function awaitIt(
  messageId: 'awaitArgument' | 'awaitCall' | 'awaitLock',
  expression: Node,
  { isModule }: FileOfCalls,
): Suggestion[] {
  const fn = enclosingFunction(expression);
  const isLegal = awaitBarrier(expression) === undefined && (fn ? fn.async : isModule());
  return isLegal ? [{ messageId, fix: (fixer) => fixer.insertTextBefore(expression, 'await ') }] : [];
}

/** Puts an argument into a list: `run(fn, path)` becomes `run(fn, [path])`. */
export function passArray({ node }: RuntimeCall): Suggestion[] {
  const [fn, argument, ...more] = node.arguments;
  // An object may well be the options, with the list left out.
  const isOne = argument === undefined || /^(?:Identifier|Literal|TemplateLiteral)$/.test(argument.type);
  if (!fn || more.length > 0 || !isOne) return [];
  const isAll = argument?.type === 'Identifier' && argument.name === 'arguments';
  return [
    {
      messageId: 'passArray',
      fix: (fixer) =>
        argument
          ? [fixer.insertTextBefore(argument, isAll ? '[...' : '['), fixer.insertTextAfter(argument, ']')]
          : fixer.insertTextAfter(fn, ', []'),
    },
  ];
}
