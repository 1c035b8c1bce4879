import { contains } from '../../ast.ts';
import type { FunctionNode, Node } from '../../ast.ts';
import type { DirectFinding } from '../../detect/blocking-uses.ts';
import { bodyName } from '../../detect/function-name.ts';
import { callsOf } from '../calls-of-function.ts';
import { moveToThread } from '../move-to-thread.ts';
import type { Edits, Rewrite, RewrittenFile } from '../rewrite.ts';
import { suspensionAt } from '../suspension.ts';
import { joinEdits } from '../move-calls.ts';
import { lockEdits } from './lock-edits.ts';
import { statementsOfTurn } from './turn.ts';

/** What a lock around some statements does: the calls that move under it, and the edits. */
interface Locked {
  readonly calls: ReadonlySet<Node>;
  readonly edits: Edits;
}

/** By the first of the statements. All calls in them share one suggestion, with one name for the lock. */
const known = new WeakMap<Node, Locked | 'impossible'>();

/**
 * Puts a lock around what has so far run in one go, and moves the blocking calls in it to other threads: for a call that
 * would be fixed if it were not for other runs of the same function.
 */
export function holdLock({ node, context }: DirectFinding, file: RewrittenFile): Rewrite | undefined {
  if (context.kind !== 'async function' || 'callback' in context || file.facts.isComponent) return undefined;
  const { fn } = context;
  const statements = statementsOfTurn(node, fn, file.sourceCode);
  if (!statements) return undefined;
  const [first] = statements;
  let locked = known.get(first);
  if (!locked) known.set(first, (locked = lock(fn, statements, file) ?? 'impossible'));
  if (locked === 'impossible' || !locked.calls.has(node)) return undefined;
  const name = bodyName(fn);
  return {
    messageId: 'holdLock',
    data: { function: name === 'anonymous function' ? 'the function' : `\`${name}\`` },
    standing: { kind: 'manual' },
    edits: locked.edits,
  };
}

function lock(
  fn: FunctionNode,
  statements: readonly [Node, ...Node[]],
  file: RewrittenFile,
): Locked | undefined {
  const calls = new Map<Node, Edits>();
  const within = callsOf(fn, file.findings).filter(({ node }) =>
    statements.some((statement) => contains(statement, node)),
  );
  // What stands in the arguments of another call comes first: its last edits go before those of that one.
  for (const call of within.toSorted((a, b) => a.node.range[1] - b.node.range[1])) {
    const { node } = call;
    if (suspensionAt(call, file).obstacle || !file.safety.isSafeInTurn({ call: node, fn }, statements))
      continue;
    const { rewrite, reason } = moveToThread(call, undefined, file);
    // That the runtime is to be put in its place first is no reason to leave the code as it is.
    if (rewrite && (!reason || reason.id.startsWith('no runtime'))) calls.set(node, rewrite.edits);
  }
  const moves = joinEdits([...calls.values()]);
  const edits = calls.size > 0 ? lockEdits(fn, statements, moves, [...calls.keys()], file) : undefined;
  return edits && { calls: new Set(calls.keys()), edits };
}
