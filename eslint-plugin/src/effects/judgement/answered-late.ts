import { variableOf } from '../../ast.ts';
import type { FunctionNode, Node, SourceCode } from '../../ast.ts';
import { reason } from '../../fix/reasons.ts';
import type { Reason } from '../../fix/reasons.ts';
import { allNodesIn } from '../../walk.ts';
import { conflicts, isHidden } from '../memory/location.ts';
import type { Touch } from '../memory/location.ts';
import type { Situation } from '../runs/situations.ts';
import { isStatement } from '../steps/given-values.ts';
import { lineOf, nameOf, placeIn, shortened } from './words.ts';
import type { World } from './world.ts';

/**
 * Who calls a listener, or a function out of a table, does not wait for it: what it has put into what it was given, or
 * where another listener looks, was there when the caller went on.
 */
export function answeredLate(
  call: Node,
  { handed, after, isFirstTick }: Situation,
  { summaries }: World,
): Reason | undefined {
  if (!handed || !isFirstTick) return undefined;
  const { by, to, heard, goesOn } = handed;
  const answer = after.touches.find(
    (touch) =>
      (touch.does === 'change' || touch.does === 'fill') &&
      touch.at.kind === 'memory' &&
      !isHidden(touch) &&
      ((touch.at.parameter?.defs[0]?.node === to && touch.at.steps.length > 0) || isHeard(touch, heard)),
  );
  if (answer)
    return reason('unawaited', { line: lineOf(by), place: nameOf(answer), later: placeIn(answer, call) });
  const { sourceCode } = summaries.facts;
  const set = goesOn && after.worlds.find(({ node }) => isMethodOf(node, to, sourceCode));
  return set
    ? reason('unawaited', {
        line: lineOf(by),
        place: shortened(set.name),
        later: `on line ${lineOf(set.node)}`,
      })
    : undefined;
}

/** Whether a method is called, for what it does, of what a function was given, or of something made of that. */
function isMethodOf(node: Node, fn: FunctionNode, sourceCode: SourceCode): boolean {
  if (node.type !== 'CallExpression' || node.callee.type !== 'MemberExpression' || !isStatement(node))
    return false;
  return allNodesIn(node.callee.object, sourceCode).some(
    (part) => part.type === 'Identifier' && variableOf(part, sourceCode)?.defs[0]?.node === fn,
  );
}

function isHeard(touch: Touch, heard: readonly Touch[]): boolean {
  return heard.some((look) => look.does === 'look' && conflicts(touch, look));
}
