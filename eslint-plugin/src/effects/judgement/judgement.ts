import type { Node } from '../../ast.ts';
import type { Reason } from '../../fix/reasons.ts';
import type { Situation } from '../runs/situations.ts';
import { answeredLate } from './answered-late.ts';
import { sharesFactoryState } from './factory-state.ts';
import { halfDone } from './half-done.ts';
import { changedByItself, interleaving } from './interleaving.ts';
import { unhandledPromise } from './late-handling.ts';
import { lateRun } from './late-runs.ts';
import { lateAnswer } from './late-answer.ts';
import { lateListener, lateRegistration } from './late.ts';
import { changedSinceLookup, putIntoLookedUp } from './looked-up.ts';
import { begunBefore, unawaitedCaller, writtenAtEnd } from './meanwhile.ts';
import { otherOrder } from './order.ts';
import { setBefore } from './set-before.ts';
import { runAround, setElsewhere } from './set-elsewhere.ts';
import type { World } from './world.ts';

/**
 * Decides whether a suspension can change what the program does. This is the one place that does.
 *
 * What a run does before the call, the call, and what it does after it went in one go. It may be taken apart if what is
 * on one side of the cut is nobody else's affair: then the program could have run in that order all along.
 */

/** Finds why a suspension may change what the program does, by one way by which the program comes to it. */
export function judge(call: Node, situation: Situation, world: World): Reason | undefined {
  return (
    lateRegistration(situation, world.summaries.facts) ??
    lateListener(situation) ??
    lateAnswer(situation, world.summaries.facts) ??
    unhandledPromise(situation, world.summaries.facts) ??
    lateRun(situation, world.summaries.facts) ??
    begunBefore(call, situation, world) ??
    unawaitedCaller(call, situation, world) ??
    answeredLate(call, situation, world) ??
    writtenAtEnd(call, situation, world) ??
    changedByItself(situation) ??
    (world.serial && !situation.inSeries ? undefined : interleaving(call, situation, world)) ??
    (takesTurns(situation, world) ? undefined : changedSinceLookup(situation, world.summaries.facts)) ??
    (takesTurns(situation, world) ? undefined : sharesFactoryState(situation, world.summaries.facts)) ??
    runAround(situation, world.summaries.facts) ??
    (takesTurns(situation, world) ? undefined : setElsewhere(situation, world.summaries.facts)) ??
    (world.serial ? undefined : setBefore(call, situation, world)) ??
    (world.serial && !situation.inSeries ? undefined : otherOrder(call, situation, world)) ??
    (takesTurns(situation, world) ? undefined : putIntoLookedUp(situation, world.summaries.facts)) ??
    (world.serial ? undefined : halfDone(call, situation, world))
  );
}

/** Whether no other run of the function can come in between. */
function takesTurns({ inSeries }: Situation, { serial, isItsTurn }: World): boolean {
  return (serial && !inSeries) || isItsTurn === true;
}
