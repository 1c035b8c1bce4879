import { getPropertyName, withoutTypeWrappers } from '../ast.ts';
import type { Node, Variable } from '../ast.ts';

/** Objects that a file writes, holds in a variable, and may change or hand to others. */

/**
 * What becomes of a member of the object that a variable holds: nothing, the file gives it another value, or others have
 * the object and may. Nothing is asked of a variable that holds no object written in the file.
 */
export function memberOfHeld(variable: Variable, name: string): 'kept' | 'replaced' | 'unknown' {
  if (!holdsObject(variable)) return 'kept';
  const uses = variable.references.map(({ identifier }) => useOf(identifier, name));
  if (uses.includes('replaced')) return 'replaced';
  return uses.includes('unknown') || isExported(variable) ? 'unknown' : 'kept';
}

function holdsObject({ references }: Variable): boolean {
  return references.some(
    ({ writeExpr }) => writeExpr && withoutTypeWrappers(writeExpr).type === 'ObjectExpression',
  );
}

function isExported({ defs }: Variable): boolean {
  return defs.some(({ parent }) => parent?.parent.type === 'ExportNamedDeclaration');
}

function useOf(object: Node, name: string): 'kept' | 'replaced' | 'unknown' {
  const { parent } = object;
  // Where it is declared, or taken apart.
  if (parent?.type === 'VariableDeclarator')
    return parent.id === object || parent.id.type === 'ObjectPattern' ? 'kept' : 'unknown';
  if (parent?.type !== 'MemberExpression' || parent.object !== object) return 'unknown';
  const isWritten = parent.parent.type === 'AssignmentExpression' && parent.parent.left === parent;
  return isWritten && (getPropertyName(parent) ?? name) === name ? 'replaced' : 'kept';
}
