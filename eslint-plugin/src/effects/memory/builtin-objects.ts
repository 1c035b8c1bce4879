import { isBuiltin } from 'node:module';
import { memberName, withoutTypeWrappers } from '../../ast.ts';
import type { Node, SourceCode } from '../../ast.ts';
import { CALL_STEP, GLOBAL_MODULE, NEW_STEP } from '../../detect/export-path.ts';
import { resolveExport } from '../../detect/export-reference.ts';
import { memberIn } from '../../detect/local-function.ts';

/** Objects that the language and Node make: what their methods change shows in more than the property that is named. */

/** The maker of an object, where that is a class or a function of the language or of Node: `URL`, `Buffer.alloc`. */
function makerOf(object: Node, sourceCode: SourceCode): string | undefined {
  const node = withoutTypeWrappers(object);
  const field =
    node.type === 'MemberExpression' && node.object.type === 'ThisExpression'
      ? memberIn(node.object, memberName(node) ?? '', sourceCode)?.value
      : undefined;
  return resolveExport(
    field ?? node,
    (module, path) => {
      const isMade = path.at(-1) === NEW_STEP || path.at(-1) === CALL_STEP;
      const isKnown = module === GLOBAL_MODULE || isBuiltin(module);
      return isMade && isKnown && !path.slice(0, -1).some(isStep)
        ? path
            .slice(0, -1)
            .filter((name) => name !== 'default')
            .join('.')
        : undefined;
    },
    sourceCode,
  )?.value;
}

function isStep(name: string): boolean {
  return name === NEW_STEP || name === CALL_STEP;
}

/** The object whose one value all its properties are parts of: `url` in `url.searchParams` and in `url.href`. */
export function wholeOf(member: Node, sourceCode: SourceCode): Node | undefined {
  for (let node = withoutTypeWrappers(member); node.type === 'MemberExpression';) {
    node = withoutTypeWrappers(node.object);
    const maker = makerOf(node, sourceCode);
    if (maker !== undefined) return /^(?:url\.)?URL$/.test(maker) ? node : undefined;
  }
  return undefined;
}

/** Whether an object is bytes, which its methods write: `header.writeUInt32BE(id)`. */
export function isBytes(object: Node, sourceCode: SourceCode): boolean {
  return /^(?:Buffer\.\w+|buffer\.Buffer\.\w+|DataView|\w+Array|ArrayBuffer)$/.test(
    makerOf(object, sourceCode) ?? '',
  );
}
