import { setImmediate } from 'node:timers/promises';

/** Resolves once the condition holds, looking at it each turn of the event loop. The test's own timeout bounds it. */
export async function until(condition: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await condition())) await setImmediate();
}
