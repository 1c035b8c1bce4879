import { memberName } from '../../ast.ts';
import type { Node, SourceCode, Variable } from '../../ast.ts';
import { perFile } from '../../per-file.ts';
import { idOf } from './ids.ts';
import type { Place } from './location.ts';

/** Whether other modules can reach a place as soon as they have loaded this one. */
export function isExported({ root }: Place, sourceCode: SourceCode): boolean {
  return root === 'global exports' || root === 'global module' || exportedRoots(sourceCode).has(root);
}

const exportedRoots = perFile(({ scopeManager }): ReadonlySet<string> => {
  const variables = scopeManager?.scopes.flatMap((scope) =>
    scope.type === 'global' || scope.type === 'module' ? scope.variables : [],
  );
  return new Set(variables?.filter(isExportedVariable).map((variable) => `variable ${idOf(variable)}`));
});

/** Whether a module exports what a variable holds. */
export function isExportedVariable({ defs, references }: Variable): boolean {
  return (
    defs.some(({ parent }) => parent?.parent.type === 'ExportNamedDeclaration') ||
    references.some(({ identifier: { parent } }) =>
      parent.type === 'ExportSpecifier' || parent.type === 'ExportDefaultDeclaration'
        ? true
        : parent.type === 'AssignmentExpression' && /^(?:module\.)?exports\b/.test(textOf(parent.left)),
    )
  );
}

/** The names of a chain of properties: `module.exports`. */
function textOf(node: Node): string {
  if (node.type === 'Identifier') return node.name;
  return node.type === 'MemberExpression' ? `${textOf(node.object)}.${memberName(node) ?? ''}` : '';
}
