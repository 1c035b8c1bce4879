import type { DirectFinding } from '../detect/blocking-uses.ts';
import { callbackRewrites } from './callbacks/callback-rewrites.ts';
import type { FixPolicy } from './choose-rewrite.ts';
import { holdLock } from './lock/hold-lock.ts';
import { moveToThread } from './move-to-thread.ts';
import { nativeTwin } from './native/native-twin.ts';
import type { ReasonId } from './reasons.ts';
import type { Rewrites, RewrittenFile } from './rewrite.ts';
import { suspensionAt } from './suspension.ts';

/** What goes wrong where runs of functions meet. */
const IN_BETWEEN: ReadonlySet<ReasonId> = new Set([
  'checked before',
  'half done',
  'interleaving',
  'interleaving of two',
  'missing yet',
  'other order',
]);

/** All that can be done about a blocking call. */
export function rewritesOf(finding: DirectFinding, file: RewrittenFile, { prefer }: FixPolicy): Rewrites {
  const { obstacle, hazard } = suspensionAt(finding, file);
  if (obstacle) return { offered: callbackRewrites(finding, file), reason: obstacle };
  const threaded = moveToThread(finding, hazard, file);
  const comesBetween = hazard !== undefined && IN_BETWEEN.has(hazard.id);
  // What nothing is known of may take care of itself: a lock is no advice for it.
  // What a regular expression has matched last is changed by the runtime, too, whoever holds a lock.
  const isHeld = comesBetween && threaded.reason === hazard && !/`RegExp\b|last match/.test(hazard.text);
  const locked = isHeld ? holdLock(finding, file) : undefined;
  // As a suggestion, a twin is for somebody who looks.
  const twinHazard = prefer === 'native' ? (hazard ?? file.safety.ofTwin(finding.node)) : hazard;
  const offered = [locked, nativeTwin(finding, twinHazard, file), threaded.rewrite].filter(
    (rewrite) => rewrite !== undefined,
  );
  const isSafeInSerial = comesBetween && threaded.reason === hazard && couldBeFixedInSerial(finding, file);
  return { offered, reason: threaded.reason, isSafeInSerial };
}

/** Whether nothing speaks against a fix but that functions of the file may run twice at once. */
function couldBeFixedInSerial(finding: DirectFinding, file: RewrittenFile): boolean {
  return (
    file.runs === 'concurrent' &&
    finding.context.kind === 'async function' &&
    moveToThread(finding, undefined, file).reason === undefined &&
    file.safety.ofSerial(finding.node) === undefined
  );
}
