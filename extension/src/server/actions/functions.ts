import type { SourceCode } from 'eslint';

/** A function in a text: its offsets, and its name where it has one. */
export interface FunctionRange {
  readonly start: number;
  readonly end: number;
  readonly name?: string;
}

/** A node as ESLint links it to its parent, which its types only say inside of rules. */
interface LinkedNode {
  readonly type: string;
  readonly range?: readonly [number, number];
  readonly parent?: LinkedNode | null;
  readonly id?: LinkedNode | null;
  readonly key?: LinkedNode;
  readonly name?: string;
}

/** The nearest function around an offset. */
export function enclosingFunction(offset: number, sourceCode: SourceCode): FunctionRange | undefined {
  const innermost = sourceCode.getNodeByRangeIndex(offset) as LinkedNode | null;
  for (let node = innermost; node; node = node.parent ?? null) {
    if (isFunction(node)) return functionRange(node);
  }
  return undefined;
}

/** The function of some name, if there is only one. */
export function onlyFunctionNamed(name: string, { scopeManager }: SourceCode): FunctionRange | undefined {
  const [found, ...others] = scopeManager.scopes
    .filter(({ type }) => type === 'function')
    .map(({ block }) => functionRange(block as LinkedNode))
    .filter((range) => range?.name === name);
  return others.length === 0 ? found : undefined;
}

function functionRange(node: LinkedNode): FunctionRange | undefined {
  if (!node.range) return undefined;
  const name = functionName(node);
  return { start: node.range[0], end: node.range[1], ...(name !== undefined && { name }) };
}

function isFunction({ type }: LinkedNode): boolean {
  return (
    type === 'FunctionDeclaration' || type === 'FunctionExpression' || type === 'ArrowFunctionExpression'
  );
}

/** The name of a function: its own, or that of the variable, property or method that it is the value of. */
function functionName({ id, parent }: LinkedNode): string | undefined {
  const holder = id ?? parent?.id ?? parent?.key;
  return holder?.type === 'Identifier' ? holder.name : undefined;
}
