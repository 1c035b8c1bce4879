import type { FunctionNode, Node } from '../../ast.ts';
import { reason } from '../../fix/reasons.ts';
import type { Reason } from '../../fix/reasons.ts';
import { conflicts, mayConflict } from '../memory/location.ts';
import { servedFolders } from '../steps/sent-files.ts';
import { runsOnce } from '../functions/single-run.ts';
import type { Situation } from '../runs/situations.ts';
import { functionName } from './contention.ts';
import { lineOf, nameOf } from './words.ts';
import type { World } from './world.ts';

/** Code that does not wait for its turn on a path, and could see a file while it is written on another thread. */
export function halfDone(
  call: Node,
  { at, functions }: Situation,
  { summaries, contention, isOrdered, hasUnordered, isItsTurn = false }: World,
): Reason | undefined {
  const [own] = functions;
  const isOnlyRun = own !== undefined && runsOnce(own, summaries.facts.sourceCode);
  for (const touch of at) {
    if (touch.at.kind !== 'file') continue;
    const served = servedFolders(summaries.facts).find((other) => conflicts(touch, other));
    if (served)
      return reason('half done', {
        path: nameOf(touch),
        who: 'a request',
        line: lineOf(served.node),
      });
    if (!hasUnordered(touch)) continue;
    for (const rival of contention.rivalsOn(touch)) {
      const { fn, touch: other } = rival;
      const keepsOrder = other.call !== undefined && other.isUnordered !== true && isOrdered(other.call);
      const isOwnRun = contention.isOwn(rival, functions) || other.node === call;
      const meetsItself = !isOnlyRun && !isItsTurn && touch.does !== 'look' && !isOrdered(call);
      const isAnother = !isOwnRun || meetsItself;
      // To remove what is gone is the same for whoever comes second.
      const isSame = touch.removes === true && other.node === touch.node;
      // Who asks whether there is a folder is told that there is, or that there is none yet.
      const onlyAsks = touch.does === 'ensure' && other.isYesOrNo === true;
      if (keepsOrder || !isAnother || isSame || isStart(fn) || onlyAsks) continue;
      if (isOwnRun ? conflicts(touch, other) : mayConflict(touch, other))
        return reason('half done', {
          path:
            other.node === call && touch.at.isWords
              ? { words: 'what the command may change' }
              : nameOf(touch),
          who: isOwnRun ? 'another run of the function' : functionName(fn),
          line: lineOf(other.node),
        });
    }
  }
  return undefined;
}

/** A constructor runs before anybody has the object whose files it reads. */
function isStart({ parent }: FunctionNode): boolean {
  return parent.type === 'MethodDefinition' && parent.kind === 'constructor';
}
