import type { TSESTree } from '@typescript-eslint/utils';
import { getPropertyName, moduleStatements } from '../ast.ts';
import type { Node, SourceCode } from '../ast.ts';

/** What `node:worker_threads` gives a value to on a worker thread only. */
const WORKER_ONLY = ['parentPort', 'workerData'];

/**
 * Whether a file runs on a worker thread: it takes what only a worker has from `node:worker_threads` and does not
 * ask whether it is on the main thread.
 */
export function isWorker(sourceCode: SourceCode): boolean {
  if (!sourceCode.text.includes('worker_threads')) return false;
  const names = moduleStatements(sourceCode).flatMap((statement) => namesTaken(statement, sourceCode));
  return WORKER_ONLY.some((name) => names.includes(name)) && !names.includes('isMainThread');
}

/** The exports of `node:worker_threads` that a file uses by way of one of its statements. */
function namesTaken(statement: TSESTree.ProgramStatement, sourceCode: SourceCode): string[] {
  if (statement.type === 'ImportDeclaration') {
    return isWorkerThreads(statement.source)
      ? statement.specifiers.flatMap((specifier) =>
          specifier.type === 'ImportSpecifier'
            ? nameOf(specifier.imported)
            : membersOf(specifier, sourceCode),
        )
      : [];
  }
  if (statement.type !== 'VariableDeclaration') return [];
  return statement.declarations.flatMap((declarator) => {
    const { id, init } = declarator;
    const required = init?.type === 'MemberExpression' ? init.object : init;
    if (required?.type !== 'CallExpression' || !isWorkerThreads(required.arguments[0])) return [];
    if (init?.type === 'MemberExpression') return getPropertyName(init) ?? [];
    if (id.type !== 'ObjectPattern') return membersOf(declarator, sourceCode);
    return id.properties.flatMap((property) =>
      property.type === 'Property' ? (getPropertyName(property) ?? []) : [],
    );
  });
}

/** The properties that the file reads from the variable of a declaration: `parentPort` of `threads.parentPort`. */
function membersOf(declaration: Node, sourceCode: SourceCode): string[] {
  return sourceCode
    .getDeclaredVariables(declaration)
    .flatMap(({ references }) => references)
    .flatMap(({ identifier: { parent } }) =>
      parent.type === 'MemberExpression' ? (getPropertyName(parent) ?? []) : [],
    );
}

function nameOf(imported: TSESTree.Identifier | TSESTree.StringLiteral): string {
  return imported.type === 'Identifier' ? imported.name : imported.value;
}

function isWorkerThreads(specifier: Node | undefined): boolean {
  return (
    specifier?.type === 'Literal' &&
    (specifier.value === 'node:worker_threads' || specifier.value === 'worker_threads')
  );
}
