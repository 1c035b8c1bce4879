import type { DirectFinding } from '../detect/blocking-uses.ts';
import { callbackRewrites } from './callbacks/callback-rewrites.ts';
import type { FixPolicy } from './choose-rewrite.ts';
import { moveToThread } from './move-to-thread.ts';
import { nativeTwin } from './native/native-twin.ts';
import type { Rewrites, RewrittenFile } from './rewrite.ts';
import { suspensionAt } from './suspension.ts';

/** All that can be done about a blocking call. */
export function rewritesOf(finding: DirectFinding, file: RewrittenFile, { prefer }: FixPolicy): Rewrites {
  const { obstacle, hazard } = suspensionAt(finding, file);
  if (obstacle) return { offered: callbackRewrites(finding, file), reason: obstacle };
  const threaded = moveToThread(finding, hazard, file);
  // As a suggestion, a twin is for somebody who looks.
  const twinHazard = prefer === 'native' ? (hazard ?? file.safety.ofTwin(finding.node)) : hazard;
  const offered = [nativeTwin(finding, twinHazard, file), threaded.rewrite].filter(
    (rewrite) => rewrite !== undefined,
  );
  return { offered, reason: threaded.reason };
}
