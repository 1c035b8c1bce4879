import type { TSESLint, TSESTree } from '@typescript-eslint/utils';
import type { SourceCode } from '../ast.ts';
import type { RuntimeImports } from './runtime-import.ts';
import { wrapInToThread } from './wrap-in-to-thread.ts';

/** The whole rewrite of one call: `await toThread(…)` around it and, where the file has none, the import. */
export function moveToThread(
  call: TSESTree.CallExpression,
  imports: RuntimeImports,
  sourceCode: SourceCode,
  fixer: TSESLint.RuleFixer,
): TSESLint.RuleFix[] {
  const { expression, addImport } = imports.reference(call);
  const edits = wrapInToThread(call, expression, sourceCode, fixer);
  return addImport ? [addImport(fixer), ...edits] : edits;
}
