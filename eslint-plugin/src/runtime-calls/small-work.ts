import type { TSESTree } from '@typescript-eslint/utils';
import { isFunction } from '../ast.ts';
import type { Node, SourceCode } from '../ast.ts';
import { builtInCatalog } from '../catalog/index.ts';
import type { CatalogEntry } from '../catalog/types.ts';
import { displayName } from '../detect/blocking-call.ts';
import { resolveExport } from '../detect/export-reference.ts';
import type { Lookup } from '../detect/export-path.ts';
import type { RuntimeCall } from './find-calls.ts';
import type { Problem } from './problem.ts';
import { valueNodesIn } from '../walk.ts';

/** Questions to the file system that one path answers. Cheap ones are marked in the catalog; these may be slow. */
const PATH_CHECKS = new Set(['accessSync', 'existsSync', 'lstatSync', 'statSync']);

type Loop = TSESTree.ForInStatement | TSESTree.ForOfStatement | TSESTree.ForStatement;

/**
 * Finds calls too small for a hop that a loop makes one after another, where nothing keeps them from being made
 * together: the loop goes through all of its items, and awaits nothing else.
 */
export function smallWorkProblems(calls: readonly RuntimeCall[], sourceCode: SourceCode): Problem[] {
  const small = new Map<Node, string>();
  for (const { node, fn, callee } of calls) {
    const name = callee === 'map' || !fn ? undefined : smallFunction(fn, sourceCode);
    if (name !== undefined) small.set(node, name);
  }
  return [...small].flatMap(([node, name]): Problem[] => {
    const loop = node.parent?.type === 'AwaitExpression' ? loopAround(node) : undefined;
    if (!loop || !dependsOnTurn(node, loop, sourceCode) || !goesThrough(loop, small, sourceCode)) return [];
    return [{ node, messageId: 'tooSmall', data: { name: `\`${name}\`` } }];
  });
}

function smallFunction(fn: TSESTree.Expression, sourceCode: SourceCode): string | undefined {
  const found = resolveExport(fn, findEntry, sourceCode);
  if (!found?.certain) return undefined;
  const { value } = found;
  const isSmall = value.cheap === true || PATH_CHECKS.has(value.export);
  return isSmall ? displayName(value) : undefined;
}

const findEntry: Lookup<CatalogEntry> = (module, path) =>
  builtInCatalog.find(module, (path[0] === 'default' ? path.slice(1) : path).join('.'));

/** The innermost loop whose body a node is in, in the same function. `for await` takes items one by one. */
function loopAround(node: Node): Loop | undefined {
  let child = node;
  for (let { parent } = node; parent && !isFunction(parent); child = parent, { parent } = parent) {
    if (isLoop(parent) && parent.body === child) {
      return parent.type === 'ForOfStatement' && parent.await ? undefined : parent;
    }
    if (parent.type === 'WhileStatement' || parent.type === 'DoWhileStatement') return undefined;
  }
  return undefined;
}

function isLoop(node: Node): node is Loop {
  return node.type === 'ForInStatement' || node.type === 'ForOfStatement' || node.type === 'ForStatement';
}

/** Whether an argument of the call is another at each turn of the loop: the variable of its head is in it. */
function dependsOnTurn(node: Node, loop: Loop, sourceCode: SourceCode): boolean {
  const head = loop.type === 'ForStatement' ? loop.init : loop.left;
  if (head?.type !== 'VariableDeclaration') return false;
  return sourceCode
    .getDeclaredVariables(head)
    .some(({ references }) =>
      references.some(
        ({ identifier }) => identifier.range[0] > node.range[0] && identifier.range[1] < node.range[1],
      ),
    );
}

/** Whether the loop goes on to its end, awaiting nothing but small calls. */
function goesThrough(loop: Loop, small: ReadonlyMap<Node, string>, sourceCode: SourceCode): boolean {
  for (const node of valueNodesIn(loop.body, sourceCode)) {
    switch (node.type) {
      case 'BreakStatement':
      case 'ReturnStatement':
      case 'YieldExpression':
        return false;
      case 'AwaitExpression':
        if (!small.has(node.argument)) return false;
    }
  }
  return true;
}
