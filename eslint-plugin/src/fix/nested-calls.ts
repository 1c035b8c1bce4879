import { enclosingFunction } from '../ast.ts';
import type { Node } from '../ast.ts';
import type { DirectFinding } from '../detect/blocking-uses.ts';
import { append } from '../multimap.ts';
import { automaticRewrite } from './choose-rewrite.ts';
import type { FixPolicy } from './choose-rewrite.ts';
import type { Edits, Rewrite, Rewrites, RewrittenFile } from './rewrite.ts';
import { joinEdits } from './move-calls.ts';
import { rewritesOf } from './rewrites.ts';

/**
 * Blocking calls among the arguments of another one: `compareSync(password, hashSync(password, 10))`. ESLint applies
 * one of two fixes that overlap, and half a fix would leave one call to block within the other.
 */

/** All that can be done about a blocking call, and with it about those in its arguments that can be fixed by themselves. */
export function rewritesWithNested(finding: DirectFinding, file: RewrittenFile, policy: FixPolicy): Rewrites {
  const rewrites = rewritesOf(finding, file, policy);
  const nested = (nestedCalls(file.findings).get(finding.node) ?? []).flatMap((inner) => {
    const { offered } = rewritesWithNested(inner, file, policy);
    return automaticRewrite(offered, policy) ?? [];
  });
  if (nested.length === 0) return rewrites;
  return { ...rewrites, offered: rewrites.offered.map((rewrite) => withNested(rewrite, nested)) };
}

function withNested(rewrite: Rewrite, nested: readonly Rewrite[]): Rewrite {
  const { messageId, edits } = rewrite;
  if (messageId !== 'useNative' && messageId !== 'wrapInToThread') return rewrite;
  // What goes behind the last argument goes before what its call gets there.
  const all = joinEdits([...nested.map((inner) => inner.edits), edits]);
  return {
    ...rewrite,
    edits: (fixer) => {
      const joined = all(fixer);
      return overlap(joined) ? edits(fixer) : joined;
    },
  };
}

/** Whether two edits are about the same text, as where both take the last use of an import away. */
function overlap(edits: ReturnType<Edits>): boolean {
  const ranges = edits.map(({ range }) => range).sort(([a, b], [c, d]) => a - c || b - d);
  return ranges.some(([start], at) => start < (ranges[at - 1]?.[1] ?? 0));
}

type NestedCalls = ReadonlyMap<Node, readonly DirectFinding[]>;

const nestedCallsOf = new WeakMap<readonly DirectFinding[], NestedCalls>();

/** The blocking calls directly within the arguments of each, with no other function between them. */
function nestedCalls(findings: readonly DirectFinding[]): NestedCalls {
  let nested = nestedCallsOf.get(findings);
  if (!nested) {
    nestedCallsOf.set(findings, (nested = findNestedCalls(findings)));
  }
  return nested;
}

function findNestedCalls(findings: readonly DirectFinding[]): NestedCalls {
  const nested = new Map<Node, DirectFinding[]>();
  if (findings.length < 2) return nested;
  const calls = new Set<Node>(findings.map(({ node }) => node));
  for (const finding of findings) {
    const fn = enclosingFunction(finding.node);
    let node: Node | undefined = finding.node.parent;
    while (node && node !== fn && !calls.has(node)) node = node.parent;
    if (node && node !== fn) append(nested, node, finding);
  }
  return nested;
}
