import { moduleStatements } from '../ast.ts';
import type { SourceCode } from '../ast.ts';
import { nodesIn, nodesInFile } from '../walk.ts';
import { enclosingPackages } from './package-json.ts';

/** How a file takes in other modules. A `script` has no way to: it is what a browser runs from a plain `<script>`. */
export type ModuleFormat = 'esm' | 'commonjs' | 'script';

/** The names that only the CommonJS wrapper gives a file. */
const COMMONJS_NAMES = ['require', 'module', 'exports', '__dirname', '__filename'];

/**
 * Decides the module format of a file: by its own syntax, then its name, then how ESLint was told to read it, then
 * its package. ESLint's word alone is not enough: it takes a CommonJS `.js` file for a module unless configured.
 */
export function moduleFormat(sourceCode: SourceCode, filename: string, sourceType: string): ModuleFormat {
  if (hasModuleDeclarations(sourceCode)) return 'esm';
  if (/\.m[jt]s$/i.test(filename)) return 'esm';
  if (/\.c[jt]s$/i.test(filename)) return 'commonjs';
  if (usesCommonJS(sourceCode) || hasCommonJSDeclarations(sourceCode)) return 'commonjs';
  if (sourceType !== 'module') return sourceType === 'commonjs' ? 'commonjs' : 'script';
  if (!/\.jsx?$/i.test(filename) || hasModuleExpressions(sourceCode)) return 'esm';
  const [enclosing] = enclosingPackages(filename);
  return enclosing && enclosing.type !== 'module' ? 'commonjs' : 'esm';
}

/** Imports and exports of nothing but types are gone when the file runs: both formats may have them. */
function hasModuleDeclarations(sourceCode: SourceCode): boolean {
  return moduleStatements(sourceCode).some((statement) => {
    switch (statement.type) {
      case 'ImportDeclaration':
        return statement.importKind !== 'type';
      case 'ExportAllDeclaration':
      case 'ExportDefaultDeclaration':
      case 'ExportNamedDeclaration':
        return statement.exportKind !== 'type';
      default:
        return false;
    }
  });
}

/** `import … = require()` and `export =`, which TypeScript has for CommonJS. */
function hasCommonJSDeclarations(sourceCode: SourceCode): boolean {
  return moduleStatements(sourceCode).some(
    (statement) =>
      statement.type === 'TSExportAssignment' ||
      (statement.type === 'TSImportEqualsDeclaration' &&
        statement.importKind !== 'type' &&
        statement.moduleReference.type === 'TSExternalModuleReference'),
  );
}

function usesCommonJS({ scopeManager }: SourceCode): boolean {
  const globalScope = scopeManager?.globalScope;
  if (!globalScope) return false;
  // ESLint takes a reference out of `through` once its configuration declares the global.
  const declared = COMMONJS_NAMES.some((name) => {
    const variable = globalScope.set.get(name);
    return variable?.defs.length === 0 && variable.references.length > 0;
  });
  return declared || globalScope.through.some(({ identifier }) => COMMONJS_NAMES.includes(identifier.name));
}

/** `import.meta` and top-level `await` make a module as surely as an import does. */
function hasModuleExpressions(sourceCode: SourceCode): boolean {
  if (hasTopLevelAwait(sourceCode)) return true;
  for (const node of nodesInFile(sourceCode)) {
    if (node.type === 'MetaProperty' && node.meta.name === 'import') return true;
  }
  return false;
}

/** Whether the module awaits while it is evaluated, so that whoever imports it waits too. */
export function hasTopLevelAwait(sourceCode: SourceCode): boolean {
  for (const node of nodesIn(sourceCode.ast, sourceCode)) {
    switch (node.type) {
      case 'AwaitExpression':
        return true;
      case 'ForOfStatement':
        if (node.await) return true;
        break;
      case 'VariableDeclaration':
        if (node.kind === 'await using') return true;
        break;
    }
  }
  return false;
}
