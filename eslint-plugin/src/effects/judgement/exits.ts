import type { Touch } from '../memory/location.ts';

/** Whether a touch ends the process, which is an end to all order. */
export function isExit({ at }: Touch): boolean {
  return at.kind === 'memory' && at.root === 'global process' && at.steps[0] === 'exit';
}
