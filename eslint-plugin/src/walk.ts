import { isFunction, isRun } from './ast.ts';
import type { Node, Run, SourceCode } from './ast.ts';

/** A node and all below it that runs with it: functions within run when they are called. */
export function nodesIn(root: Node, sourceCode: SourceCode): readonly Node[] {
  return walk(root, sourceCode.visitorKeys, isFunction);
}

/** A node and all below it. */
export function allNodesIn(root: Node, sourceCode: SourceCode): readonly Node[] {
  return walk(root, sourceCode.visitorKeys, isNever);
}

/** A node and all below it, types left out: they are gone when the program runs. */
export function valueNodesIn(root: Node, { visitorKeys }: SourceCode): readonly Node[] {
  let keys = keysOfValues.get(visitorKeys);
  if (!keys) keysOfValues.set(visitorKeys, (keys = withoutTypes(visitorKeys)));
  return walk(root, keys, isNever);
}

type VisitorKeys = SourceCode['visitorKeys'];

/** The properties that hold nothing but types. */
const TYPE_KEYS = ['typeAnnotation', 'returnType', 'typeParameters', 'typeArguments'];

/** A parser has the same keys for all files. */
const keysOfValues = new WeakMap<VisitorKeys, VisitorKeys>();

function withoutTypes(visitorKeys: VisitorKeys): VisitorKeys {
  return Object.fromEntries(
    Object.entries(visitorKeys).map(([type, keys]) => [type, keys.filter((key) => !TYPE_KEYS.includes(key))]),
  );
}

const nodesOf = new WeakMap<Node, readonly Node[]>();

/** All nodes of a file. Several questions are asked about all of them. */
export function nodesInFile(sourceCode: SourceCode): readonly Node[] {
  const { ast } = sourceCode;
  let nodes = nodesOf.get(ast);
  if (!nodes) nodesOf.set(ast, (nodes = allNodesIn(ast, sourceCode)));
  return nodes;
}

const runsOf = new WeakMap<Node, readonly Run[]>();

/** All calls of a file, constructions and tagged templates among them, in the order in which they begin. */
export function runsInFile(sourceCode: SourceCode): readonly Run[] {
  const { ast } = sourceCode;
  let runs = runsOf.get(ast);
  if (!runs) runsOf.set(ast, (runs = nodesInFile(sourceCode).filter(isRun)));
  return runs;
}

/** Those within a node. */
export function runsWithin({ range: [start, end] }: Node, sourceCode: SourceCode): readonly Run[] {
  const runs = runsInFile(sourceCode);
  const from = firstAt(start, runs);
  // What is called where it is written begins where its call does.
  return runs.slice(from, firstAt(end, runs, from)).filter((run) => run.range[1] <= end);
}

/** The index of the first run that begins at a position or behind it. */
function firstAt(position: number, runs: readonly Run[], from = 0): number {
  let [low, high] = [from, runs.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((runs[middle]?.range[0] ?? 0) < position) low = middle + 1;
    else high = middle;
  }
  return low;
}

/**
 * A node and all below it, in the order in which they are written. A look at each node of a file costs more than the
 * rest of the rule: ESLint's own walk, with listeners, is there for what every file needs. A list, because V8 optimizes
 * a loop that runs through, and most of these walks run too seldom for a generator to be.
 *
 * @param isLeftOut tells the nodes, below the first, that are left out with all that is in them
 */
function walk(root: Node, visitorKeys: VisitorKeys, isLeftOut: (node: Node) => boolean): readonly Node[] {
  const nodes: Node[] = [];
  const pending: Node[] = [root];
  for (let node = pending.pop(); node; node = pending.pop()) {
    nodes.push(node);
    const keys = visitorKeys[node.type] ?? [];
    for (let at = keys.length - 1; at >= 0; at--) {
      // Visitor keys name the properties that hold nodes, or lists of them.
      const child = node[keys[at] as keyof Node] as unknown as Node | null | undefined | (Node | null)[];
      if (!Array.isArray(child)) {
        if (child && !isLeftOut(child)) pending.push(child);
        continue;
      }
      for (let index = child.length - 1; index >= 0; index--) {
        const item = child[index];
        if (item && !isLeftOut(item)) pending.push(item);
      }
    }
  }
  return nodes;
}

function isNever(): boolean {
  return false;
}
