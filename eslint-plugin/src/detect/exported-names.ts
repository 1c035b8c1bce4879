import type { TSESTree } from '@typescript-eslint/utils';
import { memberName, variableOf } from '../ast.ts';
import type { Node, SourceCode } from '../ast.ts';
import { append } from '../multimap.ts';
import { referencesToGlobals } from './catalog-roots.ts';

/** What a CommonJS module assigns to its exports, which its own functions may call by that name: `exports.read(path)`. */

/** The name under which the whole value of a module is filed. */
export const WHOLE = 'module.exports';

const NAMES = new Set(['exports', 'module']);

const known = new WeakMap<Node, ReadonlyMap<string, readonly Node[]>>();

/** Whether an expression is the object of exports: `exports` or `module.exports`. */
export function isExports(node: Node, sourceCode: SourceCode): boolean {
  const name = node.type === 'MemberExpression' && memberName(node) === 'exports' ? node.object : node;
  return (
    name.type === 'Identifier' &&
    name.name === (name === node ? 'exports' : 'module') &&
    (variableOf(name, sourceCode)?.defs.length ?? 0) === 0
  );
}

/** The value that an export is given, where the file gives it just one. */
export function assignedExport(name: string, sourceCode: SourceCode): Node | undefined {
  const [value, another] = assignedExports(sourceCode).get(name) ?? [];
  return another ? undefined : value;
}

/** All that the exports of a file are given, by their names. */
export function assignedExports(sourceCode: SourceCode): ReadonlyMap<string, readonly Node[]> {
  const { ast } = sourceCode;
  let values = known.get(ast);
  if (!values) known.set(ast, (values = collect(sourceCode)));
  return values;
}

function collect(sourceCode: SourceCode): ReadonlyMap<string, readonly Node[]> {
  const values = new Map<string, Node[]>();
  for (const object of exportsObjects(sourceCode)) {
    const { parent } = object;
    if (parent?.type === 'AssignmentExpression' && parent.left === object) {
      // `exports = …` alone gives a variable another value, and exports nothing.
      if (object.type === 'MemberExpression') append(values, WHOLE, valueIn(parent));
    } else if (parent?.type === 'MemberExpression' && parent.object === object) {
      const name = memberName(parent);
      const write = parent.parent;
      if (name !== null && write.type === 'AssignmentExpression' && write.left === parent)
        append(values, name, valueIn(write));
    }
  }
  return values;
}

/** The places where a file names its exports: `exports` and `module.exports`. */
export function* exportsObjects({ scopeManager }: SourceCode): Generator<Node> {
  for (const identifier of referencesToGlobals(scopeManager, NAMES)) {
    const { parent } = identifier;
    if (identifier.name === 'exports') yield identifier;
    else if (parent.type === 'MemberExpression' && memberName(parent) === 'exports') yield parent;
  }
}

/** What is assigned in the end: `module.exports = exports = value`. */
function valueIn({ right }: TSESTree.AssignmentExpression): Node {
  return right.type === 'AssignmentExpression' ? valueIn(right) : right;
}
