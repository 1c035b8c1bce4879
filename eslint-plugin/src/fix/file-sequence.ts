import type { TSESTree } from '@typescript-eslint/utils';
import { variableOf } from '../ast.ts';
import type { FunctionNode, Node, SourceCode } from '../ast.ts';
import type { CatalogEntry } from '../catalog/types.ts';
import { reason } from './reasons.ts';
import type { Reason } from './reasons.ts';
import { runsOnce } from './single-run.ts';

/**
 * Sequences of file-system calls on one path that no other run of the function could come between: a file is read,
 * changed and written back, or written under a temporary name and moved into place. With `await` in the sequence,
 * two runs read the same old content, or move the same file.
 */

/** A call of a function of the catalog. */
export interface FileCall {
  readonly node: TSESTree.Expression;
  readonly entry: CatalogEntry;
}

/** What a call does to the content of the path at an argument position. Asking whether a file is there is neither. */
interface Role {
  readonly does: 'read' | 'write' | 'move';
  readonly argument: number;
}

const ROLES: Readonly<Record<string, readonly Role[]>> = {
  readFileSync: [{ does: 'read', argument: 0 }],
  readJsonSync: [{ does: 'read', argument: 0 }],
  readJSONSync: [{ does: 'read', argument: 0 }],
  copyFileSync: [
    { does: 'read', argument: 0 },
    { does: 'write', argument: 1 },
  ],
  truncateSync: [{ does: 'write', argument: 0 }],
  writeFileSync: [{ does: 'write', argument: 0 }],
  outputFileSync: [{ does: 'write', argument: 0 }],
  outputJsonSync: [{ does: 'write', argument: 0 }],
  outputJSONSync: [{ does: 'write', argument: 0 }],
  writeJsonSync: [{ does: 'write', argument: 0 }],
  writeJSONSync: [{ does: 'write', argument: 0 }],
  renameSync: [
    { does: 'move', argument: 0 },
    { does: 'write', argument: 1 },
  ],
  rmSync: [{ does: 'move', argument: 0 }],
  unlinkSync: [{ does: 'move', argument: 0 }],
};

/** Values that no two runs share, so that a path made of one belongs to its run. */
const UNIQUE = /mkdtemp|randomUUID|randomBytes|Math\.random|nanoid|uuid|tmpName|hrtime/;

/**
 * Finds the path that a call belongs to a sequence on.
 *
 * @param calls all blocking calls of the function
 */
export function fileSequence(
  call: Node,
  fn: FunctionNode,
  calls: readonly FileCall[],
  sourceCode: SourceCode,
): Reason | undefined {
  const uses = calls.flatMap(({ node, entry }) =>
    node.type === 'CallExpression' ? usesOf(node, entry) : [],
  );
  // A call is made once its arguments are there, so that calls run in the order of their ends.
  uses.sort((a, b) => a.call.range[1] - b.call.range[1]);
  for (const first of uses) {
    const last = uses.findLast(
      (use) =>
        use.path === first.path &&
        use.call !== first.call &&
        ((first.does === 'read' && use.does === 'write') || (first.does === 'write' && use.does !== 'write')),
    );
    if (!last || call.range[1] < first.call.range[1] || call.range[1] > last.call.range[1]) continue;
    if (!runsOnce(fn, sourceCode)) return reason('file sequence', { path: first.path });
  }
  return undefined;

  function usesOf(node: TSESTree.CallExpression, { export: exportPath }: CatalogEntry) {
    return (ROLES[exportPath] ?? []).flatMap(({ does, argument }) => {
      const path = node.arguments[argument];
      return path && !isUnique(path) ? [{ call: node, does, path: sourceCode.getText(path) }] : [];
    });
  }

  function isUnique(path: Node): boolean {
    return namesIn(path).some((name) => {
      const definition = variableOf(name, sourceCode)?.defs[0];
      return (
        definition?.type === 'Variable' &&
        definition.node.init !== null &&
        UNIQUE.test(sourceCode.getText(definition.node.init))
      );
    });
  }
}

/** The names that a path is put together from. */
function namesIn(node: Node): TSESTree.Identifier[] {
  switch (node.type) {
    case 'Identifier':
      return [node];
    case 'TemplateLiteral':
      return node.expressions.flatMap(namesIn);
    case 'BinaryExpression':
      return [...namesIn(node.left), ...namesIn(node.right)];
    case 'CallExpression':
      return node.arguments.flatMap(namesIn);
    default:
      return [];
  }
}
