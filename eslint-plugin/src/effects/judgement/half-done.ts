import type { FunctionNode, Node } from '../../ast.ts';
import { reason } from '../../fix/reasons.ts';
import type { Reason } from '../../fix/reasons.ts';
import { conflicts } from '../memory/location.ts';
import type { Touch } from '../memory/location.ts';
import type { Situation } from '../runs/situations.ts';
import { functionName } from './contention.ts';
import type { Rival } from './contention.ts';
import { lineOf, nameOf } from './words.ts';
import type { World } from './world.ts';

/** Code that does not wait for its turn on a path, and could see a file while it is written on another thread. */
export function halfDone(
  call: Node,
  { at, functions }: Situation,
  { contention, isOrdered, isItsTurn = false }: World,
): Reason | undefined {
  // What a command does is its own affair: two of them are told apart by what they are given, if at all.
  const isCommand = at.some((touch) => touch.at.kind === 'file' && touch.at.inside === true);
  for (const touch of at) {
    if (touch.at.kind !== 'file') continue;
    const rivals = contention.rivalsOn(touch);
    for (const rival of rivals) {
      const { fn, touch: other } = rival;
      const keepsOrder = other.call !== undefined && isOrdered(other.call);
      const isOwnRun = contention.isOwn(rival, functions);
      const meetsItself = !isCommand && !isItsTurn && touch.does !== 'look' && !isOrdered(call);
      const isAnother = !isOwnRun || meetsItself;
      // To remove what is gone is the same for whoever comes second.
      const isSame = touch.removes === true && other.node === touch.node;
      if (keepsOrder || !isAnother || isSame || isStart(fn) || isAtOnce(touch, rival, rivals)) continue;
      if (conflicts(touch, other))
        return reason('half done', {
          path: nameOf(touch),
          who: functionName(fn),
          line: lineOf(other.node),
        });
    }
  }
  return undefined;
}

/** Whether there is a file is answered at once: who does one thing to it has done that by then, or not yet. */
function isAtOnce(touch: Touch, { fn, touch: other }: Rival, rivals: readonly Rival[]): boolean {
  return (
    touch.isYesOrNo === true &&
    rivals.every(
      (rival) => rival.fn !== fn || rival.touch.node === other.node || !conflicts(touch, rival.touch),
    )
  );
}

/** A constructor runs before anybody has the object whose files it reads. */
function isStart({ parent }: FunctionNode): boolean {
  return parent.type === 'MethodDefinition' && parent.kind === 'constructor';
}
