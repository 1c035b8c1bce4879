import type { TSESTree } from '@typescript-eslint/utils';
import { getPropertyName, variableOf } from '../ast.ts';
import type { FunctionNode, Node, SourceCode } from '../ast.ts';
import type { CatalogEntry } from '../catalog/types.ts';
import { reason } from './reasons.ts';
import type { Reason } from './reasons.ts';
import { runsOnce } from './single-run.ts';

/**
 * Sequences of file-system calls on one path that no other run of the function could come between: a file is read,
 * changed and written back, written under a temporary name and moved into place, or asked for and then made or
 * removed. With `await` in the sequence, two runs read the same old content, or both remove the same file.
 */

/** A call of a function of the catalog, or of a helper that calls one. */
export interface FileCall {
  readonly node: TSESTree.Expression;
  readonly entry: CatalogEntry;
  /** What the function is called with, where those are not the arguments of the call. What is not known is left out. */
  readonly borrowed?: { readonly args: readonly (TSESTree.CallExpressionArgument | undefined)[] | undefined };
}

/** What a call does to the path at an argument position. `check` asks whether it is there, `make` makes a folder. */
interface Role {
  readonly does: 'check' | 'read' | 'write' | 'move' | 'make';
  readonly argument: number;
}

const ROLES: Readonly<Record<string, readonly Role[]>> = {
  accessSync: [{ does: 'check', argument: 0 }],
  existsSync: [{ does: 'check', argument: 0 }],
  pathExistsSync: [{ does: 'check', argument: 0 }],
  mkdirSync: [{ does: 'make', argument: 0 }],
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

/** A call's use of a path. */
interface PathUse {
  readonly call: TSESTree.CallExpression;
  readonly does: Role['does'];
  readonly path: string;
  /** Whether the call does not mind what another run has done: `mkdirSync(path, { recursive: true })`. */
  readonly tolerant: boolean;
}

/** A stretch of the text, from the end of one call to that of another, that belongs together. */
interface Sequence {
  readonly path: string;
  readonly start: number;
  readonly end: number;
}

const sequences = new WeakMap<readonly FileCall[], readonly Sequence[]>();

/**
 * Finds the path that a call, whatever it calls, comes into a sequence on.
 *
 * @param calls all blocking calls of the function
 */
export function fileSequence(
  call: Node,
  fn: FunctionNode,
  calls: readonly FileCall[],
  sourceCode: SourceCode,
): Reason | undefined {
  let known = sequences.get(calls);
  if (!known) sequences.set(calls, (known = findSequences(calls, sourceCode)));
  // A call is made once its arguments are there, so that calls run in the order of their ends.
  const at = call.range[1];
  const around = known.findLast(({ start }) => start <= at);
  return !around || at > around.end || runsOnce(fn, sourceCode)
    ? undefined
    : reason('file sequence', { path: around.path });
}

/** Whether a function does something to a path that sequences are made of. */
export function usesPath(entry: CatalogEntry): boolean {
  return Object.hasOwn(ROLES, entry.export);
}

/** The sequences, each from its first call to its last, in order. One that lies within another is left out. */
function findSequences(calls: readonly FileCall[], sourceCode: SourceCode): Sequence[] {
  const last = lastCalls(calls.flatMap((call) => usesOf(call, sourceCode)));
  const found: Sequence[] = [];
  for (const [node, { path, end }] of [...last].sort(([a], [b]) => a.range[1] - b.range[1])) {
    if (end > (found.at(-1)?.end ?? 0)) found.push({ path, start: node.range[1], end });
  }
  return found;
}

/** What ends the sequence that a call begins. */
const NEXT = { check: 'checked', read: 'write', write: 'taker', move: undefined, make: undefined } as const;

/** For each call that a sequence begins with, where the last call of that sequence ends. */
function lastCalls(uses: readonly PathUse[]): Map<Node, { readonly path: string; readonly end: number }> {
  // What comes last on a path: of those that write, of those that need what was written, of those that need a check.
  const lastOn = new Map<string, { write?: PathUse; taker?: PathUse; checked?: PathUse }>();
  const ordered = uses.toSorted((a, b) => a.call.range[1] - b.call.range[1]);
  for (const use of ordered) {
    const last = lastOn.get(use.path) ?? {};
    if (use.does === 'write') last.write = use;
    if (use.does === 'read' || use.does === 'move') last.taker = use;
    if (use.does !== 'check' && use.does !== 'read' && !use.tolerant) last.checked = use;
    lastOn.set(use.path, last);
  }
  const found = new Map<Node, { readonly path: string; readonly end: number }>();
  for (const { call, does, path } of ordered) {
    const next = NEXT[does];
    const end = (next && lastOn.get(path)?.[next]?.call.range[1]) ?? 0;
    if (end > call.range[1] && end > (found.get(call)?.end ?? 0)) found.set(call, { path, end });
  }
  return found;
}

function usesOf({ node, entry, borrowed }: FileCall, sourceCode: SourceCode): PathUse[] {
  if (node.type !== 'CallExpression') return [];
  const args = (borrowed ? borrowed.args : node.arguments) ?? [];
  return (ROLES[entry.export] ?? []).flatMap(({ does, argument }) => {
    const path = args[argument];
    if (!path || isUnique(path, sourceCode)) return [];
    return [{ call: node, does, path: sourceCode.getText(path), tolerant: isTolerant(does, args[1]) }];
  });
}

/** Whether a literal says that a folder may be there already, or that what is removed may be gone already. */
function isTolerant(does: Role['does'], options: Node | undefined): boolean {
  const option = does === 'make' ? 'recursive' : 'force';
  return (
    options?.type === 'ObjectExpression' &&
    options.properties.some(
      (property) =>
        property.type === 'Property' &&
        getPropertyName(property) === option &&
        property.value.type === 'Literal' &&
        property.value.value === true,
    )
  );
}

function isUnique(path: Node, sourceCode: SourceCode): boolean {
  return namesIn(path).some((name) => {
    const definition = variableOf(name, sourceCode)?.defs[0];
    return (
      definition?.type === 'Variable' &&
      definition.node.init !== null &&
      UNIQUE.test(sourceCode.getText(definition.node.init))
    );
  });
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
