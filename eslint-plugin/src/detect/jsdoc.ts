import { isFunction } from '../ast.ts';
import type { FunctionNode, Node, SourceCode } from '../ast.ts';

/** What the documentation of a function says: that it blocks, or that it does not whatever it looks like. */
export type BlockingTag = 'blocking' | 'nonblocking';

/** Whether a text may say of a function whether it blocks. */
export function hasBlockingTag(text: string): boolean {
  return /@(?:non)?blocking\b/.test(text);
}

/** The functions of a file whose doc comments say whether they block. */
export function* taggedFunctions(sourceCode: SourceCode): Generator<{ fn: FunctionNode; tag: BlockingTag }> {
  if (!hasBlockingTag(sourceCode.text)) return;
  for (const comment of sourceCode.getAllComments()) {
    if (comment.type !== 'Block' || !comment.value.startsWith('*')) continue;
    const [, tag] = /@(blocking|nonblocking)\b/.exec(comment.value) ?? [];
    if (tag !== 'blocking' && tag !== 'nonblocking') continue;
    const next = sourceCode.getTokenAfter(comment);
    const fn = next && functionStartingAt(sourceCode.getNodeByRangeIndex(next.range[0]), next.range[0]);
    if (fn) yield { fn, tag };
  }
}

/** The function that a declaration, a method or a property at this place holds. */
function functionStartingAt(found: Node | null, start: number): FunctionNode | undefined {
  let node: Node | null | undefined = found;
  let fn: FunctionNode | undefined;
  while (node?.range[0] === start && node.type !== 'Program') {
    fn = heldFunction(node) ?? fn;
    node = node.parent;
  }
  return fn;
}

function heldFunction(node: Node): FunctionNode | undefined {
  if (isFunction(node)) return node;
  switch (node.type) {
    case 'ExportDefaultDeclaration':
    case 'ExportNamedDeclaration':
      return node.declaration ? heldFunction(node.declaration) : undefined;
    case 'VariableDeclaration': {
      const { init } = node.declarations[0];
      return init && isFunction(init) ? init : undefined;
    }
    case 'MethodDefinition':
    case 'Property':
    case 'PropertyDefinition':
      return node.value && isFunction(node.value) ? node.value : undefined;
    default:
      return undefined;
  }
}
