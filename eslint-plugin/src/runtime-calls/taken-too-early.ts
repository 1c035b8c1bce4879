import { getPropertyName, lastName, withoutTypeWrappersAround } from '../ast.ts';
import type { Node, SourceCode } from '../ast.ts';
import type { RuntimeCall } from './find-calls.ts';
import type { FileOfCalls } from './own-function.ts';
import type { Problem } from './problem.ts';
import { awaitIt } from './rewrites.ts';

/** Finds what is taken for what it only leads to: a call for its result, and the promise of a held lock for the lock. */
export function takenTooEarly({ node, callee }: RuntimeCall, file: FileOfCalls): Problem | undefined {
  switch (callee) {
    case 'call':
      return isTakenForResult(node, file.sourceCode)
        ? {
            node,
            messageId: 'callForResult',
            suggestions: [
              { messageId: 'awaitResult', fix: (fixer) => fixer.insertTextAfter(node, '.result') },
            ],
          }
        : undefined;
    case 'acquire':
      return isTakenForLock(node, file.sourceCode)
        ? { node, messageId: 'promiseForLock', suggestions: awaitIt('awaitLock', node, file) }
        : undefined;
    default:
      return undefined;
  }
}

/** `const text = await pool.call(read, path)`: a call is no promise, so that awaiting it gives the call again. */
function isTakenForResult(node: Node, sourceCode: SourceCode): boolean {
  const { parent } = withoutTypeWrappersAround(node);
  if (parent?.type !== 'AwaitExpression') return false;
  const taken = withoutTypeWrappersAround(parent);
  switch (taken.parent?.type) {
    // Nobody has it, which is another report.
    case 'ExpressionStatement':
      return false;
    case 'VariableDeclarator':
      // Whoever works with the call as one only awaits in vain.
      return !usesOf(taken.parent, sourceCode).some(isUsedAsCall);
    default:
      return !isUsedAsCall(taken);
  }
}

/** Whether a value is used as calls are: it is asked how it is, or put among others to wait for. */
function isUsedAsCall(value: Node): boolean {
  const { parent } = value;
  switch (parent?.type) {
    case 'MemberExpression':
      return parent.object === value && OF_CALL.has(getPropertyName(parent) ?? '');
    case 'ArrayExpression':
      return true;
    case 'CallExpression':
      return /^(?:add|push|set|unshift)$/.test(lastName(parent.callee) ?? '');
    default:
      return false;
  }
}

/** What a call has, and few results do. */
const OF_CALL = new Set(['abort', 'cancel', 'result', 'state']);

/** `using held = lock.acquire()`, or a variable with what it gives that nobody awaits or hands on. */
function isTakenForLock(node: Node, sourceCode: SourceCode): boolean {
  const { parent } = withoutTypeWrappersAround(node);
  if (parent?.type !== 'VariableDeclarator' || parent.id.type !== 'Identifier') return false;
  const { kind, parent: around } = parent.parent;
  if (kind === 'using' || kind === 'await using') return true;
  if (around.type === 'ExportNamedDeclaration') return false;
  return usesOf(parent, sourceCode).every(
    (use) =>
      use.parent?.type === 'MemberExpression' &&
      use.parent.object === use &&
      !/^(?:catch|finally|then)$/.test(getPropertyName(use.parent) ?? ''),
  );
}

/** Where what a declaration gives to a variable is used. */
function usesOf(declarator: Node, sourceCode: SourceCode): readonly Node[] {
  return sourceCode
    .getDeclaredVariables(declarator)
    .flatMap(({ references }) => references.filter(({ init }) => init !== true))
    .map(({ identifier }) => identifier);
}
