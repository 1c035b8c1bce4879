import { memberName, withoutTypeWrappers } from '../ast.ts';
import type { Node, SourceCode } from '../ast.ts';
import { GLOBAL_MODULE } from '../detect/export-path.ts';
import { resolveExport } from '../detect/export-reference.ts';
import { memberIn, valueOf } from '../detect/local-function.ts';
import { visibleForms } from './visible-options.ts';

/** Classes of a file may extend each other in a circle. */
const MAX_STEPS = 8;

/**
 * Whether a value visibly is no plain object, and so nothing that another thread can be given: an instance of a class of
 * the file, or an object with another one behind it.
 */
export function isVisiblyInstance(value: Node, sourceCode: SourceCode): boolean {
  return visibleForms(value, sourceCode).some((form) => {
    const node = withoutTypeWrappers(form);
    if (node.type === 'MemberExpression') {
      const made = memberIn(node.object, memberName(node) ?? '', sourceCode)?.value;
      return made != null && isMade(withoutTypeWrappers(made), sourceCode);
    }
    return isMade(node, sourceCode);
  });
}

function isMade(node: Node, sourceCode: SourceCode): boolean {
  if (node.type === 'NewExpression') return isPlainClass(node.callee, sourceCode, 0);
  if (node.type !== 'CallExpression') return false;
  const [behind] = node.arguments;
  const isBare = behind?.type === 'Literal' && behind.value === null;
  return !isBare && resolveExport(node.callee, isObjectCreate, sourceCode) !== undefined;
}

/** A class that extends one which is not of the file may be a list, a map or bytes, which can be sent. */
function isPlainClass(callee: Node, sourceCode: SourceCode, steps: number): boolean {
  const node = withoutTypeWrappers(callee);
  const value = node.type === 'Identifier' ? valueOf(node, sourceCode) : node;
  if (value?.type !== 'ClassDeclaration' && value?.type !== 'ClassExpression') return false;
  return (
    value.superClass === null || (steps < MAX_STEPS && isPlainClass(value.superClass, sourceCode, steps + 1))
  );
}

function isObjectCreate(module: string, path: readonly string[]): true | undefined {
  return (module === GLOBAL_MODULE && path.join('.') === 'Object.create') || undefined;
}
