import type { SourceCode } from '../ast.ts';

/** Bindings of `node:worker_threads` that have a value on a worker thread only. */
const WORKER_ONLY = ['parentPort', 'workerData'];

/**
 * Whether a file runs on a worker thread: it takes what only a worker has from `node:worker_threads` and does not
 * ask whether it is on the main thread.
 */
export function isWorker(sourceCode: SourceCode): boolean {
  if (!sourceCode.text.includes('worker_threads')) return false;
  const names = sourceCode.ast.body.flatMap((statement) => {
    if (statement.type === 'ImportDeclaration') {
      return isWorkerThreads(statement.source.value) ? sourceCode.getDeclaredVariables(statement) : [];
    }
    if (statement.type !== 'VariableDeclaration') return [];
    return statement.declarations
      .filter(
        ({ init }) =>
          init?.type === 'CallExpression' &&
          init.arguments[0]?.type === 'Literal' &&
          isWorkerThreads(init.arguments[0].value),
      )
      .flatMap((declarator) => sourceCode.getDeclaredVariables(declarator));
  });
  return (
    names.some(({ name }) => WORKER_ONLY.includes(name)) && !names.some(({ name }) => name === 'isMainThread')
  );
}

function isWorkerThreads(specifier: unknown): boolean {
  return specifier === 'node:worker_threads' || specifier === 'worker_threads';
}
