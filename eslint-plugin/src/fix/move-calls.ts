import type { TSESLint } from '@typescript-eslint/utils';
import type { Call } from '../ast.ts';
import type { BlockingCall } from '../detect/blocking-call.ts';
import { moveToThread } from './move-to-thread.ts';
import type { Reason } from './reasons.ts';
import type { Edits, RewrittenFile } from './rewrite.ts';
import { awaitObstacle } from './suspension.ts';

/**
 * Moves several blocking calls to other threads at once, or none where one of them cannot move without a doubt: they
 * are part of a rewrite that changes the code around them, for which a half is no good.
 *
 * @param hazardOf why a suspension at a call may change what the program does
 */
export function moveCalls(
  calls: readonly BlockingCall[],
  hazardOf: (call: Call) => Reason | undefined,
  file: RewrittenFile,
): Edits | undefined {
  const moves: Edits[] = [];
  for (const call of calls) {
    const { node } = call;
    if (node.type !== 'CallExpression' || awaitObstacle(node, file.sourceCode)) return undefined;
    const { rewrite, reason } = moveToThread(call, hazardOf(node), file);
    // That the runtime is to be put in its place first is no reason to leave the code as it is.
    if (!rewrite || (reason && !reason.id.startsWith('no runtime'))) return undefined;
    moves.push(rewrite.edits);
  }
  return joinEdits(moves);
}

/** Puts the parts of a rewrite together. Each brings the import that it needs, and one of these is enough. */
export function joinEdits(parts: readonly Edits[]): Edits {
  return (fixer) => {
    const edits = new Map<string, TSESLint.RuleFix>();
    for (const edit of parts.flatMap((part) => part(fixer))) {
      const key = `${edit.range.join(' ')} ${edit.text}`;
      if (!edits.has(key)) edits.set(key, edit);
    }
    return [...edits.values()];
  };
}
